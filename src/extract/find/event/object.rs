//! What a predicate acts on where the tree has no object for it.

use super::Finder;
use crate::{
    extract::reading::{
        clause::{Clause, Link},
        tree::{Penn, Rel},
    },
    model::Kind,
};

impl Finder<'_> {
    /// The token that heads what a predicate acts on, if it is no passive.
    pub(super) fn object_of(&self, clause: &Clause, kind: Kind) -> Option<usize> {
        let tree = clause.object.or_else(|| self.behind_particle(clause));
        tree.or_else(|| self.behind_attribute(clause.predicate, kind)).or_else(|| self.bare(clause))
    }

    /// `handed over three hostages`: an object, though the parser takes the particle for a preposition.
    fn behind_particle(&self, clause: &Clause) -> Option<usize> {
        let triggers = &self.lexicon.triggers;
        let is_phrasal = triggers.is_in("phrasal", self.base(clause.predicate));
        let particle = clause.predicate + 1;
        let mut children = self.reading.branches.children(clause.predicate);
        children.find(|&child| {
            is_phrasal
                && self.reading.nodes[child].rel == Rel::Obl
                && self.reading.branches.children(child).next() == Some(particle)
                && self.case(child).is_some_and(|case| {
                    // `called in the envoy`, and not `called in Geneva`
                    let names_nothing =
                        matches!(self.reading.nodes[child].tag, Penn::Nn | Penn::Nns);
                    let is_in = case == self.lexicon.word("in") && names_nothing;
                    (is_in || self.lexicon.cases.is_particle(case))
                        && self.reading.tokens[particle].word == case
                })
        })
    }

    /// `accused neighbouring Chad`, `met with visiting envoys`: what the parser takes for a verb of its
    /// own only describes what stands behind it.
    fn behind_attribute(&self, predicate: usize, kind: Kind) -> Option<usize> {
        let mut children = self.reading.branches.children(predicate);
        let verb = children.find(|&child| child > predicate && self.is_attribute(child))?;
        let between = self.reading.tokens[verb - 1].word;
        let directs = verb == predicate + 1 || self.lexicon.cases.directs(kind, between);
        let mut below = self.reading.branches.children(verb).filter(|_| directs);
        below.find(|&it| self.reading.nodes[it].rel == Rel::Obj)
    }

    /// Whether a gerund stands where an adjective would, right before the noun that it describes.
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let node = self.reading.nodes[at];
        let behind = self.reading.nodes.get(at + 1).map(|it| it.tag);
        let before = at.checked_sub(1).map(|it| self.reading.tokens[it].word);
        let noun = matches!(behind, Some(Penn::Nnp | Penn::Nnps | Penn::Nn | Penn::Nns | Penn::Jj));
        // `after visiting Oman`, `began visiting camps`
        let is_case = before.is_some_and(|it| self.lexicon.cases.directs(Kind::Consult, it));
        let is_object = matches!(node.rel, Rel::Xcomp | Rel::Ccomp)
            && node.head as usize + 1 == at
            && self.lexicon.governors.predicate(self.base(node.head as usize)).is_none();
        node.tag == Penn::Vbg
            && noun
            && (is_case || is_object || self.is_neighbour(at))
            && self.lexicon.triggers.is_in("attribute", self.reading.tokens[at].word)
    }

    /// Whether a gerund is never more than an adjective.
    fn is_neighbour(&self, at: usize) -> bool {
        self.lexicon.triggers.is_in("adjective", self.reading.tokens[at].word)
    }

    /// `expelled three envoys`, taken for an adverb: a noun right behind a verb without a preposition.
    fn bare(&self, clause: &Clause) -> Option<usize> {
        let at = clause.predicate;
        let mut children = self.reading.branches.children(at).filter(|&child| child > at);
        let first = children.next()?;
        let node = self.reading.nodes[first];
        let starts = self.reading.branches.span(first).start == at + 1;
        let is_noun = node.tag.is_noun() && !self.is_time(first) && !self.is_time(at + 1);
        (node.rel == Rel::Obl && starts && is_noun && self.case(first).is_none()).then_some(first)
    }

    /// `the customs official Jan Hus`, of which the parser takes the first for the head.
    pub(super) fn named_behind(&self, noun: usize) -> Option<usize> {
        let mut children = self.reading.branches.children(noun).filter(|&child| child > noun);
        children.find(|&child| {
            self.reading.nodes[child].rel == Rel::Nmod
                && self.case(child).is_none()
                && self.is_person(child)
                && self.mention(child).is_some()
        })
    }

    /// Whether somebody meets with what others laid: `their bus ran over a mine`.
    pub(super) fn is_trapped(&self, clause: &Clause) -> bool {
        let is = |set, at| self.lexicon.triggers.is_in(set, self.base(at));
        is("tripping", clause.predicate)
            && (clause.object.is_some_and(|it| is("trap", it))
                || self.obliques(clause.predicate).any(|(noun, _)| is("trap", noun)))
    }

    /// The first of several of whom a relative clause hangs from the last: `the minister and his guest,
    /// who met in Oslo`.
    pub(super) fn joined_to(&self, clause: &Clause) -> Option<usize> {
        let last =
            clause.noun.filter(|_| clause.link == Link::Relative && clause.object.is_none())?;
        let node = self.reading.nodes[last];
        (node.rel == Rel::Conj && clause.subject == Some(last)).then_some(node.head as usize)
    }
}
