//! A notebook over a loaded timeline, with its indexes.

use std::sync::Arc;

use crate::{
    index::Store,
    model::{When, when::typed},
    notebook::{Laid, Notebook, lay_over},
};

/// A notebook with its name in messages.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// What a person decided, wrote and noted.
    pub notebook: Arc<Notebook>,
    /// The name of its file, as a person would write it; empty where there is none.
    pub file: String,
}

/// How a notebook lies over what was read.
#[derive(Debug)]
pub struct Over {
    /// What was read, without the notebook.
    pub read: Arc<Store>,
    /// Where its entries lie.
    pub laid: Laid,
}

impl Notes {
    /// When a person says that an article was published, by the id that it has as a source.
    pub(super) fn published(&self, source: &str) -> Option<When> {
        let words = self.notebook.published.get(source)?;
        Some(typed::parse(words, None).ok()?.when)
    }

    /// Lays the notebook over what was read: O(its entries) where it only decides and notes, else
    /// the time of indexing all anew.
    #[must_use]
    pub fn lay(&self, read: Arc<Store>) -> (Arc<Store>, Over) {
        let laid = lay_over(read.timeline(), &self.notebook, &self.file);
        let store = if laid.is_amended {
            let store = Store::new(laid.timeline.clone());
            Arc::new(match read.history() {
                Some(history) => store.part_of(Arc::clone(history)),
                None => store,
            })
        } else if laid.timeline.decided().is_empty() {
            Arc::clone(&read)
        } else {
            Arc::new(read.with_decided(laid.timeline.decided().clone()))
        };
        (store, Over { read, laid })
    }
}
