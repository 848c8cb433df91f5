//! What belongs to a noun or a predicate by a preposition, and whose a thing or act is.

use super::Finder;
use crate::{
    extract::{lexicon::Word, reading::tree::Rel},
    model::Kind,
};

impl Finder<'_> {
    /// Whose a thing or act is: `Israel's raid`, `a rebel attack`, `a strike by Turkey`.
    pub(super) fn owner(&self, noun: usize) -> Option<usize> {
        let branches = &self.reading.branches;
        let named = |&child: &usize| self.mention(child).is_some();
        let by = || {
            let complements = self.complements(noun);
            // `a pullback from Lebanon` is no act of Lebanon.
            let leaves = self.noun_kind(noun) == Some(Kind::Retreat);
            let from = self.lexicon.word("from");
            let of_doer = |&(_, case): &(usize, Word)| {
                self.lexicon.cases.owns(case) && !(leaves && case == from)
            };
            complements.filter(of_doer).map(|(noun, _)| noun).find(named)
        };
        // `the Bosnian war` is no act of Bosnia.
        let is_war = self.lexicon.triggers.is_in("strife", self.base(noun));
        let before = || {
            branches.children(noun).filter(|&child| child < noun).find(|&child| {
                let rel = self.reading.nodes[child].rel;
                // `ethnic Albanian unrest` is no act of Albania.
                let people =
                    child > 0 && self.reading.word(child - 1).eq_ignore_ascii_case("ethnic");
                let modifies = matches!(rel, Rel::Amod | Rel::Compound) && !is_war;
                let owns = (rel == Rel::Nmod || modifies) && !people;
                owns && self.mention(child).is_some()
            })
        };
        by().or_else(before)
    }

    /// The nouns that belong to a noun by a preposition, with that preposition.
    pub(super) fn complements(&self, noun: usize) -> impl Iterator<Item = (usize, Word)> + '_ {
        let children = self.reading.branches.children(noun);
        // `sanctions imposed on Sudan`, `curbs which it had put on Chad`: what belongs to the verb
        // belongs to the noun; not in `a demand that they be replaced by others`.
        let children = children.flat_map(move |child| {
            let rel = self.reading.nodes[child].rel;
            let own = matches!(rel, Rel::Nmod | Rel::Obl).then_some(child);
            let behind =
                || self.reading.clause_at(child).map(|number| &self.reading.clauses[number]);
            let is_done = match rel {
                Rel::Acl => behind().is_none_or(|it| it.is_shared || it.subject.is_none()),
                Rel::AclRelcl => behind().is_some_and(|it| it.patient() == Some(noun)),
                _ => false,
            };
            let inner = is_done.then(|| self.obliques(child));
            // `a meeting in Oslo on Monday between the two`
            let below = own.into_iter().flat_map(|child| self.obliques(child));
            let between = below.filter(|&(_, case)| self.lexicon.cases.joins(case));
            let own = own.and_then(|child| Some((child, self.case(child)?)));
            own.into_iter().chain(between).chain(inner.into_iter().flatten())
        });
        children.chain(self.torn_off(noun))
    }

    /// `lifted sanctions on Iran`, hung from the verb: what stands right behind an object belongs to it,
    /// if that is something done to somebody.
    fn torn_off(&self, noun: usize) -> Option<(usize, Word)> {
        let node = self.reading.nodes[noun];
        let is = |set| self.lexicon.triggers.is_in(set, self.base(noun));
        let is_done = is("sanction") || is("addressed") || is("attack") || is("support");
        let is_object = node.rel == Rel::Obj && is_done;
        let next = self.reading.tokens.get(noun + 1)?.word;
        let leads = ["on", "against", "to"].iter().any(|case| self.lexicon.word(case) == next);
        let mut behind = self.obliques(node.head as usize).filter(|_| is_object && leads);
        behind.find(|&(child, case)| {
            case == next && child > noun && !self.is_time(child) && {
                let mut children = self.reading.branches.children(child);
                children.any(|it| it == noun + 1)
            }
        })
    }

    /// The nouns that belong to a predicate by a preposition, with that preposition.
    pub(super) fn obliques(&self, predicate: usize) -> impl Iterator<Item = (usize, Word)> + '_ {
        let children = self.reading.branches.children(predicate);
        children.filter_map(|child| {
            let rel = self.reading.nodes[child].rel;
            matches!(rel, Rel::Obl | Rel::Nmod | Rel::OblAgent).then_some(())?;
            Some((child, self.case(child)?))
        })
    }

    /// The first preposition of a noun phrase.
    pub(super) fn case(&self, noun: usize) -> Option<Word> {
        let mut children = self.reading.branches.children(noun);
        let case = children.find(|&it| it < noun && self.reading.nodes[it].rel == Rel::Case)?;
        Some(self.reading.tokens[case].word)
    }
}
