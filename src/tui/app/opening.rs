//! Going from pane to pane, into a record or a source, and out again.

use crate::{
    base::text,
    extract::lexicon::rules,
    model::{Evidence, Timeline},
    tui::{
        app::{App, Load},
        effect::Effect,
        layout::Pane,
        screen::{popup::What, source::Source},
    },
    view::{Link, Record, why},
};

impl App {
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
        let scope = self.shown.answer.scope;
        if let Some(mut source) =
            source.and_then(|source| Source::open(timeline, source, scope, (record, number)))
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

    /// Shows why the record is there.
    pub(super) fn show_why(&mut self) {
        /// The widest text that is read with ease, in cells.
        const WIDTH: u16 = 76;
        /// The frame and the labels, with the space around them.
        const BESIDE: u16 = 20;
        let width = usize::from(WIDTH.min(self.size.width.saturating_sub(BESIDE)));
        let timeline = self.store.timeline();
        let figures = |makes: &str, name: &str| rules::named(makes, name)?.measured;
        let why = self.record.subject.and_then(|record| why::why(timeline, record, &figures));
        let Some(why) = why else {
            self.notice("only events and statements have reasons to show");
            return;
        };
        let mut lines = Vec::new();
        for why::Line { mut label, words } in why.lines() {
            for line in text::wrap(&words, width) {
                lines.push((std::mem::take(&mut label), words[line].to_owned()));
            }
        }
        self.show(What::Why { lines });
    }

    /// Closes the source, else the search, else an enlarged pane, else what stands beside the
    /// timeline of an article.
    pub(super) fn close(&mut self) {
        if let Load::Running { .. } = self.load {
            self.effects.push(Effect::CancelLoad);
            self.notice("reading is stopped");
        } else if !self.close_source() && self.search.take().is_none() {
            let reads = !std::mem::take(&mut self.place.enlarged);
            self.place.reading &= !reads;
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
}

/// The evidence of a record, in its order.
pub(super) fn evidence_of(timeline: &Timeline, record: Record) -> Vec<Evidence> {
    match record {
        Record::Event(row) => timeline.event(row).evidence().collect(),
        Record::Statement(id) => timeline.statement(id).evidence.clone(),
        Record::Actor(_) | Record::Source(_) => Vec::new(),
    }
}
