//! Which records are candidates: an extractor made them and is not sure of them.
//!
//! What decides is that the record has a *rule*, which only an extractor gives, and a confidence
//! below [`Confidence::SURE`]. A record of a data set or of a person is none, however unsure it
//! says that it is, and what a person has decided about is none any more. The decision is made in
//! this file alone.

use crate::{
    base::intern::Symbol,
    model::{
        decision::Decision,
        event::Event,
        known::Confidence,
        statement::{Statement, StatementId},
        timeline::Timeline,
    },
};

/// Which records are meant where somebody counts, lists, searches or exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All but the candidates and what was rejected.
    #[default]
    Sure,
    /// The candidates, too.
    All,
    /// What was rejected, too.
    Every,
}

impl<'a> Event<'a> {
    /// Whether an extractor made it and is not sure of it, and nobody has decided about it.
    #[must_use]
    pub fn is_candidate(self) -> bool {
        let events = &self.timeline.events;
        events.rule.get(self.row) != Symbol::EMPTY
            && is_doubtful(events.confidence.get(self.row), self.decision())
    }

    /// Whether it is among those meant.
    #[must_use]
    pub fn is_meant(self, scope: Scope) -> bool {
        scope == Scope::Every
            || (!self.is_rejected() && (scope == Scope::All || !self.is_candidate()))
    }

    /// The statements made in it that are meant, in time order.
    pub fn statements_in(
        self,
        scope: Scope,
    ) -> impl Iterator<Item = (StatementId, &'a Statement)> + Clone {
        let timeline = self.timeline;
        self.statements().filter(move |&(id, _)| timeline.is_meant(id, scope))
    }
}

impl Timeline {
    /// Whether an extractor made a statement and is not sure of it, and nobody has decided about
    /// it.
    #[must_use]
    pub fn is_candidate(&self, id: StatementId) -> bool {
        let statement = self.statement(id);
        !statement.rule.is_empty() && is_doubtful(statement.confidence, self.decision(id))
    }

    /// The statements that are meant, in time order.
    pub fn statements_in(
        &self,
        scope: Scope,
    ) -> impl Iterator<Item = (StatementId, &Statement)> + Clone {
        let all = (0..).map(StatementId).zip(self.statements());
        all.filter(move |&(id, _)| self.is_meant(id, scope))
    }

    /// Whether a statement is among those meant.
    #[must_use]
    pub fn is_meant(&self, id: StatementId, scope: Scope) -> bool {
        scope == Scope::Every
            || (!self.is_rejected(id) && (scope == Scope::All || !self.is_candidate(id)))
    }
}

fn is_doubtful(confidence: Option<Confidence>, decision: Option<&Decision>) -> bool {
    confidence.is_some_and(|confidence| confidence < Confidence::SURE)
        && decision.is_none_or(|decision| decision.review.is_none())
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
        assert_eq!(timeline.is_candidate(StatementId(0)), expect);
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
