//! `demarche query`: the events that match.

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{self, Files, Format},
        select::{self, Asked},
    },
    export::{self, EventRow, Extras},
};

/// Prints the events in time order; for machines with these columns of their rows, or all.
pub(super) fn run(
    asked: Asked<'_>,
    files: &Files,
    columns: &[String],
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::find(files, asked)?;
    let timeline = loaded.store.timeline();
    let (rows, output) = (answer.rows.iter(), args::output(format));
    if matches!(format, Format::Table | Format::Md) {
        let events = rows.map(|row| EventRow::new(timeline.event(row), answer.scope));
        export::write(out, output, events)?;
    } else {
        let extras = Extras::chosen(timeline, columns).map_err(anyhow::Error::msg)?;
        let mut failed = None;
        let events = export::with_rows(timeline, rows, answer.scope, extras, &mut failed);
        export::write(out, output, events)?;
        if let Some(error) = failed {
            return Err(error.into());
        }
    }
    Ok(Outcome::of(!answer.rows.is_empty(), "no event matches"))
}
