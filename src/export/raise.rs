//! From the columns of a timeline back to the shape of our own file.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::model::{
    ActorId, Confidence, Event, Evidence, Fatalities, Place, Review, Source, SourceId, StatementId,
    Timeline, When,
    native::{self, Codes, Extra, Text},
};

/// The ids that actors and sources have in a file, all of them different: in a timeline of
/// several files two can have the same.
pub struct Ids<'a> {
    pub actors: Vec<Text<'a>>,
    pub sources: Vec<Text<'a>>,
}

impl<'a> Ids<'a> {
    pub fn new(timeline: &'a Timeline) -> Self {
        Self {
            actors: unique(timeline.actors().iter().map(|actor| actor.id.as_str())),
            sources: unique(timeline.sources().iter().map(|source| source.id.as_str())),
        }
    }

    fn actors(&self, ids: &[ActorId]) -> Vec<Text<'a>> {
        ids.iter().map(|&id| self.actor(Some(id))).collect()
    }

    fn actor(&self, id: Option<ActorId>) -> Text<'a> {
        id.map_or_else(Text::default, |id| self.actors[id.index()].clone())
    }

    fn source(&self, id: SourceId) -> Text<'a> {
        self.sources[id.index()].clone()
    }
}

fn unique<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<Text<'a>> {
    let mut taken: FxHashSet<Cow<'a, str>> = FxHashSet::default();
    let mut own = |id: &'a str| {
        let numbered = (2..).map(|number| Cow::Owned(format!("{id}#{number}")));
        let mut candidates = std::iter::once(Cow::Borrowed(id)).chain(numbered);
        Text(candidates.find(|id| taken.insert(id.clone())).unwrap_or_default())
    };
    ids.map(&mut own).collect()
}

/// A source with its text in it, since the file beside the timeline may not be beside the copy.
pub fn source<'a>(timeline: &'a Timeline, ids: &Ids<'a>, id: SourceId) -> native::Source<'a> {
    let Source {
        id: _,
        title,
        publisher,
        author,
        published,
        url,
        language,
        kind,
        derived_from,
        licence,
        note,
        file,
        text,
        receipt: _,
    } = timeline.source(id);
    native::Source {
        id: ids.source(id),
        title: title.as_str().into(),
        publisher: publisher.as_str().into(),
        author: author.as_str().into(),
        published: published.as_ref().map_or_else(Text::default, edtf),
        url: url.as_str().into(),
        language: language.as_str().into(),
        kind: kind.map_or("", |kind| kind.name()).into(),
        derived_from: derived_from.iter().map(|&from| ids.source(from)).collect(),
        licence: licence.as_str().into(),
        note: note.as_str().into(),
        text: text.as_deref().unwrap_or_default().into(),
        file: if text.is_some() { Text::default() } else { file.as_str().into() },
    }
}

pub fn actor<'a>(timeline: &'a Timeline, ids: &Ids<'a>, id: ActorId) -> native::Actor<'a> {
    let actor = timeline.actor(id);
    native::Actor {
        id: ids.actor(Some(id)),
        name: actor.name.as_str().into(),
        kind: actor.kind.name().into(),
        aliases: actor.aliases.iter().map(|alias| alias.as_str().into()).collect(),
        offices: offices(timeline, id, |of| ids.actor(of)),
        member_of: ids.actors(&actor.member_of),
        country: actor.country.as_str().into(),
        codes: codes(timeline, id),
        note: actor.note.as_str().into(),
    }
}

pub fn offices<'a>(
    timeline: &'a Timeline,
    actor: ActorId,
    id_of: impl Fn(Option<ActorId>) -> Text<'a>,
) -> Vec<native::Office<'a>> {
    let offices = timeline.actor(actor).offices.iter();
    let offices = offices.map(|office| native::Office {
        title: office.title.as_str().into(),
        of: id_of(office.of),
        when: office.when.as_ref().map_or_else(Text::default, edtf),
    });
    offices.collect()
}

pub fn codes(timeline: &Timeline, actor: ActorId) -> Codes<'_> {
    let codes = timeline.actor(actor).codes.iter();
    Codes(codes.map(|(scheme, code)| (scheme.as_str().into(), code.as_str().into())).collect())
}

pub fn event<'a>(event: Event<'a>, ids: &Ids<'a>, extra: Extra<'a>) -> native::Event<'a> {
    let timeline = event.timeline();
    native::Event {
        id: Text(event.id()),
        when: stated(event.when()).map_or_else(Text::default, edtf),
        basis: event.basis().map_or("", |basis| basis.name()).into(),
        title: event.stored_title().into(),
        summary: event.summary().into(),
        kind: event.kind().name().into(),
        label: event.label().into(),
        code: code(event),
        quad: event.stated_quad().map_or("", |quad| quad.name()).into(),
        actors: event
            .actors()
            .iter()
            .map(|part| native::Participation {
                actor: ids.actor(Some(part.actor())),
                role: part.role().name().into(),
            })
            .collect(),
        place: event.place().map(place),
        status: event.status().name().into(),
        fatalities: event.fatalities().map(fatalities),
        evidence: event
            .evidence()
            .map(|entry| evidence(timeline, &entry, ids.source(entry.source)))
            .collect(),
        tags: event.tags().map(Text::from).collect(),
        // What a person has decided is no longer a matter of rules.
        confidence: event.confidence().filter(|_| is_open(event.review())).map(Confidence::value),
        asserted_by: event.asserted_by().map_or("", |(_, said)| &said.id).into(),
        rule: event.rule().into(),
        date_rule: event.date_rule().into(),
        extra,
    }
}

pub fn statement<'a>(
    timeline: &'a Timeline,
    ids: &Ids<'a>,
    id: StatementId,
) -> native::Statement<'a> {
    let (statement, is_open) = (timeline.statement(id), is_open(timeline.review(id)));
    native::Statement {
        id: statement.id.as_str().into(),
        when: statement.when.as_ref().map_or_else(Text::default, edtf),
        basis: statement.basis.map_or("", |basis| basis.name()).into(),
        speaker: ids.actor(statement.speaker),
        to: ids.actors(&statement.to),
        via: ids.actor(statement.via),
        form: statement.form.map_or("", |form| form.name()).into(),
        translated: statement.translated,
        text: statement.text.as_str().into(),
        about: ids.actors(&statement.about),
        event: Text(statement.event.map_or("".into(), |row| timeline.event(row).id())),
        venue: statement.venue.as_str().into(),
        evidence: statement
            .evidence
            .iter()
            .map(|entry| evidence(timeline, entry, ids.source(entry.source)))
            .collect(),
        confidence: statement.confidence.filter(|_| is_open).map(Confidence::value),
        rule: statement.rule.as_str().into(),
        date_rule: statement.date_rule.as_str().into(),
    }
}

/// Whether nobody has decided about a record.
fn is_open(review: Option<Review>) -> bool {
    matches!(review, None | Some(Review::Open))
}

pub fn code(event: Event<'_>) -> Option<native::Code<'_>> {
    let (scheme, value) = event.code();
    (!scheme.is_empty() || !value.is_empty())
        .then(|| native::Code { scheme: scheme.into(), value: value.into() })
}

pub fn place(place: &Place) -> native::Place<'_> {
    native::Place {
        name: (*place.name).into(),
        country: (*place.country).into(),
        lat: place.coordinates.map(|(lat, _)| lat),
        lon: place.coordinates.map(|(_, lon)| lon),
        precision: (*place.precision).into(),
        basis: place.basis.map_or("", |basis| basis.name()).into(),
    }
}

pub fn fatalities(number: Fatalities) -> native::Fatalities {
    let Fatalities { low, best, high, approx } = number;
    native::Fatalities { low, best, high, approx }
}

pub fn evidence<'a>(
    timeline: &'a Timeline,
    entry: &Evidence,
    source: Text<'a>,
) -> native::Evidence<'a> {
    native::Evidence {
        source,
        quote: timeline.text(entry.quote).into(),
        span: entry.span.map(|span| (span.start, span.end)),
        before: timeline.text(entry.before).into(),
        after: timeline.text(entry.after).into(),
        row: entry.row,
    }
}

/// A date of which the file says something, if only `XXXX-12-25`.
pub fn stated(when: &When) -> Option<&When> {
    (*when != When::UNDATED).then_some(when)
}

pub fn edtf(when: &When) -> Text<'static> {
    when.edtf().into()
}
