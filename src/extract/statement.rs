//! What was said, by whom, to whom and on what occasion.
//!
//! Marks of quotation are paired first (`quotation`); then each sentence is read with its
//! quotations as single pieces (`outline`, `clause`) for cues and what they govern (`report`);
//! quotations that no cue took get the speaker of their surroundings (`attach`).

mod aside;
mod attach;
mod clause;
mod cue;
mod lead;
mod noun;
mod outline;
mod quotation;
mod report;
mod subject;
#[cfg(test)]
mod tests;
mod verb;

use std::ops::Range;

pub use self::cue::Cues;
use self::{outline::Outline, report::Report};
use super::{Reading, lexicon::Lexicon, tag::Tag, token::Extent};
use crate::model::Form;

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What was said, in the order of the text: several extents where the reporting clause, or a paragraph's end, stands
    /// between. Marks of quotation at the edges are not in it.
    pub content: Vec<Extent>,
    /// The words that name the speaker here: a name, a description or a pronoun.
    pub source: Option<Extent>,
    /// The speaker's number in [`Reading::actors`].
    pub speaker: Option<usize>,
    /// The words that report: `said in a statement`, `according to`.
    pub cue: Option<Extent>,
    /// The words that name whom it was said to.
    pub addressee: Option<Extent>,
    /// Where or on what occasion: `at a press conference`; empty if the text does not say.
    pub venue: Option<Extent>,
    /// Whole quoted sentences, quoted words, or the sense of it.
    pub form: Form,
    /// The quoted words of the content, without their marks.
    pub quoted: Vec<Extent>,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Statement {
    /// Whether a place of the text lies in what was said. O(log extents).
    #[must_use]
    pub fn says(&self, place: Extent) -> bool {
        let next = self.content.partition_point(|it| it.start <= place.start);
        next.checked_sub(1).is_some_and(|last| self.content[last].covers(place))
    }
}

/// The statements of the article, in the order of the text.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Statement> {
    let outline = Outline::new(reading, lexicon, quotation::find(reading));
    attach::all(&outline).iter().map(|report| statement(&outline, report)).collect()
}

fn statement(outline: &Outline<'_, '_>, report: &Report) -> Statement {
    let extent = |run: &Option<Range<usize>>| run.as_ref().map(|run| outline.extent(run));
    let quoted: Vec<Extent> = report
        .content
        .iter()
        .cloned()
        .flatten()
        .filter_map(|at| outline.quotation(at))
        .map(|quotation| outline.reading.extent(&quotation.inner))
        .collect();
    let whole = report.rule == noun::TRANSCRIPT
        || report.content.iter().all(|run| run.len() == 1 && outline.is_quotation(run.start));
    Statement {
        content: report.content.iter().map(|run| bare_extent(outline, run)).collect(),
        source: extent(&report.source),
        speaker: report.source.as_ref().and_then(|source| speaker(outline, source)),
        cue: (!report.cue.is_empty()).then(|| outline.extent(&report.cue)),
        addressee: extent(&report.addressee),
        venue: extent(&report.venue),
        form: match (whole, quoted.is_empty()) {
            (true, _) => Form::Verbatim,
            (false, false) => Form::Fragment,
            (false, true) => Form::Paraphrase,
        },
        quoted,
        confidence: report.confidence,
        rule: report.rule,
    }
}

/// The bytes of a run, without the marks of a quotation that is all of it.
fn bare_extent(outline: &Outline<'_, '_>, run: &Range<usize>) -> Extent {
    match outline.quotation(run.start) {
        Some(quotation) if run.len() == 1 => outline.reading.extent(&quotation.inner),
        _ => outline.extent(run),
    }
}

/// How far the name that a relative pronoun stands for ends before it, in bytes.
const RELATIVE_REACH: u32 = 2;

/// The actor that the words of a speaker name first.
fn speaker(outline: &Outline<'_, '_>, source: &Range<usize>) -> Option<usize> {
    let extent = outline.extent(source);
    let mentions = &outline.reading.mentions;
    if outline.tag(source.start) == Tag::Relative {
        // `X, who`: the one named before.
        let before = mentions.partition_point(|mention| mention.extent.end <= extent.start);
        let named = &mentions[before.checked_sub(1)?];
        let near = named.extent.end + RELATIVE_REACH >= extent.start;
        return near.then_some(named.actor);
    }
    let first = mentions.partition_point(|mention| mention.extent.end <= extent.start);
    let mention = mentions.get(first).filter(|mention| mention.extent.start < extent.end)?;
    Some(mention.actor)
}
