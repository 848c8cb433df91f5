//! `demarche show`: one record in full.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::{
    base::{issue, text},
    cli::{
        Outcome,
        args::{self, Files, Format, terminal_width},
        history, load, say,
    },
    export::{self, ActorRow, Counts, EventRow, Extras, SourceRow, StatementRow},
    index::Store,
    model::{self, ActorId, Scope, SourceId, StatementId, Timeline},
    query::{Expr, Field, Query, Term},
    view::{
        Record,
        detail::{self, Detail},
    },
};

/// Prints all records with this id: there is one, unless an event is called like an actor.
pub(super) fn run(
    id: &str,
    files: &Files,
    columns: &[String],
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let loaded = match history::named(files)? {
        Some(connection) => {
            let query = Query::from(Expr::Term(Term::new(Field::Id, id)));
            history::load(connection, files, &query)?
        }
        None => load::load(files)?,
    };
    let records = find(&loaded.store, id);
    for (number, &record) in records.iter().enumerate() {
        if format == Format::Table {
            if number > 0 {
                writeln!(out)?;
            }
            print(out, &detail::of(loaded.store.timeline(), record))?;
        } else {
            write(out, &loaded.store, record, columns, format)?;
        }
    }
    if records.is_empty() {
        let ids: Vec<_> = ids(loaded.store.timeline()).collect();
        let help = issue::did_you_mean(id, ids.iter().map(|id| &**id));
        let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
        say(&issue::brief(format!("no record has the id '{id}'{help}")));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Fine)
}

fn find(store: &Store, id: &str) -> Vec<Record> {
    let timeline = store.timeline();
    let event = store.timeline().find_event(id).map(Record::Event);
    let statements = (0..).map(StatementId).zip(timeline.statements());
    let statements = statements.filter(|(_, statement)| statement.id == id);
    let actors = (0..).map(ActorId).zip(timeline.actors());
    let actors = actors.filter(|(_, actor)| actor.id == id);
    let sources = (0..).map(SourceId).zip(timeline.sources());
    let sources = sources.filter(|(_, source)| source.id == id);
    event
        .into_iter()
        .chain(statements.map(|(number, _)| Record::Statement(number)))
        .chain(actors.map(|(number, _)| Record::Actor(number)))
        .chain(sources.map(|(number, _)| Record::Source(number)))
        .collect()
}

/// Every id, for a suggestion.
fn ids(timeline: &Timeline) -> impl Iterator<Item = Cow<'_, str>> {
    let statements = timeline.statements().iter().map(|statement| Cow::from(&statement.id));
    let actors = timeline.actors().iter().map(|actor| Cow::from(&actor.id));
    let sources = timeline.sources().iter().map(|source| Cow::from(&source.id));
    // Nobody mistypes the number of one event in a million.
    let events = timeline.events().take(10_000).map(model::Event::id);
    events.chain(statements).chain(actors).chain(sources)
}

/// Prints the title, then a line a field with its note, wrapped in a terminal.
fn print(out: &mut impl Write, detail: &Detail) -> io::Result<()> {
    let labels = detail.fields.iter().map(|field| text::width(&field.label)).max().unwrap_or(0);
    let width =
        terminal_width().map_or(usize::MAX, |width| width.saturating_sub(labels + 4).max(20));
    writeln!(out, "{}", detail.title)?;
    for line in detail::wrapped(&detail.fields, width, usize::MAX) {
        let field = &detail.fields[line.field];
        let label = if line.first { field.label.as_ref() } else { "" };
        let (value, note) = (&field.value[line.value], &field.note[line.note]);
        let gap = if value.is_empty() || note.is_empty() { "" } else { "  " };
        let shown = format!("  {}  {value}{gap}{note}", text::pad(label, labels));
        writeln!(out, "{}", shown.trim_end())?;
    }
    Ok(())
}

/// Prints the record for machines: as JSON, one object.
fn write(
    out: &mut impl Write,
    store: &Store,
    record: Record,
    columns: &[String],
    format: Format,
) -> io::Result<()> {
    let timeline = store.timeline();
    let output = args::output(match format {
        Format::Json => Format::Jsonl,
        format => format,
    });
    match record {
        Record::Event(row) => {
            let event = timeline.event(row);
            let mut extras = Extras::chosen(timeline, columns).map_err(io::Error::other)?;
            let event = EventRow::new(event, Scope::Every).with_extra(extras.extra(event)?);
            export::write(out, output, [event])
        }
        Record::Statement(id) => export::write(out, output, [StatementRow::new(timeline, id)]),
        Record::Actor(id) => {
            let speaks = timeline.statements().iter().filter(|said| said.speaker == Some(id));
            let counts = Counts {
                events: store.rows_of(id).len() as u32,
                statements: speaks.count() as u32,
            };
            export::write(out, output, [ActorRow::new(timeline, id, counts)])
        }
        Record::Source(id) => export::write(out, output, [SourceRow::new(timeline, id)]),
    }
}
