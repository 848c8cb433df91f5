//! Whom an actor belongs to.

use rustc_hash::FxHashSet;

use crate::{
    index::Store,
    model::{Actor, ActorId},
};

/// Goes from an actor up to all that it belongs to.
pub(super) struct Above<'a> {
    actors: &'a [Actor],
    /// Those found last; one that belongs to nobody is not in `seen`.
    found: Vec<ActorId>,
    seen: FxHashSet<ActorId>,
}

impl<'a> Above<'a> {
    pub fn new(store: &'a Store) -> Self {
        let actors = store.timeline().actors();
        Self { actors, found: Vec::new(), seen: FxHashSet::default() }
    }

    /// The actor itself and all that it belongs to, however far up, each once. O(what is found).
    pub fn of(&mut self, actor: ActorId) -> &[ActorId] {
        self.found.clear();
        self.found.push(actor);
        if self.actors[actor.index()].belongs_to().next().is_none() {
            return &self.found;
        }
        self.seen.clear();
        self.seen.insert(actor);
        let mut next = 0;
        while let Some(&one) = self.found.get(next) {
            let owners = self.actors[one.index()].belongs_to();
            self.found.extend(owners.filter(|&owner| self.seen.insert(owner)));
            next += 1;
        }
        &self.found
    }

    /// Those found last.
    pub fn found(&self) -> &[ActorId] {
        &self.found
    }

    /// Whether an actor is among those found last. O(1).
    pub fn has(&self, actor: ActorId) -> bool {
        match self.found[..] {
            [only] => only == actor,
            _ => self.seen.contains(&actor),
        }
    }
}
