//! Who belongs to whom, and the lines that this makes.

use std::cmp::Reverse;

use crate::{
    base::{rows::RowSet, text},
    index::Store,
    model::ActorId,
    view::actors::{Fold, Look, Node, Sort},
};

/// The actors of a timeline by membership and office, ready to be sorted.
#[derive(Debug, Default)]
pub struct Tree {
    /// Those that belong to nobody, and of each closed circle one; by name.
    roots: Vec<ActorId>,
    /// The place of each actor in the order of names.
    name_rank: Vec<u32>,
}

impl Tree {
    /// The tree of a timeline. O(actors · log actors).
    #[must_use]
    pub fn new(store: &Store) -> Self {
        let (mut roots, name_rank) = (roots(store), rank_names(store));
        roots.sort_unstable_by_key(|root| name_rank[root.index()]);
        Self { roots, name_rank }
    }

    /// The lines of the tree.
    ///
    /// An actor with several parents stands below each; its members follow its first line only, so
    /// that there are never more lines than actors and memberships. One that is a part of itself
    /// does not stand below itself. O(lines), and O(actors) when something is looked for.
    #[must_use]
    pub fn nodes(&self, store: &Store, look: &Look<'_>) -> Vec<Node> {
        let all = self.name_rank.len() as u32;
        let found = (!look.find.trim().is_empty())
            .then(|| RowSet::of(all, store.actor_names().beginning(look.find)));
        let kept = found.as_ref().map(|found| with_all_above(store, found));
        let is_kept = |actor: ActorId| kept.as_ref().is_none_or(|kept| kept.contains(actor.0));

        let mut nodes = Vec::new();
        let mut opened = RowSet::none(all);
        let mut path: Vec<ActorId> = Vec::new();
        let mut on_path = RowSet::none(all);
        let mut waiting = Vec::new();
        let push = |waiting: &mut Vec<_>, parent, depth, mut actors: Vec<ActorId>| {
            actors.retain(|&actor| is_kept(actor));
            self.sort(&mut actors, look);
            waiting.extend(actors.into_iter().rev().map(|actor| (actor, parent, depth)));
        };
        push(&mut waiting, None, 0_u32, self.roots.clone());
        while let Some((actor, parent, depth)) = waiting.pop() {
            for left in path.drain(depth as usize..) {
                on_path.remove(left.0);
            }
            let members = || store.members(actor).iter().copied().filter(|&member| member != actor);
            let fold = if members().next().is_none() {
                Fold::Leaf
            } else if look.folded.contains(&actor) && found.is_none() {
                Fold::Closed
            } else if opened.contains(actor.0) {
                Fold::Elsewhere
            } else {
                Fold::Open
            };
            let found = found.as_ref().is_some_and(|found| found.contains(actor.0));
            nodes.push(Node { actor, parent, depth, fold, found });
            path.push(actor);
            on_path.insert(actor.0);
            if fold == Fold::Open {
                opened.insert(actor.0);
                let members = members().filter(|member| !on_path.contains(member.0));
                push(&mut waiting, Some(actor), depth + 1, members.collect());
            }
        }
        nodes
    }

    fn sort(&self, actors: &mut [ActorId], look: &Look<'_>) {
        // The many at the top are in order already, which takes no time.
        actors.sort_by_key(|&actor| self.name_rank[actor.index()]);
        let count = |actor: ActorId| {
            if look.sort == Sort::Events {
                look.counts.events_of(actor)
            } else {
                look.counts.statements_of(actor)
            }
        };
        if look.sort != Sort::Name {
            actors.sort_by_key(|&actor| Reverse(count(actor)));
        }
    }
}

/// These actors and all that they belong to.
fn with_all_above(store: &Store, found: &RowSet) -> RowSet {
    let mut kept = found.clone();
    let mut waiting: Vec<ActorId> = found.iter().map(ActorId).collect();
    while let Some(actor) = waiting.pop() {
        for of in store.timeline().actor(actor).belongs_to() {
            if !kept.contains(of.0) {
                kept.insert(of.0);
                waiting.push(of);
            }
        }
    }
    kept
}

fn roots(store: &Store) -> Vec<ActorId> {
    let actors = store.timeline().actors();
    let all = actors.len() as u32;
    let ids = || (0..all).map(ActorId);
    let belongs = |id: ActorId| actors[id.index()].belongs_to().any(|of| of != id);
    let mut reached = RowSet::none(all);
    let mut roots = Vec::new();
    // First those that belong to nobody; what they do not lead to goes round in circles.
    for root in ids().filter(|&id| !belongs(id)).chain(ids()) {
        if reached.contains(root.0) {
            continue;
        }
        roots.push(root);
        let mut waiting = vec![root];
        while let Some(actor) = waiting.pop() {
            if !reached.contains(actor.0) {
                reached.insert(actor.0);
                waiting.extend(store.members(actor));
            }
        }
    }
    roots
}

/// The place of each actor in the order of folded names.
fn rank_names(store: &Store) -> Vec<u32> {
    let mut order: Vec<_> = (0_u32..)
        .zip(store.timeline().actors())
        .map(|(number, actor)| (text::fold(&actor.name), number))
        .collect();
    order.sort_unstable();
    let mut rank = vec![0; order.len()];
    for (place, (_, actor)) in (0..).zip(order) {
        rank[actor as usize] = place;
    }
    rank
}
