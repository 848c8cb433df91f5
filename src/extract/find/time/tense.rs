//! Whether what is told at a place is over or yet to come.

use std::ops::Range;

use crate::extract::{
    Lexicon, Reading,
    lexicon::Class,
    lexicon::time::{Cue, Hint, Term},
    reading::{
        clause::{self, Form, Modality},
        tag::Tag,
        time::value::Limit,
        tree::{Penn, Rel},
    },
};

/// Before or after the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is over.
    Past,
    /// It is yet to come.
    Future,
    /// Nothing tells.
    Open,
}

/// A date in its sentence.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its tokens.
    pub run: Range<usize>,
    /// Which end of an open stretch it is.
    pub limit: Option<Limit>,
    /// What sort of date it is, if a verb can tell its side.
    pub grain: Option<Grain>,
}

/// The sorts of dates that come again and may be left without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// `Monday`
    Weekday,
    /// `5 May`
    Day,
    /// `May`
    Month,
}

/// How many tokens to either side are looked at.
const REACH: usize = 25;

/// Whether a date is before or after now: by the word that stands before it (`since`, `until`,
/// `for`), else by the verb before it in the sentence, else by the one behind.
#[must_use]
pub fn direction(reading: &Reading<'_>, lexicon: &Lexicon, place: &Place) -> Direction {
    let clause = Clause::new(reading, lexicon, place);
    match place.limit {
        Some(Limit::Since) => return Direction::Past,
        Some(Limit::Until) => return clause.until(),
        Some(Limit::By) if clause.is_goal() => return Direction::Future,
        Some(Limit::From) if place.grain == Some(Grain::Weekday) => {
            return match clause.tense() {
                Direction::Open => Direction::Future,
                told => told,
            };
        }
        _ => {}
    }
    // `was expected in May` tells nothing.
    let beside = verb_beside(reading, lexicon, &place.run);
    if beside.is_some_and(|verb| place.limit.is_none() && !clause.cue(verb, Cue::Schedules)) {
        return Direction::Past;
    }
    if clause.is_ahead() {
        // `left the talks set for 5 May`: nothing tells whether that day has come.
        return if clause.was_ahead() { Direction::Open } else { Direction::Future };
    }
    // `the March sales`: the nearest one, whatever the verb.
    if place.grain == Some(Grain::Month) && clause.is_before_noun() {
        return Direction::Open;
    }
    // `3 March: Oman left; Norway followed on 9 March`: who writes a chronology looks back on all.
    let is_entry = reading.section_of(place.run.start).when.is_some();
    match clause.tense() {
        Direction::Past if is_entry => Direction::Open,
        told => told,
    }
}

/// The past verb that a weekday or a month stands right behind, of which it is the date, whatever the
/// tree says: `said Tuesday he would resign`, `said in May that it had left`.
#[must_use]
pub fn verb_beside(reading: &Reading<'_>, lexicon: &Lexicon, run: &Range<usize>) -> Option<usize> {
    let term = |at: usize| lexicon.time.term(reading.tokens[at].word);
    let case = run.start.checked_sub(1)?;
    let is_weekday = matches!(term(run.start), Term::Weekday(..));
    let is_month = matches!(term(run.start), Term::Month(..));
    let is_led = is_weekday && term(case) == Term::On || is_month && term(case) == Term::In;
    let verb = if is_led { case.checked_sub(1)? } else { case };
    let stands_alone = match reading.nodes.get(run.end)?.tag {
        Penn::Pos => false,
        // `said on Tuesday rebels had left`
        Penn::Nn | Penn::Nns | Penn::Jj | Penn::Nnp | Penn::Vbg => is_led && is_weekday,
        _ => is_weekday || is_led,
    };
    let clause = &reading.clauses[reading.clause_of(verb).filter(|_| stands_alone)?];
    let is_past = matches!(reading.nodes[verb].tag, Penn::Vbd | Penn::Vbn)
        && (clause.tense, clause.modality) == (clause::Tense::Past, Modality::None);
    (is_past && clause.predicate == verb).then_some(verb)
}

/// A date and the tokens around it that are looked at.
struct Clause<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    place: &'a Place,
    sentence: Range<usize>,
}

impl<'a> Clause<'a> {
    fn new(reading: &'a Reading<'a>, lexicon: &'a Lexicon, place: &'a Place) -> Self {
        let sentence = reading.sentences[reading.sentence_of(place.run.start)].clone();
        Self { reading, lexicon, place, sentence }
    }

    fn tag(&self, at: usize) -> Tag {
        self.reading.tokens[at].tag
    }

    fn hint(&self, at: usize) -> Hint {
        self.lexicon.time.hint(self.reading.tokens[at].word)
    }

    fn cue(&self, at: usize, cue: Cue) -> bool {
        self.lexicon.time.cue(self.reading.tokens[at].word, cue)
    }

    /// The tokens before the date, the nearest first.
    fn before(&self, reach: usize) -> impl Iterator<Item = usize> + use<> {
        let start = self.place.run.start;
        (self.sentence.start.max(start.saturating_sub(reach))..start).rev()
    }

    /// `due Monday`, `for Monday`
    fn is_ahead(&self) -> bool {
        let awaited = self
            .before(REACH)
            .take_while(|&at| self.tense_at(at).is_none())
            .any(|at| self.hint(at) == Hint::Ahead);
        awaited
            || self.is_day()
                && !self.is_before_noun()
                && self.before(1).any(|at| self.cue(at, Cue::For))
            || self.before(1).any(|at| self.is_to(at))
                && self.before(REACH).any(|at| self.cue(at, Cue::Moves))
    }

    /// Whether a participle tells that the date was ahead, of a noun in a clause of the past.
    fn was_ahead(&self) -> bool {
        let clause = |number: usize| &self.reading.clauses[number];
        let Some(inner) = self.reading.clause_of(self.place.run.start).map(clause) else {
            return false;
        };
        let above = inner.governor.filter(|_| inner.link == clause::Link::Adnominal).map(clause);
        self.place.grain == Some(Grain::Day)
            && inner.form == Form::Participle
            && above.is_some_and(|above| above.tense == clause::Tense::Past)
    }

    fn is_day(&self) -> bool {
        matches!(self.place.grain, Some(Grain::Day | Grain::Weekday))
    }

    fn is_to(&self, at: usize) -> bool {
        self.lexicon.time.term(self.reading.tokens[at].word) == Term::To
    }

    /// Whether an infinitive stands before the date, behind the verb: `asked it to leave by Friday`.
    fn is_goal(&self) -> bool {
        let mut before = self.before(REACH).take_while(|&at| self.tag(at) != Tag::Comma);
        before.find_map(|at| match self.tag(at) {
            Tag::To => Some(true),
            // A verb that is also a noun has been taken for one.
            Tag::Preposition if self.is_to(at) && self.tag(at + 1) == Tag::Noun => Some(true),
            Tag::Past | Tag::Modal => Some(false),
            _ => None,
        }) == Some(true)
    }

    /// Whether the date belongs to a noun behind it: `Monday's talks`, `the May vote`; not `in May
    /// rebels left`.
    fn is_before_noun(&self) -> bool {
        let Range { start, end } = self.place.run;
        let node = self.reading.nodes[start];
        let of_verb = node.rel == Rel::Obl && self.reading.nodes[node.head as usize].tag.is_verb();
        !of_verb
            && end < self.sentence.end
            && matches!(self.tag(end), Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Gerund)
    }

    /// `Until Thursday, they had not met`, `it lasted until Thursday`: that is over; `it was put
    /// off until Thursday`: that is not.
    fn until(&self) -> Direction {
        let verb = self.before(REACH).find(|&at| self.tense_at(at).is_some());
        let Some(verb) = verb else { return self.tense() };
        let near =
            self.sentence.start.max(verb.saturating_sub(3))..self.place.run.start.min(verb + 3);
        let not = near.clone().any(|at| self.tag(at) == Tag::Negation);
        let goes_on = near.clone().any(|at| self.cue(at, Cue::Goes));
        match self.tense_at(verb) {
            Some(Direction::Past) if not || goes_on => Direction::Past,
            _ => Direction::Future,
        }
    }

    /// What the verb tells: that of the clause of the date, or of those above it.
    fn by_clause(&self) -> Option<Direction> {
        /// So many clauses upwards a verb with a tense is looked for.
        const LEVELS: usize = 4;
        let mut number = self.reading.clause_of(self.place.run.start)?;
        for _ in 0..LEVELS {
            let clause = &self.reading.clauses[number];
            let told = self.of_clause(clause);
            if told.is_some() {
                return told;
            }
            number = clause.governor?;
        }
        None
    }

    fn of_clause(&self, clause: &clause::Clause) -> Option<Direction> {
        let at = clause.predicate;
        // `were to meet in May`, `were to have met in May`: the nearest one.
        if clause.modality == Modality::Will && clause.tense == clause::Tense::Past {
            return Some(Direction::Open);
        }
        if clause.perfect {
            // `has invited them to a meeting on 3 May`
            let invites =
                clause.tense == clause::Tense::Present && self.is_day() && self.invites(at);
            return Some(if invites { Direction::Future } else { Direction::Past });
        }
        if clause.modality != Modality::None {
            // `could not be reached`
            let failed = clause.modality == Modality::May && clause.negated;
            return Some(if failed { Direction::Past } else { Direction::Future });
        }
        if clause.tense == clause::Tense::Present && self.is_only_past(at) {
            return Some(self.past(at));
        }
        match (clause.tense, clause.form) {
            (clause::Tense::Past, _) | (clause::Tense::None, Form::Participle) => {
                Some(self.past(at))
            }
            (clause::Tense::Present, _) if clause.progressive && self.is_day() => {
                Some(Direction::Future)
            }
            (clause::Tense::Present, _) => Some(self.present(at)),
            (clause::Tense::None, Form::Infinitive) => {
                let governor = clause.governor.map(|it| &self.reading.clauses[it])?;
                let awaits = matches!(self.hint(governor.predicate), Hint::Ahead | Hint::BeforeTo);
                let over = governor.perfect && governor.tense == clause::Tense::Past;
                awaits.then_some(if over { Direction::Past } else { Direction::Future })
            }
            (clause::Tense::None, _) => None,
        }
    }

    /// What the verb tells.
    fn tense(&self) -> Direction {
        if let Some(told) = self.by_clause() {
            return told;
        }
        let end = self.place.run.end;
        let left = self.before(REACH).find_map(|at| self.tense_at(at));
        // `after the vote on Tuesday`
        let mut opener = self.before(8).take_while(|&at| self.tag(at) != Tag::Comma);
        if left != Some(Direction::Future) && opener.any(|at| self.cue(at, Cue::Opens)) {
            return Direction::Past;
        }
        let until = self.sentence.end.min(end + REACH);
        let right = || (end..until).find_map(|at| self.tense_at(at));
        left.or_else(right).unwrap_or(Direction::Open)
    }

    /// What the verb or auxiliary at a token tells; nothing for other words, and for forms without a
    /// tense of their own.
    fn tense_at(&self, at: usize) -> Option<Direction> {
        // The word before it that belongs to the same verb.
        let before = (at.saturating_sub(4)..at)
            .rev()
            .find(|&before| !matches!(self.tag(before), Tag::Adverb | Tag::Negation));
        let helper = before.filter(|&before| {
            matches!(self.tag(before), Tag::Auxiliary | Tag::Modal) && at - before <= 3
        });
        match self.tag(at) {
            Tag::Modal => Some(self.modal(at)),
            Tag::Past => Some(self.past(at)),
            Tag::Participle if helper.is_none() => Some(self.past(at)),
            // `rules to be published in May`
            Tag::Auxiliary if before.is_some_and(|before| self.tag(before) == Tag::To) => {
                self.infinitive(before?)
            }
            Tag::Auxiliary if helper.is_some() || self.cue(at, Cue::Untensed) => None,
            Tag::Auxiliary if self.cue(at, Cue::Present) => {
                let mut behind = (at + 1..self.sentence.end.min(at + 4)).map(|it| self.tag(it));
                let next = behind.find(|tag| !matches!(tag, Tag::Adverb | Tag::Negation));
                // `is to meet`, `is meeting on Monday`
                let planned = next == Some(Tag::To) || next == Some(Tag::Gerund) && self.is_day();
                Some(if planned { Direction::Future } else { Direction::Open })
            }
            Tag::Auxiliary => Some(Direction::Past),
            Tag::Base => self.infinitive(before.filter(|&before| self.tag(before) == Tag::To)?),
            Tag::Present => Some(self.present(at)),
            _ => None,
        }
    }

    /// `shot`, which is no base form, whatever the tagger takes it for.
    fn is_only_past(&self, at: usize) -> bool {
        let class = self.lexicon.class(self.reading.tokens[at].word);
        let is_bare = self.reading.nodes[at].tag == Penn::Vbp;
        is_bare && class.has(Class::PAST) && !class.has(Class::BASE)
    }

    /// What an infinitive tells by the word that it goes with: `plans to meet`, `asked him to meet`.
    fn infinitive(&self, to: usize) -> Option<Direction> {
        let awaits = |at: usize| matches!(self.hint(at), Hint::Ahead | Hint::BeforeTo);
        let verb = (to.saturating_sub(5)..to).rev().find(|&at| {
            awaits(at)
                || !self.tag(at).is_nominal()
                    && self.tag(at) != Tag::Pronoun
                    && self.tag(at) != Tag::Determiner
        })?;
        // `had been due to end`
        let over = (verb.saturating_sub(2)..verb).any(|at| self.cue(at, Cue::Had));
        let object = verb + 1 == to && self.tag(verb).is_nominal();
        (awaits(verb) || object).then_some(if over { Direction::Past } else { Direction::Future })
    }

    /// `will meet`; `could not be reached`, `may have met` are over.
    fn modal(&self, at: usize) -> Direction {
        let behind = at + 1..self.sentence.end.min(at + 3);
        let perfect = behind.clone().any(|next| self.cue(next, Cue::Have));
        let failed =
            self.cue(at, Cue::Could) && behind.clone().any(|next| self.tag(next) == Tag::Negation);
        if perfect || failed { Direction::Past } else { Direction::Future }
    }

    /// `met`; but what was scheduled, unless the date is that of the verb itself, is yet to come:
    /// `scheduled a summit on Monday`.
    fn past(&self, at: usize) -> Direction {
        // `set 10 November as the last day`
        let is_object = self.place.grain == Some(Grain::Day) && at + 1 == self.place.run.start;
        // Not `were set free on Thursday`.
        let is_noun = |it: usize| self.tag(it).is_nominal() && self.tag(it) != Tag::Adjective;
        let object = is_object || (at + 1..self.place.run.start).any(is_noun);
        let schedules = object && self.cue(at, Cue::Schedules) || self.invites(at);
        if schedules { Direction::Future } else { Direction::Past }
    }

    /// `invited them to a meeting on 3 May`: what somebody is asked to is yet to come.
    fn invites(&self, at: usize) -> bool {
        let mut behind = at + 1..self.place.run.start;
        self.cue(at, Cue::Invites) && behind.any(|it| self.is_to(it))
    }

    /// `meets on Monday` is planned; `says Monday` and a headline are not.
    fn present(&self, at: usize) -> Direction {
        let says = self.lexicon.is_saying(self.reading.tokens[at].word);
        // `welcomes the signing on 10 August`: of what has happened.
        let lemma = self.lexicon.lemma(self.reading.tokens[at].word);
        if self.lexicon.triggers.is_in("reacting", lemma) {
            return Direction::Past;
        }
        let state = self.hint_of_lemma(at) == Hint::State;
        let last = self.sentence.end - 1;
        let headline = self.sentence.start == 0 && self.tag(last) != Tag::Stop;
        let led = at < self.place.run.start && self.place.run.start - at <= NEAR;
        if headline || says || state || !led || !self.is_day() || self.is_before_noun() {
            Direction::Open
        } else {
            Direction::Future
        }
    }

    fn hint_of_lemma(&self, at: usize) -> Hint {
        self.lexicon.time.hint(self.lexicon.lemma(self.reading.tokens[at].word))
    }
}

/// A verb of the present so near before a day has it as its date.
const NEAR: usize = 8;
