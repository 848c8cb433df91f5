//! Days as data sets write them.

use crate::model::day::Day;

/// Which of two numbers comes first in a date like `02/03/1997`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The day, as most of the world writes it.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

impl Order {
    /// The order of the dates of one column, given away by a number above 12, else the usual one;
    /// and the first date that would be another day in the other order, if none gives it away or
    /// they contradict each other.
    #[must_use]
    pub fn of<'a>(
        dates: impl IntoIterator<Item = &'a str>,
        usual: Self,
    ) -> (Self, Option<&'a str>) {
        let (mut days, mut months, mut doubtful) = (false, false, None);
        for date in dates {
            let in_order = |order| parse(date, order, None);
            match (in_order(Self::DayFirst), in_order(Self::MonthFirst)) {
                (Some(_), None) => days = true,
                (None, Some(_)) => months = true,
                (one, other) if one != other => doubtful = doubtful.or(Some(date)),
                _ => {}
            }
        }
        match (days, months) {
            (true, false) => (Self::DayFirst, None),
            (false, true) => (Self::MonthFirst, None),
            _ => (usual, doubtful),
        }
    }

    /// The words of an issue about a date that could be another day.
    #[must_use]
    pub fn doubt(self, date: &str) -> String {
        let first = if self == Self::DayFirst { "day" } else { "month" };
        format!("dates like '{date}' are read with the {first} first: nothing says which it is")
    }
}

/// The day that a text names: `2018-06-01`, `2018/6/1`, `20180601`, `01-January-2015`,
/// `17 November 2021`, `9-May-20`, `02/01/1997` in the given order. A time after it is left out.
///
/// A year of two digits is read only with the help of `year`, the year that the row says
/// elsewhere. No day is guessed: none if the text is anything else, or the calendar has no such
/// day.
///
/// ```
/// # use demarche::{ingest::date::{Order, parse}, model::day::Day};
/// let day = Day::of(2020, 5, 9);
/// assert_eq!(parse("2020-05-09T00:00:00", Order::DayFirst, None), day);
/// assert_eq!(parse("9-May-20", Order::DayFirst, Some(2020)), day);
/// assert_eq!(parse("5/9/2020", Order::MonthFirst, None), day);
/// assert_eq!(parse("May 2020", Order::DayFirst, None), None);
/// ```
#[must_use]
pub fn parse(text: &str, order: Order, year: Option<i32>) -> Option<Day> {
    let text = text.trim_ascii();
    if let Some(day) = parse_iso(text.as_bytes()) {
        return Some(day);
    }
    if let ([_, _, _, _, _, _, _, _], Some(number)) = (text.as_bytes(), number(text)) {
        return of(number / 10_000, number / 100 % 100, number % 100);
    }
    if text.starts_with('-') {
        return None;
    }
    let [first, second, third] = three(text)?;
    if let (4, Some(year)) = (first.len(), number(first)) {
        return of(year, month(second)?, number(third)?);
    }
    let year = match (third.len(), number(third)?, year) {
        (4, full, _) => full,
        (2, short, Some(year)) if u32::try_from(year % 100) == Ok(short) => year.try_into().ok()?,
        _ => return None,
    };
    match (number(first), number(second), order) {
        (Some(day), Some(month), Order::DayFirst) | (Some(month), Some(day), Order::MonthFirst) => {
            of(year, month, day)
        }
        (Some(day), None, _) => of(year, month(second)?, day),
        (None, Some(day), _) => of(year, month(first)?, day),
        (None, None, _) => None,
    }
}

/// `2018-06-01`, alone or before a time: the form of nearly all dates, so it is read first and
/// from the bytes.
fn parse_iso(bytes: &[u8]) -> Option<Day> {
    let (date, rest) = bytes.split_at_checked(10)?;
    if !matches!(rest, [] | [b'T' | b' ', ..]) || date[4] != b'-' || date[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |value, digit| {
            digit.is_ascii_digit().then(|| value * 10 + u32::from(digit - b'0'))
        })
    };
    of(number(&date[..4])?, number(&date[5..7])?, number(&date[8..])?)
}

/// The three parts of a date between `-`, `/`, `.` or spaces, without a time after them.
fn three(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty());
    let date = [parts.next()?, parts.next()?, parts.next()?];
    let is_time = parts.next().is_none_or(|time| time.contains(':'));
    is_time.then_some(date)
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

fn number(text: &str) -> Option<u32> {
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
            "9-May-20",
            "17 Mo 2021",
            "24/13/1997",
            "1/2/3/4",
            "NA",
            "0000-00-00",
            "1/2/99999999999",
            "١٢/١/٢٠٢٠",
            "日本語日本語日本語",
        ] {
            check(text, Order::DayFirst, "none");
        }
        check("24/12/1997", Order::MonthFirst, "none");
    }

    #[test]
    fn two_digits_of_a_year_need_the_year() {
        let parse = |year| parse("9-May-20", Order::DayFirst, year);
        assert_eq!(parse(Some(2020)), Day::of(2020, 5, 9));
        assert_eq!(parse(Some(1920)), Day::of(1920, 5, 9));
        assert_eq!(parse(Some(2021)), None);
    }

    #[test]
    fn the_order_is_told_by_a_number_above_12() {
        use Order::{DayFirst, MonthFirst};
        for (dates, expect) in [
            (&["02/01/1997", "24/12/1997"][..], (DayFirst, None)),
            (&["02/24/2022", "6/6/2022"], (MonthFirst, None)),
            (&["03/03/1997", "02/01/1997"], (DayFirst, Some("02/01/1997"))),
            (&["24/12/1997", "12/24/1997", "1/2/1997"], (DayFirst, Some("1/2/1997"))),
            (&["1997-02-24", "17 November 2021", "03/03/1997"], (DayFirst, None)),
        ] {
            assert_eq!(Order::of(dates.iter().copied(), DayFirst), expect, "{dates:?}");
        }
        assert_eq!(Order::of(["02/01/1997"], MonthFirst), (MonthFirst, Some("02/01/1997")));
    }
}
