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
    start: Edge,
    end: Edge,
}

/// Where a date begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// In its first or last cell.
    Within,
    /// Before the first cell of all or after the last, or never.
    Beyond,
    /// On an unknown day: only the other end is known.
    Unknown,
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
        let edge = |is_beyond, is_unknown| match (is_beyond, is_unknown) {
            (true, _) => Edge::Beyond,
            (_, true) => Edge::Unknown,
            _ => Edge::Within,
        };
        match () {
            () if to < self.first() => Place::Before,
            () if from > self.last() => Place::After,
            () => Place::Cells(Stretch {
                first: self.cell(from),
                last: if to > self.last() { self.cells() - 1 } else { self.cell(to) },
                start: edge(from < self.first(), start_unknown),
                end: edge(to > self.last(), end_unknown),
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
        let Stretch { first, last, start, end } = *stretch;
        let edges = [start, end];
        // Of what may have begun on any day up to this one the cell is not known.
        let is_known = when.shape() == Shape::Lasted || !edges.contains(&Edge::Unknown);
        if first == last && is_known && !edges.contains(&Edge::Beyond) {
            match mark {
                None => self.cells[first as usize].events += events,
                Some(mark) => self.cells[first as usize].add(mark),
            }
        } else {
            self.fill(grid, when, stretch);
            for (cell, edge) in [(first, start), (last, end)] {
                if let Some(mark) = mark.filter(|_| edge != Edge::Beyond) {
                    self.cells[cell as usize].add(mark);
                }
            }
        }
        match start {
            Edge::Within => {}
            Edge::Beyond => self.cells[first as usize].add(Sign::Began),
            Edge::Unknown => {
                if let Some(before) = first.checked_sub(1) {
                    self.cells[before as usize].add(Sign::Doubt);
                }
            }
        }
        match end {
            Edge::Within => {}
            Edge::Beyond => self.cells[last as usize].add(Sign::GoesOn),
            Edge::Unknown => {
                if let Some(after) = self.cells.get_mut(last as usize + 1) {
                    after.add(Sign::Doubt);
                }
            }
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
