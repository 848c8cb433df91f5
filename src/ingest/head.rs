//! The beginning of a text, looked at to tell what it is.

use std::sync::Arc;

use crate::{
    base::bytes::{self, BytesError, Content},
    ingest::{
        HEAD, Header,
        cursor::{Cursor, Cutter, Next},
        records::{Reader, Records},
        split::{Cut, Dialect, Quotes, Splitter},
    },
};

/// How many rows of a table are looked at.
const ROWS: usize = 200;

/// The beginning of a text: as text, and as the rows of a table.
#[derive(Clone, Debug)]
pub struct Head {
    /// The name of the input.
    pub name: String,
    /// The first 64 KiB, decoded.
    pub text: String,
    /// How the fields of its rows are told apart, if it is a table.
    pub dialect: Dialect,
    /// Where its records are, if it has records of JSON.
    pub records: Option<Arc<Records>>,
    /// The first rows, each with its fields. The names of the fields of records are the first.
    pub rows: Vec<Vec<String>>,
}

/// What a text is taken for, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// How sure it is.
    pub sureness: Sureness,
    /// The reason in words, as "its header has `event_id_cnty` and `actor1`".
    pub reason: String,
}

/// How sure a guess is; the surest one wins, among equals the first of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It could be anything else of this shape.
    Possible,
    /// Nothing else is known that looks so.
    Likely,
    /// It says so itself: by its format name, or by column names that no other format has.
    Sure,
}

impl Guess {
    /// A guess with its reason.
    #[must_use]
    pub fn new(sureness: Sureness, reason: impl Into<String>) -> Self {
        Self { sureness, reason: reason.into() }
    }
}

impl Head {
    /// The head of a text of which `text` is the beginning.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let head = Self {
            name: name.to_owned(),
            text: text.to_owned(),
            dialect: sniff(text),
            records: Records::of_head(text.as_bytes()).map(Arc::new),
            rows: Vec::new(),
        };
        head.with(head.dialect)
    }

    /// The head of an input, with all names that its records have, if it has records.
    pub fn of_content(name: &str, content: &Content) -> Result<Self, BytesError> {
        let head = Self::of_bytes(name, content.head(HEAD)?);
        match &head.records {
            Some(records) if content.len() > HEAD => {
                let mut records = Records::clone(records);
                records.learn_all(content)?;
                let head = Self { records: Some(Arc::new(records)), ..head };
                Ok(head.with(head.dialect))
            }
            _ => Ok(head),
        }
    }

    /// The head of an input that begins with these bytes.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self::new(name, &bytes::decode(without_cut_character(bytes), "").0)
    }

    /// Whether there is nothing in the text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim_ascii().is_empty()
    }

    /// The same with its fields told apart in another way.
    #[must_use]
    pub fn with(&self, dialect: Dialect) -> Self {
        let rows = match &self.records {
            Some(records) => records_of(&self.text, records),
            None => rows(&self.text, dialect),
        };
        Self { dialect, rows, ..self.clone() }
    }

    /// The first row as the names of the columns.
    #[must_use]
    pub fn header(&self) -> Header {
        Header::new(self.first())
    }

    /// What the first rows have in a column, the header or its place included.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(String::as_str)
    }

    /// The fields of the first row.
    #[must_use]
    pub fn first(&self) -> &[String] {
        self.rows.first().map_or(&[], Vec::as_slice)
    }
}

/// Bytes without the character that their end cuts: it would say that they are not UTF-8.
#[must_use]
pub fn without_cut_character(mut bytes: Vec<u8>) -> Vec<u8> {
    let last = bytes.iter().rposition(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    if std::str::from_utf8(&bytes[last..]).is_err_and(|error| error.error_len().is_none()) {
        bytes.truncate(last);
    }
    bytes
}

/// The first rows of a text. The last one, which may be cut, is left out unless it is the only
/// one.
fn rows(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
    let mut splitter = Splitter::new(dialect);
    let (mut at, mut rows) = (0, Vec::new());
    while rows.len() <= ROWS {
        let Cut::Row { end, .. } = splitter.cut(&text.as_bytes()[at..], true) else { break };
        at += end;
        rows.push(splitter.record(1).0.fields().map(str::to_owned).collect());
    }
    if rows.len() > 1 && at == text.len() && !text.ends_with('\n') {
        rows.pop();
    }
    rows
}

/// The names of the fields of records, and the first records that are whole.
fn records_of(text: &str, records: &Arc<Records>) -> Vec<Vec<String>> {
    let mut rows = vec![records.names().to_vec()];
    let cutter = Cutter::Records(Reader::new(Arc::clone(records)));
    let start = Records::start_in(text.as_bytes()).unwrap_or(text.len());
    let mut cursor = Cursor::new(Box::new(&text.as_bytes()[start..]), start as u64, cutter);
    while let Ok(Next::Row(_)) = cursor.next() {
        if rows.len() > ROWS || cursor.is_unclosed() {
            break;
        }
        rows.push(cursor.record(1).0.fields().map(str::to_owned).collect());
    }
    rows
}

/// How the fields of a text are told apart: by the delimiter that gives most rows the same number
/// of fields, and the more of them the better. Between tabs quotes count only where fields begin
/// and end with them.
fn sniff(text: &str) -> Dialect {
    let candidates = [
        (b'\t', Quotes::Nothing),
        (b'\t', Quotes::Enclose),
        (b',', Quotes::Enclose),
        (b';', Quotes::Enclose),
        (b'|', Quotes::Enclose),
    ];
    let scored = candidates.map(|(delimiter, quotes)| {
        let dialect = Dialect { delimiter, quotes };
        (regularity(&rows(text, dialect)), dialect)
    });
    let best = scored.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(Dialect { delimiter: b',', quotes: Quotes::Enclose }, |(_, dialect)| dialect)
}

/// How regular rows are: 0 where they have one field.
fn regularity(rows: &[Vec<String>]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    widths.sort_unstable();
    let groups = widths.chunk_by(|a, b| a == b).map(|group| (group.len(), group[0]));
    let Some((count, width)) = groups.max() else { return 0 };
    let percent = count * 100 / rows.len();
    percent * percent * (width - 1)
}
