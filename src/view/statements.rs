//! Who said what to whom, in what form, as reported by whom.
//!
//! ```text
//!   Khaled Khoja > journalists   Thu 13 Aug 2015                           Who
//!   "We have found that the Russian authorities are not clinging           Words
//!   to Bashar al-Assad personally, but rather …"
//!   verbatim, via AFP, anchor ok                                           How
//!                                                                          Space
//! ```
//!
//! Each statement is wrapped for the width of the pane when it comes into sight.

mod window;

pub use window::{At, Window, lines};

use std::borrow::Cow;

use crate::{
    base::{rows::Row, text},
    model::{ActorId, Anchor, Basis, Confidence, Form, Statement, StatementId, Timeline},
    view::{review::Reviewed, shown, standing},
};

/// One line of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// The statement.
    pub statement: StatementId,
    /// What the line says of it.
    pub part: Part<'a>,
}

/// What a line of a statement says.
#[derive(Clone, Debug, PartialEq)]
pub enum Part<'a> {
    /// Who said it to whom and when.
    Who(Box<Who<'a>>),
    /// A line of the words, as many as there are.
    Words(String),
    /// In what form, and how we know.
    How(Box<How<'a>>),
    /// An empty line between two statements.
    Space,
}

/// Who said it to whom and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Who<'a> {
    /// The speaker; empty if unknown.
    pub speaker: Cow<'a, str>,
    /// The speaker's offices then: "head, National Coalition".
    pub standing: String,
    /// To whom; empty if unknown.
    pub to: String,
    /// When: "Thu 13 Aug 2015"; "undated" if neither the statement nor its event has a date.
    pub when: String,
    /// How the date is known; `None` if it is the date of the event.
    pub basis: Option<Basis>,
}

/// In what form the words have come to us, and how we know.
#[derive(Clone, Debug, PartialEq)]
pub struct How<'a> {
    /// How near the words are to the spoken ones.
    pub form: Option<Form>,
    /// Whether they are a translation.
    pub translated: Option<bool>,
    /// Who reported them; often empty.
    pub via: Cow<'a, str>,
    /// On what occasion; often empty.
    pub venue: Cow<'a, str>,
    /// The worst state of its evidence.
    pub anchor: Option<Anchor>,
    /// The event it was said in.
    pub event: Option<Row>,
    /// The id of that event; empty if it has none.
    pub event_id: Cow<'a, str>,
    /// How far the work on it is.
    pub reviewed: Reviewed,
    /// How sure the extractor is, where nobody has decided.
    pub confidence: Option<Confidence>,
    /// Whether it is so unsure that the statement is a candidate.
    pub is_candidate: bool,
}

/// The words with their speaker before them.
#[must_use]
pub fn attributed(timeline: &Timeline, statement: &Statement) -> String {
    match statement.speaker {
        Some(speaker) => format!("{}: {}", timeline.actor(speaker).name, statement.quoted()),
        None => statement.quoted().into_owned(),
    }
}

/// All lines of a statement for a pane of this width in cells, the space after it included.
#[must_use]
pub fn wrapped(timeline: &Timeline, id: StatementId, width: usize) -> Vec<Line<'_>> {
    let statement = timeline.statement(id);
    let words = statement.in_marks(shown::block(&statement.text));
    let wrapped = text::wrap(&words, width).into_iter();
    let mut parts = vec![Part::Who(Box::new(who(timeline, statement)))];
    parts.extend(wrapped.map(|line| Part::Words(words[line].to_owned())));
    parts.push(Part::How(Box::new(how(timeline, id))));
    parts.push(Part::Space);
    parts.into_iter().map(|part| Line { statement: id, part }).collect()
}

fn who<'a>(timeline: &'a Timeline, statement: &'a Statement) -> Who<'a> {
    let name = |id: ActorId| shown::line(&timeline.actor(id).name);
    let said = timeline.said(statement);
    let standing = statement
        .speaker
        .zip(said)
        .map(|(speaker, when)| standing::at(timeline, timeline.actor(speaker), when));
    Who {
        speaker: statement.speaker.map(name).unwrap_or_default(),
        standing: standing.unwrap_or_default(),
        to: addressees(timeline, statement),
        when: said.map_or_else(|| "undated".to_owned(), crate::model::When::long_words),
        basis: statement.basis.filter(|_| statement.when.is_some()),
    }
}

/// To whom: "A, B"; of a crowd those who fit on a line, and how many more.
fn addressees(timeline: &Timeline, statement: &Statement) -> String {
    const MOST: usize = 100;
    let (named, more) = statement.to.split_at(statement.to.len().min(MOST));
    let named = named.iter().map(|&id| shown::line(&timeline.actor(id).name));
    let named = named.collect::<Vec<_>>().join(", ");
    if more.is_empty() { named } else { format!("{named} + {}", more.len()) }
}

/// How many lines a statement takes in a pane of this width, as by [`wrapped`]. O(its words in
/// sight).
#[must_use]
pub fn height(timeline: &Timeline, id: StatementId, width: usize) -> usize {
    let statement = timeline.statement(id);
    let words = statement.in_marks(shown::block(&statement.text));
    // Who, how, and the space after it.
    text::wrap(&words, width).len() + 3
}

fn how(timeline: &Timeline, id: StatementId) -> How<'_> {
    let statement = timeline.statement(id);
    let event = statement.event.map(|row| timeline.event(row));
    let reviewed = Reviewed::of_statement(timeline, id);
    How {
        form: statement.form,
        translated: statement.translated,
        via: statement.via.map(|id| shown::line(&timeline.actor(id).name)).unwrap_or_default(),
        venue: shown::line(&statement.venue),
        anchor: statement.evidence.iter().filter_map(|entry| entry.anchor).max(),
        event: statement.event,
        event_id: event
            .map(|event| shown::line(&event.id()).into_owned().into())
            .unwrap_or_default(),
        confidence: statement.confidence.filter(|_| reviewed.is_open()),
        reviewed,
        is_candidate: timeline.is_candidate(id),
    }
}

#[cfg(test)]
mod tests;
