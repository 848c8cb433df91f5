//! Puts the explorer on the screen. Drawing only reads: what is shown, and where, was decided when
//! the state last changed.
//!
//! One file a region; [`crate::tui::layout`] has their floor plan.

mod actors;
mod chips;
mod chronicle;
mod detail;
mod footer;
mod frame;
mod overview;
mod popup;
mod preview;
mod prompt;
mod source;
mod statements;
mod title;

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    text::Text,
    widgets::{Paragraph, Widget},
};

use crate::tui::{
    app::{App, Overlay},
    layout::{Class, Pane, SMALLEST},
    pen::Pen,
    theme::{Glyphs, Role},
};

/// Draws the whole screen.
pub fn screen(app: &App, screen: &mut Buffer) {
    let layout = app.layout();
    screen.set_style(screen.area, app.theme[Role::Text]);
    if layout.class == Class::TooSmall {
        too_small(app, screen);
        return;
    }
    title::draw(app, layout.title, screen);
    chips::draw(app, layout.chips, screen);
    for pane in Pane::ALL {
        let Some(area) = layout.pane(pane) else { continue };
        match pane {
            Pane::Overview => overview::draw(app, area, screen),
            Pane::Timeline => chronicle::draw(app, area, screen),
            Pane::Actors => actors::draw(app, area, screen),
            Pane::Statements => statements::draw(app, area, screen),
            Pane::Detail if app.reading().is_some() && layout.source.is_none() => {
                source::draw(app, area, screen);
            }
            Pane::Detail => detail::draw(app, area, screen),
        }
    }
    if let Some(area) = layout.source {
        source::draw(app, area, screen);
    }
    if let Some(area) = layout.preview {
        preview::draw(app, area, screen);
    }
    frame::separators(app, screen);
    footer::draw(app, screen);
    for overlay in app.overlays() {
        match overlay {
            Overlay::Prompt(prompt) => prompt::draw(app, prompt, screen),
            Overlay::Popup(popup) => popup::draw(app, popup, screen),
        }
    }
    popup::draw_next_keys(app, screen);
    if *app.glyphs == Glyphs::ASCII {
        spell_in_ascii(screen);
    }
}

/// Puts ASCII in the place of the signs that stand for what can't be shown: `␛` becomes `^`.
fn spell_in_ascii(screen: &mut Buffer) {
    for cell in &mut screen.content {
        let plain = match cell.symbol().chars().next() {
            Some('\u{2400}'..='\u{2426}') => "^",
            Some('⟨') => "<",
            Some('⟩') => ">",
            Some('…') => "~",
            _ => continue,
        };
        cell.set_symbol(plain);
    }
}

/// Where the terminal's own cursor is to stand, so that screen readers and input methods follow:
/// in a prompt, else nowhere.
#[must_use]
pub fn cursor(app: &App) -> Option<Position> {
    match app.overlays().last() {
        Some(Overlay::Prompt(prompt)) => Some(prompt::cursor(app, prompt)),
        _ => None,
    }
}

fn too_small(app: &App, screen: &mut Buffer) {
    let area = screen.area;
    let words = format!(
        "This terminal is {}×{}.\nThe explorer needs {}×{};\n'demarche query' needs no screen.",
        area.width, area.height, SMALLEST.width, SMALLEST.height
    );
    let height = (words.lines().count() as u16).min(area.height);
    let middle = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    Paragraph::new(Text::styled(words, app.theme[Role::Text]))
        .alignment(Alignment::Center)
        .render(middle, screen);
}

/// The line so many lines down an area; empty below its end.
fn line_of(area: Rect, number: usize) -> Rect {
    let number = (number as u16).min(area.height);
    Rect { y: area.y + number, height: u16::from(number < area.height), ..area }
}

/// A pen on the line so many lines down an area.
fn pen<'a>(app: &App, screen: &'a mut Buffer, area: Rect, number: usize) -> Pen<'a> {
    Pen::new(screen, line_of(area, number), app.glyphs.ellipsis)
}

/// Marks the line under the cursor: over its whole width where its pane has the keys, else only
/// with the sign before it.
fn select(app: &App, screen: &mut Buffer, line: Rect, focused: bool) {
    let role = if focused { Role::Selected } else { Role::SelectedUnfocused };
    screen.set_style(line, app.theme[role]);
    if let Some(cell) = screen.cell_mut(line.as_position()).filter(|_| line.height > 0) {
        cell.set_symbol(app.glyphs.cursor);
    }
}
