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
    /// What else is told by the header of a column.
    pub others: Vec<(Meaning, Range<usize>)>,
}

/// What a column says by its header beside when and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Where.
    Place,
    /// Who takes part.
    Who,
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Date,
    Words,
    Told(Meaning),
    LeftOut,
}

/// What people write above columns; in lower case.
const DATES: &[&str] = &["date", "dates", "when", "day", "time", "datum", "fecha", "дата", "data"];
const WORDS: &[&str] = &[
    "event",
    "events",
    "what",
    "title",
    "headline",
    "description",
    "summary",
    "details",
    "incident",
    "development",
    "entry",
    "text",
];
const PLACES: &[&str] =
    &["place", "location", "where", "city", "town", "country", "region", "site", "venue"];
const PEOPLE: &[&str] = &["who", "actor", "actors", "party", "parties", "participants"];
const SOURCES: &[&str] =
    &["source", "sources", "ref", "refs", "ref.", "reference", "references", "link", "url"];

/// For each line the row that it is, if it is one of a table with a column of dates below its header;
/// and the headers of columns that are left out. O(bytes).
pub fn rows(text: &str, lines: &[Line]) -> (Vec<Option<Row>>, Vec<String>) {
    let (mut rows, mut left_out) = (vec![None; lines.len()], Vec::new());
    let mut start = 0;
    for lines in lines.chunk_by(|above, below| above.form == below.form) {
        if lines[0].form == Form::Row {
            let cells = lines.iter().map(|line| cells(text, &line.words)).collect();
            let table = Table { text, rows: cells };
            for (row, told) in rows[start..].iter_mut().zip(table.read(&mut left_out)) {
                *row = told;
            }
        }
        start += lines.len();
    }
    left_out.dedup();
    (rows, left_out)
}

/// The cells of a table, row by row, in bytes of a text.
struct Table<'t> {
    text: &'t str,
    rows: Vec<Vec<Range<usize>>>,
}

impl<'t> Table<'t> {
    fn cell(&self, row: usize, column: usize) -> &'t str {
        self.rows[row].get(column).map_or("", |place| &self.text[place.clone()])
    }

    /// The header of a column, in lower case without marks.
    fn header(&self, column: usize) -> String {
        self.cell(0, column).trim_matches(['*', '_', ' ']).to_lowercase()
    }

    fn is_called(&self, column: usize, names: &[&str]) -> bool {
        names.contains(&&*self.header(column))
    }

    fn read(&self, left_out: &mut Vec<String>) -> Vec<Option<Row>> {
        let Some((date, first)) = self.dates() else { return vec![None; self.rows.len()] };
        let columns = self.columns(date, first);
        if first > 0 {
            let names = columns.iter().enumerate().filter(|(_, it)| **it == Column::LeftOut);
            let names = names.map(|(column, _)| self.cell(0, column).to_owned());
            left_out.extend(names.filter(|name| name.contains(char::is_alphabetic)));
        }
        let row = |number: usize| {
            let cells = &self.rows[number];
            let date = cells.get(date).filter(|_| number >= first).cloned()?;
            let is_date = is_date(&self.text[date.clone()]);
            let mut row = Row { date, is_date, words: Vec::new(), others: Vec::new() };
            for (column, place) in columns.iter().zip(cells).filter(|(_, it)| !it.is_empty()) {
                match column {
                    Column::Words => row.words.push(place.clone()),
                    Column::Told(meaning) => row.others.push((*meaning, place.clone())),
                    Column::Date | Column::LeftOut => {}
                }
            }
            if row.words.is_empty() {
                // Better its place for a title than no event.
                row.words = row.others.drain(..).map(|(_, place)| place).collect();
            }
            Some(row)
        };
        (0..self.rows.len()).map(row).collect()
    }

    /// What each column is, if the dates stand in that column from that row on.
    fn columns(&self, date: usize, first: usize) -> Vec<Column> {
        /// Words that say what are no shorter in most rows, in bytes.
        const SHORTEST: usize = 16;
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let lengths: Vec<usize> = (0..width)
            .map(|column| {
                let below = first..self.rows.len();
                below.clone().map(|row| self.cell(row, column).len()).sum::<usize>() / below.len()
            })
            .collect();
        let is_other = |column: &usize| {
            let told = [PLACES, PEOPLE, SOURCES];
            *column != date && !told.iter().any(|names| self.is_called(*column, names))
        };
        let others = (0..width).filter(is_other);
        let main = others.clone().find(|column| self.is_called(*column, WORDS));
        let main = main
            .or_else(|| others.clone().find(|column| lengths[*column] >= SHORTEST))
            .or_else(|| others.max_by_key(|column| lengths[*column]));
        // A table of nothing but places says what with them.
        let Some(main) = main else {
            let words = |column| if column == date { Column::Date } else { Column::Words };
            return (0..width).map(words).collect();
        };
        let meaning = |column| match () {
            () if column == date => Column::Date,
            () if self.is_called(column, PLACES) => Column::Told(Meaning::Place),
            () if self.is_called(column, PEOPLE) => Column::Told(Meaning::Who),
            () if column < main || self.is_called(column, SOURCES) => Column::LeftOut,
            () => Column::Words,
        };
        (0..width).map(meaning).collect()
    }

    /// The column of dates, and the first row that has one there: the column that its header calls
    /// so, else the one with the most; of several the first.
    fn dates(&self) -> Option<(usize, usize)> {
        let width = self.rows.iter().map(Vec::len).max()?;
        let all = 0..self.rows.len();
        let count = |column| all.clone().filter(|&row| is_date(self.cell(row, column))).count();
        let full = |column| all.clone().filter(|&row| !self.cell(row, column).is_empty()).count();
        let columns = (0..width).map(|column| (column, count(column)));
        let dated = columns.filter(|&(column, count)| count > 0 && 2 * count + 1 >= full(column));
        let (column, _) = dated
            .min_by_key(|&(column, count)| (!self.is_called(column, DATES), usize::MAX - count))?;
        let first = all.clone().find(|&row| is_date(self.cell(row, column)))?;
        Some((column, first))
    }
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
