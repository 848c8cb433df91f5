//! What is known of an event.

use crate::{
    base::{rows::Row, text},
    model::{self, Kind, Timeline},
    view::{
        Link, Record,
        detail::{Detail, Field, Mark, evidence, extra, provenance, unless_empty},
        review, shown, standing, statements,
    },
};

/// All fields of an event. O(the event).
///
/// # Panics
/// When there is no such row.
#[must_use]
pub fn event(timeline: &Timeline, row: Row) -> Detail {
    let event = timeline.event(row);
    let mut fields = vec![when(event), status(event)];
    fields.extend(review::fields(event.decision()));
    fields.extend(event.actors().iter().map(|&part| participation(event, part)));
    fields.extend(kind(event));
    fields.extend(event.place().map(place));
    let killed = event.fatalities().and_then(model::Fatalities::words);
    fields.extend(killed.map(|killed| Field::plain("fatalities", &killed)));
    fields.extend(unless_empty("summary", event.summary()));
    let tags: Vec<&str> = event.tags().collect();
    fields.extend(unless_empty("tags", &tags.join(", ")));
    fields.extend(event.statements().map(|(id, statement)| {
        let link = Link::Record(Record::Statement(id));
        let form = statement.form.map(model::Form::name).unwrap_or_default();
        let said = statements::attributed(timeline, statement);
        Field::plain("statement", &said).with_note(form).with_link(link)
    }));
    fields.extend(event.asserted_by().map(|(id, statement)| {
        let link = Link::Record(Record::Statement(id));
        Field::plain("told by", &statements::attributed(timeline, statement)).with_link(link)
    }));
    fields.extend(evidence::fields(timeline, Record::Event(row), event.evidence()));
    fields.extend(provenance(event.confidence(), event.rule(), event.date_rule()));
    fields.extend(extra::fields(event.extra()));
    fields.extend(unless_empty("id", &event.id()));
    fields.push(file(event));
    fields.extend(row_of(event));
    Detail {
        record: Record::Event(row),
        title: text::neutralise_block(&event.title()).into_owned(),
        id: shown::line(&event.id()).into_owned(),
        fields,
    }
}

/// The columns of its row, if it comes from a data set, as the file has them now; those with
/// nothing in them in one field.
fn row_of(event: model::Event<'_>) -> Vec<Field> {
    let Some(rows) = &event.file().rows else { return Vec::new() };
    let cells = match rows.read(event) {
        Ok(cells) => cells,
        Err(error) => {
            let words = shown::line(&error.to_string()).into_owned();
            return vec![Field::plain("columns", "").with_note(words)];
        }
    };
    extra::columns(&cells)
}

fn when(event: model::Event<'_>) -> Field {
    let when = event.when();
    let field = Field::plain("when", &when.long_words());
    let edtf = if when.is_undated() { String::new() } else { when.edtf() };
    super::with_basis(field, event.basis(), &edtf)
}

fn status(event: model::Event<'_>) -> Field {
    Field::plain("status", event.status().name()).with_mark(Mark::Status(event.status()))
}

fn participation(event: model::Event<'_>, part: model::Participation) -> Field {
    let timeline = event.timeline();
    let actor = timeline.actor(part.actor());
    Field::plain(part.role().name(), &actor.name)
        .with_note(standing::at(timeline, actor, event.when()))
        .with_link(Link::Record(Record::Actor(part.actor())))
}

/// The kind with the source's label and code, and the quad class.
fn kind(event: model::Event<'_>) -> impl Iterator<Item = Field> {
    let (kind, label, (scheme, code)) = (event.kind(), event.label(), event.code());
    let name = match (kind, label) {
        (Kind::Other, label) if !label.is_empty() => label,
        (kind, _) => kind.name(),
    };
    let label = if kind == Kind::Other { "" } else { label };
    let code = [scheme, code].join(" ");
    let note = joined([label, code.trim()]);
    let field = Field::plain("kind", name).with_note(shown::line(&note));
    let quad = event.quad().map(|quad| {
        let field = Field::plain("quad", &quad.name().replace('-', " "));
        match event.stated_quad() {
            Some(_) => field,
            None => field.with_mark(Mark::Derived).with_note(match event.coded_quad() {
                Some(_) => "CAMEO's for the code",
                None => "PLOVER's for the kind",
            }),
        }
    });
    [Some(field), quad].into_iter().flatten()
}

fn place(place: &model::Place) -> Field {
    let coordinates = place.coordinates.map(|(lat, lon)| format!("{lat}, {lon}"));
    let name = joined([&place.name, &place.country]);
    let field = Field::plain("place", &name);
    let note = joined([&place.precision, coordinates.as_deref().unwrap_or_default()]);
    super::with_basis(field, place.basis, &note)
}

fn file(event: model::Event<'_>) -> Field {
    let rank = shown::thousands(u64::from(event.rank_in_file()) + 1);
    let what = if event.file().rows.is_some() { "row" } else { "event" };
    Field::plain("file", &event.file().name).with_note(format!("{what} {rank} of the file"))
}

/// What is not empty, with commas between.
pub(super) fn joined<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
