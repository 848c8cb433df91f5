//! Lines of the listing by what stays the same when it is scrolled, filtered or resized.

use crate::{
    base::rows::{Row, RowSet},
    model::Timeline,
    view::chronicle::gap,
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
    pub fn settled(self, timeline: &Timeline, rows: &RowSet) -> Self {
        match rows.next_from(self.row) {
            None => Self::end(timeline),
            Some(row) => {
                let first = first_line(timeline, rows, row);
                if row == self.row { self.clamp(first, Self::event(row)) } else { first }
            }
        }
    }

    /// The line below.
    #[must_use]
    pub fn next(self, timeline: &Timeline, rows: &RowSet) -> Option<Self> {
        Some(match self.part {
            Part::Gap => Self { part: Part::Heading, ..self },
            Part::Heading => Self { part: Part::Event, ..self },
            Part::Event => match rows.next_from(self.row + 1) {
                Some(row) => first_line(timeline, rows, row),
                None => Self::end(timeline),
            },
            Part::End => return None,
        })
    }

    /// The line above.
    #[must_use]
    pub fn previous(self, timeline: &Timeline, rows: &RowSet) -> Option<Self> {
        let above = match self.part {
            Part::Event if has_heading(timeline, rows, self.row) => Part::Heading,
            Part::Heading if gap_before(timeline, rows, self.row).is_some() => Part::Gap,
            _ => return rows.prev_before(self.row).map(Self::event),
        };
        Some(Self { part: above, ..self })
    }

    /// The line so many lines below; the last one if there are fewer.
    #[must_use]
    pub fn below(self, timeline: &Timeline, rows: &RowSet, lines: usize) -> Self {
        let start = self.settled(timeline, rows);
        let path = std::iter::successors(Some(start), |anchor| anchor.next(timeline, rows));
        path.take(lines + 1).last().unwrap_or(start)
    }

    /// The line so many lines above; the first one if there are fewer.
    #[must_use]
    pub fn above(self, timeline: &Timeline, rows: &RowSet, lines: usize) -> Self {
        let start = self.settled(timeline, rows);
        let path = std::iter::successors(Some(start), |anchor| anchor.previous(timeline, rows));
        path.take(lines + 1).last().unwrap_or(start)
    }

    /// The top line of a window of this height that shows the selected row, as near to this top
    /// as can be: with so many lines of context above and below the row, and without room wasted
    /// after the end.
    #[must_use]
    pub fn scrolled_to(self, selected: Row, view: &Window<'_>) -> Self {
        let Window { timeline, rows, height, context } = *view;
        let last_line = height.saturating_sub(1);
        let context = context.min(last_line / 2);
        let selected = Self::event(selected);
        let highest = selected.above(timeline, rows, last_line - context);
        let lowest = selected.above(timeline, rows, context);
        let last = Self::end(timeline).above(timeline, rows, last_line);
        self.settled(timeline, rows).clamp(highest, lowest).min(last)
    }
}

/// What a listing is scrolled in.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The rows shown.
    pub rows: &'a RowSet,
    /// How many lines there is room for.
    pub height: usize,
    /// How many lines to keep above and below the selected row.
    pub context: usize,
}

/// Whether a shown row is the first one under its heading.
pub(super) fn has_heading(timeline: &Timeline, rows: &RowSet, row: Row) -> bool {
    let Some(before) = rows.prev_before(row) else { return true };
    // Rows of one date have one heading, which is the common case on a busy day.
    timeline.when_number(before) != timeline.when_number(row)
        && timeline.when(before).heading() != timeline.when(row).heading()
}

/// The quiet stretch before the first shown row of a heading.
pub(super) fn gap_before(timeline: &Timeline, rows: &RowSet, row: Row) -> Option<String> {
    let before = rows.prev_before(row)?;
    gap::words(timeline.when(before).heading(), timeline.when(row).heading())
}

fn first_line(timeline: &Timeline, rows: &RowSet, row: Row) -> Anchor {
    let part = if !has_heading(timeline, rows, row) {
        Part::Event
    } else if gap_before(timeline, rows, row).is_some() {
        Part::Gap
    } else {
        Part::Heading
    };
    Anchor { row, part }
}
