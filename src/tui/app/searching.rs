//! Searching: finding words in the list that has the keys, and going from one place to the next.

use crate::{
    base::{
        rows::{Row, RowSet},
        text::Pattern,
    },
    model::{Anchor, StatementId},
    query::{self, Answer, Field, Plan, Query, Term},
    tui::{
        app::{App, Search},
        job::Work,
        layout::Pane,
        theme::Role,
    },
    view::Record,
};

impl App {
    /// Finds words among the events shown.
    pub(super) fn look_for(&mut self, typed: &str) {
        let typed = typed.trim();
        self.search = None;
        if typed.is_empty() {
            return;
        }
        let regex = typed.strip_prefix('/').map(|rest| rest.strip_suffix('/').unwrap_or(rest));
        let pattern = match regex {
            Some(regex) => Pattern::regex(regex),
            None => Ok(Pattern::new(typed)),
        };
        let Ok(pattern) = pattern else { return };
        let words = typed.to_owned();
        let term = match regex {
            Some(regex) => {
                Term { values: vec![query::Value::regex(regex)], ..Term::new(Field::Text, "") }
            }
            None => Term::new(Field::Text, typed),
        };
        let found = RowSet::none(self.store.timeline().len());
        self.search = Some(Search { words, pattern, found, pending: None, awaited_at: None });
        self.find_rows(Query::default().with(term));
    }

    /// Finds the events with some words among those shown.
    pub(super) fn find_rows(&mut self, query: Query) {
        let Ok(plan) = Plan::new(&query, &self.store) else { return };
        self.generation += 1;
        if self.is_at_once(&plan) {
            let answer = plan.run();
            self.take_found(answer);
        } else {
            if let Some(search) = &mut self.search {
                search.pending = Some(self.generation);
            }
            self.start(Work::Search(query));
        }
    }

    /// Whether the work of this generation still looks for the words of the search.
    pub(super) fn is_looking(&self, generation: u64) -> bool {
        self.search.as_ref().is_some_and(|search| search.pending == Some(generation))
    }

    /// Remembers what a search found.
    pub(super) fn take_found(&mut self, answer: Answer) {
        self.say_unread(&answer);
        if let Some(search) = &mut self.search {
            search.pending = None;
        }
        self.remember_found(answer.rows);
    }

    /// Remembers what a search found so far.
    pub(super) fn take_partial(&mut self, generation: u64, rows: RowSet) {
        if self.is_looking(generation) {
            self.remember_found(rows);
        }
    }

    fn remember_found(&mut self, mut rows: RowSet) {
        let Some(search) = &mut self.search else { return };
        rows.intersect(&self.shown.answer.rows);
        let is_known = !rows.is_empty() || search.pending.is_none();
        search.found = rows;
        // Who has moved on meanwhile stays there.
        let awaits = search.awaited_at.is_some() && search.awaited_at == self.look.selected;
        if is_known && awaits {
            search.awaited_at = None;
            // Nothing is waited for any more.
            self.message_fresh = false;
            self.next_match(1);
        }
    }

    /// Goes to the next place where the words of the search are found, round the end; in a source
    /// without a search, to the next words that prove something.
    pub(super) fn next_match(&mut self, direction: isize) {
        let in_source = self.place.focus == Pane::Detail && self.record.source.is_some();
        if in_source {
            self.next_in_source(direction);
            return;
        }
        let Some(search) = self.search.clone() else {
            self.notice("nothing is searched for; / begins");
            return;
        };
        match self.place.focus {
            Pane::Actors => {
                let (len, at) = (self.actors.nodes.len(), self.actors.cursor.at);
                let timeline = self.store.timeline();
                let found = turns(at, len, direction).find(|&line| {
                    let actor = timeline.actor(self.actors.nodes[line].actor);
                    actor.names().any(|name| search.pattern.is_match(name))
                });
                if let Some(line) = found {
                    self.actors.cursor.at = line;
                    self.look_at_actor();
                    return;
                }
            }
            Pane::Statements => {
                let ids: Vec<u32> = self.statements.shown.iter().collect();
                let at = self.statements.selected.map_or(0, |id| self.statements.shown.rank(id.0));
                let timeline = self.store.timeline();
                let found = turns(at as usize, ids.len(), direction).find(|&line| {
                    search.pattern.is_match(&timeline.statement(StatementId(ids[line])).text)
                });
                if let Some(line) = found {
                    self.statements.selected = Some(StatementId(ids[line]));
                    self.follow_statement();
                    return;
                }
            }
            Pane::Timeline | Pane::Detail | Pane::Overview => {
                if let Some(row) = self.next_found(direction) {
                    self.select(row);
                    return;
                }
            }
        }
        match &mut self.search {
            Some(Search { pending: Some(_), awaited_at, .. }) => {
                *awaited_at = self.look.selected;
                self.notice(format!("still searching for '{}'", search.words));
            }
            _ => self.say(format!("'{}' is not found here", search.words), Role::Warning),
        }
    }

    /// The next shown row that the search finds, round the end.
    pub(super) fn next_found(&self, direction: isize) -> Option<Row> {
        let found = &self.search.as_ref()?.found;
        let at = self.look.selected.unwrap_or(0);
        let all = || found.universe();
        if direction > 0 {
            found.next_from(at + 1).or_else(|| found.next_from(0))
        } else {
            found.prev_before(at).or_else(|| found.prev_before(all()))
        }
    }

    fn next_in_source(&mut self, direction: isize) {
        let height = usize::from(self.layout.source_inner().height);
        let Some(source) = &mut self.record.source else { return };
        if let Some(search) = &self.search {
            if !source.next_match(&search.pattern, direction, height) {
                self.notice("not found in this source");
            }
            return;
        }
        match source.next_citation(direction, height) {
            Some(record) => {
                self.record.subject = Some(record);
                if let Some(row) = self.event_of(record) {
                    self.look.selected = Some(row);
                }
            }
            None => self.notice("nothing rests on this source"),
        }
    }

    /// The shown event that a record is, or belongs to.
    fn event_of(&self, record: Record) -> Option<Row> {
        let row = match record {
            Record::Event(row) => Some(row),
            Record::Statement(id) => self.store.timeline().statement(id).event,
            Record::Actor(_) | Record::Source(_) => None,
        };
        row.filter(|&row| self.shown.answer.rows.contains(row))
    }

    /// The next record, in order of time and round the end, whose words are not found in its
    /// source.
    pub(super) fn next_lost_anchor(&mut self) {
        let timeline = self.store.timeline();
        let lost = |row: Row| {
            let event = timeline.event(row);
            let said = event.statements().flat_map(|(_, said)| &said.evidence);
            event.evidence().chain(said.copied()).any(|entry| entry.anchor == Some(Anchor::Lost))
        };
        let rows = &self.shown.answer.rows;
        let from = self.look.selected.map_or(0, |row| row + 1);
        let found = rows.iter_from(from).chain(rows.iter()).find(|&row| lost(row));
        match found {
            Some(row) => self.select(row),
            None => self.notice("all words are found in their sources"),
        }
    }
}

/// The lines after one, or before it, round the end and back to it.
fn turns(at: usize, len: usize, direction: isize) -> impl Iterator<Item = usize> {
    (1..=len).map(move |step| {
        let step = if direction > 0 { step } else { len - step };
        (at + step) % len
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        index::Store,
        model::{Draft, File, Shard, Timeline},
        query::Answer,
        tui::{
            app::Start,
            event::Event,
            job::{Done, Outcome},
        },
        world::{Generation, Loaded, Message, News},
    };

    /// An explorer of ten events that are searched for words.
    fn searching() -> App {
        let mut shard = Shard::new(0);
        for id in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] {
            shard.push(&Draft { id, title: id, ..Draft::default() });
        }
        let timeline = Timeline::build(vec![File::default()], vec![shard]).0;
        let store = Arc::new(Store::new(timeline));
        let loaded = Loaded { store, issues: Vec::new(), head: None };
        let mut app = App::new(Start::default());
        let news = News::Loaded(loaded);
        app.update(Event::Load(Message { generation: Generation::default(), news }));
        app.search = Some(Search {
            words: "words".into(),
            pattern: Pattern::new("words"),
            found: RowSet::none(10),
            pending: Some(7),
            awaited_at: None,
        });
        app
    }

    /// Asks for the next match, moves on to an event if there is one, and hears what is found so
    /// far and in the end; expects the event that is selected after each.
    #[track_caller]
    fn check(moved_to: Option<Row>, so_far: &[Row], all: &[Row], expected: [Row; 2]) {
        let mut app = searching();
        app.next_match(1);
        if let Some(row) = moved_to {
            app.select(row);
        }
        let of = |rows: &[Row]| RowSet::of(10, rows.iter().copied());
        app.update(Event::Done(Done { generation: 7, result: Outcome::Partial(of(so_far)) }));
        let found = so_far.len();
        assert_eq!(app.loading_words(), format!("searching: {found} found so far"));
        let then = app.look.selected;
        let answer = Answer { rows: of(all), ..Answer::all(&app.store) };
        app.update(Event::Done(Done { generation: 7, result: Outcome::Search(answer) }));
        assert_eq!([then, app.look.selected], expected.map(Some));
        assert_eq!(app.loading_words(), "");
    }

    #[test]
    fn the_next_match_is_gone_to_once_it_is_found() {
        check(None, &[5], &[3, 5], [5, 5]);
        check(None, &[], &[3, 5], [0, 3]);
        check(None, &[], &[], [0, 0]);
        check(Some(8), &[5], &[3, 5], [8, 8]);
    }
}
