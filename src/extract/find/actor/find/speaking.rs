//! Who is nobody else's, but speaks: a name that nothing explains, and what is written or sent.

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{cast::Name, noun, piece::Part},
        lexicon::{Class, cues::Takes},
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

impl Finder<'_, '_> {
    /// `Lynch said`, `according to the statement`: whoever says something is somebody.
    pub(super) fn speaking(&mut self, phrase: &Phrase) -> Option<Found> {
        let head = phrase.noun.head;
        if !self.says(head) || self.quoted[head] != 0 {
            return None;
        }
        if self.is_text(head) {
            return Some(self.text_of(phrase));
        }
        let names = super::name_start(&phrase.pieces);
        let first = phrase.noun.run.start;
        let article = self.reading.nodes[first].tag == Penn::Dt;
        // A singular without an article is a name, whatever the tagger takes it for.
        let bare = phrase.noun.run.len() == 1
            && !matches!(self.reading.nodes[head].tag, Penn::Nns | Penn::Dt | Penn::Cd)
            && self.reading.tokens[head].shape == Shape::Capital
            && phrase.pieces.last().is_some_and(|piece| piece.part == Part::Other);
        let words = match phrase.pieces.get(names) {
            Some(piece) => piece.run.start..phrase.pieces.last()?.run.end,
            None if bare => phrase.noun.own.clone(),
            None => return None,
        };
        let calendar =
            |at: usize| self.lexicon.class(self.reading.tokens[at].word).has(Class::CALENDAR);
        if self.headline || words.len() > 5 || words.clone().any(calendar) {
            return None;
        }
        // `The Portland, Ore., thrift`, `Health and Human Services`
        let next = self.reading.nodes.get(words.end).map_or(Penn::Stop, |node| node.tag);
        let goes_on = matches!(next, Penn::Cc | Penn::In) || article && next == Penn::Comma;
        if words.len() == 1 && goes_on {
            return None;
        }
        let text = self.text(&words);
        let surname = self.reading.word(words.end - 1);
        let shouted = self.reading.tokens[words.start].shape == Shape::Capitals;
        if article || shouted {
            let actor = self.cast.body(text, text, ActorKind::Organization, phrase.owner);
            return Some(Found::name(actor, "name that speaks"));
        }
        // `Airplanes CEO Scott Carson`: what the parser took for one name has an office in it.
        let is_title = |at: &usize| {
            self.lexicon.names.title(std::iter::once(self.reading.tokens[*at].word)).is_some()
        };
        if let Some(title) = words.clone().rev().find(is_title)
            && words.end - title > 2
        {
            let name = title + 1..words.end;
            let name = self.personal(&name, self.text(&name));
            let actor = self.cast.person(&name, &[], self.sentence);
            return Some(Found::name(actor, "title and name"));
        }
        if words.len() > 1 {
            let actor = self.cast.body(text, text, ActorKind::Other, phrase.owner);
            return Some(Found::name(actor, "name that speaks"));
        }
        let known = self.cast.has_person(surname);
        let name = Name { text, given: "", surname, gender: None };
        let actor = self.cast.person(&name, &[], self.sentence);
        if known {
            return Some(Found::name(actor, "name again"));
        }
        // A firm may have such a name as well.
        self.cast.actors[actor].kind = ActorKind::Other;
        Some(Found::name(actor, "name that speaks"))
    }

    /// Whether a token is who says something in words: `Lind said`, `a report that claims`.
    pub(super) fn says(&self, head: usize) -> bool {
        const REACH: usize = 8;
        let node = self.reading.nodes[head];
        if node.rel == Rel::Nsubj && self.speaks(head) {
            return self.tells(head, node.head as usize);
        }
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        let relative = behind.take(REACH).find(|&it| self.reading.nodes[it].rel == Rel::AclRelcl);
        let who = |verb: usize| {
            let mut children = self.reading.branches.children(verb).take_while(|&it| it < verb);
            children.any(|it| {
                let node = self.reading.nodes[it];
                node.rel == Rel::Nsubj && matches!(node.tag, Penn::Wdt | Penn::Wp | Penn::In)
            })
        };
        relative.is_some_and(|verb| who(verb) && self.tells(head, verb))
            || noun::preposition(self.reading, head).is_some() && self.speaks(head)
    }

    /// Whether a verb tells what its subject says. What figures suggest they need not say.
    fn tells(&self, head: usize, verb: usize) -> bool {
        const CLEAR: f64 = 0.8;
        let text = self.is_text(head);
        let figures = text && !self.is_cue(head, Takes::VENUE);
        let cues = self.lexicon.cues.of(self.lexicon.lemma(self.reading.tokens[verb].word));
        cues.iter().any(|cue| {
            let quotes = cue.takes.has(Takes::QUOTE) || text && cue.weight >= CLEAR;
            let suggests = figures && cue.takes.has(Takes::GERUND);
            let takes = Takes::CLAUSE.or(Takes::OBJECT);
            cue.rest.is_empty() && cue.takes.has(takes) && quotes && !suggests
        })
    }

    /// Whether a noun is something written or sent: `report`, `broadcast`.
    pub(super) fn is_text(&self, head: usize) -> bool {
        matches!(self.reading.nodes[head].tag, Penn::Nn | Penn::Nnp)
            && self.is_cue(head, Takes::VENUE.or(Takes::EVIDENCE))
    }

    /// Whether a noun is of this sort of cue.
    fn is_cue(&self, head: usize, sort: Takes) -> bool {
        let cues = self.lexicon.cues.of(self.lexicon.lemma(self.reading.tokens[head].word));
        cues.iter().any(|cue| cue.rest.is_empty() && cue.takes.has(sort))
    }

    /// Whoever speaks through a text, or the text itself where it is nobody's.
    fn text_of(&mut self, phrase: &Phrase) -> Found {
        let head = phrase.noun.head;
        let behind = self.author(head).and_then(|it| self.owner_behind(it, phrase.depth));
        let of = phrase.owner.or(behind).or_else(|| self.owning_modifier(&phrase.pieces, phrase));
        if let Some(of) = of {
            return Found::description(of, "what somebody wrote");
        }
        let word = self.lower(head);
        let again = self.cast.last_of_sort(&word, None).filter(|_| self.is_definite(&phrase.noun));
        let actor = again.unwrap_or_else(|| {
            let name = self.shown(phrase, 0);
            self.cast.another(name, ActorKind::Other, None)
        });
        self.cast.sort(&word, actor);
        Found::description(actor, "text that speaks")
    }

    /// Notes who says something in a text: `the ministry said in a statement`. What the statement
    /// says behind it, that ministry says.
    pub(super) fn note_text(&mut self, head: usize) {
        let node = self.reading.nodes[head];
        if node.rel != Rel::Obl || !self.is_cue(head, Takes::VENUE) {
            return;
        }
        let verb = node.head as usize;
        let Some(clause) = self.reading.clause_of(verb) else { return };
        let subject = self.reading.clauses[clause].subject;
        let says = self.lexicon.is_saying(self.reading.tokens[verb].word);
        if let Some(Read::Actor(actor)) = subject.filter(|_| says).map(|it| self.read[it]) {
            let word = self.lower(head);
            self.cast.sort(&word, actor);
        }
    }

    /// The token that heads who wrote it: `a report` `by the commission`.
    fn author(&self, head: usize) -> Option<usize> {
        const REACH: usize = 4;
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        behind.take(REACH).find(|&child| {
            matches!(self.reading.nodes[child].rel, Rel::Nmod | Rel::Obl)
                && noun::preposition(self.reading, child)
                    .is_some_and(|case| matches!(self.reading.word(case), "by" | "from" | "of"))
        })
    }
}
