//! Events as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    Record,
    evidence::{self, EvidenceRow},
    join,
    noted::Noted,
    number, raise, record_fields,
};
use crate::model::{
    Basis, Confidence, Event, Quad, Scope, When,
    native::{self, Extra},
};

/// One event as it is written.
#[derive(Serialize)]
pub struct EventRow<'a> {
    id: Cow<'a, str>,
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<native::Code<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quad: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    quad_derived: bool,
    status: &'static str,
    actors: Vec<Part<'a>>,
    place: Option<native::Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fatalities: Option<native::Fatalities>,
    statements: Vec<&'a str>,
    source: Vec<&'a str>,
    evidence: Vec<EvidenceRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asserted_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    rule: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date_rule: &'a str,
    #[serde(flatten)]
    noted: Noted<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<Extra<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    #[serde(skip)]
    event: Event<'a>,
}

/// Who takes part, and how.
#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    name: &'a str,
    role: &'static str,
}

impl<'a> EventRow<'a> {
    /// The row of an event with those of its statements that are meant.
    #[must_use]
    pub fn new(event: Event<'a>, scope: Scope) -> Self {
        let timeline = event.timeline();
        let actors = event.actors().iter().map(|part| {
            let actor = timeline.actor(part.actor());
            Part { id: &actor.id, name: &actor.name, role: part.role().name() }
        });
        let quad = event.quad();
        Self {
            id: event.id(),
            when: raise::stated(event.when()).map(When::edtf),
            basis: event.basis().map(Basis::name),
            title: event.title(),
            summary: event.summary(),
            kind: event.kind().name(),
            label: event.label(),
            code: raise::code(event),
            quad: quad.map(Quad::name),
            quad_derived: quad.is_some() && event.stated_quad().is_none(),
            status: event.status().name(),
            actors: actors.collect(),
            place: event.place().map(raise::place),
            fatalities: event.fatalities().map(raise::fatalities),
            statements: event.statements_in(scope).map(|(_, said)| said.id.as_str()).collect(),
            source: evidence::sources(timeline, event.evidence()),
            evidence: evidence::rows(timeline, event.evidence()),
            tags: event.tags().collect(),
            asserted_by: event.asserted_by().map(|(_, said)| said.id.as_str()),
            confidence: event.confidence().map(Confidence::value),
            rule: event.rule(),
            date_rule: event.date_rule(),
            noted: Noted::of(event.decision()),
            extra: (!event.extra().is_empty()).then(|| Extra(event.extra().into())),
            file: if timeline.files().len() > 1 { &event.file().name } else { "" },
            event,
        }
    }

    /// The same with the row of the data set that it came from.
    #[must_use]
    pub fn with_extra(self, extra: Extra<'a>) -> Self {
        Self { extra: Some(extra).filter(|extra| !extra.0.is_empty()), ..self }
    }
}

impl Record for EventRow<'_> {
    const NAME: &'static str = "events";

    record_fields! { self;
        "id": "unique in the timeline" => (&*self.id).into(),
        "when": "when it happened, EDTF; null if that is not known"
            => self.when.as_deref().unwrap_or_default().into(),
        "basis": "how the date is known: stated, inferred or published"
            => self.basis.unwrap_or_default().into(),
        "title": "one line, composed where the source has none" => (&*self.title).into(),
        "summary": "some sentences" => self.summary.into(),
        "kind": "the kind of act: a PLOVER type, statement or other" => self.kind.into(),
        "label": "the source's own word for the kind" => self.label.into(),
        "code": "the code in a coding scheme: scheme and value"
            => self
                .code
                .as_ref()
                .map_or_else(Cow::default, |code| format!("{} {}", code.scheme, code.value).into()),
        "quad": "the quad class: words or deeds, with or against"
            => self.quad.unwrap_or_default().into(),
        "quad_derived": "true if the quad class is not the source's but follows from the code or the kind"
            => if self.quad_derived { "true" } else { "" }.into(),
        "status": "whether it happened: occurred, ongoing, planned, disputed, denied or unverified"
            => self.status.into(),
        "actors": "who takes part: id, name and role of each, in the source's order"
            => join(self.actors.iter().map(|part| format!("{} ({})", part.name, part.role))).into(),
        "place": "where: name, country, lat, lon, precision and basis; null if that is not known"
            => self.place.as_ref().map_or_else(Cow::default, |place| {
                let words = [&*place.name, &*place.country];
                words
                    .into_iter()
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(", ")
                    .into()
            }),
        "fatalities": "how many were killed: low, best and high, and whether about (approx)"
            => self.fatalities.map_or_else(Cow::default, |number| fatalities(number).into()),
        "statements": "the ids of the statements made in it" => join(&self.statements).into(),
        "source": "the ids of the sources that prove it" => join(&self.source).into(),
        "evidence": "what proves it: source, quote and span, or row, of each; the state of the words found at load (anchor: ok, moved, many or lost), and where they are if not at the span (found)"
            => evidence::cell(&self.evidence).into(),
        "tags": "words to group by" => join(&self.tags).into(),
        "asserted_by": "the id of the statement that tells it, if its source does not"
            => self.asserted_by.unwrap_or_default().into(),
        "confidence": "how sure an extractor is, 0 to 1"
            => number(self.confidence),
        "rule": "the rule by which an extractor made it" => self.rule.into(),
        "date_rule": "the rule by which an extractor dated it" => self.date_rule.into(),
        "review": "what came of the review: accepted, corrected or rejected" => self.noted.review.unwrap_or_default().into(),
        "mine": "true if you wrote it yourself" => if self.noted.mine { "true" } else { "" }.into(),
        "marked": "true if it is marked" => if self.noted.marked { "true" } else { "" }.into(),
        "note": "what you noted about it" => self.noted.note.into(),
        "extra": "further columns of a data set, verbatim" => self.extra.as_ref().map_or_else(Cow::default, |extra| (&*extra.0).into()),
        "file": "the file it came from, where several are read" => self.file.into(),
    }

    const BRIEF: &'static [&'static str] =
        &["id", "when", "title", "kind", "status", "actors", "place"];

    fn brief(&self, field: &str) -> Cow<'_, str> {
        match field {
            "when" => self.event.when().words().into(),
            "kind" if !self.label.is_empty() => self.label.into(),
            "actors" => join(self.actors.iter().map(|part| part.name)).into(),
            "place" => self.place.as_ref().map_or_else(Cow::default, |place| (&*place.name).into()),
            _ => self.cell(field),
        }
    }
}

/// `c. 240000`, `5 (3-9)`, `3-9`.
fn fatalities(number: native::Fatalities) -> String {
    let range = match (number.low, number.high) {
        (None, None) => String::new(),
        (low, high) => {
            let end = |end: Option<u32>| end.map_or_else(|| "?".to_owned(), |end| end.to_string());
            format!("{}-{}", end(low), end(high))
        }
    };
    let about = if number.approx { "c. " } else { "" };
    match (number.best, range.as_str()) {
        (Some(best), "") => format!("{about}{best}"),
        (Some(best), range) => format!("{about}{best} ({range})"),
        (None, range) => format!("{about}{range}"),
    }
}
