//! Somebody by his age: `the 54-year-old`, `the 73-year-old leader`.

use super::{Finder, Found, Phrase};
use crate::model::ActorKind;

impl Finder<'_, '_> {
    /// The person who was named last, if a definite phrase says how old somebody is.
    pub(super) fn aged(&mut self, phrase: &Phrase) -> Option<Found> {
        let mut own = phrase.noun.own.clone();
        let is_aged = own.any(|at| self.lower(at).ends_with("-year-old"));
        if !is_aged || !self.is_definite(&phrase.noun) || phrase.noun.owner.is_some() {
            return None;
        }
        let is_person = |actor: usize| {
            self.cast.actors[actor].kind == ActorKind::Person
                && self.cast.is_named(actor)
                && !self.cast.is_plural(actor)
        };
        let actor = self.most_salient(is_person)?;
        Some(Found::description(actor, "person by age"))
    }
}
