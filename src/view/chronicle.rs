//! The listing of events in order of time, one line an event, under headings.
//!
//! ```text
//!   2011                                                                     Heading
//!     ongoing  = assault                 Civil war in Syria          s1      Event
//!   at least 3 years later                                                   Gap
//!   Tue 11 Aug 2015                                                          Heading
//!              * consult al-Jubeir       Al-Jubeir flies to Moscow   s1      Event
//!              * consult Khoja & Lavrov  Khoja meets Lavrov          s1 q2   Event
//!                                                                            End
//! ```
//!
//! Every line has an [`Anchor`], so that a window of lines stays where it is whatever is loaded,
//! filtered or resized around it.

mod anchor;
mod event;
mod gap;
mod step;

pub use anchor::{Anchor, Headings, Listing, Part, Window};
pub use event::EventLine;
pub use step::{
    Landing, down, first, land, last, nearer, nearest, next_heading, next_period, previous_heading,
    previous_period, up,
};

use std::ops::Range;

use crate::{
    base::rows::Row,
    model::{Timeline, when::Heading},
};

/// One line of the listing.
#[derive(Clone, Debug, PartialEq)]
pub enum Line<'a> {
    /// A quiet stretch before the heading of a row: "12 days later".
    Gap {
        /// The first row after it.
        row: Row,
        /// How long it is.
        words: String,
    },
    /// What the rows below it have in common.
    Heading(HeadingLine),
    /// An event.
    Event(Box<EventLine<'a>>),
    /// After the last event.
    End,
}

/// A heading of the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingLine {
    /// The first shown row below it.
    pub row: Row,
    /// The stretch of time that it names.
    pub heading: Heading,
    /// The stretch in words: "Thu 13 Aug 2015", "3 undated".
    pub words: String,
    /// How many shown events stand below it.
    pub events: u32,
}

/// The lines from `top` on, at most so many; `top` may name a row that is not shown (any more).
#[must_use]
pub fn lines<'a>(listing: &Listing<'a>, top: Anchor, height: usize) -> Vec<Line<'a>> {
    let top = top.settled(listing);
    let anchors = std::iter::successors(Some(top), |anchor| anchor.next(listing)).take(height);
    let mut lines: Vec<_> = anchors.map(|anchor| line(listing, anchor)).collect();
    if let (Headings::Beside, Some(Line::Event(first))) = (listing.headings, lines.first_mut()) {
        // The date of the first line is told even where its heading was scrolled away.
        first.heading = Some(heading_beside(listing.timeline, first.row));
    }
    lines
}

/// The heading that the line at `top` stands under, if that has been scrolled away.
#[must_use]
pub fn heading_above(listing: &Listing<'_>, top: Anchor) -> Option<HeadingLine> {
    let top = top.settled(listing);
    let hidden = top.part == Part::Event && !anchor::has_heading(listing, top.row);
    hidden.then(|| heading_line(listing, top.row))
}

/// All rows, shown or not, that stand under the same heading as this one. O(log n).
#[must_use]
pub fn under_heading(timeline: &Timeline, row: Row) -> Range<Row> {
    let heading = timeline.when(row).heading();
    let whens = timeline.whens();
    let first = whens.partition_point(|when| when.heading() < heading);
    // The row's own date is among them, so there is a last one.
    let after = whens.partition_point(|when| when.heading() <= heading);
    timeline.rows_of(first).start..timeline.rows_of(after - 1).end
}

fn line<'a>(listing: &Listing<'a>, anchor: Anchor) -> Line<'a> {
    let row = anchor.row;
    match anchor.part {
        Part::Gap => {
            let words = anchor::gap_before(listing, row).unwrap_or_default();
            Line::Gap { row, words }
        }
        Part::Heading => Line::Heading(heading_line(listing, row)),
        Part::Event => {
            let mut event = EventLine::new(listing.timeline.event(row), listing.scope);
            if listing.headings == Headings::Beside && anchor::has_heading(listing, row) {
                event.heading = Some(heading_beside(listing.timeline, row));
            }
            Line::Event(Box::new(event))
        }
        Part::End => Line::End,
    }
}

/// The heading of a row in a column: a day without its weekday.
fn heading_beside(timeline: &Timeline, row: Row) -> String {
    timeline.when(row).heading().short_words()
}

fn heading_line(listing: &Listing<'_>, row: Row) -> HeadingLine {
    let Listing { timeline, rows, .. } = *listing;
    let heading = timeline.when(row).heading();
    let under = under_heading(timeline, row);
    let events = rows.count_in(under.clone());
    let words = match heading {
        Heading::Undated => format!("{events} undated"),
        heading => heading.words(),
    };
    let row = rows.next_from(under.start).unwrap_or(row);
    HeadingLine { row, heading, words, events }
}

impl Line<'_> {
    /// The event of the line, or the first one below it.
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        match self {
            Self::Gap { row, .. } => Some(*row),
            Self::Heading(heading) => Some(heading.row),
            Self::Event(event) => Some(event.row),
            Self::End => None,
        }
    }
}

#[cfg(test)]
mod tests;
