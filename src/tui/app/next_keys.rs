//! While some keys were typed that others may follow: which, at the foot of the screen.

use ratatui::layout::Rect;

use crate::{
    base::text,
    tui::{app::App, canvas::Canvas, keymap::Meant, theme::Role},
};

/// Draws the keys that may follow.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let Meant::Pending(next) = app.keymap.find(app.context(), &app.typed) else { return };
    if app.typed.is_empty() {
        return;
    }
    let theme = canvas.theme;
    let layout = &app.session.layout;
    let items: Vec<(String, &str)> =
        next.iter().map(|next| (next.keys.to_string(), next.action.help())).collect();
    let keys = items.iter().map(|(keys, _)| text::width(keys)).max().unwrap_or(0) as u16;
    let words = items.iter().map(|(_, words)| text::width(words)).max().unwrap_or(0) as u16;
    let room = layout.screen.width.saturating_sub(2);
    let columns = (room / (keys + words + 5)).clamp(1, 3);
    let lines = (items.len() as u16).div_ceil(columns);
    let height = (lines + 2).min(layout.screen.height.saturating_sub(2));
    let area = Rect {
        x: layout.screen.x,
        y: layout.hints.y.saturating_sub(height),
        width: layout.screen.width,
        height,
    };
    let typed: String = app.typed.iter().map(ToString::to_string).collect();
    let inner = canvas.window(area, &format!("{typed} …  next key, or Esc"));
    let width = inner.width / columns;
    for (number, (key, words)) in items.iter().enumerate() {
        let (column, line) = (number as u16 / lines, number % usize::from(lines));
        let part = Rect { x: inner.x + column * width, width, ..inner };
        let mut pen = canvas.pen(part, line);
        pen.skip(1).column(key, keys, theme[Role::Key]).skip(2);
        pen.put(words, theme[Role::Hint]);
    }
}
