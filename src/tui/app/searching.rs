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
        self.search = Some(Search { words, pattern, found, pending: None });
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

    /// Remembers what a search found.
    pub(super) fn take_found(&mut self, answer: Answer) {
        self.say_unread(&answer);
        if let Some(search) = &mut self.search {
            search.found = answer.rows;
            search.found.intersect(&self.shown.answer.rows);
            search.pending = None;
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
        self.say(format!("'{}' is not found here", search.words), Role::Warning);
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
