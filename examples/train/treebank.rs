//! Sentences with their trees, read from files.

use std::{fs, path::Path};

use anyhow::Context;
use demarche::extract::{
    Lexicon,
    reading::tree::{Penn, Rel},
    syntax::{look::Look, word},
};

/// A sentence as a treebank has it.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// What its words look like.
    pub looks: Vec<Look>,
    /// Their tags.
    pub tags: Vec<Penn>,
    /// Their heads, by number from 0; that of the root is its own.
    pub heads: Vec<u32>,
    /// Their relations.
    pub rels: Vec<Rel>,
}

impl Sentence {
    /// Adds a word.
    pub fn push(&mut self, form: &str, tag: Penn, head: u32, rel: Rel) {
        self.looks.push(word::look(form, false, Lexicon::built_in()));
        self.tags.push(tag);
        self.heads.push(head);
        self.rels.push(rel);
    }
}

/// The sentences of all files of a folder whose names end so, in the order of the names.
pub fn read_all(folder: &Path, ending: &str) -> anyhow::Result<Vec<Sentence>> {
    let files = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut files = files.map(|file| Ok(file?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(ending));
    files.sort();
    let mut sentences = Vec::new();
    for file in files {
        sentences.extend(read(&file)?);
    }
    Ok(sentences)
}

/// The sentences of a file.
pub fn read(path: &Path) -> anyhow::Result<Vec<Sentence>> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.looks.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let at = || format!("{}:{}: {line:?} can't be read", path.display(), number + 1);
        let cells: Vec<&str> = line.split('\t').collect();
        // A fifth cell says what the word tells; see `kinds`.
        let &[form, tag, head, rel, ..] = &cells[..] else { anyhow::bail!(at()) };
        let own = sentence.looks.len() as u32;
        let head: u32 = head.parse().with_context(at)?;
        let (tag, rel) = (Penn::of(tag).with_context(at)?, Rel::of(rel).with_context(at)?);
        sentence.push(form, tag, head.checked_sub(1).unwrap_or(own), rel);
    }
    Ok(sentences)
}
