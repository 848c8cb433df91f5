//! A stretch of days to filter by.

use crate::model::{day::Day, when::When};

/// A stretch of days to filter by, first and last included; an open end is [`Day::PAST`] or
/// [`Day::FUTURE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day in it.
    pub first: Day,
    /// The last day in it.
    pub last: Day,
}

/// A length of time in calendar units: `3d`, `2w`, `1m`, `1y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many units.
    pub count: u32,
    /// Of what.
    pub unit: SpanUnit,
}

/// The unit of a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanUnit {
    /// `d`
    Day,
    /// `w`
    Week,
    /// `m`
    Month,
    /// `y`
    Year,
}

impl Period {
    /// All time.
    pub const ALWAYS: Self = Self { first: Day::PAST, last: Day::FUTURE };

    /// Every day on which `when` may have gone on; `None` if it is undated.
    #[must_use]
    pub fn of(when: &When) -> Option<Self> {
        (!when.is_undated()).then(|| Self { first: when.earliest_start(), last: when.latest_end() })
    }

    /// All that lies before it; `None` if it has no beginning.
    ///
    /// What may touch this is what `before:` finds: some possible day of the event lies before
    /// the named period.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        (self.first > Day::FIRST).then(|| Self { first: Day::PAST, last: self.first.plus_days(-1) })
    }

    /// All that lies after it; `None` if it has no end. What may touch this is what `after:`
    /// finds.
    #[must_use]
    pub fn after(self) -> Option<Self> {
        (self.last < Day::LAST).then(|| Self { first: self.last.plus_days(1), last: Day::FUTURE })
    }

    /// The period with so much time added on both sides.
    #[must_use]
    pub fn grown(self, span: Span) -> Self {
        Self { first: span.before(self.first), last: span.after(self.last) }
    }
}

impl Span {
    /// Reads `3d`, `2w`, `1m`, `1y`; also `3 days`, `2 weeks`, `1 month`, `1 year`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, unit) = text.split_at(digits);
        let unit = match unit.trim_start().to_ascii_lowercase().as_str() {
            "d" | "day" | "days" => SpanUnit::Day,
            "w" | "week" | "weeks" => SpanUnit::Week,
            "m" | "month" | "months" => SpanUnit::Month,
            "y" | "year" | "years" => SpanUnit::Year,
            _ => return None,
        };
        Some(Self { count: count.parse().ok()?, unit })
    }

    /// The day so much later.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        self.moved(day, 1)
    }

    /// The day so much earlier.
    #[must_use]
    pub fn before(self, day: Day) -> Day {
        self.moved(day, -1)
    }

    fn moved(self, day: Day, sign: i32) -> Day {
        let count = i32::try_from(self.count).unwrap_or(i32::MAX) * sign;
        match self.unit {
            SpanUnit::Day => day.plus_days(count),
            SpanUnit::Week => day.plus_days(count.saturating_mul(7)),
            SpanUnit::Month => day.plus_months(count),
            SpanUnit::Year => day.plus_years(count),
        }
    }
}

/// In words: `3 days`, `1 month`.
impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            SpanUnit::Day => "day",
            SpanUnit::Week => "week",
            SpanUnit::Month => "month",
            SpanUnit::Year => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}
