//! People and things that no table has, by what is done to them: `acquitted nine`, `stormed a school`.

use super::{Finder, Found, Phrase, Read};
use crate::{
    extract::{
        find::actor::{
            ACTED_ON, noun,
            piece::{Part, Piece},
        },
        lexicon::{
            Class,
            names::{Facts, Sort},
            triggers::Form,
        },
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

/// The sets of nouns that are no people, though a verb may do to them what it does to people: `killed
/// the bill`, `released a statement`.
const THINGS: [&str; 16] = [
    "aid",
    "agreement",
    "arms",
    "attack",
    "beast",
    "gift",
    "help",
    "idea",
    "intel",
    "land",
    "measure",
    "plea",
    "rule",
    "ship",
    "support",
    "text",
];

/// So many words of a clause are looked at for what was done.
const SPAN: usize = 40;

impl Finder<'_, '_> {
    /// Whom or what a verb of force acts on. Whose thing is meant, is acted on itself: `stormed the
    /// council's office`.
    pub(super) fn acted_on(&mut self, phrase: &Phrase) -> Option<Found> {
        let head = phrase.noun.head;
        let node = self.reading.nodes[head];
        let acting = self.acting_verb(head)?;
        // `Anton Rusu, a grower whom guards had beaten`
        if node.rel == Rel::Appos
            && let Some(person) = self.read_actor(node.head as usize)
            && self.cast.actors[person].kind == ActorKind::Person
        {
            return Some(Found::description(person, "in apposition"));
        }
        let triggers = &self.lexicon.triggers;
        let verb = self.lexicon.lemma(self.reading.tokens[acting].word);
        let noun = self.lexicon.lemma(self.reading.tokens[head].word);
        let is_thing = triggers.sets_of(noun).any(|set| THINGS.contains(&set));
        let is_target = triggers.is_in("target", noun);
        // `cost 40 lives`
        let costs = triggers.is_in("costing", verb)
            && triggers.is_in("lives", noun)
            && self.has_number(phrase);
        let takes_people =
            costs || ["felled", "hurt", "personal"].iter().any(|set| triggers.is_in(set, verb));
        let burns = |at: usize| matches!(self.reading.word(at), "ablaze" | "alight" | "afire");
        let is_forced = triggers.is_in("forcing", verb)
            || triggers.is_in("aiming", verb)
            // `set two trucks ablaze`
            || verb == self.lexicon.word("set")
                && self.reading.branches.span(acting).take(SPAN).any(burns);
        // `shelled Gorno`: of a place as of a thing.
        let is_place =
            self.read[head] != Read::Nobody || self.is_capital(head) || node.tag == Penn::Nnp;
        // A capital that is hit is no thing, but its country's.
        let known = phrase.pieces.last().and_then(Piece::known);
        if known.is_some_and(|known| known.sort != Sort::Place) {
            return None;
        }
        let kind = match node.tag {
            Penn::Nnp if is_forced => ActorKind::Other,
            // `pardoned five Papuans`
            Penn::Nnps if takes_people && !self.headline => ActorKind::Group,
            _ if is_place => return None,
            Penn::Cd if takes_people => ActorKind::Group,
            Penn::Nn if takes_people && !is_thing && !is_target => ActorKind::Person,
            Penn::Nns if takes_people && !is_thing && !is_target => ActorKind::Group,
            Penn::Nn | Penn::Nns if is_target && is_forced && !self.is_owned(phrase) => {
                ActorKind::Other
            }
            _ => return None,
        };
        let complement = self.part_of(head);
        let end = complement.map_or(0, |child| self.short_end(child));
        let is_bare =
            end == 0 && self.content_start(&phrase.pieces) == phrase.pieces.len().checked_sub(1);
        let points_back = is_bare && (is_place || self.is_definite(&phrase.noun));
        let actor = self.called(phrase, kind, points_back, end);
        if matches!(node.tag, Penn::Nns | Penn::Cd) {
            self.cast.set_plural(actor);
        }
        Some(Found::description(actor, ACTED_ON).up_to(end))
    }

    /// Whether a phrase says how many.
    pub(super) fn has_number(&self, phrase: &Phrase) -> bool {
        let mut own = phrase.noun.own.clone();
        own.any(|at| self.reading.nodes[at].rel == Rel::Nummod)
    }

    /// Whether a thing is somebody's who is known: who that is, is acted on.
    fn is_owned(&self, phrase: &Phrase) -> bool {
        let Some((_, before)) = phrase.pieces.split_last() else { return false };
        let owns = |piece: &Piece| match piece.part {
            Part::Known(known) => !matches!(known.sort, Sort::Capital | Sort::Place),
            Part::Name => self.cast.named(self.text(&piece.run)).is_some(),
            _ => false,
        };
        phrase.owner.is_some() || before.iter().any(owns)
    }

    /// Whether somebody acts here, or is acted on by what tells of an event: `dissolved parliament`.
    pub(super) fn takes_part(&self, head: usize) -> bool {
        let tells = |verb: usize| {
            let verb = self.lexicon.lemma(self.reading.tokens[verb].word);
            self.lexicon.triggers.beginning(Form::Verb, verb).is_some()
        };
        self.is_subject(head)
            || self.acting_verb(head).is_some_and(tells)
            || self.directed_by(head).is_some_and(tells)
    }

    /// The verb behind which a token tells at whom it is directed: `surrendered to military police`.
    fn directed_by(&self, head: usize) -> Option<usize> {
        let node = self.reading.nodes[head];
        let case = noun::preposition(self.reading, head)?;
        let directs = self.facts(case).has(Facts::RELATED) || self.reading.word(case) == "to";
        let has_article =
            self.reading.branches.children(head).any(|it| self.reading.nodes[it].rel == Rel::Det);
        (node.rel == Rel::Obl && directs && !has_article).then_some(node.head as usize)
    }

    /// The verb that acts on what a token heads, also one behind it: `nine whom they acquitted`, `gendarmes
    /// captured in May`.
    fn acting_verb(&self, head: usize) -> Option<usize> {
        /// So many clauses behind a noun are looked at.
        const REACH: usize = 8;
        let node = self.reading.nodes[self.reading.first_joined(head)];
        if matches!(node.rel, Rel::Obj | Rel::Iobj | Rel::NsubjPass) {
            return Some(node.head as usize);
        }
        // `dropped bombs on Douma`
        let verb = self.lexicon.lemma(self.reading.tokens[node.head as usize].word);
        if node.rel == Rel::Obl
            && node.tag == Penn::Nnp
            && !self.lexicon.class(self.reading.tokens[head].word).has(Class::CALENDAR)
            && self.lexicon.triggers.is_in("aiming", verb)
            && noun::preposition(self.reading, head)
                .is_some_and(|case| matches!(self.reading.word(case), "on" | "at"))
        {
            return Some(node.head as usize);
        }
        let behind = self.reading.branches.children(head).skip_while(|&it| it <= head).take(REACH);
        let acts_on = |&verb: &usize| {
            let clause = self.reading.clause_at(verb).map(|it| &self.reading.clauses[it]);
            clause.is_some_and(|it| it.patient() == Some(head))
        };
        let mut clauses =
            behind.filter(|&it| matches!(self.reading.nodes[it].rel, Rel::Acl | Rel::AclRelcl));
        clauses.find(acts_on)
    }

    /// Whether a word has a capital that says something.
    fn is_capital(&self, at: usize) -> bool {
        !self.begins_sentence(at)
            && matches!(self.reading.tokens[at].shape, Shape::Capital | Shape::Capitals)
    }
}
