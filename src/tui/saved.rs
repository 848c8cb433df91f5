//! Whether the notebook is on disk.

use std::sync::Arc;

use crate::notebook::Notebook;

/// Whether the notebook is on disk.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saved {
    /// There is none, on purpose.
    #[default]
    Nowhere,
    /// It is there as it is here.
    Done,
    /// It is being written.
    Underway,
    /// Somebody else has changed it, and both are one now.
    Merged {
        /// What was written here.
        ours: Arc<Notebook>,
        /// Both as one.
        merged: Arc<Notebook>,
        /// What is to be said of that.
        words: String,
    },
    /// It can't be changed, for this reason.
    ReadOnly(String),
    /// It could not be written, for this reason; the next change tries again.
    Failed(String),
}
