//! Records with who, when and from where: to be quoted in an article, a note or a message.
//!
//! Nothing here says more than the data: an inferred date says so, a paraphrase is not quoted, and a
//! source is named with what it was made from. What is given is safe to show.

use crate::{
    base::{
        once::each_once,
        text::{neutralise_block, one_line},
    },
    model::{ActorId, Basis, Event, Evidence, Form, SourceId, Statement, Timeline, When},
};

/// The title with its day, its place and its sources:
/// `Khoja meets Lavrov (13 Aug 2015, Moscow; AFP report, AFP, 13 Aug 2015)`.
#[must_use]
pub fn event(event: Event<'_>) -> String {
    let mut about = vec![Basis::with(event.basis(), event.when().words())];
    about.extend(event.place().map(|place| Basis::with(place.basis, &*place.name)));
    let sources = sources(event.timeline(), event.evidence());
    let about = std::iter::once(joined(about, ", ")).chain(sources);
    safe(&in_brackets(&event.title(), about))
}

/// The words with who said them to whom and when, and their sources:
/// `"not clinging" — Khaled Khoja, head, National Coalition, to journalists, 13 Aug 2015 (AFP report,
/// AFP, 13 Aug 2015, https://example.org/1)`.
#[must_use]
pub fn statement(timeline: &Timeline, statement: &Statement) -> String {
    let sources = sources(timeline, statement.evidence.iter().copied());
    safe(&in_brackets(&attributed(timeline, statement), sources))
}

/// The words with who said them to whom and when, without their sources.
#[must_use]
pub fn attributed(timeline: &Timeline, statement: &Statement) -> String {
    safe(&joined([statement.quoted().into_owned(), attribution(timeline, statement)], " — "))
}

/// Who said it, in what office then, to whom, when, in what form, and who reported it.
#[must_use]
pub fn attribution(timeline: &Timeline, statement: &Statement) -> String {
    let name = |id: ActorId| timeline.actor(id).name.clone();
    let said = timeline.said(statement);
    let mut parts = Vec::new();
    if let Some(speaker) = statement.speaker {
        parts.extend([name(speaker), timeline.standing(timeline.actor(speaker), said)]);
    }
    if !statement.to.is_empty() {
        let to: Vec<String> = statement.to.iter().copied().map(name).collect();
        parts.push(format!("to {}", to.join(", ")));
    }
    let of_event = statement.event.filter(|_| statement.when.is_none());
    let basis = statement.basis.or(of_event.and_then(|row| timeline.event(row).basis()));
    parts.extend(said.map(|when| Basis::with(basis, when.words())));
    parts.push(statement.venue.clone());
    parts.extend(match statement.form {
        Some(Form::Verbatim | Form::Fragment) => None,
        Some(form) => Some(form.name().to_owned()),
        None => Some("form unknown".to_owned()),
    });
    parts.extend((statement.translated == Some(true)).then(|| "translated".to_owned()));
    parts.extend(statement.via.map(|via| format!("reported by {}", name(via))));
    safe(&joined(parts, ", "))
}

/// The name with what the actor is.
#[must_use]
pub fn actor(timeline: &Timeline, id: ActorId) -> String {
    let actor = timeline.actor(id);
    safe(&in_brackets(&actor.name, [timeline.standing(actor, None)]))
}

/// `Russia pushes again, AFP, 13 Aug 2015, https://example.org/1, from AFP report`: with what the
/// source says it was made from.
#[must_use]
pub fn source(timeline: &Timeline, id: SourceId) -> String {
    let own = |id: SourceId| {
        let source = timeline.source(id);
        let title = if source.title.is_empty() { &source.id } else { &source.title };
        let published = source.published.as_ref().map(When::words).unwrap_or_default();
        let parts = [title, &source.author, &source.publisher, &published, &source.url];
        joined(parts.map(|part| one_line(part).into_owned()), ", ")
    };
    let origins: Vec<String> =
        timeline.source(id).derived_from.iter().map(|&from| own(from)).collect();
    safe(&joined([own(id), origins.join(" and ")], ", from "))
}

fn sources(
    timeline: &Timeline,
    evidence: impl IntoIterator<Item = Evidence>,
) -> impl Iterator<Item = String> {
    let ids = each_once(evidence.into_iter().map(|entry| entry.source));
    ids.into_iter().map(|id| source(timeline, id))
}

/// What is not empty, with something between.
fn joined(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

/// The words with, in brackets, remarks and where they stand.
fn in_brackets(words: &str, parts: impl IntoIterator<Item = String>) -> String {
    match joined(parts, "; ") {
        parts if parts.is_empty() => words.to_owned(),
        parts => format!("{words} ({parts})"),
    }
}

fn safe(text: &str) -> String {
    neutralise_block(text).into_owned()
}
