//! The second line: the filters as numbered chips, and always how many events are shown, hidden
//! and undated.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    tui::{app::App, draw::pen, theme::Role},
};

/// Draws the line.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let mut pen = pen(app, screen, area, 0);
    pen.right(" ", theme[Role::Text]);
    for (words, role) in app.counts().iter().rev() {
        pen.right(words, theme[*role]);
    }
    pen.right("  ", theme[Role::Text]).skip(1);
    let look = app.look();
    if look.chips() == 0 {
        pen.put("no filter", theme[Role::Muted]);
    }
    for number in 0..look.chips() {
        let (words, on) = look.chip(number);
        let role = match () {
            () if !on => Role::ChipOff,
            () if words.starts_with('-') => Role::ChipExcluded,
            () => Role::Chip,
        };
        let words = text::neutralise(&words);
        pen.put(&format!(" {} {words} ", number + 1), theme[role]).put(" ", theme[Role::Text]);
    }
}
