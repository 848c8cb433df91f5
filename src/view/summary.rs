//! A record in a few words, to be copied: into an article, a note or a message.
//!
//! What is copied holds no more than the data. Line ends stay, control characters are visible marks.
//! The words with their citation are `export::citation`'s.

use std::borrow::Cow;

use crate::{
    base::{once::each_once, text},
    model::{Event, Evidence, SourceId, Timeline, When},
    view::{Record, shown},
};

/// What is said in a record: the words of a statement, the title of an event or source, a name.
#[must_use]
pub fn words(timeline: &Timeline, record: Record) -> String {
    let words = match record {
        Record::Event(row) => timeline.event(row).title(),
        Record::Statement(id) => timeline.statement(id).text.as_str().into(),
        Record::Actor(id) => timeline.actor(id).name.as_str().into(),
        Record::Source(id) => shown::source_name(timeline, id),
    };
    text::neutralise_block(&words).into_owned()
}

/// The id in the file.
#[must_use]
pub fn id(timeline: &Timeline, record: Record) -> String {
    let id = match record {
        Record::Event(row) => timeline.event(row).id(),
        Record::Statement(id) => Cow::from(&timeline.statement(id).id),
        Record::Actor(id) => Cow::from(&timeline.actor(id).id),
        Record::Source(id) => Cow::from(&timeline.source(id).id),
    };
    shown::line(&id).into_owned()
}

/// The date as EDTF: when it happened, was said or was published. `None` if unknown.
#[must_use]
pub fn date(timeline: &Timeline, record: Record) -> Option<String> {
    let when = match record {
        Record::Event(row) => Some(timeline.when(row)),
        Record::Statement(id) => timeline.said(timeline.statement(id)),
        Record::Actor(_) => None,
        Record::Source(id) => timeline.source(id).published.as_ref(),
    };
    when.filter(|when| !when.is_undated()).map(When::edtf)
}

/// The address of the source that a record rests on, or of what that was made from; the first
/// that has one.
#[must_use]
pub fn address(timeline: &Timeline, record: Record) -> Option<String> {
    let mut sources: Vec<SourceId> = match record {
        Record::Source(id) => vec![id],
        Record::Actor(_) => Vec::new(),
        Record::Event(row) => {
            let event = timeline.event(row);
            if let Some(address) = address_in_row(event) {
                return Some(address);
            }
            sources(event.evidence())
        }
        Record::Statement(id) => sources(timeline.statement(id).evidence.iter().copied()),
    };
    let mut next = 0;
    while let Some(&source) = sources.get(next) {
        let source = timeline.source(source);
        if !source.url.is_empty() {
            return Some(text::neutralise(&source.url).into_owned());
        }
        let more: Vec<_> =
            source.derived_from.iter().filter(|from| !sources.contains(from)).copied().collect();
        sources.extend(more);
        next += 1;
    }
    None
}

/// The address that the row of a data set names.
fn address_in_row(event: Event<'_>) -> Option<String> {
    let rows = event.file().rows.as_deref()?;
    let column = rows.address_column()?;
    let cells = rows.read(event).ok()?;
    let cell = cells.into_iter().find(|cell| cell.column.eq_ignore_ascii_case(column))?;
    (!cell.value.is_empty()).then(|| text::neutralise(&cell.value).into_owned())
}

/// The sources of the evidence, each once, in its order.
fn sources(evidence: impl IntoIterator<Item = Evidence>) -> Vec<SourceId> {
    each_once(evidence.into_iter().map(|entry| entry.source))
}
