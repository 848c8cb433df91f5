//! Where sentences end.

use std::ops::Range;

use super::{Reading, lexicon::Lexicon, token::Gap};

/// The runs of the sentences.
#[must_use]
pub fn find(reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<Range<usize>> {
    let tokens = &reading.tokens;
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let stop = matches!(reading.word(at - 1), "." | "!" | "?");
        if token.gap == Gap::Paragraph || stop && token.gap != Gap::None {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}
