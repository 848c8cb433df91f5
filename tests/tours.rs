//! What keys lead to, in words: positions, filters, copies. Each line of a table is a tour of the
//! built-in timeline.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::{
    base::bytes::Input,
    ingest::Choice,
    tui::{
        app::{App, Start},
        script::{self, Script},
    },
    world::Request,
};

/// What a script prints.
fn tour(text: &str) -> String {
    let (script, issues) = Script::parse("tour", text);
    assert!(issues.is_empty(), "{issues:?}");
    let mut out = Vec::new();
    let request = Request::new(Vec::new(), Choice::Recognised);
    script::run(&mut App::new(Start::default()), &request, &script, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The line under the cursor of the timeline after some keys.
#[track_caller]
fn check_line(steps: &str, expect: &str) {
    let shown = tour(&format!("size 200x60\n{steps}\n1\nsnapshot"));
    let line = shown.lines().find_map(|line| line.split("│▸").nth(1)).unwrap_or("nothing");
    assert!(line.contains(expect), "after {steps:?} on {line:?}");
}

/// The filters and counts after some keys.
#[track_caller]
fn check_filters(steps: &str, expect: &str) {
    let shown = tour(&format!("size 120x60\n{steps}\nsnapshot"));
    let line = shown.lines().nth(1).unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(words.join(" "), expect, "after {steps:?}");
}

/// What was copied last.
#[track_caller]
fn check_copied(steps: &str, expect: &str) {
    assert_eq!(tour(&format!("{steps}\ncopied")).trim_end(), expect, "after {steps:?}");
}

#[test]
fn keys_move_through_the_events() {
    check_line("", "Civil war in Syria");
    check_line("j", "Moscow promotes");
    check_line("down down", "meet in Doha");
    check_line("k", "Civil war in Syria");
    check_line("G", "expected to meet");
    check_line("end g g", "Civil war in Syria");
    check_line("J", "Moscow promotes");
    check_line("J J", "flies to Moscow");
    check_line("J J J", "Saleh Muslim");
    check_line("G J", "expected to meet");
    check_line("G K", "Saleh Muslim");
    check_line("pgdn", "expected to meet");
    check_line("G z d <", "Saleh Muslim");
    check_line("z y >", "Moscow promotes");
    check_line("J J g n enter", "Al-Jubeir meets Lavrov");
}

#[test]
fn dates_and_ids_are_gone_to() {
    check_line("t\ntype 12 aug\nenter", "Saleh Muslim");
    check_line("t\ntype 2015-08-11\nenter", "flies to Moscow");
    check_line("t\ntype e09\nenter", "cling");
    check_line("t\ntype 12 aug\nenter t\ntype +1d\nenter", "Khoja meets Lavrov");
    check_line("t\ntype 12 aug\nenter t\ntype yesterday\nenter", "flies to Moscow");
    check_line("t\ntype 12 aug\nesc", "Civil war in Syria");
}

#[test]
fn search_finds_and_goes_round() {
    check_line("/\ntype doha\nenter", "meet in Doha");
    check_line("/\ntype doha\nenter n", "meet in Doha");
    check_line("/\ntype /ling/\nenter", "cling");
    check_line("/\ntype doha\nesc", "Civil war in Syria");
}

#[test]
fn filters_are_set_changed_and_undone() {
    check_filters("", "no filter 12 shown · 0 hidden · 0 undated");
    check_filters("f\ntype kind:consult\nenter", "1 kind:consult 6 shown · 6 hidden · 0 undated");
    check_filters("f\ntype kind:consult\nesc", "no filter 12 shown · 0 hidden · 0 undated");
    check_filters("f\ntype kind:consult\nenter u", "no filter 12 shown · 0 hidden · 0 undated");
    check_filters(
        "f\ntype kind:consult\nenter u ctrl-r",
        "1 kind:consult 6 shown · 6 hidden · 0 undated",
    );
    check_filters(
        "f\ntype kind:consult\nenter backspace",
        "no filter 12 shown · 0 hidden · 0 undated",
    );
    check_filters(
        "f\ntype kind:consult\nenter ctrl-f",
        "1 kind:consult 12 shown · 0 hidden · 0 undated",
    );
    check_filters(
        "f\ntype kind:consult\nenter ctrl-f ctrl-f",
        "1 kind:consult 6 shown · 6 hidden · 0 undated",
    );
    check_filters(
        "f\ntype date:2015-08-05\nenter",
        "1 date:2015-08-05 3 shown (0 surely) · 9 hidden · 0 undated",
    );
    check_filters(
        "f\ntype kind:consult\nenter H",
        "1 -kind:consult 6 shown · 6 hidden · 0 undated",
    );
    check_filters("j a enter", "1 actor:russia 9 shown · 3 hidden · 0 undated");
    check_filters("j a enter a enter", "no filter 12 shown · 0 hidden · 0 undated");
    check_filters("j x enter", "1 -actor:russia 3 shown · 9 hidden · 0 undated");
    check_filters("j x enter u", "no filter 12 shown · 0 hidden · 0 undated");
    check_filters(
        "f\ntype kind:consult status:planned\nenter\nF\nx\nesc",
        "1 status:planned 1 shown · 11 hidden · 0 undated",
    );
    check_filters("J J z m S", "1 date:2015-08 12 shown (10 surely) · 0 hidden · 0 undated");
    check_filters(
        "f\ntype kind:consult\nenter esc esc",
        "1 kind:consult 6 shown · 6 hidden · 0 undated",
    );
}

/// In the actors pane the number beside an actor is what its filter shows.
#[test]
fn only_this_actor_shows_what_its_number_says() {
    for name in ["Syria", "Russia", "Saudi Arabia", "National Coalition"] {
        for filter in ["", "f\ntype kind:consult\nenter\n"] {
            let steps = format!("size 120x60\n{filter}2\n/\ntype {name}\nenter");
            let pane = tour(&format!("{steps}\nsnapshot"));
            // The first one that has the words, under the cursor.
            let line = pane.lines().find(|line| line.starts_with('▸')).unwrap();
            let line = line.split('│').next().unwrap();
            // Behind a stroke stands the number without the filter.
            let own = |word: &str| word.split('/').next()?.parse::<u32>().ok();
            let number = line.split_whitespace().find_map(own);
            let shown = tour(&format!("{steps}\na\nsnapshot"));
            let counts = shown.lines().nth(1).unwrap().split(" shown").next().unwrap();
            let count = counts.split_whitespace().last().unwrap().parse().ok();
            assert_eq!(count, number, "{name} after {filter:?}\n{shown}");
        }
    }
}

#[test]
fn what_finds_nothing_says_what_was_meant() {
    for (typed, advice) in [
        ("LAVROV", "Here capitals count as they are typed: lavrov finds"),
        ("KHOJA date:2015-08", "Here capitals count as they are typed: khoja date:2015-08 finds"),
    ] {
        let screen = tour(&format!("size 140x40\nf\ntype {typed}\nenter\nsnapshot"));
        assert!(screen.contains(advice), "{typed}: {screen}");
    }
}

#[test]
fn undo_returns_to_the_look_before() {
    check_line("f\ntype kind:reject\nenter u", "Civil war in Syria");
    check_line("t\ntype 12 aug\nenter u", "Civil war in Syria");
}

#[test]
fn copies_are_what_they_say() {
    check_copied("J J y i", "e04");
    check_copied("J J J y d", "2015-08-12");
    check_copied("Y", "demarche --at e01");
    check_copied(
        "f\ntype actor:lavrov -kind:reject\nenter Y",
        "demarche -q 'actor:lavrov -kind:reject' --at e05",
    );
}

/// The last line after some keys.
#[track_caller]
fn check_said(steps: &str, expect: &str) {
    for size in ["80x24", "120x40"] {
        let shown = tour(&format!("size {size}\n{steps}\nsnapshot"));
        let line = shown.lines().last().unwrap();
        assert!(line.contains(expect), "after {steps:?} on {line:?}");
    }
}

#[test]
fn what_does_nothing_says_why() {
    check_said("b", "b is not bound here; ? lists the keys");
    check_said("left", "Left is not bound here; ? lists the keys");
    check_said("g k", "g k is not bound here; ? lists the keys");
    check_said("? f", "f is not bound here; ? lists the keys");
    check_said("G j", "this is the end");
    check_said("k", "this is the beginning");
    check_said("2 G j", "this is the end");
    check_said("? G j", "this is the end");
    check_said("F", "no filters to list; f adds one");
    check_said("ctrl-f", "no filters to switch; f adds one");
    check_said("backspace", "no filter to drop");
    check_said("n", "no search yet; / starts one");
    check_said("4 n", "no search yet; / starts one");
    check_said("? n", "no search yet; / starts one");
    check_said("/\ntype zzz\nenter", "'zzz' is not found here");
    check_said("?\n/\ntype zzz\nenter", "'zzz' is not found here");
    check_said("esc", "nothing to close; q quits");
    check_said("o", "no source here has an address");
    check_said("G > >", "no later day has events");
    check_said("2 y d", "this record has no date to copy");
}

#[test]
fn copies_are_shown_and_the_last_is_kept() {
    check_said("y i", "copied: e01");
    check_said("Y", "copied: demarche --at e01");
    check_said("3 y j", "copied: {");
    let list = tour("size 80x24\nf\ntype actor:lavrov -kind:reject\nenter Y g m\nsnapshot");
    assert!(list.contains("demarche -q 'actor:lavrov -kind:reject' --at e05"), "{list}");
}

#[test]
fn each_kind_of_record_is_copied_as_json() {
    #[track_caller]
    fn check(steps: &str, field: &str, expect: &str) {
        let copied = tour(&format!("{steps} y j\ncopied"));
        let json: serde_json::Value = serde_json::from_str(&copied).unwrap();
        assert_eq!(json[field], expect, "after {steps}: {copied}");
    }
    check("J J", "id", "e04");
    check("3", "id", "s6");
    check("2", "name", "Russia");
}

#[test]
fn each_pane_says_where_one_is() {
    #[track_caller]
    fn check(steps: &str, expect: &str) {
        let shown = tour(&format!("size 80x24\n{steps}\nsnapshot"));
        assert!(shown.contains(expect), "after {steps:?}\n{shown}");
    }
    check("j", " 2/12");
    check("2 j j", " 3/24");
    check("3 j", " 2/6");
    check("4 j", " 2/12");
    check("J J enter", " of 25");
    check("G K 0", "12 Aug 2015: 1 event");
}

#[test]
fn lists_are_searched_and_paged() {
    #[track_caller]
    fn check(steps: &str, expect: &str) {
        let shown = tour(&format!("size 80x24\n{steps}\nsnapshot"));
        let line = shown.lines().find(|line| line.contains("│▸")).unwrap_or("nothing");
        assert!(line.contains(expect), "after {steps:?} on {line:?}");
    }
    check("?", "moving");
    check("?\n/\ntype undated\nenter", "list the undated events");
    check("?\n/\ntype overview\nenter n N", "overview");
    check("? ctrl-d", "open what is under");
    check("? ctrl-d ctrl-u", "moving");
    check("? pgdn", "go to the next day with events");
    check("? end", "conflict in deeds");
}

#[test]
fn what_is_still_typed_changes_nothing() {
    /// How many events are shown while a text stands at the prompt, and what is said of it.
    #[track_caller]
    fn check(typed: &str, shown: &str, meaning: &str) {
        let screen = tour(&format!("size 120x40\nf\ntype {typed}\nsnapshot"));
        let counts = screen.lines().nth(1).unwrap();
        assert!(counts.contains(&format!("{shown} shown")), "after {typed:?}: {counts}");
        let line = screen.lines().rev().nth(1).unwrap();
        assert!(line.contains(meaning), "after {typed:?}: {line}");
    }
    for typed in ["a", "ac", "act", "actor", "actor:", "k", "kind:", "kind:co", "-", "-ki", "date:"]
    {
        check(typed, "12", "");
    }
    for typed in ["kind:consult a", "kind:consult act", "kind:consult actor:", "kind:consult -"] {
        check(typed, "6", "");
    }
    check("doha", "1", "");
    check("kind:consult", "6", "");
    check("actor:zzz", "12", "zzz");
    check("a ", "12", "");
    check("frob:x", "12", "unknown field 'frob'");
}

#[test]
fn only_q_and_ctrl_c_quit() {
    let quits = |keys: &str| tour(&format!("{keys}\nsnapshot")).is_empty();
    for keys in ["q", "ctrl-c", "enter q q", "f ctrl-c", "? q q", "f esc q"] {
        assert!(quits(keys), "{keys} quits");
    }
    for keys in ["esc", "enter q", "? q", "f\ntype q", "/\ntype q\nesc", "enter esc esc esc"] {
        assert!(!quits(keys), "{keys} stays");
    }
}

#[test]
fn going_to_another_pane_keeps_the_moment() {
    check_line("3 1", "Civil war in Syria");
    check_line("J J 2 1", "flies to Moscow");
    check_line("J J 3 4 0 1", "flies to Moscow");
    check_line("J J 3 j 1", "Khoja says");
}

#[test]
fn shown_hidden_and_undated_add_up() {
    const FILE: &str = r#"{"format": "demarche-timeline", "version": 1, "events": [
        {"id": "a", "when": "2015", "kind": "consult"}, {"id": "b", "when": "2016"},
        {"id": "c", "kind": "consult"}, {"id": "d"}]}"#;
    let input = Input::Embedded { name: "four.json", bytes: FILE.as_bytes() };
    let request = Request::new(vec![input], Choice::Recognised);
    let counts = |query: &str| {
        let typed = format!("f\ntype {query}\nenter\nsnapshot");
        let (script, _) = Script::parse("tour", &typed);
        let mut out = Vec::new();
        script::run(&mut App::new(Start::default()), &request, &script, &mut out).unwrap();
        let line = String::from_utf8(out).unwrap().lines().nth(1).unwrap().to_owned();
        line.split("  ").last().unwrap().trim().to_owned()
    };
    assert_eq!(counts(""), "4 shown · 0 hidden · of them 2 undated");
    assert_eq!(counts("kind:consult"), "2 shown · 2 hidden · of them 1 undated");
    assert_eq!(counts("date:2015"), "1 shown · 1 hidden · 2 undated");
    assert_eq!(counts("kind:consult date:2015"), "1 shown · 2 hidden · 1 undated");
    assert_eq!(counts("undated:"), "2 shown · 2 hidden · of them 2 undated");
}
