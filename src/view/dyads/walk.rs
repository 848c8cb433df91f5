//! Counting the pairs of all actors.
//!
//! Nearly every event has two actors at most, and then it belongs to one pair of them. So all events
//! are read once, in the order of memory, and sorted by the first of the two ([`sort`]); what
//! groups have is added up from what their members have. Events of three actors or more, or in which
//! two act on each other, are walked for each group by itself.

use rayon::prelude::*;

use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::ActorId,
    view::dyads::{
        Dyad, Meetings, Sum,
        above::Above,
        sort::{Events, Stretch},
    },
};

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
        self.sum += other.sum;
        self.alone += other.alone;
        self.end = self.end.max(other.end);
    }
}

/// Tallies of one actor with others, by their numbers.
struct Tallies {
    all: Vec<Tally>,
    met: Vec<ActorId>,
}

impl Tallies {
    fn add(&mut self, other: ActorId, tally: Tally) {
        let own = &mut self.all[other.index()];
        if own.sum.events == 0 {
            self.met.push(other);
        }
        own.add(tally);
    }

    /// Takes what was added, by the numbers of the others.
    fn take(&mut self) -> Others {
        self.met.sort_unstable();
        let all = &mut self.all;
        let taken = self.met.drain(..).map(|it| (it, std::mem::take(&mut all[it.index()])));
        taken.collect()
    }
}

/// What a core needs to work out one actor after the other.
struct Scratch<'a> {
    tallies: Tallies,
    above: [Above<'a>; 2],
}

impl<'a> Scratch<'a> {
    fn new(store: &'a Store) -> Self {
        let all = vec![Tally::default(); store.timeline().actors().len()];
        let tallies = Tallies { all, met: Vec::new() };
        Self { tallies, above: [Above::new(store), Above::new(store)] }
    }
}

/// What one actor has with each of some others.
type Others = Vec<(ActorId, Tally)>;

/// The pairs of some events.
pub(super) struct Walk<'a> {
    events: Events<'a>,
    stretches: Vec<Stretch>,
    /// What each actor has with those after it, or acts on.
    half: Vec<Others>,
    /// One past the last dated row.
    dated: Row,
}

impl<'a> Walk<'a> {
    /// Sorts the events and adds up what pairs have by themselves.
    pub fn new(events: Events<'a>) -> Self {
        let stretches = events.sorted();
        let dated = events.store.timeline().dated().end;
        let mut walk = Self { events, stretches, half: Vec::new(), dated };
        walk.half = walk.each_actor(|actor, scratch| {
            for meeting in walk.stretches.iter().flat_map(|it| it.of(actor)) {
                let tally = walk.tally(meeting.row, meeting.killed, true);
                scratch.tallies.add(meeting.other(), tally);
            }
            scratch.tallies.take()
        });
        walk
    }

    /// What is to be known of each actor, worked out on all cores.
    fn each_actor<T: Send + Default>(
        &self,
        of: impl Fn(ActorId, &mut Scratch<'a>) -> T + Sync,
    ) -> Vec<T> {
        let actors = 0..self.events.store.timeline().actors().len() as u32;
        let of = |scratch: &mut Scratch<'a>, actor| {
            if self.events.progress.is_cancelled() {
                return T::default();
            }
            of(ActorId(actor), scratch)
        };
        actors.into_par_iter().map_init(|| Scratch::new(self.events.store), of).collect()
    }

    /// What each actor has by itself and its members, whoever else takes part.
    pub fn sums(&mut self) -> Vec<Sum> {
        let none = || vec![Sum::default(); self.half.len()];
        let add = |mut one: Vec<Sum>, other: Vec<Sum>| {
            one.iter_mut().zip(other).for_each(|(mine, theirs)| *mine += theirs);
            one
        };
        let store = self.events.store;
        let start = || (none(), [Above::new(store), Above::new(store)]);
        let count = |(mut sums, mut above): (Vec<Sum>, [Above<'a>; 2]), (first, others)| {
            let (first, others): (usize, &Others) = (first, others);
            let [own, other] = &mut above;
            own.of(ActorId(first as u32));
            for &(second, tally) in others {
                other.of(second).iter().filter(|it| !own.has(**it)).for_each(|it| {
                    sums[it.index()] += tally.sum;
                });
                own.found().iter().for_each(|it| sums[it.index()] += tally.sum);
            }
            (sums, above)
        };
        let counted = self.half.par_iter().enumerate().fold(start, count).map(|(sums, _)| sums);
        let of_two = counted.reduce(none, add);
        let rest = self.stretches.iter_mut().map(|it| std::mem::take(&mut it.rest));
        rest.fold(of_two, add)
    }

    /// What each actor has with each other one, by the number of the first, then of the second.
    pub fn pairs(mut self) -> Vec<Vec<Dyad>> {
        let crowds = self.stretches.iter().flat_map(|it| &it.crowds).copied();
        let crowds = RowSet::of(self.events.rows.universe(), crowds);
        self.stretches = Vec::new();
        let half = std::mem::take(&mut self.half);
        let direct = if self.events.which.directed { half } else { self.mirrored(half) };
        let crowded = (!crowds.is_empty())
            .then(|| Meetings::new(self.events.store, &crowds, self.events.which));
        self.each_actor(|first, scratch| {
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
                            let killed = self.events.killed(event.row);
                            let tally = self.tally(event.row, killed, event.is_alone);
                            scratch.tallies.add(other, tally);
                        }
                    }
                });
            }
            scratch.tallies.take().into_iter().map(dyad).collect()
        })
    }

    /// The tallies of the pairs, which stand under the smaller number, under both, where one of the
    /// two is in a group or has members: what is added up looks at them from either side.
    fn mirrored(&self, half: Vec<Others>) -> Vec<Others> {
        let is_in_groups: Vec<bool> =
            (0..half.len() as u32).map(ActorId).map(|it| !self.is_plain(it)).collect();
        if !is_in_groups.contains(&true) {
            return half;
        }
        // Each core looks at all pairs, for a share of the second ones.
        let share = half.len().div_ceil(rayon::current_num_threads()).max(1);
        let mut both: Vec<Others> = vec![Vec::new(); half.len()];
        both.par_chunks_mut(share).enumerate().for_each(|(number, both)| {
            let seconds = number * share..number * share + both.len();
            for (first, others) in half.iter().enumerate() {
                let from = others.partition_point(|(second, _)| second.index() < seconds.start);
                for &(second, tally) in &others[from..] {
                    if second.index() >= seconds.end {
                        break;
                    }
                    if is_in_groups[first] || is_in_groups[second.index()] {
                        both[second.index() - seconds.start].push((ActorId(first as u32), tally));
                    }
                }
            }
        });
        both.par_iter_mut().zip(half).for_each(|(own, others)| {
            if own.is_empty() {
                *own = others;
            } else {
                own.extend(others);
            }
        });
        both
    }

    /// Whether an actor is in no group and has no members.
    fn is_plain(&self, actor: ActorId) -> bool {
        let store = self.events.store;
        let belongs = store.timeline().actor(actor).belongs_to().next().is_some();
        !belongs && store.members(actor).is_empty()
    }

    /// Whether neither an actor nor whom it meets is in a group or has members.
    fn stands_alone(&self, actor: ActorId, met: &[(ActorId, Tally)]) -> bool {
        self.is_plain(actor) && met.iter().all(|&(other, _)| self.is_plain(other))
    }

    /// Adds what an actor and its members have with others and with whom these belong to.
    fn add_up(&self, actor: ActorId, direct: &[Others], scratch: &mut Scratch<'_>) {
        let store = self.events.store;
        if store.members(actor).is_empty() {
            for &(other, tally) in &direct[actor.index()] {
                self.add(actor, [other, other], tally, scratch);
            }
            return;
        }
        let circle = store.with_members([actor]);
        for member in circle.iter().map(ActorId) {
            for &(other, tally) in &direct[member.index()] {
                // Of two members it is the same event from both sides.
                let is_both = !self.events.which.directed && circle.contains(other.0);
                if is_both && other < member {
                    continue;
                }
                let second = if is_both { member } else { other };
                self.add(actor, [other, second], tally, scratch);
            }
        }
    }

    /// Adds a tally for all that one or the other of two actors belongs to, each once.
    fn add(
        &self,
        actor: ActorId,
        [one, other]: [ActorId; 2],
        tally: Tally,
        scratch: &mut Scratch<'_>,
    ) {
        let Scratch { tallies, above: [first, second] } = scratch;
        for &above in first.of(one).iter().filter(|&&above| self.counts(actor, above)) {
            tallies.add(above, tally);
        }
        if one != other {
            let above = second.of(other).iter();
            for &above in above.filter(|&&it| self.counts(actor, it) && !first.has(it)) {
                tallies.add(above, tally);
            }
        }
    }

    /// Whether a pair is kept under the first of these: undirected, once.
    fn counts(&self, first: ActorId, second: ActorId) -> bool {
        first != second && (self.events.which.directed || first < second)
    }

    fn tally(&self, row: Row, killed: u32, is_alone: bool) -> Tally {
        let end = if row < self.dated { row + 1 } else { 0 };
        let sum = Sum { events: 1, killed: killed.into() };
        Tally { sum, alone: u32::from(is_alone), end }
    }
}
