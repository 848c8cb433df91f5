//! Who with whom.

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
        dyads::{self, Dyads as Figures},
    },
};

/// The dyads in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Dyads {
    counted: Counted<dyads::Ask, Figures>,
}

impl Pane for Dyads {
    answers! {
        Left => |_, session| session.notice("soon"),
        Right => |_, session| session.notice("soon"),
        By => |_, session| session.notice("soon"),
        Figures => |_, session| session.notice("soon"),
        Directed => |_, session| session.notice("soon"),
        OnlyPair => |_, session| session.notice("soon"),
    }

    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.look.view == View::Dyads
    }

    fn context(&self) -> Context {
        Context::Dyads
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[(&[Action::NextView], "view"), (&[Action::NextPane], "pane")]
    }

    fn settle(&mut self, session: &mut Session) {
        self.counted.want(session, dyads::Ask);
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
        "Dyads"
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
