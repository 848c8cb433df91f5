//! What proves a record.

use crate::{
    model::{Anchor, Evidence, Span, Timeline},
    view::{
        Link, Record,
        detail::{Field, Mark},
        shown,
    },
};

/// One field an entry: the words, and where they stand.
pub(super) fn fields<'a>(
    timeline: &'a Timeline,
    record: Record,
    evidence: impl Iterator<Item = Evidence> + 'a,
) -> impl Iterator<Item = Field> + 'a {
    evidence.enumerate().map(move |(number, entry)| {
        Field::plain("evidence", timeline.text(entry.quote))
            .with_note(place(timeline, &entry))
            .with_mark(entry.anchor.map_or(Mark::Plain, Mark::Anchor))
            .with_link(Link::Evidence(record, number))
    })
}

/// "Russia pushes again, characters 100-254, ok", "GED 24.1, row 17".
fn place(timeline: &Timeline, entry: &Evidence) -> String {
    let mut parts = vec![shown::source_name(timeline, entry.source).into_owned()];
    parts.extend(entry.row.map(|row| format!("row {}", shown::thousands(row.into()))));
    parts.extend(entry.found.or(entry.span).map(characters));
    parts.extend(entry.anchor.map(|anchor| match (anchor, entry.span) {
        (Anchor::Moved, Some(stored)) => format!("moved from {}", characters(stored)),
        (anchor, _) => anchor.name().to_owned(),
    }));
    if !entry.quote.is_empty() && entry.anchor.is_none() {
        parts.push("its text is not available".to_owned());
    }
    parts.join(", ")
}

/// The numbers of the span in the file: from 0, the last one not included.
fn characters(span: Span) -> String {
    format!("characters {}-{}", span.start, span.end)
}
