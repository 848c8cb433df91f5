//! The units in which time is counted and stepped through.

use crate::model::day::Day;

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

    /// The first day of the unit that holds the day.
    #[must_use]
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.plus_days(-i32::from(day.weekday() as u8)),
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                let (_, month, _) = day.date();
                day.first_of_month().plus_months(-i32::from((month - 1) % 3))
            }
            Self::Year => day.first_of_year(),
            Self::Decade | Self::Century | Self::Millennium => {
                Day::new_year(first_year(day.year(), self.years()))
            }
        }
    }

    /// The first day of the next unit after the one that holds the day.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        let start = self.start(day);
        match self {
            Self::Day => start.plus_days(1),
            Self::Week => start.plus_days(7),
            Self::Month => start.plus_months(1),
            Self::Quarter => start.plus_months(3),
            Self::Year => start.plus_years(1),
            Self::Decade | Self::Century | Self::Millennium => {
                // The years that begin with "-0" and those that begin with "0" meet at year 0.
                let (first, years) = (start.year(), self.years());
                Day::new_year(if first == 1 - years { 0 } else { first.saturating_add(years) })
            }
        }
    }

    /// The first day of the unit so many units later, earlier if negative. O(|units|).
    #[must_use]
    pub fn moved(self, day: Day, units: i32) -> Day {
        let step = |day: Day| {
            if units > 0 { self.next(day) } else { self.start(day.plus_days(-1)) }
        };
        (0..units.unsigned_abs()).fold(self.start(day), |day, _| step(day))
    }

    fn years(self) -> i32 {
        match self {
            Self::Decade => 10,
            Self::Century => 100,
            Self::Millennium => 1000,
            _ => 1,
        }
    }
}

/// The first of the years that share all digits but those of the length, as in the headings.
fn first_year(year: i32, length: i32) -> i32 {
    let named = year / length * length;
    if year < 0 { named - (length - 1) } else { named }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::When;

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

    proptest! {
        #[test]
        fn units_follow_each_other_without_gaps(days in -2_000_000..900_000_i32, unit in 0..8_usize) {
            let (unit, day) = (Unit::ALL[unit], Day(days));
            let (start, next) = (unit.start(day), unit.next(day));
            prop_assert!(start <= day && day < next);
            prop_assert_eq!(unit.start(next), next);
            prop_assert_eq!(unit.start(next.plus_days(-1)), start);
            prop_assert_eq!(unit.moved(unit.moved(day, 3), -3), start);
        }
    }
}
