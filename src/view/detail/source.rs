//! What is known of a source.

use crate::{
    model::{SourceId, Timeline, When},
    view::{
        Link, Record,
        detail::{Detail, Field, unless_empty},
        shown,
    },
};

/// All fields of a source but its text. O(sources).
#[must_use]
pub fn source(timeline: &Timeline, id: SourceId) -> Detail {
    let source = timeline.source(id);
    let related = |label: &'static str, id: SourceId| {
        let source = timeline.source(id);
        let link = Link::Record(Record::Source(id));
        Field::plain(label, &shown::source_name(timeline, id))
            .with_note(shown::line(&source.publisher))
            .with_link(link)
    };
    let mut fields = Vec::new();
    fields.extend(source.kind.map(|kind| Field::plain("kind", kind.name())));
    fields.extend(unless_empty("publisher", &source.publisher));
    fields.extend(unless_empty("author", &source.author));
    let published = source.published.as_ref();
    fields.extend(
        published
            .map(|when| Field::plain("published", &When::long_words(when)).with_note(when.edtf())),
    );
    fields.extend(unless_empty("url", &source.url));
    fields.extend(unless_empty("language", &source.language));
    fields.extend(source.derived_from.iter().map(|&from| related("derived from", from)));
    let ids = (0..timeline.sources().len() as u32).map(SourceId);
    let made = ids.filter(|&other| timeline.source(other).derived_from.contains(&id));
    fields.extend(made.map(|other| related("source of", other)));
    fields.extend(unless_empty("licence", &source.licence));
    fields.extend(unless_empty("note", &source.note));
    fields.extend(unless_empty("file", &source.file));
    fields.extend(unless_empty("id", &source.id));
    Detail {
        record: Record::Source(id),
        title: shown::line(&shown::source_name(timeline, id)).into_owned(),
        id: shown::line(&source.id).into_owned(),
        fields,
    }
}
