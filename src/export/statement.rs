//! Statements as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    Record,
    evidence::{self, EvidenceRow},
    join,
    noted::Noted,
    number, raise, record_fields,
};
use crate::model::{ActorId, Basis, Confidence, Form, Statement, StatementId, Timeline, When};

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
    #[serde(flatten)]
    noted: Noted<'a>,
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
    pub fn new(timeline: &'a Timeline, id: StatementId) -> Self {
        let (statement, decision) = (timeline.statement(id), timeline.decision(id));
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
            noted: Noted::of(decision),
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

    record_fields! { self;
        "id": "unique in the timeline" => self.id.into(),
        "event": "the id of the event it was said in or makes up; null if it has none"
            => self.event.as_deref().unwrap_or_default().into(),
        "when": "when it was said, EDTF: its own date, else its event's; null if that is not known"
            => self.when.as_deref().unwrap_or_default().into(),
        "basis": "how its own date is known: stated, inferred or published"
            => self.basis.unwrap_or_default().into(),
        "speaker": "the id of the actor who said it; null if that is not known"
            => self.speaker.unwrap_or_default().into(),
        "to": "the ids of the actors to whom it was said" => join(&self.to).into(),
        "via": "the id of the actor who reported it; null if that is not known"
            => self.via.unwrap_or_default().into(),
        "about": "the ids of the actors it is about" => join(&self.about).into(),
        "form": "how near the words are to the spoken ones: verbatim, fragment, paraphrase or recalled; null if that is not known"
            => self.form.unwrap_or_default().into(),
        "translated": "whether the words are a translation"
            => self.translated.map_or_else(Cow::default, |is| is.to_string().into()),
        "text": "the words" => self.text.into(),
        "venue": "on what occasion it was said" => self.venue.into(),
        "source": "the ids of the sources that prove it" => join(&self.source).into(),
        "evidence": "what proves it, as of an event" => evidence::cell(&self.evidence).into(),
        "confidence": "how sure an extractor is, 0 to 1"
            => number(self.confidence),
        "rule": "the rule by which an extractor made it" => self.rule.into(),
        "date_rule": "the rule by which an extractor dated it" => self.date_rule.into(),
        "review": "what came of the review: accepted, corrected or rejected" => self.noted.review.unwrap_or_default().into(),
        "mine": "true if you wrote it yourself" => if self.noted.mine { "true" } else { "" }.into(),
        "marked": "true if it is marked" => if self.noted.marked { "true" } else { "" }.into(),
        "note": "what you noted about it" => self.noted.note.into(),
        "file": "the file it came from, where several are read" => self.file.into(),
    }

    const BRIEF: &'static [&'static str] = &["id", "when", "speaker", "to", "form", "text"];

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
