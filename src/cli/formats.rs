//! `demarche formats`: what can be read; or what files are taken for, and why.

use std::{
    io::{self, Write},
    path::PathBuf,
    slice,
};

use serde::Serialize;

use crate::{
    base::{
        bytes::{self, Binary, Content, Input, Limits},
        text,
    },
    cli::{
        Outcome,
        args::{self, terminal_width},
        load,
    },
    export::{self, Record, record_fields},
    ingest::{
        self, Format, Head, Reader, Sureness, Table, container,
        split::{Dialect, Quotes},
    },
};

/// Prints all formats, or of each file what it is; the outcome is [`Outcome::Nothing`] if one is
/// in no format that can be read.
pub(super) fn run(
    files: &[PathBuf],
    format: args::Format,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    if files.is_empty() {
        export::write(out, args::output(format), ingest::FORMATS.iter().map(FormatRow::new))?;
        return Ok(Outcome::Fine);
    }
    load::look_for(files)?;
    let mut found = Vec::new();
    for file in files {
        let inputs = match load::input(file)? {
            Input::Path(path) => {
                let files = bytes::expand(&path, ingest::EXTENSIONS)?.files;
                files.into_iter().map(Input::Path).collect()
            }
            input => vec![input],
        };
        for input in inputs {
            let open = |progress: &_| bytes::open(&input, &Limits::default(), progress);
            for opened in load::watched(slice::from_ref(&input), open)? {
                found.push(FileRow::of(&opened.name, &opened.content)?);
            }
        }
    }
    let all_known = found.iter().all(|row| row.problem.is_empty());
    match format {
        args::Format::Table => {
            for (number, row) in found.iter().enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                print(out, row)?;
            }
        }
        _ => export::write(out, args::output(format), found)?,
    }
    Ok(Outcome::of(all_known, "not every file is in a format that can be read"))
}

/// Prints the name, then a line a field, wrapped in a terminal.
fn print(out: &mut impl Write, row: &FileRow) -> io::Result<()> {
    const LABELS: usize = 10;
    let width = terminal_width().map_or(usize::MAX, |width| width.saturating_sub(LABELS + 4));
    writeln!(out, "{}", text::neutralise(&row.file))?;
    for field in FileRow::FIELDS.iter().skip(1) {
        let cell = text::neutralise(&row.cell(field.name)).into_owned();
        let mut label = field.name;
        for line in text::wrap(&cell, width.max(20)).into_iter().filter(|line| !line.is_empty()) {
            writeln!(out, "  {}  {}", text::pad(label, LABELS), &cell[line])?;
            label = "";
        }
    }
    Ok(())
}

/// A format as it is written.
#[derive(Serialize)]
pub(super) struct FormatRow {
    name: &'static str,
    title: &'static str,
    becomes: &'static str,
    lacks: &'static str,
}

impl FormatRow {
    fn new(format: &Format) -> Self {
        let Format { name, title, becomes, lacks, .. } = *format;
        Self { name, title, becomes, lacks }
    }
}

impl Record for FormatRow {
    const NAME: &'static str = "formats";
    record_fields! { self;
        "name": "the name for --from" => self.name.into(),
        "title": "what it is" => self.title.into(),
        "becomes": "what a record of it becomes" => self.becomes.into(),
        "lacks": "what it can't say" => self.lacks.into(),
    }
    const BRIEF: &'static [&'static str] = &["name", "title"];
}

/// What a file is taken for, as it is written.
#[derive(Debug, Default, Serialize)]
pub(super) struct FileRow {
    file: String,
    format: &'static str,
    sureness: &'static str,
    reason: String,
    others: Vec<&'static str>,
    tried: Vec<&'static str>,
    encoding: String,
    delimiter: &'static str,
    quotes: &'static str,
    header: String,
    columns: Vec<String>,
    notes: Vec<String>,
    problem: String,
}

impl FileRow {
    /// What the beginning of a file tells.
    fn of(name: &str, content: &Content) -> anyhow::Result<Self> {
        let row = Self { file: name.to_owned(), ..Self::default() };
        if let Some((format, guess)) = container::of_package(content) {
            return Ok(Self { format: format.name, sureness: "sure", reason: guess.reason, ..row });
        }
        let bytes = content.head(ingest::HEAD)?;
        if let Some(kind) = Binary::of(&bytes) {
            return Ok(Self {
                problem: format!("it is {kind}, not text{}", kind.way_on(name)),
                ..row
            });
        }
        let encoding = encoding(&bytes);
        let head = Head::of_content(name, content)?;
        let guesses = ingest::guesses(&head);
        let names = || ingest::FORMATS.iter().map(|format| format.name);
        let is_guessed = |name| guesses.iter().any(|(format, _)| format.name == name);
        let row =
            Self { encoding, tried: names().filter(|name| !is_guessed(*name)).collect(), ..row };
        let Some((format, guess)) = guesses.first() else {
            let problem = if head.is_empty() {
                "it is empty"
            } else {
                "it is in no format that is known here"
            };
            return Ok(Self { problem: problem.to_owned(), ..row }.with_table(&head));
        };
        let row = Self {
            format: format.name,
            sureness: match guess.sureness {
                Sureness::Possible => "possible",
                Sureness::Likely => "likely",
                Sureness::Sure => "sure",
            },
            reason: guess.reason.clone(),
            others: guesses[1..].iter().map(|(format, _)| format.name).collect(),
            ..row
        };
        Ok(match &format.reader {
            Reader::Prose | Reader::Container(_) => row,
            Reader::Document(_) if head.text.trim_start().starts_with(['{', '[']) => row,
            Reader::Document(_) => row.with_table(&head),
            Reader::Rows(open) => match open(&head) {
                Ok(table) => Self {
                    header: match (&table.records, table.above) {
                        (Some(_), _) => "names of members".to_owned(),
                        (None, 0) => "none".to_owned(),
                        (None, 1) => "first row".to_owned(),
                        (None, row) => format!("row {row}"),
                    },
                    notes: table.format.notes(),
                    ..match &table.records {
                        Some(_) => row.with_columns(&table),
                        None => row.with_dialect(table.dialect).with_columns(&table),
                    }
                },
                Err(problem) => Self { problem, ..row }.with_table(&head),
            },
        })
    }

    fn with_dialect(mut self, dialect: Dialect) -> Self {
        self.delimiter = match dialect.delimiter {
            b'\t' => "tab",
            b';' => "semicolon",
            b'|' => "bar",
            _ => "comma",
        };
        self.quotes = match dialect.quotes {
            Quotes::Enclose => "enclose fields",
            Quotes::EncloseSpaced => "enclose fields, spaces around them mean nothing",
            Quotes::Nothing => "mean nothing",
        };
        self
    }

    fn with_columns(mut self, table: &Table) -> Self {
        self.columns = table.header.names().to_vec();
        self
    }

    /// The same with what is known of a table that no format reads.
    fn with_table(self, head: &Head) -> Self {
        if head.first().len() < 2 {
            return self;
        }
        let columns = head.header().names().to_vec();
        match &head.records {
            Some(_) => Self { columns, ..self },
            None => Self { columns, ..self.with_dialect(head.dialect) },
        }
    }
}

/// The encoding of a text that begins so, and where it is broken.
fn encoding(bytes: &[u8]) -> String {
    if bytes::is_utf16(bytes) {
        let is_marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
        return if is_marked { "UTF-16" } else { "UTF-16 without a byte order mark" }.to_owned();
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return "UTF-8 after a byte order mark".to_owned();
    }
    let whole = ingest::without_cut_character(bytes.to_vec());
    let (_, issues) = bytes::decode(whole, "");
    issues.first().map_or_else(|| "UTF-8".to_owned(), |issue| issue.message.clone())
}

impl Record for FileRow {
    const NAME: &'static str = "formats of files";
    record_fields! { self;
        "file": "the file, and its name in an archive" => self.file.as_str().into(),
        "format": "the format that reads it" => self.format.into(),
        "sureness": "sure, likely or possible" => self.sureness.into(),
        "reason": "why it is taken for that" => self.reason.as_str().into(),
        "others": "further formats that it could be in" => self.others.join("; ").into(),
        "tried": "the formats that it is not in" => self.tried.join("; ").into(),
        "encoding": "how characters are written, told by its beginning"
            => self.encoding.as_str().into(),
        "delimiter": "what stands between fields: tab, comma, semicolon or bar"
            => self.delimiter.into(),
        "quotes": "whether double quotes enclose fields or mean nothing" => self.quotes.into(),
        "header": "what names the columns: a row, the members of records, or nothing" => self.header.as_str().into(),
        "columns": "the names of the columns" => self.columns.join("; ").into(),
        "notes": "what it lacks or can't say" => self.notes.join("; ").into(),
        "problem": "why it can't be read" => self.problem.as_str().into(),
    }

    const BRIEF: &'static [&'static str] = &["file", "format", "sureness", "reason", "problem"];
}
