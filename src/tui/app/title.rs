//! The first line: what is open, the panes as tabs where only one is shown, and how much is shown.

use crate::{
    base::text,
    tui::{
        app::App,
        canvas::Canvas,
        layout::{Class, Slot},
        theme::Role,
    },
};

/// Draws the line.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    let session = &app.session;
    let mut pen = canvas.pen(session.layout.title, 0);
    pen.skip(1);
    let (loading, problems) = (session.loading_words(), session.problems());
    pen.right(" ", theme[Role::Text]).right(&loading, theme[Role::Accent]);
    if !loading.is_empty() && !problems.is_empty() {
        pen.right("  ", theme[Role::Text]);
    }
    pen.right(&problems, theme[Role::Warning]);
    let notebook = text::neutralise(&session.notebook_words()).into_owned();
    let title = text::neutralise(&session.timeline().title()).into_owned();
    // A survey is alone on every screen.
    if session.layout.class > Class::Compact || session.open_survey().is_some() {
        if !notebook.is_empty() {
            pen.right("  ", theme[Role::Text]).right(&notebook, theme[Role::Muted]);
            pen.right("  ", theme[Role::Text]);
        }
        pen.put(&title, theme[Role::Heading]);
        let about = session.about();
        if !about.is_empty() {
            pen.put("  ", theme[Role::Text]).put(&about, theme[Role::Muted]);
        }
        return;
    }
    let tabs = || Slot::ALL[1..].iter().map(|&slot| (slot, app.pane(slot).name(session)));
    let width: usize = tabs().map(|(_, name)| name.len() + 4).sum();
    let room = usize::from(pen.left()).saturating_sub(width + 2);
    let title = text::truncate(&title, room, glyphs.ellipsis).into_owned();
    pen.put(&title, theme[Role::Heading]).skip(2);
    for (slot, name) in tabs() {
        let here = session.place.focus == slot;
        let role = if here { Role::TitleFocused } else { Role::Muted };
        pen.put(" ", theme[role]).put(&(slot as usize).to_string(), theme[Role::Key]);
        pen.put(" ", theme[role]).put(name, theme[role]).skip(1);
    }
}
