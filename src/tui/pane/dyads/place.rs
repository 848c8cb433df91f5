//! Where the cursor stands: on a pair of the figures that are there, in sight, and at the moment.

use ratatui::layout::Rect;

use crate::{
    model::ActorId,
    tui::{
        layout::Slot,
        pane::dyads::{Dyads, list::List, matrix::Grid, thread},
        session::Session,
    },
    view::{
        dyads,
        thread::{self as of_pair, Thread},
    },
};

/// Which of its cursors is walked in a matrix.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Down,
    Across,
}

impl Dyads {
    /// Puts the cursor on a pair; whether it is there.
    pub(super) fn put(&mut self, [first, second]: [ActorId; 2]) -> bool {
        let Some(figures) = self.counted.figures() else { return false };
        if self.is_list {
            let line = figures.line_of(first, second);
            self.line.at = line.unwrap_or(self.line.at);
            return line.is_some();
        }
        let place = |actor| figures.actors.iter().position(|&own| own == actor);
        let Some((row, column)) = place(first).zip(place(second)) else { return false };
        (self.row.at, self.column.at) = (row, column);
        true
    }

    /// Puts the cursor on the first pair that the most active actor has.
    pub(super) fn put_on_first(&mut self) {
        let Some(figures) = self.counted.figures() else { return };
        let Some(&first) = figures.actors.first() else { return };
        let has = |other: &ActorId| figures.get(first, *other).is_some();
        (self.row.at, self.line.at) = (0, 0);
        self.column.at = figures.actors.iter().position(has).unwrap_or(0);
    }

    /// Puts the cursor on a pair if it is in sight with the most active ones, which are the picture
    /// that one comes for.
    pub(super) fn put_in_sight(&mut self, pair: [ActorId; 2], session: &Session) {
        let before = (self.row, self.column, self.line);
        self.put(pair);
        let area = session.layout.inner(Slot::Timeline);
        self.scroll(session, area);
        let scrolls = [self.row, self.column, self.line].iter().any(|it| it.top > 0);
        let scrolled_before = [before.0, before.1, before.2].iter().any(|it| it.top > 0);
        if scrolls && !scrolled_before {
            (self.row, self.column, self.line) = before;
        }
    }

    /// The pair of the selected event, the most active first.
    pub(super) fn pair_of_selected(&self, session: &Session) -> Option<[ActorId; 2]> {
        let figures = self.figures()?;
        let actors = session.actors_of_selected();
        let has = |pair: &[ActorId; 2]| figures.get(pair[0], pair[1]).is_some();
        let place = |actor: ActorId| figures.actors.iter().position(|&own| own == actor);
        let pairs = actors.iter().flat_map(|&one| actors.iter().map(move |&other| [one, other]));
        pairs.filter(|[one, other]| one != other).filter(has).min_by_key(|pair| pair.map(place))
    }

    /// Sees to it that the figures are there or on their way, and the cursor on a pair of them.
    pub(super) fn put_in_order(&mut self, session: &mut Session) {
        if self.load != session.loads {
            self.load = session.loads;
            (self.is_placed, self.follows, self.moment) = (false, false, None);
            (self.row, self.column, self.line) = Default::default();
            self.stood_on = None;
        }
        let list = self.is_list.then_some(self.order);
        let came = self.counted.want(session, dyads::Ask { which: session.look.dyads, list });
        if let Some(pair) = self.stood_on.filter(|_| came) {
            self.put(pair);
        }
        if !self.is_placed && !self.counted.is_pending() && self.figures().is_some() {
            self.is_placed = true;
            let selected = session.selected();
            let is_here = |thread: &Thread| selected.is_some_and(|row| thread.has(row));
            let stays = self.stood_on.is_some() && self.thread.figures().is_some_and(is_here);
            if self.stood_on.is_none() {
                self.put_on_first();
            }
            if let Some(pair) = self.pair_of_selected(session).filter(|_| !stays) {
                self.put_in_sight(pair, session);
            }
        }
        self.chase(session, came);
        let area = session.layout.inner(Slot::Timeline);
        self.scroll(session, area);
        let Some(pair) = self.pair().filter(|_| !self.counted.is_pending()) else { return };
        self.stood_on = Some(pair);
        let (_, below) = self.areas(area);
        let periods =
            of_pair::Ask { pair, which: session.look.dyads, periods: thread::periods(below) };
        self.thread.want(session, periods);
        if self.follows && self.thread_here(session).is_some() {
            self.follows = false;
            self.follow(session);
            self.seen = session.selected();
        }
    }

    /// Goes to the pair of an event that was selected otherwise, by its date or its day. A filter
    /// that selects another one leaves the cursor where it is.
    pub(super) fn chase(&mut self, session: &Session, came: bool) {
        let selected = session.selected();
        let is_other = selected != self.seen;
        self.seen = selected;
        let is_new = came || self.counted.is_pending() || session.shown.pending.is_some();
        if !is_other || is_new || self.follows {
            return;
        }
        let is_here = |thread: &Thread| selected.is_some_and(|row| thread.has(row));
        if !self.thread_here(session).is_some_and(is_here)
            && let Some(pair) = self.pair_of_selected(session)
        {
            self.put(pair);
        }
    }

    /// Keeps the cursor on what is there, and in sight.
    pub(super) fn scroll(&mut self, session: &Session, area: Rect) {
        let Some(figures) = self.counted.figures() else { return };
        let (above, _) = self.areas(area);
        let (actors, pairs) = (figures.actors.len(), figures.listed_len());
        self.line.go(self.line.at, pairs);
        self.line.show(List::lines(above));
        self.row.go(self.row.at, actors);
        self.column.go(self.column.at, actors);
        if self.row.at == self.column.at && actors > 1 {
            self.column.at = if self.row.at == 0 { 1 } else { self.row.at - 1 };
        }
        let (timeline, shows) = (session.timeline(), self.shows);
        let grid = Grid::new(figures, timeline, shows, above, self.row.top);
        self.row.show(grid.lines);
        self.grid = Grid::new(figures, timeline, shows, above, self.row.top);
        self.column.show(self.grid.columns);
    }

    /// Selects the first event of the pair at or after the moment.
    pub(super) fn follow(&mut self, session: &mut Session) {
        let now = session.look.selected.unwrap_or(0);
        let moment = self.moment.filter(|&(_, own)| own == now).map_or(now, |(moment, _)| moment);
        let timeline = session.timeline();
        let from = |thread: &Thread| thread.from(moment, timeline);
        let Some(row) = self.thread_here(session).and_then(from) else { return };
        self.moment = Some((moment, row));
        session.select(row);
    }

    /// Walks a cursor some steps along the actors, over the diagonal.
    pub(super) fn walk(&mut self, steps: isize, way: Way) -> bool {
        let Some(len) = self.figures().map(|figures| figures.actors.len()) else { return false };
        let (walked, other) = match way {
            Way::Across => (&mut self.column, self.row),
            Way::Down => (&mut self.row, self.column),
        };
        let before = walked.at;
        walked.step(steps, len);
        if walked.at == other.at {
            let ahead = if steps < 0 { walked.at.checked_sub(1) } else { Some(walked.at + 1) };
            let behind = if steps < 0 { Some(walked.at + 1) } else { walked.at.checked_sub(1) };
            let is_there = |at: &usize| *at < len;
            let beside = ahead.filter(is_there).or(behind.filter(is_there));
            walked.at = beside.unwrap_or(before);
        }
        let moved = walked.at != before;
        self.moved(moved)
    }

    /// Takes notice that the cursor has moved, if it has.
    pub(super) fn moved(&mut self, moved: bool) -> bool {
        self.follows |= moved;
        moved
    }
}
