//! A set of rows for each value of a short list.

use crate::base::rows::{Row, RowSet};

/// For each value of a closed list (kinds, statuses) the rows that have it: one bit a row and
/// value, for the values that occur.
#[derive(Clone, Debug)]
pub struct Facet<T> {
    len: u32,
    sets: Vec<(T, RowSet)>,
}

impl<T: Copy + PartialEq + Send + Sync> Facet<T> {
    /// The rows of `0..len` with each of the values. O(len + len / 64 · values), on all cores.
    #[must_use]
    pub fn build(len: u32, values: &[T], value_of: impl Fn(Row) -> Option<T> + Sync) -> Self {
        let place_of = |row| {
            let value = value_of(row)?;
            values.iter().position(|&other| other == value)
        };
        let sets = RowSet::sorted(len, values.len(), place_of);
        let occur = values.iter().copied().zip(sets).filter(|(_, rows)| !rows.is_empty());
        Self { len, sets: occur.collect() }
    }

    /// The rows with a value; none if it does not occur.
    #[must_use]
    pub fn get(&self, value: T) -> Option<&RowSet> {
        self.sets.iter().find(|&&(own, _)| own == value).map(|(_, rows)| rows)
    }

    /// The rows with one of the values. O(len / 64) a value.
    #[must_use]
    pub fn any_of(&self, values: &[T]) -> RowSet {
        let mut rows = RowSet::none(self.len);
        for set in values.iter().filter_map(|&value| self.get(value)) {
            rows.unite(set);
        }
        rows
    }

    /// The values that occur, in the order of the list, with their rows.
    pub fn iter(&self) -> impl Iterator<Item = (T, &RowSet)> {
        self.sets.iter().map(|(value, rows)| (*value, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_its_rows() {
        let letters = ['a', 'b', 'a'];
        let facet = Facet::build(4, &['a', 'b', 'c'], |row| letters.get(row as usize).copied());
        assert_eq!(facet.get('a'), Some(&RowSet::of(4, [0, 2])));
        assert_eq!(facet.get('c'), None);
        assert_eq!(facet.any_of(&['b', 'a', 'c']), RowSet::of(4, [0, 1, 2]));
        assert_eq!(facet.iter().map(|(value, _)| value).collect::<String>(), "ab");
    }
}
