//! Sources as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{Field, Record, join};
use crate::model::{SourceId, SourceKind, Timeline, When};

/// One source as it is written; its text is left out.
#[derive(Serialize)]
pub struct SourceRow<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    author: &'a str,
    published: Option<String>,
    url: &'a str,
    language: &'a str,
    kind: Option<&'static str>,
    derived_from: Vec<&'a str>,
    licence: &'a str,
    note: &'a str,
    file: &'a str,
    characters: Option<usize>,
}

impl<'a> SourceRow<'a> {
    /// The row of a source.
    #[must_use]
    pub fn new(timeline: &'a Timeline, id: SourceId) -> Self {
        let source = timeline.source(id);
        let derived_from = source.derived_from.iter();
        Self {
            id: &source.id,
            title: &source.title,
            publisher: &source.publisher,
            author: &source.author,
            published: source.published.as_ref().map(When::edtf),
            url: &source.url,
            language: &source.language,
            kind: source.kind.map(SourceKind::name),
            derived_from: derived_from.map(|&from| timeline.source(from).id.as_str()).collect(),
            licence: &source.licence,
            note: &source.note,
            file: &source.file,
            characters: source.text.as_ref().map(|text| text.chars().count()),
        }
    }
}

impl Record for SourceRow<'_> {
    const NAME: &'static str = "sources";

    const FIELDS: &'static [Field] = &[
        Field::new("id", "unique in its file"),
        Field::new("title", "its title"),
        Field::new("publisher", "who published it"),
        Field::new("author", "who wrote it"),
        Field::new("published", "when it was published, EDTF; null if that is not known"),
        Field::new("url", "where it can be found"),
        Field::new("language", "its language, BCP 47"),
        Field::new(
            "kind",
            "how near it is to what it tells: primary, report, brief or dataset; null if that is not known",
        ),
        Field::new("derived_from", "the ids of the sources it was made from"),
        Field::new("licence", "under what terms it may be used"),
        Field::new("note", "anything else worth knowing"),
        Field::new("file", "the name of the file that its text was read from"),
        Field::new("characters", "how long its text is; null if there is none"),
    ];

    const BRIEF: &'static [&'static str] = &["id", "kind", "published", "publisher", "title"];

    fn cell(&self, field: &str) -> Cow<'_, str> {
        match field {
            "id" => self.id.into(),
            "title" => self.title.into(),
            "publisher" => self.publisher.into(),
            "author" => self.author.into(),
            "published" => self.published.as_deref().unwrap_or_default().into(),
            "url" => self.url.into(),
            "language" => self.language.into(),
            "kind" => self.kind.unwrap_or_default().into(),
            "derived_from" => join(&self.derived_from).into(),
            "licence" => self.licence.into(),
            "note" => self.note.into(),
            "file" => self.file.into(),
            "characters" => self.characters.map_or_else(Cow::default, |n| n.to_string().into()),
            _ => Cow::default(),
        }
    }
}
