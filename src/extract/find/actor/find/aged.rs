//! Somebody by his age: `the 54-year-old`, `the 73-year-old leader`.

use super::{Finder, Found, Phrase};

impl Finder<'_, '_> {
    /// The person who was named last, if a definite phrase says how old somebody is.
    pub(super) fn aged(&mut self, phrase: &Phrase) -> Option<Found> {
        /// How a word ends that tells an age.
        const END: &str = "-year-old";
        let is_age = |at: usize| {
            let word = self.reading.word(at);
            let end = word.len().checked_sub(END.len()).and_then(|start| word.get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(END))
        };
        let is_aged = phrase.noun.own.clone().any(is_age);
        if !is_aged || !self.is_definite(&phrase.noun) || phrase.noun.owner.is_some() {
            return None;
        }
        let is_person = |actor: usize| self.cast.is_one_person(actor) && self.cast.is_named(actor);
        let actor = self.most_salient(is_person)?;
        Some(Found::description(actor, "person by age"))
    }
}
