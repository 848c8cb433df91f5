//! Those who were named before, counted: `the two countries`, `both sides`, `the pair`.
//!
//! They are meant if just as many of that sort were named close before; else a description like this
//! is a group of its own.

use super::{Finder, Found, Phrase, Read, pronoun};
use crate::{
    extract::{
        lexicon::{
            names::{Described, Facts, TitleClass},
            time::Term,
        },
        reading::tree::{Penn, Rel},
    },
    model::ActorKind,
};

/// More are not counted.
const MOST: usize = 8;

/// What sort of actors are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// `countries`
    States,
    /// `men`, `ministers`
    Persons,
    /// `sides`, `neighbours`: whoever is no person.
    Parties,
    /// `the two`
    Any,
}

impl Finder<'_, '_> {
    /// The first of those that a phrase counts; all get their mentions.
    pub(super) fn several(&mut self, phrase: &Phrase) -> Option<usize> {
        let head = phrase.noun.head;
        let (sort, count) = self.counted(phrase).filter(|_| phrase.noun.owner.is_none())?;
        if self.complement(head).is_some() {
            return None;
        }
        let actors = match sort {
            Counted::Any => self
                .last_named(head, count, Counted::Persons)
                .or_else(|| self.last_named(head, count, Counted::States))
                .or_else(|| self.last_named(head, count, Counted::Parties)),
            sort => self.last_named(head, count, sort),
        }?;
        for &actor in &actors {
            let found = Found::description(actor, "so many who were named");
            self.note_run(head, phrase.noun.run.clone(), &found);
        }
        actors.first().copied()
    }

    /// What a phrase counts, and how many, if it says so: `the men` are those who are joined.
    fn counted(&self, phrase: &Phrase) -> Option<(Counted, Option<usize>)> {
        let head = phrase.noun.head;
        let is = |at: usize, word: &str| self.reading.word(at).eq_ignore_ascii_case(word);
        let number = |at: usize| match self.lexicon.time.term(self.reading.tokens[at].word) {
            Term::Number(number) => usize::try_from(number).ok(),
            _ if is(at, "both") || is(at, "pair") || is(at, "duo") => Some(2),
            _ => None,
        };
        // Most phrases end here.
        if self.reading.nodes[head].tag != Penn::Nns && number(head).is_none() {
            return None;
        }
        let own = phrase.noun.own.clone();
        let definite = self.is_definite(&phrase.noun) || own.clone().any(|at| is(at, "both"));
        let count = own.clone().find_map(number);
        if !definite || count.is_some_and(|count| !(2..=MOST).contains(&count)) {
            return None;
        }
        // `the two`, `both`, `the pair`
        if number(head).is_some() {
            let alone = own.clone().all(|at| at == head || self.reading.nodes[at].rel == Rel::Det);
            return alone.then_some((Counted::Any, count));
        }
        // `the two Koreas`, `the two Israeli soldiers`, `both US senators` say themselves who they are.
        let tells = |at: usize| {
            at != head
                && number(at).is_none()
                && !matches!(self.reading.nodes[at].tag, Penn::Dt | Penn::Pdt)
                && !self.facts(at).has(Facts::QUALIFIER)
        };
        if own.clone().any(tells) {
            return None;
        }
        let word = self.reading.tokens[head].word;
        let one = self.lexicon.lemma(word);
        let names = &self.lexicon.names;
        let described = names.head(std::iter::once(word)).map(|it| it.1);
        let is_state = names.head(std::iter::once(one)).is_some_and(|it| it.1.is_state);
        let title = names.title(std::iter::once(one)).map(|it| it.1.class);
        let sort = if is_state || &*self.lower(head) == "capitals" {
            Counted::States
        } else if title == Some(TitleClass::Kin) {
            Counted::Any
        } else if described.is_some_and(|it| it.described == Some(Described::Fighters)) {
            return None;
        } else if title.is_some() || matches!(&*self.lower(head), "men" | "women" | "leaders") {
            Counted::Persons
        } else if described.is_some_and(|it| it.described == Some(Described::Part)) {
            Counted::Parties
        } else {
            return None;
        };
        Some((sort, count))
    }

    /// So many of a sort: those who are joined by `and`, else those of the nearest sentence that names
    /// just so many, else all of the nearest sentences.
    fn last_named(&self, head: usize, count: Option<usize>, sort: Counted) -> Option<Vec<usize>> {
        let now = self.told[self.sentence.min(self.told.len() - 1)];
        // Who acts on both sides is none of them: `The council urged both sides to talk`.
        let own = self.reading.clause_of(head).map(|it| &self.reading.clauses[it]);
        let doer = own.and_then(|it| it.subject).filter(|&it| it != head);
        let doer = doer.and_then(|it| self.read_actor(it));
        let mut all: Vec<usize> = Vec::new();
        let mut entries = self
            .salient
            .near()
            .filter(|entry| entry.head < head && now - entry.sentence <= pronoun::SENTENCES)
            .peekable();
        // Persons are meant who do something with one another; others need not.
        let is_person = sort == Counted::Persons;
        while let Some(sentence) = entries.peek().map(|entry| entry.sentence) {
            let mut named: Vec<usize> = Vec::new();
            let mut clause = None;
            while let Some(entry) = entries.next_if(|entry| entry.sentence == sentence) {
                let joined = self.joined(entry.head);
                let fits = count.map_or(joined.len() > 1, |count| joined.len() == count);
                if fits && joined.iter().all(|&it| self.is_counted(it, sort)) {
                    return Some(joined);
                }
                let Some(actor) = entry.actor.filter(|&actor| {
                    self.is_counted(actor, sort) && doer != Some(actor) && !named.contains(&actor)
                }) else {
                    continue;
                };
                let own = self.reading.clause_of(entry.head);
                if is_person && *clause.get_or_insert(own) != own {
                    return None;
                }
                named.push(actor);
            }
            if Some(named.len()) == count {
                all = named;
                break;
            }
            if is_person {
                continue;
            }
            named.retain(|actor| !all.contains(actor));
            all.append(&mut named);
            if count.is_some_and(|count| all.len() >= count) {
                break;
            }
        }
        all.reverse();
        (Some(all.len()) == count).then_some(all)
    }

    /// The actor that the phrase of a token was read as.
    pub(super) fn read_actor(&self, head: usize) -> Option<usize> {
        if let Read::Actor(actor) = self.read[head] { Some(actor) } else { None }
    }

    fn is_counted(&self, actor: usize, sort: Counted) -> bool {
        let kind = self.cast.actors[actor].kind;
        match sort {
            Counted::States => kind == ActorKind::State,
            Counted::Persons => self.cast.is_one_person(actor),
            // `We buried our cousins.` They are no side.
            Counted::Parties | Counted::Any => !matches!(
                kind,
                ActorKind::Person | ActorKind::Group | ActorKind::Media | ActorKind::Other
            ),
        }
    }

    /// The actors that are joined by `and` behind the first of them.
    pub(super) fn joined(&self, first: usize) -> Vec<usize> {
        const MOST: usize = 12;
        let mut actors = Vec::new();
        let Read::Actor(actor) = self.read[first] else { return actors };
        actors.push(actor);
        let behind = self.reading.branches.children(first).skip_while(|&child| child <= first);
        for child in behind.take(MOST) {
            if self.reading.nodes[child].rel == Rel::Conj
                && let Read::Actor(actor) = self.read[child]
                && !actors.contains(&actor)
            {
                actors.push(actor);
            }
        }
        actors
    }
}
