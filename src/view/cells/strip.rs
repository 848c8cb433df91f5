//! The cells of one lane, filled date by date.

use crate::{
    model::{
        When,
        day::Day,
        when::{Mark, Shape},
    },
    view::cells::{Cell, Grid, Sign},
};

/// What a lane shows of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
    /// How many events ended before the first cell.
    pub before: u32,
    /// How many begin after the last.
    pub after: u32,
    /// How many have no date.
    pub undated: u32,
}

/// The cells of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first one that it may touch.
    pub first: u32,
    /// The last one.
    pub last: u32,
    /// Whether it began before the first cell, or has no beginning.
    began: bool,
    /// Whether it goes on after the last, or has no end.
    goes_on: bool,
    /// Whether it ended, but its beginning is not known.
    start_unknown: bool,
    /// Whether it began, but its end is not known.
    end_unknown: bool,
}

/// Where a date is, seen from a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In these cells.
    Cells(Stretch),
    /// Before them all.
    Before,
    /// After them all.
    After,
    /// Nowhere.
    Undated,
}

impl Grid {
    /// Where a date is. What ended on an unknown day is where it began, and what began on an
    /// unknown day where it ended: over all time it would be seen nowhere.
    #[must_use]
    pub fn place(&self, when: &When) -> Place {
        if when.is_undated() {
            return Place::Undated;
        }
        let start_unknown = when.earliest_start() == Day::PAST && when.latest_start() != Day::PAST;
        let end_unknown = when.latest_end() == Day::FUTURE && when.earliest_end() != Day::FUTURE;
        let mut from = when.earliest_start();
        let mut to = when.latest_end();
        if start_unknown {
            from = if when.earliest_end().is_known() { when.earliest_end() } else { to };
        }
        if end_unknown {
            to = if when.latest_start().is_known() { when.latest_start() } else { from };
        }
        match () {
            () if to < self.first() => Place::Before,
            () if from > self.last() => Place::After,
            () => Place::Cells(Stretch {
                first: self.cell(from),
                last: self.cell(to),
                began: from < self.first(),
                goes_on: to > self.last(),
                start_unknown,
                end_unknown,
            }),
        }
    }
}

impl Strip {
    /// A strip without events.
    #[must_use]
    pub fn new(grid: &Grid) -> Self {
        let cells = vec![Cell::default(); grid.cells() as usize];
        Self { cells, before: 0, after: 0, undated: 0 }
    }

    /// Adds so many events of a date.
    pub fn add(&mut self, grid: &Grid, when: &When, events: u32) {
        match grid.place(when) {
            Place::Undated => self.undated += events,
            Place::Before => self.before += events,
            Place::After => self.after += events,
            Place::Cells(stretch) => self.draw(grid, when, &stretch, events),
        }
    }

    fn draw(&mut self, grid: &Grid, when: &When, stretch: &Stretch, events: u32) {
        let mark = match when.mark() {
            Mark::Sure => None,
            Mark::Uncertain => Some(Sign::Doubt),
            Mark::Approximate | Mark::Both => Some(Sign::About),
        };
        let Stretch { first, last, .. } = *stretch;
        let is_within = !stretch.began && !stretch.goes_on;
        let is_open = stretch.start_unknown || stretch.end_unknown;
        // Of what may have begun on any day up to this one the cell is not known.
        if first == last && is_within && (!is_open || when.shape() == Shape::Lasted) {
            match mark {
                None => self.cells[first as usize].events += events,
                Some(mark) => self.cells[first as usize].add(mark),
            }
        } else {
            self.fill(grid, when, stretch);
            for (cell, is_end) in [(first, !stretch.began), (last, !stretch.goes_on)] {
                if let Some(mark) = mark.filter(|_| is_end) {
                    self.cells[cell as usize].add(mark);
                }
            }
        }
        if stretch.began {
            self.cells[first as usize].add(Sign::Began);
        }
        if stretch.goes_on {
            self.cells[last as usize].add(Sign::GoesOn);
        }
        if let Some(before) = first.checked_sub(1).filter(|_| stretch.start_unknown) {
            self.cells[before as usize].add(Sign::Doubt);
        }
        if let Some(after) = self.cells.get_mut(last as usize + 1).filter(|_| stretch.end_unknown) {
            after.add(Sign::Doubt);
        }
    }

    /// Marks the days over which a date surely goes, and those over which it may: as the filter
    /// `date:` says it of these days.
    fn fill(&mut self, grid: &Grid, when: &When, stretch: &Stretch) {
        let mut before = None;
        for cell in stretch.first..=stretch.last {
            let sign = match grid.days(cell) {
                Some(days) if when.must_touch(days) => Some(Sign::Lasted),
                Some(days) => when.may_touch(days).then_some(Sign::Maybe),
                // A day that is several cells wide.
                None => before,
            };
            if let Some(sign) = sign {
                self.cells[cell as usize].add(sign);
            }
            before = sign;
        }
    }
}
