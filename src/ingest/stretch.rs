//! A table is read in stretches side by side, as if from the first row to the last.
//!
//! Where a stretch begins is guessed: behind a line end after which rows of the right width
//! follow. The guess is verified: the stretch before must end where this one begins. If it does
//! not (the line end was one within quotes), the stretch is read again from where it really
//! begins. So what comes out is what one reader of the whole table would give.

use std::io::Read;

use rayon::prelude::*;

use crate::{
    base::{
        bytes::{BytesError, Content},
        issue::Severity,
        progress::Progress,
    },
    ingest::{
        Batch, Record, RowError, Table,
        cursor::{Cursor, Next},
        date::Format,
        split::{Cut, LONGEST_ROW, MOST_FIELDS, Mended, Quotes, Splitter},
    },
};

/// The shortest stretch that is worth a thread, in bytes.
pub const SHORTEST: u64 = 4 << 20;
/// Every so many rows the place of one is remembered, and the progress is told.
pub const MARKED: u32 = 64;

/// What is read.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The table.
    pub table: &'a Table,
    /// Its bytes.
    pub content: &'a Content,
    /// Where its first row begins.
    pub first: u64,
    /// How the dates of events and those of reports are read.
    pub dates: [Format; 2],
    /// The number of its file.
    pub file: u16,
    /// Raised by the bytes read and the events found.
    pub progress: &'a Progress,
}

/// Rows of a table that follow each other.
#[derive(Debug)]
pub struct Stretch {
    /// What they became. Their numbers count from the first row of the stretch.
    pub batch: Batch,
    /// How many rows there are.
    pub rows: u32,
    /// Where the first row begins, and every [`MARKED`]th after it.
    pub marks: Vec<u64>,
    /// Where its first row begins, even if that is one of a later stretch; none at the end.
    begin: Option<u64>,
    /// Where the first row of the next stretch begins; none at the end.
    end: Option<u64>,
    /// How it ends, if the content breaks off there.
    pub cut_off: Option<CutOff>,
}

/// How a table ends that breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutOff {
    /// Within the row of this number, which is left out.
    Within(u64),
    /// Behind it, where its list should go on.
    Behind(u64),
}

impl CutOff {
    /// The same where `rows` rows precede.
    #[must_use]
    pub fn behind(self, rows: u32) -> Self {
        let rows = u64::from(rows);
        match self {
            Self::Within(row) => Self::Within(row + rows),
            Self::Behind(row) => Self::Behind(row + rows),
        }
    }
}

/// Where the first row of a table begins: its header, if it has one.
pub fn first_row(table: &Table, content: &Content) -> Result<u64, BytesError> {
    let start = table.start(content)?;
    let mut cursor = Cursor::new(content.reader(start)?, start, table);
    match cursor.next().map_err(|source| content.failed(source))? {
        Next::Row(place) | Next::TooLong(place) => Ok(place),
        Next::End => Ok(start),
    }
}

/// Reads the whole table, in stretches of `length` bytes or a little more, in their order.
pub fn read_all(job: Job<'_>, length: u64) -> Result<Vec<Stretch>, BytesError> {
    let size = job.content.len();
    let count = size.div_ceil(length.max(1)).max(1);
    let bounds: Vec<u64> = (0..=count).map(|number| (number * length).min(size)).collect();
    let guessed = bounds.par_windows(2).map(|bounds| {
        let start = match bounds[0] {
            0 => Some(job.first),
            bound => guess(job, bound)?,
        };
        start.map(|start| read(job, start, bounds[1])).transpose()
    });
    let guessed: Vec<Option<Stretch>> = guessed.collect::<Result<_, _>>()?;

    let mut begin = None;
    let mut stretches = Vec::with_capacity(guessed.len());
    for (stretch, bounds) in guessed.into_iter().zip(bounds.windows(2)) {
        let is_right = |it: &Stretch| bounds[0] == 0 || it.begin == begin;
        let stretch = match (stretch.filter(is_right), begin) {
            (Some(stretch), _) => stretch,
            (None, Some(begin)) => read(job, begin, bounds[1])?,
            (None, None) => break,
        };
        begin = stretch.end;
        stretches.push(stretch);
    }
    Ok(stretches)
}

/// Reads the rows that begin from `start`, where one does, to before `end`.
pub fn read(job: Job<'_>, start: u64, end: u64) -> Result<Stretch, BytesError> {
    let Job { table, content, progress, .. } = job;
    let mut batch = Batch::new(job.file, job.dates);
    let mut cursor = Cursor::new(content.reader(start)?, start, table);
    let (mut rows, mut marks, mut begin) = (0, Vec::new(), None);
    let mut cut_off = None;
    let (mut told, mut told_events) = (start, 0);
    let mut tell = |at: u64, events: u32| {
        progress.add(at - told, u64::from(events - told_events));
        (told, told_events) = (at, events);
    };
    let end = loop {
        let place = match cursor.next().map_err(|source| content.failed(source))? {
            Next::Row(place) => place,
            Next::End => {
                if cursor.is_open() {
                    cut_off.get_or_insert(CutOff::Behind(u64::from(rows)));
                }
                break None;
            }
            Next::TooLong(place) => {
                begin.get_or_insert(place);
                if place >= end {
                    break Some(place);
                }
                let most = format!(
                    "the row is longer than {} MiB or has more than {MOST_FIELDS} fields; it and \
                     what follows it is not read",
                    LONGEST_ROW >> 20
                );
                batch.problems.note(Severity::Error, u64::from(rows) + 1, most.into(), "");
                break None;
            }
        };
        begin.get_or_insert(place);
        if place >= end {
            break Some(place);
        }
        if rows % MARKED == 0 {
            marks.push(place);
            tell(place, batch.shard.len());
            if progress.is_cancelled() {
                return Err(BytesError::Cancelled { name: String::new() });
            }
        }
        batch.shard.set_ranks(rows);
        rows += 1;
        // Empty lines may stand before the first row, in a stretch of their own.
        if begin == Some(job.first) && rows <= table.above {
            continue;
        }
        cut_off = take(table, &mut cursor, rows, &mut batch);
    };
    tell(end.unwrap_or(content.len()), batch.shard.len());
    batch.shard.set_ranks(rows);
    Ok(Stretch { batch, rows, marks, begin, end, cut_off })
}

/// Takes the row that the cursor has gone to, unless the content breaks off within it.
fn take(table: &Table, cursor: &mut Cursor<'_>, number: u32, batch: &mut Batch) -> Option<CutOff> {
    let number = u64::from(number);
    let (is_unclosed, is_unended) = (cursor.is_unclosed(), cursor.is_unended());
    let mended = cursor.mended();
    let (row, is_recoded, whole) = cursor.record(number);
    let is_short = || row.len() < table.header.names().len() && table.columns(&row).is_none();
    if is_unclosed || is_unended && is_short() {
        return Some(CutOff::Within(number));
    }
    if is_recoded {
        batch.warn(&row, "not UTF-8: read as Windows-1252", "");
    }
    let is_lost = mended == Some(Mended::Lost);
    if let Some(mended) = mended.filter(|_| !is_lost) {
        batch.warn(&row, mended.message(), "");
    }
    let read = if is_lost {
        Err(RowError::new(Mended::Lost.message(), ""))
    } else if row.fields().all(str::is_empty) {
        // Spreadsheets leave such rows behind.
        Ok(())
    } else {
        whole.and_then(|()| check_width(table, &row)).and_then(|()| table.format.read(&row, batch))
    };
    if let Err(RowError { problem, found }) = read {
        batch.problems.note(Severity::Error, number, problem, &found);
    }
    None
}

/// Refuses a row with more or fewer fields than there are columns: it has fields of another row,
/// or lacks the delimiter that tells which one is missing.
fn check_width(table: &Table, row: &Record<'_>) -> Result<(), RowError> {
    if table.columns(row).is_some() {
        return Ok(());
    }
    let columns = table.header.names().len();
    let problem = match columns {
        _ if row.len() > columns && row.is_empty_from(columns) => return Ok(()),
        _ if row.len() > columns => format!("the row has more than {columns} fields"),
        _ => format!("the row has fewer than {columns} fields"),
    };
    Err(RowError::new(problem, &row.len().to_string()))
}

/// Where the first row at or after `bound` seems to begin: `None` if nothing there looks like rows.
fn guess(job: Job<'_>, bound: u64) -> Result<Option<u64>, BytesError> {
    /// How far to look.
    const SIGHT: u64 = 1 << 20;
    /// How many line ends to try.
    const TRIES: usize = 1000;
    if let Some(records) = &job.table.records {
        return records.guess(job.content, bound);
    }
    let mut bytes = Vec::new();
    let reader = job.content.reader(bound - 1)?;
    reader.take(SIGHT).read_to_end(&mut bytes).map_err(|source| job.content.failed(source))?;
    let whole = (bytes.len() as u64) < SIGHT;
    let mut splitter = Splitter::new(job.table.dialect);
    let mut ends = memchr::memchr_iter(b'\n', &bytes).take(TRIES).map(|at| at + 1);
    let found = match job.table.dialect.quotes {
        Quotes::Nothing => ends.next(),
        Quotes::Enclose | Quotes::EncloseSpaced => {
            ends.find(|&at| follow(job.table, &mut splitter, &bytes[at..], whole))
        }
    };
    Ok(found.map(|at| bound - 1 + at as u64))
}

/// Whether rows of the right width follow, at least one.
fn follow(table: &Table, splitter: &mut Splitter, mut bytes: &[u8], whole: bool) -> bool {
    for number in 0..4 {
        match splitter.cut(bytes, whole) {
            Cut::Row { end, .. } => bytes = &bytes[end..],
            Cut::Open | Cut::Blank => return number > 0,
            Cut::TooLong => return false,
        }
        if table.columns(&splitter.record(1).0).is_none() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
