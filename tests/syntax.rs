//! How good the trees are on sentences that the parser has not learned from:
//! `TREEBANKS=FOLDER cargo test --release --test syntax -- --ignored`, where FOLDER has `*-dev.tab`
//! in the form that `examples/train.rs` reads.

#[path = "../examples/train/score.rs"]
mod score;
#[path = "../examples/train/treebank.rs"]
mod treebank;

use std::{env, path::Path};

use demarche::extract::syntax::model::Model;

#[test]
#[ignore = "needs a treebank"]
fn most_arguments_are_on_the_right_verb() {
    let folder = env::var("TREEBANKS").unwrap_or("../shared/treebanks".to_owned());
    let folder = Path::new(&folder);
    let sentences = treebank::read_all(folder, "-dev.tab").unwrap();
    let score = score::of(&Model::built_in(), &sentences);
    eprintln!("{score}");
    assert!(score.on_verb() > 89.0, "{score}");
    assert!(score.f1() > 85.5, "{score}");
}

#[test]
fn the_model_has_its_size() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model/syntax.bin");
    assert!(path.metadata().unwrap().len() < 6_000_000);
}
