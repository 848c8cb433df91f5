//! Actors as rows.

use serde::Serialize;

use super::{Record, join, raise, record_fields};
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

    record_fields! { self;
        "id": "unique in its file" => self.id.into(),
        "name": "the name by which it is shown" => self.name.into(),
        "kind": "what sort of actor it is: person, state, government, organization, armed_group, coalition, media, group or other"
            => self.kind.into(),
        "aliases": "other names of it" => join(self.aliases).into(),
        "offices": "offices it holds or held: title, of (the id of an actor) and when (EDTF) of each"
            => join(self.timeline.actor(self.actor).offices.iter().map(|office| {
                let of = office.of.map(|of| self.timeline.actor(of).name.as_str());
                of.map_or_else(|| office.title.clone(), |of| format!("{}, {of}", office.title))
            }))
            .into(),
        "member_of": "the ids of the actors it is a member or part of"
            => join(&self.member_of).into(),
        "country": "the country it belongs to, ISO 3166-1 alpha-3; empty if none or not known"
            => self.country.into(),
        "codes": "its codes by scheme"
            => join(self.codes.0.iter().map(|(scheme, code)| format!("{scheme} {code}"))).into(),
        "note": "anything else worth knowing" => self.note.into(),
        "events": "how many of the matching events it takes part in"
            => self.events.to_string().into(),
        "statements": "how many of the matching statements it made"
            => self.statements.to_string().into(),
    }

    const BRIEF: &'static [&'static str] =
        &["id", "name", "kind", "offices", "country", "events", "statements"];
}
