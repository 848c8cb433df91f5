//! What happened at the same time as an event: the shown events whose dates may overlap its date.
//!
//! ```text
//!   13 Aug 2015   the same day   Lavrov: Russia does not change its course
//!   since 2011    lasted         Civil war in Syria
//!   Aug 2015      may overlap    Moscow promotes a broader grouping
//! ```
//!
//! The distinct dates are found once for an event; the lines are made when they are seen.

use std::{borrow::Cow, ops::Range};

use crate::{
    base::rows::{Row, RowSet},
    model::{
        Timeline, When,
        day::Day,
        when::{Mark, Shape},
    },
    view::shown,
};

/// What happened at the same time as an event, closest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanwhile {
    event: Option<Row>,
    dates: Vec<Date>,
    /// How many events there are.
    pub events: u32,
}

/// The events of one distinct date.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Date {
    how: How,
    rows: Range<Row>,
    /// How many events come before them in the list.
    before: u32,
}

/// How two dates overlap, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Both are the same day, and that is sure.
    SameDay,
    /// It surely happened while the event went on.
    During,
    /// It surely went on when the event happened.
    Lasted,
    /// They surely overlap.
    Surely,
    /// They may.
    Maybe,
}

impl How {
    /// How in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SameDay => "the same day",
            Self::During => "during it",
            Self::Lasted => "lasted",
            Self::Surely => "overlaps",
            Self::Maybe => "may overlap",
        }
    }

    /// How the date of another event overlaps that of an event; `None` if it can't.
    #[must_use]
    pub fn of(own: &When, other: &When) -> Option<Self> {
        let may = !own.is_undated()
            && !other.is_undated()
            && own.earliest_start() <= other.latest_end()
            && other.earliest_start() <= own.latest_end();
        if !may {
            return None;
        }
        let is_day = |when: &When| when.earliest_start() == when.latest_end();
        // What began on or before the first day on which the other may have, and ended on or after
        // the last one.
        let covers = |one: &When, two: &When| {
            one.latest_start() <= two.earliest_start() && one.earliest_end() >= two.latest_end()
        };
        let surely = own.mark() == Mark::Sure
            && other.mark() == Mark::Sure
            && own.latest_start() <= other.earliest_end()
            && other.latest_start() <= own.earliest_end();
        let are_sure = own.mark() == Mark::Sure && other.mark() == Mark::Sure;
        Some(match () {
            () if are_sure && is_day(own) && is_day(other) => Self::SameDay,
            () if are_sure && own.shape() == Shape::Lasted && covers(own, other) => Self::During,
            () if are_sure && other.shape() == Shape::Lasted && covers(other, own) => Self::Lasted,
            () if surely => Self::Surely,
            () => Self::Maybe,
        })
    }
}

/// One event of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its row.
    pub row: Row,
    /// How it overlaps.
    pub how: How,
    /// Its date in words.
    pub when: String,
    /// Its title.
    pub title: Cow<'a, str>,
}

impl Meanwhile {
    /// What happened at the same time as an event. O(distinct dates), besides counting the shown
    /// events of those that overlap.
    #[must_use]
    pub fn new(timeline: &Timeline, shown: &RowSet, event: Row) -> Self {
        let own = timeline.when(event);
        let overlaps = timeline.moments().filter_map(|(when, rows)| {
            let how = How::of(own, when)?;
            let others = shown.count_in(rows.clone())
                - u32::from(rows.contains(&event) && shown.contains(event));
            (others > 0).then(|| (closeness(own, when, how), how, rows, others))
        });
        let mut overlaps: Vec<_> = overlaps.collect();
        overlaps.sort_unstable_by_key(|(closeness, _, rows, _)| (*closeness, rows.start));
        let mut events = 0;
        let dates = overlaps.into_iter().map(|(_, how, rows, others)| {
            let before = events;
            events += others;
            Date { how, rows, before }
        });
        let dates = dates.collect();
        Self { event: Some(event), dates, events }
    }

    /// The event on a line, counted from 0.
    #[must_use]
    pub fn row(&self, shown: &RowSet, line: u32) -> Option<Row> {
        self.rows(shown, line).next().map(|(row, _)| row)
    }

    /// The lines from one on, at most so many.
    #[must_use]
    pub fn lines<'a>(
        &self,
        timeline: &'a Timeline,
        shown: &RowSet,
        first: u32,
        most: usize,
    ) -> Vec<Line<'a>> {
        let line = |(row, how)| Line {
            row,
            how,
            when: timeline.when(row).words(),
            title: match timeline.event(row).title() {
                Cow::Borrowed(title) => shown::line(title),
                Cow::Owned(title) => shown::line(&title).into_owned().into(),
            },
        };
        self.rows(shown, first).take(most).map(line).collect()
    }

    /// The events from a line on.
    fn rows(&self, shown: &RowSet, first: u32) -> impl Iterator<Item = (Row, How)> {
        let date = self.dates.partition_point(|date| date.before <= first).saturating_sub(1);
        let dates = self.dates.get(date..).unwrap_or_default();
        let skipped = dates.first().map_or(0, |date| first - date.before);
        let rows = dates.iter().flat_map(move |date| {
            let rows = shown.iter_in(date.rows.clone()).filter(|&row| Some(row) != self.event);
            rows.map(|row| (row, date.how))
        });
        rows.skip(skipped as usize)
    }
}

/// By what the list is sorted: how it overlaps, then how far apart both begin, then the shorter.
fn closeness(own: &When, other: &When, how: How) -> (How, u64, u64) {
    let days = |one: Day, two: Day| i64::from(one.0).abs_diff(i64::from(two.0));
    let first = other.earliest_start();
    (how, days(own.earliest_start(), first), days(first, other.latest_end()))
}

#[cfg(test)]
mod tests;
