//! The stretch of the calendar that a point is.

use super::{
    Context,
    near::{day_of_week, from_where, in_named_year, nearest_day, season_year, told_year},
};
use crate::{
    extract::{
        find::time::{
            calendar::{Stretch, easter, nth_weekday, shifted, weekday},
            meaning::{Base, InYear, Nth, NthUnit, Point, Side},
            tense::Direction,
        },
        reading::time::{
            Count,
            value::{Holiday, Unit, Which},
        },
    },
    model::day::Day,
};

/// The stretch of a point. `None` if the context does not tell it, or there is no such day.
pub fn stretch(
    point: &Point,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Option<Stretch> {
    let in_year = |year: i32| Stretch::of(Unit::Year, Day::new_year(year));
    let then = context.then.map(|then| then.first);
    Some(match &point.base {
        Base::Open => match context.then {
            Some(then) if then == Stretch::day(then.first) => then,
            _ => Stretch::day(context.now?),
        },
        Base::Year(number) => in_year(*number),
        Base::Years(from, _) => in_year(*from),
        Base::Decade(first) => Stretch::of(Unit::Decade, Day::new_year(*first)),
        Base::Century(first) => Stretch::of(Unit::Century, Day::new_year(*first)),
        Base::Day { year, month, day, .. } => {
            let in_year = |year: i32| Day::of(year.into(), *month, *day);
            let day = day_of_year(*year, context, direction, in_year)?;
            let beside = point.weekday.filter(|&told| told != weekday(day));
            Stretch::day(match (beside, context.now, told_year(*year, context)) {
                // The weekday tells which one of the two that are near is meant.
                (Some(told), Some(now), None) => {
                    let other = nearest_day(now, Direction::Open, in_year)?;
                    if weekday(other) == told { other } else { day }
                }
                _ => day,
            })
        }
        Base::Holiday(holiday, year) => {
            let in_year = |year: i32| match *holiday {
                Holiday::Fixed(month, day) => Day::of(year.into(), month, day),
                Holiday::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
                Holiday::Easter(days) => Some(easter(year)?.plus_days(days.into())),
            };
            Stretch::day(day_of_year(*year, context, direction, in_year)?)
        }
        Base::Nth(nth, whole) => {
            counted(*nth, self::stretch(&Point::of((**whole).clone()), context, direction)?)?
        }
        Base::Around(unit, day) => {
            let day = self::stretch(&Point::of((**day).clone()), context, direction)?;
            Stretch::of(*unit, day.first)
        }
        Base::Month(month, year) => {
            let at = |year: i32| Some(Stretch::of(Unit::Month, Day::of(year.into(), *month, 1)?));
            in_named_year(*year, context, direction, at)?
        }
        Base::Quarter(number, year) => {
            let at = |year: i32| {
                Some(Stretch::of(Unit::Quarter, Day::of(year.into(), number * 3 - 2, 1)?))
            };
            // Reports tell of the quarter that has just ended, whatever the tense.
            if let (InYear::Open, Some(now)) = (year, context.now) {
                let before = [now.year(), now.year() - 1].into_iter().filter_map(at);
                let mut ended = before.filter(|quarter| quarter.last() < now);
                if let Some(quarter) =
                    ended.find(|quarter| now.0 - quarter.last().0 <= LONGEST_QUARTER)
                {
                    return Some(quarter);
                }
            }
            in_named_year(*year, context, direction, at)?
        }
        Base::Half(number, year) => {
            let at =
                |year: i32| Some(Stretch::of(Unit::Half, Day::of(year.into(), number * 6 - 5, 1)?));
            in_named_year(*year, context, direction, at)?
        }
        Base::Season(season, year) => {
            let number = if let Some(year) = told_year(*year, context) {
                year
            } else {
                let (year, now) = from_where(*year, context);
                season_year(*season, year, now?, direction)
            };
            Stretch::season(*season, number)
        }
        Base::Weekday(number, which) => {
            Stretch::day(day_of_week(*number, *which, context, direction)?)
        }
        Base::Unit(unit, which) => unit_near(*unit, *which, context, direction)?,
        Base::SameQuarter(in_year) => {
            let year_number = told_year(*in_year, context)?;
            match context.quarter {
                Some(quarter) => Stretch {
                    first: quarter.first.plus_years(year_number - quarter.first.year()),
                    ..quarter
                },
                None => Stretch::of(Unit::Year, Day::new_year(year_number)),
            }
        }
        Base::FromNow(count, unit, side) => match year_of_quarter(*count, *unit, context) {
            Some(quarter) => years_from(quarter, *side),
            None => moved(context.now?, *count, *unit, *side)?,
        },
        Base::FromThen(count, unit, side) => match year_of_quarter(*count, *unit, context) {
            Some(quarter) => years_from(quarter, *side),
            None if is_finer(*unit, context.then) => return None,
            None => moved(then.or(context.now)?, *count, *unit, *side)?,
        },
    })
}

/// `in May; the day after`: of a stretch that is longer than the unit nobody knows where to count from.
fn is_finer(unit: Unit, then: Option<Stretch>) -> bool {
    then.is_some_and(|then| {
        let one = Stretch::of(unit, then.first);
        then.last().0 - then.first.0 > one.last().0 - one.first.0
    })
}

/// The days of a quarter.
const LONGEST_QUARTER: i32 = 92;

/// The quarter that was spoken of, which `a year ago` is compared with.
fn year_of_quarter(count: Count, unit: Unit, context: &Context) -> Option<Stretch> {
    context.quarter.filter(|_| unit == Unit::Year && count == Count::whole(1))
}

/// A day of a year that may not be told.
fn day_of_year(
    year: InYear,
    context: &Context,
    direction: impl FnOnce() -> Direction,
    in_year: impl Fn(i32) -> Option<Day>,
) -> Option<Day> {
    let told = told_year(year, context);
    let (year, now) = from_where(year, context);
    match (told, now) {
        (Some(year), _) => in_year(year),
        (None, Some(now)) => {
            let direction = match year {
                InYear::Nearest(Which::Last | Which::Past) => Direction::Past,
                InYear::Nearest(Which::Next) => Direction::Future,
                InYear::Nearest(_) => Direction::Open,
                _ => direction(),
            };
            nearest_day(now, direction, in_year)
        }
        (None, None) => in_year(context.then?.first.year()),
    }
}

/// One or several of the units of a stretch, or one of its weekdays. A week of a month is seven
/// days from its beginning or to its end.
fn counted(nth: Nth, whole: Stretch) -> Option<Stretch> {
    let (first, last) = (whole.first, whole.last());
    let count = i32::from(nth.count);
    // How many of them stand before it.
    let before = i32::from(nth.number) - 1;
    let from_end = nth.number < 0;
    let days = |start: Day, end: Day| {
        (first <= start && end <= last).then(|| Stretch::days(start, end.0 - start.0 + 1))
    };
    match nth.unit {
        NthUnit::Weekday(number) => {
            let day = if from_end {
                last.plus_days(-(i32::from(weekday(last)) - i32::from(number)).rem_euclid(7))
            } else {
                let ahead = (i32::from(number) - i32::from(weekday(first))).rem_euclid(7);
                first.plus_days(ahead + 7 * before)
            };
            (first <= day && day <= last).then(|| Stretch::day(day))
        }
        NthUnit::Unit(Unit::Half) => {
            let middle = first.plus_days((last.0 - first.0) / 2);
            if before == 0 { days(first, middle) } else { days(middle.plus_days(1), last) }
        }
        NthUnit::Unit(unit @ (Unit::Day | Unit::Week)) => {
            let length = if unit == Unit::Week { 7 } else { 1 };
            if from_end {
                days(last.plus_days(1 - length * count), last)
            } else {
                let start = first.plus_days(length * count * before);
                days(start, start.plus_days(length * count - 1))
            }
        }
        NthUnit::Unit(Unit::Weekend) if count == 1 => {
            let saturday = counted(Nth { unit: NthUnit::Weekday(6), ..nth }, whole)?;
            Some(Stretch::of(Unit::Weekend, saturday.first))
        }
        NthUnit::Unit(unit @ (Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade)) => {
            let start = if from_end {
                shifted(last.plus_days(1), unit, -count)
            } else {
                shifted(first, unit, count * before)
            };
            let end = shifted(start, unit, count).plus_days(-1);
            let one = (count == 1).then(|| Stretch::of(unit, start));
            one.filter(|one| first <= one.first && one.last() <= last).or_else(|| days(start, end))
        }
        NthUnit::Unit(_) => None,
    }
}

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

fn unit_near(
    unit: Unit,
    which: Which,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Option<Stretch> {
    let then = context.then.map(|then| then.first).or(context.now);
    let near = |day: Day, shift: i32| Stretch::of(unit, shifted(day, unit, shift));
    let from_then = matches!(which, Which::Previous | Which::Following)
        || which == Which::That && unit != Unit::Weekend;
    if from_then && is_finer(unit, context.then) {
        return None;
    }
    Some(match which {
        Which::This => near(context.now?, 0),
        Which::Last | Which::Past => near(context.now?, -1),
        // `They left in May 2014. The next year Kenya fell.`
        Which::Next => match context.then.filter(|_| direction() == Direction::Past) {
            Some(then) if !is_finer(unit, context.then) => near(then.first, 1),
            Some(_) => return None,
            None => near(context.now?, 1),
        },
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
