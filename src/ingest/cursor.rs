//! The rows of a table one after the other, from a place in its bytes.

use std::io::{self, Read};

use crate::ingest::{
    Record, RowError, Table,
    records::Reader,
    split::{Cut, Mended, Splitter},
};

/// Bytes read at once, at first and later: one row needs a few, all rows many.
const WINDOW: [usize; 2] = [64 << 10, 1 << 20];

/// What cuts rows.
#[derive(Debug)]
pub enum Cutter {
    /// Rows whose fields have delimiters between them.
    Fields(Splitter),
    /// Records of JSON.
    Records(Reader),
}

impl Cutter {
    /// Cuts the row at the start of `bytes`; `whole` says that nothing follows the bytes.
    fn cut(&mut self, bytes: &[u8], whole: bool, table: Option<&Table>) -> Cut {
        match (self, table) {
            (Self::Fields(splitter), Some(table)) => {
                splitter.cut_mended(bytes, whole, &|row: &Record<'_>| table.fit(row))
            }
            (Self::Fields(splitter), None) => splitter.cut(bytes, whole),
            (Self::Records(reader), _) => reader.cut(bytes, whole),
        }
    }
}

/// Rows read in their order, with the place of each.
pub struct Cursor<'a> {
    source: Box<dyn Read + Send + 'a>,
    cutter: Cutter,
    /// Which rows are whole rows of its table, for the mending of quotation marks.
    table: Option<&'a Table>,
    window: Vec<u8>,
    /// Where the rest begins of which no row was cut, in the window.
    rest: usize,
    /// Where the window begins in the content.
    offset: u64,
    /// How much is read next.
    reach: usize,
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
        Self { table: Some(table), ..Self::bare(source, offset, table.cutter()) }
    }

    /// A cursor over bytes before it is known what their table is.
    #[must_use]
    pub fn bare(source: Box<dyn Read + Send + 'a>, offset: u64, cutter: Cutter) -> Self {
        Self {
            source,
            cutter,
            table: None,
            window: Vec::new(),
            rest: 0,
            offset,
            reach: WINDOW[0],
            whole: false,
            row: 0..0,
        }
    }

    /// Goes to the next row.
    pub fn next(&mut self) -> io::Result<Next> {
        loop {
            match self.cutter.cut(&self.window[self.rest..], self.whole, self.table) {
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

    /// The row gone to, under this number, whether some of it was not UTF-8, and what is wrong
    /// with it as a whole.
    pub fn record(&mut self, number: u64) -> (Record<'_>, bool, Result<(), RowError>) {
        match &mut self.cutter {
            Cutter::Fields(splitter) => {
                let (record, is_recoded) = splitter.record(number);
                (record, is_recoded, Ok(()))
            }
            Cutter::Records(reader) => reader.record(&self.window[self.row.clone()], number),
        }
    }

    /// The bytes of the row gone to.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.window[self.row.clone()]
    }

    /// What was mended in the quotation marks of the row gone to.
    #[must_use]
    pub fn mended(&self) -> Option<Mended> {
        match &self.cutter {
            Cutter::Fields(splitter) => splitter.mended(),
            Cutter::Records(_) => None,
        }
    }

    /// Whether the content ends within quotes, in the row gone to.
    #[must_use]
    pub fn is_unclosed(&self) -> bool {
        self.is_last()
            && match &self.cutter {
                Cutter::Fields(splitter) => splitter.is_unclosed(),
                Cutter::Records(_) => Reader::is_unclosed(self.bytes()),
            }
    }

    /// Whether the content ends where more rows should follow.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match &self.cutter {
            Cutter::Fields(_) => false,
            Cutter::Records(reader) => self.whole && reader.is_open(&self.window[self.rest..]),
        }
    }

    /// Whether the content ends without a line end, in the row gone to.
    #[must_use]
    pub fn is_unended(&self) -> bool {
        self.is_last() && !self.bytes().ends_with(b"\n")
    }

    fn is_last(&self) -> bool {
        self.whole && self.row.end == self.window.len()
    }

    /// Reads on; what was cut already is dropped.
    fn fill(&mut self) -> io::Result<()> {
        self.window.drain(..self.rest);
        self.offset += self.rest as u64;
        self.rest = 0;
        let more = self.reach.max(self.window.len()) as u64;
        self.reach = (self.reach * 2).min(WINDOW[1]);
        self.window.reserve(more as usize);
        let read = self.source.by_ref().take(more).read_to_end(&mut self.window)?;
        self.whole = (read as u64) < more;
        Ok(())
    }
}
