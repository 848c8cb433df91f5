//! Persons by office or occupation, and what names them beside it.

use std::ops::Range;

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{cast::Office, piece::Piece},
        lexicon::names::{Facts, Title, TitleClass},
        reading::{
            actor::MentionForm,
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

impl Finder<'_, '_> {
    /// An office as written in a run.
    pub(super) fn office(
        &self,
        piece: &Piece,
        run: &Range<usize>,
        of: Option<usize>,
    ) -> Option<Office> {
        let title = piece.title()?;
        let written = self.text(run);
        let own = self.text(&piece.run);
        let key = self
            .lexicon
            .names
            .office(title)
            .map_or_else(|| self.lexicon.names.office_key(self.lexicon, own), str::to_owned);
        Some(Office { title: written.to_owned(), key, of, gender: title.gender })
    }

    /// `the foreign minister`, `a senior US official`, `the head of the committee`, `two sources`.
    pub(super) fn described_person(&mut self, phrase: &Phrase, title: Title) -> Option<Found> {
        let last = phrase.pieces.last()?.clone();
        let head = phrase.noun.head;
        let field = self.field(head);
        if let Some(child) = field {
            self.read[child] = Read::Nobody;
        }
        let complement = self.complement(head);
        let behind = complement
            .filter(|_| field.is_none())
            .and_then(|it| self.owner_behind(it, phrase.depth));
        let of = phrase.owner.or_else(|| self.owning_modifier(&phrase.pieces, phrase)).or(behind);
        let end = complement.map_or(0, |child| self.short_end(child));
        let titled = if field.is_some() { end.max(last.run.end) } else { last.run.end };
        let run = self.after_owner(&phrase.pieces)..titled;
        let mut office = self.office(&last, &run, of)?;
        if field.is_some() {
            office.key = self.lexicon.names.office_key(self.lexicon, self.text(&run));
        }
        if let Some(actor) = self.named_behind(phrase, end) {
            if title.is_office() {
                self.cast.give_office(actor, &office);
            } else {
                self.cast.sort(&self.lower(last.run.end - 1), actor);
            }
            return Some(Found::description(actor, "name behind the office").up_to(end));
        }
        if let Some(actor) = self.named_before(phrase, end) {
            if title.is_office() {
                self.cast.give_office(actor, &office);
            }
            return Some(Found::description(actor, "office behind the name").up_to(end));
        }
        let definite = self.is_definite(&phrase.noun);
        // `the leader of a smaller party` is somebody else's.
        let noun = |at: usize| {
            self.reading.nodes[at].rel == Rel::Compound
                && !self.facts(at).has(Facts::PORTFOLIO)
                && !last.run.contains(&at)
        };
        let foreign = complement.is_some() && behind.is_none() && field.is_none()
            || of.is_none() && phrase.noun.own.clone().any(noun);
        let word = self.lower(last.run.end - 1);
        if definite && !foreign {
            let again = if title.is_office() {
                self.cast.holder(&office)
            } else {
                let bare = of.is_some() || phrase.pieces.len() < 3;
                self.cast.last_of_sort(&word, of).filter(|_| bare && phrase.owner.is_none())
            };
            if let Some(actor) = again {
                if phrase.owner.is_some() {
                    self.cast.alias(actor, self.text(&phrase.noun.run));
                }
                return Some(Found::description(actor, "office again").up_to(end));
            }
        }
        // `toward lasting justice`: without an article it is a thing, or what somebody is.
        let is_participle = |at: usize| {
            let node = self.reading.nodes[at];
            node.rel == Rel::Amod && node.tag == Penn::Vbg
        };
        let words = phrase.noun.run.clone().filter(|&at| !is_participle(at)).count();
        let bare = words == last.run.len() && !self.is_subject(head);
        if of.is_none() && (bare || title.class == TitleClass::Kin && !self.is_subject(head)) {
            return None;
        }
        let name = self.shown(phrase, end);
        let key = self.key(name, ActorKind::Person, of);
        let again = self.cast.named(&key).filter(|_| definite);
        let actor = again.unwrap_or_else(|| {
            let name = self.with_owner(phrase, name);
            let actor = self.cast.unnamed(&name, title.gender);
            self.cast.rename(&key, actor);
            actor
        });
        if title.is_office() {
            self.cast.give_office(actor, &office);
        }
        self.cast.sort(&word, actor);
        if let Some(of) = of {
            self.cast.settle(actor, of);
            let is_state = self.cast.actors[of].kind == ActorKind::State;
            let serves = title.class == TitleClass::Servant
                || title.class == TitleClass::Person && !is_state;
            if serves && self.cast.actors[of].kind != ActorKind::Person {
                self.cast.join(actor, of);
            }
        }
        let rule = if of.is_some() { "office of somebody" } else { "occupation" };
        Some(Found::description(actor, rule).up_to(end))
    }

    /// The person whose name stands behind a description: `Moscow's top diplomat, Sergei Lavrov,`.
    fn named_behind(&mut self, phrase: &Phrase, end: usize) -> Option<usize> {
        const REACH: usize = 4;
        let head = phrase.noun.head;
        let behind = self.reading.branches.children(head).skip_while(|&child| child <= head);
        let name = behind.take(REACH).find(|&child| {
            self.reading.nodes[child].rel == Rel::Appos
                && matches!(self.reading.nodes[child].tag, Penn::Nnp | Penn::Nnps)
        });
        let name = name
            .or_else(|| self.name_of_description(head))
            .or_else(|| self.name_between_commas(phrase, end))?;
        let actor = self.look(name, phrase.depth + 1)?;
        (self.cast.actors[actor].kind == ActorKind::Person && self.cast.is_named(actor))
            .then_some(actor)
    }

    /// `the envoy, diplomat Kari Dahl,`: the name behind a description in apposition.
    fn name_of_description(&self, head: usize) -> Option<usize> {
        const REACH: usize = 4;
        let nodes = &self.reading.nodes;
        let behind = |at: usize| {
            let children = self.reading.branches.children(at);
            children.skip_while(move |&child| child <= at).take(REACH)
        };
        let is_name = |&at: &usize| matches!(nodes[at].tag, Penn::Nnp | Penn::Nnps);
        let other = behind(head).find(|&at| {
            let word = self.reading.tokens[at].word;
            let title = self.lexicon.names.title(std::iter::once(word));
            nodes[at].rel == Rel::Appos && nodes[at].tag == Penn::Nn && title.is_some()
        })?;
        let own = behind(other).find(|at| nodes[*at].rel == Rel::Appos && is_name(at))?;
        (own == other + 1).then_some(own)
    }

    /// The token that heads a name between commas behind an office, whatever the parser made of it.
    fn name_between_commas(&self, phrase: &Phrase, end: usize) -> Option<usize> {
        let end = phrase.noun.run.end.max(end);
        // `the captain of the “Nordlys”, Erik Lund`
        let mark = self.reading.tokens.get(end).is_some_and(|it| it.shape == Shape::Quote);
        let comma = end + usize::from(mark);
        let sentence = self.reading.sentence_end(phrase.noun.head);
        if comma + 1 >= sentence || self.reading.word(comma) != "," {
            return None;
        }
        let behind = self.name_behind(comma + 1)?;
        let two = behind - comma > 2;
        let closed =
            behind >= sentence || matches!(self.reading.word(behind), "," | "." | "”" | "\"");
        let office = phrase.pieces.last().and_then(Piece::title).is_some_and(Title::is_office);
        if !two || !closed || !office || !self.is_definite(&phrase.noun) {
            return None;
        }
        (comma + 1..behind).find(|&at| self.heads_phrase(at))
    }

    /// The person whose name stands before a comma and a description, though the parser did not
    /// join the two: `Khoja, head of the coalition,`.
    fn named_before(&self, phrase: &Phrase, end: usize) -> Option<usize> {
        const REACH: usize = 3;
        let comma = phrase.noun.run.start.checked_sub(1)?;
        let sign = |at: usize| {
            self.reading.tokens.get(at).is_none_or(|_| {
                matches!(self.reading.word(at), "," | "." | ";" | ")" | "\"" | "”" | "(")
            })
        };
        let article = self.reading.nodes[phrase.noun.run.start].rel == Rel::Det;
        // `Lind, whose envoy left`
        let owned = self.reading.nodes[phrase.noun.run.start].tag == Penn::WpS
            || self.reading.nodes[comma + 1].tag == Penn::WpS;
        if self.reading.word(comma) != ","
            || owned
            || article && !sign(end.max(phrase.noun.run.end))
            || self.reading.nodes[phrase.noun.head].rel == Rel::Conj
        {
            return None;
        }
        let before = self.mentions.iter().rev().take(REACH).find(|it| it.run.end == comma)?;
        let named = before.form == MentionForm::Name
            && self.cast.actors[before.actor].kind == ActorKind::Person;
        named.then_some(before.actor)
    }

    /// What a phrase says of the subject before it: `Ali is the president of Chad`.
    pub(super) fn predicate(&mut self, phrase: &Phrase) {
        const REACH: usize = 8;
        let Some(last) = phrase.pieces.last().cloned() else { return };
        let Some(title) = last.title().filter(|title| title.is_office()) else { return };
        let head = phrase.noun.head;
        let subject = self
            .reading
            .branches
            .children(head)
            .take(REACH)
            .find(|&child| self.reading.nodes[child].rel == Rel::Nsubj);
        let Some(Read::Actor(actor)) = subject.map(|subject| self.read[subject]) else { return };
        if self.cast.actors[actor].kind != ActorKind::Person || title.class == TitleClass::Kin {
            return;
        }
        let complement = self.complement(head);
        let of = phrase
            .owner
            .or_else(|| self.owning_modifier(&phrase.pieces, phrase))
            .or_else(|| complement.and_then(|child| self.owner_behind(child, phrase.depth)));
        let run = self.after_owner(&phrase.pieces)..last.run.end;
        if let Some(office) = self.office(&last, &run, of).filter(|_| of.is_some()) {
            self.cast.give_office(actor, &office);
        }
    }

    /// Whether a phrase says what somebody is, and names nobody itself: `he is the president`, `as
    /// president`.
    pub(super) fn is_said_of(&self, head: usize) -> bool {
        const REACH: usize = 12;
        let node = self.reading.nodes[head];
        if matches!(node.tag, Penn::Nnp | Penn::Nnps) && node.rel != Rel::Xcomp {
            return false;
        }
        let before = self.reading.branches.children(head).take_while(|&child| child < head);
        let (mut copula, mut preposition) = (false, None);
        for child in before.take(REACH) {
            match self.reading.nodes[child].rel {
                Rel::Cop => copula = true,
                Rel::Case => preposition = Some(child),
                _ => {}
            }
        }
        let role =
            preposition.is_some_and(|case| self.reading.word(case).eq_ignore_ascii_case("as"));
        role || copula && preposition.is_none() || node.rel == Rel::Xcomp
    }
}
