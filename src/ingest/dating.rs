//! Dates that stand in several columns, and of which parts may not be known.
//!
//! A date that can't be read is a warning, and the event is as exact as the rest of it says: its
//! words stay in the row.

use crate::{
    ingest::{Batch, Header, Record, date, number},
    model::{When, day::Day, when::Mark},
};

/// Where a year, a month and a day stand.
#[derive(Clone, Copy, Debug)]
pub struct Parts([usize; 3]);

impl Parts {
    /// The columns with these names: year, month, day.
    #[must_use]
    pub fn of(header: &Header, names: [&str; 3]) -> Self {
        Self(names.map(|name| header.column(name)))
    }

    /// The date of a row as far as it is known: 0 and negative numbers stand for what is not. None
    /// if the year is not known.
    pub fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Option<When> {
        let mut part = |column: usize| {
            let text = row.value(column);
            let name = || date::month(text).filter(|_| column == self.0[1]);
            let found = number::count(text).or_else(name);
            if found.is_none() && !text.is_empty() && !text.starts_with('-') {
                batch.warn(row, "the year, month or day is not a number", text);
            }
            found.filter(|&number| number > 0)
        };
        let [year, month, day] = self.0.map(&mut part);
        let of = |month: u32, day: u32| {
            Day::of(year?.into(), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        };
        let (known, exact) = match (month, day) {
            (Some(month), Some(day)) => (of(month, day).map(When::day), true),
            (Some(month), None) => (of(month, 1).map(When::month_of), true),
            (None, _) => (of(1, 1).map(When::year_of), false),
        };
        if known.is_some() || !exact {
            return known;
        }
        let found = self.0.map(|column| row.value(column)).join("-");
        batch.warn(row, "the calendar has no such day; the date is less exact", &found);
        month
            .and_then(|month| of(month, 1).map(When::month_of))
            .or_else(|| of(1, 1).map(When::year_of))
    }
}

/// The date in a column, in any form that people write, which is called so in messages. None if
/// there is none, or if it can't be read, which is a warning.
pub fn date_in(
    row: &Record<'_>,
    column: usize,
    batch: &mut Batch,
    name: &'static str,
) -> Option<When> {
    batch.when(row, row.value(column), None, name).filter(|when| !when.is_undated())
}

/// What lasted from one date to another, as far as both are known.
pub fn span(start: Option<When>, end: Option<When>, row: &Record<'_>, batch: &mut Batch) -> When {
    let (start, end) = match (start, end) {
        (Some(start), Some(end)) => (start, end),
        (Some(only), None) => return only,
        (None, Some(end)) => return When::parse(&format!("/{}", end.edtf())).unwrap_or(end),
        (None, None) => return When::UNDATED,
    };
    if start == end {
        return start;
    }
    if end.latest_end() < start.earliest_start() {
        let found = format!("{start} to {end}");
        batch.warn(row, "it ends before it begins; the end is left out", &found);
        return start;
    }
    let is_day =
        |when: &When| when.earliest_start() == when.latest_end() && when.mark() == Mark::Sure;
    let written = format!("{}/{}", start.edtf(), end.edtf());
    let as_written = || When::parse(&written).ok();
    let whole = || When::lasted(start.earliest_start(), end.latest_end());
    let span = if is_day(&start) && is_day(&end) { whole() } else { as_written().or_else(whole) };
    span.unwrap_or(start)
}
