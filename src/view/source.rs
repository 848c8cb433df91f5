//! The text of a source with the words that prove records.
//!
//! ```text
//!   text                                                    citations
//!   Khaled Khoja, head of the exiled National Coalition,    1  e08  Khoja meets Lavrov        ok
//!   met Russian Foreign Minister Sergei Lavrov …            2  s1   Khoja: "We have found …"  ok
//!                                                           -  e12  Lavrov expected …         lost
//! ```
//!
//! A [`Reader`] is made when a source is opened and kept while it is read; of its [`Lines`] only
//! those near the ones in sight are laid out.

mod citation;
mod lines;
mod reading;

pub use citation::Citation;
pub use lines::{At, Lines};
pub use reading::Reading;

use std::ops::Range;

use crate::{
    base::{
        progress::Progress,
        text::{Pattern, Shown},
    },
    model::{self, Scope, SourceId, Timeline},
    view::{
        Record,
        detail::{self, Detail},
    },
};

/// A source as it is read.
#[derive(Clone, Debug)]
pub struct Reader {
    /// What is known of the source.
    pub about: Detail,
    /// Its text, safe to show; empty if it is not here. Below it stands what its reading says.
    pub text: String,
    /// Where its blocks begin, in bytes: parts that are laid out, or searched through, one by one.
    blocks: Vec<usize>,
    /// Where the text itself ends, in bytes.
    pub end: usize,
    /// What was read of it; empty unless it is an article that was read here.
    pub reading: Reading,
    /// Whether its text is here.
    pub has_text: bool,
    /// What rests on it: first what has a place in the text, in the order of the text; then rows
    /// and what can't be placed (lost, or standing at several places).
    pub citations: Vec<Citation>,
    /// How many of the citations have a place in the text.
    pub placed: usize,
    /// How long the longest of these is, in bytes.
    longest: usize,
    /// Whether there are more citations than are listed, which only a source without text has.
    pub more: bool,
}

/// A stretch of a line that looks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// How it looks.
    pub look: Look,
    /// The citations that it belongs to, by number.
    pub citations: Vec<usize>,
}

/// How a stretch of the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// It was read, and nothing made of it.
    Unused,
    /// A remark on the text, below it.
    Below,
    /// Nothing rests on it.
    Plain,
    /// Other records rest on it.
    Anchor,
    /// The selected record rests on it.
    Evidence,
}

impl Reader {
    /// Opens a source, with the records that rest on it and are meant. O(text + events +
    /// statements).
    #[must_use]
    pub fn open(timeline: &Timeline, source: SourceId, scope: Scope) -> Self {
        let model::Source { text, receipt, .. } = timeline.source(source);
        let text = text.as_deref();
        let shown = text.map(Shown::new);
        let (mut citations, more) = citation::all(timeline, source, scope, shown.as_ref());
        let read = receipt.as_ref().zip(text).zip(shown.as_ref());
        let reading =
            read.map(|((receipt, text), shown)| reading::reading(receipt, scope, text, shown));
        let reading = reading.unwrap_or_default();
        citations.sort_by_key(|citation| match &citation.range {
            Some(range) => (0, range.start, range.end),
            None => (1, 0, 0),
        });
        let ranges = citations.iter().filter_map(|citation| citation.range.as_ref());
        let longest = ranges.map(ExactSizeIterator::len).max().unwrap_or(0);
        let has_text = shown.is_some();
        let mut text = shown.unwrap_or_default().text;
        let end = text.trim_end().len();
        if !reading.below.is_empty() {
            text.truncate(end);
            text.push_str("\n\n");
            text.push_str(&reading.below);
        }
        Self {
            about: detail::source(timeline, source),
            has_text,
            blocks: lines::blocks(&text),
            text,
            end,
            reading,
            placed: citations.partition_point(|citation| citation.range.is_some()),
            citations,
            longest,
            more,
        }
    }

    /// How many blocks the text has.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// A block of the text, in bytes; empty beyond the last.
    #[must_use]
    pub fn block(&self, number: usize) -> Range<usize> {
        let start = |number: usize| self.blocks.get(number).copied().unwrap_or(self.text.len());
        start(number)..start(number + 1)
    }

    /// The blocks in which lines are, as one stretch of bytes.
    #[must_use]
    pub fn blocks_of(&self, lines: &[Range<usize>]) -> Range<usize> {
        let Some((first, last)) = lines.first().zip(lines.last()) else { return 0..0 };
        let [first, last] = [first, last].map(|line| self.block(self.block_with(line.start)));
        first.start..last.end
    }

    /// The number of the block with a byte of the text.
    #[must_use]
    pub fn block_with(&self, byte: usize) -> usize {
        self.blocks.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// The next block, or the one before, round the end and at last the same again, in which a
    /// search finds something; none when asked to stop. O(text passed).
    #[must_use]
    pub fn next_block(
        &self,
        block: usize,
        pattern: &Pattern,
        direction: isize,
        progress: &Progress,
    ) -> Option<usize> {
        let count = self.blocks.len();
        let turns = (1..=count).map(|step| if direction > 0 { step } else { count - step });
        turns
            .map(|turn| (block + turn) % count)
            .take_while(|_| !progress.is_cancelled())
            .find(|&block| pattern.is_match(&self.text[self.block(block)]))
    }

    /// Some words with the rest of the sentences that they stand in, within their block.
    #[must_use]
    pub fn sentence(&self, words: &Range<usize>) -> Range<usize> {
        let block = self.block(self.block_with(words.start));
        let before = ends(&self.text[block.start..words.start]).last();
        let last = self.text[words.clone()].char_indices().next_back();
        let last = words.start + last.map_or(0, |(at, _)| at);
        let after = ends(&self.text[last..block.end.max(last)]).next();
        let start = block.start + before.unwrap_or(0);
        start..after.map_or(block.end, |end| last + end).max(words.end)
    }

    /// The number of the citation that is this evidence of a record.
    #[must_use]
    pub fn citation(&self, record: Record, evidence: usize) -> Option<usize> {
        self.citations
            .iter()
            .position(|citation| (citation.record, citation.evidence) == (record, evidence))
    }

    /// A line cut where the look or the citations change. O(citations that begin on it, or before
    /// it by no more than the longest is long + sentences on it).
    #[must_use]
    pub fn pieces(&self, line: Range<usize>, selected: Option<Record>) -> Vec<Piece> {
        let placed = &self.citations[..self.placed];
        let start = |citation: &Citation| citation.range.as_ref().map_or(0, |range| range.start);
        let first = placed.partition_point(|it| start(it) + self.longest <= line.start);
        let end = placed.partition_point(|it| start(it) < line.end);
        let near = (0..end).zip(placed).skip(first);
        let on_line: Vec<(usize, &Citation, Range<usize>)> = near
            .filter_map(|(number, citation)| {
                let range = citation.range.clone()?;
                let overlaps = range.start < line.end && range.end > line.start;
                overlaps.then_some((number, citation, range))
            })
            .collect();
        let first = self.reading.unused.partition_point(|range| range.end <= line.start);
        let unused = self.reading.unused[first..].iter();
        let unused: Vec<&Range<usize>> =
            unused.take_while(|range| range.start < line.end).collect();
        let ranges = on_line.iter().map(|(_, _, range)| range).chain(unused.iter().copied());
        let mut cuts: Vec<usize> = ranges
            .flat_map(|range| [range.start, range.end])
            .filter(|cut| (line.start..line.end).contains(cut))
            .chain([line.start, line.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2)
            .map(|cut| {
                let here = || on_line.iter().filter(|(_, _, range)| range.contains(&cut[0]));
                let look = |citation: &Citation| {
                    if Some(citation.record) == selected { Look::Evidence } else { Look::Anchor }
                };
                let bare = match cut[0] {
                    at if at >= self.end => Look::Below,
                    at if unused.iter().any(|range| range.contains(&at)) => Look::Unused,
                    _ => Look::Plain,
                };
                Piece {
                    range: cut[0]..cut[1],
                    look: here().map(|(_, citation, _)| look(citation)).max().unwrap_or(bare),
                    citations: here().map(|&(number, ..)| number).collect(),
                }
            })
            .collect()
    }
}

/// Where sentences end in a text, in bytes, closing signs included; not at its own end.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '!', '?']).filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let closed = rest.trim_start_matches(['"', '”', '’', ')']);
        closed.starts_with([' ', '\n']).then_some(text.len() - closed.len())
    })
}

#[cfg(test)]
mod tests;
