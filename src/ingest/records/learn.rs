//! The columns of all records, learned in stretches side by side as the rows are read later.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Reader, Records, text};
use crate::{
    base::bytes::{BytesError, Content},
    ingest::{
        cursor::{Cursor, Cutter, Next},
        stretch::SHORTEST,
    },
};

/// What records that follow each other have.
struct Learned {
    /// Where the first one begins.
    begin: Option<u64>,
    /// Where the first one of the next stretch begins; none at the end.
    end: Option<u64>,
    /// The paths that were not known before, in the order in which they came.
    paths: Vec<String>,
}

impl Records {
    /// Adds the columns that only later records have. Reads all of them.
    pub fn learn_all(&mut self, content: &Content) -> Result<(), BytesError> {
        let threads = rayon::current_num_threads() as u64;
        self.learn_in(content, content.len().div_ceil(threads * 4).max(SHORTEST))
    }

    /// The same in stretches of so many bytes, or a little more.
    pub(super) fn learn_in(&mut self, content: &Content, length: u64) -> Result<(), BytesError> {
        let Some(first) = Self::start(content)? else { return Ok(()) };
        let size = content.len();
        let count = size.div_ceil(length).max(1);
        let bounds: Vec<u64> = (0..=count).map(|number| (number * length).min(size)).collect();
        let guessed = bounds.par_windows(2).map(|bounds| {
            let start = match bounds[0] {
                0 => Some(first),
                bound => self.guess(content, bound)?,
            };
            start.map(|start| self.learn_between(content, start, bounds[1])).transpose()
        });
        let guessed: Vec<Option<Learned>> = guessed.collect::<Result<_, _>>()?;

        let mut begin = None;
        for (learned, bounds) in guessed.into_iter().zip(bounds.windows(2)) {
            let is_right = |it: &Learned| bounds[0] == 0 || it.begin == begin;
            let learned = match (learned.filter(is_right), begin) {
                (Some(learned), _) => learned,
                (None, Some(begin)) => self.learn_between(content, begin, bounds[1])?,
                (None, None) => break,
            };
            begin = learned.end;
            learned.paths.iter().for_each(|path| self.add(path));
        }
        Ok(())
    }

    /// What the records have that begin from `start`, where one does, to before `end`.
    fn learn_between(
        &self,
        content: &Content,
        start: u64,
        end: u64,
    ) -> Result<Learned, BytesError> {
        let mut own = self.clone();
        let cutter = Cutter::Records(Reader::new(Arc::new(self.clone())));
        let mut cursor = Cursor::bare(content.reader(start)?, start, cutter);
        let mut begin = None;
        let end = loop {
            let Next::Row(place) = cursor.next().map_err(|source| content.failed(source))? else {
                break None;
            };
            begin.get_or_insert(place);
            if place >= end {
                break Some(place);
            }
            own.learn(&text(cursor.bytes()).0);
        };
        Ok(Learned { begin, end, paths: own.paths.split_off(self.paths.len()) })
    }
}
