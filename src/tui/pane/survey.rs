//! What a database has of what the filters ask for, before it is fetched: how many events, their
//! days, who takes part, their kinds and quad classes.
//!
//! ```text
//!   1,303,787 of 20,000,000 events in the database · limit 5,000,000 · 0 here
//!   Enter fetches them
//!             31              █
//!   1979            █     ▄   █        2024
//!   Who takes part   acts    others   Kinds              Quad classes
//! ▸ United States  10,204     9,118   consult    4,020   verbal cooperation    9,310
//! ```

use std::sync::Arc;

use ratatui::layout::{Constraint, Layout as Split, Rect};

use crate::{
    base::text,
    engine::Surveyed,
    model::ActorId,
    query::{Expr, Field, Term},
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        cursor::Cursor,
        layout::Slot,
        pane::{Hints, Pane, overview},
        session::{Session, Survey as History, turns},
        theme::{Glyphs, Role},
    },
    view::{
        overview::{Bar, Count, Extent, Frame, Overview, Scale, Zoom},
        spoken, thousands,
    },
};

/// The lines above the histogram.
const ABOVE: u16 = 3;
/// The cells of a number.
const NUMBER: usize = 11;
/// The least width at which all lists stand side by side.
const LEAST_WIDTH: u16 = 110;

/// A part of the screen that can have the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    Days,
    #[default]
    Actors,
    Kinds,
    Quads,
}

impl Part {
    const ALL: [Self; 4] = [Self::Days, Self::Actors, Self::Kinds, Self::Quads];

    /// What it lists, as its heading.
    fn title(self) -> &'static str {
        match self {
            Self::Days => "Days",
            Self::Actors => "Who takes part",
            Self::Kinds => "Kinds",
            Self::Quads => "Quad classes",
        }
    }
}

/// A line of a list: what it is called, and its numbers.
struct Line {
    name: String,
    numbers: Vec<u64>,
}

/// The survey in the place of the timeline.
#[derive(Debug, Default)]
pub(super) struct Survey {
    part: Part,
    cursors: [Cursor; 4],
    histogram: Option<Overview>,
    /// What was counted when it was last drawn up, and what each cursor was on.
    counted: Option<Arc<Surveyed>>,
    kept: [String; 4],
}

impl Survey {
    fn turn(&mut self, session: &mut Session, by: isize) {
        if session.open_survey().is_none_or(|survey| survey.figures.is_none()) {
            session.notice("the lists come when something was counted");
            return;
        }
        let at = self.part as isize + by;
        self.part = Part::ALL[at.rem_euclid(Part::ALL.len() as isize) as usize];
    }

    fn cursor(&self) -> &Cursor {
        &self.cursors[self.part as usize]
    }

    /// A line of a list.
    fn line(&self, part: Part, figures: &Surveyed, at: usize) -> Option<Line> {
        let timeline = figures.samples.store.timeline();
        let (name, numbers) = match part {
            Part::Days => {
                let histogram = self.histogram.as_ref()?;
                let Bar { first, surely, maybe, .. } = histogram.bars.get(at)?;
                (histogram.unit.words(*first), vec![u64::from(surely.shown + maybe.shown)])
            }
            Part::Actors => {
                let (actor, sides) = figures.actors.as_ref()?.get(at)?;
                (timeline.actor(*actor).name.clone(), sides.to_vec())
            }
            Part::Kinds => {
                let (kind, count) = figures.kinds.as_ref()?.get(at)?;
                (kind.name().to_owned(), vec![*count])
            }
            Part::Quads => {
                let (quad, count) = figures.quads.as_ref()?.get(at)?;
                (quad.name().replace('-', " "), vec![*count])
            }
        };
        Some(Line { name, numbers })
    }

    /// Leaves each cursor on what it was on, when it was counted anew.
    fn stay(&mut self, figures: &Arc<Surveyed>) {
        if self.counted.as_ref().is_some_and(|it| Arc::ptr_eq(it, figures)) {
            return;
        }
        self.counted = Some(Arc::clone(figures));
        for part in Part::ALL {
            let names = (0..).map_while(|at| self.line(part, figures, at));
            let kept = &self.kept[part as usize];
            if let Some(at) = names.map(|line| line.name).position(|name| name == *kept) {
                self.cursors[part as usize].at = at;
            }
        }
    }

    /// How many lines a part has.
    fn len(&self, part: Part, session: &Session) -> usize {
        let figures = session.open_survey().and_then(|survey| survey.figures.as_deref());
        match (part, figures) {
            (Part::Days, _) => self.histogram.as_ref().map_or(0, |it| it.bars.len()),
            (_, None) => 0,
            (Part::Actors, Some(figures)) => figures.actors.as_ref().map_or(0, Vec::len),
            (Part::Kinds, Some(figures)) => figures.kinds.as_ref().map_or(0, Vec::len),
            (Part::Quads, Some(figures)) => figures.quads.as_ref().map_or(0, Vec::len),
        }
    }

    /// The filter that finds what is under the cursor.
    fn term(&self, session: &Session) -> Option<Term> {
        let figures = session.open_survey()?.figures.as_deref()?;
        let at = self.cursor().at;
        Some(match self.part {
            Part::Days => {
                let histogram = self.histogram.as_ref()?;
                let bar = histogram.bars.get(at)?;
                Term::new(Field::Date, histogram.unit.edtf(bar.first))
            }
            Part::Actors => session.term_of(figures.actors.as_ref()?.get(at)?.0),
            Part::Kinds => Term::new(Field::Kind, figures.kinds.as_ref()?.get(at)?.0.name()),
            Part::Quads => Term::new(Field::Quad, figures.quads.as_ref()?.get(at)?.0.name()),
        })
    }

    /// Keeps only what is under the cursor, or leaves it out.
    fn narrow(&mut self, session: &mut Session, excludes: bool) {
        let Some(term) = self.term(session) else {
            session.notice("nothing is under the cursor");
            return;
        };
        session.change(|look| {
            let only = look.query.only(term.clone());
            look.query = match excludes {
                true => look.query.toggling_exclusion(term),
                false if look.query == only => only.without_last(),
                false => only,
            };
        });
    }

    /// The bars of what the filters ask for, before those of all.
    fn count(figures: &Surveyed, width: u16) -> Option<Overview> {
        let timeline = figures.samples.store.timeline();
        let days =
            || figures.days.iter().map(|(row, shown, all)| (timeline.when(*row), shown, all));
        // Who has chosen a period looks into it.
        let is_period = |chip: &Expr| matches!(chip, Expr::Term(it) if it.field == Field::Date);
        let has_period = figures.query.chips().iter().any(is_period);
        let is_listed = |shown, all| if has_period { shown > 0 } else { all > 0 };
        let listed = days().filter(|(_, shown, all)| is_listed(**shown, **all));
        let listed = || listed.clone().filter_map(|it| it.0.listing_day());
        let whole = (listed().min()?, listed().max()?);
        let columns = overview::columns(width);
        let frame = Frame::of(Extent { whole, most: whole }, Zoom::Fit, columns, None);
        let number = |number: &u64| u32::try_from(*number).unwrap_or(u32::MAX);
        let count = |shown, all| Count { shown: number(shown), all: number(all) };
        let moments = days().map(|(when, shown, all)| (when, count(shown, all)));
        let undated = days().filter(|(when, ..)| when.is_undated());
        let undated = undated.fold((0, 0), |sum, (_, shown, all)| (sum.0 + shown, sum.1 + all));
        let mut histogram = Overview::of(moments, &frame, columns);
        histogram.undated = count(&undated.0, &undated.1);
        Some(histogram)
    }

    /// The areas of the histogram and of the lists.
    fn areas(area: Rect) -> (Rect, Rect) {
        let bars = match area.height {
            ..14 => 0,
            14..20 => 4,
            20..36 => 6,
            _ => 9,
        };
        let [_, days, _, lists] = area.layout(&Split::vertical([
            Constraint::Length(ABOVE),
            Constraint::Length(bars),
            Constraint::Length(u16::from(bars > 0)),
            Constraint::Fill(1),
        ]));
        (days, lists)
    }

    /// The list with the keys: the days are one where there is no room for bars.
    fn listed(&self, has_bars: bool) -> Part {
        if has_bars && self.part == Part::Days { Part::Actors } else { self.part }
    }

    /// The areas of the lists; where there is no room for all, that of the one with the keys.
    fn of_lists(&self, (days, lists): (Rect, Rect)) -> Vec<(Part, Rect)> {
        let has_bars = days.height > 0;
        let mut parts = [Part::Actors, Part::Kinds, Part::Quads];
        if self.listed(has_bars) == Part::Days {
            parts[0] = Part::Days;
        }
        if lists.width < LEAST_WIDTH {
            return vec![(self.listed(has_bars), lists)];
        }
        let areas: [Rect; 3] = lists.layout(
            &Split::horizontal([
                Constraint::Fill(1),
                Constraint::Length(26),
                Constraint::Length(34),
            ])
            .spacing(2),
        );
        parts.into_iter().zip(areas).collect()
    }

    /// The sentences at the top, each with how it looks.
    fn told(history: &History, session: &Session, glyphs: &Glyphs) -> [(String, Role); 2] {
        let (limit, separator) = (thousands(history.limit()), glyphs.separator);
        let Some(figures) = &history.figures else {
            let words = if history.has_failed(&session.look.query) {
                "Nothing was counted: r asks again, g m lists what the database said."
            } else {
                "Asking the database …"
            };
            return [(words.to_owned(), Role::Text), (String::new(), Role::Text)];
        };
        let (count, all) = (figures.count, figures.all);
        let least = if figures.pushed.again.is_empty() { "" } else { "at most " };
        let counted = match (count, all) {
            _ if count == all && least.is_empty() => {
                format!("{} events in the database", thousands(all))
            }
            _ => {
                format!("{least}{} of {} events in the database", thousands(count), thousands(all))
            }
        };
        let name = |it: &Field| if *it == Field::Text { "words" } else { it.name() };
        let again: Vec<&str> = figures.pushed.again.iter().map(name).collect();
        let again = match &*again {
            [] => "0 here".to_owned(),
            names => format!("{} looked at here", names.join(", ")),
        };
        let first = format!("{counted} {separator} limit {limit} {separator} {again}");
        let is_current = history.of(&session.look.query).is_some();
        let second = match () {
            () if history.has_failed(&session.look.query) => {
                let words = "This was not counted: r asks again, g m lists what the database said.";
                (words.to_owned(), Role::Error)
            }
            () if history.is_fetching() => ("Fetching them; Esc stops.".to_owned(), Role::Accent),
            () if !is_current => ("Counting anew …".to_owned(), Role::Accent),
            () if count == 0 => {
                ("Nothing matches; Backspace drops a filter.".to_owned(), Role::Text)
            }
            () if count > history.limit() => {
                let words = "Too many to fetch: f filters, a keeps only this line.";
                (words.to_owned(), Role::Warning)
            }
            () => ("Enter fetches them.".to_owned(), Role::Accent),
        };
        [(first, Role::Text), second]
    }
}

impl Pane for Survey {
    answers! {
        NextPane => |pane, session| pane.turn(session, 1),
        PreviousPane => |pane, session| pane.turn(session, -1),
        OnlyActor => |pane, session| pane.narrow(session, false),
        Exclude => |pane, session| pane.narrow(session, true),
        Reload => |_, session| session.survey_anew(),
    }

    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.open_survey().is_some()
    }

    fn context(&self) -> Context {
        Context::Survey
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::Open], "fetch"),
            (&[Action::Filter], "filter"),
            (&[Action::OnlyActor, Action::Exclude], "only, without"),
            (&[Action::NextPane], "next list"),
            (&[Action::DropFilter], "drop filter"),
            (&[Action::Undo], "undo"),
            (&[Action::Palette], "actions"),
            (&[Action::Quit], "quit"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        session.want_survey();
        let area = session.layout.inner(Slot::Timeline);
        let (_, lists) = Self::areas(area);
        let figures = session.open_survey().and_then(|survey| survey.figures.clone());
        self.histogram = figures.as_ref().and_then(|it| Self::count(it, area.width));
        if let Some(figures) = &figures {
            self.stay(figures);
        }
        for part in Part::ALL {
            let len = self.len(part, session);
            let cursor = &mut self.cursors[part as usize];
            cursor.go(cursor.at, len);
            cursor.show(usize::from(lists.height.saturating_sub(1)));
            let at = cursor.at;
            let line = figures.as_ref().and_then(|figures| self.line(part, figures, at));
            if let Some(line) = line {
                self.kept[part as usize] = line.name;
            }
        }
        let at = self.cursors[Part::Days as usize].at as u32;
        let has_days = self.part == Part::Days;
        if let Some(histogram) = &mut self.histogram {
            histogram.selected = has_days.then_some(at);
        }
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let len = self.len(self.part, session);
        let cursor = &mut self.cursors[self.part as usize];
        let before = cursor.at;
        cursor.step(lines, len);
        cursor.at != before
    }

    fn page(&self, session: &Session) -> u16 {
        Self::areas(session.layout.inner(Slot::Timeline)).1.height.saturating_sub(1).max(2)
    }

    fn open(&mut self, session: &mut Session) {
        session.fetch();
    }

    fn click(&mut self, session: &mut Session, (column, line): (u16, u16), _again: bool) {
        let area = session.layout.inner(Slot::Timeline);
        let at = (area.x + column, area.y + line);
        for (part, list) in self.of_lists(Self::areas(area)) {
            if list.contains(at.into()) && at.1 > list.y {
                let len = self.len(part, session);
                self.part = part;
                let cursor = &mut self.cursors[part as usize];
                cursor.go(cursor.top + usize::from(at.1 - list.y - 1), len);
            }
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let survey = session.open_survey();
        let (Some(search), Some(figures)) =
            (&session.search, survey.and_then(|survey| survey.figures.as_deref()))
        else {
            return false;
        };
        let is_match = |&at: &usize| {
            let line = self.line(self.part, figures, at);
            line.is_some_and(|line| search.pattern.is_match(&line.name))
        };
        let len = self.len(self.part, session);
        let found = turns(self.cursor().at, len, direction).find(is_match);
        if let Some(line) = found {
            self.cursors[self.part as usize].at = line;
        }
        found.is_some()
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        let figures = session.open_survey().and_then(|survey| survey.figures.as_deref());
        let actors = figures.and_then(|figures| figures.actors.as_ref());
        let at = (self.part == Part::Actors).then(|| self.cursor().at);
        let actor = actors.zip(at).and_then(|(actors, at)| actors.get(at));
        actor.map(|(actor, _)| *actor).into_iter().collect()
    }

    fn name(&self, _session: &Session) -> &'static str {
        "The whole history"
    }

    fn note(&self, session: &Session) -> String {
        session.open_survey().map(|survey| survey.table().to_owned()).unwrap_or_default()
    }

    fn position(&self, session: &Session) -> String {
        if session.open_survey().is_some_and(History::is_pending) {
            return "counting".to_owned();
        }
        match (self.part, &self.histogram) {
            (Part::Days, Some(histogram)) => {
                let bar = histogram.bars.get(self.cursor().at);
                bar.map(|bar| overview::words_of(bar, histogram.unit)).unwrap_or_default()
            }
            _ => super::position(self.cursor().at, self.len(self.part, session)),
        }
    }

    fn lines(&self, session: &Session) -> usize {
        self.len(self.part, session)
    }

    fn at(&self, _session: &Session) -> usize {
        self.cursor().at
    }

    fn say(&self, session: &Session, line: usize) -> String {
        let Some(survey) = session.open_survey() else { return String::new() };
        let of_line = match (self.part, &self.histogram, &survey.figures) {
            (Part::Days, Some(histogram), _) => {
                let bar = histogram.bars.get(line);
                bar.map(|bar| overview::words_of(bar, histogram.unit)).unwrap_or_default()
            }
            (part, _, Some(figures)) => {
                self.line(part, figures, line).map(|it| numbered(&it)).unwrap_or_default()
            }
            _ => String::new(),
        };
        let [first, second] = Self::told(survey, session, &Glyphs::UNICODE);
        spoken::sentences([first.0, second.0, self.part.title().to_owned(), of_line])
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let Some(survey) = session.open_survey() else { return };
        let theme = canvas.theme;
        for (number, (words, role)) in Self::told(survey, session, canvas.glyphs).iter().enumerate()
        {
            canvas.pen(area, number).skip(2).put(words, theme[*role]);
        }
        let Some(figures) = &survey.figures else { return };
        let (days, lists) = Self::areas(area);
        if let Some(histogram) = self.histogram.as_ref().filter(|_| days.height > 0) {
            let has_days = has_keys && self.part == Part::Days;
            overview::draw(histogram, Scale::Linear, has_days, days, canvas);
        }
        for (part, list) in self.of_lists((days, lists)) {
            self.draw_list(part, figures, has_keys, list, canvas);
        }
    }
}

impl Survey {
    fn draw_list(
        &self,
        part: Part,
        figures: &Surveyed,
        has_keys: bool,
        area: Rect,
        canvas: &mut Canvas<'_>,
    ) {
        let theme = canvas.theme;
        let is_here = self.part == part;
        let title = theme[if is_here && has_keys { Role::TitleFocused } else { Role::Title }];
        let mut head = canvas.pen(area, 0);
        let heads: &[&str] = if part == Part::Actors { &["others", "acts"] } else { &["events"] };
        for words in heads {
            head.right(&format!("{words:>NUMBER$}"), theme[Role::Muted]);
        }
        head.skip(2).put(part.title(), title);
        let cursor = &self.cursors[part as usize];
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let shown = (cursor.top..).map_while(|at| self.line(part, figures, at));
        for (number, line) in shown.take(below.height.into()).enumerate() {
            let mut pen = canvas.pen(below, number);
            for count in line.numbers.iter().rev() {
                pen.right(&format!("{:>NUMBER$}", thousands(*count)), theme[Role::Count]);
            }
            pen.skip(2).put(&text::neutralise(&line.name), theme[Role::Text]);
            if is_here && number + cursor.top == cursor.at {
                canvas.select(line_of(below, number), has_keys);
            }
        }
    }
}

/// A line in words.
fn numbered(line: &Line) -> String {
    match &*line.numbers {
        [acts, others] => {
            format!(
                "{}: acts in {}, is in {} otherwise",
                line.name,
                thousands(*acts),
                thousands(*others)
            )
        }
        numbers => {
            let numbers: Vec<String> = numbers.iter().map(|it| thousands(*it)).collect();
            format!("{}: {}", line.name, numbers.join(", "))
        }
    }
}
