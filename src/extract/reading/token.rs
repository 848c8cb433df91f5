//! The words and signs of a text.

use std::ops::Range;

use super::tag::Tag;

/// The number of a word in the vocabulary of one [`Lexicon`](crate::extract::Lexicon).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

impl Word {
    /// A word that the lexicon does not have.
    pub const UNKNOWN: Self = Self(0);

    /// The number as an index into columns that run parallel to the vocabulary.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in the text: bytes, half-open, at character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Extent {
    /// The bytes as a range to slice the text with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the other lies within.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// One word or sign of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub extent: Extent,
    /// Its number in the lexicon, in lower case; [`Word::UNKNOWN`] if the lexicon has no such word.
    pub word: Word,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Its part of speech; chosen by [`super::tag`].
    pub tag: Tag,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Small letters: `talks`.
    Small,
    /// One capital at the beginning: `Moscow`; also `al-Assad` and `McCain`.
    Capital,
    /// Capitals throughout, two or more, dots aside: `AFP`, `U.S.`.
    Capitals,
    /// Begins with a digit: `240,000`, `10th`.
    Number,
    /// Opens or closes a quotation: `"`, `“`, `”`, ``` `` ```, `''`, `«`, `»`, `‘`, and `'` or `’` that joins
    /// nothing.
    Quote,
    /// Joined to the word before by an apostrophe: `'s`, `’re`.
    Joined,
    /// Any other sign.
    Sign,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces.
    Space,
    /// One line end.
    Line,
    /// An empty line; also the beginning of the text.
    Paragraph,
}
