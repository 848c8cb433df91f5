//! `demarche extract`: what is read from articles, as a timeline to edit, item by item with its
//! reasons, sentence by sentence with its syntax, or as annotations for comparison.

mod annotate;
mod explain;
mod syntax;

pub(super) use explain::Found;

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{self, Extract, Format},
        load,
    },
    export::{self, EventRow, native},
};

/// Prints it.
pub(super) fn run(extract: &Extract, out: &mut impl Write) -> anyhow::Result<Outcome> {
    if let Some(path) = &extract.jsonl {
        return annotate::run(path, &extract.files, out);
    }
    if extract.syntax {
        return syntax::run(&extract.files, out);
    }
    if extract.explain {
        return explain::run(&extract.files, extract.output.unwrap_or_default(), out);
    }
    let loaded = load::load(&extract.files)?;
    let timeline = loaded.store.timeline();
    match extract.output.unwrap_or(args::Extracted::Json).format() {
        Format::Json => native::write(out, timeline)?,
        format => export::write(out, format.output(), timeline.events().map(EventRow::new))?,
    }
    let is_empty = timeline.is_empty() && timeline.statements().is_empty();
    Ok(Outcome::of(!is_empty, "no event and no statement was found"))
}
