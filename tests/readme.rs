//! What the README says is so. `UPDATE=1 cargo test --test readme` takes its picture anew.

#[path = "pages/page.rs"]
mod page;

use std::{fs, path::Path};

use clap::Parser as _;
use demarche::cli::args::Args;
use page::{ROOT, blocks, calls, check_file, check_links, printed, printed_in};

const README: &str = include_str!("../README.md");

#[test]
fn it_is_a_page_that_one_reads() {
    let lines = README.lines().count();
    assert!(lines <= 220, "{lines} lines: what people look up belongs in docs/manual.md");
    check_links("README.md");
}

#[test]
fn the_screenshot_is_what_the_program_draws() {
    let picture = tour("enter\nsvg\n", &["--at", "e09", "--size", "120x36"]);
    check_file("data/screenshot.svg", &picture);
    assert!(README.contains("](data/screenshot.svg)"));
}

#[test]
fn the_picture_of_the_review_is_what_the_program_draws() {
    let script = "v r\nd j j space\nc\ntype sau\nsvg\n";
    let brief = "data/moscow-talks-2015-08.md";
    let folder = tempfile::tempdir().expect("a folder for the notebook");
    let notebook = folder.path().join("moscow-talks-2015-08.notebook.toml");
    let notebook = notebook.to_str().expect("a temporary path is plain");
    let picture = tour(script, &[brief, "--size", "120x32", "--notebook", notebook]);
    check_file("data/review.svg", &picture);
    assert!(README.contains("](data/review.svg)"));
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
fn the_recipes_work() {
    let folder = tempfile::tempdir().expect("a folder for files");
    let root = Path::new(ROOT);
    for (from, to) in [
        ("tests/articles/dayton-1995.txt", "article.txt"),
        ("data/formats/ucdp-ged/good/current.csv", "ged.csv"),
        ("data/moscow-talks-2015-08.md", "data/moscow-talks-2015-08.md"),
    ] {
        fs::create_dir_all(folder.path().join("data")).expect("a folder for the brief");
        fs::copy(root.join(from), folder.path().join(to)).expect("the example can be copied");
    }
    fs::write(folder.path().join("screen.keys"), "snapshot\n").expect("a script can be written");
    let calls = calls(README);
    assert!(calls.len() >= 9, "three recipes each");
    for (words, into) in calls {
        let args = Args::try_parse_from(&words).unwrap_or_else(|error| panic!("{error}"));
        let mut words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        if args.command.is_none() {
            words.extend(["--script", "screen.keys"]);
        }
        let shown = printed_in(folder.path(), &words);
        assert!(args.command.is_some() || !shown.contains(" 0 shown"), "{words:?}\n{shown}");
        if let Some(file) = into {
            fs::write(folder.path().join(file), shown).expect("the output can be written");
        }
    }
}

#[test]
fn the_floor_plan_is_that_of_the_library() {
    let [plan] = blocks(README, "text")[..] else { panic!("one plan") };
    let library: Vec<_> = include_str!("../src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let library = library.join("\n");
    assert!(library.contains(plan), "the plan in src/lib.rs differs:\n{plan}");
}

#[test]
fn the_checks_run_what_it_names() {
    let checks = include_str!("../.ci/run");
    for command in ["\ncargo test ", "\ncargo run --release "] {
        assert!(README.contains(command), "{command}");
    }
    assert!(checks.contains("\ncargo test --locked\n"), "{checks}");
}
