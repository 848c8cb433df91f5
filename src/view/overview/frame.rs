//! Which stretch of time the overview shows, and in what units.

use std::ops::Range;

use crate::{
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

/// A fitted frame may leave out one event in this many.
const FAR_FROM_OTHERS: u32 = 10;

/// How many times shorter the frame must become for that.
const WORTH_LEAVING_OUT: i64 = 4;

impl Frame {
    /// The frame for a number of columns. Where not all fits, it is around the given day. `None` if no
    /// event is dated.
    #[must_use]
    pub fn new(timeline: &Timeline, zoom: Zoom, columns: u32, around: Option<Day>) -> Option<Self> {
        let columns = columns.max(1);
        let dated = timeline.dated();
        let day = |row| timeline.when(row).listing_day();
        let last = dated.end.checked_sub(1)?;
        let whole = (day(0)?, day(last)?);
        match zoom {
            Zoom::To(unit) => Some(Self::around(unit, whole, columns, around.unwrap_or(whole.1))),
            Zoom::Fit => {
                let (first, last) = most_events(dated.end, day, whole).unwrap_or(whole);
                let fits =
                    |unit: &Unit| unit.number(last) - unit.number(first) < i64::from(columns);
                let unit = Unit::ALL.into_iter().find(fits).unwrap_or(Unit::Millennium);
                Some(Self::around(unit, (first, last), columns, last))
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

/// The shortest stretch that holds nine in ten of some events, of which `day` has the day of each in
/// time order, if it is much shorter than the whole.
pub(in crate::view) fn most_events(
    count: u32,
    day: impl Fn(u32) -> Option<Day>,
    whole: (Day, Day),
) -> Option<(Day, Day)> {
    let left_out = count / FAR_FROM_OTHERS;
    let length = |(first, last): (Day, Day)| i64::from(last.0) - i64::from(first.0) + 1;
    // Of a large file only some starts are tried: the ends need not be found to the event.
    let starts = (0..=left_out).step_by((left_out / 16).max(1) as usize);
    let stretches =
        starts.filter_map(|start| Some((day(start)?, day(start + count - left_out - 1)?)));
    let shortest = stretches.min_by_key(|&stretch| length(stretch))?;
    (length(shortest) * WORTH_LEAVING_OUT <= length(whole)).then_some(shortest)
}
