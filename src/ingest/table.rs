//! A table becomes shards: rows cut from bytes, each read by the format of the table.

use std::sync::Arc;

use crate::{
    base::{
        bytes::{BytesError, Content},
        issue::{Issue, Place},
    },
    ingest::{
        Batch, Groups, Head, Header, Ingested, Record, RowError, Slot,
        batch::Problems,
        cursor::Cutter,
        date::{self, Format, Order, Plan, Proof},
        records::{Reader, Records},
        rows::TableRows,
        split::{Dialect, Fit, Quotes, Splitter},
        stretch::{self, Job, Stretch},
        years,
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

    /// Which columns tell what of an event; none where that is not laid down.
    fn groups(&self) -> Option<Groups> {
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
    /// How many rows stand above the first one that is read: the header, if it has one, and what
    /// stands above that.
    pub above: u32,
    /// Its columns.
    pub header: Header,
    /// How the dates of its events are read.
    pub dates: Plan,
    /// How the dates of the reports are read that it names.
    pub reported: Plan,
    /// The columns with the dates of its events.
    pub dated: Vec<usize>,
    /// What reads its rows.
    pub format: Box<dyn RowFormat>,
}

impl Table {
    /// A table with a header, or whose records name their fields.
    #[must_use]
    pub fn with_header(head: &Head, format: impl RowFormat + 'static) -> Self {
        let above = if head.records.is_some() { 0 } else { head.above + 1 };
        Self { above, ..Self::without_header(head, head.header(), format) }
    }

    /// A table without a header, whose columns are known.
    #[must_use]
    pub fn without_header(head: &Head, header: Header, format: impl RowFormat + 'static) -> Self {
        Self {
            dialect: head.dialect,
            records: head.records.clone(),
            above: 0,
            header,
            dates: Plan::default(),
            reported: Plan::default(),
            dated: Vec::new(),
            format: Box::new(format),
        }
    }

    /// The same with dates in these columns, if they are there; where none of them tells whether
    /// the day or the month comes first, this order is the usual one.
    #[must_use]
    pub fn dated(mut self, head: &Head, columns: &[usize], usual: Order) -> Self {
        let columns = columns.iter().copied().filter(|column| *column != Header::NOWHERE);
        self.dated = columns.collect();
        let dates = self.dated.iter().flat_map(|column| head.values(*column));
        self.dates = Plan::guessed(dates, usual);
        self
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

    /// Whether fields make up a row of the table.
    #[must_use]
    pub fn fit(&self, row: &Record<'_>) -> Fit {
        let columns = self.header.names().len();
        let is_padded = row.len() > columns && row.is_empty_from(columns);
        if self.columns(row).is_none() && !is_padded {
            return Fit::No;
        }
        let is_date = |column: &usize| date::is_date(row.value(*column), self.dates.format);
        if self.dated.iter().any(is_date) { Fit::Row } else { Fit::Width }
    }
}

/// Reads all rows of a table, on all cores.
pub fn read(
    name: &str,
    table: &Arc<Table>,
    content: &Content,
    slot: Slot<'_>,
) -> Result<Ingested, BytesError> {
    let mut job = job(table, content, slot)?;
    let threads = rayon::current_num_threads() as u64;
    let length = content.len().div_ceil(threads * 4).max(stretch::SHORTEST);
    let read = |job| {
        let mut stretches = stretch::read_all(job, length)?;
        let proofs = take_proofs(&mut stretches);
        Ok::<_, BytesError>((stretches, proofs))
    };
    let (mut stretches, mut proofs) = read(job)?;
    let plans = [table.dates, table.reported];
    let proven = [plans[0].proven(&proofs[0]), plans[1].proven(&proofs[1])];
    if proven != job.dates {
        // The first dates told less, or something else, than all of them.
        job.dates = proven;
        let events = stretches.iter().map(|it| u64::from(it.batch.shard.len())).sum();
        slot.progress.take_back(content.len() - job.first, events);
        (stretches, proofs) = read(job)?;
    }
    let mut before = 0;
    let shards = stretches.iter().map(|stretch| {
        before += stretch.rows;
        (before - stretch.rows, &stretch.batch.shard)
    });
    let odd = years::issues(&shards.collect::<Vec<_>>(), name);
    let mut ingested = join(name, table, content, job.dates, stretches);
    let told = plans.iter().zip(&proofs).zip(job.dates);
    let told = told.flat_map(|((plan, proof), read)| plan.issues(proof, read, name));
    ingested.issues.splice(0..0, told.chain(odd));
    Ok(ingested)
}

/// What the dates of events and those of reports tell in all stretches.
fn take_proofs(stretches: &mut [Stretch]) -> [Proof; 2] {
    let (mut proofs, mut rows) = ([Proof::default(), Proof::default()], 0);
    for stretch in stretches {
        for (proof, later) in proofs.iter_mut().zip(stretch.batch.take_proofs()) {
            proof.append(later, rows);
        }
        rows += u64::from(stretch.rows);
    }
    proofs
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
    let rows = head.rows.saturating_sub(table.above);
    Ok((join(name, table, content, job.dates, vec![head]), rows))
}

fn job<'a>(table: &'a Table, content: &'a Content, slot: Slot<'a>) -> Result<Job<'a>, BytesError> {
    let Slot { number, progress, .. } = slot;
    let first = stretch::first_row(table, content)?;
    let dates = [table.dates.format, table.reported.format];
    Ok(Job { table, content, first, dates, file: number, progress })
}

/// Makes one file of stretches that follow each other.
fn join(
    name: &str,
    table: &Arc<Table>,
    content: &Content,
    dates: [Format; 2],
    stretches: Vec<Stretch>,
) -> Ingested {
    let (mut problems, mut shards, mut places) = (Problems::default(), Vec::new(), Vec::new());
    let (mut rows, mut cut_off) = (0, None);
    for stretch in stretches {
        let Stretch { mut batch, marks, .. } = stretch;
        cut_off = stretch.cut_off.map(|it| it.behind(rows));
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
    let count = u64::from(rows.saturating_sub(table.above));
    let rows = TableRows::new(name, Arc::clone(table), content.clone(), dates, places);
    let file =
        model::File { name: name.to_owned(), rows: Some(Arc::new(rows)), ..model::File::default() };
    Ingested { file, shards, issues, cut_off, rows: count }
}

#[cfg(test)]
mod tests;
