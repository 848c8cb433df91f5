//! Moving: through the lists, and between days and periods.

use crate::{
    base::rows::Row,
    model::{
        ActorId, StatementId, When,
        when::{Period, typed},
    },
    tui::{app::App, effect::Effect, layout::Pane},
    view::{
        Record, Unit,
        actors::Sort,
        chronicle::{self, Landing},
        overview::Zoom,
    },
};

impl App {
    /// How many lines a page of the pane with the keys has.
    pub(super) fn page(&self) -> isize {
        let inner = match self.place.focus {
            Pane::Detail if self.record.source.is_some() => self.layout.source_inner(),
            pane => self.layout.inner(pane),
        };
        (inner.height.saturating_sub(1).max(1)) as isize
    }

    /// Goes so many lines down in the pane with the keys, up if negative; `isize::MIN` and
    /// `isize::MAX` lead to the ends.
    pub(super) fn step(&mut self, lines: isize) {
        match self.place.focus {
            Pane::Timeline | Pane::Overview => self.step_event(lines),
            Pane::Actors => {
                let len = self.actors.nodes.len();
                self.actors.cursor.step(lines, len);
                self.look_at_actor();
            }
            Pane::Statements => {
                self.step_statement(lines);
                self.follow_statement();
            }
            Pane::Detail => self.step_detail(lines),
        }
    }

    fn step_event(&mut self, lines: isize) {
        let rows = &self.shown.answer.rows;
        let target = match (lines, self.look.selected) {
            (isize::MIN, _) | (_, None) => chronicle::first(rows),
            (isize::MAX, _) => chronicle::last(rows),
            (lines, Some(row)) if lines > 0 => {
                Some(chronicle::down(rows, row, lines.unsigned_abs() as u32))
            }
            (lines, Some(row)) => Some(chronicle::up(rows, row, lines.unsigned_abs() as u32)),
        };
        if let Some(row) = target {
            self.select(row);
        }
    }

    fn step_statement(&mut self, lines: isize) {
        let shown = &self.statements.shown;
        let Some(at) = self.statements.selected.map(|id| id.0) else { return };
        let last = shown.count().saturating_sub(1) as usize;
        let target = (shown.rank(at) as usize).saturating_add_signed(lines).min(last);
        self.statements.selected = shown.nth(target as u32).map(StatementId);
    }

    fn step_detail(&mut self, lines: isize) {
        if let Some(source) = self.record.source.as_mut().filter(|_| self.layout.source.is_none()) {
            source.scroll(lines, usize::from(self.layout.source_inner().height));
            return;
        }
        let fields = self.record.detail.as_ref().map_or(0, |detail| detail.fields.len());
        self.record.cursor.step(lines, fields);
    }

    /// Selects an event; the other panes follow.
    pub(super) fn select(&mut self, row: Row) {
        self.look.selected = Some(row);
        self.record.look_at(Record::Event(row));
        self.statements.selected = self.statement_at(row);
    }

    /// The first shown statement of an event; of one without any, the first one said then or
    /// later.
    fn statement_at(&self, row: Row) -> Option<StatementId> {
        let timeline = self.store.timeline();
        let shown = &self.shown.answer.statements;
        let mut own = timeline.event(row).statements().map(|(id, _)| id);
        let moment = timeline.when(row).key();
        own.find(|id| shown.contains(id.0)).or_else(|| {
            let later = timeline.statements().partition_point(|statement| {
                timeline.said(statement).is_some_and(|said| said.key() < moment)
            });
            shown.next_from(later as u32).map(StatementId)
        })
    }

    pub(super) fn step_heading(&mut self, direction: isize) {
        let Some(row) = self.look.selected else { return };
        let (timeline, rows) = (self.store.timeline(), &self.shown.answer.rows);
        let found = if direction > 0 {
            chronicle::next_heading(timeline, rows, row)
        } else {
            chronicle::previous_heading(timeline, rows, row)
        };
        self.select_or_say(found, direction, "day");
    }

    pub(super) fn step_period(&mut self, direction: isize) {
        let Some(row) = self.look.selected else { return };
        let (timeline, rows) = (self.store.timeline(), &self.shown.answer.rows);
        let unit = self.unit();
        let found = if direction > 0 {
            chronicle::next_period(timeline, rows, row, unit)
        } else {
            chronicle::previous_period(timeline, rows, row, unit)
        };
        self.select_or_say(found, direction, unit.name());
    }

    fn select_or_say(&mut self, found: Option<Row>, direction: isize, unit: &str) {
        match found {
            Some(row) => self.select(row),
            None if direction > 0 => self.notice(format!("no later {unit} with events")),
            None => self.notice(format!("no earlier {unit} with events")),
        }
    }

    /// The width of a bar of the overview.
    pub(super) fn unit(&self) -> Unit {
        self.overview.as_ref().map_or(Unit::Day, |overview| overview.unit)
    }

    pub(super) fn zoom(&mut self, step: impl Fn(Unit) -> Option<Unit>) {
        match step(self.unit()) {
            Some(unit) => self.zoom_to(Zoom::To(unit)),
            None => self.notice("there is no further zoom"),
        }
    }

    pub(super) fn zoom_to(&mut self, zoom: Zoom) {
        self.change(|look| look.zoom = zoom);
    }

    /// The period of the overview that holds the selected event, in EDTF.
    pub(super) fn period_in_edtf(&self) -> Option<String> {
        let day = self.store.timeline().when(self.look.selected?).listing_day()?;
        let unit = self.unit();
        let (first, last) = (unit.start(day), unit.next(day).plus_days(-1));
        Some(match unit {
            Unit::Day => When::day(first).edtf(),
            Unit::Month => When::month_of(first).edtf(),
            Unit::Year => When::year_of(first).edtf(),
            _ => When::lasted(first, last)?.edtf(),
        })
    }

    /// Puts the selected event in the middle of the timeline pane.
    pub(super) fn centre(&mut self) {
        if let Some(row) = self.look.selected {
            let half = usize::from(self.layout.inner(Pane::Timeline).height / 2);
            self.timeline.top = chronicle::Anchor::event(row).above(&self.listing(), half);
        }
    }

    /// Where a typed date or id leads.
    pub(super) fn landing(&self, text: &str) -> Result<Landing, String> {
        let (timeline, rows) = (self.store.timeline(), &self.shown.answer.rows);
        let text = text.trim();
        if let Some(row) = timeline.find_event(text) {
            return if rows.contains(row) {
                let words = timeline.event(row).title().into_owned();
                Ok(Landing { row, words: crate::base::text::neutralise(&words).into_owned() })
            } else {
                Err(format!("{text} is hidden by the filters; H lists what they hide"))
            };
        }
        // What is left out of a date comes from the selected event; where nothing happened then,
        // from the last one, so that "12 aug" finds the only twelfth of August there is.
        let day = |row: Row| timeline.when(row).listing_day();
        let last = rows.prev_before(timeline.dated().end).and_then(day);
        let mut first_landing = None;
        for anchor in [self.look.selected.and_then(day), last] {
            let typed = typed::parse(text, anchor).map_err(|error| error.to_string())?;
            let landing = chronicle::land(timeline, rows, &typed.when)
                .ok_or_else(|| "no event is shown".to_owned())?;
            let happened = Period::of(&typed.when)
                .is_some_and(|period| timeline.when(landing.row).may_touch(period));
            if happened {
                return Ok(landing);
            }
            first_landing.get_or_insert(landing);
        }
        first_landing.ok_or_else(|| "no event is shown".to_owned())
    }

    pub(super) fn actor_at_cursor(&self) -> Option<ActorId> {
        self.actors.nodes.get(self.actors.cursor.at).map(|node| node.actor)
    }

    pub(super) fn statement_at_cursor(&self) -> Option<StatementId> {
        self.statements.selected
    }

    pub(super) fn look_at_actor(&mut self) {
        if let Some(actor) = self.actor_at_cursor() {
            self.record.look_at(Record::Actor(actor));
        }
    }

    pub(super) fn look_at_statement(&mut self) {
        if let Some(id) = self.statement_at_cursor() {
            self.record.look_at(Record::Statement(id));
        }
    }

    /// Looks at the statement under the cursor, and selects its event if that is shown.
    pub(super) fn follow_statement(&mut self) {
        let Some(id) = self.statement_at_cursor() else { return };
        let event = self.store.timeline().statement(id).event;
        if let Some(row) = event.filter(|&row| self.shown.answer.rows.contains(row)) {
            self.look.selected = Some(row);
        }
        self.look_at_statement();
    }

    pub(super) fn fold(&mut self) {
        if self.place.focus != Pane::Actors {
            return;
        }
        let at = self.actors.cursor.at;
        let Some(node) = self.actors.nodes.get(at).copied() else { return };
        match node.fold {
            crate::view::actors::Fold::Open => {
                self.actors.folded.insert(node.actor);
            }
            _ => {
                if let Some(parent) = crate::view::actors::parent(&self.actors.nodes, at) {
                    self.actors.cursor.at = parent;
                    self.look_at_actor();
                }
            }
        }
        self.actors.stale = true;
    }

    pub(super) fn unfold(&mut self) {
        if let Some(actor) = self.actor_at_cursor().filter(|_| self.place.focus == Pane::Actors) {
            self.actors.folded.remove(&actor);
            self.actors.stale = true;
        }
    }

    pub(super) fn sort_actors(&mut self) {
        self.change(|look| {
            look.sort = match look.sort {
                Sort::Events => Sort::Name,
                Sort::Name => Sort::Events,
            };
        });
        self.actors.stale = true;
    }

    pub(super) fn toggle_all_statements(&mut self) {
        self.change(|look| look.only_its_statements = !look.only_its_statements);
    }

    pub(super) fn reload(&mut self) {
        self.notice("reading the files again");
        self.effects.push(Effect::Reload);
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effects.push(Effect::Mouse(self.mouse));
        self.notice(if self.mouse {
            "the mouse is on; hold Shift to select text with it"
        } else {
            "the mouse is off"
        });
    }
}
