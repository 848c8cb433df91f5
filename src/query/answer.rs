//! What a query found, and how it becomes that of events, statements and candidates.

use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::{Scope, StatementId},
    query::{found::Found, plan::Plan, tree::Tree},
};

/// What a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it was asked of the candidates, too.
    pub scope: Scope,
    /// The events that it was asked of.
    pub all: RowSet,
    /// How many candidates match: events, and statements of no such event.
    pub candidates: u32,
    /// The events, in which uncertain dates have the benefit of the doubt.
    pub rows: RowSet,
    /// How many of them match whatever their dates turn out to be.
    pub surely: u32,
    /// The undated events that would match if they had the right date.
    pub undated: RowSet,
    /// The statements that match, of the matching events and of none. Those that are sure are here
    /// even where their event is a candidate that is held back.
    pub statements: RowSet,
    /// Why words were not searched for in the prose of a file, if they were not.
    pub unread: Option<String>,
}

impl Answer {
    /// How many candidates match but are not among what was found, since they were not asked for.
    #[must_use]
    pub fn held_back(&self) -> u32 {
        if self.scope == Scope::Sure { self.candidates } else { 0 }
    }

    /// Everything: the answer to a query without terms.
    #[must_use]
    pub fn all(store: &Store) -> Self {
        let (tree, loose) = (Tree::All(Vec::new()), Some(Tree::All(Vec::new())));
        Plan { store, tree, scope: Scope::Sure, loose }.run()
    }
}

impl Plan<'_> {
    /// The answer from what was found among the events that are asked, and, where candidates are
    /// not, among those `beside` them.
    pub(super) fn answer(&self, found: Found, beside: Option<&Found>) -> Answer {
        let timeline = self.store.timeline();
        let surely = match &found.open {
            None => found.rows.count(),
            Some(_) => found.sure().count(),
        };
        let matches = |id: u32, found: &Found, row: Row| {
            found.rows.contains(row) && found.said.as_ref().is_none_or(|said| said.contains(id))
        };
        let among = beside.unwrap_or(&found);
        let mut candidates = among.rows.count_common(self.store.candidates());
        let count = timeline.statements().len() as u32;
        let statements = RowSet::filtered(count, |id| {
            let statement = &timeline.statements()[id as usize];
            let is_asked = timeline.is_meant(StatementId(id), self.scope);
            let is_among = |rows: &RowSet| statement.event.is_some_and(|row| rows.contains(row));
            let of_candidate = is_among(self.store.candidates());
            let found = match (statement.event, &self.loose) {
                (Some(row), _) => {
                    let looks_beside = of_candidate || is_among(self.store.rejected()) || !is_asked;
                    matches(id, &found, row)
                        || beside.is_some_and(|it| looks_beside && matches(id, it, row))
                }
                (None, Some(tests)) => tests.holds(&|test| test.holds(statement)),
                (None, None) => false,
            };
            let is_counted = found && !of_candidate && timeline.is_candidate(StatementId(id));
            candidates += u32::from(is_counted);
            found && is_asked
        });
        let undated = found.open.map(|open| open.undated);
        let undated = undated.unwrap_or_else(|| RowSet::none(timeline.len()));
        Answer {
            scope: self.scope,
            all: RowSet::none(0),
            candidates,
            rows: found.rows,
            surely,
            undated,
            statements,
            unread: None,
        }
    }
}
