//! Rows whose words match.

use crate::{
    base::{
        intern::Symbol,
        rows::{Row, RowSet},
        text::Pattern,
    },
    index::Store,
    model::{Kind, Scope},
};

/// A search through the words of the events: titles, summaries, statements with the names of who
/// speaks, and the names of actors and places.
///
/// A name is looked at once however many events have it; only titles and summaries are read row by
/// row. A composed title has the words of its actors, place and kind.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    store: &'a Store,
    pattern: &'a Pattern,
    /// The rows that match by a name or a statement.
    named: RowSet,
    /// The kinds and labels whose words stand in composed titles.
    kinds: Vec<Kind>,
    labels: Vec<Symbol>,
}

impl<'a> Search<'a> {
    /// Looks at all names and statements. O(their characters + matching rows).
    #[must_use]
    pub fn new(store: &'a Store, pattern: &'a Pattern, scope: Scope) -> Self {
        let timeline = store.timeline();
        let actors = RowSet::of(
            timeline.actors().len() as u32,
            (0..)
                .zip(timeline.actors())
                .filter(|(_, actor)| actor.names().any(|name| pattern.is_match(name)))
                .map(|(number, _)| number),
        );
        let mut named = store.rows_of_any(&actors);
        for (number, place) in (0..).zip(timeline.places()) {
            if pattern.is_match(&place.name) {
                store.rows_at(number).iter().for_each(|&row| named.insert(row));
            }
        }
        for statement in timeline.statements().iter().filter(|said| scope.has(said)) {
            let Some(row) = statement.event else { continue };
            let has_speaker = statement.speaker.is_some_and(|actor| actors.contains(actor.0));
            if has_speaker || pattern.is_match(&statement.text) {
                named.insert(row);
            }
        }
        let matches = |&symbol: &Symbol| pattern.is_match(store.string(symbol));
        Self {
            store,
            pattern,
            named,
            kinds: Kind::ALL.iter().copied().filter(|kind| pattern.is_match(kind.name())).collect(),
            labels: store.labels().iter().copied().filter(matches).collect(),
        }
    }

    /// Whether the words of a row match. O(characters of title and summary).
    #[must_use]
    pub fn holds(&self, row: Row) -> bool {
        if self.named.contains(row) {
            return true;
        }
        let (timeline, events) = (self.store.timeline(), self.store.timeline().columns());
        let title = events.title.get(row);
        let is_titled_so = if title.is_empty() {
            match events.label.get(row) {
                Symbol::EMPTY => self.kinds.contains(&events.kind.get(row)),
                label => self.labels.binary_search(&label).is_ok(),
            }
        } else {
            self.pattern.is_match(timeline.text(title))
        };
        is_titled_so || self.pattern.is_match(timeline.text(events.summary.get(row)))
    }
}
