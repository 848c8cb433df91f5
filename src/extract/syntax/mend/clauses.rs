//! How clauses hang from each other: a parser that reads from left to right takes the first verb for
//! that of the sentence, and joins to it what follows.

use super::{SIBLINGS, Words, is_subject, replace, subject_of};
use crate::extract::{
    lexicon::{Class, governors::Effect, triggers::Form},
    reading::{
        branches::Branches,
        tree::{Node, Penn, Rel},
    },
};

/// `The army, which backs the rebels, is strong`: the verb behind a relative pronoun is not that of
/// the sentence.
pub(super) fn relative(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for pronoun in 0..nodes.len() {
        let verb = nodes[pronoun].head as usize;
        let is_pronoun = matches!(nodes[pronoun].tag, Penn::Wdt | Penn::Wp)
            && is_subject(nodes[pronoun].rel)
            && pronoun < verb;
        if !is_pronoun {
            continue;
        }
        let mut before = branches.children_before(verb, pronoun).rev().take(SIBLINGS);
        let noun = before.find(|&it| is_subject(nodes[it].rel) && nodes[it].tag.is_noun());
        let Some(noun) = noun else { continue };
        let main = branches.children(verb).filter(|&it| it > verb).take(SIBLINGS).find(|&it| {
            matches!(nodes[it].rel, Rel::Conj | Rel::Parataxis | Rel::Ccomp | Rel::Advcl)
                && is_finite(nodes, branches, it)
                && !branches.children_before(it, it).any(|child| {
                    is_subject(nodes[child].rel) || matches!(nodes[child].rel, Rel::Cc | Rel::Mark)
                })
        });
        let Some(main) = main else { continue };
        replace(nodes, verb, main);
        nodes[verb].head = noun as u32;
        nodes[verb].rel = Rel::AclRelcl;
        nodes[noun].head = main as u32;
        let moved = branches.children(verb).filter(|&it| it > main || it < noun);
        for child in moved {
            nodes[child].head = main as u32;
        }
        changed = true;
    }
    changed
}

/// `Lind, whose envoy is in Oslo, has left`: what is told of the one whose it is stands beside him.
pub(super) fn whose(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for pronoun in 2..nodes.len() {
        let noun = nodes[pronoun].head as usize;
        if nodes[pronoun].tag != Penn::WpS
            || noun < pronoun
            || nodes[pronoun - 1].tag != Penn::Comma
        {
            continue;
        }
        // The verb behind it, up to the comma that ends the aside.
        let is_verb = |&at: &usize| {
            nodes[at].tag.is_finite()
                && !matches!(nodes[at].rel, Rel::Aux | Rel::AuxPass | Rel::Cop)
                || matches!(nodes[at].tag, Penn::Vbn | Penn::Vbg) && is_finite(nodes, branches, at)
        };
        let near = noun + 1..nodes.len().min(noun + SIBLINGS);
        let mut verbs = near.filter(is_verb);
        let (Some(inner), Some(outer)) = (verbs.next(), verbs.next()) else { continue };
        let closes = (inner..outer).any(|at| nodes[at].tag == Penn::Comma);
        // Who is meant, by the last word before the comma.
        let mut owner = pronoun - 2;
        while matches!(nodes[owner].rel, Rel::Flat | Rel::Compound | Rel::Appos | Rel::List)
            && (nodes[owner].head as usize) < owner
        {
            owner = nodes[owner].head as usize;
        }
        let above = nodes[outer].head as usize;
        let is_told = above == outer || above == inner || above < owner;
        let has_own = branches
            .children_before(outer, outer)
            .any(|it| it > inner && (is_subject(nodes[it].rel) || nodes[it].rel == Rel::Mark));
        if !closes || !is_told || has_own || !nodes[owner].tag.is_noun() {
            continue;
        }
        if above == inner {
            replace(nodes, inner, outer);
        }
        nodes[inner].head = owner as u32;
        nodes[inner].rel = Rel::AclRelcl;
        nodes[noun].head = inner as u32;
        nodes[noun].rel = subject_of(nodes, branches, inner);
        nodes[owner].head = outer as u32;
        nodes[owner].rel = Rel::Nsubj;
        changed = true;
    }
    changed
}

/// `denied supporting the rebels`: a gerund right behind such a verb is what it governs.
pub(super) fn gerunds(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for gerund in 1..nodes.len() {
        let verb = gerund - 1;
        let is_loose = nodes[gerund].tag == Penn::Vbg
            && nodes[gerund].rel == Rel::Advcl
            && nodes[gerund].head as usize == verb
            && nodes[verb].tag.is_verb()
            && !branches.children(verb).any(|it| nodes[it].rel == Rel::Obj);
        if is_loose && words.lexicon.governors.predicate(words.lemma(verb)).is_some() {
            nodes[gerund].rel = Rel::Xcomp;
            changed = true;
        }
    }
    changed
}

/// `against police, who fired tear gas`: what `who` does belongs to the noun before the comma.
pub(super) fn aside(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for pronoun in 2..nodes.len() {
        let verb = nodes[pronoun].head as usize;
        let loose = nodes[pronoun].tag == Penn::Wp
            && is_subject(nodes[pronoun].rel)
            && pronoun < verb
            && matches!(nodes[verb].rel, Rel::Parataxis | Rel::Ccomp | Rel::Conj | Rel::Advcl)
            && nodes[pronoun - 1].tag == Penn::Comma;
        if !loose || !words.reading.word(pronoun).eq_ignore_ascii_case("who") {
            continue;
        }
        // What ends at the comma, from its last word up to what heads it.
        let mut noun = pronoun - 2;
        while nodes[noun].head as usize != noun
            && branches.span(nodes[noun].head as usize).end <= pronoun
            && matches!(nodes[noun].rel, Rel::Flat | Rel::Compound | Rel::Amod)
        {
            noun = nodes[noun].head as usize;
        }
        if nodes[noun].tag.is_noun() && !branches.span(verb).contains(&noun) {
            nodes[verb].head = noun as u32;
            nodes[verb].rel = Rel::AclRelcl;
            changed = true;
        }
    }
    changed
}

/// `Critics claim that it has left, an accusation the army denies`: of two nouns side by side before a
/// verb, the second does it to the first.
pub(super) fn bare_relative(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 0..nodes.len() {
        let above = nodes[verb].head as usize;
        let is_second = matches!(nodes[verb].rel, Rel::Ccomp | Rel::Conj | Rel::Parataxis)
            && above < verb
            && nodes[verb].tag.is_finite();
        if !is_second {
            continue;
        }
        let mut own = branches.children_before(verb, verb).filter(|&it| is_subject(nodes[it].rel));
        let (Some(noun), Some(doer), None) = (own.next(), own.next(), own.next()) else { continue };
        let start = branches.span(noun).start;
        let behind_comma =
            start > 0 && (nodes[start - 1].tag == Penn::Comma || nodes[start].tag == Penn::Comma);
        let side_by_side = branches.span(noun).end == branches.span(doer).start
            && nodes[noun].tag == Penn::Nn
            && matches!(nodes[branches.span(doer).start].tag, Penn::Dt | Penn::Nnp);
        let has_object = branches.children(verb).any(|it| nodes[it].rel == Rel::Obj);
        if !behind_comma || !side_by_side || has_object {
            continue;
        }
        nodes[noun].head = above as u32;
        nodes[noun].rel = Rel::Parataxis;
        nodes[verb].head = noun as u32;
        nodes[verb].rel = Rel::AclRelcl;
        changed = true;
    }
    changed
}

/// `asked that Oman follow, as it had before`: what a conjunction of time, reason or manner opens is
/// joined to nothing.
pub(super) fn opened(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 0..nodes.len() {
        if nodes[verb].rel != Rel::Conj || nodes[verb].tag.is_noun() {
            continue;
        }
        let mut before = branches.children_before(verb, verb).take(SIBLINGS);
        let is_opened = before.clone().any(|it| nodes[it].rel == Rel::Mark)
            && !before.any(|it| nodes[it].rel == Rel::Cc || nodes[it].tag == Penn::To);
        if is_opened {
            // Of what is said, if the clause above says it.
            let above = nodes[verb].head as usize;
            let mut said = branches.children_before(above, verb).rev().take(SIBLINGS);
            if let Some(said) = said.find(|&it| it > above && nodes[it].rel == Rel::Ccomp) {
                nodes[verb].head = said as u32;
            }
            nodes[verb].rel = Rel::Advcl;
            changed = true;
        }
    }
    changed
}

/// `rejected the offer of the day before, a spokesman said`: what a comma follows opens no clause, and
/// who says it at the end says all of it.
pub(super) fn marks(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for mark in 1..nodes.len().saturating_sub(1) {
        let verb = nodes[mark].head as usize;
        let main = nodes[verb].head as usize;
        let is_none = nodes[mark].rel == Rel::Mark
            && nodes[mark + 1].tag == Penn::Comma
            && nodes[mark - 1].tag.is_noun()
            && mark < verb
            && main < mark
            && nodes[verb].rel == Rel::Advcl
            && nodes[main].head as usize == main
            && words.lexicon.triggers.reports(words.lemma(verb));
        let mut before = branches.children_before(verb, verb);
        if !is_none || !before.any(|it| it > mark && is_subject(nodes[it].rel)) {
            continue;
        }
        nodes[mark].head = mark as u32 - 1;
        nodes[mark].rel = Rel::Advmod;
        nodes[verb].head = verb as u32;
        nodes[verb].rel = Rel::Root;
        nodes[main].head = verb as u32;
        nodes[main].rel = Rel::Ccomp;
        changed = true;
    }
    changed
}

/// `before the minister's visit`: what stands before a noun without a subject opens no clause.
pub(super) fn nouns(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for mark in 0..nodes.len() {
        let noun = nodes[mark].head as usize;
        let opens = nodes[mark].rel == Rel::Mark && nodes[mark].tag == Penn::In && mark < noun;
        if !opens || !nodes[noun].tag.is_noun() || !matches!(nodes[noun].rel, Rel::Obl | Rel::Nmod)
        {
            continue;
        }
        let tells = |it: usize| is_subject(nodes[it].rel) || nodes[it].rel == Rel::Cop;
        if !branches.children(noun).take(SIBLINGS).any(tells) {
            nodes[mark].rel = Rel::Case;
            changed = true;
        }
    }
    changed
}

/// `came as troops massed`: a noun and its verb behind `as`, which the parser takes for `as troops`.
pub(super) fn as_others(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for at in 1..nodes.len().saturating_sub(2) {
        let (noun, verb) = (at + 1, at + 2);
        let main = nodes[at].head as usize;
        let is_torn = nodes[noun].rel == Rel::Fixed && nodes[noun].head as usize == at
            || nodes[at].rel == Rel::Case && main == noun;
        let above = if main == noun { nodes[noun].head as usize } else { main };
        if words.reading.word(at) != "as"
            || !is_torn
            || !matches!(nodes[noun].tag, Penn::Nns | Penn::Nnp)
            || !matches!(nodes[verb].tag, Penn::Vbn | Penn::Vbd)
            || nodes[verb].head as usize != noun
            || above >= at
            || !nodes[above].tag.is_verb()
        {
            continue;
        }
        // `as rebels backed by Chad`
        let ends = nodes.get(verb + 1).is_none_or(|next| {
            next.tag.is_punctuation()
                || next.tag == Penn::In && words.reading.word(verb + 1) != "by"
        });
        if !ends || branches.children(noun).any(|it| it > verb) {
            continue;
        }
        nodes[at] = Node { head: verb as u32, rel: Rel::Mark, ..nodes[at] };
        nodes[noun] = Node { head: verb as u32, rel: Rel::Nsubj, ..nodes[noun] };
        nodes[verb] = Node { head: above as u32, rel: Rel::Advcl, tag: Penn::Vbd, ..nodes[verb] };
        changed = true;
    }
    changed
}

/// `Petrov denied there had been a truce`: `there` belongs to the verb that says what there is.
pub(super) fn there(nodes: &mut [Node], _: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for at in 0..nodes.len().saturating_sub(1) {
        let Node { tag, rel, head, .. } = nodes[at];
        if tag != Penn::Ex || rel == Rel::Expl || head as usize > at {
            continue;
        }
        let next = at + 1;
        let verb = match nodes[next].rel {
            Rel::Aux | Rel::Cop | Rel::AuxPass => nodes[next].head as usize,
            _ => next,
        };
        if verb > at && nodes[verb].tag.is_verb() {
            nodes[at].head = verb as u32;
            nodes[at].rel = Rel::Expl;
            changed = true;
        }
    }
    changed
}

/// `demanded that Belarus free the activists`: what is asked for stands in the base form, which may be
/// that of an adjective or a noun as well.
pub(super) fn demanded(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for that in 1..nodes.len() {
        let asks = nodes[that].head as usize;
        let opens = asks + 1 == that
            && nodes[that].tag == Penn::In
            && nodes[that].rel == Rel::Obj
            && words.lexicon.governors.predicate(words.lemma(asks)) == Some(Effect::Asked);
        if !opens {
            continue;
        }
        let is_base = |&it: &usize| {
            let class = words.lexicon.class(words.reading.tokens[it].word);
            class.has(Class::BASE) && matches!(nodes[it].tag, Penn::Jj | Penn::Nn | Penn::Vb)
        };
        let subject = (that + 1..branches.span(asks).end)
            .take(SIBLINGS)
            .find(|&it| is_subject(nodes[it].rel) && nodes[it].tag.is_noun());
        let Some(subject) = subject else { continue };
        let Some(verb) = Some(subject + 1).filter(is_base) else { continue };
        let object = nodes[verb].head as usize;
        if object > verb && nodes[object].tag.is_noun() {
            nodes[object].head = verb as u32;
            nodes[object].rel = Rel::Obj;
        }
        nodes[verb].tag = Penn::Vb;
        nodes[verb].head = asks as u32;
        nodes[verb].rel = Rel::Ccomp;
        nodes[subject].head = verb as u32;
        nodes[that].head = verb as u32;
        nodes[that].rel = Rel::Mark;
        changed = true;
    }
    changed
}

/// `accused Chad of sheltering fighters`: what stands behind `of` is what they are said to do.
pub(super) fn alleged(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, noun) in words.behind("of", nodes) {
        let gerund = case + 1;
        let is_gerund = gerund < noun
            && nodes[gerund].tag == Penn::Vbg
            && nodes[gerund].head as usize == noun
            && nodes[gerund].rel == Rel::Amod
            && nodes[noun].rel == Rel::Obl
            && branches.children_before(noun, case).next().is_none();
        let mut verb = nodes[noun].head as usize;
        // `accused neighbouring Chad`, read as two verbs
        if nodes[verb].tag == Penn::Vbg && nodes[verb].rel == Rel::Xcomp {
            verb = nodes[verb].head as usize;
        }
        let alleges = words.lexicon.governors.predicate(words.lemma(verb)) == Some(Effect::Alleged);
        if is_gerund && alleges && verb < case {
            nodes[gerund].head = verb as u32;
            nodes[gerund].rel = Rel::Advcl;
            nodes[noun].head = gerund as u32;
            nodes[noun].rel = Rel::Obj;
            nodes[case].head = gerund as u32;
            nodes[case].rel = Rel::Mark;
            changed = true;
        }
    }
    changed
}

/// `She rose and in a low voice said no`: what stands behind a preposition does nothing, and what
/// stands behind `and` is joined.
pub(super) fn governed(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for noun in 0..nodes.len() {
        let verb = nodes[noun].head as usize;
        if nodes[noun].rel != Rel::Nsubj || noun > verb || nodes[verb].rel != Rel::Parataxis {
            continue;
        }
        let is_governed = |it: usize| nodes[it].rel == Rel::Case && nodes[it].tag == Penn::In;
        let mut own = branches.children_before(noun, noun);
        let joins = branches.children_before(verb, noun).find(|&it| nodes[it].rel == Rel::Cc);
        let own_joins = own.clone().find(|&it| nodes[it].rel == Rel::Cc);
        if let Some(cc) = joins.or(own_joins)
            && own.any(is_governed)
        {
            nodes[noun].rel = Rel::Obl;
            nodes[verb].rel = Rel::Conj;
            nodes[cc].head = verb as u32;
            changed = true;
        }
    }
    changed
}

/// `the treaty which the ministers signed`: without a preposition it is what they signed.
pub(super) fn what_which(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for pronoun in 0..nodes.len() {
        let Node { tag, rel, head, .. } = nodes[pronoun];
        let verb = head as usize;
        let is_bare = tag == Penn::Wdt
            && rel == Rel::Obl
            && pronoun < verb
            && nodes[verb].rel == Rel::AclRelcl
            && branches.span(pronoun).len() == 1;
        let has = |rel: Rel| branches.children(verb).any(|it| nodes[it].rel == rel);
        if is_bare && !has(Rel::Obj) && !has(Rel::AuxPass) && !words.is_in("intransitive", verb) {
            nodes[pronoun].rel = Rel::Obj;
            changed = true;
        }
    }
    changed
}

/// `US strikes in Syria killed ten`: a sentence has one verb that nothing joins to another; the first
/// was a noun in the plural.
pub(super) fn plural(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for first in 1..nodes.len() {
        if nodes[first].tag != Penn::Vbz
            || words.lexicon.triggers.beginning(Form::Noun, words.lemma(first)).is_none()
        {
            continue;
        }
        let owner = first - 1;
        let mut before = branches.children_before(first, first);
        let is_owned = nodes[owner].head as usize == first
            && nodes[owner].rel == Rel::Nsubj
            && matches!(nodes[owner].tag, Penn::Nnp | Penn::Nn)
            && !before.any(|it| it != owner && nodes[it].rel != Rel::Punct);
        let behind = || branches.children(first).filter(|&it| it > first).take(SIBLINGS);
        if !is_owned || behind().any(|it| nodes[it].rel == Rel::Obj) {
            continue;
        }
        let main = behind().find(|&it| {
            matches!(nodes[it].rel, Rel::Conj | Rel::Ccomp | Rel::Parataxis | Rel::Advcl)
                && matches!(nodes[it].tag, Penn::Vbd | Penn::Md)
                && nodes[it - 1].tag != Penn::Comma
                && !branches.children_before(it, it).any(|_| true)
        });
        let Some(main) = main else { continue };
        replace(nodes, first, main);
        nodes[first].tag = Penn::Nns;
        nodes[first].head = main as u32;
        nodes[first].rel = Rel::Nsubj;
        nodes[owner].rel = Rel::Compound;
        for child in behind().filter(|&it| it != main) {
            if child > main {
                nodes[child].head = main as u32;
            } else if nodes[child].rel == Rel::Obl {
                nodes[child].rel = Rel::Nmod;
            }
        }
        changed = true;
    }
    changed
}

/// `attacked Denmark to free the envoys`: what somebody does something for tells no part of it, unless
/// the verb is one that makes somebody do it.
pub(super) fn purpose(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 0..nodes.len() {
        let Node { rel, head, tag, .. } = nodes[verb];
        let above = head as usize;
        if rel != Rel::Xcomp || tag != Penn::Vb || above > verb {
            continue;
        }
        let has =
            |rel: Rel, at: usize| branches.children_before(at, verb).any(|it| nodes[it].rel == rel);
        if has(Rel::Obj, above)
            && has(Rel::Mark, verb)
            && words.lexicon.governors.predicate(words.lemma(above)).is_none()
        {
            nodes[verb].rel = Rel::Advcl;
            changed = true;
        }
    }
    changed
}

/// `to meet Lind, a member of the council, on Thursday`: a day behind a comma belongs to the verb.
pub(super) fn days_apart(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for (case, day) in words.behind("on", nodes) {
        // `was expected to meet Lind, a member, on Thursday`: to meet her then.
        let expects = |verb: u32| {
            let effect = words.lexicon.governors.predicate(words.lemma(verb as usize));
            effect == Some(Effect::Planned)
        };
        let Node { head, rel, .. } = nodes[day];
        let is_apart = case > 0
            && nodes[case - 1].tag == Penn::Comma
            && branches.span(day).start + 1 >= case
            && (rel == Rel::Nmod || rel == Rel::Obl && expects(head))
            && (nodes[day].head as usize) < case
            && words.is_time(day);
        if !is_apart {
            continue;
        }
        let mut above = nodes[day].head as usize;
        let mut steps = 0;
        while !nodes[above].tag.is_verb() && nodes[above].head as usize != above && steps < SIBLINGS
        {
            above = nodes[above].head as usize;
            steps += 1;
        }
        if !nodes[above].tag.is_verb() || above > case {
            continue;
        }
        let open = |&it: &usize| it > above && nodes[it].rel == Rel::Xcomp;
        let verb = branches.children_before(above, case).rev().take(SIBLINGS).find(open);
        nodes[day].head = verb.unwrap_or(above) as u32;
        nodes[day].rel = Rel::Obl;
        changed = true;
    }
    changed
}

/// Whether a word is a finite verb, or has an auxiliary or copula that is.
fn is_finite(nodes: &[Node], branches: &Branches, at: usize) -> bool {
    let helps = |it: usize| {
        matches!(nodes[it].rel, Rel::Aux | Rel::AuxPass | Rel::Cop) && nodes[it].tag.is_finite()
    };
    nodes[at].tag.is_finite() || branches.children(at).any(helps)
}

/// `denied having met them`: that they met is what is denied, as in `denied that they had met`.
pub(super) fn having(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 1..nodes.len() {
        let Node { head, rel, .. } = nodes[verb];
        let perfect = |at: usize| nodes[at].rel == Rel::Aux && nodes[at].tag == Penn::Vbg;
        let is_it = rel == Rel::Xcomp
            && branches.children_before(verb, verb).any(perfect)
            && words.lexicon.triggers.reports(words.lemma(head as usize));
        if is_it {
            nodes[verb].rel = Rel::Ccomp;
            changed = true;
        }
    }
    changed
}
