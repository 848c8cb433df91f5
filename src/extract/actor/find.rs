//! Who a noun phrase names.

use std::ops::Range;

use super::{
    Mention, MentionForm,
    cast::{Cast, Name, Office, office_key},
    known::{Facts, Gender, Head, Sort, Title, TitleClass},
    piece::{self, Part, Piece},
};
use crate::{
    extract::{
        Reading,
        lexicon::{Class, Lexicon},
        phrase::Phrase,
        tag::Tag,
        token::{Gap, Shape},
    },
    model::ActorKind,
};

/// Reads the noun phrases of an article one by one.
pub struct Finder<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    cast: Cast,
    mentions: Vec<Mention>,
    /// What each phrase names.
    read: Vec<Read>,
    /// Persons that pronouns may mean: the actor, its token, and whether it is a subject.
    persons: Vec<(usize, usize, bool)>,
    /// What `it` may mean, likewise.
    things: Vec<(usize, usize, bool)>,
    /// The last phrase that was a place.
    place: Option<usize>,
    /// The sentence of the phrase that is read, and whether its capitals say nothing.
    sentence: usize,
    headline: bool,
}

/// What is known of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// It was not read yet.
    Not,
    /// It names nobody.
    Nobody,
    /// It names an actor.
    Actor(usize),
}

/// Whom a phrase names, and how.
#[derive(Clone, Copy, Debug)]
struct Found {
    actor: usize,
    form: MentionForm,
    rule: &'static str,
}

impl Found {
    fn name(actor: usize, rule: &'static str) -> Self {
        Self { actor, form: MentionForm::Name, rule }
    }

    fn description(actor: usize, rule: &'static str) -> Self {
        Self { actor, form: MentionForm::Description, rule }
    }
}

impl<'a, 't> Finder<'a, 't> {
    pub fn new(reading: &'a Reading<'t>, lexicon: &'a Lexicon) -> Self {
        Self {
            reading,
            lexicon,
            cast: Cast::default(),
            mentions: Vec::new(),
            read: vec![Read::Not; reading.phrases.len()],
            persons: Vec::new(),
            things: Vec::new(),
            place: None,
            sentence: usize::MAX,
            headline: false,
        }
    }

    pub fn run(mut self) -> (Vec<Mention>, Vec<super::ActorDraft>) {
        for index in 0..self.reading.phrases.len() {
            self.phrase(index, 0);
        }
        self.mentions
            .sort_by_key(|mention| (mention.run.start, std::cmp::Reverse(mention.run.end)));
        self.mentions.dedup_by(|one, other| one.run == other.run);
        (self.mentions, self.cast.actors)
    }

    /// The actor that a phrase names, if any; its mentions are noted.
    fn phrase(&mut self, index: usize, depth: usize) -> Option<usize> {
        const DEEPEST: usize = 4;
        match self.read.get(index)? {
            Read::Not => {}
            Read::Nobody => return None,
            Read::Actor(actor) => return Some(*actor),
        }
        let phrase = self.reading.phrases.get(index)?;
        self.read[index] = Read::Nobody;
        if !phrase.is_noun() || depth > DEEPEST {
            return None;
        }
        self.enter(phrase.head);
        let run = phrase.run.clone();
        if self.reading.tokens[phrase.head].tag == Tag::Pronoun {
            return self.pronoun(phrase);
        }
        let found = self.noun(index, &run, depth)?;
        self.read[index] = Read::Actor(found.actor);
        self.note(&run, found, index);
        self.acronym(found.actor, run.end);
        if self.cast.actors[found.actor].kind == ActorKind::Person {
            self.apposition(index, found, depth);
        }
        Some(found.actor)
    }

    /// Goes on to the sentence of a token.
    fn enter(&mut self, token: usize) {
        let sentences = &self.reading.sentences;
        let inside = |at: usize| sentences.get(at).is_some_and(|run| run.contains(&token));
        if inside(self.sentence) {
            return;
        }
        self.sentence = self.reading.sentence_of(token);
        let Some(run) = sentences.get(self.sentence) else { return };
        let tokens = &self.reading.tokens[run.clone()];
        let small = |length: u32| {
            tokens.iter().filter(|it| it.shape == Shape::Small && it.extent.len() > length).count()
        };
        self.headline = tokens.len() > 3 && small(3) == 0;
    }

    fn note(&mut self, run: &Range<usize>, found: Found, index: usize) {
        let extent = self.reading.extent(run);
        let Found { actor, form, rule } = found;
        self.mentions.push(Mention { run: run.clone(), extent, actor, form, rule });
        self.cast.touch(actor);
        let entry = (actor, run.start, self.is_subject(index));
        match self.cast.actors[actor].kind {
            ActorKind::Person => self.persons.push(entry),
            ActorKind::Group | ActorKind::Other | ActorKind::Media => {}
            _ => self.things.push(entry),
        }
    }

    /// Whether a verb follows the phrase, or only complements and what is set off by commas stand
    /// between, and no preposition leads it.
    fn is_subject(&self, index: usize) -> bool {
        let run = &self.reading.phrases[index].run;
        let before = run.start.checked_sub(1).map(|at| self.reading.tokens[at].tag);
        let first = self.reading.sentences[self.sentence].start == run.start;
        let next = self.reading.tokens.get(run.end).map(|token| token.tag);
        let verb = next.is_some_and(|tag| {
            tag.is_verb() || matches!(tag, Tag::Auxiliary | Tag::Modal | Tag::Comma | Tag::Adverb)
        });
        !matches!(before, Some(Tag::Preposition | Tag::To)) && (first || verb)
    }

    /// Whom a noun phrase names: its last segment behind a genitive, owned by what stands before.
    fn noun(&mut self, index: usize, run: &Range<usize>, depth: usize) -> Option<Found> {
        let tokens = &self.reading.tokens;
        let genitive = run
            .clone()
            .rev()
            .find(|&at| tokens[at].tag == Tag::Possessive && tokens[at].gap == Gap::None);
        let Some(at) = genitive else { return self.segment(index, run, None, depth) };
        let owner = self.owner(index, &(run.start..at), depth);
        let found = self.segment(index, &(at + 1..run.end), owner, depth);
        if let (None, Some(owner)) = (found, owner) {
            self.note(&(run.start..at), Found::name(owner, "name before 's"), index);
        }
        found
    }

    /// The actor that a genitive names.
    fn owner(&mut self, index: usize, run: &Range<usize>, depth: usize) -> Option<usize> {
        if run.is_empty() {
            return None;
        }
        let last = &self.reading.tokens[run.end - 1];
        let word = self.reading.word(run.end - 1);
        if last.tag == Tag::Noun && ["kingdom", "country", "nation"].contains(&word) {
            let is_state = |&actor: &usize| self.cast.actors[actor].kind == ActorKind::State;
            return self.cast.recent().find(is_state);
        }
        self.noun_in_genitive(index, run, depth).map(|found| found.actor)
    }

    fn noun_in_genitive(
        &mut self,
        index: usize,
        run: &Range<usize>,
        depth: usize,
    ) -> Option<Found> {
        if depth > 3 {
            return None;
        }
        self.noun(index, run, depth + 1)
    }

    /// Whom a noun phrase without a genitive names.
    fn segment(
        &mut self,
        index: usize,
        run: &Range<usize>,
        owner: Option<usize>,
        depth: usize,
    ) -> Option<Found> {
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, run, &mut pieces);
        let last = pieces.last()?.clone();
        let names = name_start(&pieces);
        let titled = names > 0 && pieces[names - 1].title().is_some();
        if names < pieces.len() && (titled || !matches!(last.part, Part::Known(_))) {
            return self.capitals(index, &pieces, names, owner);
        }
        let found = match last.part {
            Part::Known(known) => self.known(index, &pieces, known.sort),
            Part::Title(title) if title.class != TitleClass::Honorific => {
                self.described_person(index, &pieces, title, owner, depth)
            }
            Part::Head(head) => self.described_group(index, &pieces, head, owner, depth),
            _ => None,
        };
        if found.is_none() {
            self.modifiers(index, &pieces);
        }
        found
    }

    /// Notes the countries and organisations that only modify what is no actor: `Russian airstrikes`.
    fn modifiers(&mut self, index: usize, pieces: &[Piece]) {
        let Some((_, modifiers)) = pieces.split_last() else { return };
        for piece in modifiers {
            let Some(known) = piece.known() else { continue };
            if matches!(known.sort, Sort::Capital | Sort::Place) {
                continue;
            }
            let actor = self.bearer(piece);
            self.note(&piece.run, Found::name(actor, "name before a noun"), index);
        }
    }

    /// The actor of a known name.
    fn bearer(&mut self, piece: &Piece) -> usize {
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
    fn known(&mut self, index: usize, pieces: &[Piece], sort: Sort) -> Option<Found> {
        let (last, before) = pieces.split_last()?;
        let modified = before.last().is_some_and(|piece| {
            piece.part == Part::Other && self.reading.tokens[piece.run.start].tag == Tag::Adjective
        });
        let bearer = self.lexicon.names.bearer(last.known()?);
        let country = bearer.kind == ActorKind::State;
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
    fn is_place(&self, index: usize, sort: Sort, modified: bool) -> bool {
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
    fn is_dateline(&self, phrase: &Phrase) -> bool {
        let starts = self.reading.sentences[self.sentence].start == phrase.run.start;
        let after = self.reading.tokens.get(phrase.run.end);
        let sign =
            after.is_some_and(|after| matches!(after.tag, Tag::Bracket | Tag::Dash | Tag::Colon));
        let day = self.reading.tokens.get(phrase.run.end + 1).is_some_and(|next| {
            self.lexicon.class(next.word).has(Class::CALENDAR) || next.tag == Tag::Number
        });
        starts && (sign || after.is_some_and(|after| after.tag == Tag::Comma) && day)
    }

    /// Words with capitals at the end of a phrase: a person, or an organisation.
    fn capitals(
        &mut self,
        index: usize,
        pieces: &[Piece],
        names: usize,
        owner: Option<usize>,
    ) -> Option<Found> {
        let (start, end) = (pieces[names].run.start, pieces.last()?.run.end);
        let titles: Vec<&Piece> =
            pieces[..names].iter().rev().take_while(|piece| piece.title().is_some()).collect();
        if titles.is_empty()
            && let Some(found) = self.organisation(pieces, names, owner)
        {
            return Some(found);
        }
        let words = start..end;
        let text = self.reading.slice(self.reading.extent(&words));
        if titles.is_empty()
            && let Some(actor) = self
                .cast
                .named(&self.lower(&pieces[0].run, end))
                .or_else(|| self.cast.named(&text.to_lowercase()))
        {
            return Some(Found::name(actor, "name again"));
        }
        let name = self.personal(&words, text);
        let known = name.given.is_empty() && self.cast.has_person(name.surname)
            || !name.given.is_empty()
                && self.cast.has_person(name.surname)
                && self.cast.has_person(name.given);
        let nationality = pieces[..names].iter().rev().find_map(|piece| {
            piece
                .known()
                .filter(|known| matches!(known.sort, Sort::Demonym | Sort::Name | Sort::Seat))
                .map(|_| piece.clone())
        });
        if titles.is_empty() && !known && !self.is_personal(index, pieces, names) {
            self.modifiers(index, pieces);
            return None;
        }
        let gender = titles.iter().find_map(|piece| piece.title().and_then(|title| title.gender));
        let of = nationality.map(|piece| self.bearer(&piece)).or(owner).or_else(|| {
            let before = &pieces[..names - titles.len()];
            self.organisation(before, name_start(before), None).map(|found| found.actor)
        });
        let offices: Vec<Office> = titles
            .iter()
            .filter(|piece| piece.title().is_some_and(|title| title.class == TitleClass::Office))
            .filter_map(|piece| self.office(piece, &piece.run, of))
            .collect();
        let actor = self.cast.person(&name, &offices, gender);
        if let Some(of) = of {
            self.cast.settle(actor, of);
        }
        let rule = match titles.first() {
            Some(_) => "title and name",
            None if known => "name again",
            None => "given name and surname",
        };
        Some(Found::name(actor, rule))
    }

    fn lower(&self, first: &Range<usize>, end: usize) -> String {
        self.reading.slice(self.reading.extent(&(first.start..end))).to_lowercase()
    }

    /// The parts of a personal name.
    fn personal(&self, words: &Range<usize>, text: &'t str) -> Name<'t> {
        let word = |at: usize| &self.reading.text[self.reading.tokens[at].extent.range()];
        let suffix = |at: usize| ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"].contains(&word(at));
        let mut end = words.end;
        while end > words.start + 1 && suffix(end - 1) {
            end -= 1;
        }
        let first = words.start;
        let family_first = end == first + 2 || end == first + 3;
        let family = family_first
            && self.lexicon.names.facts(self.reading.tokens[first].word).has(Facts::FAMILY)
            && !self.lexicon.names.facts(self.reading.tokens[end - 1].word).has(Facts::FAMILY);
        let (given, surname) = match end - first {
            1 => ("", word(first)),
            _ if family && self.lexicon.class(self.reading.tokens[first].word).is_none() => {
                (word(end - 1), word(first))
            }
            _ => (word(first), word(end - 1)),
        };
        Name { text, given, surname, gender: self.lexicon.names.gender(self.lexicon, given) }
    }

    /// Whether words with capitals, without a title, are the name of a person.
    fn is_personal(&self, index: usize, pieces: &[Piece], names: usize) -> bool {
        let tokens = &self.reading.tokens;
        let words = pieces[names].run.start..pieces[pieces.len() - 1].run.end;
        if self.headline || words.len() < 2 || words.len() > 5 {
            return false;
        }
        let first = tokens[words.start];
        let last = tokens[words.end - 1];
        let given = self.lexicon.names.facts(first.word).has(Facts::GIVEN.or(Facts::FAMILY));
        let acronyms = words
            .clone()
            .any(|at| tokens[at].shape == Shape::Capitals && !self.reading.word(at).contains('.'));
        let head = self.lexicon.names.head(std::iter::once(last.word)).is_some();
        if acronyms || head && !given {
            return false;
        }
        if given {
            return true;
        }
        let common = words.clone().any(|at| !self.lexicon.class(tokens[at].word).is_none());
        let article = names > 0 && tokens[pieces[0].run.start].tag == Tag::Determiner;
        let run = &self.reading.phrases[index].run;
        let place = run.start.checked_sub(1).is_some_and(|at| {
            tokens[at].tag == Tag::Preposition
                && ["in", "at", "near", "from", "to", "on", "into", "across", "of", "around"]
                    .contains(&self.reading.word(at))
        });
        !common && !article && !place && names == 0
    }

    /// The organisation that words with capitals name: a known one, or one with a last word that
    /// only organisations have.
    fn organisation(
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
            Part::Name => {
                self.lexicon.names.head(std::iter::once(tokens[last.run.end - 1].word))?.1
            }
            _ => return None,
        };
        let kind = head.named?;
        let mut start = last.run.end - 1;
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
                && matches!(piece.part, Part::Known(known) if known.sort != Sort::Place)
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

    fn body_key(&self, text: &str, kind: ActorKind, owner: Option<usize>) -> String {
        let lower = text.to_lowercase().replace("defense", "defence");
        match owner {
            Some(owner) if kind == ActorKind::Government || kind == ActorKind::Group => {
                format!("{} {lower}", self.cast.actors[owner].name.to_lowercase())
            }
            _ => lower,
        }
    }

    /// An office as written in a run.
    fn office(&self, piece: &Piece, run: &Range<usize>, of: Option<usize>) -> Option<Office> {
        let title = piece.title()?;
        let written = self.reading.slice(self.reading.extent(run));
        let own = self.reading.slice(self.reading.extent(&piece.run));
        let key = self.lexicon.names.office(title).map_or_else(|| office_key(own), str::to_owned);
        Some(Office { title: written.to_owned(), key, of, gender: title.gender })
    }

    /// What a phrase is of: `of France`, `for the army`.
    fn complement(&mut self, index: usize, depth: usize) -> Option<usize> {
        let end = self.reading.phrases[index].run.end;
        let next = self.reading.phrases.get(index + 1)?;
        let joined = next.run.start == end + 1
            && next.is_noun()
            && ["of", "for", "at", "from"].contains(&self.reading.word(end))
            && self.reading.sentence_of(end) == self.reading.sentence_of(next.head);
        if joined {
            self.phrase(index + 1, depth + 1).or_else(|| self.place_of(index + 1))
        } else {
            None
        }
    }

    /// The state of a phrase that was read as a place: `the president of Chad`.
    fn place_of(&mut self, index: usize) -> Option<usize> {
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, &self.reading.phrases[index].run, &mut pieces);
        let last = pieces.last()?;
        let known = last.known().filter(|known| known.sort == Sort::Name)?;
        (self.lexicon.names.bearer(known).kind == ActorKind::State).then(|| self.bearer(last))
    }

    /// The modifier that owns what a phrase describes: `Russian`, `UN`, `White House`.
    fn owning_modifier(&mut self, pieces: &[Piece]) -> Option<usize> {
        let (_, before) = pieces.split_last()?;
        let piece = before.iter().rev().find(|piece| {
            piece.known().is_some_and(|known| !matches!(known.sort, Sort::Capital | Sort::Place))
        });
        if let Some(piece) = piece.cloned() {
            return Some(self.bearer(&piece));
        }
        let named =
            before.iter().rposition(|piece| matches!(piece.part, Part::Name | Part::Head(_)))?;
        let before = &before[..=named];
        let text = self.reading.slice(
            self.reading.extent(&(pieces[name_start(before)].run.start..before[named].run.end)),
        );
        self.organisation(before, name_start(before), None)
            .map(|found| found.actor)
            .or_else(|| self.cast.named(&text.to_lowercase()))
    }

    /// `the foreign minister`, `a senior US official`, `the head of the committee`.
    fn described_person(
        &mut self,
        index: usize,
        pieces: &[Piece],
        title: Title,
        owner: Option<usize>,
        depth: usize,
    ) -> Option<Found> {
        let last = pieces.last()?;
        let first = self.content_start(pieces)?;
        let definite = owner.is_some() || self.is_definite(index, pieces);
        let whole = index_covers(&self.reading.phrases[index], last);
        let of = owner.or_else(|| self.owning_modifier(pieces));
        let complement = if of.is_none() && whole { self.complement(index, depth) } else { None };
        let run = after_owner(pieces, first)..last.run.end;
        let office = self.office(last, &run, of.or(complement))?;
        if definite && let Some(actor) = self.cast.holder(&office) {
            if owner.is_some() {
                let phrase = &self.reading.phrases[index].run;
                let description = self.reading.slice(self.reading.extent(phrase));
                self.cast.alias(actor, description);
            }
            return Some(Found::description(actor, "office again"));
        }
        if title.class == TitleClass::Person
            && of.is_none()
            && complement.is_none()
            && !definite
            && pieces.len() < 2
        {
            return None;
        }
        let end = if complement.is_some() {
            self.reading.phrases[index + 1].run.end
        } else {
            last.run.end
        };
        let start = if owner.is_some() && whole {
            self.reading.phrases[index].run.start
        } else {
            pieces[first].run.start
        };
        let start =
            if self.reading.tokens[start].tag == Tag::Determiner { start + 1 } else { start };
        let description = self.reading.slice(self.reading.extent(&(start.min(end - 1)..end)));
        let actor = self.cast.unnamed(description, &office);
        let rule = if of.or(complement).is_some() { "office of somebody" } else { "occupation" };
        Some(Found::description(actor, rule))
    }

    /// `the foreign ministry`, `Syrian rebels`, `journalists`.
    fn described_group(
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
        if let Some(leader) = self.led_by(pieces, head) {
            return Some(leader);
        }
        let kind = head.described?;
        let first = self.content_start(pieces)?;
        let definite = self.is_definite(index, pieces);
        let whole = index_covers(&self.reading.phrases[index], last);
        let of = owner.or_else(|| self.owning_modifier(pieces));
        let complement = if of.is_none() && whole { self.complement(index, depth) } else { None };
        let of = of.or(complement);
        let is_state = |actor: &usize| self.cast.actors[*actor].kind == ActorKind::State;
        if self.reading.word(last.run.start) == "state"
            && let Some(state) = of.filter(is_state)
        {
            return Some(Found::description(state, "state by its adjective"));
        }
        let run = after_owner(pieces, first)..last.run.end;
        let described = self.reading.slice(self.reading.extent(&run));
        let key = self.body_key(described, kind, of);
        if let Some(actor) = self.cast.named(&key) {
            return Some(Found::description(actor, "description again"));
        }
        let again =
            format!("the {}", self.reading.slice(self.reading.extent(&last.run)).to_lowercase());
        if of.is_none()
            && definite
            && let Some(actor) = self.cast.named(&again)
        {
            return Some(Found::description(actor, "the last of that sort"));
        }
        let start = if owner.is_some() && whole {
            self.reading.phrases[index].run.start
        } else {
            pieces[first].run.start
        };
        let start =
            if self.reading.tokens[start].tag == Tag::Determiner { start + 1 } else { start };
        let name =
            self.reading.slice(self.reading.extent(&(start.min(last.run.end - 1)..last.run.end)));
        let actor = self.cast.body(name, &key, kind, of);
        self.cast.again(&again, actor);
        Some(Found::description(actor, if of.is_some() { "group of somebody" } else { "group" }))
    }

    /// `the US-led coalition`.
    fn led_by(&mut self, pieces: &[Piece], head: Head) -> Option<Found> {
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
        if word.ends_with("-led") && !self.cast.actors[state].member_of.contains(&actor) {
            self.cast.actors[state].member_of.push(actor);
        }
        Some(Found::description(actor, "led by a country"))
    }

    /// The first piece that is no article or number.
    fn content_start(&self, pieces: &[Piece]) -> Option<usize> {
        pieces.iter().position(|piece| {
            !matches!(
                self.reading.tokens[piece.run.start].tag,
                Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adverb
            ) || !matches!(piece.part, Part::Other)
        })
    }

    /// Whether a phrase begins with `the` or a pronoun that says whose.
    fn is_definite(&self, index: usize, pieces: &[Piece]) -> bool {
        let first =
            pieces.first().map_or(self.reading.phrases[index].run.start, |piece| piece.run.start);
        let word = self.reading.word(first);
        ["the", "The", "this", "This", "that", "his", "her", "His", "Her"].contains(&word)
    }

    /// `(PYD)` behind a name is another name of it.
    fn acronym(&mut self, actor: usize, at: usize) {
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

    /// `, head of the coalition,` behind a person is an office of the same one.
    fn apposition(&mut self, index: usize, found: Found, depth: usize) {
        let end = self.reading.phrases[index].run.end;
        let Some(next) = self.reading.phrases.get(index + 1) else { return };
        let joined = next.run.start == end + 1 && self.reading.word(end) == "," && next.is_noun();
        let inside = self.reading.sentences[self.sentence].contains(&next.head);
        if !joined || !inside || self.read[index + 1] != Read::Not {
            return;
        }
        let run = next.run.clone();
        let tokens = &self.reading.tokens;
        let genitive = run
            .clone()
            .rev()
            .find(|&at| tokens[at].tag == Tag::Possessive && tokens[at].gap == Gap::None);
        let own = genitive.map_or(run.start, |at| at + 1);
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, &(own..run.end), &mut pieces);
        let Some(last) = pieces.last().cloned() else { return };
        let Some(title) = last.title() else { return };
        let described = found.form == MentionForm::Description;
        if title.class == TitleClass::Honorific || described {
            return;
        }
        let owner = genitive.and_then(|at| self.owner(index + 1, &(run.start..at), depth));
        let of = owner
            .or_else(|| self.owning_modifier(&pieces))
            .or_else(|| self.complement(index + 1, depth));
        let Some(first) = self.content_start(&pieces) else { return };
        let title_run = after_owner(&pieces, first)..last.run.end;
        if title.class == TitleClass::Office
            && let Some(office) = self.office(&last, &title_run, of)
        {
            self.cast.give_office(found.actor, &office);
        }
        if genitive.is_some() {
            let text = self.reading.slice(self.reading.extent(&run));
            self.cast.alias(found.actor, text);
        }
        self.read[index + 1] = Read::Actor(found.actor);
        self.note(&run, Found::description(found.actor, "office behind the name"), index + 1);
    }

    /// Whom a pronoun means: the last subject that fits, else the last one that does.
    fn pronoun(&mut self, phrase: &Phrase) -> Option<usize> {
        const SENTENCES: usize = 3;
        const REACH: usize = 24;
        let word = self.reading.word(phrase.head);
        let mut lower = [0; 8];
        let lower = lower_ascii(word, &mut lower)?;
        let gender = match lower {
            "he" | "him" | "himself" => Some(Gender::He),
            "she" | "her" | "herself" => Some(Gender::She),
            "it" | "itself" => None,
            _ => return None,
        };
        let from = self.sentence.saturating_sub(SENTENCES);
        let from = self.reading.sentences.get(from).map_or(0, |run| run.start);
        let subject_only = [true, false];
        let list = if gender.is_some() { &self.persons } else { &self.things };
        let near: Vec<(usize, usize, bool)> =
            list.iter().rev().take(REACH).take_while(|entry| entry.1 >= from).copied().collect();
        let actor = subject_only.iter().find_map(|&only| {
            near.iter()
                .filter(|entry| entry.2 || !only)
                .find(|entry| gender.is_none_or(|gender| self.cast.takes(entry.0, gender)))
                .map(|entry| entry.0)
        })?;
        let index = self.reading.phrases.partition_point(|it| it.run.start < phrase.run.start);
        self.read[index] = Read::Actor(actor);
        let found = Found { actor, form: MentionForm::Pronoun, rule: "pronoun" };
        self.note(&phrase.run, found, index);
        Some(actor)
    }
}

/// Where the words of a name begin that a phrase ends with; the number of pieces if it ends with
/// something else.
fn name_start(pieces: &[Piece]) -> usize {
    let named = pieces.iter().rev().take_while(|piece| piece.part == Part::Name).count();
    pieces.len() - named
}

fn index_covers(phrase: &Phrase, last: &Piece) -> bool {
    phrase.run.end == last.run.end
}

fn lower_ascii<'b>(word: &str, buffer: &'b mut [u8; 8]) -> Option<&'b str> {
    let bytes = buffer.get_mut(..word.len())?;
    bytes.copy_from_slice(word.as_bytes());
    bytes.make_ascii_lowercase();
    std::str::from_utf8(bytes).ok()
}

/// The first token behind the modifier that names the owner.
fn after_owner(pieces: &[Piece], first: usize) -> usize {
    let owner = pieces[..pieces.len() - 1].iter().rposition(|piece| {
        piece.known().is_some_and(|known| !matches!(known.sort, Sort::Capital | Sort::Place))
    });
    let next = owner.map_or(first, |owner| owner + 1).min(pieces.len() - 1);
    pieces[next.max(first.min(pieces.len() - 1))].run.start
}
