//! How a person looks at the timeline, and what was decided about it: what undo takes back and redo
//! brings again.

use std::sync::Arc;

use crate::{
    base::rows::Row,
    notebook::Notebook,
    query::Query,
    view::{View, actors::Sort, dyads, lanes, overview::Zoom, trends::Columns},
};

/// Filters, selection, zoom and order: everything that decides what is shown, but the sizes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// The filters.
    pub query: Query,
    /// Filters that are switched off, but kept to be switched on again.
    pub off: Query,
    /// In which way the events are viewed.
    pub view: View,
    /// Which series stand in the trends beside all that is shown.
    pub trends: Columns,
    /// What a lane stands for, and their order.
    pub lanes: lanes::Ask,
    /// Which events of a pair count in the dyads.
    pub dyads: dyads::Which,
    /// The selected event.
    pub selected: Option<Row>,
    /// How closely one looks at the overview.
    pub zoom: Zoom,
    /// Whether only the statements of the selected event are shown, or those of all.
    pub only_its_statements: bool,
    /// The order of the actors.
    pub sort: Sort,
}

impl Look {
    /// How many filters there are, on or off.
    #[must_use]
    pub fn chips(&self) -> usize {
        self.query.chips().len() + self.off.chips().len()
    }

    /// The text of a filter, those that are on first, and whether it is on.
    #[must_use]
    pub fn chip(&self, number: usize) -> (String, bool) {
        match number.checked_sub(self.query.chips().len()) {
            Some(off) => (self.off.chip(off), false),
            None => (self.query.chip(number), true),
        }
    }

    /// Switches a filter off, or on again.
    pub fn toggle(&mut self, number: usize) {
        let on = self.query.chips().len();
        match number.checked_sub(on) {
            Some(off) => move_chip(&mut self.off, &mut self.query, off),
            None => move_chip(&mut self.query, &mut self.off, number),
        }
    }

    /// Drops a filter.
    pub fn drop_chip(&mut self, number: usize) {
        match number.checked_sub(self.query.chips().len()) {
            Some(off) => self.off = self.off.without(off),
            None => self.query = self.query.without(number),
        }
    }

    /// Switches all filters off; if none is on, all on again.
    pub fn toggle_all(&mut self) {
        let kept = self.off.and(&self.query);
        // No filter: it adds.
        let candidates = self.query.has_candidates();
        let none = Query::default();
        let (on, off) = if self.query.is_all() { (kept, none) } else { (none, kept) };
        self.query = on.with_candidates(candidates);
        self.off = off.with_candidates(false);
    }
}

fn move_chip(from: &mut Query, to: &mut Query, number: usize) {
    if let Some(chip) = from.chips().get(number) {
        *to = to.and(&Query::from(chip.clone()));
        *from = from.without(number);
    }
}

/// What was shown at a moment, and what was decided until then.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    /// How the data was looked at.
    pub look: Look,
    /// What was decided, written and noted.
    pub notebook: Arc<Notebook>,
}

/// The moments before and after the present one.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Moment>,
    future: Vec<Moment>,
}

/// How many moments are kept to go back to.
const LONGEST: usize = 1_000;

impl History {
    /// Remembers a moment that is about to change.
    pub fn remember(&mut self, moment: Moment) {
        if self.past.len() == LONGEST {
            self.past.remove(0);
        }
        self.past.push(moment);
        self.future.clear();
    }

    /// Goes back to the moment before `now`; `None` if there was none.
    pub fn undo(&mut self, now: Moment) -> Option<Moment> {
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// Goes forward again; `None` if there is no moment to go to.
    pub fn redo(&mut self, now: Moment) -> Option<Moment> {
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }

    /// The notebooks that undo goes back to, the oldest first.
    pub fn notebooks(&self) -> impl Iterator<Item = &Arc<Notebook>> {
        self.past.iter().map(|moment| &moment.notebook)
    }

    /// All looks, to be told that rows have other numbers now.
    pub fn looks_mut(&mut self) -> impl Iterator<Item = &mut Look> {
        self.past.iter_mut().chain(&mut self.future).map(|moment| &mut moment.look)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(on: &str, off: &str) -> Look {
        let query = |text| Query::parse(text).unwrap();
        Look { query: query(on), off: query(off), ..Look::default() }
    }

    #[track_caller]
    fn check(mut start: Look, change: impl Fn(&mut Look), expect: (&str, &str)) {
        change(&mut start);
        assert_eq!(
            (start.query.to_string(), start.off.to_string()),
            (expect.0.to_owned(), expect.1.to_owned())
        );
    }

    #[test]
    fn filters_are_switched_off_and_on() {
        check(
            look("kind:agree actor:khoja", ""),
            |look| look.toggle(0),
            ("actor:khoja", "kind:agree"),
        );
        check(
            look("actor:khoja", "kind:agree"),
            |look| look.toggle(1),
            ("actor:khoja kind:agree", ""),
        );
        check(look("actor:khoja", "kind:agree"), |look| look.drop_chip(1), ("actor:khoja", ""));
        check(look("actor:khoja", "kind:agree"), Look::toggle_all, ("", "kind:agree actor:khoja"));
        check(look("", "kind:agree"), Look::toggle_all, ("kind:agree", ""));
        check(look("", ""), |look| look.toggle(3), ("", ""));
        assert_eq!(look("actor:khoja", "kind:agree").chip(1), ("kind:agree".to_owned(), false));
    }

    #[test]
    fn looks_are_undone_and_redone() {
        let moment = |query: &str| Moment { look: look(query, ""), ..Moment::default() };
        let query = |moment: Option<Moment>| moment.map(|moment| moment.look.query.to_string());
        let mut history = History::default();
        assert!(history.undo(moment("")).is_none() && history.redo(moment("")).is_none());
        history.remember(moment(""));
        history.remember(moment("kind:agree"));
        assert_eq!(query(history.undo(moment("kind:aid"))).as_deref(), Some("kind:agree"));
        assert_eq!(query(history.redo(moment("kind:agree"))).as_deref(), Some("kind:aid"));
        assert!(history.undo(moment("kind:aid")).is_some());
        assert!(history.undo(moment("kind:agree")).is_some());
        assert!(history.undo(moment("")).is_none());
        history.remember(moment(""));
        assert!(history.redo(moment("")).is_none(), "a new change forgets what was undone");
    }
}
