//! Verbs in the past that the parser took for participles: `Police arrested two men` has the words of
//! `police arrested on Friday`.

use super::{SIBLINGS, Words, is_subject};
use crate::extract::{
    lexicon::time::Term,
    reading::{
        branches::Branches,
        tree::{Node, Penn, Rel},
    },
};

/// How many words of a name or bracket may stand between a noun and its verb.
const NEAR: usize = 8;

/// `rebels seized the town`: a participle that describes a noun has no object, unless its verb takes
/// two (`the man named Lind`).
pub(super) fn with_object(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 0..nodes.len() {
        let Node { tag, rel, head, .. } = nodes[verb];
        let noun = head as usize;
        if !matches!(tag, Penn::Vbn | Penn::Vbd) || !nodes[noun].tag.is_noun() && rel == Rel::Acl {
            continue;
        }
        if words.is_in("double", verb) {
            continue;
        }
        match rel {
            // `supporters clashed with police, and two people were killed`
            Rel::Acl
                if noun < verb
                    && words.is_in("intransitive", verb)
                    && is_second_subject(nodes, branches, noun, verb)
                    && follows(nodes, branches, noun, verb) =>
            {
                nodes[noun].rel = Rel::Dislocated;
                changed |= promote(nodes, branches, words, noun, verb);
            }
            Rel::Acl if noun < verb && follows(nodes, branches, noun, verb) => {
                let mut own = branches.children(verb);
                let has_object = own
                    .clone()
                    .any(|it| it > verb && nodes[it].rel == Rel::Obj && !words.is_time(it));
                let is_passive = own.any(|it| {
                    matches!(nodes[it].rel, Rel::OblAgent | Rel::AuxPass | Rel::NsubjPass)
                });
                if has_object && !is_passive {
                    changed |= promote(nodes, branches, words, noun, verb);
                }
            }
            // `forces fought rebels`, read as `fought rebels` that belong to the forces
            Rel::Amod if noun > verb && nodes[noun].rel == Rel::Obj => {
                let subject = nodes[noun].head as usize;
                if subject < verb
                    && nodes[subject].tag.is_noun()
                    && follows(nodes, branches, subject, verb)
                    && promote(nodes, branches, words, subject, verb)
                {
                    nodes[noun].head = verb as u32;
                    changed = true;
                }
            }
            _ => {}
        }
    }
    changed
}

/// `The governor imposed a curfew after a mob burned the town`, of which the parser took the second verb
/// for that of both: it hangs from the first, as the word between them says.
pub(super) fn before_mark(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 1..nodes.len() {
        let Node { tag, rel, head, .. } = nodes[verb];
        let noun = head as usize;
        let other = nodes[noun].head as usize;
        let is_it = matches!(tag, Penn::Vbn | Penn::Vbd)
            && rel == Rel::Acl
            && noun < verb
            && nodes[noun].rel == Rel::Nsubj
            && other > verb
            && nodes[other].tag.is_verb()
            && follows(nodes, branches, noun, verb);
        if !is_it || !branches.children(verb).any(|it| it > verb && nodes[it].rel == Rel::Obj) {
            continue;
        }
        let own = || branches.children_before(other, other).take(SIBLINGS).filter(|&it| it > verb);
        let mark = own().find(|&it| {
            nodes[it].rel == Rel::Mark
                && words.lexicon.governors.is_temporal(words.reading.tokens[it].word)
        });
        let has_subject =
            own().any(|it| is_subject(nodes[it].rel) && mark.is_some_and(|mark| it > mark));
        if !has_subject {
            continue;
        }
        let above = nodes[other].head as usize;
        nodes[verb].head = if above == other { verb } else { above } as u32;
        nodes[verb].rel = nodes[other].rel;
        nodes[verb].tag = Penn::Vbd;
        nodes[noun].head = verb as u32;
        for child in branches.children(other) {
            if child < verb && child != noun || nodes[child].tag == Penn::Stop {
                nodes[child].head = verb as u32;
            }
        }
        nodes[other].head = verb as u32;
        nodes[other].rel = Rel::Advcl;
        changed = true;
    }
    changed
}

/// `Activists rallied outside the embassy.`: a sentence has a verb. Only of verbs that take no object,
/// for `Two soldiers killed in Mali.` is a caption.
pub(super) fn without_verb(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for sentence in &words.reading.sentences {
        let end = sentence.clone().rev().find(|&at| nodes[at].tag != Penn::CloseQuote);
        if end.is_none_or(|end| nodes[end].tag != Penn::Stop) {
            continue;
        }
        let Some(root) = sentence.clone().find(|&at| nodes[at].head as usize == at) else {
            continue;
        };
        let helped = |at: usize| {
            branches
                .children(at)
                .any(|it| matches!(nodes[it].rel, Rel::Cop | Rel::Aux | Rel::AuxPass | Rel::Nsubj))
        };
        if !nodes[root].tag.is_noun() || helped(root) {
            continue;
        }
        let verb = branches.children(root).find(|&it| {
            it > root
                && matches!(nodes[it].tag, Penn::Vbn | Penn::Vbd)
                && nodes[it].rel == Rel::Acl
                && words.is_in("intransitive", it)
                && follows(nodes, branches, root, it)
                && !helped(it)
        });
        if let Some(verb) = verb {
            changed |= promote(nodes, branches, words, root, verb);
        }
    }
    changed
}

/// `hours after rockets were fired`: not the hours were fired.
pub(super) fn times(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for unit in 0..nodes.len() {
        let verb = nodes[unit].head as usize;
        if !matches!(nodes[unit].rel, Rel::Nsubj | Rel::NsubjPass) || verb < unit {
            continue;
        }
        if !matches!(words.lexicon.time.term(words.reading.tokens[unit].word), Term::Unit(..)) {
            continue;
        }
        let found = branches.children(unit).find_map(|noun| {
            let case = case_of(nodes, branches, noun)?;
            let is_last = noun > unit && nodes[noun].tag.is_noun() && noun < verb;
            (is_last && opens_clause(words, case)).then_some((noun, case))
        });
        let Some((noun, case)) = found else { continue };
        let above = nodes[verb].head;
        nodes[noun].head = verb as u32;
        nodes[noun].rel = nodes[unit].rel;
        nodes[case].head = verb as u32;
        nodes[case].rel = Rel::Mark;
        if above as usize != verb {
            nodes[unit].head = above;
            nodes[verb].rel = Rel::Advcl;
        }
        nodes[unit].rel = Rel::Obl;
        changed = true;
    }
    changed
}

/// Makes a verb of a participle and the noun before it the subject of that.
fn promote(
    nodes: &mut [Node],
    branches: &Branches,
    words: Words<'_>,
    noun: usize,
    verb: usize,
) -> bool {
    let mut above = nodes[noun].head as usize;
    // The root may have got another relation, and another word that of the root.
    let rel = match nodes[noun].rel {
        _ if above == noun => Rel::Root,
        Rel::Root => Rel::Parataxis,
        rel => rel,
    };
    let case = case_of(nodes, branches, noun);
    let new = match (rel, case) {
        (Rel::Nsubj | Rel::NsubjPass, _) => return false,
        (_, Some(case)) if opens_clause(words, case) => {
            nodes[case].head = verb as u32;
            nodes[case].rel = Rel::Mark;
            // `a day after rebels seized the town`
            if nodes[above].tag.is_noun() && nodes[above].head as usize != above {
                above = nodes[above].head as usize;
            }
            Rel::Advcl
        }
        (_, Some(_)) => return false,
        (Rel::Root, None) => Rel::Root,
        (Rel::Conj, None) => Rel::Conj,
        (Rel::Obj, None) if nodes[above].tag.is_verb() => Rel::Ccomp,
        (_, None) => Rel::Parataxis,
    };
    nodes[verb].head = if new == Rel::Root { verb } else { above } as u32;
    nodes[verb].rel = new;
    nodes[verb].tag = Penn::Vbd;
    nodes[noun].head = verb as u32;
    nodes[noun].rel = Rel::Nsubj;
    for child in branches.children(noun) {
        let moves = child > verb
            || matches!(nodes[child].rel, Rel::Cc | Rel::Obl | Rel::Advmod | Rel::Advcl)
            || nodes[child].rel == Rel::Punct && child + 1 < noun;
        if child != verb && moves && nodes[child].rel != Rel::Amod {
            nodes[child].head = verb as u32;
            if nodes[child].rel == Rel::Nmod {
                nodes[child].rel = Rel::Obl;
            }
        }
    }
    true
}

/// Whether the verb above has another subject behind the word that may be a verb of its own.
fn is_second_subject(nodes: &[Node], branches: &Branches, noun: usize, verb: usize) -> bool {
    let above = nodes[noun].head as usize;
    (is_subject(nodes[noun].rel) || nodes[noun].rel == Rel::Dislocated)
        && branches.children(above).take(SIBLINGS).any(|it| it > verb && is_subject(nodes[it].rel))
}

/// Whether a verb stands right behind a noun; adverbs and what is in brackets may stand between.
fn follows(nodes: &[Node], branches: &Branches, noun: usize, verb: usize) -> bool {
    let mut between = noun + 1..verb;
    between.len() <= NEAR
        && between.all(|at| {
            let head = nodes[at].head as usize;
            let in_brackets = matches!(nodes[at].tag, Penn::OpenBracket | Penn::CloseBracket)
                || branches
                    .children(at)
                    .chain([at])
                    .any(|it| nodes[it].tag == Penn::OpenBracket && nodes[it].head as usize == at);
            nodes[at].tag == Penn::Rb
                || in_brackets
                || head == noun && matches!(nodes[at].rel, Rel::Flat | Rel::Compound)
        })
}

/// The preposition of a noun.
fn case_of(nodes: &[Node], branches: &Branches, noun: usize) -> Option<usize> {
    branches.children(noun).find(|&it| it < noun && nodes[it].rel == Rel::Case)
}

/// Whether a preposition may open a clause as well: `after`, `before`.
fn opens_clause(words: Words<'_>, case: usize) -> bool {
    words.lexicon.governors.is_temporal(words.reading.tokens[case].word)
}
