//! `demarche query`: the events that match.

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{self, Files, Format},
        select::{self, Asked},
    },
    export::{self, EventRow},
};

/// Prints the events in time order.
pub(super) fn run(
    asked: Asked<'_>,
    files: &Files,
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::find(files, asked)?;
    let timeline = loaded.store.timeline();
    let events = answer.rows.iter().map(|row| EventRow::new(timeline.event(row), answer.scope));
    export::write(out, args::output(format), events)?;
    Ok(Outcome::of(!answer.rows.is_empty(), "no event matches"))
}
