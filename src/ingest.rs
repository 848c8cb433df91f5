//! The text of a file becomes records: drafts in shards, and a list of what is wrong with them.
//!
//! What a text is, is told by its content ([`FORMATS`]), never by the name of the file.
//!
//! **Invariants.** Broken input is issues, each with its place, and the other records load.
//! Nothing is invented: a date that can't be read is no date, a word that is not in a closed list
//! is dropped or kept as a label, and an issue says so. Nothing here opens a file but those that a
//! timeline names beside itself.

pub mod acled;
pub mod article;
pub mod codes;
pub mod container;
pub mod date;
pub mod gdelt;
pub mod gtd;
pub mod icalendar;
pub mod icews;
pub mod map;
pub mod mid;
pub mod native;
pub mod number;
pub mod pax;
pub mod phoenix;
pub mod polecat;
pub mod scad;
pub mod split;
pub mod table;
pub mod time;
pub mod timelinejs;
pub mod timemap;
pub mod timesketch;
pub mod ucdp;
pub mod ucdp_dyadic;
pub mod ucdp_peace;
pub mod wikidata;

mod batch;
mod beside;
mod cite;
mod cursor;
mod dating;
mod error;
mod format;
mod groups;
mod head;
mod header;
mod join;
mod record;
mod records;
mod rows;
mod stretch;
mod years;

use std::{cmp::Reverse, sync::Arc};

use crate::{
    base::{
        bytes::{self, Binary, Content},
        issue::{self, Issue},
        progress::Progress,
    },
    model::{self, Astray, Shard, Timeline},
};

pub use self::{
    batch::{Batch, RowError},
    beside::{Beside, Texts},
    container::Container,
    error::IngestError,
    format::{FORMATS, Format, ReadProse, Reader},
    groups::{Aspect, Group, Groups},
    head::{Guess, Head, Sureness, without_cut_character},
    header::Header,
    join::join,
    map::Map,
    record::Record,
    stretch::CutOff,
    table::{RowFormat, Table},
};

/// One text on its way in.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The name of the input, for issues and for people.
    pub name: &'a str,
    /// Its number among the files of the timeline.
    pub number: u16,
    /// All of it, decoded.
    pub text: &'a str,
    /// Where the files are that it names.
    pub beside: Beside<'a>,
    /// Raised by the bytes done and the events found; stops the work when it is cancelled.
    pub progress: &'a Progress,
}

/// What became of a text.
#[derive(Debug, Default)]
pub struct Ingested {
    /// What the file says about itself.
    pub file: model::File,
    /// Its records, in its order.
    pub shards: Vec<Shard>,
    /// What is wrong with it.
    pub issues: Vec<Issue>,
    /// How it ends, if it is a table that breaks off; that is not among the issues.
    pub cut_off: Option<CutOff>,
    /// How many rows it has behind its header, if it is a table.
    pub rows: u64,
}

/// An input whose format is known, ready to be read.
pub struct Ready {
    /// The name of the input, for issues and for people.
    pub name: String,
    /// Its format.
    pub format: &'static Format,
    /// Why it is taken for that.
    pub reason: String,
    body: Body,
}

/// What of an input is read.
enum Body {
    /// All of it.
    Text {
        /// The text, decoded.
        text: String,
        /// What is wrong with the encoding.
        issues: Vec<Issue>,
        read: format::ReadText,
    },
    /// All of it, which is prose.
    Prose {
        /// The text, decoded.
        text: String,
        /// What is wrong with the encoding.
        issues: Vec<Issue>,
    },
    /// A table, and where its rows are.
    Table(Arc<Table>, Content),
    /// What holds documents.
    Container(Container, Content),
}

/// The place of an input in the timeline to which it is read.
#[derive(Clone, Copy)]
pub struct Slot<'a> {
    /// Its number among the files of the timeline.
    pub number: u16,
    /// Where the files are that it names.
    pub beside: Beside<'a>,
    /// Raised by the bytes done and the events found; stops the work when it is cancelled.
    pub progress: &'a Progress,
    /// What reads it if it is an article.
    pub prose: &'a ReadProse<'a>,
}

/// How the format of a text is chosen.
#[derive(Clone, Default)]
pub enum Choice {
    /// By what the text looks like.
    #[default]
    Recognised,
    /// By a person, who knows better.
    Named(&'static Format),
    /// It is a table, and a map says what its columns are.
    Mapped(Arc<Map>),
}

impl Choice {
    /// The format with this name; the error suggests one, or lists all.
    pub fn named(name: &str) -> Result<Self, String> {
        let names = || FORMATS.iter().map(|format| format.name);
        let format = FORMATS.iter().find(|format| format.name == name);
        format.map(Self::Named).ok_or_else(|| {
            let help = issue::did_you_mean(name, names());
            let help = help.unwrap_or_else(|| names().collect::<Vec<_>>().join(", "));
            format!("no format is called '{name}' ({help})")
        })
    }

    /// Whether the text may be in any format.
    fn is_open(&self) -> bool {
        matches!(self, Self::Recognised)
    }

    /// The format of the text that begins so, and why.
    fn format(&self, head: &Head) -> Result<(&'static Format, Guess), IngestError> {
        let asked =
            |format: &'static Format| Ok((format, Guess::new(Sureness::Sure, "it is asked for")));
        match self {
            Self::Recognised => recognise(head),
            _ if head.is_empty() => Err(IngestError::Empty { name: head.name.clone() }),
            Self::Named(format) => asked(format),
            Self::Mapped(_) => asked(&map::FORMAT),
        }
    }
}

/// What each format that recognises a text says of it, the surest first.
#[must_use]
pub fn guesses(head: &Head) -> Vec<(&'static Format, Guess)> {
    let guesses = FORMATS.iter().filter_map(|format| Some((format, (format.recognise)(head)?)));
    let mut guesses: Vec<_> = guesses.collect();
    guesses.sort_by_key(|(_, guess)| Reverse(guess.sureness));
    guesses
}

/// The format of a text and the reason for the guess, told by its beginning.
pub fn recognise(head: &Head) -> Result<(&'static Format, Guess), IngestError> {
    if head.is_empty() {
        return Err(IngestError::Empty { name: head.name.clone() });
    }
    let mut surest: Option<(&'static Format, Guess)> = None;
    for format in FORMATS {
        let least = surest.as_ref().map(|(_, guess)| guess.sureness);
        if least == Some(Sureness::Sure) {
            break;
        }
        let guess =
            (format.recognise)(head).filter(|it| least.is_none_or(|least| it.sureness > least));
        surest = guess.map(|guess| (format, guess)).or(surest);
    }
    surest.ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
        let says = records::why_none(&head.text);
        IngestError::Unknown { name: head.name.clone(), says, tried: names.join(", ") }
    })
}

/// The extensions of files that are looked for in a folder, in lower case.
pub const EXTENSIONS: &[&str] = &[
    "json", "jsonl", "ndjson", "geojson", "csv", "tsv", "tab", "ics", "xlsx", "ods", "zip", "txt",
    "md", "html", "htm", "eml", "mbox", "mhtml", "mht", "rss", "atom", "xml", "docx", "odt",
    "epub",
];

/// How much of an input is looked at to tell what it is, in bytes.
pub const HEAD: u64 = 64 << 10;

/// Tells what an input is, and makes it ready to be read.
pub fn open(name: &str, content: Content, choice: &Choice) -> Result<Ready, IngestError> {
    if let Some((format, guess)) = container::of_package(&content) {
        return ready_container(name, content, format, guess);
    }
    let bytes = content.head(HEAD)?;
    if let Some(kind) = Binary::of(&bytes) {
        return Err(IngestError::Binary { name: name.to_owned(), kind });
    }
    let is_utf16 = bytes::is_utf16(&bytes);
    let head = Head::of_content(name, &content)?;
    let (format, guess) = choice.format(&head).or_else(|error| {
        let prose = article::in_its_encoding(name, bytes).filter(|_| choice.is_open());
        let format = FORMATS.iter().find(|format| format.name == article::NAME);
        format.zip(prose).ok_or(error)
    })?;
    if let Some(title) = article::page_for_a_table(&head).filter(|_| choice.is_open()) {
        return Err(IngestError::Page { name: name.to_owned(), title });
    }
    let body = match format.reader {
        Reader::Document(read) => {
            let (text, issues) = bytes::decode(content.read_all()?, name);
            Body::Text { text, issues, read }
        }
        Reader::Prose if content.len() > article::LONGEST => {
            let (size, most) = (content.len().div_ceil(1 << 20), article::LONGEST >> 20);
            let reason = format!("it has {size} MB, an article at most {most}; split it");
            return Err(IngestError::refused(name, format, reason));
        }
        Reader::Prose => {
            let (text, issues) = bytes::decode_document(content.read_all()?, name);
            Body::Prose { text, issues }
        }
        Reader::Container(_) => return ready_container(name, content, format, guess),
        Reader::Rows(open) => {
            let table = match choice {
                Choice::Mapped(map) => map.open(&head).map_err(IngestError::Map)?,
                _ => open(&head).map_err(|reason| IngestError::refused(name, format, reason))?,
            };
            let content = if is_utf16 {
                Content::held(bytes::decode(content.read_all()?, name).0.into_bytes())
            } else {
                content
            };
            Body::Table(Arc::new(table), content)
        }
    };
    Ok(Ready { name: name.to_owned(), format, reason: guess.reason, body })
}

fn ready_container(
    name: &str,
    content: Content,
    format: &'static Format,
    guess: Guess,
) -> Result<Ready, IngestError> {
    let Reader::Container(container) = format.reader else {
        return Err(IngestError::refused(name, format, "it is no container".to_owned()));
    };
    if content.len() > container::LARGEST {
        let (size, most) = (content.len().div_ceil(1 << 20), container::LARGEST >> 20);
        let reason = format!("it has {size} MB, and at most {most} are read; split it");
        return Err(IngestError::refused(name, format, reason));
    }
    let body = Body::Container(container, content);
    Ok(Ready { name: name.to_owned(), format, reason: guess.reason, body })
}

impl Ready {
    /// The same with the dates of a table in this format, if it is given.
    #[must_use]
    pub fn with_dates(mut self, format: Option<date::Format>) -> Self {
        if let (Body::Table(table, _), Some(format)) = (&mut self.body, format)
            && let Some(table) = Arc::get_mut(table)
        {
            table.dates = date::Plan::told(format);
            if let date::Format::Calendar(_) = format {
                table.reported = table.dates;
            }
        }
        self
    }

    /// How many bytes there are to read.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.body {
            Body::Text { text, .. } | Body::Prose { text, .. } => text.len() as u64,
            Body::Table(_, content) | Body::Container(_, content) => content.len(),
        }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns of a table, and which of them tell what, if that is laid down.
    #[must_use]
    pub fn groups(&self) -> Option<(&Header, Groups)> {
        match &self.body {
            Body::Table(table, _) => Some((&table.header, table.format.groups()?)),
            Body::Text { .. } | Body::Prose { .. } | Body::Container(..) => None,
        }
    }

    /// The columns of a table in which a search for words looks, and that with the address.
    #[must_use]
    pub fn searched(&self) -> Vec<usize> {
        let Body::Table(table, _) = &self.body else { return Vec::new() };
        let names = table.format.prose().iter().copied().chain(table.format.address());
        names.filter_map(|name| table.header.find(name)).collect()
    }

    /// The text, if it is an article.
    #[must_use]
    pub fn prose(&self) -> Option<&str> {
        match &self.body {
            Body::Prose { text, .. } => Some(text),
            Body::Text { .. } | Body::Table(..) | Body::Container(..) => None,
        }
    }

    /// The files that it names as the texts of its sources, if it is a timeline.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match &self.body {
            Body::Text { text, .. } if self.format.name == native::NAME => native::texts(text),
            _ => Vec::new(),
        }
    }

    /// What it holds documents as, and its bytes, if it is no document itself.
    #[must_use]
    pub fn container(&self) -> Option<(Container, &Content)> {
        match &self.body {
            Body::Container(container, content) => Some((*container, content)),
            Body::Text { .. } | Body::Prose { .. } | Body::Table(..) => None,
        }
    }

    /// One of the documents in a container, of which this is the text.
    #[must_use]
    pub fn document_in(&self, name: String, text: String) -> Self {
        let (format, reason) = (self.format, self.reason.clone());
        Self { name, format, reason, body: Body::Prose { text, issues: Vec::new() } }
    }

    /// That it can't be read, for this reason: lower case and without a full stop.
    #[must_use]
    pub fn refused(&self, reason: String) -> IngestError {
        IngestError::refused(&self.name, self.format, reason)
    }

    /// Reads it.
    pub fn read(&self, slot: Slot<'_>) -> Result<Ingested, IngestError> {
        let mut ingested = match &self.body {
            Body::Text { text, issues, read, .. } => {
                let mut ingested = read(&self.document(text, slot))
                    .map_err(|reason| IngestError::refused(&self.name, self.format, reason))?;
                ingested.issues.splice(0..0, issues.iter().cloned());
                ingested
            }
            Body::Prose { text, issues } => {
                let mut ingested = (slot.prose)(&self.document(text, slot));
                ingested.issues.splice(0..0, issues.iter().cloned());
                ingested
            }
            Body::Table(table, content) => table::read(&self.name, table, content, slot)?,
            Body::Container(..) => {
                return Err(self.refused("its documents are read one by one".to_owned()));
            }
        };
        ingested.file.format = self.format.name;
        Ok(ingested)
    }

    /// Reads the first rows of a table, those that begin within so many bytes, and tells how many;
    /// `None` if it is no table.
    #[must_use]
    pub fn read_head(&self, slot: Slot<'_>, most: u64) -> Option<(Ingested, u32)> {
        let Body::Table(table, content) = &self.body else { return None };
        let (mut ingested, rows) = table::read_head(&self.name, table, content, slot, most).ok()?;
        ingested.file.format = self.format.name;
        Some((ingested, rows))
    }

    /// What is wrong with its records that only the whole timeline shows: words that are not
    /// where they should be. `astray` is asked for these where the format has words with places.
    #[must_use]
    pub fn review<'a, 't: 'a>(
        &self,
        slot: Slot<'_>,
        timeline: &Timeline,
        astray: impl FnOnce() -> &'a Astray<'t>,
    ) -> Vec<Issue> {
        match &self.body {
            Body::Text { text, .. } if self.format.name == native::NAME => {
                native::review(&self.document(text, slot), timeline, astray())
            }
            _ => Vec::new(),
        }
    }

    fn document<'a>(&'a self, text: &'a str, slot: Slot<'a>) -> Document<'a> {
        let Slot { number, beside, progress, .. } = slot;
        Document { name: &self.name, number, text, beside, progress }
    }
}

impl Document<'_> {
    /// The beginning of the text.
    #[must_use]
    pub fn head(&self) -> Head {
        let end = (0..=HEAD.min(self.text.len() as u64) as usize)
            .rev()
            .find(|&at| self.text.is_char_boundary(at));
        Head::new(self.name, &self.text[..end.unwrap_or(0)])
    }
}
