//! What a person decided about the records of a timeline: whether they are right, which are marked,
//! what was noted. The records themselves stay as they were read, but for what was corrected, of
//! which it is kept here how it was read.

use rustc_hash::FxHashMap;

use crate::{
    base::rows::{Row, RowSet},
    model::{
        event::Event, fingerprint::Fingerprint, statement::StatementId, timeline::Timeline,
        vocabulary::vocabulary,
    },
};

vocabulary! {
    /// Whether a person has looked at a record that an extractor made, and what came of it.
    Review {
        /// Nobody has decided yet.
        Open = "open",
        /// It is right as it was read.
        Accepted = "accepted",
        /// It is right now that it was corrected.
        Corrected = "corrected",
        /// It is wrong: out of every list and count, unless asked for.
        Rejected = "rejected",
    }
}

/// What a person decided about one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// What came of the review; none where nobody has decided, or nothing is to be decided.
    pub review: Option<Review>,
    /// Whether a person wrote the record.
    pub mine: bool,
    /// Whether it is marked.
    pub marked: bool,
    /// What was noted about it.
    pub note: String,
    /// The corrected fields, each with how it was read, in words; empty where there was nothing.
    pub was: Vec<(&'static str, String)>,
    /// What the record of a data set was before it was corrected, for whoever reads its row back.
    pub as_read: Option<Fingerprint>,
}

/// All decisions about a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Those about events, by row.
    pub events: FxHashMap<Row, Decision>,
    /// Those about statements.
    pub statements: FxHashMap<StatementId, Decision>,
}

impl Decided {
    /// Whether nothing was decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.statements.is_empty()
    }
}

impl Timeline {
    /// What was decided about all records.
    #[must_use]
    pub fn decided(&self) -> &Decided {
        &self.decided
    }

    /// The same records with other decisions about them. O(decisions).
    #[must_use]
    pub fn with_decided(&self, decided: Decided) -> Self {
        let mut timeline = self.clone();
        timeline.decided = decided;
        timeline
    }

    /// The events about which, or about a statement in which, such a thing was decided.
    /// O(events / 64 + decisions).
    #[must_use]
    pub fn decided_rows(&self, holds: impl Fn(&Decision) -> bool) -> RowSet {
        let mut rows = self.events_where(&holds);
        let said = self.decided.statements.iter().filter(|(_, decision)| holds(decision));
        said.filter_map(|(&id, _)| self.statement(id).event).for_each(|row| rows.insert(row));
        rows
    }

    /// The events about which such a thing was decided. O(events / 64 + decisions).
    #[must_use]
    pub fn events_where(&self, holds: impl Fn(&Decision) -> bool) -> RowSet {
        let decided = self.decided.events.iter().filter(|(_, decision)| holds(decision));
        RowSet::of(self.len(), decided.map(|(&row, _)| row))
    }

    /// What was decided about a statement.
    #[must_use]
    pub fn decision(&self, id: StatementId) -> Option<&Decision> {
        self.decided.statements.get(&id)
    }

    /// How far the review of a statement is; none for one that no extractor made and nobody has
    /// decided about.
    #[must_use]
    pub fn review(&self, id: StatementId) -> Option<Review> {
        review(self.decision(id), !self.statement(id).rule.is_empty())
    }

    /// Whether a statement was rejected.
    #[must_use]
    pub fn is_rejected(&self, id: StatementId) -> bool {
        self.review(id) == Some(Review::Rejected)
    }
}

impl<'a> Event<'a> {
    /// What was decided about it.
    #[must_use]
    pub fn decision(self) -> Option<&'a Decision> {
        let decided = &self.timeline.decided.events;
        // Of most timelines nothing, which is told without a hash.
        if decided.is_empty() { None } else { decided.get(&self.row) }
    }

    /// How far its review is; none for one that no extractor made and nobody has decided about.
    #[must_use]
    pub fn review(self) -> Option<Review> {
        review(self.decision(), !self.rule().is_empty())
    }

    /// Whether it was rejected.
    #[must_use]
    pub fn is_rejected(self) -> bool {
        self.decision().is_some_and(|decision| decision.review == Some(Review::Rejected))
    }

    /// Whether a person wrote it.
    #[must_use]
    pub fn is_mine(self) -> bool {
        self.decision().is_some_and(|decision| decision.mine)
    }

    /// Whether it is marked.
    #[must_use]
    pub fn is_marked(self) -> bool {
        self.decision().is_some_and(|decision| decision.marked)
    }

    /// What was noted about it; empty if nothing was.
    #[must_use]
    pub fn note(self) -> &'a str {
        self.decision().map_or("", |decision| &decision.note)
    }
}

fn review(decision: Option<&Decision>, by_rule: bool) -> Option<Review> {
    let decided = decision.and_then(|decision| decision.review);
    decided.or_else(|| by_rule.then_some(Review::Open))
}
