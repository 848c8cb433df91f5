//! The notebook on its way to its file, on a thread of its own: a key never waits for a disk.

use std::{
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread::{self, JoinHandle},
};

use crate::{notebook::Notebook, tui::saved::Saved};

/// Writes a notebook to its file and says how that went.
pub type Keep = Box<dyn FnMut(&Arc<Notebook>) -> Saved + Send>;

/// The thread that writes.
pub struct Keeping {
    notebooks: Option<Sender<Arc<Notebook>>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeping {
    /// A thread that writes notebooks and reports. Of several that wait only the last is written.
    #[must_use]
    pub fn new(mut keep: Keep, report: impl Fn(Saved) + Send + 'static) -> Self {
        let (notebooks, waiting) = mpsc::channel::<Arc<Notebook>>();
        let thread = thread::spawn(move || {
            while let Ok(mut notebook) = waiting.recv() {
                while let Ok(newer) = waiting.try_recv() {
                    notebook = newer;
                }
                report(keep(&notebook));
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
