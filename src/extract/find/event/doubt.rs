//! Why a clause or a noun that reads like an event is none.

use super::{Finder, PROMISE, sense::Told};
use crate::{
    extract::{
        lexicon::Class,
        reading::{
            clause::{Clause, Form, Link, Modality, Tense},
            event::{Doubt, Event},
            tree::Rel,
        },
    },
    model::Kind,
};

impl Finder<'_> {
    /// What speaks against the event of a clause, besides what governs it.
    pub(super) fn doubt_of_clause(
        &self,
        clause: &Clause,
        told: &Told,
        event: &Event,
    ) -> Option<Doubt> {
        // Who is flown somewhere visits nobody.
        let is_brought =
            clause.passive && self.lexicon.triggers.is_in("motion", self.base(told.head));
        if event.kind == Kind::Consult && is_brought {
            return Some(Doubt::NoKind);
        }
        // `what he called a grave error`
        let names = |it: usize| {
            let node = self.reading.nodes[it];
            node.rel == Rel::Xcomp && !node.tag.is_verb()
        };
        if event.kind == Kind::Request
            && self.lexicon.triggers.is_in("calling", self.base(told.head))
            && self.reading.branches.children(told.head).any(names)
        {
            return Some(Doubt::NoKind);
        }
        // A firm or a team that attacks does so in words or in a game.
        let doer = clause.subject.filter(|_| !clause.passive);
        let fights = matches!(event.kind, Kind::Assault | Kind::Mobilize);
        if fights && doer.is_some_and(|it| self.lexicon.triggers.is_in("rival", self.base(it))) {
            return Some(Doubt::NoKind);
        }
        // `refugees crossed into Chad`, `the questions surrounding it`
        let is = |set| self.lexicon.triggers.is_in(set, self.base(told.head));
        let needs_arms = event.kind == Kind::Assault && is("entering")
            || event.kind == Kind::Coerce && is("encircling");
        let who = clause.doer();
        if needs_arms && !who.is_some_and(|it| self.is_armed(it)) {
            return Some(Doubt::NoKind);
        }
        // `troops backed by tanks`: who backs them is told of them, and is no news.
        let describes = clause.form == Form::Participle
            && clause.link == Link::Adnominal
            && event.kind == Kind::Support;
        // `which backs Denmark` tells how things are.
        let lasts = clause.form == Form::Finite
            && clause.tense == Tense::Present
            && clause.modality == Modality::None
            && !clause.perfect
            && !clause.progressive
            && (clause.link == Link::Relative || self.is_habit(clause));
        // Whoever is ready to act has not agreed to.
        let is_ready = told.is_adjective && told.rule == PROMISE;
        let is_thought = (describes || lasts) && !event.signs.has_time || is_ready;
        is_thought.then_some(Doubt::Thought)
    }

    /// `The airline offers flights`: what somebody does every day. A title tells news so.
    fn is_habit(&self, clause: &Clause) -> bool {
        let sentence = &self.reading.sentences[clause.sentence];
        let is_title = clause.sentence == 0 && self.reading.word(sentence.end - 1) != ".";
        !is_title && self.lexicon.triggers.is_in("habit", self.base(clause.predicate))
    }

    /// `the attack` was told before, unless its own words say when; `any attack` is none.
    pub(super) fn doubt_of_noun(&self, noun: usize) -> Option<Doubt> {
        let any = |child: usize| {
            self.reading.nodes[child].rel == Rel::Det
                && self.lexicon.class(self.reading.tokens[child].word).has(Class::ANY)
        };
        if self.reading.branches.children(noun).any(any) {
            return Some(Doubt::Hypothetical);
        }
        let told_before = self.first_told.get(&self.base(noun)).is_some_and(|&first| first < noun);
        (self.is_definite(noun) && told_before && !self.has_time(noun)).then_some(Doubt::Again)
    }
}
