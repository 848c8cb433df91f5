//! The panes, a unit each: what it remembers, which actions it answers, what a step, Enter, a click
//! and a search do in it, and how it is drawn.
//!
//! To add a pane: write its file and a line in the list of [`all`] below. Its hints, help and place
//! in the palette and the tables of keys come from the actions that it answers.

use std::fmt::Debug;

use ratatui::layout::Rect;

use crate::{
    base::{rows::Row, text},
    model::{ActorId, Timeline},
    tui::{
        action::{Action, Context},
        canvas::{Canvas, Title},
        layout::{Class, Slot},
        session::Session,
        theme::Role,
    },
    view::{Record, summary},
};

/// Declares the files of the panes and lists the panes, in the order in which they settle.
macro_rules! panes {
    ($($file:ident::$pane:ident)+) => {
        $(mod $file;)+

        /// Every pane. The overview comes last: it marks what the others show.
        #[must_use]
        pub fn all() -> Vec<Box<dyn Pane>> {
            vec![$(Box::new($file::$pane::default())),+]
        }
    };
}

/// The actions of a pane with what each does: what is listed is what is answered.
macro_rules! answers {
    ($($action:ident => $verb:expr),+ $(,)?) => {
        fn answers(&self) -> &'static [crate::tui::action::Action] {
            &[$(crate::tui::action::Action::$action),+]
        }

        fn act(
            &mut self,
            session: &mut crate::tui::session::Session,
            action: crate::tui::action::Action,
        ) {
            match action {
                $(crate::tui::action::Action::$action => {
                    let verb: fn(&mut Self, &mut crate::tui::session::Session) = $verb;
                    verb(self, session);
                })+
                _ => {}
            }
        }
    };
}

panes! {
    survey::Survey
    lanes::Lanes
    trends::Trends
    dyads::Dyads
    gaps::Gaps
    timeline::Timeline
    actors::Actors
    meanwhile::Meanwhile
    statements::Statements
    detail::Detail
    overview::Overview
}

/// The keys worth naming in a place, most useful first, each with a word or two.
pub type Hints = &'static [(&'static [Action], &'static str)];

/// One pane. Besides the actions that it lists, each answers the moves, Enter and the search.
pub trait Pane: Debug {
    /// Where it stands.
    fn slot(&self) -> Slot;

    /// Whether it wants to stand there now. Panes of one slot take turns: the first in the list of
    /// those that want has the slot.
    fn wants_slot(&self, _session: &Session) -> bool {
        true
    }

    /// Where its keys stand in the key map.
    fn context(&self) -> Context;

    /// What to say of its keys now.
    fn hints(&self, session: &Session) -> Hints;

    /// The actions that are its own.
    fn answers(&self) -> &'static [Action] {
        &[]
    }

    /// Does one of them.
    fn act(&mut self, _session: &mut Session, _action: Action) {}

    /// Puts itself in order after a change: the cursor is on a line that exists, and in sight.
    fn settle(&mut self, session: &mut Session);

    /// Goes some lines down, up if negative, `isize::MIN` and `isize::MAX` to the ends; says
    /// whether it moved.
    fn step(&mut self, session: &mut Session, lines: isize) -> bool;

    /// How many lines a page has.
    fn page(&self, session: &Session) -> u16 {
        session.layout.inner(self.slot()).height
    }

    /// Takes notice that the keys have come here.
    fn enter(&mut self, _session: &mut Session) {}

    /// Opens what is under the cursor.
    fn open(&mut self, session: &mut Session);

    /// Puts the cursor on what was clicked, at a column and a line of its inner area; a click where
    /// the cursor is `again` opens it.
    fn click(&mut self, session: &mut Session, at: (u16, u16), again: bool);

    /// Goes to the next match of the search, round the end; whether there is one.
    fn find(&mut self, session: &mut Session, direction: isize) -> bool;

    /// The actors under the cursor.
    fn actors(&self, session: &Session) -> Vec<ActorId> {
        session.actors_of_selected()
    }

    /// What it is called.
    fn name(&self, _session: &Session) -> &'static str {
        self.slot().title()
    }

    /// A note on what it shows, behind its name.
    fn note(&self, _session: &Session) -> String {
        String::new()
    }

    /// Where in all it is: "3 of 12".
    fn position(&self, session: &Session) -> String;

    /// How many lines it has for who reads it line by line.
    fn lines(&self, session: &Session) -> usize;

    /// Which of them is under the cursor, counted from 0.
    fn at(&self, session: &Session) -> usize;

    /// One of them in words, so that nothing is left to a sign or a column.
    fn say(&self, session: &Session, line: usize) -> String;

    /// Draws what stands below its title line.
    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>);

    /// Draws what else it shows where there is room: a source beside, a preview below.
    fn draw_beside(&self, _session: &Session, _has_keys: bool, _canvas: &mut Canvas<'_>) {}

    /// Whether it draws a title line of its own.
    fn has_title(&self, session: &Session) -> bool {
        session.layout.class > Class::Compact
    }
}

/// Draws a pane with its title line.
pub fn draw(pane: &dyn Pane, session: &Session, has_keys: bool, canvas: &mut Canvas<'_>) {
    let slot = pane.slot();
    if let Some(area) = session.layout.pane(slot) {
        if pane.has_title(session) && area.height > 1 {
            let title = Title {
                slot,
                name: pane.name(session),
                note: &pane.note(session),
                position: &pane.position(session),
                has_keys,
            };
            canvas.title(area, &title);
        }
        pane.draw(session, has_keys, session.layout.inner(slot), canvas);
    }
    pane.draw_beside(session, has_keys, canvas);
}

/// Says in a pane of events why none is shown.
fn say_why_nothing(session: &Session, area: Rect, canvas: &mut Canvas<'_>) {
    let style = canvas.theme[Role::Muted];
    for (number, line) in session.why_nothing().iter().enumerate() {
        canvas.pen(area, number + 1).skip(2).put(line, style);
    }
}

/// "3 of 12"; empty where there is nothing.
fn position(at: usize, len: usize) -> String {
    if len == 0 {
        return String::new();
    }
    let number = |number: usize| crate::view::thousands(number as u64);
    format!("{}/{}", number(at + 1), number(len))
}

/// Lists events in an area, as many as have room: when and what.
fn list_events(rows: &[Row], timeline: &Timeline, area: Rect, canvas: &mut Canvas<'_>) {
    let words = |&row| {
        let when = timeline.event(row).when().words();
        (when, summary::words(timeline, Record::Event(row)))
    };
    let events: Vec<_> = rows.iter().take(area.height.into()).map(words).collect();
    let dates = events.iter().map(|(when, _)| text::width(when)).max().unwrap_or(0) as u16;
    for (line, (when, title)) in events.iter().enumerate() {
        let (date, words) = (canvas.theme[Role::Date], canvas.theme[Role::Text]);
        canvas.pen(area, line).column(when, dates, date).skip(2).put(title, words);
    }
}
