//! The envoys of several at once: `the foreign ministers of Chad and Sudan`, `Israeli and Palestinian
//! negotiators`. Each of those whom they stand for takes part.

use super::{Finder, Found, Phrase};
use crate::{
    extract::{
        lexicon::names::{Described, Facts},
        reading::tree::{Penn, Rel},
    },
    model::ActorKind,
};

/// More are not joined.
const MOST: usize = 8;

impl Finder<'_, '_> {
    /// The first of those whose envoys a phrase names; all get their mentions.
    pub(super) fn joint(&mut self, phrase: &Phrase) -> Option<usize> {
        let head = phrase.noun.head;
        let tag = self.reading.nodes[head].tag;
        if let Some(first) = self.of_several_sorts(phrase) {
            return Some(first);
        }
        if !matches!(tag, Penn::Nns | Penn::Nnps) || !self.stands_for_its_owner(head) {
            return None;
        }
        let behind = self.part_of(head);
        // `Israeli and Palestinian negotiators`
        let before = || {
            let mut children = self.reading.branches.children(head).take_while(|&it| it < head);
            children.find(|&it| {
                matches!(self.reading.nodes[it].rel, Rel::Amod | Rel::Compound)
                    && self.conjuncts(it).next().is_some()
            })
        };
        let first = behind.or_else(before)?;
        let owners: Vec<usize> = std::iter::once(first).chain(self.conjuncts(first)).collect();
        if owners.len() < 2 {
            return None;
        }
        let mut actors: Vec<usize> = Vec::new();
        for &owner in &owners {
            let actor = match behind {
                Some(_) => self.owner_behind(owner, phrase.depth),
                None => self.of_adjective(phrase, owner),
            }?;
            let kind = self.cast.actors[actor].kind;
            if matches!(kind, ActorKind::Person | ActorKind::Group | ActorKind::Media) {
                return None;
            }
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        if actors.len() < owners.len() {
            return None;
        }
        let end = owners.iter().map(|&owner| self.short_end(owner)).max();
        let end = end.filter(|_| behind.is_some()).unwrap_or_default().max(phrase.noun.run.end);
        for &actor in &actors {
            let found = Found::description(actor, "envoys of several");
            self.note_run(head, phrase.noun.run.start..end, &found);
        }
        actors.first().copied()
    }

    /// `thousands of teachers, nurses and drivers`: each of the groups takes part.
    fn of_several_sorts(&mut self, phrase: &Phrase) -> Option<usize> {
        let head = phrase.noun.head;
        let quantity = self.lexicon.names.head(std::iter::once(self.reading.tokens[head].word));
        let first = self.part_of(head).filter(|_| quantity.is_some_and(|it| it.1.is_quantity))?;
        let groups: Vec<usize> = std::iter::once(first).chain(self.conjuncts(first)).collect();
        if groups.len() < 2 {
            return None;
        }
        let mut actors: Vec<usize> = Vec::new();
        for &group in &groups {
            let actor = self.look(group, phrase.depth + 1)?;
            if !self.cast.is_plural(actor) {
                return None;
            }
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        for &actor in &actors {
            let found = Found::description(actor, "so many of a group");
            self.note_run(head, phrase.noun.run.clone(), &found);
        }
        actors.first().copied()
    }

    /// Whether a plural names those who stand for somebody: ministers, envoys, governments.
    fn stands_for_its_owner(&self, head: usize) -> bool {
        let word = self.lexicon.lemma(self.reading.tokens[head].word);
        let names = &self.lexicon.names;
        let is_office = || names.title(std::iter::once(word)).is_some_and(|it| it.1.is_office());
        let described = || names.head(std::iter::once(word)).and_then(|it| it.1.described);
        self.lexicon.triggers.is_in("official", word)
            || names.facts(word).has(Facts::SENT)
            || is_office()
            || described() == Some(Described::Government)
    }

    /// The words that are joined to one: `Chad` `and Sudan`.
    pub(super) fn conjuncts(&self, first: usize) -> impl Iterator<Item = usize> + '_ {
        let behind = self.reading.branches.children(first).skip_while(move |&it| it <= first);
        behind.filter(|&it| self.reading.nodes[it].rel == Rel::Conj).take(MOST)
    }

    /// The state of an adjective before a noun: `Israeli`.
    fn of_adjective(&mut self, phrase: &Phrase, at: usize) -> Option<usize> {
        let piece = phrase.pieces.iter().find(|piece| piece.run.contains(&at))?.clone();
        piece.known()?;
        Some(self.bearer(&piece))
    }
}
