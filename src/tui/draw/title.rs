//! The first line: what is open, the panes as tabs where only one is shown, and how much is shown.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    base::text,
    tui::{
        app::App,
        draw::pen,
        layout::{Class, Pane},
        theme::Role,
    },
};

/// Draws the line.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let theme = &app.theme;
    let mut pen = pen(app, screen, area, 0);
    pen.skip(1);
    pen.right(" ", theme[Role::Text]).right(&app.loading_words(), theme[Role::Accent]);
    let title = text::neutralise(&app.store().timeline().title()).into_owned();
    if app.layout().class > Class::Compact {
        pen.put(&title, theme[Role::Heading]);
        let about = app.about();
        if !about.is_empty() {
            pen.put("  ", theme[Role::Text]).put(&about, theme[Role::Muted]);
        }
        return;
    }
    let tabs: usize = Pane::ALL[1..].iter().map(|&pane| tab(app, pane).len() + 4).sum();
    let room = usize::from(pen.left()).saturating_sub(tabs + 2);
    let title = text::truncate(&title, room, app.glyphs.ellipsis).into_owned();
    pen.put(&title, theme[Role::Heading]).skip(2);
    for &pane in &Pane::ALL[1..] {
        let (number, name) = ((pane as usize).to_string(), tab(app, pane));
        if app.focus() == pane {
            pen.put(" ", theme[Role::TitleFocused]).put(&number, theme[Role::Key]);
            pen.put(" ", theme[Role::TitleFocused]).put(&name, theme[Role::TitleFocused]);
        } else {
            pen.put(" ", theme[Role::Muted]).put(&number, theme[Role::Key]);
            pen.put(" ", theme[Role::Muted]).put(&name, theme[Role::Muted]);
        }
        pen.skip(1);
    }
}

fn tab(app: &App, pane: Pane) -> String {
    match pane {
        Pane::Detail if app.reading().is_some() => "Source".to_owned(),
        pane => pane.title().to_owned(),
    }
}
