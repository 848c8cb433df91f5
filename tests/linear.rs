//! What a stranger's file has much of costs no more than its size: of each shape of
//! `benches/linear.rs`, and of words in an article, four times as much takes about four times as
//! long, and not sixteen times.
//!
//! The time is that of the processor, so that other programs don't count.

#[path = "../benches/shapes.rs"]
mod shapes;

use std::{fs, hint::black_box, time::Duration};

use demarche::{
    config::Layer,
    extract::{self, Lexicon},
    tui::keymap::Keymap,
};
use shapes::{SHAPES, Shape};

/// Words that open what other words would close, or that are compared with what is around.
const PIECES: [&str; 18] = [
    "\"",
    "“",
    "“a ” ",
    "‘a ",
    "X: “",
    "he said ",
    "he said that ",
    "said, ",
    "that ",
    "! ",
    "people killed ",
    "Mr. ",
    "Iran's ",
    "the U.S. admits ",
    "the group and ",
    "a day after ",
    "died in an attack by ",
    "since a truce began on 19 January ",
];

/// Less is not measured: the clock ticks a hundred times a second.
const MOMENT: Duration = Duration::from_millis(50);

/// The processor time of this process so far, where the system tells.
fn spent() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, numbers) = stat.rsplit_once(") ")?;
    let ticks = numbers.split(' ').skip(11).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().ok()?;
    Some(Duration::from_millis(10 * ticks))
}

fn time(work: impl FnOnce()) -> Duration {
    let before = spent();
    work();
    let spent = spent().zip(before).map(|(after, before)| after.saturating_sub(before));
    spent.unwrap_or_default().max(MOMENT)
}

#[track_caller]
fn is_linear(name: &str, quarter: Duration, whole: Duration) {
    assert!(whole < 9 * quarter, "{name}: {quarter:?}, and for four times as much {whole:?}");
}

/// One test, since others would count.
#[test]
fn much_of_one_thing_takes_no_more_than_its_share() {
    for Shape { name, most, files } in SHAPES {
        let [quarter, whole] = [most / 32, most / 8].map(|n| {
            let files = files(n);
            time(|| shapes::open(&files))
        });
        is_linear(name, quarter, whole);
    }

    for piece in PIECES {
        let [quarter, whole] = [1_000, 4_000].map(|n| {
            let text = piece.repeat(n);
            time(|| drop(black_box(extract::read(&text, None, Lexicon::built_in()))))
        });
        is_linear(piece, quarter, whole);
    }

    let lines = |n: usize, line: fn(usize) -> String| (0..n).map(line).collect::<String>();
    let [quarter, whole] = [2_000, 8_000].map(|n| {
        let text = lines(n, |i| format!("x{i} = 1\n"));
        time(|| drop(black_box(Layer::of_file("c.toml", &text))))
    });
    is_linear("lines of config.toml", quarter, whole);

    let [quarter, whole] = [2_000, 8_000].map(|n| {
        let text = lines(n, |i| {
            let letters = [i, i / 26, i / 676].map(|i| char::from(b'a' + (i % 26) as u8));
            format!("\"ctrl-{} {} {}\" = \"quit\"\n", letters[0], letters[1], letters[2])
        });
        let text = format!("[any]\n{text}");
        time(|| drop(black_box(Keymap::with_user("k.toml", &text))))
    });
    is_linear("lines of keymap.toml", quarter, whole);
}
