//! The words of a sentence are joined into a tree, from left to right, by a stack.
//!
//! Transitions of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): the next word
//! is shifted onto the stack, or the top of the stack gets its head and is done: the next word
//! ([`Step::Left`](super::state::Step::Left)) or the word below it ([`Step::Right`](super::state::Step::Right)). The root of the sentence is what is
//! left at the end. An arc gets its relation as it is made, so that the next steps see it.

use super::{
    arc,
    feature::Feature,
    look::Look,
    penn::best,
    relation,
    state::State,
    weights::{NO_SCORES, Table},
};
use crate::extract::reading::tree::{Penn, Rel};

/// How many relations there are.
pub const RELS: usize = Rel::ALL.len();

/// Reads the tree of a sentence; the heads and relations are those of the state at its end. Where a
/// word is given that must be its root, tells how much the choices lose by that.
pub fn parse(
    [arcs, rels]: [&Table<'_>; 2],
    looks: &[Look],
    tags: &[Penn],
    root: Option<u32>,
    state: &mut State,
    margins: &mut Vec<u8>,
) -> i64 {
    match root {
        Some(root) => state.begin_rooted(tags, root),
        None => state.begin(tags),
    }
    let mut regret = 0;
    margins.clear();
    margins.resize(looks.len(), 0);
    let mut features: Vec<Feature> = Vec::with_capacity(128);
    while !state.is_done() {
        features.clear();
        arc::features(state, looks, tags, &mut features);
        let scores = arcs.three(&features);
        let (step, lead) = state.choose(&scores);
        if root.is_some() {
            regret += i64::from(state.regret(&scores, step));
        }
        let mut rel = Rel::Dep;
        if let Some((head, word)) = state.arc(step) {
            margins[word as usize] = u8::try_from(lead / 64).unwrap_or(u8::MAX);
            if head < state.count {
                features.clear();
                relation::features(state, looks, tags, (head, word), &mut features);
                let mut scores = NO_SCORES;
                rels.add(&features, &mut scores);
                scores[Rel::Root as usize] = i32::MIN;
                rel = Rel::ALL[best(&scores[..RELS])];
            } else {
                rel = Rel::Root;
            }
        }
        state.advance(step, rel);
    }
    regret
}
