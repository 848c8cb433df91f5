//! The whole process, as a person sees it: from its start in a terminal to the first frame with
//! its events, the size of the program, and how long and how much memory ten million events take
//! to be in the store.
//!
//! ```sh
//! cargo bench --bench start
//! ```
//!
//! Budgets: the first frame 10 ms, the program 8 MB, ten million events 800 MB.

mod generate;

use std::{
    fs,
    io::{Read, Write},
    num::NonZero,
    time::{Duration, Instant},
};

use demarche::index::Store;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use generate::Shape;

const ROWS: NonZero<u16> = NonZero::new(40).expect("more than 0");
const COLUMNS: NonZero<u16> = NonZero::new(120).expect("more than 0");

const PROGRAM: &str = env!("CARGO_BIN_EXE_demarche");

/// From the start of the program to the words on its screen.
fn first_frame(words: &str) -> Duration {
    let size = PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut keys = pair.master.take_writer().expect("its input");
    let mut command = CommandBuilder::new(PROGRAM);
    command.env("TERM", "xterm-256color");

    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("the program");
    let mut screen = vt100::Parser::new(ROWS, COLUMNS, 0);
    let mut bytes = vec![0; 65_536];
    while !screen.screen().contents().contains(words) {
        let count = reader.read(&mut bytes).expect("output");
        screen.process(&bytes[..count]);
    }
    let spent = start.elapsed();
    keys.write_all(b"q").expect("a key");
    child.wait().expect("the end");
    spent
}

/// A figure of this process that Linux keeps, in MB; 0 elsewhere.
fn megabytes(figure: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .map_or(0, |kb: u64| kb / 1000)
}

#[expect(clippy::print_stdout, reason = "the report is for people")]
fn main() {
    let mut frames: Vec<Duration> = (0..30).map(|_| first_frame("Khoja meets Lavrov")).collect();
    frames.sort_unstable();
    println!(
        "start to first frame, built-in: median {:.1?}, fastest {:.1?}, slowest of 30 {:.1?}",
        frames[frames.len() / 2],
        frames[0],
        frames[frames.len() - 1]
    );
    let bytes = fs::metadata(PROGRAM).expect("the program").len();
    println!("program: {} kB", bytes / 1000);
    for events in [1_000_000, 10_000_000] {
        let start = Instant::now();
        let timeline = generate::timeline(Shape::events(events));
        let built = start.elapsed();
        let store = Store::new(timeline);
        println!(
            "{events} events: generated and put in the store in {built:.2?}, indexed in {:.2?}, \
             {} MB resident, {} MB at the peak",
            start.elapsed().saturating_sub(built),
            megabytes("VmRSS"),
            megabytes("VmHWM"),
        );
        drop(store);
    }
}
