//! A table becomes shards: rows cut from bytes, each read by the format of the table.

use std::sync::Arc;

use crate::{
    base::{
        bytes::{BytesError, Content},
        issue::{Issue, Place},
    },
    ingest::{
        Batch, Head, Header, Ingested, Record, RowError, Slot,
        batch::Problems,
        cursor::Cutter,
        records::{Reader, Records},
        rows::TableRows,
        split::{Dialect, Quotes, Splitter},
        stretch::{self, Job, Stretch},
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

    /// The columns of a row, in a format whose files have no header and rows of several widths;
    /// none where no row of the format is so wide.
    fn columns(&self, row: &Record<'_>) -> Option<&Header> {
        let _ = row;
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

    /// The name of the column with the web address of the report.
    fn address(&self) -> Option<&'static str> {
        None
    }

    /// The data set as a source of its events.
    fn source(&self) -> Source;

    /// Whether its rows belong to those of another table of the data set, or the other way round.
    fn joins(&self) -> Joins {
        Joins::Nothing
    }

    /// Takes a row of the table that belongs to this one, before any row of this one is read.
    fn take(&mut self, row: &Record<'_>, header: &Header) {
        let _ = (row, header);
    }
}

/// How the tables of a data set belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joins {
    /// They don't.
    Nothing,
    /// Its rows belong to those of the tables that take this name.
    Gives(&'static str),
    /// The rows of the table of this name belong to its own.
    Takes(&'static str),
}

/// A table and what reads it.
pub struct Table {
    /// How its fields are told apart.
    pub dialect: Dialect,
    /// Where its rows are, if they are records of JSON.
    pub records: Option<Arc<Records>>,
    /// Whether its first row is its header.
    pub has_header: bool,
    /// Its columns.
    pub header: Header,
    /// What reads its rows.
    pub format: Box<dyn RowFormat>,
}

impl Table {
    /// A table whose first row is its header, or whose records name their fields.
    #[must_use]
    pub fn with_header(head: &Head, format: impl RowFormat + 'static) -> Self {
        let header = head.header();
        let has_header = head.records.is_none();
        Self { has_header, ..Self::without_header(head, header, format) }
    }

    /// A table without a header, whose columns are known.
    #[must_use]
    pub fn without_header(head: &Head, header: Header, format: impl RowFormat + 'static) -> Self {
        let records = head.records.clone();
        let format = Box::new(format);
        Self { dialect: head.dialect, records, has_header: false, header, format }
    }

    /// The same without quotes: a row ends with its line.
    #[must_use]
    pub fn without_quotes(mut self) -> Self {
        self.dialect.quotes = Quotes::Nothing;
        self
    }

    /// What cuts its rows.
    pub(super) fn cutter(&self) -> Cutter {
        match &self.records {
            Some(records) => Cutter::Records(Reader::new(Arc::clone(records))),
            None => Cutter::Fields(Splitter::new(self.dialect)),
        }
    }

    /// Where the first row may begin.
    pub(super) fn start(&self, content: &Content) -> Result<u64, BytesError> {
        if self.records.is_some() {
            return Ok(Records::start(content)?.unwrap_or(content.len()));
        }
        Ok(if content.head(3)? == [0xEF, 0xBB, 0xBF] { 3 } else { 0 })
    }

    /// The columns of a row, if it has as many fields as a row of the table may have.
    pub(super) fn columns(&self, row: &Record<'_>) -> Option<&Header> {
        let own = self.format.columns(row);
        own.or_else(|| (row.len() == self.header.names().len()).then_some(&self.header))
    }
}

/// Reads all rows of a table, on all cores.
pub fn read(
    name: &str,
    table: &Arc<Table>,
    content: &Content,
    slot: Slot<'_>,
) -> Result<Ingested, BytesError> {
    let job = job(table, content, slot)?;
    let threads = rayon::current_num_threads() as u64;
    let length = content.len().div_ceil(threads * 4).max(stretch::SHORTEST);
    Ok(join(name, table, content, stretch::read_all(job, length)?))
}

/// Reads the first rows of a table, and tells how many they are.
pub fn read_head(
    name: &str,
    table: &Arc<Table>,
    content: &Content,
    slot: Slot<'_>,
    most: u64,
) -> Result<(Ingested, u32), BytesError> {
    let job = job(table, content, slot)?;
    let head = stretch::read(job, job.first, most)?;
    let rows = head.rows - u32::from(table.has_header && head.rows > 0);
    Ok((join(name, table, content, vec![head]), rows))
}

fn job<'a>(table: &'a Table, content: &'a Content, slot: Slot<'a>) -> Result<Job<'a>, BytesError> {
    let Slot { number, progress, .. } = slot;
    Ok(Job { table, content, first: stretch::first_row(table, content)?, file: number, progress })
}

/// Makes one file of stretches that follow each other.
fn join(name: &str, table: &Arc<Table>, content: &Content, stretches: Vec<Stretch>) -> Ingested {
    let (mut problems, mut shards, mut places) = (Problems::default(), Vec::new(), Vec::new());
    let mut rows = 0;
    for stretch in stretches {
        let Stretch { mut batch, marks, .. } = stretch;
        problems.append(batch.problems, u64::from(rows));
        places.push((rows, marks));
        rows += stretch.rows;
        batch.shard.set_data_set(Source { id: name.to_owned(), ..table.format.source() });
        shards.push(batch.shard);
    }
    let place = || Place { file: name.to_owned(), ..Place::default() };
    let page = table.records.as_ref().and_then(|records| records.note());
    let notes =
        table.format.notes().into_iter().chain(page).map(|note| Issue::warning(place(), note));
    let issues = notes.chain(problems.into_issues(name)).collect();
    let rows = TableRows::new(name, Arc::clone(table), content.clone(), places);
    let file =
        model::File { name: name.to_owned(), rows: Some(Arc::new(rows)), ..model::File::default() };
    Ingested { file, shards, issues }
}
