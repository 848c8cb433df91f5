//! What prepositions say of the nouns behind them.

use super::{SIBLINGS, Words, is_subject};
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// `a step toward lasting justice`: what stands before a noun is its preposition, and opens no clause.
pub(super) fn of_nouns(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for case in 0..nodes.len() {
        let Node { head, rel, tag, .. } = nodes[case];
        let below = head as usize;
        // `lasting` is no verb there.
        let modifies = nodes[below].rel == Rel::Amod;
        let noun = if modifies { nodes[below].head as usize } else { below };
        let is_clause = |at: usize| {
            is_subject(nodes[at].rel) || matches!(nodes[at].rel, Rel::Cop | Rel::Aux | Rel::AuxPass)
        };
        let is_it = rel == Rel::Mark
            && tag == Penn::In
            && noun > case
            && nodes[noun].tag.is_noun()
            && !branches.children(noun).take(SIBLINGS).any(is_clause);
        if is_it {
            nodes[case].head = noun as u32;
            nodes[case].rel = Rel::Case;
            changed = true;
        }
    }
    changed
}

/// `the Committee, a newer grouping, on Thursday`: a noun with an article behind a comma tells of the
/// noun before it, and is no clause.
pub(super) fn beside(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    let is_clause =
        |rel| is_subject(rel) || matches!(rel, Rel::Cop | Rel::Mark | Rel::Case | Rel::Aux);
    for noun in 2..nodes.len() {
        if nodes[noun].rel != Rel::Advcl || !nodes[noun].tag.is_noun() {
            continue;
        }
        let mut span = branches.span(noun);
        let Some(article) = span.find(|&it| !nodes[it].tag.is_punctuation()) else { continue };
        let Some(mut before) = article.checked_sub(2) else { continue };
        let is_it = nodes[article].tag == Penn::Dt
            && nodes[article].head as usize == noun
            && nodes[article - 1].tag == Penn::Comma
            && nodes[before].tag.is_noun()
            && !branches.children(noun).take(SIBLINGS).any(|it| is_clause(nodes[it].rel));
        if !is_it {
            continue;
        }
        while matches!(nodes[before].rel, Rel::Compound | Rel::Flat)
            && nodes[before].head as usize != before
        {
            before = nodes[before].head as usize;
        }
        if before < noun {
            nodes[noun].head = before as u32;
            nodes[noun].rel = Rel::Appos;
            changed = true;
        }
    }
    changed
}

/// `at least 40 soldiers`: a word is no sign.
pub(super) fn at_least(nodes: &mut [Node], _: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for node in nodes.iter_mut() {
        if node.rel == Rel::Punct && matches!(node.tag, Penn::Jjs | Penn::Rbs) {
            node.rel = Rel::Fixed;
            changed = true;
        }
    }
    changed
}

/// `met the leader of a party`: what stands behind `of` belongs to the noun before it.
pub(super) fn of_obliques(nodes: &mut [Node], _: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, owner) in words.behind("of", nodes) {
        let Some(noun) = case.checked_sub(1) else { continue };
        let hangs = nodes[owner].rel == Rel::Obl
            && nodes[noun].rel == Rel::Obl
            && nodes[noun].tag.is_noun()
            && nodes[owner].head == nodes[noun].head
            && !words.is_time(noun);
        if hangs {
            nodes[owner].head = noun as u32;
            nodes[owner].rel = Rel::Nmod;
            changed = true;
        }
    }
    changed
}

/// `condemned the actions of FARC`: what is behind `of` belongs to the object. The verb has it only
/// where it takes it (`accused them of fraud`): in 97 of 100 such phrases of the treebanks the noun has it.
pub(super) fn of_objects(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, noun) in words.behind("of", nodes) {
        let verb = nodes[noun].head as usize;
        if nodes[noun].rel != Rel::Obl || verb >= case || !nodes[verb].tag.is_verb() {
            continue;
        }
        let mut siblings = branches.children(verb).take(SIBLINGS);
        let object =
            siblings.find(|&it| nodes[it].rel == Rel::Obj && branches.span(it).end == case);
        let Some(object) = object.filter(|&it| it > verb && nodes[it].tag.is_noun()) else {
            continue;
        };
        if words.lexicon.triggers.is_in("taking-of", words.lemma(verb)) {
            continue;
        }
        nodes[noun].head = object as u32;
        nodes[noun].rel = Rel::Nmod;
        changed = true;
    }
    changed
}

/// `invited both sides to talks`: where they are to come to belongs to the verb.
pub(super) fn where_to(nodes: &mut [Node], _: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, noun) in words.behind("to", nodes) {
        let object = nodes[noun].head as usize;
        let verb = nodes[object].head as usize;
        if nodes[noun].rel != Rel::Nmod || nodes[object].rel != Rel::Obj || object > case {
            continue;
        }
        if words.lexicon.triggers.is_in("inviting", words.lemma(verb)) {
            nodes[noun].head = verb as u32;
            nodes[noun].rel = Rel::Obl;
            changed = true;
        }
    }
    changed
}
