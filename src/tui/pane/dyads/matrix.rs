//! The matrix: who stands in the row with whom in the column.
//!
//! ```text
//!   events                 Sinal  Jalis   Gulf  Zetas    all
//!   Sinaloa Cartel             —  3,757  1,482    119  9,262
//! ▸ Gulf Cartel            1,482     60      —  [593]  2,222
//!   70 more actors
//! ```

use std::ops::Range;

use ratatui::layout::Rect;

use crate::{
    base::text,
    model::{ActorId, Timeline},
    tui::{
        canvas::{Canvas, line_of},
        cursor::Cursor,
        theme::Role,
    },
    view::{
        counted,
        dyads::{Dyads, Sum, heads},
        name_of, thousands,
    },
};

/// What the cells show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// How many events.
    #[default]
    Events,
    /// How many killed.
    Killed,
}

impl Shows {
    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Killed => "killed",
        }
    }

    /// The number that it shows of a sum.
    pub fn of(self, sum: Sum) -> u64 {
        match self {
            Self::Events => sum.events.into(),
            Self::Killed => sum.killed,
        }
    }
}

/// The cells before a name: the cursor and a space.
const MARGIN: u16 = 2;
/// The fewest and the most cells of a name.
const NAME: Range<u16> = 8..34;
/// The fewest cells of a column, with the gap before it.
const LEAST_CELL: u16 = 7;
/// The most, where all columns have room for more.
const MOST_CELL: u16 = 16;

/// Where the rows and columns of a matrix stand in its area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    name: u16,
    cell: u16,
    all: u16,
    /// How many columns of actors there are.
    pub columns: usize,
    /// How many lines of actors there are.
    pub lines: usize,
}

impl Grid {
    /// The lines that a matrix of so many actors wants.
    pub fn wants(actors: usize) -> u16 {
        u16::try_from(actors).unwrap_or(u16::MAX).saturating_add(2)
    }

    /// The grid of the first so many actors in an area.
    pub fn new(figures: &Dyads, timeline: &Timeline, shows: Shows, area: Rect, top: usize) -> Self {
        let lines = usize::from(area.height.saturating_sub(1));
        // The last line says how many more there are.
        let lines = if lines < figures.actors.len() { lines.saturating_sub(1) } else { lines };
        let digits = |number: u64| thousands(number).len() as u16;
        let all = figures.actors.iter().map(|actor| shows.of(figures.sums[actor.index()]));
        let all = digits(all.max().unwrap_or(0)).max(3) + 2;
        let cell = (digits(shows.of(figures.most)) + 2).max(LEAST_CELL);
        let names = figures.actors.iter().skip(top).take(lines);
        let name = names.map(|&actor| text::width(&name_of(timeline, actor)) as u16).max();
        let third = (area.width / 3).max(NAME.start);
        let name = name.unwrap_or(0).clamp(NAME.start, third.min(NAME.end));
        let room = area.width.saturating_sub(MARGIN + name + all);
        let columns = usize::from(room / cell).max(1).min(figures.actors.len());
        let fits = columns == figures.actors.len() && columns > 0;
        let cell =
            if fits { (room / columns as u16).clamp(cell, cell.max(MOST_CELL)) } else { cell };
        Self { name, cell, all, columns, lines: lines.min(figures.actors.len()) }
    }

    /// The line and column at a place of the area, counted from the first in sight.
    pub fn at(&self, (x, y): (u16, u16)) -> Option<(usize, usize)> {
        let line = usize::from(y.checked_sub(1)?);
        let column = usize::from(x.checked_sub(MARGIN + self.name)? / self.cell.max(1));
        (line < self.lines && column < self.columns).then_some((line, column))
    }
}

/// A matrix to draw.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// The figures.
    pub figures: &'a Dyads,
    /// Whose actors they are of.
    pub timeline: &'a Timeline,
    /// What the cells show.
    pub shows: Shows,
    /// What they show in words.
    pub corner: String,
    /// Where everything stands.
    pub grid: Grid,
    /// The line under the cursor.
    pub row: Cursor,
    /// The column under the cursor.
    pub column: Cursor,
    /// Whether the keys go there.
    pub has_keys: bool,
}

impl Matrix<'_> {
    /// Draws it.
    pub fn draw(&self, area: Rect, canvas: &mut Canvas<'_>) {
        self.head(area, canvas);
        for line in 0..self.grid.lines {
            if let Some(&actor) = self.figures.actors.get(self.row.top + line) {
                self.line(actor, line, area, canvas);
            }
        }
        let len = self.figures.actors.len();
        let (down, across) = (len - self.grid.lines, len - self.grid.columns);
        let more = |number: usize| counted(number as u32, "more actor");
        let words = match (down, across) {
            (0, 0) => return,
            (0, _) => format!("{} to the right or left", more(across)),
            (_, 0) => more(down),
            _ if down == across => more(down),
            _ => format!("{} down, {} across", more(down), thousands(across as u64)),
        };
        let style = canvas.theme[Role::Muted];
        canvas.pen(area, self.grid.lines + 1).skip(MARGIN).put(&words, style);
    }

    fn columns(&self) -> impl Iterator<Item = (usize, ActorId)> + '_ {
        let Self { grid, column, figures, .. } = self;
        figures.actors.iter().copied().enumerate().skip(column.top).take(grid.columns)
    }

    fn head(&self, area: Rect, canvas: &mut Canvas<'_>) {
        let (grid, theme) = (self.grid, canvas.theme);
        let names: Vec<_> = self.columns().map(|(_, it)| name_of(self.timeline, it)).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        let heads = heads(&names, usize::from(grid.cell) - 2);
        let mut pen = canvas.pen(area, 0);
        pen.skip(MARGIN).column(&self.corner, grid.name, theme[Role::Muted]);
        for ((number, _), head) in self.columns().zip(heads) {
            let is_own = number == self.column.at;
            let style = theme[if is_own { Role::Accent } else { Role::Muted }];
            pen.put(&right(&head, grid.cell - 1), style).skip(1);
        }
        pen.put(&right("all", grid.all - 1), theme[Role::Muted]);
    }

    fn line(&self, actor: ActorId, line: usize, area: Rect, canvas: &mut Canvas<'_>) {
        let Self { grid, figures, shows, .. } = self;
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        let is_own = self.row.top + line == self.row.at;
        let selected = theme[if self.has_keys { Role::Selected } else { Role::SelectedUnfocused }];
        let mut pen = canvas.pen(area, line + 1);
        pen.put(if is_own { glyphs.cursor } else { " " }, theme[Role::Accent]).skip(MARGIN - 1);
        let style = theme[if is_own { Role::Accent } else { Role::Actor }];
        pen.column(&name_of(self.timeline, actor), grid.name, style);
        for (number, other) in self.columns() {
            let is_cursor = is_own && number == self.column.at;
            let number = figures.get(actor, other).map(|dyad| shows.of(dyad.sum));
            let words = match number {
                _ if actor == other => glyphs.rule.to_owned(),
                Some(number) => thousands(number),
                None => glyphs.separator.to_owned(),
            };
            let role = if number.unwrap_or(0) > 0 { Role::Count } else { Role::Muted };
            if is_cursor {
                let words = format!("{}{words}{}", glyphs.window[0], glyphs.window[1]);
                let gap = usize::from(grid.cell).saturating_sub(text::width(&words));
                pen.skip(gap as u16).put(&words, selected);
            } else {
                pen.put(&right(&words, grid.cell - 1), theme[role]).skip(1);
            }
        }
        let all = thousands(shows.of(figures.sums[actor.index()]));
        pen.put(&right(&all, grid.all - 1), theme[Role::Muted]);
    }
}

/// Words at the right end of a column.
pub fn right(words: &str, cells: u16) -> String {
    let cells = usize::from(cells);
    format!("{}{words}", " ".repeat(cells.saturating_sub(text::width(words))))
}

/// The line of an area below another one.
pub fn rest(area: Rect, lines: u16) -> Rect {
    let y = line_of(area, usize::from(lines)).y;
    Rect { y, height: area.bottom().saturating_sub(y), ..area }
}
