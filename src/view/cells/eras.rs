//! The names of the eras, in a band above the lanes.
//!
//! ```text
//!  ─ Thirty Years War ───────    ─ Northern War ─
//! ```

use crate::{
    base::rows::{Row, RowSet},
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
}

impl Band {
    /// The most lines that it takes from the lanes.
    const MOST: usize = 3;

    /// The band of the events in a set.
    #[must_use]
    pub fn new(timeline: &Timeline, eras: &RowSet, grid: &Grid) -> Self {
        let mut band = Self::default();
        for row in eras.iter() {
            let Place::Cells(cells) = grid.place(timeline.when(row)) else { continue };
            let title = timeline.event(row).title().into_owned();
            let name = shown::line(&title).into_owned();
            let era = Era { row, first: cells.first, last: cells.last, name };
            let has_room = |line: &Vec<Era>| line.last().is_none_or(|last| last.last < era.first);
            match band.lines.iter().position(has_room) {
                Some(line) => band.lines[line].push(era),
                None if band.lines.len() < Self::MOST => band.lines.push(vec![era]),
                None => band.more += 1,
            }
        }
        band
    }
}
