//! `demarche completions`: what a shell needs to complete the command line.

use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::{Outcome, args::Args};

/// Prints the script of a shell.
pub(super) fn run(shell: Shell, out: &mut impl Write) -> anyhow::Result<Outcome> {
    // Written to memory first: the generator panics when it can't write, as into a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "demarche", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Fine)
}
