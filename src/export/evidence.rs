//! What proves a record, as a part of its row.

use serde::Serialize;

use super::{join, raise};
use crate::{
    base::once::each_once,
    model::{Anchor, Evidence, Timeline, native},
};

/// One evidence entry as it is written.
#[derive(Serialize)]
pub struct EvidenceRow<'a> {
    #[serde(flatten)]
    entry: native::Evidence<'a>,
    /// The state found at load.
    #[serde(skip_serializing_if = "Option::is_none")]
    anchor: Option<&'static str>,
    /// Where the words stand, if that is not where the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<(u32, u32)>,
}

/// All entries of a record.
pub fn rows(timeline: &Timeline, entries: impl Iterator<Item = Evidence>) -> Vec<EvidenceRow<'_>> {
    let row = |entry: Evidence| EvidenceRow {
        entry: raise::evidence(timeline, &entry, timeline.source(entry.source).id.as_str().into()),
        anchor: entry.anchor.map(Anchor::name),
        found: entry
            .found
            .filter(|&found| entry.span != Some(found))
            .map(|found| (found.start, found.end)),
    };
    entries.map(row).collect()
}

/// The ids of the sources, each once.
pub fn sources(timeline: &Timeline, entries: impl Iterator<Item = Evidence>) -> Vec<&str> {
    each_once(entries.map(|entry| timeline.source(entry.source).id.as_str()))
}

/// The words, or the rows of data sets, in one cell.
pub fn cell(rows: &[EvidenceRow<'_>]) -> String {
    join(rows.iter().filter_map(|EvidenceRow { entry, .. }| match entry.row {
        Some(row) if entry.quote.is_empty() => Some(format!("{} row {row}", entry.source)),
        _ => Some(entry.quote.to_string()).filter(|quote| !quote.is_empty()),
    }))
}
