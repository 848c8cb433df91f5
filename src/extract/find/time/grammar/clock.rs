//! Times and parts of the day, alone or with their day.

use super::{Grammar, PointTo};
use crate::extract::{
    find::time::{
        digits::of_four,
        meaning::{Base, Point},
    },
    lexicon::time::{Cue, Term, term::Doubt},
    reading::time::value::{Part, Unit, Which},
};

impl Grammar<'_> {
    /// A date, a time of day, or both.
    pub(super) fn moment(&self, at: usize) -> PointTo {
        [self.clock_first(at), self.part_first(at), self.day_then_time(at)]
            .into_iter()
            .flatten()
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// A date alone.
    fn day(&self, at: usize) -> PointTo {
        let plain = [self.calendar(at), self.relative(at), self.unit_after_preposition(at)];
        plain
            .into_iter()
            .chain([self.counted_in(at)])
            .flatten()
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// `for the week`, `the quarter`, `over the weekend`: what follows the preposition.
    fn unit_after_preposition(&self, at: usize) -> PointTo {
        let (end, mut point) = self.bare_unit(at)?;
        let Base::Unit(unit, _) = point.base else { return None };
        point.base = match unit {
            Unit::Quarter => Base::Unit(unit, Which::Latest),
            Unit::Weekend => Base::Unit(unit, Which::That),
            _ => point.base,
        };
        let fits = match unit {
            Unit::Quarter | Unit::Weekend => true,
            Unit::Week | Unit::Month | Unit::Year => {
                at > 0
                    && (self.cue(at - 1, Cue::InUnit)
                        || matches!(self.term(at - 1), Term::EdgeOf(_)))
            }
            _ => false,
        };
        fits.then_some((end, point))
    }

    /// `Tuesday`, `Tuesday night`, `Tuesday at 10 p.m.`, `March 3, 6 p.m.`.
    fn day_then_time(&self, at: usize) -> PointTo {
        let found = self.with_part(self.day(at)?);
        let (end, mut point) = found;
        if !is_day(&point) {
            return Some((end, point));
        }
        let clock = match self.term(end) {
            Term::At | Term::Comma => self.clock(end + 1),
            _ => self.clock(end),
        };
        let Some((end, clock)) = clock else { return Some((end, point)) };
        point.clock = Some(clock);
        point.part = None;
        Some((end, point))
    }

    /// The part of the day behind a day.
    pub(super) fn with_part(&self, (end, mut point): (usize, Point)) -> (usize, Point) {
        let (Term::Part(part, _), true) = (self.term(end), is_day(&point)) else {
            return (end, point);
        };
        point.part = Some(part);
        (end + 1, point)
    }

    /// `10 p.m.`, `noon Thursday`, `18:00 GMT on March 3`.
    fn clock_first(&self, at: usize) -> PointTo {
        let (end, clock) = self.clock(at)?;
        let mut point = Point::of(Base::Open);
        point.clock = Some(clock);
        let day = match self.term(end) {
            Term::Comma | Term::On | Term::Of => self.day(end + 1),
            _ => self.day(end),
        };
        match day.filter(|(_, day)| is_day(day) && day.clock.is_none()) {
            Some((end, day)) => {
                point.base = day.base.clone();
                point.weekday = day.weekday;
                let (end, _) = self.with_part((end, day));
                Some((end, point))
            }
            None => Some((end, point)),
        }
    }

    /// `the morning of March 3`, `the night`, `early morning`.
    fn part_first(&self, at: usize) -> PointTo {
        let part_at = if self.term(at) == Term::The { at + 1 } else { at };
        let Term::Part(part, doubt) = self.term(part_at) else { return None };
        let mut point = Point::of(Base::Open);
        point.part = Some(part);
        let behind = part_at + 1;
        if matches!(self.term(behind), Term::Of | Term::On)
            || matches!(self.term(behind), Term::Day(_))
        {
            let day = if let Term::Day(_) = self.term(behind) { behind } else { behind + 1 };
            if let Some((end, day)) = self.day(day).filter(|(_, day)| is_day(day)) {
                point.base = day.base;
                point.weekday = day.weekday;
                return Some((end, point));
            }
        }
        let at_night = at > 0 && part == Part::Night && self.term(at - 1) == Term::At;
        let in_it = at_night || at > 0 && self.cue(at - 1, Cue::InPart);
        let alone = part_at > at || at_night;
        (doubt == Doubt::Sure && in_it && alone && !self.is_nominal(behind))
            .then_some((behind, point))
    }

    /// A time of day: hour and minute.
    fn clock(&self, at: usize) -> Option<(usize, (u8, u8))> {
        let (mut end, mut clock) = match (self.term(at), self.term(at + 1)) {
            (Term::Clock(hour), _) => (at + 1, (hour, 0)),
            (Term::ClockDigits(hour, minute, Some(add)), _) => {
                (at + 1, (half_day(hour, add), minute.unwrap_or(0)))
            }
            (Term::ClockDigits(hour, minute, None), Term::Meridiem(add)) => {
                (at + 2, (half_day(hour, add), minute.unwrap_or(0)))
            }
            (Term::ClockDigits(hour, Some(minute), None), _) => (at + 1, (hour, minute)),
            (
                Term::Digits(hour @ 1..=12, 1..=2) | Term::Number(hour @ 1..=12),
                Term::Meridiem(add),
            ) => (at + 2, (half_day(hour as u8, add), 0)),
            (Term::Digits(hour @ 1..=12, 1..=2) | Term::Number(hour @ 1..=12), Term::Oclock) => {
                (at + 2, (hour as u8, 0))
            }
            (Term::Digits(value, 4), Term::Zone) => (at + 1, of_four(value)?),
            // `4 in the morning`
            (Term::Digits(hour @ 1..=12, 1..=2) | Term::Number(hour @ 1..=12), Term::In)
                if self.term(at + 2) == Term::The
                    && at > 0
                    && !self.tag(at - 1).is_nominal()
                    && matches!(self.term(at + 3), Term::Part(..))
                    && !self.is_nominal(at + 4) =>
            {
                (at + 1, (hour as u8, 0))
            }
            _ => return None,
        };
        if self.term(end) == Term::Zone {
            end += 1;
        }
        // `6 o'clock in the evening`
        if self.term(end) == Term::In
            && self.term(end + 1) == Term::The
            && let Term::Part(part, _) = self.term(end + 2)
        {
            // One in the night is before dawn, eleven is not.
            let small = part == Part::Morning || part == Part::Night && clock.0 < 6;
            if !small && clock.0 < 12 {
                clock.0 += 12;
            }
            end += 3;
        }
        Some((end, clock))
    }
}

/// The hour of the day of an hour with `a.m.` (0) or `p.m.` (12).
fn half_day(hour: u8, add: u8) -> u8 {
    if hour > 12 { hour } else { hour % 12 + add }
}

/// Whether a part of the day or a time can stand with it.
fn is_day(point: &Point) -> bool {
    if point.part.is_some() {
        return false;
    }
    match point.base {
        Base::Day { .. } | Base::Weekday(..) | Base::Holiday(..) => true,
        Base::Unit(unit, _) | Base::FromNow(_, unit, _) | Base::FromThen(_, unit, _) => {
            unit == Unit::Day
        }
        _ => false,
    }
}
