//! Word documents (ECMA-376, transitional and strict).
//!
//! The text is read as it would be printed: deleted words of tracked changes, hidden words, fields'
//! codes and comments are not in it. Notes are left out, for they would stand within sentences.

use rustc_hash::FxHashMap;

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
    let none = || "it has no body".to_owned();
    let body = parts.body().ok_or_else(none)?;
    let body = text(parts, &body)?.ok_or_else(none)?;
    let styles = text(parts, "word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let core = text(parts, "docProps/core.xml")?.unwrap_or_default();
    let [title, author] = properties(&core, ["title", "creator"]);
    let mut reader = Reader { styles, ..Reader::default() };
    let mut pieces = Pieces::of(&body);
    pieces.by_ref().for_each(|piece| reader.read(piece));
    reader.text.paragraph(&reader.before);
    finish(reader.text, [title, author], reader.notes, pieces.problem())
}

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Body,
    Heading(usize),
    Item(usize),
    /// A line of a table of contents.
    Contents,
}

/// What the styles of a document mean, by their ids.
fn styles(xml: &str) -> FxHashMap<String, Style> {
    /// A style is based on another, which is based on another.
    const LONGEST: usize = 10;
    let mut found: FxHashMap<String, (Style, String)> = FxHashMap::default();
    let mut id = String::new();
    for piece in Pieces::of(xml) {
        let Piece::Start(tag) = piece else { continue };
        let value = || tag.attribute("val").unwrap_or_default();
        if tag.local() == "style" {
            id = tag.attribute("styleId").unwrap_or_default();
            found.insert(id.clone(), (Style::Body, String::new()));
        } else if let Some(style) = found.get_mut(&id) {
            match tag.local() {
                "name" => style.0 = of_name(&value()),
                "basedOn" => style.1 = value(),
                "outlineLvl" => style.0 = outline(&value()).unwrap_or(style.0),
                _ => {}
            }
        }
    }
    let meaning = |id: &String| {
        let mut id = id;
        for _ in 0..LONGEST {
            match found.get(id) {
                Some((Style::Body, base)) => id = base,
                Some((style, _)) => return *style,
                None => break,
            }
        }
        Style::Body
    };
    found.keys().map(|id| (id.clone(), meaning(id))).collect()
}

/// What a style is by its name, which is English in every language of Word.
fn of_name(name: &str) -> Style {
    let name = name.to_lowercase();
    let number = |prefix: &str| {
        let rest = name.strip_prefix(prefix)?.trim();
        if rest.is_empty() { Some(1) } else { rest.parse::<usize>().ok() }
    };
    match () {
        () if name == "title" => Style::Heading(1),
        () if name.starts_with("toc ") => Style::Contents,
        () => None
            .or_else(|| number("heading ").map(|level| Style::Heading(level + 1)))
            .or_else(|| number("list bullet").map(|depth| Style::Item(depth.saturating_sub(1))))
            .or_else(|| number("list number").map(|depth| Style::Item(depth.saturating_sub(1))))
            .unwrap_or_default(),
    }
}

/// A heading by its level in the outline, 0 the highest; 9 is no heading.
fn outline(level: &str) -> Option<Style> {
    level.parse::<usize>().ok().filter(|level| *level < 9).map(|level| Style::Heading(level + 2))
}

#[derive(Debug, Default)]
struct Paragraph {
    words: String,
    style: Style,
    /// The depth of the list that it is in.
    list: Option<usize>,
    /// Whether its end is deleted, so that it goes on in the next one.
    goes_on: bool,
}

/// Reads a body piece by piece.
#[derive(Debug, Default)]
struct Reader {
    styles: FxHashMap<String, Style>,
    text: Markdown,
    /// The names of the elements that are open.
    open: Vec<Element>,
    /// How many of them are within one that is left out.
    skipped: usize,
    /// The paragraphs that are open: that of a box is in another.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// What a paragraph without an end has said.
    before: String,
    is_hidden: bool,
    notes: usize,
}

/// What matters of an element when it ends, or when something is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    /// The properties of a paragraph.
    Properties,
    Run,
    Words,
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
            Piece::Words(words) => {
                if self.open.last() == Some(&Element::Words) && !self.is_hidden {
                    self.say(&words);
                }
            }
            Piece::End => {
                if let Some(element) = self.open.pop() {
                    self.end(element);
                }
            }
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.words.push_str(words);
        }
    }

    fn is_in(&self, element: Element) -> bool {
        let paragraph = self.open.iter().rposition(|it| *it == Element::Paragraph);
        self.open[paragraph.unwrap_or(0)..].contains(&element)
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let value = || tag.attribute("val").unwrap_or_default();
        let is_off = || matches!(&*value(), "0" | "false" | "off" | "none");
        let in_properties = self.is_in(Element::Properties);
        let in_run = self.is_in(Element::Run);
        let element = match tag.local() {
            "del" if in_properties => {
                self.change(|paragraph| paragraph.goes_on = true);
                Element::Other
            }
            "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "rPrChange"
            | "pPrChange" | "sectPr" => {
                self.skipped = 1;
                return;
            }
            "p" => {
                self.paragraphs.push(Paragraph::default());
                Element::Paragraph
            }
            "pPr" => Element::Properties,
            "r" => {
                self.is_hidden = false;
                Element::Run
            }
            "t" => Element::Words,
            "tbl" => {
                self.tables.push(Table::default());
                Element::Table
            }
            "tr" => {
                self.of_table(Table::begin_row);
                Element::Row
            }
            "tc" => {
                self.of_table(Table::begin_cell);
                Element::Cell
            }
            name => {
                match name {
                    "pStyle" => {
                        let style = self.styles.get(&value()).copied().unwrap_or_default();
                        self.change(|paragraph| paragraph.style = style);
                    }
                    "outlineLvl" if in_properties => {
                        let style = outline(&value());
                        self.change(|it| it.style = style.unwrap_or(it.style));
                    }
                    "numPr" => self.change(|paragraph| paragraph.list = Some(0)),
                    "ilvl" => {
                        let depth = value().parse().ok();
                        self.change(|paragraph| paragraph.list = depth.or(paragraph.list));
                    }
                    "numId" if value() == "0" => self.change(|paragraph| paragraph.list = None),
                    "vanish" if in_run && !is_off() => self.is_hidden = true,
                    "tab" if in_run => self.say("\t"),
                    "br" if in_run
                        && tag.attribute("type").is_none_or(|it| it == "textWrapping") =>
                    {
                        self.say("\n");
                    }
                    "cr" if in_run => self.say("\n"),
                    "noBreakHyphen" => self.say("-"),
                    "footnoteReference" | "endnoteReference" => self.notes += 1,
                    "gridSpan" => {
                        let width = value().parse().unwrap_or(1);
                        self.of_table(|table| table.width = width);
                    }
                    "vMerge" if value() != "restart" => {
                        self.of_table(|table| table.is_covered = true);
                    }
                    _ => {}
                }
                Element::Other
            }
        };
        self.open.push(element);
    }

    fn change(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    fn of_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Paragraph => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.finish(paragraph);
                }
            }
            Element::Cell => self.of_table(Table::end_cell),
            Element::Row => Table::end_row(&mut self.tables, &mut self.text),
            Element::Table => drop(self.tables.pop()),
            Element::Properties | Element::Run | Element::Words | Element::Other => {}
        }
    }

    fn finish(&mut self, mut paragraph: Paragraph) {
        if paragraph.goes_on {
            self.before += &paragraph.words;
            return;
        }
        if !self.before.is_empty() {
            self.before += &paragraph.words;
            paragraph.words = std::mem::take(&mut self.before);
        }
        let words = &paragraph.words;
        if let Some(table) = self.tables.last_mut() {
            table.add(paragraph.words);
            return;
        }
        match (paragraph.style, paragraph.list) {
            (Style::Contents, _) => {}
            (Style::Heading(level), _) => self.text.heading(level, words),
            (_, Some(depth)) | (Style::Item(depth), None) => self.text.item(depth, words),
            (Style::Body, None) => self.text.paragraph(words),
        }
    }
}
