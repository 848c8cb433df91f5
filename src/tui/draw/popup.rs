//! Lists over the panes: help, filters, messages, choices, and the keys that may come next.

use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Rect},
    widgets::{Block, Borders, Clear, Widget},
};

use crate::{
    base::text,
    tui::{
        action::Action,
        app::App,
        draw::{line_of, pen, select},
        screen::popup::{Item, Popup, What},
        theme::Role,
    },
};

/// Draws a popup over the middle of the screen.
pub fn draw(app: &App, popup: &Popup, screen: &mut Buffer) {
    let (title, items) = (app.popup_title(popup), app.popup_items(popup));
    let list = List { title: &title, items: &items };
    let area = window(screen.area, &list);
    let inner = frame(app, area, &title, screen);
    let reads = matches!(popup.what, What::Text { .. } | What::Why { .. } | What::Messages);
    draw_items(app, inner, &items, popup, !reads, screen);
}

/// What is drawn in a window.
struct List<'a> {
    title: &'a str,
    items: &'a [Item],
}

/// How many cells the left column of a list takes.
fn left_width(items: &[Item]) -> u16 {
    items.iter().map(|item| text::width(&item.left)).max().unwrap_or(0) as u16
}

/// The middle of the screen, as large as the list needs.
fn window(screen: Rect, list: &List<'_>) -> Rect {
    let left = left_width(list.items);
    let widest = list.items.iter().map(|item| text::width(&item.words) + text::width(&item.right));
    let widest = widest.max().unwrap_or(0).max(text::width(list.title)) as u16;
    let width = (widest + left + 8).clamp(40, screen.width.saturating_sub(4).max(40));
    let height = (list.items.len() as u16 + 2).clamp(3, screen.height.saturating_sub(4).max(3));
    screen.centered(Constraint::Length(width), Constraint::Length(height)).intersection(screen)
}

/// Draws an empty window with a title; gives the area inside.
pub fn frame(app: &App, area: Rect, title: &str, screen: &mut Buffer) -> Rect {
    Clear.render(area, screen);
    let block = Block::new()
        .borders(Borders::ALL)
        .border_set(app.glyphs.border)
        .border_style(app.theme[Role::FrameFocused])
        .style(app.theme[Role::Popup]);
    let inner = block.inner(area);
    block.render(area, screen);
    let title_area = Rect { x: area.x + 2, width: area.width.saturating_sub(4), height: 1, ..area };
    let style = app.theme[Role::TitleFocused];
    pen(app, screen, title_area, 0).put(" ", style).put(title, style).put(" ", style);
    inner
}

fn draw_items(
    app: &App,
    area: Rect,
    items: &[Item],
    popup: &Popup,
    chooses: bool,
    screen: &mut Buffer,
) {
    let left = left_width(items);
    let shown = items.iter().enumerate().skip(popup.cursor.top).take(usize::from(area.height));
    for (line, (number, item)) in shown.enumerate() {
        let mut pen = pen(app, screen, area, line);
        pen.right(" ", app.theme[item.role]).right(&item.right, app.theme[Role::Muted]);
        pen.skip(2);
        if left > 0 && item.role != Role::Heading {
            let role = if chooses { Role::Key } else { Role::Muted };
            pen.column(&item.left, left, app.theme[role]).skip(2);
        }
        pen.put(&item.words, app.theme[item.role]);
        if chooses && number == popup.cursor.at {
            select(app, screen, line_of(area, line), true);
        }
    }
    scrollbar(app, area, (popup.cursor.top, items.len()), screen);
}

/// Shows at the right border which part of a long list is seen.
pub fn scrollbar(app: &App, area: Rect, (top, len): (usize, usize), screen: &mut Buffer) {
    let height = usize::from(area.height);
    if len <= height || height == 0 {
        return;
    }
    let thumb = (height * height / len).max(1);
    let start = (top * (height - thumb)).div_ceil((len - height).max(1)).min(height - thumb);
    for line in start..start + thumb {
        if let Some(cell) = screen.cell_mut((area.right(), area.y + line as u16)) {
            cell.set_symbol(app.glyphs.thumb).set_style(app.theme[Role::Scrollbar]);
        }
    }
}

/// While some keys were typed that others may follow: which, at the foot of the screen.
pub fn draw_next_keys(app: &App, screen: &mut Buffer) {
    let next = app.next_keys();
    if next.is_empty() {
        return;
    }
    let layout = app.layout();
    let items: Vec<(String, &str)> =
        next.iter().map(|(keys, action)| (keys.clone(), Action::help(*action))).collect();
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
    let typed = app.typed_keys();
    let inner = frame(app, area, &format!("{typed} …  next key, or Esc"), screen);
    let width = inner.width / columns;
    for (number, (key, words_of)) in items.iter().enumerate() {
        let (column, line) = (number as u16 / lines, number % usize::from(lines));
        let part = Rect { x: inner.x + column * width, width, ..inner };
        let mut pen = pen(app, screen, part, line);
        pen.skip(1).column(key, keys, app.theme[Role::Key]).skip(2);
        pen.put(words_of, app.theme[Role::Hint]);
    }
}
