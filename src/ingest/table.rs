//! A table becomes shards: rows cut from bytes, each read by the format of the table.

use crate::{
    base::issue::{Issue, Place, Severity},
    ingest::{
        Batch, Document, Head, Header, Ingested, Record, RowError,
        batch::Problems,
        split::{Cut, Dialect, Quotes, Splitter},
    },
    model::{self, Source},
};

/// How the rows of one format become events. It is made for one file, from its header.
pub trait RowFormat: Send + Sync {
    /// Reads a row: pushes its event into the batch, at most one, or says why there is none.
    ///
    /// Called on several threads, with each row once. A row has the number of fields that the
    /// header has, or one that [`RowFormat::columns`] allows; what a field lacks is empty.
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError>;

    /// The columns of rows that have so many fields, in a format whose files have no header and
    /// rows of several widths; none where no row of the format has so many.
    fn columns(&self, width: usize) -> Option<&Header> {
        let _ = width;
        None
    }

    /// What the file lacks or can't say, in the words of an issue: for the whole file, once.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }

    /// The names of the columns with prose, in which a search for words looks, too.
    fn prose(&self) -> &'static [&'static str] {
        &[]
    }

    /// The data set as a source of its events.
    fn source(&self) -> Source;
}

/// A table and what reads it.
pub struct Table {
    /// How its fields are told apart.
    pub dialect: Dialect,
    /// Whether its first row is its header.
    pub has_header: bool,
    /// Its columns.
    pub header: Header,
    /// What reads its rows.
    pub format: Box<dyn RowFormat>,
}

impl Table {
    /// A table whose first row is its header.
    #[must_use]
    pub fn with_header(head: &Head, format: impl RowFormat + 'static) -> Self {
        let header = head.header();
        Self { dialect: head.dialect, has_header: true, header, format: Box::new(format) }
    }

    /// A table without a header, whose columns are known.
    #[must_use]
    pub fn without_header(head: &Head, header: Header, format: impl RowFormat + 'static) -> Self {
        Self { dialect: head.dialect, has_header: false, header, format: Box::new(format) }
    }

    /// The same without quotes: a row ends with its line.
    #[must_use]
    pub fn without_quotes(mut self) -> Self {
        self.dialect.quotes = Quotes::Nothing;
        self
    }

    /// The columns of a row with so many fields.
    fn columns(&self, width: usize) -> Option<&Header> {
        let own = self.format.columns(width);
        own.or_else(|| (width == self.header.names().len()).then_some(&self.header))
    }
}

/// Reads all rows of a table.
#[must_use]
pub fn read(table: &Table, document: &Document<'_>) -> Ingested {
    let bytes = document.text.as_bytes();
    let mut batch = Batch::new(document.number);
    let mut splitter = Splitter::new(table.dialect);
    let (mut at, mut number) = (0, 0);
    while let Cut::Row(length) = splitter.cut(&bytes[at..], true) {
        at += length;
        number += 1;
        if number == 1 && table.has_header {
            continue;
        }
        let (row, _) = splitter.record(number);
        let read = check_width(table, &row).and_then(|()| table.format.read(&row, &mut batch));
        if let Err(RowError { problem, found }) = read {
            batch.problems.note(Severity::Error, number, problem, &found);
        }
    }
    document.progress.add(bytes.len() as u64, u64::from(batch.shard.len()));
    let file = model::File { name: document.name.to_owned(), ..model::File::default() };
    let mut problems = Problems::default();
    problems.append(batch.problems, 0);
    let place = || Place { file: document.name.to_owned(), ..Place::default() };
    let notes = table.format.notes().into_iter().map(|note| Issue::warning(place(), note));
    let issues = notes.chain(problems.into_issues(document.name)).collect();
    Ingested { file, shards: vec![batch.shard], issues }
}

/// Refuses a row with more or fewer fields than there are columns: it has fields of another row,
/// or lacks the delimiter that tells which one is missing.
fn check_width(table: &Table, row: &Record<'_>) -> Result<(), RowError> {
    if table.columns(row.len()).is_some() {
        return Ok(());
    }
    let problem = match table.header.names().len() {
        columns if row.len() > columns => format!("the row has more than {columns} fields"),
        columns => format!("the row has fewer than {columns} fields"),
    };
    Err(RowError::new(problem, &row.len().to_string()))
}
