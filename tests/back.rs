//! Coming back to files: what is taken up of the time before, what is dropped, and starting afresh.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, sync::Arc};

use demarche::{
    base::bytes::Input,
    config::places::Left,
    ingest::Choice,
    model::Review,
    notebook::{Entry, Name, Notebook, Verdict},
    query::Query,
    tui::{
        app::{App, Start},
        saved::Saved,
        script::{self, Script},
    },
    view::View,
    world::{Notes, Request},
};

/// The explorer of the built-in timeline after some keys, begun so.
fn app(start: Start, keys: &str) -> App {
    let (script, issues) = Script::parse("tour", &format!("size 120x40\n{keys}"));
    assert!(issues.is_empty(), "{issues:?}");
    let mut app = App::new(start);
    let request = Request::new(Vec::new(), Choice::Recognised);
    script::run(&mut app, &request, &script, &mut Vec::new()).unwrap();
    app
}

fn start(left: Left) -> Start {
    Start { left: Some(left), ..Start::default() }
}

fn left(at: &str, query: &str, view: &str) -> Left {
    Left { at: at.into(), query: query.into(), view: view.into(), ..Left::default() }
}

/// How the files are left by keys, and that they are looked at so again.
#[track_caller]
fn check(keys: &str, expect: &Left) {
    let left = app(Start::default(), keys).session().left().unwrap();
    assert_eq!(&left, expect, "{keys}");
    assert_eq!(&app(start(left.clone()), "").session().left().unwrap(), expect, "{keys}");
}

#[test]
fn what_is_left_is_found_again() {
    let events = || Left { sort: "events".into(), ..left("e01", "", "chronicle") };
    check("", &events());
    check("G", &Left { at: "e12".into(), ..events() });
    let lavrov = "f\ntype actor:lavrov\nenter";
    check(
        &format!("{lavrov}\nG v l"),
        &Left { at: "e12".into(), query: "actor:lavrov".into(), view: "lanes".into(), ..events() },
    );
    check(
        &format!("{lavrov}\nctrl-f"),
        &Left { at: "e05".into(), off: "actor:lavrov".into(), ..events() },
    );
    check("z m", &Left { zoom: "month".into(), ..events() });
    check("2 s", &Left { sort: "statements".into(), ..events() });
    check("v g", &Left { view: "gaps".into(), ..events() });
}

/// What is said of coming back.
#[track_caller]
fn check_said(start: Start, expect: &[&str]) {
    let app = app(start, "");
    let said: Vec<&str> = app.session().messages().iter().map(|it| it.words.as_str()).collect();
    assert_eq!(said, expect);
}

#[test]
fn what_is_taken_up_is_said() {
    let back = "back where you were: ";
    let said = |words: &str| format!("{back}{words} · R starts afresh");
    check_said(start(left("e12", "", "chronicle")), &[&said("13 Aug 2015")]);
    check_said(start(left("e12", "", "lanes")), &[&said("13 Aug 2015, lanes")]);
    check_said(start(left("e05", "actor:lavrov", "")), &[&said("actor:lavrov")]);
    // The beginning is no place to come back to.
    check_said(start(left("e01", "", "chronicle")), &[]);
    check_said(start(Left::default()), &[]);
}

#[test]
fn what_is_not_to_be_had_any_more_is_dropped() {
    let gone = |words: &str| format!("not to be had any more: {words} · R starts afresh");
    check_said(start(left("e99", "", "")), &[&gone("the event")]);
    check_said(start(left("", "actr:x", "")), &[&gone("the filter actr:x")]);
    check_said(
        start(left("e99", "actor:nobody", "")),
        &[&gone("the filter actor:nobody, the event")],
    );
    check_said(
        start(left("e12", "actr:x", "")),
        &[
            "back where you were: 13 Aug 2015; not to be had any more: the filter actr:x · R starts \
           afresh",
        ],
    );
    check_said(start(Left { zoom: "fortnight".into(), ..left("", "", "mosaic") }), &[]);
}

#[test]
fn what_is_asked_for_goes_before() {
    let before = || left("e12", "actor:lavrov", "lanes");
    let with = |change: fn(&mut Start)| {
        let mut start = start(before());
        change(&mut start);
        app(start, "").session().left().unwrap()
    };
    let query = with(|start| start.query = Query::parse("kind:reject").unwrap());
    assert_eq!((query.query.as_str(), query.view.as_str()), ("kind:reject", "lanes"));
    let at = with(|start| start.at = "e05".into());
    assert_eq!((at.at.as_str(), at.query.as_str()), ("e05", "actor:lavrov"));
    let view = with(|start| start.view = View::Gaps);
    assert_eq!((view.view.as_str(), view.at.as_str()), ("gaps", "e12"));
    // A moment that is asked for and not there is still an error.
    let mut start = start(before());
    start.at = "nonsense".into();
    let app = app(start, "");
    assert!(
        app.session().messages()[0].words.contains("nonsense"),
        "{:?}",
        app.session().messages()
    );
}

#[test]
fn everything_can_be_begun_afresh() {
    let left = app(start(left("e12", "actor:lavrov", "lanes")), "R").session().left().unwrap();
    assert_eq!((left.at.as_str(), left.query.as_str()), ("e01", ""));
    assert_eq!(left.view, "chronicle");
    let again = app(start(self::left("e12", "actor:lavrov", "lanes")), "R u");
    assert_eq!(again.session().left().unwrap().query, "actor:lavrov");
    let keys = "2 s v l b / \ntype moscow\nenter z m R";
    let fresh = app(Start::default(), &keys.replace("/ \n", "/\n")).session().left().unwrap();
    assert_eq!(fresh, app(Start::default(), "").session().left().unwrap());
}

#[test]
fn what_was_decided_is_undone_after_coming_back() {
    let desk = tempfile::tempdir().unwrap();
    let at = |name: &str| desk.path().join(name).display().to_string();
    fs::write(at("talks.txt"), "OSLO, 13 August 2015 - Iran condemned the attack on Tuesday.")
        .unwrap();
    let decided = |review: Option<Review>| {
        let mut notebook = Notebook::default();
        let name = Name { id: "e".into(), ..Name::default() };
        let review = review.map(Verdict);
        notebook.events.push(Entry { name, review, ..Entry::default() });
        notebook.tidied()
    };
    let [none, accepted] = [decided(None), decided(Some(Review::Accepted))];
    let text = |notebook: &Notebook| toml::to_string(notebook).unwrap();
    let left = Left { notebooks: vec![text(&none), text(&accepted)], ..Left::default() };
    let undone = |notebook: &Notebook| {
        let notes = Notes { notebook: Arc::new(notebook.clone()), file: "n.toml".into() };
        let start = Start { notes: notes.clone(), saved: Saved::Done, ..Start::default() };
        let mut app = App::new(Start { left: Some(left.clone()), ..start });
        let input = Input::Path(at("talks.txt").into());
        let request = Request { notes, ..Request::new(vec![input], Choice::Recognised) };
        let (script, _) = Script::parse("", "u\nsnapshot");
        let mut out = Vec::new();
        script::run(&mut app, &request, &script, &mut out).unwrap();
        Notebook::clone(&app.session().notes().notebook)
    };
    assert_eq!(undone(&accepted), none, "undo goes back to the time before");
    let other = decided(Some(Review::Rejected));
    assert_eq!(undone(&other), other, "what was changed meanwhile is not undone");
}
