//! The words of a sentence as the grammar of time expressions sees them.
//!
//! A compound of words and numbers falls into its pieces (`four-year`, `mid-1990s`); an entry of
//! several words becomes one atom (`right now`).

use std::ops::Range;

use super::digits::{dashed, digits};
use crate::extract::{
    Extent, Lexicon, Reading,
    lexicon::{Word, fold, time::Term},
    reading::token::{Gap, Shape},
};

/// A word, a piece of a word or an entry of several words.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// What it has to do with time.
    pub term: Term,
    /// The word, or the first one of several.
    pub word: Word,
    /// Its bytes.
    pub extent: Extent,
    /// Its first token.
    pub token: usize,
    /// The first token behind it.
    pub token_end: usize,
    /// Whether it hangs on the atom before by a hyphen.
    pub joined: bool,
}

/// The atoms of a sentence, into a vector that is used again.
pub fn cut(reading: &Reading<'_>, lexicon: &Lexicon, run: Range<usize>, atoms: &mut Vec<Atom>) {
    atoms.clear();
    let mut at = run.start;
    while at < run.end {
        let token = reading.tokens[at];
        let mut atom = Atom {
            term: lexicon.time.term(token.word),
            word: token.word,
            extent: token.extent,
            token: at,
            token_end: at + 1,
            joined: false,
        };
        if lexicon.time.begins_phrase(token.word) {
            let words = reading.tokens[at..run.end].iter().map(|token| token.word);
            if let Some((length, term)) = lexicon.time.phrase(words) {
                atom.term = term;
                atom.token_end = at + length;
                atom.extent = reading.extent(&(at..at + length));
            }
        }
        at = atom.token_end;
        if atom.term != Term::None {
            atoms.push(atom);
            continue;
        }
        let word = reading.slice(token.extent);
        match token.shape {
            Shape::Number => number(word, lexicon, atom, atoms),
            Shape::Sign | Shape::Quote => {
                let digits_follow = reading
                    .tokens
                    .get(at)
                    .is_some_and(|next| next.gap == Gap::None && next.shape == Shape::Number);
                atom.term = match word {
                    "," => Term::Comma,
                    "-" | "–" | "—" | "--" => Term::Dash,
                    "'" | "’" | "‘" | "`" if digits_follow => Term::Apostrophe,
                    _ => Term::None,
                };
                atoms.push(atom);
            }
            Shape::Joined => {
                let genitive = word.ends_with(['s', 'S']);
                atom.term = if genitive { Term::Genitive } else { Term::None };
                atoms.push(atom);
            }
            _ if word.contains('-') => pieces(word, lexicon, atom, atoms),
            _ => {
                atom.term = quarter_sign(word).unwrap_or_default();
                atoms.push(atom);
            }
        }
    }
}

/// `Q3` is the third quarter; its number stands for it.
fn quarter_sign(word: &str) -> Option<Term> {
    match word.as_bytes() {
        [b'Q', digit @ b'1'..=b'4'] => Some(Term::QuarterSign(digit - b'0')),
        _ => None,
    }
}

/// The pieces of a compound, each an atom.
fn pieces(word: &str, lexicon: &Lexicon, whole: Atom, atoms: &mut Vec<Atom>) {
    let mut buffer = String::new();
    let mut start = whole.extent.start;
    for (count, piece) in word.split('-').enumerate() {
        let end = start + piece.len() as u32;
        let word = lexicon.word(fold(piece, &mut buffer));
        let term = if piece.starts_with(|letter: char| letter.is_ascii_digit()) {
            digits(piece)
        } else {
            lexicon.time.term(word)
        };
        let extent = Extent { start, end };
        atoms.push(Atom { term, word, extent, joined: count > 0, ..whole });
        start = end + 1;
    }
}

/// A token that begins with a digit.
fn number(word: &str, lexicon: &Lexicon, mut whole: Atom, atoms: &mut Vec<Atom>) {
    whole.term = if word.contains('-') { dashed(word) } else { digits(word) };
    if whole.term == Term::None && word.contains('-') {
        pieces(word, lexicon, whole, atoms);
    } else {
        atoms.push(whole);
    }
}
