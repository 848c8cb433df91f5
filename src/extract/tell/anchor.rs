//! Ids that are made of what a record is anchored to, and not of its rank: they stay when the text is
//! read again, when a sentence is added elsewhere, and when the extractor finds more.
//!
//! An id is a word of the text and six hexadecimal digits of a hash over the source, the sentence (its
//! words, without spaces and line ends) and which of the same words in it is meant. Several events of
//! one word (`will attack`: the attack, and that it was announced) and sentences that stand in the
//! text again are told apart by a number.

use rustc_hash::FxHashMap;

use super::lower::slug;
use crate::{
    base::hash,
    extract::{Extent, Reading},
};

/// The ids that an article has given so far.
#[derive(Debug)]
pub struct Ids<'r, 't> {
    reading: &'r Reading<'t>,
    source: &'r str,
    taken: FxHashMap<String, u32>,
    /// The hash so far of the source and of the sentence with this number: events of one sentence
    /// have it in common.
    of_sentence: Option<(usize, Hash)>,
}

impl<'r, 't> Ids<'r, 't> {
    /// Of the article with this id as a source.
    #[must_use]
    pub fn of(reading: &'r Reading<'t>, source: &'r str) -> Self {
        Self { reading, source, taken: FxHashMap::default(), of_sentence: None }
    }

    /// The id of an event that a word of the text tells: `attacked-3f9a2c`.
    pub fn event(&mut self, trigger: Extent, sentence: usize) -> String {
        let reading = self.reading;
        let number = sentence;
        let sentence = reading.extent(&reading.sentences[number]);
        let before = Extent { start: sentence.start, end: trigger.start.max(sentence.start) };
        let word = reading.slice(trigger);
        let which = reading.slice(before).matches(word).count();
        let known = self.of_sentence.filter(|known| known.0 == number).map(|known| known.1);
        let of_sentence =
            known.unwrap_or_else(|| Hash::default().and(self.source).and(reading.slice(sentence)));
        self.of_sentence = Some((number, of_sentence));
        let anchor = of_sentence.and(word).and(&which.to_string()).digits();
        self.free(format!("{}-{anchor}", slug(word)))
    }

    /// The id of an entry that is called by these words: `entry-3f9a2c`.
    pub fn entry(&mut self, words: Extent) -> String {
        let anchor = Hash::default().and(self.source).and(self.reading.slice(words)).digits();
        self.free(format!("entry-{anchor}"))
    }

    /// The id of a statement with these words: `said-3f9a2c`.
    pub fn statement(&mut self, content: &[Extent]) -> String {
        let reading = self.reading;
        let words = content.iter().map(|extent| reading.slice(*extent));
        let anchor = words.fold(Hash::default().and(self.source), Hash::and).digits();
        self.free(format!("said-{anchor}"))
    }

    fn free(&mut self, id: String) -> String {
        let count = self.taken.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 { format!("{id}-{count}") } else { id }
    }
}

/// An FNV-1a hash over the letters of some texts; white space counts for nothing, so that a text may
/// be wrapped anew.
#[derive(Clone, Copy, Debug)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(hash::EMPTY)
    }
}

impl Hash {
    /// With one more text.
    fn and(self, text: &str) -> Self {
        let letters = text.split_whitespace().flat_map(str::bytes);
        Self(hash::with(self.0, letters.chain([0])))
    }

    /// Its six hexadecimal digits.
    fn digits(self) -> String {
        format!("{:06x}", (self.0 ^ (self.0 >> 32)) & 0x00ff_ffff)
    }
}

#[cfg(test)]
mod tests;
