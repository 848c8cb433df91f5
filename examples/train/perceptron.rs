//! An averaged perceptron in whole numbers: the same examples in the same order give the same
//! weights on every machine.

use demarche::extract::syntax::{feature::Feature, model::Row};
use rustc_hash::FxHashMap;

/// Weights of K classes.
pub struct Perceptron<const K: usize> {
    rows: FxHashMap<Feature, u32>,
    weights: Vec<[i32; K]>,
    /// What each weight was over all steps, less what it is now.
    sums: Vec<[i64; K]>,
    counts: Vec<u32>,
    step: i64,
}

impl<const K: usize> Perceptron<K> {
    pub fn new() -> Self {
        Self {
            rows: FxHashMap::default(),
            weights: Vec::new(),
            sums: Vec::new(),
            counts: Vec::new(),
            step: 1,
        }
    }

    pub fn scores(&self, features: &[Feature]) -> [i32; K] {
        let mut scores = [0; K];
        for feature in features {
            if let Some(&row) = self.rows.get(feature) {
                for (score, weight) in scores.iter_mut().zip(&self.weights[row as usize]) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// Moves the weights toward one class and away from another.
    pub fn update(&mut self, features: &[Feature], toward: usize, away: usize) {
        for &feature in features {
            let row = *self.rows.entry(feature).or_insert_with(|| {
                self.weights.push([0; K]);
                self.sums.push([0; K]);
                self.counts.push(0);
                self.weights.len() as u32 - 1
            }) as usize;
            self.counts[row] += 1;
            self.weights[row][toward] += 1;
            self.weights[row][away] -= 1;
            self.sums[row][toward] += self.step;
            self.sums[row][away] -= self.step;
        }
    }

    /// The next example begins.
    pub fn next(&mut self) {
        self.step += 1;
    }

    /// The averages as rows of a table, of features that had some updates; the weights are scaled
    /// so that `unit` is 1.
    pub fn rows(&self, scale: f64, least: u32, smallest: i8) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (&feature, &row) in &self.rows {
            let row = row as usize;
            if self.counts[row] < least {
                continue;
            }
            let mut weights = Vec::new();
            for class in 0..K {
                let average = i64::from(self.weights[row][class]) as f64
                    - self.sums[row][class] as f64 / self.step as f64;
                let weight = (average * scale).round().clamp(-127.0, 127.0) as i8;
                if weight.unsigned_abs() >= smallest.unsigned_abs() {
                    weights.push((class as u8, weight));
                }
            }
            if !weights.is_empty() {
                rows.push((feature, weights));
            }
        }
        rows.sort_by_key(|row| row.0);
        rows
    }
}

/// Numbers in an order that looks random and is always the same.
pub struct Chance(pub u64);

impl Chance {
    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % end as u64) as usize
    }

    /// Another order of what is in a list.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for place in (1..list.len()).rev() {
            list.swap(place, self.below(place + 1));
        }
    }
}
