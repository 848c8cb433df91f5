//! The model of event kinds tells the words of marked news rightly. It does not any more where what
//! it sees of a word has changed since it was trained: `cargo run --release --example train --
//! --kinds` trains it anew.

#[expect(dead_code, reason = "treebanks are read by the trainer alone")]
#[path = "../examples/train/marked.rs"]
mod marked;

use std::{fs, path::Path};

use demarche::{
    extract::{self, Lexicon, find::event::kinds::class},
    model::Kind,
};

/// How many of a hundred marked words at least are told, and how many of those that are told rightly.
const TOLD: usize = 80;
const RIGHT: usize = 88;
/// So many files are read.
const FILES: usize = 2;

#[test]
fn marked_words_are_told_as_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/model/marked");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let (mut marks, mut told, mut right) = (0, 0, 0);
    for text in files.iter().take(FILES).flat_map(|file| marked::of_marks(file).unwrap()) {
        let reading = extract::read(&text.text, None, Lexicon::built_in());
        let other = class(Kind::Other);
        let of_kind = |it: &(_, &Vec<usize>)| !it.1.contains(&0) && !it.1.contains(&other);
        for (start, classes) in text.told.iter().filter(of_kind) {
            marks += 1;
            let mut events = reading.events.iter();
            let event = events.find(|event| {
                let clause = event.clause.map(|number| reading.clauses[number].predicate);
                let at = |token: usize| reading.tokens[token].extent.start == *start;
                event.kind != Kind::Other && (at(event.head) || clause.is_some_and(at))
            });
            if let Some(event) = event {
                told += 1;
                right += usize::from(classes.contains(&class(event.kind)));
            }
        }
    }
    println!("{marks} marks, {told} told, {right} rightly");
    assert!(told * 100 >= marks * TOLD, "{told} of {marks} told");
    assert!(right * 100 >= told * RIGHT, "{right} of {told} told rightly");
}
