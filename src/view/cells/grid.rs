//! Days and the cells that they stand in.

use crate::{
    model::{day::Day, when::Period},
    view::{counted, overview::Frame},
};

/// A frame in cells: each of its units is so many cells wide, and days stand proportionally within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The stretch of time.
    pub frame: Frame,
    /// How many cells a unit is wide.
    pub width: u32,
}

impl Grid {
    /// The widest a unit gets, in cells.
    const WIDEST: u32 = 12;

    /// The grid of a frame for a number of columns.
    #[must_use]
    pub fn new(frame: Frame, columns: u32) -> Self {
        Self { frame, width: (columns / frame.bars.max(1)).clamp(1, Self::WIDEST) }
    }

    /// How many cells there are.
    #[must_use]
    pub fn cells(&self) -> u32 {
        self.frame.bars * self.width
    }

    /// The first day in it.
    #[must_use]
    pub fn first(&self) -> Day {
        self.frame.first_day(0)
    }

    /// The last day in it.
    #[must_use]
    pub fn last(&self) -> Day {
        self.frame.first_day(self.frame.bars).plus_days(-1)
    }

    /// The cell of a day; of one before or after the frame the first or the last.
    #[must_use]
    pub fn cell(&self, day: Day) -> u32 {
        let day = day.clamp(self.first(), self.last());
        let unit = self.frame.unit;
        let bar = (unit.number(day) - self.frame.first).unsigned_abs();
        let start = unit.start(day);
        let length = i64::from(unit.next(day).0) - i64::from(start.0);
        let within =
            (i64::from(day.0) - i64::from(start.0)) * i64::from(self.width) / length.max(1);
        (bar * u64::from(self.width) + within.unsigned_abs()) as u32
    }

    /// The days of a cell; `None` where a day is several cells wide and this is not its first.
    #[must_use]
    pub fn days(&self, cell: u32) -> Option<Period> {
        let start = self.frame.first_day(cell / self.width);
        let next = self.frame.first_day(cell / self.width + 1);
        let length = i64::from(next.0) - i64::from(start.0);
        let day = |cell: u32| {
            let days =
                (i64::from(cell) * length + i64::from(self.width) - 1) / i64::from(self.width);
            start.plus_days(days as i32)
        };
        let (first, end) = (day(cell % self.width), day(cell % self.width + 1));
        (first < end).then(|| Period { first, last: end.plus_days(-1) })
    }

    /// The scale in words: "a column is a month", "a year is 3 columns".
    #[must_use]
    pub fn words(&self) -> String {
        let unit = self.frame.unit.name();
        match self.width {
            1 => format!("a column is a {unit}"),
            width => format!("a {unit} is {}", counted(width, "column")),
        }
    }
}
