//! Events and killed by period: a table with bars, and below it what is under the cursor.

mod below;
mod table;

use std::{fmt::Write as _, ops::Range};

use ratatui::layout::Rect;

use crate::{
    base::rows::Row,
    model::{When, day::Day, when::Period},
    query::{Colon, Expr, Field, Query, Term, What},
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane},
        session::{Counted, Session},
        theme::Role,
    },
    view::{
        View, thousands,
        trends::{self, Columns, Line, Split, Trends as Figures},
    },
};
use table::{SERIES, Shows, Table};

/// No more periods are counted at a time; the others are a line at each end.
const MOST_PERIODS: u32 = 4_000;

/// Up to so many periods may be twice what fits: a unit that says more is worth scrolling.
const FITS: u16 = 40;

/// No more series are shown side by side.
const MOST_SERIES: u16 = 12;

/// The trends in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Trends {
    counted: Counted<trends::Ask, Figures>,
    lines: Vec<Line>,
    cursor: Cursor,
    /// The series under the cursor, as [`Figures::series`] counts.
    series: usize,
    shows: Shows,
    table: Table,
    /// The event that the cursor followed last.
    followed: Option<Row>,
    /// Around which day periods are counted where there are too many.
    around: Option<Day>,
}

impl Trends {
    fn by(&mut self, session: &mut Session) {
        let next = match &session.look.trends {
            Columns::Split(split) => {
                let at = Split::ALL.iter().position(|other| other == split).unwrap_or(0);
                Split::ALL.get(at + 1).copied()
            }
            Columns::One | Columns::Compare(_) => Some(Split::ALL[0]),
        };
        self.series = 0;
        session.change(|look| look.trends = next.map_or(Columns::One, Columns::Split));
        session.notice(match next {
            Some(split) => format!("split by {}", split.name()),
            None => "not split".to_owned(),
        });
    }

    fn turn_figures(&mut self, session: &mut Session) {
        self.shows = match self.shows {
            Shows::Bars => Shows::Numbers,
            Shows::Numbers => Shows::Bars,
        };
        let is_one = session.look.trends == Columns::One;
        session.notice(match (self.shows, is_one) {
            (Shows::Bars, true) => "events and killed",
            (Shows::Numbers, true) => "all numbers",
            (Shows::Bars, false) => "events",
            (Shows::Numbers, false) => "killed, the best number",
        });
    }

    fn turn_series(&mut self, session: &mut Session, direction: isize) {
        let count = self.counted.figures().map_or(0, |figures| figures.columns.len());
        let next = self.series.saturating_add_signed(direction).min(count);
        if count == 0 {
            session.notice("one series: b splits it, C compares filters");
        } else if next == self.series {
            session.notice("no series further there");
        }
        self.series = next;
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.cursor.at)
    }

    /// How many lines the list has, and where it ends; what is left is told below.
    fn heights(&self, area: Rect) -> (u16, u16) {
        let below = match area.height {
            34.. => 13,
            24.. => 9,
            16.. => 6,
            _ => 0,
        };
        let room = area.height.saturating_sub(1 + below);
        (room, room.min(self.lines.len() as u16))
    }

    fn ask(&self, session: &Session, area: Rect) -> trends::Ask {
        let (room, _) = self.heights(area);
        let top = (area.width.saturating_sub(24) / SERIES).clamp(1, MOST_SERIES);
        trends::Ask {
            zoom: session.look.zoom,
            fits: room.max(FITS.min(room * 2)).into(),
            near: true,
            most: MOST_PERIODS,
            around: self.around,
            columns: session.look.trends.clone(),
            top: top.into(),
        }
    }

    /// Goes to the line of the selected event, where that is another one.
    fn follow(&mut self, session: &Session, is_new: bool) {
        let selected = session.selected();
        let Some(figures) = self.counted.figures() else { return };
        let Some(row) = selected.filter(|_| is_new || selected != self.followed) else { return };
        let line = figures.line_of(session.timeline(), row);
        if let Some(at) = self.lines.iter().position(|other| *other == line) {
            self.cursor.at = at;
        }
        self.followed = selected;
    }

    /// The rows of the events that are listed in the period under the cursor, or undated.
    fn listed(&self, session: &Session) -> Option<Range<Row>> {
        let timeline = session.timeline();
        match (self.line()?, self.counted.figures()?.frame) {
            (Line::Period(bar), Some(frame)) => {
                let (first, end) = (frame.first_day(*bar), frame.first_day(*bar + 1));
                Some(timeline.listed_between(first, end))
            }
            (Line::Undated, _) => Some(timeline.dated().end..timeline.len()),
            _ => None,
        }
    }

    /// Selects the first event of the line under the cursor, if one is listed there.
    fn select_in_line(&mut self, session: &mut Session) {
        let Some(rows) = self.listed(session) else { return };
        let first = session.rows().next_from(rows.start).filter(|row| rows.contains(row));
        if let Some(row) = first {
            session.select(row);
            self.followed = Some(row);
        }
    }

    /// The filter that shows what is under the cursor; what to say if there is none.
    fn filter(&self, session: &Session) -> Result<Query, String> {
        let (Some(figures), Some(line)) = (self.counted.figures(), self.line()) else {
            return Err("nothing is counted yet".to_owned());
        };
        let series = figures.series(self.series);
        let (dates, base) = match (line, figures.frame) {
            (Line::Period(bar), Some(frame)) if series.figure(*bar).events() > 0 => {
                let edtf = frame.unit.edtf(frame.first_day(*bar));
                let base = without_wider(&session.look.query, &edtf);
                (vec![Expr::Term(Term::new(Field::Date, edtf))], base)
            }
            (Line::Undated, _) if series.undated.events > 0 => {
                let undated = Term { values: Vec::new(), ..Term::new(Field::Undated, "") };
                (vec![Expr::Term(undated)], session.look.query.clone())
            }
            (Line::All, _) if series.total.events > 0 => (Vec::new(), session.look.query.clone()),
            _ => return Err(format!("{}: no events", figures.words(line))),
        };
        Ok(match figures.asked {
            Columns::Split(_) => base.narrowed(&[dates, series.chips.clone()].concat()),
            _ => base.narrowed(&dates).narrowed(&series.chips),
        })
    }

    /// Goes to the events before or after the periods that are counted, in the chronicle.
    fn go_beyond(&mut self, session: &mut Session, direction: isize) {
        let Some(frame) = self.counted.figures().and_then(|figures| figures.frame) else { return };
        let timeline = session.timeline();
        let inside = timeline.listed_between(frame.first_day(0), frame.first_day(frame.bars));
        let found = if direction < 0 {
            session.rows().prev_before(inside.start)
        } else {
            session.rows().next_from(inside.end)
        };
        if let Some(row) = found {
            session.change(|look| {
                look.selected = Some(row);
                look.view = View::Chronicle;
            });
            session.select(row);
            session.go_to(Slot::Timeline);
        }
    }
}

/// The query without a filter by a period that holds all of this one.
fn without_wider(query: &Query, edtf: &str) -> Query {
    let Some(own) = When::parse(edtf).ok().as_ref().and_then(Period::of) else {
        return query.clone();
    };
    let wider = |chip: &Expr| {
        let Expr::Term(Term { field: Field::Date, colon: Colon::Plain, values, .. }) = chip else {
            return false;
        };
        let [value] = values.as_slice() else { return false };
        let What::Text(text) = &value.what else { return false };
        let Ok(when) = When::parse(text) else { return false };
        matches!(Period::each_of(&when).as_slice(),
            [it] if it.first <= own.first && it.last >= own.last)
    };
    let dates = query.chips().iter().filter(|chip| chip.terms().any(|it| it.field == Field::Date));
    match query.chips().iter().position(wider) {
        Some(place) if dates.count() == 1 => query.without(place),
        _ => query.clone(),
    }
}

impl Pane for Trends {
    answers! {
        Left => |pane, session| pane.turn_series(session, -1),
        Right => |pane, session| pane.turn_series(session, 1),
        By => Self::by,
        Figures => Self::turn_figures,
    }

    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.look.view == View::Trends
    }

    fn context(&self) -> Context {
        Context::Trends
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::Next, Action::Previous], "period"),
            (&[Action::Open], "its events"),
            (&[Action::ZoomIn, Action::ZoomOut], "zoom"),
            (&[Action::By], "split"),
            (&[Action::Compare], "compare"),
            (&[Action::Figures], "figures"),
            (&[Action::Left, Action::Right], "series"),
            (&[Action::NextView], "view"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        let area = session.layout.inner(Slot::Timeline);
        let mut came = self.counted.want(session, self.ask(session, area));
        let selected =
            session.selected().and_then(|row| session.timeline().when(row).listing_day());
        let frame = self.counted.figures().and_then(|figures| figures.frame);
        let is_cut = frame.is_some_and(|frame| frame.bars == MOST_PERIODS);
        if let (true, Some(day), Some(frame)) = (is_cut, selected, frame)
            && frame.bar(day).is_none()
            && !self.counted.is_pending()
            && self.around != Some(day)
        {
            self.around = Some(day);
            came |= self.counted.want(session, self.ask(session, area));
        }
        let Some(figures) = self.counted.figures() else {
            *self = Self {
                counted: std::mem::take(&mut self.counted),
                shows: self.shows,
                ..Self::default()
            };
            return;
        };
        if came {
            self.lines = figures.lines();
            self.series = self.series.min(figures.columns.len());
        }
        if came || !self.table.is_for(self.shows, area.width) {
            self.table = Table::new(figures, &self.lines, self.shows, area.width);
        }
        if let Some(frame) = figures.frame.filter(|_| session.view_is_whole()) {
            session.unit = frame.unit;
        }
        self.follow(session, came);
        self.cursor.go(self.cursor.at, self.lines.len());
        let (_, height) = self.heights(area);
        let last = self.lines.len().saturating_sub(1);
        let mut listed = Cursor { at: self.cursor.at.min(last.saturating_sub(1)), ..self.cursor };
        let shown = usize::from(height.saturating_sub(1));
        listed.show(shown);
        self.cursor.top = listed.top.min(last.saturating_sub(shown));
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let before = self.cursor.at;
        self.cursor.step(lines, self.lines.len());
        if self.cursor.at != before {
            self.select_in_line(session);
        }
        self.cursor.at != before
    }

    fn page(&self, session: &Session) -> u16 {
        self.heights(session.layout.inner(Slot::Timeline)).1
    }

    fn open(&mut self, session: &mut Session) {
        match self.line() {
            Some(Line::Earlier) => return self.go_beyond(session, -1),
            Some(Line::Later) => return self.go_beyond(session, 1),
            _ => {}
        }
        match self.filter(session) {
            Ok(query) => session.list(query),
            Err(words) => session.notice(words),
        }
    }

    fn click(&mut self, session: &mut Session, (column, line): (u16, u16), again: bool) {
        let area = session.layout.inner(Slot::Timeline);
        let (_, height) = self.heights(area);
        let Some(place) = line.checked_sub(1).filter(|&place| place < height) else { return };
        let last = self.lines.len().saturating_sub(1);
        let at = if place + 1 == height { last } else { self.cursor.top + usize::from(place) };
        let series = self.table.series_at(column).unwrap_or(self.series);
        let same = at == self.cursor.at && series == self.series;
        (self.cursor.at, self.series) = (at, series);
        if same && again {
            self.open(session);
        } else {
            self.select_in_line(session);
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        session.select_found(direction)
    }

    fn name(&self, _session: &Session) -> &'static str {
        "Trends"
    }

    fn note(&self, _session: &Session) -> String {
        let Some(figures) = self.counted.figures() else { return String::new() };
        let Some(frame) = figures.frame else { return String::new() };
        let unit = format!("by {}", frame.unit.name());
        match &figures.asked {
            Columns::One => format!("{unit}, linear"),
            Columns::Split(split) => {
                let (shown, all) = (figures.columns.len(), figures.values);
                let of = if shown < all {
                    format!(", {shown} of {}", thousands(all as u64))
                } else {
                    String::new()
                };
                format!("{unit} and {}{of}, linear", split.name())
            }
            Columns::Compare(_) => format!("{unit}, filters compared, linear"),
        }
    }

    fn position(&self, session: &Session) -> String {
        if self.counted.is_pending() {
            return "counting".to_owned();
        }
        let (Some(figures), Some(line)) = (self.counted.figures(), self.line()) else {
            return String::new();
        };
        let mut line = figures.words(line);
        match self.table.left_out {
            0 => {}
            1 => line.push_str("  1 column has no room"),
            count => drop(write!(line, "  {count} columns have no room")),
        }
        // Without a title line this is the only place for the note.
        if self.has_title(session) { line } else { format!("{line}  {}", self.note(session)) }
    }

    fn lines(&self, _session: &Session) -> usize {
        self.lines.len()
    }

    fn at(&self, _session: &Session) -> usize {
        self.cursor.at
    }

    fn say(&self, _session: &Session, line: usize) -> String {
        let figures = self.counted.figures();
        let line = figures.zip(self.lines.get(line));
        line.map_or_else(String::new, |(figures, line)| figures.said(line))
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let Some(figures) = self.counted.figures() else { return };
        if figures.all.total.events == 0 {
            let words = "no event is shown, so that there is nothing to count";
            let style = canvas.theme[Role::Muted];
            canvas.pen(area, 0).skip(2).put(words, style);
            return;
        }
        self.table.head(figures, self.series, line_of(area, 0), canvas);
        let (_, height) = self.heights(area);
        let list = Rect { y: area.y + 1, height, ..area }.intersection(area);
        let at = (self.cursor, self.series);
        self.table.body((figures, &self.lines), at, has_keys, list, canvas);
        let y = list.bottom() + 1;
        let below = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        if let Some(line) = self.line().filter(|_| below.height > 2 && session.view_is_whole()) {
            let used = below::draw(figures, line, self.series, below, canvas);
            let left =
                Rect { y: below.y + used, height: below.height.saturating_sub(used), ..below };
            let listed = self.listed(session).filter(|_| self.series == 0);
            if let Some(rows) = listed {
                below::events(session, rows, left, canvas);
            }
        }
    }
}
