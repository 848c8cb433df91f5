//! How much is spoken of sport, business, science, the arts and the weather: where it is much, what sounds
//! like an event is none (`the striker fired`, `the bank rejected a bid`).

use crate::extract::{Lexicon, Reading};

/// The sets of words that are spoken of where nothing is told that belongs to a timeline.
const SETS: [&str; 5] = ["sport", "business", "science", "arts", "weather"];

/// How far the sentences before and behind tell what is spoken of.
const AROUND: usize = 8;

/// So many of these words in a thousand are some, many, most.
const SHARES: [usize; 3] = [4, 12, 30];

/// How much of it is spoken around each sentence, from 0 to the number of [`SHARES`]. O(tokens).
pub(super) fn shares(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<u8> {
    let is_elsewhere = |at: usize| {
        let mut sets = lexicon.triggers.sets_of(lexicon.lemma(reading.tokens[at].word));
        reading.nodes[at].tag.is_noun() && sets.any(|set| SETS.contains(&set))
    };
    let sentences = &reading.sentences;
    let counts: Vec<usize> =
        sentences.iter().map(|it| it.clone().filter(|&at| is_elsewhere(at)).count()).collect();
    let around = |number: usize| {
        let (first, end) =
            (number.saturating_sub(AROUND), (number + AROUND + 1).min(sentences.len()));
        let words = sentences[end - 1].end - sentences[first].start;
        let share = counts[first..end].iter().sum::<usize>() * 1000 / words.max(1);
        SHARES.iter().filter(|&&least| share >= least).count() as u8
    };
    (0..sentences.len()).map(around).collect()
}
