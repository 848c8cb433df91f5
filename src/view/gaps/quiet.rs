//! The longest stretches in which nothing begins.

use crate::{
    base::rows::RowSet,
    model::{Timeline, When, day::Day, when::Mark},
    view::{shown, thread::Quiet},
};

/// How many are named.
const NAMED: usize = 3;

/// A stretch in which nothing begins: after the last day before it on which something began, or may
/// have begun, and before the first day after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lull {
    pub quiet: Quiet,
    /// Whether both days are known.
    pub is_exact: bool,
}

impl Lull {
    /// "quiet for at least 276 days, from 6 Feb 2018 to 9 Nov 2018"
    pub fn words(&self) -> String {
        let Quiet { after, before } = self.quiet;
        let least = if self.is_exact { "" } else { "at least " };
        let [from, to] = [after, before].map(|day| When::day(day).words());
        format!("quiet for {least}{}, {from} to {to}", shown::counted(self.quiet.days(), "day"))
    }
}

/// The longest stretches in which none of the rows begins, the longest first; at most [`NAMED`].
/// Empty where there are fewer than three dates to compare. O(distinct dates).
pub(super) fn longest(timeline: &Timeline, rows: &RowSet) -> Vec<Lull> {
    let mut all: Vec<Lull> = Vec::new();
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
            let quiet = Quiet { after: from, before: first };
            all.push(Lull { quiet, is_exact: is_exact && was_exact });
        }
        if before.is_none_or(|(day, _)| last > day) {
            before = Some((last, is_exact));
        }
    }
    if all.len() < 2 {
        return Vec::new();
    }
    all.sort_by_key(|lull| (std::cmp::Reverse(lull.quiet.days()), lull.quiet.after));
    all.truncate(NAMED);
    all
}
