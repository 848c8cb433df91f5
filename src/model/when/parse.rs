//! EDTF text to [`When`]. The grammar is `edtf-core`'s; what it means in a timeline is decided
//! here.

use edtf_core::{
    Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, YearKind,
};

use crate::model::day::{Day, days_in_month};
use crate::model::when::{End, Mark, Precision, Shape, Time, When};

/// Text that is not EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}: {message}")]
pub struct WhenError {
    /// The text, without the spaces around it.
    pub text: String,
    /// The character of it at which something else was expected.
    pub at: usize,
    /// What was expected, and what to write instead.
    pub message: String,
}

impl When {
    /// Reads EDTF, levels 0 to 2; see [`When`] for what is undated and for what goes beyond EDTF.
    ///
    /// Plain days, months and years are read without an allocation.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let text = text.trim_ascii();
        if let Some(when) = parse_plain(text.as_bytes()) {
            return Ok(when);
        }
        if matches!(text, "" | "/" | "../.." | "../" | "/.." | "XXXX-XX-XX") {
            return Ok(Self::UNDATED);
        }
        if let Some(end) = parse_masked_before_0(text) {
            return Ok(Self::date(end));
        }
        if let Some((date, time)) = text.split_once('T') {
            return parse_moment(text, date, time);
        }
        // Spaces in sets are common, and mean nothing.
        let squeezed = text.starts_with(['[', '{']).then(|| text.replace(' ', ""));
        let text = squeezed.as_deref().unwrap_or(text);
        let edtf = Edtf::parse(text).map_err(|error| explain(text, &error))?;
        let mut when = lower(&edtf);
        let canonical = edtf.to_string();
        if when.edtf() != canonical {
            when.text = Some(canonical.into());
        }
        Ok(when)
    }
}

/// `2015-08-13`, `2015-08` and `2015`.
fn parse_plain(bytes: &[u8]) -> Option<When> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |value: i32, digit| {
            digit.is_ascii_digit().then(|| value * 10 + i32::from(digit - b'0'))
        })
    };
    let year = number(bytes.get(..4)?)?;
    let two = |at: usize| {
        let [b'-', digits @ ..] = bytes.get(at..at + 3)? else { return None };
        number(digits).and_then(|value| u8::try_from(value).ok())
    };
    match bytes.len() {
        4 => Some(When::year_of(Day::new_year(year))),
        7 => Some(When::month_of(Day::of(year.into(), two(4)?, 1)?)),
        10 => Some(When::day(Day::of(year.into(), two(4)?, two(7)?)?)),
        _ => None,
    }
}

/// `-01XX`: EDTF has digits unknown only from the year 0 on.
fn parse_masked_before_0(text: &str) -> Option<End> {
    let bytes = text.strip_prefix('-')?.as_bytes();
    let (digits, mark) = bytes.split_at_checked(4)?;
    let mark = match mark {
        [] => Mark::Sure,
        [symbol] => Mark::of_symbol(*symbol)?,
        _ => return None,
    };
    let known = digits.iter().position(|&digit| digit == b'X').filter(|&known| known > 0)?;
    if digits[known..].iter().any(|&digit| digit != b'X') {
        return None;
    }
    let value: i32 = std::str::from_utf8(&digits[..known]).ok()?.parse().ok()?;
    let (precision, length) = match known {
        1 => (Precision::Millennium, 1000),
        2 => (Precision::Century, 100),
        _ => (Precision::Decade, 10),
    };
    let last = -(value * length).max(1);
    let first = -(value * length + length - 1);
    Some(End {
        min: Day::new_year(first),
        max: Day::new_year(last).last_of_year(),
        precision,
        mark,
    })
}

/// A day and a time of day. `edtf-core` wants seconds; sources seldom give them.
fn parse_moment(text: &str, date: &str, time: &str) -> Result<When, WhenError> {
    let fail = |at: usize, message: &str| WhenError {
        text: text.to_owned(),
        at: text.get(..at).map_or(at, |before| before.chars().count()),
        message: message.to_owned(),
    };
    if text.contains(['/', '[', '{', ',']) {
        return Err(fail(date.len(), "a time of day stands only with a single day"));
    }
    let mut when =
        When::parse(date).map_err(|error| WhenError { text: text.to_owned(), ..error })?;
    if when != When::day(when.s_min) {
        return Err(fail(0, "a time of day needs a whole day before it, as in 2015-08-13T18:00"));
    }
    let (time, mark) = match time.as_bytes() {
        [.., symbol] if Mark::of_symbol(*symbol).is_some() => {
            (&time[..time.len() - 1], Mark::of_symbol(*symbol).unwrap_or_default())
        }
        _ => (time, Mark::Sure),
    };
    when.time =
        Some(Time::parse(time).map_err(|(at, message)| fail(date.len() + 1 + at, message))?);
    Ok(when.marked(mark))
}

fn lower(edtf: &Edtf) -> When {
    match edtf {
        Edtf::Date(date) => When::date(lower_date(date)),
        Edtf::DateTime(moment) => When::date(lower_date(&moment.date)),
        Edtf::Interval(interval) => lower_interval(interval),
        Edtf::Set(set) => lower_set(set),
    }
}

fn lower_interval(interval: &Interval) -> When {
    let start = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => lower_date(date),
        IntervalEndpoint::OnOrBefore(date) => {
            End { min: Day::PAST, precision: Precision::Unknown, ..lower_date(date) }
        }
        IntervalEndpoint::Open => End::OPEN_START,
        IntervalEndpoint::Unknown => End::UNKNOWN,
    };
    let end = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => lower_date(date),
        IntervalEndpoint::OnOrAfter(date) => {
            End { max: Day::FUTURE, precision: Precision::Unknown, ..lower_date(date) }
        }
        IntervalEndpoint::Open => End::OPEN_END,
        IntervalEndpoint::Unknown => End::UNKNOWN,
    };
    When::of(Shape::Lasted, start, end)
}

fn lower_set(set: &Set) -> When {
    let shape = match set.kind {
        SetKind::OneMember => Shape::OneOf,
        SetKind::AllMembers => Shape::AllOf,
    };
    let (mut start, mut end) = (End::OPEN_END, End::OPEN_START);
    let mut mark = Mark::Sure;
    for element in &set.elements {
        let (first, last) = match element {
            SetElement::Date(date) => (lower_date(date), lower_date(date)),
            SetElement::OnOrBefore(date) => (End::OPEN_START, lower_date(date)),
            SetElement::OnOrAfter(date) => (lower_date(date), End::OPEN_END),
            SetElement::Range(first, last) => (lower_date(first), lower_date(last)),
        };
        mark = mark.and(first.mark).and(last.mark);
        if first.min < start.min {
            start = first;
        }
        if last.max > end.max {
            end = last;
        }
    }
    When::of(shape, End { mark, ..start }, End { mark, ..end })
}

fn lower_date(date: &Date) -> End {
    let qualifiers = [
        Some(date.year.qualifier),
        date.month.map(|month| month.qualifier),
        date.day.map(|day| day.qualifier),
    ];
    let mark = qualifiers.into_iter().flatten().fold(Mark::Sure, |mark, qualifier| {
        mark.and(match (qualifier.approximate, qualifier.uncertain) {
            (false, false) => Mark::Sure,
            (true, false) => Mark::Approximate,
            (false, true) => Mark::Uncertain,
            (true, true) => Mark::Both,
        })
    });
    let precision = precision_of(date);
    if precision == Precision::Unknown {
        return End { mark, ..End::UNKNOWN };
    }
    let bounds = Edtf::Date(*date).bounds();
    End { min: day_of(bounds.earliest, date), max: day_of(bounds.latest, date), precision, mark }
}

/// Years beyond the range of days are held at its ends; their text is kept.
fn day_of(bound: Bound, date: &Date) -> Day {
    match bound {
        Bound::Date(bound) => Day::of(bound.year, bound.month, bound.day)
            .expect("the bounds of a valid date are days of the calendar"),
        _ if matches!(
            date.year.kind,
            YearKind::Exponential { significand: ..0, .. } | YearKind::Big { value: ..0 }
        ) =>
        {
            Day::FIRST
        }
        _ => Day::LAST,
    }
}

/// The finest calendar unit that the date lies in as a whole.
fn precision_of(date: &Date) -> Precision {
    if let YearKind::Standard { digits, .. } = date.year.kind
        && let Some(unknown) = digits.iter().position(Option::is_none)
    {
        return match unknown {
            0 if digits.iter().all(Option::is_none) => Precision::Unknown,
            0 | 1 => Precision::Millennium,
            2 => Precision::Century,
            _ => Precision::Decade,
        };
    }
    if let Some(digits) = date.year.significant_digits {
        let width = match date.year.kind {
            YearKind::Standard { .. } => 4,
            YearKind::Big { value } => value.unsigned_abs().ilog10() + 1,
            YearKind::Exponential { significand, exponent } => {
                significand.unsigned_abs().ilog10() + 1 + exponent
            }
        };
        return match width.saturating_sub(digits) {
            0 => Precision::Year,
            1 => Precision::Decade,
            2 => Precision::Century,
            _ => Precision::Millennium,
        };
    }
    match (date.month, date.day) {
        (None, _) => Precision::Year,
        (Some(month), _) if month.has_unspecified() => Precision::Year,
        (Some(month), None) if month.value() > Some(12) => Precision::Season,
        (Some(_), None | Some(DateField { digits: [None, None], .. })) => Precision::Month,
        (Some(_), Some(day)) if day.has_unspecified() => Precision::Days,
        _ => Precision::Day,
    }
}

/// Says what the calendar or EDTF has instead, where `edtf-core` says only that it is wrong.
fn explain(text: &str, error: &edtf_core::ParseError) -> WhenError {
    let message = if error.message.starts_with("day is out of range") {
        length_of_month(text, error.offset)
    } else if text.contains(char::is_whitespace) {
        Some("dates have no spaces: 2015-08-13, or 2015-08-13T18:00 with a time".to_owned())
    } else if text.contains("unknown") || text.contains("open") {
        Some("an unknown end is left empty (2011/), an open one is two points (2011/..)".to_owned())
    } else if text.contains(['u', 'x']) {
        Some("an unknown digit is a capital X: 156X".to_owned())
    } else if error.message.starts_with("month must be 01-12") {
        Some("months are 01 to 12 (21 to 41 are seasons, quarters and halves)".to_owned())
    } else if error.message.starts_with("month must be two")
        || error.message.starts_with("day must be two")
    {
        Some("months and days have two digits: 2015-08-03".to_owned())
    } else if error.message.starts_with("year must have") {
        Some("a date begins with a year of four digits: 2015-08-13".to_owned())
    } else {
        None
    };
    WhenError {
        text: text.to_owned(),
        at: text.get(..error.offset).map_or(error.offset, |before| before.chars().count()),
        message: message.unwrap_or_else(|| error.message.to_owned()),
    }
}

/// "february 2015 has 28 days", for a day number at this place in the text.
fn length_of_month(text: &str, day_at: usize) -> Option<String> {
    let before = text.get(..day_at)?;
    let start = before.rfind(['/', ',', '[', '{', '.']).map_or(0, |at| at + 1);
    let date = before[start..].trim_start_matches(['~', '?', '%']);
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    let (year, month) = digits.split_at_checked(4)?;
    let month: u8 = month.parse().ok()?;
    let year: i64 = year.parse::<i64>().ok()? * if date.starts_with('-') { -1 } else { 1 };
    let name = chrono::Month::try_from(month).ok()?.name().to_ascii_lowercase();
    Some(format!("{name} {year:04} has {} days", days_in_month(year, month)))
}
