//! The values by which events are split: each is a term, and has the events that the term finds.

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    base::{
        progress::Progress,
        rows::{Row, RowSet},
        text::{fold, neutralise},
    },
    index::Store,
    model::{ActorId, Form, Kind, Quad, Scope, SourceId, Status},
    query::{Answer, Field, Plan, Query, Term, tally},
    view::shown,
};

/// By what the events are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Split {
    /// The source's own word for the kind, else the kind.
    Kind,
    /// The quad class.
    Quad,
    /// Who takes part, members and office holders with the body.
    Actor,
    /// Where.
    Place,
    /// The forms of the statements made in it.
    Form,
    /// What proves it.
    Source,
    /// Whether it happened.
    Status,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// In words, safe for a terminal.
    pub name: String,
    /// What finds its events.
    pub term: Term,
    /// How many events it has, as far as that decides which values are the most frequent.
    pub events: u32,
}

/// The most frequent values, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// The most frequent ones, most events first.
    pub first: Vec<Value>,
    /// How many have events.
    pub all: usize,
}

impl Split {
    /// All, in the order in which they take turns on the screen.
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Quad, Self::Actor, Self::Place, Self::Form, Self::Source, Self::Status];

    /// What it is called on the screen and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.field().name()
    }

    /// The field whose values these are.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Kind => Field::Kind,
            Self::Quad => Field::Quad,
            Self::Actor => Field::Actor,
            Self::Place => Field::Place,
            Self::Form => Field::Form,
            Self::Source => Field::Source,
            Self::Status => Field::Status,
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|split| split.name() == name)
    }

    /// The most frequent values among the events found, at most `top`; `None` when asked to stop.
    #[must_use]
    pub fn values(
        self,
        store: &Store,
        found: &Answer,
        top: usize,
        progress: &Progress,
    ) -> Option<Values> {
        let rows = &found.rows;
        let mut values = match self {
            Self::Actor => return actors(store, rows, top, progress),
            Self::Kind => kinds(store, rows),
            Self::Quad => facet(Field::Quad, tally::values(store.quads(), rows), Quad::name),
            Self::Status => {
                facet(Field::Status, tally::values(store.statuses(), rows), Status::name)
            }
            Self::Place => places(store, rows),
            Self::Form => forms(store, found),
            Self::Source => sources(store, rows),
        };
        values.retain(|value| value.events > 0);
        values.sort_by(|one, other| {
            (Reverse(one.events), &one.name).cmp(&(Reverse(other.events), &other.name))
        });
        let all = values.len();
        values.truncate(top);
        (!progress.is_cancelled()).then_some(Values { first: values, all })
    }
}

/// Those of the rows found that a query keeps; empty if it names somebody who is not here.
#[must_use]
pub fn kept(query: &Query, store: &Store, found: &Answer, progress: &Progress) -> RowSet {
    let all = query.clone().with_candidates(found.scope >= Scope::All);
    match Plan::new(&all, store) {
        Ok(plan) => plan.rows_within(&found.rows, progress),
        Err(_) => RowSet::none(store.timeline().len()),
    }
}

fn facet<T>(field: Field, counts: Vec<(T, u32)>, name: impl Fn(T) -> &'static str) -> Vec<Value> {
    let values = counts.into_iter().map(|(value, events)| {
        let name = name(value);
        Value { name: name.to_owned(), term: Term::new(field, name), events }
    });
    values.collect()
}

/// The kinds, and the source's own words for them.
fn kinds(store: &Store, rows: &RowSet) -> Vec<Value> {
    if store.labels().is_empty() {
        return facet(Field::Kind, tally::values(store.kinds(), rows), Kind::name);
    }
    let columns = store.timeline().columns();
    let word = |row| (columns.label.get(row), columns.kind.get(row));
    let counts = counted(store, rows, |row, count| {
        let (label, kind) = word(row);
        count((label, label.is_empty().then_some(kind)));
    });
    let mut by_word: FxHashMap<String, Value> = FxHashMap::default();
    for ((label, kind), events) in counts {
        let word: &str = match kind {
            Some(kind) => kind.name(),
            None => store.string(label),
        };
        // Case and accents make no other word.
        let value = by_word.entry(fold(word).into_owned()).or_insert_with(|| Value {
            name: neutralise(word).into_owned(),
            term: Term::exactly(Field::Kind, word),
            events: 0,
        });
        value.events += events;
    }
    by_word.into_values().collect()
}

/// The places by their names: of two with the same one, the query finds both.
fn places(store: &Store, rows: &RowSet) -> Vec<Value> {
    let places = store.timeline().places();
    let is_all = rows.count() == store.timeline().len();
    let counts: Vec<u32> = (0..places.len() as u32)
        .into_par_iter()
        .map(|place| {
            let here = store.rows_at(place);
            let count = if is_all {
                here.len()
            } else {
                here.iter().filter(|&&row| rows.contains(row)).count()
            };
            count as u32
        })
        .collect();
    let mut by_name: FxHashMap<String, Value> = FxHashMap::default();
    for (place, events) in places.iter().zip(counts).filter(|(place, _)| !place.name.is_empty()) {
        let value = by_name.entry(fold(&place.name).into_owned()).or_insert_with(|| Value {
            name: shown::line(&place.name).into_owned(),
            term: Term::exactly(Field::Place, &*place.name),
            events: 0,
        });
        value.events += events;
    }
    by_name.into_values().collect()
}

/// The forms of the statements; an event with statements of two forms has both.
fn forms(store: &Store, found: &Answer) -> Vec<Value> {
    let timeline = store.timeline();
    let values = Form::ALL.iter().map(|&form| {
        let said = timeline.statements_in(found.scope).map(|(_, said)| said);
        let said = said.filter(|said| said.form == Some(form));
        let events = said.filter_map(|said| said.event).filter(|&row| found.rows.contains(row));
        let events = RowSet::of(timeline.len(), events).count();
        let term = Term::new(Field::Form, form.name());
        Value { name: form.name().to_owned(), term, events }
    });
    values.collect()
}

/// The sources that tell events, by their ids.
fn sources(store: &Store, rows: &RowSet) -> Vec<Value> {
    let timeline = store.timeline();
    let counts = counted(store, rows, |row, count| {
        timeline.event(row).sources().for_each(&mut *count);
        let said = timeline.event(row).statements().flat_map(|(_, said)| &said.evidence);
        said.for_each(|entry| count(entry.source));
    });
    let values = counts.into_iter().map(|(source, events): (SourceId, u32)| Value {
        name: shown::source_name(timeline, source).into_owned(),
        term: Term::exactly(Field::Source, timeline.source(source).id.as_str()),
        events,
    });
    values.collect()
}

/// How often each key is counted in the rows, on all cores.
fn counted<K: Eq + std::hash::Hash + Send>(
    store: &Store,
    rows: &RowSet,
    keys: impl Fn(Row, &mut dyn FnMut(K)) + Sync,
) -> FxHashMap<K, u32> {
    /// Rows that one core counts at a time.
    const CHUNK: u32 = 1 << 18;
    let len = store.timeline().len();
    (0..len.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let mut counts: FxHashMap<K, u32> = FxHashMap::default();
            let end = len.min((chunk + 1).saturating_mul(CHUNK));
            for row in rows.iter_in(chunk * CHUNK..end) {
                keys(row, &mut |key| *counts.entry(key).or_default() += 1);
            }
            counts
        })
        .reduce(FxHashMap::default, |mut one, other| {
            for (key, count) in other {
                *one.entry(key).or_default() += count;
            }
            one
        })
}

/// The actors with members and office holders. Only of those that may be among the first is it
/// counted in how many events one of them takes part.
fn actors(store: &Store, rows: &RowSet, top: usize, progress: &Progress) -> Option<Values> {
    let own = tally::actors(store, rows, progress)?;
    let timeline = store.timeline();
    let numbers = (0..own.len() as u32).map(ActorId);
    // How many there may be, since two members may be in the same event.
    let mut most: Vec<(u32, ActorId)> = numbers
        .map(|actor| {
            if store.members(actor).is_empty() {
                return (own[actor.index()], actor);
            }
            let all = store.with_members([actor]);
            let sum = all.iter().map(|member| u64::from(own[member as usize])).sum::<u64>();
            (u32::try_from(sum).unwrap_or(u32::MAX), actor)
        })
        .filter(|(most, _)| *most > 0)
        .collect();
    let all = most.len();
    most.sort_by_key(|&(most, actor)| (Reverse(most), actor));
    let mut first: Vec<Value> = Vec::new();
    for (most, actor) in most {
        if progress.is_cancelled() {
            return None;
        }
        if first.len() >= top && first[top - 1].events >= most {
            break;
        }
        let events = if store.members(actor).is_empty() {
            most
        } else {
            store.rows_of_any(&store.with_members([actor])).count_common(rows)
        };
        let at = first.partition_point(|value| value.events >= events);
        if at < top {
            let name = shown::line(&timeline.actor(actor).name).into_owned();
            first.insert(at, Value { name, term: Term::for_actor(actor, store), events });
        }
    }
    first.truncate(top);
    Some(Values { first, all })
}
