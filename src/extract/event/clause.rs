//! Who does it and to whom: the subject and the complement of a verb or a noun of action.

use std::ops::Range;

use super::super::{
    Reading,
    phrase::{Group, Phrase},
    tag::Tag,
};

/// How far, in tokens, a subject is looked for before its verb, and a complement behind it.
const REACH: usize = 60;

/// What opens a clause or a phrase of time.
const TEMPORAL: &[&str] = &["after", "before", "since", "until", "as", "following", "during"];

/// A sentence with its phrases and its times.
#[derive(Clone, Copy, Debug)]
pub struct Clauses<'r> {
    reading: &'r Reading<'r>,
    sentence: &'r Range<usize>,
    phrases: &'r [Phrase],
}

impl<'r> Clauses<'r> {
    /// Of the sentence with this run and these phrases.
    #[must_use]
    pub fn new(
        reading: &'r Reading<'r>,
        sentence: &'r Range<usize>,
        phrases: &'r [Phrase],
    ) -> Self {
        Self { reading, sentence, phrases }
    }

    /// The phrases of the sentence.
    #[must_use]
    pub fn phrases(&self) -> &'r [Phrase] {
        self.phrases
    }

    fn tag(&self, at: usize) -> Tag {
        self.reading.tokens[at].tag
    }

    /// What is said of the verb of a phrase.
    fn group(&self, number: usize) -> Option<Group> {
        self.phrases.get(number).and_then(Phrase::group)
    }

    /// Whether a noun phrase tells when.
    fn is_time(&self, phrase: &Phrase) -> bool {
        let times = &self.reading.times;
        let first = times.partition_point(|time| time.run.end <= phrase.run.start);
        times
            .get(first)
            .is_some_and(|time| time.run.start <= phrase.head && phrase.head < time.run.end)
    }

    /// The number of the nearest verb group before a phrase.
    #[must_use]
    pub fn verb_before(&self, number: usize) -> Option<usize> {
        let start = self.phrases[number].run.start;
        let mut before = (0..number).rev();
        before
            .find(|&it| {
                self.phrases[it].group().is_some() || start - self.phrases[it].run.start > REACH
            })
            .filter(|&it| self.phrases[it].group().is_some())
    }

    /// The tokens of the subject of a verb group: its own, or the one of the verb that governs it.
    #[must_use]
    pub fn subject(&self, number: usize) -> Option<Range<usize>> {
        let mut number = number;
        for _ in 0..6 {
            let verb = &self.phrases[number];
            let group = verb.group()?;
            let inherits = group.infinite;
            if !inherits && let Some(own) = self.own_subject(number) {
                return Some(own);
            }
            number = self.verb_before(number)?;
        }
        None
    }

    fn own_subject(&self, number: usize) -> Option<Range<usize>> {
        let verb = &self.phrases[number];
        let mut last = verb.run.start;
        while last > self.sentence.start && matches!(self.tag(last - 1), Tag::Adverb | Tag::Comma) {
            last -= 1;
        }
        if last > self.sentence.start && self.tag(last - 1) == Tag::Relative {
            let antecedent = self.nouns_before(last - 1).next()?;
            return Some(self.phrases[antecedent].run.clone());
        }
        let start = self.clause_start(number);
        let free = self.first_free(start..verb.run.start)?;
        Some(self.chain(free, verb.run.start))
    }

    /// The numbers of the noun phrases before a token, the nearest first.
    fn nouns_before(&self, token: usize) -> impl Iterator<Item = usize> + use<'r> {
        let phrases = self.phrases;
        let end = phrases.partition_point(|phrase| phrase.run.end <= token);
        (0..end).rev().filter(move |&it| phrases[it].is_noun())
    }

    /// Where the clause of a verb begins: behind the verb before it, or behind what opens a clause.
    fn clause_start(&self, number: usize) -> usize {
        let verb = self.phrases[number].run.start;
        let mut floor = self.sentence.start.max(verb.saturating_sub(REACH));
        if let Some(before) = self.verb_before(number)
            && self.group(before).is_some_and(|group| !group.infinite)
        {
            floor = floor.max(self.phrases[before].run.end);
        }
        let opens = |at: &usize| {
            matches!(self.tag(*at), Tag::Subordinator | Tag::Colon | Tag::Stop)
                || self.reading.word(*at) == ";"
        };
        (floor..verb).rev().find(opens).map_or(floor, |at| at + 1)
    }

    /// The first noun phrase of a stretch that no preposition governs and that tells no time.
    fn first_free(&self, run: Range<usize>) -> Option<usize> {
        let first = self.phrases.partition_point(|phrase| phrase.run.start < run.start);
        let inside = (first..self.phrases.len())
            .take_while(|&it| self.phrases[it].run.end <= run.end)
            .filter(|&it| self.phrases[it].is_noun());
        let mut fallback = None;
        for number in inside {
            let phrase = &self.phrases[number];
            if self.is_time(phrase) || self.is_governed(phrase.run.start, run.start) {
                continue;
            }
            // After a conjunction of time (`after the talks, he said`) the subject is behind the comma.
            let doubtful = phrase.run.start == run.start
                && run.start > self.sentence.start
                && is_any(self.reading.word(run.start - 1), TEMPORAL);
            if !doubtful {
                return Some(number);
            }
            fallback = fallback.or(Some(number));
        }
        fallback
    }

    /// Whether a preposition stands before a token in its stretch between commas.
    fn is_governed(&self, token: usize, floor: usize) -> bool {
        for at in (floor..token).rev() {
            match self.tag(at) {
                Tag::Preposition => return true,
                Tag::Comma | Tag::Quote | Tag::Dash => return false,
                _ => {}
            }
        }
        false
    }

    /// A noun phrase with what hangs on it: `the head of the committee`, `A, B and C`; not beyond
    /// `end`.
    fn chain(&self, number: usize, end: usize) -> Range<usize> {
        let start = self.phrases[number].run.start;
        let mut last = self.phrases[number].run.end;
        for phrase in &self.phrases[number + 1..] {
            if phrase.run.end > end || !phrase.is_noun() {
                break;
            }
            let between = last..phrase.run.start;
            let joins = between.len() <= 2
                && between.clone().all(|at| {
                    matches!(self.tag(at), Tag::Preposition | Tag::Conjunction | Tag::Possessive)
                });
            if !joins && !self.lists(last, phrase.run.end, end) || self.is_time(phrase) {
                break;
            }
            last = phrase.run.end;
        }
        start..last
    }

    /// Whether a comma at `at` parts members of a list that ends with `and`: `A, B and C`.
    fn lists(&self, at: usize, next_end: usize, end: usize) -> bool {
        if at >= end || self.tag(at) != Tag::Comma || next_end >= end {
            return false;
        }
        let mut place = next_end;
        for _ in 0..4 {
            match self.tag(place) {
                Tag::Conjunction => return true,
                Tag::Comma => {}
                _ => return false,
            }
            let next = self.phrases.partition_point(|phrase| phrase.run.start <= place);
            let Some(next) = self.phrases.get(next).filter(|it| it.is_noun()) else { return false };
            if next.run.start != place + 1 || next.run.end >= end {
                return false;
            }
            place = next.run.end;
        }
        false
    }

    /// Where what belongs to a verb or noun at `from` ends: at the next finite verb, clause or end.
    #[must_use]
    pub fn reach(&self, from: usize) -> usize {
        let end = self.sentence.end.min(from + REACH);
        let next = self.phrases.partition_point(|phrase| phrase.run.start < from);
        let verb = self.phrases[next..]
            .iter()
            .take_while(|it| it.run.start < end)
            .find(|it| it.group().is_some_and(|group| !group.infinite))
            .map_or(end, |it| it.run.start);
        let limit = end.min(verb);
        let closes = |at: &usize| {
            matches!(self.tag(*at), Tag::Subordinator | Tag::Relative | Tag::Colon)
                || self.reading.word(*at) == ";"
        };
        (from..limit).find(closes).unwrap_or(limit)
    }

    /// The noun phrases behind `from` that belong together, from the first that tells no time.
    #[must_use]
    pub fn complement(&self, from: usize) -> Option<Range<usize>> {
        let end = self.reach(from);
        let first = self.phrases.partition_point(|phrase| phrase.run.start < from);
        let number = (first..self.phrases.len())
            .take_while(|&it| self.phrases[it].run.end <= end)
            .find(|&it| self.phrases[it].is_noun() && !self.is_time(&self.phrases[it]))?;
        Some(self.chain(number, end))
    }

    /// The noun phrases behind the first of these prepositions between `from` and the end of the
    /// clause.
    #[must_use]
    pub fn behind(&self, from: usize, prepositions: &[&str]) -> Option<Range<usize>> {
        let end = self.reach(from);
        let is_one = |at: &usize| {
            matches!(self.tag(*at), Tag::Preposition | Tag::To)
                && is_any(self.reading.word(*at), prepositions)
        };
        let at = (from..end).find(is_one)?;
        let number = self.phrases.partition_point(|phrase| phrase.run.start <= at);
        let phrase = self.phrases.get(number)?;
        let near = phrase.is_noun() && phrase.run.start == at + 1 && !self.is_time(phrase);
        near.then(|| self.chain(number, end))
    }
}

/// Whether a word is one of these, capitals aside.
pub fn is_any(word: &str, words: &[&str]) -> bool {
    words.iter().any(|it| it.eq_ignore_ascii_case(word))
}
