//! How good trees are.

use std::fmt;

use demarche::extract::{
    reading::tree::Rel,
    syntax::{Tree, model::Model},
};

use crate::treebank::Sentence;

/// Figures of trees beside those of a treebank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    words: u32,
    tags: u32,
    /// Without punctuation.
    arcs: u32,
    heads: u32,
    labelled: u32,
    /// Subjects and objects of verbs.
    arguments: u32,
    on_verb: u32,
    /// With the right verb and relation; those that were guessed.
    named: u32,
    guessed: u32,
}

/// The figures of a model on sentences of which the words are given.
pub fn of(model: &Model<'_>, sentences: &[Sentence]) -> Score {
    let mut score = Score::default();
    let mut tree = Tree::default();
    for sentence in sentences {
        tree.looks.clone_from(&sentence.looks);
        tree.read(model);
        score.add(sentence, &tree);
    }
    score
}

impl Score {
    fn add(&mut self, gold: &Sentence, tree: &Tree) {
        let argument = |rel: Rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obj);
        for word in 0..gold.looks.len() {
            self.words += 1;
            self.tags += u32::from(gold.tags[word] == tree.tags[word]);
            let head = gold.heads[word] == tree.heads[word];
            let label = head && gold.rels[word] == tree.rels[word];
            if gold.rels[word] != Rel::Punct {
                self.arcs += 1;
                self.heads += u32::from(head);
                self.labelled += u32::from(label);
            }
            let verb = |head: u32| gold.tags[head as usize].is_verb();
            if argument(gold.rels[word]) && verb(gold.heads[word]) {
                self.arguments += 1;
                self.on_verb += u32::from(head);
                self.named += u32::from(label);
            }
            self.guessed += u32::from(argument(tree.rels[word]) && verb(tree.heads[word]));
        }
    }
}

/// A share in percent.
fn share(part: u32, of: u32) -> f64 {
    f64::from(part) * 100.0 / f64::from(of.max(1))
}

impl Score {
    /// How many subjects and objects are on the right verb, in percent.
    pub fn on_verb(&self) -> f64 {
        share(self.on_verb, self.arguments)
    }

    /// F1 of subjects and objects with the right verb and relation, in percent.
    pub fn f1(&self) -> f64 {
        share(2 * self.named, self.arguments + self.guessed)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "tags {:.1}", share(self.tags, self.words))?;
        writeln!(
            f,
            "UAS {:.1}, LAS {:.1} without punctuation",
            share(self.heads, self.arcs),
            share(self.labelled, self.arcs)
        )?;
        write!(
            f,
            "of {} subjects and objects of verbs: on the right verb {:.1}, \
             with the right relation {:.1}, precision {:.1}, F1 {:.1}",
            self.arguments,
            self.on_verb(),
            share(self.named, self.arguments),
            share(self.named, self.guessed),
            self.f1(),
        )
    }
}
