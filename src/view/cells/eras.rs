//! The names of the eras, in a band above the lanes.
//!
//! ```text
//!  ─ Thirty Years War ───────    ─ Northern War ─
//! ```

use std::ops::Range;

use crate::{
    base::{
        rows::{Row, RowSet},
        text,
    },
    model::Timeline,
    view::{
        cells::{Grid, Place},
        shown,
    },
};

/// The eras of a frame in as few lines as their cells allow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Band {
    /// The eras of each line, from left to right.
    pub lines: Vec<Vec<Era>>,
    /// How many more there are for which there is no line.
    pub more: u32,
}

/// An era.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its event.
    pub row: Row,
    /// Its first cell.
    pub first: u32,
    /// Its last cell.
    pub last: u32,
    /// What it is called.
    pub name: String,
    /// The cells in which the name has room: within the era, else right or left of it.
    pub label: Range<u32>,
}

/// Around a name: a rule and a space on either side.
const AROUND: u32 = 4;

impl Era {
    fn new(timeline: &Timeline, row: Row, grid: &Grid) -> Option<Self> {
        let Place::Cells(cells) = grid.place(timeline.when(row)) else { return None };
        let title = timeline.event(row).title().into_owned();
        let name = shown::line(&title).into_owned();
        let width = text::width(&name) as u32;
        let (first, last) = (cells.first, cells.last);
        let is_within = width + AROUND <= last - first + 1;
        let is_beside = last + 2 + width <= grid.cells();
        let label = match () {
            () if is_within => first + 2..first + 2 + width,
            () if is_beside => last + 2..last + 2 + width,
            () if first > width => first - 1 - width..first - 1,
            // Cut to the era, where that leaves letters.
            () if last - first + 1 > AROUND => first + 2..last - 1,
            () => first..first,
        };
        Some(Self { row, first, last, name, label })
    }

    /// Whether its name stands in it.
    #[must_use]
    pub fn is_labelled_within(&self) -> bool {
        (self.first..=self.last).contains(&self.label.start)
    }

    /// The cells that it takes with its name, and one more where a name beside it would be taken for
    /// that of its neighbour.
    fn cells(&self) -> Range<u32> {
        let beside = u32::from(!self.label.is_empty() && !self.is_labelled_within());
        let (first, end) = (self.first, self.last + 1);
        if self.label.is_empty() {
            return first..end;
        }
        let first = first.min(self.label.start).saturating_sub(beside);
        first..end.max(self.label.end) + beside
    }
}

impl Band {
    /// The most lines that it takes from the lanes.
    const MOST: usize = 3;

    /// The band of the events in a set.
    #[must_use]
    pub fn new(timeline: &Timeline, eras: &RowSet, grid: &Grid) -> Self {
        let mut band = Self::default();
        for era in eras.iter().filter_map(|row| Era::new(timeline, row, grid)) {
            let has_room = |line: &Vec<Era>| {
                line.last().is_none_or(|last| last.cells().end <= era.cells().start)
            };
            match band.lines.iter().position(has_room) {
                Some(line) => band.lines[line].push(era),
                None if band.lines.len() < Self::MOST => band.lines.push(vec![era]),
                None => band.more += 1,
            }
        }
        band
    }
}
