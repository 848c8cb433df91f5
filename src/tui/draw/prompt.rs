//! The line in which something is typed, above it what the explorer makes of it.
//!
//! ```text
//!  ┌ completions ───────────────────────────────────────────────┐
//!  │ Russia                         state            9 events   │
//!  └────────────────────────────────────────────────────────────┘
//!  events in which Russia takes part                    9 of 12
//!  filter ▸ actor:rus_
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Clear, Widget},
};

use crate::{
    base::text,
    tui::{
        app::App,
        draw::{line_of, pen, popup, select},
        screen::prompt::{Kind, Preview, Prompt},
        theme::Role,
    },
};

/// How many completions are shown at once.
pub const COMPLETIONS: usize = 8;

/// Draws the prompt in the last two lines, and its list above them.
pub fn draw(app: &App, prompt: &Prompt, screen: &mut Buffer) {
    let theme = &app.theme;
    let layout = app.layout();
    for area in [layout.hints, layout.status] {
        Clear.render(area, screen);
        screen.set_style(area, theme[Role::Text]);
    }
    let (words, role, count) = app.prompt_words(prompt);
    let mut meaning = pen(app, screen, layout.hints, 0);
    meaning.right(" ", theme[role]).right(&count, theme[Role::Count]);
    meaning.skip(1).put(&words, theme[role]);

    let (area, typed) = input_line(app, prompt);
    let mut line = pen(app, screen, layout.status, 0);
    line.skip(1).put(prompt.kind.label(), theme[Role::Prompt]).put(" ", theme[Role::Prompt]);
    line.put(app.glyphs.cursor, theme[Role::Prompt]);
    if prompt.input.value().is_empty() {
        pen(app, screen, area, 0).put(prompt.kind.hint(), theme[Role::Muted]);
    } else {
        pen(app, screen, area, 0).put(&typed, theme[Role::Text]);
    }
    if let Some(range) = app.prompt_error(prompt) {
        for x in range {
            if let Some(cell) = screen.cell_mut((area.x + x, area.y)).filter(|_| x < area.width) {
                cell.set_style(theme[Role::Error]);
            }
        }
    }
    draw_list(app, prompt, screen);
}

/// The place for typed text, and the part of it that is shown: scrolled so that the cursor is in
/// it.
fn input_line(app: &App, prompt: &Prompt) -> (Rect, String) {
    let layout = app.layout();
    let label = text::width(prompt.kind.label()) as u16 + 4;
    let area = Rect {
        x: layout.status.x + label,
        width: layout.status.width.saturating_sub(label + 1),
        ..layout.status
    };
    let scroll = prompt.input.visual_scroll(usize::from(area.width));
    let mut left = scroll;
    let shown: String = text::neutralise(prompt.input.value())
        .chars()
        .skip_while(|&character| {
            let width = text::width(character.encode_utf8(&mut [0; 4]));
            let skip = left > 0;
            left = left.saturating_sub(width);
            skip
        })
        .collect();
    (area, shown)
}

/// Where the terminal's own cursor stands in a prompt.
#[must_use]
pub fn cursor(app: &App, prompt: &Prompt) -> Position {
    let (area, _) = input_line(app, prompt);
    let scroll = prompt.input.visual_scroll(usize::from(area.width));
    let column = prompt.input.visual_cursor().max(scroll) - scroll;
    Position { x: (area.x + column as u16).min(area.right()), y: area.y }
}

fn draw_list(app: &App, prompt: &Prompt, screen: &mut Buffer) {
    let (items, chosen) = app.prompt_items(prompt);
    if items.is_empty() {
        return;
    }
    let layout = app.layout();
    let lines = items.len().min(COMPLETIONS);
    let height = (lines as u16 + 2).min(layout.hints.y);
    let width = layout.screen.width.min(90);
    let area = Rect { x: 0, y: layout.hints.y - height, width, height };
    let title = match (&prompt.preview, prompt.kind) {
        (Preview::Palette { .. }, _) => "actions",
        (_, Kind::Filter) => "completions",
        _ => "choices",
    };
    let inner = popup::frame(app, area, title, screen);
    let top = chosen.unwrap_or(0).saturating_sub(COMPLETIONS - 1);
    let left = items.iter().map(|item| text::width(&item.left)).max().unwrap_or(0) as u16;
    for (line, item) in items.iter().skip(top).take(usize::from(inner.height)).enumerate() {
        let mut pen = pen(app, screen, inner, line);
        pen.right(" ", app.theme[Role::Muted]).right(&item.right, app.theme[Role::Muted]);
        pen.skip(2).column(&item.left, left.min(inner.width / 2), app.theme[item.role]).skip(2);
        pen.put(&item.words, app.theme[Role::Muted]);
        if Some(top + line) == chosen {
            select(app, screen, line_of(inner, line), true);
        }
    }
    popup::scrollbar(app, inner, (top, items.len()), screen);
}
