//! `demarche check`: what is wrong with files, as a compiler says it.

use std::io::Write;

use serde::Serialize;

use crate::{
    base::{issue::Issue, text},
    cli::{
        Outcome,
        args::{self, Files, Format},
        history, load, say,
    },
    export::{self, Record, number, record_fields},
    query::{Answer, Query},
    view::counted,
};

/// Prints every issue; the outcome is [`Outcome::Nothing`] if there is any.
pub(super) fn run(files: &Files, format: Format, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let loaded = match history::named(files)? {
        Some(connection) => history::load_quietly(connection, files, &Query::default())?,
        None => load::load_quietly(files)?,
    };
    match format {
        Format::Table => {
            for issue in &loaded.issues {
                writeln!(out, "{}", text::neutralise(&issue.to_string()))?;
            }
        }
        _ => export::write(out, args::output(format), loaded.issues.iter().map(IssueRow::new))?,
    }
    if loaded.issues.is_empty() {
        let sure = Answer::all(&loaded.store);
        let counts = [(sure.rows.count(), "event"), (sure.statements.count(), "statement")];
        let held_back = (sure.candidates > 0).then_some((sure.candidates, "candidate"));
        let counts = counts.into_iter().chain(held_back);
        let counts: Vec<_> = counts.map(|(count, noun)| counted(count, noun)).collect();
        say(&format!("nothing is wrong: {}", counts.join(", ")));
        return Ok(Outcome::Fine);
    }
    Ok(Outcome::Nothing)
}

/// An issue as it is written.
#[derive(Serialize)]
pub(super) struct IssueRow<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u64>,
    severity: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

impl<'a> IssueRow<'a> {
    fn new(issue: &'a Issue) -> Self {
        Self {
            file: &issue.place.file,
            line: issue.place.line,
            column: issue.place.column,
            severity: issue.severity.name(),
            message: &issue.message,
            help: issue.help.as_deref(),
        }
    }
}

impl Record for IssueRow<'_> {
    const NAME: &'static str = "issues";
    record_fields! { self;
        "file": "the file, as it was named" => self.file.into(),
        "line": "the line in it, from 1" => number(self.line),
        "column": "the column in the line, in characters from 1" => number(self.column),
        "severity": "error, if something is dropped by it, or warning" => self.severity.into(),
        "message": "what is wrong" => self.message.into(),
        "help": "what to do, or the nearest valid word" => self.help.unwrap_or_default().into(),
    }

    const BRIEF: &'static [&'static str] =
        &["file", "line", "column", "severity", "message", "help"];
}
