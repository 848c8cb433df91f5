//! The way of the data, step by step.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use crate::{
    base::{
        bytes::{self, Input, Limits, Member},
        issue::Issue,
        progress::Progress,
    },
    index::Store,
    ingest::{self, Beside, Document, native},
    model::Timeline,
    world::{Loaded, WorldError},
};

/// What standard input said: it can be read once, and is wanted again on a reload.
pub type Held = OnceLock<Decoded>;

/// An input, decoded.
#[derive(Clone)]
pub struct Decoded {
    input: Input,
    name: String,
    content: String,
    issues: Vec<Issue>,
}

/// Reads, ingests, merges and reviews.
pub fn load(inputs: &[Input], held: &Held, progress: &Progress) -> Result<Loaded, WorldError> {
    let texts = read(inputs, held, progress)?;
    let mut issues = Vec::with_capacity(texts.len());
    let (mut files, mut shards) = (Vec::new(), Vec::new());
    for document in documents(&texts, progress) {
        let ingested = ingest::read(&document)?;
        files.push(ingested.file);
        shards.extend(ingested.shards);
        issues.push(ingested.issues);
        stop_if_cancelled(progress)?;
    }
    let (timeline, joined) = Timeline::build(files, shards);
    stop_if_cancelled(progress)?;
    let reviewed: Vec<_> =
        documents(&texts, progress).map(|document| ingest::review(&document, &timeline)).collect();

    let mut all = Vec::new();
    for ((decoding, ingesting), review) in
        texts.into_iter().map(|it| it.issues).zip(issues).zip(reviewed)
    {
        let mut of_file = [ingesting, review].concat();
        of_file.sort_by(|a, b| a.place.cmp(&b.place));
        all.extend(decoding);
        all.append(&mut of_file);
    }
    all.extend(joined);
    Ok(Loaded { store: Arc::new(Store::new(timeline)), issues: all })
}

/// All texts. The progress counts their bytes once as they are read and once as they are ingested.
fn read(inputs: &[Input], held: &Held, progress: &Progress) -> Result<Vec<Decoded>, WorldError> {
    let sizes: Option<u64> = inputs.iter().map(Input::size).sum();
    progress.expect(sizes.map_or(0, |size| size * 2));
    let mut texts = Vec::with_capacity(inputs.len());
    for input in inputs {
        match (input, held.get()) {
            (Input::Stdin, Some(text)) => texts.push(text.clone()),
            (Input::Stdin, None) => {
                for text in read_file(input, progress)? {
                    texts.push(held.get_or_init(|| text).clone());
                }
            }
            (Input::Path(path), _) => {
                for file in bytes::expand(path, &["json"])? {
                    texts.extend(read_file(&Input::Path(file), progress)?);
                }
            }
            (Input::Embedded { .. }, _) => texts.extend(read_file(input, progress)?),
        }
    }
    if texts.len() > usize::from(u16::MAX) {
        return Err(WorldError::TooMany { count: texts.len() });
    }
    Ok(texts)
}

fn read_file(input: &Input, progress: &Progress) -> Result<Vec<Decoded>, WorldError> {
    let members = bytes::read_all(input, &Limits::default(), progress)?;
    members.into_iter().map(|member| decode(input, member)).collect()
}

fn decode(input: &Input, member: Member) -> Result<Decoded, WorldError> {
    let Member { name, bytes, mut issues } = member;
    if let Some(kind) = bytes::binary_kind(&bytes) {
        return Err(WorldError::Binary { name, kind });
    }
    let (content, more) = bytes::decode(bytes.into_owned(), &name);
    issues.extend(more);
    Ok(Decoded { input: input.clone(), name, content, issues })
}

fn documents<'a>(
    texts: &'a [Decoded],
    progress: &'a Progress,
) -> impl Iterator<Item = Document<'a>> {
    (0..).zip(texts).map(move |(number, text)| Document {
        name: &text.name,
        number,
        text: &text.content,
        beside: match &text.input {
            Input::Path(path) => Beside::Folder(path.parent().unwrap_or(Path::new(""))),
            Input::Stdin => Beside::Nowhere,
            Input::Embedded { .. } => Beside::Embedded(native::EMBEDDED_BESIDE),
        },
        progress,
    })
}

fn stop_if_cancelled(progress: &Progress) -> Result<(), WorldError> {
    if progress.is_cancelled() { Err(WorldError::Cancelled) } else { Ok(()) }
}
