//! Rows whose prose matches: columns of data sets that are not in memory but read from the files.

use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::{
    base::{
        rows::{Row, RowSet},
        text::Pattern,
    },
    model::{RowsError, Search, Timeline},
};

/// Finds the rows `within` that have prose with one of the patterns in it, and tells of them, some
/// at a time, until it is told to stop.
///
/// Takes the time of reading the parts of the files that have the rows; none where no columns hold
/// prose.
pub fn find_prose(
    timeline: &Timeline,
    patterns: &[Pattern],
    within: &RowSet,
    told: &mut dyn FnMut(&mut dyn Iterator<Item = Row>) -> ControlFlow<()>,
) -> Result<(), RowsError> {
    let holds = |text: &str| patterns.iter().any(|pattern| pattern.is_match(text));
    for (number, file) in (0..).zip(timeline.files()) {
        let Some(rows) = file.rows.as_ref().filter(|_| file.has_prose()) else { continue };
        let columns = timeline.columns();
        let mut places: Vec<(u32, Row)> = within
            .iter()
            .filter(|&row| columns.file.get(row) == number)
            .map(|row| (columns.rank_in_file.get(row), row))
            .collect();
        places.par_sort_unstable();
        let ranks: Vec<u32> = places.iter().map(|&(rank, _)| rank).collect();
        let on_found = &mut |hits: &[u32]| {
            told(&mut hits.iter().flat_map(|hit| {
                let first = ranks.partition_point(|rank| rank < hit);
                let same = places[first..].iter().take_while(move |(rank, _)| rank == hit);
                same.map(|&(_, row)| row)
            }))
        };
        let is_in_parts = patterns.iter().all(Pattern::is_in_parts);
        rows.search(Search { ranks: &ranks, holds: &holds, is_in_parts, on_found })?;
    }
    Ok(())
}
