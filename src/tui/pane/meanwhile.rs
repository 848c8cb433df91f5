//! What happened at the same time as the selected event, where the lanes are shown.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::{
    base::{rows::Row, text},
    model::ActorId,
    query::Answer,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Session, turns},
        theme::Role,
    },
    view::{
        Record, View,
        meanwhile::{How, Line, Meanwhile as Figures},
        spoken,
    },
};

/// The pane in the place of the statements.
#[derive(Debug, Default)]
pub(super) struct Meanwhile {
    figures: Figures,
    /// The load, the answer and the event for which they were made.
    made_for: Option<(u64, Arc<Answer>, Option<Row>)>,
    cursor: Cursor,
}

impl Meanwhile {
    fn at_cursor(&self, session: &Session) -> Option<Row> {
        self.figures.row(session.rows(), self.cursor.at as u32)
    }

    fn seen<'a>(&self, session: &'a Session, top: usize, height: u16) -> Vec<Line<'a>> {
        self.figures.lines(session.timeline(), session.rows(), top as u32, height.into())
    }

    fn look_at_cursor(&self, session: &mut Session) {
        if let Some(row) = self.at_cursor(session) {
            session.look_at(Record::Event(row));
        }
    }

    fn go(&mut self, session: &mut Session, line: usize) {
        self.cursor.go(line, self.figures.events as usize);
        self.look_at_cursor(session);
    }
}

impl Pane for Meanwhile {
    fn slot(&self) -> Slot {
        Slot::Statements
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.look.view == View::Lanes
    }

    fn context(&self) -> Context {
        Context::Meanwhile
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::Open], "go to the event"),
            (&[Action::OnlyActor], "actor"),
            (&[Action::GoToSource], "source"),
            (&[Action::NextDay, Action::PreviousDay], "day"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        let selected = session.selected();
        let is_same = self.made_for.as_ref().is_some_and(|(load, answer, row)| {
            *load == session.loads && Arc::ptr_eq(answer, &session.shown.answer) && *row == selected
        });
        if !is_same {
            let (timeline, rows) = (session.timeline(), session.rows());
            self.figures =
                selected.map(|row| Figures::new(timeline, rows, row)).unwrap_or_default();
            self.made_for = Some((session.loads, Arc::clone(&session.shown.answer), selected));
            self.cursor = Cursor::default();
        }
        self.cursor.go(self.cursor.at, self.figures.events as usize);
        self.cursor.show(session.layout.inner(Slot::Statements).height.into());
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let before = self.cursor.at;
        self.cursor.step(lines, self.figures.events as usize);
        self.look_at_cursor(session);
        self.cursor.at != before
    }

    fn enter(&mut self, session: &mut Session) {
        self.look_at_cursor(session);
    }

    fn open(&mut self, session: &mut Session) {
        match self.at_cursor(session) {
            Some(row) => {
                session.select(row);
                session.go_to(Slot::Timeline);
            }
            None => session.notice("nothing else happened then"),
        }
    }

    fn click(&mut self, session: &mut Session, (_, line): (u16, u16), again: bool) {
        let (at, before) = (self.cursor.top + usize::from(line), self.cursor.at);
        if at >= self.figures.events as usize {
            return;
        }
        self.go(session, at);
        if again && at == before {
            self.open(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        /// Longer lists are searched by the search of the timeline.
        const MOST: u32 = 10_000;
        let Some(search) = &session.search else { return false };
        let all = self.figures.lines(session.timeline(), session.rows(), 0, MOST as usize);
        let found = turns(self.cursor.at, all.len(), direction)
            .find(|&line| search.pattern.is_match(&all[line].title));
        if let Some(line) = found {
            self.go(session, line);
        }
        found.is_some()
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        self.at_cursor(session).map(|row| session.actors_of(row)).unwrap_or_default()
    }

    fn name(&self, _session: &Session) -> &'static str {
        "At the same time"
    }

    fn position(&self, _session: &Session) -> String {
        super::position(self.cursor.at, self.figures.events as usize)
    }

    fn lines(&self, _session: &Session) -> usize {
        self.figures.events as usize
    }

    fn at(&self, _session: &Session) -> usize {
        self.cursor.at
    }

    fn say(&self, session: &Session, line: usize) -> String {
        let lines = self.seen(session, line, 1);
        let said = |line: &Line<'_>| {
            spoken::sentences([
                format!("{}, {}", line.when, line.how.words()),
                line.title.clone().into_owned(),
            ])
        };
        lines.first().map_or_else(String::new, said)
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let lines = self.seen(session, self.cursor.top, area.height);
        if lines.is_empty() {
            let selected = session.selected();
            let words = match selected.map(|row| session.timeline().when(row).is_undated()) {
                Some(true) => "The selected event has no date.",
                Some(false) => "Nothing else that is shown happened then.",
                None => "",
            };
            canvas.pen(area, 1).skip(2).put(words, theme[Role::Muted]);
        }
        let width = |words: &str| text::width(words) as u16;
        let how = lines.iter().map(|line| width(line.how.words())).max().unwrap_or(0);
        let when = lines.iter().map(|line| width(&line.when)).max().unwrap_or(0);
        let when = when.min(area.width * 2 / 5);
        for (number, line) in lines.iter().enumerate() {
            let mut pen = canvas.pen(area, number);
            let sure = if line.how == How::Maybe { Role::Muted } else { Role::Text };
            pen.skip(2).column(&line.when, when, theme[Role::Date]).skip(2);
            pen.column(line.how.words(), how, theme[sure]).skip(2);
            pen.put(&line.title, theme[Role::Text]);
            if number + self.cursor.top == self.cursor.at && has_keys {
                canvas.select(line_of(area, number), has_keys);
            }
        }
    }
}
