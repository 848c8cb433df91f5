//! How closely a date is known.

use std::fmt;

/// How closely a date is known; less precise is less, as in the query `precision:<day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Not at all.
    Unknown,
    /// To a thousand years or worse.
    Millennium,
    /// To a hundred years: `15XX`.
    Century,
    /// To ten years: `156X`.
    Decade,
    /// To a year: `2015`.
    Year,
    /// To a season, quarter, third or half of a year: `2015-21`.
    Season,
    /// To a month: `2015-08`.
    Month,
    /// To some days, at most a month: `[2015-08-01..2015-08-10]`.
    Days,
    /// To a day: `2015-08-13`.
    Day,
    /// To a time of day: `2015-08-13T18:00`.
    Time,
}

impl Precision {
    /// From coarse to fine.
    pub const ALL: [Self; 10] = [
        Self::Unknown,
        Self::Millennium,
        Self::Century,
        Self::Decade,
        Self::Year,
        Self::Season,
        Self::Month,
        Self::Days,
        Self::Day,
        Self::Time,
    ];

    /// Its name in the query language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Millennium => "millennium",
            Self::Century => "century",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Season => "season",
            Self::Month => "month",
            Self::Days => "days",
            Self::Day => "day",
            Self::Time => "time",
        }
    }

    /// The precision of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.name() == name)
    }

    /// The precision of one unknown day among so many.
    pub(super) fn of_width(days: i64) -> Self {
        match days {
            ..=1 => Self::Day,
            2..=31 => Self::Days,
            32..=184 => Self::Season,
            185..=366 => Self::Year,
            367..=3_653 => Self::Decade,
            3_654..=36_525 => Self::Century,
            _ => Self::Millennium,
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
