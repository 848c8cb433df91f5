//! `demarche extract`: what is read from articles, as a timeline to edit, item by item with its
//! reasons, sentence by sentence with its syntax or with what became of it, or as annotations for
//! comparison.

mod annotate;
mod explain;
mod receipt;
mod rules;
mod syntax;

pub(super) use self::{explain::Found, receipt::Accounted, rules::RuleRow};

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{self, Extract, Format},
        select::{self, Asked},
    },
    export::{self, EventRow, native},
};

/// Prints it.
pub(super) fn run(extract: &Extract, out: &mut impl Write) -> anyhow::Result<Outcome> {
    if let Some(path) = &extract.jsonl {
        return annotate::run(path, &extract.files, out);
    }
    if extract.rules {
        return rules::run(extract.output.unwrap_or_default(), out);
    }
    if extract.syntax {
        return syntax::run(&extract.files, out);
    }
    if extract.explain {
        return explain::run(&extract.files, extract.output.unwrap_or_default(), out);
    }
    if extract.receipt {
        return receipt::run(&extract.files, extract.output.unwrap_or_default(), out);
    }
    let asked = Asked { expr: "", candidates: extract.candidates };
    let (loaded, answer) = select::find(&extract.files, asked)?;
    let timeline = loaded.store.timeline();
    let events = answer.rows.iter().map(|row| EventRow::new(timeline.event(row), answer.scope));
    match extract.output.map_or(Format::Json, args::Extracted::format) {
        Format::Json => native::write(out, timeline, answer.scope)?,
        format => export::write(out, args::output(format), events)?,
    }
    let is_empty = answer.rows.is_empty() && answer.statements.is_empty();
    Ok(Outcome::of(!is_empty, "no event and no statement was found"))
}
