//! Dates told from the time of writing or from what was spoken of: `last week`, `the day before`,
//! `two years ago`.

use super::{Grammar, PointTo};
use crate::extract::{
    find::time::meaning::{Base, InYear, Point, Side},
    lexicon::time::{Cue, Term, term::Doubt},
    reading::{
        tag::Tag,
        time::{
            Count,
            value::{Edge, Part, Plural, Reference, Unit, Which},
        },
    },
};

impl Grammar<'_> {
    /// A relative date, without what may stand before it.
    pub(super) fn relative(&self, at: usize) -> PointTo {
        let plain = |end: usize, base: Base| Some((end, Point::of(base)));
        match self.term(at) {
            Term::Day(_) if self.is_in_name(at) => None,
            Term::Day(days) => plain(at + 1, days_from_now(days)),
            Term::Overnight if self.is_nominal(at + 1) => None,
            Term::Tonight | Term::Overnight => {
                Some((at + 1, part_of(days_from_now(0), Part::Night)))
            }
            // `Following the talks`, `the war will last`.
            Term::Which(Which::Following) => None,
            Term::Which(_) if at > 0 && self.has_capital(at) && self.has_capital(at + 1) => None,
            // `the last day` of something
            Term::Which(_)
                if at > 0
                    && self.term(at - 1) == Term::The
                    && matches!(self.term(at + 1), Term::Unit(Unit::Day, _)) =>
            {
                None
            }
            Term::Which(which) => self.which(at + 1, which, false),
            Term::ReferenceAdjective(Reference::Present) => self.which(at + 1, Which::This, false),
            Term::The | Term::Possessive => match self.term(at + 1) {
                Term::Which(which) => self.which(at + 2, which, true),
                Term::ReferenceAdjective(Reference::Present) => {
                    self.which(at + 2, Which::This, true)
                }
                Term::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year, _)
                | Term::Part(..)
                | Term::Weekday(..) => self.unit_before_after(at + 1),
                _ => None,
            }
            .or_else(|| self.year_ago(at + 1)),
            Term::Unit(Unit::Year, _) => self.year_ago(at),
            _ => None,
        }
        .or_else(|| self.shift(at))
    }

    /// After `last`, `next`, `the same`: a unit, a weekday, a month, a season, a part of the day, a
    /// period.
    fn which(&self, at: usize, which: Which, the: bool) -> PointTo {
        let plain = |end: usize, base: Base| Some((end, Point::of(base)));
        match self.term(at) {
            // `this past week`, `this coming Friday`
            Term::Which(other @ (Which::Past | Which::Last | Which::Next))
                if which == Which::This =>
            {
                self.which(at + 1, other, false)
            }
            // `the past decade` tells how long.
            Term::Unit(Unit::Decade | Unit::Century, _) if matches!(which, Which::Past) => None,
            Term::Unit(unit, Plural::One) if unit >= Unit::Day => {
                let which = match (which, unit) {
                    (Which::Next, Unit::Day) if the => Which::Following,
                    (Which::Last | Which::Past, Unit::Day) if the => return None,
                    _ => which,
                };
                if self.term(at + 1) == Term::Genitive
                    && let Some(found) = self.quarter_of(at + 2, InYear::Which(which))
                {
                    return Some(found);
                }
                if unit == Unit::Quarter && which == Which::That {
                    return self.same_quarter(at + 1);
                }
                // The latest quarter is the one that has just ended; `the quarter` is that of the
                // report.
                let latest = unit == Unit::Quarter && which == Which::Latest;
                let which = if latest { Which::Last } else { which };
                plain(at + 1, Base::Unit(unit, which))
            }
            Term::Fiscal if self.term(at + 1) != Term::None => match self.term(at + 1) {
                Term::Unit(unit, _) => plain(at + 2, Base::Unit(unit, which)),
                _ => None,
            },
            Term::Weekday(weekday, Doubt::Sure) if self.has_capital(at) => {
                let found = (at + 1, Point::of(Base::Weekday(weekday, Some(which))));
                Some(self.with_part(found))
            }
            Term::Month(month, doubt) if self.has_capital(at) => match self.month(at, month, doubt)
            {
                // `last Oct. 23`
                Some((end, Base::Day { year: InYear::Open, month, day, until })) => {
                    plain(end, Base::Day { year: InYear::Nearest(which), month, day, until })
                }
                Some((end, base @ Base::Day { .. })) => plain(end, base),
                _ => plain(at + 1, Base::Month(month, InYear::Nearest(which))),
            },
            Term::Season(season, _) => plain(at + 1, Base::Season(season, InYear::Nearest(which))),
            Term::Holiday(holiday) => plain(at + 1, Base::Holiday(holiday, InYear::Nearest(which))),
            Term::Part(part, _) => {
                let base = match which {
                    Which::Last | Which::Past => days_from_now(-1),
                    Which::This => days_from_now(0),
                    Which::Latest => return None,
                    Which::Next => Base::Unit(Unit::Day, Which::Following),
                    _ => Base::Unit(Unit::Day, which),
                };
                Some((at + 1, part_of(base, part)))
            }
            Term::Period if matches!(which, Which::That | Which::Latest | Which::This) => {
                match which {
                    Which::That => self.same_quarter(at + 1),
                    _ => plain(at + 1, Base::Unit(Unit::Quarter, Which::Latest)),
                }
            }
            _ => None,
        }
    }

    /// `the same period`, `the corresponding quarter last year`.
    fn same_quarter(&self, at: usize) -> PointTo {
        let year = match (self.term(at), self.term(at + 1)) {
            (Term::Which(which), Term::Unit(Unit::Year, _)) => Some((at + 2, InYear::Which(which))),
            (Term::Of, Term::Digits(year, 4)) => Some((at + 2, InYear::Told(year as i32))),
            (Term::A, Term::Unit(Unit::Year, _))
                if matches!(self.term(at + 2), Term::Ago | Term::Edge(_)) =>
            {
                Some((at + 3, InYear::Which(Which::Last)))
            }
            _ => None,
        };
        let (end, year) = year?;
        Some((end, Point::of(Base::SameQuarter(year))))
    }

    /// After `last year's`: `third quarter`, `quarter`, `first half`.
    fn quarter_of(&self, at: usize, year: InYear) -> PointTo {
        let (end, base) = match (self.term(at), self.term(at + 1)) {
            (Term::Unit(Unit::Quarter, _) | Term::Period, _) => (at + 1, Base::SameQuarter(year)),
            (Term::Ordinal(number @ 1..=4), Term::Unit(Unit::Quarter, _)) => {
                (at + 2, Base::Quarter(number, year))
            }
            (Term::Ordinal(number @ 1..=2), Term::Half) => (at + 2, Base::Half(number, year)),
            (Term::Season(season, _), _) => (at + 1, Base::Season(season, year)),
            _ => return None,
        };
        Some((end, Point::of(base)))
    }

    /// `year-ago quarter`, `year-earlier`, `year-ago third quarter`.
    fn year_ago(&self, at: usize) -> PointTo {
        let compound =
            self.joined(at + 1) && matches!(self.term(at + 1), Term::Ago | Term::Edge(_));
        if self.term(at) != Term::Unit(Unit::Year, Plural::One) || !compound {
            return None;
        }
        let year = InYear::Which(Which::Last);
        self.quarter_of(at + 2, year).or_else(|| Some((at + 2, Point::of(Base::SameQuarter(year)))))
    }

    /// `the day before`, `the day after tomorrow`, `the week before last`, `the night before`.
    fn unit_before_after(&self, at: usize) -> PointTo {
        let side = match self.term(at + 1) {
            Term::Before => Side::Before,
            Term::After => Side::After,
            _ => return None,
        };
        let behind = self.term(at + 2);
        let one = Count::whole(1);
        let (unit, part) = match self.term(at) {
            Term::Unit(unit, _) => (unit, None),
            Term::Part(part, _) => (Unit::Day, Some(part)),
            _ => return None,
        };
        let (end, base) = match (side, behind) {
            (Side::Before, Term::Day(-1)) => (at + 3, days_from_now(-2)),
            (Side::After, Term::Day(1)) => (at + 3, days_from_now(2)),
            (Side::Before, Term::Which(Which::Last)) | (Side::After, Term::Which(Which::Next)) => {
                (at + 3, Base::FromNow(Count::whole(2), unit, side))
            }
            _ if self.clause_ends(at + 2) => (at + 2, Base::FromThen(one, unit, side)),
            // `the day before the vote` is a day whose date the vote tells.
            _ => return None,
        };
        let mut point = Point::of(base);
        point.part = part;
        Some((end, point))
    }

    /// Whether nothing follows that `before` or `after` could belong to.
    pub(super) fn clause_ends(&self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Tag::Stop
                | Tag::Comma
                | Tag::Quote
                | Tag::Bracket
                | Tag::Conjunction
                | Tag::Dash
                | Tag::Colon
                | Tag::Preposition
                // `who two days before had left`
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Past
        )
    }

    /// `two weeks ago`, `a year earlier`, `three days later`, `five years from now`.
    fn shift(&self, at: usize) -> PointTo {
        let (end, count, unit, about) = self.amount(at).or_else(|| match self.term(at) {
            Term::Unit(unit, Plural::Several) => Some((at + 1, Count::Vague, unit, false)),
            _ => None,
        })?;
        let (end, base) = match self.term(end) {
            Term::Ago => (end + 1, Base::FromNow(count, unit, Side::Before)),
            Term::FromNow => (end + 1, Base::FromNow(count, unit, Side::After)),
            Term::Edge(Edge::Earlier) => (end + 1, Base::FromThen(count, unit, Side::Before)),
            Term::Edge(Edge::Later) | Term::Afterward => {
                (end + 1, Base::FromThen(count, unit, Side::After))
            }
            Term::Before if self.clause_ends(end + 1) => {
                (end + 1, Base::FromThen(count, unit, Side::Before))
            }
            Term::After if self.clause_ends(end + 1) => {
                (end + 1, Base::FromThen(count, unit, Side::After))
            }
            _ => return None,
        };
        let mut point = Point::of(base);
        point.about = about;
        Some((end, point))
    }

    /// `the week`, `the year`: the one that now is in, where a preposition stands before it.
    pub(super) fn bare_unit(&self, at: usize) -> PointTo {
        let Term::The = self.term(at) else { return None };
        let whole = self.cue(at + 1, Cue::Whole);
        let at = if whole { at + 2 } else { at + 1 };
        let Term::Unit(unit, Plural::One) = self.term(at) else { return None };
        let noun_follows =
            matches!(self.tag(at + 1), Tag::Noun | Tag::Name | Tag::Number) || self.joined(at + 1);
        // `later in the day`: the one that was spoken of, if it was one.
        let base = if unit == Unit::Day { Base::Open } else { Base::Unit(unit, Which::This) };
        (unit >= Unit::Day && !noun_follows && self.term(at + 1) != Term::Of)
            .then(|| (at + 1, Point::of(base)))
    }
}

/// So many days after now.
pub(super) fn days_from_now(days: i8) -> Base {
    let side = if days < 0 { Side::Before } else { Side::After };
    Base::FromNow(Count::whole(days.unsigned_abs().into()), Unit::Day, side)
}

pub(super) fn part_of(base: Base, part: Part) -> Point {
    let mut point = Point::of(base);
    point.part = Some(part);
    point
}
