//! The date of the context: that of the paragraph's story, or the day of publication.

use std::ops::Range;

use super::{Clause, Dated, Tense};
use crate::{
    extract::{Extent, Lexicon, Reading, lexicon::Word, tag::Tag, token::Gap},
    model::{Basis, When, day::Day},
};

/// A story goes on for so many sentences without a date of their own.
const LONGEST: usize = 3;

/// The rule that dates what is news.
pub const OF_REPORT: &str = "the day of the report";

/// How far back the words of another event are looked for.
const REACH: usize = 400;

/// What has been told so far.
#[derive(Debug, Default)]
pub struct Story {
    /// The date that the story is at, and the words that tell it.
    at: Option<(When, Option<Extent>)>,
    /// The day of what is yet to come that was spoken of last, and the words that tell it.
    ahead: Option<(When, Option<Extent>)>,
    /// How many sentences it has gone on without a date.
    length: usize,
    /// The number of the sentence.
    sentence: usize,
    /// The first words that tell the day of publication: `today`, `on Thursday`.
    published: Option<Extent>,
    /// The tokens between marks of quotation.
    quoted: Vec<Range<usize>>,
    /// The days of the sentences that have one, by their first tokens.
    days: Vec<(Range<usize>, Day)>,
}

impl Story {
    /// Before the first event.
    pub fn new(reading: &Reading<'_>) -> Self {
        let day = reading.published.map(When::day);
        let told = reading
            .times
            .iter()
            .find(|time| time.when.is_some() && time.when.as_ref().map(date_only) == day);
        let quoted = quotations(reading);
        Self { published: told.map(|time| time.extent), quoted, ..Self::default() }
    }

    /// Whether a token stands between marks of quotation.
    pub fn is_quoted(&self, token: usize) -> bool {
        let behind = self.quoted.partition_point(|quoted| quoted.start <= token);
        behind > 0 && self.quoted[behind - 1].contains(&token)
    }

    /// Goes on to a sentence; a new paragraph begins a new story.
    pub fn move_to(&mut self, reading: &Reading<'_>, sentence: usize) {
        while self.sentence < sentence {
            self.sentence += 1;
            self.length += 1;
            let first = &reading.tokens[reading.sentences[self.sentence].start];
            if first.gap == Gap::Paragraph || self.length > LONGEST {
                self.at = None;
                self.ahead = None;
            }
        }
    }

    /// Remembers the date of an event.
    pub fn note(&mut self, clause: &Clause<'_>, dated: Option<&Dated>) {
        let Some(dated) = dated.filter(|dated| dated.basis != Basis::Published) else { return };
        let now = clause.reading.published;
        let (first, last) = (dated.when.earliest_start(), dated.when.latest_end());
        let is_over = now.is_some_and(|now| first <= now);
        if clause.tense == Tense::Past && is_over && dated.basis == Basis::Stated {
            self.at = (first == last).then(|| (dated.when.clone(), dated.extent));
            self.length = 0;
        }
        if clause.tense == Tense::Ahead && dated.basis == Basis::Stated {
            self.ahead = (first == last).then(|| (dated.when.clone(), dated.extent));
            self.length = 0;
        }
        if first == last {
            self.days.push((clause.sentence.clone(), first));
        }
    }

    /// The date that an event has from its context.
    pub fn date(&self, clause: &Clause<'_>) -> Option<Dated> {
        let now = clause.reading.published?;
        if clause.is_vague() || clause.is_background() {
            return None;
        }
        let published = || {
            let extent = self.published;
            let basis = if extent.is_some() { Basis::Inferred } else { Basis::Published };
            let rule = OF_REPORT;
            Some(Dated { when: When::day(now), basis, rule, extent })
        };
        if clause.tense != Tense::Ahead && self.is_quoted(clause.trigger) {
            return published();
        }
        match clause.tense {
            Tense::Past if clause.reports() && !clause.looks_back() => published(),
            Tense::Past | Tense::Open => goes_on(self.at.as_ref()).or_else(published),
            // What a verb of the present is about need not be of today; a title's is.
            Tense::Present if self.sentence > 0 && clause.is_about() => None,
            Tense::Perfect | Tense::Present => published(),
            Tense::Progressive if clause.reports() => published(),
            Tense::Progressive => Some(Dated {
                when: When::month_of(now).approximate(),
                basis: Basis::Inferred,
                rule: "goes on in the month of the report",
                extent: None,
            }),
            Tense::Ahead => goes_on(self.ahead.as_ref()),
            Tense::Before | Tense::State => None,
        }
    }

    /// The day of an event that was spoken of before with this noun. Bounded by a constant number
    /// of tokens.
    pub fn day_of(&self, reading: &Reading<'_>, lexicon: &Lexicon, noun: usize) -> Option<Day> {
        let word = lexicon.lemma(reading.tokens[noun].word);
        if word == Word::UNKNOWN {
            return None;
        }
        let is_it = |at: usize| lexicon.lemma(reading.tokens[at].word) == word;
        let named = (noun.saturating_sub(REACH)..noun).rev().find(|&at| is_it(at))?;
        let dated = self.days.iter().rev().find(|(run, _)| run.start <= named)?;
        Some(dated.1)
    }
}

/// What goes on with a story has its date.
fn goes_on(story: Option<&(When, Option<Extent>)>) -> Option<Dated> {
    story.map(|(when, extent)| Dated {
        when: when.clone(),
        basis: Basis::Inferred,
        rule: "the story goes on",
        extent: *extent,
    })
}

/// The tokens between double marks of quotation; a paragraph's end closes them.
fn quotations(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    let mut open = None;
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.gap == Gap::Paragraph
            && let Some(start) = open.take()
        {
            quoted.push(start..at);
        }
        if token.tag != Tag::Quote {
            continue;
        }
        let mark = reading.slice(token.extent);
        let opens = match mark {
            "``" | "“" | "«" | "„" => true,
            "''" | "”" | "»" => false,
            "\"" => open.is_none(),
            _ => continue,
        };
        match (opens, open) {
            (true, None) => open = Some(at + 1),
            (false, Some(start)) => {
                quoted.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    quoted
}

/// Without the time of day.
fn date_only(when: &When) -> When {
    let (first, last) = (when.earliest_start(), when.latest_end());
    if first == last { When::day(first) } else { when.clone() }
}
