//! The whole file at a glance: how many events in each day, month or century, and where the lines
//! in sight are among them.
//!
//! ```text
//!   28 Jun  :  :  .  .  .  .  [#  #  .  #  #]  4 Aug    ? 3 undated
//! ```
//!
//! An event counts in the bars of the periods in which it [began](crate::view::begin), surely or
//! maybe.
//!
//! The bars cost a count for each distinct date; marking them costs two binary searches.

mod frame;
mod ticks;

pub use frame::{Extent, Frame, Zoom};
pub use ticks::{Tick, ticks};

use std::ops::Range;

use crate::{
    base::rows::{Row, RowSet},
    model::{Timeline, When, day::Day},
    view::{Unit, begin::Begin},
};

/// The histogram of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    frame: Frame,
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
    /// The largest amount of all events in one bar: the full height.
    pub most: f64,
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// The first day that it counts.
    pub first: Day,
    /// The events that surely belong in it.
    pub surely: Count,
    /// The events that may.
    pub maybe: Count,
    /// How much of these it holds, where each is spread over its days.
    pub share: Share,
}

/// An amount of events, each of them a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// Of those that the filter keeps.
    pub shown: f64,
    /// Of all that the filter is asked of.
    pub all: f64,
}

/// How counts become heights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Twice the number stands twice as high.
    #[default]
    Linear,
    /// 1 and 10,000 are both seen.
    Logarithmic,
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
const WIDEST_BAR: u32 = 14;

/// The histogram of a frame, for a number of columns.
#[must_use]
pub fn overview(
    timeline: &Timeline,
    events: Events<'_>,
    frame: &Frame,
    columns: u32,
    marked: &Marked,
) -> Overview {
    let moments = timeline.moments().map(|(when, rows)| (when, events.count(rows)));
    let dated = timeline.dated();
    let start = timeline.listed_between(frame.first_day(0), frame.first_day(frame.bars));
    let mut overview = Overview {
        before: events.count(0..start.start),
        after: events.count(start.end..dated.end.max(start.end)),
        undated: events.count(dated.end..timeline.len()),
        ..Overview::of(moments, frame, columns)
    };
    overview.mark(timeline, marked);
    overview
}

impl Overview {
    /// The histogram of dates, each with how many events have it; all are within the frame or left
    /// out, and nothing is marked. O(distinct dates), besides the bars that wide dates reach over.
    #[must_use]
    pub fn of<'a>(
        moments: impl Iterator<Item = (&'a When, Count)>,
        frame: &Frame,
        columns: u32,
    ) -> Self {
        let bars = bars(moments, frame);
        let cells = (columns / frame.bars.max(1)).clamp(1, WIDEST_BAR);
        let height = |bar: &Bar| f64::from(bar.surely.all) + bar.share.all;
        Self {
            frame: *frame,
            unit: frame.unit,
            cells,
            before: Count::default(),
            after: Count::default(),
            undated: Count::default(),
            most: bars.iter().map(height).fold(0.0, f64::max),
            window: None,
            selected: None,
            first: frame.unit.words(frame.first_day(0)),
            last: frame.unit.words(frame.first_day(frame.bars.saturating_sub(1))),
            ticks: ticks(frame, cells),
            bars,
        }
    }

    /// Marks other rows.
    pub fn mark(&mut self, timeline: &Timeline, marked: &Marked) {
        let in_sight = marked.in_sight.start..marked.in_sight.end.min(timeline.dated().end);
        self.window = window(timeline, &self.frame, in_sight);
        let bar = |row: Row| self.frame.bar(timeline.when(row).listing_day()?);
        self.selected = marked.selected.and_then(bar);
    }
}

impl Events<'_> {
    fn count(&self, range: Range<Row>) -> Count {
        Count { shown: self.shown.count_in(range.clone()), all: self.all.count_in(range) }
    }
}

/// The bars of a frame, each event in all where it may have begun.
fn bars<'a>(moments: impl Iterator<Item = (&'a When, Count)>, frame: &Frame) -> Vec<Bar> {
    let empty = |number| Bar {
        first: frame.first_day(number),
        surely: Count::default(),
        maybe: Count::default(),
        share: Share::default(),
    };
    let mut bars: Vec<Bar> = (0..frame.bars).map(empty).collect();
    let within = frame.numbers();
    let mut bar = |number: i64, add: &dyn Fn(&mut Bar)| {
        let at = usize::try_from(number - frame.first).ok();
        if let Some(bar) = at.and_then(|at| bars.get_mut(at)) {
            add(bar);
        }
    };
    for (when, count) in moments {
        let Some(begin) = Begin::of(when, frame.unit, &within) else { continue };
        match begin {
            Begin::Surely(number) => bar(number, &|bar| {
                bar.surely.shown += count.shown;
                bar.surely.all += count.all;
            }),
            Begin::Maybe { shares, .. } => {
                for (number, share) in shares {
                    bar(number, &|bar| {
                        bar.maybe.shown += count.shown;
                        bar.maybe.all += count.all;
                        bar.share.shown += share * f64::from(count.shown);
                        bar.share.all += share * f64::from(count.all);
                    });
                }
            }
        }
    }
    bars
}

/// How high an amount of events stands when `most` stands `steps` high. What is there is seen: only
/// nothing has no height.
#[must_use]
pub fn height(amount: f64, most: f64, steps: u32, scale: Scale) -> u32 {
    if amount <= 0.0 || steps == 0 {
        return 0;
    }
    let most = most.max(amount);
    let share = match scale {
        Scale::Linear => amount / most,
        Scale::Logarithmic => amount.ln_1p() / most.ln_1p(),
    };
    #[expect(clippy::cast_sign_loss, reason = "a share of an amount is not negative")]
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
