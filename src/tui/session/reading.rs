//! The source that is read: opened once and searched through, a long one in the background.

use std::sync::Arc;

use crate::{
    base::{progress::Progress, text::Pattern},
    model::{Scope, SourceId},
    tui::{session::Session, work::Work},
    view::source::Reader,
};

/// A text of so many bytes is opened and searched at once: it takes no longer than a frame.
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

/// What came of looking for a block of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// It is still being looked for, by the work of this generation.
    Pending(u64),
    /// The search finds something in this block, or nothing in any.
    Block(Option<usize>),
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

    /// Looks for the next block of a source, or the one before, in which a search finds something.
    pub fn seek(
        &mut self,
        reader: &Arc<Reader>,
        pattern: &Pattern,
        block: usize,
        direction: isize,
    ) -> Sought {
        if reader.text.len() <= AT_ONCE {
            let progress = Progress::default();
            return Sought::Block(reader.next_block(block, pattern, direction, &progress));
        }
        let work = Work::Find(Arc::clone(reader), pattern.clone(), block, direction);
        Sought::Pending(self.start(work))
    }

    /// The block that the work of a generation found, once it is done.
    pub fn sought(&mut self, generation: u64) -> Sought {
        let found = self.found.take_if(|(of, _)| *of == generation);
        found.map_or(Sought::Pending(generation), |(_, block)| Sought::Block(block))
    }
}
