//! The same actor again in other words behind a comma or in brackets.

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{
            noun::Noun,
            piece::{self, Part},
        },
        lexicon::names::TitleClass,
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

impl Finder<'_, '_> {
    /// Reads what stands in apposition to an actor: offices, ages, the names of groups.
    pub(super) fn appositions(&mut self, phrase: &Phrase, found: &Found) {
        const REACH: usize = 6;
        let head = phrase.noun.head;
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        let children: Vec<usize> = behind
            .take(REACH)
            .filter(|&child| self.reading.nodes[child].rel == Rel::Appos)
            .collect();
        for child in children {
            if self.read[child] == Read::Not {
                self.apposition(child, phrase.depth, found);
            }
        }
    }

    fn apposition(&mut self, child: usize, depth: usize, found: &Found) {
        let kind = self.cast.actors[found.actor].kind;
        let noun = Noun::of(self.reading, self.lexicon, child);
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, &noun.own, &mut pieces);
        let Some(last) = pieces.last().cloned() else { return };
        let same = match last.part {
            Part::Title(title) => kind == ActorKind::Person && title.class != TitleClass::Honorific,
            Part::Head(head) => match kind {
                ActorKind::State => head.is_state,
                ActorKind::Organization
                | ActorKind::ArmedGroup
                | ActorKind::Coalition
                | ActorKind::Media
                | ActorKind::Government => {
                    self.reading.nodes[child].tag == Penn::Nn && head.described.is_some()
                }
                _ => false,
            },
            _ => false,
        };
        if !same {
            return;
        }
        self.read[child] = Read::Nobody;
        let owner = noun.owner.and_then(|owner| self.look(owner, depth + 1));
        let phrase = Phrase { noun, pieces, owner, depth };
        let complement = self.complement(child);
        let of = owner
            .or_else(|| self.owning_modifier(&phrase.pieces, &phrase))
            .or_else(|| complement.and_then(|child| self.owner_behind(child, depth)));
        let end = complement.map_or(0, |child| self.short_end(child));
        if let Part::Title(title) = last.part {
            let run = self.after_owner(&phrase.pieces)..last.run.end;
            if title.is_office()
                && let Some(office) = self.office(&last, &run, of)
            {
                self.cast.give_office(found.actor, &office);
            } else if title.class == TitleClass::Servant
                && let Some(of) = of
            {
                self.cast.settle(found.actor, of);
                self.cast.join(found.actor, of);
            }
            if owner.is_some() && phrase.noun.owner.is_some_and(|at| self.is_noun(at)) {
                self.cast.alias(found.actor, self.text(&phrase.noun.run));
            }
        } else if let Some(of) = of {
            self.cast.settle(found.actor, of);
        }
        self.cast.sort(&self.lower(last.run.end - 1), found.actor);
        let again = Found::description(found.actor, "in apposition").up_to(end);
        self.note(&phrase, &again);
        self.appositions(&phrase, &again);
    }

    fn is_noun(&self, at: usize) -> bool {
        self.reading.nodes[at].tag.is_noun()
    }

    /// `(PYD)` behind a name is another name of it.
    pub(super) fn acronym(&mut self, actor: usize, at: usize) {
        let Some(run) = self.reading.tokens.get(at..at + 3) else { return };
        let [open, acronym, close] = run else { return };
        let brackets =
            self.reading.slice(open.extent) == "(" && self.reading.slice(close.extent) == ")";
        let person = matches!(self.cast.actors[actor].kind, ActorKind::Person | ActorKind::State);
        let text = self.reading.slice(acronym.extent).to_owned();
        let other = self.cast.named(&text).is_some_and(|known| known != actor);
        if brackets
            && acronym.shape == Shape::Capitals
            && !person
            && !other
            && self.read[at + 1] == Read::Not
        {
            self.cast.alias(actor, &text);
            self.note_run(at + 1, at + 1..at + 2, &Found::name(actor, "acronym in brackets"));
        }
    }
}
