//! Who does it: the phrases that the parser hung from a verb word by word, and the doers of passives
//! that it hung from the noun before them.

use super::Words;
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// `The U.S. military admits`, read as if the verb were the noun: its last word is the subject.
pub(super) fn phrases(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 1..nodes.len() {
        if !matches!(nodes[verb].tag, Penn::Vbd | Penn::Vbz | Penn::Vbp) {
            continue;
        }
        let belongs = |at: usize| {
            nodes[at].head as usize == verb
                && matches!(nodes[at].rel, Rel::Det | Rel::Amod | Rel::Compound | Rel::Nummod)
        };
        let has_subject = || {
            branches
                .children_before(verb, verb)
                .any(|it| matches!(nodes[it].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Expl))
        };
        let last = verb - 1;
        let is_nominal =
            nodes[last].tag.is_noun() || matches!(nodes[last].tag, Penn::Jj | Penn::Vbg);
        if !belongs(last) || !is_nominal || has_subject() {
            continue;
        }
        let others: Vec<usize> =
            branches.children_before(verb, last).filter(|&at| belongs(at)).collect();
        for at in others {
            nodes[at].head = last as u32;
        }
        if !nodes[last].tag.is_noun() {
            nodes[last].tag = Penn::Nn;
        }
        nodes[last].rel = Rel::Nsubj;
        changed = true;
    }
    changed
}

/// `was greeted at the base by the president`: no base is by anybody, unless it tells of an act.
pub(super) fn agents(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let by = words.lexicon.word("by");
    let mut changed = false;
    for case in 0..nodes.len() {
        if words.reading.tokens[case].word != by || nodes[case].rel != Rel::Case {
            continue;
        }
        let noun = nodes[case].head as usize;
        let place = nodes[noun].head as usize;
        let verb = nodes[place].head as usize;
        let hangs = nodes[noun].rel == Rel::Nmod
            && place < case
            && nodes[place].rel == Rel::Obl
            && verb < place
            && nodes[verb].tag == Penn::Vbn;
        if !hangs || words.is_time(noun) || words.tells_act(place) {
            continue;
        }
        let has = |rel: Rel| branches.children(verb).any(|it| nodes[it].rel == rel);
        if has(Rel::AuxPass) && !has(Rel::OblAgent) {
            nodes[noun].head = verb as u32;
            nodes[noun].rel = Rel::OblAgent;
            changed = true;
        }
    }
    changed
}
