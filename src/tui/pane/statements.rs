//! What was said: the words in full, who said them to whom, and how they have come to us.

use ratatui::layout::Rect;

use crate::{
    base::rows::RowSet,
    model::{ActorId, Anchor, Basis, StatementId},
    tui::{
        action::{Action, Context},
        canvas::{Canvas, line_of},
        layout::Slot,
        pane::{Hints, Pane},
        pen::Pen,
        session::{Session, turns},
        theme::{Glyphs, Role, Theme},
    },
    view::{
        Record, spoken,
        statements::{self, At, How, Part, Who, Window},
        why,
    },
};

/// The statements pane.
#[derive(Debug)]
pub(super) struct Statements {
    shown: RowSet,
    selected: Option<StatementId>,
    top: At,
    /// The selected event when the statement was; with another one the statement changes, too.
    event: Option<u32>,
}

/// The colours and signs of a line.
type Looks<'a> = (&'a Theme, &'static Glyphs);

impl Default for Statements {
    fn default() -> Self {
        Self { shown: RowSet::none(0), selected: None, top: At::TOP, event: None }
    }
}

impl Statements {
    fn window<'a>(&'a self, session: &'a Session) -> Window<'a> {
        let inner = session.layout.inner(Slot::Statements);
        Window {
            timeline: session.timeline(),
            shown: &self.shown,
            width: usize::from(inner.width.saturating_sub(4)).max(8),
            height: usize::from(inner.height),
        }
    }

    /// The first shown statement of an event; of one without any, the first one said then or
    /// later.
    fn of_event(session: &Session, row: u32) -> Option<StatementId> {
        let timeline = session.timeline();
        let shown = &session.shown.answer.statements;
        let mut own = timeline.event(row).statements().map(|(id, _)| id);
        let moment = timeline.when(row).key();
        own.find(|id| shown.contains(id.0)).or_else(|| {
            let later = timeline.statements().partition_point(|statement| {
                timeline.said(statement).is_some_and(|said| said.key() < moment)
            });
            shown.next_from(later as u32).map(StatementId)
        })
    }

    /// Selects a statement and looks at it; its event is selected, too, if that is shown.
    fn select(&mut self, session: &mut Session, id: StatementId) {
        self.selected = Some(id);
        if let Some(row) = session.event_of(Record::Statement(id)) {
            session.look.selected = Some(row);
            self.event = Some(row);
        }
        session.look_at(Record::Statement(id));
    }
}

impl Pane for Statements {
    answers! { AllStatements => |_, session| session.toggle_all_statements() }

    fn slot(&self) -> Slot {
        Slot::Statements
    }

    fn context(&self) -> Context {
        Context::Statements
    }

    fn hints(&self, _session: &Session) -> Hints {
        &[
            (&[Action::Open], "source"),
            (&[Action::AllStatements], "all or this event"),
            (&[Action::OnlyActor], "speaker only"),
            (&[Action::CopyCitation], "copy with citation"),
            (&[Action::NextPane], "pane"),
        ]
    }

    fn settle(&mut self, session: &mut Session) {
        self.shown = session.listed_statements();
        if self.event != session.look.selected {
            self.event = session.look.selected;
            self.selected = self.event.and_then(|row| Self::of_event(session, row));
        }
        let at = self.selected.map_or(0, |id| id.0);
        let kept = self.shown.next_from(at).or_else(|| self.shown.prev_before(at));
        self.selected = kept.map(StatementId);
        if let Some(selected) = self.selected {
            self.top = self.top.scrolled_to(selected, &self.window(session));
        }
    }

    fn step(&mut self, session: &mut Session, lines: isize) -> bool {
        let Some(before) = self.selected else { return false };
        let last = self.shown.count().saturating_sub(1) as usize;
        let target = (self.shown.rank(before.0) as usize).saturating_add_signed(lines).min(last);
        if let Some(id) = self.shown.nth(target as u32).map(StatementId) {
            self.select(session, id);
        }
        self.selected != Some(before)
    }

    fn enter(&mut self, session: &mut Session) {
        if let Some(id) = self.selected {
            session.look_at(Record::Statement(id));
        }
    }

    fn open(&mut self, session: &mut Session) {
        match self.selected {
            Some(id) => session.open_source(Record::Statement(id), 0),
            None => session.notice("no statement is shown"),
        }
    }

    fn click(&mut self, session: &mut Session, (_, line): (u16, u16), again: bool) {
        let lines = statements::lines(self.top, &self.window(session));
        let id = lines.get(usize::from(line)).map(|line| line.statement);
        match id {
            Some(id) if again && self.selected == Some(id) => self.open(session),
            Some(id) => self.select(session, id),
            None => {}
        }
    }

    fn find(&mut self, session: &mut Session, direction: isize) -> bool {
        let Some(search) = &session.search else { return false };
        let ids: Vec<u32> = self.shown.iter().collect();
        let at = self.selected.map_or(0, |id| self.shown.rank(id.0));
        let timeline = session.timeline();
        let found = turns(at as usize, ids.len(), direction).find(|&line| {
            search.pattern.is_match(&timeline.statement(StatementId(ids[line])).text)
        });
        if let Some(line) = found {
            self.select(session, StatementId(ids[line]));
        }
        found.is_some()
    }

    fn actors(&self, session: &Session) -> Vec<ActorId> {
        let speaker = self.selected.and_then(|id| session.timeline().statement(id).speaker);
        speaker.into_iter().collect()
    }

    fn note(&self, session: &Session) -> String {
        let only = session.look.only_its_statements;
        if only { "of this event" } else { "of all events shown" }.to_owned()
    }

    fn position(&self, session: &Session) -> String {
        super::position(self.at(session), self.lines(session))
    }

    fn lines(&self, _session: &Session) -> usize {
        self.shown.count() as usize
    }

    fn at(&self, _session: &Session) -> usize {
        self.selected.map_or(0, |id| self.shown.rank(id.0) as usize)
    }

    fn say(&self, session: &Session, line: usize) -> String {
        let id = self.shown.nth(line as u32).map(StatementId);
        id.map_or_else(String::new, |id| spoken::statement(session.timeline(), id))
    }

    fn draw(&self, session: &Session, has_keys: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let (theme, glyphs) = (canvas.theme, canvas.glyphs);
        let window = self.window(session);
        let lines = statements::lines(self.top, &window);
        if lines.is_empty() {
            let words = match session.look.only_its_statements {
                _ if window.timeline.statements().is_empty() => "No statements in this file.",
                true => "Nothing was said in this event; s shows all statements.",
                false => "No statement matches.",
            };
            canvas.pen(area, 1).skip(2).put(words, theme[Role::Muted]);
        }
        for (number, line) in lines.iter().enumerate() {
            let here = self.selected == Some(line.statement);
            let mut pen = canvas.pen(area, number);
            pen.skip(2);
            match &line.part {
                Part::Who(who) => draw_who(who, (theme, glyphs), &mut pen),
                Part::Words(words) => {
                    let dim = window.timeline.is_candidate(line.statement);
                    pen.skip(1).put(words, theme[if dim { Role::Muted } else { Role::Quote }]);
                }
                Part::How(how) => draw_how(how, (theme, glyphs), &mut pen),
                Part::Space => {}
            }
            let place = line_of(area, number);
            if here && matches!(line.part, Part::Who(_)) {
                canvas.select(place, has_keys);
            }
        }
    }
}

fn draw_who(who: &Who<'_>, (theme, glyphs): Looks<'_>, pen: &mut Pen<'_>) {
    let date = match who.basis {
        Some(Basis::Inferred | Basis::Published) | None => theme[Role::Inferred],
        Some(Basis::Stated) => theme[Role::Date],
    };
    pen.right(" ", date).right(&who.when, date).right("  ", date);
    let speaker = if who.speaker.is_empty() { "unknown speaker" } else { &who.speaker };
    pen.put(speaker, theme[Role::Heading]);
    if !who.to.is_empty() {
        pen.put(" ", theme[Role::Muted]).put(glyphs.arrow, theme[Role::Muted]);
        pen.put(" ", theme[Role::Muted]).put(&who.to, theme[Role::Actor]);
    }
    if !who.standing.is_empty() {
        pen.put("  ", theme[Role::Muted]).put(&who.standing, theme[Role::Muted]);
    }
}

fn draw_how(how: &How<'_>, (theme, glyphs): Looks<'_>, pen: &mut Pen<'_>) {
    let quiet = theme[Role::Muted];
    pen.skip(1);
    pen.put(spoken::form(how.form), quiet);
    if how.translated == Some(true) {
        pen.put(", translated", quiet);
    }
    if !how.via.is_empty() {
        pen.put(", via ", quiet).put(&how.via, quiet);
    }
    if !how.venue.is_empty() {
        pen.put(", ", quiet).put(&how.venue, quiet);
    }
    match how.anchor {
        Some(Anchor::Ok) => pen.put(" ", quiet).put(glyphs.ok, theme[Role::Kept]),
        Some(anchor) => {
            pen.put(" ", quiet).put(glyphs.lost, theme[Role::Error]);
            pen.put(" ", quiet).put(anchor.name(), theme[Role::Error])
        }
        None => pen,
    };
    if !how.reviewed.is_open() || how.reviewed.marked || how.reviewed.noted {
        for sign in glyphs.reviewed(how.reviewed) {
            pen.put(sign, theme[Role::Kept]);
        }
    }
    if let Some(doubt) = why::doubt(how.confidence) {
        pen.put(" ", quiet).put(&doubt, theme[Role::Doubtful]);
    }
}
