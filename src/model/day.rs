//! A day of the proleptic Gregorian calendar.

use std::fmt;

use chrono::Weekday;

/// A day, counted from 1970-01-01; about 5.8 million years either way.
///
/// Years are astronomical: 0 is 1 BCE, -43 is 44 BCE. [`Day::PAST`] lies before every other day
/// and [`Day::FUTURE`] after it; arithmetic leaves these two as they are and stops at
/// [`Day::FIRST`] and [`Day::LAST`].
///
/// ```
/// # use demarche::model::day::Day;
/// let day = Day::of(2015, 8, 13).unwrap();
/// assert_eq!(day.plus_days(-13).to_string(), "2015-07-31");
/// assert_eq!(day.weekday(), chrono::Weekday::Thu);
/// assert_eq!(Day::of(2015, 2, 30), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Days from 0000-01-01 to 1970-01-01.
const EPOCH: i64 = 719_528;

impl Day {
    /// Before every day: the start of what has no start.
    pub const PAST: Self = Self(i32::MIN);
    /// The first day that can be told from others.
    pub const FIRST: Self = Self(i32::MIN + 1);
    /// The last day that can be told from others.
    pub const LAST: Self = Self(i32::MAX - 1);
    /// After every day: the end of what has no end.
    pub const FUTURE: Self = Self(i32::MAX);

    /// The day of this date, `None` if the calendar has no such day. Years beyond the range give
    /// [`Day::FIRST`] or [`Day::LAST`].
    #[must_use]
    pub fn of(year: i64, month: u8, day: u8) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let year = year.clamp(-10_000_000, 10_000_000);
        let days = days_before_year(year) + days_before_month(year, month) + i64::from(day) - 1;
        Some(Self::clamped(days - EPOCH))
    }

    /// The first of January of an astronomical year.
    #[must_use]
    pub const fn new_year(year: i32) -> Self {
        // Clamped by hand, as `Ord::clamp` is not const.
        let days = days_before_year(year as i64) - EPOCH;
        if days < Self::FIRST.0 as i64 {
            Self::FIRST
        } else if days > Self::LAST.0 as i64 {
            Self::LAST
        } else {
            Self(days as i32)
        }
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    pub fn date(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + EPOCH;
        // 400 years have 146,097 days; the estimate is off by at most one year.
        let mut year = (days * 400).div_euclid(146_097);
        if days_before_year(year + 1) <= days {
            year += 1;
        } else if days < days_before_year(year) {
            year -= 1;
        }
        let in_year = days - days_before_year(year);
        let mut month = 12;
        while days_before_month(year, month) > in_year {
            month -= 1;
        }
        let day = in_year - days_before_month(year, month) + 1;
        (year as i32, month, day.unsigned_abs() as u8)
    }

    /// The astronomical year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().0
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        let since_monday = (i64::from(self.0) + 3).rem_euclid(7).unsigned_abs();
        Weekday::try_from(since_monday as u8).unwrap_or(Weekday::Mon)
    }

    /// Whether this is a day, not [`Day::PAST`] or [`Day::FUTURE`].
    #[must_use]
    pub fn is_known(self) -> bool {
        self != Self::PAST && self != Self::FUTURE
    }

    /// So many days later, earlier if negative.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        self.moved(|day| Self::clamped(i64::from(day.0) + i64::from(days)))
    }

    /// The same day so many months later, or the last of that month if it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        self.moved(|day| {
            let (year, month, day) = day.date();
            let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
            let (year, month) =
                (months.div_euclid(12), months.rem_euclid(12).unsigned_abs() as u8 + 1);
            in_month(year, month, day.min(days_in_month(year, month)))
        })
    }

    /// The same day so many years later; 29 February becomes the 28th where there is none.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.moved(|day| {
            let (year, month, _) = day.date();
            in_month(i64::from(year), month, 1)
        })
    }

    /// The last day of its month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        self.moved(|day| {
            let (year, month, _) = day.date();
            in_month(i64::from(year), month, days_in_month(i64::from(year), month))
        })
    }

    /// The first day of its year.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        self.moved(|day| in_month(i64::from(day.year()), 1, 1))
    }

    /// The last day of its year.
    #[must_use]
    pub fn last_of_year(self) -> Self {
        self.moved(|day| in_month(i64::from(day.year()), 12, 31))
    }

    fn moved(self, to: impl FnOnce(Self) -> Self) -> Self {
        if self.is_known() { to(self) } else { self }
    }

    fn clamped(days: i64) -> Self {
        Self(days.clamp(i64::from(Self::FIRST.0), i64::from(Self::LAST.0)) as i32)
    }
}

/// ISO 8601: `2015-08-13`, `-0043-03-15`, `+12000-01-01`; `..` for the days that are none.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_known() {
            return f.write_str("..");
        }
        let (year, month, day) = self.date();
        let sign = match year {
            ..0 => "-",
            0..=9999 => "",
            _ => "+",
        };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// How many days a month (1 to 12) has.
#[must_use]
pub fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn in_month(year: i64, month: u8, day: u8) -> Day {
    Day::of(year, month, day).expect("the day was taken from the month's own length")
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 0000-01-01 to the first of January; year 0 is a leap year.
const fn days_before_year(year: i64) -> i64 {
    let leap_days =
        (year + 3).div_euclid(4) - (year + 99).div_euclid(100) + (year + 399).div_euclid(400);
    year * 365 + leap_days
}

fn days_before_month(year: i64, month: u8) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    BEFORE[usize::from(month) - 1] + i64::from(month > 2 && is_leap(year))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::of(year, month, day).unwrap()
    }

    #[track_caller]
    fn check(moved: Day, expected: &str) {
        assert_eq!(moved.to_string(), expected);
    }

    #[test]
    fn days_move_through_the_calendar() {
        check(day(2015, 8, 13), "2015-08-13");
        check(Day(0), "1970-01-01");
        check(day(0, 2, 29), "0000-02-29");
        check(day(-43, 3, 15), "-0043-03-15");
        check(day(12000, 1, 1), "+12000-01-01");
        check(day(1, 1, 1).plus_days(-1), "0000-12-31");
        check(day(0, 1, 1).plus_days(-1), "-0001-12-31");
        check(day(2015, 1, 31).plus_months(1), "2015-02-28");
        check(day(2015, 1, 31).plus_months(-2), "2014-11-30");
        check(day(2016, 2, 29).plus_years(1), "2017-02-28");
        check(day(2016, 2, 29).plus_years(4), "2020-02-29");
        check(day(0, 2, 29).plus_years(-4), "-0004-02-29");
        check(day(2015, 8, 13).first_of_month(), "2015-08-01");
        check(day(2016, 2, 10).last_of_month(), "2016-02-29");
        check(day(2015, 8, 13).first_of_year(), "2015-01-01");
        check(day(2015, 8, 13).last_of_year(), "2015-12-31");
        check(Day::LAST.plus_days(1), &Day::LAST.to_string());
        check(Day::FIRST.plus_years(-1), &Day::FIRST.to_string());
        check(Day::PAST.plus_days(1), "..");
        check(Day::FUTURE.plus_months(-1), "..");
    }

    #[test]
    fn days_that_are_not_there() {
        for (year, month, day) in [(2015, 2, 29), (1900, 2, 29), (2015, 13, 1), (2015, 0, 1)] {
            assert_eq!(Day::of(year, month, day), None);
        }
        assert_eq!(Day::of(170_000_002, 1, 1), Some(Day::LAST));
        assert_eq!(Day::of(-170_000_002, 1, 1), Some(Day::FIRST));
    }

    proptest! {
        #[test]
        fn agrees_with_chrono(days in -90_000_000..90_000_000i32) {
            let ours = Day(days);
            let theirs = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()
                + chrono::TimeDelta::days(i64::from(days));
            let (year, month, day) = ours.date();
            prop_assert_eq!(
                (year, u32::from(month), u32::from(day)),
                (theirs.year(), theirs.month(), theirs.day())
            );
            prop_assert_eq!(ours.weekday(), theirs.weekday());
            prop_assert_eq!(Day::of(i64::from(year), month, day), Some(ours));
        }

        #[test]
        fn every_day_has_a_date(days in i32::MIN + 1..i32::MAX) {
            let (year, month, day) = Day(days).date();
            prop_assert_eq!(Day::of(i64::from(year), month, day), Some(Day(days)));
        }
    }
}
