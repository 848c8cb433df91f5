//! What is known of an actor.

use crate::{
    model::{ActorId, Timeline},
    view::{
        Link, Record,
        detail::{Detail, Field, unless_empty},
        shown,
    },
};

/// All fields of an actor, with what belongs to it. O(actors).
#[must_use]
pub fn actor(timeline: &Timeline, id: ActorId) -> Detail {
    let actor = timeline.actor(id);
    let related = |label: &'static str, id: ActorId| {
        let link = Link::Record(Record::Actor(id));
        Field::plain(label, &timeline.actor(id).name).with_link(link)
    };
    let mut fields = vec![Field::plain("kind", actor.kind.name())];
    fields.extend(actor.offices.iter().map(|office| {
        let owner = office.of.map(|of| timeline.actor(of).name.as_str());
        let words = [office.title.as_str(), owner.unwrap_or_default()];
        let field = Field::plain("office", words.join(", ").trim_end_matches(", "))
            .with_note(office.when.as_ref().map(crate::model::When::words).unwrap_or_default());
        match office.of {
            Some(of) => field.with_link(Link::Record(Record::Actor(of))),
            None => field,
        }
    }));
    fields.extend(actor.member_of.iter().map(|&of| related("member of", of)));
    let ids = (0..timeline.actors().len() as u32).map(ActorId);
    let members = ids.filter(|&other| timeline.actor(other).belongs_to().any(|of| of == id));
    fields.extend(members.map(|member| {
        let offices = &timeline.actor(member).offices;
        let titles = offices.iter().filter(|office| office.of == Some(id));
        let titles: Vec<&str> = titles.map(|office| office.title.as_str()).collect();
        related("member", member).with_note(shown::line(&titles.join(", ")))
    }));
    fields.extend(unless_empty("aliases", &actor.aliases.join(", ")));
    fields.extend(unless_empty("country", &actor.country));
    let codes = actor.codes.iter();
    fields.extend(
        codes.map(|(scheme, code)| Field::plain("code", code).with_note(shown::line(scheme))),
    );
    fields.extend(unless_empty("note", &actor.note));
    fields.extend(unless_empty("id", &actor.id));
    Detail {
        record: Record::Actor(id),
        title: shown::line(&actor.name).into_owned(),
        id: shown::line(&actor.id).into_owned(),
        fields,
    }
}
