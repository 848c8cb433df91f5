//! The order of the listing, and the headings that its rows stand under.

use std::cmp::Ordering;

use crate::model::{
    day::Day,
    when::{Precision, Shape, Time, When},
};

/// What a row of the listing stands under. Headings sort by their first day, coarser before
/// finer, undated last.
///
/// Decades and longer share all digits of their years but the last, so `-01XX` are the years -199
/// to -100; each is named by its first year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// 1000 to 1999 is 1000.
    Millennium(i32),
    /// 1500 to 1599 is 1500.
    Century(i32),
    /// 1560 to 1569 is 1560.
    Decade(i32),
    /// A year, for what is known to the year.
    Year(i32),
    /// A year and month, for what is known to the month, or to one of some days.
    Month(i32, u8),
    /// A day.
    Day(Day),
    /// What has no place in time.
    Undated,
}

impl Heading {
    /// Its first day; `None` if undated. This is the day at which its rows are counted.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        match self {
            Self::Undated => None,
            Self::Day(day) => Some(day),
            Self::Month(year, month) => Day::of(i64::from(year), month, 1),
            Self::Year(year)
            | Self::Decade(year)
            | Self::Century(year)
            | Self::Millennium(year) => Some(Day::new_year(year)),
        }
    }

    fn rank(self) -> (Day, u8) {
        let level = match self {
            Self::Millennium(_) => 0,
            Self::Century(_) => 1,
            Self::Decade(_) => 2,
            Self::Year(_) => 3,
            Self::Month(..) => 4,
            Self::Day(_) => 5,
            Self::Undated => 6,
        };
        (self.first_day().unwrap_or(Day::FUTURE), level)
    }
}

impl Ord for Heading {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Heading {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The first of the years that share all digits but those of the length (10, 100, 1000).
pub(super) fn first_year(year: i32, length: i32) -> i32 {
    let named = year / length * length;
    if year < 0 { named - (length - 1) } else { named }
}

/// What the listing is sorted by: the heading, then the first day, coarser before finer, then the
/// time of day (offsets ignored). Equal keys stay in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    heading: Heading,
    /// [`Day::PAST`] without a known start, so before the other events of its last day.
    first: Day,
    precision: Precision,
    time: Option<(u8, u8, Option<u8>)>,
}

impl When {
    /// What it sorts by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key {
            heading: self.heading(),
            first: self.s_min,
            precision: self.precision(),
            time: self.time.map(Time::rank),
        }
    }

    /// What it stands under: the calendar unit in which it begins. Without a known start it is the
    /// last day that it may have reached.
    #[must_use]
    pub fn heading(&self) -> Heading {
        if self.is_undated() {
            return Heading::Undated;
        }
        if !self.s_min.is_known() {
            return Heading::Day(self.e_max);
        }
        let one_day = self.s_min == self.s_max || self.shape == Shape::Lasted;
        match self.s_precision {
            Precision::Time | Precision::Day if one_day => Heading::Day(self.s_min),
            Precision::Time
            | Precision::Day
            | Precision::Days
            | Precision::Month
            | Precision::Season => {
                let (year, month, _) = self.s_min.date();
                Heading::Month(year, month)
            }
            Precision::Year => Heading::Year(self.s_min.year()),
            Precision::Decade => Heading::Decade(first_year(self.s_min.year(), 10)),
            Precision::Century => Heading::Century(first_year(self.s_min.year(), 100)),
            Precision::Millennium | Precision::Unknown => {
                Heading::Millennium(first_year(self.s_min.year(), 1000))
            }
        }
    }

    /// The day at which the histogram and the jump from day to day count it: the first of its
    /// heading, so it never falls from one row of the listing to the next. `None` if undated.
    #[must_use]
    pub fn listing_day(&self) -> Option<Day> {
        self.heading().first_day()
    }
}
