//! A part of the manual: prose and a table, and how both are written in Markdown.
//!
//! Text is plain but for `` `code` ``. Prose has one sentence a line.

use std::fmt::Write as _;

/// A part of the manual.
pub struct Part {
    /// What its markers in `docs/manual.md` are called.
    pub name: &'static str,
    /// Its heading in the manual page.
    pub heading: &'static str,
    /// What to know before the table. Empty if there is nothing.
    pub prose: &'static str,
    /// What stands above the columns.
    pub columns: &'static [&'static str],
    /// The table.
    pub groups: Vec<Group>,
}

/// Some rows of a table that belong together.
pub struct Group {
    /// Empty where a table has only one group.
    pub title: String,
    /// What all its rows have in common. Empty if that needs no words.
    pub prose: String,
    /// A name and what it means, each.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// What one writes: an example, keys, a field.
    pub names: Vec<String>,
    /// What that means.
    pub meaning: String,
    /// The cells of the further columns.
    pub more: Vec<String>,
}

impl Row {
    /// A row that needs no further columns.
    pub fn new(name: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { names: vec![name.into()], meaning: meaning.into(), more: Vec::new() }
    }
}

/// Rows that come with the titles of their groups, which stand in the order in which they come up.
#[must_use]
pub fn grouped(rows: impl Iterator<Item = (String, Row)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (title, row) in rows {
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { title, prose: String::new(), rows: vec![row] }),
        }
    }
    groups
}

impl Part {
    /// Its prose and its table in Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let prose = if self.prose.is_empty() { "" } else { "\n\n" };
        format!("{}{prose}{}", self.prose, self.table())
    }

    /// Its table in Markdown.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = String::new();
        let mut line = |cells: &[&str]| {
            for number in 0..self.columns.len() {
                let cell = cells.get(number).copied().unwrap_or_default().replace('|', "\\|");
                let gap = if cell.is_empty() { "" } else { " " };
                let _ = write!(table, "|{gap}{cell} ");
            }
            table.push_str("|\n");
        };
        line(self.columns);
        line(&vec!["---"; self.columns.len()]);
        for Group { title, prose, rows } in &self.groups {
            if !title.is_empty() {
                line(&[&format!("**{title}**"), prose]);
            }
            for Row { names, meaning, more } in rows {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                let names = names.join(" ");
                let mut cells = vec![names.as_str(), meaning];
                cells.extend(more.iter().map(String::as_str));
                line(&cells);
            }
        }
        table
    }
}
