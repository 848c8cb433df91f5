//! Markup that is nothing but text becomes headings, paragraphs, lists and tables.

use super::markdown::{Markdown, Table};

/// What is no text.
const UNSEEN: &[&str] = &[
    "head", "script", "style", "nav", "svg", "math", "template", "noscript", "iframe", "object",
    "form",
];

/// What stands apart from the words around it.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "aside",
    "blockquote",
    "li",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "dl",
    "pre",
    "body",
    "header",
    "footer",
    "main",
    "hr",
];

/// Writes markup tag by tag.
#[derive(Debug, Default)]
pub struct Blocks {
    text: Markdown,
    /// The names of the elements that are open, in lower case.
    open: Vec<String>,
    /// How many elements are open within one that is left out.
    skipped: usize,
    /// What the block that is open has said so far.
    words: String,
    tables: Vec<Table>,
}

impl Blocks {
    /// Begins an element with this name; a cell is so many columns wide. With `is_left_out`
    /// nothing of it is written.
    pub fn start(&mut self, name: &str, is_left_out: bool, width: Option<usize>) {
        let name = name.to_ascii_lowercase();
        if self.skipped > 0 || is_left_out || UNSEEN.contains(&&*name) {
            self.skipped += 1;
            return;
        }
        if BLOCKS.contains(&&*name) {
            self.flush();
        }
        match &*name {
            "br" => self.words.push('\n'),
            "table" => self.tables.push(Table::default()),
            "tr" => self.of_table(Table::begin_row),
            "td" | "th" => self.of_table(|table| {
                table.begin_cell();
                table.width = width.unwrap_or(1);
            }),
            _ => {}
        }
        self.open.push(name);
    }

    /// Adds words; only between `<pre>` and `</pre>` their lines stay.
    pub fn say(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.open.iter().any(|name| name == "pre") {
            self.words += words;
        } else {
            self.words
                .extend(words.chars().map(|it| if it.is_ascii_whitespace() { ' ' } else { it }));
        }
    }

    /// Ends the innermost element that is open.
    pub fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(name) = self.open.last().cloned() else { return };
        if BLOCKS.contains(&&*name) {
            self.flush();
        }
        self.open.pop();
        match &*name {
            "td" | "th" => self.of_table(Table::end_cell),
            "tr" => Table::end_row(&mut self.tables, &mut self.text),
            "table" => drop(self.tables.pop()),
            _ => {}
        }
    }

    /// The text, with what is still open.
    pub fn finish(mut self) -> Markdown {
        self.flush();
        self.text
    }

    /// Goes on behind a text.
    pub fn after(text: Markdown) -> Self {
        Self { text, ..Self::default() }
    }

    fn of_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Writes what the block that is open has said.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let lines = words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let words = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if let Some(table) = self.tables.last_mut() {
            table.add(words);
            return;
        }
        let heading = self.open.iter().rev().find_map(|name| {
            let level = name.strip_prefix('h')?.parse::<usize>().ok()?;
            (1..=6).contains(&level).then_some(level)
        });
        let lists = self.open.iter().filter(|name| matches!(&***name, "ul" | "ol" | "dl")).count();
        let is_item = self.open.iter().any(|name| matches!(&**name, "li" | "dd"));
        match heading {
            Some(level) => self.text.heading(level, &words),
            None if is_item && lists > 0 => self.text.item(lists - 1, &words),
            None => self.text.paragraph(&words),
        }
    }
}
