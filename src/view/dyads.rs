//! Who with whom, who against whom: how many events each pair of actors has.
//!
//! What a pair has is what the filter by it finds under the other filters (see
//! [`Term::for_pair`](crate::query::Term::for_pair)): members and office holders count for whom
//! they belong to, and two different actors must take part, so that nobody meets himself.
//!
//! **Cost.** All participations are read, on all cores: O(participations), besides adding up the
//! pairs of members.

mod above;
mod heads;
mod meetings;
mod order;
mod said;
mod sort;
mod walk;

pub use heads::heads;
pub use meetings::{Meetings, Met};
pub use order::Order;
use sort::Events;
use walk::Walk;

use std::{cmp::Reverse, ops::AddAssign};

use rayon::prelude::*;

use crate::{
    base::{progress::Progress, rows::Row},
    index::Store,
    model::ActorId,
    query::Answer,
};

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Which events of a pair count.
    pub which: Which,
    /// In which order the pairs are listed; `None` where no list is wanted.
    pub list: Option<Order>,
}

/// Which events of two actors count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Those in which the first acts on the second by recorded role; else all in which both take
    /// part.
    pub directed: bool,
    /// Those in which just two different actors take part.
    pub only_two: bool,
}

/// How many events there are, and how many were killed in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The events.
    pub events: u32,
    /// The killed: the best numbers of the events.
    pub killed: u64,
}

impl Sum {
    /// The higher number of each.
    fn highest(self, other: Self) -> Self {
        Self { events: self.events.max(other.events), killed: self.killed.max(other.killed) }
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.events += other.events;
        self.killed += other.killed;
    }
}

/// A pair of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dyad {
    /// One of them; directed, who acts.
    pub first: ActorId,
    /// The other; directed, who is acted on.
    pub second: ActorId,
    /// What the pair has.
    pub sum: Sum,
    /// How many of its events have no third actor.
    pub alone: u32,
    /// Its last dated event; `None` if all are undated.
    pub last: Option<Row>,
}

/// The figures of all pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dyads {
    /// What they were asked for.
    pub ask: Ask,
    /// Those who have a part in a pair, by events, then by name.
    pub actors: Vec<ActorId>,
    /// What each actor of the timeline has, alone or with others.
    pub sums: Vec<Sum>,
    /// The highest sum of a pair, in events and in killed.
    pub most: Sum,
    /// By the number of the first actor its pairs, by that of the second; undirected, a pair is
    /// kept once, under the smaller number.
    pairs: Vec<Vec<Dyad>>,
    /// Where the pairs stand in the order that was asked for: actor and place among its pairs.
    list: Vec<(u32, u32)>,
    /// The rank of each actor's name.
    names: Vec<u32>,
}

/// Counts the pairs in what was found; `None` when asked to stop.
#[must_use]
pub fn count(ask: &Ask, store: &Store, found: &Answer, progress: &Progress) -> Option<Dyads> {
    let mut walk = Walk::new(Events { store, rows: &found.rows, which: ask.which, progress });
    let sums = walk.sums();
    let pairs = walk.pairs();
    if progress.is_cancelled() {
        return None;
    }
    let names = order::names(store.timeline());
    let mut dyads = Dyads { ask: *ask, sums, pairs, names, ..Dyads::default() };
    dyads.actors = dyads.paired();
    let highest = |most: Sum, dyad: &Dyad| most.highest(dyad.sum);
    let most = dyads.pairs.par_iter().map(|pairs| pairs.iter().fold(Sum::default(), highest));
    dyads.most = most.reduce(Sum::default, Sum::highest);
    if let Some(order) = ask.list {
        dyads.list = order::list(&dyads, order);
    }
    (!progress.is_cancelled()).then_some(dyads)
}

impl Dyads {
    /// What two actors have; directed, the first with the second. `None` if nothing. O(log pairs
    /// of an actor).
    #[must_use]
    pub fn get(&self, first: ActorId, second: ActorId) -> Option<Dyad> {
        let swaps = !self.ask.which.directed && second < first;
        let (one, other) = if swaps { (second, first) } else { (first, second) };
        let pairs = self.pairs.get(one.index())?;
        let at = pairs.binary_search_by_key(&other, |dyad| dyad.second).ok()?;
        Some(Dyad { first, second, ..pairs[at] })
    }

    /// How many pairs there are. O(actors).
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.iter().map(Vec::len).sum()
    }

    /// Whether nobody has anything with anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// How many lines the list has: as many as there are pairs, if it was asked for.
    #[must_use]
    pub fn listed_len(&self) -> usize {
        self.list.len()
    }

    /// The pair on a line of the list, the more active of the two first where that says nothing.
    #[must_use]
    pub fn listed(&self, line: usize) -> Option<Dyad> {
        let &(actor, place) = self.list.get(line)?;
        Some(self.turned(self.pairs[actor as usize][place as usize]))
    }

    /// The line of a pair in the list. O(log pairs).
    #[must_use]
    pub fn line_of(&self, first: ActorId, second: ActorId) -> Option<usize> {
        let order = self.ask.list?;
        let wanted = order::key(self, order, self.get(first, second)?);
        let is_before = |&(actor, place): &(u32, u32)| {
            order::key(self, order, self.pairs[actor as usize][place as usize]) < wanted
        };
        Some(self.list.partition_point(is_before))
    }

    /// Undirected, with the more active actor first.
    fn turned(&self, dyad: Dyad) -> Dyad {
        let Dyad { first, second, .. } = dyad;
        if self.ask.which.directed || self.rank(first) < self.rank(second) {
            return dyad;
        }
        Dyad { first: second, second: first, ..dyad }
    }

    /// Those who have a part in a pair, the most active first.
    fn paired(&self) -> Vec<ActorId> {
        let mut is_in = vec![false; self.sums.len()];
        for dyad in self.pairs.iter().flatten() {
            is_in[dyad.first.index()] = true;
            is_in[dyad.second.index()] = true;
        }
        let numbers = (0..self.sums.len() as u32).map(ActorId);
        let mut actors: Vec<ActorId> = numbers.filter(|actor| is_in[actor.index()]).collect();
        actors.par_sort_unstable_by_key(|&actor| self.rank(actor));
        actors
    }

    /// The most active actor first, then by name.
    fn rank(&self, actor: ActorId) -> (Reverse<u32>, u32) {
        (Reverse(self.sums[actor.index()].events), self.names[actor.index()])
    }
}

#[cfg(test)]
mod tests;
