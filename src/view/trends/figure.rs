//! The numbers that are counted: events and killed.

use std::ops::AddAssign;

use crate::model::Fatalities;

/// Events and how many were killed in them.
///
/// An event with one number of killed counts with it as low, best and high, as far as it may: the
/// best stands in for a low or a high that is missing, a low or high one for the best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many events.
    pub events: u32,
    /// The lowest credible number of killed.
    pub low: u64,
    /// The most likely number.
    pub best: u64,
    /// The highest credible number.
    pub high: u64,
    /// How many of the events have no number of killed; they add nothing.
    pub unknown: u32,
}

/// An amount of [`Sums`] of which only a part is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// Of the events.
    pub events: f64,
    /// Of the lowest number of killed.
    pub low: f64,
    /// Of the most likely one.
    pub best: f64,
    /// Of the highest.
    pub high: f64,
}

/// What is counted in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    /// The events that surely began in it.
    pub surely: Sums,
    /// How many may have begun in it, or in another one.
    pub maybe: u32,
    /// These spread over the days on which they may have begun: added up over all periods, each
    /// counts once.
    pub share: Share,
    /// How many surely or possibly began before and may still go on in it.
    pub going_on: u32,
}

impl Figure {
    /// How many events its filter by date shows.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.surely.events + self.maybe + self.going_on
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events() == 0
    }
}

/// The numbers of killed of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Killed {
    low: u32,
    best: u32,
    high: u32,
}

impl Killed {
    /// `None` if no number is known.
    pub(super) fn of(known: &Fatalities) -> Option<Self> {
        let best = known.number()?;
        let low = known.low.or(known.best).unwrap_or(0);
        Some(Self { low, best, high: known.high.unwrap_or(best) })
    }
}

impl Sums {
    /// Adds what was killed in one of the events; `None` if that is not known.
    pub(super) fn kill(&mut self, killed: Option<Killed>) {
        match killed {
            Some(killed) => {
                self.low += u64::from(killed.low);
                self.best += u64::from(killed.best);
                self.high += u64::from(killed.high);
            }
            None => self.unknown += 1,
        }
    }
}

/// A sum of killed as an amount that can be shared.
#[must_use]
pub fn amount(sum: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "sums of killed stay far below 2^53")]
    let amount = sum as f64;
    amount
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.low += other.low;
        self.best += other.best;
        self.high += other.high;
        self.unknown += other.unknown;
    }
}

impl Share {
    /// Adds a part of some sums.
    pub(super) fn add(&mut self, part: f64, sums: &Sums) {
        self.events += part * f64::from(sums.events);
        self.low += part * amount(sums.low);
        self.best += part * amount(sums.best);
        self.high += part * amount(sums.high);
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.low += other.low;
        self.best += other.best;
        self.high += other.high;
    }
}

impl Figure {
    /// Adds what was counted elsewhere, before what goes on is added up: until then the numbers of
    /// it are steps from one period to the next, also downward.
    pub(super) fn add(&mut self, other: &Self) {
        self.surely += other.surely;
        self.maybe += other.maybe;
        self.share += other.share;
        self.going_on = self.going_on.wrapping_add(other.going_on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_missing_is_the_nearest_that_is_known() {
        #[track_caller]
        fn check(known: [Option<u32>; 3], expect: Option<[u32; 3]>) {
            let [low, best, high] = known;
            let killed = Killed::of(&Fatalities { low, best, high, approx: false });
            assert_eq!(killed.map(|it| [it.low, it.best, it.high]), expect, "{known:?}");
        }
        check([Some(1), Some(2), Some(3)], Some([1, 2, 3]));
        check([None, Some(2), None], Some([2, 2, 2]));
        check([Some(1), None, None], Some([1, 1, 1]));
        check([None, None, Some(3)], Some([0, 3, 3]));
        check([Some(1), None, Some(3)], Some([1, 1, 3]));
        check([None, None, None], None);
    }
}
