//! `demarche schema`: the JSON Schema of the format.

use std::io::Write;

use crate::{cli::Outcome, model::native};

/// Prints the schema.
pub(super) fn run(out: &mut impl Write) -> anyhow::Result<Outcome> {
    serde_json::to_writer_pretty(&mut *out, &native::schema())?;
    writeln!(out)?;
    Ok(Outcome::Fine)
}
