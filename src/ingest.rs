//! The text of a file becomes records: drafts in shards, and a list of what is wrong with them.
//!
//! What a text is, is told by its content ([`FORMATS`]), never by the name of the file.
//!
//! **Invariants.** Broken input is issues, each with its place, and the other records load.
//! Nothing is invented: a date that can't be read is no date, a word that is not in a closed list
//! is dropped or kept as a label, and an issue says so. Nothing here opens a file but those that a
//! timeline names beside itself.

pub mod codes;
pub mod date;
pub mod native;

use std::path::Path;

use crate::{
    base::{
        bytes::{self, BytesError, Input, Limits},
        issue::Issue,
        progress::Progress,
    },
    model::{self, Shard, Timeline},
};

/// A format that can be read.
///
/// To add one:
/// 1. a file `ingest/NAME.rs` with the three functions below,
/// 2. a row in [`FORMATS`], before the formats that recognise more,
/// 3. a folder `data/formats/NAME/{good,broken,expected}` with small files, which `tests/native.rs`
///    shows how to walk,
/// 4. a line in the README's list of formats.
pub struct Format {
    /// The name in issues, in statistics and in [`model::File::format`].
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why a text is in this format, told by its beginning; none if it is not.
    pub recognise: fn(head: &str) -> Option<&'static str>,
    /// Reads the text.
    pub read: fn(document: &Document<'_>) -> Ingested,
    /// What is wrong with the records that only the whole timeline shows.
    pub review: fn(document: &Document<'_>, timeline: &Timeline) -> Vec<Issue>,
}

/// Every format, the more particular ones first.
pub const FORMATS: &[Format] = &[Format {
    name: native::NAME,
    title: "demarche timeline (JSON)",
    recognise: native::recognise,
    read: native::read,
    review: native::review,
}];

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

/// Where the files are that a timeline names as the texts of its sources.
#[derive(Clone, Copy)]
pub enum Beside<'a> {
    /// In a folder.
    Folder(&'a Path),
    /// Inside the program, by name.
    Embedded(&'a [(&'a str, &'a str)]),
    /// Nowhere: the timeline came from a pipe.
    Nowhere,
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
}

/// Why a text can't be read at all.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// There is nothing in it.
    #[error("{name} is empty")]
    Empty {
        /// The input.
        name: String,
    },
    /// It is in none of [`FORMATS`].
    #[error(
        "{name} is in no format that is known here (tried: {tried}); `demarche schema` prints the shape of a timeline"
    )]
    Unknown {
        /// The input.
        name: String,
        /// The titles of the formats.
        tried: String,
    },
}

/// The format of a text, told by its content.
pub fn recognise(name: &str, text: &str) -> Result<&'static Format, IngestError> {
    const HEAD: usize = 64 << 10;
    if text.trim_ascii().is_empty() {
        return Err(IngestError::Empty { name: name.to_owned() });
    }
    let head = text.char_indices().nth(HEAD).map_or(text, |(end, _)| &text[..end]);
    FORMATS.iter().find(|format| (format.recognise)(head).is_some()).ok_or_else(|| {
        let titles: Vec<_> = FORMATS.iter().map(|format| format.title).collect();
        IngestError::Unknown { name: name.to_owned(), tried: titles.join(", ") }
    })
}

/// Reads a text in whatever format it is.
pub fn read(document: &Document<'_>) -> Result<Ingested, IngestError> {
    let format = recognise(document.name, document.text)?;
    Ok((format.read)(document))
}

/// What is wrong with the records of a text that only the whole timeline shows: words that are
/// not where they should be.
#[must_use]
pub fn review(document: &Document<'_>, timeline: &Timeline) -> Vec<Issue> {
    recognise(document.name, document.text)
        .map_or_else(|_| Vec::new(), |format| (format.review)(document, timeline))
}

impl Beside<'_> {
    /// The text of a file that a timeline names, and what is wrong with it.
    fn read(&self, path: &str) -> Result<(String, Vec<Issue>), BytesError> {
        let refused = |reason| BytesError::NotBeside { path: path.to_owned(), reason };
        match *self {
            Self::Folder(folder) => {
                let file = Input::Path(bytes::beside(folder, path)?);
                let members = bytes::read_all(&file, &Limits::default(), &Progress::default())?;
                let member = members.into_iter().next().ok_or(refused("it is empty"))?;
                let (text, issues) = bytes::decode(member.bytes.into_owned(), path);
                Ok((text, [member.issues, issues].concat()))
            }
            Self::Embedded(files) => files
                .iter()
                .find(|(name, _)| *name == path)
                .map(|(_, text)| ((*text).to_owned(), Vec::new()))
                .ok_or(refused("it is not inside the program")),
            Self::Nowhere => Err(refused("standard input has no files beside it")),
        }
    }
}
