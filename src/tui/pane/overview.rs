//! The whole file at a glance: full bars for the events that surely fall into a period, `░` for
//! those that may, dim ones for what the filters hide; the time in sight and the selected period
//! marked below, the undated apart.
//!
//! ```text
//!             31    ░        █
//!   Aug 2015        █     ░  █        Aug 2015    undated 0
//!                   [     ^  ]
//! ```

use std::{fmt::Write as _, sync::Arc};

use ratatui::layout::Rect;

use crate::{
    base::text,
    query::Answer,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of, solid},
        layout::{Room, Slot},
        pane::{Hints, Pane},
        session::Session,
        theme::Role,
    },
    view::{
        Unit, View, chronicle, counted,
        overview::{self, Bar, Count, Events, Frame, Marked, Scale},
        thousands,
    },
};

/// The cells left and right of the bars.
pub(super) const MARGIN: u16 = 16;

/// The overview pane.
#[derive(Debug, Default)]
pub(super) struct Overview {
    /// The histogram; `None` if no event is dated.
    histogram: Option<overview::Overview>,
    /// What its bars were counted for.
    counted_for: Option<(Arc<Answer>, Frame, u32)>,
    scale: Scale,
}

impl Overview {
    fn toggle_scale(&mut self, session: &mut Session) {
        self.scale = match self.scale {
            Scale::Linear => Scale::Logarithmic,
            Scale::Logarithmic => Scale::Linear,
        };
        session.notice(format!("the overview is {}", self.scale_name()));
    }

    /// A period with its count.
    fn bar_words(&self, bar: usize) -> String {
        let Some(histogram) = &self.histogram else { return String::new() };
        histogram.bars.get(bar).map(|bar| words_of(bar, histogram.unit)).unwrap_or_default()
    }

    fn scale_name(&self) -> &'static str {
        match self.scale {
            Scale::Linear => "linear",
            Scale::Logarithmic => "logarithmic",
        }
    }
}

/// A period with its count.
pub(super) fn words_of(bar: &Bar, unit: Unit) -> String {
    let mut words = format!("{}: ", unit.words(bar.first));
    let (surely, maybe) = (bar.surely, bar.maybe);
    if surely.shown < surely.all {
        let _ = write!(words, "{} of ", thousands(surely.shown.into()));
    }
    words.push_str(&counted(surely.all, "event"));
    if maybe.shown > 0 {
        let _ = write!(words, ", maybe {} more", thousands(maybe.shown.into()));
    }
    words
}

/// The cells for bars in an overview of this width.
pub(super) fn columns(width: u16) -> u32 {
    u32::from(width.saturating_sub(2 * MARGIN)).max(8)
}

impl Pane for Overview {
    answers! { Scale => Self::toggle_scale }

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
            (&[Action::Scale], "scale"),
            (&[Action::Enlarge], "enlarge"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        if session.place.room != Room::Shared && session.layout.pane(Slot::Overview).is_none() {
            // The view in its place has a unit of its own.
            return;
        }
        let columns = columns(session.layout.inner(Slot::Overview).width);
        let timeline = session.timeline();
        let around = session.look.selected.and_then(|row| timeline.when(row).listing_day());
        let frame = Frame::new(timeline, session.look.zoom, columns, around);
        let marked = Marked { in_sight: session.in_sight.clone(), selected: session.look.selected };
        let known =
            self.counted_for.as_ref().zip(frame).is_some_and(|((answer, at, width), frame)| {
                Arc::ptr_eq(answer, &session.shown.answer) && (*at, *width) == (frame, columns)
            });
        match &mut self.histogram {
            Some(histogram) if known => histogram.mark(timeline, &marked),
            shown => {
                let events = Events { shown: session.rows(), all: &session.shown.answer.all };
                *shown = frame
                    .map(|frame| overview::overview(timeline, events, &frame, columns, &marked));
                let answer = &session.shown.answer;
                self.counted_for = frame.map(|frame| (Arc::clone(answer), frame, columns));
            }
        }
        if session.look.view == View::Trends && session.view_is_whole() {
            // Its periods are the ones that are seen.
            return;
        }
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
        session.select_found(direction)
    }

    fn has_title(&self, _session: &Session) -> bool {
        true
    }

    fn note(&self, _session: &Session) -> String {
        let Some(histogram) = &self.histogram else { return String::new() };
        let mut words = format!("by {}", histogram.unit.name());
        if self.scale == Scale::Logarithmic {
            words.push_str(", logarithmic");
        }
        for (count, side) in [(histogram.before.all, "earlier"), (histogram.after.all, "later")] {
            if count > 0 {
                let _ = write!(words, ", {} {side}", thousands(count.into()));
            }
        }
        words
    }

    /// The period under the cursor with its count: "Aug 2015: 5 events, 2 more maybe".
    fn position(&self, _session: &Session) -> String {
        let selected = self.histogram.as_ref().and_then(|histogram| histogram.selected);
        selected.map_or_else(String::new, |bar| self.bar_words(bar as usize))
    }

    fn lines(&self, _session: &Session) -> usize {
        self.histogram.as_ref().map_or(0, |histogram| histogram.bars.len())
    }

    fn at(&self, _session: &Session) -> usize {
        let selected = self.histogram.as_ref().and_then(|histogram| histogram.selected);
        selected.map_or(0, |bar| bar as usize)
    }

    fn say(&self, _session: &Session, line: usize) -> String {
        self.bar_words(line)
    }

    fn draw(&self, _session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        if let Some(histogram) = &self.histogram {
            draw(histogram, self.scale, has_keys, area, canvas);
        }
    }
}

/// Draws a histogram above its axis.
pub(super) fn draw(
    histogram: &overview::Overview,
    scale: Scale,
    has_keys: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
) {
    let below = u16::from(area.height > 1);
    let area_of_bars = Rect { height: area.height.saturating_sub(below), ..area };
    Bars { histogram, scale, area: area_of_bars }.draw(canvas);
    if below > 0 {
        axis(histogram, has_keys, line_of(area, usize::from(area_of_bars.height)), canvas);
    }
}

/// The bars above the axis.
struct Bars<'a> {
    histogram: &'a overview::Overview,
    scale: Scale,
    area: Rect,
}

impl Bars<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let (theme, histogram, area) = (canvas.theme, self.histogram, self.area);
        let last = usize::from(area.height.saturating_sub(1));
        let margin = Rect { width: MARGIN, ..area };
        let mut left = canvas.pen(margin, last);
        left.right(" ", theme[Role::Muted]).right(&histogram.first, theme[Role::Muted]);
        if area.height > 1 {
            // The highest count stands where a bar would reach it.
            #[expect(clippy::cast_sign_loss, reason = "an amount of events is not negative")]
            let most = thousands(histogram.most.round().max(1.0) as u64);
            let mut top = canvas.pen(margin, 0);
            top.right(" ", theme[Role::Muted]).right(&most, theme[Role::Muted]);
        }
        let field =
            Rect { x: area.x + MARGIN, width: area.width.saturating_sub(2 * MARGIN), ..area };
        let used = (histogram.bars.len() as u32 * histogram.cells) as u16;
        let x = (field.x + used).min(area.right());
        let right = Rect { x, width: area.right() - x, ..area };
        canvas.pen(right, last).skip(1).put(&histogram.last, theme[Role::Muted]);
        if histogram.undated.all > 0 {
            let words = format!("undated {}", thousands(histogram.undated.shown.into()));
            let mut pen = canvas.pen(area, 0);
            pen.right(" ", theme[Role::Muted]).right(&words, theme[Role::Warning]);
        }
        // A column between bars that are wide enough keeps them apart.
        let width = histogram.cells.min(if histogram.cells > 2 { histogram.cells - 1 } else { 2 });
        for (number, bar) in (0..).zip(&histogram.bars) {
            let x = field.x + (number * histogram.cells) as u16;
            for cell in 0..width as u16 {
                self.column(bar, x + cell, canvas);
            }
            let at = Rect { x, width: width as u16, ..area }.intersection(field);
            if histogram.selected == Some(number) && area.height == 1 {
                canvas.screen.set_style(at, theme[Role::Window]);
            }
            self.number(bar, at, canvas);
        }
    }

    fn steps(&self, amount: f64) -> u32 {
        let steps = u32::from(self.area.height) * 8;
        overview::height(amount, self.histogram.most, steps, self.scale)
    }

    /// One column of a bar: from the axis up what surely belongs there, what may, and dim what is
    /// hidden of both.
    fn column(&self, bar: &Bar, x: u16, canvas: &mut Canvas<'_>) {
        let surely = self.steps(bar.surely.shown.into());
        let maybe = self.steps(f64::from(bar.surely.shown) + bar.share.shown);
        let all = self.steps(f64::from(bar.surely.all) + bar.share.all);
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        for line in 0..self.area.height {
            let below = u32::from(self.area.height - 1 - line) * 8;
            let part = |height: u32| height.saturating_sub(below).min(8) as usize;
            let (sign, style) = match (part(surely), part(maybe), part(all)) {
                (0, 0, 0) => continue,
                (8, ..) => (glyphs.bars[8], solid(theme[Role::Bar])),
                (0, 4.., _) => (glyphs.maybe, theme[Role::Bar]),
                (0, 1.., _) if below == 0 => (glyphs.maybe, theme[Role::Bar]),
                (0, maybe, dim) if dim > maybe => (glyphs.bars[dim], theme[Role::BarAll]),
                (0, ..) => continue,
                (part, ..) => (glyphs.bars[part], theme[Role::Bar]),
            };
            if let Some(cell) = canvas.screen.cell_mut((x, self.area.y + line)) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// The count above a bar that has room for it.
    fn number(&self, bar: &Bar, at: Rect, canvas: &mut Canvas<'_>) {
        /// Lower bars say it with the one number at the axis.
        const LEAST_HEIGHT: u16 = 6;
        let Count { shown, all } = bar.surely;
        let words = match (shown, bar.maybe.shown) {
            (0, 0) => return,
            (surely, 0) => surely.to_string(),
            (surely, maybe) => format!("{surely}+{maybe}?"),
        };
        let top = self.steps(f64::from(all) + bar.share.all).div_ceil(8) as u16;
        // Numbers that touch would read as one.
        let fits = text::width(&words) <= usize::from(at.width) && self.histogram.cells > 2;
        if self.area.height >= LEAST_HEIGHT && fits && top < self.area.height {
            let line = usize::from(self.area.height - 1 - top);
            let style = canvas.theme[Role::Muted];
            canvas.pen(at, line).put(&words, style);
        }
    }
}

/// The labels of the axis, and over them the window of the lines in sight and the selected bar.
fn axis(histogram: &overview::Overview, has_keys: bool, line: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let start = line.x + MARGIN;
    let at = |bar: u32| start + (bar * histogram.cells) as u16;
    let brackets = histogram.window.as_ref().map(|window| [at(window.start) - 1, at(window.end)]);
    let cursor =
        histogram.selected.map(|bar| at(bar) + (histogram.cells.saturating_sub(1) / 2) as u16);
    let mut signs: Vec<(u16, &str)> =
        brackets.into_iter().flatten().zip(canvas.glyphs.window).collect();
    signs.extend(cursor.filter(|_| has_keys).map(|x| (x, canvas.glyphs.pointer)));
    for tick in &histogram.ticks {
        let x = at(tick.bar);
        let covers = |sign: u16| (x..x + text::width(&tick.words) as u16).contains(&sign);
        // Half a date would be another date.
        if signs.iter().any(|&(sign, _)| covers(sign)) {
            continue;
        }
        let area = Rect { x, width: line.right().saturating_sub(x), ..line };
        canvas.pen(area, 0).put(&tick.words, theme[Role::Muted]);
    }
    for (x, sign) in signs {
        if let Some(cell) = canvas.screen.cell_mut((x, line.y)).filter(|_| x < line.right()) {
            cell.set_symbol(sign).set_style(theme[Role::Window]);
        }
    }
}
