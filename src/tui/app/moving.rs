//! Moving: through the lists, between days and periods, from pane to pane, into a source and out
//! of it.

use crate::{
    base::rows::Row,
    model::{
        ActorId, Anchor, Evidence, StatementId, Timeline, When,
        when::{Period, typed},
    },
    tui::{
        app::{App, Load},
        effect::Effect,
        layout::Pane,
        screen::source::Source,
        theme::Role,
    },
    view::{
        Link, Record, Unit,
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

    pub(super) fn turn_pane(&mut self, direction: isize) {
        const ORDER: [Pane; 4] = [Pane::Timeline, Pane::Actors, Pane::Statements, Pane::Detail];
        let at = ORDER.iter().position(|&pane| pane == self.place.focus).unwrap_or(0) as isize;
        let next = ORDER[(at + direction).rem_euclid(ORDER.len() as isize) as usize];
        self.go_to_pane(next);
    }

    /// Gives the keys to a pane, and shows it if it is not.
    pub(super) fn go_to_pane(&mut self, pane: Pane) {
        self.place.focus = pane;
        if matches!(pane, Pane::Statements | Pane::Detail) {
            self.place.detail = true;
        }
        match pane {
            Pane::Timeline => {
                if let Some(row) = self.look.selected {
                    self.record.look_at(Record::Event(row));
                }
            }
            Pane::Actors => self.look_at_actor(),
            Pane::Statements => self.look_at_statement(),
            Pane::Overview | Pane::Detail => {}
        }
    }

    pub(super) fn toggle_detail(&mut self) {
        self.place.detail = !self.place.detail;
        if !self.place.detail && matches!(self.place.focus, Pane::Statements | Pane::Detail) {
            self.go_to_pane(Pane::Timeline);
        }
    }

    pub(super) fn actor_at_cursor(&self) -> Option<ActorId> {
        self.actors.nodes.get(self.actors.cursor.at).map(|node| node.actor)
    }

    pub(super) fn statement_at_cursor(&self) -> Option<StatementId> {
        self.statements.selected
    }

    fn look_at_actor(&mut self) {
        if let Some(actor) = self.actor_at_cursor() {
            self.record.look_at(Record::Actor(actor));
        }
    }

    fn look_at_statement(&mut self) {
        if let Some(id) = self.statement_at_cursor() {
            self.record.look_at(Record::Statement(id));
        }
    }

    /// Looks at the statement under the cursor, and selects its event if that is shown.
    fn follow_statement(&mut self) {
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

    /// Opens what is under the cursor.
    pub(super) fn open(&mut self) {
        match self.place.focus {
            Pane::Timeline => {
                if let Some(row) = self.look.selected {
                    self.open_source(Record::Event(row), 0);
                }
            }
            Pane::Overview => self.go_to_pane(Pane::Timeline),
            Pane::Actors => {
                if let Some(actor) = self.actor_at_cursor() {
                    self.only_actor(actor);
                    self.go_to_pane(Pane::Timeline);
                }
            }
            Pane::Statements => {
                if let Some(id) = self.statement_at_cursor() {
                    self.open_source(Record::Statement(id), 0);
                }
            }
            Pane::Detail if self.record.source.is_some() && self.layout.source.is_none() => {}
            Pane::Detail => self.open_field(),
        }
    }

    fn open_field(&mut self) {
        let field = self.record.detail.as_ref();
        let field = field.and_then(|detail| detail.fields.get(self.record.cursor.at));
        match field.and_then(|field| field.link) {
            Some(Link::Evidence(record, number)) => self.open_source(record, number),
            Some(Link::Record(Record::Event(row))) => {
                self.select(row);
            }
            Some(Link::Record(record)) => self.record.look_at(record),
            None => self.notice("there is nothing to open here"),
        }
    }

    pub(super) fn go_to_source(&mut self) {
        match self.record.subject {
            Some(record) => self.open_source(record, 0),
            None => self.notice("no record is selected"),
        }
    }

    /// Opens a source at the words of one of the record's evidence entries.
    pub(super) fn open_source(&mut self, record: Record, number: usize) {
        let timeline = self.store.timeline();
        let entries = evidence_of(timeline, record);
        let source = entries.get(number).map(|entry| entry.source);
        if let Some(mut source) =
            source.and_then(|source| Source::open(timeline, source, (record, number)))
        {
            let before = self.record.source.as_ref().and_then(|source| source.opened_from);
            source.opened_from = before.or(Some(self.place.focus));
            self.record.look_at(record);
            self.record.source = Some(source);
            if self.layout.source.is_none() {
                self.place.detail = true;
                self.place.focus = Pane::Detail;
            }
        } else {
            self.record.look_at(record);
            self.go_to_pane(Pane::Detail);
            self.notice(match source {
                Some(source) => {
                    let source = self.store.timeline().source(source);
                    format!("the text of '{}' is not here; o shows its address", source.title)
                }
                None => "no words of a source are given for this".to_owned(),
            });
        }
    }

    /// Closes the source, else the search, else an enlarged pane.
    pub(super) fn close(&mut self) {
        if let Load::Running { .. } = self.load {
            self.effects.push(Effect::CancelLoad);
            self.notice("reading is stopped");
        } else if !self.close_source() && self.search.take().is_none() {
            self.place.enlarged = false;
        }
    }

    /// Whether a source was open.
    fn close_source(&mut self) -> bool {
        match self.record.source.take() {
            Some(Source { opened_from: Some(pane), .. }) => {
                if self.place.focus == Pane::Detail {
                    self.place.focus = pane;
                }
                true
            }
            _ => false,
        }
    }

    pub(super) fn quit(&mut self) {
        if !self.close_source() {
            self.effects.push(Effect::Quit);
        }
    }

    /// The next record, in order of time and round the end, whose words are not found in its
    /// source.
    pub(super) fn next_lost_anchor(&mut self) {
        let timeline = self.store.timeline();
        let lost = |row: Row| {
            let event = timeline.event(row);
            let said = event.statements().flat_map(|(_, said)| &said.evidence);
            event.evidence().iter().chain(said).any(|entry| entry.anchor == Some(Anchor::Lost))
        };
        let rows = &self.shown.answer.rows;
        let from = self.look.selected.map_or(0, |row| row + 1);
        let found = rows.iter_from(from).chain(rows.iter()).find(|&row| lost(row));
        match found {
            Some(row) => self.select(row),
            None => self.notice("all words are found in their sources"),
        }
    }

    /// Goes to the next place where the words of the search are found, round the end; in a source
    /// without a search, to the next words that prove something.
    pub(super) fn next_match(&mut self, direction: isize) {
        let in_source = self.place.focus == Pane::Detail && self.record.source.is_some();
        if in_source {
            self.next_in_source(direction);
            return;
        }
        let Some(search) = self.search.clone() else {
            self.notice("nothing is searched for; / begins");
            return;
        };
        match self.place.focus {
            Pane::Actors => {
                let (len, at) = (self.actors.nodes.len(), self.actors.cursor.at);
                let timeline = self.store.timeline();
                let found = turns(at, len, direction).find(|&line| {
                    let actor = timeline.actor(self.actors.nodes[line].actor);
                    actor.names().any(|name| search.pattern.is_match(name))
                });
                if let Some(line) = found {
                    self.actors.cursor.at = line;
                    self.look_at_actor();
                    return;
                }
            }
            Pane::Statements => {
                let ids: Vec<u32> = self.statements.shown.iter().collect();
                let at = self.statements.selected.map_or(0, |id| self.statements.shown.rank(id.0));
                let timeline = self.store.timeline();
                let found = turns(at as usize, ids.len(), direction).find(|&line| {
                    search.pattern.is_match(&timeline.statement(StatementId(ids[line])).text)
                });
                if let Some(line) = found {
                    self.statements.selected = Some(StatementId(ids[line]));
                    self.follow_statement();
                    return;
                }
            }
            Pane::Timeline | Pane::Detail | Pane::Overview => {
                if let Some(row) = self.next_found(direction) {
                    self.select(row);
                    return;
                }
            }
        }
        self.say(format!("'{}' is not found here", search.words), Role::Warning);
    }

    /// The next shown row that the search finds, round the end.
    pub(super) fn next_found(&self, direction: isize) -> Option<Row> {
        let found = &self.search.as_ref()?.found;
        let at = self.look.selected.unwrap_or(0);
        let all = || found.universe();
        if direction > 0 {
            found.next_from(at + 1).or_else(|| found.next_from(0))
        } else {
            found.prev_before(at).or_else(|| found.prev_before(all()))
        }
    }

    /// The shown event that a record is, or belongs to.
    fn event_of(&self, record: Record) -> Option<Row> {
        let row = match record {
            Record::Event(row) => Some(row),
            Record::Statement(id) => self.store.timeline().statement(id).event,
            Record::Actor(_) | Record::Source(_) => None,
        };
        row.filter(|&row| self.shown.answer.rows.contains(row))
    }

    fn next_in_source(&mut self, direction: isize) {
        let height = usize::from(self.layout.source_inner().height);
        let Some(source) = &mut self.record.source else { return };
        if let Some(search) = &self.search {
            if !source.next_match(&search.pattern, direction, height) {
                self.notice("not found in this source");
            }
            return;
        }
        match source.next_citation(direction, height) {
            Some(record) => {
                self.record.subject = Some(record);
                if let Some(row) = self.event_of(record) {
                    self.look.selected = Some(row);
                }
            }
            None => self.notice("nothing rests on this source"),
        }
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

/// The evidence of a record, in its order.
pub(super) fn evidence_of(timeline: &Timeline, record: Record) -> &[Evidence] {
    match record {
        Record::Event(row) => timeline.event(row).evidence(),
        Record::Statement(id) => &timeline.statement(id).evidence,
        Record::Actor(_) | Record::Source(_) => &[],
    }
}

/// The lines after one, or before it, round the end and back to it.
fn turns(at: usize, len: usize, direction: isize) -> impl Iterator<Item = usize> {
    (1..=len).map(move |step| {
        let step = if direction > 0 { step } else { len - step };
        (at + step) % len
    })
}
