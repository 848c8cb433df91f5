//! When something happened, as far as is known.
//!
//! EDTF text (ISO 8601-2), or what people type, becomes a [`When`]: four days, a precision and a
//! mark for each end, and seldom a time of day or the text itself. It is printed back as EDTF and
//! in words, filtered by a [`Period`] and sorted by its [`Key`].
//!
//! **Invariants.** No day is invented: a month stays a month in the text, in the words and in the
//! order. `When::parse(&when.edtf())` is `when` again, and the text of canonical EDTF comes back
//! as it was. What must touch a period may touch it. The clock is never read.

mod error;
mod gaps;
pub mod lead;
mod order;
mod parse;
mod period;
mod precision;
mod print;
mod time;
pub mod typed;
mod words;

pub use error::WhenError;
pub use order::{Heading, Key};
pub use period::{Period, Span, SpanUnit};
pub use precision::Precision;
pub use time::{Offset, Time};

use crate::model::day::Day;

/// When something happened: on days s to e, where s lies in `s_min..=s_max` and e in
/// `e_min..=e_max`.
///
/// - `2015-08-13`: s = e = that day.
/// - `2015-08`, `[2015-08-01..2015-08-10]`: s and e lie anywhere within.
/// - `2015-08-01/2015-08`: s is the 1st, e a day of August.
/// - `2011/..` has not ended (e is [`Day::FUTURE`]), of `2011/` the end is not known (e is any day
///   from the start on); `../2011` and `/2011` likewise.
///
/// Undated is the empty text, and whatever leaves both the first and the last day open: `XXXX`,
/// `XXXX-XX-XX`, `XXXX-12-25`, `../..`.
///
/// Beyond EDTF these are read and printed: a time without seconds (`T18:00`), a mark on a time
/// (`T18:00~`), and digits unknown in a year before 0 (`-01XX`). A set with gaps and digits
/// unknown before known ones (`156X-12-25`) are listed and drawn as the whole stretch from first
/// to last; they touch only the days that they leave open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    s_min: Day,
    s_max: Day,
    e_min: Day,
    e_max: Day,
    shape: Shape,
    /// Of the start and of the end as written, not of the whole: the ends of
    /// `[2015-08-01..2015-08-10]` are days.
    s_precision: Precision,
    e_precision: Precision,
    s_mark: Mark,
    e_mark: Mark,
    time: Option<Time>,
    /// Canonical EDTF, where the fields above do not tell it.
    text: Option<Box<str>>,
}

/// How the days of a [`When`] belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Within one calendar unit: `2015-08-13`, `2015-08`, `201X`.
    Date,
    /// On one of these: `[2015-08-01..2015-08-10]`.
    OneOf,
    /// On each of these: `{1960,1961-12}`.
    AllOf,
    /// From the start to the end: `2015-08-01/2015-08-10`.
    Lasted,
}

/// What EDTF says about the source of a date; it never widens the days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing: the date is as sure as it is precise.
    #[default]
    Sure,
    /// `~`
    Approximate,
    /// `?`
    Uncertain,
    /// `%`
    Both,
}

impl Mark {
    /// The mark that says both of what these two say.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Sure, mark) | (mark, Self::Sure) => mark,
            (one, two) if one == two => one,
            _ => Self::Both,
        }
    }

    /// `~`, `?` or `%`.
    #[must_use]
    pub fn symbol(self) -> Option<char> {
        match self {
            Self::Sure => None,
            Self::Approximate => Some('~'),
            Self::Uncertain => Some('?'),
            Self::Both => Some('%'),
        }
    }

    fn of_symbol(symbol: u8) -> Option<Self> {
        match symbol {
            b'~' => Some(Self::Approximate),
            b'?' => Some(Self::Uncertain),
            b'%' => Some(Self::Both),
            _ => None,
        }
    }
}

/// One end of a [`When`] as written: a day between two, to a precision, with a mark.
#[derive(Clone, Copy, Debug)]
struct End {
    min: Day,
    max: Day,
    precision: Precision,
    mark: Mark,
}

impl End {
    const OPEN_START: Self = Self::never(Day::PAST, Day::PAST);
    const UNKNOWN: Self = Self::never(Day::PAST, Day::FUTURE);
    const OPEN_END: Self = Self::never(Day::FUTURE, Day::FUTURE);

    const fn never(min: Day, max: Day) -> Self {
        Self { min, max, precision: Precision::Unknown, mark: Mark::Sure }
    }

    /// The calendar unit of this precision (year or finer) that holds the day.
    fn unit(precision: Precision, day: Day) -> Self {
        let (min, max) = match precision {
            Precision::Year => (day.first_of_year(), day.last_of_year()),
            Precision::Month => (day.first_of_month(), day.last_of_month()),
            _ => (day, day),
        };
        Self { min, max, precision, mark: Mark::Sure }
    }
}

impl When {
    /// Not known at all.
    pub const UNDATED: Self = Self {
        s_min: Day::PAST,
        s_max: Day::FUTURE,
        e_min: Day::PAST,
        e_max: Day::FUTURE,
        shape: Shape::Date,
        s_precision: Precision::Unknown,
        e_precision: Precision::Unknown,
        s_mark: Mark::Sure,
        e_mark: Mark::Sure,
        time: None,
        text: None,
    };

    /// On this day. Beyond the years -9999 to 9999, where EDTF has no days, it is the year.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self::unit(Precision::Day, day)
    }

    /// In the month that this day belongs to; its year where EDTF has no months.
    #[must_use]
    pub fn month_of(day: Day) -> Self {
        Self::unit(Precision::Month, day)
    }

    /// In the year that this day belongs to.
    #[must_use]
    pub fn year_of(day: Day) -> Self {
        Self::unit(Precision::Year, day)
    }

    /// On this day at this time. Where EDTF has no days, the time is left out with the day.
    #[must_use]
    pub fn at(day: Day, time: Time) -> Self {
        let mut when = Self::day(day);
        when.time = (when.s_precision == Precision::Day).then_some(time);
        when
    }

    /// So many seconds after the beginning of 1970 in UTC; `None` beyond the days that there are.
    #[must_use]
    pub fn since_1970(seconds: i64) -> Option<Self> {
        const DAY: i64 = 24 * 60 * 60;
        let day = Day(i32::try_from(seconds.div_euclid(DAY)).ok()?);
        let second = seconds.rem_euclid(DAY);
        let part = |value: i64| u8::try_from(value).ok();
        let time = Time {
            hour: part(second / 3600)?,
            minute: part(second / 60 % 60)?,
            second: Some(part(second % 60)?),
            offset: Some(Offset::Utc),
        };
        Some(Self::at(day, time))
    }

    /// On one unknown day from the first to the last; `None` if they are the wrong way round.
    #[must_use]
    pub fn one_of(first: Day, last: Day) -> Option<Self> {
        Self::between(Shape::OneOf, first, last)
    }

    /// From the first day to the last, both included; `None` if they are the wrong way round.
    #[must_use]
    pub fn lasted(first: Day, last: Day) -> Option<Self> {
        Self::between(Shape::Lasted, first, last)
    }

    /// The same with `~`. Days of which it is one have no place for marks and stay as they are:
    /// they say already how vague it is.
    #[must_use]
    pub fn approximate(self) -> Self {
        self.marked(Mark::Approximate)
    }

    /// The same with `?`; as [`When::approximate`].
    #[must_use]
    pub fn uncertain(self) -> Self {
        self.marked(Mark::Uncertain)
    }

    /// The first day on which it may have begun; [`Day::PAST`] if that is not known.
    #[must_use]
    pub fn earliest_start(&self) -> Day {
        self.s_min
    }

    /// The last day on which it may have begun.
    #[must_use]
    pub fn latest_start(&self) -> Day {
        self.s_max
    }

    /// The first day on which it may have ended.
    #[must_use]
    pub fn earliest_end(&self) -> Day {
        self.e_min
    }

    /// The last day on which it may have ended; [`Day::FUTURE`] if that is not known.
    #[must_use]
    pub fn latest_end(&self) -> Day {
        self.e_max
    }

    /// The day, if it is one that is known for sure, perhaps with a time.
    #[must_use]
    pub fn as_day(&self) -> Option<Day> {
        let is_day = self.shape == Shape::Date && self.s_min == self.e_max;
        (is_day && self.mark() == Mark::Sure).then_some(self.s_min)
    }

    /// How its days belong together.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The time of day.
    #[must_use]
    pub fn time(&self) -> Option<Time> {
        self.time
    }

    /// The marks of both ends together.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.s_mark.and(self.e_mark)
    }

    /// Whether nothing is known that would give it a place in time.
    #[must_use]
    pub fn is_undated(&self) -> bool {
        self.s_min == Day::PAST && self.e_max == Day::FUTURE
    }

    /// How closely it is known: of what lasted, the less precise end that is known; of one day in
    /// a range, the length of the range.
    #[must_use]
    pub fn precision(&self) -> Precision {
        match self.shape {
            Shape::Date if self.time.is_some() => Precision::Time,
            Shape::Date => self.s_precision,
            Shape::OneOf | Shape::AllOf if self.s_min.is_known() && self.e_max.is_known() => {
                Precision::of_width(i64::from(self.e_max.0) - i64::from(self.s_min.0) + 1)
                    .min(self.s_precision)
            }
            Shape::OneOf | Shape::AllOf => Precision::Unknown,
            Shape::Lasted if self.e_precision == Precision::Unknown => self.s_precision,
            Shape::Lasted if self.s_precision == Precision::Unknown => self.e_precision,
            Shape::Lasted => self.s_precision.min(self.e_precision),
        }
    }

    /// Whether it possibly happened in the period, wholly or in part: it may begin before the
    /// period's end and may end after its beginning. Undated never does.
    #[must_use]
    pub fn may_touch(&self, period: Period) -> bool {
        !self.is_undated()
            && self.s_min <= period.last
            && self.e_max >= period.first
            && (self.text.is_none() || self.stretches(period).is_none_or(|days| !days.is_empty()))
    }

    /// Whether it surely happened in the period, wholly or in part. Undated never does, and
    /// nothing with a mark.
    #[must_use]
    pub fn must_touch(&self, period: Period) -> bool {
        !self.is_undated()
            && self.mark() == Mark::Sure
            && self.s_max <= period.last
            && self.e_min >= period.first
    }

    fn unit(precision: Precision, day: Day) -> Self {
        let day = Day(day.0.clamp(Day::FIRST.0, Day::LAST.0));
        let has_days = (print::FIRST_DAY..=print::LAST_DAY).contains(&day);
        Self::date(End::unit(if has_days { precision } else { Precision::Year }, day))
    }

    fn between(shape: Shape, first: Day, last: Day) -> Option<Self> {
        if first == last {
            return Some(Self::day(first));
        }
        let (first, last) = (Self::day(first), Self::day(last));
        (first.s_min < last.s_min).then(|| Self::of(shape, first.start(), last.end()))
    }

    fn date(end: End) -> Self {
        Self::of(Shape::Date, end, end)
    }

    /// What begins and ends so, or happened so in between.
    fn of(shape: Shape, start: End, end: End) -> Self {
        let (s_max, e_min) = match shape {
            // Nothing ends before it begins.
            Shape::Lasted => (start.max.min(end.max), end.min.max(start.min)),
            _ => (end.max, start.min),
        };
        Self {
            s_min: start.min,
            s_max,
            e_min,
            e_max: end.max,
            shape,
            s_precision: start.precision,
            e_precision: end.precision,
            s_mark: start.mark,
            e_mark: end.mark,
            time: None,
            text: None,
        }
    }

    fn start(&self) -> End {
        End { min: self.s_min, max: self.s_max, precision: self.s_precision, mark: self.s_mark }
    }

    fn end(&self) -> End {
        End { min: self.e_min, max: self.e_max, precision: self.e_precision, mark: self.e_mark }
    }

    fn marked(mut self, mark: Mark) -> Self {
        if matches!(self.shape, Shape::OneOf | Shape::AllOf) {
            return self;
        }
        if let (Some(text), Some(symbol)) = (&self.text, mark.symbol()) {
            let text = text.split('/').map(|end| match end {
                "" | ".." => end.to_owned(),
                _ => format!("{end}{symbol}"),
            });
            return Self::parse(&text.collect::<Vec<_>>().join("/")).unwrap_or(self);
        }
        if self.s_precision != Precision::Unknown {
            self.s_mark = self.s_mark.and(mark);
        }
        if self.e_precision != Precision::Unknown {
            self.e_mark = self.e_mark.and(mark);
        }
        self
    }
}

#[cfg(test)]
mod tests;
