//! The manual as parts: prose and a table each, made of the tables of the program. `demarche man`
//! sets them for a terminal, and `docs/manual.md` holds them between its markers.
//!
//! To add a part: a function that makes it of a table, a line in [`parts`], and in `docs/manual.md`
//! two markers with its name; `UPDATE=1 cargo test --test manual` writes what stands between them. To
//! add what a command prints: a line in `records`.

mod part;

use std::fmt::Write as _;

use clap::{Arg, Command, CommandFactory as _};

pub use self::part::{Group, Part, Row, grouped};
use crate::{
    cli::{
        args::Args,
        check::IssueRow,
        connections::ConnectionRow,
        dyads::DyadRow,
        extract::{Accounted, Found, RuleRow},
        fields,
        formats::{FileRow, FormatRow},
        gaps::GapRow,
        keys,
        lanes::LaneRow,
        review::ReviewRow,
        stats::{Stats, ValueRow},
        trends::TrendRow,
    },
    engine::{self, Way},
    export::{self, ActorRow, EventRow, Record as _, SourceRow, StatementRow},
    extract::lexicon::rules,
    ingest::{self, Format},
    query::Field,
    tui::keymap::Keymap,
};

/// What the exit codes mean.
const EXIT: &[(&str, &str)] = &[
    ("0", "All is fine. A pipe that is closed early is fine."),
    ("1", "Nothing matched, or `check` found problems."),
    ("2", "A file, a query or the command line is wrong."),
];

/// What the environment decides.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("NO_COLOR", "Chooses the theme `mono`."),
    ("CLICOLOR=0", "Does the same."),
    ("DEMARCHE_THEME", "Names a theme."),
    ("DEMARCHE_CONFIG_DIR", "Names the folder of these files, instead of `~/.config/demarche`."),
    ("TMPDIR", "Names the folder for what comes through a pipe and is too much for memory."),
];

/// What the program reads of its user's own.
const FILES: &[(&str, &str)] = &[
    ("config.toml", "Settings; `demarche --print-config` prints them."),
    ("connections.toml", "Your connections to databases; `demarche connections` tests them."),
    ("keymap.toml", "Keys, laid over the built-in ones; `demarche keys` prints what holds."),
    ("themes/NAME.toml", "Themes."),
    ("lexicon/NAME.tsv", "Words by which articles are read, added to the built-in ones."),
];

/// All parts, in the order of the manual page.
#[must_use]
pub fn parts() -> Vec<Part> {
    let mut command = Args::command();
    command.build();
    let options = options(&command);
    let commands = commands(&mut command, &options);
    vec![
        Part {
            name: "options",
            heading: "options",
            prose: "",
            columns: &["option", "meaning"],
            groups: options,
        },
        Part {
            name: "commands",
            heading: "commands",
            prose: "Each prints something, and opens no explorer.",
            columns: &["command", "meaning"],
            groups: commands,
        },
        queries(),
        keys::part(&Keymap::default()),
        formats(),
        databases(),
        records(),
        of_rules(),
        flat("exit", "exit status", "", &["code", "meaning"], EXIT),
        flat(
            "files",
            "files",
            "In `~/.config/demarche`, each only if you write it.",
            &["file", "meaning"],
            FILES,
        ),
        flat("environment", "environment", "", &["variable", "meaning"], ENVIRONMENT),
    ]
}

/// What the explorer takes, by headings.
fn options(command: &Command) -> Vec<Group> {
    let title = |argument: &Arg| argument.get_help_heading().unwrap_or_default().to_owned();
    grouped(shown(command).map(|argument| (title(argument), row_of(argument))))
}

/// The commands; what one takes is told in full where it first comes up.
fn commands(command: &mut Command, options: &[Group]) -> Vec<Group> {
    let mut told: Vec<Row> = options.iter().flat_map(|group| group.rows.clone()).collect();
    let mut groups = Vec::new();
    for command in command.get_subcommands_mut() {
        let usage = command.render_usage().to_string();
        let (again, rows): (Vec<Row>, Vec<Row>) =
            shown(command).map(row_of).partition(|row| told.contains(row));
        let mut prose = sentence(command.get_about().map(ToString::to_string).unwrap_or_default());
        if !again.is_empty() {
            let names: Vec<_> = again.iter().map(|row| format!("`{}`", short(row))).collect();
            let _ = write!(prose, " Takes {} as above.", names.join(", "));
        }
        told.extend(rows.iter().cloned());
        let title = format!("`{}`", usage.trim_start_matches("Usage: "));
        groups.push(Group { title, prose, rows });
    }
    groups
}

/// An option without its value and its letter: `--query` of `-q, --query EXPR`.
fn short(row: &Row) -> &str {
    let name = &row.names[0];
    name.split(' ').find(|word| word.starts_with("--")).unwrap_or(name)
}

/// The arguments of a command but the one that asks for help.
fn shown(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|argument| argument.get_id() != "help")
}

/// What to write for an argument, what it does, and what it is if it is left out.
fn row_of(argument: &Arg) -> Row {
    let takes_value = argument.get_action().takes_values();
    let value = argument.get_value_names().filter(|_| takes_value);
    let value = value.map(|names| names.join(" ")).unwrap_or_default();
    let name = match (argument.get_short(), argument.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long} {value}"),
        (None, Some(long)) => format!("--{long} {value}"),
        _ => value,
    };
    let help = argument.get_long_help().or_else(|| argument.get_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    let paragraphs: Vec<_> = help.split("\n\n").map(|it| sentence(it.to_owned())).collect();
    let mut meaning = paragraphs.join(" ");
    if takes_value && let [default, ..] = argument.get_default_values() {
        let _ = write!(meaning, " The default is `{}`.", default.display());
    }
    Row::new(name.trim_end(), meaning)
}

/// The text with a full stop.
fn sentence(mut text: String) -> String {
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}

/// The query language.
fn queries() -> Part {
    let row = |field: Field| {
        let meaning = format!("events {}", field.help());
        (field.group().to_owned(), Row::new(field.example(), meaning))
    };
    Part {
        name: "fields",
        heading: "queries",
        prose: fields::GRAMMAR,
        columns: &["write", "to find"],
        groups: grouped(Field::all().map(row)),
    }
}

/// What can be read.
fn formats() -> Part {
    let row = |format: &Format| {
        let more = vec![format.becomes.to_owned(), format.lacks.to_owned()];
        (String::new(), Row { more, ..Row::new(format.name, format.title) })
    };
    Part {
        name: "formats",
        heading: "formats",
        prose: "A file is recognised by its content, whatever it is called.\n`--from` decides \
                otherwise.",
        columns: &["name", "what it is", "a record becomes", "what it can't say"],
        groups: grouped(ingest::FORMATS.iter().map(row)),
    }
}

/// How a database is asked for each term of a query.
fn databases() -> Part {
    let told = |field: Field| match engine::way(field) {
        Way::Columns(_) | Way::Id => "asked exactly",
        Way::Here => "looked at here, in what the other terms give",
        Way::Never => "answered without asking: no row of a data set has it",
        Way::Refused => "refused: give the dates",
    };
    let row = |field: Field| {
        let name = if field == Field::Text { "words" } else { field.name() };
        (String::new(), Row::new(name, told(field)))
    };
    Part {
        name: "databases",
        heading: "databases",
        prose: "What is asked exactly is asked as `=`, `IN` and `BETWEEN` over the columns as they \
                are.\nA value with other signs than letters, digits, spaces and `.,:()/-` is asked \
                for more widely and looked at again.\nSo is a field of which the table has more than \
                a million values, or whose condition takes more than 200 kB.",
        columns: &["term", "how a database is asked"],
        groups: grouped(Field::all().filter(|field| *field != Field::Candidates).map(row)),
    }
}

/// The fields of what the commands print.
fn records() -> Part {
    let records: &[(&str, &[export::Field])] = &[
        ("`query`", EventRow::FIELDS),
        ("`statements`", StatementRow::FIELDS),
        ("`actors`", ActorRow::FIELDS),
        ("`show` of a source", SourceRow::FIELDS),
        ("`stats`", Stats::FIELDS),
        ("`stats --by`", ValueRow::FIELDS),
        ("`trends`", TrendRow::FIELDS),
        ("`lanes`", LaneRow::FIELDS),
        ("`dyads`", DyadRow::FIELDS),
        ("`gaps`", GapRow::FIELDS),
        ("`review`", ReviewRow::FIELDS),
        ("`check`", IssueRow::FIELDS),
        ("`connections`", ConnectionRow::FIELDS),
        ("`formats`", FormatRow::FIELDS),
        ("`formats FILE`", FileRow::FIELDS),
        ("`extract --explain`", Found::FIELDS),
        ("`extract --receipt`", Accounted::FIELDS),
        ("`extract --rules`", RuleRow::FIELDS),
        ("`keys`", keys::Line::FIELDS),
    ];
    let rows = records.iter().flat_map(|&(title, fields)| {
        fields.iter().map(move |field| (title.to_owned(), Row::new(field.name, field.meaning)))
    });
    Part {
        name: "records",
        heading: "output",
        prose: "`-o` chooses `table` (for people), `json` (one array; of `stats` and `show` one \
                object), `jsonl` (an object a line), `csv` or `md`.\n\
                Nothing but data goes to standard output.\n\
                A field has the same name in a timeline, in a query and here, and keeps it.\n\
                What is not known is `null` or left out.",
        columns: &["field", "what it holds"],
        groups: grouped(rows),
    }
}

/// The rules by which articles are read.
fn of_rules() -> Part {
    let rows = rules::all().iter().map(|rule| {
        let measured = rule.measured.map(|it| format!("{} of {} right", it.right, it.of));
        let more = measured.into_iter().collect();
        (rule.stage.to_owned(), Row { more, ..Row::new(rule.name, rule.example) })
    });
    Part {
        name: "rules",
        heading: "rules",
        prose: "Articles are read by these rules.\n\
                Each has words that it reads and, where somebody has counted, how often it was \
                right.",
        columns: &["rule", "reads", "measured"],
        groups: grouped(rows),
    }
}

/// A part that is one short table.
fn flat(
    name: &'static str,
    heading: &'static str,
    prose: &'static str,
    columns: &'static [&'static str],
    rows: &[(&str, &str)],
) -> Part {
    let rows = rows.iter().map(|&(name, meaning)| (String::new(), Row::new(name, meaning)));
    let groups = grouped(rows);
    Part { name, heading, prose, columns, groups }
}
