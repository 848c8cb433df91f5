//! Whom a clause behind a noun is told of, and what stands alone before its verb.

use super::{SIBLINGS, Words, is_subject};
use crate::extract::reading::{
    branches::Branches,
    tree::{Node, Penn, Rel},
};

/// `the envoy of the African Union, which suspended Mali`: no person is a `which`.
pub(super) fn which(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    let which = words.lexicon.word("which");
    for verb in 0..nodes.len() {
        let noun = nodes[verb].head as usize;
        if nodes[verb].rel != Rel::AclRelcl || noun >= verb {
            continue;
        }
        let opener = branches
            .children_before(verb, verb)
            .find(|&it| words.reading.tokens[it].word == which && nodes[it].tag == Penn::Wdt);
        let names = &words.lexicon.names;
        let is_person = names.title(std::iter::once(words.lemma(noun))).is_some();
        let Some(opener) = opener.filter(|_| is_person) else { continue };
        let within = branches.children(noun).take(SIBLINGS).filter(|&it| {
            (noun + 1..opener).contains(&it)
                && nodes[it].rel == Rel::Nmod
                && nodes[it].tag.is_noun()
        });
        if let Some(within) = within.last() {
            nodes[verb].head = within as u32;
            changed = true;
        }
    }
    changed
}

/// `condemned the army, whose troops shelled the town`: that is told of the army, and not joined to the
/// verb before.
pub(super) fn whose(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for pronoun in 2..nodes.len() {
        let noun = nodes[pronoun].head as usize;
        let verb = nodes[noun].head as usize;
        let is_loose = nodes[pronoun].tag == Penn::WpS
            && nodes[pronoun - 1].tag == Penn::Comma
            && pronoun < noun
            && noun < verb
            && is_subject(nodes[noun].rel)
            && matches!(nodes[verb].rel, Rel::Conj | Rel::Advcl | Rel::Parataxis);
        if !is_loose || branches.children(verb).any(|it| nodes[it].rel == Rel::Cc && it < verb) {
            continue;
        }
        let mut owner = pronoun - 2;
        while matches!(nodes[owner].rel, Rel::Flat | Rel::Compound)
            && nodes[owner].head as usize != owner
        {
            owner = nodes[owner].head as usize;
        }
        if nodes[owner].tag.is_noun() {
            nodes[verb].head = owner as u32;
            nodes[verb].rel = Rel::AclRelcl;
            changed = true;
        }
    }
    changed
}

/// `were on the streets, blocking roads`: what they did beside it, and not what the streets did.
pub(super) fn beside_copula(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for gerund in 1..nodes.len() {
        let noun = nodes[gerund].head as usize;
        let is_loose = nodes[gerund].tag == Penn::Vbg
            && nodes[gerund].rel == Rel::Acl
            && nodes[gerund - 1].tag == Penn::Comma
            && noun < gerund;
        if is_loose && branches.children(noun).any(|it| nodes[it].rel == Rel::Cop) {
            nodes[gerund].rel = Rel::Advcl;
            changed = true;
        }
    }
    changed
}

/// `One, a school principal, was released`: a number before a verb is its subject.
pub(super) fn numbers(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for number in 0..nodes.len() {
        let verb = nodes[number].head as usize;
        let is_it = nodes[number].tag == Penn::Cd
            && nodes[number].rel == Rel::Nummod
            && number < verb
            && nodes[verb].tag.is_verb()
            && !branches.children(verb).take(SIBLINGS).any(|it| is_subject(nodes[it].rel));
        if !is_it {
            continue;
        }
        let is_passive = branches.children(verb).any(|it| nodes[it].rel == Rel::AuxPass);
        nodes[number].rel = if is_passive { Rel::NsubjPass } else { Rel::Nsubj };
        changed = true;
    }
    changed
}
