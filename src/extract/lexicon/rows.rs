//! The rows of a table, by the names of its columns.

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    columns: &'a str,
    cells: &'a str,
    line: u32,
}

/// A row that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("lexicon table '{table}', line {line}: {message}")]
pub struct TableError {
    /// Which of the tables, counted from 0.
    pub number: usize,
    /// The name of the table.
    pub table: String,
    /// The line of its text, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
}

/// The rows of a table: all lines but empty ones, comments and the first, which names the columns.
pub fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let columns = header(text).map_or("", |(_, columns)| columns);
    lines(text).skip(1).map(move |(line, cells)| Row { columns, cells, line })
}

/// The line that names the columns, and its number; none of an empty table.
pub fn header(text: &str) -> Option<(u32, &str)> {
    lines(text).next()
}

fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let is_row = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
    (1..).zip(text.lines()).filter(move |(_, line)| is_row(line))
}

impl<'a> Row<'a> {
    /// The cell of a column; empty if the row or the table has none.
    #[must_use]
    pub fn get(&self, column: &str) -> &'a str {
        let mut pairs = self.columns.split('\t').zip(self.cells.split('\t'));
        pairs.find(|(name, _)| *name == column).map_or("", |(_, cell)| cell.trim())
    }

    /// The entries of a cell: what stands between `|`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|entry| !entry.is_empty())
    }

    /// The cell of a column that must not be empty.
    pub fn required(&self, column: &str) -> Result<&'a str, String> {
        match self.get(column) {
            "" => Err(format!("the column '{column}' is empty")),
            cell => Ok(cell),
        }
    }

    /// The line of the table's text, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }
}
