//! The last two lines: the keys that work here; where one is, what was said last, and the mode.

use crate::{
    base::text,
    tui::{
        action::{Action, Context},
        app::App,
        canvas::Canvas,
        theme::Role,
    },
};

/// Draws both lines.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let theme = canvas.theme;
    let layout = app.layout();
    let context = app.context();
    let mut hints = canvas.pen(layout.hints, 0);
    hints.skip(1);
    // What leads to all the others is never crowded out.
    if let Some(keys) = app.keymap.keys_of(context, Action::Help).next() {
        hints.right(" all keys ", theme[Role::Hint]).right(&keys.to_string(), theme[Role::Key]);
        hints.right("   ", theme[Role::Hint]);
    }
    let of_place = match app.overlays.last() {
        Some(top) => top.hints(),
        None => app.focused().hints(&app.session),
    };
    for &(actions, words) in of_place {
        let keys: Vec<String> = actions
            .iter()
            .filter_map(|&action| app.keymap.keys_of(context, action).next())
            .map(ToString::to_string)
            .collect();
        if keys.is_empty() {
            continue;
        }
        let keys = keys.join(" ");
        if text::width(&keys) + text::width(words) + 1 > usize::from(hints.left()) {
            break;
        }
        hints.put(&keys, theme[Role::Key]).put(" ", theme[Role::Hint]);
        hints.put(words, theme[Role::Hint]).skip(3);
    }

    let mut status = canvas.pen(layout.status, 0);
    status.skip(1);
    status.right(" ", theme[Role::Text]).right(mode(app), theme[Role::Mode]);
    status.right("  ", theme[Role::Text]);
    let position = app.focused().position(&app.session);
    if !app.focused().has_title(&app.session) && !position.is_empty() {
        status.put(&position, theme[Role::Muted]).skip(2);
    }
    if let Some(message) = app.session.message() {
        status.put(&message.words, theme[message.role]);
    }
}

/// What the keys do at present.
fn mode(app: &App) -> &'static str {
    match app.context() {
        _ if !app.typed.is_empty() => "WAITING",
        _ if app.overlays.last().is_some_and(|top| top.list().is_some()) => "LIST",
        Context::Prompt => "TYPING",
        _ if app.session.search.is_some() => "SEARCH",
        _ => "NORMAL",
    }
}
