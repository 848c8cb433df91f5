//! Dates as TimelineJS writes them: parts that may be empty, or one text of many habits.

use std::fmt;

use crate::{
    ingest::{
        date::{self, Order},
        time,
    },
    model::{When, day::Day, when::Time},
};

/// A date of which at least the year is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Astronomical: 0 is 1 BCE.
    year: i64,
    month: Option<u8>,
    /// Never without a month.
    day: Option<u8>,
    /// Never without a day.
    time: Option<Time>,
}

/// The parts of a date as they stand in the file: numbers or nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts<'a> {
    pub year: &'a str,
    pub month: &'a str,
    pub day: &'a str,
    pub hour: &'a str,
    pub minute: &'a str,
    pub second: &'a str,
}

impl Date {
    /// The date that the parts name; `None` if there is no year. An empty month or day, or a 0,
    /// is not known. The error says which part is wrong.
    ///
    /// A year below 0 is one BCE, as TimelineJS shows it: -44 is 44 BCE.
    pub fn of(parts: Parts<'_>) -> Result<Option<Self>, String> {
        let Some(year) = number("year", parts.year)? else {
            return Ok(None);
        };
        let mut date = Self {
            year: if year < 0 { year.saturating_add(1) } else { year },
            month: part("month", parts.month)?,
            day: part("day", parts.day)?,
            time: None,
        };
        let first = Day::of(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1));
        if (date.month.is_none() && date.day.is_some()) || first.is_none() {
            return Err(format!("there is no day '{}'", date.shown()));
        }
        let hour = number("hour", parts.hour)?;
        if let (Some(hour), true) = (hour, date.has_days()) {
            let minute = number("minute", parts.minute)?.unwrap_or(0);
            let second = number("second", parts.second)?;
            let time = match second {
                Some(second) => format!("{hour:02}:{minute:02}:{second:02}"),
                None => format!("{hour:02}:{minute:02}"),
            };
            date.time = Some(Time::parse(&time).ok().ok_or_else(|| no_time(&time))?);
        }
        Ok(Some(date))
    }

    /// The date that a text names: `2011,12,12`, `2011-12-12`, `12/31/2011` in the given order,
    /// `12/2011`, `2011`, with a time after it or without, or a day in another common form. None if
    /// the text is empty.
    pub fn parse(text: &str, order: Order) -> Result<Option<Self>, String> {
        let text = text.trim();
        Self::parse_numbers(text, order).or_else(|error| {
            let (year, month, day) = date::parse(text, order, None).ok_or(error)?.date();
            Ok(Some(Self { year: year.into(), month: Some(month), day: Some(day), time: None }))
        })
    }

    fn parse_numbers(text: &str, order: Order) -> Result<Option<Self>, String> {
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) if !text.contains(',') => (date, time.trim()),
            _ => (text, ""),
        };
        let (sign, digits) = match date.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", date),
        };
        let delimiter = digits.chars().find(|c| matches!(c, ',' | '/' | '-')).unwrap_or(',');
        let parts: Vec<&str> = digits.split(delimiter).map(str::trim).collect();
        let (year, rest) = match (delimiter, &parts[..]) {
            ('/', [day, month, year]) if order == Order::DayFirst => (*year, vec![*month, *day]),
            ('/', [month, day, year]) => (*year, vec![*month, *day]),
            ('/', [month, year]) => (*year, vec![*month]),
            (',' | '-', [year, rest @ ..]) if rest.len() < 6 => (*year, rest.to_vec()),
            _ => return Err(no_date(text)),
        };
        let at = |index: usize| rest.get(index).copied().unwrap_or("");
        let year = format!("{sign}{year}");
        let parts = Parts {
            year: if year == "-" { "" } else { &year },
            month: at(0),
            day: at(1),
            hour: at(2),
            minute: at(3),
            second: at(4),
        };
        let date = Self::of(parts).ok().ok_or_else(|| no_date(text))?;
        if !time.is_empty() && rest.len() < 2 {
            return Err(no_date(text));
        }
        date.map(|date| date.with_time(time)).transpose()
    }

    /// The same date at the time that a text names. A time of an unknown day is left out.
    pub fn with_time(mut self, text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() || !self.has_days() {
            return Ok(self);
        }
        self.time = Some(time::parse(text).ok_or_else(|| no_time(text))?);
        Ok(self)
    }

    /// Whether it is a day that EDTF can write, and can have a time.
    fn has_days(self) -> bool {
        self.day.is_some() && (-9999..=9999).contains(&self.year)
    }

    /// As the file has it, with `-` between the parts.
    fn shown(self) -> String {
        let Self { year, month, day, .. } = self;
        let year = if year <= 0 { year - 1 } else { year };
        let parts = [Some(year), month.map(i64::from), day.map(i64::from)];
        let parts: Vec<_> =
            parts.iter().map(|part| part.map_or("?".to_owned(), |part| part.to_string())).collect();
        parts.join("-")
    }
}

/// EDTF, without the time.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, .. } = *self;
        match year {
            0..=9999 => write!(f, "{year:04}")?,
            -9999..0 => write!(f, "-{:04}", -year)?,
            _ => return write!(f, "Y{year}"),
        }
        for part in [month, day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// When something happened that has this start and this end, and what of it could not be kept.
pub fn when(start: Option<Date>, end: Option<Date>) -> (When, Option<&'static str>) {
    let of = |text: &str| When::parse(text).unwrap_or(When::UNDATED);
    let (start, end) = match (start, end) {
        (Some(start), Some(end)) => (start, end),
        (Some(start), None) => {
            let time = start.time.map(|time| format!("T{time}")).unwrap_or_default();
            return (of(&format!("{start}{time}")), None);
        }
        (None, Some(end)) => return (of(&format!("/{end}")), None),
        (None, None) => return (When::UNDATED, None),
    };
    let (first, last) = (of(&start.to_string()), of(&end.to_string()));
    if last.latest_end() < first.earliest_start() {
        return (when(Some(start), None).0, Some("it ends before it begins; the end is left out"));
    }
    if start.to_string() == end.to_string() {
        let differ = end.time != start.time;
        let note = differ.then_some("of its times only the first is kept");
        return (when(Some(start), None).0, note);
    }
    let timed = start.time.or(end.time).is_some();
    let note = "it lasted several days; the times of its first and last day are not kept";
    (of(&format!("{start}/{end}")), timed.then_some(note))
}

/// A month or a day: 0 is unknown, too.
fn part(name: &str, text: &str) -> Result<Option<u8>, String> {
    let number = number(name, text)?.filter(|&number| number != 0);
    let part = |number| u8::try_from(number).ok().ok_or_else(|| no_number(name, text));
    number.map(part).transpose()
}

/// A whole number without the spaces and commas that spreadsheets put into it.
fn number(name: &str, text: &str) -> Result<Option<i64>, String> {
    let digits = text.replace([' ', ',', '\u{a0}'], "");
    // Data frames with gaps write whole numbers so.
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().ok().map(Some).ok_or_else(|| no_number(name, text))
}

fn no_number(name: &str, text: &str) -> String {
    format!("expected a number for the {name}, found '{text}'")
}

fn no_date(text: &str) -> String {
    format!("'{text}' is no date")
}

fn no_time(text: &str) -> String {
    format!("'{text}' is no time of day")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Result<Option<Date>, String>) -> String {
        match date {
            Ok(Some(date)) => when(Some(date), None).0.edtf(),
            Ok(None) => String::new(),
            Err(error) => error,
        }
    }

    #[test]
    fn parts() {
        #[track_caller]
        fn check(parts: &str, expect: &str) {
            let parts: Vec<&str> = parts.split('|').chain([""; 5]).collect();
            let [year, month, day, hour, minute, second, ..] = parts[..] else { unreachable!() };
            let date = Date::of(Parts { year, month, day, hour, minute, second });
            assert_eq!(shown(date), expect, "{parts:?}");
        }
        check("1815|12|10", "1815-12-10");
        check("1943|7|", "1943-07");
        check("1943||", "1943");
        check("1943|0|0", "1943");
        check("", "");
        check(" 1,943 ", "1943");
        check("44", "0044");
        check("2015.0|8.0|", "2015-08");
        // Years before 1 CE.
        check("-44|3|15", "-0043-03-15");
        check("-1", "0000");
        check("-500", "-0499");
        check("-13800000000", "Y-13799999999");
        check("-13800000000|3", "Y-13799999999");
        check("275760", "Y275760");
        // Times.
        check("2014|8|20|14|30", "2014-08-20T14:30");
        check("2014|8|20|14|30|5", "2014-08-20T14:30:05");
        check("2014|8|20|9", "2014-08-20T09:00");
        check("2014|8||14|30", "2014-08");
        // What is no date.
        check("2014|13", "there is no day '2014-13-?'");
        check("2014|2|30", "there is no day '2014-2-30'");
        check("-44|2|30", "there is no day '-44-2-30'");
        check("2014||5", "there is no day '2014-?-5'");
        check("2014|May", "expected a number for the month, found 'May'");
        check("2014|300", "expected a number for the month, found '300'");
        check("44 BC", "expected a number for the year, found '44 BC'");
        check("2014|8|20|25|0", "'25:00' is no time of day");
        check(
            "99999999999999999999",
            "expected a number for the year, found '99999999999999999999'",
        );
    }

    #[test]
    fn texts() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            assert_eq!(shown(Date::parse(text, Order::MonthFirst)), expect, "{text}");
        }
        check("2011,12,12", "2011-12-12");
        check("2012,1,26", "2012-01-26");
        check("2012, 1", "2012-01");
        check("2012", "2012");
        check("2012,,", "2012");
        check("-44,3,15", "-0043-03-15");
        check("-6", "-0005");
        check("2012,1,26,14,30,00", "2012-01-26T14:30:00");
        check("2014-08-20", "2014-08-20");
        check("2014-08", "2014-08");
        check("2014-08-20T14:30:00Z", "2014-08-20T14:30:00Z");
        check("2014-08-20 14:30", "2014-08-20T14:30");
        check("12/31/2011", "2011-12-31");
        check("12/31/2011 11:15 pm", "2011-12-31T23:15");
        check("3/2011", "2011-03");
        check("", "");
        check("13 August 2011", "2011-08-13");
        for text in [
            "31/12/2011",
            "May 2011",
            "31 June 2011",
            "1/2/3/4",
            "2011,1,1,1,1,1,1",
            "-",
            "2011-2-30",
        ] {
            let expect = if text == "-" { String::new() } else { no_date(text) };
            check(text, &expect);
        }
    }

    #[test]
    fn stretches() {
        #[track_caller]
        fn check(start: &str, end: &str, expect: &str, lost: bool) {
            let parse = |text| Date::parse(text, Order::MonthFirst).unwrap();
            let (when, why) = when(parse(start), parse(end));
            assert_eq!((when.edtf().as_str(), why.is_some()), (expect, lost), "{start} to {end}");
        }
        check("1815,12,10", "1852,11,27", "1815-12-10/1852-11-27", false);
        check("1943,7", "1946", "1943-07/1946", false);
        check("-500", "-322", "-0499/-0321", false);
        check("2014", "2014", "2014", false);
        check("", "2014", "/2014", false);
        check("2014-08-20 10:00", "2014-08-20 12:00", "2014-08-20T10:00", true);
        check("2014-08-20 10:00", "2014-08-21 12:00", "2014-08-20/2014-08-21", true);
        check("2014-08-20", "2013", "2014-08-20", true);
        check("2014-08-20", "2014", "2014-08-20/2014", false);
    }
}
