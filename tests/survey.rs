//! A history in a database as a person sees it: keys in, screens out, and what each key asks of the
//! database. The database is a shell script (`tests/survey/client.sh`).
//! `INSTA_UPDATE=always cargo test --test survey` takes the pictures anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "survey/broken.rs"]
mod broken;
#[path = "survey/command_line.rs"]
mod command_line;
#[path = "survey/database.rs"]
mod database;

use std::sync::Arc;

use demarche::{
    base::{bytes::Input, progress::Progress},
    ingest::Choice,
    query::Query,
    tui::{
        app::{App, Start},
        driver::InMemory,
        saved::Saved,
        script::{self, Script},
        theme::Glyphs,
    },
    world::{Request, Wanted},
};

use database::Database;

/// What a script shows of the history of a database.
fn tour_of(database: &Database, query: &str, glyphs: &'static Glyphs, text: &str) -> String {
    let (script, issues) = Script::parse("tour", text);
    assert!(issues.is_empty(), "{issues:?}");
    let engine = database.engine();
    let client = Arc::new(engine.connection().client(""));
    let request = Request::new(vec![Input::Client(client)], Choice::Recognised);
    let start = Start {
        query: Query::parse(query).unwrap(),
        files: vec!["@test".into()],
        saved: Saved::Done,
        engine: Some(engine),
        glyphs,
        ..Start::default()
    };
    let mut load = |wanted: &Wanted| request.wanting(wanted).load_blocking(&Progress::default());
    let mut out = Vec::new();
    script::run_on(&mut App::new(start), &mut load, &mut InMemory, &script, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn tour(database: &Database, text: &str) -> String {
    tour_of(database, "", &Glyphs::UNICODE, text)
}

const SIZES: [&str; 4] = ["60x15", "80x24", "120x40", "160x50"];

/// The screens after some steps, one below the other.
#[track_caller]
fn check(name: &str, limit: u64, steps: &str) {
    let shown = SIZES.map(|size| {
        let database = Database::with_limit(limit);
        tour(&database, &format!("size {size}\n{steps}\nsnapshot {size}"))
    });
    insta::assert_snapshot!(name, shown.concat());
}

macro_rules! screens {
    ($($name:ident $limit:literal $steps:literal)+) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), $limit, $steps);
        })+
    };
}

screens! {
    first_survey 1_000 ""
    other_lists 1_000 "tab\nsnapshot kinds\ntab\nsnapshot quads"
    days 1_000 "shift-tab\nj j"
    only_an_actor 1_000 "j a"
    without_a_kind 1_000 "tab j x"
    only_a_quad_class 1_000 "tab tab j a"
    only_a_period 1_000 "shift-tab\nj a"
    typed 1_000 "f\ntype kind:consult"
    filtered 1_000 "f\ntype kind:consult\nenter"
    filtered_again_here 1_000 "f\ntype kyiv\nenter"
    unknown_name 1_000 "f\ntype actor:nobody\nenter"
    nothing 1_000 "f\ntype date:1999\nenter"
    too_many 20 "enter"
    undone 1_000 "j a u"
    fetched 1_000 "f\ntype date:2014\nenter\nenter"
    wider_than_fetched 1_000 "f\ntype date:2014\nenter\nenter backspace"
    asked_again 1_000 "f\ntype date:2014\nenter\nenter backspace v h"
    whole_row 1_000 "enter enter"
}

#[test]
fn a_survey_in_plain_signs() {
    let shown = tour_of(&Database::new(), "", &Glyphs::ASCII, "size 80x24\nshift-tab\nsnapshot");
    assert!(shown.is_ascii(), "{shown}");
    insta::assert_snapshot!(shown);
}

#[test]
fn it_looks_so() {
    let shown = tour(&Database::new(), "size 120x40\nj a\nstyled");
    insta::assert_snapshot!(shown);
}

#[test]
fn only_what_changes_the_filters_asks_the_database() {
    #[track_caller]
    fn check(steps: &str, expect: usize) {
        let database = Database::new();
        tour(&database, "size 120x40");
        let before = database.asked().len();
        let script = format!("size 120x40\n{steps}");
        tour(&database, &script);
        assert_eq!(database.asked().len() - 2 * before, expect, "{:?}", database.asked());
    }
    check("tab tab tab j k g g G", 0);
    check("f\ntype kind:consult\nesc", 0);
    check("/\ntype rus\nenter n", 0);
    check("? esc : esc g m esc Y", 0);
    // The days are counted, and then, of so few events, everything else at once.
    check("f\ntype kind:consult\nenter", 2);
    // What was counted before is known, as long as it is the last.
    check("j a u", 2);
    check("enter", 1);
    check("enter j k J K g a esc v l v t v d", 1);
    check("enter enter", 2);
    check("enter v h", 1);
}

#[test]
fn the_rows_of_a_query_are_fetched_at_once_if_they_fit() {
    let database = Database::new();
    let shown = tour_of(&database, "date:2014", &Glyphs::UNICODE, "size 120x40\nsnapshot");
    assert!(shown.contains("Timeline"), "{shown}");
    let database = Database::with_limit(5);
    let shown = tour_of(&database, "date:2014", &Glyphs::UNICODE, "size 120x40\nsnapshot");
    assert!(shown.contains("Too many to fetch"), "{shown}");
}

#[test]
fn the_command_that_is_copied_shows_the_same() {
    let database = Database::new();
    let script = "size 120x40\nf\ntype date:2014\nenter\nY\ncopied\nenter\nY\ncopied";
    let copied = tour(&database, script);
    let expect = "demarche @test -q date:2014\ndemarche @test -q date:2014 --at 4112\n";
    assert_eq!(copied, expect);
}

#[test]
fn rows_that_are_missing_stay_told() {
    let arms = "'SELECT GLOBALEVENTID'*) printf '%s' \"$statement\" | sh ./engine.sh | \
        head -n 60; exit ;;";
    for size in SIZES {
        let database = Database::with_client(arms);
        let shown = tour(&database, &format!("size {size}\nenter j j\nsnapshot"));
        assert!(shown.contains("not all has come"), "{shown}");
    }
}
