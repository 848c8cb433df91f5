//! The lines of a source's text, of which only those near the ones in sight are laid out.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{
    base::text::{self, Pattern},
    view::source::Reader,
};

/// So many bytes of a text are laid out at a time: some four hundred lines.
const BLOCK: usize = 32_000;

/// More blocks than any screen shows: when so many are laid out they are forgotten.
const MOST_LAID: usize = 64;

/// Where the blocks of a text begin, in bytes. A block ends with a line of the text; where a line is
/// longer than a block, after a space.
pub(super) fn blocks(text: &str) -> Vec<usize> {
    let (mut starts, mut at) = (Vec::new(), 0);
    while at < text.len() {
        starts.push(at);
        let rest = &text[at..];
        if rest.len() <= BLOCK {
            break;
        }
        let end = (0..=BLOCK).rfind(|&end| rest.is_char_boundary(end));
        let most = &rest[..end.unwrap_or(0)];
        let end = most.rfind('\n').or_else(|| most.rfind(' '));
        at += end.map_or(most.len(), |end| end + 1);
    }
    starts
}

/// A line: its block, and how far it is below the first line of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The number of the block.
    pub block: usize,
    /// The line in it, from 0.
    pub line: usize,
}

/// The lines of the text of one [`Reader`] for a width in cells.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    width: usize,
    /// The blocks laid out so far, each line in bytes of the text.
    laid: FxHashMap<usize, Vec<Range<usize>>>,
}

impl Lines {
    /// The lines for a width.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width, laid: FxHashMap::default() }
    }

    /// How many blocks are laid out.
    #[cfg(test)]
    pub(super) fn laid(&self) -> usize {
        self.laid.len()
    }

    /// The width for which they are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The lines of a block. Each has one at least.
    fn of_block(&mut self, reader: &Reader, block: usize) -> &[Range<usize>] {
        if self.laid.len() >= MOST_LAID && !self.laid.contains_key(&block) {
            self.laid.clear();
        }
        let width = self.width;
        self.laid.entry(block).or_insert_with(|| {
            let bytes = reader.block(block);
            let lines = text::wrap(&reader.text[bytes.clone()], width);
            lines.into_iter().map(|line| line.start + bytes.start..line.end + bytes.start).collect()
        })
    }

    /// The last line of a block.
    fn last_of(&mut self, reader: &Reader, block: usize) -> At {
        At { block, line: self.of_block(reader, block).len().saturating_sub(1) }
    }

    /// The last line.
    #[must_use]
    pub fn last(&mut self, reader: &Reader) -> At {
        self.last_of(reader, reader.blocks.len().saturating_sub(1))
    }

    /// The line some lines below, or the last one. O(what is between), but not to the end.
    #[must_use]
    pub fn below(&mut self, reader: &Reader, mut at: At, mut lines: usize) -> At {
        // A line has a byte at least.
        if lines > reader.text.len() - reader.block(at.block).start {
            return self.last(reader);
        }
        loop {
            let last = self.last_of(reader, at.block);
            if at.line + lines <= last.line || at.block + 1 >= reader.blocks.len() {
                return At { line: (at.line + lines).min(last.line), ..at };
            }
            lines -= last.line + 1 - at.line;
            at = At { block: at.block + 1, line: 0 };
        }
    }

    /// The line some lines above, or the first one. O(what is between), but not to the beginning.
    #[must_use]
    pub fn above(&mut self, reader: &Reader, mut at: At, mut lines: usize) -> At {
        if lines > reader.block(at.block).end {
            return At::default();
        }
        while lines > at.line && at.block > 0 {
            lines -= at.line + 1;
            at = self.last_of(reader, at.block - 1);
        }
        At { line: at.line.saturating_sub(lines), ..at }
    }

    /// The line with a byte of the text.
    #[must_use]
    pub fn with_byte(&mut self, reader: &Reader, byte: usize) -> At {
        let block = reader.block_with(byte);
        let lines = self.of_block(reader, block);
        let line = lines.partition_point(|line| line.end <= byte);
        At { block, line: line.min(lines.len().saturating_sub(1)) }
    }

    /// The top line of a window of this height that shows a line: that a third down, but no room
    /// wasted after the end.
    #[must_use]
    pub fn top_for(&mut self, reader: &Reader, at: At, height: usize) -> At {
        self.above(reader, at, height / 3).min(self.last_top(reader, height))
    }

    /// The top line of a window of this height at the end of the text.
    #[must_use]
    pub fn last_top(&mut self, reader: &Reader, height: usize) -> At {
        let last = self.last(reader);
        self.above(reader, last, height.saturating_sub(1))
    }

    /// The lines in a window of this height, in bytes of the text.
    #[must_use]
    pub fn seen(&mut self, reader: &Reader, top: At, height: usize) -> Vec<Range<usize>> {
        let mut seen = Vec::new();
        for block in top.block..reader.blocks.len() {
            let skipped = if block == top.block { top.line } else { 0 };
            let lines = self.of_block(reader, block).iter().skip(skipped);
            seen.extend(lines.take(height - seen.len()).cloned());
            if seen.len() == height {
                break;
            }
        }
        seen
    }

    /// The next line of the same block, or the one before, in which a match begins.
    #[must_use]
    pub fn next_match(
        &mut self,
        reader: &Reader,
        from: At,
        pattern: &Pattern,
        direction: isize,
    ) -> Option<At> {
        let mut found = self.matches(reader, from.block, pattern);
        if direction > 0 {
            found.find(|&line| line > from)
        } else {
            found.take_while(|&line| line < from).last()
        }
    }

    /// The first line of a block in which a match begins; the last one if the direction is
    /// backward.
    #[must_use]
    pub fn match_in(
        &mut self,
        reader: &Reader,
        block: usize,
        pattern: &Pattern,
        direction: isize,
    ) -> Option<At> {
        let mut found = self.matches(reader, block, pattern);
        if direction > 0 { found.next() } else { found.last() }
    }

    /// The lines of a block in which matches begin.
    fn matches(
        &mut self,
        reader: &Reader,
        block: usize,
        pattern: &Pattern,
    ) -> impl Iterator<Item = At> {
        let bytes = reader.block(block);
        let found = pattern.find_all(&reader.text[bytes.clone()]).into_iter();
        found.map(move |found| self.with_byte(reader, bytes.start + found.start))
    }

    /// How many lines there are above a line, and in all; where not all are laid out, as many as
    /// there would be if the rest were like these.
    #[must_use]
    pub fn place(&self, reader: &Reader, at: At) -> (usize, usize) {
        let laid = self.laid.iter();
        let (bytes, lines) = laid.fold((0, 0), |(bytes, lines), (&block, its)| {
            (bytes + reader.block(block).len(), lines + its.len())
        });
        let lines_in = |part: usize| (part * lines).div_ceil(bytes.max(1));
        (lines_in(reader.block(at.block).start) + at.line, lines_in(reader.text.len()))
    }
}
