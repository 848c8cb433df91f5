//! Bytes become rows, one after the other.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::{base::bytes, ingest::Record};

/// The most bytes that one row may have.
pub const LONGEST_ROW: usize = 16 << 20;
/// The most fields that one row may have.
pub const MOST_FIELDS: usize = 16 << 10;

/// How the fields of a table are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two fields.
    pub delimiter: u8,
    /// Whether quotes keep delimiters and line ends together.
    pub quotes: Quotes,
}

/// What a double quote means in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// It opens and closes a field; two stand for one (RFC 4180).
    Enclose,
    /// Nothing: a row ends with its line.
    Nothing,
}

/// What came of cutting one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A row, whose fields are in the splitter.
    Row {
        /// Where it begins, after line ends.
        start: usize,
        /// Where the next one may begin.
        end: usize,
    },
    /// The row may go on behind the bytes at hand.
    Open,
    /// Only line ends are left.
    Blank,
    /// It is longer, or has more fields, than any row may have.
    TooLong,
}

/// Cuts rows, each into the same memory.
#[derive(Debug)]
pub struct Splitter {
    dialect: Dialect,
    reader: Box<Reader>,
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// The text of a row that is not UTF-8.
    text: String,
}

impl Splitter {
    /// A splitter for tables of this dialect.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        let reader = ReaderBuilder::new().delimiter(dialect.delimiter).build();
        let (fields, ends) = (vec![0; 4096], vec![0; 128]);
        Self { dialect, reader: Box::new(reader), fields, ends, count: 0, text: String::new() }
    }

    /// Cuts the row at the start of `bytes`, after the line ends that precede it. `whole` says
    /// that nothing follows the bytes.
    pub fn cut(&mut self, bytes: &[u8], whole: bool) -> Cut {
        let skipped = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let row = &bytes[skipped..];
        let cut = match self.dialect.quotes {
            _ if row.is_empty() => return if whole { Cut::Blank } else { Cut::Open },
            Quotes::Nothing => self.cut_line(row, whole),
            Quotes::Enclose => self.cut_quoted(row, whole),
        };
        match cut {
            Cut::Row { end, .. } if end > LONGEST_ROW => Cut::TooLong,
            Cut::Row { start, end } => Cut::Row { start: skipped + start, end: skipped + end },
            Cut::Open if row.len() > LONGEST_ROW => Cut::TooLong,
            cut => cut,
        }
    }

    fn cut_line(&mut self, row: &[u8], whole: bool) -> Cut {
        let end = match memchr::memchr(b'\n', row) {
            Some(end) => end,
            None if whole => row.len(),
            None => return Cut::Open,
        };
        let line = trim_returns(&row[..end]);
        self.fields.clear();
        self.fields.extend_from_slice(line);
        self.ends.clear();
        self.ends.extend(memchr::memchr_iter(self.dialect.delimiter, line));
        self.ends.push(line.len());
        self.count = self.ends.len();
        if self.count > MOST_FIELDS {
            return Cut::TooLong;
        }
        Cut::Row { start: 0, end: (end + 1).min(row.len()) }
    }

    fn cut_quoted(&mut self, row: &[u8], whole: bool) -> Cut {
        self.reader.reset();
        let (mut read, mut written, mut count) = (0, 0, 0);
        loop {
            let (result, bytes, fields, ends) = self.reader.read_record(
                &row[read..],
                &mut self.fields[written..],
                &mut self.ends[count..],
            );
            read += bytes;
            written += fields;
            count += ends;
            match result {
                ReadRecordResult::Record => break,
                // An empty input closes the row.
                ReadRecordResult::InputEmpty if whole => {}
                ReadRecordResult::InputEmpty => return Cut::Open,
                ReadRecordResult::OutputFull if written > LONGEST_ROW => return Cut::TooLong,
                ReadRecordResult::OutputFull => self.fields.resize(written * 2, 0),
                ReadRecordResult::OutputEndsFull if count > MOST_FIELDS => return Cut::TooLong,
                ReadRecordResult::OutputEndsFull => self.ends.resize(count * 2, 0),
                ReadRecordResult::End => return Cut::Blank,
            }
        }
        self.count = count;
        if count > MOST_FIELDS {
            return Cut::TooLong;
        }
        Cut::Row { start: 0, end: read }
    }

    /// Whether the row that was cut last, from these bytes, ends within quotes.
    #[must_use]
    pub fn is_unclosed(&self, row: &[u8]) -> bool {
        let end = self.ends[..self.count].last().map_or(0, |end| *end);
        let has_line_end = !row.ends_with(b"\n") || self.fields[..end].ends_with(b"\n");
        self.dialect.quotes == Quotes::Enclose
            && has_line_end
            && memchr::memchr_iter(b'"', row).count() % 2 == 1
    }

    /// How many fields the row that was cut last has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.count
    }

    /// The row that was cut last, with the number that it has, and whether some of it was not
    /// UTF-8 and is read as Windows-1252, which loses no byte. To be called once a row.
    pub fn record(&mut self, number: u64) -> (Record<'_>, bool) {
        let ends = &mut self.ends[..self.count];
        let gap = usize::from(self.dialect.quotes == Quotes::Nothing);
        let bytes = &self.fields[..ends.last().map_or(0, |end| *end)];
        if let Ok(text) = std::str::from_utf8(bytes) {
            return (Record::new(text, ends, gap, number), false);
        }
        self.text.clear();
        let mut start = 0;
        for end in ends.iter_mut() {
            let field = &bytes[start..*end];
            start = *end + gap;
            match std::str::from_utf8(field) {
                Ok(field) => self.text.push_str(field),
                Err(_) => self.text.extend(field.iter().map(|&byte| bytes::windows_1252(byte))),
            }
            *end = self.text.len();
        }
        (Record::new(&self.text, ends, 0, number), true)
    }
}

/// A line without the carriage returns before its end.
fn trim_returns(line: &[u8]) -> &[u8] {
    let end = line.iter().rposition(|&byte| byte != b'\r').map_or(0, |last| last + 1);
    &line[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(delimiter: u8, quotes: Quotes, bytes: &[u8], expected: &[&[&str]]) {
        let mut splitter = Splitter::new(Dialect { delimiter, quotes });
        let (mut at, mut rows) = (0, Vec::new());
        while let Cut::Row { end, .. } = splitter.cut(&bytes[at..], true) {
            at += end;
            let (record, _) = splitter.record(1);
            rows.push(record.fields().map(str::to_owned).collect::<Vec<_>>());
        }
        assert_eq!(rows, expected);
    }

    #[test]
    fn rows_are_cut_where_they_end() {
        let quoted = |text: &str, expected: &[&[&str]]| {
            check(b',', Quotes::Enclose, text.as_bytes(), expected);
        };
        quoted("", &[]);
        quoted("\n\r\n", &[]);
        quoted("a,b\nc", &[&["a", "b"], &["c"]]);
        quoted("a,\"b\n\"\"c\"\"\"\nd", &[&["a", "b\n\"c\""], &["d"]]);
        quoted("a,b\r\r\nc,\r\r\n", &[&["a", "b"], &["c", ""]]);
        quoted("a,\"b", &[&["a", "b"]]);
        quoted("a,5\" shell\nb", &[&["a", "5\" shell"], &["b"]]);
        let plain = |text: &str, expected: &[&[&str]]| {
            check(b'\t', Quotes::Nothing, text.as_bytes(), expected);
        };
        plain("a\t\"b\nc\"\t\r\n\n", &[&["a", "\"b"], &["c\"", ""]]);
        plain("\t\n", &[&["", ""]]);
    }

    #[test]
    fn a_field_that_is_not_utf8_is_windows_1252() {
        let bytes = b"Z\xC3\xBCrich,communiqu\xE9,\"\x93x\x94\"\n";
        check(b',', Quotes::Enclose, bytes, &[&["Zürich", "communiqué", "“x”"]]);
        let bytes = b"Z\xC3\xBCrich\tcommuniqu\xE9\n";
        check(b'\t', Quotes::Nothing, bytes, &[&["Zürich", "communiqué"]]);
    }
}
