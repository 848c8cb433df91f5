//! Dates that are told together: `from the 28th to the 30th of January`, `on Monday, Wednesday and
//! Thursday`, `May 3, 4 or 5`.

use std::ops::Range;

use super::Grammar;
use crate::extract::{
    find::time::{
        digits::full_year,
        meaning::{Base, Found, InYear, Join, Meaning, NthUnit, Piece, Point},
    },
    lexicon::time::{Cue, Term},
    reading::{
        tag::Tag,
        time::value::{Limit, Part, Unit},
    },
};

/// How far before a series the verb is looked for.
const REACH: usize = 10;
/// More dates than this are not told together.
const MOST: usize = 12;

/// A date of a series, or the number of a day whose month another one tells, and perhaps the year.
enum Told {
    Whole(Point),
    Day(u8, InYear),
}

/// What stands between two dates of a series.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    To,
    And,
    Or,
    Comma,
}

impl Grammar<'_> {
    /// Several dates that belong together.
    pub(super) fn series(&self, at: usize) -> Option<Found> {
        // `the night of 7 to 8 June`
        let (start, part) = self.night_of(at).unwrap_or((at, None));
        let opener = start.checked_sub(1).map_or(Term::None, |before| self.term(before));
        // `moved the vote from Monday to Thursday`: two days, not four.
        let moves = |at: usize| self.cue(at, Cue::Moves);
        if opener == Term::From && (start.saturating_sub(REACH)..start).any(moves) {
            return None;
        }
        let (end, first) = self.told(start)?;
        let mut told = vec![(at..end, first)];
        let join = self.links(&mut told, opener)?;
        if self.is_of_next_verb(&told) {
            return None;
        }
        let mut pieces = whole(told, part)?;
        pieces[0].atoms.start = at;
        let end = pieces.last()?.atoms.end;
        let grains = pieces.iter().map(|piece| grain(&piece.point)).collect::<Option<Vec<_>>>()?;
        let alike = grains.windows(2).all(|two| two[0] == two[1]);
        let from = opener == Term::From && join == Join::Through;
        // `on Monday and Tuesday's talks`
        let owns = join == Join::Each && self.term(end) == Term::Genitive;
        ((alike || from || join == Join::Within) && !owns).then_some(Found {
            end,
            meaning: Meaning::Series(pieces, join),
            rule: "dates",
        })
    }

    /// `left on Monday and on Tuesday returned`: the second of two dates is that of a verb behind it.
    fn is_of_next_verb(&self, told: &[(Range<usize>, Told)]) -> bool {
        let [(first, _), (second, _)] = told else { return false };
        let is_led = matches!(self.term(second.start - 1), Term::On | Term::In);
        let near = first.start.saturating_sub(2 * REACH)..first.start;
        let mut near = near.rev().take_while(|&at| self.tag(at) != Tag::Stop);
        is_led && self.tag(second.end) == Tag::Past && near.any(|at| self.tag(at) == Tag::Past)
    }

    /// Reads on as long as dates follow; how they belong together.
    fn links(&self, told: &mut Vec<(Range<usize>, Told)>, opener: Term) -> Option<Join> {
        while told.len() < MOST {
            let (next, link) = self.link(told.last()?.0.end)?;
            let (behind, date) = self.told(next)?;
            if matches!(date, Told::Day(..)) && (self.is_nominal(behind) || self.counts(behind)) {
                return None; // `on May 3 and 5 people`
            }
            told.push((next..behind, date));
            match link {
                Link::Comma => {}
                Link::And if opener == Term::Between => return Some(Join::Within),
                Link::And => return Some(Join::Each),
                Link::Or => return Some(Join::Either),
                Link::To => return (told.len() == 2).then_some(Join::Through),
            }
        }
        None
    }

    /// What stands between a date that ends at `at` and the next one, and where that begins.
    fn link(&self, at: usize) -> Option<(usize, Link)> {
        let link = match self.term(at) {
            Term::To | Term::Through | Term::Limit(Limit::Until) | Term::Dash => Link::To,
            _ if self.joined(at) => return Some((at, Link::To)),
            Term::And => Link::And,
            Term::Or => Link::Or,
            Term::Comma => match self.term(at + 1) {
                Term::And => return Some((self.behind_preposition(at + 2), Link::And)),
                Term::Or => return Some((self.behind_preposition(at + 2), Link::Or)),
                _ => Link::Comma,
            },
            _ => return None,
        };
        Some((self.behind_preposition(at + 1), link))
    }

    /// Behind the preposition that may be repeated: `on Monday and on Tuesday`.
    fn behind_preposition(&self, at: usize) -> usize {
        if matches!(self.term(at), Term::On | Term::In) { at + 1 } else { at }
    }

    /// A date, or the number of a day: `Monday`, `3 May`, `the 28th`.
    fn told(&self, at: usize) -> Option<(usize, Told)> {
        if let Some((end, point)) = self.dated(at).filter(|(_, point)| point.clock.is_none()) {
            return Some((end, Told::Whole(point)));
        }
        if let Term::Digits(year @ 1000..=2100, 4) = self.term(at)
            && !self.counts(at + 1)
            && !self.is_nominal(at + 1)
            && self.is_second_year(at)
        {
            return Some((at + 1, Told::Whole(Point::of(Base::Year(year as i32)))));
        }
        if let (Term::Apostrophe, Term::Digits(short, 2)) = (self.term(at), self.term(at + 1)) {
            let year = Base::Year(full_year(short) as i32);
            return Some((at + 2, Told::Whole(Point::of(year))));
        }
        let number = if self.term(at) == Term::The { at + 1 } else { at };
        let (day, end) = self.day_number(number)?;
        let by_word = matches!(self.term(number), Term::Ordinal(_));
        // `September 3 and 4, 2022`
        let (end, year) = self.in_year(end);
        (!by_word || number > at).then_some((end, Told::Day(day, year)))
    }

    /// Whether a year stands before the word that joins this number to it.
    fn is_second_year(&self, at: usize) -> bool {
        let mut before = (at.saturating_sub(4)..at).rev();
        before.any(|before| matches!(self.term(before), Term::Digits(1000..=2100, 4)))
    }

    /// Behind `the night of`.
    fn night_of(&self, at: usize) -> Option<(usize, Option<Part>)> {
        let part_at = if self.term(at) == Term::The { at + 1 } else { at };
        let Term::Part(part, _) = self.term(part_at) else { return None };
        let opens = matches!(self.term(part_at + 1), Term::Of | Term::From | Term::Between);
        opens.then_some((part_at + 2, Some(part)))
    }
}

/// The dates with the months that the others tell: `3 and 5 May`, `May 3 and 5`.
fn whole(told: Vec<(Range<usize>, Told)>, part: Option<Part>) -> Option<Vec<Piece>> {
    let day_of = |told: &Told| match told {
        Told::Whole(Point { base: Base::Day { month, year, day, .. }, .. }) => {
            Some((*month, *year, *day))
        }
        _ => None,
    };
    let known: Vec<_> = told.iter().map(|(_, date)| day_of(date)).collect();
    let pieces = told.into_iter().enumerate().map(|(number, (atoms, date))| {
        let mut point = match date {
            Told::Whole(point) => point,
            Told::Day(day, own) => {
                let before = known[..number].iter().rev().flatten().next();
                let after = known[number..].iter().flatten().next();
                // `30 April, 3 and 5 May`: days go on in their month.
                let &(month, year, _) = before.filter(|(.., first)| *first < day).or(after)?;
                let year = if own == InYear::Open { year } else { own };
                Point::of(Base::Day { year, month, day, until: None })
            }
        };
        point.part = point.part.or(part);
        Some(Piece { atoms, point })
    });
    pieces.collect()
}

/// How finely a date is told.
fn grain(point: &Point) -> Option<Unit> {
    Some(match &point.base {
        Base::Day { .. } | Base::Weekday(..) | Base::Holiday(..) => Unit::Day,
        Base::Month(..) => Unit::Month,
        Base::Season(..) | Base::Quarter(..) => Unit::Quarter,
        Base::Half(..) => Unit::Half,
        Base::Year(_) => Unit::Year,
        Base::Decade(_) => Unit::Decade,
        Base::Century(_) => Unit::Century,
        Base::Unit(unit, _)
        | Base::FromNow(_, unit, _)
        | Base::FromThen(_, unit, _)
        | Base::Around(unit, _) => *unit,
        Base::Nth(nth, _) => match nth.unit {
            NthUnit::Unit(unit) => unit,
            NthUnit::Weekday(_) => Unit::Day,
        },
        _ => return None,
    })
}
