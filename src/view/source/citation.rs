//! What rests on a source.

use std::{borrow::Cow, ops::Range};

use crate::{
    base::text::{CharIndex, Shown},
    model::{Anchor, Evidence, Scope, SourceId, Timeline},
    view::{Record, shown, statements},
};

/// One evidence entry that names a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The event or statement that rests on it.
    pub record: Record,
    /// The number of the entry among the record's evidence.
    pub evidence: usize,
    /// Where the words stand in the shown text, in bytes; `None` for a row, and for words that are
    /// lost or stand at several places.
    pub range: Option<Range<usize>>,
    /// The state of the words; `None` where there is nothing to check.
    pub anchor: Option<Anchor>,
    /// The row of a data set, counted from 1.
    pub row: Option<u32>,
    /// The record's id.
    pub id: String,
    /// The record in a line: the title of an event, who said what.
    pub words: String,
}

/// A source without text lists this many citations at most: a data set's are its rows.
const MOST_WITHOUT_TEXT: usize = 1_000;

/// The citations of a source by records that are meant, and whether there are more.
pub(super) fn all(
    timeline: &Timeline,
    source: SourceId,
    scope: Scope,
    shown: Option<&Shown>,
) -> (Vec<Citation>, bool) {
    let text = timeline.source(source).text.as_deref().unwrap_or_default();
    let index = CharIndex::new(text);
    let place = |evidence: Evidence| {
        let span = evidence.found?;
        let bytes = index.bytes(text, span.start as usize..span.end as usize)?;
        Some(shown?.range(bytes))
    };
    let meant = timeline.events().filter(|event| event.is_meant(scope));
    let of_events = meant.flat_map(|event| {
        let entries = event.evidence().enumerate();
        entries.map(move |(number, entry)| (Record::Event(event.row()), number, entry))
    });
    let of_statements = timeline.statements_in(scope).flat_map(|(id, statement)| {
        let entries = statement.evidence.iter().copied().enumerate();
        entries.map(move |(number, entry)| (Record::Statement(id), number, entry))
    });
    let mut citing = of_events
        .chain(of_statements)
        .filter(|(_, _, entry)| entry.source == source)
        .map(|(record, evidence, entry)| {
            let (id, words) = describe(timeline, record);
            let range = place(entry);
            Citation { record, evidence, range, anchor: entry.anchor, row: entry.row, id, words }
        });
    let most = if shown.is_some() { usize::MAX } else { MOST_WITHOUT_TEXT };
    let citations = citing.by_ref().take(most).collect();
    (citations, citing.next().is_some())
}

fn describe(timeline: &Timeline, record: Record) -> (String, String) {
    let (id, words) = match record {
        Record::Event(row) => {
            let event = timeline.event(row);
            (event.id(), event.title().into_owned())
        }
        Record::Statement(id) => {
            let statement = timeline.statement(id);
            (Cow::from(&statement.id), statements::attributed(timeline, statement))
        }
        // These have no evidence.
        Record::Actor(_) | Record::Source(_) => (Cow::default(), String::new()),
    };
    (shown::line(&id).into_owned(), shown::line(&words).into_owned())
}
