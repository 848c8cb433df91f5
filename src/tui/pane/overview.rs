//! The whole file at a glance: bright bars for the events shown, dim ones for all, the time in
//! sight marked below, the undated apart.
//!
//! ```text
//!                   ▁        ▃
//!   Aug 2015        ▅     ▇  █        Aug 2015    undated 0
//!                   [━━━━━━━━]
//! ```

use std::fmt::Write as _;

use ratatui::layout::Rect;

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        layout::Slot,
        pane::{Hints, Pane},
        session::Session,
        theme::Role,
    },
    view::{
        Unit, chronicle, counted, thousands,
        overview::{self, Bar, Events, Frame, Marked},
    },
};

/// The cells left and right of the bars.
const MARGIN: u16 = 16;

/// The overview pane.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// The histogram; `None` if no event is dated.
    histogram: Option<overview::Overview>,
}

/// The cells for bars in an overview of this width.
fn columns(width: u16) -> u32 {
    u32::from(width.saturating_sub(2 * MARGIN)).max(8)
}

impl Pane for Overview {
    fn slot(&self) -> Slot {
        Slot::Overview
    }

    fn context(&self) -> Context {
        Context::Overview
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::PreviousPeriod, Action::NextPeriod], "period"),
            (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
            (&[Action::Scope], "filter by this period"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        let columns = columns(session.layout.inner(Slot::Overview).width);
        let timeline = session.timeline();
        let around = session.look.selected.and_then(|row| timeline.when(row).listing_day());
        self.histogram = Frame::new(timeline, session.look.zoom, columns, around).map(|frame| {
            let marked =
                Marked { in_sight: session.in_sight.clone(), selected: session.look.selected };
            let events = Events { shown: session.rows(), all: &session.shown.answer.all };
            overview::overview(timeline, events, &frame, columns, &marked)
        });
        session.unit = self.histogram.as_ref().map_or(Unit::Day, |histogram| histogram.unit);
    }

    /// A step is a bar with events.
    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        if lines == isize::MIN || lines == isize::MAX {
            return session.step_event(lines);
        }
        let before = session.look.selected;
        for _ in 0..lines.unsigned_abs() {
            let at = session.look.selected;
            session.step_period(lines.signum());
            if session.look.selected == at {
                break;
            }
        }
        session.look.selected != before
    }

    fn page(&self, _session: &Session) -> u16 {
        /// The bars of a page: pages have no other meaning here.
        const PAGE: u16 = 11;
        PAGE
    }

    fn open(&mut self, session: &mut Session) {
        session.go_to(Slot::Timeline);
    }

    fn click(&mut self, session: &mut Session, (column, _): (u16, u16), _again: bool) {
        let Some(histogram) = &self.histogram else { return };
        let Some(cell) = column.checked_sub(MARGIN) else { return };
        let bar = u32::from(cell) / histogram.cells.max(1);
        let Some(day) = histogram.bars.get(bar as usize).map(|bar| bar.first) else { return };
        let timeline = session.timeline();
        let at = timeline.listed_between(day, day).start;
        let at = at.min(timeline.len().saturating_sub(1));
        if let Some(row) = chronicle::nearest(timeline, session.rows(), at) {
            session.select(row);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let found = session.next_found(direction);
        if let Some(row) = found {
            session.select(row);
        }
        found.is_some()
    }

    fn has_title(&self, _session: &Session) -> bool {
        true
    }

    fn note(&self, _session: &Session) -> String {
        let Some(histogram) = &self.histogram else { return String::new() };
        let mut words = format!("by {}", histogram.unit.name());
        for (count, side) in [(histogram.before.all, "earlier"), (histogram.after.all, "later")] {
            if count > 0 {
                let _ = write!(words, ", {count} {side}");
            }
        }
        words
    }

    fn position(&self, _session: &Session) -> String {
        let bar = |it: &overview::Overview| it.bars.get(it.selected? as usize).copied();
        let Some((histogram, bar)) =
            self.histogram.as_ref().and_then(|it| Some((it, bar(it)?)))
        else {
            return String::new();
        };
        let words = histogram.unit.words(bar.first);
        if bar.count.shown == bar.count.all {
            format!("{words}: {}", counted(bar.count.shown, "event"))
        } else {
            let shown = thousands(bar.count.shown.into());
            format!("{words}: {shown} of {}", counted(bar.count.all, "event"))
        }
    }

    fn draw(&self, _session: &Session, _has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let Some(histogram) = &self.histogram else { return };
        if area.height <= 1 {
            bars(histogram, area, canvas);
            return;
        }
        let height = area.height - 1;
        bars(histogram, Rect { height, ..area }, canvas);
        axis(histogram, line_of(area, usize::from(height)), canvas);
    }
}

fn bars(overview: &overview::Overview, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let last = usize::from(area.height.saturating_sub(1));
    let mut left = canvas.pen(Rect { width: MARGIN, ..area }, last);
    left.right(" ", theme[Role::Muted]).right(&overview.first, theme[Role::Muted]);
    let field = Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area };
    let used = (overview.bars.len() as u32 * overview.cells) as u16;
    let right = Rect { x: (field.x + used).min(area.right()), ..area };
    let right = Rect { width: area.right() - right.x, ..right };
    canvas.pen(right, last).skip(1).put(&overview.last, theme[Role::Muted]);
    if overview.undated.all > 0 {
        let words = format!("undated {}", overview.undated.shown);
        let mut pen = canvas.pen(area, 0);
        pen.right(" ", theme[Role::Muted]).right(&words, theme[Role::Warning]);
    }
    for (number, bar) in overview.bars.iter().enumerate() {
        let x = field.x + (number as u32 * overview.cells) as u16;
        // A column between bars that are wide enough keeps them apart.
        let width = overview.cells.min(if overview.cells > 2 { overview.cells - 1 } else { 2 });
        for cell in 0..width as u16 {
            column(overview, bar, Rect { x: x + cell, width: 1, ..area }, canvas);
        }
        if overview.selected == Some(number as u32) && area.height == 1 {
            let width = width as u16;
            let mark = Rect { x, width, ..area }.intersection(field);
            canvas.screen.set_style(mark, theme[Role::Window]);
        }
    }
}

/// One column of a bar: dim for what is hidden, above the bright part for what is shown.
fn column(overview: &overview::Overview, bar: &Bar, area: Rect, canvas: &mut Canvas<'_>) {
    let steps = u32::from(area.height) * 8;
    let shown = overview::height(bar.count.shown, overview.most, steps);
    let all = overview::height(bar.count.all, overview.most, steps);
    for line in 0..area.height {
        let below = u32::from(area.height - 1 - line) * 8;
        let part = |height: u32| height.saturating_sub(below).min(8) as usize;
        let (bright, dim) = (part(shown), part(all));
        let (height, role) = match (bright, dim) {
            (0, 0) => continue,
            (0, dim) => (dim, Role::BarAll),
            (bright, _) => (bright, Role::Bar),
        };
        if let Some(cell) = canvas.screen.cell_mut((area.x, area.y + line)) {
            cell.set_symbol(canvas.glyphs.bars[height]).set_style(canvas.theme[role]);
        }
    }
}

/// The labels of the axis, and over them the window of the lines in sight.
fn axis(overview: &overview::Overview, line: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let start = line.x + MARGIN;
    let at = |bar: u32| start + (bar * overview.cells) as u16;
    let brackets = overview.window.as_ref().map(|window| [at(window.start) - 1, at(window.end)]);
    for tick in &overview.ticks {
        let x = at(tick.bar);
        let covers = |sign: &u16| (x..x + text::width(&tick.words) as u16).contains(sign);
        // Half a date would be another date.
        if brackets.is_some_and(|signs| signs.iter().any(covers)) {
            continue;
        }
        let area = Rect { x, width: line.right().saturating_sub(x), ..line };
        canvas.pen(area, 0).put(&tick.words, theme[Role::Muted]);
    }
    for (x, sign) in brackets.into_iter().flatten().zip(canvas.glyphs.window) {
        if let Some(cell) = canvas.screen.cell_mut((x, line.y)).filter(|_| x < line.right()) {
            cell.set_symbol(sign).set_style(theme[Role::Window]);
        }
    }
}
