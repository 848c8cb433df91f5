//! The notebook on its way to its file, on a thread of its own: a key never waits for a disk.

use std::{
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use crate::{notebook::Notebook, tui::saved::Saved};

/// How often the file is looked at for changes from outside.
const PACE: Duration = Duration::from_secs(1);

/// What a notebook is kept by.
pub trait Keep: Send {
    /// Writes it to its file and says how that went.
    fn keep(&mut self, notebook: &Arc<Notebook>) -> Saved;

    /// What has come in from outside since the file was last read or written, if anything has.
    fn look(&mut self, notebook: &Arc<Notebook>) -> Option<Saved>;
}

/// The thread that writes.
pub struct Keeping {
    notebooks: Option<Sender<Arc<Notebook>>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeping {
    /// A thread that writes notebooks and reports, beginning with the one that is on disk. Of
    /// several that wait only the last is written.
    #[must_use]
    pub fn new(
        mut keep: Box<dyn Keep>,
        mut latest: Arc<Notebook>,
        report: impl Fn(Saved) + Send + 'static,
    ) -> Self {
        let (notebooks, waiting) = mpsc::channel::<Arc<Notebook>>();
        let thread = thread::spawn(move || {
            loop {
                match waiting.recv_timeout(PACE) {
                    Ok(notebook) => {
                        latest = waiting.try_iter().last().unwrap_or(notebook);
                        report(keep.keep(&latest));
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        keep.look(&latest).into_iter().for_each(&report);
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        });
        Self { notebooks: Some(notebooks), thread: Some(thread) }
    }

    /// Writes a notebook as soon as the one before is written.
    pub fn keep(&self, notebook: Arc<Notebook>) {
        if let Some(notebooks) = &self.notebooks {
            // A thread that has ended has said why.
            drop(notebooks.send(notebook));
        }
    }
}

impl Drop for Keeping {
    /// Waits until everything is written.
    fn drop(&mut self) {
        self.notebooks = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
