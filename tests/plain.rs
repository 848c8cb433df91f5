//! The explorer by lines: commands in, lines out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, Cursor};

use demarche::{
    base::{bytes::Input, progress::Progress},
    ingest::Choice,
    tui::{
        app::{App, Start},
        driver::InMemory,
        plain,
        saved::Saved,
    },
    world::{Request, Wanted},
};

/// What is said, each command before its answer.
fn said_of(inputs: &[Input], commands: &[&str]) -> String {
    let request = Request::new(inputs.to_vec(), Choice::Recognised);
    let mut load = |wanted: &Wanted| request.wanting(wanted).load_blocking(&Progress::default());
    let mut out = Vec::new();
    let mut lines = Echo { lines: Cursor::new(commands.join("\n") + "\n"), said: String::new() };
    let commanded = (&mut lines.lines as &mut dyn BufRead, true);
    let start = Start { saved: Saved::Done, ..Start::default() };
    plain::run(&mut App::new(start), &mut load, &mut InMemory, commanded, &mut out).unwrap();
    let mut commands = commands.iter();
    for part in String::from_utf8(out).unwrap().split("> ") {
        lines.said.push_str(part);
        if let Some(command) = commands.next() {
            lines.said.push_str(&["> ", command, "\n"].concat());
        }
    }
    lines.said
}

/// Commands, and what was said.
struct Echo {
    lines: Cursor<String>,
    said: String,
}

fn said(commands: &[&str]) -> String {
    said_of(&[], commands)
}

/// What the last of some commands answers.
#[track_caller]
fn check(commands: &[&str], expect: &[&str]) {
    let said = said(commands);
    let (_, answer) = said.rsplit_once(&format!("> {}\n", commands.last().unwrap())).unwrap();
    for words in expect {
        assert!(answer.contains(words), "{commands:?}: expected {words}\n{answer}");
    }
}

#[test]
fn the_five_minutes_of_the_readme_go_by_lines() {
    let commands = [
        "j",
        "k",
        "J",
        "J",
        "",
        "",
        "esc",
        "t",
        "11 aug",
        "f",
        "actor:lavrov",
        "backspace",
        "u",
        "backspace",
        "3",
        "1",
        "/ moscow",
        ": undated",
        "Y",
        "q",
    ];
    insta::assert_snapshot!(said(&commands));
}

#[test]
fn the_manual_shows_what_is_said() {
    let manual = include_str!("../docs/manual.md");
    let (_, example) = manual.split_once("```console\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let command = example.lines().next().unwrap().strip_prefix("> ").unwrap();
    let said = said(&[command]);
    assert!(said.contains(example.trim_start_matches("> filter actor:lavrov\n")), "{said}");
}

#[test]
fn an_action_has_a_name_and_keys() {
    let second = "2 of 12.";
    for next in ["j", "next", "NEXT", "down", "j j k", "next next previous"] {
        check(&[next], &[second]);
    }
    for last in ["G", "last", "g e", "ge", "end"] {
        check(&[last], &["12 of 12."]);
    }
    check(&["next day"], &[second]);
    check(&["next-day"], &[second]);
    check(&["go to date 12 aug"], &["7 of 12."]);
    check(&["t e09"], &["9 of 12."]);
    check(&["g a lav"], &["Sergei Lavrov"]);
    check(&["ga nobody"], &["no actor has a name like 'nobody'"]);
    check(&["2", "right"], &["the members are shown below"]);
}

#[test]
fn what_is_no_command_says_so() {
    check(&["nxt"], &["no command 'nxt' (did you mean 'next'?); ? lists the commands"]);
    check(&["g"], &["after g: g first, e last"]);
    check(&["filter actr:lavrov"], &["error: unknown field 'actr' (did you mean 'actor'?)"]);
    check(&["filter actr:lavrov", "j"], &["2 of 12."]);
    check(&["t nonsense"], &["error: "]);
    check(&["more"], &["nothing more"]);
    check(
        &["?"],
        &["What works in the timeline: keys, name, meaning", "j, Down: next: go to the next"],
    );
    check(&["?", "more"], &["J, Ctrl-Down: next-day: go to the next day with events"]);
    check(&["I"], &["enlarge: only on a screen"]);
    check(&["w", "esc"], &["nothing to close"]);
}

#[test]
fn prompts_ask_and_lists_take_a_number() {
    check(&["f"], &["filter: actor:lavrov", "(esc leaves)"]);
    check(&["f", "esc", "j"], &["2 of 12."]);
    check(&["f kind:consult", "filter"], &["filter: kind:consult"]);
    check(&["f kind:consult"], &["filter kind:consult: 6 shown, 6 hidden, 0 undated"]);
    check(
        &["J J J", "a"],
        &["1: Russia's top Middle East envoy, person", "2: Saleh Muslim, person"],
    );
    check(&["J J J", "a", "2"], &["filter actor:saleh-muslim: 1 shown, 11 hidden"]);
    check(&["J J J", "a 2"], &["filter actor:saleh-muslim: 1 shown, 11 hidden"]);
    check(&["J J J", "a 3"], &["no line 3; there are 2"]);
    check(&["f kind:consult actor:lavrov", "F"], &["1: on, kind:consult", "2: on, actor:lavrov"]);
    check(&["f kind:consult actor:lavrov", "F", "x 1"], &["filter actor:lavrov: 3 shown"]);
    check(&["f kind:consult actor:lavrov", "F", "space 2"], &["2: off, actor:lavrov"]);
    check(&[": copy", "4"], &["e01"]);
    check(&[":", "undo"], &["nothing to undo"]);
    check(&["w"], &["Why is it here?", "rule, none: it stands in the file"]);
    check(&["y y"], &["Civil war in Syria"]);
}

#[test]
fn a_record_is_corrected_and_words_are_selected() {
    check(&["c"], &["correct: Civil war in Syria", "kind: assault", "title: ", "(esc leaves)"]);
    check(&["c", "esc"], &["1 of 12."]);
    let title = ["e", "They met", "down", "2015-08-10", ""];
    check(&title[..2], &["title: They met; type to change it"]);
    check(&title, &["written; u takes it back", "13 shown"]);
    check(&["space", "k", "m"], &["accepted, marked."]);
    check(&["M a word"], &["noted."]);
    check(&["J J J", "W"], &["selected: "]);
    check(&["J J J", "W", "s"], &["selected: On Wednesday 12 August"]);
    check(&["J J J", "W", "s", "esc"], &["Source, Russia pushes again"]);
}

#[test]
fn every_pane_and_view_is_read() {
    check(&["2"], &["Actors, by events: 24 lines", "Russia. 9 events, 3 statements."]);
    check(&["3"], &["Statements, of all events shown: 6 lines"]);
    check(&["4"], &["Detail, e01: ", "when: since c. 2011"]);
    check(&["0"], &["Overview, by day", "1 of 13."]);
    check(&["v t"], &["Trends, by day", "all: 12 events"]);
    check(&["v l"], &["Lanes, by actor", "Russia: 9 events.", "lines more: 'more' reads on"]);
    check(&["v l", "more"], &["Cairo Conference Committee"]);
    check(&["v d"], &["Dyads, both take part: 23 lines", "Russia and Syria: 4 events"]);
    check(&["v g"], &["sources: one source only. 12 events. Filter: sources:1."]);
    check(&["v l", "3"], &["At the same time"]);
    check(&["read"], &["Civil war in Syria", "expected to meet"]);
    check(&["G", "read"], &["expected to meet"]);
    check(&["2", "read", "more"], &["Saleh Muslim"]);
    check(&["J J J", "", ""], &["Source, Russia pushes again", "On Wednesday 12 August"]);
    check(&["J J J", "enter enter", "q"], &["Timeline: 12 lines"]);
}

#[test]
fn nothing_that_is_said_drives_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.md");
    let text = "# T\u{1b}[2Jalks\n\n2015-08-13 A\u{1b}]0;x\u{7} meets B\n2015-08-14 C\u{202e}D\n";
    std::fs::write(&path, text).unwrap();
    let said = said_of(&[Input::Path(path)], &["j", "", "", "y j", "2", "f \u{1b}[2J", "g m"]);
    let said = said.replace("> f \u{1b}[2J", "");
    let wrong: Vec<char> =
        said.chars().filter(|&c| c != '\n' && c.is_control() || c == '\u{202e}').collect();
    assert_eq!(wrong, Vec::<char>::new(), "{said:?}");
    assert!(said.contains("meets B") && said.contains("Source, "), "{said}");
}
