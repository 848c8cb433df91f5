//! Why a text can't be read.

use crate::{
    base::{
        bytes::{Binary, BytesError},
        issue::Issue,
    },
    ingest::Format,
};

/// Why a text can't be read at all.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// Its bytes can't be read.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// It is not text.
    #[error("{name} is {kind}, not a timeline{}", kind.way_on(name))]
    Binary {
        /// The input.
        name: String,
        /// What it is.
        kind: Binary,
    },
    /// It is a page where a table should be.
    #[error(
        "{name} is a page of HTML, not a table{}; download it again in a browser where you are \
         logged in (`--from article` reads the page)",
        if title.is_empty() { String::new() } else { format!(": '{title}'") }
    )]
    Page {
        /// The input.
        name: String,
        /// The title of the page; may be empty.
        title: String,
    },
    /// There is nothing in it.
    #[error("{name} is empty; save or download it again")]
    Empty {
        /// The input.
        name: String,
    },
    /// It is in none of [`FORMATS`](super::FORMATS).
    #[error(
        "{name} is in no format that is known here{} (tried: {tried}); `demarche map FILE` drafts a column map for any other table, `demarche schema` prints the shape of a timeline",
        if says.is_empty() { String::new() } else { format!(": {says}") }
    )]
    Unknown {
        /// The input.
        name: String,
        /// What it says itself of why it has nothing; may be empty.
        says: String,
        /// The names of the formats.
        tried: String,
    },
    /// It is in a known format, but in a form of it that can't be read.
    #[error("{name} can't be read as {format}: {reason}")]
    Refused {
        /// The input.
        name: String,
        /// The title of the format.
        format: &'static str,
        /// Why not.
        reason: String,
    },
    /// The column map does not fit the table.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Map(Vec<Issue>),
}

impl IngestError {
    pub(super) fn refused(name: &str, format: &Format, reason: String) -> Self {
        Self::Refused { name: name.to_owned(), format: format.title, reason }
    }
}
