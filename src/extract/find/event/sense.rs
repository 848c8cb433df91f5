//! What a predicate tells, with what it governs: the patterns of the table `triggers` on the words of
//! its clause.

use std::ops::Range;

use super::{Finder, NOUN, PROMISE, VERB};
use crate::{
    extract::{
        lexicon::{
            Class, Word,
            governors::Effect,
            triggers::{Form, Seen, Sense, Triggers},
        },
        reading::{
            clause::{Clause, Form as ClauseForm, Link, Modality},
            tree::{Penn, Rel},
        },
    },
    model::Kind,
};

/// How many tokens behind a trigger its pattern may take.
const WINDOW: usize = 16;
/// How many verbs pass on what they govern: `agreed to begin to withdraw`.
const DEEPEST: u8 = 3;

/// What a clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) kind: Kind,
    /// The kind of the patterns, if the words around have told another.
    pub(super) coded: Option<Kind>,
    /// The verb or noun that tells it.
    pub(super) head: usize,
    /// The noun of action that says the same: `held *talks*`.
    pub(super) noun: Option<usize>,
    pub(super) rule: &'static str,
    /// It is still to come.
    pub(super) planned: bool,
    /// The subject does it, though the verb has the form of a passive: `is opposed to`.
    pub(super) is_adjective: bool,
}

impl Told {
    pub(super) fn new(kind: Kind, head: usize, rule: &'static str) -> Self {
        Self { kind, coded: None, head, noun: None, rule, planned: false, is_adjective: false }
    }
}

/// What the complement, object or subject of a verb tells.
#[derive(Clone, Copy, Debug)]
enum Governed {
    /// A clause below tells it itself.
    Clause(Kind),
    Noun(Told),
}

impl Governed {
    fn kind(self) -> Kind {
        match self {
            Self::Clause(kind) => kind,
            Self::Noun(told) => told.kind,
        }
    }
}

impl Finder<'_> {
    pub(super) fn base(&self, at: usize) -> Word {
        let token = &self.reading.tokens[at];
        let word = self.lexicon.lemma(token.word);
        // A noun that only looks like the form of a verb stands as it is: `the left`.
        let is_plain =
            self.reading.nodes[at].tag == Penn::Nn && self.lexicon.class(word).has(Class::VERB);
        let class = self.lexicon.class(token.word);
        if is_plain && !class.has(Class::PLURAL.or(Class::PRESENT)) { token.word } else { word }
    }

    /// The tokens of a run as patterns see them: times, signs and adverbs are light, and the words of
    /// clauses that hang from the one with this number are left out.
    fn see(&self, number: usize, run: Range<usize>, seen: &mut Vec<Seen>) {
        let times = &self.reading.times;
        let of = self.lexicon.word("of");
        let mut next = times.partition_point(|time| time.run.end <= run.start);
        for at in run {
            while times.get(next).is_some_and(|time| time.run.end <= at) {
                next += 1;
            }
            if !self.is_within(number, at) {
                continue;
            }
            let tag = self.reading.nodes[at].tag;
            let governs = usize::from(matches!(tag, Penn::In));
            let timely = times.get(next).is_some_and(|time| time.run.start <= at + governs);
            // The `to` of `according to` is none of `told them to`.
            let is_fixed = self.reading.nodes[at].rel == Rel::Fixed;
            seen.push(Seen {
                base: if timely || is_fixed { Word::UNKNOWN } else { self.base(at) },
                light: timely || tag == Penn::Rb || tag.is_punctuation(),
                name: !timely && matches!(tag, Penn::Nnp | Penn::Nnps),
                governs: self.reading.nodes[at].rel == Rel::Case
                    && tag == Penn::In
                    && self.reading.tokens[at].word != of,
                parted: self.is_parted(at),
            });
        }
    }

    /// Whether a token may be the particle of a verb that stands further in front.
    fn is_parted(&self, at: usize) -> bool {
        let tag = |at: usize| self.reading.nodes.get(at).map(|node| node.tag);
        match tag(at) {
            Some(Penn::Rp | Penn::Rb) => true,
            // `flown in on Sunday`
            Some(Penn::In) => tag(at + 1) == Some(Penn::In),
            // `sent them home`
            _ => self.lexicon.class(self.reading.tokens[at].word).has(Class::ADVERB),
        }
    }

    /// Whether a token belongs to a clause or to an open complement of it.
    fn is_within(&self, number: usize, at: usize) -> bool {
        let clauses = &self.reading.clauses;
        let mut clause = self.reading.clause_of(at);
        // `that` belongs to the word that it hangs from as well: `regretted that`, `a proposal that`.
        let opened = clause.filter(|&it| {
            clauses[it].mark == Some(at)
                && matches!(clauses[it].link, Link::Complement | Link::Adnominal)
        });
        if opened.is_some_and(|it| clauses[it].governor == Some(number)) {
            return true;
        }
        for _ in 0..=DEEPEST {
            match clause {
                Some(it) if it == number => return true,
                Some(it) => {
                    let below = &clauses[it];
                    let is_verb = self.reading.nodes[below.predicate].tag.is_verb();
                    let object = below.governor.and_then(|above| clauses[above].object);
                    let stays = match below.link {
                        Link::Open | Link::Nominal => true,
                        Link::Adverbial => below.predicate < at + WINDOW,
                        // `held them responsible`
                        Link::Complement => {
                            !is_verb && below.mark.is_none() || below.form == ClauseForm::Infinitive
                        }
                        // `ordered the office to close`
                        Link::Adnominal => {
                            below.form == ClauseForm::Infinitive
                                && object.is_some()
                                && object == below.noun
                        }
                        _ => false,
                    };
                    clause = below.governor.filter(|_| stays);
                }
                None => return false,
            }
        }
        false
    }

    /// What the patterns say of the predicate of a clause, and whether they take it for an adjective.
    pub(super) fn sense(&self, number: usize) -> Option<(Sense, bool)> {
        let clause = &self.reading.clauses[number];
        let at = clause.predicate;
        let is_verb = self.reading.nodes[at].tag.is_verb();
        let word = self.reading.tokens[at].word;
        let end = self.reading.branches.span(at).end.min(at + 1 + WINDOW);
        let mut behind = Vec::with_capacity(WINDOW);
        self.see(number, at + 1..end, &mut behind);
        // `was prepared to`, `is opposed to`: what looks like a passive is an adjective.
        let stative = clause.passive && clause.agent.is_none() && clause.form == ClauseForm::Finite;
        // `is in custody`: a noun tells how somebody is only behind a preposition.
        let is_noun = self.reading.nodes[at].tag.is_noun();
        let tells_how = stative || !is_verb && (!is_noun || self.case(at).is_some());
        if tells_how
            && let Some(patterns) = self.lexicon.triggers.beginning(Form::Adjective, word)
            && let Some((sense, ..)) = self.lexicon.triggers.find(patterns, &behind)
        {
            return Some((sense, true));
        }
        let patterns = self.lexicon.triggers.beginning(Form::Verb, self.base(at))?;
        // What is acted on stands before a passive, and before a relative clause; a particle stands
        // behind the verb all the same: `were handed over`.
        let before = match (clause.passive, clause.object) {
            (true, _) => clause.subject,
            (false, Some(object)) if object < at => Some(object),
            _ => None,
        };
        let mut seen = Vec::with_capacity(2 * WINDOW);
        if let Some(noun) = before {
            let span = self.reading.branches.span(noun);
            let start = span.start.max(noun.saturating_sub(WINDOW));
            let of = self.reading.clause_of(noun).unwrap_or(number);
            self.see(of, start..span.end.min(noun + WINDOW), &mut seen);
            for word in &mut seen {
                word.light = true;
            }
        }
        let triggers = &self.lexicon.triggers;
        // `drove them back`, `were flown in`: the particle belongs to the verb, wherever it stands.
        let parted =
            behind.iter().position(|it| it.parted && Triggers::goes_on_with(patterns, it.base));
        let joined = parted.map(|at| {
            let others = behind[..at].iter().chain(&behind[at + 1..]);
            let seen: Vec<Seen> = [behind[at]].iter().chain(&seen).chain(others).copied().collect();
            triggers.find(patterns, &seen)
        });
        seen.extend(behind);
        let apart = triggers.find(patterns, &seen);
        let length = |found: Option<(Sense, usize, usize)>| found.map(|it| it.2);
        let joined = joined.flatten().filter(|it| length(apart).is_none_or(|apart| it.2 > apart));
        Some((joined.or(apart)?.0, false))
    }

    /// What the patterns say that a clause tells, with the clauses and nouns that it governs.
    pub(super) fn by_patterns(&self, number: usize) -> Option<Told> {
        self.told_to(number, DEEPEST)
    }

    fn told_to(&self, number: usize, depth: u8) -> Option<Told> {
        let clause = &self.reading.clauses[number];
        if self.is_attribute(clause.predicate) {
            return None;
        }
        if self.brings_aid(clause) {
            return Some(Told::new(Kind::Aid, clause.predicate, VERB));
        }
        let Some((sense, is_adjective)) = self.sense(number) else {
            return self.told_by_parties(clause);
        };
        let head = clause.predicate;
        let governed = if depth == 0 { None } else { self.governed(number, depth - 1) };
        let told = |kind, rule| {
            let noun = match governed {
                Some(Governed::Noun(it)) if it.kind == kind => Some(it.head),
                _ => None,
            };
            Some(Told { noun, is_adjective, ..Told::new(kind, head, rule) })
        };
        match (sense, governed) {
            // `is due in Vienna`; `were set free` is over.
            (Sense::Kind(kind), _) if is_adjective => {
                let effect = self.lexicon.governors.predicate(self.base(head));
                let is_verb = self.reading.nodes[head].tag.is_verb();
                let is_expected = self.base(head) == self.lexicon.word("expect");
                let planned = effect == Some(Effect::Planned) && (!is_verb || is_expected);
                told(kind, VERB).map(|told| Told { planned, ..told })
            }
            // `was held at the fort` tells of a person what it tells of no meeting.
            (Sense::Kind(Kind::Coerce), _) if self.holds_no_person(clause) => None,
            (Sense::Kind(Kind::Mobilize), _) if self.moves_unarmed(clause) => None,
            (Sense::Kind(kind), _) => told(kind, VERB),
            (Sense::Intend, Some(it)) if is_harm(it.kind()) => {
                told(Kind::Threaten, "harm announced")
            }
            (Sense::Intend, _) => told(Kind::Agree, PROMISE),
            (Sense::Refuse, _) => told(Kind::Reject, "refusal"),
            // `wants to meet`: nothing is asked of anybody.
            (Sense::Ask, Some(Governed::Clause(_))) if self.only_wants(clause) => None,
            (Sense::Ask, _) if self.only_wonders(number) => None,
            (Sense::Ask, None) if self.calls_on(number) => told(Kind::Consult, VERB),
            (Sense::Ask, _) => told(Kind::Request, "request"),
            (Sense::Threaten, _) if self.only_warns(number) => None,
            (Sense::Threaten, _) => told(Kind::Threaten, "threat"),
            (Sense::Do, Some(Governed::Noun(it))) => Some(it),
            (Sense::Expect, Some(Governed::Noun(it))) => Some(Told { planned: true, ..it }),
            // `the summit ended late on Monday`
            (Sense::Stop, Some(Governed::Noun(it)))
                if it.kind == Kind::Consult
                    && clause.subject == Some(it.head)
                    && self.lexicon.triggers.is_in("concluding", self.base(head)) =>
            {
                Some(it)
            }
            (Sense::Stop, Some(it)) => told(stopped(it.kind())?, "end of"),
            _ => self.told_by_parties(clause),
        }
    }

    /// What a clause tells by who goes or suffers, where no pattern says it.
    fn told_by_parties(&self, clause: &Clause) -> Option<Told> {
        self.suffered(clause).or_else(|| self.moved(clause))
    }

    /// `warned that time was running out`: a threat is what the one who warns will
    /// do, or what will befall the one who is warned.
    fn only_warns(&self, number: usize) -> bool {
        let warned = self.reading.clauses[number].object.is_some();
        let near = self.reading.clauses[number + 1..].iter().take(WINDOW);
        let mut below =
            near.filter(|it| it.governor == Some(number) && it.link == Link::Complement);
        below.next().is_some_and(|said| {
            let own = said.subject.is_some_and(|it| self.reading.nodes[it].tag == Penn::Prp);
            let is_ahead = matches!(said.modality, Modality::Will | Modality::Would);
            !(is_ahead && (own || warned))
        })
    }

    /// `called on the general on Friday`: whoever asks nothing of a person visits them.
    fn calls_on(&self, number: usize) -> bool {
        let clause = &self.reading.clauses[number];
        let mut concerned = self.obliques(clause.predicate).filter(|it| !self.is_time(it.0));
        let mut below = self.reading.clauses[number + 1..].iter().take(WINDOW);
        self.lexicon.triggers.is_in("calling", self.base(clause.predicate))
            && clause.object.is_none()
            && !clause.passive
            && concerned.next().is_some_and(|it| self.is_dignitary(it.0))
            && concerned.next().is_none()
            && !below.any(|it| it.governor == Some(number) && it.form == ClauseForm::Infinitive)
    }

    /// `asked why he was silent`: an answer is asked for, and no act.
    fn only_wonders(&self, number: usize) -> bool {
        let Some(below) = self.complement_of(number) else { return false };
        let clause = &self.reading.clauses[below];
        let mut children = self.reading.branches.children(clause.predicate).take(WINDOW);
        let opens = |at: usize| matches!(self.reading.nodes[at].tag, Penn::Wrb | Penn::Wp);
        let mark = clause.mark.map(|mark| self.reading.tokens[mark].word);
        let asks = mark.and_then(|mark| self.lexicon.governors.mark(mark));
        clause.form == ClauseForm::Finite
            && (asks == Some(Effect::Hypothetical) || children.any(opens))
    }

    fn only_wants(&self, clause: &Clause) -> bool {
        clause.object.is_none()
            && self.lexicon.governors.predicate(self.base(clause.predicate))
                == Some(Effect::Thought)
    }

    /// The clause that is the complement of a clause.
    pub(super) fn complement_of(&self, number: usize) -> Option<usize> {
        let near = self.reading.clauses[number + 1..].iter().take(WINDOW);
        // `vowed on Monday to march`: what hangs loosely from a promise is promised all the same.
        let effect =
            self.lexicon.governors.predicate(self.base(self.reading.clauses[number].predicate));
        let promises = matches!(effect, Some(Effect::Promised | Effect::Planned));
        let below = near.zip(number + 1..).find(|(it, _)| {
            it.governor == Some(number)
                && (matches!(it.link, Link::Open | Link::Complement | Link::Nominal)
                    || promises && it.link == Link::Adverbial && it.form == ClauseForm::Infinitive)
        });
        below.map(|(_, number)| number)
    }

    /// What the complement or the object of a clause tells; of a passive, or of a verb without an
    /// object, the subject: `talks were held`, `the talks began`.
    fn governed(&self, number: usize, depth: u8) -> Option<Governed> {
        let clause = &self.reading.clauses[number];
        if let Some(below) = self.complement_of(number) {
            return self.told_to(below, depth).map(|it| Governed::Clause(it.kind));
        }
        let object = clause.patient();
        let intransitive = clause.object.is_none() && !clause.passive;
        let subject = clause.subject.filter(|_| intransitive);
        let noun = object.or(subject).filter(|&noun| !self.is_time(noun))?;
        self.noun_told(noun).map(Governed::Noun)
    }

    /// What a noun of action tells, with the words behind it.
    pub(super) fn noun_told(&self, at: usize) -> Option<Told> {
        let kind = self.noun_kind(at).or_else(|| {
            // `a round of talks`, `a series of attacks`
            let of = self.reading.branches.children(at).find(|&child| {
                self.reading.nodes[child].rel == Rel::Nmod
                    && self.lexicon.triggers.is_in("series", self.base(at))
            })?;
            self.noun_kind(of)
        })?;
        Some(Told { noun: Some(at), ..Told::new(kind, at, NOUN) })
    }

    /// The kind of the act that a noun names.
    pub(super) fn noun_kind(&self, at: usize) -> Option<Kind> {
        let tag = self.reading.nodes[at].tag;
        if !tag.is_noun() && tag != Penn::Vbg || self.is_time(at) {
            return None;
        }
        // `peace talks`, `air strike`: the words before count as well.
        let patterns = self.lexicon.triggers.beginning(Form::Noun, self.base(at));
        let before = at.checked_sub(1).filter(|&it| {
            self.reading.nodes[it].head as usize == at
                && matches!(self.reading.nodes[it].rel, Rel::Compound | Rel::Amod)
        });
        let of_before = before.and_then(|it| {
            self.lexicon.triggers.beginning(Form::Noun, self.base(it)).zip(Some(it))
        });
        let find = |at: usize, patterns, needs: usize| {
            let end = self.reading.branches.span(at).end.max(at + 1 + needs).min(at + 1 + WINDOW);
            let mut seen = Vec::with_capacity(WINDOW);
            let number = self.reading.clause_of(at).unwrap_or(usize::MAX);
            self.see(number, at + 1..end.min(self.reading.tokens.len()), &mut seen);
            self.lexicon.triggers.find(patterns, &seen).filter(|it| it.1 >= needs)
        };
        let (sense, ..) = of_before
            .and_then(|(patterns, it)| find(it, patterns, 1))
            .or_else(|| find(at, patterns?, 0))?;
        // `a press release` is told by a longer pattern, and tells of nothing.
        match sense {
            Sense::Kind(kind) => Some(kind),
            _ => None,
        }
    }
}

/// Whether an act of the kind is meant to hurt.
pub(super) fn is_harm(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Accuse
            | Kind::Reject
            | Kind::Threaten
            | Kind::Protest
            | Kind::Sanction
            | Kind::Mobilize
            | Kind::Coerce
            | Kind::Assault
    )
}

/// What it means to make an end of such an act.
fn stopped(kind: Kind) -> Option<Kind> {
    Some(match kind {
        Kind::Consult | Kind::Aid | Kind::Cooperate | Kind::Support => Kind::Sanction,
        // `the truce ended`
        Kind::Agree | Kind::Retreat => Kind::Reject,
        Kind::Coerce | Kind::Sanction | Kind::Protest | Kind::Threaten | Kind::Accuse => {
            Kind::Concede
        }
        Kind::Assault | Kind::Mobilize => Kind::Retreat,
        _ => return None,
    })
}
