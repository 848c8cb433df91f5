//! The prose of an article becomes a reading: sentences, dates, actors, statements and events, each
//! anchored to its bytes, with the rule that made it and a confidence.
//!
//! The stages stand in their order; each sees what the stages before it found ([`Reading`]) and the
//! knowledge of [`Lexicon`], and nothing else:
//!
//! ```text
//! text ─ token ─ sentence ─ tag ─ phrase ─ time ─ actor ─ statement ─ event ─ speech ─ dating
//! ```
//!
//! What was read is lowered to the records of a timeline ([`lower()`]).
//!
//! **Invariants.** The same text, publication date and lexicon give the same reading, byte for
//! byte: no clock, no randomness, no order of a hash map. Each extent slices the text at character
//! boundaries. The work is linear in the length of the text. Nothing is invented: what no rule
//! finds is not there, and a date that nothing gives stays open.

pub mod actor;
pub mod annotation;
pub mod article;
pub mod dating;
pub mod event;
pub mod lexicon;
pub mod lower;
pub mod phrase;
pub mod receipt;
pub mod sentence;
pub mod speech;
pub mod statement;
pub mod tag;
pub mod time;
pub mod token;

mod title;

use std::ops::Range;

use crate::model::day::Day;

use self::tag::Tag;
pub use self::{lexicon::Lexicon, lower::lower, token::Extent};

/// An article as far as it has been read: one layer a stage, in the order of the stages. Numbers
/// are indices into these layers; a run is a range of `tokens`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// The day of publication, if it is known: what relative dates are counted from.
    pub published: Option<Day>,
    /// The words and signs of the text, in its order.
    pub tokens: Vec<token::Token>,
    /// The runs of the sentences; every token is in exactly one.
    pub sentences: Vec<Range<usize>>,
    /// The noun phrases and verb groups, in the order of the text; none spans two sentences.
    pub phrases: Vec<phrase::Phrase>,
    /// The time expressions, in the order of the text.
    pub times: Vec<time::TimeExpression>,
    /// Where actors are named, in the order of the text.
    pub mentions: Vec<actor::Mention>,
    /// The actors, in the order of their first mentions.
    pub actors: Vec<actor::ActorDraft>,
    /// What was said, in the order of the text.
    pub statements: Vec<statement::Statement>,
    /// What happened, in the order of the text; what was said, too.
    pub events: Vec<event::Event>,
    /// For each statement the number of the event that it belongs to.
    pub said_in: Vec<Option<usize>>,
}

/// Reads an article. Linear in the length of the text.
#[must_use]
pub fn read<'t>(text: &'t str, published: Option<Day>, lexicon: &Lexicon) -> Reading<'t> {
    let mut reading = Reading { text, published, ..Reading::default() };
    reading.tokens = token::cut(text, lexicon);
    reading.sentences = sentence::find(&reading, lexicon);
    tag::choose(&mut reading, lexicon);
    reading.phrases = phrase::find(&reading, lexicon);
    reading.times = time::find(&reading, lexicon);
    (reading.mentions, reading.actors) = actor::find(&reading, lexicon);
    reading.statements = statement::find(&reading, lexicon);
    reading.events = event::find(&reading, lexicon);
    speech::bind(&mut reading);
    dating::date(&mut reading, lexicon);
    reading
}

impl Reading<'_> {
    /// The words of an extent.
    #[must_use]
    pub fn slice(&self, extent: Extent) -> &str {
        &self.text[extent.range()]
    }

    /// The words of one token.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.slice(self.tokens[token].extent)
    }

    /// From the first to the last byte of a run; the empty extent at the start of the text for an
    /// empty run.
    #[must_use]
    pub fn extent(&self, run: &Range<usize>) -> Extent {
        match self.tokens.get(run.clone()) {
            Some([first, .., last]) => Extent { start: first.extent.start, end: last.extent.end },
            Some([one]) => one.extent,
            _ => Extent::default(),
        }
    }

    /// The number of the sentence that a token is in. O(log sentences).
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|run| run.end <= token)
    }

    /// The numbers of the sentences that an extent touches.
    fn sentences_of(&self, extent: Extent) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.extent.end <= extent.start);
        let end = self.tokens.partition_point(|token| token.extent.start < extent.end);
        if first < end { self.sentence_of(first)..self.sentence_of(end - 1) + 1 } else { 0..0 }
    }

    /// Where a sentence begins behind its dateline: `MOSCOW, March 5 (AFP) -- `, `PARIS —`. A
    /// dateline is no part of what is told.
    fn behind_dateline(&self, sentence: &Range<usize>) -> usize {
        const LONGEST: usize = 12;
        let Range { start, end } = *sentence;
        let tag = |at: usize| self.tokens[at].tag;
        let dash = (start..end.min(start + LONGEST)).find(|&at| tag(at) == Tag::Dash);
        let Some(dash) = dash else { return start };
        let named = (start..dash).all(|at| !tag(at).is_verb() && tag(at) != Tag::Determiner);
        let shouted = self.tokens[start].shape == token::Shape::Capitals;
        if named && (shouted || dash <= start + 2) { dash + 1 } else { start }
    }
}
