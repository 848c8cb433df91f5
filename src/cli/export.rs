//! `demarche export`: a timeline, or what a query finds in it, as a file to hand on.

use std::io::Write;

use crate::{
    base::clock,
    cli::{
        Outcome,
        args::Export,
        say,
        select::{self, Asked},
    },
    export::{Excerpt, Extras, Note},
    query,
};

/// Prints the file; on standard error what it has no form for.
pub(super) fn run(export: &Export, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let Export { selection, format, columns, notes } = export;
    let asked = Asked::of(selection);
    let query = asked.query()?;
    let (loaded, answer) = select::select(selection)?;
    let timeline = loaded.store.timeline();
    let meaning = query::meaning(&query, &loaded.store);
    let note = Note::new(asked.expr, meaning, &answer, clock::now());
    let excerpt = Excerpt::new(timeline, &answer, &note).with_notes(*notes);
    let extras = Extras::chosen(timeline, columns).map_err(anyhow::Error::msg)?;
    let left_out = format.write(out, &excerpt, extras)?;
    if !left_out.is_empty() {
        say(&format!("{} has no form for these, left out: {left_out}", format.noun()));
    }
    if format.is_of_statements() {
        return Ok(Outcome::of(!answer.statements.is_empty(), "no statement matches"));
    }
    Ok(Outcome::of(!answer.rows.is_empty(), "no event matches: the file is empty"))
}
