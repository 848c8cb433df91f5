//! A page of documentation as the tests read it: its blocks of code, its commands and its links.

use std::{collections::BTreeSet, fs, path::Path};

use assert_cmd::cargo::cargo_bin_cmd;

/// The folder that the names of pages start from.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The words of a command line, and the file that takes what it prints.
pub type Call = (Vec<String>, Option<String>);

/// What the program prints with these arguments and its default settings.
pub fn printed(arguments: &[&str]) -> String {
    printed_in(Path::new(ROOT), arguments)
}

/// The same, started in a folder.
pub fn printed_in(folder: &Path, arguments: &[&str]) -> String {
    let settings = tempfile::tempdir().expect("a folder for settings");
    let mut command = cargo_bin_cmd!("demarche");
    command.current_dir(folder).env_clear().env("DEMARCHE_CONFIG_DIR", settings.path());
    let output = command.args(arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).expect("the program prints UTF-8")
}

/// Compares a file with what it should hold, or writes it.
#[track_caller]
pub fn check_file(path: &str, expect: &str) {
    let file = Path::new(ROOT).join(path);
    let found = fs::read_to_string(&file).unwrap_or_default();
    if found == expect {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "{path} is out of date; write it with UPDATE=1 cargo test --test readme --test manual"
    );
    fs::write(&file, expect).expect("the file can be written");
}

/// The blocks of code in a language.
pub fn blocks<'p>(page: &'p str, language: &str) -> Vec<&'p str> {
    let begin = format!("```{language}\n");
    let parts = page.split(begin.as_str()).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default()).collect()
}

/// Every call of the program in the blocks for a shell.
pub fn calls(page: &str) -> Vec<Call> {
    let lines = blocks(page, "sh").into_iter().flat_map(str::lines);
    let parts = lines.flat_map(|line| line.split('|')).map(str::trim);
    parts.filter(|part| part.starts_with("demarche")).map(call).collect()
}

/// A command up to its comment, quotes taken away.
fn call(line: &str) -> Call {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            '#' if !quoted => break,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is always a last word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    let redirection = words.iter().position(|word| word == ">").map(|at| words.split_off(at));
    (words, redirection.and_then(|words| words.into_iter().nth(1)))
}

/// Follows every link of a page that leads to a file or a heading here.
#[track_caller]
pub fn check_links(path: &str) {
    let read = |path: &Path| {
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let file = Path::new(ROOT).join(path);
    let page = read(&file);
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.contains("://")) {
        let (target, heading) = link.split_once('#').unwrap_or((link, ""));
        let target = match target {
            "" => file.clone(),
            target => file.parent().expect("a page is in a folder").join(target),
        };
        assert!(target.exists(), "{path} links to {link}, which is not there");
        let is_there = heading.is_empty() || anchors(&read(&target)).contains(heading);
        assert!(is_there, "{path} links to {link}, but there is no such heading");
    }
}

/// The names by which links find the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let prose = page.split("```").step_by(2).flat_map(str::lines);
    let headings = prose.filter_map(|line| line.strip_prefix('#'));
    let anchor = |heading: &str| {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}
