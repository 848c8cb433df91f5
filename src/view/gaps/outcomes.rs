//! What was planned, and whether it is told that it happened.

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::Store,
    model::{Status, day::Day},
};

/// The planned events whose day has passed, since something later happened, and of which no event
/// of the same kind tells that two of its actors, or its only one, did it from that day on.
/// O(planned events · later events of their actors).
pub(super) fn missing(store: &Store, found: &RowSet, progress: &Progress) -> RowSet {
    let timeline = store.timeline();
    let none = RowSet::none(timeline.len());
    let (Some(planned), Some(occurred)) =
        (store.statuses().get(Status::Planned), store.statuses().get(Status::Occurred))
    else {
        return none;
    };
    let mut occurred = occurred.clone();
    occurred.subtract(store.candidates());
    let dated = timeline.dated().end;
    let last = occurred.prev_before(dated).and_then(|row| timeline.when(row).listing_day());
    let Some(last) = last else { return none };
    let has_passed = |row: Row| {
        let end = timeline.when(row).latest_end();
        end.is_known() && end < last
    };
    let planned = planned.iter().filter(|&row| found.contains(row) && row < dated);
    let missing = planned.filter(|&row| {
        !progress.is_cancelled() && has_passed(row) && !is_told(store, &occurred, row)
    });
    RowSet::of(timeline.len(), missing)
}

/// Whether an event tells that what was planned happened.
fn is_told(store: &Store, occurred: &RowSet, planned: Row) -> bool {
    let timeline = store.timeline();
    let event = timeline.event(planned);
    let from: Day = timeline.when(planned).earliest_start();
    let actors = |row: Row| {
        let mut actors: Vec<_> =
            timeline.event(row).actors().iter().map(|part| part.actor()).collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    };
    let own = actors(planned);
    let needed = own.len().min(2);
    own.iter().flat_map(|&actor| store.rows_of(actor)).any(|&row| {
        let shared = || actors(row).iter().filter(|actor| own.contains(actor)).count();
        row != planned
            && occurred.contains(row)
            && timeline.when(row).latest_end() >= from
            && timeline.event(row).kind() == event.kind()
            && shared() >= needed
    })
}
