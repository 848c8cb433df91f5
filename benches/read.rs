//! Reading articles: the built-in brief of 380 words, and texts that are hard to read, in two sizes
//! each: the throughput of the larger must not be below that of the smaller, or the work is not
//! linear.
//!
//! ```sh
//! cargo bench --bench read
//! ```
//!
//! Budgets: 0.4 MB a second on one core, an article of 1,000 words in 15 ms.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use demarche::{
    extract::{self, Lexicon},
    model::day::Day,
};

const BRIEF: &str = include_str!("../data/moscow-talks-2015-08.md");

/// What each hard text repeats.
const HARD: [(&str, &str); 27] = [
    ("one paragraph", "The envoy of Russia met the rebels in Doha on Thursday, a spokesman said. "),
    ("one sentence", "the envoy of Russia who met the rebels and then said that the talks of "),
    ("one word", "Aa"),
    ("capitals", "THE ENVOY OF RUSSIA MET THE REBELS. "),
    ("names", "Sergei Lavrov Adel al-Jubeir "),
    ("marks that open", "“We met, "),
    ("marks", "\"\"'"),
    ("brackets", "([(["),
    ("lines", "\n\n"),
    // Sentences without an end: what has a bounded reach looks no further than that.
    ("numbers", "from Max 3 to 5 "),
    ("numbers in a row", "Max 3, 4, 5, "),
    ("names joined", "Sergei Lavrov and "),
    ("nouns joined", "talks and attacks and "),
    ("verbs joined", "met; "),
    ("appositions", "the envoy, the minister, "),
    ("nouns of nouns", "the leader of "),
    ("articles", "the "),
    ("verbs", "attacked "),
    ("pronouns", "he "),
    ("pronouns that speak", "they said he "),
    ("said within said", "Smith said that "),
    ("quoted within said", "Smith said \"we "),
    ("sayings joined", "Smith said, \"no\" and "),
    ("messages within messages", "a message saying "),
    ("genitives", "Russia's envoy's "),
    ("passives", "was attacked by "),
    ("days", "Monday, Wednesday and Thursday, "),
];

fn main() {
    let lexicon = Lexicon::built_in();
    let published = Day::of(2015, 8, 13);
    let read =
        |text: &str| black_box(extract::read(black_box(text), published, lexicon)).tokens.len();

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("an article");
    group.throughput(Throughput::Bytes(BRIEF.len() as u64));
    group.bench_function("the brief", |bencher| bencher.iter(|| read(BRIEF)));
    let many = BRIEF.repeat(1000);
    group.sample_size(10).throughput(Throughput::Bytes(many.len() as u64));
    group.bench_function("the brief a thousand times", |bencher| bencher.iter(|| read(&many)));
    group.finish();

    // Parsing alone, in tokens a second: the budget is 150,000.
    let reading = extract::read(&many, published, lexicon);
    let mut group = criterion.benchmark_group("syntax");
    group.sample_size(10).throughput(Throughput::Elements(reading.tokens.len() as u64));
    group.bench_function("trees", |bencher| {
        bencher.iter(|| black_box(extract::syntax::parse(black_box(&reading), lexicon)).len());
    });
    group.finish();

    let mut group = criterion.benchmark_group("hard text");
    group.sample_size(10);
    for (name, piece) in HARD {
        for kilobytes in [64, 512] {
            let text = piece.repeat((kilobytes << 10) / piece.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            let id = BenchmarkId::new(name, format!("{kilobytes} KB"));
            group.bench_with_input(id, &text, |bencher, text| bencher.iter(|| read(text)));
        }
    }
    let text = HARD[0].1.repeat((8 << 20) / HARD[0].1.len());
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("one paragraph/8 MB", |bencher| bencher.iter(|| read(&text)));
    group.finish();
    criterion.final_summary();
}
