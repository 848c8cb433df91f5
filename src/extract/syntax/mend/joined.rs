//! What `and` joins, and what a genitive owns.

use super::Words;
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// `Israel's military struck`: what struck is the military. The parser may hang both from the verb.
pub(super) fn owners(nodes: &mut [Node], _: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for genitive in 0..nodes.len() {
        if nodes[genitive].tag != Penn::Pos || nodes[genitive].rel != Rel::Case {
            continue;
        }
        let owner = nodes[genitive].head as usize;
        let verb = nodes[owner].head as usize;
        let rel = nodes[owner].rel;
        if !matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Dislocated) || verb < genitive {
            continue;
        }
        let phrase = (genitive + 1..verb).take_while(|&at| is_nominal(nodes[at].tag));
        let Some(last) = phrase.last() else { continue };
        if nodes[last].head as usize != verb || nodes[last].rel == Rel::Obl {
            continue;
        }
        for node in &mut nodes[genitive + 1..last] {
            if node.head as usize == verb {
                node.head = last as u32;
                node.rel = Rel::Amod;
            }
        }
        if nodes[last].tag == Penn::Jj {
            nodes[last].tag = Penn::Nn;
        }
        nodes[last].rel = if rel == Rel::Dislocated { Rel::Nsubj } else { rel };
        nodes[owner].head = last as u32;
        nodes[owner].rel = Rel::Nmod;
        changed = true;
    }
    changed
}

/// `Oman and its allies met`: the parser may take the first for something that stands beside the
/// second, or the second for another word for the first.
pub(super) fn conjuncts(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for conjunction in 0..nodes.len() {
        if nodes[conjunction].tag != Penn::Cc || nodes[conjunction].rel != Rel::Cc {
            continue;
        }
        let above = nodes[conjunction].head as usize;
        // The second: the conjunction hangs from it, or from the verb of both.
        let second = if nodes[above].tag.is_noun() {
            Some(above)
        } else {
            let mut children = branches.children(above);
            children.find(|&it| it > conjunction && is_subject(nodes[it].rel))
        };
        let Some(second) = second.filter(|&it| it > conjunction) else { continue };
        let head = nodes[second].head as usize;
        let is_beside = nodes[second].rel == Rel::Appos
            && head < conjunction
            && nodes[head].tag.is_noun()
            && branches.span(head).start < conjunction;
        if is_beside {
            nodes[second].rel = Rel::Conj;
            nodes[conjunction].head = second as u32;
            changed = true;
            continue;
        }
        if !is_subject(nodes[second].rel) || branches.span(second).start > conjunction + 1 {
            continue;
        }
        // The first: what stands right before the conjunction and hangs from the same verb.
        let mut before = branches.children_before(head, conjunction).rev();
        let first = before.find(|&it| {
            let mut gap = branches.span(it).end..conjunction;
            gap.len() <= 1 && gap.all(|at| nodes[at].tag == Penn::Comma)
        });
        let Some(first) = first.filter(|&first| {
            let set_aside = matches!(
                nodes[first].rel,
                Rel::Nsubj | Rel::NsubjPass | Rel::Dislocated | Rel::Dep | Rel::Vocative
            );
            set_aside && nodes[first].tag.is_noun() && !words.is_time(first)
        }) else {
            continue;
        };
        nodes[first].rel = nodes[second].rel;
        nodes[second].head = first as u32;
        nodes[second].rel = Rel::Conj;
        nodes[conjunction].head = second as u32;
        changed = true;
    }
    changed
}

fn is_subject(rel: Rel) -> bool {
    matches!(rel, Rel::Nsubj | Rel::NsubjPass)
}

fn is_nominal(tag: Penn) -> bool {
    tag.is_noun() || matches!(tag, Penn::Jj | Penn::Vbg | Penn::Vbn | Penn::Cd | Penn::Hyph)
}
