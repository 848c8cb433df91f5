//! Whether a text is English: in other languages the rules know nobody's deeds or words.

use crate::extract::{
    Reading,
    lexicon::{Class, Lexicon},
    reading::token::{Shape, Word},
};

/// Whether enough of the words in small letters are the small words of English.
#[must_use]
pub fn is_english(reading: &Reading<'_>, lexicon: &Lexicon) -> bool {
    const SMALL: Class = Class::DETERMINER
        .or(Class::PREPOSITION)
        .or(Class::AUXILIARY)
        .or(Class::PRONOUN)
        .or(Class::POSSESSIVE)
        .or(Class::CONJUNCTION)
        .or(Class::SUBORDINATOR)
        .or(Class::TO);
    /// So few words don't tell; of more, one in so many is a small one. It is every other in
    /// English, one in ten in German and French, which share some.
    const ENOUGH: usize = 12;
    const SHARE: usize = 5;
    /// So much of a text is looked at.
    const SAMPLE: usize = 1000;
    let words = reading.tokens.iter().filter(|token| token.shape == Shape::Small).take(SAMPLE);
    let (mut all, mut small, mut known) = (0, 0, 0);
    for token in words {
        all += 1;
        small += usize::from(lexicon.class(token.word).has(SMALL));
        known += usize::from(token.word != Word::UNKNOWN);
    }
    // A list of names and numbers has few small words.
    all < ENOUGH || small * SHARE >= all || known * 10 >= all * 9
}
