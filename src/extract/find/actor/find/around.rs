//! What stands around a token: what it hangs from, and what belongs to it.

use std::ops::Range;

use super::{Finder, Read};
use crate::extract::{
    find::actor::noun::{self, Noun},
    lexicon::names::Facts,
    reading::tree::{Penn, Rel},
};

impl<'t> Finder<'_, 't> {
    /// The token of a run that hangs from outside of it: what heads it.
    pub(super) fn top(&self, run: &Range<usize>) -> usize {
        let outside = |&at: &usize| {
            let head = self.reading.nodes[at].head as usize;
            head == at || !run.contains(&head)
        };
        run.clone().rev().find(outside).unwrap_or(run.end - 1)
    }

    /// Where an office ends that names its field behind it: `Minister` `of Transportation`.
    pub(super) fn field(&self, head: usize) -> Option<usize> {
        let child = self.complement(head)?;
        let noun = Noun::of(self.reading, self.lexicon, child);
        let is_field = |at: usize| {
            let node = self.reading.nodes[at];
            matches!(node.rel, Rel::Det | Rel::Cc)
                || self.lexicon.names.facts(self.reading.tokens[at].word).has(Facts::PORTFOLIO)
        };
        noun.run.clone().all(is_field).then_some(child)
    }

    /// What is known of a token's word, or of the verb or noun that it is a form of.
    pub(super) fn facts(&self, token: usize) -> Facts {
        let word = self.reading.tokens[token].word;
        let names = &self.lexicon.names;
        names.facts(word).or(names.facts(self.lexicon.lemma(word)))
    }

    pub(super) fn text(&self, run: &Range<usize>) -> &'t str {
        let extent = self.reading.extent(run);
        &self.reading.text[extent.range()]
    }

    /// The word of a token in lower case.
    pub(super) fn lower(&self, token: usize) -> String {
        self.reading.word(token).to_lowercase()
    }

    /// What a group is of: the token that heads `coalition` in `members of the coalition`.
    pub(super) fn part_of(&self, head: usize) -> Option<usize> {
        let child = self.complement(head)?;
        let case = noun::preposition(self.reading, child)?;
        matches!(self.reading.word(case), "of" | "from").then_some(child)
    }

    /// What an office is of: the token that heads `France` in `of France`.
    pub(super) fn complement(&self, head: usize) -> Option<usize> {
        const REACH: usize = 4;
        let node = self.reading.nodes[head];
        // `accused the government of capitulation`: that belongs to the verb.
        let verb = self.lexicon.lemma(self.reading.tokens[node.head as usize].word);
        let is_object = matches!(node.rel, Rel::Obj | Rel::Iobj | Rel::NsubjPass);
        let is_charged = is_object && self.lexicon.triggers.is_in("charging", verb);
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        behind.take(REACH).find(|&child| {
            matches!(self.reading.nodes[child].rel, Rel::Nmod | Rel::Obl)
                && noun::preposition(self.reading, child).is_some_and(|case| {
                    let facts = self.facts(case);
                    let owns = facts.has(Facts::OWNING)
                        && !(is_charged && self.reading.word(case) == "of");
                    owns || facts.has(Facts::SENT) && self.is_sent(head)
                })
        })
    }

    /// Whether an office or body is sent to somebody: `envoy to`, but no `visit of the pope to`.
    fn is_sent(&self, head: usize) -> bool {
        let word = self.lexicon.lemma(self.reading.tokens[head].word);
        self.lexicon.names.facts(word).has(Facts::SENT)
    }

    /// Who that is; of a place the state.
    pub(super) fn owner_behind(&mut self, child: usize, depth: usize) -> Option<usize> {
        self.look(child, depth + 1).or(match self.read[child] {
            Read::Place(state) => state,
            _ => None,
        })
    }

    /// Whether a phrase begins with `the`, `this` or a genitive.
    pub(super) fn is_definite(&self, noun: &Noun) -> bool {
        noun.owner.is_some()
            || noun.run.clone().take(2).any(|at| {
                let node = self.reading.nodes[at];
                node.rel == Rel::Det
                    && node.tag == Penn::Dt
                    && matches!(
                        &*self.lower(at),
                        "the" | "this" | "that" | "these" | "those" | "both"
                    )
            })
    }

    /// Whether somebody acts here, or is acted on as a passive's subject: also in a clause behind, which
    /// says `who`.
    pub(super) fn is_subject(&self, head: usize) -> bool {
        let is_who = |child: usize| {
            let mut children = self.reading.branches.children(child).take_while(|&it| it < child);
            self.reading.nodes[child].rel == Rel::AclRelcl
                && children.any(|it| self.reading.nodes[it].tag == Penn::Wp)
        };
        let rel = self.reading.nodes[head].rel;
        rel.is_doer()
            || rel == Rel::NsubjPass
            || self.reading.branches.children(head).skip_while(|&it| it <= head).take(4).any(is_who)
    }
}
