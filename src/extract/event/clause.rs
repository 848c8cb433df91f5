//! Who does it and to whom: the subject and the complement of a verb or a noun of action.

use std::ops::Range;

use super::super::{Reading, phrase::Phrase, tag::Tag, time::TimeKind};

/// How far, in tokens, a subject is looked for before its verb, and a complement behind it.
const REACH: usize = 60;

/// What opens a clause or a phrase of time.
const TEMPORAL: &[&str] = &["after", "before", "since", "until", "as", "following", "during"];

/// A sentence with its phrases and its times.
#[derive(Clone, Debug)]
pub struct Clauses<'r> {
    reading: &'r Reading<'r>,
    /// The tokens, without a dateline.
    sentence: Range<usize>,
    phrases: &'r [Phrase],
    /// How each phrase stands in its clause.
    modes: Vec<Mode>,
}

/// How a phrase stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It is a noun phrase.
    Noun,
    /// A verb with a subject.
    Finite,
    /// A verb with a subject that reports: a clause may follow without a conjunction.
    Reports,
    /// An infinitive or gerund: its subject is that of the verb before.
    Infinite,
    /// A participle behind the noun that it is about: `sanctions imposed in May`.
    Reduced,
}

impl<'r> Clauses<'r> {
    /// Of the sentence with this run and these phrases.
    #[must_use]
    pub fn new(
        reading: &'r Reading<'r>,
        sentence: Range<usize>,
        phrases: &'r [Phrase],
        reports: impl Fn(&Phrase) -> bool,
    ) -> Self {
        let modes = Vec::with_capacity(phrases.len());
        let mut clauses = Self { reading, sentence, phrases, modes };
        clauses.sentence.start = reading.behind_dateline(&clauses.sentence);
        let mut last = Mode::Noun;
        for (number, phrase) in phrases.iter().enumerate() {
            let mode = match phrase.group() {
                None => Mode::Noun,
                Some(group) if group.infinite => Mode::Infinite,
                Some(_) if last == Mode::Finite && clauses.is_reduced(number) => Mode::Reduced,
                Some(_) if reports(phrase) => Mode::Reports,
                Some(_) => Mode::Finite,
            };
            if mode != Mode::Noun && mode != Mode::Infinite {
                last = mode;
            }
            clauses.modes.push(mode);
        }
        clauses
    }

    /// Whether a past form without a subject of its own follows a noun, and a preposition it.
    fn is_reduced(&self, number: usize) -> bool {
        let run = &self.phrases[number].run;
        let follows = run.end < self.sentence.end
            && matches!(self.tag(run.end), Tag::Preposition | Tag::To | Tag::Adverb);
        run.len() == 1
            && matches!(self.tag(run.start), Tag::Past | Tag::Participle)
            && run.start > self.sentence.start
            && matches!(self.tag(run.start - 1), Tag::Noun | Tag::Name)
            && follows
    }

    /// Whether a verb group is a participle behind the noun that it is about.
    #[must_use]
    pub fn is_participle(&self, number: usize) -> bool {
        self.modes[number] == Mode::Reduced
    }

    /// Whether a verb group reports what is said.
    #[must_use]
    pub fn reports(&self, number: usize) -> bool {
        self.modes[number] == Mode::Reports
    }

    /// Whether a verb group begins a clause of its own.
    #[must_use]
    pub fn is_finite(&self, number: usize) -> bool {
        matches!(self.modes[number], Mode::Finite | Mode::Reports)
    }

    /// The phrases of the sentence.
    #[must_use]
    pub fn phrases(&self) -> &'r [Phrase] {
        self.phrases
    }

    fn tag(&self, at: usize) -> Tag {
        self.reading.tokens[at].tag
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
            verb.group()?;
            match self.modes[number] {
                Mode::Reduced => return self.noun_before(verb.run.start),
                Mode::Infinite => {}
                _ => {
                    if let Some(own) = self.own_subject(number) {
                        return Some(own);
                    }
                }
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
            return self.noun_before(last - 1);
        }
        // `condemned the attack and recalled its envoy`: both have one subject.
        let set_off = (last..verb.run.start).any(|at| self.tag(at) == Tag::Comma);
        if set_off && let Some(subject) = self.before_relative(number, last) {
            return Some(subject);
        }
        let joins = last > self.sentence.start && self.tag(last - 1) == Tag::Conjunction;
        if joins && self.verb_before(number).is_some() {
            return None;
        }
        if let Some(opened) = self.opened_by_time(number) {
            return Some(opened);
        }
        let start = self.clause_start(number);
        let free = self.first_free(start..verb.run.start)?;
        Some(self.chain(free, verb.run.start))
    }

    /// `held talks a day after rebels shelled the town`: what stands between a word of time and the
    /// verb is the subject, if the clause before has its verb.
    fn opened_by_time(&self, number: usize) -> Option<Range<usize>> {
        let noun = &self.phrases[number.checked_sub(1)?];
        let opens = noun.run.start > self.sentence.start
            && is_any(
                self.reading.word(noun.run.start - 1),
                &["after", "before", "since", "until"],
            );
        let adjoins = noun.is_noun() && noun.run.end == self.phrases[number].run.start;
        let has_verb = self.verb_before(number).is_some_and(|it| self.is_finite(it));
        (opens && adjoins && has_verb).then(|| noun.run.clone())
    }

    /// `France, which sold arms to Chad, offered help`: what stands before the relative clause that
    /// a comma has just closed.
    fn before_relative(&self, number: usize, close: usize) -> Option<Range<usize>> {
        let inner = &self.phrases[self.verb_before(number)?].run;
        let relative = inner.start.checked_sub(1).filter(|&at| self.tag(at) == Tag::Relative)?;
        let plain = (inner.end..close).all(|at| self.tag(at) != Tag::Comma);
        let comma = relative.checked_sub(1).filter(|&at| self.tag(at) == Tag::Comma)?;
        plain.then(|| self.noun_before(comma))?
    }

    /// The noun phrase nearest before a token.
    #[must_use]
    pub fn noun_before(&self, token: usize) -> Option<Range<usize>> {
        let end = self.phrases.partition_point(|phrase| phrase.run.end <= token);
        let nouns = self.phrases[..end].iter().rev().take(REACH);
        let mut nouns = nouns.take_while(|it| it.is_noun());
        nouns.find(|it| !self.is_time(it)).map(|it| it.run.clone())
    }

    /// Where the clause of a verb begins: behind the verb before it, or behind what opens a clause.
    fn clause_start(&self, number: usize) -> usize {
        let verb = self.phrases[number].run.start;
        let mut floor = self.sentence.start.max(verb.saturating_sub(REACH));
        if let Some(before) = self.verb_before(number)
            && self.is_finite(before)
        {
            floor = floor.max(self.phrases[before].run.end);
        }
        let opens = |at: &usize| match self.tag(*at) {
            Tag::Subordinator | Tag::Colon | Tag::Stop => true,
            Tag::Comma => self.reading.word(*at) == ";",
            _ => false,
        };
        (floor..verb).rev().find(opens).map_or(floor, |at| at + 1)
    }

    /// Whether the clause of a verb group is a condition.
    #[must_use]
    pub fn is_conditional(&self, number: usize) -> bool {
        let start = self.clause_start(number);
        let opener = start.checked_sub(1).filter(|&at| at >= self.sentence.start);
        opener
            .is_some_and(|at| is_any(self.reading.word(at), &["if", "unless", "whether", "until"]))
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
        // `after a soldier was killed`: what opens the clause may look like a preposition.
        fallback.or_else(|| {
            let end = self.phrases.partition_point(|phrase| phrase.run.end <= run.end);
            let last = &self.phrases[..end].last().filter(|it| it.is_noun())?.run;
            let opens =
                last.start > run.start && is_any(self.reading.word(last.start - 1), TEMPORAL);
            (opens && last.end == run.end).then_some(end - 1)
        })
    }

    /// Whether a preposition stands before a token in its stretch between commas.
    fn is_governed(&self, token: usize, floor: usize) -> bool {
        for at in (floor..token).rev() {
            match self.tag(at) {
                Tag::Preposition => return true,
                Tag::Comma | Tag::Quote | Tag::Dash => return false,
                // `in October the army`: what the preposition governs is the date.
                _ if self.ends_time(at) => return false,
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
            // `the minister, John Doe, and the envoy`
            let adds = between.len() == 2
                && self.tag(last) == Tag::Comma
                && self.tag(last + 1) == Tag::Conjunction;
            let joins = adds
                || between.len() <= 2
                    && between.clone().all(|at| {
                        let tag = self.tag(at);
                        matches!(tag, Tag::Preposition | Tag::Conjunction | Tag::Possessive)
                    });
            if !joins && !self.lists(last, phrase.run.end, end) || self.is_time(phrase) {
                break;
            }
            last = phrase.run.end;
        }
        start..last
    }

    /// Whether the words of a date end with a token.
    fn ends_time(&self, at: usize) -> bool {
        let times = &self.reading.times;
        let first = times.partition_point(|time| time.run.end <= at);
        times.get(first).is_some_and(|time| {
            time.run.end == at + 1 && matches!(time.kind, TimeKind::Date | TimeKind::Time)
        })
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
                Tag::Comma if place + 1 < end && self.tag(place + 1) == Tag::Conjunction => {
                    return true;
                }
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
        let verb = (next..self.phrases.len())
            .take_while(|&it| self.phrases[it].run.start < end)
            .find(|&it| self.is_finite(it))
            .map_or(end, |it| self.phrases[it].run.start);
        let limit = end.min(verb);
        let closes = |at: &usize| match self.tag(*at) {
            Tag::Subordinator | Tag::Relative | Tag::Colon => true,
            Tag::Comma => self.reading.word(*at) == ";",
            Tag::Preposition | Tag::Gerund => is_any(self.reading.word(*at), &["according"]),
            _ => false,
        };
        (from..limit).find(closes).unwrap_or(limit)
    }

    /// The noun phrases behind `from` up to the end of the clause, those that belong together as
    /// one; without those that tell when.
    pub fn complements(&self, from: usize) -> Vec<Range<usize>> {
        const MOST: usize = 6;
        let end = self.reach(from);
        let mut found = Vec::new();
        let mut last = from;
        let first = self.phrases.partition_point(|phrase| phrase.run.start < from);
        for number in first..self.phrases.len() {
            let phrase = &self.phrases[number];
            if phrase.run.end > end || found.len() == MOST {
                break;
            }
            if phrase.run.start >= last && phrase.is_noun() && !self.is_time(phrase) {
                let chain = self.chain(number, end);
                last = chain.end;
                found.push(chain);
            }
        }
        // What stands right before the next verb is its subject: `struck the port, the army said`.
        let is_subject = |run: &Range<usize>| run.end == end && self.is_verb_at(end);
        if found.last().is_some_and(is_subject) {
            found.pop();
        }
        found
    }

    /// Whether a verb group with a subject begins at a token.
    fn is_verb_at(&self, token: usize) -> bool {
        let number = self.phrases.partition_point(|phrase| phrase.run.start < token);
        self.phrases.get(number).is_some_and(|it| it.run.start == token) && self.is_finite(number)
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
