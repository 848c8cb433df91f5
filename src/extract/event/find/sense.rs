//! What the triggers tell, with what they govern.

use std::ops::Range;

use super::{
    super::{
        super::{
            lexicon::{Class, Word},
            phrase::Group,
            tag::Tag,
        },
        clause::is_any,
        triggers::{Form, Seen, Sense},
    },
    Finder, NOUN,
};
use crate::model::{Kind, Status};

/// How many tokens behind a trigger its pattern may take.
const WINDOW: usize = 16;

/// What a verb or noun tells once what it governs is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) kind: Kind,
    /// The verb or noun that tells it.
    pub(super) head: usize,
    /// From where its complement is looked for.
    pub(super) end: usize,
    pub(super) status: Status,
    pub(super) rule: &'static str,
}

impl Finder<'_> {
    pub(super) fn base(&self, at: usize) -> Word {
        let token = &self.reading.tokens[at];
        let word = self.lexicon.lemma(token.word);
        // A word that only looks like the form of a verb stands as it is: `the left`.
        let is_plain = token.tag == Tag::Noun && self.lexicon.class(word).has(Class::VERB);
        if is_plain && !self.lexicon.class(token.word).has(Class::PLURAL.or(Class::PRESENT)) {
            return token.word;
        }
        word
    }

    /// The tokens of a run as patterns see them; those that tell when, and the preposition before
    /// them, are passed over.
    pub(super) fn seen(&self, run: Range<usize>, to: &mut Vec<Seen>) {
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

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.used.get(at.wrapping_sub(self.start)).copied().unwrap_or(false)
    }

    pub(super) fn use_up(&mut self, run: Range<usize>) {
        self.used[run.start - self.start..run.end - self.start].fill(true);
    }

    /// What the patterns say of a verb group, and where their words end.
    pub(super) fn sense(&self, number: usize, group: Group) -> Option<(Sense, usize, usize)> {
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
        // `wants the mission to leave`: who is wanted to do it stands before the infinitive.
        let to_do = end > from + 1 && is_any(self.reading.word(end - 1), &["to"]);
        Some((sense, head, if to_do && sense == Sense::Ask { from } else { end }))
    }

    /// What a verb group tells, with what it governs.
    pub(super) fn told(&mut self, number: usize, depth: u8) -> Option<Told> {
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

    /// What the infinitive, gerund or noun behind a verb tells.
    pub(super) fn governed(&mut self, number: usize, head: usize, depth: u8) -> Option<Told> {
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

    pub(super) fn noun_sense(&self, at: usize) -> Option<(Kind, usize)> {
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
        Kind::Agree => Kind::Reject,
        Kind::Coerce | Kind::Sanction | Kind::Protest | Kind::Threaten | Kind::Accuse => {
            Kind::Concede
        }
        Kind::Assault | Kind::Mobilize => Kind::Retreat,
        _ => return None,
    })
}
