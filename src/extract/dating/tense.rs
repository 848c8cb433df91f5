//! The tense of a verb.

use crate::extract::{
    Lexicon, Reading,
    tag::Tag,
    time::{Hint, hint},
};

/// What the form of a verb tells of when it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// `met`, `was held`, `would have met`.
    Past,
    /// `had met`
    Before,
    /// `has met`
    Perfect,
    /// `is promoting`
    Progressive,
    /// `says`
    Present,
    /// `is owned`, `is a`
    State,
    /// `will meet`, `is to meet`, `expected to meet`
    Ahead,
    /// An infinitive, a gerund, a participle without an auxiliary, a noun: it goes with a verb.
    Open,
}

/// How far back the auxiliary of a verb is looked for.
const GROUP: usize = 5;
/// How far the verb is looked for that an infinitive, a gerund or a noun goes with.
const REACH: usize = 30;

/// The form of the verb at a token; of what has none, that of the verb it goes with, and the token
/// of that verb.
#[must_use]
pub fn governed(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    sentence: &std::ops::Range<usize>,
    at: usize,
) -> (Tense, usize) {
    let own = tense(reading, lexicon, sentence.start, at);
    if own != Tense::Open {
        return (own, at);
    }
    let left = (sentence.start.max(at.saturating_sub(REACH))..at)
        .rev()
        .take_while(|&it| !reading.slice(reading.tokens[it].extent).starts_with(';'))
        .map(|it| (tense(reading, lexicon, sentence.start, it), it))
        .find(|&(tense, _)| tense != Tense::Open);
    let right = || {
        (at + 1..sentence.end.min(at + REACH))
            .map(|it| (tense(reading, lexicon, sentence.start, it), it))
            .find(|&(tense, _)| tense != Tense::Open)
    };
    left.or_else(right).unwrap_or((Tense::Open, at))
}

/// The form of the full verb at a token; open for other words.
fn tense(reading: &Reading<'_>, lexicon: &Lexicon, start: usize, at: usize) -> Tense {
    let tag = |at: usize| reading.tokens[at].tag;
    let is = |at: usize, words: &[&str]| {
        words.iter().any(|word| reading.word(at).eq_ignore_ascii_case(word))
    };
    if !tag(at).is_verb() {
        return copula(reading, at);
    }
    let mut helpers = (start.max(at.saturating_sub(GROUP))..at)
        .rev()
        .filter(|&it| !matches!(tag(it), Tag::Adverb | Tag::Negation))
        .take_while(|&it| matches!(tag(it), Tag::Auxiliary | Tag::Modal | Tag::To));
    let (mut seen, mut outer) = (None, None);
    let mut have = false;
    for helper in helpers.by_ref() {
        seen = seen.or(Some(helper));
        have |= is(helper, &["have", "'ve", "’ve", "having"]);
        outer = Some(helper);
    }
    let Some(outer) = outer else {
        return match tag(at) {
            Tag::Past => Tense::Past,
            Tag::Present => Tense::Present,
            Tag::Base if at == start => Tense::Present,
            Tag::Base if matches!(tag(at - 1), Tag::Noun | Tag::Name | Tag::Pronoun) => {
                Tense::Present
            }
            _ => Tense::Open,
        };
    };
    if tag(outer) == Tag::Modal {
        return if have { Tense::Past } else { Tense::Ahead };
    }
    if tag(outer) == Tag::To {
        let awaits = outer > start
            && matches!(
                hint(lexicon, reading.tokens[outer - 1].word),
                Hint::Ahead | Hint::BeforeTo
            );
        return if awaits { Tense::Ahead } else { Tense::Open };
    }
    let to_follows = seen.is_some_and(|seen| tag(seen) == Tag::To);
    if to_follows {
        return Tense::Ahead;
    }
    if is(outer, &["had", "'d", "’d"]) && tag(at) != Tag::Base {
        return Tense::Before;
    }
    if is(outer, &["was", "were", "did", "wasn't", "weren't", "didn't"]) {
        return Tense::Past;
    }
    if is(outer, &["has", "have", "'ve", "’ve", "hasn't", "haven't"]) {
        return Tense::Perfect;
    }
    match tag(at) {
        Tag::Gerund => Tense::Progressive,
        Tag::Participle | Tag::Past => Tense::State,
        _ => Tense::Present,
    }
}

/// The form of `is` and `was` that no full verb follows.
fn copula(reading: &Reading<'_>, at: usize) -> Tense {
    if reading.tokens[at].tag != Tag::Auxiliary {
        return Tense::Open;
    }
    let verb_follows = reading.tokens[at + 1..]
        .iter()
        .take(3)
        .find(|next| !matches!(next.tag, Tag::Adverb | Tag::Negation))
        .is_some_and(|next| next.tag.is_verb() || matches!(next.tag, Tag::Auxiliary | Tag::To));
    match reading.word(at) {
        _ if verb_follows => Tense::Open,
        "was" | "were" | "had" => Tense::Past,
        "is" | "are" | "has" | "have" | "'s" | "’s" => Tense::State,
        _ => Tense::Open,
    }
}
