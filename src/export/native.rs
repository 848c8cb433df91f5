//! Timelines in our own format, as a person would write them.

use std::io::{self, Write};

use serde::Serialize;

use super::{
    excerpt::Excerpt,
    extras::Extras,
    json, layout,
    raise::{self, Ids},
};
use crate::{
    base::rows::{Row, RowSet},
    model::{
        ActorId, Evidence, Scope, SourceId, StatementId, Timeline,
        native::{self, Text},
    },
};

/// Writes the whole timeline, in the order of its files. Reading it again gives the same timeline,
/// save for the candidates where these are not meant.
///
/// The texts of the sources stand in it, wherever they came from, so that it needs no file beside
/// it.
pub fn write(out: &mut impl Write, timeline: &Timeline, scope: Scope) -> io::Result<()> {
    let rows = RowSet::filtered(timeline.len(), |row| timeline.event(row).is_meant(scope));
    let said = timeline.statements_in(scope).map(|(id, _)| id);
    let part = Part {
        statements: statements(timeline, &rows, said),
        rows,
        actors: RowSet::all(timeline.actors().len() as u32),
        sources: RowSet::all(timeline.sources().len() as u32),
    };
    part.write(out, timeline, "")
}

/// Writes what is shown: all of it where nothing was asked for, else the events that were found
/// with all that they need, and among what the timeline says of itself how they were chosen.
pub fn write_excerpt(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<()> {
    let Excerpt { timeline, rows, scope, note, .. } = *excerpt;
    if note.query.is_empty() {
        return write(out, timeline, scope);
    }
    write_rows(out, timeline, rows, scope, &format!("An excerpt: {}.", note.line()))
}

/// Writes some events with their statements, and the actors and sources that these need. The note
/// stands behind what the timeline says of itself.
pub fn write_rows(
    out: &mut impl Write,
    timeline: &Timeline,
    rows: &RowSet,
    scope: Scope,
    note: &str,
) -> io::Result<()> {
    let said = rows.iter().flat_map(|row| timeline.event(row).statements_in(scope));
    let statements = statements(timeline, rows, said.map(|(id, _)| id));
    let part = Part {
        rows: rows.clone(),
        actors: actors(timeline, rows, &statements),
        sources: sources(timeline, rows, &statements),
        statements,
    };
    part.write(out, timeline, note)
}

/// These statements and those that tell the events.
fn statements(
    timeline: &Timeline,
    rows: &RowSet,
    said: impl Iterator<Item = StatementId>,
) -> Vec<StatementId> {
    let told_by = |row| timeline.event(row).asserted_by().map(|(id, _)| id);
    let mut ids: Vec<_> = said.chain(rows.iter().filter_map(told_by)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What is written of a timeline.
struct Part {
    rows: RowSet,
    statements: Vec<StatementId>,
    /// By number.
    actors: RowSet,
    /// By number.
    sources: RowSet,
}

/// Those who take part, speak, are spoken to or of, and what they belong to.
fn actors(timeline: &Timeline, rows: &RowSet, statements: &[StatementId]) -> RowSet {
    let take_part = rows.iter().flat_map(|row| timeline.event(row).actors());
    let take_part = take_part.map(|part| part.actor());
    let speak = statements.iter().flat_map(|&id| {
        let said = timeline.statement(id);
        let named = said.speaker.iter().chain(&said.to).chain(&said.via).chain(&said.about);
        named.copied()
    });
    let seeds = take_part.chain(speak).map(|id| id.0);
    reached(timeline.actors().len(), seeds, |id| {
        timeline.actor(ActorId(id)).belongs_to().map(|id| id.0).collect()
    })
}

/// Those that prove something, and what they were made from.
fn sources(timeline: &Timeline, rows: &RowSet, statements: &[StatementId]) -> RowSet {
    let events = rows.iter().flat_map(|row| timeline.event(row).evidence());
    let said = statements.iter().flat_map(|&id| &timeline.statement(id).evidence);
    let seeds = events.chain(said.copied()).map(|entry: Evidence| entry.source.0);
    reached(timeline.sources().len(), seeds, |id| {
        timeline.source(SourceId(id)).derived_from.iter().map(|id| id.0).collect()
    })
}

/// The seeds, and all to which the steps lead from them.
fn reached(
    len: usize,
    seeds: impl Iterator<Item = u32>,
    steps: impl Fn(u32) -> Vec<u32>,
) -> RowSet {
    let mut found = RowSet::none(len as u32);
    for seed in seeds {
        let mut open = vec![seed];
        while let Some(id) = open.pop() {
            if !found.contains(id) {
                found.insert(id);
                open.extend(steps(id));
            }
        }
    }
    found
}

impl Part {
    fn write(self, out: &mut impl Write, timeline: &Timeline, note: &str) -> io::Result<()> {
        let mut rows: Vec<Row> = self.rows.iter().collect();
        rows.sort_by_key(|&row| {
            let event = timeline.event(row);
            (event.file_number(), event.rank_in_file())
        });
        let ids = Ids::new(timeline);
        let (title, about) = match timeline.read_files() {
            [file] => (file.title.clone(), file.about.as_str()),
            _ => (timeline.title(), ""),
        };
        let mut object = Object { out, has_members: false };
        object.member("format", &native::FORMAT)?;
        object.member("version", &native::VERSION)?;
        object.text("title", &title)?;
        let about = [about, note].into_iter().filter(|part| !part.is_empty());
        object.text("about", &about.collect::<Vec<_>>().join("\n\n"))?;
        let sources = self.sources.iter().map(SourceId);
        object.list("sources", sources.map(|id| Ok(raise::source(timeline, &ids, id))))?;
        let actors = self.actors.iter().map(ActorId);
        object.list("actors", actors.map(|id| Ok(raise::actor(timeline, &ids, id))))?;
        let events = rows.iter().map(|&row| timeline.event(row));
        let mut extras = Extras::default();
        object.list(
            "events",
            events.map(|event| Ok(raise::event(event, &ids, extras.extra(event)?))),
        )?;
        let statements = self.statements.iter();
        object
            .list("statements", statements.map(|&said| Ok(self.statement(timeline, &ids, said))))?;
        object.out.write_all(b"\n}\n")
    }

    /// A statement; where its event is not written, the date that it has from it stands in it.
    fn statement<'a>(
        &self,
        timeline: &'a Timeline,
        ids: &Ids<'a>,
        id: StatementId,
    ) -> native::Statement<'a> {
        let (raised, statement) = (raise::statement(timeline, ids, id), timeline.statement(id));
        if statement.event.is_none_or(|row| self.rows.contains(row)) {
            return raised;
        }
        let when = timeline.said(statement).and_then(raise::stated);
        native::Statement {
            when: when.map_or_else(Text::default, raise::edtf),
            event: Text::default(),
            ..raised
        }
    }
}

/// The object that a file is, while it is written.
struct Object<W> {
    out: W,
    has_members: bool,
}

impl<W: Write> Object<W> {
    fn name(&mut self, name: &str) -> io::Result<()> {
        let before = if self.has_members { "," } else { "{" };
        self.has_members = true;
        write!(self.out, "{before}\n  \"{name}\": ")
    }

    fn member(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        self.name(name)?;
        self.out.write_all(json::to_string(value)?.as_bytes())
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { self.member(name, &text) }
    }

    /// Writes a record after the other; an empty list is left out.
    fn list<T: Serialize>(
        &mut self,
        name: &str,
        records: impl Iterator<Item = io::Result<T>>,
    ) -> io::Result<()> {
        let mut before = "[";
        for record in records {
            if before == "[" {
                self.name(name)?;
            }
            write!(self.out, "{before}\n    ")?;
            layout::write(&mut self.out, &json::to_string(&record?)?, 4, 4)?;
            before = ",";
        }
        if before == "[" { Ok(()) } else { self.out.write_all(b"\n  ]") }
    }
}
