//! States, organisations and groups: by known names, by the last words of a name, by description.

use super::{Finder, Found, after_owner, index_covers, name_start};
use crate::{
    extract::{
        actor::{
            known::{Head, Sort},
            piece::{Part, Piece},
        },
        lexicon::Class,
        phrase::{self, Phrase},
        tag::Tag,
        token::Shape,
    },
    model::ActorKind,
};

/// How many groups an actor is noted as a member of.
const MOST_GROUPS: usize = 16;

impl Finder<'_, '_> {
    /// The actor of a known name.
    pub(super) fn bearer(&mut self, piece: &Piece) -> usize {
        let Some(known) = piece.known() else { return 0 };
        let bearer = self.lexicon.names.bearer(known);
        let actor = self.cast.known(known.bearer, &bearer.name, bearer.kind, &bearer.country);
        let written = self.reading.slice(self.reading.extent(&piece.run));
        if matches!(known.sort, Sort::Name | Sort::Capital | Sort::Seat)
            && !written.starts_with("the ")
        {
            self.cast.alias(actor, written);
        }
        actor
    }

    /// A known name at the end of a phrase: an actor, unless it is a place here.
    pub(super) fn known(&mut self, index: usize, pieces: &[Piece], sort: Sort) -> Option<Found> {
        let (last, before) = pieces.split_last()?;
        let modified = before.last().is_some_and(|piece| {
            piece.part == Part::Other && self.reading.tokens[piece.run.start].tag == Tag::Adjective
        });
        let bearer = self.lexicon.names.bearer(last.known()?);
        let country = bearer.kind == ActorKind::State;
        let written = self.reading.word(last.run.end - 1);
        if sort == Sort::Demonym && !written.ends_with('s') && !self.is_definite(index, pieces) {
            return None;
        }
        if sort == Sort::Place || country && self.is_place(index, sort, modified) {
            self.place = Some(index);
            return None;
        }
        let rule = match sort {
            Sort::Demonym => "people of a country",
            Sort::Capital => "capital that acts",
            Sort::Seat => "seat of government",
            Sort::Name | Sort::Place => "known name",
        };
        Some(Found::name(self.bearer(last), rule))
    }

    /// Whether a country or capital is a place where it stands.
    pub(super) fn is_place(&self, index: usize, sort: Sort, modified: bool) -> bool {
        const AT: [&str; 16] = [
            "in",
            "at",
            "near",
            "inside",
            "across",
            "throughout",
            "around",
            "outside",
            "within",
            "into",
            "through",
            "via",
            "over",
            "off",
            "en",
            "for-",
        ];
        const CAPITAL_AT: [&str; 4] = ["from", "to", "of", "leave"];
        let phrase = &self.reading.phrases[index];
        let capital = sort == Sort::Capital;
        if sort == Sort::Seat || sort == Sort::Demonym {
            return false;
        }
        let Some(before) = phrase.run.start.checked_sub(1) else { return self.is_dateline(phrase) };
        let word = self.reading.word(before);
        match self.reading.tokens[before].tag {
            Tag::Preposition | Tag::To => {
                AT.contains(&word) || capital && CAPITAL_AT.contains(&word)
            }
            Tag::Conjunction | Tag::Comma => index > 0 && self.place == Some(index - 1),
            _ => modified && capital || self.is_dateline(phrase),
        }
    }

    /// Whether a phrase opens its sentence as a dateline does: `MOSCOW (AFP) -`, `Paris, 3 May --`.
    pub(super) fn is_dateline(&self, phrase: &Phrase) -> bool {
        let starts = self.reading.sentences[self.sentence].start == phrase.run.start;
        let after = self.reading.tokens.get(phrase.run.end);
        let sign =
            after.is_some_and(|after| matches!(after.tag, Tag::Bracket | Tag::Dash | Tag::Colon));
        let day = self.reading.tokens.get(phrase.run.end + 1).is_some_and(|next| {
            self.lexicon.class(next.word).has(Class::CALENDAR) || next.tag == Tag::Number
        });
        starts && (sign || after.is_some_and(|after| after.tag == Tag::Comma) && day)
    }

    /// The organisation that words with capitals name: a known one, or one with a last word that
    /// only organisations have.
    pub(super) fn organisation(
        &mut self,
        pieces: &[Piece],
        names: usize,
        owner: Option<usize>,
    ) -> Option<Found> {
        let last = pieces.last()?;
        let tokens = &self.reading.tokens;
        let capital = |at: usize| matches!(tokens[at].shape, Shape::Capital | Shape::Capitals);
        let head = match last.part {
            Part::Head(head) => head,
            // `the Supreme National Security Council` is another one than the known.
            Part::Known(known) if is_longer_name(pieces) => {
                let kind = self.lexicon.names.bearer(known).kind;
                if kind == ActorKind::State {
                    return None;
                }
                Head { named: Some(kind), described: None, owned: false }
            }
            Part::Name => {
                self.lexicon.names.head(std::iter::once(tokens[last.run.end - 1].word))?.1
            }
            _ => return None,
        };
        let kind = head.named?;
        let mut start = last.run.start;
        let from = pieces
            .get(names.min(pieces.len() - 1))
            .map_or(start, |piece| piece.run.start)
            .min(pieces[0].run.start);
        while start > from && capital(start - 1) && tokens[start - 1].tag != Tag::Determiner {
            start -= 1;
        }
        if start + 1 >= last.run.end || !capital(last.run.end - 1) {
            return None;
        }
        let run = start..last.run.end;
        let demonym = pieces.iter().find(|piece| {
            piece.run.start >= run.start
                && piece.known().is_some_and(|known| {
                    matches!(known.sort, Sort::Demonym | Sort::Name)
                        && self.lexicon.names.bearer(known).kind == ActorKind::State
                })
        });
        let state = demonym.cloned().map(|piece| self.bearer(&piece)).or(owner);
        let text = self.reading.slice(self.reading.extent(&run));
        let key = self.body_key(text, kind, owner.filter(|_| demonym.is_none()));
        let of = state.filter(|_| kind == ActorKind::Government);
        let actor = self.cast.body(text, &key, kind, of);
        if let Some(state) = state {
            self.cast.settle(actor, state);
        }
        Some(Found::name(actor, "name of an organisation"))
    }

    pub(super) fn body_key(&self, text: &str, kind: ActorKind, owner: Option<usize>) -> String {
        let lower = text.to_lowercase().replace("defense", "defence");
        match owner {
            Some(owner) if kind == ActorKind::Government || kind == ActorKind::Group => {
                format!("{} {lower}", self.cast.actors[owner].name.to_lowercase())
            }
            _ => lower,
        }
    }

    /// `the foreign ministry`, `Syrian rebels`, `journalists`.
    pub(super) fn described_group(
        &mut self,
        index: usize,
        pieces: &[Piece],
        head: Head,
        owner: Option<usize>,
        depth: usize,
    ) -> Option<Found> {
        if let Some(found) = self.organisation(pieces, name_start(pieces), owner) {
            return Some(found);
        }
        let last = pieces.last()?;
        let again =
            format!("the {}", self.reading.slice(self.reading.extent(&last.run)).to_lowercase());
        let capital = self.reading.tokens[last.run.start].shape == Shape::Capital;
        if capital
            && pieces.len() < 3
            && self.is_definite(index, pieces)
            && let Some(actor) = self.cast.named(&again)
        {
            return Some(Found::name(actor, "last word of a name"));
        }
        if let Some(leader) = self.led_by(index, pieces, head) {
            return Some(leader);
        }
        let kind = head.described?;
        let plural =
            self.lexicon.class(self.reading.tokens[last.run.end - 1].word).has(Class::PLURAL);
        let first = self.content_start(pieces)?;
        let definite = self.is_definite(index, pieces);
        let whole = index_covers(&self.reading.phrases[index], last);
        let of = owner.or_else(|| self.owning_modifier(pieces));
        let end = self.reading.phrases[index].run.end;
        let joined = of.is_none()
            && whole
            && end < self.reading.tokens.len()
            && self.reading.word(end) == "of";
        let complement = if joined { self.complement(index, depth) } else { None };
        let of = of.or(complement);
        let plural = plural || self.reading.word(last.run.end - 1).eq_ignore_ascii_case("police");
        let vague = head.owned || kind == ActorKind::Organization && last.run.len() == 1;
        let again_only = of.is_none() && (vague || !plural && !definite);
        if again_only && !(definite && self.cast.named(&again).is_some()) {
            return None;
        }
        if complement.is_some()
            && phrase::conjuncts(self.reading, self.lexicon, index + 1).len() > 1
        {
            return None;
        }
        let is_state = |actor: &usize| self.cast.actors[*actor].kind == ActorKind::State;
        if self.reading.word(last.run.start) == "state" {
            return of
                .filter(is_state)
                .map(|state| Found::description(state, "state by its adjective"));
        }
        let run = after_owner(pieces, first)..last.run.end;
        let described = self.reading.slice(self.reading.extent(&run));
        let key = self.body_key(described, kind, of);
        if let Some(actor) = self.cast.named(&key) {
            return Some(Found::description(actor, "description again"));
        }
        if of.is_none()
            && definite
            && let Some(actor) = self.cast.named(&again)
        {
            return Some(Found::description(actor, "the last of that sort"));
        }
        let name = self.shown(index, &pieces[first..], owner, complement);
        let actor = self.cast.body(name, &key, kind, of);
        self.cast.again(&again, actor);
        Some(Found::description(actor, if of.is_some() { "group of somebody" } else { "group" }))
    }

    /// `the US-led coalition`.
    pub(super) fn led_by(&mut self, index: usize, pieces: &[Piece], head: Head) -> Option<Found> {
        let last = pieces.last()?;
        let at = last.run.start.checked_sub(1).filter(|_| pieces.len() > 1)?;
        let word = self.reading.word(at);
        let (leader, _) = word.rsplit_once("-led").or_else(|| word.rsplit_once("-backed"))?;
        let mut buffer = String::new();
        let leader = self.lexicon.word(crate::extract::token::fold(leader, &mut buffer));
        let (_, known) = self.lexicon.names.name(std::iter::once(leader))?;
        let text = self.reading.slice(self.reading.extent(&(at..last.run.end)));
        let kind = head.named.or(head.described)?;
        let bearer = self.lexicon.names.bearer(known);
        let state = self.cast.known(known.bearer, &bearer.name, bearer.kind, &bearer.country);
        let actor = self.cast.body(text, &text.to_lowercase(), kind, None);
        let groups = &mut self.cast.actors[state].member_of;
        if word.ends_with("-led") && groups.len() < MOST_GROUPS && !groups.contains(&actor) {
            groups.push(actor);
        }
        self.note(&(at..at + 1), Found::name(state, "leader of a coalition"), index);
        Some(Found::description(actor, "led by a country"))
    }

    /// `(PYD)` behind a name is another name of it.
    pub(super) fn acronym(&mut self, actor: usize, at: usize) {
        let Some(run) = self.reading.tokens.get(at..at + 3) else { return };
        let [open, acronym, close] = run else { return };
        let brackets =
            self.reading.slice(open.extent) == "(" && self.reading.slice(close.extent) == ")";
        let person = self.cast.actors[actor].kind == ActorKind::Person;
        if brackets && acronym.shape == Shape::Capitals && !person {
            let text = self.reading.slice(acronym.extent);
            self.cast.alias(actor, text);
        }
    }
}

/// Whether a known name, but not a state's, has one more word of a name before it.
fn is_longer_name(pieces: &[Piece]) -> bool {
    matches!(pieces, [.., before, last] if before.part == Part::Name
        && last.known().is_some_and(|known| known.sort == Sort::Name))
}
