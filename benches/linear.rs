//! Files with much of one thing, in two sizes each: the larger should take twice as long, or the
//! work is not linear.
//!
//! ```sh
//! cargo bench --bench linear
//! ```

mod shapes;

use std::time::{Duration, Instant};

use shapes::{SHAPES, Shape};

#[expect(clippy::print_stdout, reason = "the report is for people")]
fn main() {
    println!("{:40} {:>7} {:>9} {:>9} {:>6}", "", "n", "n/2, ms", "n, ms", "ratio");
    for Shape { name, most, files } in SHAPES {
        let [half, whole] = [most / 2, *most].map(|n| time(&files(n)));
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let ratio = ms(whole) / ms(half);
        println!("{name:40} {most:7} {:9.1} {:9.1} {ratio:6.2}", ms(half), ms(whole));
    }
}

/// The best of three.
fn time(files: &[String]) -> Duration {
    let once = || {
        let start = Instant::now();
        shapes::open(files);
        start.elapsed()
    };
    [once(), once(), once()].into_iter().min().expect("three times")
}
