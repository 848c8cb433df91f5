//! The prose of an article becomes a reading: sentences, dates, actors, statements and events, each
//! anchored to its bytes, with the rule that made it and a confidence.
//!
//! The stages stand in their order; each sees what the stages before it found ([`Reading`]) and the
//! knowledge of [`Lexicon`], and nothing else:
//!
//! ```text
//! reading   the nouns that all stages share: token, tree, clause, mention, time, statement, event
//! lexicon   every table: words, names, cues, triggers, rules, weights
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

pub mod article;
pub mod bind;
pub mod find;
pub mod lexicon;
pub mod reading;
pub mod syntax;
pub mod tell;

use self::reading::branches::Branches;
use crate::model::day::Day;

pub use self::{
    lexicon::Lexicon,
    reading::{Reading, token::Extent},
    tell::lower::lower,
};

/// Reads an article. Linear in the length of the text.
#[must_use]
pub fn read<'t>(text: &'t str, published: Option<Day>, lexicon: &Lexicon) -> Reading<'t> {
    let mut reading = Reading { text, published, ..Reading::default() };
    reading.tokens = syntax::token::cut(text, lexicon);
    reading.sentences = syntax::sentence::find(&reading, lexicon);
    reading.nodes = syntax::parse(&reading, lexicon);
    syntax::mend::heads(&mut reading.nodes);
    reading.branches = Branches::of(&reading.nodes);
    syntax::mend::appositions(&mut reading.nodes, &reading.branches);
    reading.branches = Branches::of(&reading.nodes);
    for mend in [
        syntax::mend::modifiers,
        syntax::mend::subjects,
        syntax::mend::lost_subjects,
        syntax::mend::lists,
    ] {
        if mend(&mut reading.nodes, &reading.branches) {
            reading.branches = Branches::of(&reading.nodes);
        }
    }
    (reading.clauses, reading.innermost) = syntax::clause::find(&reading, lexicon);
    syntax::tag::choose(&mut reading, lexicon);
    reading.times = find::time::find(&reading, lexicon);
    find::actor::find(&mut reading, lexicon);
    reading.statements = find::statement::find(&reading, lexicon);
    reading.events = find::event::find(&reading, lexicon);
    tell::confidence::weigh(&mut reading, lexicon);
    bind::speech::bind(&mut reading);
    bind::dating::date(&mut reading, lexicon);
    tell::confidence::weigh(&mut reading, lexicon);
    reading
}
