//! A date is one word for the parser: `Tuesday 11 August 2015` is read as `Tuesday`, so that no number
//! in it is taken for that of what follows, and no month for who does it. The other words hang from
//! the one that was read.

use super::{Tree, word::Word};
use crate::extract::{
    Reading,
    lexicon::{Lexicon, time::Term},
    reading::{
        token::Shape,
        tree::{Penn, Rel},
    },
};

/// A word that the parser does not see.
#[derive(Clone, Copy, Debug)]
pub struct Hidden {
    word: Word,
    /// Its place in the sentence, and that of the word that stands for the date.
    at: usize,
    seen: usize,
}

/// Takes all words of dates but one of each out of a sentence.
pub fn hide(reading: &Reading<'_>, lexicon: &Lexicon, words: &mut Vec<Word>) -> Vec<Hidden> {
    let mut hidden = Vec::new();
    let sentence = Sentence { reading, lexicon, words };
    let mut at = 0;
    while at < words.len() {
        let Some((seen, end)) = sentence.date(at) else {
            at += 1;
            continue;
        };
        let others = (at..end).filter(|&it| it != seen);
        hidden.extend(others.map(|at| Hidden { word: words[at], at, seen }));
        at = end;
    }
    if !hidden.is_empty() {
        let mut places = hidden.iter().map(|it| it.at).peekable();
        let mut at = 0;
        words.retain(|_| {
            at += 1;
            places.next_if_eq(&(at - 1)).is_none()
        });
    }
    hidden
}

/// Puts the words that were taken out back into the tree. O(words).
pub fn show(reading: &Reading<'_>, hidden: &[Hidden], tree: &mut Tree) {
    if hidden.is_empty() {
        return;
    }
    let count = tree.words.len() + hidden.len();
    let mut missing = hidden.iter().map(|it| it.at).peekable();
    // Where the words stand that were read.
    let places: Vec<u32> =
        (0..count as u32).filter(|&at| missing.next_if_eq(&(at as usize)).is_none()).collect();
    for head in &mut tree.heads {
        *head = places[*head as usize];
    }
    for it in hidden {
        let (tag, rel) = match reading.tokens[it.word.token as usize].shape {
            Shape::Number => (Penn::Cd, Rel::Flat),
            Shape::Sign => (Penn::Comma, Rel::Punct),
            Shape::Small => (Penn::In, Rel::Case),
            _ => (Penn::Nnp, Rel::Flat),
        };
        tree.words.insert(it.at, it.word);
        tree.tags.insert(it.at, tag);
        tree.rels.insert(it.at, rel);
        tree.heads.insert(it.at, it.seen as u32);
        tree.margins.insert(it.at, u8::MAX);
    }
}

struct Sentence<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    words: &'a [Word],
}

impl Sentence<'_> {
    /// The word that stands for the date that begins here, and where the date ends; `None` unless it
    /// has a month and something beside it.
    fn date(&self, start: usize) -> Option<(usize, usize)> {
        let mut at = start;
        let weekday = self.is_weekday(at);
        if weekday {
            at += 1 + usize::from(self.text(at + 1) == ",");
        }
        let month;
        if self.is_day(at) {
            let of = usize::from(self.text(at + 1) == "of");
            month = Some(at + 1 + of).filter(|&it| self.is_month(it))?;
            at = month + 1;
        } else {
            month = Some(at).filter(|&it| self.is_month(it))?;
            at += 1;
            if self.is_day(at) && !self.counts(start, at) {
                at += 1;
            }
        }
        let comma = usize::from(self.text(at) == ",");
        if self.is_year(at + comma) {
            at += comma + 1;
        }
        (at > start + 1).then_some((if weekday { start } else { month }, at))
    }

    /// Whether the number behind a month counts what follows: `in May 10 people died`.
    fn counts(&self, start: usize, day: usize) -> bool {
        start > 0
            && self.text(start - 1).eq_ignore_ascii_case("in")
            && self.shape(day + 1) == Some(Shape::Small)
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        Some(self.reading.tokens[self.words.get(at)?.token as usize].shape)
    }

    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| self.reading.slice(word.extent))
    }

    fn term(&self, at: usize) -> Term {
        let token = |word: &Word| self.reading.tokens[word.token as usize].word;
        self.words.get(at).map_or(Term::None, |word| self.lexicon.time.term(token(word)))
    }

    fn is_weekday(&self, at: usize) -> bool {
        matches!(self.term(at), Term::Weekday(..)) && self.shape(at) != Some(Shape::Small)
    }

    fn is_month(&self, at: usize) -> bool {
        matches!(self.term(at), Term::Month(..)) && self.shape(at) != Some(Shape::Small)
    }

    /// A day of a month: `3`, `3rd`.
    fn is_day(&self, at: usize) -> bool {
        let text = self.text(at);
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end));
        number.unwrap_or(text).parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    }

    fn is_year(&self, at: usize) -> bool {
        let text = self.text(at);
        text.len() == 4 && text.parse().is_ok_and(|year: u16| (1000..=2200).contains(&year))
    }
}
