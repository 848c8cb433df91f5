//! Which record an entry means: the one with its id, else the only one with its words.
//!
//! An extractor makes ids of words, so that they stay when the text is read again; rows of a data
//! set without ids are known by their number, which counts only while the row says the same.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    base::{rows::Row, text::one_line},
    model::{Event, Evidence, StatementId, Timeline, When},
    notebook::Name,
};

/// Why an entry has no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Astray {
    /// No record has its id or its words.
    Lost,
    /// Several records have its words.
    Many,
    /// An entry before it is about the same record.
    Twice,
}

/// The name of an event.
pub(super) fn of_event(event: Event<'_>) -> Name {
    let timeline = event.timeline();
    let quoted = event.stated_evidence().iter().find(|entry| !entry.quote.is_empty());
    Name {
        id: event.id().into_owned(),
        source: quoted.map(|entry| source_id(timeline, entry)).unwrap_or_default(),
        words: words_of_event(event),
        title: quoted.map(|_| event.title().into_owned()).unwrap_or_default(),
    }
}

/// The name of a statement.
pub(super) fn of_statement(timeline: &Timeline, id: StatementId) -> Name {
    let said = timeline.statement(id);
    let quoted = said.evidence.iter().find(|entry| !entry.quote.is_empty());
    Name {
        id: said.id.clone(),
        source: quoted.map(|entry| source_id(timeline, entry)).unwrap_or_default(),
        words: one_line(&said.text).into_owned(),
        title: String::new(),
    }
}

fn source_id(timeline: &Timeline, entry: &Evidence) -> String {
    timeline.source(entry.source).id.clone()
}

/// The words that prove an event; where there are none, what its record says: the day, who, what
/// and where.
fn words_of_event(event: Event<'_>) -> String {
    let timeline = event.timeline();
    let quoted = event.stated_evidence().iter().find(|entry| !entry.quote.is_empty());
    if let Some(entry) = quoted {
        return one_line(timeline.text(entry.quote)).into_owned();
    }
    let names: Vec<&str> =
        event.actors().iter().map(|part| timeline.actor(part.actor()).name.as_str()).collect();
    let (_, code) = event.code();
    let place = event.place().map_or("", |place| &place.name);
    let kind = event.kind().name();
    let who = names.join(", ");
    let said = [event.when().edtf().as_str(), kind, code, event.stored_title(), &who, place]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" | ");
    one_line(&said).into_owned()
}

/// Finds the events of names. O(names), and O(events) where ids have to be looked up; where words
/// have to be looked for, the time of comparing them with those of all events of the day, or of
/// all that quote a source.
pub(super) fn find_events(timeline: &Timeline, names: &[&Name]) -> Vec<Result<Row, Astray>> {
    let wanted: FxHashSet<&str> = names.iter().map(|name| name.id.as_str()).collect();
    let by_id = rows_by_id(timeline, &wanted);
    let mut by_words: Option<FxHashMap<String, Vec<Row>>> = None;
    let find = |name: &&Name| {
        let own = by_id.get(name.id.as_str()).copied();
        // A number says nothing by itself: another row may have it now.
        let is_it = |&row: &Row| {
            let event = timeline.event(row);
            event.data_set().is_none()
                || name.words.is_empty()
                || words_of_event(event) == name.words
        };
        if let Some(row) = own.filter(is_it) {
            return Ok(row);
        }
        if name.words.is_empty() {
            return Err(Astray::Lost);
        }
        if let Some(rows) = rows_of_day(timeline, &name.words) {
            let alike = rows.filter(|&row| words_of_event(timeline.event(row)) == name.words);
            return only(&alike.collect::<Vec<_>>());
        }
        let by_words = by_words.get_or_insert_with(|| quoting(timeline));
        let alike = by_words.get(&name.words).cloned().unwrap_or_default();
        let there = |&row: &Row| {
            let event = timeline.event(row);
            event.sources().any(|source| timeline.source(source).id == name.source)
        };
        let called = |&row: &Row| timeline.event(row).title() == name.title;
        only(&among(among(alike, there), called))
    };
    let mut find = find;
    names.iter().map(&mut find).collect()
}

fn rows_by_id<'a>(timeline: &Timeline, wanted: &FxHashSet<&'a str>) -> FxHashMap<&'a str, Row> {
    /// From so many on one look at all events is faster than one search for each.
    const MANY: usize = 8;
    if wanted.len() <= MANY {
        let found = wanted.iter().map(|&id| Some((id, timeline.find_event(id)?)));
        return found.flatten().collect();
    }
    let mut found = FxHashMap::default();
    for event in timeline.events() {
        if let Some(&id) = wanted.get(&*event.id()) {
            found.entry(id).or_insert(event.row());
        }
    }
    found
}

/// The events of the day that words of a row begin with.
fn rows_of_day(timeline: &Timeline, words: &str) -> Option<std::ops::Range<Row>> {
    let (day, _) = words.split_once(" | ")?;
    let when = When::parse(day).ok()?;
    let number = timeline.whens().iter().position(|own| own.edtf() == when.edtf())?;
    Some(timeline.rows_of(number))
}

/// The events by the words that they quote.
fn quoting(timeline: &Timeline) -> FxHashMap<String, Vec<Row>> {
    let mut rows: FxHashMap<String, Vec<Row>> = FxHashMap::default();
    for event in timeline.events() {
        if event.stated_evidence().iter().any(|entry| !entry.quote.is_empty()) {
            rows.entry(words_of_event(event)).or_default().push(event.row());
        }
    }
    rows
}

/// Those that pass, unless none does.
fn among(rows: Vec<Row>, passes: impl Fn(&Row) -> bool) -> Vec<Row> {
    let passing: Vec<Row> = rows.iter().copied().filter(passes).collect();
    if passing.is_empty() { rows } else { passing }
}

fn only<T: Copy>(alike: &[T]) -> Result<T, Astray> {
    match *alike {
        [one] => Ok(one),
        [] => Err(Astray::Lost),
        _ => Err(Astray::Many),
    }
}

/// Finds the statements of names. O(statements + names).
pub(super) fn find_statements(
    timeline: &Timeline,
    names: &[&Name],
) -> Vec<Result<StatementId, Astray>> {
    let numbered = || (0..).map(StatementId).zip(timeline.statements());
    let mut by_id: FxHashMap<&str, StatementId> = FxHashMap::default();
    let mut by_words: FxHashMap<String, Vec<StatementId>> = FxHashMap::default();
    if !names.is_empty() {
        for (id, said) in numbered() {
            by_id.entry(&said.id).or_insert(id);
            by_words.entry(one_line(&said.text).into_owned()).or_default().push(id);
        }
    }
    let find = |name: &&Name| {
        if let Some(&id) = by_id.get(name.id.as_str()) {
            return Ok(id);
        }
        let alike = by_words.get(&name.words).filter(|_| !name.words.is_empty());
        only(alike.map_or(&[], Vec::as_slice))
    };
    names.iter().map(find).collect()
}
