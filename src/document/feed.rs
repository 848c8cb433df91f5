//! Feeds: RSS 0.9 to 2.0 and Atom (RFC 4287). Each entry is a document of its own.

use super::{
    Envelope, Form, Packed, PublishedBy, head,
    xml::{Piece, Pieces, Tag},
};
use crate::base::{
    bytes, html,
    text::{self, escape_html},
};

/// So many entries are read.
const MOST: usize = 10_000;

/// The entries of the feed in these bytes, in its order.
pub fn open(bytes: Vec<u8>) -> Result<Vec<Packed>, String> {
    let (xml, _) = bytes::decode(bytes, "");
    let mut reader = Reader::default();
    let mut pieces = Pieces::of(&xml);
    let mut end = 0;
    while let Some(piece) = pieces.next() {
        let start = std::mem::replace(&mut end, pieces.position());
        reader.read(piece, &xml, start..end);
    }
    reader.finish();
    let Reader { mut found, title, author, left_out, .. } = reader;
    for entry in &mut found {
        entry.envelope.publisher = text::one_line(&html::plain(&title)).into_owned();
        if entry.envelope.author.is_empty() {
            entry.envelope.author.clone_from(&author);
        }
    }
    let Some(last) = found.last_mut() else {
        return Err("it has no entries".to_owned());
    };
    if let Some(problem) = pieces.problem() {
        last.envelope.notes.push(format!("the feed breaks off in or behind this entry: {problem}"));
    }
    if left_out > 0 {
        last.envelope.notes.push(format!("left out: {left_out} entries behind the first {MOST}"));
    }
    Ok(found)
}

/// A field of an entry, or of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    /// Who wrote it, or an element of that.
    Author,
    Link,
    /// An identifier, which may be the address.
    Id,
    Published,
    Changed,
    /// All of its words, or the beginning of them.
    Content,
    Summary,
}

/// Reads a feed piece by piece.
#[derive(Debug, Default)]
struct Reader {
    found: Vec<Packed>,
    /// Of the feed.
    title: String,
    author: String,
    left_out: usize,
    /// The elements that are open.
    depth: usize,
    /// The entry that is open, and how deep it is.
    entry: Option<(usize, Entry)>,
    /// The field that is open, how deep it is, and its words so far.
    field: Option<(Field, usize, String)>,
    /// Where the markup of the open field begins, if it stands there as it is.
    markup: Option<usize>,
    /// How deep an element is that says nothing of the entry: its source, a picture.
    aside: Option<usize>,
}

#[derive(Debug, Default)]
struct Entry {
    title: String,
    authors: Vec<String>,
    link: String,
    id: String,
    published: String,
    changed: String,
    content: String,
    summary: String,
}

impl Reader {
    fn read(&mut self, piece: Piece<'_>, xml: &str, place: std::ops::Range<usize>) {
        match piece {
            Piece::Start(tag) => {
                self.depth += 1;
                self.start(&tag, place.end);
            }
            Piece::Words(words) => {
                let is_said = self.markup.is_none() && self.aside.is_none();
                if let Some((_, _, said)) = self.field.as_mut().filter(|_| is_said) {
                    said.push_str(&words);
                }
            }
            Piece::End => {
                self.end(xml, place.start);
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, end: usize) {
        if self.aside.is_some() || self.markup.is_some() {
            return;
        }
        let prefix = tag.name().rsplit_once(':').map_or("", |(prefix, _)| prefix);
        let is_own = matches!(prefix, "" | "atom" | "rss" | "rdf");
        match tag.local() {
            "item" | "entry" if self.entry.is_none() && is_own => {
                self.entry = Some((self.depth, Entry::default()));
                return;
            }
            "image" | "textinput" | "textInput" | "source" | "items" if is_own => {
                self.aside = Some(self.depth);
                return;
            }
            _ => {}
        }
        // `<author><name>Ana Sol</name><email>…`
        if let Some((Field::Author, _, said)) = &mut self.field {
            if tag.local() == "name" {
                said.clear();
            } else {
                self.aside = Some(self.depth);
            }
            return;
        }
        let field = match (prefix, tag.local()) {
            (_, "title") if is_own || prefix == "dc" => Field::Title,
            (_, "author" | "creator") if is_own || prefix == "dc" => Field::Author,
            (_, "link") if is_own => {
                self.link(tag);
                Field::Link
            }
            (_, "guid" | "id") if is_own => {
                if tag.attribute("isPermaLink").is_some_and(|is_link| is_link == "false") {
                    return;
                }
                Field::Id
            }
            (_, "pubDate" | "published" | "issued") if is_own => Field::Published,
            ("dc", "date") | ("dcterms", "issued") => Field::Published,
            (_, "updated" | "modified") if is_own || prefix == "dcterms" => Field::Changed,
            ("content", "encoded") => Field::Content,
            (_, "content") if is_own => Field::Content,
            (_, "description" | "summary") if is_own => Field::Summary,
            _ => return,
        };
        // Atom says what its text is; RSS has markup in it, or nothing but text.
        let kind = tag.attribute("type").unwrap_or_default();
        if matches!(field, Field::Content | Field::Summary) && kind.contains("xhtml") {
            self.markup = Some(end);
        }
        self.field = Some((field, self.depth, String::new()));
    }

    /// An address of Atom.
    fn link(&mut self, tag: &Tag<'_>) {
        let Some((_, entry)) = &mut self.entry else { return };
        let rel = tag.attribute("rel").unwrap_or_else(|| "alternate".to_owned());
        if rel == "alternate" && entry.link.is_empty() {
            entry.link = tag.attribute("href").unwrap_or_default();
        }
    }

    fn end(&mut self, xml: &str, start: usize) {
        if self.aside.is_some() {
            self.aside = self.aside.filter(|&aside| aside != self.depth);
            return;
        }
        if let Some((field, _, said)) = self.field.take_if(|(_, depth, _)| *depth == self.depth) {
            let words = match self.markup.take() {
                Some(from) => xml.get(from..start).unwrap_or_default().to_owned(),
                None => said,
            };
            self.field(field, &words);
        } else if let Some((_, entry)) = self.entry.take_if(|(depth, _)| *depth == self.depth) {
            self.push(entry);
        }
    }

    fn push(&mut self, entry: Entry) {
        if self.found.len() < MOST {
            self.found.push(entry.pack());
        } else {
            self.left_out += 1;
        }
    }

    /// Takes what there is of an entry that has no end.
    fn finish(&mut self) {
        if let Some((field, _, said)) = self.field.take() {
            self.field(field, &said);
        }
        if let Some((_, entry)) = self.entry.take_if(|(_, entry)| !entry.is_empty()) {
            self.push(entry);
        }
    }

    fn field(&mut self, field: Field, words: &str) {
        let words = words.trim();
        let Some((_, entry)) = &mut self.entry else {
            match field {
                Field::Title if self.title.is_empty() => words.clone_into(&mut self.title),
                Field::Author if self.author.is_empty() => self.author = name(words),
                _ => {}
            }
            return;
        };
        let own = match field {
            Field::Title => &mut entry.title,
            Field::Author => {
                let name = name(words);
                if !name.is_empty() && !entry.authors.contains(&name) {
                    entry.authors.push(name);
                }
                return;
            }
            Field::Link => &mut entry.link,
            Field::Id => &mut entry.id,
            Field::Published => &mut entry.published,
            Field::Changed => &mut entry.changed,
            Field::Content => &mut entry.content,
            Field::Summary => &mut entry.summary,
        };
        if own.is_empty() {
            words.clone_into(own);
        }
    }
}

impl Entry {
    /// Whether it says nothing that one can read.
    fn is_empty(&self) -> bool {
        [&self.title, &self.content, &self.summary].iter().all(|words| words.is_empty())
    }

    fn pack(self) -> Packed {
        let title = text::one_line(&html::plain(&self.title)).into_owned();
        let date = |value: &str| head::date_in_metadata(value);
        let (published, published_by) = match (date(&self.published), date(&self.changed)) {
            (Some(day), _) => (Some(day), Some(PublishedBy::Metadata)),
            (None, Some(day)) => (Some(day), Some(PublishedBy::Change)),
            (None, None) => (None, None),
        };
        let url = [self.link, self.id].into_iter().find(|it| it.starts_with("http"));
        let words = if self.content.is_empty() { self.summary } else { self.content };
        let day = published.as_ref().map(crate::model::When::edtf).unwrap_or_default();
        let is_markup = words.contains('<') || words.contains('&');
        let text = if is_markup { words } else { escape_html(&words).replace('\n', "<br>") };
        Packed {
            name: format!("{day} {title}").trim().to_owned(),
            text,
            envelope: Envelope {
                form: Form::Markup,
                title,
                author: self.authors.join(", "),
                published,
                published_by,
                url: url.unwrap_or_default(),
                ..Envelope::default()
            },
        }
    }
}

/// The name in `ana@example.org (Ana Sol)`, as RSS writes authors.
fn name(author: &str) -> String {
    let in_brackets = author.split_once('(').filter(|(address, _)| address.contains('@'));
    let name = in_brackets.map_or(author, |(_, name)| name.trim_end_matches(')'));
    text::one_line(&html::plain(name)).into_owned()
}

#[cfg(test)]
mod tests;
