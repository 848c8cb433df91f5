//! What stands in the cells of lanes: events to scale, and how sure their dates are.
//!
//! ```text
//!               1910        1920        1930
//! ▸ Valdia      ▪  ═════════▪    ░░░  2   ~      5 ›      1
//!   Corsca            ═════════════════════▷
//! ```
//!
//! A date no longer than a cell is one event in it. A longer one surely *lasted* over the cells that
//! the filter `date!:` finds it by, and may have been *some time in* those that `date:` does.

mod eras;
mod grid;
mod sign;
mod strip;

pub use eras::{Band, Era};
pub use grid::Grid;
pub use sign::{Cell, Many, Sign};
pub use strip::{Place, Stretch, Strip};

use std::sync::Arc;

use rayon::prelude::*;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::Store,
    model::{Timeline, When},
    query::Answer,
    view::lanes::{Key, Rows, Sets},
};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The lanes, from top to bottom.
    pub keys: Vec<Key>,
    /// The events of the lanes that no index has.
    pub sets: Arc<Sets>,
    /// The cells.
    pub grid: Grid,
}

/// The cells of some lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Where the cells are in time.
    pub grid: Grid,
    /// What each lane shows.
    pub strips: Vec<(Key, Strip)>,
    /// The names of the eras, if their lane is among these.
    pub band: Band,
}

impl Cells {
    /// What a lane shows, if that was asked for.
    #[must_use]
    pub fn strip(&self, key: Key) -> Option<&Strip> {
        self.strips.iter().find(|(own, _)| *own == key).map(|(_, strip)| strip)
    }

    /// The signs that are seen, each once, in the order of the legend.
    #[must_use]
    pub fn signs(&self) -> Vec<Sign> {
        let lanes = self.strips.iter().filter(|(key, _)| *key != Key::Eras);
        let cells = lanes.flat_map(|(_, strip)| &strip.cells);
        let mut signs: Vec<Sign> = cells.filter_map(|cell| cell.sign()).collect();
        signs.sort_unstable();
        signs.dedup();
        signs
    }
}

/// Fills the cells; `None` when asked to stop. For each lane O(its events), or O(distinct dates +
/// events / 64), whichever is less.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Cells> {
    let strips = ask.keys.par_iter().map(|&key| {
        let mut strip = Strip::new(&ask.grid);
        if !progress.is_cancelled() {
            let rows = Rows::of(store, &ask.sets, key);
            each_date(store, &rows, &found.rows, |when, events| {
                strip.add(&ask.grid, when, events);
            });
        }
        (key, strip)
    });
    let strips = strips.collect();
    let band = if ask.keys.contains(&Key::Eras) {
        Band::new(store.timeline(), &ask.sets.eras, &ask.grid)
    } else {
        Band::default()
    };
    (!progress.is_cancelled()).then_some(Cells { grid: ask.grid, strips, band })
}

/// How many shown events ended before the first cell, and how many begin after the last. O(distinct
/// dates), besides counting the events of those that are outside.
#[must_use]
pub fn outside(timeline: &Timeline, shown: &RowSet, grid: &Grid) -> (u32, u32) {
    timeline.moments().fold((0, 0), |(before, after), (when, rows)| match grid.place(when) {
        Place::Before => (before + shown.count_in(rows), after),
        Place::After => (before, after + shown.count_in(rows)),
        Place::Cells(_) | Place::Undated => (before, after),
    })
}

/// Tells each distinct date of the shown events of a lane, with how many there are of it.
fn each_date(store: &Store, rows: &Rows<'_>, shown: &RowSet, mut tell: impl FnMut(&When, u32)) {
    /// From how many rows on, as a part of all, a set of them is faster than a list.
    const DENSE: usize = 64;
    let timeline = store.timeline();
    if matches!(rows, Rows::Lists(_)) && rows.cost() <= timeline.len() as usize / DENSE + 64 {
        let rows = rows.shown(shown);
        let same =
            |one: &Row, other: &Row| timeline.when_number(*one) == timeline.when_number(*other);
        for rows in rows.chunk_by(same) {
            tell(timeline.when(rows[0]), rows.len() as u32);
        }
        return;
    }
    let rows = rows.set(shown);
    for (when, moment) in timeline.moments() {
        let events = rows.count_in(moment);
        if events > 0 {
            tell(when, events);
        }
    }
}

#[cfg(test)]
mod tests;
