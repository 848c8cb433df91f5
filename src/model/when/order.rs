//! The order of the listing, and the headings that its rows stand under.

use std::cmp::{Ordering, Reverse};

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
    /// Some day from this one on, with the precision to which that is known.
    From(Day, Precision),
    /// 1000 to 1999 is 1000.
    Millennium(i32),
    /// 1500 to 1599 is 1500.
    Century(i32),
    /// 1560 to 1569 is 1560.
    Decade(i32),
    /// From the first year to the last, where that is none of the above.
    Years(i32, i32),
    /// A year, for what is known to the year.
    Year(i32),
    /// From the first month to the last, each a year and a month.
    Months((i32, u8), (i32, u8)),
    /// A year and month, for what is known to the month, or to one of some days.
    Month(i32, u8),
    /// Some day up to this one, with the precision to which that is known.
    By(Day, Precision),
    /// A day.
    Day(Day),
    /// What has no place in time.
    Undated,
}

impl Heading {
    /// Its first day; `None` if undated. This is the day at which its rows are counted; of what has
    /// no known beginning it is the last.
    #[must_use]
    pub fn first_day(self) -> Option<Day> {
        match self {
            Self::Undated => None,
            Self::From(day, _) | Self::By(day, _) | Self::Day(day) => Some(day),
            Self::Month(year, month) | Self::Months((year, month), _) => {
                Day::of(i64::from(year), month, 1)
            }
            Self::Year(year)
            | Self::Years(year, _)
            | Self::Decade(year)
            | Self::Century(year)
            | Self::Millennium(year) => Some(Day::new_year(year)),
        }
    }

    /// Its last day; [`Day::FUTURE`] where it has none. `None` if undated.
    #[must_use]
    pub fn last_day(self) -> Option<Day> {
        let years = |first: i32, count: i32| Day::new_year(first.saturating_add(count - 1));
        Some(match self {
            Self::Undated => return None,
            Self::From(..) => Day::FUTURE,
            Self::By(day, _) | Self::Day(day) => day,
            Self::Month(year, month) | Self::Months(_, (year, month)) => {
                Day::of(i64::from(year), month, 1)?.last_of_month()
            }
            Self::Year(last) | Self::Years(_, last) => Day::new_year(last).last_of_year(),
            Self::Decade(year) => years(year, 10).last_of_year(),
            Self::Century(year) => years(year, 100).last_of_year(),
            Self::Millennium(year) => years(year, 1000).last_of_year(),
        })
    }

    /// The years from the first to the last.
    fn years(first: i32, last: i32) -> Self {
        let is_round = |length| first_year(first, length) == first && last == first + length - 1;
        match () {
            () if first == last => Self::Year(first),
            () if is_round(10) => Self::Decade(first),
            () if is_round(100) => Self::Century(first),
            () if is_round(1000) => Self::Millennium(first),
            () => Self::Years(first, last),
        }
    }

    /// The months in which the days lie.
    fn months(first: Day, last: Day) -> Self {
        let ((year, month, _), (last_year, last_month, _)) = (first.date(), last.date());
        match (month, last_month) {
            _ if (year, month) == (last_year, last_month) => Self::Month(year, month),
            (1, 12) => Self::years(year, last_year),
            _ => Self::Months((year, month), (last_year, last_month)),
        }
    }

    fn rank(self) -> (Day, Reverse<Day>, u8, Precision) {
        let (level, precision) = match self {
            Self::By(_, precision) => (0, precision),
            Self::From(_, precision) => (1, precision),
            Self::Undated => (3, Precision::Unknown),
            _ => (2, Precision::Unknown),
        };
        let [first, last] =
            [self.first_day(), self.last_day()].map(|day| day.unwrap_or(Day::FUTURE));
        (first, Reverse(last), level, precision)
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

    /// What it stands under: the calendar unit in which it begins, as wide as that is known. Without
    /// a known start it is by the last day that it may have reached.
    #[must_use]
    pub fn heading(&self) -> Heading {
        if self.is_undated() {
            return Heading::Undated;
        }
        if !self.s_min.is_known() {
            return Heading::By(self.e_max, self.e_precision);
        }
        if !self.s_max.is_known() {
            return Heading::From(self.s_min, self.s_precision);
        }
        let first = self.s_min;
        // What happened on each of several days began on the first.
        let begins = matches!(self.shape, Shape::Lasted | Shape::AllOf);
        let last = if self.shape == Shape::AllOf { first } else { self.s_max };
        match self.s_precision {
            Precision::Time | Precision::Day if begins || first == last => Heading::Day(first),
            Precision::Time
            | Precision::Day
            | Precision::Days
            | Precision::Month
            | Precision::Season => Heading::months(first, last),
            _ if self.shape == Shape::OneOf => Heading::years(first.year(), last.year()),
            Precision::Year => Heading::Year(first.year()),
            Precision::Decade => Heading::Decade(first_year(first.year(), 10)),
            Precision::Century => Heading::Century(first_year(first.year(), 100)),
            Precision::Millennium | Precision::Unknown => {
                Heading::Millennium(first_year(first.year(), 1000))
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
