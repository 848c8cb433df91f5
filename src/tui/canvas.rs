//! The screen as it is drawn on: cells, colours and signs, and the shapes that panes and overlays
//! share.
//!
//! ```text
//! ─ 2 Actors by events ───────────┬─ 1 Timeline ─────────────────────────────── 8/12 ─
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    widgets::{Block, Borders, Clear, Widget},
};

use crate::{
    tui::{
        layout::Slot,
        pen::Pen,
        theme::{Glyphs, Role, Theme},
    },
    view::overview::{Scale, height},
};

/// What is drawn on, and how things look there.
pub struct Canvas<'a> {
    /// The cells.
    pub screen: &'a mut Buffer,
    /// The colours.
    pub theme: &'a Theme,
    /// The signs.
    pub glyphs: &'static Glyphs,
}

/// The title line of a pane.
#[derive(Clone, Copy, Debug)]
pub struct Title<'a> {
    /// Where the pane stands.
    pub slot: Slot,
    /// What it is called.
    pub name: &'a str,
    /// A note on what it shows; often empty.
    pub note: &'a str,
    /// At its right end, where in all it is.
    pub position: &'a str,
    /// Whether the keys go there.
    pub has_keys: bool,
}

impl Canvas<'_> {
    /// A pen on a line of an area, counted from its top.
    pub fn pen(&mut self, area: Rect, line: usize) -> Pen<'_> {
        Pen::new(self.screen, line_of(area, line), self.glyphs.ellipsis)
    }

    /// Marks the line under the cursor: over its whole width where its pane has the keys, else only
    /// with the sign before it.
    pub fn select(&mut self, line: Rect, has_keys: bool) {
        let role = if has_keys { Role::Selected } else { Role::SelectedUnfocused };
        self.screen.set_style(line, self.theme[role]);
        if let Some(cell) = self.screen.cell_mut(line.as_position()).filter(|_| line.height > 0) {
            cell.set_symbol(self.glyphs.cursor);
        }
    }

    /// Draws the title line of a pane in the first line of its area.
    pub fn title(&mut self, area: Rect, title: &Title<'_>) {
        let theme = self.theme;
        let frame = theme[if title.has_keys { Role::FrameFocused } else { Role::Frame }];
        let name = theme[if title.has_keys { Role::TitleFocused } else { Role::Title }];
        let rule = self.glyphs.rule;
        let mut pen = self.pen(area, 0);
        if !title.position.is_empty() {
            pen.right(rule, frame).right(" ", frame);
            pen.right(title.position, theme[Role::Muted]).right(" ", frame);
        }
        pen.put(rule, frame).put(" ", frame);
        pen.put(&(title.slot as usize).to_string(), theme[Role::Key]).put(" ", frame);
        pen.put(title.name, name).put(" ", frame);
        if !title.note.is_empty() {
            pen.put(title.note, theme[Role::Muted]).put(" ", frame);
        }
        pen.fill(rule, frame);
    }

    /// Draws a rule with words in it, which parts the lines of a pane.
    pub fn rule(&mut self, area: Rect, line: usize, words: &str) {
        let (theme, rule) = (self.theme, self.glyphs.rule);
        let mut pen = self.pen(area, line);
        pen.put(rule, theme[Role::Frame]).skip(1).put(words, theme[Role::Title]).skip(1);
        pen.fill(rule, theme[Role::Frame]);
    }

    /// Draws an empty window with a title; gives the area inside.
    pub fn window(&mut self, area: Rect, title: &str) -> Rect {
        Clear.render(area, self.screen);
        let block = Block::new()
            .borders(Borders::ALL)
            .border_set(self.glyphs.border)
            .border_style(self.theme[Role::FrameFocused])
            .style(self.theme[Role::Popup]);
        let inner = block.inner(area);
        block.render(area, self.screen);
        let head = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
        let style = self.theme[Role::TitleFocused];
        self.pen(head, 0).put(" ", style).put(title, style).put(" ", style);
        inner
    }

    /// Draws a bar that lies, from the left end of an area: first what surely belongs to it, then what
    /// may, where `most` would fill the area. What is there is seen: only nothing has no length.
    pub fn lying_bar(&mut self, area: Rect, surely: f64, maybe: f64, most: f64) {
        let (theme, glyphs) = (self.theme, self.glyphs);
        let steps = |amount: f64| height(amount, most, u32::from(area.width) * 8, Scale::Linear);
        let (sure, all) = (steps(surely), steps(surely + maybe));
        for cell in 0..area.width {
            let part = |steps: u32| steps.saturating_sub(u32::from(cell) * 8).min(8) as usize;
            let (sign, style) = match (part(sure), part(all)) {
                (0, 0) => break,
                (8, _) => (glyphs.ends[8], solid(theme[Role::Bar])),
                // The smallest bar is seen.
                (0, 4..) => (glyphs.maybe, theme[Role::Bar]),
                (0, _) if cell == 0 => (glyphs.maybe, theme[Role::Bar]),
                (0, _) => break,
                (part, _) => (glyphs.ends[part], theme[Role::Bar]),
            };
            if let Some(cell) = self.screen.cell_mut((area.x + cell, area.y)) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// Shows right of an area which part of a long list is seen.
    pub fn scrollbar(&mut self, area: Rect, (top, len): (usize, usize)) {
        let height = usize::from(area.height);
        if len <= height || height == 0 {
            return;
        }
        let thumb = (height * height / len).max(1);
        let start = (top * (height - thumb)).div_ceil((len - height).max(1)).min(height - thumb);
        for line in start..start + thumb {
            if let Some(cell) = self.screen.cell_mut((area.right(), area.y + line as u16)) {
                cell.set_symbol(self.glyphs.thumb).set_style(self.theme[Role::Scrollbar]);
            }
        }
    }
}

/// The look of a whole cell: its colour as the ground, too, so that it has no gap to the next one,
/// as signs have in some terminals.
#[must_use]
pub fn solid(style: Style) -> Style {
    style.fg.map_or(style, |colour| style.bg(colour))
}

/// A line of an area, counted from its top; empty below its end.
#[must_use]
pub fn line_of(area: Rect, number: usize) -> Rect {
    let number = (number as u16).min(area.height);
    Rect { y: area.y + number, height: u16::from(number < area.height), ..area }
}
