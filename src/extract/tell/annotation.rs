//! A reading as one line of JSON, for machines that compare it with what people marked.
//!
//! Offsets are bytes of the text, half-open.

use serde::{Deserialize, Serialize};

use crate::{
    extract::{
        self, Extent, Lexicon,
        bind::speech,
        reading::{statement::Statement, time::TimeExpression},
    },
    model::{Form, Kind, When},
};

/// One document of a line of JSON.
#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    /// What names it.
    pub id: String,
    /// The day of publication in EDTF. Empty or left out if nobody knows it.
    pub dct: Option<String>,
    /// Its text.
    pub text: String,
}

/// A half-open range of bytes.
pub type Bytes = [u32; 2];

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotations {
    /// The id of the document.
    pub id: String,
    /// The sentences.
    pub sents: Vec<Bytes>,
    /// The time expressions.
    pub timexes: Vec<Timex>,
    /// The statements.
    pub quotes: Vec<Quote>,
    /// The events.
    pub events: Vec<Event>,
}

/// A time expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timex {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value as TIMEX3 writes it.
    pub value: String,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// What was said.
    pub content: Vec<Bytes>,
    /// Who said it, in the words of the text.
    pub source: Vec<Bytes>,
    /// What reports it.
    pub cue: Vec<Bytes>,
    /// `direct`, `mixed` or `indirect`.
    pub kind: &'static str,
    /// The rule that found it.
    pub rule: &'static str,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// The verb or noun that tells of it.
    pub span: Bytes,
    /// The PLOVER type; `retreat` and `concede` are both `YIELD`.
    pub root: String,
    /// Who acts, in the words of the text.
    pub source: Vec<Bytes>,
    /// Who is acted on.
    pub target: Vec<Bytes>,
    /// The day, month or year; of a stretch that is open at one end the other one.
    /// `None` if nothing is known.
    pub date: Option<String>,
}

/// Reads a document.
#[must_use]
pub fn annotate(document: &Document, lexicon: &Lexicon) -> Annotations {
    let dct = document.dct.as_deref().and_then(|dct| When::parse(dct).ok());
    let published = dct.filter(|when| !when.is_undated()).map(|when| when.earliest_start());
    let reading = extract::read(&document.text, published, lexicon);
    // Speech that is no act of another kind is among the statements.
    let acts = reading.events.iter().filter(|event| event.rule != speech::RULE);
    Annotations {
        id: document.id.clone(),
        sents: reading.sentences.iter().map(|run| bytes(reading.extent(run))).collect(),
        timexes: reading.times.iter().map(timex).collect(),
        quotes: reading.statements.iter().map(quote).collect(),
        events: {
            // Those of a kind first: they are what is asked for, the others are what else happened.
            let (others, known): (Vec<_>, Vec<_>) =
                acts.partition(|event| event.kind == Kind::Other);
            known.into_iter().chain(others).map(event).collect()
        },
    }
}

fn bytes(extent: Extent) -> Bytes {
    [extent.start, extent.end]
}

fn timex(time: &TimeExpression) -> Timex {
    let Extent { start, end } = time.extent;
    Timex { start, end, kind: time.kind.name(), value: time.value.clone() }
}

fn quote(statement: &Statement) -> Quote {
    let list = |extent: Option<Extent>| extent.into_iter().map(bytes).collect();
    Quote {
        content: statement.content.iter().copied().map(bytes).collect(),
        source: list(statement.source),
        cue: list(statement.cue),
        kind: match statement.form {
            Form::Verbatim => "direct",
            Form::Fragment => "mixed",
            Form::Paraphrase | Form::Recalled => "indirect",
        },
        rule: statement.rule,
    }
}

fn event(event: &extract::reading::event::Event) -> Event {
    let list = |extents: &[Extent]| extents.iter().copied().map(bytes).collect();
    let root = match event.coded.unwrap_or(event.kind) {
        Kind::Concede | Kind::Retreat => "YIELD".to_owned(),
        kind => kind.name().to_uppercase(),
    };
    Event {
        span: bytes(event.trigger),
        root,
        source: list(&event.source),
        target: list(&event.target),
        date: event.when.as_ref().map(day),
    }
}

/// The date as far as its first and last day agree: day, month or year.
fn day(when: &When) -> String {
    let (first, last) = match (when.earliest_start(), when.latest_end()) {
        (first, last) if !first.is_known() => (when.earliest_end(), last),
        (first, last) if last.is_known() => (first, last),
        (first, _) if when.latest_start().is_known() => (first, when.latest_start()),
        (first, _) => (first, first),
    };
    let (first, last) = (first.date(), last.date());
    let (year, month, day) = first;
    if first == last {
        format!("{year:04}-{month:02}-{day:02}")
    } else if (year, month) == (last.0, last.1) {
        format!("{year:04}-{month:02}")
    } else {
        format!("{year:04}")
    }
}
