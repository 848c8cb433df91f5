//! Headlines leave out the auxiliary: `Minister accused of fraud` tells what was done, and does not only
//! name a minister.

use super::Words;
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// No headline has more tokens.
const LONGEST: usize = 30;

/// A line without a full stop that is a noun with a participle right behind it is a clause.
pub(super) fn participles(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for run in &words.reading.sentences {
        if run.len() > LONGEST || nodes[run.end - 1].tag == Penn::Stop {
            continue;
        }
        let is_root = |&at: &usize| nodes[at].head as usize == at;
        let Some(noun) = run.clone().find(is_root) else { continue };
        let verb = noun + 1;
        let told = verb < run.end
            && nodes[noun].tag.is_noun()
            && (nodes[verb].rel, nodes[verb].tag) == (Rel::Acl, Penn::Vbn)
            && nodes[verb].head as usize == noun;
        let has_verb = |at: usize| matches!(nodes[at].rel, Rel::Cop | Rel::Parataxis);
        if !told || branches.children(noun).any(has_verb) {
            continue;
        }
        nodes[verb] = Node { head: verb as u32, rel: Rel::Root, ..nodes[verb] };
        nodes[noun] = Node { head: verb as u32, rel: Rel::NsubjPass, ..nodes[noun] };
        changed = true;
    }
    changed
}
