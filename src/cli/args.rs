//! The command line as typed values: what can be written, what it means, and the help.

mod files;
mod views;

use std::{
    io::{self, IsTerminal as _},
    path::PathBuf,
};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum, builder::PossibleValue};
use clap_complete::Shell;

pub use self::{
    files::{Files, Reading},
    views::{By, Dyads, Lanes, Trends},
};
pub use crate::export::Format;
use crate::{
    cli::fields,
    config,
    export::{FileFormat, Output},
    view::View,
};

/// What to write, before what it means.
const EXAMPLES: &str = "\
Examples:
  demarche                                     explore the built-in timeline
  demarche talks.json                          explore a timeline
  demarche article.txt                         explore what a news article tells
  demarche a.json b.json -q actor:lavrov       explore two as one, filtered
  zcat talks.json.gz | demarche -              explore what a pipe brings
  demarche query 'kind:consult date:2015-08'   print events instead
  demarche stats talks.json -o json            count them
  demarche export > mine.json                  start a timeline of your own";

/// What holds for all commands.
const NOTES: &str = "\
Without FILE, a timeline that is built in is used: the Moscow talks on Syria of August 2015. FILE \
can be an article (text, Markdown, HTML), a timeline or a data set, compressed with gzip or in a \
zip archive, or a folder of them; `-` is standard input, or what is pasted at a terminal. @NAME is a \
table in a database, by a connection of yours (`demarche connections`). A file that is named like a \
command, or begins with @, needs a folder before its name, such as ./query.

Exit codes: 0 fine, 1 nothing matched or `check` found problems, 2 error. Standard output carries \
data and nothing else.";

/// A terminal explorer for conflict-diplomacy timelines: who met, said and did what to whom, when,
/// and how we know.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    before_long_help = EXAMPLES,
    after_long_help = NOTES,
)]
pub struct Args {
    /// What to print instead of exploring.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to explore.
    #[command(flatten)]
    pub explore: Explore,
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the events that match a query
    #[command(
        before_long_help = "\
Examples:
  demarche query actor:lavrov                  who took part, in any role
  demarche query 'date:2015-08-13 has:statement' talks.json
  demarche query 'dyad:russia+usa' -o csv      for a spreadsheet
  demarche query undated: a.json b.json -o jsonl
  demarche query 'fatalities:>10' ged.csv -o csv --columns relid,source_headline
  demarche query '-kind:consult -undated:'     all others",
        after_long_help = fields::help()
    )]
    Query {
        /// What to look for, such as 'actor:lavrov date:2015-08'
        #[arg(value_name = "EXPR")]
        expr: String,
        /// Print the candidates, too: what was read from articles with a confidence below 0.5
        #[arg(long)]
        candidates: bool,
        /// What to read and how to print it.
        #[command(flatten)]
        files: Files,
        /// Which columns of a data set stand in `extra` [default: all]
        #[arg(long, value_name = "NAMES", value_delimiter = ',')]
        columns: Vec<String>,
        /// How to print it.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print one record in full, by its id
    #[command(before_long_help = "\
Examples:
  demarche show e09                            an event with its statements and evidence
  demarche show khoja                          an actor
  demarche show e09 talks.json -o json")]
    Show {
        /// The id of an event, a statement, an actor or a source
        id: String,
        /// What to read.
        #[command(flatten)]
        files: Files,
        /// Which columns of a data set stand in `extra` [default: all]
        #[arg(long, value_name = "NAMES", value_delimiter = ',')]
        columns: Vec<String>,
        /// How to print it.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print statements: who said what to whom, and who reported it
    #[command(before_long_help = "\
Examples:
  demarche statements                          all of them
  demarche statements -q 'speaker:khoja form:verbatim'
  demarche statements talks.json -o jsonl | jq .text")]
    Statements(Listing),

    /// Print actors, with how many events and statements they are in
    #[command(before_long_help = "\
Examples:
  demarche actors                              the most active ones first
  demarche actors -q date:2015-08-13 -o csv    in the events of one day")]
    Actors(Listing),

    /// Print how much there is of everything, or of each value of a field
    #[command(before_long_help = "\
Examples:
  demarche stats talks.json
  demarche stats talks.json -o json | jq .events
  demarche stats talks.json --by actor         a line for each actor
  demarche stats --by month -q actor:lavrov -o csv")]
    Stats {
        /// Of what, and how to print it.
        #[command(flatten)]
        listing: Listing,
        /// Print a row for each value of a field, or for each period of a unit
        #[arg(long, value_name = "FIELD", value_parser = views::by())]
        by: Option<By>,
    },

    /// Print events and killed by period
    ///
    /// What surely began in a period and what only may have is kept apart. The figures are those of
    /// the view of the same name.
    #[command(before_long_help = "\
Examples:
  demarche trends talks.json                   in the unit that gives at most 40 periods
  demarche trends ged.csv --by year --split actor --top 6
  demarche trends ged.csv --by month -q country:MEX -o csv > months.csv
  demarche trends ged.csv --compare actor:sinaloa --compare actor:jalisco")]
    Trends(Trends),

    /// Print what is missing or doubtful, each with the query that finds it
    #[command(before_long_help = "\
Examples:
  demarche gaps article.txt                    what to look at before it is published
  demarche gaps talks.json -q date:2015-08 -o csv
  demarche query 'sources:1' talks.json        the events of a line")]
    Gaps(Listing),

    /// Print what is open to review, and what was decided
    #[command(before_long_help = "\
Examples:
  demarche review article.txt                  what nobody has looked at yet
  demarche review article.txt --all -o csv     with what was accepted, corrected and rejected")]
    Review {
        /// Of what, and how to print it.
        #[command(flatten)]
        listing: Listing,
        /// Print what was decided about, too
        #[arg(long)]
        all: bool,
    },

    /// Print who has events with whom, or who acts on whom: a line a pair, or a matrix
    #[command(before_long_help = "\
Examples:
  demarche dyads                               all pairs, those with most events first
  demarche dyads -q date:2015-08-13 --directed who acted on whom on one day
  demarche dyads events.csv --only-pair --top 20 -o csv
  demarche dyads events.csv --matrix --top 12  the most active actors as a matrix")]
    Dyads(Dyads),

    /// Print who did what at the same time: an actor a line, time to scale
    #[command(before_long_help = "\
Examples:
  demarche lanes talks.json                    draw them, as wide as the terminal
  demarche lanes --by place --order first      a place a line, the earliest first
  demarche lanes events.csv -q date:2015 --top 10
  demarche lanes talks.json -o csv             an event of a lane a row, with its first and last days")]
    Lanes(Lanes),

    /// Print what is wrong with a timeline; exit code 1 if anything is
    #[command(before_long_help = "\
Examples:
  demarche check talks.json                    file:line:column: what is wrong
  demarche check *.json || echo 'look at that first'")]
    Check {
        /// What to read.
        #[command(flatten)]
        files: Files,
        /// How to print it.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print your connections to databases, and whether each answers
    #[command(before_long_help = "\
Examples:
  demarche connections                         each with its table, format and rows
  demarche @gdelt                              look at a history of any size
  demarche query 'dyad:russia>ukraine date:2014-03' @gdelt -o csv
  demarche query kind:consult @gdelt --sql     what would be asked

connections.toml beside config.toml names them (docs/engines.md says more):
  [gdelt]
  command = [\"clickhouse-client\", \"--readonly\", \"1\", \"--format\", \"CSVWithNames\"]
  table = \"events\"
  format = \"gdelt\"")]
    Connections {
        /// How to print it.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print the formats that can be read, or why a file is taken for one of them
    #[command(before_long_help = "\
Examples:
  demarche formats                             all of them
  demarche formats events.csv                  what this one is, how it is told, and what it lacks
  demarche formats events.csv -o json")]
    Formats {
        /// Data sets; `-` is standard input
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How to print them.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print a first column map for a table in no known format
    #[command(before_long_help = "\
Examples:
  demarche map incidents.csv > map.toml        draft it, then complete it in an editor
  demarche --map map.toml incidents.csv        explore the table by it")]
    Map {
        /// The table; `-` is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },

    /// Write a chronology to begin with: a text with examples in comments
    #[command(before_long_help = "\
Examples:
  demarche new talks.md                        then write your entries into it
  demarche check talks.md                      see what is wrong, with line and column
  demarche talks.md                            open it")]
    New {
        /// The file, which must not be there yet
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },

    /// Print a timeline, or what a query finds in it, as a file to hand on
    #[command(before_long_help = "\
Examples:
  demarche export > mine.json                  start a timeline of your own
  demarche export a.json b.json > both.json    make one of two
  demarche export talks.json -q actor:lavrov > lavrov.json
  demarche export -o chronology > mine.md      as text, to read and to go on writing
  demarche export -o html -q date:2015-08 > august.html  as a page for an editor
  demarche export ged.csv -q country:MEX -o csv --columns conflict_name > mexico.csv
  demarche export -o quotations -q speaker:khoja         what he said, ready to be quoted")]
    Export(Export),

    /// Print what is read from articles: a timeline to edit, or each item with its reasons
    #[command(before_long_help = "\
Examples:
  demarche extract article.txt > talks.json    a timeline to correct and open again
  demarche extract article.txt --published 2015-08-13
  demarche extract article.html --explain      every item with its rule and confidence
  demarche extract article.txt --receipt       what became of every sentence
  demarche extract --rules -o md               the rules, each with an example
  demarche extract --jsonl docs.jsonl -o annotations > found.jsonl")]
    Extract(Extract),

    /// Print the JSON Schema of a format, for editors that check while you write
    #[command(before_long_help = "\
Examples:
  demarche schema > timeline.schema.json       of timelines
  demarche schema notebook                     of what is decided and noted beside them")]
    Schema {
        /// Of which format
        #[arg(value_enum, value_name = "FORMAT", default_value_t)]
        of: Described,
    },

    /// Print the keys of the explorer
    #[command(before_long_help = "\
Examples:
  demarche keys                                yours, if you have changed some
  demarche keys -o md                          for a page")]
    Keys {
        /// How to print them.
        #[command(flatten)]
        output: FormatArg,
    },

    /// Print a script that completes demarche in a shell
    #[command(before_long_help = "\
Examples:
  demarche completions bash > ~/.local/share/bash-completion/completions/demarche
  demarche completions fish > ~/.config/fish/completions/demarche.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Print the manual page
    #[command(before_long_help = "\
Examples:
  demarche man | man -l -
  demarche man > ~/.local/share/man/man1/demarche.1")]
    Man,
}

/// How to explore.
#[derive(Debug, ClapArgs)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Explore {
    /// What to explore, and with which filter.
    #[command(flatten)]
    pub selection: Selection,
    /// Where to begin: a date, such as '13 aug', or the id of an event
    #[arg(long, value_name = "MOMENT", allow_hyphen_values = true)]
    pub at: Option<String>,
    /// How to view the events [default: chronicle]
    #[arg(long, value_name = "VIEW", value_parser = views::view())]
    pub view: Option<View>,
    /// Begin at the beginning, not where you were when you left these files
    #[arg(long)]
    pub fresh: bool,
    /// How it looks: default, colour-blind, mono, or a theme of your own
    #[arg(long, value_name = "NAME", help_heading = "Looks")]
    pub theme: Option<String>,
    /// Draw frames and signs with ASCII characters
    #[arg(long, help_heading = "Looks")]
    pub ascii: bool,
    /// Use the mouse from the start
    #[arg(long, overrides_with = "no_mouse", help_heading = "Looks")]
    pub mouse: bool,
    /// Leave the mouse to the terminal
    #[arg(long, help_heading = "Looks")]
    pub no_mouse: bool,
    /// Explore by lines: commands in, a few lines out, for screen readers and dumb terminals
    ///
    /// A command is an action by its name or its keys, as `demarche keys` prints them (`next day`,
    /// `J`, `filter actor:lavrov`, `t 11 aug`); `?` lists those that work here.
    #[arg(long, conflicts_with = "script", help_heading = "Without a screen")]
    pub plain: bool,
    /// Run the keys of a file, and print the screens that it asks for
    ///
    /// Each line holds keys as in `demarche keys` (`j enter g d`), or one of: `type TEXT`,
    /// `click COLUMN ROW`, `size COLSxROWS`, `snapshot [NAME]` (the screen as text), `styled`
    /// (with its styles), `svg` (as a picture), `copied` (what was copied last), and `# comment`.
    #[arg(long, value_name = "FILE", help_heading = "Without a screen")]
    pub script: Option<PathBuf>,
    /// The size of the screen for --script
    #[arg(
        long,
        value_name = "COLSxROWS",
        default_value = "100x30",
        requires = "script",
        help_heading = "Without a screen"
    )]
    pub size: String,
    /// Print the settings as they are now, as a file to start your own from
    #[arg(long, help_heading = "Without a screen")]
    pub print_config: bool,
}

/// Files, which of their events, and how to print them.
#[derive(Debug, ClapArgs)]
pub struct Listing {
    /// What to read.
    #[command(flatten)]
    pub selection: Selection,
    /// How to print it.
    #[command(flatten)]
    pub output: FormatArg,
}

/// Files, and which of their events.
#[derive(Debug, ClapArgs)]
pub struct Selection {
    /// What to read.
    #[command(flatten)]
    pub files: Files,
    /// Only the events that match
    #[arg(short, long, value_name = "EXPR", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Use the candidates, too: what was read from articles with a confidence below 0.5
    #[arg(long)]
    pub candidates: bool,
}

/// What is read from articles, and how to print it.
#[derive(Debug, ClapArgs)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Extract {
    /// What to read.
    #[command(flatten)]
    pub files: Files,
    /// Print every date, actor, statement and event with the rule that made it
    #[arg(long)]
    pub explain: bool,
    /// Print the rules by which articles are read, with examples and how often they were right
    #[arg(long, conflicts_with_all = ["files", "explain", "receipt", "candidates", "jsonl"])]
    pub rules: bool,
    /// Print what became of every sentence, and the dates and names that nothing uses
    #[arg(long, conflicts_with = "explain")]
    pub receipt: bool,
    /// Print the candidates, too: what has a confidence below 0.5
    #[arg(long, conflicts_with_all = ["explain", "receipt"])]
    pub candidates: bool,
    /// Print the syntax tree of every sentence, in CoNLL-U
    #[arg(long, conflicts_with_all = ["explain", "jsonl", "output"])]
    pub syntax: bool,
    /// Read documents, one JSON object a line: `id`, `dct` (the day of publication) and `text`
    #[arg(long, value_name = "DOCS", conflicts_with_all = ["files", "explain", "receipt", "candidates", "published"])]
    pub jsonl: Option<PathBuf>,
    /// How to print it [default: json, a timeline; with --explain, --receipt or --rules a table]
    #[arg(short = 'o', long = "output", value_name = "FORMAT", value_enum)]
    pub output: Option<Extracted>,
}

/// How to print.
#[derive(Clone, Copy, Debug, ClapArgs)]
pub struct FormatArg {
    /// How to print it
    #[arg(short = 'o', long = "output", value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
}

/// What is exported, and how.
#[derive(clap::Args, Debug)]
pub struct Export {
    /// What is exported.
    #[command(flatten)]
    pub selection: Selection,
    /// As what
    #[arg(short = 'o', long = "output", value_name = "FORMAT", value_enum, default_value_t)]
    pub format: FileFormat,
    /// Which columns of a data set stand in a spreadsheet [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Tell what you marked and noted, too, in a page and in comments of a chronology
    #[arg(long)]
    pub notes: bool,
}

/// A format that has a JSON Schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Described {
    /// A timeline
    #[default]
    Timeline,
    /// A notebook
    Notebook,
}

/// A way to print what is read from articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extracted {
    /// As records, of which JSON is a timeline that demarche opens.
    Records(Format),
    /// A JSON object a document with byte offsets.
    Annotations,
}

impl Default for Extracted {
    fn default() -> Self {
        Self::Records(Format::Table)
    }
}

impl ValueEnum for Extracted {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Records(Format::Table),
            Self::Records(Format::Json),
            Self::Records(Format::Jsonl),
            Self::Records(Format::Csv),
            Self::Records(Format::Md),
            Self::Annotations,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = |value: PossibleValue| {
            match self {
            Self::Records(Format::Json) => value.help(
                "A timeline that demarche opens; with --explain, --receipt or --rules one JSON array",
            ),
            _ => value,
        }
        };
        match self {
            Self::Records(format) => format.to_possible_value().map(help),
            Self::Annotations => Some(
                PossibleValue::new("annotations")
                    .help("A JSON object a document with byte offsets, for --jsonl"),
            ),
        }
    }
}

impl Extracted {
    /// The way in which its records are printed.
    #[must_use]
    pub fn format(self) -> Format {
        match self {
            Self::Records(format) => format,
            Self::Annotations => Format::Jsonl,
        }
    }
}

/// How records are printed: a table is cut to the terminal, and to nothing else.
#[must_use]
pub fn output(format: Format) -> Output {
    Output { format, width: terminal_width().unwrap_or(usize::MAX) }
}

impl Explore {
    /// The settings that the command line chooses.
    #[must_use]
    pub fn layer(&self) -> config::Layer {
        config::Layer {
            theme: self.theme.clone(),
            ascii: self.ascii.then_some(true),
            mouse: match (self.mouse, self.no_mouse) {
                (false, false) => None,
                (on, _) => Some(on),
            },
        }
    }
}

/// How many cells a line of standard output takes; none if it is not a terminal.
#[must_use]
pub fn terminal_width() -> Option<usize> {
    let is_terminal = io::stdout().is_terminal();
    let size = is_terminal.then(crossterm::terminal::size)?;
    size.ok().map(|(columns, _)| usize::from(columns))
}
