//! The lines that part the panes: a rule with the title above each, and a line between two.
//!
//! ```text
//! ─ 2 Actors by events ───────────┬─ 1 Timeline ─────────────────────────────── 8/12 ─
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::tui::{
    app::App,
    draw::pen,
    layout::{Class, Pane},
    theme::Role,
};

/// What stands in the title line of a pane.
pub struct Title<'a> {
    /// The pane.
    pub pane: Pane,
    /// Its title.
    pub name: &'a str,
    /// What is to be said of what it shows.
    pub note: &'a str,
    /// At its right end, where in all it is.
    pub position: &'a str,
}

/// Draws the title line of a pane in the first line of its area.
pub fn title(app: &App, area: Rect, title: &Title<'_>, screen: &mut Buffer) {
    let focused = app.has_keys(title.pane);
    let frame = app.theme[if focused { Role::FrameFocused } else { Role::Frame }];
    let name = app.theme[if focused { Role::TitleFocused } else { Role::Title }];
    let rule = app.glyphs.rule;
    let mut pen = pen(app, screen, area, 0);
    if !title.position.is_empty() {
        pen.right(rule, frame).right(" ", frame);
        pen.right(title.position, app.theme[Role::Muted]).right(" ", frame);
    }
    pen.put(rule, frame).put(" ", frame);
    pen.put(&(title.pane as usize).to_string(), app.theme[Role::Key]).put(" ", frame);
    pen.put(title.name, name).put(" ", frame);
    if !title.note.is_empty() {
        pen.put(title.note, app.theme[Role::Muted]).put(" ", frame);
    }
    pen.fill(rule, frame);
}

/// Draws the lines between panes that stand side by side.
pub fn separators(app: &App, screen: &mut Buffer) {
    let layout = app.layout();
    if layout.class < Class::Standard {
        return;
    }
    let vertical = app.glyphs.border.vertical_left;
    let joint = if app.glyphs.rule == "─" { "┬" } else { "+" };
    let areas: Vec<Rect> = layout.panes.into_iter().flatten().chain(layout.source).collect();
    for area in areas.into_iter().filter(|area| area.x > layout.screen.x) {
        for y in area.y..area.bottom() {
            let sign = if y == area.y { joint } else { vertical };
            if let Some(cell) = screen.cell_mut((area.x - 1, y)) {
                cell.set_symbol(sign).set_style(app.theme[Role::Frame]);
            }
        }
    }
}
