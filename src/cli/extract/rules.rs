//! The rules by which articles are read.

use std::{borrow::Cow, io::Write};

use serde::Serialize;

use crate::{
    cli::{
        Outcome,
        args::{self, Extracted},
    },
    export::{self, Record, number, record_fields},
    extract::lexicon::rules,
    model::Measured,
};

/// Prints the table of rules.
pub fn run(output: Extracted, out: &mut impl Write) -> anyhow::Result<Outcome> {
    export::write(out, args::output(output.format()), rules::all().iter().map(RuleRow::new))?;
    Ok(Outcome::Fine)
}

/// A rule as it is written.
#[derive(Debug, Serialize)]
pub struct RuleRow {
    rule: &'static str,
    stage: &'static str,
    example: &'static str,
    precision: Option<f64>,
    right: Option<u32>,
    n: Option<u32>,
}

impl RuleRow {
    fn new(rule: &rules::Rule) -> Self {
        /// The share is known to a thousandth at best.
        const EXACT: f64 = 1000.0;
        let precision = rule.measured.map(Measured::precision);
        Self {
            rule: rule.name,
            stage: rule.stage,
            example: rule.example,
            precision: precision.map(|share| (share * EXACT).round() / EXACT),
            right: rule.measured.map(|measured| measured.right),
            n: rule.measured.map(|measured| measured.of),
        }
    }
}

impl Record for RuleRow {
    const NAME: &'static str = "rules";
    record_fields! { self;
        "rule": "its name, as records have it" => self.rule.into(),
        "stage": "what it finds: date, actor, statement, event; or dating, by which an event gets its date"
            => self.stage.into(),
        "example": "words that it reads" => self.example.into(),
        "precision": "the share of its entries that are right, from 0 to 1; null if nobody has counted"
            => self.precision.map_or("".into(), |share| share.to_string().into()),
        "right": "how many were right" => number(self.right),
        "n": "of how many" => number(self.n),
    }

    const BRIEF: &'static [&'static str] = &["stage", "rule", "precision", "n", "example"];

    fn brief(&self, field: &str) -> Cow<'_, str> {
        match (field, self.precision) {
            ("precision", Some(share)) => format!("{:.0}%", share * 100.0).into(),
            _ => self.cell(field),
        }
    }
}
