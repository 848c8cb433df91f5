//! Numbers as data sets write them.

use crate::ingest::{Batch, Record};

/// The count in a field of a row; the row gets a warning if something else stands there.
pub fn count_in(
    row: &Record<'_>,
    column: usize,
    batch: &mut Batch,
    problem: &'static str,
) -> Option<u32> {
    let text = row.value(column);
    let found = count(text);
    // Negative numbers are words for "not known".
    if found.is_none() && !text.is_empty() && !text.starts_with('-') {
        batch.warn(row, problem, text);
    }
    found
}

/// The coordinates in two fields of a row, as [`coordinates`]; the row gets a warning if something
/// else stands there.
pub fn coordinates_in(
    row: &Record<'_>,
    [latitude, longitude]: [usize; 2],
    batch: &mut Batch,
) -> Option<(f64, f64)> {
    let (latitude, longitude) = (row.value(latitude), row.value(longitude));
    let found = coordinates(latitude, longitude);
    match (latitude, longitude) {
        ("", "") => {}
        _ if found.is_some() => {}
        ("", one) | (one, "") => batch.warn(row, "one of the two coordinates is missing", one),
        _ => {
            let both = format!("{latitude} {longitude}");
            batch.warn(row, "the coordinates are not on the globe", &both);
        }
    }
    found
}

/// A count: `12`, or `12.0` as spreadsheets and data frames with gaps write it. None for anything
/// else: a negative number stands for "not known" in several data sets.
///
/// ```
/// # use demarche::ingest::number::count;
/// assert_eq!(["12", "12.0", "-1", "several"].map(count), [Some(12), Some(12), None, None]);
/// ```
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    let whole = match text.split_once('.') {
        Some((whole, rest)) if rest.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    whole.bytes().all(|byte| byte.is_ascii_digit()).then(|| whole.parse().ok()).flatten()
}

/// Latitude and longitude in degrees; none unless both are there and on the globe. Spreadsheets
/// of many countries write the point as a comma.
///
/// ```
/// # use demarche::ingest::number::coordinates;
/// assert_eq!(coordinates("19.4", "-99.1"), Some((19.4, -99.1)));
/// assert_eq!(coordinates("19,4", "-99,1"), Some((19.4, -99.1)));
/// assert_eq!(coordinates("19.4", ""), None);
/// assert_eq!(coordinates("194", "-99.1"), None);
/// ```
#[must_use]
pub fn coordinates(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let degrees = |text: &str, most: f64| {
        let number = match text.split_once(',') {
            Some((whole, rest)) if !whole.contains('.') => {
                format!("{whole}.{rest}").parse().ok()?
            }
            _ => text.parse::<f64>().ok()?,
        };
        (number.abs() <= most).then_some(number)
    };
    Some((degrees(latitude, 90.0)?, degrees(longitude, 180.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        for (text, expect) in [
            ("0", Some(0)),
            ("007", Some(7)),
            ("3.", Some(3)),
            ("3.00", Some(3)),
            ("", None),
            ("3.5", None),
            ("-9", None),
            ("+9", None),
            ("1e3", None),
            ("1,286", None),
            ("99999999999", None),
        ] {
            assert_eq!(count(text), expect, "{text}");
        }
    }

    #[test]
    fn coordinates_are_on_the_globe() {
        assert_eq!(coordinates("-90", "180"), Some((-90.0, 180.0)));
        assert_eq!(coordinates("0", "0"), Some((0.0, 0.0)));
        for (latitude, longitude) in
            [("nan", "0"), ("inf", "0"), ("91", "0"), ("0", "181"), ("", "")]
        {
            assert_eq!(coordinates(latitude, longitude), None, "{latitude} {longitude}");
        }
    }
}
