//! The verbs and nouns that tell of no event of a kind: something happened, and no more is known.

use std::ops::Range;

use super::{Finder, MAIN_VERB, roles::Cast, sense::Told};
use crate::{
    extract::{
        lexicon::Class,
        reading::{
            event::{Doubt, Event},
            tree::Penn,
        },
    },
    model::Kind,
};

/// The rule of what happened, but is of no kind that the tables tell.
const OTHER: &str = "no trigger";

impl Finder<'_> {
    /// The verbs and nouns of action that nothing took: something happened, but of no kind that the
    /// table tells.
    pub(super) fn others(
        &self,
        sentence: usize,
        clauses: Range<usize>,
        used: &[bool],
        is_bare: bool,
        events: &mut Vec<Event>,
    ) {
        let start = self.reading.sentences[sentence].start;
        let is_free = |at: usize| !used[at - start];
        let reports = |number: &usize| {
            let verb = self.reading.clauses[*number].predicate;
            self.lexicon.triggers.reports(self.base(verb))
        };
        let main = clauses.clone().find(|it| !reports(it)).or_else(|| clauses.clone().next());
        for number in clauses {
            let clause = &self.reading.clauses[number];
            if !is_free(clause.predicate) || !self.reading.nodes[clause.predicate].tag.is_verb() {
                continue;
            }
            let mut told = Told::new(Kind::Other, clause.predicate, OTHER);
            if is_bare && main == Some(number) {
                told.rule = MAIN_VERB;
                told.kind = self.likeliest(clause.predicate);
            }
            self.clause(number, &told, events);
            if let Some(event) = events.last_mut() {
                event.signs.doubt = event.signs.doubt.or(Some(Doubt::NoKind));
                event.signs.is_guessed = told.rule == MAIN_VERB;
                if told.rule == OTHER {
                    event.source.clear();
                    event.target.clear();
                }
            }
        }
        for at in self.reading.sentences[sentence].clone() {
            let node = self.reading.nodes[at];
            let is_action = matches!(node.tag, Penn::Nn | Penn::Nns) && self.is_action(at);
            if is_action && is_free(at) {
                let told = Told::new(Kind::Other, at, OTHER);
                let mut event = self.event(sentence, &told, &Cast::default());
                event.signs.is_noun = true;
                event.signs.doubt = Some(Doubt::NoKind);
                events.push(event);
            }
        }
    }

    /// Whether a noun tells of an act by its form: `purchase`, `delivery`, `meeting`.
    fn is_action(&self, at: usize) -> bool {
        let class = self.lexicon.class(self.base(at));
        let word = self.reading.word(at);
        class.has(Class::BASE.or(Class::GERUND)) || self.lexicon.triggers.ends_like_an_act(word)
    }
}
