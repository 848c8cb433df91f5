//! The date that the clause or the sentence of an event tells.

use std::ops::Range;

use super::{Dated, Story, Tense, between, is_any};
use crate::{
    extract::{
        Lexicon, Reading,
        tag::Tag,
        time::{Count, Doubt, Edge, Hint, Limit, TimeExpression, TimeKind, Unit, hint},
    },
    model::{Basis, Status, When},
};

/// More tokens of a sentence are not looked at.
const LONGEST: usize = 100;

/// An event and what stands around it.
pub struct Clause<'r> {
    /// The reading.
    pub reading: &'r Reading<'r>,
    /// What the words mean.
    pub lexicon: &'r Lexicon,
    /// The time expressions of the sentence.
    pub times: &'r [TimeExpression],
    /// The tokens of the sentence.
    pub sentence: Range<usize>,
    /// The token of the trigger.
    pub trigger: usize,
    /// The token of the verb that it goes with; itself if it is one.
    pub verb: usize,
    /// The tense of that verb.
    pub tense: Tense,
}

/// How a date belongs to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    /// It is said of the event itself: `Friday's meeting`.
    Own,
    /// It stands in its clause.
    Clause,
    /// It stands in its sentence.
    Sentence,
}

impl Clause<'_> {
    /// The date that the sentence tells.
    pub fn date(&self, story: &Story) -> Option<Dated> {
        let opening = if self.times.is_empty() { None } else { self.opening_clause() };
        let best = self
            .times
            .iter()
            .enumerate()
            .filter(|(_, time)| time.when.is_some())
            .filter_map(|(number, time)| {
                let link = self.link(time, opening)?;
                let far = between(time.run.clone(), self.trigger).len();
                Some((link, far, number))
            })
            .min();
        let (link, _, number) = best?;
        let time = &self.times[number];
        let (rule, basis) = match link {
            Link::Own => ("date of the event itself", Basis::Stated),
            Link::Clause => ("date in the clause", Basis::Stated),
            Link::Sentence => ("date in the sentence", Basis::Inferred),
        };
        let mut dated = Dated { when: time.when.clone()?, basis, rule, extent: Some(time.extent) };
        if time.limit == Some(Limit::Since) {
            dated.rule = "since a date";
        } else if let Some(bound) = self.bound(time, story) {
            dated.when = bound;
            dated.rule = "before another event";
            dated.basis = Basis::Inferred;
        }
        if time.edge == Some(Edge::Earlier) || time.edge == Some(Edge::Later) {
            dated.basis = Basis::Inferred;
        }
        Some(dated)
    }

    /// Whether the clause names a day that does not exist: then nothing dates it.
    pub fn names_no_day(&self) -> bool {
        let opening = self.opening_clause();
        self.times
            .iter()
            .filter(|time| time.doubt == Some(Doubt::NoSuchDay))
            .any(|time| self.link(time, opening).is_some())
    }

    /// How a date belongs to the event, if it does; `opening` is the comma behind the clause that
    /// the sentence begins with.
    fn link(&self, time: &TimeExpression, opening: Option<usize>) -> Option<Link> {
        if matches!(time.limit, Some(Limit::Before | Limit::After | Limit::Until)) {
            return None;
        }
        if let Some(noun) = self.noun_of(time) {
            return (time.run.end..=noun).contains(&self.trigger).then_some(Link::Own);
        }
        let mut gap = between(time.run.clone(), self.trigger);
        // `urged restraint before the vote in June`: the date is that of the vote.
        let precedes = self.trigger < time.run.start
            && gap.clone().any(|at| is_any(self.reading, at, &["before", "until", "till"]));
        if precedes || self.is_inserted(time) {
            return None;
        }
        if gap.end == time.run.start && !gap.is_empty() {
            // The preposition of the time itself is nothing that separates.
            gap.end -= 1;
        }
        let leaves_clause = opening.is_some_and(|comma| gap.contains(&comma));
        let marks = gap.clone().filter(|&at| self.reading.tokens[at].tag == Tag::Quote).count();
        let barriers = gap.clone().filter(|&at| self.is_barrier(at)).count()
            + usize::from(leaves_clause)
            + marks % 2;
        let verbs = gap.filter(|&at| at != self.verb && self.is_verb(at)).count();
        let fronted = time.run.end <= self.trigger && self.is_fronted(time);
        match (barriers, verbs) {
            (0, 0) => Some(Link::Clause),
            (0, 1) if fronted => Some(Link::Clause),
            (0, 1) if self.tense == Tense::Ahead => Some(Link::Sentence),
            // What goes on is dated by what is said of now.
            (0 | 1, 0 | 1) if self.tense == Tense::Progressive => {
                let now = self.reading.published?;
                let is_now = time.when.as_ref()?.earliest_start() == now;
                is_now.then_some(Link::Sentence)
            }
            _ if !matches!(self.tense, Tense::Past | Tense::Open) => None,
            (0 | 1, 0 | 1) => Some(Link::Sentence),
            _ if fronted => Some(Link::Sentence),
            _ => None,
        }
    }

    /// Whether a time before the trigger is in what is said (`France will pay in May, he said`), or
    /// in a relative clause that a comma has closed (`Iran, which left in May, returned`).
    fn is_inserted(&self, time: &TimeExpression) -> bool {
        let is_comma = |at: usize| self.reading.tokens[at].tag == Tag::Comma;
        if time.run.end > self.trigger || !(time.run.end..self.trigger).any(is_comma) {
            return false;
        }
        let before =
            self.sentence.start.max(time.run.start.saturating_sub(LONGEST))..time.run.start;
        let is_said = || self.reports() && before.clone().any(|at| self.is_verb(at));
        let inner = before.clone().rev().take_while(|&at| !is_comma(at)).last();
        is_said() || inner.is_some_and(|at| self.reading.tokens[at].tag == Tag::Relative)
    }

    /// Whether a token begins another clause.
    fn is_barrier(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        match token.tag {
            // What happens `when` something happens has its date.
            Tag::Subordinator => !is_any(self.reading, at, &["when", "as", "while"]),
            Tag::Relative => true,
            Tag::Comma => self.reading.word(at) == ";",
            Tag::Preposition => is_any(self.reading, at, &["after", "before", "since", "until"]),
            _ => false,
        }
    }

    /// The comma that ends a clause which the sentence begins with: `When they met in May, he said`.
    fn opening_clause(&self) -> Option<usize> {
        let mut tokens = self.sentence.clone().take(LONGEST);
        let first = tokens.next().filter(|&at| {
            self.reading.tokens[at].tag == Tag::Subordinator
                || is_any(self.reading, at, &["after", "before", "since", "until"])
        })?;
        let comma = tokens.find(|&at| self.reading.tokens[at].tag == Tag::Comma)?;
        (first..comma).any(|at| self.is_verb(at)).then_some(comma)
    }

    /// Whether a token is a verb with a tense, or a participle that stands for one.
    fn is_verb(&self, at: usize) -> bool {
        let tag = self.reading.tokens[at].tag;
        let alone = || {
            let before = self.reading.tokens[at - 1].tag;
            !matches!(before, Tag::Auxiliary | Tag::Adverb | Tag::Negation)
        };
        matches!(tag, Tag::Past | Tag::Present | Tag::Modal)
            || tag == Tag::Participle && at > self.sentence.start && alone()
            || tag == Tag::Auxiliary
                && !is_any(self.reading, at, &["be", "been", "being", "have"])
                && at + 1 < self.sentence.end
                && !self.reading.tokens[at + 1].tag.is_verb()
    }

    /// Whether a time stands at the beginning of the sentence.
    fn is_fronted(&self, time: &TimeExpression) -> bool {
        let before = self.sentence.start..time.run.start;
        before.len() <= 3
            && before.clone().all(|at| {
                matches!(
                    self.reading.tokens[at].tag,
                    Tag::Preposition
                        | Tag::Subordinator
                        | Tag::Adverb
                        | Tag::Comma
                        | Tag::Quote
                        | Tag::Conjunction
                        | Tag::Determiner
                )
            })
    }

    /// The noun that a time is said of: `Friday's meeting`, `the 2006 deal`.
    fn noun_of(&self, time: &TimeExpression) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let next = tokens.get(time.run.end).filter(|_| time.run.end < self.sentence.end)?;
        let genitive = next.tag == Tag::Possessive;
        let inside = time.run.start > self.sentence.start
            && matches!(
                tokens[time.run.start - 1].tag,
                Tag::Determiner | Tag::Possessive | Tag::Adjective
            )
            && matches!(next.tag, Tag::Noun | Tag::Name | Tag::Adjective);
        if !genitive && !inside {
            return None;
        }
        let from = if genitive { time.run.end + 1 } else { time.run.end };
        let nouns = from..self.sentence.end.min(from + 6);
        nouns.take_while(|&at| tokens[at].tag.is_nominal() || tokens[at].tag == Tag::Gerund).last()
    }

    /// `earlier in August, before the visit`: the stretch ends on the day before the visit.
    fn bound(&self, time: &TimeExpression, story: &Story) -> Option<When> {
        let when = time.when.as_ref()?;
        let from = time.run.end;
        let at = (from..self.sentence.end.min(from + 3))
            .find(|&at| is_any(self.reading, at, &["before"]))?;
        let nouns = at + 1..self.sentence.end.min(at + 8);
        let head = nouns.take_while(|&at| self.reading.tokens[at].tag.is_nominal()).last()?;
        let day = story.day_of(self.reading, self.lexicon, head)?;
        When::one_of(when.earliest_start(), when.latest_end().min(day.plus_days(-1)))
    }

    /// `four-year war`: it began so long ago, and goes on. It is said of the noun itself, or of
    /// anything that is known to go on.
    pub fn lasting(&self, status: Status) -> Option<Dated> {
        let now = self.reading.published?;
        let goes_on = status == Status::Ongoing;
        let is_noun = self.reading.tokens[self.trigger].tag == Tag::Noun;
        if !(is_noun || goes_on)
            || !matches!(
                self.tense,
                Tense::Present | Tense::Perfect | Tense::State | Tense::Progressive
            )
        {
            return None;
        }
        let before_trigger = |time: &TimeExpression| {
            let gap = time.run.end..self.trigger;
            time.run.end <= self.trigger
                && gap.len() <= 2
                && gap.into_iter().all(|at| self.reading.tokens[at].tag.is_nominal())
        };
        let time = self.times.iter().find(|time| {
            let in_compound = self.reading.slice(time.extent).contains('-');
            time.kind == TimeKind::Duration
                && (goes_on && in_compound || is_noun && before_trigger(time))
        })?;
        let (Count::Tenths(tenths), unit) = time.amount? else { return None };
        let count = i32::try_from(tenths / 10).ok()?;
        let start = match unit {
            Unit::Year => When::year_of(now.plus_years(-count)),
            Unit::Decade => When::year_of(now.plus_years(-10 * count)),
            Unit::Month => When::month_of(now.plus_months(-count)),
            _ => return None,
        };
        let when = When::parse(&format!("{}/..", start.approximate().edtf())).ok()?;
        Some(Dated {
            when,
            basis: Basis::Inferred,
            rule: "so long before publication, and goes on",
            extent: Some(time.extent),
        })
    }

    /// Whether the trigger is what another verb than one of reporting is about.
    pub fn is_about(&self) -> bool {
        let verb = self.lexicon.lemma(self.reading.tokens[self.verb].word);
        self.verb != self.trigger && !self.lexicon.triggers.reports(verb)
    }

    /// Whether the trigger reports what someone said.
    pub fn reports(&self) -> bool {
        let verb = self.lexicon.lemma(self.reading.tokens[self.trigger].word);
        self.lexicon.triggers.reports(verb)
    }

    /// Whether the sentence joins what was told before: `after the talks`.
    pub fn looks_back(&self) -> bool {
        let mut words = self.sentence.clone().take(LONGEST);
        words.any(|at| is_any(self.reading, at, &["after", "during", "then"]))
    }

    /// The words of the clause that tell of a past that is not dated: `recently`.
    pub fn is_vague(&self) -> bool {
        let near = self.sentence.start.max(self.trigger.saturating_sub(3))
            ..self.sentence.end.min(self.trigger + 3);
        let tells_so =
            |at: usize| hint(self.lexicon, self.reading.tokens[at].word) == Hint::Undated;
        let to_date = |at: usize| {
            is_any(self.reading, at, &["date"]) && is_any(self.reading, at - 1, &["to"])
                || is_any(self.reading, at, &["far"])
                    && is_any(self.reading, at - 1, &["so", "thus"])
        };
        near.into_iter().any(tells_so)
            || self.sentence.clone().skip(1).take(LONGEST).any(to_date)
            || self.times.iter().any(|time| {
                let words = self.reading.slice(time.extent);
                let lately = time.value.starts_with("PX")
                    && ["recent", "past", "last"].iter().any(|word| words.contains(word));
                (time.value == "PAST_REF" || lately)
                    && between(time.run.clone(), self.trigger).len() <= 6
            })
    }

    /// Whether the verb only tells how things are: `owns`, `who heads the office`.
    pub fn is_background(&self) -> bool {
        let verb = self.lexicon.lemma(self.reading.tokens[self.verb].word);
        let of_noun = || {
            (self.sentence.start.max(self.verb.saturating_sub(4))..self.verb)
                .any(|at| self.reading.tokens[at].tag == Tag::Relative)
        };
        match self.tense {
            Tense::Present => hint(self.lexicon, verb) == Hint::State || of_noun(),
            Tense::Perfect => of_noun(),
            _ => false,
        }
    }
}
