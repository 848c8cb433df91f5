//! The triggers of a sentence become events without actors.

mod circumstance;
mod sense;

use std::ops::Range;

pub use self::circumstance::Manner;
use self::{circumstance::Modality, sense::is_harm};
use super::{
    super::{
        Reading,
        lexicon::{Class, Lexicon},
        phrase::{Group, Phrase},
        tag::Tag,
    },
    clause::Clauses,
};
use crate::model::{Kind, Status};

/// The rule of the verb that stands for a sentence without triggers.
pub const MAIN_VERB: &str = "main verb";

/// The rule of a noun that tells of an event by itself.
pub const NOUN: &str = "noun of action";

/// An event as words: runs of tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The verb or noun.
    pub trigger: Range<usize>,
    /// Its kind.
    pub kind: Kind,
    /// Who acts, the nearest first.
    pub source: Vec<Range<usize>>,
    /// Who is acted on, the nearest first.
    pub target: Vec<Range<usize>>,
    /// Whether it happened.
    pub status: Status,
    /// In what way, for the roles.
    pub manner: Manner,
    /// Where.
    pub place: Option<Range<usize>>,
    /// How sure the rule is.
    pub confidence: f64,
    /// The rule.
    pub rule: &'static str,
}

/// The events that the triggers of a sentence tell of.
pub fn find(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    phrases: &[Phrase],
    lexicon: &Lexicon,
    events: &mut Vec<Found>,
) {
    let reports = |phrase: &Phrase| {
        let verb = lexicon.lemma(reading.tokens[phrase.head].word);
        lexicon.triggers.reports(verb)
    };
    let clauses = Clauses::new(reading, sentence.clone(), phrases, reports);
    let mut finder = Finder {
        reading,
        lexicon,
        clauses,
        used: vec![false; sentence.len()],
        start: sentence.start,
    };
    let from = events.len();
    for (number, phrase) in phrases.iter().enumerate() {
        match phrase.group() {
            Some(group) => finder.verb(number, group, events),
            None => finder.noun(number, events),
        }
    }
    finder.others(from, events);
    events[from..].sort_by_key(|event| event.trigger.start);
}

/// How nouns of acts and events end: `delivery`, `departure`, `success`, `flight`.
const ACT_ENDINGS: &[&str] = &[
    "tion", "tions", "sion", "sions", "ment", "ments", "ery", "eries", "al", "als", "ure", "ures",
    "ance", "ances", "cess", "cesses", "cy", "cies", "sis", "ses", "ight", "ights", "owth", "oss",
    "osses", "ale", "ales", "oice", "oices", "off", "offs", "vent", "vents", "icy",
];

struct Finder<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
    clauses: Clauses<'r>,
    /// The tokens that an earlier trigger has taken.
    used: Vec<bool>,
    start: usize,
}

impl Finder<'_> {
    /// The subject, and where it is a pronoun in a reported clause, who reports.
    fn sources(&self, number: usize, subject: Option<Range<usize>>) -> Vec<Range<usize>> {
        let mut sources: Vec<_> = subject.into_iter().collect();
        let is_pronoun = sources
            .first()
            .is_some_and(|it| it.clone().all(|at| self.reading.tokens[at].tag == Tag::Pronoun));
        if is_pronoun
            && let Some(before) = self.clauses.verb_before(number)
            && self.clauses.reports(before)
        {
            sources.extend(self.clauses.subject(before));
        }
        sources
    }

    /// Whether a participle stands before a noun or as one: `the wounded`.
    fn is_attribute(&self, phrase: &Phrase) -> bool {
        let at = phrase.head;
        phrase.run.len() == 1
            && matches!(self.reading.tokens[at].tag, Tag::Past | Tag::Participle)
            && at > self.start
            && matches!(
                self.reading.tokens[at - 1].tag,
                Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::Preposition
            )
    }

    /// Who says that another must do something, asks for it.
    fn must(&mut self, number: usize, events: &mut Vec<Found>) {
        let Some(before) = self.clauses.verb_before(number) else { return };
        if !self.clauses.reports(before) {
            return;
        }
        let head = self.clauses.phrases()[number].run.start;
        events.push(Found {
            trigger: head..head + 1,
            kind: Kind::Request,
            source: self.clauses.subject(before).into_iter().collect(),
            target: self.clauses.subject(number).into_iter().collect(),
            status: Status::Occurred,
            manner: Manner::default(),
            place: None,
            confidence: 0.45,
            rule: "must",
        });
    }

    fn verb(&mut self, number: usize, group: Group, events: &mut Vec<Found>) {
        let phrase = self.clauses.phrases()[number].clone();
        if self.is_used(phrase.head) {
            return;
        }
        if self.is_attribute(&phrase) {
            return;
        }
        let modal = self.modal(&phrase);
        if modal == Modality::Must && !group.negated {
            self.must(number, events);
        }
        let Some(told) = self.told(number, 3) else { return };
        let subject = self.clauses.subject(number);
        let by = self.clauses.behind(phrase.head + 1, &["by"]);
        let passive = group.passive && told.head == phrase.head
            || self.clauses.is_participle(number)
            || by.as_ref().is_some_and(|by| by.start <= phrase.head + 3);
        let (source, target) = if passive {
            let mut target: Vec<_> = subject.into_iter().collect();
            target.extend(
                self.clauses.complements(told.end).into_iter().filter(|it| by.as_ref() != Some(it)),
            );
            (by.into_iter().collect(), target)
        } else {
            let mut object = self.clauses.complements(told.end);
            if object.is_empty() {
                object = self.clauses.complements(phrase.head + 1);
            }
            (self.sources(number, subject), object)
        };
        let trigger = told.head..told.head + 1;
        let certainty = match self.reading.tokens[phrase.head].tag {
            Tag::Gerund if group.infinite => 0.6,
            _ if group.infinite => 0.35,
            _ if self.clauses.is_conditional(number) => 0.3,
            _ => 0.8,
        };
        let mut found = Found {
            manner: self.manner(told.head..told.end, &source),
            place: self.place(told.end),
            trigger,
            kind: told.kind,
            source,
            target,
            status: told.status,
            confidence: certainty,
            rule: told.rule,
        };
        if group.negated {
            if modal == Modality::Will {
                events.push(Found { kind: Kind::Reject, rule: "will not", ..found });
            }
            return;
        }
        if modal == Modality::Will {
            events.extend(announced(&phrase, &found));
        }
        self.settle(&mut found, &phrase, modal);
        events.push(found);
    }

    fn noun(&mut self, number: usize, events: &mut Vec<Found>) {
        let phrase = &self.clauses.phrases()[number];
        for at in phrase.run.clone() {
            if self.is_used(at) {
                continue;
            }
            let Some((kind, end)) = self.noun_sense(at) else { continue };
            if at != phrase.head && end <= phrase.head {
                continue;
            }
            let before = (phrase.run.start < at).then_some(phrase.run.start..at);
            let by = self.clauses.behind(end, &["by", "between", "from"]);
            let target = self
                .clauses
                .behind(end, &["on", "against", "with", "to", "in", "of", "into", "over"]);
            let found = Found {
                trigger: at..at + 1,
                kind,
                source: by.or(before).into_iter().collect(),
                target: target.into_iter().collect(),
                status: Status::Occurred,
                manner: self.manner(at..end, &[]),
                place: self.place(end),
                confidence: 0.4,
                rule: NOUN,
            };
            self.use_up(at..end);
            events.push(found);
        }
    }

    /// The verbs and nouns of action that no trigger has taken: something happened, but of no kind
    /// that the table tells.
    fn others(&mut self, from: usize, events: &mut Vec<Found>) {
        self.used.fill(false);
        for event in &events[from..] {
            self.use_up(event.trigger.clone());
        }
        let main = if events.len() == from { self.main_verb() } else { None };
        for (number, phrase) in self.clauses.phrases().iter().enumerate() {
            let at = phrase.head;
            let tag = self.reading.tokens[at].tag;
            let tells = if phrase.is_noun() { self.is_action(at) } else { tag.is_verb() };
            if !tells && main != Some(number) || self.is_used(at) {
                continue;
            }
            let mut found = Found {
                trigger: at..at + 1,
                kind: Kind::Other,
                source: Vec::new(),
                target: Vec::new(),
                status: Status::Unverified,
                manner: Manner::default(),
                place: None,
                confidence: 0.1,
                rule: "no trigger",
            };
            if main == Some(number) {
                found.source = self.sources(number, self.clauses.subject(number));
                found.target = self.clauses.complements(at + 1);
                found.rule = MAIN_VERB;
            }
            events.push(found);
        }
    }

    /// The first verb with a subject that does not report what is said, else the first.
    fn main_verb(&self) -> Option<usize> {
        let phrases = self.clauses.phrases();
        let mut finite = (0..phrases.len()).filter(|&it| self.clauses.is_finite(it));
        let first = finite.clone().next();
        let acts = finite.find(|&it| !self.clauses.reports(it));
        acts.or(first)
    }

    /// Whether a noun tells of an act by its form: `purchase`, `delivery`, `meeting`.
    fn is_action(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        let class = self.lexicon.class(self.base(at));
        let word = self.reading.word(at);
        token.tag == Tag::Noun
            && (class.has(Class::BASE.or(Class::GERUND))
                || ACT_ENDINGS
                    .iter()
                    .any(|ending| word.ends_with(ending) && word.len() > ending.len()))
    }
}

/// That an act will follow is one of words itself: a promise or a threat.
fn announced(phrase: &Phrase, found: &Found) -> Option<Found> {
    let is_said =
        matches!(found.kind, Kind::Accuse | Kind::Reject | Kind::Threaten | Kind::Request);
    let is_deed = matches!(found.rule, "verb" | NOUN | "end of");
    (is_deed && !is_said).then(|| Found {
        trigger: phrase.run.start..phrase.run.start + 1,
        kind: if is_harm(found.kind) { Kind::Threaten } else { Kind::Agree },
        status: Status::Occurred,
        confidence: 0.4,
        place: None,
        rule: "announced",
        ..found.clone()
    })
}
