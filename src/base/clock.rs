//! What time it is.

use std::time::{SystemTime, UNIX_EPOCH};

/// The seconds since 1970 in UTC; those of `SOURCE_DATE_EPOCH` where that is set, so that a build or
/// a test writes the same bytes each time.
#[must_use]
pub fn now() -> i64 {
    let asked = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or_else(|| seconds(SystemTime::now()))
}

/// The seconds since 1970 in UTC until a moment; 0 before that.
#[must_use]
pub fn seconds(moment: SystemTime) -> i64 {
    let since = moment.duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().cast_signed())
}
