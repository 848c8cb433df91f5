//! Every action that a place offers changes something there, or says why not: with the built-in
//! timeline, with an empty one, and with a filter that matches nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "survey/database.rs"]
mod database;

use std::{collections::BTreeSet, sync::Arc, time::SystemTime};

use database::Database;
use demarche::{
    base::{bytes::Input, progress::Progress},
    config::places::{Opened, Recent},
    engine::Engine,
    ingest::Choice,
    notebook::{Entry, Name, Notebook},
    query::Query,
    tui::{
        action::Action,
        app::{self, App, Start},
        effect::Effect,
        event::Event,
        keymap::{Keymap, Keys},
        saved::Saved,
        script::draw_to_buffer,
    },
    world::{Generation, Loaded, Message, News, Notes, Request, Wanted},
};
use ratatui::layout::Size;

/// The keys that lead to each place: panes, lists and prompts.
const WAYS: [&str; 37] = [
    "",
    "0",
    "2",
    "3",
    "4",
    "enter",
    "v l",
    "v l 3",
    "v t",
    "v t b b b l",
    "v t C",
    "v d",
    "v g",
    "?",
    "f \"kind:consult\" enter F",
    "g m",
    "O",
    "J J J a",
    "w",
    "o",
    "f",
    "/",
    "t",
    "g a",
    ":",
    ": \"x\"",
    "c",
    "e",
    "M",
    "P",
    "W",
    "2 B",
    "g l",
    ": \"accept-all\" enter",
    ": \"save-view\" enter",
    ": \"save-view\" enter \"mine\" enter : \"open-view\" enter",
    "E",
];

/// The keys that lead to each place of a history in a database.
const SURVEYED: [&str; 12] = [
    "",
    "tab",
    "tab tab",
    "tab tab tab",
    "j a",
    "f",
    "/",
    "f \"kind:consult\" enter F",
    ": \"x\"",
    "?",
    "g m",
    "O",
];

/// An explorer of these events with a filter, after some keys.
fn explorer(loaded: &Arc<Loaded>, query: &str, size: Size, keys: &str) -> App {
    let opened = Opened { files: vec!["/talks.json".to_owned()], ..Opened::default() };
    let recent = vec![Recent { opened, on: SystemTime::UNIX_EPOCH }];
    let query = Query::parse(query).unwrap();
    let mut app =
        App::new(Start { query, recent, saved: Saved::Done, notes: notes(), ..Start::default() });
    tell(&mut app, Event::Resize(size));
    let loaded = Loaded { issues: Vec::new(), left_out: 0, head: None, ..Loaded::clone(loaded) };
    let news = News::Loaded(loaded);
    tell(&mut app, Event::Load(Message { generation: Generation::default(), news }));
    type_keys(&mut app, keys);
    app
}

/// An explorer of a history in a database, after some keys.
fn surveyor(engine: &Arc<Engine>, query: &str, size: Size, keys: &str) -> App {
    let query = Query::parse(query).unwrap();
    let engine = Some(Arc::clone(engine));
    let mut app = App::new(Start { query, engine, saved: Saved::Done, ..Start::default() });
    let begun = app.begin();
    carry_out(&mut app, begun);
    tell(&mut app, Event::Resize(size));
    type_keys(&mut app, keys);
    app
}

fn type_keys(app: &mut App, keys: &str) {
    for word in keys.split_whitespace() {
        let typed = word.strip_prefix('"').and_then(|word| word.strip_suffix('"'));
        let keys: Vec<Keys> = match typed {
            Some(typed) => typed.chars().map(|c| Keys::parse(&c.to_string()).unwrap()).collect(),
            None => vec![Keys::parse(word).unwrap()],
        };
        for key in keys.iter().flat_map(Keys::as_slice) {
            tell(app, Event::Key(key.event()));
        }
    }
}

/// A notebook with a note on a record that is gone.
fn notes() -> Notes {
    let mut notebook = Notebook::default();
    let name = Name { id: "gone".into(), words: "It was quiet.".into(), ..Name::default() };
    notebook.events.push(Entry { name, note: "Ask.".into(), ..Entry::default() });
    Notes { notebook: Arc::new(notebook), file: "talks.notebook.toml".into() }
}

fn tell(app: &mut App, event: Event) {
    let effects = app.update(event);
    carry_out(app, effects);
}

fn carry_out(app: &mut App, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            Effect::Start(job) => {
                if let Some(done) = job.run() {
                    tell(app, Event::Done(done));
                }
            }
            Effect::Fetch(fetch) => {
                let request = Request::new(Vec::new(), Choice::Recognised);
                let rows = request.wanting(&Wanted::Rows(fetch));
                let news = News::Loaded(rows.load_blocking(&Progress::default()).unwrap());
                tell(app, Event::Load(Message { generation: Generation::default(), news }));
            }
            _ => {}
        }
    }
}

fn load(inputs: Vec<Input>) -> Arc<Loaded> {
    let request = Request { notes: notes(), ..Request::new(inputs, Choice::Recognised) };
    Arc::new(request.load_blocking(&Progress::default()).unwrap())
}

/// Presses what every place offers; the places that were reached.
fn press_all(loaded: &Arc<Loaded>, query: &str, size: Size) -> BTreeSet<&'static str> {
    press(&WAYS, |way| explorer(loaded, query, size, way))
}

/// Presses what every place offers to which these keys lead; the places that were reached.
fn press(ways: &[&str], go: impl Fn(&str) -> App) -> BTreeSet<&'static str> {
    let keymap = Keymap::default();
    let (mut places, mut dead) = (BTreeSet::new(), Vec::new());
    for way in ways {
        let start = || {
            let mut app = go(way);
            // What was said on the way is not said any more.
            app.perform(Action::Redraw);
            app
        };
        let app = start();
        let (place, before) = (app.place_name(), draw_to_buffer(&app));
        places.insert(place);
        let context = app::answerers().into_iter().find(|it| it.name == place).unwrap().context;
        let bound = keymap.bindings(context).iter().map(|binding| binding.action);
        let mut actions = app.answered();
        actions.extend(bound);
        actions.sort_by_key(|&action| action as usize);
        actions.dedup();
        for action in actions {
            let mut app = start();
            let said = app.session().messages().len();
            let effects = app.perform(action);
            let does = !effects.is_empty()
                || app.session().messages().len() > said
                || app.place_name() != place
                || draw_to_buffer(&app) != before;
            if !does {
                dead.push(format!("'{}' in the {place} after '{way}'", action.name()));
            }
        }
    }
    assert!(dead.is_empty(), "these do nothing:\n{}", dead.join("\n"));
    places
}

#[test]
fn every_action_acts_on_the_built_in_timeline() {
    const CITED: &str = r#"{"format": "demarche-timeline", "version": 1,
        "sources": [{"id": "s", "url": "https://example.org/talks", "text": "They met."}],
        "events": [{"id": "e", "title": "They met", "evidence": [{"source": "s"}]}]}"#;
    let size = Size { width: 120, height: 40 };
    let mut reached = press_all(&load(Vec::new()), "", size);
    let input = Input::Embedded { name: "cited.json", bytes: CITED.as_bytes() };
    reached.extend(press_all(&load(vec![input]), "", size));
    let text = "MOSCOW, 13 August 2015 - Lavrov met Khoja on Thursday. \"We have agreed,\" Lavrov \
        told reporters. Iran condemned the attack on Tuesday. \"This must end,\" Rouhani said.";
    let bytes = text.as_bytes();
    let article = Input::Embedded { name: "talks.txt", bytes };
    reached.extend(press_all(&load(vec![article]), "", Size { width: 80, height: 24 }));
    let database = Database::new();
    let engine = database.engine();
    reached.extend(press(&["", "enter enter"], |way| surveyor(&engine, "", size, way)));
    let places: BTreeSet<_> = app::answerers().iter().map(|place| place.name).collect();
    assert_eq!(reached, places, "a place is missing among the ways");
}

#[test]
fn every_action_answers_in_a_survey() {
    let database = Database::new();
    let engine = database.engine();
    for (width, height) in [(120, 40), (60, 15)] {
        let size = Size { width, height };
        let ways = if width > 60 { &SURVEYED[..] } else { &["", "shift-tab"] };
        press(ways, |way| surveyor(&engine, "", size, way));
        press(&[""], |way| surveyor(&engine, "kind:assault date:1999", size, way));
    }
}

#[test]
fn every_action_answers_where_nothing_can_be_counted() {
    let database = Database::of_script("exit 1");
    let engine = database.engine();
    let size = Size { width: 120, height: 40 };
    press(&["", "tab"], |way| surveyor(&engine, "", size, way));
}

#[test]
fn every_action_acts_where_one_pane_is_shown() {
    press_all(&load(Vec::new()), "", Size { width: 80, height: 24 });
}

#[test]
fn every_action_answers_where_there_are_no_events() {
    const EMPTY: &str = r#"{"format": "demarche-timeline", "version": 1, "events": []}"#;
    let input = Input::Embedded { name: "empty.json", bytes: EMPTY.as_bytes() };
    press_all(&load(vec![input]), "", Size { width: 120, height: 40 });
}

#[test]
fn every_action_answers_where_no_event_matches() {
    press_all(&load(Vec::new()), "actor:lavrov kind:assault", Size { width: 120, height: 40 });
}

#[test]
fn every_action_is_answered_somewhere_and_every_key_in_its_place() {
    let places = app::answerers();
    for action in Action::all() {
        let answered = places.iter().any(|place| place.actions.contains(&action));
        assert!(answered, "'{}' is answered nowhere", action.name());
    }
    let mut dead = Vec::new();
    for (context, binding) in places.iter().flat_map(|place| {
        let keymap = Keymap::default();
        let bindings = keymap.bindings(place.context).to_vec();
        bindings.into_iter().map(move |binding| (place.context, binding))
    }) {
        let mut there = places.iter().filter(|place| place.context == context);
        let answered = there.any(|place| place.actions.contains(&binding.action));
        if !answered {
            dead.push(format!("[{}] {}", context.name(), binding.keys));
        }
    }
    assert!(dead.is_empty(), "what these keys ask for is not answered: {dead:?}");
}
