//! Time expressions: which words tell when, how long or how often, and what they mean.

use std::ops::Range;

use super::{Reading, lexicon::Lexicon, token::Extent};
use crate::model::When;

/// What the words of time mean; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct TimeWords {}

/// Words that tell when, how long or how often.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its tokens; the extent may begin or end inside the first or the last one (`four-year`).
    pub run: Range<usize>,
    /// Its bytes.
    pub extent: Extent,
    /// What sort of expression, as TIMEX3 has them.
    pub kind: TimeKind,
    /// Its value as TIMEX3 writes it: `2015-08-13`, `2015-W33`, `P3D`, `PRESENT_REF`.
    pub value: String,
    /// The date that it tells; none for durations, sets and what stays unresolved.
    pub when: Option<When>,
    /// Whether the date follows from the publication date or another expression.
    pub relative: bool,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The sorts of time expressions (TIMEX3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or more: a point in the calendar.
    Date,
    /// A part of a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The time expressions of all sentences.
#[must_use]
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<TimeExpression> {
    Vec::new()
}
