//! Columns: one value, or one list of values, for each row.

use std::num::NonZeroU32;

use rayon::prelude::*;

use crate::base::rows::Row;

/// One value a row; a column whose rows are all alike takes no room.
///
/// ```
/// # use demarche::model::column::Column;
/// let mut column = Column::new(0_u8);
/// (0..1000).for_each(|_| column.push(0));
/// column.push(7);
/// assert_eq!((column.get(3), column.get(1000), column.len()), (0, 7, 1001));
/// ```
#[derive(Clone, Debug)]
pub enum Column<T> {
    /// Every row has this value.
    Same {
        /// The value of every row.
        value: T,
        /// How many rows there are.
        len: u32,
    },
    /// Each row's own value.
    Each(Vec<T>),
}

impl<T: Copy + PartialEq + Send + Sync> Column<T> {
    /// An empty column; `value` is what its rows are expected to have.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self::Same { value, len: 0 }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        match self {
            Self::Same { len, .. } => *len,
            Self::Each(values) => values.len() as u32,
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a row.
    ///
    /// # Panics
    /// When a column with different values has no such row.
    #[must_use]
    pub fn get(&self, row: Row) -> T {
        match self {
            Self::Same { value, .. } => *value,
            Self::Each(values) => values[row as usize],
        }
    }

    /// Adds a row.
    pub fn push(&mut self, new: T) {
        match self {
            Self::Each(values) => values.push(new),
            Self::Same { value, len } if *value == new => *len += 1,
            Self::Same { .. } => self.spread().push(new),
        }
    }

    /// Changes the value of a row.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn set(&mut self, row: Row, value: T) {
        if self.get(row) != value {
            self.spread()[row as usize] = value;
        }
    }

    /// The first row that has this value and passes. O(n), on all cores.
    pub fn find(&self, value: T, passes: impl Fn(&Row) -> bool + Send + Sync) -> Option<Row> {
        /// So many rows are compared without stopping, which the processor does many at once.
        const BLOCK: u32 = 1 << 10;
        let rows = match self {
            Self::Same { value: own, len } if *own == value => {
                return (0..*len).into_par_iter().find_first(passes);
            }
            Self::Same { .. } => return None,
            Self::Each(rows) => rows,
        };
        let blocks = rows.par_chunks(BLOCK as usize).enumerate().with_min_len(64);
        blocks.find_map_first(|(number, block)| {
            if block.iter().filter(|own| **own == value).count() == 0 {
                return None;
            }
            let mut rows = (number as u32 * BLOCK..).zip(block);
            rows.find(|(row, own)| **own == value && passes(row)).map(|(row, _)| row)
        })
    }

    fn spread(&mut self) -> &mut Vec<T> {
        if let Self::Same { value, len } = self {
            *self = Self::Each(vec![*value; *len as usize]);
        }
        match self {
            Self::Each(values) => values,
            Self::Same { .. } => unreachable!("spread just above"),
        }
    }

    /// Adds all rows of `other`, each value passed through `convert`, which must be a function of
    /// the value alone.
    pub fn append(&mut self, other: Self, convert: impl Fn(T) -> T) {
        match other {
            Self::Same { len: 0, .. } => {}
            Self::Same { value, len } => {
                let value = convert(value);
                match self {
                    Self::Same { len: 0, .. } => *self = Self::Same { value, len },
                    Self::Same { value: mine, len: count } if *mine == value => *count += len,
                    _ => {
                        let values = self.spread();
                        values.resize(values.len() + len as usize, value);
                    }
                }
            }
            Self::Each(mut others) => {
                for value in &mut others {
                    *value = convert(*value);
                }
                if self.is_empty() {
                    *self = Self::Each(others);
                } else {
                    self.spread().extend(others);
                }
            }
        }
    }

    /// The column whose row `r` is this one's row `order[r]`; rows that are not in the order are
    /// left out.
    #[must_use]
    pub fn permuted(self, order: &[Row]) -> Self {
        match self {
            Self::Same { value, .. } => Self::Same { value, len: order.len() as u32 },
            Self::Each(values) => {
                Self::Each(order.par_iter().map(|&row| values[row as usize]).collect())
            }
        }
    }
}

/// The number of something in a list beside the column, or none, in four bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link(Option<NonZeroU32>);

impl Link {
    /// No number.
    pub const NONE: Self = Self(None);

    /// The number as a link.
    ///
    /// # Panics
    /// When it is `u32::MAX`.
    #[must_use]
    pub fn new(number: Option<u32>) -> Self {
        Self(number.map(|number| NonZeroU32::new(number + 1).expect("fewer than 2^32 - 1")))
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> Option<u32> {
        self.0.map(|number| number.get() - 1)
    }
}

/// One list of values a row, all lists end to end (compressed sparse rows).
///
/// ```
/// # use demarche::model::column::Lists;
/// let mut lists = Lists::default();
/// lists.push([1, 2]);
/// lists.push([]);
/// assert_eq!((lists.get(0), lists.get(1)), (&[1, 2][..], &[][..]));
/// ```
#[derive(Clone, Debug)]
pub struct Lists<T> {
    items: Vec<T>,
    /// Where each row's list ends; left empty as long as every list is.
    ends: Vec<u32>,
    rows: u32,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new(), rows: 0 }
    }
}

impl<T> Lists<T> {
    /// The list of a row.
    #[must_use]
    pub fn get(&self, row: Row) -> &[T] {
        &self.items[self.range(row)]
    }

    fn range(&self, row: Row) -> std::ops::Range<usize> {
        let row = row as usize;
        let end = |row: usize| self.ends.get(row).copied().unwrap_or(0) as usize;
        if row == 0 { 0..end(0) } else { end(row - 1)..end(row) }
    }

    /// All values of all rows, end to end.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// All values of all rows, to be changed in place.
    pub fn items_mut(&mut self) -> &mut [T] {
        &mut self.items
    }

    /// Where each row's list ends; empty if all lists are.
    #[must_use]
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// Adds a row with its list.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.rows += 1;
        if !self.items.is_empty() {
            self.ends.resize(self.rows as usize - 1, 0);
            self.ends.push(self.items.len() as u32);
        }
    }

    /// Adds all rows of `other`, each value passed through `convert`.
    pub fn append(&mut self, other: Self, convert: impl Fn(T) -> T) {
        let shift = self.items.len() as u32;
        self.items.extend(other.items.into_iter().map(convert));
        if !self.items.is_empty() {
            self.ends.resize(self.rows as usize, shift);
            self.ends.extend(other.ends.iter().map(|end| end + shift));
        }
        self.rows += other.rows;
        if !self.items.is_empty() {
            self.ends.resize(self.rows as usize, self.items.len() as u32);
        }
    }
}

impl<T: Copy> Lists<T> {
    /// The lists whose row `r` is this one's row `order[r]`; rows that are not in the order are left
    /// out.
    #[must_use]
    pub fn permuted(self, order: &[Row]) -> Self {
        if self.items.is_empty() {
            return Self { rows: order.len() as u32, ..self };
        }
        let mut items = Vec::with_capacity(self.items.len());
        let mut ends = Vec::with_capacity(order.len());
        for &row in order {
            items.extend_from_slice(self.get(row));
            ends.push(items.len() as u32);
        }
        Self { items, ends, rows: order.len() as u32 }
    }

    /// From (row, value) pairs in any order, for `rows` rows; within a row the pairs' order stays.
    #[must_use]
    pub fn grouped(rows: u32, pairs: impl Iterator<Item = (Row, T)> + Clone) -> Self {
        let mut ends = vec![0_u32; rows as usize];
        let mut first = None;
        for (row, value) in pairs.clone() {
            ends[row as usize] += 1;
            first.get_or_insert(value);
        }
        let Some(filler) = first else { return Self { rows, ..Self::default() } };
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total - *end;
        }
        let mut items = vec![filler; total as usize];
        for (row, value) in pairs {
            let place = &mut ends[row as usize];
            items[*place as usize] = value;
            *place += 1;
        }
        Self { items, ends, rows }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
            #[test]
            fn a_column_behaves_like_a_vector(
                a in prop::collection::vec(0_u8..3, 0..40),
                b in prop::collection::vec(0_u8..3, 0..40),
                default in 0_u8..3,
            ) {
                let column = |values: &[u8]| {
                    let mut column = Column::new(default);
                    for &value in values {
    column.push(value);
    }
                    column
                };
                let mut both = column(&a);
                both.append(column(&b), |value| value + 1);
                let expected: Vec<_> = a.iter().copied().chain(b.iter().map(|value| value + 1)).collect();
                prop_assert_eq!(both.len() as usize, expected.len());
                let order: Vec<Row> = (0..both.len()).rev().collect();
                for (row, value) in expected.iter().enumerate() {
                    prop_assert_eq!(both.get(row as Row), *value);
                }
                for value in 0..5 {
                    let first = |rest| (0..).zip(&expected).find(|(row, own)| **own == value && row % 3 == rest);
                    let found = both.find(value, |row| row % 3 == 1);
                    prop_assert_eq!(found, first(1).map(|(row, _)| row));
                }
                let reversed = both.permuted(&order);
                for (row, value) in expected.iter().rev().enumerate() {
                    prop_assert_eq!(reversed.get(row as Row), *value);
                }
            }

            #[test]
            fn lists_behave_like_a_vector_of_vectors(
                a in prop::collection::vec(prop::collection::vec(0_u8..9, 0..3), 0..20),
                b in prop::collection::vec(prop::collection::vec(0_u8..9, 0..3), 0..20),
            ) {
                let lists = |rows: &[Vec<u8>]| {
                    let mut lists = Lists::default();
                    for row in rows {
    lists.push(row.iter().copied());
    }
                    lists
                };
                let mut both = lists(&a);
                both.append(lists(&b), |value| value);
                let expected: Vec<_> = a.iter().chain(&b).cloned().collect();
                for (row, list) in expected.iter().enumerate() {
                    prop_assert_eq!(both.get(row as Row), &list[..]);
                }
                let pairs = expected
                    .iter()
                    .enumerate()
                    .flat_map(|(row, list)| list.iter().map(move |&value| (row as Row, value)));
                let grouped = Lists::grouped(expected.len() as u32, pairs);
                let order: Vec<Row> = (0..expected.len() as Row).rev().collect();
                let reversed = both.permuted(&order);
                for (row, list) in expected.iter().enumerate() {
                    prop_assert_eq!(grouped.get(row as Row), &list[..]);
                    prop_assert_eq!(reversed.get((expected.len() - 1 - row) as Row), &list[..]);
                }
            }
        }
}
