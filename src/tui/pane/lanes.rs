//! An actor a line, time to scale.

use ratatui::layout::Rect;

use crate::{
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Counted, Session},
        theme::Role,
    },
    view::{
        View, counted,
        lanes::{self, Lanes as Figures},
    },
};

/// The lanes in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    counted: Counted<lanes::Ask, Figures>,
}

impl Pane for Lanes {
    answers! {
        Left => |_, session| session.notice("soon"),
        Right => |_, session| session.notice("soon"),
        By => |_, session| session.notice("soon"),
        Order => |_, session| session.notice("soon"),
    }

    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.look.view == View::Lanes
    }

    fn context(&self) -> Context {
        Context::Lanes
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[(&[Action::NextView], "view"), (&[Action::NextPane], "pane")]
    }

    fn settle(&mut self, session: &mut Session) {
        self.counted.want(session, lanes::Ask);
    }

    fn step(&mut self, _session: &mut Session, _lines: isize) -> bool {
        false
    }

    fn open(&mut self, session: &mut Session) {
        session.notice("soon");
    }

    fn click(&mut self, _session: &mut Session, _at: (u16, u16), _again: bool) {}

    fn find(&mut self, _session: &mut Session, _direction: isize) -> bool {
        false
    }

    fn name(&self, _session: &Session) -> &'static str {
        "Lanes"
    }

    fn position(&self, _session: &Session) -> String {
        if self.counted.is_pending() { "counting".to_owned() } else { String::new() }
    }

    fn draw(&self, _session: &Session, _has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let style = canvas.theme[Role::Text];
        if let Some(figures) = self.counted.figures() {
            canvas.pen(area, 0).skip(1).put(&counted(figures.events, "event"), style);
        }
    }
}
