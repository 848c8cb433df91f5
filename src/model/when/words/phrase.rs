//! One date in words, in parts.

use std::fmt;

use edtf_core::{Date, DateField};

use crate::model::{
    day::Day,
    when::{Mark, Precision, order, parse},
};

/// 15 October 1582, the first day of this calendar: days before are counted in it, but nobody gave
/// them its weekdays.
const GREGORIAN: Day = Day(-141_427);

/// How a day is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `13 Aug 2015`
    Short,
    /// `Thu 13 Aug 2015`
    Weekday,
}

/// A date in parts, so that one of two need not repeat the other; absent parts are empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) day: String,
    /// Or season.
    pub(super) month: String,
    pub(super) year: String,
    pub(super) era: &'static str,
    pub(super) time: String,
    pub(super) mark: Mark,
}

impl Phrase {
    pub(super) fn undated() -> Self {
        Self { year: "undated".to_owned(), ..Self::default() }
    }

    pub(super) fn of_unit(day: Day, precision: Precision, style: Style) -> Self {
        let (year, month, number) = day.date();
        let length = match precision {
            Precision::Decade => 10,
            Precision::Century => 100,
            Precision::Millennium | Precision::Unknown => 1000,
            _ => 1,
        };
        let first = order::first_year(year, length);
        let mut phrase = Self::of_years(first.into(), i64::from(first) + i64::from(length) - 1);
        if precision >= Precision::Month {
            phrase.month = month_name(month).unwrap_or_default();
        }
        if precision >= Precision::Day {
            phrase.day = match style {
                Style::Weekday if day >= GREGORIAN => format!("{} {number}", day.weekday()),
                _ => number.to_string(),
            };
        }
        phrase
    }

    /// `2015`, `79 CE`, `44 BCE`, `1560s`, `1500-1599`.
    pub(super) fn of_years(first: i64, last: i64) -> Self {
        let number = |year: i64| if year > 0 { year } else { 1 - year }.to_string();
        let era = |year: i64| match year {
            ..1 => "BCE",
            1..1000 => "CE",
            _ => "",
        };
        let year = if first == last {
            number(first)
        } else if first % 100 != 0 && first % 10 == 0 && last == first + 9 {
            format!("{first}s")
        } else if era(first) == era(last) {
            format!("{}-{}", number(first), number(last))
        } else {
            format!("{} {}-{}", number(first), era(first), number(last))
        };
        Self { year, era: era(last), ..Self::default() }
    }

    pub(super) fn of_date(date: &Date, style: Style) -> Self {
        let end = parse::lower_date(date);
        let text = date.to_string().replace(['?', '~', '%'], "");
        let phrase = if has_unknown_before_known(&text) {
            Self::of_digits(&text)
        } else if end.precision == Precision::Unknown {
            Self { year: "unknown year".to_owned(), ..Self::default() }
        } else if end.min == Day::FIRST || end.max == Day::LAST {
            let year = date.year.value().map(|year| Self::of_years(year, year));
            year.unwrap_or(Self { year: text, ..Self::default() })
        } else if let Some(code) = date.month.and_then(DateField::value).filter(|&code| code > 12) {
            Self::of_season(code, end.min)
        } else if let (Some(year), Some(_)) = (date.year.value(), date.year.significant_digits) {
            let within = Self::of_years(end.min.year().into(), end.max.year().into());
            let year = Self::of_years(year, year);
            Self { year: format!("{} ({})", year.year, within.year), ..year }
        } else {
            Self::of_unit(end.min, end.precision, style)
        };
        Self { mark: end.mark, ..phrase }
    }

    /// `25 Dec 156X`
    fn of_digits(text: &str) -> Self {
        let mut parts = text.split('-').map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        let (year, month, day) = (part(), part(), part());
        let day_is_known = !matches!(&*day, "" | "XX");
        Self {
            day: if day_is_known { day.trim_start_matches('0').to_owned() } else { String::new() },
            month: match month.parse().ok() {
                Some(code @ 13..) => season(code).to_owned(),
                Some(number) => month_name(number).unwrap_or(month),
                None if month == "XX" && !day_is_known => String::new(),
                None => month,
            },
            year,
            ..Self::default()
        }
    }

    /// A season, quarter, third or half by its EDTF code, and its first day.
    fn of_season(code: u8, first: Day) -> Self {
        let name = season(code);
        let year = i64::from(first.year());
        let mut phrase = Self { month: name.to_owned(), ..Self::of_years(year, year) };
        if matches!(code, 24 | 28 | 30) && year >= 1000 {
            // These three end in the next year.
            phrase.year = format!("{year}/{:02}", (year + 1) % 100);
        }
        phrase
    }

    /// What is left to say of the first of two dates: `1` before `10 Aug 2015`. Marked dates are
    /// said in full, as the mark is of the whole.
    pub(super) fn before(self, last: &Self) -> Self {
        let bare_years = self.month.is_empty() && last.month.is_empty();
        // "Jan 42 to Jan 2 BCE" would read as a day of January.
        let unclear = !self.era.is_empty() && self.year != last.year && !bare_years;
        if (self.mark, last.mark) != (Mark::Sure, Mark::Sure) || self.era != last.era || unclear {
            return self;
        }
        let mut rest = Self { era: "", ..self };
        if rest.year == last.year && !rest.month.is_empty() && !last.month.is_empty() {
            rest.year.clear();
            if rest.month == last.month && !rest.day.is_empty() && !last.day.is_empty() {
                rest.month.clear();
            }
        }
        rest
    }

    /// What is left to say under a heading.
    pub(super) fn without(self, heading: &Self) -> Self {
        let mut rest = self.without_year(heading);
        if rest.year.is_empty() && rest.month == heading.month {
            rest.month.clear();
            if rest.day == heading.day {
                rest.day.clear();
            }
        }
        rest
    }

    pub(super) fn without_year(mut self, heading: &Self) -> Self {
        if (&self.year, self.era) == (&heading.year, heading.era) {
            self.year.clear();
            self.era = "";
        }
        self
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = match self.mark {
            Mark::Sure => ("", ""),
            Mark::Approximate => ("c. ", ""),
            Mark::Uncertain => ("", "?"),
            Mark::Both => ("c. ", "?"),
        };
        let parts = [&*self.day, &self.month, &self.year, self.era, &self.time];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let parts = parts.join(" ");
        // Of a date that its heading tells in full, the sign tells the mark.
        if parts.is_empty() { Ok(()) } else { write!(f, "{before}{parts}{after}") }
    }
}

/// A season, quarter, third or half by its EDTF code.
fn season(code: u8) -> &'static str {
    match code {
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        25 => "northern spring",
        26 => "northern summer",
        27 => "northern autumn",
        28 => "northern winter",
        29 => "southern spring",
        30 => "southern summer",
        31 => "southern autumn",
        32 => "southern winter",
        33 => "Q1",
        34 => "Q2",
        35 => "Q3",
        36 => "Q4",
        37 => "Jan-Apr",
        38 => "May-Aug",
        39 => "Sep-Dec",
        40 => "Jan-Jun",
        _ => "Jul-Dec",
    }
}

fn month_name(month: u8) -> Option<String> {
    Some(chrono::Month::try_from(month).ok()?.name()[..3].to_owned())
}

/// Whether unknown digits are not simply the last: `156X-12`, `2015-08-1X`.
fn has_unknown_before_known(text: &str) -> bool {
    text.find('X')
        .is_some_and(|at| matches!(at, 6 | 9) || text[at..].contains(|c: char| c.is_ascii_digit()))
}
