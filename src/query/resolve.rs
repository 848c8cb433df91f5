//! What the values of a term are called in a timeline, and what to say of those that are nothing
//! in it.

mod date;
mod kind;
mod who;

use std::str::FromStr;

use crate::{
    base::{
        intern::Symbol,
        issue::did_you_mean,
        rows::{Row, RowSet},
        text::{Pattern, PatternError, fold, is_word_prefix},
    },
    index::{self, Facet, Store},
    model::{Anchor, Basis, Form, Quad, Review, Role, SourceId, Status, When, when},
    query::{
        error::QueryError,
        expr::{Colon, Term, Value, What},
        field::Field,
        test::{Bound, EventTest, Has, PartTest, RowTest, SaidTest},
        tree::Tree,
    },
};

pub(super) use kind::{synonym, synonyms};
pub(super) use who::{Rule, Who, exact_word_for, one_of_pair, who, word_for};

/// The tests of one term, by what they are about.
pub(super) enum Tests {
    Event(Tree<EventTest>),
    Part(PartTest),
    Said(SaidTest),
}

/// Looks up the values of a term.
pub(super) fn term(term: &Term, store: &Store) -> Result<Tests, QueryError> {
    let any_row = |test: fn(&Value, &Store) -> Result<Tree<EventTest>, QueryError>| {
        let tests = term.values.iter().map(|value| test(value, store));
        tests.collect::<Result<_, _>>().map(Tree::Any)
    };
    let rows = |rows: RowSet| Ok(Tests::Event(Tree::Leaf(EventTest::Rows(rows))));
    let row_test = |test| Ok(Tests::Event(Tree::Leaf(EventTest::Row(test))));
    match term.field {
        Field::Actor => Ok(Tests::Part(PartTest::Actors(who::all(term, store)?))),
        Field::Role => Ok(Tests::Part(PartTest::Roles(choices(term, Role::NAMES, Role::ALL)?))),
        Field::Speaker => speaker(term, store).map(Tests::Said),
        Field::To => Ok(Tests::Said(SaidTest::To(who::all(term, store)?))),
        Field::About => Ok(Tests::Said(SaidTest::About(who::all(term, store)?))),
        Field::Via => Ok(Tests::Said(SaidTest::Via(who::all(term, store)?))),
        Field::Form => Ok(Tests::Said(SaidTest::Form(choices(term, Form::NAMES, Form::ALL)?))),
        Field::Said => Ok(Tests::Said(SaidTest::Words(patterns(term)?))),
        Field::Text => Ok(Tests::Event(Tree::Leaf(EventTest::Words(patterns(term)?)))),
        Field::Dyad => {
            let pairs = all(&term.values, |value| who::dyad(value, term.colon, store))?;
            Ok(Tests::Event(Tree::Any(pairs)))
        }
        Field::Date | Field::Before | Field::After | Field::Around => {
            date::test(term, store).map(|test| Tests::Event(Tree::Leaf(EventTest::Dates(test))))
        }
        Field::Precision => {
            let bounds = all(&term.values, |value| bound(value, term.field, precision))?;
            rows(dated(store, |when| bounds.iter().any(|bound| bound.holds(&when.precision()))))
        }
        Field::Approx => rows(dated(store, |when| when.mark() != when::Mark::Sure)),
        Field::Undated => rows(dated(store, When::is_undated)),
        // No part of a query that is planned; see `Query::scope`.
        Field::Candidates => rows(RowSet::all(store.timeline().len())),
        Field::Kind if term.colon == Colon::Exact => any_row(kind::word).map(Tests::Event),
        Field::Kind => any_row(kind::test).map(Tests::Event),
        Field::Quad => any_row(quad).map(Tests::Event),
        Field::Status => rows(facet(term, store.statuses(), Status::NAMES, Status::ALL)?),
        Field::Basis => rows(facet(term, store.bases(), Basis::NAMES, Basis::ALL)?),
        Field::Place => {
            let names = store.place_names();
            let places = all(&term.values, |value| {
                let text = text(value);
                let find = |store: &Store| match term.colon {
                    Colon::Exact => store.place_names().called(text),
                    _ => store.place_names().beginning(text),
                };
                some_in(store, find, || unknown(value, "no place is called", names.iter()))
            })?;
            rows(at_places(store, places.into_iter().flatten()))
        }
        Field::Country => {
            let countries = || store.countries().map(|(name, _)| name);
            let found = all(&term.values, |value| {
                let find = |store: &Store| {
                    let places = store.countries().filter(|(name, _)| is_named(value, term, name));
                    places.flat_map(|(_, places)| places).copied().collect::<Vec<u32>>()
                };
                some_in(store, find, || unknown(value, "no place is in", countries()))
            })?;
            rows(at_places(store, found.into_iter().flatten()))
        }
        Field::Id => {
            let found = all(&term.values, |value| event(value, store))?;
            rows(RowSet::of(store.timeline().len(), found.into_iter().flatten()))
        }
        Field::Tag => {
            row_test(RowTest::Tags(symbols(term, store, Store::tags, "no event is tagged")?))
        }
        Field::Code => row_test(RowTest::Codes(codes(term, store)?)),
        Field::Has => any_row(has).map(Tests::Event),
        Field::Source => {
            let tests = term.values.iter().map(|value| source(value, term, store));
            let tests = tests.map(|test| test.map(|test| Tree::Leaf(EventTest::Row(test))));
            tests.collect::<Result<_, _>>().map(Tree::Any).map(Tests::Event)
        }
        Field::Anchor => {
            let states = choices(term, Anchor::NAMES, Anchor::ALL)?;
            let tests = states.into_iter().map(RowTest::Anchor);
            Ok(Tests::Event(Tree::Any(tests.map(EventTest::Row).map(Tree::Leaf).collect())))
        }
        Field::Review => row_test(RowTest::Review(choices(term, Review::NAMES, Review::ALL)?)),
        Field::Mine => rows(store.timeline().decided_rows(|decision| decision.mine)),
        Field::Marked => rows(store.timeline().decided_rows(|decision| decision.marked)),
        Field::Note => {
            let patterns = patterns(term)?;
            let noted = |note: &str| patterns.iter().any(|pattern| pattern.is_match(note));
            rows(store.timeline().decided_rows(|decision| noted(&decision.note)))
        }
        Field::Actors | Field::Confidence | Field::Fatalities | Field::Sources => {
            let bounds = all(&term.values, |value| bound(value, term.field, number))?;
            let test = match term.field {
                Field::Actors => RowTest::ActorCount,
                Field::Confidence => RowTest::Confidence,
                Field::Fatalities => RowTest::Fatalities,
                _ => RowTest::SourceCount,
            };
            let tests = bounds.into_iter().map(test).map(EventTest::Row).map(Tree::Leaf);
            Ok(Tests::Event(Tree::Any(tests.collect())))
        }
    }
}

fn all<T>(
    values: &[Value],
    convert: impl FnMut(&Value) -> Result<T, QueryError>,
) -> Result<Vec<T>, QueryError> {
    values.iter().map(convert).collect()
}

fn some<T>(found: Vec<T>, error: impl FnOnce() -> QueryError) -> Result<Vec<T>, QueryError> {
    if found.is_empty() { Err(error()) } else { Ok(found) }
}

/// As [`some`], where `find` looks for it; what a history knows of which the store is a part need
/// not be here.
fn some_in<T>(
    store: &Store,
    find: impl Fn(&Store) -> Vec<T>,
    error: impl FnOnce() -> QueryError,
) -> Result<Vec<T>, QueryError> {
    let is_elsewhere = || store.history().is_some_and(|history| !find(history).is_empty());
    let found = find(store);
    if found.is_empty() && !is_elsewhere() { Err(error()) } else { Ok(found) }
}

/// The text of a value that can't be anything else.
fn text(value: &Value) -> &str {
    match &value.what {
        What::Text(text) | What::Regex(text) => text,
        _ => "",
    }
}

/// How many names are tried for a suggestion; more would be felt while typing.
const SUGGESTIONS: usize = 20_000;

/// `no actor is called 'lavrof' (did you mean 'lavrov'?)`
fn unknown<'a>(
    value: &Value,
    message: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> QueryError {
    let text = text(value);
    let known = known.into_iter().take(SUGGESTIONS);
    let words: Vec<&str> =
        known.flat_map(|name| [name].into_iter().chain(name.split(' '))).collect();
    let error = QueryError::new(value.at, format!("{message} '{text}'"));
    match did_you_mean(&fold(text), words) {
        Some(help) => error.with_help(help),
        None => error,
    }
}

/// Whether a name is meant by the value: it has words that begin so, or is just that.
fn is_named(value: &Value, term: &Term, name: &str) -> bool {
    let (value, name) = (fold(text(value)), fold(name));
    if term.colon == Colon::Exact { name == value } else { is_word_prefix(&name, &value) }
}

/// The entries of a closed list with the words of the values.
fn choices<T: Copy>(term: &Term, names: &[&'static str], all: &[T]) -> Result<Vec<T>, QueryError> {
    self::all(&term.values, |value| choice(value, term.field, names, all))
}

fn choice<T: Copy>(
    value: &Value,
    field: Field,
    names: &[&'static str],
    all: &[T],
) -> Result<T, QueryError> {
    let word = fold(text(value));
    match names.iter().position(|&name| name == word) {
        Some(place) => Ok(all[place]),
        None => Err(no_choice(value, field, names)),
    }
}

fn no_choice(value: &Value, field: Field, names: &[&'static str]) -> QueryError {
    let message = format!("unknown {} '{}'", field.name(), text(value));
    if field == Field::Review && fold(text(value)) == Field::Mine.name() {
        return QueryError::new(value.at, message).with_help("your own events are mine:");
    }
    let help = did_you_mean(&fold(text(value)), names.iter().copied());
    let help = help.unwrap_or_else(|| format!("one of {}", names.join(", ")));
    QueryError::new(value.at, message).with_help(help)
}

fn facet<T: Copy + PartialEq + Send + Sync>(
    term: &Term,
    facet: &Facet<T>,
    names: &[&'static str],
    all: &[T],
) -> Result<RowSet, QueryError> {
    Ok(facet.any_of(&choices(term, names, all)?))
}

/// A quad class by its name, a word of it, or its number.
fn quad(value: &Value, store: &Store) -> Result<Tree<EventTest>, QueryError> {
    let word = fold(text(value));
    let is_meant = |quad: &Quad| {
        quad.name() == word
            || quad.name().split('-').any(|part| part == word)
            || quad.number().to_string() == word
    };
    let quads: Vec<Quad> = Quad::ALL.iter().copied().filter(is_meant).collect();
    let quads = some(quads, || no_choice(value, Field::Quad, Quad::NAMES))?;
    Ok(Tree::Leaf(EventTest::Rows(store.quads().any_of(&quads))))
}

fn has(value: &Value, _: &Store) -> Result<Tree<EventTest>, QueryError> {
    let names = Has::ALL.map(|(name, _)| name);
    let what = choice(value, Field::Has, &names, &Has::ALL.map(|(_, what)| what))?;
    Ok(Tree::Leaf(EventTest::Row(RowTest::Has(what))))
}

fn at_places(store: &Store, places: impl IntoIterator<Item = u32>) -> RowSet {
    let rows = places.into_iter().flat_map(|place| store.rows_at(place)).copied();
    RowSet::of(store.timeline().len(), rows)
}

/// The symbols that the values mean.
fn symbols(
    term: &Term,
    store: &Store,
    known: fn(&Store) -> &[Symbol],
    message: &str,
) -> Result<RowSet, QueryError> {
    let names = || known(store).iter().map(|&symbol| store.string(symbol));
    let found = all(&term.values, |value| {
        let find = |store: &Store| {
            let is_meant = |&&symbol: &&Symbol| is_named(value, term, store.string(symbol));
            known(store).iter().filter(is_meant).copied().collect::<Vec<Symbol>>()
        };
        some_in(store, find, || unknown(value, message, names()))
    })?;
    Ok(symbol_set(found.into_iter().flatten(), store))
}

/// The codes that begin so: `04` is `042`, too.
fn codes(term: &Term, store: &Store) -> Result<RowSet, QueryError> {
    let names = || store.codes().iter().map(|&symbol| store.string(symbol));
    let found = all(&term.values, |value| {
        let wanted = text(value).to_lowercase();
        let find = |store: &Store| {
            let is_meant = |&&symbol: &&Symbol| {
                let code = store.string(symbol).to_lowercase();
                if term.colon == Colon::Exact { code == wanted } else { code.starts_with(&wanted) }
            };
            store.codes().iter().filter(is_meant).copied().collect::<Vec<Symbol>>()
        };
        some_in(store, find, || unknown(value, "no event has a code like", names()))
    })?;
    Ok(symbol_set(found.into_iter().flatten(), store))
}

fn symbol_set(symbols: impl IntoIterator<Item = Symbol>, store: &Store) -> RowSet {
    let count = store.timeline().strings().len() as u32;
    RowSet::of(count, symbols.into_iter().map(|symbol| symbol.0))
}

/// The test of a speaker: `none`, or whom the names mean.
fn speaker(term: &Term, store: &Store) -> Result<SaidTest, QueryError> {
    let is_nobody = |value: &&Value| term.colon == Colon::Plain && text(value) == NONE;
    let named = term.values.iter().filter(|value| !is_nobody(value)).cloned().collect();
    let named = Term { values: named, ..term.clone() };
    let or_nobody = named.values.len() < term.values.len();
    Ok(SaidTest::Speaker { actors: who::all(&named, store)?, or_nobody })
}

/// The event with an id; the history of which the store is a part may have it elsewhere.
fn event(value: &Value, store: &Store) -> Result<Option<Row>, QueryError> {
    let found = store.timeline().find_event(text(value));
    if found.is_some() || store.history().is_some() {
        return Ok(found);
    }
    let events = store.timeline().events().take(SUGGESTIONS);
    let ids: Vec<String> = events.map(|event| event.id().into_owned()).collect();
    Err(unknown(value, "no event has the id", ids.iter().map(String::as_str)))
}

/// The value that stands for the lack of a speaker or a source.
pub(super) const NONE: &str = "none";

/// `none`, or a source by its id, title, publisher or author, with all that is made from it.
fn source(value: &Value, term: &Term, store: &Store) -> Result<RowTest, QueryError> {
    if text(value) == NONE {
        return Ok(RowTest::NoSource);
    }
    let sources = store.timeline().sources();
    let names = |number: usize| {
        let source = &sources[number];
        [&source.id, &source.title, &source.publisher, &source.author].map(String::as_str)
    };
    let is_meant = |number: &usize| names(*number).iter().any(|name| is_named(value, term, name));
    let meant: Vec<usize> = (0..sources.len()).filter(is_meant).collect();
    // The history of which the store is a part may have it elsewhere.
    if meant.is_empty() && store.history().is_none() {
        return Err(unknown(value, "no source is called", (0..sources.len()).flat_map(names)));
    }
    let origins = meant.into_iter().map(|number| SourceId(number as u32));
    Ok(RowTest::Sources(index::derived(sources, origins)))
}

fn patterns(term: &Term) -> Result<Vec<Pattern>, QueryError> {
    all(&term.values, |value| match &value.what {
        What::Regex(pattern) => Pattern::regex(pattern).map_err(|error| {
            let at = match &error {
                // Behind the slash.
                PatternError::Syntax { at: Some(at), .. } if !pattern.contains('/') => {
                    let at = value.at.start + 1 + at;
                    at..at + 1
                }
                _ => value.at.start..value.at.end,
            };
            QueryError::new(at, error.to_string())
        }),
        _ if text(value).trim().is_empty() => {
            Err(QueryError::new(value.at, "there is nothing to search for"))
        }
        _ => Ok(Pattern::new(text(value))),
    })
}

/// The rows whose date is so.
fn dated(store: &Store, is_so: impl Fn(&When) -> bool) -> RowSet {
    let timeline = store.timeline();
    let mut found = RowSet::none(timeline.len());
    for (when, rows) in timeline.moments() {
        if is_so(when) {
            found.insert_range(rows);
        }
    }
    found
}

/// A value to compare with.
fn bound<T>(
    value: &Value,
    field: Field,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Bound<T>, QueryError> {
    let read = |text: &str| {
        read(&fold(text)).ok_or_else(|| {
            let what = if field == Field::Precision { "precision" } else { "number" };
            let names = when::Precision::ALL.map(when::Precision::name);
            let help = match field {
                Field::Precision => did_you_mean(&fold(text), names)
                    .unwrap_or_else(|| format!("one of {}", names.join(", "))),
                _ => format!("for example {}", field.example()),
            };
            QueryError::new(value.at, format!("'{text}' is no {what}")).with_help(help)
        })
    };
    Ok(match &value.what {
        What::Compared(comparison, than) => Bound::Compared(*comparison, read(than)?),
        What::Between(from, to) => Bound::Between(read(from)?, read(to)?),
        _ => Bound::Is(read(text(value))?),
    })
}

/// What a value of `confidence:` asks for. `None` if it is not a number.
pub(super) fn share(value: &Value) -> Option<Bound<f64>> {
    bound(value, Field::Confidence, number).ok()
}

fn precision(text: &str) -> Option<when::Precision> {
    when::Precision::named(text)
}

fn number(text: &str) -> Option<f64> {
    f64::from_str(text).ok().filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Draft, File, PlaceDraft, Shard, Timeline},
        query::{Query, field::Record},
    };

    /// A field whose tests are of another record than it says would be left out of the plan.
    #[test]
    fn the_tests_of_every_field_are_of_its_record() {
        let mut shard = Shard::new(0);
        for name in ["lavrov", "russia", "usa", "khoja", "afp", "assad"] {
            shard.actor(name);
        }
        let place = PlaceDraft { name: "Doha", country: "QAT", ..PlaceDraft::default() };
        let (code, place, tags) = ("04", Some(place), &["context"][..]);
        shard.push(&Draft {
            id: "e05",
            when: When::parse("2015").unwrap(),
            code,
            place,
            tags,
            ..Draft::default()
        });
        let store = Store::new(Timeline::build(vec![File::default()], vec![shard]).0);
        for field in Field::all() {
            let query = Query::parse(field.example()).unwrap();
            let expr = query.expr();
            let Some(own) = expr.terms().next() else { continue };
            let tests = term(own, &store).unwrap_or_else(|error| panic!("{own}: {error}"));
            let is_like = match tests {
                Tests::Event(_) => field.record() == Record::Event,
                Tests::Part(_) => field.record() == Record::Participation,
                Tests::Said(_) => matches!(field.record(), Record::Statement(_)),
            };
            assert!(is_like, "{own}");
        }
    }
}
