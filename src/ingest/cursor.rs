//! The rows of a table one after the other, from a place in its bytes.

use std::io::{self, Read};

use crate::ingest::{
    Record, Table,
    split::{Cut, Mended, Splitter},
};

/// Bytes read at once.
const WINDOW: usize = 1 << 20;

/// Rows read in their order, with the place of each.
pub struct Cursor<'a> {
    source: Box<dyn Read + Send + 'a>,
    table: &'a Table,
    splitter: Splitter,
    window: Vec<u8>,
    /// Where the rest begins of which no row was cut, in the window.
    rest: usize,
    /// Where the window begins in the content.
    offset: u64,
    /// Whether nothing follows the window.
    whole: bool,
    /// The row that was cut last, in the window.
    row: std::ops::Range<usize>,
}

/// What comes next in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A row that begins at this offset.
    Row(u64),
    /// Nothing.
    End,
    /// Something at this offset that is longer than a row may be.
    TooLong(u64),
}

impl<'a> Cursor<'a> {
    /// A cursor over bytes of a table that begin at this offset of the content, with a row.
    #[must_use]
    pub fn new(source: Box<dyn Read + Send + 'a>, offset: u64, table: &'a Table) -> Self {
        Self {
            source,
            table,
            splitter: Splitter::new(table.dialect),
            window: Vec::new(),
            rest: 0,
            offset,
            whole: false,
            row: 0..0,
        }
    }

    /// Goes to the next row.
    pub fn next(&mut self) -> io::Result<Next> {
        let table = self.table;
        let fit = |row: &Record<'_>| table.fit(row);
        loop {
            match self.splitter.cut_mended(&self.window[self.rest..], self.whole, &fit) {
                Cut::Row { start, end } => {
                    self.row = self.rest + start..self.rest + end;
                    self.rest = self.row.end;
                    return Ok(Next::Row(self.offset + self.row.start as u64));
                }
                Cut::Open => self.fill()?,
                Cut::Blank => return Ok(Next::End),
                Cut::TooLong => return Ok(Next::TooLong(self.offset + self.rest as u64)),
            }
        }
    }

    /// The row gone to, under this number, and whether some of it was not UTF-8.
    pub fn record(&mut self, number: u64) -> (Record<'_>, bool) {
        self.splitter.record(number)
    }

    /// What was mended in the quotation marks of the row gone to.
    #[must_use]
    pub fn mended(&self) -> Option<Mended> {
        self.splitter.mended()
    }

    /// Whether the content ends within quotes, in the row gone to.
    #[must_use]
    pub fn is_unclosed(&self) -> bool {
        self.is_last() && self.splitter.is_unclosed(&self.window[self.row.clone()])
    }

    /// Whether the content ends without a line end, in the row gone to.
    #[must_use]
    pub fn is_unended(&self) -> bool {
        self.is_last() && !self.window[self.row.clone()].ends_with(b"\n")
    }

    fn is_last(&self) -> bool {
        self.whole && self.row.end == self.window.len()
    }

    /// Reads on; what was cut already is dropped.
    fn fill(&mut self) -> io::Result<()> {
        self.window.drain(..self.rest);
        self.offset += self.rest as u64;
        self.rest = 0;
        let more = WINDOW.max(self.window.len()) as u64;
        self.window.reserve(more as usize);
        let read = self.source.by_ref().take(more).read_to_end(&mut self.window)?;
        self.whole = (read as u64) < more;
        Ok(())
    }
}
