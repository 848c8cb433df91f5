//! Which columns of a table tell what of an event: what somebody must know who has the rows
//! elsewhere and asks for the distinct values of a few columns.

use crate::ingest::Header;

/// What columns tell of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Who takes part, and in which role.
    Who,
    /// When it happened.
    When,
    /// Its kind, label, code, quad class and status.
    What,
    /// In which country.
    Country,
    /// What the place is called.
    Place,
    /// How many were killed.
    Fatalities,
    /// Its tags.
    Tags,
}

/// Columns that tell one thing of an event, together and whatever the other columns say. Without a
/// column all events are alike in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they tell.
    pub aspect: Aspect,
    /// Where they stand in the header, each once.
    pub columns: Vec<usize>,
}

/// The columns of a table that are read, by what they tell. An aspect may have several groups, of
/// which each adds to it: those who act, and those who are acted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// The column with the id of the row, if there is one.
    pub id: Option<usize>,
    /// The groups.
    pub told: Vec<Group>,
    /// Further columns that are read.
    pub others: Vec<usize>,
}

impl Groups {
    /// Groups of columns, of which those that are [`Header::NOWHERE`] are left out.
    #[must_use]
    pub fn new<const N: usize>(
        id: usize,
        told: [(Aspect, Vec<usize>); N],
        others: impl IntoIterator<Item = usize>,
    ) -> Self {
        let group = |(aspect, columns)| Group { aspect, columns: there(columns) };
        Self {
            id: Some(id).filter(|id| *id != Header::NOWHERE),
            told: told.into_iter().map(group).collect(),
            others: there(others),
        }
    }

    /// All columns that are read, each once, in the order of the header.
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        let told = self.told.iter().flat_map(|group| &group.columns);
        let mut columns: Vec<usize> =
            self.id.iter().chain(told).chain(&self.others).copied().collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// A column that is read and in none of the groups, that with the id if it is one.
    #[must_use]
    pub fn beside(&self) -> Option<usize> {
        let is_told = |column: &usize| self.told.iter().any(|it| it.columns.contains(column));
        self.id.iter().chain(&self.others).copied().find(|column| !is_told(column))
    }

    /// The same where only these columns are left, which all of theirs are among, in this order.
    #[must_use]
    pub fn among(self, columns: &[usize]) -> Self {
        let place = |column: usize| columns.binary_search(&column).unwrap_or(Header::NOWHERE);
        let places = |columns: Vec<usize>| columns.into_iter().map(place).collect();
        let told = self.told.into_iter();
        let told = told.map(|Group { aspect, columns }| Group { aspect, columns: places(columns) });
        Self { id: self.id.map(place), told: told.collect(), others: places(self.others) }
    }
}

/// The columns that are there, each once.
fn there(columns: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut there = Vec::new();
    for column in columns {
        if column != Header::NOWHERE && !there.contains(&column) {
            there.push(column);
        }
    }
    there
}
