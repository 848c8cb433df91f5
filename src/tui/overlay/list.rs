//! A list in a window over the panes: one in which something is chosen, or one that is only read.

use ratatui::layout::{Constraint, Rect};

use crate::{
    base::text::{self, Pattern},
    tui::{
        canvas::{Canvas, line_of},
        cursor::Cursor,
        session::{Session, turns},
        theme::Role,
    },
};

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// What stands at the left in a column: keys, a number, a mark.
    pub left: String,
    /// What the line says.
    pub words: String,
    /// What stands at the right end.
    pub right: String,
    /// How the words look.
    pub role: Role,
}

impl Item {
    /// A line with only words.
    #[must_use]
    pub fn words(words: impl Into<String>, role: Role) -> Self {
        Self { left: String::new(), words: words.into(), right: String::new(), role }
    }

    /// A line with something in the left column.
    #[must_use]
    pub fn with_left(left: impl Into<String>, words: impl Into<String>, role: Role) -> Self {
        Self { left: left.into(), ..Self::words(words, role) }
    }
}

/// A list, the line under its cursor, and which lines are seen.
#[derive(Debug, Default)]
pub struct List {
    title: String,
    /// What is listed.
    items: Vec<Item>,
    /// What is seen of it: in a list to be read long words go on in the next line.
    lines: Vec<Item>,
    /// Whether a line is chosen, or the list only read.
    chooses: bool,
    cursor: Cursor,
    width: u16,
    height: usize,
}

/// The cells between a window and the edges of the screen, with its frame.
const AROUND: u16 = 8;

impl List {
    /// A list in which something is chosen.
    #[must_use]
    pub fn to_choose(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self { title: title.into(), chooses: true, items, height: 1, ..Self::default() }
    }

    /// A list that is only read.
    #[must_use]
    pub fn to_read(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self { chooses: false, ..Self::to_choose(title, items) }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What is listed.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether a line is chosen, or the list only read.
    #[must_use]
    pub fn chooses(&self) -> bool {
        self.chooses
    }

    /// The number of the line under the cursor.
    #[must_use]
    pub fn at(&self) -> usize {
        self.cursor.at
    }

    /// Takes other lines.
    pub fn set_items(&mut self, items: Vec<Item>) {
        self.items = items;
        self.width = 0;
    }

    /// Shows the end of a list that is read.
    #[must_use]
    pub fn at_end(mut self) -> Self {
        self.cursor = Cursor { at: usize::MAX, top: usize::MAX };
        self
    }

    /// Goes some lines down, up if negative; says whether it moved.
    pub fn step(&mut self, lines: isize) -> bool {
        let before = self.cursor;
        if self.chooses {
            self.cursor.step(lines, self.lines.len());
        } else {
            let last = self.lines.len().saturating_sub(self.height);
            self.cursor.top = self.cursor.top.saturating_add_signed(lines).min(last);
            self.cursor.at = self.cursor.top;
        }
        self.cursor != before
    }

    /// How many lines are seen at once.
    #[must_use]
    pub fn page(&self) -> usize {
        self.height
    }

    /// Goes to the next line with what is searched for, round the end; whether there is one.
    pub fn find(&mut self, pattern: &Pattern, direction: isize) -> bool {
        let found = turns(self.cursor.at, self.lines.len(), direction).find(|&line| {
            let Item { left, words, right, .. } = &self.lines[line];
            [left, words, right].into_iter().any(|part| pattern.is_match(part))
        });
        if let Some(line) = found {
            self.cursor.at = line;
            self.cursor.top = line.saturating_sub(self.height / 2);
        }
        found.is_some()
    }

    /// Wraps what is read and keeps the cursor in sight.
    pub fn settle(&mut self, session: &Session) {
        let screen = session.layout.above_strip();
        if self.width != screen.width {
            self.width = screen.width;
            let left = left_width(&self.items) + if left_width(&self.items) > 0 { 2 } else { 0 };
            let room = usize::from(screen.width.saturating_sub(AROUND + left)).max(20);
            self.lines = if self.chooses {
                self.items.clone()
            } else {
                self.items.iter().flat_map(|item| wrapped(item, room)).collect()
            };
        }
        let most = usize::from(screen.height.saturating_sub(6).max(1));
        self.height = self.lines.len().clamp(1, most);
        if self.chooses {
            self.cursor.go(self.cursor.at, self.lines.len());
            self.cursor.top = self.cursor.top.min(self.lines.len().saturating_sub(self.height));
            self.cursor.show(self.height);
        } else {
            self.step(0);
        }
    }

    /// Draws it over the middle of the screen.
    pub fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let area = self.area(session.layout.above_strip());
        let inner = canvas.window(area, &self.title);
        let left = left_width(&self.lines);
        let shown = self.lines.iter().enumerate().skip(self.cursor.top);
        for (line, (number, item)) in shown.take(usize::from(inner.height)).enumerate() {
            let mut pen = canvas.pen(inner, line);
            pen.right(" ", theme[item.role]).right(&item.right, theme[Role::Muted]);
            pen.skip(2);
            if left > 0 && item.role != Role::Heading {
                let role = if self.chooses { Role::Key } else { Role::Muted };
                pen.column(&item.left, left, theme[role]).skip(2);
            }
            let found = session.found_in(&item.words);
            for (part, is_found) in text::pieces(0..item.words.len(), &found) {
                pen.put(&item.words[part], theme[if is_found { Role::Match } else { item.role }]);
            }
            if self.chooses && number == self.cursor.at {
                canvas.select(line_of(inner, line), true);
            }
        }
        canvas.scrollbar(inner, (self.cursor.top, self.lines.len()));
    }

    /// The middle of the screen, as large as the list needs.
    fn area(&self, screen: Rect) -> Rect {
        let widest =
            self.lines.iter().map(|item| text::width(&item.words) + text::width(&item.right));
        let widest = widest.max().unwrap_or(0).max(text::width(&self.title)) as u16;
        let width = widest.saturating_add(left_width(&self.lines) + AROUND);
        let width = width.clamp(40, screen.width.saturating_sub(4).max(40));
        let height = (self.lines.len() as u16 + 2).clamp(3, screen.height.saturating_sub(4).max(3));
        screen.centered(Constraint::Length(width), Constraint::Length(height)).intersection(screen)
    }
}

/// How many cells the left column of a list takes.
fn left_width(items: &[Item]) -> u16 {
    items.iter().map(|item| text::width(&item.left)).max().unwrap_or(0) as u16
}

/// An item on as many lines as it needs.
fn wrapped(item: &Item, width: usize) -> Vec<Item> {
    let mut left = item.left.clone();
    let mut lines: Vec<Item> = text::wrap(&item.words, width)
        .into_iter()
        .map(|line| Item {
            left: std::mem::take(&mut left),
            words: item.words[line].to_owned(),
            right: String::new(),
            role: item.role,
        })
        .collect();
    match lines.first_mut() {
        Some(first) => first.right.clone_from(&item.right),
        None => lines.push(item.clone()),
    }
    lines
}
