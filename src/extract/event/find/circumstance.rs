//! In what way, where, and whether at all.

use std::ops::Range;

use super::{
    super::{
        super::{phrase::Phrase, tag::Tag},
        clause::is_any,
    },
    Finder, Found,
};
use crate::model::Status;

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

/// Whether what a verb tells is certain, to come, or only possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modality {
    None,
    /// `is to`
    Due,
    Will,
    Must,
    May,
}

impl Finder<'_> {
    /// Whether an event happened, goes on, is to come or is only possible.
    pub(super) fn settle(&self, found: &mut Found, phrase: &Phrase, modal: Modality) {
        match modal {
            Modality::None if self.is_going_on(phrase) || found.manner == Manner::Conflict => {
                found.status = Status::Ongoing;
            }
            Modality::None => {}
            Modality::Due | Modality::Will => found.status = Status::Planned,
            Modality::Must | Modality::May => {
                found.status = Status::Unverified;
                found.confidence = found.confidence.min(0.3);
            }
        }
    }

    pub(super) fn modal(&self, phrase: &Phrase) -> Modality {
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

    /// Whether a verb group is in the progressive of the present: `is promoting`.
    fn is_going_on(&self, phrase: &Phrase) -> bool {
        let first = self.reading.word(phrase.run.start);
        self.reading.tokens[phrase.head].tag == Tag::Gerund && is_any(first, &["is", "are"])
    }

    pub(super) fn manner(&self, trigger: Range<usize>, source: &[Range<usize>]) -> Manner {
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
        } else if trigger.clone().any(|at| in_set("agreement", at) || in_set("seal", at)) {
            Manner::Mutual
        } else {
            Manner::Acts
        }
    }

    /// The name behind `in` or the like.
    pub(super) fn place(&self, from: usize) -> Option<Range<usize>> {
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
}
