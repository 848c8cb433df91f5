//! The source that is read: opened once, a long one in the background.

use std::sync::Arc;

use crate::{
    model::{Scope, SourceId},
    tui::{session::Session, work::Work},
    view::source::Reader,
};

/// A text of so many bytes is opened at once: it takes no longer than a frame.
const AT_ONCE: usize = 256 << 10;

/// The source that was asked for last.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Which timeline, which source, and which of its records.
    key: Option<(u64, SourceId, Scope)>,
    /// The generation of its work, while it is being opened.
    pub(super) generation: u64,
    /// What was opened.
    pub(super) reader: Option<Arc<Reader>>,
}

impl Session {
    /// The text of a source with what rests on it; `None` without its text, and while it is being
    /// opened.
    pub fn reader(&mut self, source: SourceId) -> Option<Arc<Reader>> {
        let length = self.timeline().source(source).text.as_ref()?.len();
        let scope = self.shown.answer.scope;
        let key = Some((self.version(), source, scope));
        if self.opened.key != key {
            self.opened = if length <= AT_ONCE && self.is_small() {
                let reader = Reader::open(self.timeline(), source, scope);
                Opened { key, generation: 0, reader: Some(Arc::new(reader)) }
            } else {
                let generation = self.start(Work::Read(source, scope));
                Opened { key, generation, reader: None }
            };
        }
        self.opened.reader.clone()
    }
}
