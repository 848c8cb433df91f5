//! Who does it: the phrases that the parser hung from a verb word by word, and the doers of passives
//! that it hung from the noun before them.

use super::Words;
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// `The AP reports that`, `one Oman soldier says`: what the parser takes for words before a noun is the
/// subject of the verb.
pub(super) fn modifiers(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let is_subject = |rel| matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Expl | Rel::Csubj);
    let mut changed = false;
    for verb in 1..nodes.len() {
        let head = verb - 1;
        let finite = matches!(nodes[verb].tag, Penn::Vbd | Penn::Vbz | Penn::Vbp);
        if !finite || !matches!(nodes[head].rel, Rel::Compound | Rel::Amod) {
            continue;
        }
        let modifies = |at: usize| {
            let tag = nodes[at].tag;
            nodes[at].head as usize == verb
                && match nodes[at].rel {
                    Rel::Compound => tag.is_noun(),
                    Rel::Amod => matches!(tag, Penn::Jj | Penn::Nn | Penn::Nnp),
                    Rel::Det => true,
                    // A half of it.
                    Rel::Nsubj => at < head && branches.span(at).len() == 1 && tag != Penn::Prp,
                    _ => false,
                }
        };
        let Some(first) = (0..verb).rev().take_while(|&at| modifies(at)).last() else { continue };
        let known = nodes[head].tag.is_noun() || nodes[first].rel == Rel::Det;
        let mut others = branches.children(verb).filter(|child| !(first..verb).contains(child));
        if !known || others.any(|child| is_subject(nodes[child].rel)) {
            continue;
        }
        for node in &mut nodes[first..head] {
            node.head = head as u32;
            if node.rel == Rel::Nsubj {
                node.rel = if node.tag == Penn::Cd { Rel::Nummod } else { Rel::Compound };
            }
        }
        nodes[head].rel = Rel::Nsubj;
        if nodes[head].tag == Penn::Jj {
            nodes[head].tag = Penn::Nn;
        }
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
