//! Sorted rows for each of many keys.

use rayon::prelude::*;

use crate::base::{once::visit_once, rows::Row};

/// For each key (an actor, a place) the rows that have it, ascending, all end to end: four bytes
/// for each pair of row and key.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    rows: Vec<Row>,
    /// Where each key's rows end.
    ends: Vec<u32>,
}

impl Postings {
    /// The rows of each of the keys `0..keys`, from the keys that each of the rows `0..rows` has.
    /// A key that a row has more than once counts once.
    ///
    /// O(rows + pairs), on all cores: each counts the keys of a part of the rows, and then places
    /// the rows of a part of the keys.
    #[must_use]
    pub fn build<Keys>(keys: u32, rows: u32, keys_of: impl Fn(Row) -> Keys + Sync) -> Self
    where
        Keys: Iterator<Item = u32> + Clone,
    {
        let threads = rayon::current_num_threads().clamp(1, 16) as u32;
        let part = |whole: u32, number: u32| {
            (u64::from(whole) * u64::from(number) / u64::from(threads)) as u32
        };
        let counts: Vec<Vec<u32>> = (0..threads)
            .into_par_iter()
            .map(|number| {
                let mut counts = vec![0; keys as usize];
                for row in part(rows, number)..part(rows, number + 1) {
                    visit_once(keys_of(row), |key| counts[key as usize] += 1);
                }
                counts
            })
            .collect();

        let mut total = 0;
        let ends: Vec<u32> = (0..keys as usize)
            .map(|key| {
                total += counts.iter().map(|counts| counts[key]).sum::<u32>();
                total
            })
            .collect();

        let mut placed = vec![0; total as usize];
        let mut parts = Vec::new();
        let (mut rest, mut first) = (placed.as_mut_slice(), 0);
        for number in 1..=threads {
            let share = part(total, number);
            let end = match number {
                _ if number == threads => keys,
                _ => ends.partition_point(|&end| end <= share) as u32,
            }
            .max(first);
            let begins = if first == 0 { 0 } else { ends[first as usize - 1] };
            let stops = if end == 0 { 0 } else { ends[end as usize - 1] };
            let (mine, others) = rest.split_at_mut((stops - begins) as usize);
            parts.push((first..end, begins, mine));
            (rest, first) = (others, end);
        }
        parts.into_par_iter().for_each(|(mine, begins, placed)| {
            let mut next: Vec<u32> = mine
                .clone()
                .map(|key| if key == 0 { 0 } else { ends[key as usize - 1] } - begins)
                .collect();
            for row in 0..rows {
                visit_once(keys_of(row).filter(|key| mine.contains(key)), |key| {
                    let place = &mut next[(key - mine.start) as usize];
                    placed[*place as usize] = row;
                    *place += 1;
                });
            }
        });
        Self { rows: placed, ends }
    }

    /// The rows of a key, ascending. O(1).
    #[must_use]
    pub fn get(&self, key: u32) -> &[Row] {
        let start = if key == 0 { 0 } else { self.ends[key as usize - 1] };
        &self.rows[start as usize..self.ends[key as usize] as usize]
    }

    /// How many keys there are.
    #[must_use]
    pub fn keys(&self) -> u32 {
        self.ends.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn postings_turn_rows_around(
            rows in prop::collection::vec(prop::collection::vec(0_u32..7, 0..4), 0..60),
        ) {
            let keys_of = |row: Row| rows[row as usize].iter().copied();
            let postings = Postings::build(7, rows.len() as u32, keys_of);
            for key in 0..7 {
                let expected: Vec<Row> =
                    (0..rows.len() as Row).filter(|&row| rows[row as usize].contains(&key)).collect();
                prop_assert_eq!(postings.get(key), expected);
            }
        }
    }
}
