//! The sheets of a workbook as CSV: xlsx (ECMA-376) and ods (OpenDocument 1.3).
//!
//! A date is written as ISO 8601, a whole number without a point, what is false or true as `FALSE`
//! or `TRUE`; an error and a cell that only looks like something are empty. Rows without anything
//! are left out.

mod cells;

use std::{
    fmt::Write as _,
    io::{self, Cursor, Read as _},
};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
};
use zip::ZipArchive;

use super::{BytesError, Limits, Member, archive};
use crate::base::progress::Progress;

/// What sort of workbook a zip archive is, if it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Xlsx,
    Ods,
}

impl Kind {
    /// What the archive in these bytes is.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        if archive.index_for_name("xl/workbook.xml").is_some() {
            return Some(Self::Xlsx);
        }
        let mimetype = archive::mimetype(&mut archive)?;
        mimetype.contains("opendocument.spreadsheet").then_some(Self::Ods)
    }
}

/// The sheets of a workbook in their order, those that are hidden last, each named
/// `book.xlsx/Sheet1`.
pub fn sheets(
    bytes: &[u8],
    kind: Kind,
    name: &str,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Member>, BytesError> {
    let broken = |reason: String| BytesError::Workbook { name: name.to_owned(), reason };
    unfold(bytes, name, limits, progress)?;
    let mut left = limits.member;
    let mut members = Vec::new();
    let mut add = |sheet: &str, table: Table| {
        if table.too_large {
            return Err(BytesError::TooLarge { name: name.to_owned(), limit: limits.member });
        }
        let text = table.finish();
        left = left.saturating_sub(text.len() as u64);
        let sheet = Member::new(format!("{name}/{sheet}"), text.into_bytes().into());
        members.push(Member { is_sheet: true, ..sheet });
        Ok(left)
    };
    let mut limit = limits.member;
    match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|it| broken(it.to_string()))?;
            for sheet in in_order(book.sheets_metadata()) {
                let read = read_xlsx(&mut book, &sheet, limit, progress);
                limit = add(&sheet, read.map_err(|it| broken(it.to_string()))?)?;
            }
        }
        Kind::Ods => {
            let mut archive = ZipArchive::new(Cursor::new(bytes))
                .map_err(|error| broken(archive::why(&error)))?;
            if let Ok(content) = archive.by_name("content.xml") {
                cells::look_through(content).map_err(broken)?;
            }
            let mut book = Ods::new(Cursor::new(bytes)).map_err(|it| broken(it.to_string()))?;
            for sheet in in_order(book.sheets_metadata()) {
                let range = book.worksheet_range(&sheet).map_err(|it| broken(it.to_string()))?;
                let mut table = Table::new(limit);
                for (number, row) in range.rows().enumerate() {
                    for (column, cell) in row.iter().enumerate() {
                        table.add(number as u32, column as u32, &of_data(cell));
                    }
                }
                limit = add(&sheet, table)?;
            }
        }
    }
    if progress.is_cancelled() {
        return Err(BytesError::Cancelled { name: name.to_owned() });
    }
    if members.is_empty() {
        return Err(broken("it has no sheet with a table".to_owned()));
    }
    Ok(members)
}

/// The names of the sheets that have cells.
fn in_order(sheets: &[calamine::Sheet]) -> Vec<String> {
    let tables = || sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible = tables().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let hidden = tables().filter(|sheet| sheet.visible != SheetVisible::Visible);
    visible.chain(hidden).map(|sheet| sheet.name.clone()).collect()
}

fn read_xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    limit: u64,
    progress: &Progress,
) -> Result<Table, XlsxError> {
    let mut table = Table::new(limit);
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        table.add(row, column, &of_cell(cell.get_value()));
        if table.too_large || progress.is_cancelled() {
            break;
        }
    }
    Ok(table)
}

/// Refuses an archive whose files grow beyond the limits.
fn unfold(
    bytes: &[u8],
    name: &str,
    limits: &Limits,
    progress: &Progress,
) -> Result<(), BytesError> {
    let broken = |reason: String| BytesError::Workbook { name: name.to_owned(), reason };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(archive::why(&error)))?;
    if archive.len() > limits.members {
        return Err(broken(format!("it has more than {} files", limits.members)));
    }
    let (mut all, mut chunk) = (0, vec![0; 256 << 10]);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| broken(archive::why(&error)))?;
        loop {
            let count = match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(broken(error.to_string())),
            };
            all += count as u64;
            if all > limits.member {
                return Err(BytesError::TooLarge { name: name.to_owned(), limit: limits.member });
            }
            if all > limits.free && all / limits.ratio > bytes.len() as u64 {
                return Err(BytesError::Bomb { name: name.to_owned(), ratio: limits.ratio });
            }
            if progress.is_cancelled() {
                return Err(BytesError::Cancelled { name: name.to_owned() });
            }
        }
    }
    Ok(())
}

/// Rows of CSV, of which each has as many fields as it has cells, until the end.
struct Table {
    text: String,
    /// Where each row ends, and how many fields it has.
    rows: Vec<(usize, u32)>,
    /// The row that is open, and its fields.
    open: Option<(u32, u32)>,
    widest: u32,
    limit: u64,
    too_large: bool,
}

impl Table {
    fn new(limit: u64) -> Self {
        let (text, rows) = (String::new(), Vec::new());
        Self { text, rows, open: None, widest: 0, limit, too_large: false }
    }

    /// Adds the value of a cell; cells come row by row, from left to right.
    fn add(&mut self, row: u32, column: u32, value: &str) {
        if value.is_empty() || self.too_large {
            return;
        }
        if self.open.is_none_or(|(open, _)| open != row) {
            self.close();
            self.open = Some((row, 0));
        }
        let Some((_, width)) = &mut self.open else { return };
        let before = column.saturating_sub(width.saturating_sub(1));
        let commas = if *width == 0 { column } else { before };
        self.text.extend(std::iter::repeat_n(',', commas as usize));
        *width = column + 1;
        if value.contains(['"', ',', '\n', '\r']) {
            let _ = write!(self.text, "\"{}\"", value.replace('"', "\"\""));
        } else {
            self.text += value;
        }
        self.too_large = self.size() > self.limit;
    }

    fn close(&mut self) {
        if let Some((_, width)) = self.open.take() {
            self.widest = self.widest.max(width);
            self.rows.push((self.text.len(), width));
        }
    }

    /// How large it becomes with the fields that rows lack.
    fn size(&self) -> u64 {
        self.text.len() as u64 + self.rows.len() as u64 * u64::from(self.widest)
    }

    /// All rows with the same number of fields.
    fn finish(mut self) -> String {
        self.close();
        let mut text = String::with_capacity(self.size() as usize);
        let mut start = 0;
        for &(end, width) in &self.rows {
            text += &self.text[start..end];
            text.extend(std::iter::repeat_n(',', (self.widest - width) as usize));
            text.push('\n');
            start = end;
        }
        text
    }
}

fn of_cell(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_so) => of_bool(*is_so),
        DataRef::DateTime(date) => of_date(date),
        DataRef::DateTimeIso(date) => of_iso(date),
        DataRef::DurationIso(duration) => duration.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn of_data(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => of_number(*number),
        Data::String(text) => text.clone(),
        Data::Bool(is_so) => of_bool(*is_so),
        Data::DateTime(date) => of_date(date),
        Data::DateTimeIso(date) => of_iso(date),
        Data::DurationIso(duration) => duration.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn of_bool(is_so: bool) -> String {
    if is_so { "TRUE" } else { "FALSE" }.to_owned()
}

/// A number as people write it: ids have no point.
fn of_number(number: f64) -> String {
    number.to_string()
}

/// Without midnight, which stands where there is no time.
fn of_iso(date: &str) -> String {
    date.strip_suffix("T00:00:00").unwrap_or(date).to_owned()
}

/// A day, a day with a time, or a time alone.
fn of_date(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (date.is_duration(), date.as_f64()) {
        (true, days) => of_duration(days),
        (_, days) if (0.0..1.0).contains(&days) => time,
        _ if time == "00:00:00" => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}

fn of_duration(days: f64) -> String {
    let seconds = (days * 86_400.0).round() as i64;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests;
