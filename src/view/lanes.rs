//! An actor a line, time to scale.

use crate::{base::progress::Progress, index::Store, query::Answer};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// The figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes {
    /// How many events.
    pub events: u32,
}

/// Counts.
#[must_use]
pub fn count(_ask: &Ask, _store: &Store, found: &Answer, progress: &Progress) -> Option<Lanes> {
    let events = found.rows.count();
    (!progress.is_cancelled()).then_some(Lanes { events })
}
