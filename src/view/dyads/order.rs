//! The orders in which pairs are listed.

use rayon::prelude::*;

use crate::{
    base::text::fold,
    model::Timeline,
    view::dyads::{Dyad, Dyads},
};

/// What the list of pairs is sorted by, the highest first; then come the names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The number of events.
    #[default]
    Events,
    /// The number of killed.
    Killed,
    /// The number of events without a third actor.
    Alone,
    /// When the last event was.
    Last,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Events, Self::Killed, Self::Alone, Self::Last];

    /// What it sorts by, in a word or two.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Killed => "killed",
            Self::Alone => "only these two",
            Self::Last => "last",
        }
    }

    /// The next one, round the end.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    fn value(self, dyad: &Dyad) -> u64 {
        match self {
            Self::Events => dyad.sum.events.into(),
            Self::Killed => dyad.sum.killed,
            Self::Alone => dyad.alone.into(),
            Self::Last => dyad.last.map_or(0, |row| u64::from(row) + 1),
        }
    }
}

/// The rank of each actor's name, by the actors' numbers; of equal names the first comes first.
pub(super) fn names(timeline: &Timeline) -> Vec<u32> {
    let actors = timeline.actors();
    let mut sorted: Vec<(String, u32)> =
        (0..).zip(actors).map(|(number, actor)| (fold(&actor.name).into_owned(), number)).collect();
    sorted.par_sort_unstable();
    let mut ranks = vec![0; actors.len()];
    for (rank, (_, number)) in (0..).zip(sorted) {
        ranks[number as usize] = rank;
    }
    ranks
}

/// Where the pairs stand in an order: actor and place among its pairs. O(pairs · log pairs), on all
/// cores.
pub(super) fn list(dyads: &Dyads, order: Order) -> Vec<(u32, u32)> {
    let keyed = |(actor, pairs): (usize, &Vec<Dyad>)| {
        let keyed = |(place, &dyad)| (key(dyads, order, dyad), (actor as u32, place));
        (0..).zip(pairs).map(keyed).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = dyads.pairs.par_iter().enumerate().flat_map_iter(keyed).collect();
    all.par_sort_unstable();
    all.into_iter().map(|(_, place)| place).collect()
}

/// What decides where a pair stands: two pairs never have the same.
pub(super) fn key(dyads: &Dyads, order: Order, dyad: Dyad) -> (u64, [u32; 2]) {
    let turned = dyads.turned(dyad);
    (!order.value(&dyad), [turned.first, turned.second].map(|actor| dyads.names[actor.index()]))
}
