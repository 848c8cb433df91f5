//! The stretches of a text that are read by themselves: an article is one, a chronology has one for
//! each entry.

use std::ops::Range;

use super::token::Extent;
use crate::model::{When, day::Day};

/// A stretch of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its words.
    pub run: Range<usize>,
    /// The day that relative dates are counted from: that of the publication, or of the entry.
    pub now: Option<Day>,
    /// When all of it happened, for the entry of a chronology.
    pub when: Option<When>,
    /// When what it tells happened as a rule: that of the heading above it, wider than a day.
    pub period: Option<When>,
    /// Who says all of it, for a turn of a transcript.
    pub turn: Option<Turn>,
}

/// Who says a turn of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Turn {
    /// The name, as it stands before the turn; empty for who asks without one.
    pub name: String,
    /// For whom: a state, a body.
    pub of: String,
    /// Where both stand.
    pub label: Extent,
    /// The speaker's number in [`Reading::actors`](super::Reading::actors).
    pub speaker: Option<usize>,
}
