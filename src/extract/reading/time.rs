//! Time expressions and what they tell.

pub mod value;

use std::ops::Range;

use self::value::{Edge, Limit, Unit};
use super::token::Extent;
use crate::model::When;

/// Words that tell when, how long or how often.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its tokens; the extent may begin or end inside the first or the last one (`four-year`).
    pub run: Range<usize>,
    /// Its bytes.
    pub extent: Extent,
    /// The tokens of all that is told together with it: `from Monday to Wednesday`; its own, if it
    /// stands alone.
    pub whole: Range<usize>,
    /// What sort of expression, as TIMEX3 has them.
    pub kind: TimeKind,
    /// Its value as TIMEX3 writes it: `2015-08-13`, `2015-W33`, `P3D`, `PRESENT_REF`.
    pub value: String,
    /// The date that it tells, with all that is told together with it; none for durations, sets and
    /// what stays unresolved. `since March` is open at its end, `until Thursday` at its beginning.
    pub when: Option<When>,
    /// Of a duration, how many of which unit.
    pub amount: Option<(Count, Unit)>,
    /// The part of the stretch that is meant: `early`, `later`.
    pub edge: Option<Edge>,
    /// Which end of an open stretch it is: `since`, `until`.
    pub limit: Option<Limit>,
    /// Why the date can't be as it is told: `31 June`.
    pub doubt: Option<Doubt>,
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

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many tenths: halves of years are told.
    Tenths(u32),
    /// Some.
    Vague,
}

impl Count {
    /// So many.
    #[must_use]
    pub fn whole(count: u32) -> Self {
        Self::Tenths(count.saturating_mul(10))
    }

    /// The whole number, if it is known.
    #[must_use]
    pub fn get(self) -> Option<i32> {
        match self {
            Self::Tenths(tenths) => i32::try_from(tenths / 10).ok(),
            Self::Vague => None,
        }
    }
}

/// Why a date can't be as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// `31 June`
    NoSuchDay,
    /// `Monday, 14 May`, if it is no Monday.
    OtherWeekday,
}

impl Doubt {
    /// As the rule of the expression.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::NoSuchDay => "there is no such day",
            Self::OtherWeekday => "the day is another weekday",
        }
    }
}
