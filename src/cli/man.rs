//! `demarche man`: the manual page, from the tables of arguments, actions and settings.

use std::io::Write;

use clap::CommandFactory as _;
use clap_mangen::{
    Man,
    roff::{Inline, Roff, bold, italic, roman},
};

use crate::{
    cli::{
        Outcome,
        args::Args,
        check::IssueRow,
        extract::{Accounted, Found, RuleRow},
        fields,
        formats::{FileRow, FormatRow},
        keys,
        lanes::LaneRow,
        stats::Stats,
    },
    export::{RECORDS, Record as _},
    extract::lexicon::rules,
    tui::keymap::Keymap,
};

/// Prints the page.
pub(super) fn run(out: &mut impl Write) -> anyhow::Result<Outcome> {
    let mut command = Args::command();
    command.build();
    let page = Man::new(command.clone()).manual("demarche");
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;

    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    let examples = command.get_before_long_help().map(ToString::to_string).unwrap_or_default();
    verbatim(&mut roff, examples.trim_start_matches("Examples:\n"));
    roff.to_writer(out)?;
    page.render_options_section(out)?;

    let mut roff = Roff::new();
    commands(&mut roff, &mut command);
    queries(&mut roff);
    explorer_keys(&mut roff);
    output(&mut roff);
    reading_rules(&mut roff);
    roff.control("SH", ["EXIT STATUS"]);
    item(&mut roff, "0", "All is fine. A pipe that was closed early is fine.");
    item(&mut roff, "1", "Nothing matched, or check found problems.");
    item(&mut roff, "2", "A file, a query or the command line is wrong.");
    roff.control("SH", ["ENVIRONMENT"]);
    item(&mut roff, "NO_COLOR, CLICOLOR=0", "Choose the theme mono.");
    item(&mut roff, "DEMARCHE_THEME", "Names a theme.");
    item(&mut roff, "DEMARCHE_CONFIG_DIR", "Names the directory of the files below.");
    roff.control("SH", ["FILES"]);
    let files = "In ~/.config/demarche, each only if you write it.";
    roff.text([roman(files)]);
    item(&mut roff, "config.toml", "Settings; demarche --print-config prints them.");
    item(&mut roff, "keymap.toml", "Keys, laid over the ones above.");
    item(&mut roff, "themes/NAME.toml", "Themes.");
    item(
        &mut roff,
        "lexicon/NAME.tsv",
        "Words by which articles are read, added to the built-in ones.",
    );
    roff.to_writer(out)?;
    Ok(Outcome::Fine)
}

fn commands(roff: &mut Roff, command: &mut clap::Command) {
    roff.control("SH", ["COMMANDS"]);
    for command in command.get_subcommands_mut() {
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").to_owned();
        roff.control("SS", [usage.as_str()]);
        roff.text([roman(command.get_about().map(ToString::to_string).unwrap_or_default() + ".")]);
        for argument in command.get_arguments().filter(|it| it.get_id() != "help") {
            let value = argument.get_value_names().map(|names| names.join(" ")).unwrap_or_default();
            let name = match (argument.get_short(), argument.get_long()) {
                (Some(short), Some(long)) => format!("-{short}, --{long} {value}"),
                (None, Some(long)) => format!("--{long} {value}"),
                _ => value,
            };
            item(roff, &name, &argument.get_help().map(ToString::to_string).unwrap_or_default());
        }
    }
}

fn queries(roff: &mut Roff) {
    roff.control("SH", ["QUERIES"]);
    roff.text([roman(
        "A space means and; a comma, or the same field twice, means or within the field; a minus \
         sign excludes; OR and parentheses are there. Words without a field are searched for.",
    )]);
    for (group, fields) in fields::groups() {
        roff.control("SS", [group]);
        for field in fields {
            item(roff, field.example(), &format!("Events {}.", field.help()));
        }
    }
}

fn explorer_keys(roff: &mut Roff) {
    roff.control("SH", ["KEYS"]);
    for (group, lines) in keys::groups(&Keymap::default()) {
        roff.control("SS", [group.title()]);
        for line in lines {
            roff.control("TP", []);
            let keys: Vec<Inline> = match line.keys.as_slice() {
                [] => vec![italic("(palette)")],
                keys => vec![bold(keys.join(", "))],
            };
            roff.text(keys);
            roff.text([roman(format!("{} ({})", line.action.help(), line.places))]);
        }
    }
}

fn output(roff: &mut Roff) {
    roff.control("SH", ["OUTPUT"]);
    roff.text([roman(
        "The formats json (one array), jsonl (an object a line) and csv have these fields. What is \
         not known is null or left out. show prints one object.",
    )]);
    for (name, fields) in RECORDS.iter().copied().chain([
        (Stats::NAME, Stats::FIELDS),
        (LaneRow::NAME, LaneRow::FIELDS),
        (IssueRow::NAME, IssueRow::FIELDS),
        (FormatRow::NAME, FormatRow::FIELDS),
        (FileRow::NAME, FileRow::FIELDS),
        (Found::NAME, Found::FIELDS),
        (Accounted::NAME, Accounted::FIELDS),
        (RuleRow::NAME, RuleRow::FIELDS),
    ]) {
        roff.control("SS", [name]);
        for field in fields {
            item(roff, field.name, field.meaning);
        }
    }
}

fn reading_rules(roff: &mut Roff) {
    roff.control("SH", ["RULES"]);
    roff.text([roman(
        "Articles are read by these rules, each with words that it reads and, where somebody has \
         counted, how many of so many entries were right.",
    )]);
    let mut stage = "";
    for rule in rules::all() {
        if rule.stage != stage {
            stage = rule.stage;
            roff.control("SS", [stage]);
        }
        let measured = rule.measured.map(|it| format!(" ({} of {} right)", it.right, it.of));
        item(roff, &format!("{}{}", rule.name, measured.unwrap_or_default()), rule.example);
    }
}

fn item(roff: &mut Roff, name: &str, meaning: &str) {
    roff.control("TP", []).text([bold(name)]).text([roman(meaning)]);
}

fn verbatim(roff: &mut Roff, lines: &str) {
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
