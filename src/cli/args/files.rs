//! What the commands read.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use crate::ingest;

/// What to read.
#[derive(Debug, ClapArgs)]
pub struct Files {
    /// What to read; `-` is standard input, @NAME a database [default: the built-in timeline]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The format of the files [default: told by their content]
    #[arg(long, value_name = "NAME", requires = "files")]
    pub from: Option<String>,
    /// What the columns are: a map, as `demarche map` drafts it
    #[arg(long, value_name = "MAP", requires = "files", conflicts_with = "from")]
    pub map: Option<PathBuf>,
    /// The sheet of a workbook [default: the first in a known format]
    #[arg(long, value_name = "SHEET", requires = "files")]
    pub sheet: Option<String>,
    /// How dates are written in tables [default: as all of them together tell]
    #[arg(long, value_name = "FORMAT", requires = "files", value_parser = ingest::date::Format::NAMES)]
    pub dates: Option<String>,
    /// The notebook of what was decided and corrected [default: beside the file, NAME.notebook.toml]
    #[arg(long, value_name = "NOTEBOOK", hide_short_help = true)]
    pub notebook: Option<PathBuf>,
    /// Look at the files without what was decided, corrected and noted about them
    #[arg(long, conflicts_with = "notebook", hide_short_help = true)]
    pub no_notebook: bool,
    /// Print the statement that fetches the rows of a database, and fetch none
    #[arg(long, requires = "files", hide_short_help = true)]
    pub sql: bool,
    /// Fetch at most so many rows of a database [default: as the connection says]
    #[arg(long, value_name = "ROWS", requires = "files", hide_short_help = true)]
    pub limit: Option<u64>,
    /// How articles are read.
    #[command(flatten)]
    pub reading: Reading,
}

/// How articles are read.
#[derive(Debug, ClapArgs)]
pub struct Reading {
    /// When the article was published; of several, those that don't say it
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// A table of words that adds to the built-in one of the same name; can be repeated
    #[arg(long, value_name = "TABLE", hide_short_help = true)]
    pub lexicon: Vec<PathBuf>,
    /// Keep the same actor or event in two articles two
    #[arg(long, hide_short_help = true)]
    pub no_join: bool,
}
