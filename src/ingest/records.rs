//! Records of JSON as the rows of a table: a format that reads the CSV of a data set reads the
//! JSON of it, too.
//!
//! The records are objects: in a list, which may be all of the text (`[{…}, …]`) or stand in an
//! object around it (`{"data": [{…}, …]}`), or one after the other, as JSON lines. The names of
//! their members are the columns. What is nested has the names on the way to it with dots between
//! them, and the entries of a list stand in one field with `; ` between them. Two vocabularies say
//! more:
//! - GeoJSON (RFC 7946): the properties of a feature are the columns, and those of a point
//!   `longitude` and `latitude`;
//! - answers of a SPARQL endpoint (SPARQL 1.1 Query Results JSON Format): the value of each
//!   variable is a column.
//!
//! **Invariants.** Only one record is held at a time. A number is the text that stands in the file.

mod find;
mod learn;
mod none;
mod walk;

use std::{borrow::Cow, io::Read as _, sync::Arc};

use rustc_hash::FxHashMap;

pub use self::none::why_none;
use self::walk::{Flaw, end_of, plain, walk};
use super::{
    Record, RowError,
    split::{Cut, LONGEST_ROW, MOST_FIELDS},
};
use crate::base::bytes::{self, BytesError, Content};

/// Where the records of a text are, and what columns they have.
#[derive(Clone, Debug)]
pub struct Records {
    /// The names of the members in which the list stands; none where it is all of the text.
    pub path: Vec<String>,
    form: Form,
    vocabulary: Vocabulary,
    /// The address of the next page, of an answer in pages.
    next: Option<String>,
    /// The name with which the first record begins, in its quotation marks.
    first_name: String,
    names: Vec<String>,
    /// The paths in the order in which they came.
    paths: Vec<String>,
    /// The column of each name.
    numbers: FxHashMap<String, usize>,
    /// The column of each path; none of those that are no column.
    columns: FxHashMap<String, Option<usize>>,
}

/// How records follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// In a list, with commas between them.
    List,
    /// Each in a line of its own.
    Lines,
    /// One after the other.
    Sequence,
}

/// What members mean beyond their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Vocabulary {
    Plain,
    GeoJson,
    Sparql,
}

/// Where the coordinates of a point stand in a feature.
const COORDINATES: &str = "geometry.coordinates";

impl Records {
    /// The records of the text that begins so, with the columns of those that are there.
    #[must_use]
    pub fn of_head(head: &[u8]) -> Option<Self> {
        let found = find::list(head)?;
        let mut records = Self {
            vocabulary: Vocabulary::of(&found.path, &head[found.start..]),
            first_name: find::first_name(&head[found.start..])?,
            path: found.path,
            next: found.next,
            form: found.form,
            names: Vec::new(),
            paths: Vec::new(),
            numbers: FxHashMap::default(),
            columns: FxHashMap::default(),
        };
        let (mut cutter, mut at) = (Reader::new(Arc::new(records.clone())), found.start);
        while let Cut::Row { start, end } = cutter.cut(&head[at..], true) {
            records.learn(&text(&head[at + start..at + end]).0);
            at += end;
        }
        // A first record may be longer than the head.
        let is_cut = head.len() as u64 >= super::HEAD;
        (is_cut || !records.names.is_empty()).then_some(records)
    }

    /// What the text says of itself, in the words of an issue.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let next = self.next.as_ref()?;
        Some(format!("it is one page of an answer; the next one is at {next}"))
    }

    /// Where the first record may begin.
    pub fn start(content: &Content) -> Result<Option<u64>, BytesError> {
        Ok(Self::start_in(&content.head(super::HEAD)?).map(|start| start as u64))
    }

    /// The same in the beginning of a text.
    #[must_use]
    pub fn start_in(head: &[u8]) -> Option<usize> {
        find::list(head).map(|found| found.start)
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the first record at or after `bound` seems to begin; `None` if nothing looks like
    /// one.
    pub fn guess(&self, content: &Content, bound: u64) -> Result<Option<u64>, BytesError> {
        /// How far to look.
        const SIGHT: u64 = 1 << 20;
        let mut bytes = Vec::new();
        let reader = content.reader(bound - 1)?;
        reader.take(SIGHT).read_to_end(&mut bytes).map_err(|source| content.failed(source))?;
        Ok(self.first_in(&bytes).map(|at| bound - 1 + at as u64))
    }

    /// Where the first record in these bytes, which begin anywhere, seems to begin.
    fn first_in(&self, bytes: &[u8]) -> Option<usize> {
        if self.form == Form::Lines {
            return memchr::memchr(b'\n', bytes).map(|at| at + 1);
        }
        let before = |at: usize| bytes[..at].iter().rposition(|byte| !byte.is_ascii_whitespace());
        memchr::memmem::find_iter(bytes, &self.first_name).find_map(|name| {
            let brace = before(name).filter(|&at| bytes[at] == b'{')?;
            before(brace).filter(|&at| matches!(bytes[at], b',' | b'}')).map(|_| brace)
        })
    }

    /// Adds the columns of a record; as much of it as can be read.
    fn learn(&mut self, record: &str) {
        let learned = walk(record, &mut |path, _| {
            if !self.columns.contains_key(path) {
                self.add(path);
            }
        });
        // What is wrong with a record is told when it is read.
        learned.ok();
    }

    /// Adds a path, and its columns.
    fn add(&mut self, path: &str) {
        if self.names.len() < MOST_FIELDS && !self.columns.contains_key(path) {
            let names = self.vocabulary.names(path).into_iter();
            let columns: Vec<_> = names.map(|it| self.column(it)).collect();
            self.columns.insert(path.to_owned(), columns.first().copied());
            self.paths.push(path.to_owned());
        }
    }

    /// The column of this name, which is added if there is none.
    fn column(&mut self, name: &str) -> usize {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len();
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

impl Vocabulary {
    /// The vocabulary of the list at this path, in which `rest` begins with the first record.
    fn of(path: &[String], rest: &[u8]) -> Self {
        let is_feature = |text: &str| {
            let mut found = false;
            let read = walk(text, &mut |path, value| {
                found |= path == "type" && plain(value) == "Feature";
            });
            // Of a record that is cut, the beginning tells.
            read.ok();
            found
        };
        let first = rest.iter().position(|&byte| byte == b'{').unwrap_or(0);
        let first = &rest[first..];
        if path == ["results", "bindings"] {
            Self::Sparql
        } else if is_feature(&text(&first[..end_of(first).unwrap_or(first.len())]).0) {
            Self::GeoJson
        } else {
            Self::Plain
        }
    }

    /// The columns for what stands at a path.
    fn names(self, path: &str) -> Vec<&str> {
        match (self, path) {
            (Self::GeoJson, COORDINATES) => vec!["longitude", "latitude"],
            (Self::GeoJson, path) => path.strip_prefix("properties.").into_iter().collect(),
            (Self::Sparql, path) => path.strip_suffix(".value").into_iter().collect(),
            (Self::Plain, path) => vec![path],
        }
    }
}

/// Cuts records and makes rows of them, each in the same memory.
#[derive(Debug)]
pub struct Reader {
    records: Arc<Records>,
    /// The fields of the row, by column.
    fields: Vec<String>,
    /// The numbers of a point.
    point: Vec<String>,
    text: String,
    ends: Vec<usize>,
}

impl Reader {
    /// A reader of these records.
    #[must_use]
    pub fn new(records: Arc<Records>) -> Self {
        let fields = vec![String::new(); records.names.len()];
        Self { records, fields, point: Vec::new(), text: String::new(), ends: Vec::new() }
    }

    /// Finds the record at the start of `bytes`. `whole` says that nothing follows the bytes.
    pub fn cut(&mut self, bytes: &[u8], whole: bool) -> Cut {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | 0x1E);
        let start = bytes.iter().take_while(|byte| is_between(byte)).count();
        let rest = &bytes[start..];
        let length = match (self.records.form, rest.first()) {
            (_, None) => return if whole { Cut::Blank } else { Cut::Open },
            (Form::List, Some(b']' | b'}')) => return Cut::Blank,
            (Form::Lines, _) => memchr::memchr(b'\n', rest),
            // A bracket too many is a record, too.
            (Form::List | Form::Sequence, _) => end_of(rest).map(|length| length.max(1)),
        };
        match length {
            _ if length.unwrap_or(rest.len()) > LONGEST_ROW => Cut::TooLong,
            Some(length) => Cut::Row { start, end: start + length },
            None if whole => Cut::Row { start, end: bytes.len() },
            None => Cut::Open,
        }
    }

    /// The record in these bytes as the row with this number, whether some of it was not UTF-8
    /// and is read as Windows-1252, and what is wrong with it.
    pub fn record(
        &mut self,
        bytes: &[u8],
        number: u64,
    ) -> (Record<'_>, bool, Result<(), RowError>) {
        let Self { records, fields, point, .. } = self;
        fields.iter_mut().for_each(String::clear);
        point.clear();
        let (record, is_recoded) = text(bytes);
        let read = walk(&record, &mut |path, value| {
            if records.vocabulary == Vocabulary::GeoJson && path == COORDINATES {
                // Of a line or an area it takes more.
                if point.len() > 3 {
                    return;
                }
                point.push(plain(value).into_owned());
            } else if let Some(Some(column)) = records.columns.get(path) {
                add(&mut fields[*column], &plain(value));
            }
        });
        self.locate();
        self.text.clear();
        self.ends.clear();
        for field in &self.fields {
            self.text += field;
            self.ends.push(self.text.len());
            self.text.push('\t');
        }
        let read = read.map_err(|Flaw { expected, at }| {
            let found: String = record[at..].chars().take(20).collect();
            RowError::new(format!("the record is not JSON: expected {expected}"), &found)
        });
        (Record::new(&self.text, &self.ends, number), is_recoded, read)
    }

    /// Puts the numbers of a point, which are two or three, where its properties don't say more.
    fn locate(&mut self) {
        let ([longitude, latitude] | [longitude, latitude, _]) = self.point.as_slice() else {
            return;
        };
        for (name, value) in [("longitude", longitude), ("latitude", latitude)] {
            let column = self.records.numbers.get(name);
            let field = column.map(|&column| &mut self.fields[column]);
            if let Some(field) = field.filter(|field| field.is_empty()) {
                field.push_str(value);
            }
        }
    }

    /// Whether a record in these bytes, which nothing follows, breaks off.
    #[must_use]
    pub fn is_unclosed(bytes: &[u8]) -> bool {
        end_of(bytes).is_none()
    }

    /// Whether the list should go on where the content ends.
    #[must_use]
    pub fn is_open(&self, rest: &[u8]) -> bool {
        self.records.form == Form::List && !rest.contains(&b']')
    }
}

/// Adds an entry to a field.
fn add(field: &mut String, entry: &str) {
    if !field.is_empty() && !entry.is_empty() {
        field.push_str("; ");
    }
    field.push_str(entry);
}

/// Bytes as text, and whether they are not UTF-8.
fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (bytes.iter().map(|&byte| bytes::windows_1252(byte)).collect(), true),
    }
}

#[cfg(test)]
mod tests;
