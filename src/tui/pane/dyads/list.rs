//! The list of all pairs.
//!
//! ```text
//!   pairs by events                              events  only two  killed  last
//! ▸ Sinaloa Cartel & Jalisco Cartel New Gen…      3,757     3,757  21,034  31 Dec 2023
//! ```

use ratatui::layout::Rect;

use crate::{
    base::text,
    model::Timeline,
    tui::{
        canvas::{Canvas, line_of},
        cursor::Cursor,
        pane::dyads::matrix::right,
        theme::Role,
    },
    view::{
        dyads::{Dyad, Dyads, Order},
        name_of, thousands,
    },
};

/// A list to draw.
#[derive(Debug)]
pub struct List<'a> {
    /// The figures.
    pub figures: &'a Dyads,
    /// Whose actors they are of.
    pub timeline: &'a Timeline,
    /// The line under the cursor.
    pub cursor: Cursor,
    /// Whether the keys go there.
    pub has_keys: bool,
}

impl List<'_> {
    /// How many pairs an area has room for.
    pub fn lines(area: Rect) -> usize {
        usize::from(area.height.saturating_sub(1))
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let order = self.figures.ask.list.unwrap_or_default();
        let shown: Vec<Dyad> = (self.cursor.top..)
            .take(Self::lines(area))
            .map_while(|it| self.figures.listed(it))
            .collect();
        let has_killed = self.figures.most.killed > 0;
        let columns: Vec<(Order, &str)> = [
            (Order::Events, "events"),
            (Order::Alone, "only two"),
            (Order::Killed, "killed"),
            (Order::Last, "last"),
        ]
        .into_iter()
        .filter(|&(column, _)| match column {
            Order::Killed => has_killed && area.width >= 50,
            Order::Alone => !self.figures.ask.which.only_two && area.width >= 60,
            Order::Last => area.width >= 70,
            Order::Events => true,
        })
        .collect();
        let cells: Vec<Vec<String>> = columns
            .iter()
            .map(|&(column, _)| shown.iter().map(|dyad| self.cell(column, dyad)).collect())
            .collect();
        let widths: Vec<u16> = columns
            .iter()
            .zip(&cells)
            .map(|((_, head), cells)| {
                let widest = cells.iter().map(|cell| text::width(cell)).max().unwrap_or(0);
                widest.max(head.len()) as u16
            })
            .collect();
        let numbers: u16 = widths.iter().map(|width| width + 2).sum();
        let names = area.width.saturating_sub(numbers + 3);
        let mut head = canvas.pen(area, 0);
        head.skip(2).column("pair", names, theme[Role::Muted]);
        for (&(column, name), &width) in columns.iter().zip(&widths) {
            let style = theme[if column == order { Role::Accent } else { Role::Muted }];
            head.skip(2).put(&right(name, width), style);
        }
        for (line, dyad) in shown.iter().enumerate() {
            let glyphs = canvas.glyphs;
            let joint = if self.figures.ask.which.directed { glyphs.arrow } else { "&" };
            let both = [dyad.first, dyad.second].map(|actor| name_of(self.timeline, actor));
            let mut pen = canvas.pen(area, line + 1);
            pen.skip(2).column(
                &format!("{} {joint} {}", both[0], both[1]),
                names,
                theme[Role::Actor],
            );
            for ((&(column, _), cells), &width) in columns.iter().zip(&cells).zip(&widths) {
                let role = if column == order { Role::Count } else { Role::Muted };
                pen.skip(2).put(&right(&cells[line], width), theme[role]);
            }
            if self.cursor.top + line == self.cursor.at {
                canvas.select(line_of(area, line + 1), self.has_keys);
            }
        }
    }

    fn cell(&self, column: Order, dyad: &Dyad) -> String {
        match column {
            Order::Events => thousands(dyad.sum.events.into()),
            Order::Killed => thousands(dyad.sum.killed),
            Order::Alone => thousands(dyad.alone.into()),
            Order::Last => dyad.last.map_or_else(
                || "undated".to_owned(),
                |row| self.timeline.when(row).heading().short_words(),
            ),
        }
    }
}
