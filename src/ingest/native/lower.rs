//! Records of the file become drafts, and what can't be said in a draft becomes issues.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{
    flaws::Flaws,
    message,
    places::{Located, Step, byte_of},
    record::Record,
};
use crate::{
    base::{issue::did_you_mean, places::Places},
    ingest::{Document, Texts},
    model::{
        Actor, ActorKind, Cited, Draft, Form, Office, Quad, Shard, Source, SourceKind,
        StatementDraft, Status, When, native,
    },
};

/// Ids, with how many records have asked for each.
pub type Ids<'a> = FxHashMap<Cow<'a, str>, u32>;

/// The ids that records may refer to.
#[derive(Debug, Default)]
pub struct Known<'a> {
    pub sources: Ids<'a>,
    pub actors: Ids<'a>,
    pub events: Ids<'a>,
}

/// Fills one shard.
pub struct Lowering<'k, 'p> {
    pub shard: Shard,
    pub flaws: Flaws<'p>,
    pub known: &'k Known<'k>,
    pub texts: Texts<'k>,
}

/// A record that was added to the shard.
pub struct Loaded<'a> {
    pub id: Cow<'a, str>,
    /// The id of the statement that tells an event; it can't be looked up before the statements
    /// are read.
    pub asserted_by: Cow<'a, str>,
    pub json: &'a str,
}

/// A place in a record, as the steps to it.
pub type Path<'s> = [Step<'s>];

/// The record with the issues that it has already as JSON: what is not as the format says breaks
/// the record, fields that the format does not have are passed over.
pub fn parse<'a, T: Deserialize<'a>>(
    member: &str,
    json: &'a str,
    flaws: &mut Flaws<'_>,
) -> Option<T> {
    let mut ignored = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let record = serde_ignored::deserialize(&mut deserializer, |path| ignored.push(steps(&path)));
    let located = Located::new(json);
    for path in ignored {
        let fields = path.iter().filter_map(|step| match step {
            Step::Field(name) => Some(&**name),
            Step::Item(_) => None,
        });
        let fields: Vec<&str> = [member].into_iter().chain(fields).collect();
        let (name, above) = fields.split_last().expect("the member is there");
        let known = native::field_names(above);
        flaws
            .warning(located.name(&path), format!("unknown field '{name}'"))
            .help(did_you_mean(name, known.iter().map(String::as_str)));
    }
    let error = match record {
        Ok(record) => return Some(record),
        Err(error) => error,
    };
    let message = message(&error);
    // Of what is not there, serde_json says where the record ends.
    let byte = if message.starts_with("missing field") {
        0
    } else {
        byte_of(json, error.line(), error.column())
    };
    flaws.error(&json[byte..], format!("{message}; the record is not loaded"));
    None
}

fn steps(path: &serde_ignored::Path<'_>) -> Vec<Step<'static>> {
    use serde_ignored::Path;
    match path {
        Path::Root => Vec::new(),
        Path::Seq { parent, index } => [steps(parent), vec![Step::Item(*index)]].concat(),
        Path::Map { parent, key } => {
            [steps(parent), vec![Step::Field(key.clone().into())]].concat()
        }
        Path::Some { parent }
        | Path::NewtypeStruct { parent }
        | Path::NewtypeVariant { parent } => steps(parent),
    }
}

pub const fn field(name: &'static str) -> Step<'static> {
    Step::Field(Cow::Borrowed(name))
}

impl<'k, 'p> Lowering<'k, 'p> {
    pub fn new(document: &Document<'k>, places: &'p Places<'p>, known: &'k Known<'k>) -> Self {
        Self {
            shard: Shard::new(document.number),
            flaws: Flaws::new(places),
            known,
            texts: Texts::new(document.beside),
        }
    }

    /// Adds a source.
    pub fn source(&mut self, source: &native::Source<'_>, json: &str) {
        let mut of = Record { lowering: self, json: Located::new(json) };
        let text = of.source_text(source);
        let record = Source {
            id: source.id.to_string(),
            title: source.title.to_string(),
            publisher: source.publisher.to_string(),
            author: source.author.to_string(),
            published: of.when(&source.published, &[field("published")]),
            url: source.url.to_string(),
            language: source.language.to_string(),
            kind: of.word(&source.kind, SourceKind::NAMES, SourceKind::from_name, &[field("kind")]),
            derived_from: of.list(&source.derived_from, "derived_from", Record::source),
            licence: source.licence.to_string(),
            note: source.note.to_string(),
            file: source.file.to_string(),
            text,
            receipt: None,
        };
        let id = self.shard.source(&source.id);
        self.shard.describe_source(id, || record);
    }

    /// Adds an actor.
    pub fn actor(&mut self, actor: &native::Actor<'_>, json: &str) {
        let mut of = Record { lowering: self, json: Located::new(json) };
        let name = if actor.name.is_empty() { &actor.id } else { &actor.name };
        let kind = of.word(&actor.kind, ActorKind::NAMES, ActorKind::from_name, &[field("kind")]);
        let offices = (0..).zip(&actor.offices).map(|(number, office)| Office {
            title: office.title.to_string(),
            of: of.actor(&office.of, &[field("offices"), Step::Item(number), field("of")]),
            when: of.when(&office.when, &[field("offices"), Step::Item(number), field("when")]),
        });
        let offices = offices.collect();
        let record = Actor {
            id: actor.id.to_string(),
            name: name.to_string(),
            kind: kind.unwrap_or(ActorKind::Other),
            aliases: actor.aliases.iter().map(ToString::to_string).collect(),
            offices,
            member_of: of.list(&actor.member_of, "member_of", Record::actor),
            country: actor.country.to_string(),
            codes: actor
                .codes
                .0
                .iter()
                .map(|(scheme, code)| (scheme.to_string(), code.to_string()))
                .collect(),
            note: actor.note.to_string(),
        };
        let id = self.shard.actor(&actor.id);
        self.shard.describe_actor(id, || record);
    }

    /// Adds an event.
    pub fn event<'a>(&mut self, json: &'a str) -> Option<Loaded<'a>> {
        let event: native::Event<'a> = parse("events", json, &mut self.flaws)?;
        let mut of = Record { lowering: self, json: Located::new(json) };
        let (kind, label) = of.kind(&event);
        let (scheme, code) =
            event.code.as_ref().map_or(("", ""), |code| (&*code.scheme, &*code.value));
        let draft = Draft {
            id: &event.id,
            when: of.when(&event.when, &[field("when")]).unwrap_or(When::UNDATED),
            basis: of.basis(&event.basis, &[field("basis")]),
            title: &event.title,
            summary: &event.summary,
            kind,
            label,
            scheme,
            code,
            quad: of.word(&event.quad, Quad::NAMES, Quad::from_name, &[field("quad")]),
            actors: &of.participations(&event.actors),
            place: event.place.as_ref().map(|place| of.place(place)),
            // Of a word that is not known nothing is claimed.
            status: if event.status.is_empty() {
                Status::Occurred
            } else {
                of.word(&event.status, Status::NAMES, Status::from_name, &[field("status")])
                    .unwrap_or(Status::Unverified)
            },
            fatalities: event.fatalities.map(|fatalities| of.fatalities(fatalities)),
            evidence: &of.evidence(&event.evidence),
            cited: Cited::NONE,
            tags: &event.tags.iter().map(|tag| &**tag).collect::<Vec<_>>(),
            asserted_by: &event.asserted_by,
            confidence: of.confidence(event.confidence),
            rule: &event.rule,
            date_rule: &event.date_rule,
            extra: &event.extra.0,
        };
        self.shard.push(&draft);
        Some(Loaded { id: event.id.0, asserted_by: event.asserted_by.0, json })
    }

    /// Adds a statement.
    pub fn statement<'a>(&mut self, json: &'a str) -> Option<Loaded<'a>> {
        let statement: native::Statement<'a> = parse("statements", json, &mut self.flaws)?;
        let mut of = Record { lowering: self, json: Located::new(json) };
        of.check_statement(&statement);
        let draft = StatementDraft {
            id: &statement.id,
            when: of.when(&statement.when, &[field("when")]),
            basis: of.basis(&statement.basis, &[field("basis")]),
            speaker: of.actor(&statement.speaker, &[field("speaker")]),
            to: of.list(&statement.to, "to", Record::actor),
            via: of.actor(&statement.via, &[field("via")]),
            form: of.word(&statement.form, Form::NAMES, Form::from_name, &[field("form")]),
            translated: statement.translated,
            text: &statement.text,
            about: of.list(&statement.about, "about", Record::actor),
            event: &statement.event,
            venue: &statement.venue,
            evidence: of.evidence(&statement.evidence),
            confidence: of.confidence(statement.confidence),
            rule: &statement.rule,
            date_rule: &statement.date_rule,
        };
        self.shard.push_statement(&draft);
        Some(Loaded { id: statement.id.0, asserted_by: Cow::default(), json })
    }
}
