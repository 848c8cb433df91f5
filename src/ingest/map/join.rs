//! Tables whose columns a map takes as if they were those of the table that it reads.

use std::{path::Path, sync::Arc};

use rustc_hash::FxHashMap;

use super::{Map, file};
use crate::{
    base::{
        bytes::{self, Input, Limits, Opened},
        issue::{Issue, did_you_mean},
        progress::Progress,
    },
    ingest::{
        Batch, Head, Header, Record, RowError, RowFormat, Table,
        cursor::{Cursor, Next},
        record::meant,
    },
    model,
};

/// The largest table that is joined, in bytes: it is held in memory.
const LARGEST: u64 = 256 << 20;

/// Rows by their key.
type ByKey = FxHashMap<Box<str>, Vec<Vec<Box<str>>>>;

/// A table whose rows are looked up by a key.
#[derive(Debug)]
pub struct Joined {
    pub header: Header,
    rows: ByKey,
}

/// The joined tables of a map, each with what the map says of it.
pub type Joins = Arc<[(file::Join, Arc<Joined>)]>;

impl Joined {
    /// The rows with this key, in the order of their file.
    pub fn rows(&self, key: &str) -> &[Vec<Box<str>>] {
        self.rows.get(key).map_or(&[], Vec::as_slice)
    }

    /// Some values of a column.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.values().flatten().take(200);
        rows.filter_map(move |row| row.get(column)).map(|value| &**value)
    }
}

impl Map {
    /// The map with the tables that it joins, which stand in this folder. The error is the first
    /// that can't be read.
    pub fn joined(self, folder: &Path) -> Result<Self, Issue> {
        let joins = self.file.join.iter().map(|join| Ok((join.clone(), self.read(join, folder)?)));
        let joins: Joins = joins.collect::<Result<Vec<_>, Issue>>()?.into();
        Ok(Self { joins, ..self })
    }

    fn read(&self, join: &file::Join, folder: &Path) -> Result<Arc<Joined>, Issue> {
        let name = join.file.get_ref();
        let fail = |why: String| Issue::error(self.place(join.file.span().start), why);
        let failed = |error: bytes::BytesError| fail(format!("can't join '{name}': {error}"));
        let path = bytes::beside(folder, name).map_err(failed)?;
        let limits = Limits { member: LARGEST, ..Limits::default() };
        let opened = bytes::open(&Input::Path(path), &limits, &Progress::default());
        let opened = opened.map_err(failed)?.into_iter().next();
        let Some(opened) = opened.filter(|opened| !opened.content.is_empty()) else {
            return Err(fail(format!("can't join '{name}': it is empty")));
        };
        if opened.content.len() > LARGEST {
            let most = LARGEST >> 20;
            return Err(fail(format!("can't join '{name}': it has more than {most} MB")));
        }
        let head = Head::of_content(name, &opened.content).map_err(failed)?;
        let header = head.header();
        let key = join.on.as_ref().unwrap_or(&join.key);
        let Some(column) = header.find(key.get_ref()) else {
            let names = header.names().iter().map(String::as_str);
            let help = did_you_mean(key.get_ref(), names.clone()).unwrap_or_else(|| {
                format!("its columns are {}", names.collect::<Vec<_>>().join(", "))
            });
            let message = format!("there is no column '{}' in {name}", key.get_ref());
            return Err(Issue::error(self.place(key.span().start), message).with_help(help));
        };
        let rows = rows(&head, &opened, column).map_err(failed)?;
        Ok(Arc::new(Joined { header, rows }))
    }
}

/// The rows of a table by their value in a column; those without one are nobody's.
fn rows(head: &Head, opened: &Opened, key: usize) -> Result<ByKey, bytes::BytesError> {
    /// What cuts the rows asks of each whether it is one.
    struct Cells;
    impl RowFormat for Cells {
        fn read(&self, _: &Record<'_>, _: &mut Batch) -> Result<(), RowError> {
            Ok(())
        }

        fn source(&self) -> model::Source {
            model::Source::titled("", "")
        }
    }

    let table = Table::with_header(head, Cells);
    let content = &opened.content;
    let start = table.start(content)?;
    let mut cursor = Cursor::new(content.reader(start)?, start, &table);
    let mut above = table.above;
    let mut rows: ByKey = FxHashMap::default();
    while let Next::Row(_) = cursor.next().map_err(|source| content.failed(source))? {
        let row = cursor.record(1).0;
        if above == 0 && !row.value(key).is_empty() {
            let fields = row.fields().map(|field| Box::from(meant(field))).collect();
            rows.entry(row.value(key).into()).or_default().push(fields);
        }
        above = above.saturating_sub(1);
    }
    Ok(rows)
}
