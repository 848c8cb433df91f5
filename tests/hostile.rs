//! A stranger's file full of what drives terminals: it is shown as marks, on the screen, in
//! titles, in copies and on standard output, and never reaches the terminal raw. And any bytes as
//! a file, any keys, and sentences that end in their middle, end in no panic.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf};

use assert_cmd::Command;
use demarche::{
    base::bytes::Input,
    extract::{self, lexicon::Lexicon},
    ingest::Choice,
    model::day::Day,
    tui::{
        app::{App, Start},
        saved::Saved,
        script::{self, Script},
    },
    world::Request,
};
use proptest::prelude::*;

/// Clears the screen, sets the title, writes to the clipboard, reverses the text, hides it, and
/// takes two cells a character; ends with a formula.
const HOSTILE: &str =
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}fdp.exe\u{2066}\u{200b}x\u{7f}日本\u{0}\r\n=1+1";

fn hostile_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.json");
    let text = serde_json::json!({
        "format": "demarche-timeline", "version": 1,
        "title": HOSTILE, "about": HOSTILE,
        "sources": [{ "id": HOSTILE, "title": HOSTILE, "publisher": HOSTILE, "url": HOSTILE,
            "text": format!("before {HOSTILE} after") }],
        "actors": [
            { "id": HOSTILE, "name": HOSTILE, "kind": "person", "aliases": [HOSTILE],
              "offices": [{ "title": HOSTILE, "of": "b" }], "note": HOSTILE,
              "codes": { HOSTILE: HOSTILE } },
            { "id": "b", "name": format!("b {HOSTILE}"), "member_of": [HOSTILE] },
        ],
        "events": [{ "id": HOSTILE, "when": "2015-08-13", "title": HOSTILE, "summary": HOSTILE,
            "kind": "other", "label": HOSTILE,
            "actors": [{ "actor": HOSTILE, "role": "initiator" }, { "actor": "b", "role": "recipient" }],
            "place": { "name": HOSTILE, "precision": HOSTILE },
            "code": { "scheme": HOSTILE, "value": HOSTILE }, "tags": [HOSTILE], "rule": HOSTILE,
            "extra": { HOSTILE: HOSTILE },
            "evidence": [{ "source": HOSTILE, "quote": HOSTILE }] }],
        "statements": [{ "id": HOSTILE, "speaker": HOSTILE, "to": ["b"], "via": HOSTILE,
            "form": "verbatim", "text": HOSTILE, "event": HOSTILE, "venue": HOSTILE,
            "evidence": [{ "source": HOSTILE, "quote": HOSTILE }] }],
    });
    fs::write(&path, text.to_string()).unwrap();
    (folder, path)
}

fn request(inputs: &[Input]) -> Request {
    Request::new(inputs.to_vec(), Choice::Recognised)
}

/// Asserts that a terminal would take nothing in the text for a command.
#[track_caller]
fn assert_tame(what: &str, text: &str) {
    let tame = |c: char| c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{200b}".contains(c));
    let raw: Vec<char> = text.chars().filter(|&c| !tame(c)).collect();
    assert!(raw.is_empty(), "{what}: {raw:?} in {text}");
}

#[test]
fn hostile_text_is_shown_as_marks_in_every_pane() {
    let (_folder, path) = hostile_file();
    let inputs = [Input::Path(path)];
    for (place, keys) in [
        ("timeline", ""),
        ("actors", "2"),
        ("statements", "3"),
        ("detail", "4 pgdn"),
        ("actor", "2 4"),
        ("source", "enter"),
        ("choice of actors", "a"),
        ("chips", "a enter F"),
        ("find", "g a\ntype x"),
        ("search", "/\ntype exe\nenter"),
        ("completion", "f\ntype actor:\ntab"),
        ("address", "o"),
        ("messages", "g m"),
    ] {
        for size in ["60x15", "80x24", "120x40", "200x60"] {
            let (script, issues) = Script::parse("", &format!("size {size}\n{keys}\nsnapshot"));
            assert!(issues.is_empty(), "{issues:?}");
            let mut out = Vec::new();
            let mut app = App::new(Start::default());
            script::run(&mut app, &request(&inputs), &script, &mut out).unwrap();
            let shown = String::from_utf8(out).unwrap();
            assert_tame(place, &shown);
            assert!(shown.contains('␛'), "{place} at {size} shows a mark:\n{shown}");
            assert_tame("title", &demarche::base::text::neutralise(&app.title()));
        }
    }
}

#[test]
fn marks_are_ascii_where_all_signs_are() {
    let (_folder, path) = hostile_file();
    let start = Start { glyphs: &demarche::tui::theme::Glyphs::ASCII, ..Start::default() };
    let (script, _) = Script::parse("", "size 120x40\nsnapshot");
    let mut out = Vec::new();
    script::run(&mut App::new(start), &request(&[Input::Path(path)]), &script, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap().replace(['日', '本'], "");
    assert!(shown.contains("^[2J^]0;owned^<U+009B>31m<U+202E>fdp.exe"), "{shown}");
    assert!(shown.is_ascii(), "{shown}");
}

#[test]
fn hostile_text_is_tame_in_copies() {
    let (_folder, path) = hostile_file();
    let inputs = [Input::Path(path)];
    for keys in ["y y", "y c", "y j", "y i", "y s", "3 y y", "3 y c", "2 y y", "a enter Y"] {
        let (script, _) = Script::parse("", &format!("{keys}\ncopied"));
        let mut out = Vec::new();
        script::run(&mut App::new(Start::default()), &request(&inputs), &script, &mut out).unwrap();
        let copied = String::from_utf8(out).unwrap();
        assert!(copied.len() > 10, "{keys} copies something");
        assert_tame(keys, &copied);
    }
}

#[test]
fn hostile_text_is_tame_on_standard_output() {
    let (_folder, path) = hostile_file();
    let path = path.to_str().unwrap();
    for form in ["table", "json", "jsonl", "csv", "md"] {
        for command in [
            &["query", "exe", path][..],
            &["statements", path],
            &["actors", path],
            &["stats", path],
            &["check", path],
        ] {
            let mut run = Command::cargo_bin("demarche").unwrap();
            let output = run.args(command).args(["-o", form]).output().unwrap();
            let (out, err) = (output.stdout, output.stderr);
            let what = format!("{command:?} -o {form}");
            // Quoted cells of CSV and lines of JSON may end as they like.
            assert_tame(&what, &String::from_utf8(out).unwrap().replace("\r\n", "\n"));
            assert_tame(&what, &String::from_utf8(err).unwrap());
        }
    }
    let mut show = Command::cargo_bin("demarche").unwrap();
    let output = show.args(["show", "b", path]).output().unwrap();
    assert_tame("show", &String::from_utf8(output.stdout).unwrap());
}

/// Any key that a script can press, the likely ones most often.
fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::char::range('!', '~').prop_filter("a comment", |&c| c != '#').prop_map(String::from),
        2 => prop::sample::select(vec![
            "enter", "esc", "tab", "shift-tab", "up", "down", "left", "right", "home", "end",
            "pgup", "pgdn", "backspace", "delete", "space", "f1", "f2", "ctrl-d", "ctrl-u",
            "ctrl-f", "ctrl-r", "ctrl-l", "ctrl-up", "ctrl-down", "shift-left", "shift-right",
        ]).prop_map(str::to_owned),
        1 => (1_u16..140, 1_u16..50).prop_map(|(width, height)| format!("\nsize {width}x{height}\n")),
        1 => (0_u16..140, 0_u16..50).prop_map(|(x, y)| format!("\nclick {x} {y}\n")),
        1 => "[a-z:é日\u{301}-]{1,8}".prop_map(|text| format!("\ntype {text}\n")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_keys_make_it_panic(keys in prop::collection::vec(any_key(), 0..80)) {
        // Quitting ends the script, so q and ctrl-c are pressed last, if at all.
        let keys: Vec<_> = keys.into_iter().filter(|key| key != "q").collect();
        let text = format!("{}\nsnapshot\nq", keys.join(" "));
        let (script, _) = Script::parse("", &text);
        let mut out = Vec::new();
        let start = Start { saved: Saved::Done, ..Start::default() };
        // They may lead to a file that is written.
        let folder = tempfile::tempdir().unwrap();
        std::env::set_current_dir(folder.path()).unwrap();
        script::run(&mut App::new(start), &request(&[]), &script, &mut out).unwrap();
        std::env::set_current_dir("/").unwrap();
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..9_000_usize, flip in any::<u8>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.json");
        let show = |content: &[u8]| {
            fs::write(&path, content).unwrap();
            let (script, _) = Script::parse("", "snapshot\nj 3 4 2 enter\nsnapshot");
            let mut out = Vec::new();
            script::run(&mut App::new(Start::default()), &request(&[Input::Path(path.clone())]), &script, &mut out)
        };
        show(&bytes).unwrap();
        // A real file with one byte changed and its end cut off.
        let mut real = include_bytes!("../data/moscow-talks-2015-08.json").to_vec();
        let cut = cut % real.len();
        real[cut] = flip;
        show(&real).unwrap();
        show(&real[..cut]).unwrap();
    }
}

/// What is copied from a page often lacks its end, and with it the full stop that rules may look at.
#[test]
fn a_sentence_may_end_anywhere() {
    /// Of so many words one is the last.
    const STEP: usize = 12;
    let now = Day::of(2015, 8, 13);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/model/reports/seen");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let reports = files.filter(|it| it.extension().is_some_and(|it| it == "txt"));
    let mut sentences = vec![
        "The minister said on Monday".to_owned(),
        "The talks collapsed, in Oslo in May".to_owned(),
        // A cue that nothing said is left for.
        "e told V the ss we b,claimed r".to_owned(),
    ];
    for report in reports {
        let text = fs::read_to_string(report).unwrap();
        sentences.extend(text.split(". ").map(str::to_owned));
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        for last in (number % STEP..words.len()).step_by(STEP).chain(words.len().checked_sub(1)) {
            let text = words[..=last].join(" ");
            let reading = extract::read(text.trim_end_matches('.'), now, Lexicon::built_in());
            assert_eq!(reading.tokens.len(), reading.nodes.len(), "{text}");
            let mut said = reading.statements.iter().flat_map(|it| &it.content);
            assert!(said.all(|words| !words.range().is_empty()), "{text}");
        }
    }
}
