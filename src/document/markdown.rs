//! Text with headings, lists and tables, written as the chronology reads it.

use crate::base::text::one_line;

/// A text in Markdown that grows block by block.
#[derive(Clone, Debug, Default)]
pub struct Markdown {
    text: String,
    last: Block,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Block {
    #[default]
    Apart,
    Item,
    Row,
}

impl Markdown {
    /// Adds a heading; 1 is the highest level.
    pub fn heading(&mut self, level: usize, words: &str) {
        self.block(Block::Apart, &format!("{} ", "#".repeat(level.clamp(1, 6))), &one_line(words));
    }

    /// Adds a paragraph; its lines stay.
    pub fn paragraph(&mut self, words: &str) {
        self.block(Block::Apart, "", words);
    }

    /// Adds an item of a list within so many others.
    pub fn item(&mut self, depth: usize, words: &str) {
        /// No list is deeper.
        const DEEPEST: usize = 8;
        let mark = format!("{}- ", "  ".repeat(depth.min(DEEPEST)));
        self.block(Block::Item, &mark, &one_line(words));
    }

    /// Adds a row of a table.
    pub fn row(&mut self, cells: &[String]) {
        let cells: Vec<_> = cells.iter().map(|cell| one_line(cell).replace('|', "\\|")).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.block(Block::Row, "| ", &format!("{} |", cells.join(" | ")));
        }
    }

    fn block(&mut self, block: Block, mark: &str, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() && (block == Block::Apart || block != self.last) {
            self.text.push('\n');
        }
        self.last = block;
        for part in [mark, words, "\n"] {
            self.text.push_str(part);
        }
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A table that grows cell by cell.
#[derive(Clone, Debug, Default)]
pub struct Table {
    row: Vec<String>,
    /// The paragraphs of the cell that is open.
    cell: Vec<String>,
    /// What each column says that covers cells below.
    above: Vec<String>,
    column: usize,
    /// Whether the cell that is open is covered by one above or beside it.
    pub is_covered: bool,
    /// How many columns it is wide.
    pub width: usize,
}

/// No table is wider.
const WIDEST: usize = 1024;

/// No cell is longer that says something of those that it covers, in bytes.
const LONGEST: usize = 200;

impl Table {
    /// Begins a row.
    pub fn begin_row(&mut self) {
        self.row.clear();
        self.column = 0;
        self.begin_cell();
    }

    /// Begins a cell.
    pub fn begin_cell(&mut self) {
        self.cell.clear();
        (self.is_covered, self.width) = (false, 1);
    }

    /// Adds a paragraph to the cell that is open.
    pub fn add(&mut self, paragraph: String) {
        if !paragraph.trim().is_empty() {
            self.cell.push(paragraph);
        }
    }

    /// Ends a cell. One that is covered says what the one above it says.
    pub fn end_cell(&mut self) {
        let width = self.width.clamp(1, WIDEST);
        let end = (self.column + width).min(WIDEST);
        if self.above.len() < end {
            self.above.resize(end, String::new());
        }
        let columns = self.column.min(end)..end;
        self.column = end;
        if self.is_covered {
            let above = self.above.get(columns.start).filter(|above| !above.is_empty());
            self.row.extend(above.cloned());
            return;
        }
        let words = self.cell.join("\n");
        // What is longer is no date that holds for the rows below.
        let covers = if words.len() <= LONGEST { words.as_str() } else { "" };
        for column in columns.clone() {
            let covers = if column == columns.start { covers } else { "" };
            covers.clone_into(&mut self.above[column]);
        }
        self.row.push(words);
    }

    /// Ends a row of the innermost table: written below the last one, or as prose where the table
    /// only lays it out. A row of a table in a table is a line of the cell around it.
    pub fn end_row(tables: &mut [Self], text: &mut Markdown) {
        match tables {
            [table] if table.lays_out() => {
                table
                    .row
                    .iter()
                    .flat_map(|cell| cell.lines())
                    .for_each(|line| text.paragraph(line));
            }
            [table] => text.row(&table.row),
            [.., outer, inner] if inner.lays_out() => {
                let lines = inner.row.iter().flat_map(|cell| cell.lines());
                lines.for_each(|line| outer.add(line.to_owned()));
            }
            [.., outer, inner] => outer.add(inner.row.join(", ").replace('\n', " ")),
            [] => {}
        }
    }

    /// Whether the row is a single cell, or has more in a cell than somebody writes in a table.
    fn lays_out(&self) -> bool {
        const LINES: usize = 6;
        const BYTES: usize = 2_000;
        let is_long = |cell: &String| cell.len() > BYTES || cell.lines().nth(LINES).is_some();
        self.row.len() == 1 || self.row.iter().any(is_long)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart() {
        let mut text = Markdown::default();
        text.heading(1, " A\n b ");
        text.paragraph("c\nd");
        text.paragraph("  ");
        text.item(0, "e\nf");
        text.item(1, "g");
        text.row(&["h".to_owned(), "i|j".to_owned()]);
        text.row(&[String::new(), String::new()]);
        text.row(&["k".to_owned(), String::new()]);
        text.paragraph("l");
        let expect = "# A b\n\nc\nd\n\n- e f\n  - g\n\n| h | i\\|j |\n| k |  |\n\nl\n";
        assert_eq!(text.finish(), expect);
    }

    #[test]
    fn a_covered_cell_says_what_covers_it() {
        let mut text = Markdown::default();
        let mut table = Table::default();
        let rows: [&[(&str, bool, usize)]; 4] = [
            &[("3 March", false, 1), ("a", false, 1), ("b", false, 1)],
            &[("", true, 1), ("c", false, 2), ("", true, 1)],
            &[("4 March", false, 1), ("d", false, 1)],
            &[("alone", false, 3)],
        ];
        for row in rows {
            table.begin_row();
            for (words, is_covered, width) in row {
                table.begin_cell();
                (table.is_covered, table.width) = (*is_covered, *width);
                table.add((*words).to_owned());
                table.end_cell();
            }
            Table::end_row(std::slice::from_mut(&mut table), &mut text);
        }
        let expect = "| 3 March | a | b |\n| 3 March | c |\n| 4 March | d |\n\nalone\n";
        assert_eq!(text.finish(), expect);
    }
}
