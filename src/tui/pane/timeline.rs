//! The events in order of time, under headings.

mod row;

use ratatui::layout::Rect;

use crate::{
    query::Field,
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        layout::Slot,
        pane::{Hints, Pane},
        session::Session,
        theme::Role,
    },
    view::{
        chronicle::{self, Anchor, Line},
        spoken, thousands,
    },
};

/// The lines to keep in sight above and below the selected event.
const CONTEXT: usize = 2;

/// The timeline pane.
#[derive(Debug)]
pub(super) struct Timeline {
    top: Anchor,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { top: Anchor::TOP }
    }
}

impl Timeline {
    fn seen<'a>(&self, session: &'a Session) -> Vec<Line<'a>> {
        let height = usize::from(session.layout.inner(Slot::Timeline).height);
        chronicle::lines(&session.listing(), self.top, height)
    }

    /// Puts the selected event in the middle.
    fn centre(&mut self, session: &mut Session) {
        let Some(row) = session.selected() else {
            session.notice("no event is shown");
            return;
        };
        let half = usize::from(session.layout.inner(Slot::Timeline).height / 2);
        let before = self.top;
        self.top = Anchor::event(row).above(&session.listing(), half);
        if self.top == before {
            session.notice("the event stands as near to the middle as it can");
        }
    }
}

impl Pane for Timeline {
    answers! { Centre => Self::centre }

    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn context(&self) -> Context {
        Context::Timeline
    }

    fn hints(&self, session: &Session) -> Hints {
        if session.look.query.asks_of(Field::Review) {
            return &[
                (&[Action::AcceptRecord], "accept"),
                (&[Action::RejectRecord], "reject"),
                (&[Action::Correct], "correct"),
                (&[Action::NewEvent], "new"),
                (&[Action::Mark, Action::Note], "mark, note"),
                (&[Action::SelectWords], "words"),
                (&[Action::Undo], "undo"),
                (&[Action::Review], "all"),
            ];
        }
        &[
            (&[Action::NextDay, Action::PreviousDay], "day"),
            (&[Action::Open], "source"),
            (&[Action::Filter], "filter"),
            (&[Action::OnlyActor], "actor"),
            (&[Action::GoToDate], "date"),
            (&[Action::Search], "search"),
            (&[Action::NextPane], "pane"),
            (&[Action::Undo], "undo"),
            (&[Action::Palette], "actions"),
            (&[Action::Quit], "quit"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        let height = usize::from(session.layout.inner(Slot::Timeline).height);
        if let Some(row) = session.look.selected.filter(|_| height > 0) {
            let listing = session.listing();
            let window = chronicle::Window { listing, height, context: CONTEXT };
            self.top = self.top.scrolled_to(row, &window);
        }
        let lines = self.seen(session);
        let mut rows = lines.into_iter().filter_map(|line| match line {
            Line::Event(event) => Some(event.row),
            _ => None,
        });
        let first = rows.next().unwrap_or(0);
        let last = rows.next_back().unwrap_or(first);
        session.in_sight = first..last + 1;
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        session.step_event(lines)
    }

    fn enter(&mut self, session: &mut Session) {
        session.look_at_selected();
    }

    fn open(&mut self, session: &mut Session) {
        session.open_selected();
    }

    fn click(&mut self, session: &mut Session, (_, line): (u16, u16), again: bool) {
        let row = match self.seen(session).get(usize::from(line)) {
            Some(Line::Event(event)) => Some(event.row),
            _ => None,
        };
        let Some(row) = row else { return };
        if again && session.look.selected == Some(row) {
            self.open(session);
        } else {
            session.select(row);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        session.select_found(direction)
    }

    fn position(&self, session: &Session) -> String {
        let rows = session.rows();
        let place = session.selected().map(|row| (rows.rank(row) as usize, rows.count() as usize));
        place.map_or_else(String::new, |(at, len)| super::position(at, len))
    }

    fn lines(&self, session: &Session) -> usize {
        session.rows().count() as usize
    }

    fn at(&self, session: &Session) -> usize {
        session.selected().map_or(0, |row| session.rows().rank(row) as usize)
    }

    fn say(&self, session: &Session, line: usize) -> String {
        let scope = session.shown.answer.scope;
        let row = session.rows().nth(line as u32);
        row.map_or_else(String::new, |row| spoken::event(session.timeline(), row, scope))
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let lines = self.seen(session);
        if lines.iter().all(|line| matches!(line, Line::End)) {
            super::say_why_nothing(session, area, canvas);
            return;
        }
        let columns =
            row::Columns::new(&lines, area.width, !session.timeline().decided().is_empty());
        for (number, line) in lines.iter().enumerate() {
            match line {
                Line::Event(event) => {
                    row::draw(event, &columns, area, number, canvas);
                    if Some(event.row) == session.look.selected {
                        canvas.select(line_of(area, number), has_keys);
                    }
                }
                Line::Heading(heading) => {
                    let several = (heading.events > 1).then(|| thousands(heading.events.into()));
                    let mut pen = canvas.pen(area, number);
                    pen.right(" ", theme[Role::Muted]);
                    pen.right(&several.unwrap_or_default(), theme[Role::Muted]);
                    pen.skip(1).put(&heading.words, theme[Role::Heading]);
                }
                Line::Gap { words, .. } => {
                    let sign = canvas.glyphs.gap;
                    let mut pen = canvas.pen(area, number);
                    pen.skip(1).put(sign, theme[Role::Gap]).put(" ", theme[Role::Gap]);
                    pen.put(words, theme[Role::Gap]);
                }
                Line::End => {}
            }
        }
    }
}
