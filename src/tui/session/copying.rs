//! Copies for the clipboard.
//!
//! What is copied is plain text without anything that drives a terminal. Whether the terminal
//! takes it can't be known, so it is shown, too, and kept among the messages.

use std::sync::Arc;

use crate::{
    base::{shell, text},
    export::{self, ActorRow, Counts, EventRow, Extras, SourceRow, StatementRow, citation},
    model::Scope,
    query::Query,
    tui::{action::Action, effect::Effect, session::Session},
    view::{Record, View, summary, trends::Columns},
};

impl Session {
    /// What was copied last.
    #[must_use]
    pub fn copied(&self) -> Option<&Arc<str>> {
        self.copied.as_ref()
    }

    /// Copies what an action names of the selected record.
    pub fn copy(&mut self, action: Action) {
        let Some(record) = self.subject else {
            self.notice("nothing is selected");
            return;
        };
        let timeline = self.timeline();
        let (what, words) = match action {
            Action::CopyCitation => ("words", Some(self.citation(record))),
            Action::CopyRecord => ("record", Some(self.record_json(record))),
            Action::CopyId => ("id", Some(summary::id(timeline, record))),
            Action::CopyDate => ("date", summary::date(timeline, record)),
            Action::CopyAddress => ("address", summary::address(timeline, record)),
            _ => ("words", Some(summary::words(timeline, record))),
        };
        match words.filter(|words| !words.is_empty()) {
            Some(words) => self.put_on_clipboard(&words),
            None => self.notice(format!("this record has no {what} to copy")),
        }
    }

    /// Copies the command line that shows this view again.
    pub fn copy_command(&mut self) {
        self.put_on_clipboard(&self.command());
    }

    fn put_on_clipboard(&mut self, words: &str) {
        let words: Arc<str> = text::neutralise_block(words).into();
        let first = words.lines().next().unwrap_or_default();
        let more = if words.lines().nth(1).is_some() { " …" } else { "" };
        self.notice(format!("copied: {first}{more}"));
        self.copied = Some(Arc::clone(&words));
        self.effects.push(Effect::Copy(words));
    }

    fn citation(&self, record: Record) -> String {
        let timeline = self.timeline();
        match record {
            Record::Event(row) => citation::event(timeline.event(row)),
            Record::Statement(id) => citation::statement(timeline, timeline.statement(id)),
            Record::Actor(id) => citation::actor(timeline, id),
            Record::Source(id) => citation::source(timeline, id),
        }
    }

    fn record_json(&self, record: Record) -> String {
        let timeline = self.timeline();
        match record {
            Record::Event(row) => {
                let event = timeline.event(row);
                let mut record = EventRow::new(event, Scope::Every);
                // Of a file that is gone, the rest can still be copied.
                if let Ok(extra) = Extras::default().extra(event) {
                    record = record.with_extra(extra);
                }
                export::record_json(&record)
            }
            Record::Statement(id) => export::record_json(&StatementRow::new(timeline, id)),
            Record::Actor(id) => {
                let counts = self.actor_counts();
                let count = |counts: &[u32]| counts.get(id.index()).copied().unwrap_or(0);
                let counts =
                    Counts { events: count(counts.events), statements: count(counts.statements) };
                export::record_json(&ActorRow::new(timeline, id, counts))
            }
            Record::Source(id) => export::record_json(&SourceRow::new(timeline, id)),
        }
    }

    /// The command line that shows this view again.
    fn command(&self) -> String {
        let mut words = vec!["demarche".to_owned()];
        let series = (self.look.view == View::Trends && self.look.trends != Columns::One)
            .then_some(&self.look.trends);
        if series.is_some() {
            words.push("trends".to_owned());
        }
        words.extend(self.files.iter().map(|file| shell::quoted(file)));
        if self.look.query != Query::default() {
            words.push("-q".to_owned());
            words.push(shell::quoted(Query::to_string(&self.look.query).as_ref()));
        }
        if let Some(series) = series {
            // The explorer does not begin with series beside, but this prints the same numbers.
            words.extend(["--by".to_owned(), self.unit.name().to_owned()]);
            match series {
                Columns::One => {}
                Columns::Split(split) => {
                    words.extend(["--split".to_owned(), split.name().to_owned()]);
                }
                Columns::Compare(queries) => {
                    for query in queries {
                        words.extend([
                            "--compare".to_owned(),
                            shell::quoted(query.to_string().as_ref()),
                        ]);
                    }
                }
            }
            return words.join(" ");
        }
        // What the filter hides can't be gone to.
        if let Some(row) = self.selected().filter(|_| self.open_survey().is_none()) {
            words.push("--at".to_owned());
            words.push(shell::quoted(self.timeline().event(row).id().as_ref().as_ref()));
        }
        if self.look.view != View::default() {
            words.extend(["--view".to_owned(), self.look.view.name().to_owned()]);
        }
        words.join(" ")
    }
}
