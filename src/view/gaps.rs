//! What is missing or doubtful.

use crate::{base::progress::Progress, index::Store, query::Answer};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask;

/// The figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// How many events.
    pub events: u32,
}

/// Counts.
#[must_use]
pub fn count(_ask: &Ask, _store: &Store, found: &Answer, progress: &Progress) -> Option<Gaps> {
    let events = found.rows.count();
    (!progress.is_cancelled()).then_some(Gaps { events })
}
