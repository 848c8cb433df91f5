//! Persons: by title and name, by name alone, by office, by pronoun.

use std::ops::Range;

use super::{Finder, Found, Read, after_owner, index_covers, is_genitive, lower_ascii, name_start};
use crate::{
    extract::{
        actor::{
            MentionForm,
            cast::{Name, Office, office_key},
            known::{Facts, Gender, Sort, Title, TitleClass},
            piece::{self, Piece},
        },
        lexicon::Class,
        phrase::{self, Phrase},
        tag::Tag,
        token::Shape,
    },
    model::ActorKind,
};

impl<'t> Finder<'_, 't> {
    /// Words with capitals at the end of a phrase: a person, or an organisation.
    pub(super) fn capitals(
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
        // `Officials Do More` names nobody.
        let described = titles.first().and_then(|piece| piece.title());
        let first = self.lexicon.class(self.reading.tokens[start].word);
        let occupation = described.is_some_and(|title| title.class == TitleClass::Person);
        let common = words.len() == 1 && (occupation || self.headline) && !first.is_none()
            || words.len() == 1 && first.has(Class::AUXILIARY.or(Class::ABBREVIATION))
            || first.has(Class::PREPOSITION);
        if common && !titles.is_empty() && !self.cast.has_person(text) {
            return None;
        }
        let acronym = words.len() == 1
            && self.reading.tokens[start].shape == Shape::Capitals
            && !self.headline
            && !self.cast.has_person(text)
            && titles.iter().all(|piece| {
                piece.title().is_none_or(|title| title.class != TitleClass::Honorific)
            });
        if acronym && !titles.is_empty() {
            let actor = self.cast.body(text, &text.to_lowercase(), ActorKind::Organization, None);
            return Some(Found::name(actor, "acronym behind a description"));
        }
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

    pub(super) fn lower(&self, first: &Range<usize>, end: usize) -> String {
        self.reading.slice(self.reading.extent(&(first.start..end))).to_lowercase()
    }

    /// The parts of a personal name.
    pub(super) fn personal(&self, words: &Range<usize>, text: &'t str) -> Name<'t> {
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
            _ if self.lexicon.names.facts(self.reading.tokens[first].word).has(Facts::PARTICLE) => {
                ("", word(end - 1))
            }
            _ if family && self.lexicon.class(self.reading.tokens[first].word).is_none() => {
                (word(end - 1), word(first))
            }
            _ => (word(first), word(end - 1)),
        };
        Name { text, given, surname, gender: self.lexicon.names.gender(self.lexicon, given) }
    }

    /// Whether words with capitals, without a title, are the name of a person.
    pub(super) fn is_personal(&self, index: usize, pieces: &[Piece], names: usize) -> bool {
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
        let noun = self.lexicon.class(last.word).has(Class::NOUN);
        if given {
            return words.len() < 3 || !noun;
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

    /// An office as written in a run.
    pub(super) fn office(
        &self,
        piece: &Piece,
        run: &Range<usize>,
        of: Option<usize>,
    ) -> Option<Office> {
        let title = piece.title()?;
        let written = self.reading.slice(self.reading.extent(run));
        let own = self.reading.slice(self.reading.extent(&piece.run));
        let key = self.lexicon.names.office(title).map_or_else(|| office_key(own), str::to_owned);
        Some(Office { title: written.to_owned(), key, of, gender: title.gender })
    }

    /// `the foreign minister`, `a senior US official`, `the head of the committee`.
    pub(super) fn described_person(
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
        if let Some(actor) = self.name_behind(index, depth).filter(|_| whole) {
            self.cast.give_office(actor, &office);
            return Some(Found::description(actor, "name behind the office"));
        }
        if definite && let Some(actor) = self.cast.holder(&office) {
            if owner.is_some() {
                let phrase = &self.reading.phrases[index].run;
                let description = self.reading.slice(self.reading.extent(phrase));
                self.cast.alias(actor, description);
            }
            return Some(Found::description(actor, "office again"));
        }
        let kin = title.class == TitleClass::Kin && owner.is_none();
        let shouted = self.reading.tokens[last.run.start].shape == Shape::Capitals;
        let bare = of.is_none() && complement.is_none() && pieces.len() < 2;
        if kin || shouted || bare && !definite {
            return None;
        }
        if title.class == TitleClass::Person
            && of.is_none()
            && complement.is_none()
            && !definite
            && pieces.len() < 2
        {
            return None;
        }
        let description = self.shown(index, &pieces[first..], owner, complement);
        let actor = self.cast.unnamed(description, &office);
        let rule = if of.or(complement).is_some() { "office of somebody" } else { "occupation" };
        Some(Found::description(actor, rule))
    }

    /// The person whose name stands behind a comma: `Moscow's top diplomat, Sergei Lavrov,`.
    pub(super) fn name_behind(&mut self, index: usize, depth: usize) -> Option<usize> {
        let end = phrase::with_complements(self.reading, self.lexicon, index);
        let behind = index + self.reading.phrases[index..].partition_point(|it| it.run.start < end);
        let next = self.reading.phrases.get(behind)?;
        let joined = next.run.start == end + 1
            && next.is_noun()
            && self.reading.word(end) == ","
            && self.reading.tokens.get(next.run.end).is_none_or(|after| after.tag.is_sign());
        let names = next.run.clone().all(|at| self.reading.tokens[at].tag == Tag::Name);
        if !joined
            || !names
            || next.run.len() > 4
            || self.reading.sentences[self.sentence].end < next.run.end
        {
            return None;
        }
        let actor = self.phrase(behind, depth + 1)?;
        (self.cast.actors[actor].kind == ActorKind::Person).then_some(actor)
    }

    /// `, head of the coalition,` behind a person is an office of the same one.
    pub(super) fn apposition(&mut self, index: usize, found: Found, depth: usize) {
        let end = self.reading.phrases[index].run.end;
        let Some(next) = self.reading.phrases.get(index + 1) else { return };
        let joined = next.run.start == end + 1 && self.reading.word(end) == "," && next.is_noun();
        let inside = self.reading.sentences[self.sentence].contains(&next.head);
        if !joined || !inside || self.read[index + 1] != Read::Not {
            return;
        }
        let run = next.run.clone();
        let tokens = &self.reading.tokens;
        let genitive = run.clone().rev().find(|&at| is_genitive(&tokens[at]));
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
    pub(super) fn pronoun(&mut self, index: usize, phrase: &Phrase) -> Option<usize> {
        const SENTENCES: usize = 3;
        const REACH: usize = 24;
        let word = self.reading.word(phrase.head);
        let mut lower = [0; 8];
        let lower = lower_ascii(word, &mut lower)?;
        let gender = match lower {
            "he" | "him" | "himself" => Some(Gender::He),
            "she" | "her" | "herself" => Some(Gender::She),
            // `it was clear` names nothing.
            "it" if self.acts(index) => None,
            _ => return None,
        };
        let reach = if gender.is_some() { SENTENCES } else { 1 };
        let from = self.sentence.saturating_sub(reach);
        let from = self.reading.sentences.get(from).map_or(0, |run| run.start);
        let subject_only = if gender.is_some() { &[true, false][..] } else { &[true] };
        let list = if gender.is_some() { &self.persons } else { &self.things };
        let near: Vec<(usize, usize, bool)> =
            list.iter().rev().take(REACH).take_while(|entry| entry.1 >= from).copied().collect();
        // `Lind met Berg and thanked him`: whoever acts is not the object of the act.
        let acting = self.acting(lower, phrase.head);
        let actor = subject_only.iter().find_map(|&only| {
            near.iter()
                .filter(|entry| (entry.2 || !only) && Some(entry.0) != acting)
                .find(|entry| gender.is_none_or(|gender| self.cast.takes(entry.0, gender)))
                .map(|entry| entry.0)
        })?;
        self.read[index] = Read::Actor(actor);
        let found = Found { actor, form: MentionForm::Pronoun, rule: "pronoun" };
        self.note(&phrase.run, found, index);
        Some(actor)
    }

    /// The person who acts on `him` or `her` right behind a verb, if the clause tells: the first
    /// subject of the sentence, where nothing opens another clause.
    fn acting(&self, pronoun: &str, at: usize) -> Option<usize> {
        const REACH: usize = 60;
        let start = self.reading.sentences.get(self.sentence)?.start.max(at.saturating_sub(REACH));
        let tag = |at: usize| self.reading.tokens[at].tag;
        let is_object = matches!(pronoun, "him" | "her") && at > start && tag(at - 1).is_verb();
        let in_sentence = self.persons.iter().rev().take_while(|entry| entry.1 >= start);
        let (actor, subject, _) = *in_sentence.filter(|entry| entry.2).last()?;
        let opens = |at: usize| matches!(tag(at), Tag::Subordinator | Tag::Relative | Tag::Quote);
        (is_object && !(subject..at).any(opens)).then_some(actor)
    }
}
