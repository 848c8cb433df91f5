//! What words of time stand for: units, seasons, parts of the day, and which one of a series.

/// Whether one or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// One.
    One,
    /// Several.
    Several,
}

/// A measure of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `PT1S`
    Second,
    /// `PT1M`
    Minute,
    /// `PT1H`
    Hour,
    /// `P1D`
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// From Monday on.
    Week,
    /// Two weeks.
    Fortnight,
    /// `P1M`
    Month,
    /// Three months of a year.
    Quarter,
    /// Six months of a year.
    Half,
    /// `P1Y`
    Year,
    /// Ten years, `199X`.
    Decade,
    /// `19XX`
    Century,
    /// `1XXX`
    Millennium,
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Up to noon.
    /// Until noon.
    Morning,
    /// About noon.
    /// Around noon.
    Midday,
    /// From noon on.
    /// From noon until evening.
    Afternoon,
    /// About sunset.
    /// From dusk until bedtime.
    Evening,
    /// From sunset to sunrise.
    /// From bedtime until morning.
    Night,
}

/// What is before, at or after the time of writing, and no more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Before it.
    /// `once`, `in the past`
    Past,
    /// At it.
    /// `now`, `currently`
    Present,
    /// After it.
    /// `soon`, `in the future`
    Future,
}

/// Which one of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one that now is in.
    This,
    /// The one before this one.
    Last,
    /// As [`Which::Last`]; `the past` alone is all that was.
    Past,
    /// The one after this one.
    Next,
    /// The one that was spoken of.
    That,
    /// The one before that one.
    Previous,
    /// The one after that one.
    Following,
    /// The last one that is complete.
    Latest,
}

/// The end of a stretch of time that is told; the other one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// `since March`: from a time that is over.
    Since,
    /// `starting Monday`, `from Monday on`
    From,
    /// `until Thursday`
    Until,
    /// `by 2022`: at some time up to then.
    By,
    /// `before Thursday`
    Before,
    /// `after Thursday`
    After,
}

/// A part of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// `early`
    Start,
    /// `mid-`
    Middle,
    /// `late`, `the end of`
    End,
    /// The part before now.
    Earlier,
    /// The part after now.
    Later,
}

/// How often, as TIMEX3 writes it; an index into `SET_VALUES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetValue(u8);

/// The values of single words that tell how often.
const SET_VALUES: &[&str] = &[
    "XXXX-XX-XX",
    "XXXX-WXX",
    "XXXX-XX",
    "XXXX-QX",
    "XXXX",
    "XXXX-XX-XXTXX",
    "XXXX-XX-XXTNI",
    "P2W",
    "P6M",
    "P2Y",
];

/// A day of each year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u8, u8),
    /// The first to fourth weekday of a month; the fifth is the last.
    Nth(u8, u8, u8),
    /// Days after Easter Sunday.
    Easter(i8),
}

impl SetValue {
    /// By its value.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Some(Self(SET_VALUES.iter().position(|it| *it == value)? as u8))
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn value(self) -> &'static str {
        SET_VALUES[usize::from(self.0)]
    }
}

impl Unit {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Some(match value {
            "TS" => Self::Second,
            "TM" => Self::Minute,
            "TH" => Self::Hour,
            "D" => Self::Day,
            "WE" => Self::Weekend,
            "W" => Self::Week,
            "2W" => Self::Fortnight,
            "M" => Self::Month,
            "Q" => Self::Quarter,
            "H" => Self::Half,
            "Y" => Self::Year,
            "DE" => Self::Decade,
            "CE" => Self::Century,
            "ML" => Self::Millennium,
            _ => return None,
        })
    }
}

impl Season {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter]
            .into_iter()
            .find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

impl Part {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night]
            .into_iter()
            .find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
        }
    }
}

impl Reference {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        [Self::Past, Self::Present, Self::Future].into_iter().find(|it| it.code() == value)
    }

    /// As TIMEX3 writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

impl Which {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Some(match value {
            "this" => Self::This,
            "last" => Self::Last,
            "past" => Self::Past,
            "next" => Self::Next,
            "that" | "same" => Self::That,
            "previous" => Self::Previous,
            "following" => Self::Following,
            "latest" => Self::Latest,
            _ => return None,
        })
    }
}

impl Limit {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Some(match value {
            "since" => Self::Since,
            "until" => Self::Until,
            "by" => Self::By,
            _ => return None,
        })
    }
}

impl Edge {
    /// By its code in the table.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        Some(match value {
            "START" => Self::Start,
            "MID" => Self::Middle,
            "END" => Self::End,
            "BEFORE" => Self::Earlier,
            "AFTER" => Self::Later,
            _ => return None,
        })
    }
}

impl Holiday {
    /// By its code in the table: `12-25`, or `11-4-4`: month, which one, weekday.
    #[must_use]
    pub fn of(value: &str) -> Option<Self> {
        let mut numbers = value.split('-').map(str::parse);
        let (month, second) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
        Some(match numbers.next() {
            None => Self::Fixed(month, second),
            Some(weekday) => Self::Nth(month, second, weekday.ok()?),
        })
    }
}
