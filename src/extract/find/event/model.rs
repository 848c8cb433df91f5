//! The kind of an event by the words around it: a linear model.
//!
//! The weights are a table like any other, `kind-weights`; `tests/kinds.rs` makes it from the
//! sentences of `data/lexicon/training`. The words of actors are no features: who acts says nothing
//! of what is done.

use std::ops::Range;

use super::MAIN_VERB;
use crate::{
    extract::{
        Reading,
        lexicon::{
            Lexicon, Word,
            kinds::{Feature, KINDS, place},
        },
        reading::{event::Event, token::Shape, tree::Penn},
    },
    model::Kind,
};

/// By how much another kind must lead over that of the rule to be taken for it.
const LEAD: i32 = 500;

/// Gives the main verb of a sentence without triggers its likeliest kind, and the events of rules
/// another kind where the words around are clearly against theirs.
pub fn judge(reading: &Reading<'_>, lexicon: &Lexicon, events: &mut [Event]) {
    let mut is_true = Vec::new();
    let mut likeliest = vec![None; events.len()];
    for (number, event) in events.iter().enumerate() {
        if event.kind == Kind::Other && event.rule != MAIN_VERB {
            continue;
        }
        features(reading, lexicon, events, number, &mut is_true);
        let scores = lexicon.weights.scores(&is_true);
        let own = place(event.kind).map_or(0, |own| scores[own] + LEAD);
        let best = (0..KINDS.len()).rev().max_by_key(|&kind| scores[kind]);
        likeliest[number] = best.filter(|&best| scores[best] > own);
    }
    for (event, likeliest) in events.iter_mut().zip(likeliest) {
        let Some(kind) = likeliest.map(|at| KINDS[at]) else { continue };
        event.kind = kind;
        event.rule = "words of the sentence";
        event.signs.is_guessed = true;
    }
}

/// What is true of one of the events of a sentence.
pub fn features(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    events: &[Event],
    number: usize,
    features: &mut Vec<Feature>,
) {
    /// How far from the trigger words count, in tokens.
    const FAR: usize = 40;
    features.clear();
    let event = &events[number];
    let trigger = event.head;
    let Some(sentence) = reading.sentences.get(event.sentence) else { return };
    let mut put = |sort: u8, value: u32| features.push(Feature { sort, value });
    let word = |at: usize| word(reading, lexicon, sentence, at).map(|word| word.0);
    let head = word(trigger).unwrap_or_default();
    put(b't', head);
    put(b'k', place(event.kind).map_or(0, |at| at as u32 + 1));
    // The events stand in the order of the text: a long sentence has many, but few are near.
    let first = events.partition_point(|it| it.head + FAR <= trigger);
    let near = events[first..].iter().take_while(|it| it.head < trigger + FAR);
    for (other, it) in (first..).zip(near) {
        if other != number
            && let Some(at) = place(it.kind)
        {
            put(b'o', at as u32 + 1);
        }
    }
    let far = sentence.start.max(trigger.saturating_sub(FAR))..sentence.end.min(trigger + FAR);
    for word in far.filter_map(word) {
        put(b's', word);
    }
    features.sort_unstable();
    features.dedup();
}

/// The base form of a word that can be a feature: no name, number, time or sign.
fn word(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Word> {
    let token = &reading.tokens[at];
    let small =
        token.shape == Shape::Small || at == sentence.start && token.shape == Shape::Capital;
    let plain = !matches!(
        reading.nodes[at].tag,
        Penn::Nnp | Penn::Nnps | Penn::Cd | Penn::Dt | Penn::PrpS | Penn::Pos
    );
    let word = lexicon.lemma(token.word);
    (small && plain && word != Word::UNKNOWN).then_some(word)
}
