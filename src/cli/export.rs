//! `demarche export`: a timeline, or a part of it, as a file that `demarche` opens.

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{Export, ExportFormat},
        say, select,
    },
    export::{
        chronology::{self, LeftOut},
        native,
    },
    view::counted,
};

/// Prints a file that `demarche` reads.
pub(super) fn run(export: &Export, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let selection = &export.selection;
    let (loaded, answer) = select::select(selection)?;
    let timeline = loaded.store.timeline();
    match export.format {
        ExportFormat::Native if selection.query.is_none() => {
            native::write(out, timeline, answer.scope)?;
            return Ok(Outcome::Fine);
        }
        ExportFormat::Native => native::write_rows(out, timeline, &answer.rows, answer.scope)?,
        ExportFormat::Chronology => {
            let shown = counted(answer.rows.count(), "event");
            let note = match &selection.query {
                Some(query) => format!("{shown} of {}: {query}", timeline.len()),
                None => shown,
            };
            let left_out = chronology::write(out, timeline, &answer.rows, answer.scope, &note)?;
            if left_out != LeftOut::default() {
                say(&format!("a chronology has no form for these, left out: {left_out}"));
            }
        }
    }
    Ok(Outcome::of(!answer.rows.is_empty(), "no event matches: the timeline is empty"))
}
