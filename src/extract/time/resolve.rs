//! What an expression means, seen from the day of writing and from what was spoken of before.

use super::{
    calendar::{self, Stretch, easter, nth_weekday, shifted, weekday},
    meaning::{Base, Count, InYear, Point, Side},
    tense::Direction,
    words::{Edge, Holiday, Season, Unit, Which},
};
use crate::model::{When, day::Day};

/// From where relative dates are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The day of publication.
    pub now: Option<Day>,
    /// The stretch that was spoken of last.
    pub then: Option<Stretch>,
    /// The quarter that was spoken of last.
    pub quarter: Option<Stretch>,
}

/// A date as it has become known.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// As TIMEX3 writes it.
    pub value: String,
    /// The date, if it is known.
    pub when: Option<When>,
    /// The stretch, if it is known.
    pub stretch: Option<Stretch>,
    /// Whether it follows from the context.
    pub relative: bool,
}

/// Finds out what day or stretch a point is. The direction tells whether it is before or after
/// now, where the words don't.
pub fn resolve(
    point: &Point,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Resolved {
    let relative = !is_absolute(point);
    let Some(stretch) = stretch(point, context, direction) else {
        let value = unresolved(point);
        return Resolved { value, when: None, stretch: None, relative };
    };
    if let Base::Years(from, to) = point.base {
        let when = When::parse(&format!("{from:04}/{to:04}")).ok();
        return Resolved { value: stretch.value(), when, stretch: Some(stretch), relative };
    }
    let mut value = stretch.value();
    let mut when = stretch.when();
    if let Some((hour, minute)) = point.clock {
        value = format!("{value}T{hour:02}:{minute:02}");
        when = Some(calendar::at(stretch.first, hour, minute));
    } else if let Some(part) = point.part {
        value = format!("{value}T{}", part.code());
    }
    if let Base::Day { until: Some(last), .. } = point.base
        && let (year, month, _) = stretch.first.date()
        && let Some(last) = Day::of(year.into(), month, last)
    {
        when = When::lasted(stretch.first, last);
    }
    let within = |first: Day, last: Day| {
        let (first, last) = (first.max(stretch.first), last.min(stretch.last()));
        (first <= last).then(|| When::one_of(first, last)).flatten()
    };
    when = match (point.edge, context.now) {
        (Some(Edge::Earlier), Some(now)) => within(Day::FIRST, now).or(when),
        (Some(Edge::Later), Some(now)) => within(now, Day::LAST).or(when),
        _ => when,
    };
    if point.about {
        when = when.map(When::approximate);
    }
    Resolved { value, when, stretch: Some(stretch), relative }
}

/// Whether the words alone tell the date.
fn is_absolute(point: &Point) -> bool {
    match point.base {
        Base::Day { year, .. } => year.is_some(),
        Base::Month(_, year)
        | Base::Season(_, year)
        | Base::Quarter(_, year)
        | Base::Half(_, year)
        | Base::Holiday(_, year) => matches!(year, InYear::Told(_)),
        Base::Year(_) | Base::Years(..) | Base::Decade(_) | Base::Century(_) => true,
        _ => false,
    }
}

fn stretch(
    point: &Point,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Option<Stretch> {
    let year = |year: i32| Stretch::of(Unit::Year, Day::new_year(year));
    let then = context.then.map(|then| then.first);
    Some(match point.base {
        Base::Open => match context.then {
            Some(then) if then == Stretch::day(then.first) => then,
            _ => Stretch::day(context.now?),
        },
        Base::Year(number) => year(number),
        Base::Years(from, _) => year(from),
        Base::Decade(first) => Stretch::of(Unit::Decade, Day::new_year(first)),
        Base::Century(first) => Stretch::of(Unit::Century, Day::new_year(first)),
        Base::Day { year, month, day, .. } => {
            let in_year = |year: i32| Day::of(year.into(), month, day);
            let day = match (year, context.now) {
                (Some(year), _) => in_year(year),
                (None, Some(now)) => nearest_day(now, direction, in_year),
                (None, None) => in_year(then?.year()),
            };
            Stretch::day(day?)
        }
        Base::Holiday(holiday, year) => {
            let in_year = |year: i32| match holiday {
                Holiday::Fixed(month, day) => Day::of(year.into(), month, day),
                Holiday::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
                Holiday::Easter(days) => Some(easter(year)?.plus_days(days.into())),
            };
            let day = match (told_year(year, context), context.now) {
                (Some(year), _) => in_year(year),
                (None, Some(now)) => nearest_day(now, direction, in_year),
                (None, None) => in_year(then?.year()),
            };
            Stretch::day(day?)
        }
        Base::Month(month, year) => {
            let at = |year: i32| Some(Stretch::of(Unit::Month, Day::of(year.into(), month, 1)?));
            in_named_year(year, context, direction, at)?
        }
        Base::Quarter(number, year) => {
            let at = |year: i32| {
                Some(Stretch::of(Unit::Quarter, Day::of(year.into(), number * 3 - 2, 1)?))
            };
            in_named_year(year, context, direction, at)?
        }
        Base::Half(number, year) => {
            let at =
                |year: i32| Some(Stretch::of(Unit::Half, Day::of(year.into(), number * 6 - 5, 1)?));
            in_named_year(year, context, direction, at)?
        }
        Base::Season(season, year) => {
            let number = match told_year(year, context) {
                Some(year) => year,
                None => season_year(season, year, context.now?, direction),
            };
            Stretch::season(season, number)
        }
        Base::Weekday(number, which) => {
            Stretch::day(day_of_week(number, which, context, direction)?)
        }
        Base::Unit(unit, which) => unit_near(unit, which, context, direction)?,
        Base::SameQuarter(in_year) => {
            let year_number = told_year(in_year, context)?;
            match context.quarter {
                Some(quarter) => Stretch {
                    first: quarter.first.plus_years(year_number - quarter.first.year()),
                    ..quarter
                },
                None => year(year_number),
            }
        }
        Base::FromNow(count, unit, side) => {
            if let (Unit::Year, Some(quarter), Count::Tenths(10)) = (unit, context.quarter, count) {
                return Some(years_from(quarter, side));
            }
            moved(context.now?, count, unit, side)?
        }
        Base::FromThen(count, unit, side) => {
            if let (Unit::Year, Some(quarter), Count::Tenths(10)) = (unit, context.quarter, count) {
                return Some(years_from(quarter, side));
            }
            moved(then.or(context.now)?, count, unit, side)?
        }
    })
}

/// So many days away is near, whatever the tense of the verb, if the other one is far.
const NEAR: i32 = 65;
const FAR: i32 = 250;

fn years_from(stretch: Stretch, side: Side) -> Stretch {
    let years = if side == Side::Before { -1 } else { 1 };
    Stretch { first: stretch.first.plus_years(years), ..stretch }
}

/// So many units from a day. What is longer than a year is told to the year.
fn moved(from: Day, count: Count, unit: Unit, side: Side) -> Option<Stretch> {
    let count = count.get()?;
    let sign = if side == Side::Before { -1 } else { 1 };
    let day = shifted(from, unit, sign * count);
    let told = match unit {
        Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
        Unit::Fortnight => Unit::Week,
        _ => unit,
    };
    Some(Stretch::of(told, day))
}

fn told_year(year: InYear, context: &Context) -> Option<i32> {
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
        InYear::Nearest(_) | InYear::Open => None,
    }
}

/// A day of each year: the nearest one, or where two are about as near the one in the direction.
fn nearest_day(
    now: Day,
    direction: impl FnOnce() -> Direction,
    in_year: impl Fn(i32) -> Option<Day>,
) -> Option<Day> {
    let year = now.year();
    let days = [year - 1, year, year + 1].map(in_year);
    let before = days.into_iter().flatten().rfind(|&day| day <= now);
    let after = days.into_iter().flatten().find(|&day| day > now);
    let (Some(before), Some(after)) = (before, after) else { return before.or(after) };
    let (back, ahead) = (now.0 - before.0, after.0 - now.0);
    Some(match direction() {
        Direction::Past if ahead < NEAR && back > FAR => after,
        Direction::Future if back < NEAR && ahead > FAR => before,
        Direction::Future => after,
        Direction::Open if ahead < back => after,
        Direction::Past | Direction::Open => before,
    })
}

/// A month, a quarter or a half of a year that may be told by the context.
fn in_named_year(
    year: InYear,
    context: &Context,
    direction: impl FnOnce() -> Direction,
    at: impl Fn(i32) -> Option<Stretch>,
) -> Option<Stretch> {
    if let Some(year) = told_year(year, context) {
        return at(year);
    }
    let Some(now) = context.now else { return at(context.then?.first.year()) };
    let [last, this, next] = [now.year() - 1, now.year(), now.year() + 1].map(&at);
    let (last, this, next) = (last?, this?, next?);
    let is_now = this.first <= now && now <= this.last();
    let begun = this.first <= now;
    Some(match year {
        InYear::Nearest(Which::This | Which::Latest) => this,
        InYear::Nearest(Which::Last | Which::Past | Which::Previous) => {
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
        InYear::Nearest(which @ (Which::That | Which::Following)) => {
            let then = context.then.map_or(now, |then| then.first);
            let that = at(then.year())?;
            if which == Which::Following && that.first <= then {
                at(then.year() + 1)?
            } else {
                that
            }
        }
        _ if is_now => this,
        _ => {
            // A month that is near is meant, whatever the verb; the farther one has a year.
            let (before, after) = if begun { (this, next) } else { (last, this) };
            let (back, ahead) = (now.0 - before.last().0, after.first.0 - now.0);
            match direction() {
                Direction::Past if ahead < NEAR && back > FAR => after,
                Direction::Future if back < NEAR && ahead > FAR => before,
                Direction::Future => after,
                Direction::Open if ahead < back => after,
                Direction::Past | Direction::Open => before,
            }
        }
    })
}

/// The year of a season that is not told.
fn season_year(
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
        InYear::Nearest(Which::Last | Which::Past | Which::Previous) => {
            if month > last {
                this_year
            } else {
                this_year - 1
            }
        }
        InYear::Nearest(Which::Next | Which::Following) => {
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

fn day_of_week(
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

fn unit_near(
    unit: Unit,
    which: Which,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Option<Stretch> {
    let then = context.then.map(|then| then.first).or(context.now);
    let near = |day: Day, shift: i32| Stretch::of(unit, shifted(day, unit, shift));
    Some(match which {
        Which::This => near(context.now?, 0),
        Which::Last | Which::Past => near(context.now?, -1),
        Which::Next => near(context.now?, 1),
        Which::That if unit == Unit::Weekend => {
            let now = context.now?;
            let this = near(now, 0);
            match direction() {
                Direction::Future => this,
                _ if this.first <= now => this,
                _ => near(now, -1),
            }
        }
        Which::That => near(then?, 0),
        Which::Previous => near(then?, -1),
        Which::Following => near(then?, 1),
        Which::Latest => match context.quarter.filter(|_| unit == Unit::Quarter) {
            Some(quarter) => quarter,
            None => near(context.now?, -1),
        },
    })
}

/// The value where the context does not tell: what is not known is `X`.
fn unresolved(point: &Point) -> String {
    let date = match point.base {
        Base::Day { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
        Base::Month(month, _) => format!("XXXX-{month:02}"),
        Base::Season(season, _) => format!("XXXX-{}", season.code()),
        Base::Quarter(number, _) => format!("XXXX-Q{number}"),
        Base::Half(number, _) => format!("XXXX-H{number}"),
        Base::Weekday(number, _) => format!("XXXX-WXX-{number}"),
        Base::SameQuarter(_) => "XXXX-QX".to_owned(),
        Base::FromNow(Count::Vague, _, side) | Base::FromThen(Count::Vague, _, side) => {
            let before = side == Side::Before;
            if before { "PAST_REF".to_owned() } else { "FUTURE_REF".to_owned() }
        }
        Base::Unit(unit, _) | Base::FromNow(_, unit, _) | Base::FromThen(_, unit, _) => {
            match unit {
                Unit::Week | Unit::Fortnight => "XXXX-WXX".to_owned(),
                Unit::Weekend => "XXXX-WXX-WE".to_owned(),
                Unit::Month => "XXXX-XX".to_owned(),
                Unit::Quarter => "XXXX-QX".to_owned(),
                Unit::Half => "XXXX-HX".to_owned(),
                Unit::Year => "XXXX".to_owned(),
                Unit::Decade => "XXX".to_owned(),
                Unit::Century | Unit::Millennium => "XX".to_owned(),
                _ => "XXXX-XX-XX".to_owned(),
            }
        }
        _ => "XXXX-XX-XX".to_owned(),
    };
    match (point.clock, point.part) {
        (Some((hour, minute)), _) => format!("{date}T{hour:02}:{minute:02}"),
        (None, Some(part)) => format!("{date}T{}", part.code()),
        (None, None) => date,
    }
}
