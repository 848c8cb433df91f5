//! The rows that a part of a query finds, and what is not known about them.

use crate::base::rows::RowSet;

/// What a part of a query says of each of the rows that were looked at.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// It holds, at least possibly.
    pub rows: RowSet,
    /// What dates leave open; none if no date was asked for.
    pub open: Option<Open>,
    /// The statements that pass, whatever their event; none if all do.
    pub said: Option<RowSet>,
}

/// Rows about which dates leave something open.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// It can't be said whether it holds, because there is no date. None of [`Found::rows`].
    pub undated: RowSet,
    /// It was decided one way and might well be the other.
    pub doubtful: RowSet,
}

impl Found {
    /// It holds for these rows and for no others.
    pub fn surely(rows: RowSet) -> Self {
        Self { rows, open: None, said: None }
    }

    /// The rows that further parts of a conjunction need to look at.
    pub fn candidates(&self) -> RowSet {
        let mut rows = self.rows.clone();
        if let Some(open) = &self.open {
            rows.unite(&open.undated);
            rows.unite(&open.doubtful);
        }
        rows
    }

    /// The rows for which it does not hold, of those that were looked at. Without a date it holds
    /// neither so nor so.
    pub fn not(self, looked_at: &RowSet) -> Self {
        let mut rows = looked_at.clone();
        rows.subtract(&self.rows);
        if let Some(open) = &self.open {
            rows.subtract(&open.undated);
        }
        Self { rows, open: self.open, said: None }
    }

    /// Both hold; `other` looked at the [`Found::candidates`] of this.
    pub fn and(mut self, mut other: Self) -> Self {
        self.said = match (self.said.take(), other.said.take()) {
            (Some(mut mine), Some(theirs)) => {
                mine.unite(&theirs);
                Some(mine)
            }
            (mine, theirs) => mine.or(theirs),
        };
        if self.open.is_none() && other.open.is_none() {
            self.rows = other.rows;
            return self;
        }
        let (mine, theirs) = (self.open(), other.open());
        let mut undated = union(&self.rows, &mine.undated);
        undated.intersect(&union(&other.rows, &theirs.undated));
        let mut doubtful = union(&mine.doubtful, &theirs.doubtful);
        doubtful.intersect(&self.candidates());
        doubtful.intersect(&other.candidates());
        self.rows.intersect(&other.rows);
        undated.subtract(&self.rows);
        doubtful.subtract(&undated);
        self.open = Some(Open { undated, doubtful });
        self
    }

    /// One of both holds; both looked at the same rows.
    pub fn or(mut self, other: &Self) -> Self {
        if self.open.is_some() || other.open.is_some() {
            let (mine, theirs) = (self.open(), other.open());
            let mut undated = union(&mine.undated, &theirs.undated);
            undated.subtract(&self.rows);
            undated.subtract(&other.rows);
            let mut doubtful = union(&mine.doubtful, &theirs.doubtful);
            doubtful.subtract(&self.sure());
            doubtful.subtract(&other.sure());
            doubtful.subtract(&undated);
            self.open = Some(Open { undated, doubtful });
        }
        self.rows.unite(&other.rows);
        self
    }

    /// The rows for which it holds without a doubt.
    pub fn sure(&self) -> RowSet {
        let mut rows = self.rows.clone();
        if let Some(open) = &self.open {
            rows.subtract(&open.doubtful);
        }
        rows
    }

    fn open(&self) -> Open {
        self.open.clone().unwrap_or_else(|| {
            let none = RowSet::none(self.rows.universe());
            Open { undated: none.clone(), doubtful: none }
        })
    }
}

fn union(one: &RowSet, other: &RowSet) -> RowSet {
    let mut both = one.clone();
    both.unite(other);
    both
}
