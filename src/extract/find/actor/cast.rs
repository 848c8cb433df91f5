//! The actors that an article has named so far, and how they are found again.

use rustc_hash::FxHashMap;

use crate::{
    base::text,
    extract::{lexicon::names::Gender, reading::actor::ActorDraft},
    model::ActorKind,
};

mod person;

pub use self::person::{Name, Office};

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
    /// By a name, an alias or a description, folded; the last one that took it.
    names: FxHashMap<String, usize>,
    /// Persons by surname and by given name, folded; the last ones stand last.
    persons: FxHashMap<String, Vec<usize>>,
    /// Bodies and groups by the last word of what describes them; the last ones stand last.
    sorts: FxHashMap<String, Vec<usize>>,
    /// Who was mentioned, the last mentioned last.
    recent: Vec<usize>,
}

/// What is known of an actor beside its record.
#[derive(Clone, Debug, Default)]
struct Traits {
    gender: Option<Gender>,
    /// The given name and the surname, folded; empty where only the other is known.
    given: String,
    surname: String,
    /// What each of its offices is compared by, in their order.
    held: Vec<String>,
    /// Whether it has a name, and not only a description.
    named: bool,
    /// Whether it is several people.
    plural: bool,
    /// The number of the sentence where it was first mentioned.
    since: usize,
}

impl Cast {
    fn add(&mut self, name: &str, kind: ActorKind, country: &str) -> usize {
        self.actors.push(ActorDraft {
            name: text::one_line(name).into_owned(),
            kind,
            aliases: Vec::new(),
            offices: Vec::new(),
            member_of: Vec::new(),
            country: country.to_owned(),
        });
        self.traits.push(Traits { since: usize::MAX, ..Traits::default() });
        self.actors.len() - 1
    }

    /// Notes that an actor was mentioned just now.
    pub fn touch(&mut self, actor: usize, sentence: usize) {
        if self.recent.last() != Some(&actor) {
            self.recent.push(actor);
        }
        let since = &mut self.traits[actor].since;
        *since = (*since).min(sentence);
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
        let key = key(name);
        let actor = self.names.get(&key).copied().unwrap_or_else(|| self.add(name, kind, country));
        self.bearers.insert(bearer, actor);
        self.names.insert(key, actor);
        self.traits[actor].named = true;
        self.note_last_word(actor);
        actor
    }

    /// Who was named so.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.names.get(&key(name)).copied()
    }

    /// The body whose name begins with these letters, word by word: `NLC` of the Nigeria Labour
    /// Congress.
    pub fn of_initials(&self, acronym: &str) -> Option<usize> {
        if acronym.len() < 3 || !acronym.chars().all(char::is_uppercase) {
            return None;
        }
        self.recent().find(|&actor| {
            let draft = &self.actors[actor];
            let is_body = !matches!(
                draft.kind,
                ActorKind::Person | ActorKind::State | ActorKind::Group | ActorKind::Other
            );
            let words = draft.name.split([' ', '-']);
            let initials = words.filter_map(|word| word.chars().next());
            is_body && initials.filter(|first| first.is_uppercase()).eq(acronym.chars())
        })
    }

    /// Adds another name of an actor, as written.
    pub fn alias(&mut self, actor: usize, alias: &str) {
        const MOST: usize = 16;
        let alias = &*text::one_line(alias);
        let draft = &mut self.actors[actor];
        if draft.name != alias
            && draft.aliases.len() < MOST
            && !draft.aliases.iter().any(|it| it == alias)
        {
            draft.aliases.push(alias.to_owned());
        }
        self.names.insert(key(alias), actor);
    }

    /// Lets words mean an actor from now on, without showing them as a name of it.
    pub fn rename(&mut self, by: &str, actor: usize) {
        self.names.insert(key(by), actor);
    }

    /// The organisation, body or group of that name; new if it was not named before.
    pub fn body(&mut self, name: &str, by: &str, kind: ActorKind, of: Option<usize>) -> usize {
        let by = key(by);
        if let Some(&actor) = self.names.get(&by) {
            return actor;
        }
        let actor = self.another(name, kind, of);
        self.traits[actor].named = true;
        self.names.insert(by, actor);
        self.note_last_word(actor);
        actor
    }

    /// A body or group that is none of those before, whatever it is called.
    pub fn another(&mut self, name: &str, kind: ActorKind, of: Option<usize>) -> usize {
        let country = of.map(|of| self.actors[of].country.clone()).unwrap_or_default();
        self.add(&capitalised(name), kind, &country)
    }

    /// Notes that an actor is several people.
    pub fn set_plural(&mut self, actor: usize) {
        self.traits[actor].plural = true;
    }

    /// Whether an actor is several people.
    pub fn is_plural(&self, actor: usize) -> bool {
        self.traits[actor].plural
    }

    /// Notes that an actor belongs to another.
    pub fn join(&mut self, actor: usize, of: usize) {
        const MOST: usize = 16;
        let groups = &mut self.actors[actor].member_of;
        if actor != of && groups.len() < MOST && !groups.contains(&of) {
            groups.push(of);
        }
    }

    /// Lets the last word of a description mean an actor from now on: `the ministry`.
    pub fn sort(&mut self, word: &str, actor: usize) {
        let sorts = self.sorts.entry(key(word)).or_default();
        if sorts.last() != Some(&actor) {
            sorts.push(actor);
        }
    }

    /// The last actor that such a word described, of that owner where one is given.
    pub fn last_of_sort(&self, word: &str, of: Option<usize>) -> Option<usize> {
        const REACH: usize = 8;
        let sorts = self.sorts.get(&key(word))?;
        let fits = |actor: usize| of.is_none_or(|of| self.is_of(actor, of));
        sorts.iter().rev().take(REACH).copied().find(|&actor| fits(actor))
    }

    /// Whether an actor belongs to another, or is of the same country.
    pub fn is_of(&self, actor: usize, of: usize) -> bool {
        let (one, owner) = (&self.actors[actor], &self.actors[of]);
        one.member_of.contains(&of) || !one.country.is_empty() && one.country == owner.country
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
        let Some((_, last)) = draft.name.rsplit_once(' ').filter(|_| organised) else { return };
        let last = last.to_owned();
        self.sort(&last, actor);
        // `the Council` means the Council of the Armed Forces.
        let name = self.actors[actor].name.clone();
        if let Some((before, _)) = name.split_once(" of ").or_else(|| name.split_once(" for ")) {
            let word = before.rsplit(' ').next().unwrap_or(before);
            self.sort(word, actor);
        }
        // `the Air Force` means the United States Air Force.
        let name = key(&self.actors[actor].name);
        if let Some((at, _)) = name.rmatch_indices(' ').nth(1) {
            self.names.entry(name[at + 1..].to_owned()).or_insert(actor);
        }
    }

    /// Gives an actor the country of another, if its own is not known.
    pub fn settle(&mut self, actor: usize, of: usize) {
        if self.actors[actor].country.is_empty() {
            self.actors[actor].country = self.actors[of].country.clone();
        }
    }
}

/// What names are compared by: folded, in one spelling, without the article.
fn key(name: &str) -> String {
    let line = text::one_line(name);
    let folded = text::fold(&line);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    if bare.contains("defense") { bare.replace("defense", "defence") } else { bare.to_owned() }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
