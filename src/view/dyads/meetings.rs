//! Whom an actor meets in an event.

use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::{ActorId, Participation},
    view::dyads::{Which, above::Above},
};

/// Some events, ready to be walked for one actor after the other.
#[derive(Debug)]
pub struct Meetings<'a> {
    store: &'a Store,
    rows: &'a RowSet,
    which: Which,
}

/// An event of an actor.
#[derive(Clone, Copy, Debug)]
pub struct Met<'a> {
    /// The event.
    pub row: Row,
    /// Whether just two different actors take part.
    pub is_alone: bool,
    /// Whom the actor meets in it, each once: themselves, and those whom they belong to.
    pub others: &'a [ActorId],
}

impl<'a> Meetings<'a> {
    /// Those in some rows.
    #[must_use]
    pub fn new(store: &'a Store, rows: &'a RowSet, which: Which) -> Self {
        Self { store, rows, which }
    }

    /// Walks the events of an actor and its members in order of time, those that count. O(their
    /// participations).
    pub fn each(&self, actor: ActorId, mut met: impl FnMut(Met<'_>)) {
        let parts = &self.store.timeline().columns().actors;
        let members = self.store.members(actor);
        let circle = (!members.is_empty()).then(|| self.store.with_members([actor]));
        let is_own = |other: ActorId| match &circle {
            None => other == actor,
            Some(circle) => circle.contains(other.0),
        };
        let meets = |one: Participation, other: Participation| {
            is_own(one.actor())
                && one.actor() != other.actor()
                && (!self.which.directed || one.role().acts_on(other.role()))
        };
        let mut above = Above::new(self.store);
        let mut others: Vec<ActorId> = Vec::new();
        let mut visit = |row: Row| {
            let parts = parts.get(row);
            let is_alone = Participation::different(parts) == 2;
            if self.which.only_two && !is_alone {
                return;
            }
            others.clear();
            for &other in parts.iter().filter(|&&other| parts.iter().any(|&one| meets(one, other)))
            {
                for &above in above.of(other.actor()) {
                    if above != actor && !others.contains(&above) {
                        others.push(above);
                    }
                }
            }
            met(Met { row, is_alone, others: &others });
        };
        match &circle {
            None => {
                let own = self.store.rows_of(actor).iter().copied();
                own.filter(|&row| self.rows.contains(row)).for_each(visit);
            }
            Some(circle) => self.each_of_any(circle, &mut visit),
        }
    }

    /// The rows in which one of several actors takes part, each once, in order.
    fn each_of_any(&self, actors: &RowSet, visit: &mut impl FnMut(Row)) {
        let lists = || actors.iter().map(|actor| self.store.rows_of(ActorId(actor)));
        let shown = |row: &Row| self.rows.contains(*row);
        let total: usize = lists().map(<[Row]>::len).sum();
        if total < self.rows.universe() as usize / 64 {
            let mut rows: Vec<Row> = lists().flatten().copied().filter(shown).collect();
            rows.sort_unstable();
            rows.dedup();
            rows.into_iter().for_each(visit);
        } else {
            let rows = lists().flatten().copied().filter(shown);
            RowSet::of(self.rows.universe(), rows).iter().for_each(visit);
        }
    }
}
