//! An actor a line, time to scale.
//!
//! ```text
//!                 1910        1920        1930             undated
//!   eras          ─ The long truce ────
//! ▸ Valdia        ▪  ═════════▪    ░░░  2   ~      5 ›           1
//!   Corsca              ═════════════════════▷
//!  ▪ event  ═ lasted  ░ some time in                2 of 9 actors
//! ```

mod chart;

use std::{fmt::Write as _, sync::Arc};

use ratatui::layout::Rect;

use crate::{
    base::{rows::Row, text},
    model::ActorId,
    query::Answer,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Counted, Session},
    },
    view::{
        View,
        cells::{self, Cells, Grid},
        counted,
        lanes::{self, Key, Lane, Lanes as Figures},
        overview::{Frame, Zoom},
        spoken, thousands,
    },
};
use chart::{Chart, Columns};

/// The lanes in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    counted: Counted<lanes::Ask, Figures>,
    cells: Counted<cells::Ask, Cells>,
    /// The lane under the cursor, and the first one in sight, among those below the eras.
    cursor: Cursor,
    /// Whose lane is under the cursor.
    key: Option<Key>,
    /// The event for which that was chosen.
    followed: Option<Row>,
    columns: Columns,
    /// The frame, and the zoom for which it was made.
    frame: Option<(Frame, Zoom)>,
    /// How many events are before and after the frame.
    outside: (u32, u32),
    /// The frame and the answer for which they were counted.
    outside_of: Option<(Frame, Arc<Answer>)>,
    /// Which of its lane the selected event is, and of how many.
    position: String,
}

impl Lanes {
    /// The lanes below those of the eras.
    fn list(&self) -> &[Lane] {
        let lanes = self.counted.figures().map_or(&[][..], |figures| &figures.lanes);
        match lanes {
            [first, rest @ ..] if first.key == Key::Eras => rest,
            lanes => lanes,
        }
    }

    fn has_eras(&self) -> bool {
        let lanes = self.counted.figures().map(|figures| &figures.lanes);
        lanes.and_then(|lanes| lanes.first()).is_some_and(|lane| lane.key == Key::Eras)
    }

    /// The keys of the lanes from top to bottom, those of the eras first.
    fn key_at(&self, place: usize) -> Option<Key> {
        let figures = self.counted.figures()?;
        figures.lanes.get(place).map(|lane| lane.key)
    }

    fn place_of(&self, key: Key) -> Option<usize> {
        let figures = self.counted.figures()?;
        figures.lanes.iter().position(|lane| lane.key == key)
    }

    /// Puts the cursor on the lane of the selected event: where it is, if the event stands there.
    fn follow(&mut self, session: &Session) {
        let Some(figures) = self.counted.figures() else { return };
        let kept = self.key.filter(|&key| self.place_of(key).is_some());
        let timeline = session.timeline();
        let selected = session.selected();
        let stands =
            |key: Key| selected.is_none_or(|row| figures.rows(session.store(), key).contains(row));
        let lane = || selected.and_then(|row| figures.lane_of(timeline, row));
        let key = match kept.filter(|&key| stands(key)) {
            Some(key) => Some(key),
            None => self.key_at(lane().unwrap_or(0)),
        };
        self.key = key;
        self.followed = selected;
    }

    /// Says which of its lane the selected event is.
    fn count_position(&mut self, session: &Session) {
        /// More rows are not looked at for a number.
        const MOST: usize = 50_000;
        self.position = String::new();
        let (Some(figures), Some(key)) = (self.counted.figures(), self.key) else { return };
        let Some(place) = self.place_of(key) else { return };
        let lane = figures.lanes[place];
        let rows = figures.rows(session.store(), key);
        let number = |number: usize| thousands(number as u64);
        let at = session.selected().filter(|_| rows.cost() <= MOST).map(|row| {
            let before = rows.shown(session.rows()).partition_point(|&other| other < row);
            format!("{}/", number(before + 1))
        });
        let name = key.words(session.timeline());
        self.position =
            format!("{name} {}{}", at.unwrap_or_default(), number(lane.events as usize));
    }

    /// Selects the event of the lane under the cursor that is nearest in time.
    fn select_nearest(&mut self, session: &mut Session) {
        let (Some(figures), Some(key)) = (self.counted.figures(), self.key) else { return };
        let row = session.look.selected.unwrap_or(0);
        let rows = figures.rows(session.store(), key);
        let nearest = rows.nearest(session.timeline(), session.rows(), row);
        if let Some(row) = nearest {
            session.select(row);
        }
        self.followed = session.selected();
    }

    /// Goes to the next event of the lane in a direction.
    fn go(&mut self, session: &mut Session, direction: isize) {
        let (Some(figures), Some(key)) = (self.counted.figures(), self.key) else {
            session.notice("no event is shown");
            return;
        };
        let rows = figures.rows(session.store(), key);
        let row = session.look.selected.unwrap_or(0);
        let found = match direction {
            1.. => rows.next_from(session.rows(), row + 1),
            _ => rows.prev_before(session.rows(), row),
        };
        if let Some(row) = found {
            session.select(row);
            self.followed = Some(row);
        } else {
            let side = if direction > 0 { "later" } else { "earlier" };
            session.notice(format!("no {side} event in this lane"));
        }
    }

    fn next_by(session: &mut Session) {
        session.change(|look| look.lanes.by = look.lanes.by.next());
        session.notice(format!("lanes by {}", session.look.lanes.by.noun()));
    }

    fn next_order(session: &mut Session) {
        session.change(|look| look.lanes.order = look.lanes.order.next());
        session.notice(format!("lanes: {}", session.look.lanes.order.words()));
    }

    /// The cells, and what they are drawn in.
    fn chart<'a>(&'a self, session: &'a Session, area: Rect) -> Option<Chart<'a>> {
        Some(Chart {
            session,
            lanes: self.counted.figures()?,
            cells: self.cells.figures(),
            columns: &self.columns,
            list: self.list(),
            has_eras: self.has_eras(),
            top: self.cursor.top,
            key: self.key,
            area,
        })
    }

    /// The frame in which the events are drawn: the one that there was while the selected event is in
    /// it.
    fn frame(&self, session: &Session, columns: u32) -> Option<Frame> {
        let extent = self.counted.figures()?.extent?;
        let zoom = session.look.zoom;
        let row = session.selected();
        let day = row.and_then(|row| session.timeline().when(row).listing_day());
        let fresh = Frame::of(extent, zoom, columns, day);
        let kept = self.frame.filter(|&(frame, made_for)| {
            let is_in = day.is_none_or(|day| frame.bar(day).is_some());
            let is_same = (frame.unit, frame.bars) == (fresh.unit, fresh.bars);
            zoom == made_for && is_same && is_in && zoom != Zoom::Fit
        });
        Some(kept.map_or(fresh, |(frame, _)| frame))
    }

    /// Counts what is before and after a frame, unless that was done.
    fn count_outside(&mut self, session: &Session, frame: Frame) {
        let answer = &session.shown.answer;
        let is_known = self
            .outside_of
            .as_ref()
            .is_some_and(|(known, of)| *known == frame && Arc::ptr_eq(of, answer));
        if !is_known {
            let grid = Grid::new(frame, frame.bars);
            self.outside = cells::outside(session.timeline(), session.rows(), &grid);
            self.outside_of = Some((frame, Arc::clone(answer)));
        }
    }

    /// Decides where everything stands, and asks for what is to be drawn there.
    fn lay_out(&mut self, session: &mut Session) {
        let area = session.layout.inner(Slot::Timeline);
        let lines = self.cells.figures().map_or(1, |cells| cells.band.lines.len().max(1));
        let band = if self.has_eras() { lines as u16 } else { 0 };
        let len = self.list().len();
        let mut columns = Columns::new(area, band, len);
        let below = self.key.and_then(|key| self.place_of(key)).unwrap_or(0);
        let at = below.saturating_sub(usize::from(self.has_eras()));
        self.cursor.go(at, len);
        self.cursor.show(columns.lanes());
        let end = (self.cursor.top + columns.lanes()).min(len);
        let mut keys: Vec<Key> =
            self.list()[self.cursor.top.min(end)..end].iter().map(|lane| lane.key).collect();
        let names = keys.iter().map(|key| text::width(&key.words(session.timeline())));
        columns.name(names.max().unwrap_or(0).max(4 * usize::from(band > 0)), area.width);
        if self.has_eras() {
            keys.insert(0, Key::Eras);
        }
        let timeline = session.timeline();
        let undated = session.rows().count_in(timeline.dated().end..timeline.len());
        columns.undated(undated);
        if self.frame.is_none_or(|(_, zoom)| zoom != session.look.zoom) {
            (self.outside, self.outside_of) = ((0, 0), None);
        }
        // What is outside of the cells needs room that these can't have; mostly it is as it was.
        columns.outside(self.outside.0, self.outside.1);
        let mut frame = self.frame(session, columns.cells(area.width).into());
        if let Some(first) = frame {
            self.count_outside(session, first);
            let before = columns;
            columns.outside(self.outside.0, self.outside.1);
            if columns != before {
                frame = self.frame(session, columns.cells(area.width).into());
                self.count_outside(session, frame.unwrap_or(first));
            }
        }
        self.columns = columns;
        // With no date at all there is still a lane for each.
        let none = Frame { unit: session.unit, first: 0, bars: 1 };
        self.frame = frame.map(|frame| (frame, session.look.zoom));
        let grid = Grid::new(frame.unwrap_or(none), columns.cells(area.width).into());
        let in_sight = frame
            .map(|frame| timeline.listed_between(frame.first_day(0), frame.first_day(frame.bars)));
        session.in_sight = in_sight.unwrap_or(0..0);
        session.unit = grid.frame.unit;
        let Some(figures) = self.counted.figures() else { return };
        let sets = Arc::clone(&figures.sets);
        self.cells.want(session, cells::Ask { keys, sets, grid });
    }
}

impl Pane for Lanes {
    answers! {
        Left => |pane, session| pane.go(session, -1),
        Right => |pane, session| pane.go(session, 1),
        By => |_, session| Self::next_by(session),
        Order => |_, session| Self::next_order(session),
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
        &[
            (&[Action::Left, Action::Right], "event in the lane"),
            (&[Action::Next, Action::Previous], "lane"),
            (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
            (&[Action::By], "by"),
            (&[Action::Order], "order"),
            (&[Action::Open], "source"),
            (&[Action::OnlyActor], "actor"),
            (&[Action::NextDay, Action::PreviousDay], "day"),
            (&[Action::NextView], "view"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        let came = self.counted.want(session, session.look.lanes);
        if self.counted.figures().is_none() {
            self.cells = Counted::default();
            return;
        }
        if came || self.followed != session.selected() || self.key.is_none() {
            self.follow(session);
        }
        self.count_position(session);
        if !self.counted.is_pending() {
            self.lay_out(session);
        }
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let Some(figures) = self.counted.figures() else { return false };
        let before = self.key;
        let mut cursor =
            Cursor { at: before.and_then(|key| self.place_of(key)).unwrap_or(0), top: 0 };
        cursor.step(lines, figures.lanes.len());
        self.key = self.key_at(cursor.at);
        if self.key != before {
            self.select_nearest(session);
        }
        self.key != before
    }

    fn page(&self, _session: &Session) -> u16 {
        self.columns.lanes() as u16
    }

    fn enter(&mut self, session: &mut Session) {
        session.look_at_selected();
    }

    fn open(&mut self, session: &mut Session) {
        session.open_selected();
    }

    fn click(&mut self, session: &mut Session, at: (u16, u16), again: bool) {
        let area = session.layout.inner(Slot::Timeline);
        let Some(chart) = self.chart(session, area) else { return };
        let (key, day) = chart.at(at);
        let Some(key) = key else { return };
        let before = (self.key, session.selected());
        let row = day.and_then(|day| {
            let timeline = session.timeline();
            let at = timeline.listed_between(day, day).start.min(timeline.len().checked_sub(1)?);
            let rows = self.counted.figures()?.rows(session.store(), key);
            rows.nearest(timeline, session.rows(), at)
        });
        self.key = Some(key);
        match row {
            Some(row) => {
                session.select(row);
                self.followed = Some(row);
            }
            None => self.select_nearest(session),
        }
        if again && (self.key, session.selected()) == before {
            self.open(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        session.select_found(direction)
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        match self.key {
            Some(Key::Actor(actor)) => vec![actor],
            _ => session.actors_of_selected(),
        }
    }

    fn name(&self, _session: &Session) -> &'static str {
        "Lanes"
    }

    fn note(&self, session: &Session) -> String {
        let by = self.counted.figures().map_or(session.look.lanes, |figures| figures.ask);
        let scale = self.cells.figures().filter(|_| self.frame.is_some());
        let scale = scale.map(|cells| format!(", {}", cells.grid.words())).unwrap_or_default();
        let mut words = format!("by {}, {}{scale}", by.by.noun(), by.order.words());
        for (events, side) in [(self.outside.0, "earlier"), (self.outside.1, "later")] {
            if events > 0 {
                let _ = write!(words, ", {} {side}", thousands(events.into()));
            }
        }
        words
    }

    fn position(&self, _session: &Session) -> String {
        if self.counted.is_pending() || self.cells.is_pending() {
            return "counting".to_owned();
        }
        self.position.clone()
    }

    fn lines(&self, _session: &Session) -> usize {
        self.counted.figures().map_or(0, |figures| figures.lanes.len())
    }

    fn at(&self, _session: &Session) -> usize {
        self.key.and_then(|key| self.place_of(key)).unwrap_or(0)
    }

    /// The lane; of the one under the cursor the selected event, too, of others the first and the
    /// last.
    fn say(&self, session: &Session, number: usize) -> String {
        let Some(figures) = self.counted.figures() else { return String::new() };
        let Some(lane) = figures.lanes.get(number) else { return String::new() };
        let timeline = session.timeline();
        let lane_words = format!("{}: {}", lane.key.words(timeline), counted(lane.events, "event"));
        if self.key == Some(lane.key)
            && let Some(row) = session.selected()
        {
            let scope = session.shown.answer.scope;
            return spoken::sentences([
                lane_words,
                format!("Here: {}", spoken::event(timeline, row, scope)),
            ]);
        }
        let rows = figures.rows(session.store(), lane.key);
        let first = rows.next_from(session.rows(), 0);
        let last = rows.prev_before(session.rows(), timeline.len());
        let dates = first.zip(last).map(|(first, last)| {
            let [one, other] = [first, last].map(|row| spoken::when(timeline.when(row)));
            if first == last { one } else { format!("first {one}, last {other}") }
        });
        spoken::sentences([lane_words, dates.unwrap_or_default()])
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let lanes = self.counted.figures().map_or(0, |figures| figures.lanes.len());
        if lanes == 0 {
            if !self.counted.is_pending() {
                super::say_why_nothing(session, area, canvas);
            }
            return;
        }
        if let Some(chart) = self.chart(session, area) {
            chart.draw(has_keys, canvas);
        }
    }
}
