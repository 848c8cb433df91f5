//! The longest time in which nothing happened between two events.

use crate::model::{
    When,
    day::Day,
    when::{Mark, Period},
};

/// A stretch between two events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The last day of what came before.
    pub after: Day,
    /// The first day of what came next.
    pub before: Day,
}

/// The longest stretches between some events: what is sure, and what the days that are known say.
///
/// `2018-02-06`, `2018-06` and `2018-11-09` are surely quiet from 30 June to 9 November, 132 days;
/// from 6 February to 9 November if one leaves June out, 276 days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quiets {
    /// The longest one into which no event can fall, whatever the dates turn out to be.
    pub surely: Option<Quiet>,
    /// The longest one between events whose days are known; others may fall into it.
    pub known: Option<Quiet>,
}

impl Quiet {
    /// How many days lie between: from one day to the next it is 1.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from(i64::from(self.before.0) - i64::from(self.after.0)).unwrap_or(0)
    }

    /// "6 Feb to 9 Nov 2018".
    #[must_use]
    pub fn words(self) -> String {
        self.when().words()
    }

    /// Both days and what is between, in EDTF.
    #[must_use]
    pub fn edtf(self) -> String {
        self.when().edtf()
    }

    fn when(self) -> When {
        When::lasted(self.after, self.before).unwrap_or_else(|| When::day(self.after))
    }
}

impl Quiets {
    /// Those between dated events.
    #[must_use]
    pub fn between<'a>(whens: impl Iterator<Item = &'a When> + Clone) -> Self {
        let possible = whens.clone().flat_map(Period::each_of).collect();
        let known = whens.filter(|when| are_days_known(when)).filter_map(Period::of).collect();
        Self { surely: longest(possible), known: longest(known) }
    }

    /// Whether the sure one is the longest there can be: all days are known.
    #[must_use]
    pub fn are_same(self) -> bool {
        self.surely == self.known
    }
}

/// Whether both the day on which it began and the day on which it ended are known.
fn are_days_known(when: &When) -> bool {
    when.mark() == Mark::Sure
        && when.earliest_start() == when.latest_start()
        && when.earliest_end() == when.latest_end()
        && when.earliest_start().is_known()
        && when.latest_end().is_known()
}

/// The longest stretch between some periods that touches none of them; the first of equal ones.
fn longest(mut periods: Vec<Period>) -> Option<Quiet> {
    periods.sort_unstable_by_key(|period| (period.first, period.last));
    let mut longest: Option<Quiet> = None;
    let mut end: Option<Day> = None;
    for period in periods {
        if let Some(after) = end.filter(|&end| end < period.first) {
            let quiet = Quiet { after, before: period.first };
            if longest.is_none_or(|longest| quiet.days() > longest.days()) {
                longest = Some(quiet);
            }
        }
        end = end.max(Some(period.last));
    }
    longest.filter(|quiet| quiet.days() > 1)
}
