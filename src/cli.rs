//! The command line: from arguments to bytes on standard output and an exit code.
//!
//! Each command is a file; [`args`] says what can be written, [`manual`] tells people. Without a
//! command the explorer opens.
//!
//! **Invariants.** Standard output carries data and nothing else; issues, progress and errors go to
//! standard error. Whoever closes the pipe has read enough: that is no error. No control character
//! of a file reaches a terminal or a pipe.

pub mod args;
pub mod manual;

mod actors;
mod check;
mod completions;
mod connections;
mod dyads;
mod explore;
mod export;
mod extract;
mod fields;
mod formats;
mod gaps;
mod history;
mod keys;
mod lanes;
mod load;
mod man;
mod map;
mod minus;
mod new;
mod notes;
mod paste;
mod print_config;
mod query;
mod review;
mod schema;
mod select;
mod show;
mod statements;
mod stats;
mod trends;

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, Write},
    process::ExitCode,
};

use clap::Parser as _;

use crate::{
    base::{bytes, issue::Issue, text},
    tui::run,
};
use args::{Args, Command, Files};
use select::Asked;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// There was something to print, or nothing was wrong.
    Fine,
    /// Nothing matched, or problems were found.
    Nothing,
}

impl Outcome {
    /// Fine if anything was found; else a person is told so.
    fn of(found: bool, nothing: &str) -> Self {
        if found {
            return Self::Fine;
        }
        say(nothing);
        Self::Nothing
    }
}

/// Runs the program: exit code 0 if all is fine, 1 if nothing matched or problems were found, 2 on
/// an error.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    if run::guard(&args) {
        return ExitCode::SUCCESS;
    }
    let args = match Args::try_parse_from(minus::protected(args)) {
        Ok(args) => args,
        Err(message) => {
            let plain = message.render().to_string();
            if text::neutralise_block(&plain) == plain {
                // Help that nobody reads to its end is no error.
                drop(message.print());
            } else {
                say(&plain);
            }
            return ExitCode::from(if message.use_stderr() { 2 } else { 0 });
        }
    };
    let mut out = BufWriter::new(io::stdout());
    let done = run(args, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    bytes::end_clients(|| {});
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("demarche: {}", chain(&error)));
            ExitCode::from(2)
        }
    }
}

fn run(args: Args, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let Some(command) = args.command else {
        if args.explore.print_config {
            return print_config::run(&args.explore, out);
        }
        return explore::run(&args.explore, out);
    };
    if let Some((files, asked)) = command.selection().filter(|(files, _)| files.sql) {
        return history::print_sql(files, asked, out);
    }
    match command {
        Command::Query { expr, candidates, files, columns, output } => {
            let asked = select::Asked { expr: expr.trim_start(), candidates };
            query::run(asked, &files, &columns, output.format, out)
        }
        Command::Show { id, files, columns, output } => {
            show::run(&id, &files, &columns, output.format, out)
        }
        Command::Statements(listing) => statements::run(&listing, out),
        Command::Actors(listing) => actors::run(&listing, out),
        Command::Stats { listing, by: None } => stats::run(&listing, out),
        Command::Stats { listing, by: Some(by) } => stats::run_by(&listing, by, out),
        Command::Trends(trends) => trends::run(&trends, out),
        Command::Review { listing, all } => review::run(&listing, all, out),
        Command::Gaps(listing) => gaps::run(&listing, out),
        Command::Dyads(dyads) => dyads::run(&dyads, out),
        Command::Lanes(arguments) => lanes::run(&arguments, out),
        Command::Check { files, output } => check::run(&files, output.format, out),
        Command::Formats { files, output } => formats::run(&files, output.format, out),
        Command::Map { file } => map::run(&file, out),
        Command::New { file } => new::run(&file),
        Command::Export(export) => export::run(&export, out),
        Command::Extract(extract) => extract::run(&extract, out),
        Command::Schema { of } => schema::run(out, of),
        Command::Keys { output } => keys::run(output.format, out),
        Command::Connections { output } => connections::run(output.format, out),
        Command::Completions { shell } => completions::run(shell, out),
        Command::Man => man::run(out),
    }
}

impl Command {
    /// What a command that takes a query is about, if it may be asked of a database.
    fn selection(&self) -> Option<(&Files, Asked<'_>)> {
        let selection = match self {
            Self::Query { expr, candidates, files, .. } => {
                let asked = Asked { expr: expr.trim_start(), candidates: *candidates };
                return Some((files, asked));
            }
            Self::Check { files, .. } => {
                return Some((files, Asked { expr: "", candidates: false }));
            }
            Self::Statements(listing) | Self::Actors(listing) | Self::Gaps(listing) => {
                &listing.selection
            }
            Self::Stats { listing, .. } | Self::Review { listing, .. } => &listing.selection,
            Self::Trends(trends) => &trends.listing.selection,
            Self::Dyads(dyads) => &dyads.selection,
            Self::Lanes(lanes) => &lanes.selection,
            Self::Export(export) => &export.selection,
            _ => return None,
        };
        Some((&selection.files, Asked::of(selection)))
    }
}

/// Tells a person something, on standard error.
fn say(message: &str) {
    // There is nobody left to tell that standard error is closed.
    drop(writeln!(io::stderr(), "{}", text::neutralise_block(message)));
}

/// Tells a person what is wrong with a file.
fn tell(issues: &[Issue]) {
    for issue in issues {
        say(&issue.to_string());
    }
}

/// An error and what caused it; most errors say their cause already.
fn chain(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |message, cause| {
        match message.as_str() {
            "" => cause,
            said if said.contains(&cause) => message,
            said => format!("{said}: {cause}"),
        }
    })
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
