//! Work that may take longer than a frame, and its results. [`crate::tui::job`] does it on threads,
//! a script at once.

mod append;
mod export;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use crate::{
    base::{progress::Progress, rows::RowSet, text::Pattern},
    engine::{Engine, Surveyed},
    index::Store,
    model::{Cell, Scope, SourceId},
    query::{self, Answer, Completions, Partial, Plan, Query, Watch, tally::Tally},
    view::{Ask, Figures, source::Reader},
    world::{Notes, Over},
};

pub use append::{Append, Appended};
pub use export::{Export, Exported};

/// Something to work out.
#[derive(Debug)]
pub struct Job {
    /// Counts up with each job, so that a stale result is known.
    pub generation: u64,
    /// The data that it is about.
    pub store: Arc<Store>,
    /// What to work out.
    pub work: Work,
}

/// What to work out.
#[derive(Debug)]
pub enum Work {
    /// Which events a query finds.
    Answer(Query),
    /// Which events have the words that are searched for.
    Search(Query),
    /// How many events and statements each actor has, given what the query found.
    Tally(Query, Arc<Answer>),
    /// The figures of a view of what the query found.
    Figures(Ask, Arc<Answer>),
    /// What can be typed next, with the cursor at a byte of the text.
    Complete(String, usize),
    /// What was meant by a query that finds nothing.
    Advise(Query),
    /// A timeline with a notebook laid over it.
    Lay(Notes, Arc<Store>),
    /// The text of a source, with the records of a scope that rest on it.
    Read(SourceId, Scope),
    /// In which block of a source a search finds something next, or before.
    Find(Arc<Reader>, Pattern, usize, isize),
    /// Write what is shown into a file. This is never stopped half-way.
    Export(Box<Export>),
    /// Events of one's own, written into the chronology that was opened.
    Append(Append),
    /// What a query asks of a history in a database.
    Survey(Arc<Engine>, Query),
    /// The whole row of a database of which these are some columns.
    Row(Arc<Engine>, Vec<Cell>),
}

/// What a query finds, with its first rows reported; `None` if the work was stopped.
fn answer(
    query: &Query,
    store: &Store,
    progress: &Progress,
    on_partial: &mut dyn FnMut(Partial<'_>),
) -> Option<Answer> {
    let plan = Plan::new(query, store).ok()?;
    plan.run_watched(&mut Watch { progress, on_partial })
}

/// What was worked out.
#[derive(Debug)]
pub struct Done {
    /// The generation of its job.
    pub generation: u64,
    /// The result.
    pub result: Outcome,
}

/// The result of a job.
#[derive(Debug)]
pub enum Outcome {
    /// First rows of an answer, or of a search, that is still being worked out.
    Partial(RowSet),
    /// What a query finds.
    Answer(Answer),
    /// What a search finds.
    Search(Answer),
    /// The counts of the actors.
    Tally {
        /// How many events and statements each has.
        tally: Tally,
        /// Whether no filter left anything out.
        of_all: bool,
    },
    /// The figures of a view.
    Figures(Figures),
    /// What can be typed next.
    Completions(Completions),
    /// What would be found, if a query without results was meant otherwise.
    Advice(Option<String>),
    /// A notebook over what was read.
    Laid(Arc<Store>, Arc<Over>),
    /// A source, opened.
    Read(Box<Reader>),
    /// The block in which a search finds something, if there is one.
    Found(Option<usize>),
    /// A file was written, or not.
    Exported(Exported),
    /// What became of what was appended.
    Appended(Appended),
    /// What a query asks of a history, or a part of it; or why that is not known.
    Surveyed(Result<Box<Surveyed>, String>),
    /// A whole row of a database, or why it is not to be had.
    Row(Result<Vec<Cell>, String>),
    /// Nothing: the work failed. That is a bug, and is said to be one.
    Failed(String),
}

impl Job {
    /// Does the work here and now.
    #[must_use]
    pub fn run(self) -> Option<Done> {
        self.run_until(&Progress::default(), &|_| {})
    }

    /// Does the work and reports what it finds on the way. `None` if it was stopped before its end.
    pub(in crate::tui) fn run_until(
        self,
        progress: &Progress,
        report: &dyn Fn(Done),
    ) -> Option<Done> {
        let mut on_partial = |Partial { rows }: Partial<'_>| {
            let result = Outcome::Partial(rows.clone());
            report(Done { generation: self.generation, result });
        };
        let work = || match &self.work {
            Work::Answer(query) => {
                answer(query, &self.store, progress, &mut on_partial).map(Outcome::Answer)
            }
            Work::Search(query) => {
                answer(query, &self.store, progress, &mut on_partial).map(Outcome::Search)
            }
            Work::Complete(text, cursor) => {
                let found = query::complete(text, *cursor, &self.store, progress);
                (!progress.is_cancelled()).then_some(Outcome::Completions(found))
            }
            Work::Advise(query) => {
                let advice = query::advice(query, &self.store, progress);
                (!progress.is_cancelled()).then_some(Outcome::Advice(advice))
            }
            Work::Tally(query, found) => {
                let tally = Tally::of(query, found, &self.store, progress)?;
                Some(Outcome::Tally { tally, of_all: query.is_all() })
            }
            Work::Figures(ask, found) => {
                ask.count(&self.store, found, progress).map(Outcome::Figures)
            }
            Work::Lay(notes, read) => {
                let (store, over) = notes.lay(Arc::clone(read));
                Some(Outcome::Laid(store, Arc::new(over)))
            }
            Work::Read(source, scope) => {
                let reader = Reader::open(self.store.timeline(), *source, *scope);
                Some(Outcome::Read(Box::new(reader)))
            }
            Work::Find(reader, pattern, block, direction) => {
                let found = reader.next_block(*block, pattern, *direction, progress);
                (!progress.is_cancelled()).then_some(Outcome::Found(found))
            }
            Work::Export(export) => Some(Outcome::Exported(export.run(&self.store))),
            Work::Append(append) => Some(Outcome::Appended(append.run(&self.store))),
            Work::Survey(engine, query) => {
                let mut on_part = |part: Surveyed| {
                    let result = Outcome::Surveyed(Ok(Box::new(part)));
                    report(Done { generation: self.generation, result });
                };
                let counted = engine.survey(query, progress, &mut on_part);
                let counted = counted.map(Box::new).map_err(|error| error.to_string());
                (!progress.is_cancelled()).then_some(Outcome::Surveyed(counted))
            }
            Work::Row(engine, cells) => {
                let row = engine.whole_row(cells, progress).map_err(|error| error.to_string());
                let gone = || "the database does not have this row any more".to_owned();
                Some(Outcome::Row(row.and_then(|row| row.ok_or_else(gone))))
            }
        };
        let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
            let words = panic.downcast_ref::<&str>().map(ToString::to_string);
            let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
            Some(Outcome::Failed(words.unwrap_or_else(|| "unknown".to_owned())))
        });
        result.map(|result| Done { generation: self.generation, result })
    }

    /// How many sorts of work there are.
    pub(in crate::tui) const SORTS: usize = 13;

    /// The sort of work that asks a database.
    pub(in crate::tui) const SURVEYS: usize = 11;

    /// The number of its sort of work.
    pub(in crate::tui) fn sort(&self) -> usize {
        match self.work {
            Work::Answer(_) => 0,
            Work::Search(_) => 1,
            Work::Tally(..) => 2,
            Work::Complete(..) => 3,
            Work::Advise(_) => 4,
            Work::Figures(..) => 5,
            Work::Read(..) => 6,
            Work::Lay(..) => 7,
            Work::Export(_) => 8,
            Work::Append(_) => 9,
            Work::Find(..) => 10,
            Work::Survey(..) => Self::SURVEYS,
            Work::Row(..) => 12,
        }
    }
}
