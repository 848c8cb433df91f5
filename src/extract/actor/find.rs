//! Who a noun phrase names.

mod body;
mod owner;
mod person;

use std::ops::Range;

use super::{
    ActorDraft, Mention, MentionForm,
    cast::Cast,
    known::{Sort, TitleClass},
    piece::{self, Part, Piece},
};
use crate::{
    extract::{
        Reading,
        lexicon::Lexicon,
        phrase::Phrase,
        tag::Tag,
        token::{Shape, Token},
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
        let mut actors = self.cast.actors;
        drop_unmentioned(&mut actors, &mut self.mentions);
        (self.mentions, actors)
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
        if depth > DEEPEST {
            return None;
        }
        self.read[index] = Read::Nobody;
        if !phrase.is_noun() {
            return None;
        }
        self.enter(phrase.head);
        let run = phrase.run.clone();
        if self.reading.tokens[phrase.head].tag == Tag::Pronoun {
            return self.pronoun(index, phrase);
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
        // A headline has capitals on its verbs, too, and on all but short words.
        let is_plain =
            |it: &Token| it.shape == Shape::Small && (it.extent.len() > 3 || it.tag.is_verb());
        self.headline = tokens.len() > 3 && !tokens.iter().any(is_plain);
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

    /// Whether a full verb follows the phrase.
    fn acts(&self, index: usize) -> bool {
        let end = self.reading.phrases[index].run.end;
        let next = self.reading.phrases.get(index + 1);
        next.is_some_and(|next| {
            let verb = self.reading.tokens[next.head].tag.is_verb();
            next.run.start == end && !next.is_noun() && verb
        })
    }

    /// Whom a noun phrase names: its last segment behind a genitive, owned by what stands before.
    fn noun(&mut self, index: usize, run: &Range<usize>, depth: usize) -> Option<Found> {
        let tokens = &self.reading.tokens;
        let genitive = run.clone().rev().find(|&at| is_genitive(&tokens[at]));
        let genitive = genitive.filter(|&at| !self.in_name(run, at));
        let Some(at) = genitive else { return self.segment(index, run, None, depth) };
        let owner = self.owner(index, &(run.start..at), depth);
        let found = self.segment(index, &(at + 1..run.end), owner, depth);
        if let (None, Some(owner)) = (found, owner) {
            self.note(&(run.start..at), Found::name(owner, "name before 's"), index);
        }
        found
    }

    /// Whether a genitive is inside of a known name: `People's Protection Units`.
    fn in_name(&self, run: &Range<usize>, at: usize) -> bool {
        const REACH: usize = 3;
        (run.start.max(at.saturating_sub(REACH))..at).any(|start| {
            let words = self.reading.tokens[start..run.end].iter().map(|token| token.word);
            self.lexicon.names.name(words).is_some_and(|(count, _)| start + count > at)
        })
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
            Part::Known(known) => self
                .organisation(&pieces, names, owner)
                .or_else(|| self.known(index, &pieces, known.sort)),
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

/// Whether a token is `'s` or the apostrophe of a genitive.
fn is_genitive(token: &Token) -> bool {
    token.tag == Tag::Possessive && matches!(token.shape, Shape::Joined | Shape::Quote)
}

/// Leaves out the actors that no mention names and nobody belongs to, and numbers the others anew.
fn drop_unmentioned(actors: &mut Vec<ActorDraft>, mentions: &mut [Mention]) {
    let mut used = vec![false; actors.len()];
    for mention in &*mentions {
        used[mention.actor] = true;
    }
    let mut left: Vec<usize> = (0..actors.len()).filter(|&at| used[at]).collect();
    while let Some(at) = left.pop() {
        let owners = actors[at].offices.iter().filter_map(|office| office.1);
        for owner in owners.chain(actors[at].member_of.iter().copied()) {
            if !std::mem::replace(&mut used[owner], true) {
                left.push(owner);
            }
        }
    }
    let mut numbers = vec![None; actors.len()];
    let kept = used.iter().enumerate().filter(|(_, used)| **used);
    kept.zip(0..).for_each(|((old, _), new)| numbers[old] = Some(new));
    for mention in mentions {
        mention.actor = numbers[mention.actor].unwrap_or_default();
    }
    let mut at = 0;
    actors.retain(|_| {
        at += 1;
        used[at - 1]
    });
    for actor in actors {
        actor
            .offices
            .iter_mut()
            .for_each(|office| office.1 = office.1.and_then(|old| numbers[old]));
        actor.member_of = actor.member_of.iter().filter_map(|&old| numbers[old]).collect();
    }
}
