//! The model of event kinds is what its training gives: `data/lexicon/kind-weights.tsv` follows from
//! the sentences of `data/lexicon/training`. `UPDATE=1 cargo test --test kinds` writes it anew.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod kinds {
    pub mod train;
}

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use demarche::{
    extract::{
        self, Lexicon,
        find::event,
        lexicon::{
            BUILT_IN,
            kinds::{Feature, place},
        },
    },
    model::Kind,
};
use kinds::train::{Example, train};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon")
}

/// The sentences with the place of their kind among those of the model.
fn sentences() -> Vec<(usize, String)> {
    let folder = fs::read_dir(data().join("training")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.file_name().unwrap().to_string_lossy().starts_with("kinds-"));
    files.sort();
    let mut sentences = Vec::new();
    for file in files {
        for line in fs::read_to_string(&file).unwrap().lines().skip(1) {
            let (kind, sentence) = line.split_once('\t').unwrap();
            let kind = if kind == "yield" { Kind::Concede } else { Kind::from_name(kind).unwrap() };
            sentences.push((place(kind).unwrap(), sentence.to_owned()));
        }
    }
    sentences
}

/// The lexicon without weights, but with every word of the sentences.
fn lexicon(sentences: &[(usize, String)]) -> Lexicon {
    let mut words = "feature\tweights\n".to_owned();
    let letters = |letter: char| !letter.is_alphanumeric() && letter != '-';
    for (_, sentence) in sentences {
        for word in sentence.split(letters).filter(|word| !word.is_empty()) {
            words.extend(["s:", &word.to_lowercase(), "\t\n"]);
        }
    }
    let mut tables = BUILT_IN.to_vec();
    tables.retain(|(name, _)| *name != "kind-weights");
    tables.push(("kind-weights", &words));
    let (lexicon, errors) = Lexicon::new(&tables);
    assert!(errors.is_empty(), "{errors:?}");
    lexicon
}

fn examples(sentences: &[(usize, String)], lexicon: &Lexicon) -> Vec<Example> {
    let example = |(kind, text): &(usize, String)| {
        let reading = extract::read(text, None, lexicon);
        let features: Vec<Feature> = event::main_features(&reading, lexicon)?;
        Some(Example { kind: *kind, features })
    };
    sentences.iter().filter_map(example).collect()
}

#[test]
fn the_weights_are_those_of_the_training() {
    let sentences = sentences();
    let lexicon = lexicon(&sentences);
    let examples = examples(&sentences, &lexicon);
    let table = train(&examples, &lexicon);
    let path = data().join("kind-weights.tsv");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &table).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(kept == table, "kind-weights.tsv is not what training gives: run with UPDATE=1");
    assert!(table.len() < 150_000, "the table has {} bytes", table.len());
}
