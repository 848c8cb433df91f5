//! Sources as rows.

use std::borrow::Cow;

use serde::Serialize;

use super::{Record, join, record_fields};
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

    record_fields! { self;
        "id": "unique in its file" => self.id.into(),
        "title": "its title" => self.title.into(),
        "publisher": "who published it" => self.publisher.into(),
        "author": "who wrote it" => self.author.into(),
        "published": "when it was published, EDTF; null if that is not known"
            => self.published.as_deref().unwrap_or_default().into(),
        "url": "where it can be found" => self.url.into(),
        "language": "its language, BCP 47" => self.language.into(),
        "kind": "how near it is to what it tells: primary, report, brief or dataset; null if that is not known"
            => self.kind.unwrap_or_default().into(),
        "derived_from": "the ids of the sources it was made from"
            => join(&self.derived_from).into(),
        "licence": "under what terms it may be used" => self.licence.into(),
        "note": "anything else worth knowing" => self.note.into(),
        "file": "the name of the file that its text was read from" => self.file.into(),
        "characters": "how long its text is; null if there is none"
            => self.characters.map_or_else(Cow::default, |n| n.to_string().into()),
    }

    const BRIEF: &'static [&'static str] = &["id", "kind", "published", "publisher", "title"];
}
