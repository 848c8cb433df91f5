//! The actors as a tree, with how many events and statements each has under the filters.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    tui::{
        app::App,
        draw::{frame, line_of, pen, select},
        layout::{Class, Pane},
        theme::Role,
    },
    view::actors::{Chosen, Fold},
};

/// How many cells each level of the tree is indented.
const INDENT: u16 = 2;

/// Draws the pane.
pub fn draw(app: &App, area: Rect, screen: &mut Buffer) {
    let (nodes, top, counting) = app.actor_nodes();
    if app.layout().class > Class::Compact {
        let note = format!("by {}", app.actor_order());
        let position = if counting { "counting".to_owned() } else { nodes.len().to_string() };
        let title = frame::Title {
            pane: Pane::Actors,
            name: Pane::Actors.title(),
            note: &note,
            position: &position,
        };
        frame::title(app, area, &title, screen);
    }
    let inner = app.layout().inner(Pane::Actors);
    let shown = &nodes[top.min(nodes.len())..];
    let shown = &shown[..shown.len().min(usize::from(inner.height))];
    let lines = app.actor_lines(shown);
    let (theme, wide) = (&app.theme, inner.width >= 60);
    let digits = |number: u32| number.checked_ilog10().map_or(0, |zeros| zeros as usize + 1);
    let took_part = lines.iter().map(|line| digits(line.events)).max().unwrap_or(0).max(1);
    let said = lines.iter().map(|line| digits(line.statements)).max().unwrap_or(0);
    let marked = lines.iter().any(|line| line.chosen != Chosen::No);
    let tree = lines.iter().any(|line| line.node.depth > 0 || line.node.fold != Fold::Leaf);
    for (number, line) in lines.iter().enumerate() {
        let mut pen = pen(app, screen, inner, number);
        let count = |count: u32| match count {
            0 => app.glyphs.separator.to_owned(),
            count => count.to_string(),
        };
        pen.right(" ", theme[Role::Text]);
        if said > 0 {
            pen.right(&format!("{:>said$}", count(line.statements)), theme[Role::Muted]);
            pen.right(" ", theme[Role::Text]);
        }
        pen.right(&format!("{:>took_part$}", count(line.events)), theme[Role::Count]);
        pen.right(" ", theme[Role::Text]);
        let (mark, role) = match line.chosen {
            Chosen::Kept => ("[x]", Role::Kept),
            Chosen::Excluded => ("[-]", Role::Excluded),
            Chosen::No => ("   ", Role::Text),
        };
        pen.skip(2);
        if marked {
            pen.put(mark, theme[role]).skip(1);
        }
        pen.skip(line.node.depth as u16 * INDENT);
        if tree {
            let fold = match line.node.fold {
                Fold::Open => app.glyphs.unfolded,
                Fold::Closed | Fold::Elsewhere => app.glyphs.folded,
                Fold::Leaf => " ",
            };
            pen.put(fold, theme[Role::Muted]).skip(1);
        }
        let quiet = line.events == 0 && line.statements == 0 && !counting;
        pen.put(&line.name, theme[if quiet { Role::Muted } else { Role::Actor }]);
        if wide && !line.office.is_empty() {
            pen.put("  ", theme[Role::Text]).put(&line.office, theme[Role::Muted]);
        }
        if number + top == app.actor_cursor() {
            select(app, screen, line_of(inner, number), app.has_keys(Pane::Actors));
        }
    }
}
