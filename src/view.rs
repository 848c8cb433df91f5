//! What each pane shows, as plain data: lines, fields, bars and words, from a timeline and the rows
//! that a filter keeps.
//!
//! Drawing lays this out and colours it; the state of the screen asks it what is under the cursor
//! and where a movement leads.
//!
//! **Invariants.** Nothing here knows a terminal, a colour or a key. Text is neutralised and whole,
//! save that a line of a list ends where no screen reaches. The cost of a pane is that of the lines
//! asked for, never that of the timeline; where it is more, the function says so. Nothing is stored
//! between two calls but what the caller keeps.

pub mod actors;
pub mod chronicle;
pub mod detail;
pub mod overview;
pub mod source;
pub mod statements;
pub mod summary;
pub mod unit;
pub mod why;

mod shown;
mod standing;

#[cfg(test)]
mod sample;

use crate::{
    base::rows::Row,
    model::{ActorId, SourceId, StatementId},
};

pub use shown::{counted, thousands};
pub use unit::Unit;

/// A record that can be looked at on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Record {
    /// An event by its row.
    Event(Row),
    /// A statement.
    Statement(StatementId),
    /// An actor.
    Actor(ActorId),
    /// A source.
    Source(SourceId),
}

/// Where Enter leads from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// To a record.
    Record(Record),
    /// To the words in the source: the entry with this number among the record's evidence.
    Evidence(Record, usize),
}
