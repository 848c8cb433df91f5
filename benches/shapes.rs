//! Timelines in the native format that are hard to read in time: many of one thing in one record,
//! and of what is wrong. Used by `benches/linear.rs` and `tests/linear.rs`.

use demarche::{
    base::progress::Progress,
    index::Store,
    ingest::{Beside, Document, native},
    model::{Astray, Timeline},
    query::{Answer, Query, tally::Tally},
    view::actors::{Counts, Look, Sort, Tree},
};
use rustc_hash::FxHashSet;

/// Files with `n` of something.
pub struct Shape {
    /// What there is much of.
    pub name: &'static str,
    /// How much of it there is in the bench: the test takes less.
    pub most: usize,
    /// The files.
    pub files: fn(usize) -> Vec<String>,
}

/// All of them.
pub const SHAPES: &[Shape] = &[
    shape("unknown fields of a record", 40_000, |n| {
        events(&format!("{{\"id\":\"e\",{}}}", each(n, |i| format!("\"x{i}\":1"))))
    }),
    shape("unknown fields of participants", 40_000, |n| {
        event(&format!("\"actors\":[{}]", each(n, |_| "{\"actor\":\"a\",\"x\":1}".into())))
    }),
    shape("unknown fields of the file", 100_000, |n| file(&each(n, |i| format!("\"x{i}\":1")))),
    shape("words that stand everywhere", 40_000, |n| {
        let entry = proof("talks", "");
        let events = each(n, |i| format!("{{\"id\":\"e{i}\",\"evidence\":[{entry}]}}"));
        file(&format!("{},\"events\":[{events}]", source(&"the talks go on. ".repeat(n))))
    }),
    shape("words told apart by what is around", 40_000, |n| {
        let entry = |i| proof("talks", &format!(",\"before\":\"{i} \",\"after\":\" go\""));
        let text = each(n, |i| format!("{i} talks go on. "));
        event(&format!("\"evidence\":[{}]", each(n, entry))).with(&source(&text))
    }),
    shape("words that are nowhere", 40_000, |n| {
        let entry = |i| proof(&format!("talks {i} went"), "");
        let text = each(n, |i| format!("talks {i} go on. "));
        event(&format!("\"evidence\":[{}]", each(n, entry))).with(&source(&text))
    }),
    shape("words with a span beyond the text", 40_000, |n| {
        let entry = |i| proof(&format!("lost {i}"), &format!(",\"span\":[1,{}]", i + 90));
        event(&format!("\"evidence\":[{}]", each(n, entry))).with(&source("The talks."))
    }),
    shape("evidence in sources that are not there", 40_000, |n| {
        let entry = |i| format!("{{\"source\":\"s{i}\",\"quote\":\"q\"}}");
        event(&format!("\"evidence\":[{}]", each(n, entry)))
    }),
    shape("aliases", 80_000, |n| file(&format!("\"actors\":[{{\"id\":\"a\",{}}}]", aliases(0..n)))),
    shape("aliases in two files", 40_000, |n| {
        let file = |range| file(&format!("\"actors\":[{{\"id\":\"a\",{}}}]", aliases(range)));
        [file(0..n), file(n - 1..2 * n)].concat()
    }),
    shape("codes", 80_000, |n| {
        let codes = each(n, |i| format!("\"c{i}\":\"{i}\""));
        file(&format!("\"actors\":[{{\"id\":\"a\",\"codes\":{{{codes}}}}}]"))
    }),
    shape("schemes and codes of events", 40_000, |n| {
        let code =
            |i| format!("{{\"id\":\"e{i}\",\"code\":{{\"scheme\":\"s{i}\",\"value\":\"{i}\"}}}}");
        events(&each(n, code))
    }),
    shape("participants", 80_000, |n| {
        let parts = each(n, |i| format!("{{\"actor\":\"a{i}\"}}"));
        event(&format!("\"actors\":[{parts}]")).with(&actors(n, |_| String::new()))
    }),
    shape("participants that are not there", 40_000, |n| {
        event(&format!("\"actors\":[{}]", each(n, |i| format!("{{\"actor\":\"a{i}\"}}"))))
    }),
    shape("memberships that are not there", 40_000, |n| {
        let groups = each(n, |i| format!("\"g{i}\""));
        file(&format!("\"actors\":[{{\"id\":\"a\",\"member_of\":[{groups}]}}]"))
    }),
    shape("ids that are taken", 40_000, |n| {
        let taken = each(n, |i| format!("{{\"id\":\"e#{i}\"}}"));
        events(&format!("{taken},{}", each(n, |_| "{\"id\":\"e\"}".into())))
    }),
    shape("files beside a long one", 320_000, |n| {
        let one = |i| events(&format!("{{\"id\":\"f{i}\"}}"));
        let long = events(&each(n, |i| format!("{{\"id\":\"e{i}\"}}")));
        long.into_iter().chain((0..n / 8).flat_map(one)).collect()
    }),
    shape("members of one", 80_000, |n| {
        member_file(n, |i| if i > 0 { vec![0] } else { Vec::new() })
    }),
    shape("a chain of members", 400_000, |n| member_file(n, |i| (i + 1..n).take(1).collect())),
    shape("a chain whose links share members", 400_000, |n| {
        let owners = |i| if i % 2 == 0 { i + 2..i + 3 } else { i - 1..i + 2 };
        member_file(n, |i| owners(i).step_by(2).filter(|&owner| owner < n).collect())
    }),
    shape("a circle of members", 40_000, |n| member_file(n, |i| vec![(i + 1) % n])),
    shape("a lattice of members", 16_000, |n| {
        member_file(n, |i| (i / 20 * 20 + 20..n).take(20).collect())
    }),
    shape("a lattice at the end of a chain", 100_000, |n| {
        let (lattice, all) = (n / 800 * 20, n / 800 * 20 + n / 2);
        let owners = |i: usize| {
            if i + 20 < lattice {
                i / 20 * 20 + 20..i / 20 * 20 + 40
            } else {
                i.max(lattice - 1) + 1..i.max(lattice - 1) + 2
            }
        };
        member_file(all, |i| owners(i).filter(|&owner| owner < all).collect())
    }),
];

const fn shape(name: &'static str, most: usize, files: fn(usize) -> Vec<String>) -> Shape {
    Shape { name, most, files }
}

/// One file with more members before the others.
trait With {
    fn with(self, members: &str) -> Self;
}

impl With for Vec<String> {
    fn with(self, members: &str) -> Self {
        self.into_iter().map(|file| file.replacen('{', &format!("{{{members},"), 1)).collect()
    }
}

fn each(n: usize, part: impl Fn(usize) -> String) -> String {
    (0..n).map(part).collect::<Vec<_>>().join(",")
}

fn file(members: &str) -> Vec<String> {
    vec![format!("{{\"format\":\"demarche-timeline\",\"version\":1,{members}}}")]
}

fn events(records: &str) -> Vec<String> {
    file(&format!("\"events\":[{records}]"))
}

fn event(fields: &str) -> Vec<String> {
    events(&format!("{{\"id\":\"e\",{fields}}}"))
}

fn source(text: &str) -> String {
    format!("\"sources\":[{{\"id\":\"s\",\"text\":\"{text}\"}}]")
}

fn proof(quote: &str, more: &str) -> String {
    format!("{{\"source\":\"s\",\"quote\":\"{quote}\"{more}}}")
}

fn aliases(range: std::ops::Range<usize>) -> String {
    let aliases: Vec<_> = range.map(|i| format!("\"alias {i}\"")).collect();
    format!("\"aliases\":[{}]", aliases.join(","))
}

fn actors(n: usize, fields: impl Fn(usize) -> String) -> String {
    format!("\"actors\":[{}]", each(n, |i| format!("{{\"id\":\"a{i}\"{}}}", fields(i))))
}

/// Actors that belong to others, each with an event.
fn member_file(n: usize, groups: impl Fn(usize) -> Vec<usize>) -> Vec<String> {
    let belongs = |i| {
        let groups: Vec<_> = groups(i).iter().map(|group| format!("\"a{group}\"")).collect();
        format!(",\"member_of\":[{}]", groups.join(","))
    };
    let took_part = |i| format!("{{\"id\":\"e{i}\",\"actors\":[{{\"actor\":\"a{i}\"}}]}}");
    events(&each(n, took_part)).with(&actors(n, belongs))
}

/// Reads the files, joins them, and does with the timeline what the explorer does first.
pub fn open(files: &[String]) {
    let progress = Progress::default();
    let document = |number: usize| Document {
        name: "f.json",
        number: number as u16,
        text: &files[number],
        beside: Beside::Nowhere,
        progress: &progress,
    };
    let read = (0..files.len()).map(|number| native::read(&document(number)));
    let (mut about, mut shards) = (Vec::new(), Vec::new());
    for ingested in read {
        about.push(ingested.file);
        shards.extend(ingested.shards);
    }
    let (timeline, _) = Timeline::build(about, shards);
    let astray = Astray::new(&timeline);
    for number in 0..files.len() {
        std::hint::black_box(native::review(&document(number), &timeline, &astray));
    }
    let store = Store::new(timeline);
    let answer = Answer::all(&store);
    let tally = Tally::of(&Query::default(), &answer, &store, &progress).expect("not stopped");
    let counts =
        Counts { events: &tally.events, statements: &tally.statements, ..Counts::default() };
    let look = Look { counts, folded: &FxHashSet::default(), sort: Sort::Events, find: "" };
    std::hint::black_box(Tree::new(&store).nodes(&store, &look));
}
