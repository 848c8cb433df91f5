//! `demarche schema`: the JSON Schema of a format.

use std::io::{self, Write};

use crate::{
    cli::{Outcome, args::Described},
    model::native,
    notebook,
};

/// Prints the schema.
pub(super) fn run(out: &mut impl Write, format: Described) -> anyhow::Result<Outcome> {
    let schema = match format {
        Described::Timeline => native::schema(),
        Described::Notebook => notebook::schema(),
    };
    // As an I/O error, so that a closed pipe is seen to be one.
    serde_json::to_writer_pretty(&mut *out, &schema).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(Outcome::Fine)
}
