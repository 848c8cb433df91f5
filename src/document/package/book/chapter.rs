//! A chapter: a page of XHTML that is nothing but text.

use super::FRONT;
use crate::{
    base::html,
    document::{
        markdown::{Markdown, Table},
        xml::{Piece, Pieces, Tag},
    },
};

/// What is no text.
const UNSEEN: &[&str] = &["head", "script", "style", "nav", "svg", "math", "template", "noscript"];

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

/// Adds the text of a chapter, and says why if it breaks off.
pub fn read(xml: &str, text: &mut Markdown) -> Option<String> {
    let mut reader =
        Reader { text, open: Vec::new(), skipped: 0, words: String::new(), tables: Vec::new() };
    let mut pieces = Pieces::of(xml);
    pieces.by_ref().for_each(|piece| reader.read(piece));
    reader.flush();
    let problem = pieces.problem()?.to_owned();
    // The rest is read as the words that it has.
    let rest = html::plain(xml.get(pieces.position()..).unwrap_or_default());
    rest.lines().for_each(|line| reader.text.paragraph(line));
    Some(problem)
}

/// Reads a chapter piece by piece.
struct Reader<'m> {
    text: &'m mut Markdown,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// How many elements are open within one that is left out.
    skipped: usize,
    /// What the block that is open has said so far.
    words: String,
    tables: Vec<Table>,
}

impl Reader<'_> {
    fn read(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(_) if self.skipped > 0 => self.skipped += 1,
            Piece::End if self.skipped > 0 => self.skipped -= 1,
            Piece::Words(_) if self.skipped > 0 => {}
            Piece::Words(words) => {
                let is_kept = self.open.iter().any(|name| name == "pre");
                self.words +=
                    &if is_kept { words } else { words.replace(['\n', '\r', '\t'], " ").into() };
            }
            Piece::Start(tag) => self.start(&tag),
            Piece::End => self.end(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let name = tag.local().to_ascii_lowercase();
        let sort = tag.attribute("epub:type").unwrap_or_default();
        let is_left_out = |sort: &str| {
            matches!(
                sort,
                "footnote" | "endnote" | "endnotes" | "footnotes" | "noteref" | "pagebreak"
            ) || FRONT.contains(&sort)
        };
        if UNSEEN.contains(&&*name) || sort.split(' ').any(is_left_out) {
            self.skipped = 1;
            return;
        }
        if BLOCKS.contains(&&*name) {
            self.flush();
        }
        match &*name {
            "br" => self.words.push('\n'),
            "table" => self.tables.push(Table::default()),
            "tr" => self.of_table(Table::begin_row),
            "td" | "th" => {
                let width = tag.attribute("colspan").and_then(|it| it.parse().ok()).unwrap_or(1);
                self.of_table(|table| {
                    table.begin_cell();
                    table.width = width;
                });
            }
            _ => {}
        }
        self.open.push(name);
    }

    fn end(&mut self) {
        let Some(name) = self.open.last().cloned() else { return };
        if BLOCKS.contains(&&*name) {
            self.flush();
        }
        self.open.pop();
        match &*name {
            "td" | "th" => self.of_table(Table::end_cell),
            "tr" => match &mut *self.tables {
                [table] => table.end_row(self.text),
                [.., outer, inner] => outer.add(inner.joined_row()),
                [] => {}
            },
            "table" => drop(self.tables.pop()),
            _ => {}
        }
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
        let lists = self.open.iter().filter(|name| matches!(&***name, "ul" | "ol")).count();
        let is_item = self.open.iter().any(|name| name == "li");
        match heading {
            Some(level) => self.text.heading(level, &words),
            None if is_item && lists > 0 => self.text.item(lists - 1, &words),
            None => self.text.paragraph(&words),
        }
    }
}
