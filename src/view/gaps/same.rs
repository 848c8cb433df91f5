//! Actors that may be one: a person by surname and by full name, a body by name and by its initials.

use rustc_hash::FxHashMap;

use crate::{
    base::text::fold,
    index::Store,
    model::{Actor, ActorId, ActorKind},
};

/// Pairs of actors that may be one, the longer name last. O(names), besides the pairs.
pub(super) fn pairs(store: &Store) -> Vec<(ActorId, ActorId)> {
    let actors = store.timeline().actors();
    let mut by_key: FxHashMap<String, Vec<(ActorId, Name)>> = FxHashMap::default();
    for (id, actor) in (0..).map(ActorId).zip(actors) {
        for name in actor.names().map(Name::of) {
            if let Some(key) = name.key(actor) {
                by_key.entry(key).or_default().push((id, name.clone()));
            }
        }
    }
    let mut pairs: Vec<(ActorId, ActorId)> = Vec::new();
    for named in by_key.values() {
        for (place, (one, name)) in named.iter().enumerate() {
            for (other, longer) in &named[place + 1..] {
                let is_named_so = name.may_be(longer) || longer.may_be(name);
                if one != other && is_named_so && may_be_one(store, *one, *other) {
                    let is_longer = name.words.len() > longer.words.len();
                    pairs.push(if is_longer { (*other, *one) } else { (*one, *other) });
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A name by its words.
#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    /// The first letters of its words with a capital; of a name of capitals, the name.
    initials: String,
    is_acronym: bool,
}

impl Name {
    fn of(name: &str) -> Self {
        let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let is_acronym = name.len() > 1 && name.chars().all(char::is_uppercase);
        let initials = if is_acronym {
            name.to_owned()
        } else {
            let capitals = words.iter().filter_map(|word| word.chars().next());
            capitals.filter(|letter| letter.is_uppercase()).collect()
        };
        let words = words.into_iter().map(|word| fold(word).into_owned()).collect();
        Self { words, initials, is_acronym }
    }

    /// What two names of one actor share: the last word of a person's, the initials of any other.
    fn key(&self, actor: &Actor) -> Option<String> {
        match actor.kind {
            ActorKind::Person => self.words.last().cloned(),
            _ => (self.initials.chars().count() > 1).then(|| self.initials.clone()),
        }
    }

    /// Whether this may be the other one in short: the same without some of its first words, or its
    /// initials.
    fn may_be(&self, other: &Self) -> bool {
        if self.is_acronym {
            return self.initials == other.initials && !other.is_acronym;
        }
        let is_short = self.words.len() < other.words.len() && self.words.len() <= 2;
        let mut rest = other.words.iter();
        is_short && self.words.iter().all(|word| rest.any(|own| own == word))
    }
}

/// Whether two actors are of one sort, and neither is a part of the other.
fn may_be_one(store: &Store, one: ActorId, other: ActorId) -> bool {
    let timeline = store.timeline();
    let (first, second) = (timeline.actor(one), timeline.actor(other));
    let of_one_country =
        first.country.is_empty() || second.country.is_empty() || first.country == second.country;
    let is_part = store.members(one).contains(&other) || store.members(other).contains(&one);
    (first.kind == ActorKind::Person) == (second.kind == ActorKind::Person)
        && of_one_country
        && !is_part
}
