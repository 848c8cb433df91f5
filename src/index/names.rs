//! Which actors have a name with certain words in it.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    base::text::{fold, is_word_prefix, words},
    model::{Actor, ActorId},
};

/// The folded ids, names, aliases and codes of all actors, found by the beginnings of their words.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All names end to end.
    text: String,
    /// Where each name stands, and whose it is.
    entries: Vec<(Range<u32>, ActorId)>,
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
    /// The names of the actors, whose numbers are their places. O(words · log words).
    ///
    /// # Panics
    /// When all names together exceed 4 GiB.
    #[must_use]
    pub fn new(actors: &[Actor]) -> Self {
        let mut index = Self::default();
        for (actor, number) in actors.iter().zip(0..) {
            let codes = actor.codes.iter().map(|(_, code)| code.as_str());
            for name in [actor.id.as_str()].into_iter().chain(actor.names()).chain(codes) {
                index.push(name, ActorId(number));
            }
        }
        index.words.par_sort_unstable();
        index
    }

    fn push(&mut self, name: &str, actor: ActorId) {
        let folded = fold(name);
        let known = self.entries.iter().rev().take_while(|(_, owner)| *owner == actor);
        if folded.is_empty() || known.clone().any(|(range, _)| self.slice(range) == folded) {
            return;
        }
        let number = self.entries.len() as u32;
        self.words.extend(words(&folded).map(|word| (key(&word, 0), number)));
        let start = u32::try_from(self.text.len()).expect("names fit in 4 GiB");
        self.text.push_str(&folded);
        self.entries.push((start..self.text.len() as u32, actor));
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// The actors with a name that has words beginning so (see [`is_word_prefix`]), in the order
    /// of their numbers.
    #[must_use]
    pub fn beginning(&self, value: &str) -> Vec<ActorId> {
        let value = fold(value);
        self.found(&value, |name| is_word_prefix(name, &value))
    }

    /// The actors with just this name, in the order of their numbers; case and accents aside.
    #[must_use]
    pub fn called(&self, value: &str) -> Vec<ActorId> {
        let value = fold(value);
        self.found(&value, |name| name == value)
    }

    fn found(&self, value: &str, holds: impl Fn(&str) -> bool) -> Vec<ActorId> {
        let Some(first) = words(value).next() else { return Vec::new() };
        let from = self.words.partition_point(|&(word, _)| word < key(&first, 0));
        let to = self.words.partition_point(|&(word, _)| word <= key(&first, u8::MAX));
        let mut actors: Vec<ActorId> = self.words[from..to]
            .iter()
            .map(|&(_, name)| &self.entries[name as usize])
            .filter(|(range, _)| holds(self.slice(range)))
            .map(|&(_, actor)| actor)
            .collect();
        actors.sort_unstable();
        actors.dedup();
        actors
    }

    /// All names in folded form, in the order of the actors.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(range, _)| self.slice(range))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn actors(names: &[impl AsRef<str>]) -> Vec<Actor> {
        names.iter().map(|name| Actor::named("", name.as_ref())).collect()
    }

    #[track_caller]
    fn check(value: &str, beginning: &[u32], called: &[u32]) {
        let mut list =
            actors(&["Sergei Lavrov", "Islamic State", "Sana'a", "état-major", "Lavrov"]);
        list[1].aliases.push("IS".into());
        list[1].codes.push(("Wikidata".into(), "Q2429253".into()));
        let names = Names::new(&list);
        let numbers = |found: Vec<ActorId>| found.iter().map(|actor| actor.0).collect::<Vec<_>>();
        assert_eq!(numbers(names.beginning(value)), beginning, "{value}");
        assert_eq!(numbers(names.called(value)), called, "{value}");
    }

    #[test]
    fn actors_are_found_by_names_and_codes() {
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

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_all_names_finds(
            names in prop::collection::vec("[ab' é北-]{0,12}|[ab]{7,10}", 0..12),
            value in "[ab' é北-]{0,4}|[ab]{7,10}",
        ) {
            let found = Names::new(&actors(&names)).beginning(&value);
            let expected: Vec<ActorId> = (0..)
                .map(ActorId)
                .zip(&names)
                .filter(|(_, name)| is_word_prefix(&fold(name), &fold(&value)))
                .map(|(number, _)| number)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
