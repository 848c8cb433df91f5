//! The rows of tables in a chronology: which cell says when, and which say what.

use std::ops::Range;

use super::line::{Form, Line};
use crate::model::when::lead as date;

/// A row of a table with a column of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cell that says when, in bytes of the text.
    pub date: Range<usize>,
    /// Whether it says nothing else than when.
    pub is_date: bool,
    /// The cells that say what, in bytes of the text.
    pub words: Vec<Range<usize>>,
}

/// What people write above a column of dates; in lower case.
const HEADERS: &[&str] =
    &["date", "dates", "when", "day", "time", "datum", "fecha", "дата", "data"];

/// For each line the row that it is, if it is one of a table with a column of dates below its header.
/// O(bytes).
pub fn rows(text: &str, lines: &[Line]) -> Vec<Option<Row>> {
    let mut rows = vec![None; lines.len()];
    let mut start = 0;
    for table in lines.chunk_by(|above, below| above.form == below.form) {
        if table[0].form == Form::Row {
            let cells: Vec<_> = table.iter().map(|line| cells(text, &line.words)).collect();
            for (row, told) in rows[start..].iter_mut().zip(read(text, cells)) {
                *row = told;
            }
        }
        start += table.len();
    }
    rows
}

/// The rows of a table with these cells.
fn read(text: &str, table: Vec<Vec<Range<usize>>>) -> Vec<Option<Row>> {
    let cell = |row: &[Range<usize>], column: usize| {
        row.get(column).map_or("", |place| &text[place.clone()])
    };
    let Some((column, first)) = dates(&table, &cell) else { return vec![None; table.len()] };
    let is_number = |column: usize| {
        let mut below = table[first..].iter().map(|row| cell(row, column));
        below.all(|cell| cell.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit()))
    };
    // What stands before the dates and is nothing but numbers only counts the rows.
    let counted = (0..column).take_while(|&column| is_number(column)).count();
    let row = |(number, cells): (usize, Vec<Range<usize>>)| {
        let date = cells.get(column).filter(|_| number >= first).cloned()?;
        let is_date = is_date(&text[date.clone()]);
        let others = cells.into_iter().enumerate().skip(counted);
        let others = others.filter(|(other, place)| *other != column && !place.is_empty());
        Some(Row { date, is_date, words: others.map(|(_, place)| place).collect() })
    };
    table.into_iter().enumerate().map(row).collect()
}

/// The column of dates, and the first row that has one there: the column that its header calls so,
/// else the one with the most; of several the first.
fn dates<'t>(
    table: &[Vec<Range<usize>>],
    cell: &impl Fn(&[Range<usize>], usize) -> &'t str,
) -> Option<(usize, usize)> {
    let width = table.iter().map(Vec::len).max()?;
    let count = |column: usize| table.iter().filter(|row| is_date(cell(row, column))).count();
    let is_called = |column: usize| {
        let words = cell(&table[0], column).trim_matches(['*', '_', ' ']).to_lowercase();
        HEADERS.contains(&&*words)
    };
    let full = |column: usize| table.iter().filter(|row| !cell(row, column).is_empty()).count();
    let columns = (0..width).map(|column| (column, count(column)));
    let dated = columns.filter(|&(column, count)| count > 0 && 2 * count + 1 >= full(column));
    let (column, _) =
        dated.min_by_key(|&(column, count)| (!is_called(column), usize::MAX - count))?;
    let first = table.iter().position(|row| is_date(cell(row, column)))?;
    Some((column, first))
}

/// Whether a cell is nothing but a date, and more than a number.
fn is_date(cell: &str) -> bool {
    date::lead(cell)
        .is_some_and(|lead| lead.rest == cell.len() && !date::is_number(&cell[lead.words.clone()]))
}

/// The cells of a row, without spaces around them. A sign that is part of the words is escaped.
fn cells(text: &str, row: &Range<usize>) -> Vec<Range<usize>> {
    let line = &text[row.clone()];
    let mut cells = Vec::new();
    let mut start = 0;
    let signs = line.match_indices('|').map(|(at, _)| at);
    let signs = signs.filter(|&at| !line[..at].ends_with('\\'));
    for end in signs.chain([line.len()]) {
        let cell = &line[start..end];
        let from = row.start + start + (cell.len() - cell.trim_start().len());
        cells.push(from..from + cell.trim().len());
        start = end + 1;
    }
    cells
}
