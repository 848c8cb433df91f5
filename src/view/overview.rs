//! The whole file at a glance: how many events in each day, month or century, and where the lines
//! in sight are among them.
//!
//! ```text
//!   28 Jun  :  :  .  .  .  .  [#  #  .  #  #]  4 Aug    ? 3 undated
//! ```
//!
//! The bars cost two binary searches each and a count over the rows: a tenth of a millisecond for
//! ten million events.

mod frame;
mod ticks;

pub use frame::{Frame, Zoom};
pub use ticks::Tick;

use std::ops::Range;

use crate::{
    base::rows::{Row, RowSet},
    model::{Timeline, day::Day},
    view::Unit,
};

/// The histogram of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The width of a bar in time.
    pub unit: Unit,
    /// The bars from the first to the last unit of the frame, empty ones among them.
    pub bars: Vec<Bar>,
    /// The width of a bar in cells.
    pub cells: u32,
    /// Events listed before the first bar.
    pub before: Count,
    /// Events listed after the last bar.
    pub after: Count,
    /// Events without a place in time.
    pub undated: Count,
    /// The largest number of all events in one bar, or undated: the full height.
    pub most: u32,
    /// The bars of the lines in sight.
    pub window: Option<Range<u32>>,
    /// The bar of the selected event.
    pub selected: Option<u32>,
    /// The first unit in words.
    pub first: String,
    /// The last unit in words.
    pub last: String,
    /// The labels of the axis, from left to right.
    pub ticks: Vec<Tick>,
}

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The first day that it counts.
    pub first: Day,
    /// The events listed in it.
    pub count: Count,
}

/// A number of events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Those that the filter keeps.
    pub shown: u32,
    /// All that the filter is asked of.
    pub all: u32,
}

/// The events that are counted.
#[derive(Clone, Copy, Debug)]
pub struct Events<'a> {
    /// Those that the filter keeps.
    pub shown: &'a RowSet,
    /// All that it is asked of.
    pub all: &'a RowSet,
}

/// What is marked in the histogram.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The rows of the lines in sight, from the first to one past the last.
    pub in_sight: Range<Row>,
    /// The selected row.
    pub selected: Option<Row>,
}

/// No bar is wider, in cells.
const WIDEST_BAR: u32 = 8;

/// The histogram of a frame, for so many columns of the screen.
#[must_use]
pub fn overview(
    timeline: &Timeline,
    events: Events<'_>,
    frame: &Frame,
    columns: u32,
    marked: &Marked,
) -> Overview {
    let count = |range: Range<Row>| Count {
        shown: events.shown.count_in(range.clone()),
        all: events.all.count_in(range),
    };
    let first_row = |bar: u32| {
        let day = frame.first_day(bar);
        timeline.listed_between(day, day).start
    };
    let mut bars = Vec::with_capacity(frame.bars as usize);
    let mut start = first_row(0);
    let dated = timeline.dated();
    let before = count(0..start);
    for bar in 0..frame.bars {
        let end = first_row(bar + 1);
        bars.push(Bar { first: frame.first_day(bar), count: count(start..end) });
        start = end;
    }
    let undated = count(dated.end..timeline.len());
    let cells = (columns / frame.bars.max(1)).clamp(1, WIDEST_BAR);
    let bar_of = |row: Row| frame.bar(timeline.when(row).listing_day()?);
    Overview {
        unit: frame.unit,
        cells,
        before,
        after: count(start..dated.end.max(start)),
        undated,
        most: bars.iter().map(|bar| bar.count.all).chain([undated.all]).max().unwrap_or(0),
        window: window(timeline, frame, marked.in_sight.start..marked.in_sight.end.min(dated.end)),
        selected: marked.selected.and_then(bar_of),
        first: frame.unit.words(frame.first_day(0)),
        last: frame.unit.words(frame.first_day(frame.bars.saturating_sub(1))),
        ticks: ticks::ticks(frame, cells),
        bars,
    }
}

/// How high a count stands when `most` stands `steps` high, on a logarithmic scale: 1 and 10,000
/// are both seen, and nothing looks like nothing only if it is nothing.
#[must_use]
pub fn height(count: u32, most: u32, steps: u32) -> u32 {
    if count == 0 || steps == 0 {
        return 0;
    }
    let share = f64::from(count).ln_1p() / f64::from(most.max(count)).ln_1p();
    #[expect(clippy::cast_sign_loss, reason = "a share of a count is not negative")]
    let height = (share * f64::from(steps)).round() as u32;
    height.max(1)
}

/// The bars that hold rows in sight.
fn window(timeline: &Timeline, frame: &Frame, in_sight: Range<Row>) -> Option<Range<u32>> {
    let last = in_sight.end.checked_sub(1).filter(|last| *last >= in_sight.start)?;
    let number = |row: Row| Some(frame.unit.number(timeline.when(row).listing_day()?));
    let (first, last) = (number(in_sight.start)? - frame.first, number(last)? - frame.first);
    let (first, end) = (first.max(0), (last + 1).min(i64::from(frame.bars)));
    (first < end).then(|| first.unsigned_abs() as u32..end.unsigned_abs() as u32)
}

#[cfg(test)]
mod tests;
