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
    running: [Progress; 5],
}

impl Workers {
    /// Workers that say what they have done, on their own threads.
    #[must_use]
    pub fn new(report: impl Fn(Done) + Send + Sync + 'static) -> Self {
        Self { report: Arc::new(report), running: Default::default() }
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
