//! How many of some rows each actor, kind or speaker has.

use rayon::prelude::*;

use crate::{
    base::{progress::Progress, rows::RowSet},
    index::{Facet, Store},
    model::{ActorId, Participation, column::Lists},
    query::{Answer, Field, Plan, Query, Watch, plan},
};

/// Rows that one core counts at a time.
const CHUNK: u32 = 1 << 18;

/// Numbers beside the actors, by their numbers: each is what the filter by that actor (see
/// [`Term::for_actor`](crate::query::Term::for_actor)) shows in place of all other filters by
/// actor. What members and office holders do counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events in which it takes part.
    pub events: Vec<u32>,
    /// Statements that it made.
    pub statements: Vec<u32>,
}

impl Tally {
    /// The numbers under a query, given what the query found; `None` when asked to stop, or if a
    /// name in the query means nobody. O(rows of what the other filters find), besides finding it
    /// where the query filters by actor or role, and [`Members::count`](crate::index::Members).
    #[must_use]
    pub fn of(query: &Query, found: &Answer, store: &Store, progress: &Progress) -> Option<Self> {
        let others = query.without_field(Field::Actor);
        let (same, rest) = plan::beside(query, Field::Actor);
        let mut watch = Watch { progress, on_partial: &mut |_| {} };
        let answered = if others == *query {
            None
        } else {
            Some(Plan::new(&others, store).ok()?.run_watched(&mut watch)?)
        };
        let found = answered.as_ref().unwrap_or(found);
        let (timeline, members) = (store.timeline(), store.membership());
        let count = timeline.actors().len() as u32;

        let events = if same.is_empty() {
            let rows = &found.rows;
            let own = actors(store, rows, progress)?;
            let of = |actor| store.rows_of(actor);
            together(own, members.count(timeline.len(), of, |row| rows.contains(row), progress))
        } else {
            // One participation must have the role as well.
            let tests = plan::tests_of_parts(&same, store).ok()?;
            let holds = |part: Participation| tests.holds(&|test| test.holds(part));
            let all_rows = store.rows_in(query.scope());
            let rows = &Plan::new(&rest, store).ok()?.rows_within(&all_rows, progress);
            let own = counted(store, rows, &holds, progress)?;
            let parts = &timeline.columns().actors;
            let pairs = rows.iter().flat_map(|row| parts.get(row).iter().map(move |it| (*it, row)));
            let passing = pairs.filter(|&(part, _)| !members.is_empty() && holds(part));
            let passing = Lists::grouped(count, passing.map(|(part, row)| (part.actor().0, row)));
            let of = |actor: ActorId| passing.get(actor.0);
            together(own, members.count(timeline.len(), of, |_| true, progress))
        };

        let said = timeline.statements();
        let spoken = found.statements.iter().filter(|_| !members.is_empty());
        let spoken = spoken.filter_map(|id| Some((said[id as usize].speaker?.0, id)));
        let spoken = Lists::grouped(count, spoken);
        let of = |actor: ActorId| spoken.get(actor.0);
        let statements = together(
            speakers(store, &found.statements),
            members.count(said.len() as u32, of, |_| true, progress),
        );
        (!progress.is_cancelled()).then_some(Self { events, statements })
    }
}

/// The numbers of actors, of those with members what they have together.
fn together(mut own: Vec<u32>, with_members: Vec<(ActorId, u32)>) -> Vec<u32> {
    for (actor, count) in with_members {
        own[actor.index()] = count;
    }
    own
}

/// In how many of the rows each actor itself takes part, by the actors' numbers; `None` when asked
/// to stop. O(participations in the rows), on all cores; O(actors) for all rows.
#[must_use]
pub fn actors(store: &Store, rows: &RowSet, progress: &Progress) -> Option<Vec<u32>> {
    if rows.count() == store.timeline().len() {
        let numbers = 0..store.timeline().actors().len() as u32;
        return Some(numbers.map(|actor| store.rows_of(ActorId(actor)).len() as u32).collect());
    }
    counted(store, rows, &|_| true, progress)
}

/// The same of the participations for which `holds`.
fn counted(
    store: &Store,
    rows: &RowSet,
    holds: &(dyn Fn(Participation) -> bool + Sync),
    progress: &Progress,
) -> Option<Vec<u32>> {
    let (len, count) = (store.timeline().len(), store.timeline().actors().len());
    let parts = &store.timeline().columns().actors;
    let count_chunk = |mut counts: Vec<u32>, chunk: u32| {
        let end = len.min((chunk + 1).saturating_mul(CHUNK));
        if progress.is_cancelled() {
            return counts;
        }
        for row in rows.iter_in(chunk * CHUNK..end) {
            Participation::each_actor(parts.get(row), holds, |actor| counts[actor.index()] += 1);
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
