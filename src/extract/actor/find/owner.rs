//! Whose an office or a body is, and how a description is shown.

use super::{Finder, name_start};
use crate::{
    extract::{
        actor::{
            known::Sort,
            piece::{self, Part, Piece},
        },
        tag::Tag,
    },
    model::ActorKind,
};

impl<'t> Finder<'_, 't> {
    /// What a phrase is of: `of France`, `for the army`.
    pub(super) fn complement(&mut self, index: usize, depth: usize) -> Option<usize> {
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
    pub(super) fn place_of(&mut self, index: usize) -> Option<usize> {
        let mut pieces = Vec::new();
        piece::cut(self.reading, self.lexicon, &self.reading.phrases[index].run, &mut pieces);
        let last = pieces.last()?;
        let known = last.known().filter(|known| known.sort == Sort::Name)?;
        (self.lexicon.names.bearer(known).kind == ActorKind::State).then(|| self.bearer(last))
    }

    /// The modifier that owns what a phrase describes: `Russian`, `UN`, `White House`.
    pub(super) fn owning_modifier(&mut self, pieces: &[Piece]) -> Option<usize> {
        let (_, before) = pieces.split_last()?;
        let piece = before.iter().rev().find(|piece| {
            piece.known().is_some_and(|known| !matches!(known.sort, Sort::Capital | Sort::Place))
        });
        if let Some(piece) = piece.cloned() {
            return Some(self.bearer(&piece));
        }
        let last = before.last()?;
        let word = self.reading.slice(self.reading.extent(&last.run)).to_lowercase();
        if let Some(actor) = self.cast.named(&format!("the {word}")) {
            return Some(actor);
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

    /// A description as it is shown: with its owner or what it is of, without an article.
    pub(super) fn shown(
        &self,
        index: usize,
        pieces: &[Piece],
        owner: Option<usize>,
        complement: Option<usize>,
    ) -> &'t str {
        let phrase = &self.reading.phrases[index];
        let own = pieces.first().map_or(0, |piece| piece.run.start)
            ..pieces.last().map_or(0, |piece| piece.run.end);
        let start =
            if owner.is_some() && phrase.run.end == own.end { phrase.run.start } else { own.start };
        let article = self.reading.tokens[start].tag == Tag::Determiner;
        let start = (start + usize::from(article)).min(own.end - 1);
        let end = match complement {
            Some(_) => self.reading.phrases[index + 1].run.end,
            None => own.end,
        };
        let extent = self.reading.extent(&(start..end));
        &self.reading.text[extent.range()]
    }

    /// The first piece that is no article or number.
    pub(super) fn content_start(&self, pieces: &[Piece]) -> Option<usize> {
        pieces.iter().position(|piece| {
            !matches!(
                self.reading.tokens[piece.run.start].tag,
                Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adverb
            ) || !matches!(piece.part, Part::Other)
        })
    }

    /// Whether a phrase begins with `the` or a pronoun that says whose.
    pub(super) fn is_definite(&self, index: usize, pieces: &[Piece]) -> bool {
        let first =
            pieces.first().map_or(self.reading.phrases[index].run.start, |piece| piece.run.start);
        let second = self.reading.word((first + 1).min(self.reading.tokens.len() - 1));
        let word = self.reading.word(first);
        second == "the"
            || ["the", "The", "this", "This", "that", "his", "her", "His", "Her"].contains(&word)
    }
}
