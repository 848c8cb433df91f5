//! The second line: the filters as numbered chips, and always how many events are shown, hidden
//! and undated.

use crate::{
    base::text,
    tui::{canvas::Canvas, session::Session, theme::Role},
};

/// Draws the line.
pub(super) fn draw(session: &Session, canvas: &mut Canvas<'_>) {
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    let mut pen = canvas.pen(session.layout.chips, 0);
    pen.right(" ", theme[Role::Text]);
    for (words, role) in session.counts(glyphs).iter().rev() {
        pen.right(words, theme[*role]);
    }
    pen.right("  ", theme[Role::Text]).skip(1);
    let look = &session.look;
    if look.chips() == 0 {
        pen.put("no filter", theme[Role::Muted]);
    }
    for number in 0..look.chips() {
        let (words, on) = look.chip(number);
        let role = match () {
            () if !on => Role::ChipOff,
            () if words.starts_with('-') => Role::ChipExcluded,
            () => Role::Chip,
        };
        let words = text::neutralise(&words);
        pen.put(&format!(" {} {words} ", number + 1), theme[role]).put(" ", theme[Role::Text]);
    }
}
