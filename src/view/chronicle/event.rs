//! One event as a line of the listing.

use std::borrow::Cow;

use crate::{
    base::rows::Row,
    model::{self, Basis, Confidence, Kind, Quad, Role, Scope, Status},
    view::{review::Reviewed, shown},
};

/// An event in one line. What its heading says already is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine<'a> {
    /// Its row.
    pub row: Row,
    /// Its heading, where it stands beside the events and this is the first one in sight under it.
    pub heading: Option<String>,
    /// What the heading leaves unsaid of the date: "18:00", "to 10 Aug", "1-10"; often empty.
    pub when: String,
    /// What is known of the date, in one character after EDTF; see [`model::When::sign`].
    pub sign: char,
    /// How the date is known.
    pub date_basis: Option<Basis>,
    /// The kind of act.
    pub kind: Kind,
    /// The kind as a word; the source's own where the closed list has none.
    pub kind_words: Cow<'a, str>,
    /// The quad class that gives it its colour. A request has none: it is neither with nor against
    /// anybody.
    pub quad: Option<Quad>,
    /// Who acts; where the source gives no direction, who takes part.
    pub who: String,
    /// Who is acted on; empty where the source gives no direction. So `who > whom` is always the
    /// source's word.
    pub whom: String,
    /// The title; of an event without one what else is known: "9 killed, Mexico City".
    pub title: Cow<'a, str>,
    /// Whether it happened.
    pub status: Status,
    /// How the place is known.
    pub place_basis: Option<Basis>,
    /// From how many sources it is known.
    pub sources: u32,
    /// How many statements were made in it.
    pub statements: u32,
    /// How sure the extractor is.
    pub confidence: Option<Confidence>,
    /// Whether it is so unsure that the event is a candidate.
    pub is_candidate: bool,
    /// How far the work on it is.
    pub reviewed: Reviewed,
}

impl<'a> EventLine<'a> {
    pub(in crate::view) fn new(event: model::Event<'a>, scope: Scope) -> Self {
        let (who, whom) = parties(event);
        let when = event.when();
        Self {
            row: event.row(),
            heading: None,
            when: when.short_words(),
            sign: when.sign(),
            date_basis: event.basis(),
            kind: event.kind(),
            kind_words: shown::line(event.kind_word()),
            quad: event.quad().filter(|_| event.kind() != Kind::Request),
            who,
            whom,
            title: match event.stored_title() {
                "" => Cow::Owned(instead_of_title(event)),
                title => shown::line(title),
            },
            status: event.status(),
            place_basis: event.place().and_then(|place| place.basis),
            sources: sources(event),
            statements: event.statements_in(scope).count() as u32,
            // What a person has decided is not doubted by a rule.
            confidence: event.confidence().filter(|_| Reviewed::of_event(event).is_open()),
            reviewed: Reviewed::of_event(event),
            is_candidate: event.is_candidate(),
        }
    }
}

/// Who acts and who is acted on, where the source says so; else all who take part, and nobody.
fn parties(event: model::Event<'_>) -> (String, String) {
    let actors = |roles: &[Role]| {
        let mut actors = Vec::new();
        for part in event.actors().iter().filter(|part| roles.contains(&part.role())) {
            if !actors.contains(&part.actor()) {
                actors.push(part.actor());
            }
            // More are not named; a crowd of thousands is not searched for repeats.
            if actors.len() > 100 {
                break;
            }
        }
        actors
    };
    let names = |actors: &[model::ActorId]| names(event.timeline(), actors);
    let initiators = actors(&[Role::Initiator]);
    let recipients = actors(&[Role::Recipient, Role::Victim]);
    if !initiators.is_empty() && !recipients.is_empty() {
        return (names(&initiators), names(&recipients));
    }
    let taking_part = actors(&[
        Role::Initiator,
        Role::Recipient,
        Role::Participant,
        Role::Host,
        Role::SideA,
        Role::SideB,
        Role::Victim,
    ]);
    let all = if taking_part.is_empty() { actors(Role::ALL) } else { taking_part };
    (names(&all), String::new())
}

/// "A", "A & B", "A, B & C", "A, B + 3".
fn names(timeline: &model::Timeline, actors: &[model::ActorId]) -> String {
    let name = |index: usize| shown::line(&timeline.actor(actors[index]).name);
    match actors.len() {
        0 => String::new(),
        1 => name(0).into_owned(),
        2 => format!("{} & {}", name(0), name(1)),
        3 => format!("{}, {} & {}", name(0), name(1), name(2)),
        101.. => format!("{}, {} + many", name(0), name(1)),
        more => format!("{}, {} + {}", name(0), name(1), more - 2),
    }
}

fn instead_of_title(event: model::Event<'_>) -> String {
    let killed =
        event.fatalities().and_then(model::Fatalities::number).filter(|&number| number > 0);
    let killed = killed.map(|number| format!("{number} killed"));
    let place = event.place().map(|place| shown::line(&place.name).into_owned());
    killed.into_iter().chain(place).collect::<Vec<_>>().join(", ")
}

/// How many different sources tell it.
fn sources(event: model::Event<'_>) -> u32 {
    let mut sources: Vec<_> = event.sources().collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len() as u32
}
