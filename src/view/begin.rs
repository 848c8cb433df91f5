//! In which periods of the calendar an event began, surely or maybe.
//!
//! An event began *surely* in a period if it began there whatever its date turns out to be. One that
//! may have begun in several did so *maybe* in each of them, with the share of its possible days
//! that falls there, so that its shares add up to one.

use std::ops::Range;

use crate::{
    model::{
        When,
        day::Day,
        when::{Mark, Period},
    },
    view::Unit,
};

/// Where among the periods of a unit, numbered as [`Unit::number`] does, an event began.
#[derive(Clone, Debug, PartialEq)]
pub enum Begin {
    /// In this one.
    Surely(i64),
    /// In one of several, or in one that is in doubt.
    Maybe {
        /// The first of them.
        first: i64,
        /// The last of them.
        last: i64,
        /// Those among the periods that are looked at, ascending, with their shares.
        shares: Vec<(i64, f64)>,
    },
}

impl Begin {
    /// Where an event with this date began, with shares for the periods in `within`; `None` if it
    /// is undated.
    #[must_use]
    pub fn of(when: &When, unit: Unit, within: &Range<i64>) -> Option<Self> {
        let (first, last) = days(when)?;
        let is_open = !when.earliest_start().is_known() || !when.latest_start().is_known();
        let (from, to) = (unit.number(first), unit.number(last));
        if from == to && !is_open && when.mark() == Mark::Sure {
            return Some(Self::Surely(from));
        }
        let mut shares: Vec<(i64, f64)> = Vec::new();
        if to >= within.start && from < within.end {
            let stretches = if from == to {
                vec![Period { first, last }]
            } else {
                let possible = Period::each_of(when).into_iter();
                let clipped = possible
                    .map(|it| Period { first: it.first.max(first), last: it.last.min(last) });
                clipped.filter(|it| it.first <= it.last).collect()
            };
            let all: f64 = stretches.iter().map(|it| length(it.first, it.last)).sum();
            for stretch in &stretches {
                spread(*stretch, unit, within, all, &mut shares);
            }
        }
        Some(Self::Maybe { first: from, last: to, shares })
    }
}

/// The first and the last day on which an event with this date may have begun; `None` if it is
/// undated. Where one of them is not known, both are the day under which it is listed: over all time
/// an event would be seen nowhere.
#[must_use]
pub fn days(when: &When) -> Option<(Day, Day)> {
    let listed = when.listing_day()?;
    let (first, last) = (when.earliest_start(), when.latest_start());
    let is_known = first.is_known() && last.is_known();
    Some(if is_known { (first, last) } else { (listed, listed) })
}

/// Adds the shares of one stretch of possible days; stretches come in order.
fn spread(
    stretch: Period,
    unit: Unit,
    within: &Range<i64>,
    all: f64,
    shares: &mut Vec<(i64, f64)>,
) {
    let (from, to) = (unit.number(stretch.first), unit.number(stretch.last));
    for number in from.max(within.start)..(to + 1).min(within.end) {
        let first = unit.first_day(number).max(stretch.first);
        let last = unit.first_day(number + 1).plus_days(-1).min(stretch.last);
        let share = length(first, last) / all;
        match shares.last_mut().filter(|(known, _)| *known == number) {
            Some((_, known)) => *known += share,
            None => shares.push((number, share)),
        }
    }
}

fn length(first: Day, last: Day) -> f64 {
    f64::from(last.0) - f64::from(first.0) + 1.0
}

/// The periods in `within` that an event with this date may touch, as ascending ranges that don't
/// overlap.
#[must_use]
pub fn touched(when: &When, unit: Unit, within: &Range<i64>) -> Vec<Range<i64>> {
    let number = |day: Day, open: i64| if day.is_known() { unit.number(day) } else { open };
    let mut ranges: Vec<Range<i64>> = Vec::new();
    for stretch in Period::each_of(when) {
        let start = number(stretch.first, within.start).max(within.start);
        let end = number(stretch.last, within.end - 1).saturating_add(1).min(within.end);
        match ranges.last_mut().filter(|last| start < last.end) {
            Some(last) => last.end = last.end.max(end),
            None if start < end => ranges.push(start..end),
            None => {}
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample::when;

    /// Where it began by year, the shares in hundredths, and the years that it touches.
    #[track_caller]
    fn check(date: &str, expect: &str, touches: &str) {
        let within = 1900..2000;
        let begin = match Begin::of(&when(date), Unit::Year, &within) {
            None => "undated".to_owned(),
            Some(Begin::Surely(year)) => format!("{year}"),
            Some(Begin::Maybe { first, last, shares }) => {
                let shares = shares.iter().map(|(year, share)| format!(" {year}:{share:.2}"));
                format!("{first}-{last}{}", shares.collect::<String>())
            }
        };
        let ranges = touched(&when(date), Unit::Year, &within);
        let ranges = ranges.iter().map(|range| format!("{}-{}", range.start, range.end - 1));
        assert_eq!(
            (begin.as_str(), ranges.collect::<Vec<_>>().join(" ").as_str()),
            (expect, touches),
            "{date}"
        );
    }

    #[test]
    fn an_event_begins_in_one_period_or_maybe_in_several() {
        check("1914-07-28", "1914", "1914-1914");
        check("1914", "1914", "1914-1914");
        check("1914~", "1914-1914 1914:1.00", "1914-1914");
        check("1914/1918", "1914", "1914-1918");
        check("1914/..", "1914", "1914-1999");
        check("[1901..1904]", "1901-1904 1901:0.25 1902:0.25 1903:0.25 1904:0.25", "1901-1904");
        check("[1898..1901]", "1898-1901 1900:0.25 1901:0.25", "1900-1901");
        check("2014", "2014", "");
        check("[2014,2016]", "2014-2016", "");
        check("XXXX", "undated", "");
    }

    #[test]
    fn the_days_that_a_date_leaves_out_have_no_share() {
        check("[1901,1905]", "1901-1905 1901:0.50 1905:0.50", "1901-1901 1905-1905");
        check(
            "190X-12-25",
            "1900-1909 1900:0.10 1901:0.10 1902:0.10 1903:0.10 1904:0.10 \
               1905:0.10 1906:0.10 1907:0.10 1908:0.10 1909:0.10",
            "1900-1900 1901-1901 1902-1902 1903-1903 1904-1904 1905-1905 1906-1906 1907-1907 \
               1908-1908 1909-1909",
        );
    }

    #[test]
    fn without_a_beginning_it_stands_where_it_is_listed() {
        check("../1914-08-04", "1914-1914 1914:1.00", "1900-1914");
        check("[..1914]", "1914-1914 1914:1.00", "1900-1914");
        check("[1914..]", "1914-1914 1914:1.00", "1914-1999");
    }
}
