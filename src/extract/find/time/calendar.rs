//! A stretch of the calendar, its value in TIMEX3 and its date.

use crate::{
    extract::reading::time::value::{Season, Unit},
    model::{When, day::Day, when},
};

/// A stretch of the calendar by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day; of what is shorter than a day, the day.
    pub first: Day,
    /// How long it is.
    pub size: Size,
}

/// The stretches that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One of a unit of a day or longer.
    Unit(Unit),
    /// A season; the first day is one of its year.
    Season(Season),
    /// So many days that no unit names.
    Days(i32),
}

impl Stretch {
    /// The stretch of this size that a day is in.
    #[must_use]
    pub fn of(unit: Unit, day: Day) -> Self {
        let (year, month, _) = day.date();
        let years = |length: i32| Day::new_year(year.div_euclid(length) * length);
        let month_of =
            |length: u8| Day::of(year.into(), (month - 1) / length * length + 1, 1).unwrap_or(day);
        let first = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => day,
            Unit::Week | Unit::Fortnight => monday(day),
            Unit::Weekend => monday(day).plus_days(5),
            Unit::Month => day.first_of_month(),
            Unit::Quarter => month_of(3),
            Unit::Half => month_of(6),
            Unit::Year => day.first_of_year(),
            Unit::Decade => years(10),
            Unit::Century => years(100),
            Unit::Millennium => years(1000),
        };
        let unit = if unit < Unit::Day { Unit::Day } else { unit };
        Self { first, size: Size::Unit(unit) }
    }

    /// The day itself.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self { first: day, size: Size::Unit(Unit::Day) }
    }

    /// So many days from a day on.
    #[must_use]
    pub fn days(first: Day, count: i32) -> Self {
        let size = if count == 1 { Size::Unit(Unit::Day) } else { Size::Days(count) };
        Self { first, size }
    }

    /// Whether TIMEX3 has no value for it: it is no day, no week and no half of a year.
    #[must_use]
    pub fn is_odd(self) -> bool {
        matches!(self.size, Size::Days(_)) && self.named().is_none()
    }

    /// The week or the half of a year that days without a unit of their own nearly are.
    fn named(self) -> Option<Self> {
        let Size::Days(count) = self.size else { return None };
        match count {
            7 => Some(Self::of(Unit::Week, self.first.plus_days(3))),
            181..=184 => Some(Self::of(Unit::Half, self.first)),
            _ => None,
        }
    }

    /// The season of a year.
    #[must_use]
    pub fn season(season: Season, year: i32) -> Self {
        Self { first: Day::new_year(year), size: Size::Season(season) }
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Day {
        let unit = match self.size {
            Size::Unit(unit) => unit,
            Size::Season(_) => return self.first.last_of_year(),
            Size::Days(count) => return self.first.plus_days(count - 1),
        };
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => self.first,
            Unit::Weekend => self.first.plus_days(1),
            _ => shifted(self.first, unit, 1).plus_days(-1),
        }
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn value(self) -> String {
        let (year, month, _) = self.first.date();
        let year = Year(year);
        match self.size {
            Size::Season(season) => format!("{year}-{}", season.code()),
            Size::Days(_) => self.named().map_or_else(|| self.first.to_string(), Self::value),
            Size::Unit(unit) => match unit {
                Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => self.first.to_string(),
                Unit::Week | Unit::Fortnight | Unit::Weekend => {
                    let (year, week) = week_of(self.first);
                    let end = if unit == Unit::Weekend { "-WE" } else { "" };
                    format!("{}-W{week:02}{end}", Year(year))
                }
                Unit::Month => format!("{year}-{month:02}"),
                Unit::Quarter => format!("{year}-Q{}", (month - 1) / 3 + 1),
                Unit::Half => format!("{year}-H{}", (month - 1) / 6 + 1),
                Unit::Year => year.to_string(),
                Unit::Decade => format!("{:03}", year.0.div_euclid(10)),
                Unit::Century => format!("{:02}", year.0.div_euclid(100)),
                Unit::Millennium => format!("{}", year.0.div_euclid(1000)),
            },
        }
    }

    /// The date.
    #[must_use]
    pub fn when(self) -> Option<When> {
        let year = self.first.year();
        let text = match self.size {
            Size::Season(season) => {
                let number = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn => 23,
                    Season::Winter => 24,
                };
                format!("{}-{number}", Year(year))
            }
            Size::Days(_) => return When::one_of(self.first, self.last()),
            Size::Unit(unit) => match unit {
                Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
                    return Some(When::day(self.first));
                }
                Unit::Month => return Some(When::month_of(self.first)),
                Unit::Year => return Some(When::year_of(self.first)),
                Unit::Decade => format!("{:03}X", year.div_euclid(10)),
                Unit::Century => format!("{:02}XX", year.div_euclid(100)),
                _ => return When::one_of(self.first, self.last()),
            },
        };
        When::parse(&text).ok()
    }
}

/// Four digits, or EDTF's own way to write fewer or more.
struct Year(i32);

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// So many units later.
#[must_use]
pub fn shifted(day: Day, unit: Unit, count: i32) -> Day {
    let times = |length: i32| count.saturating_mul(length);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => day,
        Unit::Day => day.plus_days(count),
        Unit::Week | Unit::Weekend => day.plus_days(times(7)),
        Unit::Fortnight => day.plus_days(times(14)),
        Unit::Month => day.plus_months(count),
        Unit::Quarter => day.plus_months(times(3)),
        Unit::Half => day.plus_months(times(6)),
        Unit::Year => day.plus_years(count),
        Unit::Decade => day.plus_years(times(10)),
        Unit::Century => day.plus_years(times(100)),
        Unit::Millennium => day.plus_years(times(1000)),
    }
}

/// The number of a weekday, 1 (Monday) to 7.
#[must_use]
pub fn weekday(day: Day) -> u8 {
    day.weekday().number_from_monday() as u8
}

/// The Monday of the week.
#[must_use]
pub fn monday(day: Day) -> Day {
    day.plus_days(1 - i32::from(weekday(day)))
}

/// The year and the number of the week (ISO 8601).
fn week_of(day: Day) -> (i32, i32) {
    let thursday = monday(day).plus_days(3);
    let year = thursday.year();
    (year, (thursday.0 - Day::new_year(year).0) / 7 + 1)
}

/// The first to fourth weekday of a month; the fifth is the last one.
#[must_use]
pub fn nth_weekday(year: i32, month: u8, nth: u8, weekday: u8) -> Option<Day> {
    let first = Day::of(year.into(), month, 1)?;
    let ahead = (i32::from(weekday) - i32::from(self::weekday(first))).rem_euclid(7);
    let day = first.plus_days(ahead + 7 * (i32::from(nth) - 1));
    Some(if day > first.last_of_month() { day.plus_days(-7) } else { day })
}

/// Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
#[must_use]
pub fn easter(year: i32) -> Option<Day> {
    let (golden, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15).rem_euclid(30);
    let shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * shift) / 451;
    let days = (epact + shift - 7 * late + 114).unsigned_abs();
    Day::of(year.into(), (days / 31) as u8, (days % 31 + 1) as u8)
}

/// A time of that day; midnight at its end is the day's own.
#[must_use]
pub fn at(day: Day, hour: u8, minute: u8) -> When {
    when::Time::of(hour, minute).map_or_else(|| When::day(day), |time| When::at(day, time))
}
