//! Units and weekdays that are counted in a longer stretch: `the last Friday of this month`.

use super::{Grammar, PointTo};
use crate::extract::{
    find::time::meaning::{Base, Nth, NthUnit, Point},
    lexicon::time::{Term, term::Doubt},
    reading::time::{
        Count,
        value::{Plural, Unit, Which},
    },
};

impl Grammar<'_> {
    /// `the last Friday of this month`, `first Wednesday in May`, `the first two weeks of 2014`,
    /// `the week of June 3`.
    pub(super) fn counted_in(&self, at: usize) -> PointTo {
        let start = if self.term(at) == Term::The { at + 1 } else { at };
        self.nth(start).or_else(|| self.around(start))
    }

    fn nth(&self, at: usize) -> PointTo {
        let number = match self.term(at) {
            Term::Ordinal(number @ 1..=12) | Term::OrdinalDigits(number @ 1..=12) => number as i8,
            Term::Which(Which::Last) => -1,
            _ => return None,
        };
        let (unit_at, count) = match self.number(at + 1) {
            Some((end, count @ 2..=31)) => (end, count as u8),
            Some(_) => return None,
            None => (at + 1, 1),
        };
        let unit = match self.term(unit_at) {
            Term::Weekday(day, Doubt::Sure) if count == 1 => NthUnit::Weekday(day),
            Term::Half if count == 1 && (number == 1 || number == 2) => NthUnit::Unit(Unit::Half),
            Term::Unit(unit, plural) if (plural == Plural::Several) == (count > 1) => {
                NthUnit::Unit(unit)
            }
            _ => return None,
        };
        if !matches!(self.term(unit_at + 1), Term::Of | Term::In) {
            return None;
        }
        let (end, whole) = self.stretch_of(unit_at + 2)?;
        let fits = match unit {
            NthUnit::Weekday(_) => length(&whole) > Unit::Week,
            NthUnit::Unit(Unit::Half) => length(&whole) == Unit::Month,
            NthUnit::Unit(unit) => unit >= Unit::Day && unit < length(&whole),
        };
        let nth = Nth { number, count, unit };
        fits.then(|| (end, Point::of(Base::Nth(nth, Box::new(whole)))))
    }

    /// `the week of June 3`, `the weekend of 5 May`, `the week beginning Monday`.
    fn around(&self, at: usize) -> PointTo {
        let Term::Unit(unit @ (Unit::Week | Unit::Weekend), Plural::One) = self.term(at) else {
            return None;
        };
        if !matches!(self.term(at + 1), Term::Of | Term::Starting) {
            return None;
        }
        let (end, point) = self.calendar(at + 2)?;
        matches!(point.base, Base::Day { .. } | Base::Holiday(..))
            .then(|| (end, Point::of(Base::Around(unit, Box::new(point.base)))))
    }

    /// The stretch that something is counted in: `May`, `this month`, `the year`, `2014`.
    fn stretch_of(&self, at: usize) -> Option<(usize, Base)> {
        if let Term::Digits(year @ 1000..=2100, 4) = self.term(at) {
            return Some((at + 1, Base::Year(year as i32)));
        }
        let candidates = [self.calendar(at), self.relative(at), self.bare_unit(at)];
        let longest = candidates.into_iter().flatten().max_by_key(|found| found.0)?;
        let (end, point) = longest;
        (point.part.is_none() && length(&point.base) > Unit::Day).then_some((end, point.base))
    }
}

/// How long a stretch is, in the units that something can be counted in; a day for what is no
/// stretch.
fn length(base: &Base) -> Unit {
    match base {
        Base::Month(..) => Unit::Month,
        Base::Quarter(..) | Base::Season(..) => Unit::Quarter,
        Base::Half(..) => Unit::Half,
        Base::Year(_) => Unit::Year,
        Base::Decade(_) => Unit::Decade,
        Base::Century(_) => Unit::Century,
        Base::Unit(unit, _) => *unit,
        Base::FromNow(Count::Tenths(_), unit, _) | Base::FromThen(Count::Tenths(_), unit, _) => {
            *unit
        }
        _ => Unit::Day,
    }
}
