//! Events of two, sorted by the first of them.
//!
//! Whoever walks the events of one actor after the other jumps through memory at every step. So the
//! events are read in their order, twice: to count how many belong to each actor, and to put them
//! there. Each core does so with a stretch of the rows, and what it sorted stays apart.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::Store,
    model::{ActorId, Fatalities, Participation},
    view::dyads::{Sum, Which, above::Above},
};

/// Rows between two looks at whether to stop.
const CHUNK: u32 = 1 << 18;

/// What is sorted.
#[derive(Clone, Copy)]
pub(super) struct Events<'a> {
    pub store: &'a Store,
    pub rows: &'a RowSet,
    pub which: Which,
    pub progress: &'a Progress,
}

/// An event of two, from the side of the first: undirected, the one with the smaller number; directed,
/// the one who acts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meeting {
    /// Number of the second.
    other: u32,
    pub row: Row,
    /// How many were killed.
    pub killed: u32,
}

impl Meeting {
    pub fn other(self) -> ActorId {
        ActorId(self.other)
    }
}

/// The events of a stretch of rows.
#[derive(Default)]
pub(super) struct Stretch {
    /// Where the meetings of each first actor end.
    ends: Vec<u32>,
    /// The events of just one pair, by the first of the two, in order of time.
    meetings: Vec<Meeting>,
    /// What the other events come to for each actor that takes part, or somebody who belongs to it.
    pub rest: Vec<Sum>,
    /// Those of them that belong to several pairs, or to one in both directions.
    pub crowds: Vec<Row>,
}

impl Stretch {
    /// The events of two in which an actor is the first.
    pub fn of(&self, first: ActorId) -> &[Meeting] {
        let start = first.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.meetings[start as usize..self.ends[first.index()] as usize]
    }
}

/// What an event is for pairs.
#[derive(Clone, Copy)]
enum Sort {
    /// It doesn't count.
    None,
    /// No pair is in it.
    Apart,
    /// Just this pair.
    Pair(ActorId, ActorId),
    /// More than one.
    Crowd,
}

impl Events<'_> {
    /// The events in stretches, one after the other. O(participations), on all cores.
    pub fn sorted(&self) -> Vec<Stretch> {
        let (count, len) = (u64::from(self.rows.count()), self.rows.universe());
        let cores = rayon::current_num_threads().clamp(1, 16) as u64;
        let start = |core: u64| match core {
            0 => 0,
            _ => self.rows.nth((count * core / cores) as u32).unwrap_or(len),
        };
        let cores = 0..cores;
        cores.into_par_iter().map(|core| self.stretch(start(core)..start(core + 1))).collect()
    }

    fn stretch(&self, rows: Range<Row>) -> Stretch {
        let timeline = self.store.timeline();
        let actors = timeline.actors().len();
        let parts = &timeline.columns().actors;
        let mut stretch = Stretch {
            ends: vec![0; actors],
            rest: vec![Sum::default(); actors],
            ..Stretch::default()
        };
        let mut above = Above::new(self.store);
        let mut seen: Vec<ActorId> = Vec::new();
        for row in self.each(rows.clone()) {
            match sort(parts.get(row), self.which) {
                Sort::None => continue,
                Sort::Pair(first, _) => {
                    stretch.ends[first.index()] += 1;
                    continue;
                }
                Sort::Apart => {}
                Sort::Crowd => stretch.crowds.push(row),
            }
            seen.clear();
            for part in parts.get(row) {
                seen.extend_from_slice(above.of(part.actor()));
            }
            if seen.len() > 1 {
                seen.sort_unstable();
                seen.dedup();
            }
            for actor in &seen {
                stretch.rest[actor.index()] += Sum { events: 1, killed: self.killed(row).into() };
            }
        }

        let mut next: Vec<u32> = Vec::with_capacity(actors);
        let mut total = 0;
        for end in &mut stretch.ends {
            next.push(total);
            total += *end;
            *end = total;
        }
        stretch.meetings = vec![Meeting::default(); total as usize];
        for row in self.each(rows) {
            if let Sort::Pair(first, other) = sort(parts.get(row), self.which) {
                let place = &mut next[first.index()];
                stretch.meetings[*place as usize] =
                    Meeting { other: other.0, row, killed: self.killed(row) };
                *place += 1;
            }
        }
        stretch
    }

    /// How many were killed in an event.
    pub fn killed(&self, row: Row) -> u32 {
        let killed = self.store.timeline().event(row).fatalities();
        killed.and_then(Fatalities::number).unwrap_or(0)
    }

    /// The rows of a stretch, until asked to stop.
    fn each(&self, rows: Range<Row>) -> impl Iterator<Item = Row> {
        let chunks = rows.clone().step_by(CHUNK as usize);
        chunks.take_while(|_| !self.progress.is_cancelled()).flat_map(move |start| {
            self.rows.iter_in(start..rows.end.min(start.saturating_add(CHUNK)))
        })
    }
}

fn sort(parts: &[Participation], which: Which) -> Sort {
    let [first, rest @ ..] = parts else { return Sort::None };
    let one = first.actor();
    let mut others = rest.iter().map(|part| part.actor()).filter(|&actor| actor != one);
    let Some(other) = others.next() else {
        return if which.only_two { Sort::None } else { Sort::Apart };
    };
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
        (false, false) => Sort::Apart,
    }
}

/// Whether an actor acts on another one.
fn acts(actor: ActorId, parts: &[Participation]) -> bool {
    parts.iter().filter(|one| one.actor() == actor).any(|one| {
        let mut others = parts.iter().filter(|other| other.actor() != actor);
        others.any(|other| one.role().acts_on(other.role()))
    })
}
