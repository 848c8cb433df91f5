//! The longest stretches in which nothing begins.

use crate::{
    base::rows::RowSet,
    model::{Timeline, When, day::Day, when::Mark},
    view::shown,
};

/// How many are named.
const NAMED: usize = 3;

/// A stretch in which nothing begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quiet {
    /// The last day before it on which something began, or may have begun.
    pub from: Day,
    /// The first day after it.
    pub to: Day,
    /// Whether both are known to the day.
    pub is_exact: bool,
}

impl Quiet {
    /// Its length in days, from the one day to the other.
    pub fn days(&self) -> u32 {
        (i64::from(self.to.0) - i64::from(self.from.0)).unsigned_abs() as u32
    }

    /// "quiet for at least 276 days, from 6 Feb 2018 to 9 Nov 2018"
    pub fn words(&self) -> String {
        let least = if self.is_exact { "" } else { "at least " };
        let [from, to] = [self.from, self.to].map(|day| When::day(day).words());
        format!("quiet for {least}{}, {from} to {to}", shown::counted(self.days(), "day"))
    }

    /// The days from the one to the other, with both.
    pub fn edtf(&self) -> String {
        When::lasted(self.from, self.to).map_or_else(String::new, |when| when.edtf())
    }
}

/// The longest stretches in which none of the rows begins, the longest first; at most [`NAMED`].
/// Empty where there are fewer than three dates to compare. O(distinct dates).
pub(super) fn longest(timeline: &Timeline, rows: &RowSet) -> Vec<Quiet> {
    let mut all: Vec<Quiet> = Vec::new();
    let mut before: Option<(Day, bool)> = None;
    let shown = timeline.moments().filter(|(_, moment)| rows.count_in(moment.clone()) > 0);
    for (when, _) in shown {
        let (first, last) = (when.earliest_start(), when.latest_start());
        if !first.is_known() || !last.is_known() {
            continue;
        }
        let is_exact = first == last && when.mark() == Mark::Sure;
        if let Some((from, was_exact)) =
            before.filter(|(from, _)| first.0 > from.0.saturating_add(1))
        {
            all.push(Quiet { from, to: first, is_exact: is_exact && was_exact });
        }
        if before.is_none_or(|(day, _)| last > day) {
            before = Some((last, is_exact));
        }
    }
    if all.len() < 2 {
        return Vec::new();
    }
    all.sort_by_key(|quiet| (std::cmp::Reverse(quiet.days()), quiet.from));
    all.truncate(NAMED);
    all
}
