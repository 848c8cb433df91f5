//! Years: which number is one, and the year that a day, a month or a season is in.

use super::Grammar;
use crate::extract::{
    find::time::{
        digits::{full_year, years},
        meaning::{Base, InYear},
    },
    lexicon::time::{Cue, Term},
    reading::{
        tag::Tag,
        time::value::{Plural, Unit, Which},
    },
};

impl Grammar<'_> {
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

    /// The year of a day, a month, a quarter or a season: `1998`, `of 1998`, `, 1998`, `last year`.
    pub(super) fn in_year(&self, at: usize) -> (usize, InYear) {
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
        // `March the following year`; from what was spoken of, `the next year` is the same.
        if let (Term::The, Term::Which(which), Term::Unit(Unit::Year, Plural::One)) =
            (self.term(start), self.term(start + 1), self.term(start + 2))
            && self.term(at) != Term::Comma
            && self.term(start + 3) != Term::Genitive
        {
            let which = if which == Which::Next { Which::Following } else { which };
            return (start + 3, InYear::Which(which));
        }
        (at, InYear::Open)
    }

    /// A year alone, or two of them: `1998`, `44 BC`, `1957–58`.
    pub(super) fn year(&self, at: usize) -> Option<(usize, Base)> {
        let Term::Digits(value @ 1000..=2100, 4) = self.term(at) else {
            return self.ancient_year(at);
        };
        let (end, sign) = self.era(at + 1);
        if end > at + 1 {
            return Some((end, Base::Year(of_era(value as i32, sign))));
        }
        if self.term(at + 1) == Term::Dash && self.touches(at + 1) && self.touches(at + 2) {
            let pair = years(self.text(at), self.text(at + 2));
            if let Term::Years(from, to) = pair {
                return Some((at + 3, Base::Years(from.into(), to.into())));
            }
        }
        self.year_may_stand(at).then_some((at + 1, Base::Year(value as i32)))
    }

    /// `44 BC`
    fn ancient_year(&self, at: usize) -> Option<(usize, Base)> {
        let Term::Digits(value, 1..=4) = self.term(at) else { return None };
        let (end, sign) = self.era(at + 1);
        (end > at + 1 && value > 0).then(|| (end, Base::Year(of_era(value as i32, sign))))
    }

    /// Behind `BC`, and its sign.
    pub(super) fn era(&self, at: usize) -> (usize, i8) {
        match self.term(at) {
            Term::Era(sign) => (at + 1, sign),
            _ => (at, 1),
        }
    }

    /// `year 2000`
    pub(super) fn named_year(&self, at: usize) -> Option<(usize, Base)> {
        match self.term(at + 1) {
            Term::Digits(year, 4) => Some((at + 2, Base::Year(year as i32))),
            _ => self.year_in_words(at + 1).map(|(end, year)| (end, Base::Year(year))),
        }
    }

    /// Whether four digits, or an apostrophe and two, are a year here: only where a word before
    /// them asks for one (`in`, `since`, `from`, `until`, `by` and their like), where they stand
    /// before a noun (`the 1999 war`) or in brackets. `Paragraph 1999` is none.
    pub(super) fn year_may_stand(&self, at: usize) -> bool {
        let next = if self.term(at) == Term::Apostrophe { at + 2 } else { at + 1 };
        if self.counts(next) {
            return false;
        }
        let Some(before) = self.before(at) else {
            return self.tag(next).is_verb() || matches!(self.tag(next), Tag::Auxiliary);
        };
        let noun_follows = self.is_nominal(next) && self.term(next) == Term::None;
        let is_recent = match self.term(next - 1) {
            Term::Digits(value, 4) => (1800..=2050).contains(&value),
            _ => true,
        };
        let led = self.cue(before, Cue::Year)
            || matches!(self.term(before), Term::Edge(_) | Term::EdgeOf(_) | Term::Limit(_));
        let plural = noun_follows && self.text(next).ends_with('s');
        // `both 2008 and 2012`
        let paired = matches!(self.term(next), Term::And | Term::Or)
            && matches!(self.term(next + 1), Term::Digits(_, 4));
        if led {
            return is_recent || !plural;
        }
        if self.joined(at) || !is_recent {
            return self.text(before) == "(";
        }
        match self.tag(before) {
            _ if self.cue(before, Cue::YearAlone) => !noun_follows,
            Tag::Determiner | Tag::Possessive => {
                noun_follows || matches!(self.term(next), Term::Period | Term::Ordinal(_)) || paired
            }
            Tag::Bracket => true,
            Tag::Conjunction if paired => true,
            Tag::Comma | Tag::Conjunction | Tag::Adjective => noun_follows && !plural,
            Tag::Name => self.term(before) != Term::None,
            _ => self.cue(before, Cue::Circa),
        }
    }

    /// Whether what is counted follows a number: `1998 people`, `1800 hours`, `2000 GMT`.
    pub(super) fn counts(&self, next: usize) -> bool {
        self.cue(next, Cue::Counted)
            || matches!(self.text(next), "%" | "°")
            || matches!(self.term(next), Term::Unit(..) | Term::Number(_) | Term::Meridiem(_))
                && !self.joined(next)
            || self.term(next) == Term::Zone
    }

    /// The atom before, but for `at least` and the like.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        match self.term(before) {
            Term::About if before > 0 && !self.cue(before, Cue::Circa) => Some(before - 1),
            _ => Some(before),
        }
    }
}

/// The astronomical year.
fn of_era(year: i32, sign: i8) -> i32 {
    if sign < 0 { 1 - year } else { year }
}
