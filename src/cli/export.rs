//! `demarche export`: a timeline, or a part of it, in our own format.

use std::io::Write;

use crate::{
    cli::{Outcome, args::Selection, select},
    export::native,
};

/// Prints a file that `demarche` reads.
pub(super) fn run(selection: &Selection, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(selection)?;
    let timeline = loaded.store.timeline();
    if selection.query.is_none() {
        native::write(out, timeline, answer.scope)?;
        return Ok(Outcome::Fine);
    }
    native::write_rows(out, timeline, &answer.rows, answer.scope)?;
    Ok(Outcome::of(!answer.rows.is_empty(), "no event matches: the timeline is empty"))
}
