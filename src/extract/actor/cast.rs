//! The actors that an article has named so far, and how they are found again.

use rustc_hash::FxHashMap;

use super::{ActorDraft, known::Gender};
use crate::model::ActorKind;

/// How many actors back a description, a surname or a pronoun is looked for.
const REACH: usize = 48;

/// The actors so far.
#[derive(Debug, Default)]
pub struct Cast {
    /// The actors, in the order of their first mentions.
    pub actors: Vec<ActorDraft>,
    traits: Vec<Traits>,
    /// By the number of the bearer of a known name.
    bearers: FxHashMap<u32, usize>,
    /// By a name, an alias or a description, in lower case; the last one that took it.
    names: FxHashMap<String, usize>,
    /// Persons by surname and by given name, in lower case; the last ones stand last.
    surnames: FxHashMap<String, Vec<usize>>,
    /// Persons and organisations that descriptions may mean, the last mentioned last.
    recent: Vec<usize>,
}

/// What is known of an actor beside its record.
#[derive(Clone, Debug, Default)]
struct Traits {
    gender: Option<Gender>,
    /// The given name and the surname, in lower case; the first is empty if only the other is known.
    given: String,
    surname: String,
    /// Whether it has a name, and not only a description.
    named: bool,
}

/// An office as it stands in the text.
#[derive(Clone, Debug)]
pub struct Office {
    /// The title as written: `Foreign Minister`.
    pub title: String,
    /// What it is compared by: in lower case, with the usual word for it.
    pub key: String,
    /// Whose office it is.
    pub of: Option<usize>,
    /// The pronoun that the title implies.
    pub gender: Option<Gender>,
}

impl Cast {
    fn add(&mut self, name: String, kind: ActorKind, country: &str) -> usize {
        self.actors.push(ActorDraft {
            name,
            kind,
            aliases: Vec::new(),
            offices: Vec::new(),
            member_of: Vec::new(),
            country: country.to_owned(),
        });
        self.traits.push(Traits::default());
        self.actors.len() - 1
    }

    /// Notes that an actor was mentioned just now.
    pub fn touch(&mut self, actor: usize) {
        if self.recent.last() != Some(&actor) {
            self.recent.push(actor);
        }
    }

    /// The actors that were mentioned last, the last first, some of them more than once.
    pub fn recent(&self) -> impl Iterator<Item = usize> + '_ {
        self.recent.iter().rev().take(REACH).copied()
    }

    /// The bearer of a known name.
    pub fn known(&mut self, bearer: u32, name: &str, kind: ActorKind, country: &str) -> usize {
        if let Some(&actor) = self.bearers.get(&bearer) {
            return actor;
        }
        let lower = name.to_lowercase();
        let actor = self
            .names
            .get(&lower)
            .copied()
            .unwrap_or_else(|| self.add(name.to_owned(), kind, country));
        self.bearers.insert(bearer, actor);
        self.names.insert(lower, actor);
        self.note_last_word(actor);
        actor
    }

    /// Who was named so, in lower case.
    pub fn named(&self, lower: &str) -> Option<usize> {
        self.names.get(lower).copied()
    }

    /// Adds another name of an actor, as written.
    pub fn alias(&mut self, actor: usize, alias: &str) {
        let draft = &mut self.actors[actor];
        if draft.name != alias
            && draft.aliases.len() < 16
            && !draft.aliases.iter().any(|it| it == alias)
        {
            draft.aliases.push(alias.to_owned());
        }
        self.names.insert(alias.to_lowercase(), actor);
    }

    /// The organisation, body or group of that name; new if it was not named before.
    pub fn body(&mut self, name: &str, key: &str, kind: ActorKind, of: Option<usize>) -> usize {
        if let Some(&actor) = self.names.get(key) {
            return actor;
        }
        let country = of.map(|of| self.actors[of].country.clone()).unwrap_or_default();
        let actor = self.add(capitalised(name), kind, &country);
        self.actors[actor].member_of.extend(of);
        self.names.insert(key.to_owned(), actor);
        self.note_last_word(actor);
        actor
    }

    /// Lets a short description mean an actor from now on.
    pub fn again(&mut self, description: &str, actor: usize) {
        self.names.insert(description.to_owned(), actor);
    }

    /// `the Coalition` will mean the National Coalition.
    fn note_last_word(&mut self, actor: usize) {
        let draft = &self.actors[actor];
        let organised = matches!(
            draft.kind,
            ActorKind::Organization
                | ActorKind::ArmedGroup
                | ActorKind::Coalition
                | ActorKind::Government
        );
        if let Some((_, last)) = draft.name.rsplit_once(' ').filter(|_| organised)
            && last.starts_with(char::is_uppercase)
        {
            let lower = draft.name.to_lowercase();
            self.names.insert(format!("the {}", last.to_lowercase()), actor);
            // `the Air Force` means the United States Air Force.
            if let Some((at, _)) = lower.rmatch_indices(' ').nth(1) {
                self.names.entry(lower[at + 1..].to_owned()).or_insert(actor);
            }
        }
    }

    /// The person of that name: one who bore it before, or was only known by a part of it or by the
    /// office; else a new one. `given` is empty where only a surname is written.
    pub fn person(&mut self, name: &Name<'_>, offices: &[Office], gender: Option<Gender>) -> usize {
        let (given, surname) = (name.given.to_lowercase(), surname_key(name.surname));
        let gender =
            gender.or_else(|| offices.iter().find_map(|office| office.gender)).or(name.gender);
        let actor = self
            .same_person(&given, &surname, gender)
            .or_else(|| self.unnamed_holder(offices))
            .unwrap_or_else(|| self.add(name.text.to_owned(), ActorKind::Person, ""));
        let known = &mut self.traits[actor];
        if !known.named || known.given.is_empty() && !given.is_empty() {
            let before = std::mem::replace(&mut self.actors[actor].name, name.text.to_owned());
            if before != name.text {
                self.alias(actor, &before);
            }
        } else if self.actors[actor].name != name.text {
            self.alias(actor, name.text);
        }
        let known = &mut self.traits[actor];
        known.named = true;
        known.gender = known.gender.or(gender);
        if known.given.is_empty() {
            known.given.clone_from(&given);
        }
        if known.surname.is_empty() {
            known.surname.clone_from(&surname);
        }
        for key in [surname, given] {
            let bearers = self.surnames.entry(key).or_default();
            if !bearers.contains(&actor) && bearers.len() < REACH {
                bearers.push(actor);
            }
        }
        for office in offices {
            self.give_office(actor, office);
        }
        actor
    }

    /// The last person with that surname, or that given name if nothing else is written.
    fn same_person(&self, given: &str, surname: &str, gender: Option<Gender>) -> Option<usize> {
        let fits = |actor: usize| {
            let known = &self.traits[actor];
            let agrees = known.gender.is_none() || gender.is_none() || known.gender == gender;
            let given_agrees = given.is_empty()
                || known.given.is_empty()
                || known.given == given
                || is_initial_of(given, &known.given)
                || is_initial_of(&known.given, given);
            let whole = known.surname == surname || given.is_empty();
            agrees && given_agrees && whole
        };
        let bearers = self.surnames.get(surname)?;
        let last =
            |actor: &&usize| self.recent().position(|it| it == **actor).unwrap_or(usize::MAX);
        bearers.iter().filter(|&&actor| fits(actor)).min_by_key(last).copied()
    }

    /// Whether a person of that surname or given name was named.
    pub fn has_person(&self, word: &str) -> bool {
        self.surnames.contains_key(&surname_key(word))
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
        self.actors[actor].offices.iter().any(|(title, of)| {
            let same_owner = office.of.is_none() || of.is_none() || self.same_owner(*of, office.of);
            let held = office_key(title);
            // `the envoy` may be a special envoy.
            let bare = || held.strip_suffix(&*office.key).is_some_and(|more| more.ends_with(' '));
            same_owner && (held == office.key || title.to_lowercase() == office.key || bare())
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
        let offices = &self.actors[actor].offices;
        let known = offices.iter().position(|(title, of)| {
            office_key(title) == office_key(&office.title)
                && (*of == office.of || of.is_none() || office.of.is_none())
        });
        match known {
            Some(at) => {
                let of = &mut self.actors[actor].offices[at].1;
                *of = of.or(office.of);
            }
            None if offices.len() < 8 => {
                self.actors[actor].offices.push((office.title.clone(), office.of));
            }
            None => {}
        }
        if let Some(of) = office.of {
            self.settle(actor, of);
        }
        let gender = &mut self.traits[actor].gender;
        *gender = gender.or(office.gender);
    }

    /// Gives an actor the country of another, if its own is not known.
    pub fn settle(&mut self, actor: usize, of: usize) {
        if self.actors[actor].country.is_empty() {
            self.actors[actor].country = self.actors[of].country.clone();
        }
    }

    /// The person who holds an office, the last mentioned of several.
    pub fn holder(&self, office: &Office) -> Option<usize> {
        self.recent().find(|&actor| self.holds(actor, office))
    }

    /// A person without a name.
    pub fn unnamed(&mut self, description: &str, office: &Office) -> usize {
        let key = description.to_lowercase();
        if let Some(&actor) = self.names.get(&key) {
            return actor;
        }
        let actor = self.add(capitalised(description), ActorKind::Person, "");
        self.names.insert(key, actor);
        self.give_office(actor, office);
        actor
    }

    /// Whether an actor can be meant by a pronoun; a person of whom it was not known is one of that
    /// pronoun from then on.
    pub fn takes(&mut self, actor: usize, pronoun: Gender) -> bool {
        let gender = &mut self.traits[actor].gender;
        let fits =
            self.actors[actor].kind == ActorKind::Person && gender.is_none_or(|it| it == pronoun);
        if fits {
            *gender = Some(pronoun);
        }
        fits
    }
}

/// A personal name as written.
#[derive(Clone, Copy, Debug)]
pub struct Name<'t> {
    /// All of it.
    pub text: &'t str,
    /// The first word, or nothing.
    pub given: &'t str,
    /// The family name.
    pub surname: &'t str,
    /// The pronoun that the given name implies.
    pub gender: Option<Gender>,
}

/// What surnames are compared by: in lower case and without the Arabic article.
fn surname_key(surname: &str) -> String {
    let lower = surname.to_lowercase();
    for article in ["al-", "el-", "al ", "el "] {
        if let Some(bare) = lower.strip_prefix(article) {
            return bare.to_owned();
        }
    }
    lower
}

fn is_initial_of(initial: &str, name: &str) -> bool {
    let bare = initial.trim_end_matches('.');
    bare.chars().count() == 1 && name.starts_with(bare)
}

/// What an office is compared by: in lower case, without what only qualifies it.
pub fn office_key(title: &str) -> String {
    const QUALIFIERS: &[&str] = &[
        "former",
        "ex",
        "acting",
        "interim",
        "then",
        "late",
        "outgoing",
        "incoming",
        "senior",
        "veteran",
        "caretaker",
        "longtime",
        "elected",
        "newly-elected",
        "current",
    ];
    let lower = title.to_lowercase().replace("defense", "defence");
    let words = lower.split(' ').filter(|word| !QUALIFIERS.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
