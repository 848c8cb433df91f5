//! Timesketch: a row is what a system has noted at a moment (CSV or JSON lines).
//!
//! The columns `message`, `datetime` and `timestamp_desc` are always there, others can be any.
//!
//! What becomes of a row (Timesketch, "Create timeline from JSON/JSONL/CSV file"):
//! - `datetime` is the moment, ISO 8601; where it is missing or can't be read, `timestamp` is, which
//!   counts from 1970: microseconds, or by its size seconds or milliseconds.
//! - `message` is the title, up to its first line end; `timestamp_desc` says what the moment is.
//! - `tag` has tags.

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        date::{self, Order},
        time,
    },
    model::{Draft, Kind, Source, SourceKind, When},
};

/// A header with the columns that every file has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let names = ["message", "timestamp_desc"];
    let header = head.header();
    let has_date = header.find_any(&["datetime", "timestamp"]).is_some();
    let reason = || format!("its header has {}", names.join(", "));
    (has_date && header.has(&names)).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let header = head.header();
    let format = Timesketch {
        message: header.need("message")?,
        datetime: header.column("datetime"),
        timestamp: header.column("timestamp"),
        description: header.need("timestamp_desc")?,
        tags: header.find_any(&["tag", "tags"]).unwrap_or(Header::NOWHERE),
    };
    Ok(Table::with_header(head, format))
}

/// Where the columns are.
struct Timesketch {
    message: usize,
    datetime: usize,
    timestamp: usize,
    description: usize,
    tags: usize,
}

impl Timesketch {
    fn when(&self, row: &Record<'_>, batch: &mut Batch) -> When {
        let (text, number) = (row.value(self.datetime), row.value(self.timestamp));
        let since = since_1970(text).or_else(|| since_1970(number));
        match (moment(text), since) {
            (Some((when, true)), _) | (_, Some(when)) => when,
            (Some((day, false)), None) => {
                batch.warn(row, "datetime has a time that can't be read; the day is kept", text);
                day
            }
            (None, None) => {
                batch.warn(row, "datetime is not a date: the event is undated", text);
                When::UNDATED
            }
        }
    }
}

impl RowFormat for Timesketch {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        /// What a title has at most, in bytes; the rest stays in the row.
        const LONGEST: usize = 240;
        let when = self.when(row, batch);
        let message = row.value(self.message).lines().next().unwrap_or("");
        let end = (0..=LONGEST.min(message.len())).rev().find(|&at| message.is_char_boundary(at));
        let title = &message[..end.unwrap_or(0)];
        let tags = row.value(self.tags).trim_matches(['[', ']']).split([',', ';']);
        let tags = tags.map(|tag| tag.trim().trim_matches(['\'', '"']));
        let tags: Vec<_> = tags.filter(|tag| !tag.is_empty()).collect();
        batch.push(&Draft {
            when,
            title,
            kind: Kind::Other,
            label: row.value(self.description),
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn prose(&self) -> &'static [&'static str] {
        &["message"]
    }

    fn source(&self) -> Source {
        Source {
            kind: Some(SourceKind::Dataset),
            ..Source::titled("timesketch", "Timesketch timeline")
        }
    }
}

/// The day that a text names and the time behind it, and whether there is nothing else: some
/// programs write dashes between hours, minutes and seconds.
fn moment(text: &str) -> Option<(When, bool)> {
    let day = date::parse(text, Order::DayFirst, None)?;
    let Some((_, clock)) = text.trim().split_once(['T', ' ']) else {
        return Some((When::day(day), true));
    };
    let dashed = || {
        let (clock, offset) = clock.split_at_checked(8)?;
        time::parse(&(clock.replace('-', ":") + offset))
    };
    Some(match time::parse(clock).or_else(dashed) {
        Some(time) => (When::at(day, time), true),
        None => (When::day(day), false),
    })
}

/// The moment that a number names: so many seconds, milliseconds or microseconds since 1970, by its
/// size. Seconds reach to the year 5138, and milliseconds begin in 1973.
fn since_1970(text: &str) -> Option<When> {
    let number: i64 = text.parse().ok()?;
    let ticks = match number.unsigned_abs() / 100_000_000_000 {
        0 => 1,
        1..1_000 => 1_000,
        _ => 1_000_000,
    };
    When::since_1970(number.div_euclid(ticks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_programs_write_them() {
        #[track_caller]
        fn check(text: &str, expect: Option<(&str, bool)>) {
            let found = moment(text).map(|(when, whole)| (when.edtf(), whole));
            assert_eq!(found.as_ref().map(|(when, whole)| (when.as_str(), *whole)), expect);
        }
        check("2022-11-10T05:07:28+00:00", Some(("2022-11-10T05:07:28+00:00", true)));
        check("2022-11-10T05-07-28+00:00", Some(("2022-11-10T05:07:28+00:00", true)));
        check("2022-11-10 05:07:28.123", Some(("2022-11-10T05:07:28", true)));
        check("2022-11-10", Some(("2022-11-10", true)));
        check("2022-11-10T5 o'clock", Some(("2022-11-10", false)));
        check("é", None);
        check("1668056848", None);
    }

    #[test]
    fn numbers_count_from_1970_by_their_size() {
        let found = |text| since_1970(text).map(|when| when.edtf());
        let expect = Some("2022-11-10T05:07:28Z".to_owned());
        for text in ["1668056848", "1668056848123", "1668056848123456"] {
            assert_eq!(found(text), expect, "{text}");
        }
        assert_eq!(found("-11644473600000000").as_deref(), Some("1601-01-01T00:00:00Z"));
        assert_eq!(found("0").as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(found("noon"), None);
    }
}
