//! Bytes become rows, one after the other.
//!
//! A row is cut by the rules of RFC 4180. Where a quotation mark stands against them, or a field
//! holds a line end, `mend` looks again.

mod mend;

pub use self::mend::{Fit, Mended};
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
    /// The same, and spaces around a field within quotes are nothing: `"a", "b, c"`.
    EncloseSpaced,
    /// Nothing: a row ends with its line.
    Nothing,
}

impl Dialect {
    /// How many spaces there are at the start of these bytes that mean nothing before a quote or
    /// behind one.
    fn spaces(self, bytes: &[u8]) -> usize {
        if self.quotes != Quotes::EncloseSpaced {
            return 0;
        }
        let spaces = bytes.iter().take_while(|byte| **byte == b' ').count();
        let is_bound = bytes
            .get(spaces)
            .is_none_or(|byte| matches!(byte, b'"' | b'\r' | b'\n') || *byte == self.delimiter);
        if is_bound { spaces } else { 0 }
    }
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
    /// The fields without their quotes, each but the last with its delimiter.
    fields: Vec<u8>,
    /// Where each field ends.
    ends: Vec<usize>,
    /// The text of a row that is not UTF-8, and where each field ends in it.
    text: String,
    text_ends: Vec<usize>,
    /// What is doubtful about the row.
    doubt: Doubt,
    /// What was mended in it.
    mended: Option<Mended>,
    /// Whether it ends within quotes.
    is_unclosed: bool,
}

/// What is doubtful about the quotation marks of a row.
#[derive(Clone, Copy, Debug, Default)]
struct Doubt {
    /// Where the first line within quotes ends, and in which field.
    line: Option<(usize, usize)>,
    /// The first field that goes on behind the mark that closes it.
    goes_on: Option<usize>,
}

impl Splitter {
    /// A splitter for tables of this dialect.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            fields: Vec::new(),
            ends: Vec::new(),
            text: String::new(),
            text_ends: Vec::new(),
            doubt: Doubt::default(),
            mended: None,
            is_unclosed: false,
        }
    }

    /// Cuts the row at the start of `bytes`, after the line ends that precede it. `whole` says
    /// that nothing follows the bytes.
    pub fn cut(&mut self, bytes: &[u8], whole: bool) -> Cut {
        let skipped = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let row = &bytes[skipped..];
        self.clear();
        let cut = match self.dialect.quotes {
            _ if row.is_empty() => return if whole { Cut::Blank } else { Cut::Open },
            Quotes::Nothing => self.cut_line(row, whole),
            Quotes::Enclose | Quotes::EncloseSpaced => self.cut_quoted(row, whole),
        };
        match cut {
            Cut::Row { end, .. } if end > LONGEST_ROW || self.width() > MOST_FIELDS => Cut::TooLong,
            Cut::Row { start, end } => Cut::Row { start: skipped + start, end: skipped + end },
            Cut::Open if row.len() > LONGEST_ROW => Cut::TooLong,
            cut => cut,
        }
    }

    fn clear(&mut self) {
        self.fields.clear();
        self.ends.clear();
        self.doubt = Doubt::default();
        self.mended = None;
        self.is_unclosed = false;
    }

    fn cut_line(&mut self, row: &[u8], whole: bool) -> Cut {
        let end = match memchr::memchr(b'\n', row) {
            Some(end) => end,
            None if whole => row.len(),
            None => return Cut::Open,
        };
        let line = trim_returns(&row[..end]);
        self.fields.extend_from_slice(line);
        let words = Words::of(line);
        for number in words.numbers() {
            let word = words.get(number);
            for place in places_of(zeros(word ^ repeated(self.dialect.delimiter))) {
                self.ends.push(number * 8 + place);
            }
        }
        self.ends.push(line.len());
        Cut::Row { start: 0, end: (end + 1).min(row.len()) }
    }

    /// A quote opens a field where it is the first byte of it, and is like any other byte behind
    /// the one that closes it.
    fn cut_quoted(&mut self, row: &[u8], whole: bool) -> Cut {
        let mut at = self.dialect.spaces(row);
        loop {
            if row.get(at) == Some(&b'"') {
                at += 1;
                match self.take_quoted(row, at) {
                    Some(end) => at = end + self.dialect.spaces(&row[end..]),
                    None if whole => (at, self.is_unclosed) = (row.len(), true),
                    None => return Cut::Open,
                }
                let next = row.get(at).copied().unwrap_or(b'\n');
                if next != self.dialect.delimiter && !matches!(next, b'\n' | b'\r') {
                    self.doubt.goes_on.get_or_insert(self.ends.len());
                }
            }
            match self.take_plain(&row[at..]) {
                Stop::Quote(length) => at += length,
                Stop::Line(length) => return Cut::Row { start: 0, end: at + length },
                Stop::End if whole => {
                    self.fields.extend_from_slice(&row[at..]);
                    self.ends.push(self.fields.len());
                    return Cut::Row { start: 0, end: row.len() };
                }
                Stop::End => return Cut::Open,
                Stop::TooMany => return Cut::TooLong,
            }
        }
    }

    /// Takes what is within quotes from `start` on, to behind the quote that closes it; `None` if
    /// there is none.
    fn take_quoted(&mut self, row: &[u8], mut start: usize) -> Option<usize> {
        let first = start;
        let mut marks = memchr::memchr2_iter(b'"', b'\n', &row[first..]).map(|at| first + at);
        while let Some(mark) = marks.next() {
            if row[mark] == b'\n' {
                self.doubt.line.get_or_insert((mark, self.ends.len()));
                continue;
            }
            self.fields.extend_from_slice(&row[start..mark]);
            start = mark + 1;
            if row.get(start) != Some(&b'"') {
                return Some(start);
            }
            // Of two quotes the second one stays.
            marks.next();
        }
        self.fields.extend_from_slice(&row[start.min(row.len())..]);
        None
    }

    /// Takes the fields up to the next one within quotes, or to the line end.
    fn take_plain(&mut self, bytes: &[u8]) -> Stop {
        /// Set in all bytes but the control characters, of which line ends are two.
        const PRINTED: u64 = repeated(0xE0);
        let Dialect { delimiter, quotes } = self.dialect;
        let is_spaced = quotes == Quotes::EncloseSpaced;
        let shift = self.fields.len();
        let words = Words::of(bytes);
        for number in words.numbers() {
            let word = words.get(number);
            for place in places_of(zeros(word ^ repeated(delimiter)) | zeros(word & PRINTED)) {
                let place = number * 8 + place;
                let byte = bytes[place];
                if byte == delimiter {
                    self.ends.push(shift + place);
                    let mut next = place + 1;
                    if is_spaced {
                        next += self.dialect.spaces(&bytes[next..]);
                    }
                    if bytes.get(next) == Some(&b'"') {
                        self.fields.extend_from_slice(&bytes[..=place]);
                        return Stop::Quote(next);
                    }
                    if self.ends.len() > MOST_FIELDS {
                        return Stop::TooMany;
                    }
                } else if matches!(byte, b'\n' | b'\r') {
                    self.fields.extend_from_slice(&bytes[..place]);
                    self.ends.push(self.fields.len());
                    return Stop::Line(place + 1);
                }
            }
        }
        Stop::End
    }

    /// Whether the row that was cut last ends within quotes.
    #[must_use]
    pub fn is_unclosed(&self) -> bool {
        self.is_unclosed
    }

    /// How many fields the row that was cut last has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// The row that was cut last, with the number that it has, and whether some of it was not
    /// UTF-8 and is read as Windows-1252, which loses no byte.
    pub fn record(&mut self, number: u64) -> (Record<'_>, bool) {
        if let Ok(text) = std::str::from_utf8(&self.fields) {
            return (Record::new(text, &self.ends, number), false);
        }
        self.text.clear();
        self.text_ends.clear();
        let mut start = 0;
        for end in &self.ends {
            let field = &self.fields[start..*end];
            start = *end + 1;
            match std::str::from_utf8(field) {
                Ok(field) => self.text.push_str(field),
                Err(_) => self.text.extend(field.iter().map(|&byte| bytes::windows_1252(byte))),
            }
            self.text_ends.push(self.text.len());
            self.text.push(char::from(self.dialect.delimiter));
        }
        (Record::new(&self.text, &self.text_ends, number), true)
    }
}

/// Why plain fields end.
enum Stop {
    /// The next field is within quotes, and begins after so many bytes.
    Quote(usize),
    /// The row ends, and its line with it after so many bytes.
    Line(usize),
    /// There are no more bytes.
    End,
    /// There are more fields than any row may have.
    TooMany,
}

/// Bytes eight at a time, as the digits of numbers: between two delimiters stand a few bytes only,
/// for which a search that is made for long texts takes twice as long. The last number is filled
/// up with bytes that mean nothing.
struct Words<'b> {
    whole: &'b [[u8; 8]],
    last: [u8; 8],
}

impl<'b> Words<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let (whole, rest) = bytes.as_chunks::<8>();
        let mut last = [0xFF; 8];
        last[..rest.len()].copy_from_slice(rest);
        Self { whole, last }
    }

    fn numbers(&self) -> std::ops::RangeInclusive<usize> {
        0..=self.whole.len()
    }

    fn get(&self, number: usize) -> u64 {
        u64::from_le_bytes(*self.whole.get(number).unwrap_or(&self.last))
    }
}

/// A byte eight times.
const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// 0x80 for each byte that is 0, and 0 for any other.
const fn zeros(word: u64) -> u64 {
    const LOW: u64 = repeated(0x7F);
    !(((word & LOW) + LOW) | word | LOW)
}

/// The bytes that are 0x80 where the others are 0, counted from the first.
fn places_of(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = word.trailing_zeros() as usize / 8;
        (word != 0).then(|| {
            word &= word - 1;
            place
        })
    })
}

/// A line without the carriage returns before its end.
fn trim_returns(line: &[u8]) -> &[u8] {
    let end = line.iter().rposition(|&byte| byte != b'\r').map_or(0, |last| last + 1);
    &line[..end]
}

#[cfg(test)]
mod tests;
