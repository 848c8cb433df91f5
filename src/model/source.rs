//! Where the words come from, and the words that prove a record.

use std::sync::Arc;

use crate::model::{
    column::Link, receipt::Receipt, text::TextId, vocabulary::vocabulary, when::When,
};

/// A source's number in its timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The number as an index into the sources.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a list of sources that events of a data set have in common. Four bytes a row: of
/// ten million rows most name the same few thousand newspapers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cited(pub(super) Link);

impl Cited {
    /// No source.
    pub const NONE: Self = Self(Link::NONE);
}

vocabulary! {
    /// How near a source is to what it tells.
    SourceKind {
        /// A document of the events themselves: a treaty, a telegram, a recording.
        Primary = "primary",
        /// Someone's account: a news report, a memoir.
        Report = "report",
        /// A summary of other sources.
        Brief = "brief",
        /// A data set of coded events.
        Dataset = "dataset",
    }
}

/// One source of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The id in the file, unique within it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Who wrote it.
    pub author: String,
    /// When it was published.
    pub published: Option<When>,
    /// Where it can be found; never opened by the program.
    pub url: String,
    /// Its language, BCP 47.
    pub language: String,
    /// How near it is to what it tells.
    pub kind: Option<SourceKind>,
    /// The sources it was made from.
    pub derived_from: Vec<SourceId>,
    /// Under what terms it may be used.
    pub licence: String,
    /// Anything else worth knowing.
    pub note: String,
    /// The name of the file beside the timeline that holds its text; empty if the text stands
    /// in the timeline or is not there.
    pub file: String,
    /// Its whole text, decoded.
    pub text: Option<Arc<str>>,
    /// What became of its sentences, if it is an article that was read here. Not part of a file.
    pub receipt: Option<Receipt>,
}

impl Source {
    /// A source of which only the id and the title are known.
    #[must_use]
    pub fn titled(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            publisher: String::new(),
            author: String::new(),
            published: None,
            url: String::new(),
            language: String::new(),
            kind: None,
            derived_from: Vec::new(),
            licence: String::new(),
            note: String::new(),
            file: String::new(),
            text: None,
            receipt: None,
        }
    }
}

/// A place in a text: Unicode code points, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

vocabulary! {
    /// Whether the words of an evidence entry are where it says they are.
    Anchor {
        /// The words stand at the stored place, or exactly once in the text if none is stored.
        Ok = "ok",
        /// The words stand elsewhere in the text, exactly once.
        Moved = "moved",
        /// The words stand at several places, and what is around them does not decide.
        Many = "many",
        /// The words are not in the text.
        Lost = "lost",
    }
}

/// What proves a record: exact words of a source, or a row of it.
///
/// `span` is what the file says and is never changed; where the words were found at load is
/// `found`. A moved anchor is shown as moved, not silently taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The source.
    pub source: SourceId,
    /// The exact words; empty for a row.
    pub quote: TextId,
    /// Where the file says that the words stand.
    pub span: Option<Span>,
    /// Words just before the quote, to tell repeats apart.
    pub before: TextId,
    /// Words just after the quote, to tell repeats apart.
    pub after: TextId,
    /// The row in a data set, counted from 1: a header is row 1, an empty line none.
    pub row: Option<u32>,
    /// Where the words were found at load.
    pub found: Option<Span>,
    /// The state found at load; none where there is nothing to check (a row, or a source whose
    /// text is not at hand).
    pub anchor: Option<Anchor>,
}

impl Evidence {
    /// A source as a whole.
    #[must_use]
    pub fn of(source: SourceId) -> Self {
        Self { row: None, ..Self::of_row(source, 0) }
    }

    /// The row of a data set with this number, counted from 1.
    #[must_use]
    pub fn of_row(source: SourceId, row: u32) -> Self {
        let none = TextId::EMPTY;
        Self {
            source,
            quote: none,
            span: None,
            before: none,
            after: none,
            row: Some(row),
            found: None,
            anchor: None,
        }
    }
}
