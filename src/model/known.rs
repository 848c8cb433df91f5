//! How, and how well, something is known.

use crate::{base::text, model::vocabulary::vocabulary};

vocabulary! {
    /// How a date or a place is known.
    Basis {
        /// The source says it.
        Stated = "stated",
        /// It follows from what the source says.
        Inferred = "inferred",
        /// It is only the date of publication.
        Published = "published",
    }
}

impl Basis {
    /// A date or a place with how it is known, where it is not stated: "13 Aug 2015 by inference",
    /// "published 13 Aug 2015".
    #[must_use]
    pub fn with(basis: Option<Self>, value: impl Into<String>) -> String {
        let value = value.into();
        match basis {
            Some(Self::Inferred) => format!("{value} by inference"),
            Some(Self::Published) => format!("published {value}"),
            Some(Self::Stated) | None => value,
        }
    }
}

vocabulary! {
    /// Whether it happened.
    Status {
        /// It happened.
        Occurred = "occurred",
        /// It was going on when the source was written.
        Ongoing = "ongoing",
        /// It was expected or announced.
        Planned = "planned",
        /// Sources contradict each other.
        Disputed = "disputed",
        /// Somebody denies it.
        Denied = "denied",
        /// Nobody has confirmed it.
        Unverified = "unverified",
    }
}

/// How sure an extractor is of a record, from 0 to 1 in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

impl Confidence {
    /// What an extractor is less sure of is a candidate.
    pub const SURE: Self = Self(500);

    /// Every confidence that a candidate can have.
    pub(crate) fn below_sure() -> impl Iterator<Item = Self> {
        (0..Self::SURE.0).map(Self)
    }

    /// The confidence nearest to `value`; none outside 0 to 1.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        #[expect(clippy::cast_sign_loss, reason = "the range is checked in the same expression")]
        (0.0..=1.0).contains(&value).then(|| Self((value * 1000.0).round() as u16))
    }

    /// The confidence as a number from 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// How often a rule was right, on reports judged by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// How many of its entries are right.
    pub right: u32,
    /// Of how many, at least one.
    pub of: u32,
}

impl Measured {
    /// The share that is right, from 0 to 1.
    #[must_use]
    pub fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.of)
    }
}

/// How many were killed, as estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fatalities {
    /// The lowest credible number.
    pub low: Option<u32>,
    /// The most likely number.
    pub best: Option<u32>,
    /// The highest credible number.
    pub high: Option<u32>,
    /// Whether the numbers are round or otherwise not exact.
    pub approx: bool,
}

impl Fatalities {
    /// The number to compare and to show: the best, else the low, else the high one.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        self.best.or(self.low).or(self.high)
    }

    /// "some 240,000", "9 (7 to 12)", "at least 5", "at most 5"; `None` without a number.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let count = |number: u32| text::thousands(number.into());
        let some = if self.approx { "some " } else { "" };
        let words = match (self.low, self.best, self.high) {
            (None, None, None) => return None,
            (None, Some(best), None) => count(best),
            (Some(low), Some(best), None) => format!("{} (at least {})", count(best), count(low)),
            (None, Some(best), Some(high)) => format!("{} (at most {})", count(best), count(high)),
            (Some(low), Some(best), Some(high)) => {
                format!("{} ({} to {})", count(best), count(low), count(high))
            }
            (Some(low), None, None) => format!("at least {}", count(low)),
            (None, None, Some(high)) => format!("at most {}", count(high)),
            (Some(low), None, Some(high)) => format!("{} to {}", count(low), count(high)),
        };
        Some(format!("{some}{words}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_a_share() {
        let value = |number| Confidence::new(number).map(Confidence::value);
        assert_eq!(value(0.85), Some(0.85));
        assert_eq!(
            (value(1.0), value(1.1), value(-0.1), value(f64::NAN)),
            (Some(1.0), None, None, None)
        );
    }
}
