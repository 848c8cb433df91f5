//! What an expression means, seen from the day of writing and from what was spoken of before.

mod near;
mod open;
mod stretch;

use self::open::unresolved;
use super::{
    calendar::{self, Stretch, weekday},
    meaning::{Base, InYear, Point},
    tense::Direction,
};
use crate::{
    extract::reading::time::{
        Doubt,
        value::{Edge, Limit},
    },
    model::{When, day::Day},
};

pub use self::stretch::stretch;

/// From where relative dates are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The day of publication.
    pub now: Option<Day>,
    /// The year that a heading tells, where the day is not known.
    pub year: Option<i32>,
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
    /// What is wrong with it, as the text has it.
    pub doubt: Option<Doubt>,
}

/// Finds out what day or stretch a point is. The direction tells whether it is before or after
/// now, where the words don't.
pub fn resolve(
    point: &Point,
    context: &Context,
    direction: impl FnOnce() -> Direction,
) -> Resolved {
    told(point, stretch(point, context, direction), context)
}

/// What is told of a point whose stretch is known, or is not.
pub fn told(point: &Point, stretch: Option<Stretch>, context: &Context) -> Resolved {
    let relative = !is_absolute(point);
    let Some(stretch) = stretch else {
        let doubt = no_such_day(point).then_some(Doubt::NoSuchDay);
        let value = unresolved(point);
        return Resolved { value, when: None, stretch: None, relative, doubt };
    };
    let mut value = match &point.base {
        Base::Nth(_, whole) if stretch.is_odd() => {
            self::stretch::stretch(&Point::of((**whole).clone()), context, || Direction::Open)
                .map_or_else(|| stretch.value(), Stretch::value)
        }
        _ => stretch.value(),
    };
    let mut when = stretch.when();
    if let Some((hour, minute)) = point.clock {
        value = format!("{value}T{hour:02}:{minute:02}");
        when = Some(calendar::at(stretch.first, hour, minute));
    } else if let Some(part) = point.part {
        value = format!("{value}T{}", part.code());
    }
    match point.base {
        Base::Years(from, to) => when = When::parse(&format!("{from:04}/{to:04}")).ok(),
        Base::Day { until: Some(last), .. } => {
            let (year, month, _) = stretch.first.date();
            let last = Day::of(year.into(), month, last);
            when = last.and_then(|last| When::lasted(stretch.first, last)).or(when);
        }
        _ => {}
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
    let clashes = point.weekday.is_some_and(|told| told != weekday(stretch.first));
    let doubt = clashes.then_some(Doubt::OtherWeekday);
    if clashes {
        when = when.map(When::uncertain);
    }
    if let Some(limit) = point.limit {
        when = when.map(|when| limited(&when, limit));
    }
    Resolved { value, when, stretch: Some(stretch), relative, doubt }
}

/// The stretch that has this date at one end and is open at the other.
fn limited(when: &When, limit: Limit) -> When {
    let (edtf, day) = match limit {
        Limit::Since | Limit::From | Limit::After => {
            (format!("{}/..", when.edtf()), format!("{}/..", when.earliest_start()))
        }
        Limit::Until | Limit::By | Limit::Before => {
            (format!("../{}", when.edtf()), format!("../{}", when.latest_end()))
        }
    };
    // What is itself a stretch or a set has no place in another one: its day is taken.
    When::parse(&edtf).or_else(|_| When::parse(&day)).unwrap_or_else(|_| when.clone())
}

/// Whether the words tell a day that no year has.
fn no_such_day(point: &Point) -> bool {
    match point.base {
        Base::Day { year: InYear::Told(year), month, day, .. } => {
            Day::of(year.into(), month, day).is_none()
        }
        // 2000 had all days.
        Base::Day { month, day, .. } => Day::of(2000, month, day).is_none(),
        _ => false,
    }
}

/// Whether the words alone tell the date.
fn is_absolute(point: &Point) -> bool {
    is_absolute_base(&point.base)
}

fn is_absolute_base(base: &Base) -> bool {
    match base {
        Base::Day { year, .. }
        | Base::Month(_, year)
        | Base::Season(_, year)
        | Base::Quarter(_, year)
        | Base::Half(_, year)
        | Base::Holiday(_, year) => matches!(year, InYear::Told(_)),
        Base::Year(_) | Base::Years(..) | Base::Decade(_) | Base::Century(_) => true,
        Base::Nth(_, whole) | Base::Around(_, whole) => is_absolute_base(whole),
        _ => false,
    }
}
