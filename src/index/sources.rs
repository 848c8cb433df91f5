//! Which sources are made from which.

use crate::{
    base::rows::RowSet,
    model::{Source, SourceId, column::Lists},
};

/// The sources in `origins` and all that are made from them, however often handed on. O(sources +
/// what each is made from).
#[must_use]
pub fn derived(sources: &[Source], origins: impl IntoIterator<Item = SourceId>) -> RowSet {
    let all = sources.len() as u32;
    let numbered = (0..).zip(sources);
    let made = numbered
        .flat_map(|(number, source)| source.derived_from.iter().map(move |from| (from.0, number)));
    let made = Lists::grouped(all, made);
    let origins = origins.into_iter().map(|source| source.0);
    RowSet::reached(all, origins, |source| made.get(source).iter().copied())
}
