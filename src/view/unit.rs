//! The units in which time is counted and stepped through.

use crate::model::{When, day::Day, when::Heading};

/// A calendar unit: the width of a bar of the overview, and the length of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// A year.
    Year,
    /// The years that share all digits but the last, as in EDTF's `201X`.
    Decade,
    /// The years that share all digits but the last two.
    Century,
    /// The years that share all digits but the last three.
    Millennium,
}

impl Unit {
    /// From short to long.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// Its name: "month".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }

    /// Several of it: "months".
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
            Self::Decade => "decades",
            Self::Century => "centuries",
            Self::Millennium => "millennia",
        }
    }

    /// The next shorter unit.
    #[must_use]
    pub fn shorter(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }

    /// The next longer unit.
    #[must_use]
    pub fn longer(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The number of the unit that holds the day; units are numbered without gaps.
    #[must_use]
    pub fn number(self, day: Day) -> i64 {
        let days = i64::from(day.0);
        let (year, month, _) = day.date();
        let year = i64::from(year);
        let months = year * 12 + i64::from(month) - 1;
        match self {
            Self::Day => days,
            // 1970-01-01 was a Thursday.
            Self::Week => (days + 3).div_euclid(7),
            Self::Month => months,
            Self::Quarter => months.div_euclid(3),
            Self::Year => year,
            // The years -9 to -1 share their digits, and so do the years 0 to 9.
            Self::Decade | Self::Century | Self::Millennium if year < 0 => year / self.years() - 1,
            Self::Decade | Self::Century | Self::Millennium => year / self.years(),
        }
    }

    /// The first day of the unit with this number, as far as days reach.
    #[must_use]
    pub fn first_day(self, number: i64) -> Day {
        let day =
            |days: i64| Day(days.clamp(i64::from(Day::FIRST.0), i64::from(Day::LAST.0)) as i32);
        let month = |months: i64| {
            let month = months.rem_euclid(12).unsigned_abs() as u8 + 1;
            Day::of(months.div_euclid(12), month, 1).unwrap_or(Day::FIRST)
        };
        match self {
            Self::Day => day(number),
            Self::Week => day(number.saturating_mul(7).saturating_sub(3)),
            Self::Month => month(number),
            Self::Quarter => month(number.saturating_mul(3)),
            Self::Year => month(number.saturating_mul(12)),
            Self::Decade | Self::Century | Self::Millennium => {
                let years = number.saturating_mul(self.years());
                let first = if number < 0 { years.saturating_add(1) } else { years };
                month(first.saturating_mul(12))
            }
        }
    }

    /// The first day of the unit that holds the day.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        self.first_day(self.number(day))
    }

    /// The first day of the unit after the one that holds the day.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        self.first_day(self.number(day) + 1)
    }

    /// The unit that begins on a day in words: "13 Aug 2015", "Aug 2015", "Q3 2015", "1910s".
    #[must_use]
    pub fn words(self, first: Day) -> String {
        let (year, month, _) = first.date();
        match self {
            Self::Day | Self::Week => When::day(first).words(),
            Self::Month => Heading::Month(year, month).words(),
            Self::Quarter => format!("Q{} {}", month / 3 + 1, Heading::Year(year).words()),
            Self::Year => Heading::Year(year).words(),
            Self::Decade => Heading::Decade(year).words(),
            Self::Century => Heading::Century(year).words(),
            Self::Millennium => Heading::Millennium(year).words(),
        }
    }

    /// The unit that begins on a day in EDTF: `2015-08-13`, `2015-08`, `2015`; what has no
    /// text of its own from its first to its last day, month or year: `2015-07/2015-09`.
    #[must_use]
    pub fn edtf(self, first: Day) -> String {
        let last = self.next(first).plus_days(-1);
        let part = match self {
            Self::Day | Self::Week => When::day,
            Self::Month | Self::Quarter => When::month_of,
            Self::Year | Self::Decade | Self::Century | Self::Millennium => When::year_of,
        };
        match (part(first).edtf(), part(last).edtf()) {
            (first, last) if first == last => first,
            (first, last) => format!("{first}/{last}"),
        }
    }

    /// The longest unit of which several make up this one, and no other does only in part: of a year
    /// its months.
    #[must_use]
    pub fn parts(self) -> Option<Self> {
        match self {
            Self::Day => None,
            Self::Week | Self::Month => Some(Self::Day),
            Self::Quarter | Self::Year => Some(Self::Month),
            Self::Decade => Some(Self::Year),
            Self::Century => Some(Self::Decade),
            Self::Millennium => Some(Self::Century),
        }
    }

    /// The unit of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    fn years(self) -> i64 {
        match self {
            Self::Decade => 10,
            Self::Century => 100,
            Self::Millennium => 1000,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::when::Period;

    #[track_caller]
    fn check(unit: Unit, date: &str, start: &str, next: &str) {
        let day = When::parse(date).unwrap().earliest_start();
        assert_eq!(
            (unit.start(day).to_string(), unit.next(day).to_string()),
            (start.to_owned(), next.to_owned())
        );
    }

    #[test]
    fn units_begin_and_end() {
        check(Unit::Day, "2015-08-13", "2015-08-13", "2015-08-14");
        check(Unit::Week, "2015-08-13", "2015-08-10", "2015-08-17");
        check(Unit::Week, "2015-08-16", "2015-08-10", "2015-08-17");
        check(Unit::Month, "2015-12-31", "2015-12-01", "2016-01-01");
        check(Unit::Quarter, "2015-08-13", "2015-07-01", "2015-10-01");
        check(Unit::Year, "2015-08-13", "2015-01-01", "2016-01-01");
        check(Unit::Decade, "2015-08-13", "2010-01-01", "2020-01-01");
        check(Unit::Century, "1914-07-28", "1900-01-01", "2000-01-01");
        check(Unit::Century, "-0150-01-01", "-0199-01-01", "-0099-01-01");
        check(Unit::Decade, "-0005-01-01", "-0009-01-01", "0000-01-01");
        check(Unit::Millennium, "0500-01-01", "0000-01-01", "1000-01-01");
    }

    #[test]
    fn units_are_named_from_short_to_long() {
        assert_eq!(Unit::Day.shorter(), None);
        assert_eq!(Unit::Month.shorter(), Some(Unit::Week));
        assert_eq!(Unit::Month.longer(), Some(Unit::Quarter));
        assert_eq!(Unit::Millennium.longer(), None);
    }

    #[test]
    fn units_have_words() {
        let words = |unit: Unit, date: &str| {
            unit.words(unit.start(When::parse(date).unwrap().earliest_start()))
        };
        assert_eq!(words(Unit::Day, "2015-08-13"), "13 Aug 2015");
        assert_eq!(words(Unit::Week, "2015-08-13"), "10 Aug 2015");
        assert_eq!(words(Unit::Month, "2015-08-13"), "Aug 2015");
        assert_eq!(words(Unit::Quarter, "2015-09-13"), "Q3 2015");
        assert_eq!(words(Unit::Quarter, "2015-10-13"), "Q4 2015");
        assert_eq!(words(Unit::Year, "-0043-03-15"), "44 BCE");
        assert_eq!(words(Unit::Decade, "1914-07-28"), "1910s");
        assert_eq!(words(Unit::Century, "1914-07-28"), "1900-1999");
    }

    #[test]
    fn units_have_dates() {
        #[track_caller]
        fn check(unit: Unit, date: &str, expect: &str) {
            let day = When::parse(date).unwrap().earliest_start();
            assert_eq!(unit.edtf(unit.start(day)), expect);
        }
        check(Unit::Day, "2015-08-13", "2015-08-13");
        check(Unit::Week, "2015-08-13", "2015-08-10/2015-08-16");
        check(Unit::Month, "2015-08-13", "2015-08");
        check(Unit::Quarter, "2015-08-13", "2015-07/2015-09");
        check(Unit::Year, "-0043-03-15", "-0043");
        check(Unit::Decade, "1914-07-28", "1910/1919");
        check(Unit::Century, "-0150-01-01", "-0199/-0100");
        check(Unit::Millennium, "0500-01-01", "0000/0999");
    }

    proptest! {
        #[test]
        fn units_follow_each_other_without_gaps(days in -2_000_000..900_000_i32, unit in 0..8_usize) {
            let (unit, day) = (Unit::ALL[unit], Day(days));
            let (start, next) = (unit.start(day), unit.next(day));
            prop_assert!(start <= day && day < next);
            prop_assert_eq!(unit.start(next), next);
            prop_assert_eq!(unit.start(next.plus_days(-1)), start);
            prop_assert_eq!(unit.number(next), unit.number(day) + 1);
            prop_assert_eq!(unit.first_day(unit.number(day)), start);
            let read = Period::of(&When::parse(&unit.edtf(start)).unwrap()).unwrap();
            prop_assert_eq!((read.first, read.last), (start, next.plus_days(-1)));
        }
    }
}
