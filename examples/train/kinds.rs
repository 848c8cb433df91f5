//! Trains the model of event kinds on news whose words are marked with what they tell.
//!
//! The model is a multinomial logistic regression with a penalty, fitted by steps whose lengths
//! follow how far each weight has moved (adaptive gradients; Duchi, Hazan and Singer 2011).

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use demarche::{
    extract::{
        self, Lexicon,
        find::event::{
            self,
            kinds::{CLASSES, UNIT, class, write},
        },
        syntax::{feature::Feature, weights::Row},
    },
    model::Kind,
};
use rayon::prelude::*;

use crate::{
    marked::{Classes, Marked, of_marks, of_treebank},
    perceptron::{self, Chance},
};

/// How often each example is seen.
const ROUNDS: usize = 20;
/// The length of the first step.
const RATE: f32 = 0.07;
/// How strongly weights are drawn to 0.
const PENALTY: f32 = 4.0;
/// A feature that is true less often says nothing.
const LEAST: u32 = 2;
/// Features of which no weight is this large are left out, and so are weights of a third of it.
const SMALLEST: f32 = 0.08;
/// Into how many parts the texts are cut, to measure on what was not seen.
const FOLDS: usize = 5;

/// A word with what is true of it.
struct Example {
    text: usize,
    features: Vec<u32>,
    right: Classes,
}

/// The bytes of the model, and its figures on texts that it has not seen.
pub fn train(news: &Path, marked: &Path) -> anyhow::Result<(Vec<u8>, String)> {
    let mut texts = of_treebank(news)?;
    let files = fs::read_dir(marked).with_context(|| format!("reading {}", marked.display()))?;
    let mut files: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    files.sort();
    for file in files {
        texts.extend(of_marks(&file)?);
    }
    let (examples, features) = examples(&texts);
    let folds = (0..FOLDS).into_par_iter();
    let scores: Vec<Score> = folds.map(|fold| score(&examples, features.len(), fold)).collect();
    let told = texts.iter().map(|text| text.told.len()).sum::<usize>();
    let figures = format!(
        "{} texts, {told} marked words, {} words, {} features; of words not seen\n{}",
        texts.len(),
        examples.len(),
        features.len(),
        Score::sum(&scores)
    );
    let all: Vec<&Example> = examples.iter().collect();
    let weights = fit(&all, features.len());
    Ok((write(rows(&features, &weights)), figures))
}

/// The words of all texts that may tell of an event, and the features that are true often enough.
fn examples(texts: &[Marked]) -> (Vec<Example>, Vec<Feature>) {
    let lexicon = Lexicon::built_in();
    let found: Vec<Vec<(Classes, Vec<Feature>)>> = texts
        .par_iter()
        .map(|text| {
            let reading = extract::read(&text.text, None, lexicon);
            let traits = event::traits(&reading, lexicon);
            let right = |at: usize| {
                let told = text.told.get(&reading.tokens[at].extent.start);
                told.cloned().unwrap_or_else(|| vec![0])
            };
            traits.into_iter().map(|(at, features)| (right(at), features)).collect()
        })
        .collect();
    let mut counts: HashMap<Feature, u32> = HashMap::new();
    for feature in found.iter().flatten().flat_map(|it| &it.1) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut features: Vec<Feature> =
        counts.into_iter().filter(|it| it.1 >= LEAST).map(|it| it.0).collect();
    features.sort_unstable();
    let number = |feature: &Feature| features.binary_search(feature).ok().map(|it| it as u32);
    let examples = found.into_iter().enumerate().flat_map(|(text, words)| {
        words.into_iter().map(move |(right, features)| (text, right, features))
    });
    let examples = examples.map(|(text, right, features)| {
        let mut features: Vec<u32> = features.iter().filter_map(number).collect();
        features.sort_unstable();
        features.dedup();
        Example { text, features, right }
    });
    (examples.collect(), features)
}

/// The weights of the classes for one feature.
type Weights = [f32; CLASSES.len()];

fn shares(example: &Example, weights: &[Weights]) -> Weights {
    let mut scores = [0.0; CLASSES.len()];
    for &feature in &example.features {
        for (score, weight) in scores.iter_mut().zip(&weights[feature as usize]) {
            *score += weight;
        }
    }
    let most = scores.into_iter().fold(f32::MIN, f32::max);
    let scores = scores.map(|score| (score - most).exp());
    let sum: f32 = scores.iter().sum();
    scores.map(|score| score / sum)
}

fn fit(examples: &[&Example], features: usize) -> Vec<Weights> {
    let mut weights = vec![[0.0; CLASSES.len()]; features];
    let mut moved = vec![[1e-4_f32; CLASSES.len()]; features];
    let mut counts = vec![0_u32; features];
    for &feature in examples.iter().flat_map(|example| &example.features) {
        counts[feature as usize] += 1;
    }
    let mut order: Vec<&Example> = examples.to_vec();
    let mut chance = Chance(1);
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        for example in &order {
            let mut slope = shares(example, &weights);
            // Of two classes that are right, each has the part that it has already.
            let right: f32 = example.right.iter().map(|&it| slope[it]).sum();
            let parts: Vec<f32> = example.right.iter().map(|&it| slope[it] / right).collect();
            for (&it, part) in example.right.iter().zip(parts) {
                slope[it] -= part;
            }
            for &feature in &example.features {
                let feature = feature as usize;
                // Over a round the penalty is paid once.
                let penalty = PENALTY / counts[feature] as f32;
                for class in 0..CLASSES.len() {
                    let weight = &mut weights[feature][class];
                    let slope = slope[class] + penalty * *weight;
                    let moved = &mut moved[feature][class];
                    *moved += slope * slope;
                    *weight -= RATE * slope / moved.sqrt();
                }
            }
        }
    }
    weights
}

/// The weights as they lie in the file.
fn rows(features: &[Feature], weights: &[Weights]) -> Vec<Row> {
    let large = |weights: &&Weights| weights.iter().any(|weight| weight.abs() >= SMALLEST);
    let kept = features.iter().zip(weights).filter(|it| large(&it.1));
    let written = |(&feature, weights): (&Feature, &Weights)| {
        perceptron::row(feature, &weights.map(f64::from), SMALLEST.into(), UNIT.into())
    };
    kept.filter_map(written).collect()
}

/// How often the model is right of words that it has not seen.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Words that it takes for events of a kind with a share of at least a half, and those right.
    said: [usize; 2],
    /// Words that tell of an event of a kind.
    told: usize,
    words: usize,
    loss: f64,
}

impl Score {
    fn sum(scores: &[Self]) -> String {
        let mut all = Self::default();
        for score in scores {
            all.said = [all.said[0] + score.said[0], all.said[1] + score.said[1]];
            all.told += score.told;
            all.words += score.words;
            all.loss += score.loss;
        }
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        format!(
            "kinds of events: {:.1} % of {} right, {:.1} % of {} found; log loss {:.4}",
            share(all.said[1], all.said[0]),
            all.said[0],
            share(all.said[1], all.told),
            all.told,
            all.loss / all.words.max(1) as f64
        )
    }
}

fn score(examples: &[Example], features: usize, fold: usize) -> Score {
    let (held, others): (Vec<&Example>, Vec<&Example>) =
        examples.iter().partition(|example| example.text % FOLDS == fold);
    let weights = fit(&others, features);
    let other = class(Kind::Other);
    let mut score = Score::default();
    for example in held {
        let shares = shares(example, &weights);
        let right: f32 = example.right.iter().map(|&it| shares[it]).sum();
        score.words += 1;
        score.loss -= f64::from(right.max(1e-6).ln());
        let is_kind = |class: usize| class > 0 && class != other;
        score.told += usize::from(is_kind(example.right[0]));
        let said = (0..shares.len()).find(|&it| shares[it] >= 0.5 && is_kind(it));
        if let Some(said) = said {
            score.said[0] += 1;
            score.said[1] += usize::from(example.right.contains(&said));
        }
    }
    score
}
