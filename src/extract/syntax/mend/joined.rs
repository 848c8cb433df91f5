//! What `and` joins, and what a genitive owns.

use super::{SIBLINGS, Words, is_subject, replace};
use crate::extract::{
    lexicon::names::Named,
    reading::{
        branches::Branches,
        token::Shape,
        tree::{Node, Penn, Rel},
    },
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
        let is_subject = matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Dislocated);
        if !is_subject || owner > genitive || verb < genitive {
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

/// `four Chadian and three Malian soldiers died`: all of them are soldiers.
pub(super) fn counted(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    let is_adjective =
        |nodes: &[Node], at: usize| matches!(nodes[at].tag, Penn::Jj | Penn::Nnp | Penn::Nn);
    for joint in 2..nodes.len().saturating_sub(3) {
        let (count, first, next, second) = (joint - 2, joint - 1, joint + 1, joint + 2);
        let head = joint + 3;
        let is_it = nodes[joint].tag == Penn::Cc
            && nodes[count].tag == Penn::Cd
            && nodes[next].tag == Penn::Cd
            && nodes[head].tag == Penn::Nns
            && is_adjective(nodes, first)
            && is_adjective(nodes, second)
            && words.reading.tokens[first].shape != Shape::Small
            && words.reading.tokens[second].shape != Shape::Small;
        let is_own = nodes[second].head as usize == head || nodes[second].head as usize == first;
        if !is_it
            || !is_own
            || branches.span(head).start > joint && nodes[head].head as usize == first
        {
            continue;
        }
        if nodes[first].head as usize == first {
            replace(nodes, first, head);
        }
        for (at, head, rel) in [
            (count, first, Rel::Nummod),
            (first, head, Rel::Amod),
            (joint, second, Rel::Cc),
            (next, second, Rel::Nummod),
            (second, first, Rel::Conj),
        ] {
            nodes[at].head = head as u32;
            nodes[at].rel = rel;
        }
        changed = true;
    }
    changed
}

/// `the Doctors' Union`: what is owned heads the phrase, and not who owns it.
pub(super) fn torn_owners(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for genitive in 1..nodes.len() {
        if nodes[genitive].tag != Penn::Pos {
            continue;
        }
        let owner = genitive - 1;
        let near = genitive + 1..nodes.len().min(genitive + SIBLINGS);
        let Some(body) = near.take_while(|&at| is_nominal(nodes[at].tag)).last() else { continue };
        let hangs = nodes[body].head as usize == owner
            && matches!(
                nodes[body].rel,
                Rel::Conj | Rel::Appos | Rel::Flat | Rel::Compound | Rel::List
            );
        // Both may be taken for subjects.
        let is_twin = nodes[body].head == nodes[owner].head
            && is_subject(nodes[body].rel)
            && is_subject(nodes[owner].rel);
        if !(hangs || is_twin) || !nodes[owner].tag.is_noun() {
            continue;
        }
        if hangs {
            replace(nodes, owner, body);
        }
        nodes[owner].head = body as u32;
        nodes[owner].rel = Rel::Nmod;
        nodes[genitive].head = owner as u32;
        nodes[genitive].rel = Rel::Case;
        for child in branches.children(owner).filter(|&it| it > body) {
            nodes[child].head = body as u32;
        }
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
            let mut children = branches.children(above).take(SIBLINGS);
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
        let mut before = branches.children_before(head, conjunction).rev().take(SIBLINGS);
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

/// `Talks between Oman and Qatar failed`: there are two between whom something is.
pub(super) fn between(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    /// How many words of the first of the two are looked at.
    const NEAR: usize = 6;
    let mut changed = false;
    for (case, first) in words.behind("between", nodes) {
        let about = nodes[first].head as usize;
        let joined = |at: usize| branches.children(at).any(|it| nodes[it].rel == Rel::Conj);
        if nodes[first].rel != Rel::Nmod || about > case || joined(first) {
            continue;
        }
        let near = first + 1..nodes.len().min(first + NEAR);
        let mut near =
            near.take_while(|&at| is_nominal(nodes[at].tag) || nodes[at].tag == Penn::Cc);
        let Some(conjunction) = near.find(|&at| nodes[at].tag == Penn::Cc) else { continue };
        // The second became the subject of the verb behind it.
        let behind = conjunction + 1..nodes.len().min(conjunction + NEAR);
        let mut behind = behind.take_while(|&at| {
            is_nominal(nodes[at].tag) || matches!(nodes[at].tag, Penn::Dt | Penn::PrpS)
        });
        let second = behind.find(|&at| nodes[at].tag.is_noun() && is_subject(nodes[at].rel));
        let Some(second) = second.filter(|&it| branches.span(it).start >= conjunction) else {
            continue;
        };
        let verb = nodes[second].head as usize;
        if verb < second || is_subject(nodes[about].rel) {
            continue;
        }
        let Node { head, rel, .. } = nodes[about];
        if head as usize == about {
            nodes[verb].head = verb as u32;
            nodes[verb].rel = Rel::Root;
        } else if matches!(rel, Rel::Ccomp | Rel::Parataxis) {
            nodes[verb].head = head;
            nodes[verb].rel = rel;
        }
        nodes[about].head = verb as u32;
        nodes[about].rel = nodes[second].rel;
        nodes[second].head = first as u32;
        nodes[second].rel = Rel::Conj;
        nodes[conjunction].head = second as u32;
        changed = true;
    }
    changed
}

/// `Prime Minister Lind and rebel leader Omar Dahl met`: the name behind `leader` is another word for
/// the leader, not for Lind.
pub(super) fn names(nodes: &mut [Node], _: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for name in 1..nodes.len() {
        let Node { rel, head, tag, .. } = nodes[name];
        let before = name - 1;
        let is_behind = rel == Rel::Appos
            && matches!(tag, Penn::Nnp | Penn::Nnps)
            && (head as usize) < before
            && nodes[before].tag == Penn::Nn
            && nodes[before].rel == Rel::Conj
            && nodes[before].head == head;
        if is_behind {
            nodes[name].head = before as u32;
            nodes[name].rel = Rel::Flat;
            changed = true;
        }
    }
    changed
}

/// `Park Son Gwon`, `Khaled Khoja`: a name before a name of several words is the first of them, unless
/// it names a state or an organisation, and so is a given name before any.
pub(super) fn torn_names(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for first in 0..nodes.len().saturating_sub(1) {
        let second = first + 1;
        let token = &words.reading.tokens[first];
        let is_torn = nodes[second].tag == Penn::Nnp
            && nodes[first].head as usize == second
            && matches!(nodes[first].rel, Rel::Compound | Rel::Amod)
            && token.shape == Shape::Capital
            && branches.children_before(second, second).all(|it| it == first);
        if !is_torn {
            continue;
        }
        let rest: Vec<usize> = branches.children(second).collect();
        let goes_on = |&it: &usize| {
            it == second + 1 && nodes[it].rel == Rel::Flat && nodes[it].tag == Penn::Nnp
        };
        let is_name = match words.lexicon.names.named(token.word) {
            Named::Given => true,
            Named::Nothing => nodes[first].tag == Penn::Nnp && rest.iter().any(goes_on),
            _ => false,
        };
        if !is_name {
            continue;
        }
        nodes[first].tag = Penn::Nnp;
        replace(nodes, second, first);
        nodes[second].head = first as u32;
        nodes[second].rel = Rel::Flat;
        for child in rest.into_iter().filter(|&it| it != first) {
            nodes[child].head = first as u32;
        }
        changed = true;
    }
    changed
}

/// `a spokesman for the rebel Ogaden National Front denied`: a name of which the parts hang from two
/// places is one, where the first hangs.
pub(super) fn torn_bodies(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for last in 1..nodes.len() {
        let verb = nodes[last].head as usize;
        let is_name = |at: usize| {
            nodes[at].tag == Penn::Nnp
                && matches!(words.reading.tokens[at].shape, Shape::Capital | Shape::Capitals)
        };
        if nodes[last].rel != Rel::Nsubj || verb < last || !is_name(last) {
            continue;
        }
        let first = (0..last).rev().take(SIBLINGS).take_while(|&at| is_name(at)).last();
        let Some(first) = first.filter(|&it| it > 0) else { continue };
        let noun = first - 1;
        let is_torn = nodes[first].head as usize == noun
            && matches!(nodes[first].rel, Rel::Appos | Rel::Flat | Rel::Nmod)
            && nodes[noun].tag == Penn::Nn
            && nodes[noun].rel == Rel::Nmod
            && branches.children_before(verb, noun).any(|it| nodes[it].rel == Rel::Nsubj);
        if !is_torn {
            continue;
        }
        replace(nodes, noun, last);
        let moved: Vec<usize> = branches.children(noun).take(SIBLINGS).collect();
        for child in moved.into_iter().chain(noun..last) {
            if child == noun || nodes[child].head as usize == noun {
                nodes[child].head = last as u32;
            }
        }
        nodes[noun].rel = Rel::Compound;
        nodes[first].rel = Rel::Compound;
        changed = true;
    }
    changed
}

/// `They landed, with Oman and Qatar providing ships`: what stands behind `with` does what the gerund
/// tells.
pub(super) fn with_gerund(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, noun) in words.behind("with", nodes) {
        let above = nodes[noun].head as usize;
        if !nodes[noun].tag.is_noun() || noun < case || above == noun {
            continue;
        }
        let gerund = branches.span(noun).end;
        let follows = nodes.get(gerund).is_some_and(|node| {
            node.tag == Penn::Vbg
                && node.rel == Rel::Advcl
                && node.head as usize == above
                && !branches.children(gerund).any(|it| it < gerund)
        });
        if follows {
            nodes[noun].head = gerund as u32;
            nodes[noun].rel = Rel::Nsubj;
            nodes[case].head = gerund as u32;
            nodes[case].rel = Rel::Mark;
            changed = true;
        }
    }
    changed
}

/// `an Israeli raid on Gaza, and Hamas responded`: a verb without a subject has the noun right before
/// it, which the parser joined to another noun.
pub(super) fn next_subject(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 1..nodes.len() {
        let noun = verb - 1;
        let is_free = matches!(nodes[verb].tag, Penn::Vbd | Penn::Vbz)
            && matches!(nodes[verb].rel, Rel::Parataxis | Rel::Conj | Rel::Dep | Rel::Advcl)
            && nodes[noun].rel == Rel::Conj
            && nodes[noun].tag.is_noun()
            && branches.span(noun).end == verb;
        if !is_free || branches.children(verb).any(|it| it < verb) {
            continue;
        }
        let mut own = branches.children(noun);
        let Some(conjunction) = own.find(|&it| nodes[it].rel == Rel::Cc) else { continue };
        // `Oman, Qatar and Yemen met`: of a list, the first is the subject.
        let first = nodes[noun].head as usize;
        if is_subject(nodes[first].rel) || first > verb {
            continue;
        }
        // `and in a low voice said`: that verb is joined to the one before.
        let is_governed = branches.children(noun).any(|it| nodes[it].rel == Rel::Case);
        if is_governed {
            nodes[verb].rel = Rel::Conj;
        }
        nodes[noun].head = verb as u32;
        nodes[noun].rel = if is_governed { Rel::Obl } else { Rel::Nsubj };
        nodes[conjunction].head = verb as u32;
        changed = true;
    }
    changed
}

/// `An officer said soldiers killed five and captured two`: what is said goes on behind `and`, unless
/// somebody says it or a comma stands before it.
pub(super) fn what_is_said(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for second in 0..nodes.len() {
        let Node { rel, head, tag, .. } = nodes[second];
        let says = head as usize;
        let reports = |at: usize| words.lexicon.triggers.reports(words.lemma(at));
        // `Gunmen attacked, killing two, the ministry said`; not `Lind, speaking there, said`.
        let speaks = || branches.children_before(says, second).any(|it| is_subject(nodes[it].rel));
        let goes_on = rel == Rel::Ccomp || rel == Rel::Advcl && !speaks();
        if goes_on && tag == Penn::Vbg && second < says && reports(says) {
            let mut before = branches.children_before(says, second).take(SIBLINGS);
            if let Some(said) = before.find(|&it| nodes[it].rel == Rel::Ccomp) {
                nodes[second].head = said as u32;
                nodes[second].rel = Rel::Advcl;
                changed = true;
            }
            continue;
        }
        if rel != Rel::Conj || says > second || !reports(says) || reports(second) {
            continue;
        }
        let first = branches.children_before(says, second).rev().take(SIBLINGS).find(|&it| {
            it > says && nodes[it].rel == Rel::Ccomp && nodes[it].tag == tag && tag == Penn::Vbd
        });
        let Some(first) = first else { continue };
        let mut own = branches.children(second);
        let has_subject = own.clone().any(|it| is_subject(nodes[it].rel) && it < second);
        let joins = own.find(|&it| nodes[it].rel == Rel::Cc && it < second);
        let Some(joins) = joins.filter(|_| !has_subject) else { continue };
        if nodes[joins - 1].tag == Penn::Comma {
            continue;
        }
        nodes[second].head = first as u32;
        changed = true;
    }
    changed
}

fn is_nominal(tag: Penn) -> bool {
    tag.is_noun() || matches!(tag, Penn::Jj | Penn::Vbg | Penn::Vbn | Penn::Cd | Penn::Hyph)
}
