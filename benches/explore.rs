//! What a person waits for: drawing each pane, parsing and running queries, counting, searching
//! through texts, and from a key to the frame that shows it. Over the built-in timeline, over such
//! as are hard to show, and over one and ten million events.
//!
//! ```sh
//! cargo bench --bench explore                                     # everything: ten minutes
//! EVENTS=1000000 cargo bench --bench explore -- 'key to frame'    # one size, one group
//! ```
//!
//! Budgets: a key 8 ms at any size, "an actor" 5 ms to a full redraw; at 400,000 events the
//! histogram and the tally of all 2 ms each; at ten million "counted after" 50 ms, the first hits
//! of a text search 100 ms, all 1 s; the trends and the pairs of all actors 200 ms.

mod generate;

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{BenchmarkId, Criterion};
use demarche::{
    base::{progress::Progress, rows::RowSet},
    index::Store,
    model::ActorId,
    query::{Plan, Query, Watch, tally},
    tui::{
        app::{App, Start},
        effect::Effect,
        event::Event,
        keymap::Keys,
        work::Job,
    },
    view::{
        dyads::{self, Order, Which},
        overview::{self, Events, Frame, Marked, Zoom},
        thread,
        trends::{self, Ask, Columns, Split},
    },
    world::{self, Generation, Loaded, Message, News, Notes},
};
use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
};

use generate::Shape;

const SIZE: Size = Size { width: 120, height: 40 };

/// Queries of each sort, over what all timelines here have.
const QUERIES: [(&str, &str); 12] = [
    ("actors and their members", "actor:7"),
    ("the busiest actor", "actor=:0"),
    ("without the busiest actor", "-actor=:0"),
    ("actor and role", "actor=:0 role:recipient"),
    ("dyad", "dyad:0>7"),
    ("month", "date:2010-03"),
    ("surely in a year", "date!:2010"),
    ("without a year", "-date:2010"),
    ("kind and place", "kind:assault place:town"),
    ("code", "code:04"),
    ("fatalities", "fatalities:>100"),
    ("has a place", "has:place"),
];

/// What is done, the keys that lead there, those that do it, and those that take it back.
const KEYS: [(&str, &str, &str, &str); 30] = [
    ("next event", "", "j", "k"),
    ("page", "", "pgdn", "pgup"),
    ("next day", "", "J", "K"),
    ("end", "", "G", "home"),
    ("next pane", "", "tab", "shift-tab"),
    ("next actor", "2", "j", "k"),
    ("next statement", "3", "j", "k"),
    ("last statement", "3", "G", "home"),
    ("sort actors", "2", "s", "s"),
    ("find an actor", "g a f r o n t space 7", "7", "backspace"),
    ("next field", "4", "j", "k"),
    ("zoom", "", "+", "-"),
    ("next period of the trends", "v t", "j", "k"),
    ("trends in a shorter unit", "v t", "+", "u"),
    ("trends split by actor", "v t b b", "b", "u"),
    ("trends of an actor split by actor", "2 a v t b b", "b", "u"),
    ("an actor", "2", "a", "u"),
    ("without an actor", "2", "x", "u"),
    ("all that is hidden", "2 a", "H", "u"),
    ("next pair", "v d", "l", "h"),
    ("who acts on whom", "v d", "d", "d"),
    ("type a filter", "f a c t o r :", "7", "backspace"),
    ("type a date", "t 2 0 0", "1", "backspace"),
    ("type a search", "/ z e p p", "e", "backspace"),
    ("lanes", "", "v l", "v c"),
    ("lanes by others", "v l", "b", "v l"),
    ("last lane", "v l", "G", "home"),
    ("next of lane", "v l", "l", "h"),
    ("lanes zoomed", "v l", "z m", "z a"),
    ("lanes of an actor", "v l", "a", "u"),
];

/// An explorer, and the screen that it is drawn on.
struct Explorer {
    app: App,
    screen: Buffer,
}

impl Explorer {
    fn open(store: &Arc<Store>) -> Self {
        let mut app = App::new(Start::default());
        app.update(Event::Resize(SIZE));
        let loaded = Loaded::new(Arc::clone(store), &Notes::default());
        let news = News::Loaded(loaded);
        let screen = Buffer::empty(Rect::from(((0, 0).into(), SIZE)));
        let mut explorer = Self { app, screen };
        explorer.tell(Event::Load(Message { generation: Generation::default(), news }));
        explorer
    }

    fn draw(&mut self) {
        self.screen.reset();
        self.app.draw(&mut self.screen);
    }

    /// Presses keys and draws; the work that they start comes back.
    fn press(&mut self, keys: &Keys) -> Vec<Job> {
        let mut jobs = Vec::new();
        for key in keys.as_slice() {
            jobs.extend(started(self.app.update(Event::Key(key.event()))));
        }
        self.draw();
        jobs
    }

    /// Does the work and draws what comes of it.
    fn finish(&mut self, jobs: Vec<Job>) {
        for done in jobs.into_iter().filter_map(Job::run) {
            self.tell(Event::Done(done));
        }
        self.draw();
    }

    fn tell(&mut self, event: Event) {
        let jobs = started(self.app.update(event));
        if !jobs.is_empty() {
            self.finish(jobs);
        }
    }
}

fn started(effects: Vec<Effect>) -> Vec<Job> {
    let job = |effect| match effect {
        Effect::Start(job) => Some(job),
        _ => None,
    };
    effects.into_iter().filter_map(job).collect()
}

fn keys(text: &str) -> Keys {
    Keys::parse(text).expect("keys")
}

fn panes(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    let mut group = criterion.benchmark_group(format!("draw, {name}"));
    for (pane, open) in [("all", "1"), ("actors", "2 I"), ("statements", "3 I"), ("detail", "4 I")]
    {
        let mut explorer = Explorer::open(store);
        explorer.press(&keys(open));
        group.bench_function(pane, |bench| bench.iter(|| explorer.draw()));
    }
}

/// From a key to the frame that shows it, and to the one that shows what was worked out beside.
fn frames(criterion: &mut Criterion, name: &str, store: &Arc<Store>) {
    for (group, finishes) in [("key to frame", false), ("counted after", true)] {
        let mut group = criterion.benchmark_group(format!("{group}, {name}"));
        for (what, before, there, back) in KEYS {
            let mut explorer = Explorer::open(store);
            for key in before.split_whitespace() {
                let jobs = explorer.press(&keys(key));
                explorer.finish(jobs);
            }
            let (there, back) = (keys(there), keys(back));
            if finishes && explorer.press(&there).is_empty() {
                continue;
            }
            group.bench_function(what, |bench| {
                bench.iter_custom(|rounds| {
                    let mut spent = Duration::ZERO;
                    for _ in 0..rounds {
                        let start = Instant::now();
                        let jobs = explorer.press(&there);
                        if finishes {
                            explorer.finish(jobs);
                        }
                        spent += start.elapsed();
                        let jobs = explorer.press(&back);
                        if finishes {
                            explorer.finish(jobs);
                        }
                    }
                    spent
                });
            });
        }
    }
}

fn queries(criterion: &mut Criterion, name: &str, store: &Store) {
    let mut group = criterion.benchmark_group(format!("query, {name}"));
    for (what, text) in QUERIES {
        let query = Query::parse(text).expect("a query");
        let Ok(plan) = Plan::new(&query, store) else { continue };
        group.bench_function(what, |bench| bench.iter(|| black_box(plan.run())));
    }
    let all = RowSet::all(store.timeline().len());
    let query = Query::parse("-actor=:0").expect("a query");
    let most = Plan::new(&query, store).expect("an actor").run().rows;
    for (what, rows) in [("tally of all", &all), ("tally of most", &most)] {
        group.bench_function(what, |bench| {
            bench.iter(|| black_box(tally::actors(store, rows, &Progress::default())));
        });
    }
    let frame = Frame::new(store.timeline(), Zoom::Fit, 400, None).expect("events");
    group.bench_function("histogram by month", |bench| {
        let marked = Marked::default();
        let events = Events { shown: &most, all: &all };
        bench
            .iter(|| black_box(overview::overview(store.timeline(), events, &frame, 400, &marked)));
    });
}

/// The figures of the trends, with and without a filter.
fn trends(criterion: &mut Criterion, name: &str, store: &Store) {
    let mut group = criterion.benchmark_group(format!("trends, {name}"));
    for query in ["", "-actor=:0", "date:2005/2009", "kind:assault actor:7"] {
        let found = Plan::new(&Query::parse(query).expect("a query"), store).map(|plan| plan.run());
        let Ok(found) = found else { continue };
        for (what, columns) in [
            ("all", Columns::One),
            ("split by actor", Columns::Split(Split::Actor)),
            ("split by place", Columns::Split(Split::Place)),
            ("split by source", Columns::Split(Split::Source)),
        ] {
            let ask = Ask {
                zoom: Zoom::Fit,
                fits: 40,
                near: true,
                most: 4_000,
                around: None,
                columns,
                top: 8,
            };
            group.bench_function(format!("{what}, '{query}'"), |bench| {
                bench.iter(|| black_box(trends::count(&ask, store, &found, &Progress::default())));
            });
        }
    }
}

/// A search through the texts: the first hits, and all.
fn search(criterion: &mut Criterion, name: &str, store: &Store) {
    let mut group = criterion.benchmark_group(format!("search, {name}"));
    for (what, text) in [
        ("a rare word", "zeppelin"),
        ("a frequent word", "minister"),
        ("a phrase", "\"talks with the envoy\""),
        ("no word", "qxz"),
        ("an expression", "/zep+elin near/"),
    ] {
        let query = Query::parse(text).expect("a query");
        let plan = Plan::new(&query, store).expect("no names");
        group.bench_function(format!("{what}, first hits"), |bench| {
            bench.iter(|| {
                let progress = Progress::default();
                let mut stop_at_hits = |partial: demarche::query::Partial<'_>| {
                    if partial.rows.count() >= u32::from(SIZE.height) {
                        progress.cancel();
                    }
                };
                let watch = &mut Watch { progress: &progress, on_partial: &mut stop_at_hits };
                black_box(plan.run_watched(watch))
            });
        });
        group.bench_function(format!("{what}, all"), |bench| bench.iter(|| black_box(plan.run())));
    }
}

/// The pairs of actors in all events and in most, and the events of the two busiest.
fn pairs(criterion: &mut Criterion, name: &str, store: &Store) {
    let mut group = criterion.benchmark_group(format!("pairs, {name}"));
    let progress = Progress::default();
    let directed = Which { directed: true, only_two: false };
    for (of, text) in [("all", ""), ("most", "-actor=:0"), ("a month", "date:2010-03")] {
        let query = Query::parse(text).expect("a query");
        let found = Plan::new(&query, store).expect("an actor").run();
        for (what, which, list) in [
            ("matrix", Which::default(), None),
            ("list", Which::default(), Some(Order::Events)),
            ("directed", directed, None),
        ] {
            let ask = dyads::Ask { which, list };
            group.bench_function(format!("{what} of {of}"), |bench| {
                bench.iter(|| black_box(dyads::count(&ask, store, &found, &progress)));
            });
        }
        let ask =
            thread::Ask { pair: [ActorId(0), ActorId(1)], which: Which::default(), periods: 40 };
        group.bench_function(format!("two of {of}"), |bench| {
            bench.iter(|| black_box(thread::count(&ask, store, &found, &progress)));
        });
    }
}

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    let all = QUERIES.map(|(_, text)| text).join(" ");
    for (what, text) in [("one term", "actor:lavrov"), ("twelve terms", all.as_str())] {
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

    let generated = |shape| Arc::new(Store::new(generate::timeline(shape)));
    for (name, shape) in [
        ("one day", Shape { days: 1, ..Shape::events(1_000_000) }),
        ("3000 BCE to 2227", Shape { year: -2999, days: 1_909_000, ..Shape::events(1_000_000) }),
        ("100,000 statements", Shape { statements: 100_000, ..Shape::events(100_000) }),
        ("titles of 20,000 characters", Shape { title: 20_000, ..Shape::events(1_000) }),
    ] {
        let store = generated(shape);
        panes(&mut criterion, name, &store);
        frames(&mut criterion, name, &store);
    }

    let wanted = std::env::var("EVENTS").ok().and_then(|events| events.parse().ok());
    for events in wanted.map_or(vec![400_000, 10_000_000], |events| vec![events]) {
        let store = generated(Shape::events(events));
        let name = format!("{events} events");
        queries(&mut criterion, &name, &store);
        trends(&mut criterion, &name, &store);
        pairs(&mut criterion, &name, &store);
        panes(&mut criterion, &name, &store);
        frames(&mut criterion, &name, &store);
        drop(store);
        let store = generated(Shape { title: 60, ..Shape::events(events) });
        search(&mut criterion, &format!("{events} titles"), &store);
    }
    criterion.final_summary();
}
