//! Statements as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    Field, Record,
    evidence::{self, EvidenceRow},
    join, raise,
};
use crate::model::{ActorId, Basis, Confidence, Form, Statement, Timeline, When};

/// One statement as it is written.
#[derive(Serialize)]
pub struct StatementRow<'a> {
    id: &'a str,
    event: Option<Cow<'a, str>>,
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<&'static str>,
    speaker: Option<&'a str>,
    to: Vec<&'a str>,
    via: Option<&'a str>,
    about: Vec<&'a str>,
    form: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translated: Option<bool>,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    venue: &'a str,
    source: Vec<&'a str>,
    evidence: Vec<EvidenceRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    rule: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date_rule: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    file: &'a str,
    #[serde(skip)]
    timeline: &'a Timeline,
    #[serde(skip)]
    statement: &'a Statement,
}

impl<'a> StatementRow<'a> {
    /// The row of a statement.
    #[must_use]
    pub fn new(timeline: &'a Timeline, statement: &'a Statement) -> Self {
        let id = |actor: ActorId| timeline.actor(actor).id.as_str();
        let ids = |actors: &[ActorId]| actors.iter().map(|&actor| id(actor)).collect();
        let said = timeline.said(statement).and_then(raise::stated);
        let several = timeline.files().len() > 1;
        Self {
            id: &statement.id,
            event: statement.event.map(|row| timeline.event(row).id()),
            when: said.map(When::edtf),
            basis: statement.basis.map(Basis::name),
            speaker: statement.speaker.map(id),
            to: ids(&statement.to),
            via: statement.via.map(id),
            about: ids(&statement.about),
            form: statement.form.map(Form::name),
            translated: statement.translated,
            text: &statement.text,
            venue: &statement.venue,
            source: evidence::sources(timeline, statement.evidence.iter().copied()),
            evidence: evidence::rows(timeline, statement.evidence.iter().copied()),
            confidence: statement.confidence.map(Confidence::value),
            rule: &statement.rule,
            date_rule: &statement.date_rule,
            file: if several { &timeline.files()[usize::from(statement.file)].name } else { "" },
            timeline,
            statement,
        }
    }

    fn names(&self, actors: impl IntoIterator<Item = ActorId>) -> Cow<'a, str> {
        let timeline = self.timeline;
        join(actors.into_iter().map(|actor| timeline.actor(actor).name.as_str())).into()
    }
}

impl Record for StatementRow<'_> {
    const NAME: &'static str = "statements";

    const FIELDS: &'static [Field] = &[
        Field::new("id", "unique in the timeline"),
        Field::new("event", "the id of the event it was said in or makes up; null if it has none"),
        Field::new(
            "when",
            "when it was said, EDTF: its own date, else its event's; null if that is not known",
        ),
        Field::new("basis", "how its own date is known: stated, inferred or published"),
        Field::new("speaker", "the id of the actor who said it; null if that is not known"),
        Field::new("to", "the ids of the actors to whom it was said"),
        Field::new("via", "the id of the actor who reported it; null if that is not known"),
        Field::new("about", "the ids of the actors it is about"),
        Field::new(
            "form",
            "how near the words are to the spoken ones: verbatim, fragment, paraphrase or recalled; null if that is not known",
        ),
        Field::new("translated", "whether the words are a translation"),
        Field::new("text", "the words"),
        Field::new("venue", "on what occasion it was said"),
        Field::new("source", "the ids of the sources that prove it"),
        Field::new("evidence", "what proves it, as of an event"),
        Field::new("confidence", "how sure an extractor is, 0 to 1"),
        Field::new("rule", "the rule by which an extractor made it"),
        Field::new("date_rule", "the rule by which an extractor dated it"),
        Field::new("file", "the file it came from, where several are read"),
    ];

    const BRIEF: &'static [&'static str] = &["id", "when", "speaker", "to", "form", "text"];

    fn cell(&self, field: &str) -> Cow<'_, str> {
        match field {
            "id" => self.id.into(),
            "event" => self.event.as_deref().unwrap_or_default().into(),
            "when" => self.when.as_deref().unwrap_or_default().into(),
            "basis" => self.basis.unwrap_or_default().into(),
            "speaker" => self.speaker.unwrap_or_default().into(),
            "to" => join(&self.to).into(),
            "via" => self.via.unwrap_or_default().into(),
            "about" => join(&self.about).into(),
            "form" => self.form.unwrap_or_default().into(),
            "translated" => self.translated.map_or_else(Cow::default, |is| is.to_string().into()),
            "text" => self.text.into(),
            "venue" => self.venue.into(),
            "source" => join(&self.source).into(),
            "evidence" => evidence::cell(&self.evidence).into(),
            "confidence" => {
                self.confidence.map_or_else(Cow::default, |share| share.to_string().into())
            }
            "rule" => self.rule.into(),
            "date_rule" => self.date_rule.into(),
            "file" => self.file.into(),
            _ => Cow::default(),
        }
    }

    fn brief(&self, field: &str) -> Cow<'_, str> {
        match field {
            "when" => self
                .timeline
                .said(self.statement)
                .map_or_else(Cow::default, |when| when.words().into()),
            "speaker" => self.names(self.statement.speaker),
            "to" => self.names(self.statement.to.iter().copied()),
            _ => self.cell(field),
        }
    }
}
