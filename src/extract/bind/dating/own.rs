//! The date that an event has by its own words, or by those of a clause that it goes on with.

use super::{
    Dated, Dater, Story, Told,
    anchor::{Anchor, Rank},
    context::not_before,
};
use crate::{
    extract::{
        find::event::WILL_NOT,
        lexicon::{
            cues::Takes,
            governors::Effect,
            time::{Cue, Term},
        },
        reading::{
            clause::{self, Clause, Form, Link, Modality},
            event::Event,
            time::value::{Edge, Limit},
            tree::{Penn, Rel},
        },
    },
    model::{Basis, Status, When},
};

/// The rule of what happened together with what a clause below tells.
pub const BELOW: &str = "date of the clause below";

/// The rule of what happened together with what a clause above tells.
const ABOVE: &str = "date of the clause above";

/// So many clauses upwards, or along joined ones, a date is looked for.
pub const LEVELS: usize = 4;

impl Dater<'_> {
    /// What the words around an event tell of its date.
    pub(super) fn told(&self, event: &Event, story: &Story) -> Told {
        match self.told_by_words(event) {
            Told::Date(dated) if dated.rule == ABOVE && self.is_sequel(event) => {
                Told::Date(self.since(event, dated))
            }
            Told::Date(dated) => Told::Date(self.bounded(dated, story)),
            other => other,
        }
    }

    /// `signed it in 2011, but it was later rejected`: then or at any time since.
    fn since(&self, event: &Event, dated: Dated) -> Dated {
        let first = dated.when.earliest_start();
        let now = self.reading.now_at(event.head);
        let now = now.filter(|&now| first < now.plus_days(-super::story::NEWS));
        now.and_then(|now| not_before(first, now, dated.extent)).unwrap_or(dated)
    }

    fn told_by_words(&self, event: &Event) -> Told {
        let own = self.anchors.at(event.head);
        let found = self.best(event, own, "date of the event itself", Basis::Stated);
        if !matches!(found, Told::Nothing) {
            return found;
        }
        // `the first flight was in 1994`
        let head = self.reading.nodes[event.head].head as usize;
        let is_time = |anchor: &&Anchor| self.reading.times[anchor.time].whole.contains(&head);
        if let Some(&anchor) = self.anchors.at(head).iter().find(is_time) {
            return self.best(event, &[anchor], "date of the event itself", Basis::Stated);
        }
        let Some(mut number) = self.clause_of(event) else { return Told::Nothing };
        if self.stands_apart(event, number) {
            return Told::Nothing;
        }
        let found = self.of_clause(event, number, "date in the clause", Basis::Stated);
        if !matches!(found, Told::Nothing) {
            return found;
        }
        let found = self.below(event, number, 0);
        if !matches!(found, Told::Nothing) {
            return found;
        }
        for _ in 0..LEVELS {
            let clause = &self.reading.clauses[number];
            let Some(governor) = clause.governor.filter(|_| self.goes_with(event, clause)) else {
                break;
            };
            let joins = clause.link == Link::Conjunct && self.has_conjunction(clause);
            let over = &self.reading.clauses[governor];
            if !joins && matches!(over.link, Link::Relative | Link::Adnominal) {
                break;
            }
            number = governor;
            let found = self.of_clause(event, number, ABOVE, Basis::Inferred);
            if !matches!(found, Told::Nothing) {
                return found;
            }
            // `In a letter sent on Sunday he blamed Oman and demanded an inquiry.`
            let found = if joins { self.of_joined(event, number) } else { Told::Nothing };
            if !matches!(found, Told::Nothing) {
                return found;
            }
        }
        self.up_to_above(event)
    }

    /// `broke down in May after they turned it down`: then, or before that day.
    fn up_to_above(&self, event: &Event) -> Told {
        let Some(clause) = self.clause_of(event).map(|it| &self.reading.clauses[it]) else {
            return Told::Nothing;
        };
        let after = clause.link == Link::Adverbial
            && clause.mark.is_some_and(|mark| self.term(mark) == Term::After);
        let Some(above) = clause.governor.filter(|_| after && event.status != Status::Planned)
        else {
            return Told::Nothing;
        };
        match self.of_clause(event, above, ABOVE, Basis::Inferred) {
            Told::Date(dated) => {
                let day = super::single_day(&dated.when).and_then(super::up_to);
                let when = day.unwrap_or_else(|| dated.when.clone());
                Told::Date(Dated { when, basis: Basis::Inferred, ..dated })
            }
            other => other,
        }
    }

    /// The clause that tells when an event happened: its own, but of `said he would not come` that of
    /// the saying.
    pub(super) fn clause_of(&self, event: &Event) -> Option<usize> {
        let own = event.clause?;
        let clause = &self.reading.clauses[own];
        let said = clause.governor.filter(|_| clause.link == Link::Complement);
        Some(said.filter(|_| event.rule == WILL_NOT).unwrap_or(own))
    }

    /// Whether an event that a noun tells is another one than that of the verb around it: `condemned
    /// the attack`.
    fn stands_apart(&self, event: &Event, number: usize) -> bool {
        let clause = &self.reading.clauses[number];
        event.head != clause.predicate && event.signs.is_noun && self.reports(clause.predicate)
    }

    /// Whether a verb reports what is said.
    pub(super) fn reports(&self, at: usize) -> bool {
        let base = self.lexicon.lemma(self.reading.tokens[at].word);
        self.lexicon.triggers.reports(base) || self.effect(at) == Some(Effect::Said)
    }

    /// What a verb makes of the clause below it.
    fn effect(&self, at: usize) -> Option<Effect> {
        self.lexicon.governors.predicate(self.lexicon.lemma(self.reading.tokens[at].word))
    }

    /// The date of a clause, for an event in it or below it.
    fn of_clause(&self, event: &Event, number: usize, rule: &'static str, basis: Basis) -> Told {
        match self.best(event, self.anchors.in_clause(number), rule, basis) {
            Told::Nothing => self.before_when(event, number),
            told => told,
        }
    }

    /// `broke out on 5 May, when rebels stormed the town`: the date before `when` is that of the
    /// clause which this word opens.
    fn before_when(&self, event: &Event, number: usize) -> Told {
        let reading = self.reading;
        let clause = &reading.clauses[number];
        let before = reading.branches.children_before(clause.predicate, clause.predicate);
        let opener = before.take(super::MOST).find(|&at| reading.nodes[at].tag == Penn::Wrb);
        let Some(end) = opener.filter(|&at| self.cue(at, Cue::Together)) else {
            return Told::Nothing;
        };
        let behind = reading.times.partition_point(|time| time.run.end <= end);
        let Some(time) = behind.checked_sub(1).map(|last| &reading.times[last]) else {
            return Told::Nothing;
        };
        let is_comma = |at: usize| reading.nodes[at].tag == Penn::Comma;
        let touches = time.run.end == end || time.run.end + 1 == end && is_comma(end - 1);
        let Some(mut dated) =
            super::stated(time, "date before when", Basis::Stated).filter(|_| touches)
        else {
            return Told::Nothing;
        };
        // `until 5 May, when it fell`
        if time.limit.is_some() {
            let edtf = dated.when.edtf();
            let limit = edtf.trim_start_matches("../").trim_end_matches("/..");
            let Ok(when) = When::parse(limit) else { return Told::Nothing };
            dated.when = when;
        }
        if self.agrees(event, &dated.when) { Told::Date(dated) } else { Told::Nothing }
    }

    /// The date of a clause that happens together with that of the event: `began shelling on Monday`,
    /// `when they met in May, he agreed`. Of verbs joined one to the other at most [`LEVELS`] are
    /// looked at.
    fn below(&self, event: &Event, number: usize, level: usize) -> Told {
        let clause = &self.reading.clauses[number];
        let effect = self.effect(clause.predicate);
        let begins = effect == Some(Effect::Done);
        let looks_ahead = matches!(
            effect,
            Some(Effect::Asked | Effect::Promised | Effect::Planned | Effect::Thought)
        );
        let goes_on = clause.perfect || clause.progressive;
        let near = number.saturating_sub(NEAR)..self.reading.clauses.len().min(number + NEAR);
        for below in near.filter(|&below| below != number) {
            let inner = &self.reading.clauses[below];
            let together = match inner.link {
                // `urged them to show restraint on Friday`: what is asked for is not over.
                Link::Open if looks_ahead && self.is_over(below) => true,
                // `which it promised to build in a 2013 accord`
                Link::Open if looks_ahead && self.is_in_past(below) => true,
                Link::Open | Link::Nominal => begins || goes_on && self.is_since(below),
                Link::Adverbial if self.is_of_text(below, clause) => true,
                // `attacked to free the envoys on Monday`: what it was done for is over, too.
                Link::Adverbial if inner.form == Form::Infinitive && self.is_over(below) => true,
                // `Lind, a sergeant when they seized power in 1980, insists`: that is over.
                Link::Adverbial if self.is_of_apposition(inner) => false,
                // `the chiefs, meeting in Oslo on Saturday, cut off aid`
                Link::Adverbial if inner.form == Form::Gerund => {
                    inner.predicate < clause.predicate && self.meets(inner)
                }
                Link::Adnominal if inner.form == Form::Gerund => {
                    inner.noun == clause.subject && self.meets(inner)
                }
                Link::Adverbial => {
                    let alike = clause.tense != clause::Tense::Present
                        || clause.perfect
                        || inner.tense != clause::Tense::Past;
                    alike && inner.mark.is_some_and(|mark| self.cue(mark, Cue::Together))
                }
                Link::Adnominal => self.is_of_text(below, clause),
                // `will take off and land on 25 October`, `were killed and dozens wounded on Sunday`
                Link::Conjunct => {
                    let alike = (inner.modality, inner.tense) == (clause.modality, clause.tense);
                    let joined = inner.is_shared || inner.passive && clause.passive;
                    (alike || clause.modality == Modality::Will)
                        && joined
                        && below > number
                        && self.has_conjunction(inner)
                        && !self.counts_from_event(below)
                }
                _ => false,
            };
            let mark = inner.mark.filter(|_| inner.link == Link::Adverbial);
            let bound = mark.and_then(|mark| match self.term(mark) {
                Term::Limit(Limit::Since) if clause.perfect => Some(Limit::Since),
                Term::Limit(Limit::Until) | Term::Before => Some(Limit::Until),
                _ => None,
            });
            if inner.governor != Some(number) || !together && bound.is_none() {
                continue;
            }
            let found = self.of_clause(event, below, BELOW, Basis::Inferred);
            if let Told::Date(dated) = found {
                return Told::Date(bounded_by(dated, bound));
            }
            // `two were killed and dozens wounded when a mine exploded on Friday`
            if inner.link == Link::Conjunct && level < LEVELS {
                let found = self.below(event, below, level + 1);
                if !matches!(found, Told::Nothing) {
                    return found;
                }
            }
        }
        Told::Nothing
    }

    /// Whether a clause tells where they do what is told beside it: `meeting in Oslo`, `speaking there`.
    fn meets(&self, clause: &Clause) -> bool {
        let base = self.lexicon.lemma(self.reading.tokens[clause.predicate].word);
        self.lexicon.triggers.is_in("convening", base)
    }

    /// Whether a clause says when somebody was what an apposition calls them.
    fn is_of_apposition(&self, clause: &Clause) -> bool {
        let head = self.reading.nodes[clause.predicate].head as usize;
        self.reading.nodes[head].rel == Rel::Appos
    }

    /// `in a video released on Thursday, he asked them`, `a report published in June accused them`:
    /// when that was, he asked.
    fn is_of_text(&self, below: usize, clause: &Clause) -> bool {
        let inner = &self.reading.clauses[below];
        let near = inner.predicate.saturating_sub(TEXT)..inner.predicate;
        let is_text = |at: usize| {
            let node = self.reading.nodes[at];
            let cues = self.lexicon.cues.of(self.lexicon.lemma(self.reading.tokens[at].word));
            node.tag.is_noun()
                && matches!(node.rel, Rel::Obl | Rel::Nsubj)
                && (node.head as usize == clause.predicate || node.head as usize == inner.predicate)
                && cues.iter().any(|cue| cue.rest.is_empty() && cue.takes.has(Takes::VENUE))
        };
        inner.form == Form::Participle && near.rev().any(is_text)
    }

    /// The date that a clause and those joined to it share: that of the text in which all was said, or
    /// the one behind the last of them (`sent troops, imposed a curfew and shut the port on Monday`).
    fn of_joined(&self, event: &Event, number: usize) -> Told {
        let clause = &self.reading.clauses[number];
        let mut near = number.saturating_sub(NEAR)..self.reading.clauses.len().min(number + NEAR);
        let shares = near.find(|&below| {
            let inner = &self.reading.clauses[below];
            let is_last = inner.link == Link::Conjunct
                && inner.is_shared
                && inner.predicate > event.head
                && (inner.modality, inner.tense) == (clause.modality, clause.tense)
                && self.has_conjunction(inner)
                && !self.counts_from_event(below)
                && !self.anchors.in_clause(below).is_empty();
            let is_text = inner.predicate < clause.predicate && self.is_of_text(below, clause);
            inner.governor == Some(number) && (is_text || is_last)
        });
        shares.map_or(Told::Nothing, |below| self.of_clause(event, below, BELOW, Basis::Inferred))
    }

    /// Whether a conjunction joins a clause to the one before; without one it may be anything.
    fn has_conjunction(&self, clause: &Clause) -> bool {
        let joins = |at: usize| {
            let mut children = self.reading.branches.children(at).take(NEAR);
            children.any(|child| {
                // `questioned him, then released him`
                self.reading.nodes[child].rel == Rel::Cc
                    || child < at && self.reading.word(child) == "then"
            })
        };
        // `sacked the premier, closed the assembly and called a vote`: the last one has it.
        let last = || {
            let first = self.reading.nodes[clause.predicate].head as usize;
            let mut joined = self.reading.branches.children(first).take(2 * NEAR);
            clause.link == Link::Conjunct
                && self.reading.nodes[clause.predicate].rel == Rel::Conj
                && clause.is_shared
                && joined.any(|it| {
                    it > clause.predicate && self.reading.nodes[it].rel == Rel::Conj && joins(it)
                })
        };
        joins(clause.predicate) || last()
    }

    /// Whether a clause is dated by `since`, which is said of all that goes on: `has been trying to
    /// leave since March`.
    fn is_since(&self, clause: usize) -> bool {
        let times = self.anchors.in_clause(clause).iter();
        times
            .map(|anchor| &self.reading.times[anchor.time])
            .any(|time| time.limit == Some(Limit::Since))
    }

    /// `condemned the raid and left a day later`: what counts from the event before is no date of it.
    fn counts_from_event(&self, clause: usize) -> bool {
        let mut times = self.anchors.in_clause(clause).iter();
        times.any(|anchor| {
            let time = &self.reading.times[anchor.time];
            let last = self.term(time.run.end - 1);
            matches!(last, Term::Edge(Edge::Earlier | Edge::Later) | Term::After | Term::Before)
        })
    }

    /// Whether a clause is dated by what it happened in, of which the date is over.
    fn is_in_past(&self, clause: usize) -> bool {
        let predicate = self.reading.clauses[clause].predicate;
        let Some(now) = self.reading.now_at(predicate) else { return false };
        let mut anchors = self.anchors.in_clause(clause).iter();
        anchors.any(|anchor| {
            let time = &self.reading.times[anchor.time];
            let is_over = time.when.as_ref().is_some_and(|when| when.latest_end() < now);
            anchor.rank == Rank::During && is_over
        })
    }

    /// Whether the date of a clause is a day that is over at the report.
    fn is_over(&self, clause: usize) -> bool {
        let predicate = self.reading.clauses[clause].predicate;
        let Some(now) = self.reading.now_at(predicate) else { return false };
        let mut times = self.anchors.in_clause(clause).iter();
        times.any(|anchor| {
            let when = self.reading.times[anchor.time].when.as_ref();
            when.and_then(super::single_day).is_some_and(|day| day < now)
        })
    }

    /// Whether what a clause tells happened together with what its governor tells.
    fn goes_with(&self, event: &Event, clause: &Clause) -> bool {
        let planned = event.status == Status::Planned;
        // `will come on Tuesday to sign it`, `is expected on Tuesday to sign it`
        let will = |governor: usize| {
            let above = &self.reading.clauses[governor];
            above.modality == Modality::Will
                || self.effect(above.predicate) == Some(Effect::Planned)
        };
        match clause.link {
            Link::Conjunct => {
                let mark = clause.mark.map(|mark| self.term(mark));
                self.has_conjunction(clause) || mark == Some(Term::Before)
            }
            Link::Nominal => true,
            // The tree may hang `before police dispersed them` from the noun before it.
            Link::Adnominal => {
                clause.form == Form::Finite
                    && clause.mark.is_some_and(|mark| self.term(mark) == Term::Before)
                    || clause.form == Form::Participle && self.is_within_act(clause)
            }
            Link::Relative => self.is_in_which(clause),
            Link::Open => !planned || clause.governor.is_some_and(will),
            Link::Adverbial => {
                let mark = clause.mark.map(|mark| self.term(mark));
                // `marched on Monday before police dispersed them`: as a rule on that day.
                !matches!(mark, Some(Term::After | Term::Limit(Limit::Since | Limit::Until)))
                    && !clause.perfect
            }
            _ => false,
        }
    }

    /// `voted in a session boycotted by the party`: what befalls an occasion befalls it then.
    fn is_within_act(&self, clause: &Clause) -> bool {
        clause.noun.is_some_and(|noun| {
            let mut children = self.reading.branches.children(noun).take(NEAR);
            let base = self.lexicon.lemma(self.reading.tokens[noun].word);
            matches!(self.reading.nodes[noun].rel, Rel::Obl | Rel::Nmod)
                && (self.tells_act(noun) || self.lexicon.triggers.is_in("talks", base))
                && children.any(|it| matches!(self.term(it), Term::In | Term::At))
        })
    }

    /// `set off riots in which four died`: what happened in an act happened then.
    fn is_in_which(&self, clause: &Clause) -> bool {
        let nodes = &self.reading.nodes;
        let opens = |at: usize| {
            let mut below = self.reading.branches.children(at).take(NEAR);
            nodes[at].tag == Penn::Wdt && below.any(|it| self.term(it) == Term::In)
        };
        let mut before = self.reading.branches.children(clause.predicate).take(NEAR);
        clause.tense == clause::Tense::Past
            && !clause.perfect
            && clause.noun.is_some_and(|noun| self.tells_act(noun) && nodes[noun].rel == Rel::Obj)
            && before.any(|it| it < clause.predicate && opens(it))
    }

    /// Whether a noun tells of an act.
    pub(super) fn acts(&self, at: usize) -> bool {
        self.acts.get(at).copied().unwrap_or_default()
    }

    pub(super) fn cue(&self, at: usize, cue: Cue) -> bool {
        self.lexicon.time.cue(self.reading.tokens[at].word, cue)
    }

    pub(super) fn term(&self, at: usize) -> Term {
        self.lexicon.time.term(self.reading.tokens[at].word)
    }
}

/// From a date on, or up to it: `it has been shut since they left in May`.
fn bounded_by(dated: Dated, bound: Option<Limit>) -> Dated {
    let edtf = dated.when.edtf();
    let stretch = match bound {
        None => return dated,
        Some(Limit::Since) => format!("{edtf}/.."),
        Some(_) => format!("../{edtf}"),
    };
    Dated { when: When::parse(&stretch).unwrap_or(dated.when), ..dated }
}

/// So many tokens before a participle stands the text that it describes.
const TEXT: usize = 3;

/// So many clauses to either side those below one are looked for.
pub const NEAR: usize = 6;
