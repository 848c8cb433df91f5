//! The selected event in a few lines, where only one pane is shown.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    tui::{
        app::App,
        draw::{line_of, pen},
        theme::Role,
    },
    view::detail,
};

/// The column of labels.
const LABELS: u16 = 12;

/// Draws the lines.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let mut rule = pen(app, screen, area, 0);
    let Some(record) = app.detail().filter(|_| app.selected().is_some()) else {
        rule.fill(app.glyphs.rule, theme[Role::Frame]);
        return;
    };
    rule.right(app.glyphs.rule, theme[Role::Frame]).right(" ", theme[Role::Frame]);
    rule.right(&record.id, theme[Role::Muted]).right(" ", theme[Role::Frame]);
    rule.put(app.glyphs.rule, theme[Role::Frame]).put(" ", theme[Role::Frame]);
    let title = record.title.lines().next().unwrap_or_default();
    rule.put(title, theme[Role::Heading]).put(" ", theme[Role::Frame]);
    rule.fill(app.glyphs.rule, theme[Role::Frame]);

    let width = usize::from(area.width.saturating_sub(LABELS + 2));
    let lines = preview_lines(&record.fields, width);
    for (number, (label, value, note, mark)) in
        lines.iter().enumerate().take(usize::from(area.height) - 1)
    {
        let area = line_of(area, number + 1);
        let mut pen = crate::tui::pen::Pen::new(screen, area, app.glyphs.ellipsis);
        pen.skip(1).column(label, LABELS - 1, theme[Role::Label]).put(" ", theme[Role::Label]);
        let style = theme[Role::Text].patch(super::detail::mark_style(app, *mark));
        pen.put(value, style);
        if !note.is_empty() {
            pen.put("  ", style).put(note, theme[Role::Muted]);
        }
    }
}

/// When, who, what was said, where from: what a person wants to know without a key.
fn preview_lines(
    fields: &[detail::Field],
    width: usize,
) -> Vec<(String, String, String, detail::Mark)> {
    let wanted = |label: &str| {
        !matches!(label, "status" | "kind" | "quad" | "tags" | "id" | "file" | "summary")
    };
    let mut lines: Vec<(String, String, String, detail::Mark)> = Vec::new();
    for field in fields.iter().filter(|field| wanted(&field.label)) {
        let value = field.value.lines().next().unwrap_or_default().to_owned();
        match lines.last_mut() {
            // Actors of one role share a line as long as they fit.
            Some((label, values, note, _))
                if *label == field.label
                    && field.label != "evidence"
                    && field.label != "statement"
                    && text::width(values) + text::width(&value) + 2 <= width =>
            {
                values.push_str(", ");
                values.push_str(&value);
                note.clear();
            }
            _ => lines.push((field.label.to_string(), value, field.note.clone(), field.mark)),
        }
    }
    lines
}
