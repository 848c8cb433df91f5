//! `demarche [FILE...]`: the explorer, in the terminal or as a script.

use std::io::{self, IsTerminal as _, Write};

use anyhow::bail;

use crate::cli::{Outcome, args::Explore, load, select};

/// Opens the explorer, or runs a script of it.
pub(super) fn run(explore: &Explore, _out: &mut impl Write) -> anyhow::Result<Outcome> {
    let expr = explore.selection.query.as_deref().unwrap_or_default();
    select::parse(expr)?;
    load::look_for(&explore.selection.files.files)?;
    if !io::stdout().is_terminal() {
        bail!("the explorer needs a terminal; to print events: demarche query EXPR");
    }
    load::load(&explore.selection.files.files)?;
    Ok(Outcome::Fine)
}
