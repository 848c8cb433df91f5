//! Texts of OpenDocument 1.3, by the same rules as those of Word.

use rustc_hash::FxHashSet;

use super::{finish, properties, text};
use crate::{
    base::bytes::Parts,
    document::{
        Packed,
        markdown::{Markdown, Table},
        xml::{Piece, Pieces, Tag},
    },
};

pub fn read(parts: &mut Parts<'_>) -> Result<Packed, String> {
    let body = text(parts, "content.xml")?.ok_or("it has no body")?;
    let meta = text(parts, "meta.xml")?.unwrap_or_default();
    let [title, first, last] = properties(&meta, ["title", "initial-creator", "creator"]);
    let mut reader = Reader::default();
    let mut pieces = Pieces::of(&body);
    pieces.by_ref().for_each(|piece| reader.read(piece));
    let author = if first.is_empty() { last } else { first };
    finish(reader.text, [title, author], reader.notes, pieces.problem())
}

/// Reads a body piece by piece.
#[derive(Debug, Default)]
struct Reader {
    text: Markdown,
    /// The styles that make a title of a paragraph.
    titles: FxHashSet<String>,
    open: Vec<Element>,
    /// How many elements are open within one that is left out.
    skipped: usize,
    /// The paragraphs that are open, each with its level if it is a heading.
    paragraphs: Vec<(String, Option<usize>)>,
    tables: Vec<Table>,
    /// How many lists are open.
    lists: usize,
    notes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    List,
    Table,
    Row,
    Cell,
    Other,
}

impl Reader {
    fn read(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(_) if self.skipped > 0 => self.skipped += 1,
            Piece::End if self.skipped > 0 => self.skipped -= 1,
            Piece::Words(_) if self.skipped > 0 => {}
            Piece::Start(tag) => self.start(&tag),
            Piece::Words(words) => self.say(&words.replace(['\n', '\r', '\t'], " ")),
            Piece::End => {
                if let Some(element) = self.open.pop() {
                    self.end(element);
                }
            }
        }
    }

    fn say(&mut self, words: &str) {
        if let Some((paragraph, _)) = self.paragraphs.last_mut() {
            paragraph.push_str(words);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        /// No gap is wider, in spaces.
        const WIDEST: usize = 64;
        let element = match tag.name() {
            "text:tracked-changes"
            | "office:annotation"
            | "text:table-of-content"
            | "text:alphabetical-index"
            | "text:bibliography"
            | "office:forms" => {
                self.skipped = 1;
                return;
            }
            "text:note" => {
                self.notes += 1;
                self.skipped = 1;
                return;
            }
            "style:style" => {
                let parent = tag.attribute("style:parent-style-name");
                if parent.is_some_and(|parent| parent == "Title") {
                    self.titles.extend(tag.attribute("style:name"));
                }
                Element::Other
            }
            "text:h" => {
                let level = tag.attribute("text:outline-level").and_then(|it| it.parse().ok());
                self.paragraphs.push((String::new(), Some(level.unwrap_or(1_usize) + 1)));
                Element::Paragraph
            }
            "text:p" => {
                let style = tag.attribute("text:style-name").unwrap_or_default();
                let is_title = style == "Title" || self.titles.contains(&style);
                self.paragraphs.push((String::new(), is_title.then_some(1)));
                Element::Paragraph
            }
            "text:list" => {
                self.lists += 1;
                Element::List
            }
            "table:table" => {
                self.tables.push(Table::default());
                Element::Table
            }
            "table:table-row" => {
                self.of_table(Table::begin_row);
                Element::Row
            }
            "table:table-cell" => {
                self.of_table(Table::begin_cell);
                Element::Cell
            }
            "table:covered-table-cell" => {
                self.of_table(|table| {
                    table.begin_cell();
                    table.is_covered = true;
                });
                Element::Cell
            }
            name => {
                match name {
                    "text:s" => {
                        let count = tag.attribute("text:c").and_then(|it| it.parse().ok());
                        self.say(&" ".repeat(count.unwrap_or(1).min(WIDEST)));
                    }
                    "text:tab" => self.say("\t"),
                    "text:line-break" => self.say("\n"),
                    _ => {}
                }
                Element::Other
            }
        };
        self.open.push(element);
    }

    fn of_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Paragraph => {
                let Some((words, level)) = self.paragraphs.pop() else { return };
                match (self.tables.last_mut(), level, self.lists.checked_sub(1)) {
                    (Some(table), ..) => table.add(words),
                    (None, Some(level), _) => self.text.heading(level, &words),
                    (None, None, Some(depth)) => self.text.item(depth, &words),
                    (None, None, None) => self.text.paragraph(&words),
                }
            }
            Element::List => self.lists = self.lists.saturating_sub(1),
            Element::Cell => self.of_table(Table::end_cell),
            Element::Row => Table::end_row(&mut self.tables, &mut self.text),
            Element::Table => drop(self.tables.pop()),
            Element::Other => {}
        }
    }
}
