//! Trains the models of the extractor, prints how good they are and writes them to `data/model`.
//!
//! ```sh
//! cargo run --release --example train -- TREEBANKS
//! cargo run --release --example train -- --score FILE.tab
//! cargo run --release --example train -- --kinds
//! cargo run --release --example train -- --confidence REPORTS...
//! ```
//!
//! TREEBANKS is a folder with `*-train.tab` and `*-dev.tab`: a word a line (form, tag of the Penn
//! Treebank, number of the head, relation), an empty line behind each sentence.

#![expect(clippy::print_stdout, reason = "figures are for whoever trains")]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts and shares are far below what a float can hold"
)]

#[path = "train/confidence.rs"]
mod confidence;
#[path = "train/kinds.rs"]
mod kinds;
#[path = "train/marked.rs"]
mod marked;
#[path = "train/perceptron.rs"]
mod perceptron;
#[path = "train/score.rs"]
mod score;
#[path = "train/syntax.rs"]
mod syntax;
#[path = "train/treebank.rs"]
mod treebank;
#[path = "train/wire.rs"]
mod wire;

use std::{env, fs, path::Path};

use anyhow::{Context, bail};
use demarche::extract::syntax::model::{self, Model};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["--score", file] => {
            let sentences = treebank::read(Path::new(file))?;
            println!("{}", score::of(&Model::built_in(), &sentences));
            Ok(())
        }
        ["--kinds"] => {
            let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model");
            let (bytes, figures) = kinds::train(&data.join("news.tab"), &data.join("marked"))?;
            println!("{figures}\n{} bytes", bytes.len());
            Ok(fs::write(data.join("kinds.bin"), bytes)?)
        }
        ["--confidence", ref folders @ ..] if !folders.is_empty() => {
            let folders: Vec<&Path> = folders.iter().map(Path::new).collect();
            let learned = confidence::train(&folders)?;
            println!("{}", learned.figures);
            let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
            fs::write(data.join("model/confidence.tsv"), learned.weights)?;
            let rules = data.join("lexicon/rules.tsv");
            let table = fs::read_to_string(&rules)?;
            fs::write(rules, confidence::counted(&table, &learned.rules))?;
            Ok(())
        }
        [folder] => learn(Path::new(folder)),
        _ => bail!("expected a folder of treebanks, or --score and a file"),
    }
}

/// Sentences of the grammar beside some 18,500 of the treebanks.
const WIRE: usize = 400;
/// How often each sentence of our own news stands beside them, which have few reports.
const NEWS: usize = 2;
/// How large the model may be, in bytes; the smallest weights are left out until it is.
const LARGEST: usize = 6_000_000;

fn learn(folder: &Path) -> anyhow::Result<()> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model");
    let mut train = treebank::read_all(folder, "-train.tab")?;
    train.extend(wire::sentences(WIRE)?);
    let news = treebank::read(&data.join("news.tab"))?;
    train.extend(std::iter::repeat_n(news, NEWS).flatten());
    let dev = treebank::read_all(folder, "-dev.tab")?;
    let learned = syntax::train(&train);
    let strictness = (0..).map(|step| 1.0 + 0.05 * f64::from(step));
    let bytes = strictness
        .map(|strictness| model::write(&mut learned.tables(strictness)))
        .find(|bytes| bytes.len() <= LARGEST)
        .context("no model is small enough")?;
    let path = data.join("syntax.bin");
    println!("{} bytes", bytes.len());
    fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    let model = Model::of(&bytes).context("the model that was written can't be read")?;
    println!("{}", score::of(&model, &dev));
    Ok(())
}
