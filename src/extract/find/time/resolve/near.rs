//! Which one of a series that goes on for ever: the nearest, the last or the next.

use super::Context;
use crate::{
    extract::{
        find::time::{
            calendar::{Stretch, weekday},
            meaning::InYear,
            tense::Direction,
        },
        reading::time::value::{Season, Which},
    },
    model::day::Day,
};

pub fn told_year(year: InYear, context: &Context) -> Option<i32> {
    match year {
        InYear::Told(year) => Some(year),
        InYear::Which(which) => {
            let from = |shift: i32| context.now.map(|now| now.year() + shift);
            let then = |shift: i32| {
                context.then.map(|then| then.first).or(context.now).map(|day| day.year() + shift)
            };
            match which {
                Which::This | Which::Latest => from(0),
                Which::Last | Which::Past => from(-1),
                Which::Next => from(1),
                Which::That => then(0),
                Which::Previous => then(-1),
                Which::Following => then(1),
            }
        }
        // What was spoken of last is nearer than a heading.
        InYear::Open if context.now.is_none() && context.then.is_none() => context.year,
        InYear::Nearest(_) | InYear::Open => None,
    }
}

/// Which one of a year's, and the day that it is counted from: `the following March` is the next one
/// after what was spoken of, `next March` the next one after now.
pub fn from_where(year: InYear, context: &Context) -> (InYear, Option<Day>) {
    let then = context.then;
    match year {
        InYear::Nearest(Which::Following) => {
            (InYear::Nearest(Which::Next), then.map(Stretch::last).or(context.now))
        }
        InYear::Nearest(Which::Previous) => {
            (InYear::Nearest(Which::Last), then.map(|then| then.first).or(context.now))
        }
        _ => (year, context.now),
    }
}

/// A day of each year: the last or the next one, or the nearer one where nothing tells. A leap day
/// is up to eight years away.
pub fn nearest_day(
    now: Day,
    direction: Direction,
    in_year: impl Fn(i32) -> Option<Day>,
) -> Option<Day> {
    let year = now.year();
    let before = (year - 8..=year).rev().filter_map(&in_year).find(|&day| day <= now);
    let after = (year..=year + 8).filter_map(&in_year).find(|&day| day > now);
    let (Some(before), Some(after)) = (before, after) else { return before.or(after) };
    let is_ahead = match direction {
        Direction::Past => false,
        Direction::Future => true,
        Direction::Open => after.0 - now.0 < now.0 - before.0,
    };
    Some(if is_ahead { after } else { before })
}

/// A month, a quarter or a half of a year that may be told by the context.
pub fn in_named_year(
    year: InYear,
    context: &Context,
    direction: impl FnOnce() -> Direction,
    at: impl Fn(i32) -> Option<Stretch>,
) -> Option<Stretch> {
    if let Some(year) = told_year(year, context) {
        return at(year);
    }
    let (year, now) = from_where(year, context);
    let Some(now) = now else { return at(context.then?.first.year()) };
    let [last, this, next] = [now.year() - 1, now.year(), now.year() + 1].map(&at);
    let (last, this, next) = (last?, this?, next?);
    let is_now = this.first <= now && now <= this.last();
    let begun = this.first <= now;
    Some(match year {
        InYear::Nearest(Which::This | Which::Latest) => this,
        InYear::Nearest(Which::Last | Which::Past) => {
            if begun && !is_now {
                this
            } else {
                last
            }
        }
        InYear::Nearest(Which::Next) => {
            if begun {
                next
            } else {
                this
            }
        }
        InYear::Nearest(Which::That) => at(context.then.map_or(now, |then| then.first).year())?,
        _ if is_now => this,
        _ => {
            let (before, after) = if begun { (this, next) } else { (last, this) };
            let is_ahead = match direction() {
                Direction::Past => false,
                Direction::Future => true,
                Direction::Open => after.first.0 - now.0 < now.0 - before.last().0,
            };
            if is_ahead { after } else { before }
        }
    })
}

/// The year of a season that is not told.
pub fn season_year(
    season: Season,
    year: InYear,
    now: Day,
    direction: impl FnOnce() -> Direction,
) -> i32 {
    let (this_year, month, _) = now.date();
    // The winter begins in December; the one of a year is the one that the year begins with.
    let (first, last) = match season {
        Season::Winter => (1, 2),
        Season::Spring => (3, 5),
        Season::Summer => (6, 8),
        Season::Autumn => (9, 11),
    };
    match year {
        InYear::Nearest(Which::Last | Which::Past) => {
            if month > last {
                this_year
            } else {
                this_year - 1
            }
        }
        InYear::Nearest(Which::Next) => {
            if month < first {
                this_year
            } else {
                this_year + 1
            }
        }
        InYear::Nearest(_) => this_year,
        _ => match direction() {
            Direction::Past if month < first => this_year - 1,
            Direction::Future if month > last => this_year + 1,
            _ => this_year,
        },
    }
}

pub fn day_of_week(
    number: u8,
    which: Option<Which>,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Option<Day> {
    let then = context.then.map(|then| then.first);
    let on_or_before =
        |day: Day| day.plus_days(-(i32::from(weekday(day)) - i32::from(number)).rem_euclid(7));
    let after = |day: Day| on_or_before(day.plus_days(7));
    let before = |day: Day| on_or_before(day.plus_days(-1));
    Some(match which {
        Some(Which::Last | Which::Past | Which::Latest) => before(context.now?),
        Some(Which::Next) => after(context.now?),
        Some(Which::Previous) => before(then.or(context.now)?),
        Some(Which::Following) => after(then.or(context.now)?),
        Some(Which::That) => on_or_before(then.or(context.now)?),
        Some(Which::This) => {
            let now = context.now?;
            match direction() {
                Direction::Past => on_or_before(now),
                _ => after(now.plus_days(-1)),
            }
        }
        None => {
            let now = context.now?;
            match direction() {
                Direction::Future => after(now.plus_days(-1)),
                _ => on_or_before(now),
            }
        }
    })
}
