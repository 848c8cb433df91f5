//! The rows of a table, read back from where they were read.

use std::{fmt, io::Read, ops::Range, sync::Arc};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    base::bytes::{BytesError, Content},
    ingest::{
        Batch, Header, Record, Table,
        cursor::{Cursor, Next},
        date::Format,
        split::Quotes,
        stretch::MARKED,
    },
    model::{Cell, Event, RowReader, Rows, RowsError, Search},
};

/// What finds the rows of a table again: eight bytes for every 64 rows.
pub struct TableRows {
    name: String,
    table: Arc<Table>,
    /// What its columns are called, each otherwise.
    names: Vec<String>,
    content: Content,
    /// How its dates were read.
    dates: [Format; 2],
    /// The number of the first row of each stretch, counted from 0, and its marks.
    places: Vec<(u32, Vec<u64>)>,
}

impl TableRows {
    /// The rows of a table with dates in this format, where every [`MARKED`]th row of each stretch begins as `places` say.
    #[must_use]
    pub fn new(
        name: &str,
        table: Arc<Table>,
        content: Content,
        dates: [Format; 2],
        places: Vec<(u32, Vec<u64>)>,
    ) -> Self {
        let names = told_apart(table.header.names());
        Self { name: name.to_owned(), table, names, content, dates, places }
    }

    /// A walk along the rows that begins a little before this one; `None` if there is no such row.
    fn walk_to(&self, row: u32) -> Result<Option<Walk<'_>>, BytesError> {
        let stretch = self.places.partition_point(|(first, _)| *first <= row).checked_sub(1);
        let Some((first, marks)) = stretch.map(|stretch| &self.places[stretch]) else {
            return Ok(None);
        };
        let number = (row - first) / MARKED;
        let Some(&mark) = marks.get(number as usize) else { return Ok(None) };
        let cursor = Cursor::new(self.content.reader(mark)?, mark, &self.table);
        Ok(Some(Walk { rows: self, cursor, next: first + number * MARKED }))
    }
}

impl TableRows {
    /// The columns of a row.
    fn header(&self, row: &Record<'_>) -> &Header {
        self.table.columns(row).unwrap_or(&self.table.header)
    }

    /// The columns that hold prose, of rows with this header.
    fn prose_columns(&self, header: &Header) -> Vec<usize> {
        self.table.format.prose().iter().filter_map(|name| header.find(name)).collect()
    }

    /// The rows among some that have a field of prose for which `holds`. None if there are no such
    /// rows.
    fn find_prose(
        &self,
        ranks: &[u32],
        holds: &dyn Fn(&str) -> bool,
    ) -> Result<Option<Vec<u32>>, BytesError> {
        let Some(&first) = ranks.first() else { return Ok(Some(Vec::new())) };
        let Some(mut walk) = self.walk_to(first)? else { return Ok(None) };
        let mut header = &self.table.header;
        let mut columns = self.prose_columns(header);
        let mut found = Vec::new();
        for &row in ranks {
            let Some(record) = walk.record(row)? else { return Ok(None) };
            let own = self.header(&record);
            if !std::ptr::eq(own, header) {
                (header, columns) = (own, self.prose_columns(own));
            }
            if columns.iter().any(|&column| holds(record.raw(column))) {
                found.push(row);
            }
        }
        Ok(Some(found))
    }

    /// The same where a row stands in the file as its fields are: blocks of rows that have it
    /// nowhere are passed over without being cut.
    fn find_by_block(
        &self,
        ranks: &[u32],
        holds: &dyn Fn(&str) -> bool,
    ) -> Result<Option<Vec<u32>>, BytesError> {
        let (mut found, mut bytes) = (Vec::new(), Vec::new());
        let mut reader: Option<(u64, Box<dyn Read + Send + '_>)> = None;
        for ranks in ranks.chunk_by(|one, next| self.block(*one) == self.block(*next)) {
            let Some(block) = self.block(ranks[0]) else { return Ok(None) };
            let (_, mut from) = match reader.take() {
                Some((at, from)) if at == block.start => (at, from),
                _ => (block.start, self.content.reader(block.start)?),
            };
            bytes.clear();
            let length = block.end - block.start;
            let read = from.by_ref().take(length).read_to_end(&mut bytes);
            if read.map_err(|source| self.content.failed(source))? as u64 != length {
                return Ok(None);
            }
            reader = Some((block.end, from));
            if str::from_utf8(&bytes).is_ok_and(|text| !holds(text)) {
                continue;
            }
            let Some(more) = self.find_prose(ranks, holds)? else { return Ok(None) };
            found.extend(more);
        }
        Ok(Some(found))
    }

    /// Where the rows stand of which every first is marked, of a row and those beside it.
    fn block(&self, row: u32) -> Option<Range<u64>> {
        let stretch = self.places.partition_point(|(first, _)| *first <= row).checked_sub(1)?;
        let (first, marks) = &self.places[stretch];
        let number = ((row - first) / MARKED) as usize;
        let later = self.places[stretch + 1..].iter().find_map(|(_, marks)| marks.first());
        let end = marks.get(number + 1).or(later).copied();
        Some(*marks.get(number)?..end.unwrap_or_else(|| self.content.len()))
    }

    /// What was read, if the file is still what it was.
    fn there<T>(&self, read: Result<Option<T>, BytesError>) -> Result<T, RowsError> {
        let name = || self.name.clone();
        match read {
            Ok(Some(found)) => Ok(found),
            Err(BytesError::Open { source, .. } | BytesError::Read { source, .. }) => {
                Err(RowsError::Read { name: name(), source })
            }
            Ok(None) | Err(_) => Err(RowsError::Changed { name: name() }),
        }
    }
}

/// The names of columns; where one has none, or the same as an earlier one, its number stands for it
/// or behind it.
fn told_apart(names: &[String]) -> Vec<String> {
    let mut seen = FxHashSet::default();
    let numbered = names.iter().zip(1..).map(|(name, number)| match name.as_str() {
        "" => format!("column {number}"),
        name if !seen.insert(name) => format!("{name} (column {number})"),
        name => name.to_owned(),
    });
    numbered.collect()
}

/// Goes from row to row.
struct Reader<'a> {
    rows: &'a TableRows,
    /// Where it is; none before the first row.
    walk: Option<Walk<'a>>,
    /// Reads a row as it was read when it was loaded.
    batch: Batch,
}

impl RowReader for Reader<'_> {
    fn read(&mut self, event: Event<'_>) -> Result<Vec<Cell>, RowsError> {
        let read = self.find(event);
        self.rows.there(read)
    }
}

impl Reader<'_> {
    /// Reads the row of an event. None if there is no such row, or it gives another event.
    fn find(&mut self, event: Event<'_>) -> Result<Option<Vec<Cell>>, BytesError> {
        let row = event.rank_in_file();
        let is_near = |walk: &Walk<'_>| (walk.next..walk.next + MARKED).contains(&row);
        if !self.walk.as_ref().is_some_and(is_near) {
            self.walk = self.rows.walk_to(row)?;
        }
        let Some(walk) = &mut self.walk else { return Ok(None) };
        let Some(record) = walk.record(row)? else { return Ok(None) };
        let read = self.rows.table.format.read(&record, &mut self.batch);
        if read.is_err() || self.batch.take_fingerprint() != Some(event.fingerprint()) {
            return Ok(None);
        }
        let header = self.rows.header(&record);
        let is_usual = std::ptr::eq(header, &raw const self.rows.table.header);
        let names = if is_usual { &self.rows.names } else { header.names() };
        let cells = names.iter().zip(record.fields());
        let cell =
            |(name, value): (&String, &str)| Cell { column: name.clone(), value: value.to_owned() };
        Ok(Some(cells.map(cell).collect()))
    }
}

/// The rows one after the other.
struct Walk<'a> {
    rows: &'a TableRows,
    cursor: Cursor<'a>,
    /// The row that comes next.
    next: u32,
}

impl Walk<'_> {
    /// Goes on to a row; `None` if the file ends before it.
    fn record(&mut self, row: u32) -> Result<Option<Record<'_>>, BytesError> {
        while self.next <= row {
            match self.cursor.next().map_err(|source| self.rows.content.failed(source))? {
                Next::Row(_) => self.next += 1,
                Next::End | Next::TooLong(_) => return Ok(None),
            }
        }
        Ok(Some(self.cursor.record(1).0))
    }
}

impl Rows for TableRows {
    fn reader(&self) -> Box<dyn RowReader + '_> {
        Box::new(Reader { rows: self, walk: None, batch: Batch::checking(self.dates) })
    }

    fn columns(&self) -> Vec<String> {
        self.names.clone()
    }

    fn address_column(&self) -> Option<&str> {
        self.table.format.address()
    }

    fn has_prose(&self) -> bool {
        !self.prose_columns(&self.table.header).is_empty()
    }

    fn search(&self, search: Search<'_>) -> Result<(), RowsError> {
        /// Rows that one core looks at before it tells what it found.
        const SHARE: u32 = 128 * MARKED;
        let Search { ranks, holds, is_in_parts, on_found } = search;
        let is_plain = self.table.records.is_none() && self.table.dialect.quotes == Quotes::Nothing;
        let by_block = is_plain && is_in_parts;
        let shares: Vec<&[u32]> = ranks.chunk_by(|one, next| one / SHARE == next / SHARE).collect();
        let (mut rest, mut count) = (shares.as_slice(), rayon::current_num_threads());
        while !rest.is_empty() {
            let (now, later) = rest.split_at(count.min(rest.len()));
            let find = |ranks: &&[u32]| {
                let find = if by_block { Self::find_by_block } else { Self::find_prose };
                self.there(find(self, ranks, holds))
            };
            let found = now.par_iter().map(find);
            let found: Vec<Vec<u32>> = found.collect::<Result<_, _>>()?;
            if on_found(&found.concat()).is_break() {
                break;
            }
            // First hits are told soon, and many of them not too often.
            (rest, count) = (later, count * 2);
        }
        Ok(())
    }
}

impl fmt::Debug for TableRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rows of {}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, ops::ControlFlow, path::Path};

    use crate::{
        base::{
            bytes::{self, Input, Limits},
            progress::Progress,
            text::Pattern,
        },
        ingest::{self, Beside, Choice, Ingested, Slot},
        model::{Cell, RowsError, Search, Timeline},
    };

    const TEXT: &str = include_str!("../../data/formats/gdelt/good/widths.CSV");

    fn load(path: &Path) -> Timeline {
        let progress = Progress::default();
        let input = Input::Path(path.to_owned());
        let opened = bytes::open(&input, &Limits::default(), &progress).unwrap().remove(0);
        let ready = ingest::open(&opened.name, opened.content, &Choice::Recognised).unwrap();
        let slot = Slot {
            number: 0,
            beside: Beside::Nowhere,
            progress: &progress,
            prose: &|_| Ingested::default(),
        };
        let ingested = ready.read(slot).unwrap();
        Timeline::build(vec![ingested.file], ingested.shards).0
    }

    /// What is read back for the event with this id.
    fn read(timeline: &Timeline, id: &str) -> Result<Vec<Cell>, RowsError> {
        let event = timeline.event(timeline.find_event(id).unwrap());
        timeline.files()[usize::from(event.file_number())].rows.as_ref().unwrap().read(event)
    }

    #[test]
    fn every_row_comes_back_as_it_stands_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tsv");
        let many = TEXT.repeat(50);
        fs::write(&path, &many).unwrap();
        let timeline = load(&path);
        assert_eq!(timeline.len(), 200);
        for event in timeline.events() {
            let line = many.lines().nth(event.rank_in_file() as usize).unwrap();
            let cells = event.file().rows.as_ref().unwrap().read(event).unwrap();
            let values: Vec<_> = cells.iter().map(|cell| cell.value.as_str()).collect();
            assert_eq!(values.join("\t"), line);
            assert_eq!(event.evidence().last().unwrap().row, Some(event.rank_in_file() + 1));
        }
        let names = |id| -> Vec<_> {
            read(&timeline, id).unwrap().into_iter().map(|cell| cell.column).collect()
        };
        assert_eq!((names("1").len(), names("3").len(), names("4").len()), (61, 58, 57));
        assert_eq!((names("1")[60].as_str(), names("4")[56].as_str()), ("SOURCEURL", "DATEADDED"));
    }

    #[test]
    fn blocks_without_a_match_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tsv");
        let row = TEXT.lines().next().unwrap();
        let line = |number: u32| row.replace("example/1", &format!("example/talks-{number}x"));
        let text: String = (0..400).map(|number| line(number) + "\n").collect();
        fs::write(&path, text).unwrap();
        let timeline = load(&path);
        let all: Vec<u32> = (0..400).collect();
        let find = |ranks: &[u32], pattern: &Pattern, is_in_parts| {
            let mut found = Vec::new();
            let on_found = &mut |rows: &[u32]| {
                found.extend_from_slice(rows);
                ControlFlow::Continue(())
            };
            let holds = &|text: &str| pattern.is_match(text);
            let search = Search { ranks, holds, is_in_parts, on_found };
            timeline.files()[0].rows.as_ref().unwrap().search(search).unwrap();
            found
        };
        for (word, count) in
            [("talks-7x", 1), ("talks-399x", 1), ("9x", 40), ("talks", 400), ("nothing", 0)]
        {
            let pattern = Pattern::new(word);
            let found = find(&all, &pattern, true);
            assert_eq!(found.len(), count, "{word}");
            assert_eq!(found, find(&all, &pattern, false), "{word}");
            let some = [0, 63, 64, 65, 199, 399];
            assert_eq!(find(&some, &pattern, true), find(&some, &pattern, false), "{word}");
        }
        // A word of another column is none of the prose.
        assert_eq!(find(&all, &Pattern::new("RUSGOV"), true), Vec::<u32>::new());
    }

    #[test]
    fn a_file_that_changes_gives_no_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.tsv");
        fs::write(&path, TEXT).unwrap();
        let timeline = load(&path);
        assert!(read(&timeline, "2").is_ok());
        let modified = path.metadata().unwrap().modified().unwrap();
        let is_changed = |text: &str| {
            fs::write(&path, text).unwrap();
            // Even if nobody notices from outside.
            fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
            matches!(read(&timeline, "2"), Err(RowsError::Changed { .. }))
        };
        assert!(!is_changed(TEXT));
        let swapped = TEXT.replace("20191024", "20191025");
        assert_eq!(swapped.len(), TEXT.len());
        assert!(is_changed(&swapped), "the same length, another day");
        assert!(is_changed(&TEXT[..TEXT.len() / 2]), "cut");
        fs::remove_file(&path).unwrap();
        assert!(matches!(read(&timeline, "2"), Err(RowsError::Read { .. })));
    }
}
