//! The stretches of a text that are read by themselves: an article is one, a chronology has one for
//! each entry.

use std::ops::Range;

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
}
