//! An averaged perceptron with a margin, in whole numbers: the same sentences give the same weights
//! on every machine.

use std::collections::{BTreeMap, HashMap};

use demarche::extract::{
    Lexicon,
    lexicon::kinds::{Feature, KINDS},
};

const ROUNDS: usize = 12;
/// By how much the right kind must lead for an example to be left in peace.
const MARGIN: i64 = 20;
/// How many examples a feature must be true of.
const LEAST: usize = 2;
/// The smallest weight that is kept, of 127.
const SMALLEST: i64 = 5;
/// How many features are kept: those with the largest weights.
const MOST: usize = 5000;

/// A sentence as the model sees it.
pub struct Example {
    /// The place of its kind in [`KINDS`].
    pub kind: usize,
    /// What is true of its main event.
    pub features: Vec<Feature>,
}

/// The table of weights.
pub fn train(examples: &[Example], lexicon: &Lexicon) -> String {
    let mut counts: BTreeMap<Feature, usize> = BTreeMap::new();
    for feature in examples.iter().flat_map(|example| &example.features) {
        *counts.entry(*feature).or_default() += 1;
    }
    let names: HashMap<u32, &str> = lexicon.words().map(|(text, word)| (word.0, text)).collect();
    let mut kept: Vec<(String, Feature)> = counts
        .iter()
        .filter(|&(_, &count)| count >= LEAST)
        .map(|(&feature, _)| (spell(feature, &names), feature))
        .collect();
    // The order of the words' numbers depends on the tables; that of their letters does not.
    kept.sort();
    let numbers: HashMap<Feature, usize> =
        kept.iter().enumerate().map(|(number, (_, feature))| (*feature, number)).collect();
    let examples: Vec<(usize, Vec<usize>)> = examples
        .iter()
        .map(|example| {
            let known = example.features.iter().filter_map(|feature| numbers.get(feature).copied());
            (example.kind, known.collect())
        })
        .collect();
    let weights = perceptron(&examples, kept.len());
    table(&kept, &weights)
}

/// The sums of the weights over all steps.
fn perceptron(examples: &[(usize, Vec<usize>)], features: usize) -> Vec<[i64; KINDS.len()]> {
    let mut weights = vec![[0i64; KINDS.len()]; features];
    let mut sums = weights.clone();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = 12345u64;
    let steps = (ROUNDS * examples.len()) as i64;
    let mut step = 0;
    for _ in 0..ROUNDS {
        for place in (1..order.len()).rev() {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            order.swap(place, (chance >> 33) as usize % (place + 1));
        }
        for &number in &order {
            let (kind, features) = &examples[number];
            let mut scores = [0; KINDS.len()];
            for &feature in features {
                for (score, weight) in scores.iter_mut().zip(weights[feature]) {
                    *score += weight;
                }
            }
            let others = (0..KINDS.len()).filter(|it| it != kind);
            let rival = others.max_by_key(|&it| (scores[it], KINDS.len() - it)).unwrap();
            if scores[*kind] - scores[rival] < MARGIN {
                for &feature in features {
                    weights[feature][*kind] += 1;
                    weights[feature][rival] -= 1;
                    sums[feature][*kind] += steps - step;
                    sums[feature][rival] -= steps - step;
                }
            }
            step += 1;
        }
    }
    sums
}

fn table(kept: &[(String, Feature)], weights: &[[i64; KINDS.len()]]) -> String {
    let largest = |row: &[i64; KINDS.len()]| row.iter().map(|weight| weight.abs()).max().unwrap();
    let top = weights.iter().map(largest).max().unwrap_or(1).max(1);
    let mut order: Vec<usize> = (0..kept.len()).collect();
    order.sort_by_key(|&number| (-largest(&weights[number]), number));
    order.truncate(MOST);
    order.sort_unstable();
    let mut table = "feature\tweights\n".to_owned();
    for number in order {
        let entries: Vec<String> = KINDS
            .iter()
            .zip(&weights[number])
            .map(|(kind, weight)| (kind, (weight * 127 + weight.signum() * top / 2) / top))
            .filter(|(_, weight)| weight.abs() >= SMALLEST)
            .map(|(kind, weight)| format!("{kind} {weight}"))
            .collect();
        if !entries.is_empty() {
            table.extend([kept[number].0.as_str(), "\t", &entries.join("|"), "\n"]);
        }
    }
    table
}

/// A feature as the table has it.
fn spell(feature: Feature, names: &HashMap<u32, &str>) -> String {
    let sort = char::from(feature.sort);
    let value = feature.value;
    if matches!(sort, 'k' | 'o') {
        let kind = (value as usize).checked_sub(1).map_or("none", |at| KINDS[at].name());
        return format!("{sort}:{kind}");
    }
    format!("{sort}:{}", names.get(&value).copied().unwrap_or_default())
}
