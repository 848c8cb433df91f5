//! How many of some rows each actor, kind or speaker has.

use rayon::prelude::*;

use crate::{
    base::{progress::Progress, rows::RowSet},
    index::{Facet, Store},
    model::ActorId,
};

/// Rows that one core counts at a time.
const CHUNK: u32 = 1 << 18;

/// In how many of the rows each actor itself takes part, by the actors' numbers; `None` when asked
/// to stop. O(participations in the rows), on all cores; O(actors) for all rows.
#[must_use]
pub fn actors(store: &Store, rows: &RowSet, progress: &Progress) -> Option<Vec<u32>> {
    let (len, count) = (store.timeline().len(), store.timeline().actors().len());
    if rows.count() == len {
        let numbers = 0..count as u32;
        return Some(numbers.map(|actor| store.rows_of(ActorId(actor)).len() as u32).collect());
    }
    let parts = &store.timeline().columns().actors;
    let count_chunk = |mut counts: Vec<u32>, chunk: u32| {
        let end = len.min((chunk + 1).saturating_mul(CHUNK));
        if progress.is_cancelled() {
            return counts;
        }
        for row in rows.iter_in(chunk * CHUNK..end) {
            let parts = parts.get(row);
            for (place, part) in parts.iter().enumerate() {
                let actor = part.actor();
                // In two roles it is still one event.
                if !parts[..place].iter().any(|other| other.actor() == actor) {
                    counts[actor.index()] += 1;
                }
            }
        }
        counts
    };
    let counts = (0..len.div_ceil(CHUNK))
        .into_par_iter()
        .fold(|| vec![0; count], count_chunk)
        .reduce(|| vec![0; count], added);
    (!progress.is_cancelled()).then_some(counts)
}

fn added(mut one: Vec<u32>, other: Vec<u32>) -> Vec<u32> {
    for (mine, theirs) in one.iter_mut().zip(other) {
        *mine += theirs;
    }
    one
}

/// In how many of the rows the actor takes part, itself or by its members and office holders: what
/// the query `actor:` would find among them. O(rows of all these).
#[must_use]
pub fn with_members(store: &Store, rows: &RowSet, actor: ActorId) -> u32 {
    match store.members(actor) {
        [] => store.rows_of(actor).iter().filter(|&&row| rows.contains(row)).count() as u32,
        _ => store.rows_of_any(&store.with_members([actor])).count_common(rows),
    }
}

/// How many of the statements each actor made, by the actors' numbers. O(statements).
#[must_use]
pub fn speakers(store: &Store, statements: &RowSet) -> Vec<u32> {
    let timeline = store.timeline();
    let mut counts = vec![0; timeline.actors().len()];
    for id in statements.iter() {
        if let Some(speaker) = timeline.statements()[id as usize].speaker {
            counts[speaker.index()] += 1;
        }
    }
    counts
}

/// How many of the rows have each value that occurs in the timeline, in the order of the list.
/// O(events / 64) a value.
#[must_use]
pub fn values<T: Copy + PartialEq + Send + Sync>(facet: &Facet<T>, rows: &RowSet) -> Vec<(T, u32)> {
    facet.iter().map(|(value, own)| (value, own.count_common(rows))).collect()
}
