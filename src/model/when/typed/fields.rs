//! The fields of one typed date, and what they mean near an anchor.

use chrono::{Month, Weekday};

use crate::model::{
    day::{Day, days_in_month},
    when::{
        When,
        typed::{NO_ANCHOR, Trouble, Typed},
    },
};

/// What of a date was typed.
#[derive(Debug, Default)]
pub(super) struct Fields {
    weekday: Option<Weekday>,
    day: Option<u8>,
    /// 1 to 12, or the code of a season or quarter.
    month: Option<u8>,
    /// As typed, without regard to the era.
    year: Option<i64>,
    /// Whether the year has fewer than four digits, so that it needs an era.
    is_short: bool,
    /// Whether the year is the first of ten.
    is_decade: bool,
    /// The number of a century, from 1 on.
    century: Option<i64>,
    era: Option<Era>,
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    Bce,
    Ce,
}

impl Fields {
    /// Reads `thu 13th of august, 2015`, `aug 13`, `13.8.2015`, `44 bce`, `1560s`, `spring 2001`.
    pub(super) fn parse(words: &str) -> Result<Self, Trouble> {
        let mut fields = Self::default();
        // `13-aug-2015`
        let has_letters = words.contains(char::is_alphabetic);
        let words = if has_letters { words.replace('-', " ") } else { words.to_owned() };
        for word in words.split([' ', ',']).filter(|word| !matches!(*word, "" | "of" | "the")) {
            match (word, fields.day) {
                ("century" | "cent.", Some(number)) => {
                    fields.day = None;
                    set(&mut fields.century, number.into())?;
                }
                _ => fields.read(word.trim_end_matches('.'))?,
            }
        }
        if fields.era.is_some() && fields.year.is_none() {
            fields.year = fields.day.take().map(i64::from);
        }
        Ok(fields)
    }

    fn read(&mut self, word: &str) -> Result<(), Trouble> {
        if let Ok(weekday) = word.parse() {
            set(&mut self.weekday, weekday)
        } else if let Some(month) = parse_month(word) {
            set(&mut self.month, month)
        } else if let Some(era) = parse_era(word) {
            set(&mut self.era, era)
        } else if let Some(day) = parse_ordinal(word) {
            set(&mut self.day, day)
        } else if let Some(first) =
            word.strip_suffix('s').and_then(digits).filter(|first| first % 10 == 0)
        {
            self.is_decade = true;
            set(&mut self.year, first)
        } else if let Some(number) = digits(word) {
            match u8::try_from(number) {
                Ok(day) if word.len() <= 2 && self.day.is_none() => set(&mut self.day, day),
                _ => {
                    self.is_short = word.len() < 4;
                    set(&mut self.year, number)
                }
            }
        } else {
            self.read_numbers(word)
        }
    }

    /// `13.8.2015`, `13/8/2015`, `2015.8.13`, `13.8`, `8/2015`: the day before the month, unless
    /// that can't be.
    fn read_numbers(&mut self, word: &str) -> Result<(), Trouble> {
        let parts: Vec<_> = word.split(['.', '/', '-']).collect();
        let numbers: Vec<_> =
            parts.iter().map(|part| digits(part)).collect::<Option<_>>().ok_or(Trouble::Unknown)?;
        let is_year = |at: usize| parts[at].len() == 4;
        let (year, month, day) = match *numbers {
            [year, month, day] if is_year(0) => (Some(year), month, Some(day)),
            [day, month, year] if is_year(2) => (Some(year), month, Some(day)),
            [year, month] if is_year(0) => (Some(year), month, None),
            [month, year] if is_year(1) => (Some(year), month, None),
            [day, month] => (None, month, Some(day)),
            [_, _, _] => {
                return Err(Trouble::Because("write the year with four digits".to_owned()));
            }
            _ => return Err(Trouble::Unknown),
        };
        let (mut month, mut day) = (month, day);
        if let Some(first) = day.filter(|_| !is_year(0)) {
            if month > 12 && first <= 12 {
                (day, month) = (Some(month), first);
                self.note = Some("read as month, day".to_owned());
            } else if first <= 12 && first != month {
                self.note = Some("read as day, month".to_owned());
            }
        }
        let small = |number: i64| u8::try_from(number).or(Err(Trouble::Unknown));
        set(&mut self.month, small(month)?)?;
        if let Some(day) = day {
            set(&mut self.day, small(day)?)?;
        }
        if let Some(year) = year {
            set(&mut self.year, year)?;
        }
        Ok(())
    }

    /// What the first of two dates leaves out is as in the second: `1` before `10 aug 2015`, `44`
    /// before `40 bce`.
    pub(super) fn filled_from(mut self, last: &Self) -> Self {
        if self.era.is_none() && last.era.is_some() {
            self.era = last.era;
            if (last.day, last.month, self.month, self.year) == (None, None, None, None) {
                self.year = self.day.take().map(i64::from);
            }
        }
        if self.year.is_none() {
            (self.year, self.is_short) = (last.year, last.is_short);
            if self.month.is_none() {
                self.month = last.month;
            }
        }
        self
    }

    /// After how many days the same fields come again, about.
    pub(super) fn cycle(&self) -> i32 {
        if self.month.is_some() { 366 } else { 31 }
    }

    /// The date that these fields mean, the nearest to the anchor if they leave something out.
    pub(super) fn resolve(self, anchor: Option<Day>, has_time: bool) -> Result<Typed, Trouble> {
        if let Some(number) = self.century {
            return self.resolve_century(number);
        }
        let anchor = || anchor.ok_or_else(|| Trouble::Because(NO_ANCHOR.to_owned()));
        let year = match (self.year, self.era) {
            (Some(_), None) if self.is_short => {
                let message = "write a year with four digits, or as 79 CE";
                return Err(Trouble::Because(message.to_owned()));
            }
            (Some(year), Some(Era::Bce)) => Some(1 - year),
            (year, _) => year,
        };
        let when = match (year, self.month, self.day) {
            (None, None, None) if has_time => When::day(anchor()?),
            (None, None, None) | (Some(_), None, Some(_)) => return Err(Trouble::Unknown),
            (Some(first), None, None) if self.is_decade => {
                When::parse(&format!("{:03}X", first / 10))?
            }
            (Some(_), ..) if self.is_decade => return Err(Trouble::Unknown),
            (Some(year), None, None) => When::year_of(day_of(year, 1, 1)?),
            (Some(year), Some(month), day) => in_year(year, month, day)?,
            (None, Some(month), day) => {
                let anchor = anchor()?;
                // 29 February is at most eight years away.
                let years = (-8..=8).map(|years| i64::from(anchor.year()) + years);
                let nearest = years
                    .filter_map(|year| in_year(year, month, day).ok())
                    .min_by_key(|when| distance(when, anchor));
                match nearest {
                    Some(when) => when,
                    None => in_year(i64::from(anchor.year()), month, day)?,
                }
            }
            (None, None, Some(number)) => {
                let anchor = anchor()?;
                let months = (-1..=1).map(|months| anchor.plus_months(months).date());
                months
                    .filter_map(|(year, month, _)| Day::of(year.into(), month, number))
                    .map(When::day)
                    .min_by_key(|when| distance(when, anchor))
                    .ok_or_else(|| Trouble::Because("no month has that day".to_owned()))?
            }
        };
        let weekday = when.earliest_start().weekday();
        let note = match self.weekday {
            Some(other) if other != weekday => Some(format!("that is a {weekday}, not a {other}")),
            _ => self.note,
        };
        Ok(Typed { when, note })
    }
}

impl Fields {
    /// As people count: `19th century` is 18XX, and `4th century bce` -03XX.
    fn resolve_century(&self, number: i64) -> Result<Typed, Trouble> {
        let is_alone = (self.year, self.month, self.day) == (None, None, None);
        if !is_alone || !(1..=99).contains(&number) {
            return Err(Trouble::Unknown);
        }
        let sign = if self.era == Some(Era::Bce) { "-" } else { "" };
        Ok(Typed { when: When::parse(&format!("{sign}{:02}XX", number - 1))?, note: None })
    }
}

/// Days from the anchor to the middle of the date.
fn distance(when: &When, anchor: Day) -> i64 {
    let middle = i64::midpoint(when.earliest_start().0.into(), when.latest_end().0.into());
    (middle - i64::from(anchor.0)).abs()
}

fn in_year(year: i64, month: u8, day: Option<u8>) -> Result<When, Trouble> {
    match day {
        Some(day) => Ok(When::day(day_of(year, month, day)?)),
        None if month > 12 => {
            Ok(When::parse(&format!("{}-{month}", When::year_of(day_of(year, 1, 1)?)))?)
        }
        None => Ok(When::month_of(day_of(year, month, 1)?)),
    }
}

fn day_of(year: i64, month: u8, day: u8) -> Result<Day, Trouble> {
    Day::of(year, month, day).ok_or_else(|| {
        let name = Month::try_from(month).map(|month| month.name().to_lowercase());
        Trouble::Because(match name {
            Ok(name) => format!("{name} {year} has {} days", days_in_month(year, month)),
            Err(_) => "months are 1 to 12".to_owned(),
        })
    })
}

fn set<T: PartialEq>(field: &mut Option<T>, value: T) -> Result<(), Trouble> {
    // Twice the same field is two dates, or none.
    if field.replace(value).is_some() { Err(Trouble::Unknown) } else { Ok(()) }
}

fn digits(word: &str) -> Option<i64> {
    let plain =
        !word.is_empty() && word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    if plain { word.parse().ok() } else { None }
}

/// `1st`, `13th`.
fn parse_ordinal(word: &str) -> Option<u8> {
    let number = ["st", "nd", "rd", "th"].into_iter().find_map(|end| word.strip_suffix(end))?;
    digits(number)?.try_into().ok()
}

fn parse_month(word: &str) -> Option<u8> {
    match word {
        "sept" => Some(9),
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        _ => word.parse::<Month>().ok().map(|month| month.number_from_month() as u8),
    }
}

fn parse_era(word: &str) -> Option<Era> {
    match word {
        "bc" | "bce" | "b.c" => Some(Era::Bce),
        "ad" | "ce" | "a.d" => Some(Era::Ce),
        _ => None,
    }
}
