//! Which actors a name means.
//!
//! Those that are just called so, by an id, a name, an alias or a code; if there is none, those
//! with these words in a name; if there is none, those with words that begin so. A country's code
//! means every actor of that country; its name means the state, also where others share the name.

use crate::{
    base::{rows::RowSet, text::Closeness},
    index::Store,
    model::{ActorId, ActorKind, Country},
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
    /// Why these.
    pub rule: Rule,
    /// Those that the rule names, in the order of their numbers.
    pub called: Vec<ActorId>,
    /// These with their members and office holders.
    pub all: RowSet,
}

/// Why a value means an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) enum Rule {
    /// It is just this record, without its members.
    Record,
    /// The value is the code of their country, given here as the records have it.
    Country(String),
    /// They have such a name.
    Named(Closeness),
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
        _ => named(value, text(value), store),
    }
}

/// The actors that one of the two names in a value means.
pub(in crate::query) fn one_of_pair(
    value: &Value,
    name: &str,
    colon: Colon,
    store: &Store,
) -> Result<Who, QueryError> {
    let alone = Value { at: value.at, ..Value::text(name) };
    who(&alone, colon, store)
}

/// The actors that a name in a value means.
fn named(value: &Value, name: &str, store: &Store) -> Result<Who, QueryError> {
    let all = whole(store);
    let (rule, called) = meant(name, all).ok_or_else(|| {
        let named = Value { at: value.at, ..Value::text(name) };
        unknown(&named, "no actor is called", all.actor_names().iter())
    })?;
    let members = all.with_members(called.iter().copied());
    Ok(here(Who { rule, called, all: members }, store))
}

/// Where it is told whom a name means.
fn whole(store: &Store) -> &Store {
    store.history().map_or(store, |history| history)
}

/// Those of them who are here.
fn here(who: Who, store: &Store) -> Who {
    if store.history().is_none() {
        return who;
    }
    let Who { rule, called, all } = who;
    let count = store.timeline().actors().len() as u32;
    let all = RowSet::of(count, store.here(all.iter().map(ActorId)).map(|actor| actor.0));
    Who { rule, called: store.here(called).collect(), all }
}

/// Whom a name means, and why; `None` if nobody.
fn meant(name: &str, store: &Store) -> Option<(Rule, Vec<ActorId>)> {
    let closest = store.actor_names().closest(name).map(|(closeness, owners)| {
        let owners: Vec<ActorId> = owners.into_iter().map(ActorId).collect();
        (closeness, owners)
    });
    let code = code(name);
    let mut of_country: Vec<ActorId> = store.actors_of(&code).collect();
    if !of_country.is_empty() {
        if let Some((Closeness::Equal, owners)) = closest {
            of_country.extend(owners);
        }
        of_country.sort_unstable();
        of_country.dedup();
        return Some((Rule::Country(code), of_country));
    }
    let (closeness, mut owners) = closest?;
    let is_state = |actor: &ActorId| store.timeline().actor(*actor).kind == ActorKind::State;
    if closeness == Closeness::Equal && owners.iter().any(is_state) {
        owners.retain(is_state);
    }
    Some((Rule::Named(closeness), owners))
}

/// A country's code as records have it: ISO 3166-1 alpha-3, for CAMEO's own codes, too. Empty if
/// the value can't be one.
fn code(value: &str) -> String {
    let code = value.trim().to_ascii_uppercase();
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return String::new();
    }
    Country::of_code(&code).map_or(code, |country| country.iso.to_owned())
}

/// The one record with this id, else the only one with this name.
fn exactly(value: &Value, store: &Store) -> Result<Who, QueryError> {
    let all = whole(store);
    let timeline = all.timeline();
    let called = exact(text(value), all);
    match called.as_slice() {
        [] => Err(unknown(value, "no actor is just", all.actor_names().iter())),
        [first, second, ..] if timeline.actor(*first).id != timeline.actor(*second).id => {
            let message = format!("{} actors are called '{}'", called.len(), text(value));
            let ids = [first, second].map(|actor| timeline.actor(*actor).id.as_str());
            Err(QueryError::new(value.at, message)
                .with_help(format!("give the id: {} or {}", ids[0], ids[1])))
        }
        _ => {
            let all = RowSet::of(timeline.actors().len() as u32, called.iter().map(|id| id.0));
            Ok(here(Who { rule: Rule::Record, called, all }, store))
        }
    }
}

/// The records with this very id, else those with this name.
fn exact(name: &str, store: &Store) -> Vec<ActorId> {
    let called: Vec<ActorId> = store.actor_names().called(name).into_iter().map(ActorId).collect();
    let has_id = |actor: &&ActorId| store.timeline().actor(**actor).id == name;
    let by_id: Vec<ActorId> = called.iter().filter(has_id).copied().collect();
    if by_id.is_empty() { called } else { by_id }
}

/// A word that means just this actor with its members and office holders, the preferred one if it
/// does: its id, its name, or another one of it. `None` if each of them means others as well.
pub(in crate::query) fn word_for<'a>(
    actor: ActorId,
    store: &'a Store,
    preferred: &'a str,
) -> Option<&'a str> {
    words(actor, store, preferred).find(|word| {
        let called = meant(word, store).map(|(_, called)| called).unwrap_or_default();
        called == [actor]
            || called.contains(&actor) && store.with_members(called) == store.with_members([actor])
    })
}

/// A word that means just this record, the preferred one if it does.
pub(in crate::query) fn exact_word_for<'a>(
    actor: ActorId,
    store: &'a Store,
    preferred: &'a str,
) -> Option<&'a str> {
    words(actor, store, preferred).find(|word| exact(word, store) == [actor])
}

/// All that an actor is found by, the preferred word and the id first.
fn words<'a>(
    actor: ActorId,
    store: &'a Store,
    preferred: &'a str,
) -> impl Iterator<Item = &'a str> {
    let record = store.timeline().actor(actor);
    let codes = record.codes.iter().map(|(_, code)| code.as_str());
    [preferred, &record.id].into_iter().chain(record.names()).chain(codes)
}

/// The test of a pair of actors.
pub(super) fn dyad(
    value: &Value,
    colon: Colon,
    store: &Store,
) -> Result<Tree<EventTest>, QueryError> {
    let What::Pair { first, second, directed } = &value.what else {
        return Err(QueryError::new(value.at, "a dyad needs two actors"));
    };
    Ok(Tree::Leaf(EventTest::Dyad(Dyad {
        first: one_of_pair(value, first, colon, store)?.all,
        second: one_of_pair(value, second, colon, store)?.all,
        directed: *directed,
    })))
}
