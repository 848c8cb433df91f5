//! People whom no table has, by what they do: `parishioners attacked the barracks`.

use super::{Finder, Found, Phrase};
use crate::{
    extract::{
        lexicon::{names::Facts, triggers::Form},
        reading::{token::Shape, tree::Penn},
    },
    model::ActorKind,
};

/// How words end that say who does something.
const DOERS: [&str; 7] = ["ers", "ors", "ists", "ians", "ees", "ants", "men"];

impl Finder<'_, '_> {
    /// Several who act as only people do, called by a word that nobody knows, or by one that is made
    /// of what they do.
    pub(super) fn acting(&mut self, phrase: &Phrase) -> Option<Found> {
        let head = phrase.noun.head;
        let node = self.reading.nodes[head];
        let token = &self.reading.tokens[head];
        let verb = self.lexicon.lemma(self.reading.tokens[node.head as usize].word);
        let acts = node.rel.is_doer()
            && (self.lexicon.names.facts(verb).has(Facts::HUMAN)
                || self.lexicon.triggers.beginning(Form::Verb, verb).is_some());
        let begins = self.reading.sentences.get(self.sentence).is_some_and(|it| it.start == head);
        let is_word = token.shape == Shape::Small || begins && token.shape == Shape::Capital;
        if !acts || node.tag != Penn::Nns || !is_word {
            return None;
        }
        let word = self.lower(head);
        let is_doer = DOERS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end));
        let is_known = !self.lexicon.class(token.word).is_none();
        let is_arm = self.lexicon.triggers.is_in("arms", self.lexicon.lemma(token.word));
        if is_arm || is_known && !is_doer {
            return None;
        }
        let actor = match self.cast.last_of_sort(&word, None) {
            Some(again) if self.is_definite(&phrase.noun) => again,
            _ => {
                let name = self.shown(phrase, 0);
                self.cast.another(name, ActorKind::Group, phrase.owner)
            }
        };
        self.cast.sort(&word, actor);
        self.cast.set_plural(actor);
        Some(Found::description(actor, "people who act"))
    }
}
