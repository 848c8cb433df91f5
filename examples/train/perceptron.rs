//! An averaged perceptron in whole numbers: the same examples in the same order give the same
//! weights on every machine.

use demarche::extract::syntax::{feature::Feature, weights::Row};

/// Weights of K classes for the features that are frequent enough.
pub struct Perceptron<const K: usize> {
    /// How often each feature was counted, by the first bits of the feature.
    seen: Vec<u8>,
    /// The features that have weights, by their first bits: the feature and the number of its row.
    index: Vec<(u32, u32)>,
    features: Vec<Feature>,
    weights: Vec<[i32; K]>,
    /// The updates, each times the step at which it was made.
    sums: Vec<[i64; K]>,
    step: i64,
    /// How often a feature must have been counted to get weights.
    least: u8,
}

/// Sizes of tables, in bits.
const SEEN: u32 = 26;
const INDEX: u32 = 22;
const NO_ROW: u32 = u32::MAX;

impl<const K: usize> Perceptron<K> {
    /// All weights are 0; features that will have been counted less often than `least` keep that.
    pub fn new(least: u8) -> Self {
        Self {
            seen: vec![0; 1 << SEEN],
            index: vec![(0, NO_ROW); 1 << INDEX],
            features: Vec::new(),
            weights: Vec::new(),
            sums: Vec::new(),
            step: 1,
            least,
        }
    }

    /// Counts features.
    pub fn count(&mut self, features: &[Feature]) {
        for feature in features {
            let seen = &mut self.seen[(feature >> (64 - SEEN)) as usize];
            *seen = seen.saturating_add(1);
        }
    }

    /// The scores of the classes.
    pub fn score(&self, features: &[Feature]) -> [i32; K] {
        let mut scores = [0; K];
        for &feature in features {
            if let Ok(row) = self.find(feature) {
                for (score, weight) in scores.iter_mut().zip(&self.weights[row as usize]) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// The row of a feature, or the place in the index where it belongs.
    fn find(&self, feature: Feature) -> Result<u32, usize> {
        let mut place = (feature >> (64 - INDEX)) as usize;
        loop {
            match self.index[place] {
                (_, NO_ROW) => return Err(place),
                (key, row) if key == feature as u32 => return Ok(row),
                _ => place = (place + 1) % self.index.len(),
            }
        }
    }

    /// Moves the weights toward one class and away from another.
    pub fn update(&mut self, features: &[Feature], toward: usize, away: usize) {
        for &feature in features {
            let row = match self.find(feature) {
                Ok(row) => row as usize,
                Err(_) if self.seen[(feature >> (64 - SEEN)) as usize] < self.least => continue,
                Err(place) => {
                    let row = self.features.len();
                    assert!(row < self.index.len() * 3 / 4, "the index is too small");
                    self.index[place] = (feature as u32, row as u32);
                    self.features.push(feature);
                    self.weights.push([0; K]);
                    self.sums.push([0; K]);
                    row
                }
            };
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

    /// The average of a weight over all steps.
    fn average(&self, row: usize, class: usize) -> f64 {
        f64::from(self.weights[row][class]) - self.sums[row][class] as f64 / self.step as f64
    }
}

/// How the averages of several perceptrons become a table.
#[derive(Clone, Copy)]
pub struct Form {
    /// Features of which no weight is this large are left out, and so are weights a third of it.
    pub smallest: f64,
    /// Weights are told as their distance from that of the first class.
    pub from_first: bool,
}

/// The averages of several perceptrons as the rows of a table.
pub fn rows<const K: usize>(perceptrons: &[Perceptron<K>], form: Form) -> Vec<Row> {
    /// What an average of 1 becomes before its root is taken.
    const SCALE: f64 = 128.0;
    let mut features: Vec<Feature> =
        perceptrons.iter().flat_map(|it| &it.features).copied().collect();
    features.sort_unstable();
    features.dedup();
    let mut rows: Vec<Row> = Vec::new();
    for feature in features {
        let mut averages = [0.0; K];
        for perceptron in perceptrons {
            let Ok(row) = perceptron.find(feature) else { continue };
            for (class, average) in averages.iter_mut().enumerate() {
                *average += perceptron.average(row as usize, class) / perceptrons.len() as f64;
            }
        }
        if form.from_first {
            averages = averages.map(|average| average - averages[0]);
        }
        if averages.iter().all(|average| average.abs() < form.smallest) {
            continue;
        }
        rows.extend(row(feature, &averages, form.smallest, SCALE));
    }
    rows
}

/// The weights of a feature as the file has them: as roots of so many times what they are, without
/// those that are smaller than a third of `smallest`; nothing if none is left.
pub fn row(feature: Feature, weights: &[f64], smallest: f64, scale: f64) -> Option<Row> {
    let written = |(class, weight): (usize, &f64)| {
        let root = (weight.abs() * scale).sqrt().round().min(127.0) as i8;
        let is_kept = weight.abs() * 3.0 >= smallest && root > 0;
        is_kept.then_some((class as u8, if *weight < 0.0 { -root } else { root }))
    };
    let weights: Vec<(u8, i8)> = weights.iter().enumerate().filter_map(written).collect();
    (!weights.is_empty()).then_some((feature, weights))
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
