//! The mouse, which is never needed: the wheel scrolls the pane under it, a click selects, a
//! second one opens, and a click on the overview goes to that time.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::{
    tui::{
        app::{App, settling},
        layout::Pane,
    },
    view::chronicle::{self, Line},
};

/// How many lines the wheel turns.
const WHEEL: isize = 3;

impl App {
    pub(super) fn point(&mut self, event: MouseEvent) {
        let position = Position { x: event.column, y: event.row };
        let turn = match event.kind {
            MouseEventKind::ScrollDown => WHEEL,
            MouseEventKind::ScrollUp => -WHEEL,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return,
        };
        if !self.overlays.is_empty() {
            self.point_at_overlay(turn);
            return;
        }
        let under =
            |&pane: &Pane| self.layout.pane(pane).is_some_and(|area: Rect| area.contains(position));
        let Some(pane) = Pane::ALL.into_iter().find(under) else { return };
        if turn != 0 {
            let focus = std::mem::replace(&mut self.place.focus, pane);
            self.step(turn);
            self.place.focus = focus;
            return;
        }
        let again = self.place.focus == pane;
        if pane != Pane::Overview {
            self.go_to_pane(pane);
        }
        let inner = self.layout.inner(pane);
        let Some(line) = position.y.checked_sub(inner.y).map(usize::from) else { return };
        match pane {
            Pane::Timeline => self.click_event(line, again),
            Pane::Actors => {
                let (at, len) = (self.actors.cursor.top + line, self.actors.nodes.len());
                self.actors.cursor.go(at, len);
                self.step(0);
            }
            Pane::Statements => self.click_statement(line, again),
            Pane::Overview => self.click_time(position.x - inner.x.min(position.x)),
            Pane::Detail => self.click_field(line, again),
        }
    }

    fn point_at_overlay(&mut self, turn: isize) {
        use crate::tui::action::Action;
        let action = if turn > 0 { Action::Next } else { Action::Previous };
        for _ in 0..turn.abs() {
            self.act(action);
        }
    }

    fn click_event(&mut self, line: usize, again: bool) {
        let row = match self.chronicle().get(line) {
            Some(Line::Event(event)) => Some(event.row),
            _ => None,
        };
        let Some(row) = row else { return };
        if again && self.look.selected == Some(row) {
            self.open();
        } else {
            self.select(row);
        }
    }

    fn click_statement(&mut self, line: usize, again: bool) {
        let lines = crate::view::statements::lines(self.statements.top, &self.statement_window());
        let Some(id) = lines.get(line).map(|line| line.statement) else { return };
        if again && self.statements.selected == Some(id) {
            self.open();
        } else {
            self.statements.selected = Some(id);
            self.step(0);
        }
    }

    fn click_field(&mut self, line: usize, again: bool) {
        if self.reading().is_some() && self.layout.source.is_none() {
            return;
        }
        // The first line of the pane is the record's title.
        let Some(line) = line.checked_sub(1) else { return };
        let field = self.record.lines.get(self.record.cursor.top + line).map(|line| line.field);
        let Some(field) = field else { return };
        if again && self.record.cursor.at == field {
            self.open();
        } else {
            self.record.cursor.at = field;
        }
    }

    fn click_time(&mut self, column: u16) {
        let Some(overview) = &self.overview else { return };
        let Some(cell) = column.checked_sub(settling::OVERVIEW_MARGIN) else { return };
        let bar = u32::from(cell) / overview.cells.max(1);
        let Some(day) = overview.bars.get(bar as usize).map(|bar| bar.first) else { return };
        let timeline = self.store.timeline();
        let at = timeline.listed_between(day, day).start;
        let rows = &self.shown.answer.rows;
        if let Some(row) =
            chronicle::nearest(timeline, rows, at.min(timeline.len().saturating_sub(1)))
        {
            self.select(row);
        }
    }
}
