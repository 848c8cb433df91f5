//! Phrases of several words, found in a run of words.

use rustc_hash::FxHashMap;

use super::Word;

/// A set of phrases, each with what it stands for.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// From the node of what was read so far and the next word to the next node; 0 is the root.
    next: FxHashMap<(u32, Word), u32>,
    /// What the phrase that ends at a node stands for.
    values: Vec<Option<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { next: FxHashMap::default(), values: vec![None] }
    }
}

impl<T> Phrases<T> {
    /// What the phrase stands for, to be filled in if it is new.
    pub fn entry(&mut self, words: &[Word]) -> &mut Option<T> {
        let mut node = 0;
        for &word in words {
            let fresh = self.values.len() as u32;
            node = *self.next.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
        }
        &mut self.values[node as usize]
    }

    /// The longest phrase at the beginning of these words: how many of them it takes, and what it
    /// stands for. O(its length).
    pub fn longest(&self, words: impl IntoIterator<Item = Word>) -> Option<(usize, &T)> {
        let (mut node, mut found) = (0, None);
        for (count, word) in (1..).zip(words) {
            let Some(&next) = self.next.get(&(node, word)) else { break };
            node = next;
            if let Some(value) = &self.values[node as usize] {
                found = Some((count, value));
            }
        }
        found
    }
}
