//! The mouse, which is never needed: the wheel scrolls what is under it, a click selects, a second
//! one opens.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::tui::{app::App, layout::Slot};

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
            if turn != 0 {
                self.step(turn);
            }
            return;
        }
        let layout = &self.session.layout;
        let under =
            |&slot: &Slot| layout.pane(slot).is_some_and(|area: Rect| area.contains(position));
        let Some(slot) = Slot::ALL.into_iter().find(under) else { return };
        if turn != 0 {
            let (pane, session) = self.pane_mut(slot);
            pane.step(session, turn);
            return;
        }
        let again = self.session.place.focus == slot;
        if slot != Slot::Overview {
            self.session.go_to(slot);
        }
        let inner = self.session.layout.inner(slot);
        let (column, line) = (position.x.checked_sub(inner.x), position.y.checked_sub(inner.y));
        if let Some(at) = column.zip(line) {
            let (pane, session) = self.pane_mut(slot);
            pane.click(session, at, again);
            // What was clicked is looked at, not what the cursor was on before.
            session.entered = None;
        }
    }
}
