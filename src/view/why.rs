//! Why an extracted record is there: what it says, by which rule, from which words, and how sure
//! that is.

use crate::{
    base::text,
    model::{Basis, Confidence, Evidence, Timeline, When},
    view::{Record, shown},
};

/// What is less sure than this is marked wherever it is listed; `confidence:>=0.7` hides it.
pub const SURE: f64 = 0.7;

/// The confidence of a record that is marked, in percent; none if it is sure enough, or if nothing
/// is said of it.
#[must_use]
pub fn doubt(confidence: Option<Confidence>) -> Option<String> {
    let value = confidence?.value();
    (value < SURE).then(|| format!("?{:.0}%", value * 100.0))
}

/// Why an event or a statement is there, a paragraph a reason; of other records nothing is known.
#[must_use]
pub fn why(timeline: &Timeline, record: Record) -> Vec<String> {
    let reasons = match record {
        Record::Event(row) => {
            let event = timeline.event(row);
            Reasons {
                what: format!("{}, {}", event.kind(), event.status()),
                rule: event.rule(),
                date_rule: event.date_rule(),
                when: (!event.when().is_undated()).then(|| event.when()),
                basis: event.basis(),
                confidence: event.confidence(),
                evidence: event.evidence().collect(),
            }
        }
        Record::Statement(id) => {
            let statement = timeline.statement(id);
            Reasons {
                what: statement.form.map_or("statement", |form| form.name()).to_owned(),
                rule: &statement.rule,
                date_rule: &statement.date_rule,
                when: timeline.said(statement),
                basis: statement.basis,
                confidence: statement.confidence,
                evidence: statement.evidence.clone(),
            }
        }
        Record::Actor(_) | Record::Source(_) => return Vec::new(),
    };
    reasons.told(timeline)
}

struct Reasons<'t> {
    what: String,
    rule: &'t str,
    date_rule: &'t str,
    when: Option<&'t When>,
    basis: Option<Basis>,
    confidence: Option<Confidence>,
    evidence: Vec<Evidence>,
}

impl Reasons<'_> {
    fn told(&self, timeline: &Timeline) -> Vec<String> {
        let by = |rule: &str| match rule {
            "" => String::new(),
            rule => format!(", by the rule \u{201C}{}\u{201D}", shown::line(rule)),
        };
        let origin = if self.rule.is_empty() { ", as the file says it" } else { "" };
        let mut told = vec![format!("It is: {}{}{origin}.", self.what, by(self.rule))];
        let basis = match self.basis {
            Some(Basis::Stated) => ", stated",
            Some(Basis::Inferred) => ", inferred",
            Some(Basis::Published) => ", the date of publication",
            None => "",
        };
        told.push(match self.when {
            Some(when) => format!("Date: {}{basis}{}.", when.long_words(), by(self.date_rule)),
            None => format!("Date: none is told{}.", by(self.date_rule)),
        });
        told.extend(self.confidence.map(|confidence| {
            let percent = confidence.value() * 100.0;
            let hint =
                doubt(Some(confidence)).map(|_| "; confidence:>=0.7 hides what is less sure");
            format!("Confidence: {percent:.0}%{}.", hint.unwrap_or_default())
        }));
        for entry in self.evidence.iter().filter(|entry| !entry.quote.is_empty()) {
            let words = text::neutralise_block(timeline.text(entry.quote)).into_owned();
            told.push(format!("Words: {}", words.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_begins_below_seven_tenths() {
        let doubt = |value| doubt(Confidence::new(value));
        assert_eq!(doubt(0.7), None);
        assert_eq!(doubt(0.69).as_deref(), Some("?69%"));
        assert_eq!(super::doubt(None), None);
    }
}
