//! How long, how old and how often.

use super::Grammar;
use crate::extract::{
    find::time::meaning::{Found, Meaning, duration_value},
    lexicon::time::{Cue, Term},
    reading::{
        tag::Tag,
        time::{
            Count,
            value::{Plural, Reference, Unit, Which},
        },
    },
};

impl Grammar<'_> {
    /// A number of units: where it ends, how many, of what, and whether it is `about` so many.
    pub(super) fn amount(&self, at: usize) -> Option<(usize, Count, Unit, bool)> {
        let start = match self.term(at) {
            Term::About => at + 1,
            _ => at,
        };
        let about = start > at;
        if about && self.cue(at, Cue::Loose) {
            // `over the years` tells when, `over two years` how long.
            let counts = matches!(
                self.term(start),
                Term::Digits(..) | Term::Number(_) | Term::Tenths(_) | Term::A
            );
            if !counts {
                return None;
            }
        }
        if let Some((end, count)) = self.count_range(start) {
            let mut unit_at = end;
            while self.term(unit_at) == Term::Adjective && unit_at < end + 2 {
                unit_at += 1;
            }
            let joined = self.joined(unit_at)
                && unit_at == end
                && !matches!(self.term(unit_at), Term::Unit(Unit::Quarter, _));
            if let Term::Unit(unit, _) = self.term(unit_at)
                && (joined || self.unit_may_follow(start, unit_at, count))
            {
                let (end, count) = match self.term(unit_at + 1) {
                    Term::AndHalf => (unit_at + 2, plus_half(count)),
                    _ => (unit_at + 1, count),
                };
                return Some((end, count, unit, about));
            }
            return None;
        }
        // `a quarter-century`
        let quarter = if self.term(start) == Term::A { start + 1 } else { start };
        if let (
            Term::Unit(Unit::Quarter, Plural::One),
            Term::Unit(Unit::Century, Plural::One),
            true,
        ) = (self.term(quarter), self.term(quarter + 1), self.joined(quarter + 1))
        {
            return Some((quarter + 2, Count::whole(25), Unit::Year, about));
        }
        // `a week`, `an hour and a half`, `half a century`, `a half-hour`, `half an hour`
        let one = |at: usize| match self.term(at) {
            Term::Unit(Unit::Quarter | Unit::Half, _) => None,
            Term::Unit(unit, Plural::One) => Some((at + 1, unit)),
            _ => None,
        };
        let half = Count::Tenths(5);
        match (self.term(start), self.term(start + 1)) {
            (Term::Half, Term::A) => one(start + 2).map(|(end, unit)| (end, half, unit, about)),
            (Term::A, Term::Half) => one(start + 2).map(|(end, unit)| (end, half, unit, about)),
            (Term::A, Term::Adjective) => {
                one(start + 2).map(|(end, unit)| (end, Count::whole(1), unit, about))
            }
            (Term::A, _) => one(start + 1).map(|(end, unit)| match self.term(end) {
                Term::AndHalf => (end + 1, Count::Tenths(15), unit, about),
                Term::Or if self.number(end + 1).is_some() => {
                    (end + 2, Count::whole(1), unit, about)
                }
                _ => (end, Count::whole(1), unit, about),
            }),
            _ => None,
        }
    }

    /// Whether a number before a unit counts it: not `the 1998 year`, not `one second`; quarters
    /// are counted by small numbers.
    fn unit_may_follow(&self, number: usize, unit: usize, count: Count) -> bool {
        let fits = match self.term(unit) {
            Term::Unit(Unit::Second | Unit::Half | Unit::Quarter, Plural::One) => false,
            Term::Unit(Unit::Quarter, Plural::Several) => {
                count == Count::Vague || count.get().is_some_and(|count| (2..=12).contains(&count))
            }
            _ => true,
        };
        fits && !matches!(self.term(number), Term::Ordinal(_))
    }

    /// How long: `four years`, `the past two weeks`, `about a month`, `four-year`, `months`.
    pub(super) fn duration(&self, at: usize) -> Option<Found> {
        self.long(at).or_else(|| self.counted(at)).or_else(|| self.bare_plural(at)).map(
            |(end, count, unit)| Found {
                end: self.or_so(end),
                meaning: Meaning::Duration(count, unit),
                rule: "duration",
            },
        )
    }

    /// `week-long`, `weeklong`
    fn long(&self, at: usize) -> Option<(usize, Count, Unit)> {
        let one = Count::whole(1);
        match self.term(at) {
            Term::Long(unit) => Some((at + 1, one, unit)),
            Term::Unit(unit, Plural::One) => {
                (self.joined(at + 1) && self.term(at + 1) == Term::Adjective && !self.joined(at))
                    .then_some((at + 2, one, unit))
            }
            _ => None,
        }
    }

    /// Whether an amount tells how old something is, which says nothing of when: `19-year-old`,
    /// `aged 19 months`, `two years of age`.
    fn is_age(&self, start: usize, end: usize) -> bool {
        self.term(end) == Term::Old
            || start > 0 && self.term(start - 1) == Term::Aged
            || self.term(end) == Term::Of && self.term(end + 1) == Term::Aged
    }

    /// `four years`, `the past two weeks`
    fn counted(&self, at: usize) -> Option<(usize, Count, Unit)> {
        let mut start = at;
        if matches!(self.term(start), Term::The | Term::Possessive) {
            start += 1;
        }
        let which = match self.term(start) {
            Term::Which(Which::Last) => {
                let before = start.checked_sub(1).map_or(Tag::Stop, |before| self.tag(before));
                !matches!(before, Tag::To | Tag::Modal | Tag::Negation)
            }
            Term::Which(which) => which != Which::This && which != Which::That,
            Term::Ordinal(_) => true,
            _ => false,
        };
        if which && !matches!(self.term(start + 1), Term::Unit(_, Plural::One)) {
            start += 1;
        }
        let led = start > at;
        if let (
            Term::Which(Which::Past),
            Term::Unit(unit @ (Unit::Decade | Unit::Century), Plural::One),
        ) = (self.term(start), self.term(start + 1))
        {
            let half = self.term(start + 2) == Term::AndHalf;
            let count = if half { Count::Tenths(15) } else { Count::whole(1) };
            return Some((start + 2 + usize::from(half), count, unit));
        }
        let (end, count, unit, about) = self.amount(start)?;
        if led && self.term(start) == Term::A {
            return None;
        }
        if self.is_age(start, end) {
            return None;
        }
        if self.term(start) == Term::A && !about && !self.a_unit_lasts(at, end) {
            return None;
        }
        Some((end, count, unit))
    }

    /// Whether `a year` tells how long: after a preposition, before `of`, not a rate.
    fn a_unit_lasts(&self, at: usize, end: usize) -> bool {
        at > 0 && self.cue(at - 1, Cue::Lasts)
            || self.term(end) == Term::Of
            || self.term(end.wrapping_sub(1)) == Term::AndHalf
            || end > at + 2
            || matches!(self.term(end), Term::Before | Term::After)
    }

    /// `months`, `the coming weeks`, `recent years`.
    fn bare_plural(&self, at: usize) -> Option<(usize, Count, Unit)> {
        let mut start = at;
        if self.term(start) == Term::The {
            start += 1;
        }
        let led = matches!(
            self.term(start),
            Term::Which(
                Which::Past | Which::Last | Which::Next | Which::Previous | Which::Following
            ) | Term::ReferenceAdjective(Reference::Past)
        );
        if led {
            start += 1;
        }
        let Term::Unit(unit, Plural::Several) = self.term(start) else { return None };
        if led {
            return Some((start + 1, Count::Vague, unit));
        }
        let stands_alone = start == at
            && unit > Unit::Minute
            && !matches!(unit, Unit::Quarter | Unit::Half | Unit::Weekend)
            && !self.joined(at)
            && !matches!(
                self.tag_before(at),
                Tag::Noun
                    | Tag::Name
                    | Tag::Adjective
                    | Tag::Number
                    | Tag::Determiner
                    | Tag::Gerund
                    | Tag::Possessive
                    | Tag::Participle
            );
        stands_alone.then_some((start + 1, Count::Vague, unit))
    }

    /// Behind `or so`, if it is there.
    pub(super) fn or_so(&self, end: usize) -> usize {
        match (self.term(end), self.term(end + 1)) {
            (Term::Or, Term::So) => end + 2,
            _ => end,
        }
    }

    /// How often: `every day`, `each July`, `daily`, `twice a week`, `Mondays`, `$5 a year`.
    pub(super) fn set(&self, at: usize) -> Option<Found> {
        let found = |end: usize, value: String| Found {
            end,
            meaning: Meaning::Set(value),
            rule: "how often",
        };
        match self.term(at) {
            Term::Each => {
                let other = self.cue(at + 1, Cue::Other);
                let next = if other { at + 2 } else { at + 1 };
                let twice = if other { 2 } else { 1 };
                match self.term(next) {
                    Term::Unit(unit, Plural::One) => {
                        Some(found(next + 1, duration_value(Count::whole(twice), unit)))
                    }
                    Term::Weekday(day, _) => Some(found(next + 1, format!("XXXX-WXX-{day}"))),
                    Term::Month(month, _) => Some(found(next + 1, format!("XXXX-{month:02}"))),
                    Term::Season(season, _) => {
                        Some(found(next + 1, format!("XXXX-{}", season.code())))
                    }
                    Term::Part(part, _) => {
                        Some(found(next + 1, format!("XXXX-XX-XXT{}", part.code())))
                    }
                    _ => {
                        let (end, count, unit, _) = self.amount(next)?;
                        Some(found(end, duration_value(count, unit)))
                    }
                }
            }
            Term::Set(_)
                if self.is_in_name(at) || self.has_capital(at) && self.tag(at + 1) == Tag::Name =>
            {
                None
            }
            Term::Set(set) => Some(found(at + 1, set.value().to_owned())),
            Term::Weekdays(day) if self.has_capital(at) => {
                Some(found(at + 1, format!("XXXX-WXX-{day}")))
            }
            Term::Times => {
                let Term::Unit(unit, Plural::One) = self.term(at + 2) else { return None };
                matches!(self.term(at + 1), Term::A | Term::Each)
                    .then(|| found(at + 3, duration_value(Count::whole(1), unit)))
            }
            Term::A => {
                let Term::Unit(unit, Plural::One) = self.term(at + 1) else { return None };
                let rate = matches!(self.tag_before(at), Tag::Noun | Tag::Number)
                    && !self.a_unit_lasts(at, at + 2)
                    && !matches!(self.term(at + 2), Term::Ago | Term::Edge(_));
                rate.then(|| found(at + 2, duration_value(Count::whole(1), unit)))
            }
            _ => None,
        }
    }
}

fn plus_half(count: Count) -> Count {
    match count {
        Count::Tenths(tenths) => Count::Tenths(tenths.saturating_add(5)),
        Count::Vague => Count::Vague,
    }
}
