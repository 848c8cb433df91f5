//! `demarche schema`: the JSON Schema of the format.

use std::io::{self, Write};

use crate::{cli::Outcome, model::native};

/// Prints the schema.
pub(super) fn run(out: &mut impl Write) -> anyhow::Result<Outcome> {
    // As an I/O error, so that a closed pipe is seen to be one.
    serde_json::to_writer_pretty(&mut *out, &native::schema()).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::Fine)
}
