//! The beginning of a text, looked at to tell what it is.

use crate::{
    base::bytes,
    ingest::{
        Header, Record,
        split::{Cut, Dialect, Fit, Quotes, Splitter},
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
    /// The first rows, each with its fields.
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
        let dialect = sniff(text);
        Self { name: name.to_owned(), text: text.to_owned(), dialect, rows: rows(text, dialect) }
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

    /// Whether quotes keep fields together: between tabs only if the first row is in quotes.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.dialect.delimiter != b'\t' || self.text.trim_start_matches('\u{FEFF}').starts_with('"')
    }

    /// The same with its fields told apart in another way.
    #[must_use]
    pub fn with(&self, dialect: Dialect) -> Self {
        Self { dialect, rows: rows(&self.text, dialect), ..self.clone() }
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
    let (mut at, mut rows) = (0, Vec::<Vec<String>>::new());
    while rows.len() <= ROWS {
        // A quotation mark that is not closed would take all rows with it.
        let width = rows.iter().map(Vec::len).max().filter(|width| *width > 2);
        let fit = |row: &Record<'_>| if Some(row.len()) == width { Fit::Row } else { Fit::No };
        let cut = splitter.cut_mended(&text.as_bytes()[at..], true, &fit);
        let Cut::Row { end, .. } = cut else { break };
        at += end;
        rows.push(splitter.record(1).0.fields().map(str::to_owned).collect());
    }
    if rows.len() > 1 && at == text.len() && !text.ends_with('\n') {
        rows.pop();
    }
    rows
}

/// How the fields of a text are told apart: by the delimiter that gives most rows the same number
/// of fields, and the more of them the better. Between tabs quotes count only where fields begin
/// and end with them.
fn sniff(text: &str) -> Dialect {
    let is_quoted =
        |field: &String| field.len() > 1 && field.starts_with('"') && field.ends_with('"');
    let is_spaced = |field: &String| field.starts_with(' ') && field.trim_start().starts_with('"');
    let mut best = (0, Dialect { delimiter: b',', quotes: Quotes::Enclose });
    for delimiter in *b"\t,;|" {
        let score = |quotes| {
            let dialect = Dialect { delimiter, quotes };
            let rows = rows(text, dialect);
            (regularity(&rows), dialect, rows)
        };
        let mut scores = Vec::new();
        if delimiter == b'\t' {
            let plain = score(Quotes::Nothing);
            if !plain.2.first().is_some_and(|row| row.iter().all(is_quoted)) {
                scores.push(plain);
            }
        }
        let enclosed = score(Quotes::Enclose);
        if enclosed.2.iter().flatten().any(is_spaced) {
            scores.push(score(Quotes::EncloseSpaced));
        }
        for (score, dialect, _) in scores.into_iter().chain([enclosed]) {
            if score > best.0 {
                best = (score, dialect);
            }
        }
    }
    best.1
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
