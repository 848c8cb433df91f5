//! The grammar of time expressions: which atoms belong together, and what they mean.
//!
//! Each production looks at a bounded number of atoms from a place on; of all that fit, the longest
//! is taken.

mod clock;
mod date;
mod day;
mod duration;
mod nth;
mod number;
mod relative;
mod series;
mod year;

use super::{
    atom::Atom,
    meaning::{Found, Meaning, Point},
};
use crate::extract::{
    Lexicon, Reading,
    lexicon::{
        Word,
        time::{Cue, Term, term::Doubt},
    },
    reading::{
        tag::Tag,
        time::value::{Edge, Limit, Reference, Which},
    },
};

/// The atoms of a sentence.
#[derive(Clone, Copy)]
pub struct Grammar<'a> {
    /// The reading that they come from.
    pub reading: &'a Reading<'a>,
    /// What the words mean.
    pub lexicon: &'a Lexicon,
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
        let dated = self.dated(at).map(|(end, mut point)| {
            point.limit = self.limit(at, end);
            // `shortly after 2 a.m.`, `before dawn on Monday`: on that day.
            let is_hour = point.clock.is_some() || matches!(self.term(at), Term::Part(..));
            if is_hour && matches!(point.limit, Some(Limit::Before | Limit::After)) {
                point.limit = None;
                point.about |= point.clock.is_some();
            }
            Found { end: self.or_so(end), meaning: Meaning::Point(point), rule: "date" }
        });
        [dated, self.series(at), self.duration(at), self.set(at), self.reference(at)]
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
            | Term::From
            | Term::Between
            | Term::Through
            | Term::Onward
            | Term::Limit(_)
            | Term::Starting
            | Term::HalfSign
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
                    || self.cue(at + 1, Cue::Other)
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
                ) && self.cue(at, Cue::Circa);
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
            // `as soon as`, `too soon`
            Term::Reference(Reference::Future, Doubt::Sure)
                if self.cue(at + 1, Cue::Degree) || at > 0 && self.cue(at - 1, Cue::Degree) =>
            {
                None
            }
            Term::Reference(..) if self.is_in_name(at) => None,
            Term::Reference(reference, Doubt::Sure) => Some(found(at + 1, reference)),
            Term::Reference(reference, Doubt::Doubtful) => {
                let fits = at > 0 && self.tag(at - 1) == Tag::Preposition;
                fits.then(|| found(at + 1, reference))
            }
            Term::The if !self.is_nominal(at + 2) => match self.term(at + 1) {
                Term::Which(Which::Past) => Some(found(at + 2, Reference::Past)),
                Term::ReferenceNoun(reference) => Some(found(at + 2, reference)),
                _ => None,
            },
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

    /// What the word of an atom says about the words of time beside it.
    fn cue(&self, at: usize, cue: Cue) -> bool {
        let word = self.atoms.get(at).map_or(Word::UNKNOWN, |atom| atom.word);
        self.lexicon.time.cue(word, cue)
    }

    /// Whether nothing stands between an atom and the one before.
    fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.atoms.get(before));
        before.zip(self.atoms.get(at)).is_some_and(|(one, two)| one.extent.end == two.extent.start)
    }

    /// Which end of an open stretch a date is, for the words around it: `since`, `until`, `from`
    /// with `onwards`.
    fn limit(&self, at: usize, end: usize) -> Option<Limit> {
        let before = self.before(at)?;
        // `the talks are starting on Monday`: on that day.
        let starts =
            |at: usize| self.term(at) == Term::Starting && self.tag_before(at) != Tag::Auxiliary;
        match self.term(before) {
            Term::Starting => starts(before).then_some(Limit::From),
            Term::In | Term::On | Term::At => {
                (before > 0 && starts(before - 1)).then_some(Limit::From)
            }
            // `from Monday on`
            Term::From => {
                let goes_on = self.term(end) == Term::Onward
                    || self.term(end) == Term::On && self.clause_ends(end + 1);
                goes_on.then_some(Limit::From)
            }
            Term::Limit(limit) => Some(limit),
            Term::Before => Some(Limit::Before),
            Term::After => Some(Limit::After),
            _ => None,
        }
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
