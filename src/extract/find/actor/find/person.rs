//! Persons by their names: with a title before them, or alone.

use std::ops::Range;

use super::{Finder, Found, Phrase, Read, name_start};
use crate::extract::{
    find::actor::{
        cast::{Name, Office},
        piece::{Part, Piece},
    },
    lexicon::{
        Class,
        names::{Facts, Sort, Title, TitleClass},
    },
    reading::{
        token::Shape,
        tree::{Penn, Rel},
    },
};

/// How much evidence makes a person of words that nothing else tells of.
const SURE: u32 = 4;

/// What stands before a name.
#[derive(Default)]
struct Before {
    /// The offices and forms of address, the nearest first.
    titles: Vec<Piece>,
    /// Whose the offices are.
    of: Option<usize>,
}

impl<'t> Finder<'_, 't> {
    /// Words with capitals at the end of a phrase: a person, or an organisation.
    pub(super) fn capitals(&mut self, phrase: &Phrase, names: usize) -> Option<Found> {
        let pieces = &phrase.pieces;
        let words = pieces[names].run.start..pieces.last()?.run.end;
        let text = self.text(&words);
        let before = self.before_name(phrase, names);
        if before.titles.is_empty() {
            if let Some(found) = self.organisation(pieces, phrase) {
                return Some(found);
            }
            let whole = self.text(&(pieces[0].run.start..words.end));
            if let Some(actor) = self.cast.named(whole).or_else(|| self.cast.named(text)) {
                return Some(Found::name(actor, "name again"));
            }
        }
        if before.titles.is_empty()
            && let Some(found) = self.longer_name(phrase, names, words.end)
        {
            return Some(found);
        }
        let is_person = self.is_personal(phrase, &words, &before);
        if !is_person {
            return self.unknown_name(phrase, &words);
        }
        let titled = before.titles.first().and_then(Piece::title);
        let royal = titled.is_some_and(|title| title.class == TitleClass::Royal);
        let name = if royal && words.len() == 1 {
            let run = before.titles[0].run.start..words.end;
            Name { text: self.text(&run), given: text, surname: "", gender: None }
        } else {
            self.personal(&words, text)
        };
        let known = before.titles.is_empty() && self.cast.has_person(name.surname);
        let gender = before.titles.iter().find_map(|piece| piece.title().and_then(|it| it.gender));
        let name = Name { gender: gender.or(name.gender), ..name };
        let offices: Vec<Office> = before
            .titles
            .iter()
            .filter(|piece| piece.title().is_some_and(Title::is_office))
            .filter_map(|piece| self.office(piece, &piece.run, before.of))
            .collect();
        let actor = self.cast.person(&name, &offices, self.sentence);
        if let Some(of) = before.of {
            self.cast.settle(actor, of);
        }
        for piece in &before.titles {
            if piece.title().is_some_and(|title| !title.is_office()) {
                self.cast.sort(&self.lower(piece.run.end - 1), actor);
            }
        }
        let rule = match (before.titles.is_empty(), known) {
            (false, _) => "title and name",
            (true, true) => "name again",
            (true, false) if words.len() == 1 => "surname",
            _ => "given name and surname",
        };
        Some(Found::name(actor, rule))
    }

    /// The titles before a name, and whose they are.
    fn before_name(&mut self, phrase: &Phrase, names: usize) -> Before {
        let pieces = &phrase.pieces[..names];
        let is_title = |piece: &&Piece| piece.title().is_some();
        let mut titles: Vec<Piece> = pieces.iter().rev().take_while(is_title).cloned().collect();
        let mut of = None;
        let mut first = names - titles.len();
        if titles.is_empty()
            && let Some(at) = pieces.iter().position(|piece| piece.title().is_some())
        {
            // `Minister of Education Stefania Giannini`
            let head = self.top(&pieces[at].run);
            let field = self.field(head);
            let inside = self.complement(head).filter(|child| phrase.noun.own.contains(child));
            if let Some(child) = inside {
                if field.is_some() {
                    self.read[child] = Read::Nobody;
                } else {
                    of = self.owner_behind(child, phrase.depth);
                }
                titles.push(pieces[at].clone());
                first = at;
            }
        }
        let state = pieces[..first].iter().rev().find(|piece| {
            piece.known().is_some_and(|known| !matches!(known.sort, Sort::Capital | Sort::Place))
        });
        // `Turkey's U.N. ambassador` is Turkey's.
        let state = state.cloned().filter(|_| phrase.owner.is_none());
        let of = of.or(phrase.owner).or_else(|| match state {
            Some(piece) => {
                let longer = self.organisation(&pieces[..first], phrase);
                Some(longer.map_or_else(|| self.bearer(&piece), |found| found.actor))
            }
            None if titles.is_empty() => None,
            None => self.body_before(&pieces[..first], phrase),
        });
        // `King Hussein of Jordan`
        let behind = self.complement(phrase.noun.head).filter(|&it| it >= phrase.noun.run.end);
        let of = of.or_else(|| {
            behind.filter(|_| !titles.is_empty()).and_then(|it| self.owner_behind(it, phrase.depth))
        });
        Before { titles, of }
    }

    /// The body that the words before an office name: `State Department` before `spokesman`.
    pub(super) fn body_before(&mut self, pieces: &[Piece], phrase: &Phrase) -> Option<usize> {
        let named =
            pieces.iter().rposition(|piece| matches!(piece.part, Part::Name | Part::Head(_)))?;
        let before = &pieces[..=named];
        if let Some(found) = self.organisation(before, phrase) {
            return Some(found.actor);
        }
        let first = name_start(before).min(named);
        let text = self.text(&(before[first].run.start..before[named].run.end));
        self.cast.named(text).or_else(|| {
            let Part::Head(head) = before[named].part else { return None };
            head.described?;
            self.cast.last_of_sort(&self.lower(before[named].run.end - 1), None)
        })
    }

    /// Whether words with capitals are the name of a person.
    fn is_personal(&self, phrase: &Phrase, words: &Range<usize>, before: &Before) -> bool {
        /// So many words behind a comma lead to an office.
        const NEAR: usize = 4;
        let tokens = &self.reading.tokens;
        let nodes = &self.reading.nodes;
        let names = &self.lexicon.names;
        let (first, last) = (words.start, words.end - 1);
        let class = |at: usize| self.lexicon.class(tokens[at].word);
        if words.len() > 6 || words.clone().any(|at| class(at).has(Class::CALENDAR)) {
            return false;
        }
        let shouted =
            |at: usize| tokens[at].shape == Shape::Capitals && !self.reading.word(at).contains('.');
        let given = names.facts(tokens[first].word).has(Facts::GIVEN.or(Facts::FAMILY));
        let shown = self.evidence.shown(self.reading.word(last));
        let honorific = before
            .titles
            .iter()
            .any(|it| it.title().is_some_and(|title| title.class == TitleClass::Honorific));
        if honorific {
            return true;
        }
        if let Some(title) = before.titles.first().and_then(Piece::title) {
            // `Officials Do More` names nobody, and `spokesman UNHCR` is none of that name.
            let occupation = !title.is_office();
            let common = class(first).has(Class::AUXILIARY.or(Class::ABBREVIATION))
                || class(first).has(Class::PREPOSITION)
                || words.len() == 1 && (occupation || self.headline) && !class(first).is_none();
            let acronym = words.len() == 1 && shouted(first) && !self.headline;
            return !common && !acronym || self.cast.has_person(self.reading.word(last));
        }
        let is_org =
            names.head(std::iter::once(tokens[last].word)).is_some_and(|it| it.1.named.is_some());
        if words.clone().any(shouted) && !self.headline || is_org && !given {
            return false;
        }
        if words.len() == 1 {
            // `the two Koreas`, `a Santorum`
            let counted = |at: usize| {
                matches!(nodes[at].rel, Rel::Nummod | Rel::Det) && nodes[at].tag != Penn::PrpS
            };
            if phrase.noun.own.clone().any(counted) {
                return false;
            }
            let known = self.cast.has_person(self.reading.word(first));
            let plural = nodes[first].tag == Penn::Nnps;
            let given = names.facts(tokens[first].word).has(Facts::GIVEN)
                && class(first).is_none()
                && !self.stands_at(phrase.noun.head);
            return known && !shown.is_place()
                || !plural && !self.headline && !shown.is_place() && (shown.is_person() || given);
        }
        let flat = words.clone().any(|at| nodes[at].rel == Rel::Flat);
        let common = |at: usize| !class(at).is_none() && nodes[at].rel != Rel::Flat;
        // `the minister of Oman, Kari Dahl,`
        let beside = nodes[phrase.noun.head];
        let office = names.title(std::iter::once(tokens[beside.head as usize].word));
        if beside.rel == Rel::Appos && office.is_some() && words.len() < 4 {
            // `the envoy, Beat Amrein,`
            return !words.clone().skip(usize::from(flat)).any(common);
        }
        // `Kari Dahl, the head of the delegation,`
        let next = words.end + 1;
        let end = self.reading.sentence_end(last);
        let article = next < end && nodes[next].tag == Penn::Dt;
        let title = (next..end.min(next + NEAR)).find_map(|at| {
            let words = tokens[at..end].iter().take(NEAR).map(|token| token.word);
            names.title(words).map(|it| it.1)
        });
        let described =
            article && self.reading.word(words.end) == "," && title.is_some_and(Title::is_office);
        if described && !self.headline && words.len() < 4 {
            return !words.clone().any(common);
        }
        let acts = self.is_subject(phrase.noun.head) && nodes[last].rel == Rel::Flat;
        let particle = |at: usize| names.facts(tokens[at].word).has(Facts::PARTICLE);
        let flat = flat || words.clone().skip(1).any(particle);
        if given {
            return flat || words.len() < 4 && !class(last).has(Class::NOUN);
        }
        let article = nodes[phrase.noun.run.start].rel == Rel::Det
            && nodes[phrase.noun.run.start].tag == Penn::Dt;
        if shown.person >= SURE && shown.is_person() && !article && words.len() < 4 {
            return true;
        }
        flat && !article
            && !self.headline
            && !shown.is_place()
            && (acts || !words.clone().any(common))
            && (shown.is_person() || !self.stands_at(phrase.noun.head))
    }

    /// Whether a preposition makes a phrase a place: `in Baden Baden`.
    pub(super) fn stands_at(&self, head: usize) -> bool {
        super::noun::preposition(self.reading, head)
            .is_some_and(|case| self.facts(case).has(Facts::AT.or(Facts::CAPITAL_AT)))
    }

    /// The parts of a personal name.
    pub(super) fn personal(&self, words: &Range<usize>, text: &'t str) -> Name<'t> {
        let word = |at: usize| &self.reading.text[self.reading.tokens[at].extent.range()];
        let facts = |at: usize| self.lexicon.names.facts(self.reading.tokens[at].word);
        let mut end = words.end;
        while end > words.start + 1 && facts(end - 1).has(Facts::SUFFIX) {
            end -= 1;
        }
        let first = words.start;
        let is_family = |at: usize| facts(at).has(Facts::FAMILY);
        let family_first =
            (end == first + 2 || end == first + 3) && is_family(first) && !is_family(end - 1);
        let (given, surname) = match end - first {
            1 => ("", word(first)),
            _ if facts(first).has(Facts::PARTICLE) => ("", word(end - 1)),
            _ if family_first && !facts(first).has(Facts::HE.or(Facts::SHE)) => {
                (word(end - 1), word(first))
            }
            _ => (word(first), word(end - 1)),
        };
        Name { text, given, surname, gender: self.lexicon.names.gender(self.lexicon, given) }
    }
}
