//! Who does it: the phrases that the parser hung from a verb word by word, and the doers of passives
//! that it hung from the noun before them.

use super::{SIBLINGS, WINDOW, Words, is_subject, subject_of};
use crate::extract::{
    lexicon::time::Term,
    reading::{
        branches::Branches,
        time::value::Plural,
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

/// `On Tuesday Iran condemned`, `On 3 May 2014 Iran met`, `In May the army left`: the day is no part of
/// who did it.
pub(super) fn days(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for day in 0..nodes.len() {
        let Some((start, name)) = date(nodes, branches, words, day) else { continue };
        let case = start.checked_sub(1).filter(|&it| nodes[it].tag == Penn::In);
        if case.is_none() && !words.opens(start) {
            continue;
        }
        let Node { rel, head: above, .. } = nodes[day];
        let mut above = above as usize;
        // `In May President Lind left`
        if nodes[above].rel == Rel::Nmod && nodes[above].head as usize == above + 1 {
            above += 1;
        }
        // `In May the army left`
        let has_article = rel == Rel::Obl && above > name;
        let follows = |node: &Node| node.tag.is_noun() || has_article && node.tag == Penn::Dt;
        let is_time = || words.is_time(name) && !has_article;
        if !nodes.get(name).is_some_and(follows) || is_time() {
            continue;
        }
        // Either may be the head of the two; `On` may hang from both.
        let is_part = (has_article
            || matches!(rel, Rel::Compound | Rel::Nmod | Rel::Nummod | Rel::Flat | Rel::Amod))
            && above >= name
            && matches!(nodes[above].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obl);
        let is_head = matches!(rel, Rel::Nsubj | Rel::NsubjPass | Rel::Obl)
            && nodes[name].head as usize == day
            && matches!(nodes[name].rel, Rel::Flat | Rel::Appos | Rel::Compound | Rel::Nmod);
        let subject = match (is_head, is_part) {
            (true, _) => name,
            (_, true) => above,
            _ => continue,
        };
        let (verb, rel) =
            if is_head { (above, rel) } else { (nodes[subject].head as usize, nodes[subject].rel) };
        let has_subject = || {
            branches
                .children_before(verb, verb)
                .any(|it| it > name && (is_subject(nodes[it].rel) || nodes[it].rel == Rel::Expl))
        };
        let rel = match rel {
            Rel::Obl if verb < name || !nodes[verb].tag.is_verb() || has_subject() => continue,
            Rel::Obl => subject_of(nodes, branches, verb),
            rel => rel,
        };
        if is_head {
            nodes[subject].head = verb as u32;
            for child in branches.children(day).filter(|&child| child > name) {
                nodes[child].head = subject as u32;
            }
        }
        nodes[subject].rel = rel;
        nodes[day].head = verb as u32;
        nodes[day].rel = Rel::Obl;
        if let Some(case) = case {
            nodes[case].head = day as u32;
            nodes[case].rel = Rel::Case;
        }
        changed = true;
    }
    changed
}

/// `accused Oman Tuesday of shelling`: a day is no word of the name before it.
pub(super) fn behind_days(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let is_name = |node: &Node| matches!(node.tag, Penn::Nnp | Penn::Nnps);
    let mut changed = false;
    for day in 1..nodes.len() {
        let name = day - 1;
        let is_day = matches!(words.term(day), Term::Weekday(..)) && is_name(&nodes[day]);
        if !is_day
            || !is_name(&nodes[name])
            || words.is_time(name)
            || nodes.get(day + 1).is_some_and(is_name)
        {
            continue;
        }
        let is_head = nodes[name].head as usize == day;
        let verb = nodes[if is_head { day } else { name }].head as usize;
        if verb > name || !nodes[verb].tag.is_verb() || !is_head && nodes[day].head as usize != name
        {
            continue;
        }
        if is_head {
            let has =
                |rel: Rel| branches.children(verb).any(|it| it != day && nodes[it].rel == rel);
            let case = branches.children_before(day, name).find(|&it| nodes[it].rel == Rel::Case);
            let rel = match case {
                Some(_) => Rel::Obl,
                None if has(Rel::Nsubj) && !has(Rel::Obj) => Rel::Obj,
                None if has(Rel::Nsubj) || has(Rel::NsubjPass) => Rel::Obl,
                None => Rel::Nsubj,
            };
            nodes[name].head = verb as u32;
            nodes[name].rel = rel;
            for child in branches.children_before(day, name) {
                nodes[child].head = name as u32;
            }
        }
        nodes[day].head = verb as u32;
        nodes[day].rel = Rel::Obl;
        changed = true;
    }
    changed
}

/// `The police today arrested two`, `President Lind Monday dismissed her`, `the border with Chad
/// Wednesday`: a day without a preposition is no word of the noun before it.
pub(super) fn between_days(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    /// So far above a name its verb is looked for.
    const HIGHEST: usize = 4;
    let mut changed = false;
    for day in 1..nodes.len() {
        let last = day - 1;
        let is_day = matches!(words.term(day), Term::Weekday(..) | Term::Day(_) | Term::Tonight);
        let is_single = nodes.get(day + 1).is_some_and(|next| !next.tag.is_noun());
        if !is_day || !is_single || !nodes[last].tag.is_noun() || words.is_time(last) {
            continue;
        }
        let Node { rel, head: above, .. } = nodes[day];
        let above = above as usize;
        let is_head = nodes[last].head as usize == day
            && matches!(nodes[last].rel, Rel::Compound | Rel::Nmod | Rel::Flat)
            && (is_subject(rel) || rel == Rel::Obl);
        if is_head && above > day && nodes[above].tag.is_verb() {
            let others =
                |it: usize| it != day && (is_subject(nodes[it].rel) || nodes[it].rel == Rel::Expl);
            if branches.children_before(above, above).any(others) {
                continue;
            }
            for child in branches.children_before(day, last) {
                nodes[child].head = last as u32;
            }
            nodes[last].head = above as u32;
            nodes[last].rel = subject_of(nodes, branches, above);
        } else if matches!(rel, Rel::Flat | Rel::Compound) && above < day {
            let mut verb = above;
            for _ in 0..HIGHEST {
                if !nodes[verb].tag.is_verb() {
                    verb = nodes[verb].head as usize;
                }
            }
            if !nodes[verb].tag.is_verb() {
                continue;
            }
            nodes[day].head = verb as u32;
        } else {
            continue;
        }
        nodes[day].rel = Rel::Obl;
        changed = true;
    }
    changed
}

/// `On Wednesday the Senate voted`: a day is nobody who did it, and nobody stands beside it.
pub(super) fn after_days(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for day in 0..nodes.len() {
        let verb = nodes[day].head as usize;
        if nodes[day].rel != Rel::Obl
            || verb < day
            || !nodes[verb].tag.is_finite()
            || !words.is_time(day)
        {
            continue;
        }
        let has_subject = branches
            .children(verb)
            .any(|it| is_subject(nodes[it].rel) || nodes[it].rel == Rel::Expl);
        let beside = branches.children(day).find(|&it| {
            it > day && it < verb && nodes[it].rel == Rel::Appos && nodes[it].tag.is_noun()
        });
        let Some(doer) = beside.filter(|_| !has_subject) else { continue };
        let comma = branches.span(doer).start.checked_sub(1);
        if comma.is_some_and(|it| nodes[it].tag == Penn::Comma)
            && nodes[verb - 1].tag == Penn::Comma
        {
            continue;
        }
        nodes[doer].head = verb as u32;
        nodes[doer].rel = subject_of(nodes, branches, verb);
        changed = true;
    }
    changed
}

/// Where a date begins and ends for which this word stands: a weekday, a month, a year, or a unit
/// before or after one.
fn date(
    nodes: &[Node],
    branches: &Branches,
    words: Words<'_>,
    day: usize,
) -> Option<(usize, usize)> {
    let is_part = |it: usize| {
        nodes[it].head as usize == day
            && (nodes[it].tag == Penn::Cd || words.is_time(it) || nodes[it].tag == Penn::Comma)
            && matches!(nodes[it].rel, Rel::Flat | Rel::Punct)
    };
    let start = (0..day).rev().take_while(|&it| is_part(it)).last().unwrap_or(day);
    let end = (day + 1..nodes.len()).take_while(|&it| is_part(it)).last().unwrap_or(day) + 1;
    // A comma behind it is no part.
    let end = end - usize::from(nodes[end - 1].tag == Penn::Comma);
    match words.term(day) {
        Term::Weekday(..) | Term::Month(..) => Some((start, end)),
        // `The following month Norway left`
        Term::Unit(_, Plural::One) => {
            let which = |&it: &usize| matches!(words.term(it), Term::Which(_));
            let which = day.checked_sub(1).filter(which)?;
            let the = which.checked_sub(1).filter(|&it| words.term(it) == Term::The);
            Some((the.unwrap_or(which), day + 1))
        }
        // No more than this one is asked for of what a number counts: `in 2019 rebels left`.
        _ => words.is_year(day).then_some((day, day + 1)),
    }
    .filter(|_| branches.children(day).count() < super::SIBLINGS)
}

/// `Jets bombed a village in Hiran, a local elder, Hassan Nur, said`: who says it stands right before
/// the verb, and is no part of what is said.
pub(super) fn speakers(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 2..nodes.len() {
        if !matches!(nodes[verb].tag, Penn::Vbd | Penn::Vbz)
            || !words.lexicon.triggers.reports(words.lemma(verb))
        {
            continue;
        }
        let mut own = branches.children(verb).take(SIBLINGS);
        let said = own.clone().find(|&it| it < verb && nodes[it].rel == Rel::Ccomp);
        let has_subject = own.any(|it| {
            matches!(nodes[it].rel, Rel::Nsubj | Rel::NsubjPass | Rel::Csubj | Rel::Expl)
        });
        let Some(said) = said.filter(|_| !has_subject) else { continue };
        let Some((mut speaker, start)) = phrase_before(nodes, said, verb) else {
            continue;
        };
        // `a resident, Omar Bah, told`
        let is_name = nodes[speaker].tag == Penn::Nnp;
        if let Some((person, _)) = phrase_before(nodes, said, start).filter(|_| is_name)
            && nodes[person].tag == Penn::Nn
        {
            nodes[speaker].head = person as u32;
            nodes[speaker].rel = Rel::Appos;
            speaker = person;
        }
        nodes[speaker].head = verb as u32;
        nodes[speaker].rel = Rel::Nsubj;
        changed = true;
    }
    changed
}

/// The head of the noun phrase between commas that ends before a token, and where its first comma
/// stands; it hangs from what stands before it.
fn phrase_before(nodes: &[Node], from: usize, end: usize) -> Option<(usize, usize)> {
    /// So many words are looked at.
    const REACH: usize = 12;
    let is_comma = |at: usize| nodes[at].tag == Penn::Comma;
    let last = end - 1 - usize::from(is_comma(end - 1));
    (from + 2..=last).rev().take(REACH).find_map(|at| {
        let comma = at - 1;
        if !is_comma(comma) {
            return None;
        }
        let head = (at..=last).find(|&it| (nodes[it].head as usize) < comma)?;
        let inside = |it: usize| it == head || (at..=last).contains(&(nodes[it].head as usize));
        let hangs = matches!(nodes[head].rel, Rel::Appos | Rel::Nmod | Rel::Conj | Rel::Obl);
        (hangs && nodes[head].tag.is_noun() && (at..=last).all(inside)).then_some((head, comma))
    })
}

/// `According to the analyst Lind, Berg leads the rebels`: behind the comma the subject begins, and is
/// not joined to the source.
pub(super) fn according(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for run in &words.reading.sentences {
        let start = run.start;
        if !words.reading.word(start).eq_ignore_ascii_case("according") {
            continue;
        }
        let mut near = run.clone().take(WINDOW);
        let Some(comma) = near.find(|&at| nodes[at].tag == Penn::Comma) else { continue };
        let is_source = |&at: &usize| {
            let head = nodes[at].head as usize;
            is_subject(nodes[at].rel) && head > comma && nodes[at].tag.is_noun()
        };
        let Some(source) = (start..comma).find(is_source) else { continue };
        let verb = nodes[source].head as usize;
        // `According to the envoy Lind, Norway left`: what stands beside the source right before the verb.
        let joined = |&at: &usize| {
            let beside = nodes[at].rel == Rel::Appos && branches.span(at).end == verb;
            at > comma && (nodes[at].rel == Rel::Conj || beside)
        };
        let has_cc = |at: usize| branches.children(at).any(|it| nodes[it].rel == Rel::Cc);
        let subject = branches.children(source).find(joined).filter(|&it| !has_cc(it));
        let Some(subject) = subject else { continue };
        for node in &mut nodes[start..source] {
            if node.head as usize == verb {
                node.head = source as u32;
            }
        }
        nodes[subject] = Node { head: verb as u32, rel: nodes[source].rel, ..nodes[subject] };
        nodes[source].rel = Rel::Obl;
        changed = true;
    }
    changed
}

/// `Freed hostage Lind arrived`: a participle takes no object; whom it describes is the subject of the
/// verb behind.
pub(super) fn described(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for participle in 0..nodes.len() {
        let Node { head, rel, tag, .. } = nodes[participle];
        let verb = head as usize;
        let finite = matches!(nodes[verb].tag, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Vbn);
        if tag != Penn::Vbn || rel != Rel::Advcl || verb < participle || !finite {
            continue;
        }
        let mut own = branches.children(participle).take(SIBLINGS);
        let Some(noun) = own.find(|&it| nodes[it].rel == Rel::Obj && it > participle) else {
            continue;
        };
        let helps = |at: usize| matches!(nodes[at].rel, Rel::Aux | Rel::AuxPass | Rel::Advmod);
        let is_next = (branches.span(noun).end..verb).all(helps)
            && branches.children_before(participle, participle).next().is_none();
        if !is_next || branches.children(verb).any(|it| is_subject(nodes[it].rel)) {
            continue;
        }
        nodes[noun].head = verb as u32;
        nodes[noun].rel = subject_of(nodes, branches, verb);
        nodes[participle].head = noun as u32;
        nodes[participle].rel = Rel::Amod;
        changed = true;
    }
    changed
}

/// `told reporters on Monday the raid was wrong`: a finite clause that is said has a subject, and the
/// parser may take it for one more who is told.
pub(super) fn of_what_is_said(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 1..nodes.len() {
        if nodes[verb].rel != Rel::Ccomp {
            continue;
        }
        let start = branches.span(verb).start;
        let first = nodes[start];
        let helps = matches!(first.rel, Rel::Aux | Rel::AuxPass | Rel::Cop);
        let has_subject =
            || branches.children(verb).take(SIBLINGS).any(|it| is_subject(nodes[it].rel));
        if !first.tag.is_finite() || !helps && start != verb || has_subject() {
            continue;
        }
        let says = nodes[verb].head as usize;
        let mut told = branches.children_before(says, start).take(SIBLINGS);
        let bare = |&at: &usize| {
            at > says
                && matches!(nodes[at].rel, Rel::Obj | Rel::Iobj)
                && nodes[at].tag.is_noun()
                && branches.span(at).end == start
        };
        let Some(noun) = told.find(bare) else { continue };
        nodes[noun].head = verb as u32;
        nodes[noun].rel = subject_of(nodes, branches, verb);
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
        // `was fired upon by troops`
        let mut before = branches.children_before(noun, case);
        let is_phrasal = nodes[noun].rel == Rel::Obl
            && nodes[place].tag == Penn::Vbn
            && before.any(|it| nodes[it].rel == Rel::Case && it + 1 == case);
        let verb = if is_phrasal { place } else { verb };
        if !(hangs || is_phrasal) || words.is_time(noun) || hangs && words.tells_act(place) {
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
