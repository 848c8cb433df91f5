//! Dates of the calendar; days and years have files of their own.

use super::{Grammar, PointTo};
use crate::extract::{
    find::time::{
        digits::full_year,
        meaning::{Base, InYear, Point},
    },
    lexicon::time::{Term, term::Doubt},
    reading::{
        tag::Tag,
        time::value::{Edge, Season, Unit, Which},
    },
};

impl Grammar<'_> {
    /// A date of the calendar, without what may stand before it.
    pub(super) fn calendar(&self, at: usize) -> PointTo {
        let found = match self.term(at) {
            Term::Weekday(weekday, doubt) => return self.weekday(at, weekday, doubt),
            Term::Month(month, doubt) => self.month(at, month, doubt),
            Term::Numeric(year, month, day) => {
                let base = Base::Day { year: InYear::Told(year.into()), month, day, until: None };
                Some((at + 1, base))
            }
            Term::Years(from, to) => Some((at + 1, Base::Years(from.into(), to.into()))),
            Term::Holiday(holiday) if self.has_capital(at) => {
                let (end, year) = self.in_year(at + 1);
                Some((end, Base::Holiday(holiday, year)))
            }
            Term::Season(season, doubt) => self.season(at, season, doubt),
            Term::QuarterSign(number) => {
                let (end, year) = self.in_year(at + 1);
                Some((end, Base::Quarter(number, year)))
            }
            Term::DecadeOf(first, 2) => {
                let led = at > 0 && matches!(self.term(at - 1), Term::Edge(_));
                (led && first >= 50).then(|| (at + 1, decade_of(first, 2)))
            }
            Term::DecadeOf(first, length) => Some((at + 1, decade_of(first, length))),
            Term::Apostrophe => match self.term(at + 1) {
                Term::Digits(value, 2) if self.year_may_stand(at) => {
                    Some((at + 2, Base::Year(full_year(value) as i32)))
                }
                Term::DecadeOf(first, length) => Some((at + 2, decade_of(first, length))),
                _ => None,
            },
            Term::Fiscal => self.fiscal(at + 1),
            Term::Ordinal(_) | Term::OrdinalDigits(_) => {
                self.ordinal(at).or_else(|| self.day_first(at))
            }
            Term::Digits(..) => {
                self.day_first(at).or_else(|| self.quarter_of_year(at)).or_else(|| self.year(at))
            }
            Term::Number(_) => self.year_in_words(at).map(|(end, year)| (end, Base::Year(year))),
            Term::The | Term::Possessive => self.after_the(at),
            Term::Unit(Unit::Year, _) => self.named_year(at),
            _ => None,
        };
        found.map(|(end, base)| (end, Point::of(base)))
    }

    /// `the third quarter`, `the 20th century`, `the year 2000`, `the nineties`, `the fifth of May`.
    fn after_the(&self, at: usize) -> Option<(usize, Base)> {
        let next = at + 1;
        match self.term(next) {
            Term::Ordinal(_) | Term::OrdinalDigits(_) => {
                self.ordinal(next).or_else(|| self.day_first(next))
            }
            Term::Decade(tens) => Some((next + 1, Base::Decade(1900 + i32::from(tens) * 10))),
            Term::DecadeOf(first, length) if self.term(at) == Term::The => {
                (length == 4 || first >= 50).then(|| (next + 1, decade_of(first, length)))
            }
            Term::Digits(first, 4)
                if first % 10 == 0
                    && self.term(next + 1) == Term::Genitive
                    && !self.is_nominal(next + 2) =>
            {
                Some((next + 2, Base::Decade(first as i32)))
            }
            Term::Apostrophe => match self.term(next + 1) {
                Term::DecadeOf(first, length) => Some((next + 2, decade_of(first, length))),
                _ => None,
            },
            Term::Digits(year, 4) => match self.term(next + 1) {
                Term::Period => Some((next + 2, Base::Year(year as i32))),
                Term::Unit(Unit::Quarter, _) => {
                    Some((next + 2, Base::SameQuarter(InYear::Told(year as i32))))
                }
                _ => self.quarter_of_year(next),
            },
            Term::Season(season, doubt) => {
                let (end, year) = self.in_year(next + 1);
                let sure = doubt == Doubt::Sure || year != InYear::Open;
                let in_it = at > 0
                    && self.tag(at - 1) == Tag::Preposition
                    && self.term(next + 1) != Term::Of
                    && !matches!(self.term(next + 1), Term::In | Term::From | Term::To);
                (sure || in_it).then_some((end, Base::Season(season, year)))
            }
            Term::Fiscal => self.fiscal(next + 1),
            Term::Unit(Unit::Year, _) => self.named_year(next),
            _ => None,
        }
    }

    /// `1998`, `first quarter`, `second-quarter`, `year` after `fiscal`.
    fn fiscal(&self, at: usize) -> Option<(usize, Base)> {
        match self.term(at) {
            Term::Digits(year, 4) => Some((at + 1, Base::Year(year as i32))),
            Term::Ordinal(_) => self.ordinal(at),
            Term::Unit(Unit::Year, _) => match self.named_year(at) {
                Some(found) => Some(found),
                None => Some((at + 1, Base::Unit(Unit::Year, Which::This))),
            },
            _ => None,
        }
    }

    /// `third quarter of 1990`, `first half`, `20th century`, `21st-century`.
    fn ordinal(&self, at: usize) -> Option<(usize, Base)> {
        let (Term::Ordinal(number) | Term::OrdinalDigits(number)) = self.term(at) else {
            return None;
        };
        let at = if self.term(at + 1) == Term::Fiscal { at + 1 } else { at };
        match self.term(at + 1) {
            Term::Unit(Unit::Quarter, _) if number <= 4 => {
                let (end, year) = self.in_year(at + 2);
                Some((end, Base::Quarter(number, year)))
            }
            Term::Half if number <= 2 => match self.in_year(at + 2) {
                (_, InYear::Open) => None,
                (end, year) => Some((end, Base::Half(number, year))),
            },
            Term::Unit(Unit::Century, _) => {
                if self.has_capital(at + 1) && self.tag(at + 2) == Tag::Name {
                    return None;
                }
                let (end, sign) = self.era(at + 2);
                let century = i32::from(number) - 1;
                let first = if sign < 0 { -100 * (century + 1) } else { 100 * century };
                Some((end, Base::Century(first)))
            }
            _ => None,
        }
    }

    /// `1988 second quarter`
    fn quarter_of_year(&self, at: usize) -> Option<(usize, Base)> {
        let Term::Digits(year @ 1000..=2100, 4) = self.term(at) else { return None };
        match (self.term(at + 1), self.term(at + 2)) {
            (Term::Ordinal(number @ 1..=4), Term::Unit(Unit::Quarter, _)) => {
                Some((at + 3, Base::Quarter(number, InYear::Told(year as i32))))
            }
            (Term::Ordinal(number @ 1..=2), Term::Half) => {
                Some((at + 3, Base::Half(number, InYear::Told(year as i32))))
            }
            _ => None,
        }
    }

    /// `summer`, `spring 1990`.
    fn season(&self, at: usize, season: Season, doubt: Doubt) -> Option<(usize, Base)> {
        let (end, year) = self.in_year(at + 1);
        let sure = doubt == Doubt::Sure || year != InYear::Open;
        sure.then_some((end, Base::Season(season, year)))
    }

    /// `year end`, `year's end`, `year-end`, `month's end`.
    pub(super) fn unit_end(&self, at: usize) -> PointTo {
        let start = if self.term(at) == Term::The { at + 1 } else { at };
        let Term::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week), _) = self.term(start) else {
            return None;
        };
        let end = if self.term(start + 1) == Term::Genitive { start + 2 } else { start + 1 };
        (self.term(end) == Term::End).then(|| {
            let mut point = Point::of(Base::Unit(unit, Which::This));
            point.edge = Some(Edge::End);
            (end + 1, point)
        })
    }
}

/// The first year of `1990s` and `90s`.
fn decade_of(first: u32, length: u8) -> Base {
    match (first, length) {
        // `the 1900s` are a century.
        (_, 4) if first.is_multiple_of(100) && first < 2000 => Base::Century(first as i32),
        (_, 4) => Base::Decade(first as i32),
        _ => Base::Decade(full_year(first) as i32),
    }
}
