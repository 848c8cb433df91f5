//! Sets of row numbers: what a query gives back.

use std::ops::Range;

use rayon::prelude::*;

/// A row's number in a table: for events, its rank in time order.
pub type Row = u32;

/// A dense set of the rows `0..len`, one bit each.
///
/// A filter's result over ten million events is 1.25 MB, and the union of two takes a quarter
/// of a millisecond; sparse results are sorted slices of [`Row`] until they meet a set.
///
/// ```
/// # use demarche::base::rows::RowSet;
/// let mut rows = RowSet::none(10);
/// rows.insert(3);
/// rows.insert_range(5..8);
/// assert_eq!(rows.iter().collect::<Vec<_>>(), [3, 5, 6, 7]);
/// assert_eq!(rows.rank(6), 2);
/// assert_eq!(rows.nth(2), Some(6));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
    len: u32,
}

impl RowSet {
    /// The empty set over `0..len`.
    #[must_use]
    pub fn none(len: u32) -> Self {
        Self { words: vec![0; (len as usize).div_ceil(64)], len }
    }

    /// The set of all of `0..len`.
    #[must_use]
    pub fn all(len: u32) -> Self {
        let mut set = Self { words: vec![u64::MAX; (len as usize).div_ceil(64)], len };
        set.clear_tail();
        set
    }

    /// The set with these rows, in any order.
    #[must_use]
    pub fn of(len: u32, rows: impl IntoIterator<Item = Row>) -> Self {
        let mut set = Self::none(len);
        for row in rows {
            set.insert(row);
        }
        set
    }

    /// The rows of `0..len` for which `holds`. O(len).
    #[must_use]
    pub fn filtered(len: u32, mut holds: impl FnMut(Row) -> bool) -> Self {
        let mut set = Self::none(len);
        for (index, word) in set.words.iter_mut().enumerate() {
            let base = index as u32 * 64;
            for bit in 0..64.min(len - base) {
                *word |= u64::from(holds(base + bit)) << bit;
            }
        }
        set
    }

    /// Of the rows in a range keeps those for which `holds`; they are tried on all cores. The rows
    /// outside of the range stay.
    pub fn retain_in(&mut self, rows: Range<Row>, holds: impl Fn(Row) -> bool + Sync) {
        /// Rows that one core tries at a time, as words of the set.
        const CHUNK: usize = 256;
        let (start, end) = (rows.start, rows.end.min(self.len));
        if start >= end {
            return;
        }
        let (first, last) = (start as usize / 64, (end - 1) as usize / 64);
        let chunks = self.words[first..=last].par_chunks_mut(CHUNK).enumerate();
        chunks.for_each(|(chunk, words)| {
            for (index, word) in words.iter_mut().enumerate() {
                let index = first + chunk * CHUNK + index;
                let mut left = *word;
                if index == first {
                    left &= u64::MAX << (start % 64);
                }
                if index == last {
                    left &= u64::MAX >> (63 - (end - 1) % 64);
                }
                while left != 0 {
                    let bit = left.trailing_zeros();
                    let drop = !holds(index as u32 * 64 + bit);
                    *word &= !(u64::from(drop) << bit);
                    left &= left - 1;
                }
            }
        });
    }

    /// The rows of `0..len` sorted into `count` sets by what `set_of` says of each; a row for
    /// which it says nothing is in none. O(len + len / 64 · count), on all cores.
    #[must_use]
    pub fn sorted(
        len: u32,
        count: usize,
        set_of: impl Fn(Row) -> Option<usize> + Sync,
    ) -> Vec<Self> {
        /// Rows that one core sorts at a time.
        const CHUNK: u32 = 1 << 16;
        // The words of all sets for the same 64 rows stand together.
        let chunks: Vec<Vec<u64>> = (0..len.div_ceil(CHUNK))
            .into_par_iter()
            .map(|chunk| {
                let (start, end) = (chunk * CHUNK, len.min((chunk + 1).saturating_mul(CHUNK)));
                let mut words = vec![0; (end - start).div_ceil(64) as usize * count];
                for row in start..end {
                    if let Some(set) = set_of(row) {
                        words[(row - start) as usize / 64 * count + set] |= 1 << (row % 64);
                    }
                }
                words
            })
            .collect();
        (0..count)
            .into_par_iter()
            .map(|set| {
                let words = chunks.iter().flat_map(|words| words.iter().skip(set).step_by(count));
                Self { words: words.copied().collect(), len }
            })
            .collect()
    }

    /// One past the largest row that could be in the set: the size of the table.
    #[must_use]
    pub fn universe(&self) -> u32 {
        self.len
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When `row` is not below the universe's size.
    pub fn insert(&mut self, row: Row) {
        assert!(row < self.len, "row {row} outside a table of {}", self.len);
        self.words[row as usize / 64] |= 1 << (row % 64);
    }

    /// Removes a row if it is there.
    pub fn remove(&mut self, row: Row) {
        if row < self.len {
            self.words[row as usize / 64] &= !(1 << (row % 64));
        }
    }

    /// Adds all rows of a range; the part beyond the universe is left out.
    pub fn insert_range(&mut self, rows: Range<Row>) {
        let (start, end) = (rows.start, rows.end.min(self.len));
        if start >= end {
            return;
        }
        let (first, last) = (start as usize / 64, (end - 1) as usize / 64);
        let head = u64::MAX << (start % 64);
        let tail = u64::MAX >> (63 - (end - 1) % 64);
        if first == last {
            self.words[first] |= head & tail;
        } else {
            self.words[first] |= head;
            self.words[first + 1..last].fill(u64::MAX);
            self.words[last] |= tail;
        }
    }

    /// Whether `row` is in the set.
    #[must_use]
    pub fn contains(&self, row: Row) -> bool {
        row < self.len && self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows are in the set. O(universe / 64).
    #[must_use]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// How many rows of the set lie in a range. O(range / 64).
    #[must_use]
    pub fn count_in(&self, rows: Range<Row>) -> u32 {
        let (start, end) = (rows.start, rows.end.min(self.len));
        if start >= end {
            return 0;
        }
        let (first, last) = (start as usize / 64, (end - 1) as usize / 64);
        let head = u64::MAX << (start % 64);
        let tail = u64::MAX >> (63 - (end - 1) % 64);
        if first == last {
            return (self.words[first] & head & tail).count_ones();
        }
        (self.words[first] & head).count_ones()
            + self.words[first + 1..last].iter().map(|word| word.count_ones()).sum::<u32>()
            + (self.words[last] & tail).count_ones()
    }

    /// How many rows are in both sets. O(universe / 64).
    #[must_use]
    pub fn count_common(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(mine, theirs)| (mine & theirs).count_ones()).sum()
    }

    /// How many rows of the set stand before `row`: its line in a list of the set.
    #[must_use]
    pub fn rank(&self, row: Row) -> u32 {
        self.count_in(0..row)
    }

    /// The row on line `n` of a list of the set, counted from 0. O(universe / 64).
    #[must_use]
    pub fn nth(&self, n: u32) -> Option<Row> {
        let mut left = n;
        for (index, &word) in self.words.iter().enumerate() {
            let ones = word.count_ones();
            if left < ones {
                let mut word = word;
                for _ in 0..left {
                    word &= word - 1;
                }
                return Some(index as u32 * 64 + word.trailing_zeros());
            }
            left -= ones;
        }
        None
    }

    /// The first row of the set at or after `row`.
    #[must_use]
    pub fn next_from(&self, row: Row) -> Option<Row> {
        if row >= self.len {
            return None;
        }
        let first = row as usize / 64;
        let mut word = self.words[first] & (u64::MAX << (row % 64));
        let mut index = first;
        while word == 0 {
            index += 1;
            word = *self.words.get(index)?;
        }
        Some(index as u32 * 64 + word.trailing_zeros())
    }

    /// The last row of the set before `row`.
    #[must_use]
    pub fn prev_before(&self, row: Row) -> Option<Row> {
        let last = row.min(self.len).checked_sub(1)?;
        let mut index = last as usize / 64;
        let mut word = self.words[index] & (u64::MAX >> (63 - last % 64));
        while word == 0 {
            index = index.checked_sub(1)?;
            word = self.words[index];
        }
        Some(index as u32 * 64 + 63 - word.leading_zeros())
    }

    /// Keeps what is also in `other`.
    pub fn intersect(&mut self, other: &Self) {
        self.zip(other, |mine, theirs| mine & theirs);
    }

    /// Adds what is in `other`.
    pub fn unite(&mut self, other: &Self) {
        self.zip(other, |mine, theirs| mine | theirs);
    }

    /// Removes what is in `other`.
    pub fn subtract(&mut self, other: &Self) {
        self.zip(other, |mine, theirs| mine & !theirs);
    }

    /// Becomes the complement within the universe.
    pub fn complement(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        self.clear_tail();
    }

    fn zip(&mut self, other: &Self, join: impl Fn(u64, u64) -> u64) {
        assert_eq!(self.len, other.len, "row sets of different tables");
        for (mine, &theirs) in self.words.iter_mut().zip(&other.words) {
            *mine = join(*mine, theirs);
        }
    }

    fn clear_tail(&mut self) {
        if let (Some(last), 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= u64::MAX >> (64 - self.len % 64);
        }
    }

    /// The rows of a table of `len` that are reached from some of them by the steps of `next`, these
    /// among them. O(len / 64 + steps).
    #[must_use]
    pub fn reached<Next: IntoIterator<Item = Row>>(
        len: u32,
        from: impl IntoIterator<Item = Row>,
        next: impl Fn(Row) -> Next,
    ) -> Self {
        let mut reached = Self::none(len);
        let mut open: Vec<Row> = from.into_iter().collect();
        while let Some(row) = open.pop() {
            if !reached.contains(row) {
                reached.insert(row);
                open.extend(next(row));
            }
        }
        reached
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = Row> + Clone + '_ {
        self.iter_in(0..self.len)
    }

    /// The rows of the set at or after `row`, ascending, without walking what comes before.
    pub fn iter_from(&self, row: Row) -> impl Iterator<Item = Row> + Clone + '_ {
        self.iter_in(row..self.len)
    }

    /// The rows of the set in a range, ascending. O(range / 64 + rows).
    pub fn iter_in(&self, rows: Range<Row>) -> impl Iterator<Item = Row> + Clone + '_ {
        let (start, end) = (rows.start.min(self.len), rows.end.min(self.len));
        let first = start as usize / 64;
        let words = self.words.get(first..(end as usize).div_ceil(64)).unwrap_or_default();
        let rows = words.iter().enumerate().flat_map(move |(index, &word)| {
            let mut word = if index == 0 { word & (u64::MAX << (start % 64)) } else { word };
            std::iter::from_fn(move || {
                (word != 0).then(|| {
                    let bit = word.trailing_zeros();
                    word &= word - 1;
                    (first + index) as u32 * 64 + bit
                })
            })
        });
        rows.take_while(move |&row| row < end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_set_behaves_like_a_sorted_list(
            len in 1_u32..300,
            picks in prop::collection::vec(0_u32..300, 0..80),
            (from, to) in (0_u32..310, 0_u32..310),
        ) {
            let mut list: Vec<Row> = picks.into_iter().filter(|&row| row < len).collect();
            list.sort_unstable();
            list.dedup();
            let set = RowSet::of(len, list.iter().copied());
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), list.clone());
            prop_assert_eq!(set.count() as usize, list.len());
            prop_assert_eq!(&set, &RowSet::filtered(len, |row| list.contains(&row)));
            let inside: Vec<_> = list.iter().copied().filter(|row| (from..to).contains(row)).collect();
            prop_assert_eq!(set.count_in(from..to) as usize, inside.len());
            prop_assert_eq!(&set.iter_in(from..to).collect::<Vec<_>>(), &inside);
            prop_assert_eq!(set.next_from(from), list.iter().copied().find(|&row| row >= from));
            prop_assert_eq!(set.prev_before(from), list.iter().copied().rfind(|&row| row < from));
            prop_assert_eq!(
                set.iter_from(from).collect::<Vec<_>>(),
                list.iter().copied().filter(|&row| row >= from).collect::<Vec<_>>()
            );
            for (line, &row) in list.iter().enumerate() {
                prop_assert_eq!(set.nth(line as u32), Some(row));
                prop_assert_eq!(set.rank(row) as usize, line);
            }
            prop_assert_eq!(set.nth(list.len() as u32), None);

            let by_rest = RowSet::sorted(len, 3, |row| (row % 4 < 3).then_some(row as usize % 4));
            for (rest, rows) in by_rest.iter().enumerate() {
                prop_assert_eq!(rows, &RowSet::filtered(len, |row| row as usize % 4 == rest));
            }
            let mut thinned = set.clone();
            thinned.retain_in(from..to, |row| row % 3 == 0);
            prop_assert_eq!(
                thinned.iter().collect::<Vec<_>>(),
                list.iter()
                    .copied()
                    .filter(|row| !(from..to).contains(row) || row % 3 == 0)
                    .collect::<Vec<_>>()
            );

            let mut range = RowSet::none(len);
            range.insert_range(from..to);
            prop_assert_eq!(&range, &RowSet::filtered(len, |row| (from..to).contains(&row)));
            prop_assert_eq!(set.count_common(&range) as usize, inside.len());
            let mut rest = set.clone();
            rest.complement();
            prop_assert_eq!(rest.count() + set.count(), len);
            rest.unite(&set);
            prop_assert_eq!(&rest, &RowSet::all(len));
            rest.subtract(&range);
            rest.intersect(&set);
            prop_assert_eq!(
                rest.iter().collect::<Vec<_>>(),
                list.iter().copied().filter(|row| !(from..to).contains(row)).collect::<Vec<_>>()
            );
        }
    }
}
