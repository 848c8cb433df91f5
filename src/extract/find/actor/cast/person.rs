//! Persons of the cast: by their names, by their offices.

use super::{Cast, REACH, Traits, capitalised, key};
use crate::{base::text, extract::lexicon::names::Gender, model::ActorKind};

/// A personal name as written.
#[derive(Clone, Copy, Debug)]
pub struct Name<'t> {
    /// All of it.
    pub text: &'t str,
    /// The given name, or nothing.
    pub given: &'t str,
    /// The family name; nothing for a king.
    pub surname: &'t str,
    /// The pronoun that the name or its title implies.
    pub gender: Option<Gender>,
}

/// An office as it stands in the text.
#[derive(Clone, Debug)]
pub struct Office {
    /// The title as written: `Foreign Minister`.
    pub title: String,
    /// What it is compared by: in lower case, with the usual word for it and without what only
    /// qualifies it.
    pub key: String,
    /// Whose office it is.
    pub of: Option<usize>,
    /// The pronoun that the title implies.
    pub gender: Option<Gender>,
}

impl Cast {
    /// The person of that name: one who bore it before, or was only known by a part of it or by the
    /// office; else a new one.
    pub fn person(&mut self, name: &Name<'_>, offices: &[Office], sentence: usize) -> usize {
        let (given, surname) = (text::fold(name.given).into_owned(), surname_key(name.surname));
        let gender = name.gender.or_else(|| offices.iter().find_map(|office| office.gender));
        let actor = self
            .names
            .get(&key(name.text))
            .copied()
            .filter(|&actor| {
                self.actors[actor].kind == ActorKind::Person || self.may_be_person(actor)
            })
            .or_else(|| self.same_person(&given, &surname, gender, sentence))
            .or_else(|| self.unnamed_holder(offices))
            .unwrap_or_else(|| self.add(name.text, ActorKind::Person, ""));
        self.call(actor, name.text, &given);
        self.actors[actor].kind = ActorKind::Person;
        let known = &mut self.traits[actor];
        known.named = true;
        known.gender = known.gender.or(gender);
        if known.given.is_empty() {
            known.given.clone_from(&given);
        }
        if known.surname.is_empty() {
            known.surname.clone_from(&surname);
        }
        for part in [surname, given].into_iter().filter(|part| !part.is_empty()) {
            let bearers = self.persons.entry(part).or_default();
            if !bearers.contains(&actor) && bearers.len() < REACH {
                bearers.push(actor);
            }
        }
        for office in offices {
            self.give_office(actor, office);
        }
        actor
    }

    /// Lets an actor have a name: the fullest is shown, the others are aliases.
    fn call(&mut self, actor: usize, name: &str, given: &str) {
        const MOST_WORDS: usize = 6;
        let name = &*text::one_line(name);
        let Traits { named, given: known, .. } = &self.traits[actor];
        let fuller = !named || known.is_empty() && !given.is_empty();
        if fuller {
            let before = std::mem::replace(&mut self.actors[actor].name, name.to_owned());
            if before != name {
                self.alias(actor, &before);
            }
        } else if self.actors[actor].name != name {
            self.alias(actor, name);
        }
        let folded = key(name);
        // `Suu Kyi` is a part of `Aung San Suu Kyi`.
        let words: Vec<&str> = folded.split(' ').take(MOST_WORDS).collect();
        for from in 1..words.len().saturating_sub(1) {
            self.names.entry(words[from..].join(" ")).or_insert(actor);
            self.names.entry(words[..=from].join(" ")).or_insert(actor);
        }
        self.names.insert(folded, actor);
    }

    /// The last person with that surname, or that given name if nothing else is written.
    fn same_person(
        &self,
        given: &str,
        surname: &str,
        gender: Option<Gender>,
        sentence: usize,
    ) -> Option<usize> {
        let fits = |actor: usize| {
            let known = &self.traits[actor];
            let agrees = known.gender.is_none() || gender.is_none() || known.gender == gender;
            let given_agrees = given.is_empty()
                || known.given.is_empty()
                || known.given == given
                || is_initial_of(given, &known.given)
                || is_initial_of(&known.given, given);
            let whole = known.surname == surname || given.is_empty() || surname.is_empty();
            // A whole name does not follow its surname in one sentence: `King Hussein met Saddam
            // Hussein`.
            let shorter = known.given.is_empty() && !given.is_empty();
            agrees && given_agrees && whole && !(shorter && known.since == sentence)
        };
        let bearers = self.persons.get(if surname.is_empty() { given } else { surname })?;
        let last = |actor: &usize| self.recent().position(|it| it == *actor).unwrap_or(usize::MAX);
        bearers.iter().copied().filter(|&actor| fits(actor)).min_by_key(last)
    }

    /// Whether a person of that surname or given name was named.
    pub fn has_person(&self, word: &str) -> bool {
        self.persons.contains_key(&surname_key(word))
    }

    /// A person so far known by the office alone, if one of these is the same.
    fn unnamed_holder(&self, offices: &[Office]) -> Option<usize> {
        const NEAR: usize = 12;
        let office = offices.first()?;
        self.recent().take(NEAR).find(|&actor| {
            !self.traits[actor].named
                && self.actors[actor].kind == ActorKind::Person
                && self.holds(actor, office)
        })
    }

    fn holds(&self, actor: usize, office: &Office) -> bool {
        let offices = self.actors[actor].offices.iter();
        offices.zip(&self.traits[actor].held).any(|((_, of), held)| {
            let same_owner = office.of.is_none() || of.is_none() || self.same_owner(*of, office.of);
            // `the envoy` may be a special envoy.
            let bare = || held.strip_suffix(&*office.key).is_some_and(|more| more.ends_with(' '));
            same_owner && (*held == office.key || bare())
        })
    }

    /// Whether two owners of an office are one: the same, or a state and a part of it.
    fn same_owner(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let (Some(one), Some(other)) = (one, other) else { return one == other };
        let within = |inner: usize, outer: usize| self.actors[inner].member_of.contains(&outer);
        one == other || within(one, other) || within(other, one)
    }

    /// Notes an office of a person.
    pub fn give_office(&mut self, actor: usize, office: &Office) {
        const MOST: usize = 8;
        let mut offices = self.actors[actor].offices.iter().zip(&self.traits[actor].held);
        let known = offices.position(|((_, of), held)| {
            *held == office.key && (*of == office.of || of.is_none() || office.of.is_none())
        });
        match known {
            Some(at) => {
                let of = &mut self.actors[actor].offices[at].1;
                *of = of.or(office.of);
            }
            None if self.actors[actor].offices.len() < MOST => {
                let title = text::one_line(&office.title).into_owned();
                self.actors[actor].offices.push((title, office.of));
                self.traits[actor].held.push(office.key.clone());
            }
            None => {}
        }
        if let Some(of) = office.of {
            self.settle(actor, of);
        }
        let gender = &mut self.traits[actor].gender;
        *gender = gender.or(office.gender);
    }

    /// The person who holds an office, the last mentioned of several.
    pub fn holder(&self, office: &Office) -> Option<usize> {
        self.recent().find(|&actor| self.holds(actor, office))
    }

    /// A person without a name, who is none of those before.
    pub fn unnamed(&mut self, description: &str, gender: Option<Gender>) -> usize {
        let actor = self.add(&capitalised(description), ActorKind::Person, "");
        self.traits[actor].gender = gender;
        actor
    }

    /// Whether an actor has a name of its own.
    pub fn is_named(&self, actor: usize) -> bool {
        self.traits[actor].named
    }

    /// The pronoun of a person, if it is known.
    pub fn gender(&self, actor: usize) -> Option<Gender> {
        self.traits[actor].gender
    }

    /// Whether an actor is one person.
    pub fn is_one_person(&self, actor: usize) -> bool {
        self.actors[actor].kind == ActorKind::Person && !self.is_plural(actor)
    }

    /// Whether all that is known of an actor is its name, so that it may be a person.
    pub fn may_be_person(&self, actor: usize) -> bool {
        self.actors[actor].kind == ActorKind::Other && self.is_named(actor)
    }

    /// Notes the pronoun of a person of whom it was not known.
    pub fn set_gender(&mut self, actor: usize, gender: Gender) {
        if self.may_be_person(actor) {
            self.actors[actor].kind = ActorKind::Person;
        }
        let known = &mut self.traits[actor].gender;
        *known = known.or(Some(gender));
    }
}

/// What surnames are compared by: folded, without the Arabic article and without particles.
fn surname_key(surname: &str) -> String {
    let folded = text::fold(surname);
    for article in ["al-", "el-", "al ", "el "] {
        if let Some(bare) = folded.strip_prefix(article) {
            return bare.to_owned();
        }
    }
    folded.into_owned()
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    let bare = initial.trim_end_matches('.');
    bare.chars().count() == 1 && name.starts_with(bare)
}
