//! Which records a query is asked of: the candidates only where it names them.

use crate::{
    model::{Confidence, Review, Scope},
    query::{
        edit::Query,
        error::QueryError,
        expr::{Expr, Term, Value, What},
        field::Field,
        resolve,
        test::Bound,
    },
};

/// The term that asks for the candidates beside what else is found.
const TERM: Field = Field::Candidates;

impl Query {
    /// All but the candidates and what was rejected, unless the query asks for them: by
    /// `review:rejected`, by `candidates:`, or by a term about a confidence that candidates have
    /// (`confidence:<0.6`). Whether that term is excluded does not matter, so that a query and its
    /// contrary are asked of the same records.
    #[must_use]
    pub fn scope(&self) -> Scope {
        let terms =
            |is_one: fn(&Term) -> bool| self.chips().iter().flat_map(Expr::terms).any(is_one);
        if terms(asks_for_rejected) {
            Scope::Every
        } else if self.has_candidates() || terms(reaches) {
            Scope::All
        } else {
            Scope::Sure
        }
    }
}

/// Whether a term asks for what was rejected.
fn asks_for_rejected(term: &Term) -> bool {
    let is_rejected = |value: &Value| matches!(&value.what, What::Text(word) if word.eq_ignore_ascii_case(Review::Rejected.name()));
    term.field == Field::Review && term.values.iter().any(is_rejected)
}

/// Whether a term asks for a confidence that candidates have.
fn reaches(term: &Term) -> bool {
    // What is no number is told when the query is planned.
    let mut bounds = term.values.iter().filter_map(resolve::share);
    let reaches =
        |bound: Bound<f64>| Confidence::below_sure().any(|share| bound.holds(&share.value()));
    term.field == Field::Confidence && bounds.any(reaches)
}

/// The parts of a query without the term that asks for the candidates, and whether it was there. It
/// says something of the whole query, so that it stands at its top.
pub(super) fn split(expr: Expr) -> Result<(Vec<Expr>, bool), QueryError> {
    let mut parts = match expr {
        Expr::And(parts) => parts,
        expr => vec![expr],
    };
    let before = parts.len();
    parts.retain(|part| !matches!(part, Expr::Term(Term { field: TERM, .. })));
    if let Some(term) = parts.iter().flat_map(Expr::terms).find(|term| term.field == TERM) {
        return Err(QueryError::new(term.at, "candidates: can't stand here")
            .with_help("it adds to all that is found, so it stands beside the other terms"));
    }
    let is_there = parts.len() < before;
    Ok((parts, is_there))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expect: Scope) {
        assert_eq!(Query::parse(query).unwrap().scope(), expect, "{query}");
    }

    #[test]
    fn candidates_are_asked_for_by_name_or_by_their_confidence() {
        for query in ["", "actor:x", "confidence:>=0.5", "-confidence:>=0.5", "confidence:0.8"] {
            check(query, Scope::Sure);
        }
        for query in [
            "candidates:",
            "actor:x candidates:",
            "confidence:<0.5",
            "confidence:>=0.4",
            "confidence:0.3",
            "confidence:0.9,0.3",
            "confidence:0.4..0.9",
            "-confidence:<0.3",
            "(a OR -(b -confidence:<0.6))",
        ] {
            check(query, Scope::All);
        }
    }

    #[test]
    fn the_term_stands_at_the_top() {
        let shown = |text: &str| Query::parse(text).unwrap().to_string();
        assert_eq!(shown("candidates: actor:x candidates:"), "actor:x candidates:");
        assert_eq!(shown("(a OR b) candidates:"), "(a OR b) candidates:");
        for text in ["-candidates:", "a OR candidates:", "a (b candidates:)"] {
            assert!(Query::parse(text).is_err(), "{text}");
        }
    }
}
