//! Who does it: the phrases that the parser hung from a verb word by word, and the doers of passives
//! that it hung from the noun before them.

use super::Words;
use crate::extract::{
    lexicon::time::Term,
    reading::{
        branches::Branches,
        tree::{Node, Penn, Rel},
    },
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

/// `On Tuesday Iran condemned`: the day is no part of who did it.
pub(super) fn days(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for day in 1..nodes.len() {
        let rel = nodes[day].rel;
        if !matches!(words.term(day), Term::Weekday(..)) || nodes[day - 1].tag != Penn::In {
            continue;
        }
        let name = day + 1;
        if nodes.get(name).is_none_or(|node| !node.tag.is_noun()) || words.is_time(name) {
            continue;
        }
        // Either may be the head of the two.
        let is_head = matches!(rel, Rel::Nsubj | Rel::NsubjPass)
            && nodes[name].head as usize == day
            && matches!(nodes[name].rel, Rel::Flat | Rel::Appos | Rel::Compound);
        let is_part = matches!(rel, Rel::Compound | Rel::Nmod | Rel::Flat)
            && nodes[day].head as usize > day
            && matches!(nodes[nodes[day].head as usize].rel, Rel::Nsubj | Rel::NsubjPass);
        let subject = match (is_head, is_part) {
            (true, _) => name,
            (_, true) => nodes[day].head as usize,
            _ => continue,
        };
        let verb = nodes[if is_head { day } else { subject }].head;
        if is_head {
            nodes[subject].head = verb;
            nodes[subject].rel = rel;
            for child in branches.children(day).filter(|&child| child > name) {
                nodes[child].head = subject as u32;
            }
        }
        nodes[day].head = verb;
        nodes[day].rel = Rel::Obl;
        nodes[day - 1].head = day as u32;
        nodes[day - 1].rel = Rel::Case;
        changed = true;
    }
    changed
}

/// `was greeted at the base by the president`: no base is by anybody, unless it tells of an act.
pub(super) fn agents(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, noun) in words.behind("by", nodes) {
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
