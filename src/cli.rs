//! The command line: from arguments to bytes on standard output and an exit code.
//!
//! Each command is a file; [`args`] says what can be written. Without a command the explorer opens.
//!
//! **Invariants.** Standard output carries data and nothing else; issues, progress and errors go to
//! standard error. Whoever closes the pipe has read enough: that is no error. No control character
//! of a file reaches a terminal or a pipe.

pub mod args;

mod completions;
mod keys;
mod man;
mod print_config;
mod schema;

use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use clap::Parser as _;

use crate::base::text;
use args::{Args, Command};

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// There was something to print, or nothing was wrong.
    Fine,
    /// Nothing matched, or problems were found.
    Nothing,
}

/// Runs the program: exit code 0 if all is fine, 1 if nothing matched or problems were found, 2 on
/// an error.
#[must_use]
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => {
            // Help that nobody reads to its end is no error.
            drop(message.print());
            return ExitCode::from(message.exit_code() as u8);
        }
    };
    let mut out = BufWriter::new(io::stdout());
    let done = run(args, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("demarche: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(args: Args, out: &mut impl Write) -> anyhow::Result<Outcome> {
    match args.command {
        Some(Command::Schema) => schema::run(out),
        Some(Command::Keys { output }) => keys::run(output.format == args::Format::Md, out),
        Some(Command::Completions { shell }) => completions::run(shell, out),
        Some(Command::Man) => man::run(out),
        None if args.explore.print_config => print_config::run(&args.explore, out),
        _ => anyhow::bail!("not yet"),
    }
}

/// Tells a person something, on standard error.
fn say(message: &str) {
    // There is nobody left to tell that standard error is closed.
    drop(writeln!(io::stderr(), "{}", text::neutralise_block(message)));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
