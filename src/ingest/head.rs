//! The beginning of a text, looked at to tell what it is.

use std::sync::Arc;

use crate::{
    base::bytes::{self, BytesError, Content},
    ingest::{
        HEAD, Header, Record,
        cursor::{Cursor, Cutter, Next},
        date,
        records::{Reader, Records},
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
    /// Where its records are, if it has records of JSON.
    pub records: Option<Arc<Records>>,
    /// How many rows stand above the header: the title of the table, and what else is said of it.
    pub above: u32,
    /// The first rows from the header on, each with its fields. The names of the fields of records
    /// are the first.
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
            above: 0,
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

    /// Whether quotes keep fields together: between tabs only if the first row is in quotes.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.dialect.delimiter != b'\t' || self.text.trim_start_matches('\u{FEFF}').starts_with('"')
    }

    /// The same with its fields told apart in another way.
    #[must_use]
    pub fn with(&self, dialect: Dialect) -> Self {
        if let Some(records) = &self.records {
            let rows = records_of(&self.text, records);
            return Self { dialect, above: 0, rows, ..self.clone() };
        }
        let mut rows = rows(&self.text, dialect);
        let above = titles(&rows);
        rows.drain(..above);
        let (name, text) = (self.name.clone(), self.text.clone());
        Self { name, text, dialect, records: None, above: above as u32, rows }
    }

    /// The same without so many rows at its start, and with a header in the next one.
    #[must_use]
    pub fn below(&self, above: u32) -> Self {
        let mut rows = rows(&self.text, self.dialect);
        rows.drain(..rows.len().min(above as usize));
        Self { above, rows, ..self.clone() }
    }

    /// Where the header stands, for the reason of a guess: `its header`, `its header, in row 3,`.
    #[must_use]
    pub fn its_header(&self) -> String {
        match self.above {
            0 => "its header".to_owned(),
            above => format!("its header, in row {},", above + 1),
        }
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

/// The names of the fields of records, and the first records that are whole.
fn records_of(text: &str, records: &Arc<Records>) -> Vec<Vec<String>> {
    let mut rows = vec![records.names().to_vec()];
    let cutter = Cutter::Records(Reader::new(Arc::clone(records)));
    let start = Records::start_in(text.as_bytes()).unwrap_or(text.len());
    let mut cursor = Cursor::bare(Box::new(&text.as_bytes()[start..]), start as u64, cutter);
    while let Ok(Next::Row(_)) = cursor.next() {
        if rows.len() > ROWS || cursor.is_unclosed() {
            break;
        }
        rows.push(cursor.record(1).0.fields().map(str::to_owned).collect());
    }
    rows
}

/// How many rows precede the header of a table: rows of which half or more is empty or missing,
/// before one that is nearly full and has no data. 0 if none is like that.
fn titles(rows: &[Vec<String>]) -> usize {
    /// So many are looked at.
    const MOST: usize = 10;
    let width = usual_width(rows).1;
    let filled = |row: &Vec<String>| row.iter().filter(|field| !field.trim().is_empty()).count();
    let titles = rows.iter().take(MOST).take_while(|row| filled(row) * 2 <= width).count();
    let is_header =
        |row: &Vec<String>| row.len() == width && filled(row) * 2 > width && !is_data(row);
    if width > 1 && rows.get(titles).is_some_and(is_header) { titles } else { 0 }
}

/// Whether a row is no header: a day is in it, or much of it is numbers.
pub(super) fn is_data(row: &[String]) -> bool {
    let numbers = row.iter().filter(|field| field.trim().parse::<f64>().is_ok()).count();
    row.iter().any(|field| date::is_day(field)) || numbers * 3 > row.len()
}

/// How many rows have the width that most have, and that width.
pub(super) fn usual_width(rows: &[Vec<String>]) -> (usize, usize) {
    let mut widths: Vec<usize> = rows.iter().map(Vec::len).collect();
    widths.sort_unstable();
    let groups = widths.chunk_by(|a, b| a == b).map(|group| (group.len(), group[0]));
    groups.max().unwrap_or_default()
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
        let mut enclosed = score(Quotes::Enclose);
        if enclosed.2.iter().flatten().any(is_spaced) {
            // Delimiters within quotes that are not seen give more fields, but less regular ones.
            let spaced = score(Quotes::EncloseSpaced);
            if usual_width(&spaced.2).0 >= usual_width(&enclosed.2).0 {
                enclosed = spaced;
            }
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
    let (count, width) = usual_width(rows);
    if count == 0 {
        return 0;
    }
    let percent = count * 100 / rows.len();
    percent * percent * (width - 1)
}
