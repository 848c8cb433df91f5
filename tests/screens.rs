//! Every pane, prompt and popup as a person sees it: keys in, screens out, text and styles, at
//! three sizes. `INSTA_UPDATE=always cargo test --test screens` takes the pictures anew.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::{
    base::bytes::Input,
    ingest::Choice,
    tui::{
        app::{App, Start},
        saved::Saved,
        script::{self, Script},
        theme::{Glyphs, MONO, Theme},
    },
    view::View,
    world::Request,
};

/// What a script shows of an explorer that starts so.
fn tour_of(start: Start, inputs: &[Input], text: &str) -> String {
    let (script, issues) = Script::parse("tour", text);
    assert!(issues.is_empty(), "{issues:?}");
    let mut out = Vec::new();
    let request = Request::new(inputs.to_vec(), Choice::Recognised);
    script::run(&mut App::new(start), &request, &script, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn tour(text: &str) -> String {
    tour_of(Start { saved: Saved::Done, ..Start::default() }, &[], text)
}

const SIZES: [&str; 3] = ["60x15", "80x24", "120x40"];

/// The screen after some steps, of the built-in timeline, at each size.
fn check(name: &str, steps: &str) {
    for size in SIZES {
        let shown = tour(&format!("size {size}\n{steps}\nstyled"));
        insta::assert_snapshot!(format!("{name}-{size}"), shown);
    }
}

macro_rules! screens {
    ($($name:ident $steps:literal)+) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), $steps);
        })+
    };
}

screens! {
    first_screen ""
    timeline_by_day "J J J j"
    overview "0"
    overview_enlarged "G 0 I"
    overview_logarithmic "G 0 s"
    actors "2 j j"
    actors_folded "2 h"
    statements "3 j"
    statements_of_one_event "G K K s 3"
    detail "G K K 4 j j j"
    detail_of_an_actor "2 j j j 4"
    detail_of_a_statement "3 j 4"
    source "J J J enter"
    source_next_words "J J J enter n n"
    filtered "f\ntype actor:lavrov\nenter"
    filtered_out "f\ntype -kind:consult\nenter"
    nothing_left "f\ntype actor:lavrov kind:assault\nenter"
    filter_prompt "f\ntype actor:lav"
    filter_prompt_completion "f\ntype actor:\ntab tab"
    filter_prompt_error "f\ntype actr:lavrov"
    search_prompt "/\ntype moscow"
    searched "/\ntype moscow\nenter n"
    go_to_date_prompt "t\ntype 12 aug"
    palette ":\ntype copy"
    find_an_actor "g a\ntype rus"
    help "?"
    help_in_the_actors "2 ?"
    chips "f\ntype actor:lavrov -kind:reject\nenter F space"
    choice_of_actors "J J J a"
    messages "t\ntype 12 aug\nenter g m"
    address "o"
    export_choice "E"
    export_choice_of_statements "3 E b"
    export_prompt "E h"
    decided "space d j m M\ntype ask the desk\nenter"
    corrected "c down down down\ntype meet\nenter enter"
    form "j c"
    form_completion "j c\ntype al"
    own_event "e\ntype A call\nenter"
    question_about_all "f\ntype kind:consult\nenter g A"
    words_selected "J J J W l space l l"
    words_out_of_sight "J J J W space j j j j j j j j j j j"
    binding_prompt "2 j j B\ntype s"
    guided "T j J"
    keys_after_g "g"
    keys_after_z "z"
    keys_after_y "y"
    gaps "v g j"
    gaps_in_the_shared_layout "v g tab"
    keys_after_v "v"
    hidden "f\ntype actor:lavrov\nenter H"
    trends "v t G k"
    trends_split "v t b b b l"
    trends_beside "v t 2"
    compare_prompt "v t C\ntype actor:lav"
    dyads "v d l j"
    lanes "G v l"
    lanes_by_kind "G v l b"
    at_the_same_time "G v l 3 j"
}

#[test]
fn lanes_show_dates_of_every_kind_and_who_did_it_to_whom() {
    let inputs = [Input::Path("tests/screens/war.json".into())];
    for size in ["60x15", "80x24", "120x40", "200x60"] {
        let keys =
            format!("size {size}\nv l t\ntype w15\nenter\nstyled\nz m\nsnapshot\n2\nsnapshot");
        let shown = tour_of(Start::default(), &inputs, &keys);
        insta::assert_snapshot!(format!("lanes_war-{size}"), shown);
    }
}

/// After some keys in the lanes of the made-up war, the screen has some words.
#[track_caller]
fn in_lanes(keys: &str, expect: &[&str]) {
    let inputs = [Input::Path("tests/screens/war.json".into())];
    let shown = tour_of(Start::default(), &inputs, &format!("size 120x40\nv l\n{keys}\nsnapshot"));
    for words in expect {
        assert!(shown.contains(words), "{keys}: expected {words}\n{shown}");
    }
}

#[test]
fn lanes_are_walked_with_keys() {
    in_lanes(
        "",
        &["eras 1/3", "4 Detail w01", "by actor, most events first, a column is a quarter"],
    );
    in_lanes("j", &["▸ Valdia", "Valdia 1/11", "4 Detail w04"]);
    in_lanes("j l", &["Valdia 2/11", "4 Detail w07"]);
    in_lanes("j l h", &["Valdia 1/11", "4 Detail w04"]);
    in_lanes("j h", &["no earlier event in this lane"]);
    in_lanes("j j", &["▸ Corsca", "Corsca 1/11", "4 Detail w04"]);
    in_lanes("k", &["this is the beginning"]);
    in_lanes("G", &["▸ no actor", "4 Detail w21"]);
    in_lanes("b", &["by kind, most events first"]);
    in_lanes("b b", &["by place", "no place"]);
    in_lanes("b b b", &["by quad class", "material conflict", "no quad class"]);
    in_lanes("b b b b", &["by actor"]);
    in_lanes("s", &["by actor, earliest first"]);
    in_lanes("s s", &["by actor, by name"]);
    in_lanes("+", &["a column is a month", "›"]);
    in_lanes("j a", &["1 actor:valdia", "Valdia 1/11"]);
    in_lanes("t\ntype w15\nenter", &["3 At the same time", "lasted       The Straits", "┊", "▼"]);
    in_lanes("t\ntype w15\nenter 3 enter", &["4 Detail w02", "▸ eras"]);
    in_lanes("j v c", &["1 Timeline", "4 Detail w04"]);
    in_lanes("f\ntype undated:\nenter", &["Guild of Pilots", "+1", "undated"]);
    in_lanes("t\ntype w22\nenter 3", &["The selected event has no date."]);
}

#[test]
fn wide_screens_show_the_source_beside_the_detail() {
    insta::assert_snapshot!("wide", tour("size 200x60\nJ J J\nstyled"));
}

#[test]
fn sparse_dates_stand_in_the_lines_and_empty_panes_leave_their_room() {
    let inputs = [Input::Path("tests/screens/sparse.json".into())];
    for size in ["80x24", "120x40", "200x60"] {
        let shown = tour_of(Start::default(), &inputs, &format!("size {size}\nj\nstyled"));
        insta::assert_snapshot!(format!("sparse-{size}"), shown);
    }
    let shown = tour_of(Start::default(), &inputs, "size 200x60\nsnapshot");
    let row = shown.lines().find(|line| line.contains("statement ")).unwrap();
    assert_eq!(row.matches("Diaz").count(), 2, "once among the actors, once in the row: {row}");
    assert!(!shown.contains("3 Statements"), "nothing was said, so nothing is shown:\n{shown}");
    assert!(shown.contains("Northern Confederation of Free Cities"), "{shown}");
}

#[test]
fn dyads_are_a_matrix_or_a_list_with_the_pair_below() {
    let inputs = [Input::Path("tests/screens/dyads.json".into())];
    let start = || Start { view: View::Dyads, ..Start::default() };
    for size in ["60x15", "80x24", "120x40", "200x60"] {
        let keys = format!("size {size}\nj\nstyled\nb\nsnapshot\nb d l\nsnapshot\nd p s\nsnapshot");
        let shown = tour_of(start(), &inputs, &keys);
        insta::assert_snapshot!(format!("dyads_of_a_war-{size}"), shown);
    }
    let shared = tour_of(start(), &inputs, "size 120x40\ntab\nsnapshot");
    insta::assert_snapshot!("dyads_of_a_war-shared", shared);
    let ascii = Start { glyphs: &Glyphs::ASCII, ..start() };
    let shown = tour_of(ascii, &inputs, "size 120x40\nj l\nsnapshot\nb\nsnapshot\nd\nsnapshot");
    // The name of an actor has a sign of its own.
    let drawn: String = shown.replace("⟨U+202E⟩", "");
    assert!(drawn.is_ascii(), "{}", drawn.lines().find(|line| !line.is_ascii()).unwrap());
}

/// The lines of the last screen that a script shows.
fn last_screen(keys: &str) -> String {
    let inputs = [Input::Path("tests/screens/dyads.json".into())];
    let start = Start { view: View::Dyads, ..Start::default() };
    let shown = tour_of(start, &inputs, &format!("size 100x30\n{keys}\nsnapshot last"));
    shown.split_once("-- last\n").unwrap().1.to_owned()
}

#[test]
fn a_pair_opens_its_events_and_undo_comes_back_to_it() {
    let has = |keys: &str, expect: &[&str]| {
        // On the peace, the last event of the two that have most.
        let shown = last_screen(&format!("t\ntype r09\nenter\n{keys}"));
        for words in expect {
            assert!(shown.contains(words), "{keys}: {words}\n{shown}");
        }
    };
    has("", &["Lower Kingdom & Upper League", "8 events, 6 only these two"]);
    has("enter", &["dyad:kingdom+league", "8 shown", "The abbot goes between"]);
    has("p", &["Lower Kingdom & Upper League", "both take part, nobody else"]);
    has("p enter", &["dyad:kingdom+league", "actors:2", "6 shown"]);
    has("p enter u", &["Lower Kingdom & Upper League", "12 shown"]);
    has("enter v d l enter", &["dyad:kingdom+league", "(dyad:kingdom+ford)"]);
    has("d", &["row acts on column"]);
    has("d enter", &["dyad:kingdom>league", "1 shown"]);
    has("a", &["Keep only whose events?", "Upper League", "Lower Kingdom"]);
    has("s", &["killed", "685", "697"]);
    has("/\ntype abbot\nenter", &["Abbot Oda"]);
    has("b", &["1/", "pair"]);
    has("b s", &["sorted by killed"]);
    has("f\ntype kind:statement\nenter", &["No event shown has two actors."]);
    has("f\ntype kind:agree\nenter d", &["No direction is recorded"]);
    has("f\ntype kind:consult\nenter p", &["No event shown has just two actors."]);
}

#[test]
fn moving_the_cell_keeps_the_moment() {
    let inputs = [Input::Path("tests/screens/dyads.json".into())];
    // The kingdom and the league have events all the time, Ford none after the battle, r06.
    for (keys, expect) in [
        ("", "r01"),
        ("t\ntype r06\nenter l", "r06"),
        ("t\ntype r07\nenter l", "r06"),
        ("t\ntype r07\nenter l h", "r07"),
        ("t\ntype r07\nenter l j j k k h", "r07"),
        ("t\ntype r07\nenter l J", "r07"),
        ("t\ntype r07\nenter l J l", "r06"),
        ("t\ntype r11\nenter", "r11"),
        ("t\ntype r04\nenter b", "r04"),
    ] {
        let start = Start { view: View::Dyads, ..Start::default() };
        let shown = tour_of(start, &inputs, &format!("size 100x30\n{keys}\ny i\ncopied"));
        assert!(shown.trim_end().ends_with(expect), "{keys}\n{shown}");
    }
}

#[test]
fn an_article_stands_beside_its_timeline() {
    // Tests run in the folder of the package: a path that is the same wherever that is.
    let inputs = [Input::Path("tests/screens/talks.txt".into())];
    for size in ["80x24", "100x30", "160x50"] {
        let keys = format!("size {size}\nj j\nstyled\nw\nsnapshot\nesc esc\nsnapshot");
        let shown = tour_of(Start::default(), &inputs, &keys);
        insta::assert_snapshot!(format!("article-{size}"), shown);
    }
}

/// A message goes with the next key; that something is wrong stays.
#[test]
fn what_is_wrong_with_a_file_stays_in_sight() {
    let inputs = [Input::Path("tests/screens/broken.json".into())];
    for size in ["60x15", "100x24"] {
        let shown = tour_of(Start::default(), &inputs, &format!("size {size}\nj\nstyled"));
        insta::assert_snapshot!(format!("broken-{size}"), shown);
    }
    let shown = tour_of(Start::default(), &inputs, "size 100x24\nj\nsnapshot");
    for words in ["1 problem", "This file has no events.", "tests/screens/broken.json:2:14: error"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
}

#[test]
fn candidates_are_shown_when_they_are_asked_for() {
    let inputs = [Input::Path("tests/screens/candidates.json".into())];
    for size in ["80x24", "160x50"] {
        let keys = format!("size {size}\nstyled\nD j\nstyled\nw\nsnapshot\nesc D\nsnapshot");
        let shown = tour_of(Start::default(), &inputs, &keys);
        insta::assert_snapshot!(format!("candidates-{size}"), shown);
    }
}

#[test]
fn trends_keep_what_is_sure_apart_from_what_may_be() {
    let inputs = [Input::Path("tests/screens/trends.json".into())];
    for size in ["60x15", "80x24", "120x40", "200x60"] {
        let keys = format!(
            "size {size}\nv t z y j j\nstyled\ns\nsnapshot\nb l l\nsnapshot\n\
             C\ntype actor:north\nenter C\ntype actor:south\nenter\nsnapshot"
        );
        let shown = tour_of(Start::default(), &inputs, &keys);
        insta::assert_snapshot!(format!("trends-of-a-war-{size}"), shown);
    }
    let start =
        Start { theme: Theme::load(MONO, &[]).0, glyphs: &Glyphs::ASCII, ..Start::default() };
    let shown = tour_of(start, &inputs, "size 120x40\nv t z y j j\nstyled");
    insta::assert_snapshot!("trends-in-ascii", shown);
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    let shown = tour("size 59x15\nsnapshot\nsize 20x4\nsnapshot\nsize 1x1\nsnapshot");
    insta::assert_snapshot!("too_small", shown);
}

#[test]
fn without_colours_nothing_is_lost() {
    let start = Start { theme: Theme::load(MONO, &[]).0, ..Start::default() };
    insta::assert_snapshot!("mono", tour_of(start, &[], "size 120x40\nJ J J enter\nstyled"));
}

#[test]
fn ascii_uses_no_other_characters() {
    let start = Start { glyphs: &Glyphs::ASCII, ..Start::default() };
    let shown = tour_of(
        start,
        &[],
        "size 120x40\nJ J J\nsnapshot\nenter\nsnapshot\n?\nsnapshot\nesc\nv t\nsnapshot",
    );
    assert!(shown.is_ascii(), "{}", shown.lines().find(|line| !line.is_ascii()).unwrap());
    let start = Start { glyphs: &Glyphs::ASCII, ..Start::default() };
    let inputs = [Input::Path("tests/screens/war.json".into())];
    let keys = "size 120x40\nv l t\ntype w15\nenter\nsnapshot\nz m\nsnapshot";
    let shown = tour_of(start, &inputs, keys);
    assert!(shown.is_ascii(), "{}", shown.lines().find(|line| !line.is_ascii()).unwrap());
    assert!(shown.contains("* event  = lasted  % some time in"), "{shown}");
}
