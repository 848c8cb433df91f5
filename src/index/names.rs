//! Which records have a name with certain words in it.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::base::text::{Closeness, fold, is_word_prefix, word_match, words};

/// The folded names of numbered records (actors, places), found by the beginnings of their words.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All names end to end.
    text: String,
    /// Where each name stands, and whose it is.
    entries: Vec<(Range<u32>, u32)>,
    /// The beginning of each word and the name it is in, sorted.
    words: Vec<(u64, u32)>,
}

/// How much of a word is in its key.
const KEY: usize = size_of::<u64>();

/// The first bytes of a word, the rest filled up: sorted like the word.
fn key(word: &str, filler: u8) -> u64 {
    let mut bytes = [filler; KEY];
    let length = word.len().min(KEY);
    bytes[..length].copy_from_slice(&word.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

impl Names {
    /// From pairs of a record's number and a name; those of one record stand together.
    /// O(words · log words).
    ///
    /// # Panics
    /// When all names together exceed 4 GiB.
    #[must_use]
    pub fn new<'a>(named: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut index = Self::default();
        let (mut last, mut known) = (None, FxHashSet::default());
        for (owner, name) in named {
            if last != Some(owner) {
                last = Some(owner);
                known.clear();
            }
            let folded = fold(name);
            if !folded.is_empty() && !known.contains(&*folded) {
                index.push(owner, &folded);
                known.insert(folded);
            }
        }
        index.words.par_sort_unstable();
        index
    }

    fn push(&mut self, owner: u32, folded: &str) {
        let number = self.entries.len() as u32;
        self.words.extend(words(folded).map(|word| (key(&word, 0), number)));
        let start = u32::try_from(self.text.len()).expect("names fit in 4 GiB");
        self.text.push_str(folded);
        self.entries.push((start..self.text.len() as u32, owner));
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// The records with a name that has words beginning so (see [`is_word_prefix`]), ascending.
    #[must_use]
    pub fn beginning(&self, value: &str) -> Vec<u32> {
        let value = fold(value);
        self.found(&value, |name| is_word_prefix(name, &value))
    }

    /// The records with just this name, case and accents aside, ascending.
    #[must_use]
    pub fn called(&self, value: &str) -> Vec<u32> {
        let value = fold(value);
        self.found(&value, |name| name == value)
    }

    /// The records with a name that has the value in the closest way that any name has it, and
    /// that way: those just called so, else those with these words, else those with words that
    /// begin so. `None` if there is no such record.
    #[must_use]
    pub fn closest(&self, value: &str) -> Option<(Closeness, Vec<u32>)> {
        let value = fold(value);
        // Asked of each actor in sight, by a name that it has: to compare is cheaper than to match.
        let equal = self.found(&value, |name| name == value);
        if !equal.is_empty() {
            return Some((Closeness::Equal, equal));
        }
        let near = self.near(&value);
        let found: Vec<(Closeness, u32)> =
            near.filter_map(|(name, owner)| Some((word_match(name, &value)?, owner))).collect();
        let best = found.iter().map(|(closeness, _)| *closeness).min()?;
        let owners = found.into_iter().filter(|(closeness, _)| *closeness == best);
        Some((best, ascending(owners.map(|(_, owner)| owner).collect())))
    }

    fn found(&self, value: &str, holds: impl Fn(&str) -> bool) -> Vec<u32> {
        let holds = |(name, _): &(&str, u32)| holds(name);
        ascending(self.near(value).filter(holds).map(|(_, owner)| owner).collect())
    }

    /// The names of which a word begins like one of the folded value, the rarest of them, and whose
    /// they are.
    fn near(&self, value: &str) -> impl Iterator<Item = (&str, u32)> {
        // What follows an apostrophe is no word of its own here: `a'b` is asked for as `ab`.
        let value = value.replace('\'', "");
        let found = words(&value).map(|word| {
            let (least, most) = (key(&word, 0), key(&word, u8::MAX));
            let from = self.words.partition_point(|&(word, _)| word < least);
            let length = self.words[from..].partition_point(|&(word, _)| word <= most);
            &self.words[from..from + length]
        });
        found.min_by_key(|found| found.len()).unwrap_or_default().iter().map(|&(_, name)| {
            let (range, owner) = &self.entries[name as usize];
            (self.slice(range), *owner)
        })
    }

    /// All names in folded form, in the order of the records.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(range, _)| self.slice(range))
    }
}

fn ascending(mut owners: Vec<u32>) -> Vec<u32> {
    owners.sort_unstable();
    owners.dedup();
    owners
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(value: &str, beginning: &[u32], called: &[u32]) {
        let names = Names::new([
            (0, "Sergei Lavrov"),
            (1, "Islamic State"),
            (1, "IS"),
            (1, "is"),
            (1, "Q2429253"),
            (2, "Sana'a"),
            (3, "état-major"),
            (4, "Lavrov"),
        ]);
        assert_eq!(names.beginning(value), beginning, "{value}");
        assert_eq!(names.called(value), called, "{value}");
    }

    #[test]
    fn records_are_found_by_any_of_their_names() {
        check("lavrov", &[0, 4], &[4]);
        check("Sergei LAV", &[0], &[]);
        check("is", &[1], &[1]);
        check("q2429", &[1], &[]);
        check("Q2429253", &[1], &[1]);
        check("sanaa", &[2], &[]);
        check("etat", &[3], &[]);
        check("maj", &[3], &[]);
        check("", &[], &[]);
        check("-", &[], &[]);
        check("x", &[], &[]);
    }

    #[test]
    fn the_closest_names_win() {
        let names = Names::new([
            (0, "Syria"),
            (1, "Government of Syria"),
            (2, "Syrian Coalition"),
            (3, "Sinaloa Cartel - Beltran Leyva"),
            (4, "Sinaloa Cartel"),
        ]);
        let check = |value: &str, expected| assert_eq!(names.closest(value), expected, "{value}");
        check("syria", Some((Closeness::Equal, vec![0])));
        check("cartel", Some((Closeness::Words, vec![3, 4])));
        check("sinaloa cartel", Some((Closeness::Equal, vec![4])));
        check("syrian coal", Some((Closeness::Beginning, vec![2])));
        check("syri", Some((Closeness::Beginning, vec![0, 1, 2])));
        check("x", None);
    }

    #[test]
    fn apostrophes_count_for_nothing() {
        let names = Names::new([(0, "Sanaa"), (1, "Sana'a"), (2, "Cote d'Ivoire")]);
        for (value, expected) in
            [("sana'a", vec![0, 1]), ("sanaa", vec![0, 1]), ("ivoire", vec![2]), ("d'ivo", vec![2])]
        {
            assert_eq!(names.beginning(value), expected, "{value}");
        }
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_all_names_finds(
            names in prop::collection::vec("[ab' é北-]{0,12}|[ab]{7,10}", 0..12),
            value in "[ab' é北-]{0,4}|[ab]{7,10}",
        ) {
            let named = || (0..).zip(names.iter().map(String::as_str));
            let found = Names::new(named()).beginning(&value);
            let expected: Vec<u32> = named()
                .filter(|(_, name)| is_word_prefix(&fold(name), &fold(&value)))
                .map(|(number, _)| number)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
