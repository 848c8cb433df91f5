//! A window of lines over any number of statements.

use crate::{
    base::rows::RowSet,
    model::{StatementId, Timeline},
    view::statements::{Line, height, wrapped},
};

/// A line: the statement, and how far below its first line. One beyond its last line is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The statement.
    pub statement: StatementId,
    /// The line of it, from 0.
    pub line: usize,
}

/// What statements are seen through.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The numbers of the statements shown.
    pub shown: &'a RowSet,
    /// How many cells a line has.
    pub width: usize,
    /// How many lines there are.
    pub height: usize,
}

/// The lines in sight from `top` on. Only statements in sight are wrapped.
#[must_use]
pub fn lines<'a>(top: At, window: &Window<'a>) -> Vec<Line<'a>> {
    let Some(top) = top.settled(window) else { return Vec::new() };
    let statements = window.shown.iter_from(top.statement.0).map(StatementId);
    statements
        .flat_map(|id| wrapped(window.timeline, id, window.width))
        .skip(top.line)
        .take(window.height)
        .collect()
}

impl At {
    /// The first line of any list of statements.
    pub const TOP: Self = Self { statement: StatementId(0), line: 0 };

    /// The first line of a statement.
    #[must_use]
    pub fn first_of(statement: StatementId) -> Self {
        Self { statement, line: 0 }
    }

    /// The line that stands for this one after the filter or the width has changed: of a
    /// statement that is not shown any more the next, or else the last. `None` if nothing is shown.
    #[must_use]
    pub fn settled(self, window: &Window<'_>) -> Option<Self> {
        match window.shown.next_from(self.statement.0) {
            Some(number) if number == self.statement.0 => {
                let line = self.line.min(last_line(self.statement, window));
                Some(Self { line, ..self })
            }
            Some(number) => Some(Self::first_of(StatementId(number))),
            None => {
                let last = window.shown.prev_before(window.shown.universe())?;
                Some(Self::first_of(StatementId(last)))
            }
        }
    }

    /// The line some lines below, or the last one.
    #[must_use]
    pub fn below(self, lines: usize, window: &Window<'_>) -> Self {
        let Some(mut at) = self.settled(window) else { return self };
        let mut left = lines;
        loop {
            let last = last_line(at.statement, window);
            if left <= last - at.line {
                return Self { line: at.line + left, ..at };
            }
            let Some(next) = window.shown.next_from(at.statement.0 + 1) else {
                return Self { line: last, ..at };
            };
            left -= last - at.line + 1;
            at = Self::first_of(StatementId(next));
        }
    }

    /// The line some lines above, or the first one.
    #[must_use]
    pub fn above(self, lines: usize, window: &Window<'_>) -> Self {
        let Some(mut at) = self.settled(window) else { return self };
        let mut left = lines;
        loop {
            if left <= at.line {
                return Self { line: at.line - left, ..at };
            }
            let Some(before) = window.shown.prev_before(at.statement.0).map(StatementId) else {
                return Self::first_of(at.statement);
            };
            left -= at.line + 1;
            at = Self { statement: before, line: last_line(before, window) };
        }
    }

    /// The top line, as near to this one as can be, that shows the selected statement, and no
    /// lines wasted after the end. In one longer than the window it may be anywhere.
    #[must_use]
    pub fn scrolled_to(self, selected: StatementId, window: &Window<'_>) -> Self {
        let Some(selected) = Self::first_of(selected).settled(window) else { return Self::TOP };
        let Some(top) = self.settled(window) else { return Self::TOP };
        // The space after it need not be in sight.
        let length = last_line(selected.statement, window);
        let room = window.height.saturating_sub(length);
        let highest = selected.above(room, window);
        let lowest = selected.below(length.saturating_sub(window.height), window);
        top.clamp(highest, lowest).min(Self::last_top(window))
    }

    /// The top line of the window at the end of the list.
    fn last_top(window: &Window<'_>) -> Self {
        let last = window.shown.prev_before(window.shown.universe()).map(StatementId);
        // The space after the last statement is not in sight.
        last.map_or(Self::TOP, |last| {
            let end = Self { statement: last, line: last_line(last, window) };
            end.above(window.height, window)
        })
    }
}

/// The number of the last line of a statement, the space after it.
fn last_line(statement: StatementId, window: &Window<'_>) -> usize {
    height(window.timeline, statement, window.width) - 1
}
