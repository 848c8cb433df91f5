//! The sources that an export cites, numbered as they come.

use rustc_hash::FxHashMap;

use crate::{
    base::once::each_once,
    model::{Evidence, SourceId},
};

/// The sources that were cited so far.
#[derive(Debug, Default)]
pub struct Bibliography {
    listed: Vec<SourceId>,
    numbers: FxHashMap<SourceId, usize>,
}

impl Bibliography {
    /// The number of a source, counted from 1; a new one if it was not cited yet.
    pub fn number(&mut self, source: SourceId) -> usize {
        *self.numbers.entry(source).or_insert_with(|| {
            self.listed.push(source);
            self.listed.len()
        })
    }

    /// The numbers of what proves a record, each once.
    pub fn numbers(&mut self, evidence: impl IntoIterator<Item = Evidence>) -> Vec<usize> {
        each_once(evidence.into_iter().map(|entry| self.number(entry.source)))
    }

    /// The sources with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (usize, SourceId)> {
        (1..).zip(self.listed.iter().copied())
    }

    /// Whether nothing was cited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}
