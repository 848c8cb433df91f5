//! Whether what a clause tells happened: what governs it, and what its own verb says.
//!
//! The table `governors` says what a verb, noun or conjunction makes of the clause below it: it
//! happened, it is said, it is to come, it is asked for, it is only thought of, or it is denied.

use crate::extract::{
    Lexicon, Reading,
    lexicon::{Word, governors::Effect},
    reading::{
        clause::{Clause, Form, Link, Modality, Tense},
        event::Doubt,
        tree::{Penn, Rel},
    },
};

/// How far what a clause tells is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Why it did not happen.
    pub doubt: Option<Doubt>,
    /// It is to come.
    pub planned: bool,
    /// Somebody says so.
    pub said: bool,
    /// The text does not vouch for it.
    pub hedged: bool,
}

impl Standing {
    /// With what one more governor makes of it.
    #[must_use]
    pub fn after(self, effect: Effect) -> Self {
        let doubt = match effect {
            Effect::Denied => Some(Doubt::Denied),
            Effect::Asked => Some(Doubt::Asked),
            Effect::Thought => Some(Doubt::Thought),
            Effect::Hypothetical => Some(Doubt::Hypothetical),
            _ => None,
        };
        Self {
            doubt: self.doubt.or(doubt),
            planned: self.planned || matches!(effect, Effect::Planned | Effect::Promised),
            said: self.said || matches!(effect, Effect::Said | Effect::Alleged),
            hedged: self.hedged || effect == Effect::Alleged,
        }
    }
}

/// The standing of each clause: what the clauses above it make of it (the first), and with its own
/// verb (the second). O(clauses).
#[must_use]
pub fn of_clauses(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Standing> {
    let judge = Judge { reading, lexicon };
    let clauses = &reading.clauses;
    let mut above: Vec<Option<Standing>> = vec![None; clauses.len()];
    let mut open = Vec::new();
    for number in 0..clauses.len() {
        let mut at = number;
        while above[at].is_none() {
            open.push(at);
            match clauses[at].governor {
                Some(governor) => at = governor,
                None => break,
            }
        }
        while let Some(at) = open.pop() {
            let standing = match clauses[at].governor {
                None => Standing::default(),
                Some(governor) => judge.below(at, governor, above[governor].unwrap_or_default()),
            };
            above[at] = Some(standing);
        }
    }
    (0..clauses.len()).map(|at| judge.own(at, above[at].unwrap_or_default())).collect()
}

struct Judge<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
}

impl Judge<'_> {
    fn base(&self, at: usize) -> Word {
        self.lexicon.lemma(self.reading.tokens[at].word)
    }

    fn effect(&self, at: usize) -> Option<Effect> {
        self.lexicon.governors.predicate(self.base(at))
    }

    /// What a clause inherits from its governor, of which `above` is what that inherits itself.
    fn below(&self, number: usize, governor: usize, above: Standing) -> Standing {
        let clause = &self.reading.clauses[number];
        let over = &self.reading.clauses[governor];
        let mark = clause.mark.map(|mark| self.reading.tokens[mark].word);
        let marked = mark.and_then(|mark| self.lexicon.governors.mark(mark));
        match clause.link {
            Link::Conjunct | Link::Root => above,
            Link::Complement | Link::Open | Link::Nominal => {
                let governed = self.own_of(governor, above);
                let effect = self.effect_on(clause, over);
                // `a motion allowing troops to be sent`: they may be, and need not have been.
                let effect = if effect == Effect::Done && self.is_of_paper(over) {
                    Effect::Thought
                } else {
                    effect
                };
                // `did not say that`: whether it is so, nobody tells; `did not deny` likewise.
                let standing = if over.negated {
                    Standing { doubt: above.doubt.or(Some(Doubt::Denied)), ..governed }
                } else {
                    governed
                };
                // Who must, may or will say something has not said it yet.
                standing.after(effect)
            }
            Link::Beside => {
                // What the clause beside reports is that which governs in the tree.
                let standing = Standing { said: above.said, ..above };
                match self.effect(clause.predicate) {
                    Some(Effect::Said | Effect::Alleged) => Standing::default(),
                    _ => standing,
                }
            }
            Link::Adverbial => self.adverbial(clause, governor, above, marked),
            Link::Relative => Standing { doubt: None, planned: false, ..above },
            Link::Adnominal => {
                let noun = clause.noun.and_then(|noun| self.effect(noun));
                match (clause.form, noun) {
                    (_, Some(effect)) => above.after(effect),
                    (Form::Infinitive, None) => above.after(Effect::Thought),
                    (Form::Gerund, None) if clause.mark.is_some() => above.after(Effect::Thought),
                    _ => Standing { doubt: None, planned: false, ..above },
                }
            }
        }
    }

    fn adverbial(
        &self,
        clause: &Clause,
        governor: usize,
        above: Standing,
        marked: Option<Effect>,
    ) -> Standing {
        let over = &self.reading.clauses[governor];
        // `when the ministers meet`: the present of such a clause is still to come.
        let is_open = clause.form == Form::Finite
            && clause.tense == Tense::Present
            && !clause.perfect
            && !clause.progressive
            && self.is_temporal(clause);
        if is_open {
            return above.after(Effect::Hypothetical);
        }
        // `after meeting the king` happened; `for pressing charges`, `when fighting` need not have.
        if clause.form == Form::Gerund && clause.mark.is_some() && marked != Some(Effect::Denied) {
            let mark = clause.mark.map(|mark| self.reading.tokens[mark].word);
            let done = mark.is_some_and(|mark| self.lexicon.governors.is_done_after(mark));
            let effect = if done { Effect::Done } else { Effect::Thought };
            return Standing { doubt: None, planned: false, ..above }.after(effect);
        }
        // `until they handed it over`: what is past has happened.
        let is_over = clause.tense == Tense::Past && self.is_temporal(clause);
        if let Some(effect) = marked {
            let effect = if is_over { Effect::Done } else { effect };
            return Standing { doubt: None, planned: false, ..above }.after(effect);
        }
        match (clause.form, self.effect(over.predicate)) {
            (Form::Infinitive, Some(_)) => {
                self.own_of(governor, above).after(self.effect_on(clause, over))
            }
            (Form::Infinitive, None) => above.after(Effect::Thought),
            _ => Standing { doubt: None, ..above },
        }
    }

    /// Whether a clause tells when.
    fn is_temporal(&self, clause: &Clause) -> bool {
        clause
            .mark
            .is_some_and(|mark| self.lexicon.governors.is_temporal(self.reading.tokens[mark].word))
    }

    /// What the verb above makes of its complement.
    fn effect_on(&self, clause: &Clause, over: &Clause) -> Effect {
        let effect = self.effect(over.predicate);
        let has_time = clause.perfect;
        match (clause.form, effect) {
            // `is to meet`
            (Form::Infinitive, _) if self.is_be(over.predicate) => Effect::Planned,
            // `is said to have met`, `appears to support`
            (Form::Infinitive, Some(Effect::Said)) if over.passive => Effect::Alleged,
            (Form::Infinitive, Some(Effect::Planned | Effect::Promised)) if has_time => {
                Effect::Alleged
            }
            (Form::Infinitive, Some(Effect::Said)) => Effect::Thought,
            (_, Some(effect)) => effect,
            (Form::Finite, None) => Effect::Said,
            (Form::Gerund, None) => Effect::Done,
            (_, None) => Effect::Thought,
        }
    }

    /// Whether a clause says what a law, an agreement or a plan does: `a bill allowing …`, `the
    /// decree allows …`.
    fn is_of_paper(&self, clause: &Clause) -> bool {
        let present = clause.tense == Tense::Present && !clause.perfect && !clause.passive;
        let noun = clause.noun.filter(|_| clause.form == Form::Gerund);
        let noun = noun.or(clause.subject.filter(|_| present));
        noun.map(|noun| self.base(noun)).is_some_and(|noun| {
            let triggers = &self.lexicon.triggers;
            ["measure", "agreement", "plea", "rule"].iter().any(|set| triggers.is_in(set, noun))
        })
    }

    fn is_be(&self, at: usize) -> bool {
        self.base(at) == self.lexicon.word("be")
    }

    fn own_of(&self, number: usize, above: Standing) -> Standing {
        match self.reading.clauses.get(number) {
            Some(clause) => Self::of_modality(clause, above),
            None => above,
        }
    }

    fn of_modality(clause: &Clause, above: Standing) -> Standing {
        match clause.modality {
            Modality::None => above,
            Modality::Will => above.after(Effect::Planned),
            Modality::Would if above.said && !clause.perfect => above.after(Effect::Planned),
            Modality::Must => above.after(Effect::Asked),
            Modality::Would | Modality::May => above.after(Effect::Hypothetical),
        }
    }

    /// Whether a clause below says on what condition it holds: `if`, `unless`, and not `until`.
    fn is_conditioned(&self, number: usize) -> bool {
        /// So many clauses before and behind are looked at.
        const NEAR: usize = 4;
        let clauses = &self.reading.clauses;
        let near = number.saturating_sub(NEAR)..clauses.len().min(number + NEAR);
        near.map(|at| &clauses[at]).any(|below| {
            let mark = below.mark.map(|mark| self.reading.tokens[mark].word);
            below.governor == Some(number)
                && below.link == Link::Adverbial
                && !self.is_temporal(below)
                && mark.and_then(|mark| self.lexicon.governors.mark(mark))
                    == Some(Effect::Hypothetical)
        })
    }

    /// What the verb of a clause itself adds.
    fn own(&self, number: usize, above: Standing) -> Standing {
        let clause = &self.reading.clauses[number];
        let mut standing = Self::of_modality(clause, above);
        // `If India attacked, China would respond`: the parser may take the condition for the main
        // clause.
        let mark = clause.mark.map(|mark| self.reading.tokens[mark].word);
        let marked = mark.and_then(|mark| self.lexicon.governors.mark(mark));
        let stands_above = matches!(clause.link, Link::Root | Link::Conjunct | Link::Beside);
        if stands_above && marked == Some(Effect::Hypothetical) {
            standing = standing.after(Effect::Hypothetical);
        }
        // `If the talks resume, Kenya will send observers`
        if clause.modality == Modality::Will && self.is_conditioned(number) {
            standing = standing.after(Effect::Hypothetical);
        }
        if clause.negated {
            standing.doubt = standing.doubt.or(Some(Doubt::Denied));
        }
        for child in self.reading.branches.children(clause.predicate) {
            if self.reading.nodes[child].rel != Rel::Advmod {
                continue;
            }
            if let Some(effect) = self.lexicon.governors.adverb(self.reading.tokens[child].word) {
                standing = standing.after(effect);
            }
        }
        // A question or an order tells nothing.
        let last = &self.reading.sentences[clause.sentence];
        let asks = self.reading.word(last.end - 1) == "?";
        let orders = clause.link == Link::Root
            && clause.subject.is_none()
            && clause.tense == Tense::None
            && self.reading.nodes[clause.predicate].tag == Penn::Vb;
        if asks || orders {
            standing.doubt = standing.doubt.or(Some(Doubt::Hypothetical));
        }
        standing
    }
}
