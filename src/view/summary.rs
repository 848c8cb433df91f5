//! A record in a few words, to be copied: into an article, a note or a message.
//!
//! What is copied holds no more than the data: an inferred date says so, a paraphrase is not
//! quoted, and the source is named with what it was made from. Line ends stay, control characters
//! are visible marks.

use std::borrow::Cow;

use crate::{
    base::{once::each_once, text},
    model::{
        ActorId, Basis, Event, Evidence, Form, SourceId, Statement, StatementId, Timeline, When,
    },
    view::{Record, shown, standing, statements},
};

/// What is said in a record: the words of a statement, the title of an event or source, a name.
#[must_use]
pub fn words(timeline: &Timeline, record: Record) -> String {
    let words = match record {
        Record::Event(row) => timeline.event(row).title(),
        Record::Statement(id) => timeline.statement(id).text.as_str().into(),
        Record::Actor(id) => timeline.actor(id).name.as_str().into(),
        Record::Source(id) => shown::source_name(timeline, id),
    };
    text::neutralise_block(&words).into_owned()
}

/// The words with who, when and from where:
/// `"not clinging" (National Coalition, 13 Aug 2015; AFP report, AFP, 13 Aug 2015)`.
#[must_use]
pub fn citation(timeline: &Timeline, record: Record) -> String {
    match record {
        Record::Event(row) => {
            let event = timeline.event(row);
            let mut about = vec![known(event.when().words(), event.basis())];
            about.extend(event.place().map(|place| known(shown::line(&place.name), place.basis)));
            cited(timeline, &words(timeline, record), &about, event.evidence())
        }
        Record::Statement(id) => statement_citation(timeline, id),
        Record::Actor(id) => {
            let standing = standing::ever(timeline, timeline.actor(id));
            cited(timeline, &words(timeline, record), &[standing], [])
        }
        Record::Source(id) => source(timeline, id),
    }
}

/// The id in the file.
#[must_use]
pub fn id(timeline: &Timeline, record: Record) -> String {
    let id = match record {
        Record::Event(row) => timeline.event(row).id(),
        Record::Statement(id) => Cow::from(&timeline.statement(id).id),
        Record::Actor(id) => Cow::from(&timeline.actor(id).id),
        Record::Source(id) => Cow::from(&timeline.source(id).id),
    };
    shown::line(&id).into_owned()
}

/// The date as EDTF: when it happened, was said or was published. `None` if unknown.
#[must_use]
pub fn date(timeline: &Timeline, record: Record) -> Option<String> {
    let when = match record {
        Record::Event(row) => Some(timeline.when(row)),
        Record::Statement(id) => timeline.said(timeline.statement(id)),
        Record::Actor(_) => None,
        Record::Source(id) => timeline.source(id).published.as_ref(),
    };
    when.filter(|when| !when.is_undated()).map(When::edtf)
}

/// The address of the source that a record rests on, or of what that was made from; the first
/// that has one.
#[must_use]
pub fn address(timeline: &Timeline, record: Record) -> Option<String> {
    let mut sources: Vec<SourceId> = match record {
        Record::Source(id) => vec![id],
        Record::Actor(_) => Vec::new(),
        Record::Event(row) => {
            let event = timeline.event(row);
            if let Some(address) = address_in_row(event) {
                return Some(address);
            }
            sources(event.evidence())
        }
        Record::Statement(id) => sources(timeline.statement(id).evidence.iter().copied()),
    };
    let mut next = 0;
    while let Some(&source) = sources.get(next) {
        let source = timeline.source(source);
        if !source.url.is_empty() {
            return Some(text::neutralise(&source.url).into_owned());
        }
        let more: Vec<_> =
            source.derived_from.iter().filter(|from| !sources.contains(from)).copied().collect();
        sources.extend(more);
        next += 1;
    }
    None
}

fn statement_citation(timeline: &Timeline, id: StatementId) -> String {
    let statement = timeline.statement(id);
    let name = |id: ActorId| shown::line(&timeline.actor(id).name).into_owned();
    let said = timeline.said(statement);
    let mut about = Vec::new();
    if let Some(speaker) = statement.speaker {
        about.push(name(speaker));
        about.extend(said.map(|when| standing::at(timeline, timeline.actor(speaker), when)));
    }
    if !statement.to.is_empty() {
        let to: Vec<String> = statement.to.iter().copied().map(name).collect();
        about.push(format!("to {}", to.join(", ")));
    }
    about.extend(
        said.map(|when| known(when.words(), statement.basis.or(event_basis(timeline, statement)))),
    );
    about.extend(match statement.form {
        Some(Form::Paraphrase | Form::Recalled) => {
            statement.form.map(|form| form.name().to_owned())
        }
        Some(Form::Verbatim | Form::Fragment) => None,
        None => Some("form unknown".to_owned()),
    });
    about.extend((statement.translated == Some(true)).then(|| "translated".to_owned()));
    about.extend(statement.via.map(|via| format!("reported by {}", name(via))));
    let words = text::neutralise_block(&statements::quoted(statement)).into_owned();
    cited(timeline, &words, &about, statement.evidence.iter().copied())
}

/// How the date of its event is known, for a statement without one of its own.
fn event_basis(timeline: &Timeline, statement: &Statement) -> Option<Basis> {
    let row = statement.event.filter(|_| statement.when.is_none())?;
    timeline.event(row).basis()
}

/// A date or a place with how it is known: "13 Aug 2015", "Moscow by inference".
fn known(value: impl Into<String>, basis: Option<Basis>) -> String {
    let value = value.into();
    match basis {
        Some(Basis::Inferred) => format!("{value} by inference"),
        Some(Basis::Published) => format!("published {value}"),
        Some(Basis::Stated) | None => value,
    }
}

/// The address that the row of a data set names.
fn address_in_row(event: Event<'_>) -> Option<String> {
    let rows = event.file().rows.as_deref()?;
    let column = rows.address_column()?;
    let cells = rows.read(event).ok()?;
    let cell = cells.into_iter().find(|cell| cell.column.eq_ignore_ascii_case(column))?;
    (!cell.value.is_empty()).then(|| text::neutralise(&cell.value).into_owned())
}

/// The words with, in parentheses, remarks and where they stand.
fn cited(
    timeline: &Timeline,
    words: &str,
    about: &[String],
    evidence: impl IntoIterator<Item = Evidence>,
) -> String {
    let about: Vec<&str> =
        about.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let sources = sources(evidence).into_iter().map(|id| source(timeline, id));
    let parts: Vec<String> =
        std::iter::once(about.join(", ")).chain(sources).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { words.to_owned() } else { format!("{words} ({})", parts.join("; ")) }
}

/// "Russia pushes again, from AFP report, AFP, 13 Aug 2015": with what it says it was made from.
fn source(timeline: &Timeline, id: SourceId) -> String {
    let own = |id: SourceId| {
        let source = timeline.source(id);
        let mut parts = vec![shown::source_name(timeline, id).into_owned()];
        let names = [&source.author, &source.publisher].map(|name| shown::line(name).into_owned());
        parts.extend(names.into_iter().filter(|name| !name.is_empty()));
        parts.extend(source.published.as_ref().map(When::words));
        parts.join(", ")
    };
    let origins: Vec<String> =
        timeline.source(id).derived_from.iter().map(|&from| own(from)).collect();
    if origins.is_empty() {
        own(id)
    } else {
        format!("{}, from {}", own(id), origins.join(" and "))
    }
}

/// The sources of the evidence, each once, in its order.
fn sources(evidence: impl IntoIterator<Item = Evidence>) -> Vec<SourceId> {
    each_once(evidence.into_iter().map(|entry| entry.source))
}
