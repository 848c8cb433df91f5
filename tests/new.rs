//! `demarche new`: what it writes reads as its comments promise.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

/// The program in a folder, with default settings.
fn demarche(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin!("demarche"));
    let settings = folder.join("settings");
    command.current_dir(folder).env_clear().env("DEMARCHE_CONFIG_DIR", settings);
    command.args(args).output().unwrap()
}

/// What a call says on standard error, having printed nothing else.
#[track_caller]
fn said(folder: &Path, args: &[&str], code: i32) -> String {
    let output = demarche(folder, args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), &*output.stdout), (Some(code), &b""[..]), "{said}");
    said
}

#[test]
fn a_chronology_is_begun_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let next = "written: talks.md; write your entries into it, then: demarche talks.md\n";
    assert_eq!(said(at, &["new", "talks.md"], 0), next);
    assert!(fs::read_to_string(at.join("talks.md")).unwrap().starts_with("# Talks\n"));
    assert_eq!(
        said(at, &["check", "talks.md"], 0),
        "nothing is wrong: 0 events, 0 statements\n",
        "nothing in its comments is read"
    );
    fs::write(at.join("talks.md"), "mine").unwrap();
    assert_eq!(
        said(at, &["new", "talks.md"], 2),
        "demarche: talks.md is there already; name another file, or open it: demarche talks.md\n"
    );
    assert_eq!(fs::read_to_string(at.join("talks.md")).unwrap(), "mine");
    assert!(said(at, &["new", "none/talks.md"], 2).starts_with("demarche: can't write none/"));
    assert!(said(at, &["new", "two words.md"], 0).ends_with("then: demarche 'two words.md'\n"));
}

#[test]
fn the_first_entry_is_read_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    said(at, &["new", "talks.md"], 0);
    let empty = fs::read_to_string(at.join("talks.md")).unwrap();
    let entry = "2015-08-13 Ann Roe meets Bo Lee\n    kind: consult; who: Ann Roe\n\n## Sources";
    fs::write(at.join("talks.md"), empty.replace("## Sources", entry)).unwrap();
    assert_eq!(
        said(at, &["check", "talks.md"], 0),
        "nothing is wrong: 1 event, 0 statements\n",
        "and no example beside it"
    );
}

#[test]
fn its_examples_keep_their_promises() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    said(at, &["new", "talks.md"], 0);
    let text = fs::read_to_string(at.join("talks.md")).unwrap();
    let day = text.split_once("Begun on ").unwrap().1.split_once('.').unwrap().0;
    let (month, _) = day.rsplit_once('-').unwrap();
    let marks = |line: &&str| !matches!(*line, "<!--" | "-->");
    let open: Vec<&str> = text.lines().filter(marks).collect();
    assert!(open.len() < text.lines().count(), "examples stand in comments");
    fs::write(at.join("talks.md"), open.join("\n")).unwrap();
    assert_eq!(said(at, &["check", "talks.md"], 0), "nothing is wrong: 4 events, 1 statement\n");

    let output = demarche(at, &["query", "", "talks.md", "-o", "json"]);
    let events: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let find = |title: &str| {
        let found = events.iter().find(|event| event["title"] == title);
        found.unwrap_or_else(|| panic!("{title} in {events:?}"))
    };
    let is = |event: &Value, expect: [(&str, &str); 3]| {
        for (field, value) in expect {
            assert_eq!(event[field], value, "{field} of {event}");
        }
    };
    let meeting = find("Ann Roe meets Bo Lee");
    is(meeting, [("when", day), ("kind", "consult"), ("status", "occurred")]);
    assert_eq!(meeting["place"]["name"], "Geneva");
    assert_eq!(meeting["tags"][0], "talks");
    assert_eq!(meeting["summary"], "What else there is to say is the summary.");
    let roles: Vec<_> = meeting["actors"].as_array().unwrap().iter().collect();
    let roles = roles.iter().map(|part| (part["name"].as_str(), part["role"].as_str()));
    let expect = [(Some("Ann Roe"), Some("initiator")), (Some("Bo Lee"), Some("recipient"))];
    assert_eq!(roles.collect::<Vec<_>>(), expect);
    let envoys = find("Envoys of both sides are expected in Geneva");
    is(envoys, [("when", month), ("kind", "consult"), ("status", "planned")]);
    let range = format!("{month}-01/{month}-10");
    let prisoners = find("Both sides exchange prisoners");
    is(prisoners, [("when", &range), ("kind", "cooperate"), ("status", "occurred")]);
    assert_eq!(find("The letter that nobody has dated")["when"], "XXXX");

    let output = demarche(at, &["statements", "talks.md", "-o", "json"]);
    let statements: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(statements[0]["text"], "We agree on a ceasefire.");
    assert_eq!(statements[0]["speaker"], "ann-roe", "{}", statements[0]);
}
