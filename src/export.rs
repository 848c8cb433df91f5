//! Records of a timeline become bytes: rows for machines and tables for people ([`write()`]), or a
//! file to hand on ([`FileFormat`]) of the events and statements that are shown ([`Excerpt`]).
//!
//! **Invariants.** A field has the same name everywhere; [`Record::FIELDS`] says what each means.
//! Rows are written as they come, never held. What is written drives no terminal, no spreadsheet
//! and no browser: JSON escapes what the others mark. A file that is handed on says how its events
//! were chosen, where it has a place for that, and what it has no form for is counted.

pub mod chronology;
pub mod citation;
pub mod csl;
pub mod html;
pub mod icalendar;
pub mod native;
pub mod quotations;
pub mod spreadsheet;
pub mod timelinejs;

mod actor;
mod bibliography;
mod event;
mod evidence;
mod excerpt;
mod extras;
mod file_format;
mod json;
mod layout;
mod left_out;
mod noted;
mod raise;
mod source;
mod statement;
mod table;

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::Serialize;

pub use self::{
    actor::{ActorRow, Counts},
    bibliography::Bibliography,
    event::EventRow,
    excerpt::{Excerpt, Note},
    extras::{Extras, with_rows},
    file_format::FileFormat,
    left_out::LeftOut,
    source::SourceRow,
    statement::StatementRow,
};
use crate::base::text::{csv_guard, escape_markdown, neutralise, neutralise_block};

/// A way to write records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned columns for people
    #[default]
    Table,
    /// One JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values, safe for spreadsheets
    // With a header (RFC 4180); lists are joined with `; `.
    Csv,
    /// A Markdown table
    Md,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// In which way.
    pub format: Format,
    /// The most cells that a line of a table takes; `usize::MAX` where nothing is to be cut.
    pub width: usize,
}

impl From<Format> for Output {
    /// With nothing cut.
    fn from(format: Format) -> Self {
        Self { format, width: usize::MAX }
    }
}

/// A record as it is written.
pub trait Record: Serialize {
    /// What a record is called, in the plural.
    const NAME: &'static str;

    /// Every field, in the order in which it is written.
    const FIELDS: &'static [Field];

    /// The fields that people see in tables.
    const BRIEF: &'static [&'static str];

    /// A field in a cell of CSV; empty where it is not there.
    fn cell(&self, field: &str) -> Cow<'_, str>;

    /// A field in a cell for people.
    fn brief(&self, field: &str) -> Cow<'_, str> {
        self.cell(field)
    }
}

/// One field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, the same in every output.
    pub name: &'static str,
    /// What it holds, and when it is there.
    pub meaning: &'static str,
}

/// The fields of a record, each spelled once: its name, what it holds, and its cell. A cell is an
/// expression of `self`.
macro_rules! record_fields {
    ($record:ident; $($name:literal: $meaning:literal => $cell:expr,)+) => {
        const FIELDS: &'static [$crate::export::Field] =
            &[$($crate::export::Field { name: $name, meaning: $meaning },)+];

        fn cell(&$record, field: &str) -> std::borrow::Cow<'_, str> {
            match field {
                $($name => $cell,)+
                _ => std::borrow::Cow::default(),
            }
        }
    };
}
pub(crate) use record_fields;

/// A record as JSON on as many lines as it needs, safe for a terminal: for a copy.
#[must_use]
pub fn record_json(record: &impl Record) -> String {
    let mut out = Vec::new();
    let written = json::to_string(record).and_then(|json| layout::write(&mut out, &json, 0, 0));
    debug_assert!(written.is_ok(), "memory takes all: {written:?}");
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes records one after the other.
pub fn write<R: Record>(
    out: &mut impl Write,
    output: impl Into<Output>,
    records: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    let (records, Output { format, width }) = (records.into_iter(), output.into());
    match format {
        Format::Table => table::write(out, width, records),
        Format::Json => json::write_array(out, records),
        Format::Jsonl => json::write_lines(out, records),
        Format::Csv => write_csv(out, records),
        Format::Md => write_markdown(out, records),
    }
}

fn write_csv<R: Record>(out: &mut impl Write, records: impl Iterator<Item = R>) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(R::FIELDS.iter().map(|field| field.name)).map_err(of_csv)?;
    for record in records {
        for field in R::FIELDS {
            let cell = record.cell(field.name);
            csv.write_field(&*csv_guard(&neutralise_block(&cell))).map_err(of_csv)?;
        }
        csv.write_record(None::<&[u8]>).map_err(of_csv)?;
    }
    csv.flush()
}

/// What went wrong in writing, as `out` said it: a closed pipe is known by its kind.
pub(crate) fn of_csv(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

fn write_markdown<R: Record>(
    out: &mut impl Write,
    records: impl Iterator<Item = R>,
) -> io::Result<()> {
    writeln!(out, "| {} |", R::BRIEF.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(R::BRIEF.len()))?;
    for record in records {
        let cells = R::BRIEF.iter().map(|field| {
            let cell = record.brief(field);
            escape_markdown(&neutralise(&cell)).into_owned()
        });
        writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// A number in a cell; empty if there is none.
pub(crate) fn number<T: ToString>(number: Option<T>) -> Cow<'static, str> {
    number.map_or_else(Cow::default, |number| number.to_string().into())
}

/// Items in one cell, with `; ` between them.
fn join<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            cell.push_str("; ");
        }
        cell.push_str(item.as_ref());
    }
    cell
}
