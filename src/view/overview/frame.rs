//! Which stretch of time the overview shows, and in what units.

use std::ops::Range;

use crate::{
    base::rows::RowSet,
    model::{Timeline, day::Day},
    view::Unit,
};

/// A stretch of time in units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The unit of a bar.
    pub unit: Unit,
    /// The number of the first bar's unit, as [`Unit::number`] counts.
    pub first: i64,
    /// How many bars there are.
    pub bars: u32,
}

/// How closely one looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// At all, in the shortest unit in which that fits. A few events far from the others are left
    /// to the numbers before and after.
    #[default]
    Fit,
    /// In this unit, around the selected event.
    To(Unit),
}

/// From which day to which day events are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// All of them.
    pub whole: (Day, Day),
    /// Without a few that are far from the others.
    pub most: (Day, Day),
}

/// A fitted frame may leave out one event in this many.
const FAR_FROM_OTHERS: u32 = 10;

/// How many times shorter the frame must become for that.
const WORTH_LEAVING_OUT: i64 = 4;

impl Extent {
    /// That of all events; `None` if none is dated.
    #[must_use]
    pub fn of_all(timeline: &Timeline) -> Option<Self> {
        Self::of(timeline.dated().end, |row| timeline.when(row).listing_day())
    }

    /// That of some events; `None` if none of them is dated. O(events / 64).
    #[must_use]
    pub fn of_rows(timeline: &Timeline, rows: &RowSet) -> Option<Self> {
        let dated = rows.count_in(timeline.dated());
        Self::of(dated, |place| timeline.when(rows.nth(place)?).listing_day())
    }

    /// That of so many events, given the day of each in order of time.
    fn of(dated: u32, day: impl Fn(u32) -> Option<Day>) -> Option<Self> {
        let last = dated.checked_sub(1)?;
        let whole = (day(0)?, day(last)?);
        let left_out = dated / FAR_FROM_OTHERS;
        let length = |(first, last): (Day, Day)| i64::from(last.0) - i64::from(first.0) + 1;
        // Of a large file only some starts are tried: the ends need not be found to the event.
        let starts = (0..=left_out).step_by((left_out / 16).max(1) as usize);
        let stretches =
            starts.filter_map(|start| Some((day(start)?, day(start + dated - left_out - 1)?)));
        // The shortest stretch that holds nine in ten events, if it is much shorter than the whole.
        let shortest = stretches.min_by_key(|&stretch| length(stretch))?;
        let is_worth = length(shortest) * WORTH_LEAVING_OUT <= length(whole);
        Some(Self { whole, most: if is_worth { shortest } else { whole } })
    }
}

impl Frame {
    /// The frame for a number of columns. Where not all fits, it is around the given day. `None` if no
    /// event is dated.
    #[must_use]
    pub fn new(timeline: &Timeline, zoom: Zoom, columns: u32, around: Option<Day>) -> Option<Self> {
        Some(Self::of(Extent::of_all(timeline)?, zoom, columns, around))
    }

    /// The frame of an extent for a number of columns, around the given day where not all fits.
    #[must_use]
    pub fn of(extent: Extent, zoom: Zoom, columns: u32, around: Option<Day>) -> Self {
        let columns = columns.max(1);
        match zoom {
            Zoom::To(unit) => {
                Self::around(unit, extent.whole, columns, around.unwrap_or(extent.whole.1))
            }
            Zoom::Fit => {
                let (first, last) = extent.most;
                let fits =
                    |unit: &Unit| unit.number(last) - unit.number(first) < i64::from(columns);
                let unit = Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Millennium);
                Self::around(unit, (first, last), columns, last)
            }
        }
    }

    /// The whole range if it fits, else as many units of it as do, with the day in the middle.
    fn around(unit: Unit, (first, last): (Day, Day), columns: u32, day: Day) -> Self {
        let (first, last) = (unit.number(first), unit.number(last));
        let bars = (last - first + 1).min(i64::from(columns));
        let middle = unit.number(day) - bars / 2;
        let first = middle.clamp(first, last + 1 - bars);
        Self { unit, first, bars: bars.unsigned_abs() as u32 }
    }

    /// The numbers of the units of its bars.
    #[must_use]
    pub fn numbers(&self) -> Range<i64> {
        self.first..self.first + i64::from(self.bars)
    }

    /// The first day of a bar.
    #[must_use]
    pub fn first_day(&self, bar: u32) -> Day {
        self.unit.first_day(self.first + i64::from(bar))
    }

    /// The bar that holds a day.
    #[must_use]
    pub fn bar(&self, day: Day) -> Option<u32> {
        let bar = u32::try_from(self.unit.number(day) - self.first).ok()?;
        (bar < self.bars).then_some(bar)
    }
}
