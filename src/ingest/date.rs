//! Dates as data sets write them.
//!
//! A day in any common form is read from the bytes ([`parse`]); a date of which a part is not
//! known, one in words, a time, a number of days as spreadsheets count them, by [`Dates`], which
//! reads the dates of one table. What day and month are in `02/03/1997` is decided by all dates of
//! the table, never by one: [`Proof`] collects what they tell.
//!
//! **Invariants.** No date is guessed, and none is refused with its row: what can't be read is
//! undated, and an issue has its words.

mod day;
mod order;

use self::day::{find, number, parse_iso, three};
pub use self::{
    day::{month, parse},
    order::{Order, Proof},
};
use crate::{
    base::issue::Issue,
    ingest::time,
    model::{
        When,
        day::Day,
        when::{Time, typed},
    },
};

/// How the dates of a table are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As people write them, with day and month in this order where only numbers tell them.
    Calendar(Order),
    /// By the number of days since the last day of 1899, as spreadsheets count them.
    ExcelDays,
    /// By the time since 1970, so many in a second.
    Ticks(i64),
}

impl Format {
    /// What the formats are called in a map and on the command line.
    pub const NAMES: [&str; 6] =
        ["day-first", "month-first", "excel-days", "seconds", "milliseconds", "microseconds"];

    /// The format of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "day-first" => Self::Calendar(Order::DayFirst),
            "month-first" => Self::Calendar(Order::MonthFirst),
            "excel-days" => Self::ExcelDays,
            "seconds" => Self::Ticks(1),
            "milliseconds" => Self::Ticks(1_000),
            "microseconds" => Self::Ticks(1_000_000),
            _ => return None,
        })
    }
}

/// How the dates of a table are to be read, as far as that is known before they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What to begin with.
    pub format: Format,
    /// The order where nothing tells which it is; `None` if somebody has told the format.
    pub usual: Option<Order>,
}

impl Plan {
    /// As somebody says.
    #[must_use]
    pub fn told(format: Format) -> Self {
        Self { format, usual: None }
    }

    /// As the first dates tell, until others tell more.
    #[must_use]
    pub fn guessed<'a>(dates: impl IntoIterator<Item = &'a str>, usual: Order) -> Self {
        Self { format: Format::Calendar(Order::of(dates, usual)), usual: Some(usual) }
    }

    /// How the dates are to be read for all that they told when they were read by this plan.
    #[must_use]
    pub fn proven(self, proof: &Proof) -> Format {
        self.usual.map_or(self.format, |usual| Format::Calendar(proof.order(usual)))
    }

    /// What is to be said of dates that were read in this format and tell so much.
    pub(super) fn issues(
        self,
        proof: &Proof,
        read: Format,
        file: &str,
    ) -> impl Iterator<Item = Issue> {
        let order = match read {
            Format::Calendar(order) if self.usual.is_some() => proof.order_issue(order, file),
            _ => None,
        };
        order.into_iter().chain(proof.year_issue(file))
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self::guessed([], Order::DayFirst)
    }
}

/// Reads the dates of a table.
#[derive(Clone, Debug)]
pub struct Dates {
    format: Format,
    /// What they tell of how they should have been read.
    pub proof: Proof,
}

/// What a text says of when something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// This.
    When(When),
    /// This day, and a time that can't be read.
    Untimed(When),
    /// That it is not known.
    Nothing,
    /// A number, which may be a day as spreadsheets count them.
    Number,
    /// Something that can't be read.
    Unread,
}

impl Dates {
    /// A reader of dates in this format.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format, proof: Proof::default() }
    }

    /// What a text in this row says. A year of two digits is completed by `year`, which the row
    /// says elsewhere.
    pub fn read(&mut self, row: u64, text: &str, year: Option<i32>) -> Told {
        let text = text.trim_ascii();
        if let (10, Some(day)) = (text.len(), parse_iso(text.as_bytes())) {
            return Told::When(When::day(day));
        }
        let found = match self.format {
            Format::Calendar(_) if text.len() == 8 => day::parse_digits(text).map(When::day),
            Format::Calendar(_) => None,
            Format::ExcelDays => text.parse().ok().and_then(excel_days),
            Format::Ticks(ticks) => {
                text.parse().ok().and_then(|number: i64| When::since_1970(number.div_euclid(ticks)))
            }
        };
        if let Some(when) = found {
            return Told::When(when);
        }
        self.read_calendar(row, text, year)
    }

    fn read_calendar(&mut self, row: u64, text: &str, year: Option<i32>) -> Told {
        let order = match self.format {
            Format::Calendar(order) => order,
            Format::ExcelDays | Format::Ticks(_) => Order::DayFirst,
        };
        if let Some(found) = find(text, order, year) {
            if found.has_order {
                self.proof.note(row, text);
            }
            if found.is_short {
                self.proof.note_short(row, text);
            }
            return timed(found.day, found.rest);
        }
        self.read_rest(row, text, order, year)
    }

    /// What is no day in a common form.
    fn read_rest(&mut self, row: u64, text: &str, order: Order, year: Option<i32>) -> Told {
        // Spreadsheets mark a text that is none of their dates so.
        let plain = text.trim_matches(['\'', '"', '’', '‘']).trim();
        if plain.len() < text.len() {
            return self.read(row, plain, year);
        }
        self.proof.note(row, text);
        if is_nothing(text) {
            return Told::Nothing;
        }
        if let Some(told) = partial(text, order) {
            return told;
        }
        let whole = text.strip_suffix(".0").unwrap_or(text);
        if whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && whole.len() != 4 {
            let is_serial = whole.parse().is_ok_and(|days: f64| (10_000.0..1e6).contains(&days));
            return if is_serial { Told::Number } else { Told::Unread };
        }
        let Some(plain) = self.without_numbers(row, whole, order) else { return Told::Unread };
        match typed::parse(&plain, None) {
            Ok(typed) => Told::When(typed.when),
            Err(_) => Told::Unread,
        }
    }

    /// The text with each `02/03/1997` in it as `1997-03-02`; `None` if one is not a day in this
    /// order.
    fn without_numbers(&mut self, row: u64, text: &str, order: Order) -> Option<String> {
        let words = text.split(' ').map(|word| {
            let Some(([first, second, _], "")) = three(word) else { return Some(word.to_owned()) };
            if first.len() > 2 || number(first).is_none() || number(second).is_none() {
                return Some(word.to_owned());
            }
            // The whole text was noted before.
            if word.len() < text.len() {
                self.proof.note(row, word);
            }
            Some(find(word, order, None)?.day.to_string())
        });
        words.collect::<Option<Vec<_>>>().map(|words| words.join(" "))
    }
}

/// A day at the time that follows it. Midnight is what programs write where there is no time.
fn timed(day: Day, rest: &str) -> Told {
    let clock = rest.trim_start_matches(['T', 't', ' ']).trim_end();
    if clock.is_empty() {
        return Told::When(When::day(day));
    }
    match time::parse(clock) {
        Some(Time { hour: 0, minute: 0, second: None | Some(0), .. }) => Told::When(When::day(day)),
        Some(time) => Told::When(When::at(day, time)),
        None => Told::Untimed(When::day(day)),
    }
}

/// A date in numbers of which the day, or the month too, is 0 or 99, which stand for what is not
/// known: `2004-05-00`, `20040000`, `00/05/2004`; nothing is known if the year is so, too.
fn partial(text: &str, order: Order) -> Option<Told> {
    let is_unknown = |part: u32| matches!(part, 0 | 99);
    let (year, month, day) = if text.len() == 8 && number(text).is_some() {
        let number = number(text)?;
        (number / 10_000, number / 100 % 100, number % 100)
    } else {
        let without_time = text.split_once('T').map_or(text, |(date, _)| date);
        let ([first, second, third], _) = three(without_time)?;
        let (first_number, second_number) = (number(first)?, month(second)?);
        match (first.len(), order) {
            (..=2, _) if third.len() != 4 => return None,
            (4, _) => (first_number, second_number, number(third)?),
            (_, Order::DayFirst) => (number(third)?, second_number, first_number),
            (_, Order::MonthFirst) => (number(third)?, first_number, second_number),
        }
    };
    if !is_unknown(day) {
        return None;
    }
    if matches!(year, 0 | 9999) {
        return Some(Told::Nothing);
    }
    let month_of = |month: u32| Day::of(year.into(), u8::try_from(month).ok()?, 1);
    let when = match month {
        month if is_unknown(month) => month_of(1).map(When::year_of),
        month => month_of(month).map(When::month_of),
    };
    when.map(Told::When)
}

/// Whether a text is a day in a common form.
#[must_use]
pub fn is_day(text: &str) -> bool {
    [Order::DayFirst, Order::MonthFirst].into_iter().any(|order| parse(text, order, None).is_some())
}

/// Whether a text is a date, in this format or in any order of day and month.
#[must_use]
pub fn is_date(text: &str, format: Format) -> bool {
    let told = |format| Dates::new(format).read(0, text, None);
    let formats = [format, Format::Calendar(Order::DayFirst), Format::Calendar(Order::MonthFirst)];
    formats.into_iter().any(|format| matches!(told(format), Told::When(_) | Told::Untimed(_)))
}

/// Whether a text says that a date is not known.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "date unknown",
        "n/d",
        "na",
        "nat",
        "nd",
        "nil",
        "no date",
        "none",
        "not available",
        "not dated",
        "not known",
        "null",
        "sd",
        "s/d",
        "tba",
        "tbc",
        "tbd",
        "undated",
        "unknown",
        "unknown date",
        "unk",
        "unspecified",
        "0",
        "-9",
        "-77",
        "-88",
        "-99",
        "-999",
        "-9999",
    ];
    let plain = || text.replace(['.', '(', ')', '[', ']'], "").to_lowercase();
    text.chars().all(|c| matches!(c, '?' | '-' | '–' | '—' | '.' | '*' | '/' | ' '))
        || text.len() <= 20 && WORDS.contains(&plain().trim())
}

/// The day of so many days since the last day of 1899, a part of one as the time of day.
/// Spreadsheets hold 1900 for a leap year, so it is a day less from March 1900 on.
fn excel_days(number: f64) -> Option<When> {
    const UNTIL_1970: f64 = 25_569.0;
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    let days = number.floor() - UNTIL_1970 + f64::from(u8::from(number < 60.0));
    let seconds = ((number - number.floor()) * 86_400.0).round();
    let when = When::since_1970((days * 86_400.0 + seconds) as i64)?;
    let second = |time: Time| time.second.filter(|second| *second > 0);
    let time = when.time().map(|time| Time { second: second(time), offset: None, ..time });
    let day = when.earliest_start();
    Some(match time {
        Some(Time { hour: 0, minute: 0, second: None, .. }) | None => When::day(day),
        Some(time) => When::at(day, time),
    })
}

#[cfg(test)]
mod tests;
