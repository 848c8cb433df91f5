//! Known names: states, capitals, organisations; and whether they are only places here.

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{
            cast::Name,
            evidence, noun,
            piece::{Part, Piece},
        },
        lexicon::{
            Class,
            names::{Facts, Sort},
        },
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

impl Finder<'_, '_> {
    /// The actor of a known name.
    pub(super) fn bearer(&mut self, piece: &Piece) -> usize {
        let Some(known) = piece.known() else { return 0 };
        let bearer = self.lexicon.names.bearer(known);
        let actor = self.cast.known(known.bearer, &bearer.name, bearer.kind, &bearer.country);
        let written = self.text(&piece.run);
        if matches!(known.sort, Sort::Name | Sort::Capital | Sort::Seat)
            && !written.starts_with("the ")
        {
            self.cast.alias(actor, written);
        }
        actor
    }

    /// A known name at the end of a phrase: an actor, unless it is a place here.
    pub(super) fn known(&mut self, phrase: &Phrase, sort: Sort) -> Option<Found> {
        let (last, before) = phrase.pieces.split_last()?;
        let head = phrase.noun.head;
        let bearer = self.lexicon.names.bearer(last.known()?);
        let country = bearer.kind == ActorKind::State;
        if sort == Sort::Demonym {
            return self.people(phrase);
        }
        // `Paris said`, where Valeska Paris is known
        let surname = self.reading.word(head);
        if matches!(sort, Sort::Capital | Sort::Place)
            && phrase.noun.run.len() == 1
            && noun::preposition(self.reading, head).is_none()
            && self.cast.has_person(surname)
        {
            let name = Name { text: surname, given: "", surname, gender: None };
            let actor = self.cast.person(&name, &[], self.sentence);
            return Some(Found::name(actor, "name again"));
        }
        // `southern Lebanon`, `downtown Beirut`
        let modified = before.iter().any(|piece| {
            piece.part == Part::Other && self.reading.nodes[piece.run.start].tag == Penn::Jj
        });
        if sort == Sort::Place {
            self.read[head] = Read::Place(None);
            return None;
        }
        if country && self.is_place(head, sort, modified) {
            let state = (sort == Sort::Name).then(|| self.bearer(last));
            if let Some(state) = state {
                self.cast.touch(state, self.sentence);
            }
            self.read[head] = Read::Place(state);
            return None;
        }
        if !country && self.is_dateline(head) {
            return None;
        }
        let rule = match sort {
            Sort::Capital => "capital that acts",
            Sort::Seat => "seat of government",
            _ => "known name",
        };
        Some(Found::name(self.bearer(last), rule))
    }

    /// `the North`, where North Korea was named, or South Sudan, which has a north.
    pub(super) fn half(&self, phrase: &Phrase) -> Option<Found> {
        let [.., last] = &phrase.pieces[..] else { return None };
        let head = phrase.noun.head;
        let (own, other) = match &*self.lower(last.run.start) {
            "north" => ("North ", "South "),
            "south" => ("South ", "North "),
            _ => return None,
        };
        let alone = phrase.noun.own.len() == 2 && self.is_definite(&phrase.noun);
        let case = noun::preposition(self.reading, head);
        // `in the South`, `to the north` are places.
        if !alone || case.is_some_and(|case| !self.facts(case).has(Facts::RELATED)) {
            return None;
        }
        let is_state = |&actor: &usize| self.cast.actors[actor].kind == ActorKind::State;
        let states = || self.cast.recent().filter(is_state);
        let named = states().find(|&actor| self.cast.actors[actor].name.starts_with(own));
        let rest = || {
            let name = states().find_map(|it| self.cast.actors[it].name.strip_prefix(other))?;
            self.cast.named(name)
        };
        let state = named.or_else(rest)?;
        Some(Found::description(state, "half of a country"))
    }

    /// The people of a country, who are not the state: `four Syrians`, `the British`.
    fn people(&mut self, phrase: &Phrase) -> Option<Found> {
        let last = phrase.pieces.last()?.clone();
        let at = last.run.end - 1;
        let plural = matches!(self.reading.nodes[at].tag, Penn::Nns | Penn::Nnps)
            || self.reading.word(at).ends_with('s');
        let definite = self.is_definite(&phrase.noun);
        let single = !plural
            && phrase
                .noun
                .run
                .clone()
                .take(2)
                .any(|at| matches!(&*self.lower(at), "a" | "an" | "one" | "another"));
        if !plural && !definite && !single {
            return None;
        }
        let state = self.bearer(&last);
        let name = self.shown(phrase, 0);
        let key = format!("people {name}");
        let actor = match self.cast.named(&key) {
            Some(actor) if !single => actor,
            _ if single => self.cast.unnamed(name, None),
            _ => self.cast.another(name, ActorKind::Group, Some(state)),
        };
        self.cast.settle(actor, state);
        self.cast.rename(&key, actor);
        if !single {
            self.cast.set_plural(actor);
        }
        Some(Found::description(actor, "people of a country"))
    }

    /// Whether a country or capital is a place where it stands.
    fn is_place(&self, head: usize, sort: Sort, modified: bool) -> bool {
        let capital = sort == Sort::Capital;
        if sort == Sort::Seat {
            return false;
        }
        if self.is_dateline(head) {
            return true;
        }
        let node = self.reading.nodes[head];
        // What is joined to a place is one, and what stands behind a comma tells where it is.
        if matches!(node.rel, Rel::Conj | Rel::Appos | Rel::Flat)
            && matches!(self.read[node.head as usize], Read::Place(_))
        {
            return true;
        }
        if let Some(case) = noun::preposition(self.reading, head) {
            let facts = self.facts(case);
            // `called on Khartoum to end it`, `cut off aid to Khartoum`
            if capital
                && (evidence::is_asked(self.reading, self.lexicon, head)
                    || evidence::is_concerned(self.reading, self.lexicon, head))
            {
                return false;
            }
            return facts.has(Facts::AT)
                || modified && !facts.has(Facts::RELATED)
                || capital && (facts.has(Facts::CAPITAL_AT) || !facts.has(Facts::RELATED));
        }
        if !capital {
            return false;
        }
        modified || !self.capital_acts(head)
    }

    /// Whether a capital stands for the state: it acts, is addressed, or owns what a state has.
    fn capital_acts(&self, head: usize) -> bool {
        let node = self.reading.nodes[head];
        let governor = node.head as usize;
        let verb = self.reading.nodes[governor].tag.is_verb();
        match node.rel {
            Rel::Nsubj => verb,
            Rel::OblAgent | Rel::Iobj => true,
            Rel::Obj | Rel::NsubjPass => {
                let facts = self.facts(governor);
                let verb = self.lexicon.lemma(self.reading.tokens[governor].word);
                // `The minister visited Oslo.`
                facts.has(Facts::ADDRESSED) && !facts.has(Facts::REACHED)
                    || verb == self.lexicon.word("visit") && self.is_visited_by_envoy(governor)
            }
            Rel::Nmod if noun::is_genitive(self.reading, head) => {
                let word = self.reading.tokens[governor].word;
                let place = self.lexicon.names.head(std::iter::once(word));
                !place.is_some_and(|it| it.1.is_place)
            }
            Rel::Conj => self.capital_acts_like(governor),
            _ => false,
        }
    }

    /// Whether somebody with an office visits: a state receives them, and not only a town.
    fn is_visited_by_envoy(&self, verb: usize) -> bool {
        let clause = self.reading.clause_at(verb).map(|it| &self.reading.clauses[it]);
        let visitor = clause.and_then(|it| it.subject).and_then(|it| self.read_actor(it));
        visitor.is_some_and(|actor| !self.cast.actors[actor].offices.is_empty())
    }

    /// What a capital is joined to acts: `Moscow and Washington agreed`.
    fn capital_acts_like(&self, first: usize) -> bool {
        matches!(self.read[first], Read::Actor(_)) && self.reading.nodes[first].rel == Rel::Nsubj
    }

    /// Whether a phrase belongs to a dateline: `MOSCOW (AFP) -`, `Paris, 3 May --`.
    pub(super) fn is_dateline(&self, head: usize) -> bool {
        const LONGEST: usize = 8;
        let Some(sentence) = self.reading.sentences.get(self.sentence) else { return false };
        if head >= sentence.start + LONGEST {
            return false;
        }
        let behind = self.reading.behind_dateline(sentence);
        if head < behind {
            return true;
        }
        // `(BBC) The council met`: the agency alone.
        let bracket = |at: usize, sign: &str| {
            self.reading.tokens.get(at).is_some() && self.reading.word(at) == sign
        };
        if head == sentence.start + 1 && bracket(sentence.start, "(") && bracket(head + 1, ")") {
            return true;
        }
        let starts = sentence.start == head;
        let after = self.reading.tokens.get(head + 1);
        let shouted = self.reading.tokens[head].shape == Shape::Capitals;
        let comma = after.is_some_and(|_| self.reading.word(head + 1) == ",");
        let day = self.reading.tokens.get(head + 2).is_some_and(|next| {
            self.lexicon.class(next.word).has(Class::CALENDAR) || next.shape == Shape::Number
        });
        starts && comma && day || starts && shouted && bracket(head + 1, "(")
    }
}
