//! Who with whom: a matrix of the most active actors or a list of all pairs, and below it the pair
//! under the cursor.
//!
//! ```text
//! ─ 1 Dyads both take part ──────────────────────────────────────────────────────── 4/74 ─
//!   events                 Sinal  Jalis   Gulf  Zetas    all
//!   Sinaloa Cartel             —  3,757  1,482    119  9,262
//! ▸ Gulf Cartel            1,482     60      —  [593]  2,222
//!   70 more actors
//! ─ Gulf Cartel & Los Zetas ─────────────────────────────────── 593 events, 6,932 killed ─
//! ```

mod list;
mod matrix;
mod place;
mod thread;

use ratatui::layout::Rect;

use crate::{
    base::rows::Row,
    model::ActorId,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Counted, Session, turns},
        theme::Role,
    },
    view::{
        View, counted,
        dyads::{self, Dyads as Figures, Order, Which},
        thread::{self as of_pair, Thread, terms},
    },
};

use list::List;
use matrix::{Grid, Matrix, Shows, rest};
use place::Way;

/// The dyads in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Dyads {
    counted: Counted<dyads::Ask, Figures>,
    thread: Counted<of_pair::Ask, Thread>,
    /// What the cells of the matrix show.
    shows: Shows,
    /// Whether all pairs are listed in place of the matrix.
    is_list: bool,
    order: Order,
    row: Cursor,
    column: Cursor,
    line: Cursor,
    grid: Grid,
    load: u64,
    /// The pair under the cursor when everything was in order last.
    stood_on: Option<[ActorId; 2]>,
    /// The event that was selected then.
    seen: Option<Row>,
    /// Whether the cursor stands on purpose where it does: until then it looks for the selected
    /// event.
    is_placed: bool,
    /// Whether an event of the pair is to be selected as soon as they are known.
    follows: bool,
    /// The moment from which cells were walked, and the event that was selected for the last one.
    moment: Option<(Row, Row)>,
}

impl Dyads {
    fn figures(&self) -> Option<&Figures> {
        self.counted.figures()
    }

    /// The pair under the cursor.
    fn pair(&self) -> Option<[ActorId; 2]> {
        let figures = self.figures()?;
        if self.is_list {
            return figures.listed(self.line.at).map(|dyad| [dyad.first, dyad.second]);
        }
        let [row, column] = [self.row, self.column].map(|it| figures.actors.get(it.at).copied());
        row.zip(column).filter(|(row, column)| row != column).map(|(row, column)| [row, column])
    }

    /// The areas of the matrix or list and of the pair below it.
    fn areas(&self, area: Rect) -> (Rect, Rect) {
        let wanted = match self.figures() {
            Some(figures) if !self.is_list => Grid::wants(figures.actors.len()),
            _ => u16::MAX,
        };
        let least = if area.height < 9 { 0 } else { (area.height * 2 / 5).min(thread::MOST) };
        let below = match least {
            0 => 0,
            least => area.height.saturating_sub(wanted).max(least),
        };
        let above = Rect { height: wanted.min(area.height - below), ..area };
        (above, Rect { height: below, ..rest(area, above.height) })
    }

    /// The figures of the pair under the cursor, if they are there.
    fn thread_here(&self, session: &Session) -> Option<&Thread> {
        let pair = self.pair()?;
        let is_here =
            |thread: &&Thread| (thread.ask.pair, thread.ask.which) == (pair, session.look.dyads);
        self.thread.figures().filter(is_here).filter(|_| !self.thread.is_pending())
    }

    fn across(&mut self, session: &mut Session, steps: isize) {
        if self.is_list {
            session.notice("h and l move in the matrix; b shows it");
        } else if !self.walk(steps, Way::Across) {
            let end = if steps < 0 { "first" } else { "last" };
            match self.pair() {
                Some(_) => session.notice(format!("this is the {end} column")),
                None => session.notice("no two actors take part in an event"),
            }
        }
    }

    fn toggle_list(&mut self, session: &mut Session) {
        self.is_list = !self.is_list;
        session.notice(if self.is_list { "all pairs, in a list" } else { "the matrix" });
    }

    fn turn_figures(&mut self, session: &mut Session) {
        if self.is_list {
            self.order = self.order.next();
            session.notice(format!("sorted by {}", self.order.name()));
        } else if self.shows == Shows::Events && self.figures().is_none_or(|it| it.most.killed == 0)
        {
            session.notice("no event of two says how many were killed");
        } else {
            self.shows = if self.shows == Shows::Events { Shows::Killed } else { Shows::Events };
            session.notice(format!("the cells show {}", self.shows.name()));
        }
    }

    fn toggle_directed(session: &mut Session) {
        session.change(|look| look.dyads.directed = !look.dyads.directed);
        session.notice(if session.look.dyads.directed {
            "who acts on whom, by recorded role"
        } else {
            "both take part, whoever acts"
        });
    }

    fn toggle_only_two(session: &mut Session) {
        session.change(|look| look.dyads.only_two = !look.dyads.only_two);
        session.notice(if session.look.dyads.only_two {
            "only events of just two actors"
        } else {
            "events with others, too"
        });
    }

    /// What to say where there are no pairs.
    fn nothing(which: Which) -> [&'static str; 2] {
        match (which.directed, which.only_two) {
            (true, _) => [
                "No direction is recorded: no event shown says who acts on whom.",
                "d counts both ways.",
            ],
            (false, true) => {
                ["No event shown has just two actors.", "p counts those with others, too."]
            }
            (false, false) => ["No event shown has two actors.", ""],
        }
    }
}

impl Pane for Dyads {
    answers! {
        Left => |pane, session| pane.across(session, -1),
        Right => |pane, session| pane.across(session, 1),
        By => Self::toggle_list,
        Figures => Self::turn_figures,
        Directed => |_, session| Self::toggle_directed(session),
        OnlyPair => |_, session| Self::toggle_only_two(session),
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
        if self.is_list {
            return &[
                (&[Action::Open], "its events"),
                (&[Action::By], "matrix"),
                (&[Action::Figures], "sort"),
                (&[Action::Directed], "directed"),
                (&[Action::OnlyPair], "only these two"),
                (&[Action::NextView], "view"),
                (&[Action::NextPane], "pane"),
            ];
        }
        &[
            (&[Action::Left, Action::Next, Action::Previous, Action::Right], "cell"),
            (&[Action::Open], "its events"),
            (&[Action::Directed], "directed"),
            (&[Action::OnlyPair], "only these two"),
            (&[Action::Figures], "killed"),
            (&[Action::By], "list"),
            (&[Action::NextView], "view"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        self.put_in_order(session);
    }

    fn step(&mut self, _session: &mut Session, lines: isize) -> bool {
        if !self.is_list {
            return self.walk(lines, Way::Down);
        }
        let before = self.line.at;
        let len = self.figures().map_or(0, Figures::listed_len);
        self.line.step(lines, len);
        self.moved(self.line.at != before)
    }

    fn page(&self, session: &Session) -> u16 {
        let (above, _) = self.areas(session.layout.inner(Slot::Timeline));
        above.height.saturating_sub(2).max(1)
    }

    fn enter(&mut self, session: &mut Session) {
        // What was under way when the keys left is forgotten.
        (self.is_placed, self.follows) = (false, false);
        self.put_in_order(session);
    }

    fn open(&mut self, session: &mut Session) {
        let Some(pair) = self.pair() else {
            session.notice("no two actors take part in an event");
            return;
        };
        let has_events = self.figures().is_some_and(|it| it.get(pair[0], pair[1]).is_some());
        if !has_events {
            let names = pair.map(|actor| session.timeline().actor(actor).name.clone());
            let [first, second] = names;
            session.notice(if session.look.dyads.directed {
                format!("no event in which {first} acts on {second}")
            } else {
                format!("no event of {first} and {second}")
            });
            return;
        }
        let terms = terms(pair, session.look.dyads, session.store());
        session.list(session.look.query.narrowed(&terms));
    }

    fn click(&mut self, session: &mut Session, (x, y): (u16, u16), again: bool) {
        let before = self.pair();
        if self.is_list {
            let Some(line) = usize::from(y).checked_sub(1) else { return };
            let (above, _) = self.areas(session.layout.inner(Slot::Timeline));
            let len = self.figures().map_or(0, Figures::listed_len);
            let at = self.line.top + line;
            if line >= List::lines(above) || at >= len {
                return;
            }
            self.line.at = at;
        } else {
            let Some((line, column)) = self.grid.at((x, y)) else { return };
            let (row, column) = (self.row.top + line, self.column.top + column);
            if row == column {
                session.notice("nobody meets himself; members count for whom they belong to");
                return;
            }
            (self.row.at, self.column.at) = (row, column);
        }
        let same = self.pair() == before;
        self.moved(!same);
        if same && again {
            self.open(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let (Some(search), Some(figures)) = (&session.search, self.counted.figures()) else {
            return false;
        };
        let matches = |actor: ActorId| {
            let mut names = session.timeline().actor(actor).names();
            names.any(|name| search.pattern.is_match(name))
        };
        let found = if self.is_list {
            let mut lines = turns(self.line.at, figures.listed_len(), direction);
            let has = |&line: &usize| {
                figures.listed(line).is_some_and(|it| matches(it.first) || matches(it.second))
            };
            lines.find(has).map(|line| self.line.at = line)
        } else {
            let mut rows = turns(self.row.at, figures.actors.len(), direction);
            rows.find(|&row| matches(figures.actors[row])).map(|row| self.row.at = row)
        };
        self.moved(found.is_some())
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        self.pair().map_or_else(|| session.actors_of_selected(), Vec::from)
    }

    fn name(&self, _session: &Session) -> &'static str {
        "Dyads"
    }

    fn note(&self, session: &Session) -> String {
        let mut note = match (session.look.dyads.directed, self.is_list) {
            (false, _) => "both take part".to_owned(),
            (true, false) => "row acts on column".to_owned(),
            (true, true) => "the first acts on the second".to_owned(),
        };
        if session.look.dyads.only_two {
            note += ", nobody else";
        }
        if self.is_list {
            note.extend([", by ", self.order.name()]);
        }
        note
    }

    fn position(&self, _session: &Session) -> String {
        let Some(figures) = self.figures().filter(|_| !self.counted.is_pending()) else {
            return "counting".to_owned();
        };
        if self.is_list {
            super::position(self.line.at, figures.listed_len())
        } else {
            counted(figures.len() as u32, "pair")
        }
    }

    fn lines(&self, _session: &Session) -> usize {
        let of = |figures: &Figures| {
            if self.is_list { figures.listed_len() } else { figures.actors.len() }
        };
        self.figures().map_or(0, of)
    }

    fn at(&self, _session: &Session) -> usize {
        if self.is_list { self.line.at } else { self.row.at }
    }

    fn say(&self, session: &Session, line: usize) -> String {
        let Some(figures) = self.figures() else { return String::new() };
        if figures.is_empty() {
            return Self::nothing(session.look.dyads).join(" ");
        }
        let timeline = session.timeline();
        let actor = figures.actors.get(line);
        match (self.is_list, actor) {
            (true, _) => {
                let pair = figures.listed(line).map(|dyad| [dyad.first, dyad.second]);
                pair.map_or_else(String::new, |pair| figures.said(timeline, pair))
            }
            (false, Some(&actor)) if line == self.row.at => {
                match figures.actors.get(self.column.at) {
                    Some(&other) if other != actor => figures.said(timeline, [actor, other]),
                    _ => figures.row_said(timeline, actor),
                }
            }
            (false, Some(&actor)) => figures.row_said(timeline, actor),
            (false, None) => String::new(),
        }
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let muted = canvas.theme[Role::Muted];
        let Some(figures) = self.figures() else {
            canvas.pen(area, 1).skip(2).put("Counting.", muted);
            return;
        };
        if figures.is_empty() {
            for (line, words) in Self::nothing(session.look.dyads).iter().enumerate() {
                canvas.pen(area, line + 1).skip(2).put(words, muted);
            }
            return;
        }
        if self.is_list && figures.listed_len() == 0 {
            canvas.pen(area, 1).skip(2).put("Counting.", muted);
            return;
        }
        let (above, below) = self.areas(area);
        let timeline = session.timeline();
        if self.is_list {
            List { figures, timeline, cursor: self.line, has_keys }.draw(above, canvas);
        } else {
            let Self { shows, grid, row, column, .. } = *self;
            let mut corner = shows.name().to_owned();
            if session.look.dyads.only_two {
                corner += ", only two";
            }
            if session.look.dyads.directed {
                corner += ", row on column";
            }
            Matrix { figures, timeline, shows, corner, grid, row, column, has_keys }
                .draw(above, canvas);
        }
        match self.thread_here(session) {
            Some(thread) => thread::draw(thread, session, below, canvas),
            None => thread::draw_nothing(below, canvas),
        }
    }
}
