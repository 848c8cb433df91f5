//! Days and months of the calendar.

use super::{Grammar, PointTo};
use crate::extract::{
    find::time::{
        digits::full_year,
        meaning::{Base, InYear, Point},
    },
    lexicon::time::{Cue, Term, term::Doubt},
    reading::tag::Tag,
};

impl Grammar<'_> {
    /// `Tuesday`, `Tuesday, March 3`, `Thursday 13 August 2015`, `Friday the 13th of May`.
    pub(super) fn weekday(&self, at: usize, weekday: u8, doubt: Doubt) -> PointTo {
        let mut next = at + 1;
        while matches!(self.term(next), Term::Comma | Term::The) && next < at + 3 {
            next += 1;
        }
        let day = match self.term(next) {
            Term::Month(month, doubt) => {
                self.month(next, month, doubt).filter(|(_, base)| matches!(base, Base::Day { .. }))
            }
            Term::Numeric(..) => self.calendar(next).map(|(end, point)| (end, point.base)),
            _ => self.day_first(next),
        };
        if let Some((end, base)) = day {
            return Some((end, Point { weekday: Some(weekday), ..Point::of(base) }));
        }
        let alone = doubt == Doubt::Sure && self.has_capital(at);
        alone.then(|| (at + 1, Point::of(Base::Weekday(weekday, None))))
    }

    /// `March`, `March 3`, `March 3-5, 1998`, `March 1998`, `March '98`.
    pub(super) fn month(&self, at: usize, month: u8, doubt: Doubt) -> Option<(usize, Base)> {
        if !self.has_capital(at) {
            return None;
        }
        let next = at + 1;
        if let Some((day, end)) = self.day_number(next)
            && !matches!(self.term(end), Term::Meridiem(_) | Term::Number(100..))
        {
            let (end, until) = self.until(end, day);
            let (end, year) = self.in_year(end);
            return Some((end, Base::Day { year, month, day, until }));
        }
        if let (end, year @ (InYear::Told(_) | InYear::Which(_))) = self.in_year(next) {
            return Some((end, Base::Month(month, year)));
        }
        (doubt == Doubt::Sure || self.month_fits(at))
            .then_some((next, Base::Month(month, InYear::Open)))
    }

    /// Whether a word that is a month or something else is a month here: `in March`, `a March
    /// meeting`; not `the March on Washington`, `Voters May Decide`.
    fn month_fits(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let is_act = matches!(self.tag(at), Tag::Modal | Tag::Auxiliary)
            && (self.tag(at + 1).is_verb()
                || matches!(self.tag(at + 1), Tag::Auxiliary | Tag::Negation));
        // `May Lind left`, but `in May Lind left`.
        let is_name = matches!(self.tag(at + 1), Tag::Name)
            && self.term(at + 1) == Term::None
            && self.term(before) != Term::In;
        if is_act || is_name || self.cue(at + 1, Cue::Walks) {
            return false;
        }
        let leads = matches!(
            self.term(before),
            Term::In
                | Term::Of
                | Term::To
                | Term::From
                | Term::Between
                | Term::Through
                | Term::Limit(_)
                | Term::And
                | Term::Or
                | Term::Before
                | Term::After
                | Term::Each
                | Term::Which(_)
                | Term::Edge(_)
                | Term::EdgeOf(_)
                | Term::A
                | Term::Genitive
                | Term::At
        );
        let tag = self.tag(before);
        (leads || matches!(tag, Tag::Preposition | Tag::Subordinator | Tag::Past | Tag::Determiner))
            && !matches!(self.term(before), Term::Digits(..))
    }

    /// `13 August 2015`, `5th of May`, `5-9 May`, `19-Nov-12`.
    pub(super) fn day_first(&self, at: usize) -> Option<(usize, Base)> {
        if self.joined(at) {
            return None;
        }
        let (day, end) = self.day_number(at)?;
        let (end, until) = self.until(end, day);
        let end = if self.term(end) == Term::Of { end + 1 } else { end };
        let Term::Month(month, _) = self.term(end) else { return None };
        if !self.has_capital(end) {
            return None;
        }
        if let Term::Digits(short, 2) = self.term(end + 1)
            && (self.joined(end + 1) || self.clause_ends(end + 2))
        {
            let year = InYear::Told(full_year(short) as i32);
            return Some((end + 2, Base::Day { year, month, day, until }));
        }
        if self.joined(end + 1) && !matches!(self.term(end + 1), Term::Digits(_, 4)) {
            // `31-June 2` is the end of one date and the beginning of another.
            return Some((end + 1, Base::Day { year: InYear::Open, month, day, until }));
        }
        let (end, year) = self.in_year(end + 1);
        Some((end, Base::Day { year, month, day, until }))
    }

    /// The last of several days behind the first: `-9`, `– 9`.
    fn until(&self, at: usize, first: u8) -> (usize, Option<u8>) {
        let day = if self.term(at) == Term::Dash { at + 1 } else { at };
        match self.day_number(day) {
            Some((last, end)) if last > first && (day > at || self.joined(at)) => (end, Some(last)),
            _ => (at, None),
        }
    }

    /// The day of a month, and the atom behind it.
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        match self.term(at) {
            Term::Digits(day @ 1..=31, 1..=2) => Some((day as u8, at + 1)),
            Term::Ordinal(day) | Term::OrdinalDigits(day @ 1..=31) => Some((day, at + 1)),
            _ => None,
        }
    }
}
