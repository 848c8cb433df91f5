//! The triggers of a sentence become events without actors.

use std::ops::Range;

use super::{
    super::{
        Reading,
        lexicon::{Class, Lexicon, Word},
        phrase::{Group, Phrase},
        tag::Tag,
    },
    clause::{Clauses, is_any},
    triggers::{Form, Seen, Sense},
};
use crate::model::{Kind, Status};

/// How many tokens behind a trigger its pattern may take.
const WINDOW: usize = 16;

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

/// In what way the trigger tells who takes part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// One acts on another.
    #[default]
    Acts,
    /// Somebody goes somewhere: what follows is a place.
    Motion,
    /// Somebody receives others.
    Hosts,
    /// A conflict that is said to be somewhere: who is named does not act.
    Conflict,
    /// What is done takes both sides: `signed an agreement with`.
    Mutual,
    /// Who is acted on is hurt.
    Hurts,
}

/// What a verb or noun tells once what it governs is known.
#[derive(Clone, Copy, Debug)]
struct Told {
    kind: Kind,
    /// The verb or noun that tells it.
    head: usize,
    /// From where its complement is looked for.
    end: usize,
    status: Status,
    rule: &'static str,
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
    fn base(&self, at: usize) -> Word {
        let token = &self.reading.tokens[at];
        let word = self.lexicon.lemma(token.word);
        // A word that only looks like the form of a verb stands as it is: `the left`.
        let is_plain = token.tag == Tag::Noun && self.lexicon.class(word).has(Class::VERB);
        if is_plain && !self.lexicon.class(token.word).has(Class::PLURAL) {
            return token.word;
        }
        word
    }

    /// The tokens of a run as patterns see them; those that tell when, and the preposition before
    /// them, are passed over.
    fn seen(&self, run: Range<usize>, to: &mut Vec<Seen>) {
        let times = &self.reading.times;
        let mut next = times.partition_point(|time| time.run.end <= run.start);
        for at in run {
            while times.get(next).is_some_and(|time| time.run.end <= at) {
                next += 1;
            }
            let tag = self.reading.tokens[at].tag;
            let governs = usize::from(tag == Tag::Preposition);
            let timely = times.get(next).is_some_and(|time| time.run.start <= at + governs);
            to.push(Seen {
                base: if timely { Word::UNKNOWN } else { self.base(at) },
                light: timely || matches!(tag, Tag::Adverb | Tag::Comma),
                name: !timely && tag == Tag::Name,
            });
        }
    }

    fn is_used(&self, at: usize) -> bool {
        self.used.get(at.wrapping_sub(self.start)).copied().unwrap_or(false)
    }

    fn use_up(&mut self, run: Range<usize>) {
        self.used[run.start - self.start..run.end - self.start].fill(true);
    }

    /// What the patterns say of a verb group, and where their words end.
    fn sense(&self, number: usize, group: Group) -> Option<(Sense, usize, usize)> {
        let phrase = &self.clauses.phrases()[number];
        let mut head = phrase.head;
        let tag = self.reading.tokens[head].tag;
        if !tag.is_verb() {
            // `is ready to`: the adjective tells.
            head = (phrase.run.end..self.clauses.reach(phrase.run.end).min(phrase.run.end + 3))
                .find(|&at| !matches!(self.reading.tokens[at].tag, Tag::Adverb))?;
        }
        let base = if tag.is_verb() { self.base(head) } else { self.reading.tokens[head].word };
        let patterns = self.lexicon.triggers.beginning(Form::Verb, base)?;
        let from = head + 1;
        let end = self.clauses.reach(from).min(from + WINDOW);
        let mut seen = Vec::with_capacity(2 * WINDOW);
        self.seen(from..end, &mut seen);
        let behind = seen.len();
        if group.passive
            && let Some(subject) = self.clauses.subject(number)
        {
            self.seen(subject.start..subject.end.min(subject.start + WINDOW), &mut seen);
        }
        let (sense, end) = self.lexicon.triggers.find(patterns, &seen)?;
        let end = if end <= behind { from + end } else { from };
        Some((sense, head, end))
    }

    /// What a verb group tells, with what it governs.
    fn told(&mut self, number: usize, depth: u8) -> Option<Told> {
        let group = self.clauses.phrases()[number].group()?;
        let (sense, head, end) = self.sense(number, group)?;
        let own = |kind, rule| Some(Told { kind, head, end, status: Status::Occurred, rule });
        if let Sense::Kind(kind) = sense {
            self.use_up(head..end);
            return own(kind, "verb");
        }
        let governed = if depth == 0 { None } else { self.governed(number, head, depth - 1) };
        match (sense, governed) {
            (Sense::Intend, Some(it)) if is_harm(it.kind) => Some(Told {
                kind: Kind::Threaten,
                head,
                end: it.end,
                status: Status::Occurred,
                rule: "harm announced",
            }),
            (Sense::Intend, Some(it)) => Some(Told {
                kind: Kind::Agree,
                head,
                end: it.end,
                status: Status::Occurred,
                rule: "promise",
            }),
            (Sense::Intend, None) => own(Kind::Agree, "promise"),
            (Sense::Refuse, it) => Some(Told {
                kind: Kind::Reject,
                head,
                end: it.map_or(end, |it| it.end),
                status: Status::Occurred,
                rule: "refusal",
            }),
            (Sense::Ask, _) => own(Kind::Request, "request"),
            (Sense::Threaten, it) => Some(Told {
                kind: Kind::Threaten,
                head,
                end: it.map_or(end, |it| it.end),
                status: Status::Occurred,
                rule: "threat",
            }),
            (Sense::Do, Some(it)) => Some(it),
            (Sense::Expect, Some(it)) => Some(Told { status: Status::Planned, ..it }),
            (Sense::Stop, Some(it)) => {
                let kind = stopped(it.kind)?;
                Some(Told { kind, head, end: it.end, status: Status::Occurred, rule: "end of" })
            }
            _ => None,
        }
    }

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

    /// What the infinitive, gerund or noun behind a verb tells.
    fn governed(&mut self, number: usize, head: usize, depth: u8) -> Option<Told> {
        let limit = self.clauses.reach(head + 1);
        let phrases = self.clauses.phrases();
        for (next, phrase) in phrases.iter().enumerate().skip(number + 1) {
            if phrase.run.start >= limit {
                break;
            }
            if phrase.group().is_some() {
                let told = self.told(next, depth);
                self.use_up(phrase.run.clone());
                return told;
            }
            for at in phrase.run.clone() {
                if let Some((kind, end)) = self.noun_sense(at) {
                    self.use_up(at..end);
                    return Some(Told {
                        kind,
                        head: at,
                        end,
                        status: Status::Occurred,
                        rule: NOUN,
                    });
                }
            }
        }
        None
    }

    fn noun_sense(&self, at: usize) -> Option<(Kind, usize)> {
        if !matches!(
            self.reading.tokens[at].tag,
            Tag::Noun | Tag::Gerund | Tag::Name | Tag::Adjective
        ) {
            return None;
        }
        let patterns = self.lexicon.triggers.beginning(Form::Noun, self.base(at))?;
        let from = at + 1;
        let end = self.clauses.reach(from).min(from + WINDOW);
        let mut seen = Vec::with_capacity(WINDOW);
        self.seen(from..end, &mut seen);
        match self.lexicon.triggers.find(patterns, &seen)? {
            (Sense::Kind(kind), end) => Some((kind, from + end)),
            _ => None,
        }
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
            if modal != Modality::Will {
                return;
            }
            found.kind = Kind::Reject;
            found.rule = "will not";
        } else {
            match modal {
                Modality::None if self.is_going_on(&phrase) || found.manner == Manner::Conflict => {
                    found.status = Status::Ongoing;
                }
                Modality::None => {}
                Modality::Due => found.status = Status::Planned,
                Modality::Will => {
                    let stays = matches!(
                        told.kind,
                        Kind::Accuse | Kind::Reject | Kind::Threaten | Kind::Request
                    );
                    if !stays && matches!(told.rule, "verb" | NOUN | "end of") {
                        let kind = if is_harm(told.kind) { Kind::Threaten } else { Kind::Agree };
                        let announced = Found {
                            trigger: phrase.run.start..phrase.run.start + 1,
                            kind,
                            status: Status::Occurred,
                            confidence: 0.4,
                            place: None,
                            rule: "announced",
                            ..found.clone()
                        };
                        events.push(announced);
                    }
                    found.status = Status::Planned;
                }
                Modality::Must | Modality::May => {
                    found.status = Status::Unverified;
                    found.confidence = found.confidence.min(0.3);
                }
            }
        }
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

    /// Whether a verb group is in the progressive of the present: `is promoting`.
    fn is_going_on(&self, phrase: &Phrase) -> bool {
        let first = self.reading.word(phrase.run.start);
        self.reading.tokens[phrase.head].tag == Tag::Gerund && is_any(first, &["is", "are"])
    }

    fn manner(&self, trigger: Range<usize>, source: &[Range<usize>]) -> Manner {
        let triggers = &self.lexicon.triggers;
        let in_set = |set, at: usize| triggers.is_in(set, self.base(at));
        if in_set("motion", trigger.start) {
            Manner::Motion
        } else if in_set("host", trigger.start) {
            Manner::Hosts
        } else if in_set("hurt", trigger.start) {
            Manner::Hurts
        } else if in_set("conflict", trigger.start)
            || source.first().is_some_and(|run| in_set("conflict", run.end - 1))
        {
            Manner::Conflict
        } else if trigger.clone().any(|at| in_set("agreement", at)) {
            Manner::Mutual
        } else {
            Manner::Acts
        }
    }

    /// The name behind `in` or the like.
    fn place(&self, from: usize) -> Option<Range<usize>> {
        let run = self.clauses.behind(from, &["in", "at", "near", "outside", "to"])?;
        let name = run.clone().find(|&at| self.reading.tokens[at].tag == Tag::Name)?;
        let before = self.reading.word(run.start - 1);
        if before.eq_ignore_ascii_case("to") && !self.moved(from) {
            return None;
        }
        let end = (name..run.end).find(|&at| self.reading.tokens[at].tag != Tag::Name);
        Some(run.start..end.unwrap_or(run.end))
    }

    fn moved(&self, from: usize) -> bool {
        (from.saturating_sub(2).max(self.start)..from)
            .any(|at| self.lexicon.triggers.is_in("motion", self.base(at)))
    }

    fn modal(&self, phrase: &Phrase) -> Modality {
        for at in phrase.run.clone() {
            let tag = self.reading.tokens[at].tag;
            if tag == Tag::To && at > phrase.run.start {
                return Modality::Due;
            }
            if tag != Tag::Modal {
                continue;
            }
            let word = self.reading.word(at);
            return if is_any(word, &["will", "would", "'ll", "’ll", "shall", "won't", "wouldn't"])
            {
                Modality::Will
            } else if is_any(word, &["must", "should"]) {
                Modality::Must
            } else {
                Modality::May
            };
        }
        Modality::None
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Modality {
    None,
    /// `is to`
    Due,
    Will,
    Must,
    May,
}

/// Whether an act of the kind is meant to hurt.
fn is_harm(kind: Kind) -> bool {
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
        Kind::Agree => Kind::Reject,
        Kind::Coerce | Kind::Sanction | Kind::Protest | Kind::Threaten | Kind::Accuse => {
            Kind::Concede
        }
        Kind::Assault | Kind::Mobilize => Kind::Retreat,
        _ => return None,
    })
}
