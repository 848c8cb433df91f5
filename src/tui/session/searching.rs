//! Searching: the words, and the events that have them. Each pane goes to the matches in its own
//! list.

use std::ops::Range;

use crate::{
    base::{
        rows::{Row, RowSet},
        text::Pattern,
    },
    query::{self, Answer, Field, Plan, Query, Term},
    tui::{session::Session, theme::Role, work::Work},
};

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was typed.
    pub words: String,
    /// What that finds.
    pub pattern: Pattern,
    /// The events that it finds among those shown, or found so far.
    pub found: RowSet,
    /// The generation of the work that still looks for them.
    pub pending: Option<u64>,
    /// The event from which to go to the next of them as soon as there is one.
    awaited_at: Option<Row>,
    /// Whether it is there now.
    has_arrived: bool,
}

impl Session {
    /// Finds words among the events shown.
    pub fn look_for(&mut self, typed: &str) {
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
        let found = RowSet::none(self.timeline().len());
        self.search = Some(Search {
            words,
            pattern,
            found,
            pending: None,
            awaited_at: None,
            has_arrived: false,
        });
        self.find_rows(Query::default().with(term));
    }

    /// Finds the events with some words among those shown.
    fn find_rows(&mut self, query: Query) {
        let Ok(plan) = Plan::new(&query, &self.store) else { return };
        if self.is_at_once(&plan) {
            let answer = plan.run();
            self.take_found(answer);
        } else {
            let generation = self.start(Work::Search(query));
            if let Some(search) = &mut self.search {
                search.pending = Some(generation);
            }
        }
    }

    /// A search whose events are still looked for by the work of a generation.
    #[cfg(test)]
    pub fn search_in_background(&mut self, words: &str, generation: u64) {
        self.search = Some(Search {
            words: words.to_owned(),
            pattern: Pattern::new(words),
            found: RowSet::none(self.timeline().len()),
            pending: Some(generation),
            awaited_at: None,
            has_arrived: false,
        });
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
            search.has_arrived = true;
            // Nothing is waited for any more.
            self.fresh = false;
        }
    }

    /// Whether the first match that was waited for is there; asked once.
    pub fn match_arrived(&mut self) -> bool {
        self.search.as_mut().is_some_and(|search| std::mem::take(&mut search.has_arrived))
    }

    /// The next shown row that the search finds, round the end.
    #[must_use]
    pub fn next_found(&self, direction: isize) -> Option<Row> {
        let found = &self.search.as_ref()?.found;
        let at = self.look.selected.unwrap_or(0);
        if direction > 0 {
            found.next_from(at + 1).or_else(|| found.next_from(0))
        } else {
            found.prev_before(at).or_else(|| found.prev_before(found.universe()))
        }
    }

    /// Says that the list with the keys has no match, or waits for one.
    pub fn say_no_match(&mut self) {
        let Some(search) = &mut self.search else {
            self.notice("no search yet; / starts one");
            return;
        };
        if search.pending.is_some() {
            search.awaited_at = self.look.selected;
            self.say_searching();
        } else {
            let words = format!("'{}' is not found here", search.words);
            self.say(words, Role::Warning);
        }
    }

    /// Says that what is searched for is still being looked for.
    pub fn say_searching(&mut self) {
        if let Some(search) = &self.search {
            let words = format!("still searching for '{}'", search.words);
            self.notice(words);
        }
    }

    /// Where the search finds something in a line, in bytes.
    #[must_use]
    pub fn found_in(&self, line: &str) -> Vec<Range<usize>> {
        self.search.as_ref().map_or_else(Vec::new, |search| search.pattern.find_all(line))
    }
}

/// The lines after one, or before it, round the end and back to it.
pub fn turns(at: usize, len: usize, direction: isize) -> impl Iterator<Item = usize> {
    (1..=len).map(move |step| {
        let step = if direction > 0 { step } else { len - step };
        (at + step) % len
    })
}
