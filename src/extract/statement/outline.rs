//! The text with each quotation as one piece: what reporting clauses are read in.

use std::ops::Range;

use super::quotation::Quotation;
use crate::extract::{
    Extent, Reading,
    lexicon::{Lexicon, Word},
    tag::Tag,
    token::{Gap, Shape},
};

/// A token, or a whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// The token, or the first one of the quotation.
    token: u32,
    /// The number of the quotation, or [`NONE`].
    quotation: u32,
}

const NONE: u32 = u32::MAX;

/// The pieces of a text and its sentences, as runs of pieces. A quotation is in the sentence that
/// it is said in: `“No. Never,” she said.` is one.
#[derive(Clone, Debug)]
pub struct Outline<'a, 't> {
    /// What has been read so far.
    pub reading: &'a Reading<'t>,
    /// What is known.
    pub lexicon: &'a Lexicon,
    /// The quotations.
    pub quotations: Vec<Quotation>,
    pieces: Vec<Piece>,
    /// The runs of the sentences.
    pub sentences: Vec<Range<usize>>,
}

/// How long a sentence can be, in pieces: what is longer is read in parts.
const SENTENCE_REACH: usize = 400;

/// How far a reporting clause is looked for behind a quotation that ends like a sentence.
const CLAUSE_REACH: usize = 12;

impl<'a, 't> Outline<'a, 't> {
    /// The outline of a text with these quotations.
    pub fn new(reading: &'a Reading<'t>, lexicon: &'a Lexicon, quotations: Vec<Quotation>) -> Self {
        let mut pieces = Vec::with_capacity(reading.tokens.len());
        let mut at = 0;
        let mut next = quotations.iter().zip(0..).peekable();
        while at < reading.tokens.len() {
            let begun = next.next_if(|(quotation, _)| quotation.marked.start == at);
            let number = begun.map_or(NONE, |(_, number)| number);
            pieces.push(Piece { token: at as u32, quotation: number });
            at = begun.map_or(at + 1, |(quotation, _)| quotation.marked.end);
        }
        let mut outline = Self { reading, lexicon, quotations, pieces, sentences: Vec::new() };
        outline.cut();
        outline
    }

    fn cut(&mut self) {
        let mut start = 0;
        let mut starts = self.reading.sentences.iter().map(|run| run.start).peekable();
        for at in 1..self.pieces.len() {
            let token = self.pieces[at].token as usize;
            while starts.next_if(|&start| start < token).is_some() {}
            let begins = starts.peek() == Some(&token);
            if at - start >= SENTENCE_REACH || self.is_cut(at, begins) {
                self.sentences.push(start..at);
                start = at;
            }
        }
        if start < self.pieces.len() {
            self.sentences.push(start..self.pieces.len());
        }
    }

    /// Whether a sentence ends before a piece; `begins` if one of the reading begins with it.
    fn is_cut(&self, at: usize, begins: bool) -> bool {
        if self.paragraph_begins(at) {
            return true;
        }
        let before = at - 1;
        let Some(quotation) = self.quotation(before) else {
            return if self.quotation(at).is_some() {
                self.tag(before) == Tag::Stop
            } else {
                begins && self.tag(before) != Tag::Comma
            };
        };
        match self.reading.word(quotation.inner.end - 1) {
            // A quotation directly after one that ends like a sentence is another sentence.
            "." | "…" | "..." => self.begins_large(at) && !self.is_stop(at),
            "!" | "?" => self.begins_large(at) && !self.clause_follows(at),
            _ => begins && self.quotation(at).is_none() && self.is_stop(before),
        }
    }

    fn is_stop(&self, at: usize) -> bool {
        self.tag(at) == Tag::Stop
    }

    fn begins_large(&self, at: usize) -> bool {
        self.quotation(at).is_some()
            || matches!(
                self.reading.tokens[self.token(at)].shape,
                Shape::Capital | Shape::Capitals | Shape::Number | Shape::Sign
            ) && !matches!(self.tag(at), Tag::Comma | Tag::Stop | Tag::Dash | Tag::Bracket)
    }

    /// Whether a clause with a cue of quotations and nothing behind its verb begins here.
    fn clause_follows(&self, at: usize) -> bool {
        let end = self.pieces.len().min(at + CLAUSE_REACH);
        let verb = (at..end)
            .take_while(|&it| self.quotation(it).is_none() && !self.is_stop(it))
            .find(|&it| self.tag(it).is_verb());
        verb.is_some_and(|verb| {
            super::report::can_quote(self, verb)
                && (verb + 1 >= self.pieces.len()
                    || self.quotation(verb + 1).is_none()
                        && matches!(
                            self.tag(verb + 1),
                            Tag::Stop | Tag::Comma | Tag::Preposition | Tag::Adverb | Tag::Colon
                        ))
        })
    }

    /// Whether a paragraph begins with a piece.
    pub fn paragraph_begins(&self, at: usize) -> bool {
        let token = self.token(at);
        match self.reading.tokens[token].gap {
            Gap::Paragraph => true,
            Gap::Line => {
                let before = self.reading.tokens[token.saturating_sub(1)];
                before.shape == Shape::Quote || matches!(before.tag, Tag::Stop | Tag::Colon)
            }
            Gap::None | Gap::Space => false,
        }
    }

    /// How many pieces.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The first token of a piece.
    pub fn token(&self, at: usize) -> usize {
        self.pieces[at].token as usize
    }

    /// The number of the quotation that a piece is.
    pub fn number(&self, at: usize) -> Option<usize> {
        let number = self.pieces[at].quotation;
        (number != NONE).then_some(number as usize)
    }

    /// The quotation that a piece is.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.number(at).map(|number| &self.quotations[number])
    }

    /// Whether a piece is a quotation.
    pub fn is_quotation(&self, at: usize) -> bool {
        self.pieces[at].quotation != NONE
    }

    /// The part of speech; [`Tag::Quote`] for a quotation.
    pub fn tag(&self, at: usize) -> Tag {
        if self.is_quotation(at) { Tag::Quote } else { self.reading.tokens[self.token(at)].tag }
    }

    /// The number of the word; unknown for a quotation.
    pub fn word(&self, at: usize) -> Word {
        if self.is_quotation(at) { Word::UNKNOWN } else { self.reading.tokens[self.token(at)].word }
    }

    /// The letters of a token, the mark of a quotation.
    pub fn text(&self, at: usize) -> &'t str {
        let extent = self.reading.tokens[self.token(at)].extent;
        &self.reading.text[extent.range()]
    }

    /// Whether a piece is this word, whatever its capitals.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    /// Whether a piece is one of these words, whatever its capitals.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// One past the last token of a piece.
    pub fn token_end(&self, at: usize) -> usize {
        match self.quotation(at) {
            Some(quotation) => quotation.marked.end,
            None => self.token(at) + 1,
        }
    }

    /// The bytes of a run of pieces; the marks of quotations at its edges are in it.
    pub fn extent(&self, run: &Range<usize>) -> Extent {
        if run.is_empty() {
            return Extent::default();
        }
        self.reading.extent(&(self.token(run.start)..self.token_end(run.end - 1)))
    }
}
