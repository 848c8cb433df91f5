//! Actors as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{Field, Record, join, raise};
use crate::model::{ActorId, Timeline, native};

/// One actor as it is written.
#[derive(Serialize)]
pub struct ActorRow<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    aliases: &'a [String],
    offices: Vec<native::Office<'a>>,
    member_of: Vec<&'a str>,
    country: &'a str,
    codes: native::Codes<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
    events: u32,
    statements: u32,
    #[serde(skip)]
    timeline: &'a Timeline,
    #[serde(skip)]
    actor: ActorId,
}

/// How much of what is shown an actor has a part in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events in which it takes part.
    pub events: u32,
    /// Statements that it made.
    pub statements: u32,
}

impl<'a> ActorRow<'a> {
    /// The row of an actor.
    #[must_use]
    pub fn new(timeline: &'a Timeline, id: ActorId, counts: Counts) -> Self {
        let actor = timeline.actor(id);
        let id_of = |id: ActorId| timeline.actor(id).id.as_str();
        Self {
            id: &actor.id,
            name: &actor.name,
            kind: actor.kind.name(),
            aliases: &actor.aliases,
            offices: raise::offices(timeline, id, |of| of.map_or("", id_of).into()),
            member_of: actor.member_of.iter().map(|&id| id_of(id)).collect(),
            country: &actor.country,
            codes: raise::codes(timeline, id),
            note: &actor.note,
            events: counts.events,
            statements: counts.statements,
            timeline,
            actor: id,
        }
    }
}

impl Record for ActorRow<'_> {
    const NAME: &'static str = "actors";

    const FIELDS: &'static [Field] = &[
        Field::new("id", "unique in its file"),
        Field::new("name", "the name by which it is shown"),
        Field::new(
            "kind",
            "what sort of actor it is: person, state, government, organization, armed_group, coalition, media, group or other",
        ),
        Field::new("aliases", "other names of it"),
        Field::new(
            "offices",
            "offices it holds or held: title, of (the id of an actor) and when (EDTF) of each",
        ),
        Field::new("member_of", "the ids of the actors it is a member or part of"),
        Field::new(
            "country",
            "the country it belongs to, ISO 3166-1 alpha-3; empty if none or not known",
        ),
        Field::new("codes", "its codes by scheme"),
        Field::new("note", "anything else worth knowing"),
        Field::new("events", "how many of the matching events it takes part in"),
        Field::new("statements", "how many of the matching statements it made"),
    ];

    const BRIEF: &'static [&'static str] =
        &["id", "name", "kind", "offices", "country", "events", "statements"];

    fn cell(&self, field: &str) -> Cow<'_, str> {
        match field {
            "id" => self.id.into(),
            "name" => self.name.into(),
            "kind" => self.kind.into(),
            "aliases" => join(self.aliases).into(),
            "offices" => join(self.timeline.actor(self.actor).offices.iter().map(|office| {
                let of = office.of.map(|of| self.timeline.actor(of).name.as_str());
                of.map_or_else(|| office.title.clone(), |of| format!("{}, {of}", office.title))
            }))
            .into(),
            "member_of" => join(&self.member_of).into(),
            "country" => self.country.into(),
            "codes" => {
                join(self.codes.0.iter().map(|(scheme, code)| format!("{scheme} {code}"))).into()
            }
            "note" => self.note.into(),
            "events" => self.events.to_string().into(),
            "statements" => self.statements.to_string().into(),
            _ => Cow::default(),
        }
    }
}
