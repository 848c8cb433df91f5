//! Tokens that begin with a digit: dates, years, times of day, numbers.

use crate::extract::lexicon::time::Term;

/// `2015-08-13`, `02-13-98`, `1990-91`.
pub fn dashed(word: &str) -> Term {
    let date = word.split_once('T').map_or(word, |(date, _)| date);
    let mut parts = date.split('-');
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return Term::None };
    let Some(third) = parts.next() else { return years(first, second) };
    if parts.next().is_some() {
        return Term::None;
    }
    if first.len() == 4 { date_of(first, second, third) } else { short_date(first, second, third) }
}

pub fn years(first: &str, second: &str) -> Term {
    let (Some(from), Some(to)) = (plain(first), plain(second)) else { return Term::None };
    let to = match second.len() {
        2 => from / 100 * 100 + to,
        4 => to,
        _ => return Term::None,
    };
    if first.len() == 4 && (1000..2100).contains(&from) && from < to && to < from + 100 {
        Term::Years(from as u16, to as u16)
    } else {
        Term::None
    }
}

/// A token of digits with other signs or letters than hyphens.
pub fn digits(word: &str) -> Term {
    let length = word.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = word.split_at(length);
    let Some(value) = plain(head) else { return Term::None };
    let mut signs = tail.bytes();
    match signs.next() {
        None => Term::Digits(value, length as u8),
        Some(b',') => grouped(word).map_or(Term::None, |value| Term::Digits(value, 0)),
        Some(b':') => clock(word),
        Some(b'/') => {
            let mut parts = word.split('/');
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(a), Some(b), Some(c), None) if a.len() == 4 => date_of(a, b, c),
                (Some(a), Some(b), Some(c), None) => short_date(a, b, c),
                (Some("1"), Some("2"), None, _) => Term::HalfSign,
                (Some(a), Some(b), None, _) if b.len() == 2 => years(a, b),
                _ => Term::None,
            }
        }
        Some(b'.') => {
            let mut parts = word.split('.');
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(_), Some(b), None, _) if b.len() == 1 => plain(b)
                    .map_or(Term::None, |tenth| Term::Tenths(value.saturating_mul(10) + tenth)),
                (Some(a), Some(b), Some(c), None) if c.len() == 4 => date_of(c, b, a),
                (Some(a), Some(b), Some(c), None) if [a, b, c].iter().all(|it| it.len() == 2) => {
                    plain(c).map_or(Term::None, |year| date_of(&full_year(year).to_string(), b, a))
                }
                _ => Term::None,
            }
        }
        Some(_) => lettered(value, length, tail),
    }
}

/// `10th`, `1990s`, `5pm`, `2245EST`.
fn lettered(value: u32, length: usize, tail: &str) -> Term {
    let is = |ending: &str| tail.eq_ignore_ascii_case(ending);
    if is("st") || is("nd") || is("rd") || is("th") {
        return u8::try_from(value).map_or(Term::None, Term::OrdinalDigits);
    }
    if is("s") && value.is_multiple_of(10) {
        return match length {
            2 | 4 => Term::DecadeOf(value, length as u8),
            _ => Term::None,
        };
    }
    let hours = match () {
        () if is("pm") => 12,
        () if is("am") => 0,
        () if length == 4 && tail.len() == 3 && tail.bytes().all(|it| it.is_ascii_uppercase()) => {
            return of_four(value).map_or(Term::None, |(h, m)| Term::ClockDigits(h, Some(m), None));
        }
        () => return Term::None,
    };
    match value {
        1..=12 => Term::ClockDigits(value as u8, None, Some(hours)),
        _ => Term::None,
    }
}

/// The hour and the minute of `2245`.
pub fn of_four(value: u32) -> Option<(u8, u8)> {
    let (hour, minute) = (value / 100, value % 100);
    (hour <= 24 && minute < 60).then_some((hour as u8, minute as u8))
}

/// `18:00`, `6:30pm`, `18:00:30`.
fn clock(word: &str) -> Term {
    let (hour, rest) = word.split_once(':').unwrap_or((word, ""));
    let (Some(hour), Some(minute)) = (plain(hour), rest.get(..2).and_then(plain)) else {
        return Term::None;
    };
    let tail =
        rest[2..].trim_start_matches([':', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let hours = match () {
        () if tail.eq_ignore_ascii_case("pm") || tail.eq_ignore_ascii_case("p") => Some(12),
        () if tail.eq_ignore_ascii_case("am") || tail.eq_ignore_ascii_case("a") => Some(0),
        () => None,
    };
    if hour <= 24 && minute < 60 {
        Term::ClockDigits(hour as u8, Some(minute as u8), hours)
    } else {
        Term::None
    }
}

/// Year, month, day.
fn date_of(year: &str, month: &str, day: &str) -> Term {
    let (Some(year), Some(month), Some(day)) = (plain(year), plain(month), plain(day)) else {
        return Term::None;
    };
    if (1..=12).contains(&month) && (1..=31).contains(&day) && (1..=9999).contains(&year) {
        Term::Numeric(year as i16, month as u8, day as u8)
    } else {
        Term::None
    }
}

/// Month, day, year as in America; day, month, year where that is the only way to read it.
fn short_date(first: &str, second: &str, year: &str) -> Term {
    let (Some(a), Some(b), Some(number)) = (plain(first), plain(second), plain(year)) else {
        return Term::None;
    };
    let year = match year.len() {
        4 => number,
        2 => full_year(number),
        _ => return Term::None,
    };
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    if (1..=12).contains(&month) && (1..=31).contains(&day) {
        Term::Numeric(year as i16, month as u8, day as u8)
    } else {
        Term::None
    }
}

/// The year of two digits: up to 30 in this century.
pub fn full_year(short: u32) -> u32 {
    if short <= 30 { 2000 + short } else { 1900 + short }
}

fn plain(digits: &str) -> Option<u32> {
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// `240,000`
fn grouped(word: &str) -> Option<u32> {
    word.split(',')
        .try_fold(0_u32, |value, group| value.checked_mul(1000)?.checked_add(plain(group)?))
}
