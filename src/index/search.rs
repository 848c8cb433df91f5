//! Rows whose words match.

use crate::{
    base::{
        intern::Symbol,
        progress::Progress,
        rows::{Row, RowSet},
        text::Pattern,
    },
    index::Store,
    model::{Kind, Scope, text::TextId},
};

/// A search through the words of the events: titles, summaries, statements with the names of who
/// speaks, and the names of actors and places.
///
/// A name is looked at once however many events have it. Titles and summaries are read row by row,
/// or, before most rows of a large timeline are looked at, once in the order in which they lie in
/// memory ([`Search::read_all`]). A composed title has the words of its actors, place and kind.
#[derive(Clone, Debug)]
pub struct Search<'a> {
    store: &'a Store,
    pattern: &'a Pattern,
    /// The rows that match by a name or a statement.
    named: RowSet,
    /// The kinds and labels whose words stand in composed titles.
    kinds: Vec<Kind>,
    labels: Vec<Symbol>,
    /// The numbers of the texts that match, once all were read.
    texts: Option<RowSet>,
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
        for (_, statement) in timeline.statements_in(scope) {
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
            texts: None,
        }
    }

    /// Reads all texts, so that [`Search::holds`] needs none of them: one row after the other would
    /// jump through memory, which takes five times as long. O(characters), on all cores.
    pub fn read_all(&mut self, progress: &Progress) {
        let timeline = self.store.timeline();
        let mut matching = RowSet::all(timeline.text_count());
        matching.retain_in(0..timeline.text_count(), |number| {
            !progress.is_cancelled() && self.pattern.is_match(timeline.text(TextId(number)))
        });
        self.texts = Some(matching);
    }

    /// Whether the words of a row match. O(characters of title and summary).
    #[must_use]
    pub fn holds(&self, row: Row) -> bool {
        if self.named.contains(row) {
            return true;
        }
        let events = self.store.timeline().columns();
        let title = events.title.get(row);
        let is_titled_so = if title.is_empty() {
            match events.label.get(row) {
                Symbol::EMPTY => self.kinds.contains(&events.kind.get(row)),
                label => self.labels.binary_search(&label).is_ok(),
            }
        } else {
            self.is_match(title)
        };
        is_titled_so || self.is_match(events.summary.get(row))
    }

    fn is_match(&self, text: TextId) -> bool {
        match &self.texts {
            Some(matching) => matching.contains(text.0),
            None => self.pattern.is_match(self.store.timeline().text(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, File, Shard, Timeline};

    #[test]
    fn reading_all_texts_finds_the_same_rows() {
        let mut shard = Shard::new(0);
        for (title, summary) in
            [("Talks in Doha", ""), ("", "No talks"), ("", ""), ("Doha", "TALKS")]
        {
            let kind = if title.is_empty() { Kind::Consult } else { Kind::Other };
            shard.push(&Draft { title, summary, kind, ..Draft::default() });
        }
        let store = Store::new(Timeline::build(vec![File::default()], vec![shard]).0);
        for words in ["talks", "Talks", "doha", "consult", "x"] {
            let pattern = Pattern::new(words);
            let search = Search::new(&store, &pattern, Scope::All);
            let mut read = search.clone();
            read.read_all(&Progress::default());
            for row in 0..store.timeline().len() {
                assert_eq!(read.holds(row), search.holds(row), "{words} in row {row}");
            }
        }
    }
}
