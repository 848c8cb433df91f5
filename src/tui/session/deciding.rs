//! What is decided about the record under the cursor: whether it is right, a mark, a note.

use crate::{
    base::rows::Row,
    model::{Kind, Review, StatementId, Timeline},
    notebook::{Laid, Notebook},
    query::{Field, Plan, Term},
    tui::session::Session,
    view::{Record, counted},
};

impl Session {
    /// The event or statement that work is done on; says so where there is none.
    pub fn record_to_decide(&mut self) -> Option<Record> {
        let record =
            self.subject.filter(|it| matches!(it, Record::Event(_) | Record::Statement(_)));
        let record = record.or_else(|| self.selected().map(Record::Event));
        if record.is_none() {
            self.notice("select an event or a statement first");
        }
        record
    }

    /// Accepts or rejects the record under the cursor, or opens it again if that is what it is, and
    /// goes to the next event. Whether anything was decided.
    pub fn decide(&mut self, review: Review) -> bool {
        let Some(record) = self.record_to_decide() else { return false };
        let now = self.review_of(record);
        let asked =
            if review == Review::Accepted { &[review, Review::Corrected][..] } else { &[review] };
        let decided = (!now.is_some_and(|now| asked.contains(&now))).then_some(review);
        let next = self.next_of(record);
        let title = crate::view::summary::words(self.timeline(), record);
        if !self.edit(|notebook, laid, read| decide(notebook, laid, read, record, decided)) {
            return false;
        }
        if decided.is_some() {
            self.go_on(next);
        }
        let word = decided.map_or("open again", Review::name);
        self.notice(format!("{word}: {title}"));
        true
    }

    /// The id of the event that is listed after a record's.
    pub(super) fn next_of(&self, record: Record) -> Option<String> {
        let Record::Event(row) = record else { return None };
        let next = self.rows().next_from(row + 1)?;
        Some(self.timeline().event(next).id().into_owned())
    }

    /// Goes on to the event with this id, if it is shown.
    pub(super) fn go_on(&mut self, next: Option<String>) {
        let row = next.and_then(|id| self.timeline().find_event(&id));
        if let Some(row) = row.filter(|&row| self.rows().contains(row)) {
            self.select(row);
        }
    }

    /// How far the review of a record is.
    #[must_use]
    pub fn review_of(&self, record: Record) -> Option<Review> {
        match record {
            Record::Event(row) => self.timeline().event(row).review(),
            Record::Statement(id) => self.timeline().review(id),
            Record::Actor(_) | Record::Source(_) => None,
        }
    }

    /// Accepts or rejects all events shown, with what was said in them.
    pub fn decide_all(&mut self, review: Review) {
        let rows: Vec<Row> = self.rows().iter().collect();
        let count = rows.len() as u32;
        let changed = self.edit(|notebook, laid, read| {
            for &row in &rows {
                decide(notebook, laid, read, Record::Event(row), Some(review));
            }
        });
        if changed {
            self.notice(format!("{} {}; u takes it back", counted(count, "event"), review.name()));
        }
    }

    /// Marks the record under the cursor, or takes the mark away.
    pub fn mark(&mut self) {
        let Some(record) = self.record_to_decide() else { return };
        let mut marked = false;
        let changed = self.edit(|notebook, laid, read| {
            let flag = match record {
                Record::Statement(id) => &mut notebook.statement(laid, read, id).marked,
                Record::Event(row) => &mut notebook.event(laid, read, row).marked,
                _ => return,
            };
            *flag = !*flag;
            marked = *flag;
        });
        if changed {
            self.notice(if marked { "marked; marked: finds it" } else { "the mark is gone" });
        }
    }

    /// What is noted about the record under the cursor.
    #[must_use]
    pub fn note_of(&self, record: Record) -> &str {
        match record {
            Record::Event(row) => self.timeline().event(row).note(),
            Record::Statement(id) => {
                self.timeline().decision(id).map_or("", |decision| &decision.note)
            }
            Record::Actor(_) | Record::Source(_) => "",
        }
    }

    /// Notes something about a record; nothing takes the note away.
    pub fn note(&mut self, record: Record, words: &str) {
        let changed = self.edit(|notebook, laid, read| {
            let note = match record {
                Record::Event(row) => &mut notebook.event(laid, read, row).note,
                Record::Statement(id) => &mut notebook.statement(laid, read, id).note,
                Record::Actor(_) | Record::Source(_) => return,
            };
            words.trim().clone_into(note);
        });
        if changed {
            self.notice(if words.trim().is_empty() { "the note is gone" } else { "noted" });
        }
    }

    /// Lists what is open to review, in the chronicle; once more, everything again.
    pub fn list_open(&mut self) {
        let open = Term::new(Field::Review, Review::Open.name());
        if self.look.query.asks_for(&open) {
            let query = self.look.query.clone().without_fields(&[Field::Review]);
            self.list(query);
            return;
        }
        let query = self.look.query.clone().without_fields(&[Field::Review]).with(open);
        let found = Plan::new(&query, self.store()).map(|plan| plan.run().rows.is_empty());
        if found.unwrap_or(true) {
            self.notice("nothing here is open: no extractor made it, or all is decided");
            return;
        }
        self.list(query);
    }

    /// How far the review of all events is.
    #[must_use]
    pub fn progress(&self) -> ReviewCounts {
        let timeline = self.timeline();
        let mut progress = ReviewCounts::default();
        let decided = timeline.decided();
        for decision in decided.events.values() {
            match decision.review {
                Some(Review::Accepted) => progress.accepted += 1,
                Some(Review::Corrected) => progress.corrected += 1,
                Some(Review::Rejected) => progress.rejected += 1,
                _ => {}
            }
            progress.mine += u32::from(decision.mine && decision.review != Some(Review::Rejected));
        }
        progress.open = self.store().open();
        progress
    }
}

/// How many events are at each step of the review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewCounts {
    /// Nobody has decided yet, candidates aside.
    pub open: u32,
    /// Right as read.
    pub accepted: u32,
    /// Right now.
    pub corrected: u32,
    /// Wrong.
    pub rejected: u32,
    /// Of one's own.
    pub mine: u32,
}

/// Decides about a record: of an event about what was said in it, too.
fn decide(
    notebook: &mut Notebook,
    laid: &Laid,
    read: &Timeline,
    record: Record,
    review: Option<Review>,
) {
    match record {
        Record::Event(row) => {
            notebook.event(laid, read, row).decide(review);
            for (id, _) in laid.timeline.event(row).statements() {
                notebook.statement(laid, read, id).decide(review);
            }
        }
        Record::Statement(id) => {
            notebook.statement(laid, read, id).decide(review);
            if let Some(row) =
                laid.timeline.statement(id).event.filter(|&row| is_all(&laid.timeline, row, id))
            {
                notebook.event(laid, read, row).decide(review);
            }
        }
        Record::Actor(_) | Record::Source(_) => {}
    }
}

/// Whether an event is nothing but this statement.
pub(super) fn is_all(timeline: &Timeline, row: Row, said: StatementId) -> bool {
    let event = timeline.event(row);
    event.kind() == Kind::Statement && event.statements().all(|(id, _)| id == said)
}
