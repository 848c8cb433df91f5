//! A line in which something is typed, in the last line of the screen; above it what the explorer
//! makes of it, and above that a list to choose from.
//!
//! ```text
//!  ┌ completions ───────────────────────────────────────────────┐
//!  │ Russia                         state            9 events   │
//!  └────────────────────────────────────────────────────────────┘
//!  events in which Russia takes part                    9 of 12
//!  filter ▸ actor:rus_
//! ```

use std::ops::Range;

use crossterm::event::KeyCode;
use ratatui::{
    layout::{Position, Rect},
    widgets::{Clear, Widget},
};
use tui_input::{Input, backend::crossterm::EventHandler as _};

use crate::{
    base::text,
    tui::{
        canvas::{Canvas, line_of},
        keymap::Key,
        layout::Layout,
        overlay::Item,
        session::Session,
        theme::Role,
    },
};

/// How much a line holds, in bytes.
const LONGEST: usize = 4_096;
/// What is said of more.
pub const FULL: &str = "a line holds 4,096 bytes; what is beyond was left out";
/// How many items of the list are shown at once.
const SHOWN: usize = 8;

/// A line in which something is typed.
#[derive(Debug)]
pub struct Line {
    /// What stands before the typed text.
    label: &'static str,
    /// What to type, while nothing is.
    hint: &'static str,
    input: Input,
    /// Which earlier input is shown, counted back; `None` while typing anew.
    recalled: Option<usize>,
}

/// What the explorer makes of a line.
#[derive(Debug)]
pub struct Meaning {
    /// In words.
    pub words: String,
    /// How the words look.
    pub role: Role,
    /// A count behind them; often empty.
    pub count: String,
}

impl Meaning {
    /// A meaning without a count.
    pub fn new(words: impl Into<String>, role: Role) -> Self {
        Self { words: words.into(), role, count: String::new() }
    }
}

impl Line {
    /// A line with some text to begin with.
    pub fn new(label: &'static str, hint: &'static str, text: &str) -> Self {
        Self { label, hint, input: Input::from(text), recalled: None }
    }

    /// What it asks for, in a line: "go to: 13 aug, +3d, or an id".
    pub fn asks(&self) -> String {
        let typed = self.text().trim();
        format!("{}: {}", self.label, if typed.is_empty() { self.hint } else { typed })
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The byte of the text at which the cursor stands.
    pub fn cursor(&self) -> usize {
        let mut characters = self.text().char_indices();
        characters.nth(self.input.cursor()).map_or(self.text().len(), |(byte, _)| byte)
    }

    /// Takes another text, with the cursor at a byte of it.
    pub fn set(&mut self, text: String, cursor: usize) {
        let cursor = text[..cursor].chars().count();
        self.input = Input::from(text).with_cursor(cursor);
    }

    /// A key that edits the text; whether the text is another one now. A line that is full takes no
    /// more letters: a terminal that does not mark what is pasted types it.
    pub fn type_key(&mut self, key: Key) -> bool {
        if self.is_full() && matches!(key.event().code, KeyCode::Char(_)) {
            return false;
        }
        let event = crossterm::event::Event::Key(key.event());
        let changed = self.input.handle_event(&event).is_some_and(|change| change.value);
        if changed {
            self.recalled = None;
        }
        changed
    }

    /// Whether nothing more can be typed.
    pub fn is_full(&self) -> bool {
        self.text().len() >= LONGEST
    }

    /// Types pasted text as it is, on one line, as far as there is room; whether all of it was.
    pub fn paste(&mut self, pasted: &str) -> bool {
        let room = LONGEST.saturating_sub(self.text().len());
        let pasted = pasted.trim();
        let ends = pasted.char_indices().map(|(start, c)| start + c.len_utf8());
        let end = ends.take_while(|&end| end <= room).last().unwrap_or(0);
        let typed = pasted[..end].replace(char::is_control, " ");
        let at = self.cursor();
        let text = format!("{}{typed}{}", &self.text()[..at], &self.text()[at..]);
        self.set(text, at + typed.len());
        end == pasted.len()
    }

    /// Brings back what was typed before in a line of this sort, or says that there is nothing;
    /// whether there was something.
    pub fn recall(&mut self, session: &mut Session, back: isize) -> bool {
        let inputs = session.inputs.iter().rev().filter(|(label, _)| *label == self.label);
        let earlier: Vec<&String> = inputs.map(|(_, text)| text).collect();
        let at = self.recalled.map_or(back - 1, |at| at as isize + back);
        let (recalled, text) = match usize::try_from(at) {
            Ok(at) if at < earlier.len() => (Some(at), earlier[at].clone()),
            Ok(_) => {
                session.notice("nothing else was typed here before");
                return false;
            }
            Err(_) if self.text().is_empty() => {
                session.notice("nothing was typed here after this");
                return false;
            }
            Err(_) => (None, String::new()),
        };
        self.input = Input::from(text);
        self.recalled = recalled;
        true
    }

    /// Keeps what is typed, to be brought back.
    pub fn remember(&self, session: &mut Session) {
        let typed = self.text().trim();
        if !typed.is_empty() {
            session.inputs.retain(|(label, text)| (*label, text.as_str()) != (self.label, typed));
            session.inputs.push((self.label, typed.to_owned()));
        }
    }

    /// Where the terminal's own cursor stands.
    pub fn position(&self, layout: &Layout) -> Position {
        let area = self.area(layout);
        let scroll = self.input.visual_scroll(usize::from(area.width));
        let column = self.input.visual_cursor().max(scroll) - scroll;
        Position { x: (area.x + column as u16).min(area.right()), y: area.y }
    }

    /// Draws the last two lines; `wrong` is the part of the text that can't be understood, in bytes.
    pub fn draw(
        &self,
        session: &Session,
        meaning: &Meaning,
        wrong: Option<Range<usize>>,
        canvas: &mut Canvas<'_>,
    ) {
        let (theme, layout) = (canvas.theme, &session.layout);
        for area in [layout.hints, layout.status] {
            Clear.render(area, canvas.screen);
            canvas.screen.set_style(area, theme[Role::Text]);
        }
        let Meaning { words, role, count } = meaning;
        // The last line is taken, so what was said last stands here.
        let said = session.message().map(|message| (&message.words, &message.role));
        let (words, role) = said.unwrap_or((words, role));
        let mut above = canvas.pen(layout.hints, 0);
        above.right(" ", theme[*role]).right(count, theme[Role::Count]);
        above.right("  ", theme[*role]);
        above.skip(1).put(words, theme[*role]);

        let area = self.area(layout);
        let sign = canvas.glyphs.cursor;
        let mut line = canvas.pen(layout.status, 0);
        line.skip(1).put(self.label, theme[Role::Prompt]).put(" ", theme[Role::Prompt]);
        line.put(sign, theme[Role::Prompt]);
        if self.text().is_empty() {
            canvas.pen(area, 0).put(self.hint, theme[Role::Muted]);
        } else {
            canvas.pen(area, 0).put(&self.shown(area), theme[Role::Text]);
        }
        let Some(wrong) = wrong else { return };
        let scroll = self.input.visual_scroll(usize::from(area.width)) as u16;
        let width = |end: usize| text::width(self.text().get(..end).unwrap_or(self.text())) as u16;
        for x in width(wrong.start)..width(wrong.end).max(width(wrong.start) + 1) {
            let cell = x.checked_sub(scroll).filter(|&x| x < area.width);
            let cell = cell.and_then(|x| canvas.screen.cell_mut((area.x + x, area.y)));
            if let Some(cell) = cell {
                cell.set_style(theme[Role::Error]);
            }
        }
    }

    /// The place for typed text.
    fn area(&self, layout: &Layout) -> Rect {
        let label = text::width(self.label) as u16 + 4;
        Rect {
            x: layout.status.x + label,
            width: layout.status.width.saturating_sub(label + 1),
            ..layout.status
        }
    }

    /// The part of the text that is shown: scrolled so that the cursor is in it.
    fn shown(&self, area: Rect) -> String {
        let mut left = self.input.visual_scroll(usize::from(area.width));
        text::neutralise(self.text())
            .chars()
            .skip_while(|&character| {
                let width = text::width(character.encode_utf8(&mut [0; 4]));
                let skip = left > 0;
                left = left.saturating_sub(width);
                skip
            })
            .collect()
    }
}

/// Draws a list above a line.
pub(super) fn draw_list(
    title: &str,
    items: &[Item],
    chosen: Option<usize>,
    layout: &Layout,
    canvas: &mut Canvas<'_>,
) {
    let lines = items.len().min(SHOWN) as u16;
    draw_window(title, items, chosen, (layout, layout.hints.y, lines), canvas);
}

/// Draws a list some lines above a line, as much of it as there is room for; how many lines it
/// takes.
pub(super) fn draw_list_above(
    title: &str,
    items: &[Item],
    chosen: Option<usize>,
    (session, above): (&Session, u16),
    canvas: &mut Canvas<'_>,
) -> u16 {
    let layout = &session.layout;
    let bottom = layout.hints.y.saturating_sub(above);
    let most = if above == 0 { bottom.saturating_sub(6) } else { bottom.saturating_sub(2) };
    let lines = (items.len() as u16).min(most.max(1));
    draw_window(title, items, chosen, (layout, bottom, lines), canvas)
}

/// Draws a list in a window that ends above a line of the screen.
fn draw_window(
    title: &str,
    items: &[Item],
    chosen: Option<usize>,
    (layout, bottom, lines): (&Layout, u16, u16),
    canvas: &mut Canvas<'_>,
) -> u16 {
    if items.is_empty() || bottom < 3 {
        return 0;
    }
    let theme = canvas.theme;
    let height = (lines + 2).min(bottom);
    let width = layout.screen.width.min(90);
    let area = Rect { x: 0, y: bottom - height, width, height };
    let inner = canvas.window(area, title);
    let top = chosen.unwrap_or(0).saturating_sub(usize::from(inner.height.saturating_sub(1)));
    let left = items.iter().map(|item| text::width(&item.left)).max().unwrap_or(0) as u16;
    for (line, item) in items.iter().skip(top).take(usize::from(inner.height)).enumerate() {
        let mut pen = canvas.pen(inner, line);
        pen.right(" ", theme[Role::Muted]).right(&item.right, theme[Role::Muted]);
        // Of a field the value matters more, of a completion the name.
        let (name, words) = match item.role {
            Role::Label => (Role::Label, Role::Text),
            Role::Kept => (Role::Label, Role::Kept),
            role => (role, Role::Muted),
        };
        pen.skip(2).column(&item.left, left.min(inner.width / 2), theme[name]).skip(2);
        pen.put(&item.words, theme[words]);
        if Some(top + line) == chosen {
            canvas.select(line_of(inner, line), true);
        }
    }
    canvas.scrollbar(inner, (top, items.len()));
    height
}
