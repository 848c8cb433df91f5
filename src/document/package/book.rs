//! Books (EPUB 2 and 3): one document, its chapters in the order in which they are read.

mod chapter;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{properties, said, text};
use crate::{
    base::{
        bytes::{self, Parts},
        text::natural_order,
    },
    document::{
        Envelope, Form, Packed, PublishedBy, head,
        markdown::Markdown,
        xml::{Piece, Pieces},
    },
    model::When,
};

/// What is no part of the text, by the names that the guide of a book, its files and its sections
/// give it.
const FRONT: &[&str] = &[
    "cover",
    "cover-page",
    "coverpage",
    "title-page",
    "titlepage",
    "halftitle",
    "halftitlepage",
    "half-title",
    "copyright",
    "copyright-page",
    "toc",
    "nav",
    "contents",
    "landmarks",
    "loi",
    "lot",
    "index",
    "dedication",
    "colophon",
];

/// No printed book that is read here is older.
const FIRST_YEAR: i32 = 1400;

pub fn read(parts: &mut Parts<'_>) -> Result<Packed, String> {
    let container = text(parts, "META-INF/container.xml")?.unwrap_or_default();
    let root = Pieces::of(&container).find_map(|piece| match piece {
        Piece::Start(tag) if tag.local() == "rootfile" => tag.attribute("full-path"),
        _ => None,
    });
    let package = match &root {
        Some(root) => text(parts, root)?.map(|xml| Book::of(&xml, root)),
        None => None,
    };
    let mut book = package.unwrap_or_default();
    let mut notes = Vec::new();
    if book.spine.is_empty() {
        book.spine = pages(parts);
        notes.push("what says the order of its chapters is not there: they are read in the order of their names".to_owned());
    }
    let encrypted = encrypted(parts)?;
    let mut written = Markdown::default();
    let (mut front, mut missing) = (Vec::new(), Vec::new());
    let (mut closed, mut breaks) = (0, Vec::new());
    for page in &book.spine {
        let file = page.rsplit('/').next().unwrap_or(page);
        if encrypted.contains(page) {
            closed += 1;
        } else if book.navigation.contains(page) {
            // It has the titles of the chapters, which they have themselves.
        } else if book.is_front(page) {
            front.push(file);
        } else if let Some(bytes) = parts.read(page).map_err(said)? {
            let (xml, _) = bytes::decode(bytes, page);
            let (text, problem) = chapter::read(&xml, written);
            written = text;
            breaks.extend(problem.map(|why| format!("{file}: {why}")));
        } else {
            missing.push(file);
        }
    }
    if written.is_empty() {
        let why = if closed > 0 { "it is encrypted" } else { "it has no text" };
        return Err(why.to_owned());
    }
    for (what, which) in [("left out", front), ("not in the book", missing)] {
        if !which.is_empty() {
            notes.push(format!("{what}: {}", which.join(", ")));
        }
    }
    if closed > 0 {
        notes.push(format!("left out: {closed} chapters that are encrypted"));
    }
    notes.extend(breaks.into_iter().map(|why| format!("a chapter breaks off: {why}")));
    let envelope = Envelope { notes, ..book.envelope };
    Ok(Packed { name: String::new(), text: written.finish(), envelope })
}

/// What a book says of itself.
#[derive(Clone, Debug, Default)]
struct Book {
    envelope: Envelope,
    /// The files of the chapters, as they are called in the archive.
    spine: Vec<String>,
    /// Those that only lead to others.
    navigation: FxHashSet<String>,
    /// Those that the book itself says are no part of the text.
    front: FxHashSet<String>,
}

impl Book {
    /// By the package document, which has this path.
    fn of(xml: &str, path: &str) -> Self {
        let [title, date, publisher] = properties(xml, ["title", "date", "publisher"]);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut creators: Vec<String> = Vec::new();
        let mut files: FxHashMap<String, String> = FxHashMap::default();
        let mut spine = Vec::new();
        let (mut navigation, mut front) = (FxHashSet::default(), FxHashSet::default());
        let mut in_creator = false;
        for piece in Pieces::of(xml) {
            let tag = match piece {
                Piece::Start(tag) => tag,
                Piece::Words(words) if in_creator => {
                    if let Some(creator) = creators.last_mut() {
                        *creator += &words;
                    }
                    continue;
                }
                _ => {
                    in_creator = false;
                    continue;
                }
            };
            let value = |name: &str| tag.attribute(name).unwrap_or_default();
            in_creator = tag.local() == "creator";
            match tag.local() {
                "creator" => creators.push(String::new()),
                "item" => {
                    let file = within(folder, &value("href"));
                    if value("properties").split(' ').any(|it| it == "nav") {
                        navigation.insert(file.clone());
                    }
                    files.insert(value("id"), file);
                }
                "itemref" if value("linear") != "no" => spine.push(value("idref")),
                "reference" if FRONT.contains(&&*value("type").to_lowercase()) => {
                    front.insert(within(folder, &value("href")));
                }
                _ => {}
            }
        }
        let day = when(&date);
        let creators = creators.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
        let envelope = Envelope {
            form: Form::Text,
            title,
            author: creators.collect::<Vec<_>>().join(", "),
            publisher,
            published_by: day.as_ref().map(|_| PublishedBy::Metadata),
            published: day,
            ..Envelope::default()
        };
        let mut seen = FxHashSet::default();
        let spine = spine.iter().filter_map(|id| files.get(id).cloned());
        let spine = spine.filter(|file| seen.insert(file.clone())).collect();
        Self { envelope, spine, navigation, front }
    }

    fn is_front(&self, page: &str) -> bool {
        let file = page.rsplit('/').next().unwrap_or(page).to_lowercase();
        let stem = file.split('.').next().unwrap_or_default();
        self.front.contains(page) || stem != "index" && FRONT.contains(&stem)
    }
}

/// A date as far as it is told: `1998`, `2015-08-13T00:00:00Z`.
fn when(date: &str) -> Option<When> {
    let day = date.split('T').next().unwrap_or(date).trim();
    let when = When::parse(day).ok().or_else(|| head::date_in_metadata(date))?;
    (!when.is_undated() && when.earliest_start().year() >= FIRST_YEAR).then_some(when)
}

/// The pages of a book that does not say their order.
fn pages(parts: &Parts<'_>) -> Vec<String> {
    let mut pages = parts.names();
    let is_page = |name: &String| {
        let name = name.to_lowercase();
        [".xhtml", ".html", ".htm"].iter().any(|ending| name.ends_with(ending))
    };
    pages.retain(is_page);
    pages.sort_by(|a, b| natural_order(a, b));
    pages
}

/// The files that can't be read without a key.
fn encrypted(parts: &mut Parts<'_>) -> Result<FxHashSet<String>, String> {
    let xml = text(parts, "META-INF/encryption.xml")?.unwrap_or_default();
    let files = Pieces::of(&xml).filter_map(|piece| match piece {
        Piece::Start(tag) if tag.local() == "CipherReference" => tag.attribute("URI"),
        _ => None,
    });
    Ok(files.map(|file| within("", &file)).collect())
}

/// The name in the archive of a file that a file in a folder names: without `..`, fragment and
/// percent signs.
fn within(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or(path);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    decoded(&parts.join("/"))
}

/// The path with `%20` as a space.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|_| *first == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
