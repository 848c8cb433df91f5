//! The values of a field that begin as typed.

use std::collections::BTreeMap;

use crate::{
    base::{
        intern::Symbol,
        progress::Progress,
        rows::RowSet,
        text::{fold, is_word_prefix},
    },
    index::Store,
    model::{
        Actor, ActorId, Anchor, Basis, Form, Kind, Quad, Review, Role, Source, Statement, Status,
        When, day::Day, when,
    },
    query::{field::Field, resolve, tally, test::Has},
};

/// A value that could be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The value.
    pub text: String,
    /// The actor that it stands for, if it is the name of one.
    pub actor: Option<ActorId>,
    /// As the timeline has it.
    pub label: String,
    pub note: String,
    /// The higher the better.
    pub rank: u32,
}

impl Candidate {
    fn new(text: &str, rank: u32) -> Self {
        Self {
            text: text.to_owned(),
            actor: None,
            label: text.to_owned(),
            note: String::new(),
            rank,
        }
    }
}

/// The values of a field that begin so, ranked by what they have in the rows, as far as that is
/// quickly known.
pub(super) fn of(field: Field, value: &str, rows: &RowSet, store: &Store) -> Vec<Candidate> {
    match field {
        Field::Actor | Field::Dyad => {
            let counts = tally::actors(store, rows, &Progress::default()).unwrap_or_default();
            actors(value, &counts, store)
        }
        Field::Speaker => spoken(value, rows, store, |said| said.speaker.into_iter().collect()),
        Field::Via => spoken(value, rows, store, |said| said.via.into_iter().collect()),
        Field::To => spoken(value, rows, store, |said| said.to.clone()),
        Field::About => spoken(value, rows, store, |said| said.about.clone()),
        Field::Role => choices(value, Role::NAMES),
        Field::Form => choices(value, Form::NAMES),
        Field::Anchor => choices(value, Anchor::NAMES),
        Field::Review => choices(value, Review::NAMES),
        Field::Has => choices(value, &Has::ALL.map(|(name, _)| name)),
        Field::Kind => kinds(value),
        Field::Quad => choices(value, Quad::NAMES),
        Field::Status => choices(value, Status::NAMES),
        Field::Basis => choices(value, Basis::NAMES),
        Field::Precision => choices(value, &when::Precision::ALL.map(when::Precision::name)),
        Field::Place => places(value, store),
        Field::Country => named(value, store.countries().map(|(name, _)| name)),
        Field::Tag => named(value, store.tags().iter().map(|&tag| store.string(tag))),
        Field::Code => codes(value, store),
        Field::Source => sources(value, store),
        Field::Date | Field::Before | Field::After => calendar(value, rows, store),
        Field::Text
        | Field::Id
        | Field::Said
        | Field::Around
        | Field::Approx
        | Field::Undated
        | Field::Candidates
        | Field::Mine
        | Field::Marked
        | Field::Note
        | Field::Actors
        | Field::Fatalities
        | Field::Confidence
        | Field::Sources => Vec::new(),
    }
}

fn actors(value: &str, counts: &[u32], store: &Store) -> Vec<Candidate> {
    let all = store.timeline().actors();
    let meant = match value {
        "" => (0..all.len() as u32).collect(),
        _ => store.actor_names().beginning(value),
    };
    let candidate = |id: u32| {
        let actor = &all[id as usize];
        let rank = counts.get(id as usize).copied().unwrap_or(0);
        let note = note(actor);
        Candidate { note, actor: Some(ActorId(id)), ..Candidate::new(&actor.name, rank) }
    };
    meant.into_iter().map(candidate).collect()
}

/// `person, Foreign Minister`
fn note(actor: &Actor) -> String {
    let offices = actor.offices.first().map(|office| format!(", {}", office.title));
    format!("{}{}", actor.kind, offices.unwrap_or_default())
}

/// Actors ranked by the statements in the rows that name them.
fn spoken(
    value: &str,
    rows: &RowSet,
    store: &Store,
    actors_of: impl Fn(&Statement) -> Vec<ActorId>,
) -> Vec<Candidate> {
    let mut counts = vec![0; store.timeline().actors().len()];
    for said in store.timeline().statements() {
        if said.event.is_some_and(|row| rows.contains(row)) {
            for actor in actors_of(said) {
                counts[actor.index()] += 1;
            }
        }
    }
    let mut found = actors(value, &counts, store);
    found.retain(|candidate| candidate.rank > 0 || !value.is_empty());
    found
}

/// Words of a closed list, in its order.
fn choices(value: &str, names: &[&str]) -> Vec<Candidate> {
    let value = fold(value);
    let meant = names.iter().filter(|name| {
        name.starts_with(&*value) || name.split(['-', '_']).any(|word| word.starts_with(&*value))
    });
    meant.map(|name| Candidate::new(name, 0)).collect()
}

/// The kinds that begin so, then those that have another word which does.
fn kinds(value: &str) -> Vec<Candidate> {
    let mut found = choices(value, Kind::NAMES);
    let value = fold(value);
    for (word, kind) in resolve::synonyms().filter(|(word, _)| word.starts_with(&*value)) {
        if !value.is_empty() && !found.iter().any(|candidate| candidate.text == kind.name()) {
            found.push(Candidate { note: word.to_owned(), ..Candidate::new(kind.name(), 0) });
        }
    }
    found
}

fn named<'a>(value: &str, names: impl Iterator<Item = &'a str>) -> Vec<Candidate> {
    let value = fold(value);
    let is_meant = |name: &&str| value.is_empty() || is_word_prefix(&fold(name), &value);
    names.filter(is_meant).map(|name| Candidate::new(name, 0)).collect()
}

/// Names of places, ranked by their events in the whole timeline.
fn places(value: &str, store: &Store) -> Vec<Candidate> {
    let places = store.timeline().places();
    let meant = match value {
        "" => (0..places.len() as u32).collect(),
        _ => store.place_names().beginning(value),
    };
    let mut ranks: BTreeMap<&str, u32> = BTreeMap::new();
    for place in meant {
        *ranks.entry(&places[place as usize].name).or_default() +=
            store.rows_at(place).len() as u32;
    }
    ranks.remove("");
    ranks.into_iter().map(|(name, rank)| Candidate::new(name, rank)).collect()
}

fn codes(value: &str, store: &Store) -> Vec<Candidate> {
    let value = value.to_lowercase();
    let name = |&code: &Symbol| store.string(code);
    let mut codes: Vec<&str> = store.codes().iter().map(name).collect();
    codes.retain(|code| code.to_lowercase().starts_with(&value));
    codes.sort_unstable();
    codes.into_iter().map(|code| Candidate::new(code, 0)).collect()
}

fn sources(value: &str, store: &Store) -> Vec<Candidate> {
    let folded = fold(value);
    let sources = store.timeline().sources().iter().filter(|source| {
        let names = [&source.id, &source.title, &source.publisher, &source.author];
        folded.is_empty() || names.iter().any(|name| is_word_prefix(&fold(name), &folded))
    });
    let candidate = |source: &Source| Candidate {
        label: source.title.clone(),
        note: source.publisher.clone(),
        ..Candidate::new(&source.id, 0)
    };
    let mut found: Vec<Candidate> = sources.map(candidate).collect();
    found.extend("none".starts_with(value).then(|| Candidate::new("none", 0)));
    found
}

/// The years, the months of a year or the days of a month that have events in the rows.
fn calendar(value: &str, rows: &RowSet, store: &Store) -> Vec<Candidate> {
    let headings: Vec<when::Heading> = store
        .timeline()
        .moments()
        .filter(|(_, moment)| rows.count_in(moment.clone()) > 0)
        .map(|(when, _)| when.heading())
        .collect();
    let texts = |level: usize| {
        let first_day = |heading: &when::Heading| match (level, heading) {
            (0, _) => heading.first_day().map(Day::first_of_year),
            (1, when::Heading::Day(_) | when::Heading::Month(..) | when::Heading::Months(..)) => {
                heading.first_day().map(Day::first_of_month)
            }
            (2, when::Heading::Day(day)) => Some(*day),
            _ => None,
        };
        let mut days: Vec<Day> = headings.iter().filter_map(first_day).collect();
        days.dedup();
        let unit = [When::year_of, When::month_of, When::day][level];
        let mut texts: Vec<String> = days.into_iter().map(|day| unit(day).edtf()).collect();
        texts.retain(|text| text.starts_with(value) && text != value);
        texts
    };
    // As soon as there is a choice.
    let all = [0, 1, 2].map(texts);
    let chosen = all.iter().find(|texts| texts.len() > 1).or(all.iter().find(|t| !t.is_empty()));
    chosen.into_iter().flatten().map(|text| Candidate::new(text, 0)).collect()
}
