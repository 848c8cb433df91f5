//! Which sources are made from which.

use crate::{
    base::rows::RowSet,
    model::{Source, SourceId},
};

/// The sources in `origins` and all that are made from them, however often handed on.
#[must_use]
pub fn derived(sources: &[Source], origins: impl IntoIterator<Item = SourceId>) -> RowSet {
    let mut found = RowSet::of(sources.len() as u32, origins.into_iter().map(|source| source.0));
    loop {
        let more: Vec<u32> = (0..)
            .zip(sources)
            .filter(|(number, source)| {
                !found.contains(*number)
                    && source.derived_from.iter().any(|from| found.contains(from.0))
            })
            .map(|(number, _)| number)
            .collect();
        if more.is_empty() {
            return found;
        }
        for number in more {
            found.insert(number);
        }
    }
}
