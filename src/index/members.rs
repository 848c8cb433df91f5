//! Who belongs to whom, directly and through others.

mod unfold;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    base::{progress::Progress, rows::RowSet},
    model::{ActorId, column::Lists},
};

/// The members and office holders of the actors of a timeline.
///
/// Actors that belong to each other in a circle have the same members: they are one *component* of
/// the graph. Components are numbered so that what belongs to one has a lower number.
#[derive(Debug)]
pub struct Members {
    /// The direct members of each actor.
    direct: Lists<ActorId>,
    /// The actors of each component.
    actors: Lists<ActorId>,
    /// The components that directly belong to each.
    below: Lists<u32>,
    /// The components that have members.
    owners: Vec<u32>,
}

/// How many owners are counted at a time: one bit each.
const BLOCK: usize = u64::BITS as usize;

/// So many owners are counted in blocks, which needs less memory and all cores.
const FEW: usize = 16 * BLOCK;

/// How many things are counted at a time, so that their bits stay near the processor.
const CHUNK: u32 = 1 << 16;

impl Members {
    /// From pairs of an actor and a direct member, each pair once. O(actors + pairs).
    #[must_use]
    pub fn new(actors: u32, pairs: impl Iterator<Item = (u32, ActorId)> + Clone) -> Self {
        let direct = Lists::grouped(actors, pairs.clone());
        let component = components(&direct, actors);
        let of = |actor: ActorId| component[actor.index()];
        let count = component.iter().max().map_or(0, |last| last + 1);
        let numbered = component.iter().copied().zip((0..).map(ActorId));
        let across = pairs.map(|(owner, member)| (of(ActorId(owner)), of(member)));
        let below = Lists::grouped(count, across.filter(|(owner, member)| owner != member));
        let actors = Lists::grouped(count, numbered);
        let has_members = |&it: &u32| !below.get(it).is_empty() || actors.get(it).len() > 1;
        let owners = (0..count).filter(has_members).collect();
        Self { direct, actors, below, owners }
    }

    /// The direct members and office holders of an actor.
    #[must_use]
    pub fn direct(&self, actor: ActorId) -> &[ActorId] {
        self.direct.get(actor.0)
    }

    /// How many memberships there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.direct.items().len()
    }

    /// Whether nobody belongs to anybody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The actors with all their members and office holders, and those of these.
    #[must_use]
    pub fn with_all(&self, actors: impl IntoIterator<Item = ActorId>, all: u32) -> RowSet {
        let members = |actor| self.direct.get(actor).iter().map(|member| member.0);
        RowSet::reached(all, actors.into_iter().map(|actor| actor.0), members)
    }

    /// For each actor with members, how many different things (events, statements) they have among
    /// them. `of` gives the things of an actor itself, ascending, of which there are `len`.
    ///
    /// Many actors are counted in one walk as long as few belong to several:
    /// O(actors + memberships + things). Others are counted 64 at a time, on all cores, each time in
    /// O(their members, memberships and things). When asked to stop, what was counted so far.
    pub fn count<'t>(
        &self,
        len: u32,
        of: impl Fn(ActorId) -> &'t [u32] + Sync,
        is_counted: impl Fn(u32) -> bool + Sync,
        progress: &Progress,
    ) -> Vec<(ActorId, u32)> {
        if self.owners.len() <= FEW {
            return self.count_in_blocks(&self.owners, len, of, is_counted, progress);
        }
        let walked = unfold::count(self, len, &of, &is_counted, progress);
        let (mut counts, mut others) = (Vec::new(), Vec::new());
        for &owner in &self.owners {
            match walked[owner as usize] {
                Some(count) => counts.extend(self.for_each_actor(owner, count)),
                None => others.push(owner),
            }
        }
        counts.extend(self.count_in_blocks(&others, len, of, is_counted, progress));
        counts
    }

    fn count_in_blocks<'t>(
        &self,
        owners: &[u32],
        len: u32,
        of: impl Fn(ActorId) -> &'t [u32] + Sync,
        is_counted: impl Fn(u32) -> bool + Sync,
        progress: &Progress,
    ) -> Vec<(ActorId, u32)> {
        let components = owners.last().map_or(0, |last| *last as usize + 1);
        let blocks = owners.par_chunks(BLOCK).map_init(
            || (vec![0; components], vec![0; CHUNK.min(len) as usize]),
            |(masks, bits), owners| {
                if progress.is_cancelled() {
                    return Vec::new();
                }
                let counts = counted(self.reached(owners, masks, &of), bits, len, &is_counted);
                let counts = owners.iter().zip(counts);
                counts.flat_map(|(&owner, count)| self.for_each_actor(owner, count)).collect()
            },
        );
        blocks.flatten().collect()
    }

    /// The count of a component beside each of its actors.
    fn for_each_actor(&self, component: u32, count: u32) -> impl Iterator<Item = (ActorId, u32)> {
        self.actors.get(component).iter().map(move |&actor| (actor, count))
    }

    /// The things of all that belong to one of the owners, each list with a bit for each owner
    /// that it belongs to. `masks` has a zero for each component, before and after.
    fn reached<'t>(
        &self,
        owners: &[u32],
        masks: &mut [u64],
        of: impl Fn(ActorId) -> &'t [u32],
    ) -> Vec<(&'t [u32], u64)> {
        let mut reached = Vec::new();
        for (number, &owner) in owners.iter().enumerate() {
            if masks[owner as usize] == 0 {
                reached.push(owner);
            }
            masks[owner as usize] |= 1 << number;
        }
        let mut next = 0;
        while let Some(&component) = reached.get(next) {
            for &below in self.below.get(component) {
                if masks[below as usize] == 0 {
                    // Which bits it has is known when all above it are; that it has any, now.
                    masks[below as usize] = masks[component as usize];
                    reached.push(below);
                }
            }
            next += 1;
        }
        reached.sort_unstable_by(|a, b| b.cmp(a));
        let mut lists = Vec::new();
        for component in reached {
            let mask = std::mem::take(&mut masks[component as usize]);
            for &below in self.below.get(component) {
                masks[below as usize] |= mask;
            }
            let things = self.actors.get(component).iter().map(|&actor| of(actor));
            lists.extend(things.filter(|things| !things.is_empty()).map(|it| (it, mask)));
        }
        lists
    }
}

/// How many of the things in the lists each bit has. `bits` has a zero for each thing of a chunk,
/// before and after.
fn counted(
    mut lists: Vec<(&[u32], u64)>,
    bits: &mut [u64],
    len: u32,
    is_counted: impl Fn(u32) -> bool,
) -> [u32; BLOCK] {
    let (mut by_mask, mut touched) = (FxHashMap::<u64, u32>::default(), Vec::new());
    let mut start = 0;
    while start < len && !lists.is_empty() {
        for (things, mask) in &mut lists {
            let (here, later) = things.split_at(things.partition_point(|&it| it < start + CHUNK));
            *things = later;
            for &thing in here.iter().filter(|&&thing| is_counted(thing)) {
                let own = &mut bits[(thing - start) as usize];
                if *own == 0 {
                    touched.push(thing);
                }
                *own |= *mask;
            }
        }
        for thing in touched.drain(..) {
            let mask = std::mem::take(&mut bits[(thing - start) as usize]);
            *by_mask.entry(mask).or_default() += 1;
        }
        lists.retain(|(things, _)| !things.is_empty());
        start = start.saturating_add(CHUNK);
    }
    let mut counts = [0; BLOCK];
    for (mask, count) in by_mask {
        for (bit, sum) in counts.iter_mut().enumerate() {
            *sum += count * (mask >> bit & 1) as u32;
        }
    }
    counts
}

/// The strongly connected component of each actor (Tarjan), numbered from the members up.
fn components(direct: &Lists<ActorId>, actors: u32) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut reached = vec![NONE; actors as usize];
    // The first of those that an actor leads back to, by when they were reached.
    let mut back_to = reached.clone();
    let mut component = reached.clone();
    let (mut open, mut path) = (Vec::new(), Vec::new());
    let (mut count, mut found) = (0, 0);
    for root in 0..actors {
        if reached[root as usize] == NONE {
            path.push((root, 0));
        }
        while let Some((actor, next)) = path.last_mut() {
            let (own, place) = (*actor as usize, *next);
            if place == 0 {
                (reached[own], back_to[own]) = (count, count);
                count += 1;
                open.push(*actor);
            }
            *next += 1;
            if let Some(member) = direct.get(*actor).get(place) {
                let member = member.index();
                if reached[member] == NONE {
                    path.push((member as u32, 0));
                } else if component[member] == NONE {
                    back_to[own] = back_to[own].min(reached[member]);
                }
                continue;
            }
            path.pop();
            if let Some(&(above, _)) = path.last() {
                back_to[above as usize] = back_to[above as usize].min(back_to[own]);
            }
            if back_to[own] == reached[own] {
                while let Some(member) = open.pop() {
                    component[member as usize] = found;
                    if member as usize == own {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn members_in_any_graph_are_counted_as_one_by_one(
            mut pairs in prop::collection::vec((0_u32..90, 0_u32..90), 0..140),
            things in prop::collection::vec(prop::collection::btree_set(0_u32..70_000, 0..4), 90),
        ) {
            pairs.sort_unstable();
            pairs.dedup();
            let things: Vec<Vec<u32>> =
                things.into_iter().map(|things| things.into_iter().collect()).collect();
            let members =
                Members::new(90, pairs.iter().map(|&(owner, member)| (owner, ActorId(member))));
            let is_counted = |thing: u32| !thing.is_multiple_of(3);
            let of = |actor: ActorId| things[actor.index()].as_slice();
            let mut found = members.count(70_000, of, is_counted, &Progress::default());
            found.sort_unstable();
            let mut expected = Vec::new();
            for owner in (0..90).map(ActorId) {
                // Who belongs only to itself has no members.
                if members.direct(owner).iter().any(|&member| member != owner) {
                    let all = members.with_all([owner], 90);
                    let all = all.iter().flat_map(|member| of(ActorId(member))).copied();
                    let all = RowSet::of(70_000, all.filter(|&thing| is_counted(thing)));
                    expected.push((owner, all.count()));
                }
            }
            prop_assert_eq!(&found, &expected);

            let walked = unfold::count(&members, 70_000, of, is_counted, &Progress::default());
            for (component, count) in (0..).zip(walked) {
                let owner = members.actors.get(component)[0];
                if let (Some(count), Ok(at)) =
                    (count, expected.binary_search_by_key(&owner, |&(owner, _)| owner))
                {
                    prop_assert_eq!(count, expected[at].1);
                }
            }
        }

        #[test]
        fn all_of_a_forest_is_counted_in_one_walk(
            above in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
            things in prop::collection::vec(prop::collection::btree_set(0_u32..30, 0..6), 61),
        ) {
            let things: Vec<Vec<u32>> =
                things.into_iter().map(|things| things.into_iter().collect()).collect();
            let pairs = (1..).zip(&above).map(|(member, above)| {
                (above.index(member as usize) as u32, ActorId(member))
            });
            let members = Members::new(61, pairs);
            let of = |actor: ActorId| things[actor.index()].as_slice();
            let walked = unfold::count(&members, 30, of, |_| true, &Progress::default());
            for &owner in &members.owners {
                let all = members.with_all([members.actors.get(owner)[0]], 61);
                let all = all.iter().flat_map(|member| of(ActorId(member))).copied();
                prop_assert_eq!(walked[owner as usize], Some(RowSet::of(30, all).count()));
            }
        }
    }

    /// Each of a layer has the whole layer below it as members: as a tree it would never end.
    #[test]
    fn a_lattice_is_counted() {
        let (layers, width) = (400, 5);
        let count = layers * width;
        let pairs = (0..count - width).flat_map(|owner| {
            let below = (owner / width + 1) * width;
            (below..below + width).map(move |member| (owner, ActorId(member)))
        });
        let members = Members::new(count, pairs);
        assert!(members.owners.len() > FEW);
        let rows: Vec<u32> = (0..count).collect();
        let of = |actor: ActorId| &rows[actor.index()..=actor.index()];
        let mut found = members.count(count, of, |_| true, &Progress::default());
        found.sort_unstable();
        let expected = |actor: u32| 1 + count - (actor / width + 1) * width;
        assert!(
            found.into_iter().eq((0..count - width).map(|actor| (ActorId(actor), expected(actor))))
        );
    }

    /// Each of the chain has the whole lattice as members: one walk is enough for all of them.
    #[test]
    fn a_lattice_at_the_end_of_a_chain_is_counted_in_one_walk() {
        let (chain, width, layers) = (2_000, 5, 20);
        let count = chain + width * layers;
        let below = |owner: u32| match owner {
            _ if owner + 1 < chain => owner + 1..owner + 2,
            _ => {
                let next = (owner + 1).saturating_sub(chain).div_ceil(width) * width + chain;
                next..(next + width).min(count)
            }
        };
        let pairs = (0..count).flat_map(|owner| below(owner).map(move |it| (owner, ActorId(it))));
        let members = Members::new(count, pairs);
        let rows: Vec<u32> = (0..count).collect();
        let of = |actor: ActorId| &rows[actor.index()..=actor.index()];
        let walked = unfold::count(&members, count, of, |_| true, &Progress::default());
        for actor in 0..chain {
            let component = (0..count).find(|&it| members.actors.get(it)[0] == ActorId(actor));
            assert_eq!(walked[component.unwrap() as usize], Some(count - actor), "{actor}");
        }
        let mut found = members.count(count, of, |_| true, &Progress::default());
        found.sort_unstable();
        let expected = |actor: u32| 1 + count - below(actor).start;
        assert!(found.into_iter().eq((0..count - width).map(|it| (ActorId(it), expected(it)))));
    }

    #[test]
    fn a_long_chain_that_ends_in_a_circle_is_counted() {
        let count = 10_000;
        let chain = (1..count).map(|actor| (actor - 1, ActorId(actor)));
        let members = Members::new(count, chain.chain([(count - 1, ActorId(count / 2))]));
        let rows: Vec<u32> = (0..count).collect();
        let of = |actor: ActorId| &rows[actor.index()..=actor.index()];
        let mut found = members.count(count, of, |_| true, &Progress::default());
        found.sort_unstable();
        let expected = |actor: u32| count - actor.min(count / 2);
        assert!(found.into_iter().eq((0..count).map(|actor| (ActorId(actor), expected(actor)))));
    }
}
