//! Which actors a name means.

use crate::{
    base::rows::RowSet,
    index::Store,
    model::ActorId,
    query::{
        error::QueryError,
        expr::{Colon, Term, Value, What},
        resolve::{text, unknown},
        test::{Dyad, EventTest},
        tree::Tree,
    },
};

/// The actors that a value means.
#[derive(Clone, Debug)]
pub(in crate::query) struct Who {
    /// Those that are called so, in the order of their numbers.
    pub called: Vec<ActorId>,
    /// These with their members and office holders.
    pub all: RowSet,
}

/// The actors of all values of a term.
pub(super) fn all(term: &Term, store: &Store) -> Result<RowSet, QueryError> {
    let mut found = RowSet::none(store.timeline().actors().len() as u32);
    for value in &term.values {
        found.unite(&who(value, term.colon, store)?.all);
    }
    Ok(found)
}

/// The actors that a value means.
pub(in crate::query) fn who(value: &Value, colon: Colon, store: &Store) -> Result<Who, QueryError> {
    match colon {
        Colon::Exact => exactly(value, store),
        _ => beginning(value, text(value), store),
    }
}

fn beginning(value: &Value, name: &str, store: &Store) -> Result<Who, QueryError> {
    let called: Vec<ActorId> =
        store.actor_names().beginning(name).into_iter().map(ActorId).collect();
    if called.is_empty() {
        let named = Value { at: value.at, ..Value::text(name) };
        return Err(unknown(&named, "no actor is called", store.actor_names().iter()));
    }
    let all = store.with_members(called.iter().copied());
    Ok(Who { called, all })
}

/// The one record with this id, else the only one with this name.
fn exactly(value: &Value, store: &Store) -> Result<Who, QueryError> {
    let timeline = store.timeline();
    let called: Vec<ActorId> =
        store.actor_names().called(text(value)).into_iter().map(ActorId).collect();
    let has_id = |actor: &&ActorId| timeline.actor(**actor).id == text(value);
    let called = match called.iter().filter(has_id).copied().collect::<Vec<_>>() {
        by_id if by_id.is_empty() => called,
        by_id => by_id,
    };
    match called.as_slice() {
        [] => Err(unknown(value, "no actor is just", store.actor_names().iter())),
        [first, second, ..] if timeline.actor(*first).id != timeline.actor(*second).id => {
            let message = format!("{} actors are called '{}'", called.len(), text(value));
            let ids = [first, second].map(|actor| timeline.actor(*actor).id.as_str());
            Err(QueryError::new(value.at, message)
                .with_help(format!("give the id: {} or {}", ids[0], ids[1])))
        }
        _ => {
            let all = RowSet::of(timeline.actors().len() as u32, called.iter().map(|id| id.0));
            Ok(Who { called, all })
        }
    }
}

/// The test of a pair of actors.
pub(super) fn dyad(value: &Value, store: &Store) -> Result<Tree<EventTest>, QueryError> {
    let What::Pair { first, second, directed } = &value.what else {
        return Err(QueryError::new(value.at, "a dyad needs two actors"));
    };
    Ok(Tree::Leaf(EventTest::Dyad(Dyad {
        first: beginning(value, first, store)?.all,
        second: beginning(value, second, store)?.all,
        directed: *directed,
    })))
}
