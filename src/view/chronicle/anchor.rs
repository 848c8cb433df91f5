//! Lines of the listing by what stays the same when it is scrolled, filtered or resized.

use crate::{
    base::rows::{Row, RowSet},
    model::{Scope, Timeline, day::Day},
    view::chronicle::{gap, under_heading},
};

/// One line of the listing: a row, and which of its lines. Anchors sort as their lines do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The row of the event; for the end, how many rows there are.
    pub row: Row,
    /// Which of the lines that belong to the row.
    pub part: Part,
}

/// The lines that belong to a row, in their order; only the event's own is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The quiet stretch before its heading.
    Gap,
    /// The heading, above its first event.
    Heading,
    /// The event.
    Event,
    /// Not of a row: the line after the last event.
    End,
}

impl Anchor {
    /// The first line of any listing.
    pub const TOP: Self = Self { row: 0, part: Part::Gap };

    /// The line of an event.
    #[must_use]
    pub fn event(row: Row) -> Self {
        Self { row, part: Part::Event }
    }

    /// The line after the last event.
    #[must_use]
    pub fn end(timeline: &Timeline) -> Self {
        Self { row: timeline.len(), part: Part::End }
    }

    /// The first line of the listing at or after this one: the same one, unless the filter or the
    /// timeline has changed since.
    #[must_use]
    pub fn settled(self, listing: &Listing<'_>) -> Self {
        match listing.rows.next_from(self.row) {
            None => Self::end(listing.timeline),
            Some(row) => {
                let first = first_line(listing, row);
                match self.part {
                    _ if row != self.row => first,
                    // A heading that now stands beside its event.
                    Part::Heading if listing.headings == Headings::Beside => Self::event(row),
                    _ => self.clamp(first, Self::event(row)),
                }
            }
        }
    }

    /// The line below.
    #[must_use]
    pub fn next(self, listing: &Listing<'_>) -> Option<Self> {
        Some(match self.part {
            Part::Gap if listing.headings == Headings::Above => {
                Self { part: Part::Heading, ..self }
            }
            Part::Gap | Part::Heading => Self { part: Part::Event, ..self },
            Part::Event => match listing.rows.next_from(self.row + 1) {
                Some(row) => first_line(listing, row),
                None => Self::end(listing.timeline),
            },
            Part::End => return None,
        })
    }

    /// The line above.
    #[must_use]
    pub fn previous(self, listing: &Listing<'_>) -> Option<Self> {
        let first = match self.part {
            Part::Event | Part::Heading => first_line(listing, self.row).part,
            part => part,
        };
        let above = match self.part {
            Part::Event if first < Part::Event && listing.headings == Headings::Above => {
                Part::Heading
            }
            Part::Event | Part::Heading if first == Part::Gap => Part::Gap,
            _ => return listing.rows.prev_before(self.row).map(Self::event),
        };
        Some(Self { part: above, ..self })
    }

    /// The line so many lines below; the last one if there are fewer.
    #[must_use]
    pub fn below(self, listing: &Listing<'_>, lines: usize) -> Self {
        let start = self.settled(listing);
        let path = std::iter::successors(Some(start), |anchor| anchor.next(listing));
        path.take(lines + 1).last().unwrap_or(start)
    }

    /// The line so many lines above; the first one if there are fewer.
    #[must_use]
    pub fn above(self, listing: &Listing<'_>, lines: usize) -> Self {
        let start = self.settled(listing);
        let path = std::iter::successors(Some(start), |anchor| anchor.previous(listing));
        path.take(lines + 1).last().unwrap_or(start)
    }

    /// The top line of a window of this height that shows the selected row, as near to this top
    /// as can be: with so many lines of context above and below the row, and without room wasted
    /// after the end.
    #[must_use]
    pub fn scrolled_to(self, selected: Row, window: &Window<'_>) -> Self {
        let Window { ref listing, height, context } = *window;
        let last_line = height.saturating_sub(1);
        let context = context.min(last_line / 2);
        let selected = Self::event(selected);
        let highest = selected.above(listing, last_line - context);
        let lowest = selected.above(listing, context);
        let last = Self::end(listing.timeline).above(listing, last_line);
        self.settled(listing).clamp(highest, lowest).min(last)
    }
}

/// What is listed, and how.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The rows shown.
    pub rows: &'a RowSet,
    /// Which statements are counted.
    pub scope: Scope,
    /// Where the headings stand.
    pub headings: Headings,
}

/// Where the headings stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headings {
    /// On a line above the events.
    #[default]
    Above,
    /// In a column before the first event of each, which saves a line.
    Beside,
}

/// What a listing is scrolled in.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// What is listed.
    pub listing: Listing<'a>,
    /// How many lines there is room for.
    pub height: usize,
    /// How many lines to keep above and below the selected row.
    pub context: usize,
}

/// Whether a shown row is the first one under its heading.
pub(super) fn has_heading(listing: &Listing<'_>, row: Row) -> bool {
    let Listing { timeline, rows, .. } = *listing;
    let Some(before) = rows.prev_before(row) else { return true };
    // Rows of one date have one heading, which is the common case on a busy day.
    timeline.when_number(before) != timeline.when_number(row)
        && timeline.when(before).heading() != timeline.when(row).heading()
}

/// The quiet stretch before the first shown row of a heading.
pub(super) fn gap_before(listing: &Listing<'_>, row: Row) -> Option<String> {
    let Listing { timeline, rows, .. } = *listing;
    let before = rows.prev_before(row)?;
    let lasted = last_day_under(listing, before);
    gap::words(timeline.when(before).heading(), lasted, timeline.when(row).heading())
}

/// The last day of what is shown under the heading of a row, of what has one: a range may end
/// long after the heading does.
fn last_day_under(listing: &Listing<'_>, row: Row) -> Option<Day> {
    let Listing { timeline, rows, .. } = *listing;
    let first = timeline.when_number(under_heading(timeline, row).start) as usize;
    let whens = timeline.whens().iter().enumerate().skip(first);
    let heading = timeline.when(row).heading();
    let mut last = None;
    for (number, when) in whens.take_while(|(_, when)| when.heading() == heading) {
        let end = Some(when.latest_end()).filter(|day| day.is_known());
        if end > last && rows.count_in(timeline.rows_of(number)) > 0 {
            last = end;
        }
    }
    last
}

fn first_line(listing: &Listing<'_>, row: Row) -> Anchor {
    let part = if !has_heading(listing, row) {
        Part::Event
    } else if gap_before(listing, row).is_some() {
        Part::Gap
    } else if listing.headings == Headings::Above {
        Part::Heading
    } else {
        Part::Event
    };
    Anchor { row, part }
}
