//! What is known of a statement.

use crate::{
    base::text,
    model::{ActorId, StatementId, Timeline},
    view::{
        Link, Record,
        detail::{Detail, Field, evidence, provenance, unless_empty, with_basis},
        review, shown, standing,
    },
};

/// All fields of a statement. O(the statement).
#[must_use]
pub fn statement(timeline: &Timeline, id: StatementId) -> Detail {
    let statement = timeline.statement(id);
    let said = timeline.said(statement);
    let actor = |label: &'static str, id: ActorId| {
        let actor = timeline.actor(id);
        let field = Field::plain(label, &actor.name).with_link(Link::Record(Record::Actor(id)));
        match said {
            Some(when) => field.with_note(standing::at(timeline, actor, when)),
            None => field,
        }
    };
    let mut fields = review::fields(timeline.decision(id));
    fields.extend(statement.speaker.map(|id| actor("speaker", id)));
    fields.extend(statement.to.iter().map(|&id| actor("to", id)));
    fields.extend(statement.via.map(|id| actor("via", id)));
    fields.extend(said.map(|when| {
        let field = Field::plain("when", &when.long_words());
        match &statement.when {
            Some(_) => with_basis(field, statement.basis, &when.edtf()),
            None => field.with_note("of its event"),
        }
    }));
    fields.extend(statement.form.map(|form| Field::plain("form", form.name())));
    let translated = statement.translated.map(|yes| if yes { "yes" } else { "no" });
    fields.extend(translated.map(|translated| Field::plain("translated", translated)));
    fields.extend(statement.about.iter().map(|&id| actor("about", id)));
    fields.extend(unless_empty("venue", &statement.venue));
    fields.extend(statement.event.map(|row| {
        let event = timeline.event(row);
        let link = Link::Record(Record::Event(row));
        Field::plain("event", &event.title()).with_note(event.when().words()).with_link(link)
    }));
    fields.extend(evidence::fields(
        timeline,
        Record::Statement(id),
        statement.evidence.iter().copied(),
    ));
    fields.extend(provenance(statement.confidence, &statement.rule, &statement.date_rule));
    fields.extend(unless_empty("id", &statement.id));
    fields.push(Field::plain("file", &timeline.files()[usize::from(statement.file)].name));
    Detail {
        record: Record::Statement(id),
        title: text::neutralise_block(&statement.quoted()).into_owned(),
        id: shown::line(&statement.id).into_owned(),
        fields,
    }
}
