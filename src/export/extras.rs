//! The columns of data sets that have no field of their own, read back from the files.

use std::io;

use rustc_hash::FxHashSet;

use super::{EventRow, json};
use crate::{
    base::{issue, rows::Row},
    model::{Cell, Event, RowReader, Scope, Timeline, native::Extra},
};

/// Reads the rows of events, fastest in the order of the files.
#[derive(Default)]
pub struct Extras<'a> {
    /// The columns that are meant; all if none are named.
    chosen: Vec<String>,
    /// What reads the rows of the file with this number.
    reader: Option<(u16, Box<dyn RowReader + 'a>)>,
}

impl<'a> Extras<'a> {
    /// Some columns, by name; the error names one that no file of the timeline has.
    pub fn chosen(timeline: &Timeline, names: &[String]) -> Result<Self, String> {
        let rows = timeline.files().iter().filter_map(|file| file.rows.as_ref());
        let known: Vec<String> = rows.flat_map(|rows| rows.columns()).collect();
        let is_known = |name: &&String| known.iter().any(|it| it.eq_ignore_ascii_case(name));
        if let Some(name) = names.iter().find(|name| !is_known(name)) {
            let help = issue::did_you_mean(name, known.iter().map(String::as_str));
            let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
            return Err(format!("no data set here has a column '{name}'{help}"));
        }
        Ok(Self { chosen: names.to_vec(), reader: None })
    }

    /// The columns of the row of an event, as its file has them now; else what the event has.
    pub fn extra(&mut self, event: Event<'a>) -> io::Result<Extra<'a>> {
        let Some(cells) = self.cells(event)? else { return Ok(Extra(event.extra().into())) };
        Ok(Extra(json::object(cells.iter().map(|cell| (&cell.column, &cell.value)))?.into()))
    }

    /// The columns of the row of an event, as its file has them now; `None` if it stands in no data
    /// set.
    pub fn cells(&mut self, event: Event<'a>) -> io::Result<Option<Vec<Cell>>> {
        let Some(rows) = &event.file().rows else { return Ok(None) };
        let number = event.file_number();
        let (_, reader) = match &mut self.reader {
            Some(open) if open.0 == number => open,
            closed => closed.insert((number, rows.reader())),
        };
        let mut cells = reader.read(event).map_err(io::Error::other)?;
        cells.retain(|cell| self.is_meant(&cell.column));
        Ok(Some(cells))
    }

    /// The names of the columns that the rows of some events have, each once, in their order.
    #[must_use]
    pub fn columns(&self, events: impl Iterator<Item = Event<'a>>) -> Vec<String> {
        let mut files = FxHashSet::default();
        let mut columns: Vec<String> = Vec::new();
        for event in events.filter(|event| files.insert(event.file_number())) {
            let own = event.file().rows.iter().flat_map(|rows| rows.columns());
            for column in own.filter(|column| self.is_meant(column)) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
        columns
    }

    fn is_meant(&self, column: &str) -> bool {
        self.chosen.is_empty() || self.chosen.iter().any(|it| it.eq_ignore_ascii_case(column))
    }
}

/// Events with the rows that they came from, in any order, until one can't be read: `failed` says
/// why.
pub fn with_rows<'a>(
    timeline: &'a Timeline,
    rows: impl Iterator<Item = Row>,
    scope: Scope,
    extras: Extras<'a>,
    failed: &mut Option<io::Error>,
) -> impl Iterator<Item = EventRow<'a>> {
    read_rows(timeline, rows, extras, failed, move |extras, event| {
        Ok(EventRow::new(event, scope).with_extra(extras.extra(event)?))
    })
}

/// What is made of events and their rows, as by [`with_rows`].
pub(super) fn read_rows<'a, T>(
    timeline: &'a Timeline,
    rows: impl Iterator<Item = Row>,
    mut extras: Extras<'a>,
    failed: &mut Option<io::Error>,
    make: impl Fn(&mut Extras<'a>, Event<'a>) -> io::Result<T>,
) -> impl Iterator<Item = T> {
    /// So many rows are held, so that a file is read from its beginning to its end for them
    /// together.
    const HELD: usize = 1 << 14;
    let mut rows = rows.peekable();
    std::iter::from_fn(move || {
        if failed.is_some() || rows.peek().is_none() {
            return None;
        }
        let mut held: Vec<_> =
            rows.by_ref().take(HELD).map(|row| timeline.event(row)).enumerate().collect();
        held.sort_by_key(|(_, event)| (event.file_number(), event.rank_in_file()));
        let read = held.into_iter().map(|(place, event)| Ok((place, make(&mut extras, event)?)));
        match read.collect::<io::Result<Vec<_>>>() {
            Ok(mut read) => {
                read.sort_by_key(|(place, _)| *place);
                Some(read.into_iter().map(|(_, made)| made))
            }
            Err(error) => {
                *failed = Some(error);
                None
            }
        }
    })
    .flatten()
}
