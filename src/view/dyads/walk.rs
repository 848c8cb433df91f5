//! Counting the pairs of all actors.
//!
//! Nearly every event has two actors at most, and then it belongs to one pair of them. So all events
//! are read once, in the order of memory, and sorted by the first of the two ([`sort`]); what
//! groups have is added up from what their members have. Events of three actors or more, or in which
//! two act on each other, are walked for each group by itself.

use rayon::prelude::*;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
    },
    index::Store,
    model::{ActorId, Participation},
    view::dyads::{Dyad, Meetings, Sum, Which, sort},
};

/// Rows that one core looks at at a time.
const CHUNK: u32 = 1 << 18;

/// What one actor has with another one.
#[derive(Clone, Copy, Default)]
struct Tally {
    sum: Sum,
    alone: u32,
    /// One past the last dated row; 0 if there is none.
    end: Row,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.sum.events += other.sum.events;
        self.sum.killed += other.sum.killed;
        self.alone += other.alone;
        self.end = self.end.max(other.end);
    }
}

/// What is counted, and in what.
pub(super) struct Walk<'a> {
    store: &'a Store,
    rows: &'a RowSet,
    which: Which,
    progress: &'a Progress,
    meetings: Meetings<'a>,
    /// How many were killed by each distinct estimate.
    killed: Vec<u64>,
    dated: Row,
}

/// Tallies of one actor with others, by their numbers.
struct Scratch {
    tallies: Vec<Tally>,
    met: Vec<ActorId>,
}

impl Scratch {
    fn new(actors: u32) -> Self {
        Self { tallies: vec![Tally::default(); actors as usize], met: Vec::new() }
    }

    fn add(&mut self, other: ActorId, tally: Tally) {
        let own = &mut self.tallies[other.index()];
        if own.sum.events == 0 {
            self.met.push(other);
        }
        own.add(tally);
    }

    /// Takes what was added, by the numbers of the others.
    fn take(&mut self) -> Vec<(ActorId, Tally)> {
        self.met.sort_unstable();
        let tallies = &mut self.tallies;
        let taken = self.met.drain(..).map(|it| (it, std::mem::take(&mut tallies[it.index()])));
        taken.collect()
    }
}

impl<'a> Walk<'a> {
    pub fn new(store: &'a Store, rows: &'a RowSet, which: Which, progress: &'a Progress) -> Self {
        let timeline = store.timeline();
        let killed = timeline.fatalities().iter().map(|it| it.number().unwrap_or(0).into());
        Self {
            store,
            rows,
            which,
            progress,
            meetings: Meetings::new(store, rows, which),
            killed: killed.collect(),
            dated: timeline.dated().end,
        }
    }

    /// What each actor has with each other one, by the number of the first, then of the second.
    pub fn pairs(&self) -> Vec<Vec<Dyad>> {
        let (of_two, crowded) = sort::by_first(self.store, self.rows, self.which);
        let actors = self.actors();
        let half: Vec<Vec<(ActorId, Tally)>> = (0..actors)
            .into_par_iter()
            .map_init(
                || Scratch::new(actors),
                |scratch, actor| {
                    if !self.progress.is_cancelled() {
                        for &(other, row) in of_two.get(ActorId(actor)) {
                            scratch.add(other, self.tally(row, true));
                        }
                    }
                    scratch.take()
                },
            )
            .collect();
        drop(of_two);
        let direct = if self.which.directed { half } else { self.mirrored(half) };
        let crowded =
            (!crowded.is_empty()).then(|| Meetings::new(self.store, &crowded, self.which));
        (0..actors)
            .into_par_iter()
            .map_init(
                || Scratch::new(actors),
                |scratch, actor| {
                    let first = ActorId(actor);
                    let dyad = |(second, tally): (ActorId, Tally)| {
                        let Tally { sum, alone, end } = tally;
                        Dyad { first, second, sum, alone, last: end.checked_sub(1) }
                    };
                    let own = &direct[first.index()];
                    if crowded.is_none() && self.stands_alone(first, own) {
                        let counted = own.iter().filter(|(other, _)| self.counts(first, *other));
                        return counted.copied().map(dyad).collect();
                    }
                    self.add_up(first, &direct, scratch);
                    if let Some(crowded) = &crowded {
                        crowded.each(first, |event| {
                            for &other in event.others {
                                if self.counts(first, other) {
                                    scratch.add(other, self.tally(event.row, event.is_alone));
                                }
                            }
                        });
                    }
                    scratch.take().into_iter().map(dyad).collect()
                },
            )
            .collect()
    }

    /// What each actor has by itself and its members, whoever else takes part.
    pub fn sums(&self) -> Vec<Sum> {
        let (len, actors) = (self.rows.universe(), self.actors() as usize);
        let parts = &self.store.timeline().columns().actors;
        let count = |(mut sums, mut seen): (Vec<Sum>, Vec<ActorId>), chunk: u32| {
            if self.progress.is_cancelled() {
                return (sums, seen);
            }
            for row in self.rows.iter_in(chunk * CHUNK..len.min((chunk + 1).saturating_mul(CHUNK)))
            {
                let parts = parts.get(row);
                if self.which.only_two && Participation::different(parts) != 2 {
                    continue;
                }
                let killed = self.killed_in(row);
                seen.clear();
                for part in parts {
                    for &above in self.meetings.above(part.actor()) {
                        if !seen.contains(&above) {
                            seen.push(above);
                            sums[above.index()].events += 1;
                            sums[above.index()].killed += killed;
                        }
                    }
                }
            }
            (sums, seen)
        };
        let none = || vec![Sum::default(); actors];
        (0..len.div_ceil(CHUNK))
            .into_par_iter()
            .fold(|| (none(), Vec::new()), count)
            .map(|(sums, _)| sums)
            .reduce(none, |mut one, other| {
                for (mine, theirs) in one.iter_mut().zip(other) {
                    mine.events += theirs.events;
                    mine.killed += theirs.killed;
                }
                one
            })
    }

    /// Whether neither an actor nor whom it meets is in a group or has members.
    fn stands_alone(&self, actor: ActorId, met: &[(ActorId, Tally)]) -> bool {
        let is_plain = |other: ActorId| self.meetings.above(other).len() == 1;
        self.store.members(actor).is_empty() && met.iter().all(|&(other, _)| is_plain(other))
    }

    /// The tallies of the pairs, which stand under the smaller number, under both, where one of the
    /// two is in a group or has members: what is added up looks at them from either side.
    fn mirrored(&self, half: Vec<Vec<(ActorId, Tally)>>) -> Vec<Vec<(ActorId, Tally)>> {
        let actors = (0..half.len() as u32).map(ActorId);
        let is_in_groups: Vec<bool> = actors
            .map(|it| self.meetings.above(it).len() > 1 || !self.store.members(it).is_empty())
            .collect();
        let mut both: Vec<Vec<(ActorId, Tally)>> = vec![Vec::new(); half.len()];
        for (first, others) in (0..).map(ActorId).zip(&half) {
            for &(second, tally) in others {
                if is_in_groups[first.index()] || is_in_groups[second.index()] {
                    both[second.index()].push((first, tally));
                }
            }
        }
        for (own, others) in both.iter_mut().zip(half) {
            if own.is_empty() {
                *own = others;
            } else {
                own.extend(others);
            }
        }
        both
    }

    /// Adds what an actor and its members have with others and with whom these belong to.
    fn add_up(&self, actor: ActorId, direct: &[Vec<(ActorId, Tally)>], scratch: &mut Scratch) {
        if self.progress.is_cancelled() {
            return;
        }
        if self.store.members(actor).is_empty() {
            for &(other, tally) in &direct[actor.index()] {
                self.add(actor, [other, other], tally, scratch);
            }
            return;
        }
        let circle = self.store.with_members([actor]);
        for member in circle.iter().map(ActorId) {
            for &(other, tally) in &direct[member.index()] {
                // Of two members it is the same event from both sides.
                let is_both = !self.which.directed && circle.contains(other.0);
                if is_both && other < member {
                    continue;
                }
                let second = if is_both { member } else { other };
                self.add(actor, [other, second], tally, scratch);
            }
        }
    }

    /// Adds a tally for all that one or the other of two actors belongs to, each once.
    fn add(&self, actor: ActorId, [one, other]: [ActorId; 2], tally: Tally, scratch: &mut Scratch) {
        let first = self.meetings.above(one);
        for &above in first.iter().filter(|&&above| self.counts(actor, above)) {
            scratch.add(above, tally);
        }
        if one != other {
            let second = self.meetings.above(other).iter();
            for &above in second.filter(|&&it| self.counts(actor, it) && !first.contains(&it)) {
                scratch.add(above, tally);
            }
        }
    }

    /// Whether a pair is kept under the first of these: undirected, once.
    fn counts(&self, first: ActorId, second: ActorId) -> bool {
        first != second && (self.which.directed || first < second)
    }

    fn tally(&self, row: Row, is_alone: bool) -> Tally {
        let end = if row < self.dated { row + 1 } else { 0 };
        let sum = Sum { events: 1, killed: self.killed_in(row) };
        Tally { sum, alone: u32::from(is_alone), end }
    }

    fn killed_in(&self, row: Row) -> u64 {
        let number = self.store.timeline().columns().fatalities.get(row).get();
        number.map_or(0, |number| self.killed[number as usize])
    }

    fn actors(&self) -> u32 {
        self.store.timeline().actors().len() as u32
    }
}
