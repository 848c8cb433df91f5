//! EDTF text to [`When`]. The grammar is `edtf-core`'s; what it means in a timeline is decided
//! here.

use edtf_core::{
    Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Set, SetElement, SetKind, YearKind,
};

use crate::model::{
    day::Day,
    when::{End, Mark, Precision, Shape, Time, When, WhenError, error},
};

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
        let edtf = Edtf::parse(text).map_err(|error| WhenError::of_edtf(text, &error))?;
        let mut when = lower(&edtf);
        // `edtf-core` can't compare a year beyond its numbers with another.
        if when.s_min > when.e_max {
            let end = text.find(['/', '.']).map_or(0, |at| at + 1);
            let end = text.len() - text[end..].trim_start_matches('.').len();
            return Err(WhenError::new(text, end, error::REVERSED));
        }
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
    let (digits, masked) = digits.split_at(known);
    // A number may begin with a sign, the digits of a year may not.
    if !digits.iter().all(u8::is_ascii_digit) || masked.iter().any(|&digit| digit != b'X') {
        return None;
    }
    let value: i32 = std::str::from_utf8(digits).ok()?.parse().ok()?;
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
    let fail = |at, message| WhenError::new(text, at, message);
    if text.contains(['/', '[', '{', ',']) {
        return Err(fail(date.len(), "a time stands only with a single day"));
    }
    let mut when =
        When::parse(date).map_err(|error| WhenError { text: text.to_owned(), ..error })?;
    if when != When::day(when.s_min) {
        return Err(fail(0, "a time stands after a whole day, as in 2015-08-13T18:00"));
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

pub(super) fn lower_date(date: &Date) -> End {
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

#[cfg(test)]
mod tests;
