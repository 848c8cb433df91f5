//! How much each sign speaks for an event that was found: the weights of a logistic model.

use rustc_hash::FxHashMap;

use super::Row;

/// The weights of signs; read from the table `confidence`.
#[derive(Clone, Debug, Default)]
pub struct Certainty {
    weights: FxHashMap<Box<str>, i32>,
}

impl Certainty {
    /// A row: `sign`, and its `weight` in hundredths of a logit.
    pub fn add(&mut self, row: &Row<'_>) -> Result<(), String> {
        let sign = row.required("sign")?;
        let weight = row.required("weight")?;
        let weight =
            weight.parse().map_err(|error| format!("'{weight}' is not a weight: {error}"))?;
        self.weights.insert(sign.into(), weight);
        Ok(())
    }

    /// How likely something with these signs is right, from 0 to 1, in hundredths. A sign that the
    /// table does not have says nothing.
    #[must_use]
    pub fn of<'a>(&self, signs: impl IntoIterator<Item = &'a str>) -> f64 {
        let weight = |sign: &str| self.weights.get(sign).copied().unwrap_or_default();
        let sum: i32 = signs.into_iter().map(weight).sum();
        let share = 1.0 / (1.0 + (-f64::from(sum) / 100.0).exp());
        (share * 100.0).round() / 100.0
    }
}
