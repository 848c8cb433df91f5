//! The kind of an event by the words around it: a linear model.
//!
//! The weights are a table like any other, `kind-weights`; `tests/kinds.rs` makes it from the
//! sentences of `data/lexicon/training`. The words of actors are no features: who acts says nothing
//! of what is done.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::MAIN_VERB;
use crate::{
    extract::{
        Reading,
        lexicon::{Lexicon, Row, Vocabulary, Word},
        reading::{event::Event, tree::Penn},
        token::Shape,
    },
    model::Kind,
};

/// The kinds that the model tells apart; `concede` stands for `retreat` too.
pub const KINDS: [Kind; 15] = [
    Kind::Agree,
    Kind::Consult,
    Kind::Support,
    Kind::Concede,
    Kind::Cooperate,
    Kind::Aid,
    Kind::Request,
    Kind::Accuse,
    Kind::Reject,
    Kind::Threaten,
    Kind::Protest,
    Kind::Sanction,
    Kind::Mobilize,
    Kind::Coerce,
    Kind::Assault,
];

/// A score for each of [`KINDS`].
pub type Scores = [i32; KINDS.len()];

/// Something that is true of an event: a sort, and a word or kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    /// The sort; see [`SORTS`].
    pub sort: u8,
    /// The number of a word, or that of a kind.
    pub value: u32,
}

/// The sorts of features by the letter that stands for each in the table: a word of the sentence, the
/// trigger, the kind of the trigger's rule, the kind of another trigger in the sentence.
pub const SORTS: &[u8] = b"stko";

/// The weights of the features; read from the table `kind-weights`.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    rows: FxHashMap<Feature, [i8; KINDS.len()]>,
}

impl Weights {
    /// A row: `feature` (the letter of its sort, a colon and a word or kind) and `weights` (kinds
    /// with a number from -127 to 127, between `|`; none for a word that is only to be known).
    pub fn add(&mut self, row: &Row<'_>, words: &mut Vocabulary) -> Result<(), String> {
        let text = row.required("feature")?;
        let (sort, rest) = text.split_once(':').ok_or("the feature has no colon")?;
        let sort = SORTS
            .iter()
            .position(|it| sort.as_bytes() == [*it])
            .ok_or_else(|| format!("there is no sort of feature '{sort}'"))?;
        let sort = SORTS[sort];
        let value = if matches!(sort, b'k' | b'o') { kind_number(rest) } else { words.add(rest).0 };
        let feature = Feature { sort, value };
        let mut weights = [0; KINDS.len()];
        for entry in row.list("weights") {
            let (kind, weight) = entry.split_once(' ').ok_or("a weight has no number")?;
            let kind = kind_number(kind) as usize;
            let place = weights.get_mut(kind.wrapping_sub(1)).ok_or("there is no such kind")?;
            *place = weight.parse().map_err(|error| format!("'{weight}' is no weight: {error}"))?;
        }
        if weights.iter().any(|weight| *weight != 0) {
            self.rows.insert(feature, weights);
        }
        Ok(())
    }

    /// Whether there are no weights.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The scores of the kinds for what is true of an event.
    #[must_use]
    pub fn scores(&self, features: &[Feature]) -> Scores {
        let mut scores = [0; KINDS.len()];
        for weights in features.iter().filter_map(|feature| self.rows.get(feature)) {
            for (score, &weight) in scores.iter_mut().zip(weights) {
                *score += i32::from(weight);
            }
        }
        scores
    }
}

/// The number of a kind among [`KINDS`], from 1; 0 if it is none of them.
fn kind_number(name: &str) -> u32 {
    KINDS.iter().position(|kind| kind.name() == name).map_or(0, |at| at as u32 + 1)
}

/// The place of a kind among [`KINDS`].
#[must_use]
pub fn place(kind: Kind) -> Option<usize> {
    let kind = if kind == Kind::Retreat { Kind::Concede } else { kind };
    KINDS.iter().position(|it| *it == kind)
}

/// By how much another kind must lead over that of the rule to be taken for it.
const LEAD: i32 = 170;

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
