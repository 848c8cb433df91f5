//! Where a movement through the listing leads.

use crate::{
    base::rows::{Row, RowSet},
    model::{
        Timeline, When,
        day::Day,
        when::{Heading, Period},
    },
    view::{
        Unit,
        chronicle::{gap, under_heading},
    },
};

/// The first shown row.
#[must_use]
pub fn first(rows: &RowSet) -> Option<Row> {
    rows.next_from(0)
}

/// The last shown row.
#[must_use]
pub fn last(rows: &RowSet) -> Option<Row> {
    rows.prev_before(rows.universe())
}

/// The shown row so many below; the last one if there are fewer.
#[must_use]
pub fn down(rows: &RowSet, row: Row, lines: u32) -> Row {
    rows.iter_from(row.saturating_add(1)).take(lines as usize).last().unwrap_or(row)
}

/// The shown row so many above; the first one if there are fewer.
#[must_use]
pub fn up(rows: &RowSet, row: Row, lines: u32) -> Row {
    let above = std::iter::successors(rows.prev_before(row), |&row| rows.prev_before(row));
    above.take(lines as usize).last().unwrap_or(row)
}

/// The first shown row under the next heading with shown rows: the next day with events.
#[must_use]
pub fn next_heading(timeline: &Timeline, rows: &RowSet, row: Row) -> Option<Row> {
    rows.next_from(under_heading(timeline, row).end)
}

/// The first shown row under the previous heading with shown rows.
#[must_use]
pub fn previous_heading(timeline: &Timeline, rows: &RowSet, row: Row) -> Option<Row> {
    let above = rows.prev_before(under_heading(timeline, row).start)?;
    rows.next_from(under_heading(timeline, above).start)
}

/// The first shown row of the next unit of time that has shown rows; the undated ones come after
/// all units.
#[must_use]
pub fn next_period(timeline: &Timeline, rows: &RowSet, row: Row, unit: Unit) -> Option<Row> {
    let next = unit.next(timeline.when(row).listing_day()?);
    rows.next_from(timeline.listed_between(next, next).start)
}

/// The first shown row of the previous unit of time that has shown rows.
#[must_use]
pub fn previous_period(timeline: &Timeline, rows: &RowSet, row: Row, unit: Unit) -> Option<Row> {
    let row_at = |day: Day| timeline.listed_between(day, day).start;
    let here = match timeline.when(row).listing_day() {
        Some(day) => row_at(unit.start(day)),
        None => timeline.dated().end,
    };
    let before = rows.prev_before(here)?;
    let day = timeline.when(before).listing_day()?;
    rows.next_from(row_at(unit.start(day)))
}

/// The shown row nearest in time to a row that may be hidden; of two equally near the later one.
#[must_use]
pub fn nearest(timeline: &Timeline, rows: &RowSet, row: Row) -> Option<Row> {
    nearer(timeline, row, (rows.prev_before(row), rows.next_from(row)))
}

/// The one of two rows, before and after a row, that is nearer to it in time.
#[must_use]
pub fn nearer(
    timeline: &Timeline,
    row: Row,
    (before, after): (Option<Row>, Option<Row>),
) -> Option<Row> {
    let distance = |other: Row| distance(timeline, other, timeline.when(row).listing_day());
    match (before, after) {
        (Some(before), Some(after)) if distance(before) < distance(after) => Some(before),
        (before, after) => after.or(before),
    }
}

/// Where going to a date leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// The row.
    pub row: Row,
    /// Where that is: "Thu 13 Aug 2015", "nothing then: 3 days later, Thu 13 Aug 2015".
    pub words: String,
}

/// The shown row to go to for a date: the first one under its heading, else the first one listed
/// in it, else the nearest in time. None if no row is shown.
#[must_use]
pub fn land(timeline: &Timeline, rows: &RowSet, when: &When) -> Option<Landing> {
    let heading = |row: Row| timeline.when(row).heading().words();
    let Some(period) = Period::of(when) else {
        let row = rows.next_from(timeline.dated().end);
        let words = if row.is_some() { "undated" } else { "nothing undated: the last event" };
        return Some(Landing { row: row.or(last(rows))?, words: words.to_owned() });
    };
    let under = first_under(timeline, rows, when.heading());
    let within = timeline.listed_between(period.first, period.last.plus_days(1));
    let within = rows.next_from(within.start).filter(|row| within.contains(row));
    if let Some(row) = under.or(within) {
        return Some(Landing { row, words: heading(row) });
    }
    let at = timeline.listed_between(period.first, period.first).start;
    let (before, after) = (rows.prev_before(at), rows.next_from(at));
    let distance_from = |row: Row, day: Day| distance(timeline, row, Some(day));
    let row = match (before, after) {
        (Some(before), Some(after))
            if distance_from(before, period.first) < distance_from(after, period.last) =>
        {
            before
        }
        (before, after) => after.or(before)?,
    };
    let away = timeline.when(row).listing_day().map(|day| {
        let (first, last, side) = if day < period.first {
            (day, period.first, "earlier")
        } else {
            (period.last, day, "later")
        };
        let length = gap::length(first, last).unwrap_or_else(|| "1 day".to_owned());
        format!("nothing then: {length} {side}, {}", heading(row))
    });
    Some(Landing { row, words: away.unwrap_or_else(|| "nothing then: undated".to_owned()) })
}

/// The first shown row under a heading.
fn first_under(timeline: &Timeline, rows: &RowSet, heading: Heading) -> Option<Row> {
    let number = timeline.whens().partition_point(|when| when.heading() < heading);
    let start = number.checked_sub(1).map_or(0, |before| timeline.rows_of(before).end);
    rows.next_from(start).filter(|&row| timeline.when(row).heading() == heading)
}

/// How many days a row is listed from a day; the undated are farther than all others.
fn distance(timeline: &Timeline, row: Row, day: Option<Day>) -> u64 {
    match (timeline.when(row).listing_day(), day) {
        (Some(one), Some(two)) => i64::from(one.0).abs_diff(i64::from(two.0)),
        (None, None) => 0,
        _ => u64::MAX,
    }
}
