//! Which records are candidates: an extractor made them and is not sure of them.
//!
//! What decides is that the record has a *rule*, which only an extractor gives, and a confidence
//! below [`Confidence::SURE`]. A record of a data set or of a person is none, however unsure it
//! says that it is. The decision is made in this file alone, so that what a person accepts can
//! leave the candidates here.

use crate::{
    base::intern::Symbol,
    model::{
        event::Event,
        known::Confidence,
        statement::{Statement, StatementId},
    },
};

/// Which records are meant where somebody counts, lists, searches or exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All but the candidates.
    #[default]
    Sure,
    /// The candidates, too.
    All,
}

impl Scope {
    /// Whether a statement is among those meant.
    #[must_use]
    pub fn has(self, statement: &Statement) -> bool {
        self == Self::All || !statement.is_candidate()
    }
}

impl<'a> Event<'a> {
    /// Whether an extractor made it and is not sure of it.
    #[must_use]
    pub fn is_candidate(self) -> bool {
        let events = &self.timeline.events;
        events.rule.get(self.row) != Symbol::EMPTY && is_doubtful(events.confidence.get(self.row))
    }

    /// The statements made in it that are meant, in time order.
    pub fn statements_in(
        self,
        scope: Scope,
    ) -> impl Iterator<Item = (StatementId, &'a Statement)> + Clone {
        self.statements().filter(move |(_, statement)| scope.has(statement))
    }
}

impl Statement {
    /// Whether an extractor made it and is not sure of it.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        !self.rule.is_empty() && is_doubtful(self.confidence)
    }
}

fn is_doubtful(confidence: Option<Confidence>) -> bool {
    confidence.is_some_and(|confidence| confidence < Confidence::SURE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Draft, File, Shard, StatementDraft, Timeline};

    #[track_caller]
    fn check(rule: &str, confidence: Option<f64>, expect: bool) {
        let confidence = confidence.and_then(Confidence::new);
        let mut shard = Shard::new(0);
        shard.push(&Draft { id: "e", rule, confidence, ..Draft::default() });
        let (id, event) = ("s", "e");
        shard.push_statement(&StatementDraft {
            id,
            event,
            confidence,
            rule,
            ..StatementDraft::default()
        });
        let (timeline, _) = Timeline::build(vec![File::default()], vec![shard]);
        let event = timeline.event(0);
        assert_eq!(event.is_candidate(), expect);
        assert_eq!(timeline.statements()[0].is_candidate(), expect);
        assert_eq!(event.statements_in(Scope::Sure).count(), usize::from(!expect));
        assert_eq!(event.statements_in(Scope::All).count(), 1);
    }

    #[test]
    fn a_candidate_has_a_rule_and_little_confidence() {
        check("verb", Some(0.499), true);
        check("verb", Some(0.0), true);
        check("verb", Some(0.5), false);
        check("verb", None, false);
        check("", Some(0.1), false);
        check("", None, false);
    }
}
