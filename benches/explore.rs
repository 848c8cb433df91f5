//! What a person waits for: drawing each pane, parsing and running queries, and from a key to the
//! frame that shows it; over the built-in timeline, and over one and ten million events in the
//! store. `EVENTS=1000000 cargo bench --bench explore` leaves the ten million out.

mod generate;

use std::{hint::black_box, sync::Arc, time::Duration};

use criterion::{BenchmarkId, Criterion};
use demarche::{
    base::progress::Progress,
    index::Store,
    query::{Plan, Query, tally},
    tui::{
        app::{App, Start},
        draw,
        event::Event,
        keymap::Keys,
    },
    world::{self, Generation, Loaded, Message, News},
};
use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
};

const SIZE: Size = Size { width: 120, height: 40 };

/// Queries of each sort, over what all timelines here have.
const QUERIES: [(&str, &str); 8] = [
    ("actor", "actor:7"),
    ("actor of many events", "actor=:0"),
    ("actor and role", "actor=:0 role:recipient"),
    ("dyad", "dyad:0>7"),
    ("date", "date:2010-03"),
    ("surely in a year", "date!:2010"),
    ("kind and place", "kind:assault place:town"),
    ("fatalities", "fatalities:>100"),
];

fn app(store: &Arc<Store>) -> App {
    let mut app = App::new(Start::default());
    app.update(Event::Resize(SIZE));
    let loaded = Loaded { store: Arc::clone(store), issues: Vec::new(), head: None };
    let news = News::Loaded(loaded);
    app.update(Event::Load(Message { generation: Generation::default(), news }));
    app
}

/// Presses keys, does the work that they start, and draws.
fn press(app: &mut App, keys: &Keys, screen: &mut Buffer) {
    for key in keys.as_slice() {
        black_box(app.update(Event::Key(key.event())));
    }
    screen.reset();
    draw::screen(app, screen);
}

fn keys(text: &str) -> Keys {
    Keys::parse(text).expect("keys")
}

fn panes(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    let mut group = criterion.benchmark_group(format!("draw {name}"));
    let mut screen = Buffer::empty(Rect::from(((0, 0).into(), SIZE)));
    for (pane, open) in [("all", "1"), ("actors", "2 I"), ("statements", "3 I"), ("detail", "4 I")]
    {
        let mut app = app(store);
        press(&mut app, &keys(open), &mut screen);
        group.bench_function(pane, |bench| {
            bench.iter(|| {
                screen.reset();
                draw::screen(&app, &mut screen);
            });
        });
    }
}

fn frames(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    let mut group = criterion.benchmark_group(format!("key to frame {name}"));
    let mut screen = Buffer::empty(Rect::from(((0, 0).into(), SIZE)));
    for (what, there, back) in [
        ("next event", "j", "k"),
        ("page", "pgdn", "pgup"),
        ("next day", "J", "K"),
        ("ends", "G", "g g"),
        ("next pane", "tab", "shift-tab"),
        ("zoom", "z y", "z a"),
        ("filter by the first actor", "a enter", "u"),
    ] {
        let mut app = app(store);
        let (there, back) = (keys(there), keys(back));
        group.bench_function(what, |bench| {
            bench.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    let start = std::time::Instant::now();
                    press(&mut app, &there, &mut screen);
                    spent += start.elapsed();
                    press(&mut app, &back, &mut screen);
                }
                spent
            });
        });
    }
}

fn queries(criterion: &mut Criterion, name: &str, store: &Store) {
    let mut group = criterion.benchmark_group(format!("query {name}"));
    for (what, text) in QUERIES {
        let query = Query::parse(text).expect("a query");
        let Ok(plan) = Plan::new(&query, store) else { continue };
        group.bench_function(what, |bench| bench.iter(|| black_box(plan.run())));
    }
    let all = Plan::new(&Query::default(), store).expect("no terms").run();
    let year = Query::parse("date:2010").expect("a query");
    let year = Plan::new(&year, store).expect("a date").run();
    for (what, rows) in [("tally of all", &all.rows), ("tally of a year", &year.rows)] {
        group.bench_function(what, |bench| {
            bench.iter(|| black_box(tally::actors(store, rows, &Progress::default())));
        });
    }
}

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    let all = QUERIES.map(|(_, text)| text).join(" ");
    for (what, text) in [("one term", "actor:lavrov"), ("eight terms", all.as_str())] {
        group.bench_with_input(BenchmarkId::from_parameter(what), text, |bench, text| {
            bench.iter(|| Query::parse(black_box(text)));
        });
    }
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    parse(&mut criterion);
    let demo = world::load_blocking(&[], &Progress::default()).expect("the built-in timeline");
    panes(&mut criterion, "built-in", &demo.store);
    frames(&mut criterion, "built-in", &demo.store);

    let wanted = std::env::var("EVENTS").ok().and_then(|events| events.parse().ok());
    for events in wanted.map_or(vec![1_000_000, 10_000_000], |events| vec![events]) {
        let store = Arc::new(Store::new(generate::timeline(events)));
        let name = format!("{events} events");
        queries(&mut criterion, &name, &store);
        panes(&mut criterion, &name, &store);
        frames(&mut criterion, &name, &store);
    }
    criterion.final_summary();
}
