//! A quotation mark that is missing, or one too many, costs no other row.
//!
//! A row is looked at again if a field goes on behind the mark that closes it, or if a field holds
//! a line end. Where the lines within a field are whole rows themselves, the field ends at its
//! first line end. Of the ways to read a row the first one that gives it the right number of fields
//! is taken. What is decided depends on the bytes alone, not on how many are at hand.

use super::{Cut, LONGEST_ROW, Splitter};
use crate::ingest::Record;

/// How far the lines within a field are looked at, in bytes.
const SIGHT: usize = 64 << 10;
/// How many of them.
const LINES: usize = 3;

/// Whether fields make up a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// There are too many or too few.
    No,
    /// There are as many as in a row.
    Width,
    /// And a date stands where dates stand.
    Row,
}

/// What was done about a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// It stands within quoted text and belongs to it.
    Kept,
    /// The field that it opens ends with the line.
    Ended,
    /// It belongs to a field that is not quoted.
    Plain,
    /// It opens a field, and nothing closes it before the line ends; the row is lost.
    Lost,
}

impl Mended {
    /// What is to be said of the row.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Kept => "a quotation mark stands within quoted text and is kept",
            Self::Ended => "a quotation mark is missing: the field ends with its line",
            Self::Plain => "a quotation mark opens a field and is not closed; it is kept",
            Self::Lost => "a quotation mark opens a field and is not closed in its line",
        }
    }
}

/// A way to read the quotation marks of a line.
#[derive(Clone, Copy)]
struct Reading {
    closes: Closes,
    /// The field whose first mark is a part of it.
    plain: Option<usize>,
    /// Whether the last field may lack the mark that closes it.
    may_lack_last: bool,
    mended: Option<Mended>,
}

/// Which mark closes a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closes {
    /// The first one that is not doubled.
    First,
    /// The first one before a delimiter or the line end.
    BeforeDelimiter,
    /// The first one before a delimiter and another mark, or before the line end.
    BeforeQuoted,
    /// The first one before a delimiter or the line end without a backslash before it.
    WithoutBackslash,
}

impl Splitter {
    /// Cuts a row as [`Splitter::cut`] does, and mends its quotation marks; `fit` tells whether
    /// fields make up a row.
    pub fn cut_mended(
        &mut self,
        bytes: &[u8],
        whole: bool,
        fit: &dyn Fn(&Record<'_>) -> Fit,
    ) -> Cut {
        let cut = self.cut(bytes, whole);
        if self.doubt.line.is_none() && self.doubt.goes_on.is_none() {
            return cut;
        }
        let end = match cut {
            Cut::Row { start, end } => Some(end - start),
            Cut::Open | Cut::TooLong if self.doubt.line.is_some() => None,
            _ => return cut,
        };
        let skipped = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let row = &bytes[skipped..];
        match self.mend(row, whole, end, fit) {
            Some(Ok(end)) => Cut::Row { start: skipped, end: skipped + end },
            Some(Err(NeedsMore)) => Cut::Open,
            // What was tried stands in the fields.
            None => self.cut(bytes, whole),
        }
    }

    /// What was mended in the row that was cut last.
    #[must_use]
    pub fn mended(&self) -> Option<Mended> {
        self.mended
    }

    /// Where the row ends, if it is to be cut in another way, which is done.
    fn mend(
        &mut self,
        row: &[u8],
        whole: bool,
        end: Option<usize>,
        fit: &dyn Fn(&Record<'_>) -> Fit,
    ) -> Option<Result<usize, NeedsMore>> {
        let (doubt, is_closed) = (self.doubt, end.is_some() && !self.is_unclosed);
        let Some((line, field)) = doubt.line else {
            // The row is one line.
            let (end, field) = (end?, doubt.goes_on?);
            let was = fit(&self.record(1).0);
            return self.read_line(row, end, field, [was, was], fit).map(Ok);
        };
        let next = line + 1;
        let swallowed = end.filter(|_| is_closed).unwrap_or(row.len());
        if !whole && row.len() < next + SIGHT {
            return Some(Err(NeedsMore));
        }
        let was = if is_closed { fit(&self.record(1).0) } else { Fit::No };
        let seen = &row[next..row.len().min(next + SIGHT)];
        let whole = whole && next + seen.len() == row.len();
        let is_lost_end = !is_closed && whole && seen.trim_ascii().is_empty();
        if !is_lost_end && !self.are_rows(seen, swallowed - next, whole, fit) {
            // A field of several lines, with marks in it.
            let (end, field) = (end?, doubt.goes_on?);
            return self.read_line(row, end, field, [was, was], fit).map(Ok);
        }
        let least = if is_lost_end { Fit::Row } else { Fit::Width };
        let found = self.read_line(row, next, field, [Fit::No, least], fit);
        Some(Ok(found.or_else(|| (!is_lost_end).then(|| self.lose(&row[..next])))?))
    }

    /// Whether at least half of the first rows in these bytes, which begin before `end`, are whole.
    fn are_rows(
        &mut self,
        bytes: &[u8],
        end: usize,
        whole: bool,
        fit: &dyn Fn(&Record<'_>) -> Fit,
    ) -> bool {
        let (mut at, mut seen, mut rows) = (0, 0, 0);
        while seen < LINES && at < end {
            let Cut::Row { start, end: length } = self.cut(&bytes[at..], whole) else { break };
            if at + start >= end {
                break;
            }
            seen += 1;
            let (row, field) = (&bytes[at + start..], self.doubt.goes_on);
            at += length;
            if fit(&self.record(1).0) == Fit::Row {
                rows += 1;
            } else if let (Some(line), Some(field)) = (memchr::memchr(b'\n', row), field) {
                // It may have doubtful marks of its own.
                let mended = self.read_line(row, line + 1, field, [Fit::No, Fit::Row], fit);
                rows += usize::from(mended.is_some());
            }
        }
        rows > 0 && rows * 2 >= seen
    }

    /// Cuts the line that ends before `end` in the first way that fits at least so much; `was` is
    /// how it fits as it stands.
    fn read_line(
        &mut self,
        row: &[u8],
        end: usize,
        field: usize,
        [was, least]: [Fit; 2],
        fit: &dyn Fn(&Record<'_>) -> Fit,
    ) -> Option<usize> {
        let line = row[..end].strip_suffix(b"\n").unwrap_or(&row[..end]);
        let line = super::trim_returns(line);
        let reading =
            |closes, mended| Reading { closes, plain: None, may_lack_last: false, mended };
        let has_backslash = memchr::memmem::find(line, b"\\\"").is_some();
        let backslash = has_backslash.then(|| reading(Closes::WithoutBackslash, None));
        let kept = [Closes::BeforeDelimiter, Closes::BeforeQuoted];
        let kept = kept.map(|closes| reading(closes, Some(Mended::Kept)));
        let lacking = [
            Reading { may_lack_last: true, ..reading(Closes::First, Some(Mended::Ended)) },
            Reading { plain: Some(field), ..reading(Closes::First, Some(Mended::Plain)) },
        ];
        // A row of the right width lacks no mark.
        let lacking = lacking.into_iter().filter(|_| was < Fit::Width);
        for reading in backslash.into_iter().chain(kept).chain(lacking) {
            if self.cut_as(line, reading) && fit(&self.record(1).0) >= least.max(Fit::Width) {
                self.mended = reading.mended;
                return Some(end);
            }
        }
        None
    }

    /// Cuts a line whose row is lost.
    fn lose(&mut self, line: &[u8]) -> usize {
        let may_lack_last = true;
        let reading = Reading { closes: Closes::First, plain: None, may_lack_last, mended: None };
        self.cut_as(super::trim_returns(line.strip_suffix(b"\n").unwrap_or(line)), reading);
        self.mended = Some(Mended::Lost);
        line.len()
    }

    /// Cuts all of these bytes as one row, in this way; false if it is not possible.
    fn cut_as(&mut self, bytes: &[u8], reading: Reading) -> bool {
        self.clear();
        let delimiter = self.dialect.delimiter;
        let mut at = 0;
        loop {
            at += self.dialect.spaces(&bytes[at..]);
            if bytes.get(at) == Some(&b'"') && reading.plain != Some(self.ends.len()) {
                match self.quoted_as(bytes, at + 1, reading.closes) {
                    Some(end) => at = end + self.dialect.spaces(&bytes[end..]),
                    None if reading.may_lack_last => at = bytes.len(),
                    None => return false,
                }
            }
            let rest = &bytes[at..];
            let length = memchr::memchr2(delimiter, b'\n', rest).unwrap_or(rest.len());
            if rest.get(length) == Some(&b'\n') {
                return false;
            }
            self.fields.extend_from_slice(&rest[..length]);
            self.ends.push(self.fields.len());
            at += length + 1;
            if at > bytes.len() {
                return self.ends.len() <= super::MOST_FIELDS && bytes.len() <= LONGEST_ROW;
            }
            self.fields.push(delimiter);
        }
    }

    /// Takes what is within quotes, up to behind the mark that closes it.
    fn quoted_as(&mut self, bytes: &[u8], mut at: usize, closes: Closes) -> Option<usize> {
        let is_end = |at: usize| {
            let at = at + self.dialect.spaces(&bytes[at..]);
            bytes.get(at).is_none_or(|next| match closes {
                Closes::BeforeQuoted => {
                    let after = at + 1 + self.dialect.spaces(&bytes[at + 1..]);
                    *next == self.dialect.delimiter && bytes.get(after) == Some(&b'"')
                }
                _ => *next == self.dialect.delimiter,
            })
        };
        let mut text = Vec::new();
        let end = loop {
            let Some(&byte) = bytes.get(at) else { break None };
            if byte == b'\\'
                && closes == Closes::WithoutBackslash
                && bytes.get(at + 1) == Some(&b'"')
            {
                text.push(b'"');
                at += 2;
                continue;
            }
            if byte != b'"' {
                text.push(byte);
                at += 1;
                continue;
            }
            let marks = bytes[at..].iter().take_while(|byte| **byte == b'"').count();
            let closing = match closes {
                Closes::First => marks % 2 == 1,
                _ => is_end(at + marks),
            };
            // Two stand for one; of an even number at the end one is too many.
            let pairs = if closing { (marks - 1) / 2 } else { marks.div_ceil(2) };
            text.extend(std::iter::repeat_n(b'"', pairs));
            at += marks;
            if closing {
                break Some(at);
            }
        };
        self.fields.extend_from_slice(&text);
        end
    }
}

/// More bytes are needed to decide.
struct NeedsMore;

#[cfg(test)]
mod tests;
