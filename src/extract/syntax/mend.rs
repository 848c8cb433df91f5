//! What a greedy parser can't know, because it decides on each arc by itself: one verb has one subject,
//! a participle that has an object is the past, and what `and` joins is joined.
//!
//! `General Lind, an adviser, apologized`: what stands beside the subject says the same of it. `Chad,
//! which has no coast, rejected the plan`: what stands before the aside is the subject. `Police
//! arrested two men`: a noun with a participle that has an object is a subject with its verb.

mod cases;
mod clauses;
mod headline;
mod joined;
mod listed;
mod past;
mod relatives;
mod subject;

use std::ops::Range;

use crate::extract::{
    Lexicon, Reading,
    lexicon::{Word, time::Term, triggers::Form},
    reading::{
        branches::Branches,
        tree::{Node, Penn, Rel},
    },
};

/// How many tokens before a verb its subject is looked for.
const WINDOW: usize = 40;
/// So many of the words that hang from the one above are looked at.
const SIBLINGS: usize = 64;

/// The kinds of faults, in the order in which they are mended.
const MENDS: &[Mend] = &[
    relatives::numbers,
    cases::of_nouns,
    cases::at_least,
    cases::beside,
    clauses::marks,
    clauses::nouns,
    clauses::as_others,
    clauses::opened,
    clauses::there,
    clauses::demanded,
    clauses::relative,
    clauses::bare_relative,
    clauses::governed,
    clauses::what_which,
    clauses::plural,
    clauses::purpose,
    clauses::days_apart,
    clauses::alleged,
    listed::persons,
    joined::torn_names,
    joined::torn_bodies,
    appositions,
    joined::counted,
    joined::torn_owners,
    joined::owners,
    headline::participles,
    cases::of_obliques,
    subject::of_what_is_said,
    subject::described,
    subject::speakers,
    subject::modifiers,
    subject::agents,
    subject::days,
    subject::after_days,
    subject::behind_days,
    subject::between_days,
    cases::of_objects,
    cases::where_to,
    joined::between,
    joined::conjuncts,
    joined::what_is_said,
    joined::with_gerund,
    joined::next_subject,
    past::before_mark,
    past::with_object,
    past::without_verb,
    past::times,
    subjects,
    joined::names,
    clauses::aside,
    clauses::gerunds,
    clauses::having,
    clauses::whose,
    relatives::whose,
    relatives::which,
    relatives::who,
    relatives::beside_copula,
    relatives::asides,
    relatives::given,
    relatives::joined_to_day,
    lost_subjects,
    subject::according,
    lists,
];

/// Mends one kind of fault; tells whether anything was changed.
type Mend = fn(&mut [Node], &Branches, Words<'_>) -> bool;

/// Mends the trees of a text, one kind of fault after another. O(tokens).
pub fn mend(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut nodes = std::mem::take(&mut reading.nodes);
    let parsed = nodes.clone();
    heads(&mut nodes);
    let mut branches = Branches::of(&nodes);
    let words = Words { reading, lexicon };
    for mend in MENDS {
        if mend(&mut nodes, &branches, words) {
            branches = Branches::of(&nodes);
        }
    }
    // What nobody writes may be mended to something that is no tree; it stays as it was parsed.
    let broken = reading.sentences.iter().filter(|run| !is_tree(&nodes, run));
    let broken: Vec<Range<usize>> = broken.cloned().collect();
    for run in broken.iter().cloned() {
        nodes[run.clone()].copy_from_slice(&parsed[run]);
    }
    if !broken.is_empty() {
        branches = Branches::of(&nodes);
    }
    reading.nodes = nodes;
    reading.branches = branches;
}

/// Whether the nodes of a sentence have one root, from which all are reached. O(tokens).
fn is_tree(nodes: &[Node], run: &Range<usize>) -> bool {
    let head = |at: usize| nodes[at].head as usize;
    if run.clone().filter(|&at| head(at) == at).count() != 1 {
        return false;
    }
    let mut reached = vec![false; run.len()];
    let mut path = Vec::new();
    for token in run.clone() {
        let mut at = token;
        while head(at) != at && !reached[at - run.start] {
            if path.len() > run.len() || !run.contains(&head(at)) {
                return false;
            }
            path.push(at);
            at = head(at);
        }
        for at in path.drain(..) {
            reached[at - run.start] = true;
        }
    }
    true
}

/// The words of the tokens.
#[derive(Clone, Copy)]
struct Words<'r> {
    reading: &'r Reading<'r>,
    lexicon: &'r Lexicon,
}

impl Words<'_> {
    fn lemma(&self, at: usize) -> Word {
        self.lexicon.lemma(self.reading.tokens[at].word)
    }

    /// The nouns behind a preposition, each with the place of that.
    fn behind(&self, preposition: &str, nodes: &[Node]) -> Vec<(usize, usize)> {
        let word = self.lexicon.word(preposition);
        let is_it =
            |&at: &usize| self.reading.tokens[at].word == word && nodes[at].rel == Rel::Case;
        (0..nodes.len()).filter(is_it).map(|case| (case, nodes[case].head as usize)).collect()
    }

    /// What a word has to do with time.
    fn term(&self, at: usize) -> Term {
        let token = self.reading.tokens.get(at);
        token.map_or(Term::None, |token| self.lexicon.time.term(token.word))
    }

    /// Whether it has anything to do with time.
    fn is_time(&self, at: usize) -> bool {
        self.term(at) != Term::None
    }

    /// Whether it is the first word of its sentence.
    fn opens(&self, at: usize) -> bool {
        self.reading.sentences[self.reading.sentence_of(at)].start == at
    }

    /// Whether it is the number of a year.
    fn is_year(&self, at: usize) -> bool {
        let token = self.reading.tokens[at];
        token.extent.len() == 4
            && self
                .reading
                .slice(token.extent)
                .parse()
                .is_ok_and(|year| (1900..2100).contains(&year))
    }

    /// Whether a noun tells of an act: `an attack by rebels`.
    fn tells_act(&self, at: usize) -> bool {
        self.lexicon.triggers.beginning(Form::Noun, self.lemma(at)).is_some()
    }

    /// Whether the base form of a token is in a set of the table of triggers.
    fn is_in(&self, set: &str, at: usize) -> bool {
        self.lexicon.triggers.is_in(set, self.lemma(at))
    }
}

fn is_subject(rel: Rel) -> bool {
    matches!(rel, Rel::Nsubj | Rel::NsubjPass)
}

/// What the subject of a verb is to it: of a passive it is acted on.
fn subject_of(nodes: &[Node], branches: &Branches, verb: usize) -> Rel {
    let is_passive = branches.children(verb).any(|it| nodes[it].rel == Rel::AuxPass);
    if is_passive { Rel::NsubjPass } else { Rel::Nsubj }
}

/// Hangs a word where another one hangs; as the root, if that is what the other one is.
fn replace(nodes: &mut [Node], old: usize, new: usize) {
    let Node { head, rel, .. } = nodes[old];
    nodes[new].head = if head as usize == old { new as u32 } else { head };
    nodes[new].rel = rel;
}

/// `Russia, Oman and Qatar met`: the second name is no other word for the first; tells whether
/// anything was changed. O(tokens).
fn lists(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for at in 0..nodes.len() {
        let Node { tag, rel, head, .. } = nodes[at];
        let is_name = |tag| matches!(tag, Penn::Nnp | Penn::Nnps);
        let beside = rel == Rel::Appos && is_name(tag) && is_name(nodes[head as usize].tag);
        let joined = |child: &usize| nodes[*child].rel == Rel::Conj && is_name(nodes[*child].tag);
        if !beside || !branches.children(at).any(|child| joined(&child)) {
            continue;
        }
        let others: Vec<usize> = branches.children(at).filter(joined).collect();
        for child in others {
            nodes[child].head = head;
        }
        nodes[at].rel = Rel::Conj;
        changed = true;
    }
    changed
}

/// Of several subjects of one verb the last is meant, or all are the same; tells whether anything was
/// changed. O(tokens).
fn subjects(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for at in 0..nodes.len() {
        let mut last: Option<usize> = None;
        for child in branches.children(at).take_while(|&child| child < at) {
            if !matches!(nodes[child].rel, Rel::Nsubj | Rel::NsubjPass) {
                continue;
            }
            let Some(before) = last.replace(child) else { continue };
            changed = true;
            let gap = branches.span(before).end..branches.span(child).start;
            // `Standing beside the minister, Lind said`: an apposition would end with a comma, too.
            let end = branches.span(child).end;
            let comma = nodes[branches.span(child).start.max(1) - 1].tag == Penn::Comma;
            let acts = comma && end == at && nodes[child].tag == Penn::Nnp;
            if !acts && gap.len() <= 1 && gap.clone().all(|it| nodes[it].rel == Rel::Punct) {
                nodes[child].head = before as u32;
                nodes[child].rel = Rel::Appos;
                for comma in gap {
                    nodes[comma].head = child as u32;
                }
                // The further ones are compared with the first.
                last = Some(before);
            } else {
                nodes[before].rel = Rel::Dislocated;
            }
        }
    }
    changed
}

/// Nothing depends on a sign, and no noun on the preposition before it. O(tokens).
fn heads(nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        let head = nodes[at].head as usize;
        let above = nodes[head].head as usize;
        if head == at || above == head {
            continue;
        }
        if nodes[head].tag.is_punctuation() {
            nodes[at].head = above as u32;
        } else if nodes[head].rel == Rel::Case && head < at && nodes[at].tag.is_noun() {
            // `on Thursday`: the day is what hangs, and the preposition hangs from it; behind `was
            // expected to meet` it hangs from the latter.
            let near = above + 1..head;
            let open =
                |&it: &usize| nodes[it].rel == Rel::Xcomp && nodes[it].head as usize == above;
            let above = near.rev().take(WINDOW).find(open).unwrap_or(above);
            nodes[at].head = above as u32;
            nodes[at].rel = Rel::Obl;
            nodes[head].head = at as u32;
        }
    }
    for at in 2..nodes.len().saturating_sub(1) {
        // `Islamic State (IS)`: one word in brackets is another name and no verb.
        let in_brackets =
            nodes[at - 1].tag == Penn::OpenBracket && nodes[at + 1].tag == Penn::CloseBracket;
        let is_verb = matches!(nodes[at].rel, Rel::Cop | Rel::Aux | Rel::AuxPass);
        if in_brackets && is_verb && nodes[at - 2].tag.is_noun() {
            nodes[at].tag = Penn::Nnp;
            nodes[at].rel = Rel::Dep;
        }
    }
}

/// `the minister of Oman, Kari Dahl, left`: the name between commas says the same of the minister,
/// and is not joined to the state. O(tokens).
fn appositions(nodes: &mut [Node], branches: &Branches, _: Words<'_>) -> bool {
    let mut changed = false;
    for name in 0..nodes.len() {
        let owner = nodes[name].head as usize;
        let noun = nodes[owner].head as usize;
        let is_joined = nodes[name].rel == Rel::Conj
            && matches!(nodes[name].tag, Penn::Nnp | Penn::Nnps)
            && nodes[owner].rel == Rel::Nmod
            && noun < owner
            && owner < name
            && nodes[noun].tag.is_noun();
        if !is_joined {
            continue;
        }
        let span = branches.span(name);
        let comma = |at: usize| nodes.get(at).is_some_and(|node| node.tag == Penn::Comma);
        let opens = comma(span.start) || span.start > 0 && comma(span.start - 1);
        let closes = comma(span.end) || span.end > 0 && comma(span.end - 1);
        let lists = |at: usize| branches.children(at).any(|it| nodes[it].rel == Rel::Cc);
        let joined = branches.children(owner).filter(|&it| nodes[it].rel == Rel::Conj).count();
        if opens && closes && joined == 1 && !lists(name) && !lists(owner) {
            nodes[name].head = noun as u32;
            nodes[name].rel = Rel::Appos;
            changed = true;
        }
    }
    changed
}

/// Finite verbs without a subject get the first noun before them that the parser set aside; tells
/// whether anything was changed. O(tokens).
fn lost_subjects(nodes: &mut [Node], branches: &Branches, words: Words<'_>) -> bool {
    let mut changed = false;
    for verb in 0..nodes.len() {
        let Node { tag, rel, .. } = nodes[verb];
        if !tag.is_verb() || !matches!(rel, Rel::Root | Rel::Ccomp) {
            continue;
        }
        let mut is_finite = matches!(tag, Penn::Vbd | Penn::Vbz | Penn::Vbp);
        let (mut is_passive, mut governed, mut has_subject) = (false, None, false);
        for child in branches.children(verb) {
            match nodes[child].rel {
                Rel::Aux | Rel::AuxPass if child < verb => {
                    is_finite |=
                        matches!(nodes[child].tag, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md);
                    is_passive |= nodes[child].rel == Rel::AuxPass;
                }
                // `before the visit, Norway held talks`: what a preposition governs is no subject.
                Rel::Nsubj if child < verb && governor(nodes, branches, child).is_some() => {
                    governed = Some(child);
                }
                Rel::Nsubj | Rel::NsubjPass | Rel::Expl => has_subject = true,
                _ => {}
            }
        }
        if !is_finite || has_subject {
            continue;
        }
        let start = branches.span(verb).start.max(verb.saturating_sub(WINDOW));
        // `On Sunday, 14 December, President Lind met`: no day is joined to her.
        let joins_day = |at: usize| {
            nodes[at].rel == Rel::Conj
                && words.is_time(nodes[at].head as usize)
                && !branches.span(at).any(|it| words.is_time(it) || nodes[it].rel == Rel::Cc)
        };
        let aside = |&at: &usize| {
            (is_aside(nodes, branches, start, at)
                || joins_day(at) && nodes[at].tag.is_noun() && at < verb
                // `Norway, on 7 June - a Wednesday - condemned Chad`
                || at == start && nodes[at].rel == Rel::Parataxis && nodes[at].tag.is_noun()
                // `Norway called`: what has no part of speech is a name.
                || nodes[at].tag == Penn::Uh && at + 1 == verb)
                && branches.span(at).end <= verb
        };
        let Some(subject) = (start..verb).find(aside) else { continue };
        if nodes[subject].tag == Penn::Uh {
            nodes[subject].tag = Penn::Nnp;
        }
        let before = nodes[subject].head as usize;
        let set = |node: &mut Node, head: usize, rel: Rel| {
            node.head = head as u32;
            node.rel = rel;
        };
        // What was joined to the same noun behind it belongs to it.
        let joined: Vec<usize> = branches
            .children(before)
            .filter(|&child| child > subject && child < verb)
            .filter(|&child| matches!(nodes[child].rel, Rel::Conj | Rel::Appos))
            .collect();
        let lists = |&child: &usize| branches.span(child).any(|it| nodes[it].rel == Rel::Cc);
        let is_list = joined.iter().any(lists)
            || branches.children(subject).any(|it| nodes[it].rel == Rel::Cc);
        set(&mut nodes[subject], verb, if is_passive { Rel::NsubjPass } else { Rel::Nsubj });
        for child in joined {
            set(&mut nodes[child], subject, if is_list { Rel::Conj } else { Rel::Appos });
            for last in branches.children(child).filter(|_| is_list) {
                if nodes[last].rel == Rel::Conj {
                    set(&mut nodes[last], subject, Rel::Conj);
                }
            }
        }
        // The clause behind it says something of it.
        if before > subject && before < verb && nodes[before].head as usize == verb {
            set(&mut nodes[before], subject, Rel::AclRelcl);
        }
        if let Some(governed) = governed {
            nodes[governed].rel = Rel::Obl;
            if let Some(case) = governor(nodes, branches, governed) {
                nodes[case].head = governed as u32;
            }
        }
        changed = true;
    }
    changed
}

/// The preposition that opens the phrase of a noun: `before Lind's visit`.
fn governor(nodes: &[Node], branches: &Branches, noun: usize) -> Option<usize> {
    let mut words = branches.span(noun).take(WINDOW).filter(|&at| !nodes[at].tag.is_punctuation());
    words.next().filter(|&first| {
        first < noun
            && nodes[first].rel == Rel::Case
            && matches!(nodes[first].tag, Penn::In | Penn::To)
    })
}

/// Whether a noun stands behind a comma or at the start, without a preposition and with no place of
/// its own.
fn is_aside(nodes: &[Node], branches: &Branches, start: usize, at: usize) -> bool {
    let span = branches.span(at);
    let first = span.clone().find(|&it| !nodes[it].tag.is_punctuation()).unwrap_or(at);
    let behind_comma = first == start || first > start && nodes[first - 1].tag == Penn::Comma;
    nodes[at].tag.is_noun()
        && behind_comma
        && matches!(
            nodes[at].rel,
            Rel::Appos | Rel::Dislocated | Rel::Vocative | Rel::Mark | Rel::Discourse | Rel::Dep
        )
        && governor(nodes, branches, at).is_none()
}
