//! What was said: the words in full, who said them to whom, and how they have come to us.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    model::{Anchor, Basis, Form},
    tui::{
        app::App,
        draw::{frame, line_of, pen},
        layout::{Class, Pane},
        theme::Role,
    },
    view::{
        statements::{self, How, Part, Who},
        why,
    },
};

/// Draws the pane.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let (window, top, selected) = app.statement_view();
    let all = !app.look().only_its_statements;
    if app.layout().class > Class::Compact {
        let note = if all { "of all events shown" } else { "of this event" };
        let position = window.shown.count().to_string();
        let title = frame::Title {
            pane: Pane::Statements,
            name: Pane::Statements.title(),
            note,
            position: &position,
        };
        frame::title(app, area, &title, screen);
    }
    let inner = app.layout().inner(Pane::Statements);
    let lines = statements::lines(top, &window);
    if lines.is_empty() {
        let words = match all {
            _ if window.timeline.statements().is_empty() => "There are no statements in this file.",
            true => "No statement matches.",
            false => "Nothing was said in this event; s shows all statements.",
        };
        pen(app, screen, inner, 1).skip(2).put(words, app.theme[Role::Muted]);
    }
    for (number, line) in lines.iter().enumerate() {
        let here = selected == Some(line.statement);
        let mut pen = pen(app, screen, inner, number);
        pen.skip(2);
        match &line.part {
            Part::Who(who) => draw_who(app, who, here, &mut pen),
            Part::Words(words) => {
                let dim = window.timeline.statement(line.statement).is_candidate();
                pen.skip(1).put(words, app.theme[if dim { Role::Muted } else { Role::Quote }]);
            }
            Part::How(how) => draw_how(app, how, &mut pen),
            Part::Space => {}
        }
        let area = line_of(inner, number);
        if here && matches!(line.part, Part::Who(_)) {
            let role = if app.has_keys(Pane::Statements) { Role::Accent } else { Role::Muted };
            if let Some(cell) = screen.cell_mut(area.as_position()).filter(|_| area.height > 0) {
                cell.set_symbol(app.glyphs.cursor).set_style(app.theme[role]);
            }
        }
    }
}

fn draw_who(app: &App, who: &Who<'_>, here: bool, pen: &mut crate::tui::pen::Pen<'_>) {
    let theme = &app.theme;
    let date = match who.basis {
        Some(Basis::Inferred | Basis::Published) | None => theme[Role::Inferred],
        Some(Basis::Stated) => theme[Role::Date],
    };
    pen.right(" ", date).right(&who.when, date).right("  ", date);
    let speaker = if who.speaker.is_empty() { "not known who" } else { &who.speaker };
    let focused = here && app.has_keys(Pane::Statements);
    pen.put(speaker, theme[if focused { Role::Accent } else { Role::Heading }]);
    if !who.to.is_empty() {
        pen.put(" ", theme[Role::Muted]).put(app.glyphs.arrow, theme[Role::Muted]);
        pen.put(" ", theme[Role::Muted]).put(&who.to, theme[Role::Actor]);
    }
    if !who.standing.is_empty() {
        pen.put("  ", theme[Role::Muted]).put(&who.standing, theme[Role::Muted]);
    }
}

fn draw_how(app: &App, how: &How<'_>, pen: &mut crate::tui::pen::Pen<'_>) {
    let theme = &app.theme;
    let quiet = theme[Role::Muted];
    pen.skip(1);
    let form = match how.form {
        Some(Form::Verbatim) => "word for word",
        Some(Form::Fragment) => "a few words, word for word",
        Some(Form::Paraphrase) => "paraphrase",
        Some(Form::Recalled) => "from memory",
        None => "form not known",
    };
    pen.put(form, quiet);
    if how.translated == Some(true) {
        pen.put(", translated", quiet);
    }
    if !how.via.is_empty() {
        pen.put(", via ", quiet).put(&how.via, quiet);
    }
    if !how.venue.is_empty() {
        pen.put(", ", quiet).put(&how.venue, quiet);
    }
    match how.anchor {
        Some(Anchor::Ok) => pen.put(" ", quiet).put(app.glyphs.ok, theme[Role::Kept]),
        Some(anchor) => {
            pen.put(" ", quiet).put(app.glyphs.lost, theme[Role::Error]);
            pen.put(" ", quiet).put(anchor.name(), theme[Role::Error])
        }
        None => pen,
    };
    if let Some(doubt) = why::doubt(how.confidence) {
        pen.put(" ", quiet).put(&doubt, theme[Role::Doubtful]);
    }
}
