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
        let begins = self.begins_sentence(head);
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
        let points_back = self.is_definite(&phrase.noun);
        let actor = self.called(phrase, ActorKind::Group, points_back, 0);
        self.cast.set_plural(actor);
        Some(Found::description(actor, "people who act"))
    }

    /// The actor that the last word of a description calls by its sort: the last one of that sort if it
    /// points back, else another. `end` is where its complement ends; 0 if it has none.
    pub(super) fn called(
        &mut self,
        phrase: &Phrase,
        kind: ActorKind,
        points_back: bool,
        end: usize,
    ) -> usize {
        let word = self.lower(phrase.noun.head);
        let again = self.cast.last_of_sort(&word, None).filter(|_| points_back);
        let actor = again.unwrap_or_else(|| {
            let name = self.shown(phrase, end);
            self.cast.another(name, kind, phrase.owner)
        });
        self.cast.sort(&word, actor);
        actor
    }

    /// Whether the sentence that is read begins with a token.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.reading.sentences.get(self.sentence).is_some_and(|it| it.start == at)
    }
}
