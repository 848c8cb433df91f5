//! The grammar of time expressions: which atoms belong together, and what they mean.
//!
//! Each production looks at a bounded number of atoms from a place on; of all that fit, the longest
//! is taken.

mod clock;
mod date;
mod duration;
mod number;
mod relative;

use super::{
    atom::Atom,
    meaning::{Found, Meaning, Point},
    words::{Doubt, Edge, Reference, Term},
};
use crate::extract::{Reading, tag::Tag};

/// The atoms of a sentence.
#[derive(Clone, Copy)]
pub struct Grammar<'a> {
    /// The reading that they come from.
    pub reading: &'a Reading<'a>,
    /// The atoms.
    pub atoms: &'a [Atom],
}

/// A stretch of the calendar and the first atom behind it.
type PointTo = Option<(usize, Point)>;

impl Grammar<'_> {
    /// The longest expression that begins at this atom.
    #[must_use]
    pub fn expression(&self, at: usize) -> Option<Found> {
        if !self.may_begin(at) {
            return None;
        }
        let dated = self.dated(at).map(|(end, point)| Found {
            end: self.or_so(end),
            meaning: Meaning::Point(point),
            rule: "date",
        });
        [dated, self.duration(at), self.set(at), self.reference(at)]
            .into_iter()
            .flatten()
            .reduce(|best, other| if other.end > best.end { other } else { best })
    }

    /// Whether an expression can begin here, for all that two atoms tell.
    fn may_begin(&self, at: usize) -> bool {
        match self.term(at) {
            Term::None
            | Term::Comma
            | Term::Genitive
            | Term::Dash
            | Term::Of
            | Term::In
            | Term::On
            | Term::At
            | Term::And
            | Term::Or
            | Term::To
            | Term::Before
            | Term::After
            | Term::Ago
            | Term::Era(_)
            | Term::End
            | Term::So
            | Term::Old
            | Term::Zone
            | Term::Oclock
            | Term::Meridiem(_)
            | Term::Period
            | Term::AndHalf
            | Term::FromNow
            | Term::Adjective
            | Term::Afterward => false,
            Term::The
            | Term::A
            | Term::Possessive
            | Term::Which(_)
            | Term::Number(_)
            | Term::About
            | Term::Ordinal(_)
            | Term::Edge(_)
            | Term::EdgeOf(_)
            | Term::Each
            | Term::Times => {
                self.term(at + 1) != Term::None
                    || matches!(self.term(at), Term::Times | Term::Each)
                    || self.word_is(at + 1, &["other"])
            }
            _ => true,
        }
    }

    /// Where an expression from `at` to `end` begins: a compound before a noun (`the four-year
    /// war`) does not take the article of the noun with it.
    #[must_use]
    pub fn start(&self, at: usize, end: usize) -> usize {
        let of_noun = matches!(self.term(at), Term::The | Term::Possessive | Term::A);
        let before_noun = self.joined(end - 1) && !self.clause_ends(end);
        if of_noun && before_noun && end > at + 2 { at + 1 } else { at }
    }

    /// A date with what may stand before it: `early`, `the end of`, `around`.
    fn dated(&self, at: usize) -> PointTo {
        let plain = self.moment(at);
        let modified = match self.term(at) {
            Term::About => {
                let vague = matches!(
                    self.term(at + 1),
                    Term::Month(..)
                        | Term::Digits(..)
                        | Term::ClockDigits(..)
                        | Term::Clock(_)
                        | Term::Decade(_)
                        | Term::DecadeOf(..)
                        | Term::Weekday(..)
                ) && self
                    .word_is(at, &["about", "around", "circa", "ca", "approximately", "roughly"]);
                self.moment(at + 1).filter(|_| vague).map(|(end, mut point)| {
                    point.about = true;
                    (end, point)
                })
            }
            Term::EdgeOf(edge) => self.moment(at + 1).map(|found| with_edge(found, edge)),
            Term::Edge(edge) => self.edged(at + 1, edge),
            Term::The => match (self.term(at + 1), self.joined(at + 1)) {
                (Term::Edge(edge), false) => self.edged(at + 2, edge),
                _ => None,
            },
            _ => None,
        };
        let year_end = self.unit_end(at);
        [plain, modified, year_end]
            .into_iter()
            .flatten()
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// After `early`: a date, or `in` or `on` and a date.
    fn edged(&self, at: usize, edge: Edge) -> PointTo {
        let at = match self.term(at) {
            Term::In | Term::On => at + 1,
            _ => at,
        };
        self.moment(at).or_else(|| self.bare_unit(at)).map(|found| with_edge(found, edge))
    }

    /// `now`, `recently`, `the past`.
    fn reference(&self, at: usize) -> Option<Found> {
        let found = |end, reference| Found {
            end,
            meaning: Meaning::Reference(reference),
            rule: "past, present or future",
        };
        match self.term(at) {
            Term::Reference(_, Doubt::Sure)
                if self.word_is(at, &["soon"])
                    && (self.word_is(at + 1, &["as", "after"])
                        || at > 0 && self.word_is(at - 1, &["as", "too", "how"])) =>
            {
                None
            }
            Term::Reference(..) if self.is_in_name(at) => None,
            Term::Reference(reference, Doubt::Sure) => Some(found(at + 1, reference)),
            Term::Reference(reference, Doubt::Doubtful) => {
                let fits = at > 0 && self.word_is(at - 1, &["at", "for"]);
                fits.then(|| found(at + 1, reference))
            }
            Term::ReferenceAdjective(reference) => {
                self.is_nominal(at + 1).then(|| found(at + 1, reference))
            }
            Term::The if self.word_is(at + 1, &["past", "future"]) && !self.is_nominal(at + 2) => {
                let past = self.word_is(at + 1, &["past"]);
                Some(found(at + 2, if past { Reference::Past } else { Reference::Future }))
            }
            Term::ReferenceNoun(reference) => {
                let fits = at > 0
                    && matches!(self.term(at - 1), Term::In | Term::Possessive)
                    && !self.is_nominal(at + 1);
                fits.then(|| found(at + 1, reference))
            }
            _ => None,
        }
    }

    /// What an atom has to do with time; nothing behind the last.
    fn term(&self, at: usize) -> Term {
        self.atoms.get(at).map_or(Term::None, |atom| atom.term)
    }

    /// Whether an atom hangs on the one before by a hyphen.
    fn joined(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.joined)
    }

    /// The tag of an atom's first token; that of a stop outside of the sentence.
    fn tag(&self, at: usize) -> Tag {
        self.atoms.get(at).map_or(Tag::Stop, |atom| self.reading.tokens[atom.token].tag)
    }

    /// The tag of the token before an atom.
    fn tag_before(&self, at: usize) -> Tag {
        at.checked_sub(1).map_or(Tag::Stop, |before| self.tag(before))
    }

    /// The words of an atom.
    fn text(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| self.reading.slice(atom.extent))
    }

    /// Whether an atom is one of these words, in small letters or with a capital.
    fn word_is(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether a noun or what stands before one is there.
    fn is_nominal(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Gerund)
    }

    /// Whether a word with a capital ends a name: `USA Today`.
    fn is_in_name(&self, at: usize) -> bool {
        self.has_capital(at) && self.tag_before(at) == Tag::Name && self.term(at - 1) == Term::None
    }

    /// Whether the word is written with a capital.
    fn has_capital(&self, at: usize) -> bool {
        self.text(at).starts_with(char::is_uppercase)
    }
}

fn with_edge((end, mut point): (usize, Point), edge: Edge) -> (usize, Point) {
    point.edge = Some(edge);
    (end, point)
}
