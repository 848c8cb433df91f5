//! What a time expression means before it is known when it was written.

use std::ops::Range;

use crate::extract::reading::time::{
    Count,
    value::{Edge, Holiday, Limit, Part, Reference, Season, Unit, Which},
};

/// What was found, and where it ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The first atom behind it.
    pub end: usize,
    /// What it means.
    pub meaning: Meaning,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What a time expression means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A point or a stretch of the calendar.
    Point(Point),
    /// How long.
    Duration(Count, Unit),
    /// How often; its value.
    Set(String),
    /// Before, at or after the time of writing.
    Reference(Reference),
    /// Several points that are told together.
    Series(Vec<Piece>, Join),
}

/// One point of several, and its atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its atoms.
    pub atoms: Range<usize>,
    /// What it means.
    pub point: Point,
}

/// How points that are told together belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// `from Monday to Wednesday`: all of the time.
    Through,
    /// `between 3 and 5 May`: at some time.
    Within,
    /// `on Monday and Wednesday`: on each.
    Each,
    /// `on Monday or Wednesday`: on one.
    Either,
}

/// A point or a stretch of the calendar, as told.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The stretch.
    pub base: Base,
    /// The part of the day.
    pub part: Option<Part>,
    /// The time of day: hour, minute.
    pub clock: Option<(u8, u8)>,
    /// The part of the stretch.
    pub edge: Option<Edge>,
    /// Whether it is about then.
    pub about: bool,
    /// The weekday that is told beside the day.
    pub weekday: Option<u8>,
    /// Which end of a stretch it is, where the other is open.
    pub limit: Option<Limit>,
}

/// The stretch of the calendar that is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// None: only a part of a day or a time.
    Open,
    /// A day of a month.
    Day {
        /// In which year.
        year: InYear,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
        /// The last of several days.
        until: Option<u8>,
    },
    /// One or several of the units or weekdays of a longer stretch, counted from its beginning or
    /// from its end: `the last Friday of May`, `the first two weeks of May`.
    Nth(Nth, Box<Self>),
    /// The unit that a day is in: `the week of June 3`.
    Around(Unit, Box<Self>),
    /// A month.
    Month(u8, InYear),
    /// A season.
    Season(Season, InYear),
    /// A quarter, 1 to 4.
    Quarter(u8, InYear),
    /// A half of a year.
    Half(u8, InYear),
    /// A year.
    Year(i32),
    /// The years from the first to the last.
    Years(i32, i32),
    /// Ten years.
    Decade(i32),
    /// A hundred years.
    Century(i32),
    /// A day of the week.
    Weekday(u8, Option<Which>),
    /// A day of each year.
    Holiday(Holiday, InYear),
    /// The unit that now is in, or one before or after it.
    Unit(Unit, Which),
    /// A quarter as spoken of, in another year.
    SameQuarter(InYear),
    /// So many units from now on.
    FromNow(Count, Unit, Side),
    /// So many units from the day that was spoken of.
    FromThen(Count, Unit, Side),
}

/// Which of the units or weekdays of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth {
    /// 1 is the first, -1 the last.
    pub number: i8,
    /// How many.
    pub count: u8,
    /// Of what.
    pub unit: NthUnit,
}

/// What is counted in a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NthUnit {
    /// Days, weeks, months, quarters, halves.
    Unit(Unit),
    /// A weekday, 1 to 7.
    Weekday(u8),
}

/// Before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// In which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// In this one.
    Told(i32),
    /// In this, the last or the next year.
    Which(Which),
    /// This, the last or the next of its name.
    Nearest(Which),
    /// It is not told.
    Open,
}

impl Point {
    /// A stretch of the calendar without more.
    #[must_use]
    pub fn of(base: Base) -> Self {
        Self { base, part: None, clock: None, edge: None, about: false, weekday: None, limit: None }
    }
}

/// As TIMEX3 writes it: `P3D`, `PT2H`, `PXM`.
#[must_use]
pub fn duration_value(count: Count, unit: Unit) -> String {
    let (count, unit) = match (count, unit) {
        (Count::Tenths(tenths), Unit::Fortnight) => {
            (Count::Tenths(tenths.saturating_mul(2)), Unit::Week)
        }
        (Count::Vague, Unit::Fortnight) => (count, Unit::Week),
        // Half a year or a decade and a half is told in the next shorter unit.
        (Count::Tenths(tenths), Unit::Decade) if tenths % 10 != 0 => {
            (Count::Tenths(tenths.saturating_mul(10)), Unit::Year)
        }
        (Count::Tenths(tenths), Unit::Century) if tenths % 10 != 0 => {
            (Count::Tenths(tenths.saturating_mul(100)), Unit::Year)
        }
        (Count::Tenths(tenths), Unit::Hour) if tenths < 10 => {
            (Count::Tenths(tenths.saturating_mul(60)), Unit::Minute)
        }
        (Count::Tenths(tenths), Unit::Year) if tenths < 10 => {
            (Count::Tenths(tenths.saturating_mul(12)), Unit::Month)
        }
        _ => (count, unit),
    };
    let number = match count {
        Count::Tenths(tenths) if tenths % 10 == 0 => (tenths / 10).to_string(),
        Count::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        Count::Vague => "X".to_owned(),
    };
    match unit {
        Unit::Second => format!("PT{number}S"),
        Unit::Minute => format!("PT{number}M"),
        Unit::Hour => format!("PT{number}H"),
        Unit::Day => format!("P{number}D"),
        Unit::Weekend => format!("P{number}WE"),
        Unit::Week | Unit::Fortnight => format!("P{number}W"),
        Unit::Month => format!("P{number}M"),
        Unit::Quarter => format!("P{number}Q"),
        Unit::Half => format!("P{number}H"),
        Unit::Year => format!("P{number}Y"),
        Unit::Decade => format!("P{number}DE"),
        Unit::Century => format!("P{number}CE"),
        Unit::Millennium => format!("P{number}ML"),
    }
}
