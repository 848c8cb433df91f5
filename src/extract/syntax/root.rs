//! A sentence has a verb: where the parser ended with a root that is none, it reads the sentence anew.
//!
//! The parser decides from left to right, and a wrong choice at the start (`Iraqi forces battled …` as
//! forces that were battled) leaves a noun as the root. Each word that may be the verb is tried as
//! the root, and the tree that had to give up least for it is kept.

use super::{Tree, parse, state::State, weights::Table};
use crate::extract::reading::tree::{Penn, Rel};

/// Longer sentences are left as they are: trying takes time by the square of the words.
const LONGEST: usize = 100;

/// Reads the tree anew if its root is no verb.
pub(super) fn mend(tree: &mut Tree, tables: [&Table<'_>; 2]) {
    if tree.tags.len() <= LONGEST && !tree.has_verb() {
        tree.find_verb(tables);
    }
}

impl Tree {
    /// Whether the root is a finite verb, or has an auxiliary or copula that is; headlines and
    /// fragments, which end without a stop, need none.
    fn has_verb(&self) -> bool {
        let state = &self.state;
        let ends = self.tags.iter().rev().find(|tag| **tag != Penn::CloseQuote);
        if ends != Some(&Penn::Stop) {
            return true;
        }
        let root = state.heads.iter().position(|&head| head == state.count);
        let Some(root) = root else { return true };
        let helps = |word: usize| {
            state.heads[word] as usize == root
                && matches!(state.rels[word], Rel::Aux | Rel::AuxPass | Rel::Cop)
                && self.tags[word].is_finite()
        };
        self.tags[root].is_finite() || (0..self.tags.len()).any(helps)
    }

    /// Reads a sentence anew with each word as its root that may be a finite verb, and keeps the tree
    /// that gives up least for it. What the tagger took for something else counts less, and nouns
    /// (`Oman and Qatar plan to meet`) only if there is nothing better.
    fn find_verb(&mut self, tables: [&Table<'_>; 2]) {
        /// What it costs to take a word for another part of speech.
        const RETAG: i64 = 8000;
        let mut best: Option<(i64, usize, Penn)> = None;
        let (mut state, mut margins) = (State::default(), Vec::new());
        let (mut best_state, mut best_margins) = (State::default(), Vec::new());
        for nouns in [false, true] {
            for word in 0..self.tags.len() {
                let Some((root, tag)) = self.may_be_verb(word, nouns) else { continue };
                let price = if tag == self.tags[word] { 0 } else { RETAG };
                let before = std::mem::replace(&mut self.tags[word], tag);
                let regret = parse::parse(
                    tables,
                    &self.looks,
                    &self.tags,
                    Some(root),
                    &mut state,
                    &mut margins,
                );
                self.tags[word] = before;
                if best.is_none_or(|(least, ..)| price + regret < least) {
                    best = Some((price + regret, word, tag));
                    std::mem::swap(&mut state, &mut best_state);
                    std::mem::swap(&mut margins, &mut best_margins);
                }
            }
            if best.is_some() {
                break;
            }
        }
        let Some((_, word, tag)) = best else { return };
        self.tags[word] = tag;
        self.state = best_state;
        self.margins = best_margins;
    }

    /// The root of the sentence if a word is its finite verb, and the tag of that word then.
    fn may_be_verb(&self, word: usize, nouns: bool) -> Option<(u32, Penn)> {
        let state = &self.state;
        let finite = self.looks[word].may_be_finite();
        let tag = match self.tags[word] {
            tag if tag.is_finite() => tag,
            Penn::Vbn => Penn::Vbd,
            Penn::Vb => Penn::Vbp,
            Penn::Nn if nouns && finite => Penn::Vbp,
            Penn::Nns if nouns && finite => Penn::Vbz,
            _ => return None,
        };
        if nouns != self.tags[word].is_noun() {
            return None;
        }
        if matches!(state.rels[word], Rel::Aux | Rel::AuxPass | Rel::Cop) {
            let root = state.heads[word];
            return (tag.is_finite() && root < state.count && self.tags[word] != Penn::Vbn)
                .then_some((root, tag));
        }
        // `was seen`, `to meet`: an auxiliary or mark says what it is.
        let is_helped = || {
            (0..word).any(|it| {
                state.heads[it] as usize == word
                    && matches!(state.rels[it], Rel::Aux | Rel::AuxPass | Rel::Mark)
            })
        };
        let is_bare = matches!(self.tags[word], Penn::Vbn | Penn::Vb);
        (!is_bare || !is_helped()).then_some((word as u32, tag))
    }
}
