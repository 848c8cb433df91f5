//! The whole file at a glance: bright bars for the events shown, dim ones for all, the time in
//! sight marked below, the undated apart.
//!
//! ```text
//!                   ▁        ▃
//!   Aug 2015        ▅     ▇  █        Aug 2015    undated 0
//!                   [━━━━━━━━]
//! ```

use std::fmt::Write as _;

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    tui::{
        app::{App, OVERVIEW_MARGIN},
        draw::{frame, line_of, pen},
        layout::Pane,
        theme::Role,
    },
    view::overview::{self, Bar, Overview},
};

/// Draws the pane, or the strip of one line.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let Some(overview) = app.overview() else {
        if area.height > 1 {
            title(app, area, "", screen);
        }
        return;
    };
    if area.height == 1 {
        bars(app, overview, area, screen);
        return;
    }
    let cut = cut_words(overview);
    title(app, area, &format!("by {}{cut}", overview.unit.name()), screen);
    let inner = app.layout().inner(Pane::Overview);
    let height = inner.height.saturating_sub(1);
    bars(app, overview, Rect { height, ..inner }, screen);
    axis(app, overview, line_of(inner, usize::from(height)), screen);
}

fn title(app: &App, area: Rect, note: &str, screen: &mut Buffer) {
    let pane = Pane::Overview;
    let title = frame::Title { pane, name: pane.title(), note, position: "" };
    frame::title(app, area, &title, screen);
}

/// What lies outside the bars.
fn cut_words(overview: &Overview) -> String {
    let mut words = String::new();
    for (count, side) in [(overview.before.all, "earlier"), (overview.after.all, "later")] {
        if count > 0 {
            let _ = write!(words, ", {count} {side}");
        }
    }
    words
}

fn bars(app: &App, overview: &Overview, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let last = usize::from(area.height.saturating_sub(1));
    let margin = OVERVIEW_MARGIN;
    let mut left = pen(app, screen, Rect { width: margin, ..area }, last);
    left.right(" ", theme[Role::Muted]).right(&overview.first, theme[Role::Muted]);
    let field = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
    let used = (overview.bars.len() as u32 * overview.cells) as u16;
    let right = Rect { x: (field.x + used).min(area.right()), ..area };
    let right = Rect { width: area.right() - right.x, ..right };
    pen(app, screen, right, last).skip(1).put(&overview.last, theme[Role::Muted]);
    if overview.undated.all > 0 {
        let words = format!("undated {}", overview.undated.shown);
        pen(app, screen, area, 0)
            .right(" ", theme[Role::Muted])
            .right(&words, theme[Role::Warning]);
    }
    for (number, bar) in overview.bars.iter().enumerate() {
        let x = field.x + (number as u32 * overview.cells) as u16;
        // A column between bars that are wide enough keeps them apart.
        let width = overview.cells.min(if overview.cells > 2 { overview.cells - 1 } else { 2 });
        for cell in 0..width as u16 {
            column(app, overview, bar, Rect { x: x + cell, width: 1, ..area }, screen);
        }
        if overview.selected == Some(number as u32) && area.height == 1 {
            let width = width as u16;
            let mark = Rect { x, width, ..area }.intersection(field);
            screen.set_style(mark, theme[Role::Window]);
        }
    }
}

/// One column of a bar: dim for what is hidden, above the bright part for what is shown.
fn column(app: &App, overview: &Overview, bar: &Bar, area: Rect, screen: &mut Buffer) {
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
        if let Some(cell) = screen.cell_mut((area.x, area.y + line)) {
            cell.set_symbol(app.glyphs.bars[height]).set_style(app.theme[role]);
        }
    }
}

/// The labels of the axis, and over them the window of the lines in sight.
fn axis(app: &App, overview: &Overview, line: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let start = line.x + OVERVIEW_MARGIN;
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
        pen(app, screen, area, 0).put(&tick.words, theme[Role::Muted]);
    }
    for (x, sign) in brackets.into_iter().flatten().zip(app.glyphs.window) {
        if let Some(cell) = screen.cell_mut((x, line.y)).filter(|_| x < line.right()) {
            cell.set_symbol(sign).set_style(theme[Role::Window]);
        }
    }
}
