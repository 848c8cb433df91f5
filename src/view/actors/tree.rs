//! Who belongs to whom, and the lines that this makes.

use std::cmp::Reverse;

use crate::{
    base::text,
    model::{ActorId, Timeline, text::Texts},
    view::actors::{Fold, Look, Node, Sort},
};

/// The actors of a timeline by membership and office, ready to be sorted and searched.
#[derive(Debug, Default)]
pub struct Tree {
    /// Each actor with one of its members, in order, each pair once.
    members: Vec<(ActorId, ActorId)>,
    /// Those that belong to nobody, and of each closed circle one.
    roots: Vec<ActorId>,
    /// The place of each actor in the order of names.
    name_rank: Vec<u32>,
    /// The names and aliases of each actor, folded, one a line.
    names: Texts,
    /// The number of each actor's names; the empty text has the number of none.
    names_of: Vec<crate::model::TextId>,
}

impl Tree {
    /// The tree of a timeline. O(actors · log actors): a quarter of a second for a million.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let actors = timeline.actors();
        let mut tree = Self::default();
        for (id, actor) in (0..).map(ActorId).zip(actors) {
            let parents = actor.belongs_to().filter(|&of| of != id);
            tree.members.extend(parents.map(|of| (of, id)));
            let names: Vec<_> = actor.names().map(text::fold).collect();
            tree.names_of.push(tree.names.push(&names.join("\n")));
        }
        tree.members.sort_unstable();
        tree.members.dedup();
        tree.roots = tree.find_roots(actors.len());
        tree.name_rank = tree.rank_names();
        tree
    }

    /// The lines of the tree.
    ///
    /// An actor with several parents stands below each; its members follow its first line only, so
    /// that there are never more lines than actors and memberships. One that is a part of itself
    /// does not stand below itself. O(lines), and O(actors) when something is looked for.
    #[must_use]
    pub fn nodes(&self, look: &Look<'_>) -> Vec<Node> {
        let find = text::fold(look.find);
        let found = (!find.trim().is_empty()).then(|| self.found(&find));
        let kept = found.as_ref().map(|found| self.with_all_above(found));
        let is_kept = |actor: ActorId| kept.as_ref().is_none_or(|kept| kept[actor.index()]);

        let mut nodes = Vec::new();
        let mut opened = vec![false; self.name_rank.len()];
        let mut path: Vec<ActorId> = Vec::new();
        let mut on_path = vec![false; self.name_rank.len()];
        let mut waiting = Vec::new();
        let push = |waiting: &mut Vec<_>, parent, depth, mut actors: Vec<ActorId>| {
            actors.retain(|&actor| is_kept(actor));
            self.sort(&mut actors, look);
            waiting.extend(actors.into_iter().rev().map(|actor| (actor, parent, depth)));
        };
        push(&mut waiting, None, 0_u32, self.roots.clone());
        while let Some((actor, parent, depth)) = waiting.pop() {
            for left in path.drain(depth as usize..) {
                on_path[left.index()] = false;
            }
            let members: Vec<ActorId> = self.members_of(actor);
            let fold = if members.is_empty() {
                Fold::Leaf
            } else if look.folded.contains(&actor) && found.is_none() {
                Fold::Closed
            } else if opened[actor.index()] {
                Fold::Elsewhere
            } else {
                Fold::Open
            };
            let found = found.as_ref().is_some_and(|found| found[actor.index()]);
            nodes.push(Node { actor, parent, depth, fold, found });
            path.push(actor);
            on_path[actor.index()] = true;
            if fold == Fold::Open {
                opened[actor.index()] = true;
                let members = members.into_iter().filter(|member| !on_path[member.index()]);
                push(&mut waiting, Some(actor), depth + 1, members.collect());
            }
        }
        nodes
    }

    fn sort(&self, actors: &mut [ActorId], look: &Look<'_>) {
        let rank = |actor: ActorId| self.name_rank[actor.index()];
        match look.sort {
            Sort::Name => actors.sort_unstable_by_key(|&actor| rank(actor)),
            Sort::Events => {
                let events = |actor| look.counts.of(actor).0;
                actors.sort_unstable_by_key(|&actor| (Reverse(events(actor)), rank(actor)));
            }
        }
    }

    fn members_of(&self, actor: ActorId) -> Vec<ActorId> {
        let first = self.members.partition_point(|&(of, _)| of < actor);
        let members = self.members[first..].iter().take_while(|&&(of, _)| of == actor);
        members.map(|&(_, member)| member).collect()
    }

    /// The actors with a name that has the words.
    fn found(&self, words: &str) -> Vec<bool> {
        let names = self.names_of.iter().map(|&names| self.names.get(names));
        names.map(|names| names.lines().any(|name| text::is_word_prefix(name, words))).collect()
    }

    /// These actors and all that they belong to.
    fn with_all_above(&self, found: &[bool]) -> Vec<bool> {
        let mut parents: Vec<(ActorId, ActorId)> =
            self.members.iter().map(|&(of, member)| (member, of)).collect();
        parents.sort_unstable();
        let mut kept = found.to_vec();
        let ids = (0..kept.len() as u32).map(ActorId);
        let mut waiting: Vec<ActorId> = ids.filter(|actor| found[actor.index()]).collect();
        while let Some(actor) = waiting.pop() {
            let first = parents.partition_point(|&(member, _)| member < actor);
            for &(_, of) in parents[first..].iter().take_while(|&&(member, _)| member == actor) {
                if !std::mem::replace(&mut kept[of.index()], true) {
                    waiting.push(of);
                }
            }
        }
        kept
    }

    fn find_roots(&self, actors: usize) -> Vec<ActorId> {
        let mut has_parent = vec![false; actors];
        for &(_, member) in &self.members {
            has_parent[member.index()] = true;
        }
        let mut reached = vec![false; actors];
        let mut roots = Vec::new();
        let ids = || (0..actors as u32).map(ActorId);
        // First those that belong to nobody; what they do not lead to goes round in circles.
        for root in ids().filter(|actor| !has_parent[actor.index()]).chain(ids()) {
            if std::mem::replace(&mut reached[root.index()], true) {
                continue;
            }
            roots.push(root);
            let mut waiting = vec![root];
            while let Some(actor) = waiting.pop() {
                for member in self.members_of(actor) {
                    if !std::mem::replace(&mut reached[member.index()], true) {
                        waiting.push(member);
                    }
                }
            }
        }
        roots
    }

    fn rank_names(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.names_of.len() as u32).collect();
        order.sort_by_key(|&actor| self.names.get(self.names_of[actor as usize]));
        let mut rank = vec![0; order.len()];
        for (place, actor) in (0..).zip(order) {
            rank[actor as usize] = place;
        }
        rank
    }
}
