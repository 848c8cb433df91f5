//! Ids that several events of one data set have.

use std::{borrow::Cow, hash::BuildHasher};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::{
    base::rows::Row,
    model::{text::EventId, timeline::Timeline},
};

/// The events of one data set whose ids are not theirs alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// The number of the file.
    pub file: u16,
    /// How many events they are.
    pub events: u32,
    /// The one that comes first in the file.
    pub first: Row,
}

impl Timeline {
    /// For each data set in which several events have one id, which these are. O(n log n), on all
    /// cores; holds eight bytes an event meanwhile.
    #[must_use]
    pub fn repeated_ids(&self) -> Vec<Repeats> {
        let rows = || (0..self.len()).into_par_iter().with_min_len(1 << 14);
        let mut prints: Vec<u64> = rows().filter_map(|row| self.fingerprint(row)).collect();
        // Numbers mostly stand in their order already.
        prints.par_sort();
        let twice = prints.windows(2).filter(|two| two[0] == two[1]);
        let twice: FxHashSet<u64> = twice.map(|two| two[0]).collect();
        if twice.is_empty() {
            return Vec::new();
        }
        let is_suspect = |&row: &Row| self.fingerprint(row).is_some_and(|it| twice.contains(&it));
        let suspects: Vec<Row> = rows().filter(is_suspect).collect();
        let key = |row| (self.events.file.get(row), self.event(row).id());
        let mut counts: FxHashMap<(u16, Cow<'_, str>), u32> = FxHashMap::default();
        for &row in &suspects {
            *counts.entry(key(row)).or_default() += 1;
        }

        let mut repeats: Vec<Option<Repeats>> = vec![None; self.files.len()];
        for row in suspects.into_iter().filter(|&row| counts[&key(row)] > 1) {
            let file = self.events.file.get(row);
            let of_file = &mut repeats[usize::from(file)];
            let of_file = of_file.get_or_insert(Repeats { file, events: 0, first: row });
            of_file.events += 1;
            let rank = |row| self.events.rank_in_file.get(row);
            of_file.first = std::cmp::min_by_key(of_file.first, row, |&row| rank(row));
        }
        repeats.into_iter().flatten().collect()
    }

    /// The same for the same ids of a data set, and seldom for others; none for an event of no
    /// data set, or without an id.
    fn fingerprint(&self, row: Row) -> Option<u64> {
        let (file, id) = (self.events.file.get(row), self.events.id.get(row));
        let is_own = id != EventId::EMPTY && self.data_sets[usize::from(file)].is_some();
        is_own.then(|| match id.number() {
            Some(number) => u64::from(file) << 32 | u64::from(number),
            None => FxBuildHasher.hash_one((file, self.texts.get_id(id))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, File, Shard, Source, When};

    /// Data sets with these ids and days.
    fn data_sets(files: &[&[(&str, &str)]]) -> Timeline {
        let shards = (0..).zip(files).map(|(number, events)| {
            let mut shard = Shard::new(number);
            shard.set_data_set(Source::titled("set", "A data set"));
            for (id, day) in *events {
                let when = When::parse(day).expect("a date");
                shard.push(&Draft { id, when, ..Draft::default() });
            }
            shard
        });
        Timeline::build(vec![File::default(); files.len()], shards.collect()).0
    }

    #[track_caller]
    fn check(files: &[&[(&str, &str)]], expected: &[(u16, u32, &str)]) {
        let timeline = data_sets(files);
        let found = timeline
            .repeated_ids()
            .into_iter()
            .map(|Repeats { file, events, first }| (file, events, timeline.when(first).edtf()));
        let expected = expected.iter().map(|&(file, events, day)| (file, events, day.to_owned()));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn ids_that_several_events_of_a_data_set_have_are_counted() {
        let (a, b, c) = ("2020-01-03", "2020-01-02", "2020-01-01");
        check(&[&[("1", a), ("2", b), ("3", c)]], &[]);
        check(&[&[("1", a), ("1", b), ("2", c)]], &[(0, 2, a)]);
        check(&[&[("x", a), ("y", b), ("y", c), ("y", a)]], &[(0, 3, b)]);
        check(&[&[("x", a), ("1", b)], &[("x", c), ("1", c)]], &[]);
        check(&[&[("x", a)], &[("1", c), ("x", b), ("x", c), ("1", a)]], &[(1, 4, c)]);
        check(&[&[("", a), ("", b)], &[("7", a), ("007", b)]], &[]);
    }
}
