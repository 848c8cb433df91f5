//! Every field of the selected record, with how it is known and what proves it.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    model::{Anchor, Basis, Status},
    tui::{
        app::{App, label_width},
        draw::{frame, line_of, pen},
        layout::{Class, Pane},
        theme::Role,
    },
    view::detail::{Mark, NOTE_DISTANCE},
};

/// Draws the pane.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let detail = app.detail();
    if app.layout().class > Class::Compact {
        let id = detail.map_or("", |detail| detail.id.as_str());
        let title =
            frame::Title { pane: Pane::Detail, name: Pane::Detail.title(), note: "", position: id };
        frame::title(app, area, &title, screen);
    }
    let inner = app.layout().inner(Pane::Detail);
    let Some(detail) = detail else {
        pen(app, screen, inner, 1).skip(2).put("Nothing is selected.", theme[Role::Muted]);
        return;
    };
    let title = detail.title.lines().next().unwrap_or_default();
    pen(app, screen, inner, 0).skip(2).put(title, theme[Role::Heading]);

    let (lines, cursor) = app.detail_lines();
    let fields = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let labels = label_width(&detail.fields, inner.width);
    let mut label_above = "";
    for (number, line) in lines.iter().skip(cursor.top).enumerate().take(usize::from(fields.height))
    {
        let field = &detail.fields[line.field];
        let mut pen = pen(app, screen, fields, number);
        pen.skip(2);
        // A label is not repeated for each entry of a list.
        let label = if line.first && field.label != label_above { &*field.label } else { "" };
        if line.first {
            label_above = &field.label;
        }
        pen.column(label, labels - 1, theme[Role::Label]).put(" ", theme[Role::Label]);
        let value = &field.value[line.value.clone()];
        let role = if field.label == "evidence" || field.label == "statement" {
            Role::Quote
        } else {
            Role::Text
        };
        pen.put(value, theme[role].patch(mark_style(app, field.mark)));
        let note = &field.note[line.note.clone()];
        if !note.is_empty() {
            let gap = if value.is_empty() { 0 } else { NOTE_DISTANCE as u16 };
            let style = match field.mark {
                Mark::Anchor(anchor) if anchor != Anchor::Ok => theme[Role::Error],
                _ => theme[Role::Muted],
            };
            pen.skip(gap).put(note, style);
        }
        if line.first && line.field == cursor.at && app.has_keys(Pane::Detail) {
            let area = line_of(fields, number);
            screen.set_style(area, theme[Role::Selected]);
            if let Some(cell) = screen.cell_mut(area.as_position()).filter(|_| area.height > 0) {
                cell.set_symbol(app.glyphs.cursor);
            }
        }
    }
}

/// How a value looks by how it is known.
pub fn mark_style(app: &App, mark: Mark) -> Style {
    let theme = &app.theme;
    match mark {
        Mark::Basis(Basis::Inferred | Basis::Published) | Mark::Derived => theme[Role::Inferred],
        Mark::Status(Status::Planned) => theme[Role::Planned],
        Mark::Status(Status::Disputed | Status::Denied | Status::Unverified) => {
            theme[Role::Doubtful]
        }
        Mark::Anchor(Anchor::Moved | Anchor::Many | Anchor::Lost) => theme[Role::Error],
        Mark::Plain | Mark::Anchor(Anchor::Ok) | Mark::Basis(_) | Mark::Status(_) => Style::new(),
    }
}
