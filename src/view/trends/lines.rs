//! The lines in which periods are listed.

use std::{fmt::Write as _, ops::Range};

use crate::{
    base::rows::Row,
    model::Timeline,
    view::{
        counted, thousands,
        trends::{Series, Sums, Trends},
    },
};

/// One line of the list of periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What began before the first period.
    Earlier,
    /// The period of a bar.
    Period(u32),
    /// Several periods in which nothing happened.
    Quiet(Range<u32>),
    /// What began after the last one.
    Later,
    /// What has no date.
    Undated,
    /// All together.
    All,
}

/// So many empty periods in a row have a line each.
const QUIET: u32 = 3;

impl Trends {
    /// The lines from top to bottom; the last one is that of all together.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let if_any = |sums: &Sums, line: Line, lines: &mut Vec<Line>| {
            if sums.events > 0 {
                lines.push(line);
            }
        };
        if_any(&self.all.earlier, Line::Earlier, &mut lines);
        let mut quiet = 0..0;
        let close = |quiet: &Range<u32>, lines: &mut Vec<Line>| {
            if quiet.len() as u32 > QUIET {
                lines.push(Line::Quiet(quiet.clone()));
            } else {
                lines.extend(quiet.clone().map(Line::Period));
            }
        };
        for (bar, figure) in (0..).zip(&self.all.periods) {
            if figure.is_empty() {
                quiet = if quiet.end == bar { quiet.start..bar + 1 } else { bar..bar + 1 };
                continue;
            }
            close(&quiet, &mut lines);
            quiet = bar + 1..bar + 1;
            lines.push(Line::Period(bar));
        }
        close(&quiet, &mut lines);
        if_any(&self.all.later, Line::Later, &mut lines);
        if_any(&self.all.undated, Line::Undated, &mut lines);
        lines.push(Line::All);
        lines
    }

    /// The line that stands for an event.
    #[must_use]
    pub fn line_of(&self, timeline: &Timeline, row: Row) -> Line {
        let Some(day) = timeline.when(row).listing_day() else { return Line::Undated };
        let Some(frame) = self.frame else { return Line::All };
        match frame.bar(day) {
            Some(bar) => Line::Period(bar),
            None if frame.unit.number(day) < frame.first => Line::Earlier,
            None => Line::Later,
        }
    }

    /// The period of a line in words: "2021", "12 empty years"; what is not one, by its name.
    #[must_use]
    pub fn words(&self, line: &Line) -> String {
        match (line, self.frame) {
            (Line::Period(bar), Some(frame)) => frame.unit.words(frame.first_day(*bar)),
            (Line::Quiet(bars), Some(frame)) => {
                format!("{} empty {}", bars.len(), frame.unit.plural())
            }
            (Line::Earlier, _) => "earlier".to_owned(),
            (Line::Later, _) => "later".to_owned(),
            (Line::Undated, _) => "undated".to_owned(),
            (Line::All | Line::Period(_) | Line::Quiet(_), _) => "all".to_owned(),
        }
    }

    /// A line with all its numbers: "Aug 2015: 5 events, maybe 2 more, 12 killed (9 to 14); consult 3".
    #[must_use]
    pub fn said(&self, line: &Line) -> String {
        let mut words = self.words(line);
        if let Line::Quiet(_) = line {
            return words;
        }
        let sums = self.all.sums(line);
        let _ = write!(words, ": {}", counted(sums.events, "event"));
        if let Line::Period(bar) = line {
            let figure = self.all.figure(*bar);
            for (events, what) in [(figure.maybe, "maybe more"), (figure.going_on, "going on")] {
                if events > 0 {
                    let _ = write!(words, ", {} {what}", thousands(events.into()));
                }
            }
        }
        if sums.unknown < sums.events {
            let _ = write!(words, ", {} killed", thousands(sums.best));
            if sums.low < sums.high {
                let _ = write!(words, " ({} to {})", thousands(sums.low), thousands(sums.high));
            }
        }
        for series in &self.columns {
            let events = match line {
                Line::Period(bar) => series.figure(*bar).surely.events,
                line => series.sums(line).events,
            };
            if events > 0 {
                let _ = write!(words, "; {} {}", series.name, thousands(events.into()));
            }
        }
        words
    }

    /// All that is shown, or a series beside it, counted from 1.
    #[must_use]
    pub fn series(&self, number: usize) -> &Series {
        number.checked_sub(1).and_then(|at| self.columns.get(at)).unwrap_or(&self.all)
    }
}

impl Series {
    /// The sums of a line that surely belong to it.
    #[must_use]
    pub fn sums(&self, line: &Line) -> Sums {
        match line {
            Line::Earlier => self.earlier,
            Line::Later => self.later,
            Line::Undated => self.undated,
            Line::All => self.total,
            Line::Quiet(_) => Sums::default(),
            Line::Period(bar) => self.figure(*bar).surely,
        }
    }

    /// The figure of a bar.
    #[must_use]
    pub fn figure(&self, bar: u32) -> super::Figure {
        self.periods.get(bar as usize).copied().unwrap_or_default()
    }
}
