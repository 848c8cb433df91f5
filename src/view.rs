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
pub mod begin;
pub mod cells;
pub mod chronicle;
pub mod detail;
pub mod dyads;
pub mod gaps;
pub mod lanes;
pub mod meanwhile;
pub mod overview;
pub mod review;
pub mod source;
pub mod spoken;
pub mod statements;
pub mod summary;
pub mod thread;
pub mod trends;
pub mod unit;
pub mod why;

mod figures;
mod shown;
mod standing;

#[cfg(test)]
mod sample;

use crate::{
    base::rows::Row,
    model::{ActorId, SourceId, StatementId},
};

pub use figures::{Ask, Figures};
pub use shown::{counted, name_of, thousands};
pub use unit::Unit;

/// A way to view the events; each shows the same ones, and keeps the selected moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// One line an event, under headings.
    #[default]
    Chronicle,
    /// An actor a line, time to scale.
    Lanes,
    /// Events and killed by period.
    Trends,
    /// Who with whom, who against whom.
    Dyads,
    /// What is missing or doubtful.
    Gaps,
}

impl View {
    /// All views.
    pub const ALL: [Self; 5] =
        [Self::Chronicle, Self::Lanes, Self::Trends, Self::Dyads, Self::Gaps];

    /// What it is called on the screen and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chronicle => "chronicle",
            Self::Lanes => "lanes",
            Self::Trends => "trends",
            Self::Dyads => "dyads",
            Self::Gaps => "gaps",
        }
    }

    /// The view of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// The next one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

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
