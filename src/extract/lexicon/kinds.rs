//! The weights of the linear model that tells the kind of an event by the words around it; the table
//! `kind-weights`.

use rustc_hash::FxHashMap;

use super::{Row, Vocabulary};
use crate::model::Kind;

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
