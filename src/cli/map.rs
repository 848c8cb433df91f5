//! `demarche map`: a first column map for a table.

use std::{io::Write, path::Path, slice};

use anyhow::bail;

use crate::{
    base::bytes::{self, Binary, Limits, Opened},
    cli::{Outcome, load, say},
    ingest::{self, Format, Head, Reader, container, map},
};

/// Prints the draft for the first file in an input that is a table.
pub(super) fn run(file: &Path, out: &mut impl Write) -> anyhow::Result<Outcome> {
    load::look_for(&[file.to_owned()])?;
    let input = load::input(file)?;
    let open = |progress: &_| bytes::open(&input, &Limits::default(), progress);
    let opened = load::watched(slice::from_ref(&input), open)?;
    let is_table = |opened: &&Opened| {
        Head::of_content(&opened.name, &opened.content).is_ok_and(|it| it.first().len() > 1)
    };
    let Some(opened) = opened.iter().find(is_table).or(opened.first()) else {
        bail!("{} is empty", file.display())
    };
    if let Some((format, _)) = container::of_package(&opened.content) {
        bail!("{} is no table, and is read as {} without a map", opened.name, format.title);
    }
    if let Some(kind) = Binary::of(&opened.content.head(ingest::HEAD)?) {
        bail!("{} is {kind}, not a table{}", opened.name, kind.way_on(&opened.name));
    }
    let head = Head::of_content(&opened.name, &opened.content)?;
    if head.is_empty() {
        bail!("{} is empty", opened.name);
    }
    let is_read = |format: &Format| match format.reader {
        Reader::Rows(open) => open(&head).is_ok(),
        Reader::Document(_) | Reader::Prose | Reader::Container(_) => true,
    };
    let guesses = ingest::guesses(&head);
    let is_document = |(format, _): &(&Format, _)| matches!(format.reader, Reader::Document(_));
    let has_records = head.records.is_some() && !guesses.first().is_some_and(is_document);
    if head.text.trim_start().starts_with(['{', '[']) && !has_records {
        bail!("{} is JSON, not a table", opened.name);
    }
    if let Some((format, guess)) = guesses.iter().find(|(format, _)| is_read(format)) {
        let (name, reason) = (&opened.name, &guess.reason);
        say(&format!("{name} is read as {} without a map: {reason}", format.title));
    }
    write!(out, "{}", map::draft(&head))?;
    Ok(Outcome::Fine)
}
