//! The selected record in a few lines, where only one pane is shown.

use ratatui::layout::Rect;

use crate::{
    base::text,
    tui::{canvas::Canvas, pane::detail::mark_style, theme::Role},
    view::detail::{self, Detail},
};

/// The column of labels.
const LABELS: u16 = 12;

/// More characters of a value than a line holds.
const MOST: usize = 1_000;

/// Draws the lines.
pub(super) fn draw(detail: Option<&Detail>, area: Rect, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let sign = canvas.glyphs.rule;
    let mut rule = canvas.pen(area, 0);
    let Some(record) = detail else {
        rule.fill(sign, theme[Role::Frame]);
        return;
    };
    rule.right(sign, theme[Role::Frame]).right(" ", theme[Role::Frame]);
    rule.right(&record.id, theme[Role::Muted]).right(" ", theme[Role::Frame]);
    rule.put(sign, theme[Role::Frame]).put(" ", theme[Role::Frame]);
    let title = record.title.lines().next().unwrap_or_default();
    rule.put(title, theme[Role::Heading]).put(" ", theme[Role::Frame]);
    rule.fill(sign, theme[Role::Frame]);

    let width = usize::from(area.width.saturating_sub(LABELS + 2));
    let lines = preview_lines(&record.fields, width);
    for (number, (label, value, note, mark)) in
        lines.iter().enumerate().take(usize::from(area.height) - 1)
    {
        let mut pen = canvas.pen(area, number + 1);
        pen.skip(1).column(label, LABELS - 1, theme[Role::Label]).put(" ", theme[Role::Label]);
        let style = theme[Role::Text].patch(mark_style(theme, *mark));
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
        let value = field.value.lines().next().unwrap_or_default();
        let value: String = value.chars().take(MOST).collect();
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
