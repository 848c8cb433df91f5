//! Whom a clause behind a noun is told of, and what stands alone before its verb.

use super::{SIBLINGS, Words, is_subject};
use crate::extract::{
    lexicon::names::Named,
    reading::{
        branches::Branches,
        tree::{Node, Penn, Rel},
    },
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

/// `summoned the men who had met there, warning them`: what stands alone behind a comma is done by
/// whoever did the first, and not by those it was done to.
pub(super) fn asides(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for gerund in 2..nodes.len() {
        let noun = nodes[gerund].head as usize;
        let is_loose = nodes[gerund].tag == Penn::Vbg
            && nodes[gerund].rel == Rel::Acl
            && nodes[gerund - 1].tag == Penn::Comma
            && noun + 2 < gerund
            && nodes[noun].rel == Rel::Obj;
        // Right behind the noun it may be told of it.
        let is_clause =
            |it: usize| it < gerund && matches!(nodes[it].rel, Rel::AclRelcl | Rel::Acl);
        if is_loose && branches.children(noun).any(is_clause) {
            nodes[gerund].head = nodes[noun].head;
            nodes[gerund].rel = Rel::Advcl;
            changed = true;
        }
    }
    changed
}

/// `President Persaud of Guyana, who accused them`: a country is nobody who.
pub(super) fn who(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    let who = words.lexicon.word("who");
    for verb in 0..nodes.len() {
        let place = nodes[verb].head as usize;
        let above = nodes[place].head as usize;
        if nodes[verb].rel != Rel::AclRelcl
            || nodes[place].rel != Rel::Nmod
            || nodes[place].tag != Penn::Nnp
            || above >= place
            || !nodes[above].tag.is_noun()
        {
            continue;
        }
        let opens =
            branches.children_before(verb, verb).any(|it| words.reading.tokens[it].word == who);
        let word = words.reading.tokens[place].word;
        let names = &words.lexicon.names;
        let is_place = matches!(names.named(word), Named::State | Named::Place | Named::Body);
        let is_person = nodes[above].tag == Penn::Nnp
            || names.title(std::iter::once(words.lemma(above))).is_some();
        if opens && is_place && is_person {
            nodes[verb].head = above as u32;
            changed = true;
        }
    }
    changed
}

/// `offered Kuwait its condolences`: to Kuwait, whose name is no word of what it gets.
pub(super) fn given(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for name in 1..nodes.len().saturating_sub(1) {
        let noun = nodes[name].head as usize;
        let verb = nodes[noun].head as usize;
        let is_torn = nodes[name].tag == Penn::Nnp
            && nodes[name].rel == Rel::Compound
            && nodes[noun].rel == Rel::Obj
            && name < noun
            && verb < name
            && matches!(nodes[name + 1].tag, Penn::PrpS | Penn::Dt)
            && nodes[name + 1].head as usize == noun
            && branches.span(name).end == name + 1;
        if is_torn {
            nodes[name].head = verb as u32;
            nodes[name].rel = Rel::Iobj;
            changed = true;
        }
    }
    changed
}

/// `turned on them on Monday, and Serbia, branding it a crime, asked`: a name joined to a day is the
/// subject of the verb that stands joined behind it without one.
pub(super) fn joined_to_day(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for name in 2..nodes.len() {
        let day = nodes[name].head as usize;
        if nodes[name].rel != Rel::Conj
            || !nodes[name].tag.is_noun()
            || day >= name
            || !words.is_time(day)
            || words.is_time(name)
        {
            continue;
        }
        let Some(conjunction) = branches.children(name).find(|&it| nodes[it].rel == Rel::Cc) else {
            continue;
        };
        let above = nodes[day].head as usize;
        let verb = branches
            .children(above)
            .take(SIBLINGS)
            .find(|&it| it > name && nodes[it].rel == Rel::Conj && nodes[it].tag.is_verb());
        let Some(verb) = verb.filter(|_| nodes[above].tag.is_verb()) else { continue };
        if branches.children(verb).any(|it| is_subject(nodes[it].rel)) {
            continue;
        }
        nodes[name].head = verb as u32;
        nodes[name].rel = Rel::Nsubj;
        nodes[conjunction].head = verb as u32;
        for aside in branches.children(above).take(SIBLINGS) {
            if (name + 1..verb).contains(&aside) && nodes[aside].rel == Rel::Advcl {
                nodes[aside].head = verb as u32;
            }
        }
        changed = true;
    }
    changed
}
