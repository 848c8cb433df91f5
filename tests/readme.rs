//! What the README says is so. `UPDATE=1 cargo test --test readme` rewrites what is generated.

use std::{fmt::Write as _, fs, path::Path};

use assert_cmd::cargo::cargo_bin_cmd;
use clap::Parser as _;
use demarche::{
    cli::args::Args,
    query::{Field, Takes},
};

const README: &str = include_str!("../README.md");

/// What the program prints with these arguments and its default settings.
fn printed(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder for a configuration");
    let mut command = cargo_bin_cmd!("demarche");
    command.env_clear().env("DEMARCHE_CONFIG_DIR", folder.path());
    let output = command.args(arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("the program prints UTF-8")
}

/// Compares a file with what it should hold, or writes it.
#[track_caller]
fn check_file(path: &str, expect: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found == expect {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "{} is out of date; write it with UPDATE=1 cargo test --test readme",
        path.display()
    );
    fs::write(&path, expect).expect("the file can be written");
}

/// The README with this between the markers of a name.
fn with_block(readme: &str, name: &str, block: &str) -> String {
    let begin = format!("<!-- {name}: ");
    let end = format!("<!-- end of {name} -->");
    let start = readme.find(&begin).expect("the marker stands in the README");
    let start = start + readme[start..].find('\n').expect("the marker ends its line") + 1;
    let stop = readme.find(&end).expect("the end marker stands in the README");
    format!("{}{block}{}", &readme[..start], &readme[stop..])
}

/// The blocks of code in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let begin = format!("```{language}\n");
    let parts = README.split(begin.as_str()).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default()).collect()
}

#[test]
fn the_tables_are_those_of_the_program() {
    let readme = with_block(README, "fields", &fields());
    let readme = with_block(&readme, "records", &records());
    let readme = with_block(&readme, "formats", &printed(&["formats", "-o", "md"]));
    let readme = with_block(&readme, "keys", &printed(&["keys", "-o", "md"]));
    check_file("README.md", &readme);
}

/// The table of the query language.
fn fields() -> String {
    let mut table = String::from("| write | to find events |\n|---|---|\n");
    let mut group = "";
    for field in Field::all() {
        if field.group() != group {
            group = field.group();
            let _ = writeln!(table, "| | **{group}** |");
        }
        let example = field.example().replace('|', "\\|");
        let _ = writeln!(table, "| `{example}` | {} |", field.help());
    }
    table
}

/// The fields of what each command prints: the headers of its CSV.
fn records() -> String {
    let mut table = String::from("| command | fields |\n|---|---|\n");
    for (command, argument) in [
        ("query", Some("kind:consult")),
        ("statements", None),
        ("actors", None),
        ("stats", None),
        ("lanes", None),
        ("check", None),
        ("formats", None),
        (
            "formats FILE",
            Some(concat!(env!("CARGO_MANIFEST_DIR"), "/data/moscow-talks-2015-08.json")),
        ),
    ] {
        let name = command.split(' ').next().expect("a command has a name");
        let arguments: Vec<_> = [name, "-o", "csv"].into_iter().chain(argument).collect();
        let csv = printed(&arguments);
        let header = csv.lines().next().unwrap_or_default().replace(',', "` `");
        let _ = writeln!(table, "| `{command}` | `{header}` |");
    }
    table
}

#[test]
fn the_screenshot_is_what_the_program_draws() {
    let picture = tour("enter\nsvg\n", &["--at", "e09", "--size", "120x36"]);
    check_file("data/screenshot.svg", &picture);
    assert!(README.contains("](data/screenshot.svg)"));
}

/// What the explorer prints with a script.
fn tour(script: &str, arguments: &[&str]) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file for a script");
    fs::write(file.path(), script).expect("it can be written");
    let path = file.path().to_str().expect("a temporary path is plain");
    printed(&[&["--script", path], arguments].concat())
}

#[test]
fn the_five_minutes_go_as_told() {
    #[track_caller]
    fn check(keys: &str, expect: &str) {
        for size in ["80x24", "120x40"] {
            let screen = tour(&format!("{keys}\nsnapshot\n"), &["--size", size]);
            assert!(screen.contains(expect), "{keys}: expected {expect}\n{screen}");
        }
    }
    check("", "Enter source");
    check("j j k", "2/12");
    check("J J", "4/12");
    check("J J J enter enter", "head of the Syrian Kurdish Democratic");
    check("J enter esc", "2/12");
    check("t\ntype 11 aug\nenter", "4/12");
    check("f\ntype actor:lavrov\nenter", "3 shown · 9 hidden");
    check("f\ntype actor:lavrov\nenter\nbackspace", "12 shown");
    check("f\ntype actor:lavrov\nenter\nbackspace\nu", "3 shown · 9 hidden");
    check("3", "via AFP, press conference");
    check("3 1", "Khoja meets Lavrov");
    check("/", "search");
    check("?", "go down half a page");
    check(":\ntype undated", "list the undated events");
    assert_eq!(tour("Y\ncopied\nq\nsnapshot\n", &[]), "demarche --at e01\n");
}

#[test]
fn the_example_is_a_timeline_without_mistakes() {
    let [example] = blocks("json")[..] else { panic!("one example") };
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), example).unwrap();
    let path = file.path().to_str().unwrap();
    printed(&["check", path]);
    let counts: serde_json::Value =
        serde_json::from_str(&printed(&["stats", path, "-o", "json"])).unwrap();
    assert_eq!((&counts["events"], &counts["statements"]), (&1.into(), &1.into()), "{counts}");
}

#[test]
fn the_commands_are_understood() {
    let mut count = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        let calls = line.split('|').map(str::trim).filter(|part| part.starts_with("demarche"));
        for call in calls {
            let words = words(call);
            Args::try_parse_from(&words).unwrap_or_else(|error| panic!("{call}: {error}"));
            count += 1;
        }
    }
    assert!(count > 12, "the README has examples");
}

/// The words of a line up to a comment or a redirection, quotes taken away.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            '#' | '>' if !quoted => break,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is always a last word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_floor_plan_is_that_of_the_library() {
    let [plan] = blocks("text")[..] else { panic!("one plan") };
    let library: Vec<_> = include_str!("../src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let library = library.join("\n");
    assert!(library.contains(plan), "the plan in src/lib.rs differs:\n{plan}");
}

#[test]
fn the_checks_run_what_the_readme_names() {
    let checks = include_str!("../.ci/run");
    for command in ["cargo test", "cargo run --release"] {
        assert!(README.contains(command), "{command}");
    }
    assert!(checks.contains("\ncargo test --locked\n"), "{checks}");
    assert!(Field::all().any(|field| field.takes() == Takes::Date), "the table of fields is full");
}
