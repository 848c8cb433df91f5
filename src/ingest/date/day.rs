//! A day as data sets write it.

use crate::{ingest::date::Order, model::day::Day};

/// A day that a text names, and what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'t> {
    /// The day.
    pub day: Day,
    /// What stands behind it: a time, or nothing.
    pub rest: &'t str,
    /// Whether its year has two digits that nothing completes but a rule.
    pub is_short: bool,
    /// Whether its day and month are numbers, of which the first may be either.
    pub has_order: bool,
}

/// The day that a text names: `2018-06-01`, `2018/6/1`, `20180601`, `01-January-2015`,
/// `17 November 2021`, `9-May-20`, `02/01/1997` in the given order. A time after it is left out.
///
/// A year of two digits is that of `year`, the year that the row says elsewhere; without that it
/// is one of 1930 to 2029, as spreadsheets read it. No day is guessed: `None` if the text is
/// anything else, or the calendar has no such day.
///
/// ```
/// # use demarche::{ingest::date::{Order, parse}, model::day::Day};
/// let day = Day::of(2020, 5, 9);
/// assert_eq!(parse("2020-05-09T00:00:00", Order::DayFirst, None), day);
/// assert_eq!(parse("9-May-20", Order::DayFirst, None), day);
/// assert_eq!(parse("5/9/2020", Order::MonthFirst, None), day);
/// assert_eq!(parse("May 2020", Order::DayFirst, None), None);
/// ```
#[must_use]
pub fn parse(text: &str, order: Order, year: Option<i32>) -> Option<Day> {
    find(text.trim_ascii(), order, year).map(|found| found.day)
}

/// The same with what follows the day.
pub(super) fn find(text: &str, order: Order, year: Option<i32>) -> Option<Found<'_>> {
    let found = |day, rest| Found { day, rest, is_short: false, has_order: false };
    if let Some(day) = parse_iso(text.as_bytes()) {
        return Some(found(day, &text[10..]));
    }
    if let Some(day) = parse_digits(text) {
        return Some(found(day, ""));
    }
    if text.starts_with('-') {
        return None;
    }
    let ([first, second, third], rest) = three(text)?;
    if let (4, Some(year)) = (first.len(), number(first)) {
        return Some(found(of(year, month(second)?, number(third)?)?, rest));
    }
    let (year, is_short) = match (third.len(), number(third)?, year) {
        (4, full, _) => (full, false),
        (2, short, Some(year)) if u32::try_from(year % 100) == Ok(short) => {
            (year.try_into().ok()?, false)
        }
        (2, short @ 0..30, None) => (2000 + short, true),
        (2, short, None) => (1900 + short, true),
        _ => return None,
    };
    let (day, has_order) = match (number(first), number(second), order) {
        (Some(day), Some(month), Order::DayFirst) | (Some(month), Some(day), Order::MonthFirst) => {
            (of(year, month, day), true)
        }
        (Some(day), None, _) => (of(year, month(second)?, day), false),
        (None, Some(day), _) => (of(year, month(first)?, day), false),
        (None, None, _) => (None, false),
    };
    Some(Found { day: day?, rest, is_short, has_order })
}

/// `2018-06-01`, alone or before a time: the form of nearly all dates, so it is read first and
/// from the bytes.
pub(super) fn parse_iso(bytes: &[u8]) -> Option<Day> {
    let (date, rest) = bytes.split_at_checked(10)?;
    if !matches!(rest, [] | [b'T' | b't' | b' ', ..]) || date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |value, digit| {
            digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0'))
        })
    };
    of(number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?)
}

/// `20180601`.
pub(super) fn parse_digits(text: &str) -> Option<Day> {
    let number = number(text).filter(|_| text.len() == 8)?;
    of(number / 10_000, number / 100 % 100, number % 100)
}

/// The three parts of a date between `-`, `/`, `.`, `,` or spaces, and the time after them.
pub(super) fn three(text: &str) -> Option<([&str; 3], &str)> {
    let is_joint = |c: char| matches!(c, '-' | '/' | '.' | ' ' | ',');
    let (mut rest, mut date) = (text.trim_start_matches(is_joint), [""; 3]);
    for part in &mut date {
        let end = rest.find(is_joint).unwrap_or(rest.len());
        *part = &rest[..end];
        rest = rest[end..].trim_start_matches(is_joint);
    }
    let time = rest.split(is_joint).next().unwrap_or("");
    (!date[2].is_empty() && (time.is_empty() || time.contains(':'))).then_some((date, rest))
}

/// A month by number or by its English name, of which three letters are enough.
#[must_use]
pub fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if let Some(month) = number(text) {
        return Some(month);
    }
    let is_it = |name: &str| {
        text.len() >= 3
            && name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    MONTHS.iter().position(|name| is_it(name)).map(|index| index as u32 + 1)
}

pub(super) fn number(text: &str) -> Option<u32> {
    (text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn of(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::of(year.into(), month.try_into().ok()?, day.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: Order, expect: &str) {
        let day = parse(text, order, None).map(|day| day.to_string());
        assert_eq!(day.as_deref().unwrap_or("none"), expect, "{text}");
    }

    #[test]
    fn days_are_read_as_data_sets_write_them() {
        for (text, expect) in [
            ("2018-06-01", "2018-06-01"),
            (" 2018-06-01 ", "2018-06-01"),
            ("2009-02-20T00:00:00", "2009-02-20"),
            ("2009-02-20 00:00:00.000", "2009-02-20"),
            ("2018/6/1", "2018-06-01"),
            ("20191024", "2019-10-24"),
            ("01-January-2015", "2015-01-01"),
            ("17 November 2021", "2021-11-17"),
            ("17 nov 2021", "2021-11-17"),
            ("3 Sept 2021", "2021-09-03"),
            ("November 17, 2021", "2021-11-17"),
            ("24/12/1997", "1997-12-24"),
            ("02/01/1997", "1997-01-02"),
            ("2.1.1997", "1997-01-02"),
            ("02/01/1997 00:00:00", "1997-01-02"),
            ("9-May-20", "2020-05-09"),
            ("28-Jan-90", "1990-01-28"),
            ("24/12/29", "2029-12-24"),
            ("24/12/30", "1930-12-24"),
        ] {
            check(text, Order::DayFirst, expect);
        }
        check("02/01/1997", Order::MonthFirst, "1997-02-01");
        check("6/1/2017", Order::MonthFirst, "2017-06-01");
    }

    #[test]
    fn what_names_no_day_is_no_day() {
        for text in [
            "",
            "2018",
            "2018-06",
            "2018-02-30",
            "2018-06-01x",
            "-2018-06-01",
            "2018-13-01",
            "20181301",
            "2.02E+13",
            "#date",
            "17 Mo 2021",
            "24/13/1997",
            "1/2/3/4",
            "NA",
            "0000-00-00",
            "1/2/99999999999",
            "1/2/003",
            "١٢/١/٢٠٢٠",
            "日本語日本語日本語",
        ] {
            check(text, Order::DayFirst, "none");
        }
        check("24/12/1997", Order::MonthFirst, "none");
    }

    #[test]
    fn a_year_elsewhere_completes_two_digits() {
        let parse = |year| parse("9-May-20", Order::DayFirst, year);
        assert_eq!(parse(Some(2020)), Day::of(2020, 5, 9));
        assert_eq!(parse(Some(1920)), Day::of(1920, 5, 9));
        assert_eq!(parse(Some(2021)), None);
    }
}
