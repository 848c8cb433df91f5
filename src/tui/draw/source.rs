//! The text of a source, with the words that prove the selected record.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    tui::{
        app::App,
        draw::{frame, pen, popup},
        layout::Pane,
        theme::Role,
    },
    view::source::Look,
};

/// Draws the pane.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let Some(source) = app.reading() else {
        let title = frame::Title { pane: Pane::Detail, name: "Source", note: "", position: "" };
        frame::title(app, area, &title, screen);
        let words = "The words that prove the record stand here, where its source has them.";
        pen(app, screen, area, 2).skip(2).put(words, theme[Role::Muted]);
        return;
    };
    let reader = &source.reader;
    let position = source.position();
    let words = [reader.reading.summary.as_str(), &reader.about.title];
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    let title = frame::Title {
        pane: Pane::Detail,
        name: "Source",
        note: &words.join(&format!(" {} ", app.glyphs.separator)),
        position: &position,
    };
    frame::title(app, area, &title, screen);
    let inner = app.layout().source_inner();
    let shown = source.lines.iter().skip(source.top).take(usize::from(inner.height));
    for (number, line) in shown.enumerate() {
        let mut pen = pen(app, screen, inner, number);
        pen.skip(2);
        let found = app.found_in(&reader.text[line.clone()]);
        for piece in reader.pieces(line.clone(), source.record) {
            let role = match piece.look {
                Look::Unused | Look::Below => Role::Muted,
                Look::Plain => Role::Text,
                Look::Anchor => Role::Anchor,
                Look::Evidence => Role::Evidence,
            };
            let words = &reader.text[piece.range.clone()];
            let at = piece.range.start - line.start;
            let spans: Vec<_> = found
                .iter()
                .filter(|span| span.end > at && span.start < at + words.len())
                .map(|span| span.start.max(at) - at..span.end.min(at + words.len()) - at)
                .collect();
            for (part, is_found) in text::pieces(0..words.len(), &spans) {
                let role = if is_found { Role::Match } else { role };
                pen.put(&words[part], theme[role]);
            }
        }
    }
    let inside = Rect { width: inner.width.saturating_sub(1), ..inner };
    popup::scrollbar(app, inside, (source.top, source.lines.len()), screen);
}
