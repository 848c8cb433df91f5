//! Events of two, sorted by the first of them.
//!
//! Whoever walks the events of one actor after the other jumps through memory at every step. So the
//! events are read in their order, twice: to count how many belong to each actor, and to put them
//! there.

use rayon::prelude::*;

use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::{ActorId, Participation},
    view::dyads::Which,
};

/// Rows that one core counts at a time.
const CHUNK: u32 = 1 << 18;

/// The events of two by the first of them: who the other is, and the event, in order of time.
/// Undirected, the first is the one with the smaller number; directed, the one who acts.
pub(super) struct OfTwo {
    /// Where the events of each actor end.
    ends: Vec<u32>,
    meetings: Vec<(ActorId, Row)>,
}

impl OfTwo {
    /// Those of an actor.
    pub fn get(&self, first: ActorId) -> &[(ActorId, Row)] {
        let start = first.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.meetings[start as usize..self.ends[first.index()] as usize]
    }
}

/// What an event is for pairs.
#[derive(Clone, Copy)]
enum Sort {
    /// No pair is in it.
    None,
    /// Just this pair.
    Pair(ActorId, ActorId),
    /// More than one.
    Crowd,
}

/// The events of two, and the rows that belong to several pairs of those who take part themselves.
/// O(participations), on all cores.
pub(super) fn by_first(store: &Store, rows: &RowSet, which: Which) -> (OfTwo, RowSet) {
    let (len, actors) = (rows.universe(), store.timeline().actors().len());
    let parts = &store.timeline().columns().actors;
    let sort = |row: Row| sort(parts.get(row), which);

    let count = |(mut counts, mut crowds): (Vec<u32>, Vec<Row>), chunk: u32| {
        let end = len.min((chunk + 1).saturating_mul(CHUNK));
        for row in rows.iter_in(chunk * CHUNK..end) {
            match sort(row) {
                Sort::None => {}
                Sort::Pair(first, _) => counts[first.index()] += 1,
                Sort::Crowd => crowds.push(row),
            }
        }
        (counts, crowds)
    };
    let none = || (vec![0_u32; actors], Vec::new());
    let (counts, crowds) = (0..len.div_ceil(CHUNK)).into_par_iter().fold(none, count).reduce(
        none,
        |(mut counts, mut crowds), (others, more)| {
            counts.iter_mut().zip(others).for_each(|(own, other)| *own += other);
            crowds.extend(more);
            (counts, crowds)
        },
    );
    let mut total = 0;
    let ends: Vec<u32> = counts
        .iter()
        .map(|count| {
            total += count;
            total
        })
        .collect();

    // Each core puts in place what belongs to its share of the actors.
    let mut meetings = vec![(ActorId(0), 0); total as usize];
    let shares = rayon::current_num_threads().clamp(1, 16) as u32;
    let mut parts_of = Vec::new();
    let (mut rest, mut first, mut begins) = (meetings.as_mut_slice(), 0, 0);
    for share in 1..=shares {
        let wanted = (u64::from(total) * u64::from(share) / u64::from(shares)) as u32;
        let last = share == shares;
        let end = if last { actors } else { ends.partition_point(|&end| end <= wanted).max(first) };
        let stops = end.checked_sub(1).map_or(0, |before| ends[before]).max(begins);
        let (mine, others) = rest.split_at_mut((stops - begins) as usize);
        parts_of.push((first..end, begins, mine));
        (rest, first, begins) = (others, end, stops);
    }
    parts_of.into_par_iter().for_each(|(mine, begins, placed)| {
        let start = |key: usize| key.checked_sub(1).map_or(0, |before| ends[before]);
        let mut next: Vec<u32> = mine.clone().map(|key| start(key) - begins).collect();
        for row in rows.iter() {
            if let Sort::Pair(first, other) = sort(row)
                && mine.contains(&first.index())
            {
                let place = &mut next[first.index() - mine.start];
                placed[*place as usize] = (other, row);
                *place += 1;
            }
        }
    });
    (OfTwo { ends, meetings }, RowSet::of(len, crowds))
}

fn sort(parts: &[Participation], which: Which) -> Sort {
    let [first, rest @ ..] = parts else { return Sort::None };
    let one = first.actor();
    let mut others = rest.iter().map(|part| part.actor()).filter(|&actor| actor != one);
    let Some(other) = others.next() else { return Sort::None };
    if others.any(|actor| actor != other) {
        return if which.only_two { Sort::None } else { Sort::Crowd };
    }
    if !which.directed {
        return Sort::Pair(one.min(other), one.max(other));
    }
    match (acts(one, parts), acts(other, parts)) {
        (true, true) => Sort::Crowd,
        (true, false) => Sort::Pair(one, other),
        (false, true) => Sort::Pair(other, one),
        (false, false) => Sort::None,
    }
}

/// Whether an actor acts on another one.
fn acts(actor: ActorId, parts: &[Participation]) -> bool {
    parts.iter().filter(|one| one.actor() == actor).any(|one| {
        let mut others = parts.iter().filter(|other| other.actor() != actor);
        others.any(|other| one.role().acts_on(other.role()))
    })
}
