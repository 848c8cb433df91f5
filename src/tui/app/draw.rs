//! Puts the explorer on the screen. Drawing only reads: what is shown, and where, was decided when
//! the state last changed.

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    text::Text,
    widgets::{Paragraph, Widget},
};

use crate::tui::{
    app::{App, chips, footer, next_keys, title, tour},
    canvas::Canvas,
    layout::{Class, SMALLEST, Slot},
    pane,
    theme::{Glyphs, Role},
};

impl App {
    /// Draws the whole screen.
    pub fn draw(&self, screen: &mut Buffer) {
        screen.set_style(screen.area, self.theme[Role::Text]);
        let mut canvas = Canvas { screen, theme: &self.theme, glyphs: self.glyphs };
        if self.layout().class == Class::TooSmall {
            too_small(&mut canvas);
            return;
        }
        title::draw(self, &mut canvas);
        chips::draw(&self.session, &mut canvas);
        for slot in Slot::ALL {
            let has_keys = self.overlays.is_empty() && self.session.place.focus == slot;
            pane::draw(self.pane(slot), &self.session, has_keys, &mut canvas);
        }
        self.separators(&mut canvas);
        footer::draw(self, &mut canvas);
        tour::draw(self, &mut canvas);
        for overlay in &self.overlays {
            overlay.draw(&self.session, &mut canvas);
        }
        next_keys::draw(self, &mut canvas);
        if *self.glyphs == Glyphs::ASCII {
            spell_in_ascii(canvas.screen);
        }
    }

    /// Where the terminal's own cursor is to stand, so that screen readers and input methods follow:
    /// in a prompt, else nowhere.
    #[must_use]
    pub fn cursor(&self) -> Option<Position> {
        self.overlays.last().and_then(|top| top.cursor(&self.session))
    }

    /// Draws the lines between panes that stand side by side.
    fn separators(&self, canvas: &mut Canvas<'_>) {
        let layout = self.layout();
        if layout.class < Class::Standard {
            return;
        }
        let vertical = canvas.glyphs.border.vertical_left;
        let joint = if canvas.glyphs.rule == "─" { "┬" } else { "+" };
        let areas: Vec<Rect> = layout.panes.into_iter().flatten().chain(layout.source).collect();
        for area in areas.into_iter().filter(|area| area.x > layout.screen.x) {
            for y in area.y..area.bottom() {
                let sign = if y == area.y { joint } else { vertical };
                if let Some(cell) = canvas.screen.cell_mut((area.x - 1, y)) {
                    cell.set_symbol(sign).set_style(canvas.theme[Role::Frame]);
                }
            }
        }
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

fn too_small(canvas: &mut Canvas<'_>) {
    let area = canvas.screen.area;
    let words = format!(
        "This terminal is {}×{}.\nThe explorer needs {}×{};\n'demarche query' needs no screen.",
        area.width, area.height, SMALLEST.width, SMALLEST.height
    );
    let height = (words.lines().count() as u16).min(area.height);
    let middle = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    Paragraph::new(Text::styled(words, canvas.theme[Role::Text]))
        .alignment(Alignment::Center)
        .render(middle, canvas.screen);
}
