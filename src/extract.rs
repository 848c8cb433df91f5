//! The prose of an article becomes a reading: sentences, dates, actors, statements and events, each
//! anchored to its bytes, with the rule that made it and a confidence.
//!
//! The stages stand in their order; each sees what the stages before it found ([`Reading`]) and the
//! knowledge of [`Lexicon`], and nothing else:
//!
//! ```text
//! reading   the nouns that all stages share: token, tree, clause, mention, time, statement, event
//! lexicon   every table: words, names, cues, triggers, rules, certainty
//! syntax    token ─ sentence ─ tag ─ parse ─ clause
//! find      time ─ actor ─ statement ─ event: they read clauses
//! bind      speech ─ dating
//! tell      confidence ─ title ─ lower, receipt, annotation
//! ```
//!
//! What was read is lowered to the records of a timeline ([`lower()`]).
//!
//! **Invariants.** The same text, publication date and lexicon give the same reading, byte for
//! byte: no clock, no randomness, no order of a hash map. Each extent slices the text at character
//! boundaries. The work is linear in the length of the text. Nothing is invented: what no rule
//! finds is not there, and a date that nothing gives stays open.

pub mod bind;
pub mod find;
pub mod lexicon;
pub mod reading;
pub mod syntax;
pub mod tell;

use std::ops::Range;

use crate::{
    document::Article,
    extract::reading::section::{Section, Turn},
    model::day::Day,
};

pub use self::{
    lexicon::Lexicon,
    reading::{Reading, token::Extent},
    tell::lower::lower,
};

/// Reads a text as one article. Linear in its length.
#[must_use]
pub fn read<'t>(text: &'t str, published: Option<Day>, lexicon: &Lexicon) -> Reading<'t> {
    let whole = Section { now: published, ..Section::default() };
    let reading = Reading { text, ..Reading::default() };
    read_sections(reading, [(std::slice::from_ref(&(0..text.len())), whole)], lexicon)
}

/// Reads an article or a chronology, section by section.
#[must_use]
pub fn read_article<'t>(article: &'t Article, lexicon: &Lexicon) -> Reading<'t> {
    let sections = article.sections.iter().map(|it| {
        let when = it.entry.as_ref().map(|entry| entry.when.clone());
        let period = it.period.clone().filter(|period| period.as_day().is_none());
        let turn = it.turn.as_ref().map(|turn| Turn {
            name: turn.speaker.clone(),
            of: turn.of.clone(),
            label: Extent { start: turn.label.start as u32, end: turn.label.end as u32 },
            speaker: None,
        });
        let section = Section { now: article.now(it), when, period, turn, ..Section::default() };
        let is_complete = it.entry.as_ref().is_some_and(|entry| entry.written.is_complete());
        (if is_complete { &[] } else { it.words.as_slice() }, section)
    });
    let mut reading = Reading { text: article.flowing(), ..Reading::default() };
    reading.flow = article.flow.as_ref();
    read_sections(reading, sections, lexicon)
}

/// The article with whole words where line ends break some, ready to be read.
#[must_use]
pub fn flowing(article: Article, lexicon: &Lexicon) -> Article {
    let flow = syntax::hyphen::join(&article.text, &article.sections, lexicon);
    Article { flow, ..article }
}

/// Lets the days of sections be those of their datelines, which were written before they were printed.
fn written(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    /// Titles, a byline and whatever else stands before the first sentence.
    const FIRST: usize = 8;
    let day = |section: &Section| {
        let now = section.now?;
        let first = reading.sentences.partition_point(|it| it.start < section.run.start);
        let mut sentences = reading.sentences[first..].iter().take(FIRST);
        sentences.find_map(|it| syntax::dateline::day(reading, lexicon, it, now))
    };
    let days: Vec<_> = reading.sections.iter().map(day).collect();
    for (section, day) in reading.sections.iter_mut().zip(days) {
        section.now = day.or(section.now);
    }
}

/// Reads the given stretches of a text, in its order; what stands between them is left out.
fn read_sections<'t, 's>(
    mut reading: Reading<'t>,
    sections: impl IntoIterator<Item = (&'s [Range<usize>], Section)>,
    lexicon: &Lexicon,
) -> Reading<'t> {
    let text = reading.text;
    for (words, section) in sections {
        let start = reading.tokens.len();
        for stretch in words {
            syntax::token::cut(text, stretch.clone(), lexicon, &mut reading.tokens);
        }
        let run = start..reading.tokens.len();
        reading.sections.push(Section { run, ..section });
    }
    reading.is_english = syntax::language::is_english(&reading, lexicon);
    reading.sentences = syntax::sentence::find(&reading, lexicon);
    reading.nodes = syntax::parse(&reading, lexicon);
    syntax::mend::mend(&mut reading, lexicon);
    (reading.clauses, reading.innermost) = syntax::clause::find(&reading, lexicon);
    syntax::tag::choose(&mut reading, lexicon);
    written(&mut reading, lexicon);
    reading.times = find::time::find(&reading, lexicon);
    find::actor::find(&mut reading, lexicon);
    reading.statements = find::statement::find(&reading, lexicon);
    if reading.is_english {
        reading.events = find::event::find(&reading, lexicon);
    }
    tell::confidence::weigh(&mut reading, lexicon);
    bind::speech::bind(&mut reading);
    bind::dating::date(&mut reading, lexicon);
    tell::confidence::weigh(&mut reading, lexicon);
    reading
}
