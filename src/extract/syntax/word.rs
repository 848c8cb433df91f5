//! Tokens cut into the words of treebanks: `US-led` is `US`, `-` and `led`, `don't` is `do` and
//! `n't`.

use std::ops::Range;

use crate::extract::{
    Reading,
    lexicon::{Class, Lexicon, fold, names::Named},
    reading::token::{Extent, Shape},
    syntax::look::Look,
};

/// A word of a tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub extent: Extent,
    /// The number of its token.
    pub token: u32,
}

/// The words of a sentence.
pub fn cut(reading: &Reading<'_>, run: Range<usize>, lexicon: &Lexicon, words: &mut Vec<Word>) {
    words.clear();
    for at in run {
        let token = &reading.tokens[at];
        let mut put = |start: usize, end: usize| {
            let base = token.extent.start;
            let extent = Extent { start: base + start as u32, end: base + end as u32 };
            words.push(Word { extent, token: at as u32 });
        };
        let text = reading.word(at);
        let written =
            matches!(token.shape, Shape::Small | Shape::Capital | Shape::Capitals | Shape::Number);
        if written && text.bytes().any(|byte| matches!(byte, b'-' | 0x80..)) {
            hyphens(text, lexicon, &mut put);
        } else if let Some(negation) = written.then(|| negation(text)).flatten() {
            put(0, negation);
            put(negation, text.len());
        } else {
            put(0, text.len());
        }
    }
}

/// What the models see of a word. In a headline the capital of a word that the lexicon has says
/// nothing.
#[must_use]
pub fn look(text: &str, is_title: bool, lexicon: &Lexicon) -> Look {
    let mut buffer = String::new();
    let word = lexicon.word(fold(text, &mut buffer));
    let saying = if lexicon.is_saying(word) { Class::SAYING } else { Class::default() };
    let class = lexicon.class(word).and(Class::SPEECH).or(saying);
    let named = if text.starts_with(char::is_uppercase) {
        lexicon.names.named(word)
    } else {
        Named::Nothing
    };
    // `fight against IS`, `the WHO said`: what is written like `UN` stands where that stands.
    let is_acronym = matches!(named, Named::State | Named::Body)
        && text.len() > 1
        && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_acronym && class.has(Class::AUXILIARY.or(Class::RELATIVE)) {
        let mut look = Look::of("UN", 0);
        look.named = named;
        return look;
    }
    let mut look = if is_title && !class.is_none() {
        Look::of(&text.to_lowercase(), class.bits())
    } else {
        Look::of(text, class.bits())
    };
    look.named = named;
    match lexicon.lemma(word) {
        base if base == word => look,
        base => look.with_base(lexicon.text(base)),
    }
}

/// Where `n't` or the `not` of `cannot` begins.
fn negation(text: &str) -> Option<usize> {
    if text.len() == 6 && text.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let bare = text.strip_suffix(['t', 'T'])?;
    let bare = bare.strip_suffix(['\'', '’'])?;
    let bare = bare.strip_suffix(['n', 'N'])?;
    (!bare.is_empty()).then_some(bare.len())
}

/// The words of a token with hyphens. A number stays whole, and so does a word of which the first
/// piece is a prefix: `anti-war`.
fn hyphens(text: &str, lexicon: &Lexicon, put: &mut impl FnMut(usize, usize)) {
    let mut start = 0;
    let mut buffer = String::new();
    let number = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_digit());
    let ends = text.match_indices(['-', '\u{2010}', '\u{2011}']);
    for (at, sign) in ends {
        let piece = &text[start..at];
        let next = at + sign.len();
        let rest = &text[next..];
        if piece.is_empty() || rest.is_empty() {
            continue;
        }
        let numbers = number(piece) && rest.as_bytes()[0].is_ascii_digit();
        let class = lexicon.class(lexicon.word(fold(piece, &mut buffer)));
        if numbers || class.has(Class::PREFIX) {
            continue;
        }
        put(start, at);
        put(at, next);
        start = next;
    }
    match negation(&text[start..]) {
        Some(negation) => {
            put(start, start + negation);
            put(start + negation, text.len());
        }
        None => put(start, text.len()),
    }
}
