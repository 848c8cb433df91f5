//! Dates of the calendar: days, months, years, quarters, seasons, decades, centuries.

use super::{Grammar, PointTo};
use crate::extract::{
    tag::Tag,
    time::{
        atom::full_year,
        meaning::{Base, InYear, Point},
        words::{Doubt, Plural, Season, Term, Unit, Which},
    },
};

impl Grammar<'_> {
    /// A date of the calendar, without what may stand before it.
    pub(super) fn calendar(&self, at: usize) -> PointTo {
        let found = match self.term(at) {
            Term::Weekday(weekday, doubt) => self.weekday(at, weekday, doubt),
            Term::Month(month, doubt) => self.month(at, month, doubt),
            Term::Numeric(year, month, day) => {
                let base = Base::Day { year: Some(year.into()), month, day, until: None };
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
                    && !self.word_is(next + 1, &["in", "from", "to"]);
                (sure || in_it).then_some((end, Base::Season(season, year)))
            }
            Term::Fiscal => self.fiscal(next + 1),
            Term::Unit(Unit::Year, _) => self.named_year(next),
            _ => None,
        }
    }

    /// `year 2000`
    fn named_year(&self, at: usize) -> Option<(usize, Base)> {
        match self.term(at + 1) {
            Term::Digits(year, 4) => Some((at + 2, Base::Year(year as i32))),
            _ => self.year_in_words(at + 1).map(|(end, year)| (end, Base::Year(year))),
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

    /// `Tuesday`, `Tuesday, March 3`, `Thursday 13 August 2015`, `Friday the 13th`.
    fn weekday(&self, at: usize, weekday: u8, doubt: Doubt) -> Option<(usize, Base)> {
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
        day.or_else(|| {
            (doubt == Doubt::Sure && self.has_capital(at))
                .then_some((at + 1, Base::Weekday(weekday, None)))
        })
    }

    /// `March`, `March 3`, `March 3-5, 1998`, `March 1998`, `March '98`.
    fn month(&self, at: usize, month: u8, doubt: Doubt) -> Option<(usize, Base)> {
        if !self.has_capital(at) {
            return None;
        }
        let next = at + 1;
        let until = |end: usize, first: u8| match (self.term(end), self.term(end + 1)) {
            (Term::Digits(last, 1..=2), _)
                if self.joined(end) && last > first.into() && last <= 31 =>
            {
                Some((end + 1, last as u8))
            }
            (Term::Dash, Term::Digits(last, 1..=2)) if last > first.into() && last <= 31 => {
                Some((end + 2, last as u8))
            }
            _ => None,
        };
        if let Some((day, end)) = self.day_number(next)
            && !matches!(self.term(end), Term::Meridiem(_) | Term::Number(100..))
        {
            let (end, until) = match until(end, day) {
                Some((end, last)) => (end, Some(last)),
                None => (end, None),
            };
            let (end, year) = self.year_after(end);
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
        let walks = matches!(self.text(at + 1), "on" | "of" | "for" | "On" | "Of" | "For");
        if is_act || walks || matches!(self.tag(at + 1), Tag::Name) {
            return false;
        }
        let leads = matches!(
            self.term(before),
            Term::In
                | Term::Of
                | Term::To
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

    /// `13 August 2015`, `5th of May`, `5-9 May`.
    fn day_first(&self, at: usize) -> Option<(usize, Base)> {
        let (day, mut end) = self.day_number(at)?;
        let mut until = None;
        if let (Some((last, after)), true) = (self.day_number(end), self.joined(end)) {
            (until, end) = (Some(last).filter(|&last| last > day), after);
        } else if self.term(end) == Term::Dash
            && let Some((last, after)) = self.day_number(end + 1)
        {
            (until, end) = (Some(last).filter(|&last| last > day), after);
        }
        if self.term(end) == Term::Of {
            end += 1;
        }
        let Term::Month(month, _) = self.term(end) else { return None };
        if !self.has_capital(end) || self.joined(at) {
            return None;
        }
        let (end, year) = self.year_after(end + 1);
        Some((end, Base::Day { year, month, day, until }))
    }

    /// The day of a month, and the atom behind it.
    fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        match self.term(at) {
            Term::Digits(day @ 1..=31, 1..=2) => Some((day as u8, at + 1)),
            Term::Ordinal(day) | Term::OrdinalDigits(day @ 1..=31) => Some((day, at + 1)),
            _ => None,
        }
    }

    /// A year behind a day: `, 1998`, `1998`, `'98`.
    fn year_after(&self, at: usize) -> (usize, Option<i32>) {
        let year = if self.term(at) == Term::Comma { at + 1 } else { at };
        match (self.term(year), self.term(year + 1)) {
            (Term::Digits(value @ 1000..=2999, 4), next)
                if !matches!(next, Term::Zone | Term::Meridiem(_)) =>
            {
                (year + 1, Some(value as i32))
            }
            (Term::Apostrophe, Term::Digits(value, 2)) => (year + 2, Some(full_year(value) as i32)),
            _ => match self.year_in_words(year) {
                Some((end, value)) => (end, Some(value)),
                None => (at, None),
            },
        }
    }

    /// The year of a month, a quarter or a season: `1998`, `of 1998`, `, 1998`, `last year`.
    fn in_year(&self, at: usize) -> (usize, InYear) {
        let start = match self.term(at) {
            Term::Of | Term::Comma | Term::In => at + 1,
            _ => at,
        };
        if let (end, Some(year)) = self.year_after(start)
            && end > start
        {
            return (end, InYear::Told(year));
        }
        let fiscal = if self.term(start) == Term::Fiscal { start + 1 } else { start };
        if fiscal > start
            && let Term::Digits(year, 4) = self.term(fiscal)
        {
            return (fiscal + 1, InYear::Told(year as i32));
        }
        if let (Term::A, Term::Unit(Unit::Year, Plural::One), Term::Ago) =
            (self.term(start), self.term(start + 1), self.term(start + 2))
        {
            return (start + 3, InYear::Which(Which::Last));
        }
        if let (Term::Which(which), Term::Unit(Unit::Year, _)) =
            (self.term(start), self.term(start + 1))
            && self.term(at) != Term::Comma
            && self.term(start + 2) != Term::Genitive
        {
            return (start + 2, InYear::Which(which));
        }
        (at, InYear::Open)
    }

    /// `summer`, `spring 1990`.
    fn season(&self, at: usize, season: Season, doubt: Doubt) -> Option<(usize, Base)> {
        let (end, year) = self.in_year(at + 1);
        let sure = doubt == Doubt::Sure || year != InYear::Open;
        sure.then_some((end, Base::Season(season, year)))
    }

    /// A year alone.
    fn year(&self, at: usize) -> Option<(usize, Base)> {
        let Term::Digits(value @ 1000..=2100, 4) = self.term(at) else {
            return self.ancient_year(at);
        };
        let (end, sign) = self.era(at + 1);
        if end > at + 1 {
            return Some((end, Base::Year(of_era(value as i32, sign))));
        }
        self.year_may_stand(at).then_some((at + 1, Base::Year(value as i32)))
    }

    /// `44 BC`
    fn ancient_year(&self, at: usize) -> Option<(usize, Base)> {
        let Term::Digits(value, 1..=4) = self.term(at) else { return None };
        let (end, sign) = self.era(at + 1);
        (end > at + 1 && value > 0).then(|| (end, Base::Year(of_era(value as i32, sign))))
    }

    fn era(&self, at: usize) -> (usize, i8) {
        match self.term(at) {
            Term::Era(sign) => (at + 1, sign),
            _ => (at, 1),
        }
    }

    /// Whether four digits, or an apostrophe and two, are a year here.
    fn year_may_stand(&self, at: usize) -> bool {
        let next = if self.term(at) == Term::Apostrophe { at + 2 } else { at + 1 };
        let value = match self.term(next - 1) {
            Term::Digits(value, 2) => full_year(value),
            Term::Digits(value, _) => value,
            _ => return false,
        };
        let before = at.checked_sub(1);
        let word = before.map_or("", |before| self.text(before));
        if matches!(word, "$" | "#" | "€" | "£" | "¥" | "-" | "–" | "/" | "No." | "than") {
            return false;
        }
        let after = self.text(next);
        let counts =
            matches!(after, "%" | "percent" | "per" | "people" | "points" | "feet" | "miles")
                || matches!(self.term(next), Term::Unit(..) | Term::Number(_) | Term::Meridiem(_))
                    && !self.joined(next)
                || self.term(next) == Term::Zone;
        if counts {
            return false;
        }
        let plural_follows = self.tag(next) == Tag::Noun && after.ends_with('s') && after.len() > 3;
        let strong = [
            "in", "since", "until", "till", "by", "from", "during", "before", "after", "between",
            "circa", "through", "early", "late", "mid", "post", "pre",
        ];
        let asks_for_it = strong.iter().any(|it| word.eq_ignore_ascii_case(it))
            || before.is_some_and(|before| matches!(self.term(before), Term::EdgeOf(_)));
        if !(1900..=2050).contains(&value) {
            return asks_for_it && !plural_follows || word == "(";
        }
        if before.is_none() {
            return !plural_follows;
        }
        if self.joined(at) && !asks_for_it {
            return false;
        }
        match self.tag_before(at) {
            _ if asks_for_it => true,
            Tag::Preposition | Tag::Subordinator => {
                !matches!(word, "at" | "about") && !plural_follows || word == "for"
            }
            Tag::Name => self.term(at - 1) != Term::None,
            Tag::Number => false,
            Tag::Determiner | Tag::Possessive => {
                let two = matches!(self.term(next), Term::And | Term::Or)
                    && matches!(self.term(next + 1), Term::Digits(_, 4));
                two || self.is_nominal(next)
            }
            Tag::Conjunction if at >= 2 && matches!(self.term(at - 2), Term::Digits(_, 4)) => true,
            _ => !plural_follows,
        }
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
            point.edge = Some(crate::extract::time::words::Edge::End);
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

/// The astronomical year.
fn of_era(year: i32, sign: i8) -> i32 {
    if sign < 0 { 1 - year } else { year }
}
