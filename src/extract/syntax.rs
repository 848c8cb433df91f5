//! Sentences become trees: what each token is ([`Penn`]) and which
//! other token it depends on.
//!
//! ```text
//! token ─ word ─ penn ─ parse ─ fold ─ Reading::nodes
//! ```
//!
//! Tokens are cut into the words of treebanks (`US` `-` `led`), a perceptron tags them, a second
//! one joins them into a tree, a third one says what each arc is, and the tree of the words is
//! folded into one of the tokens. What the three have learned is the [`Model`].
//!
//! **Invariants.** Whole numbers only: the same words give the same tree on every machine. Every
//! head is in the sentence of its token, one token a sentence is its root, and there is no circle.
//! The work is linear in the length of the text.

pub mod arc;
pub mod clause;
pub mod dateline;
mod day;
pub mod feature;
pub mod fold;
pub mod hyphen;
pub mod language;
pub mod look;
pub mod mend;
pub mod model;
pub mod parse;
pub mod penn;
pub mod relation;
mod root;
pub mod sentence;
pub mod state;
pub mod tag;
pub mod token;
pub mod weights;
pub mod word;

use self::{look::Look, model::Model, state::State, word::Word};
use crate::extract::{
    Reading,
    lexicon::Lexicon,
    reading::tree::{Node, Penn, Rel},
};

/// The tree of the words of one sentence; columns run parallel, heads are numbers of words of the
/// sentence, that of the root its own.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The words.
    pub words: Vec<Word>,
    /// What they look like.
    pub looks: Vec<Look>,
    /// What they are.
    pub tags: Vec<Penn>,
    /// What they depend on.
    pub heads: Vec<u32>,
    /// How sure the heads are.
    pub margins: Vec<u8>,
    /// What they are to their heads.
    pub rels: Vec<Rel>,
    state: State,
}

/// The nodes of all tokens.
#[must_use]
pub fn parse(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(reading.tokens.len());
    trees(reading, lexicon, |tree| fold::push(tree, &mut nodes));
    nodes
}

/// Shows the tree of every sentence.
pub fn trees(reading: &Reading<'_>, lexicon: &Lexicon, mut show: impl FnMut(&Tree)) {
    let model = Model::built_in();
    let mut tree = Tree::default();
    for sentence in &reading.sentences {
        let told = dateline::end(reading, lexicon, sentence);
        word::cut(reading, told..sentence.end, lexicon, &mut tree.words);
        let hidden = day::hide(reading, lexicon, &mut tree.words);
        tree.looks.clear();
        let is_title = tag::is_title(&reading.tokens[sentence.clone()], lexicon);
        let looks =
            tree.words.iter().map(|word| word::look(reading.slice(word.extent), is_title, lexicon));
        tree.looks.extend(looks);
        tree.read(&model);
        day::show(reading, &hidden, &mut tree);
        if told > sentence.start {
            dateline::put_before(reading, sentence.start..told, &mut tree);
        }
        show(&tree);
    }
}

impl Tree {
    /// Tags, heads and relations of the words by their looks.
    pub fn read(&mut self, model: &Model<'_>) {
        penn::choose(&model.tags, &self.looks, &mut self.tags);
        let tables = [&model.arcs, &model.rels];
        parse::parse(tables, &self.looks, &self.tags, None, &mut self.state, &mut self.margins);
        root::mend(self, tables);
        self.heads.clear();
        let root = self.state.count;
        let own = |(word, &head): (usize, &u32)| if head == root { word as u32 } else { head };
        self.heads.extend(self.state.heads.iter().enumerate().map(own));
        self.rels.clone_from(&self.state.rels);
        self.mend();
    }

    /// A participle that has a subject and no auxiliary is the past, and so is one that is joined
    /// to a past: the tagger could not know.
    fn mend(&mut self) {
        let count = self.tags.len();
        let (mut subject, mut helped) = (vec![false; count], vec![false; count]);
        for (rel, &head) in self.rels.iter().zip(&self.heads) {
            match rel {
                Rel::Nsubj => subject[head as usize] = true,
                Rel::Aux | Rel::AuxPass | Rel::Cop => helped[head as usize] = true,
                _ => {}
            }
        }
        for word in 0..count {
            let joined = self.rels[word] == Rel::Conj
                && self.tags[self.heads[word] as usize] == Penn::Vbd
                && !helped[self.heads[word] as usize];
            if self.tags[word] == Penn::Vbn && !helped[word] && (subject[word] || joined) {
                self.tags[word] = Penn::Vbd;
            }
        }
    }
}

#[cfg(test)]
mod tests;
