//! Work in the background: one slot for each sort of it, on threads.
//!
//! **Invariants.** Of each sort of work only the newest is wanted: starting one stops the one
//! before, and a result of an older generation is dropped by whoever receives it.

use std::{sync::Arc, thread};

use crate::{
    base::progress::Progress,
    tui::work::{Done, Job},
};

/// One slot for each sort of work, on threads.
pub struct Workers {
    report: Arc<dyn Fn(Done) + Send + Sync>,
    running: [Progress; Job::SORTS],
}

impl Workers {
    /// Workers that say what they have done, on their own threads.
    #[must_use]
    pub fn new(report: impl Fn(Done) + Send + Sync + 'static) -> Self {
        Self { report: Arc::new(report), running: Default::default() }
    }

    /// Stops a sort of work.
    pub fn stop(&mut self, sort: usize) {
        self.running[sort].cancel();
    }

    /// Begins a job and stops the one of its sort that runs.
    pub fn start(&mut self, job: Job) {
        let progress = Progress::default();
        std::mem::replace(&mut self.running[job.sort()], progress.clone()).cancel();
        let report = Arc::clone(&self.report);
        thread::spawn(move || {
            if let Some(done) = job.run_until(&progress, &*report) {
                report(done);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::{
        base::text::Pattern,
        export::FileFormat,
        index::Store,
        model::{File, Scope, Shard, SourceId, Timeline},
        query::{Answer, Query},
        tui::work::{Export, Work},
        view::{Ask, gaps, source::Reader},
        world::Notes,
    };

    #[test]
    fn every_sort_of_work_has_a_thread() {
        let mut shard = Shard::new(0);
        shard.source("brief");
        let (timeline, _) = Timeline::build(vec![File::default()], vec![shard]);
        let store = Arc::new(Store::new(timeline));
        let answer = || Arc::new(Answer::all(&store));
        let reader = Arc::new(Reader::open(store.timeline(), SourceId(0), Scope::Sure));
        let works = [
            Work::Answer(Query::default()),
            Work::Search(Query::default()),
            Work::Tally(Query::default(), answer()),
            Work::Complete(String::new(), 0),
            Work::Advise(Query::default()),
            Work::Figures(Ask::Gaps(gaps::Ask::default()), answer()),
            Work::Read(SourceId(0), Scope::Sure),
            Work::Lay(Notes::default(), Arc::clone(&store)),
            Work::Find(Arc::clone(&reader), Pattern::new("words"), 0, 1),
            Work::Export(Box::new(Export {
                query: Query::default(),
                answer: Answer::all(&store),
                format: FileFormat::default(),
                // Nothing is written into a file that names none.
                path: "..".into(),
                replaces: true,
                opened: Vec::new(),
            })),
        ];
        let (done, results) = mpsc::channel();
        let mut workers = Workers::new(move |result| drop(done.send(result)));
        let mut begun = Vec::new();
        for (generation, work) in (1..).zip(works) {
            begun.push(generation);
            workers.start(Job { generation, store: Arc::clone(&store), work });
        }
        drop(workers);
        let mut done: Vec<u64> = results.iter().map(|done| done.generation).collect();
        done.sort_unstable();
        assert_eq!(done, begun);
    }
}
