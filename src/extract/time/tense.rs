//! Whether what is told at a place is over or yet to come.

use super::words::Hint;
use crate::extract::{Lexicon, Reading, tag::Tag};

/// Before or after the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is over.
    Past,
    /// It is yet to come.
    Future,
    /// Nothing tells.
    Open,
}

/// How many tokens to either side are looked at.
const REACH: usize = 25;

/// Whether the words from `first` to before `end` are about the past or the future: by a word
/// before them (`until`), else by the verb before them in the sentence, else by the one behind.
#[must_use]
pub fn direction(reading: &Reading<'_>, lexicon: &Lexicon, first: usize, end: usize) -> Direction {
    let sentence = &reading.sentences[reading.sentence_of(first)];
    let from = sentence.start.max(first.saturating_sub(REACH));
    let near = sentence.start.max(first.saturating_sub(2));
    let is_ahead = |at: usize| lexicon.time.hint(reading.tokens[at].word) == Hint::Ahead;
    if (near..first).rev().any(is_ahead) {
        return Direction::Future;
    }
    // `after the vote on Tuesday`
    let opens = (sentence.start.max(first.saturating_sub(8))..first)
        .rev()
        .take_while(|&at| reading.tokens[at].tag != Tag::Comma)
        .any(|at| matches!(reading.word(at), "after" | "After" | "following" | "Following"));
    if opens {
        return Direction::Past;
    }
    let until = sentence.end.min(end + REACH);
    let left = (from..first).rev().find_map(|at| tense(reading, lexicon, at));
    let right = || (end..until).find_map(|at| tense(reading, lexicon, at));
    left.or_else(right).unwrap_or(Direction::Open)
}

/// What the verb or auxiliary at a token tells; nothing for other words, and for forms without a
/// tense of their own.
fn tense(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> Option<Direction> {
    let tag = |at: usize| reading.tokens[at].tag;
    let is_word = |at: usize, word: &str| reading.word(at).eq_ignore_ascii_case(word);
    // The word before it that belongs to the same verb.
    let before = (at.saturating_sub(4)..at)
        .rev()
        .find(|&before| !matches!(tag(before), Tag::Adverb | Tag::Negation));
    let helper = before
        .filter(|&before| matches!(tag(before), Tag::Auxiliary | Tag::Modal) && at - before <= 3);
    match tag(at) {
        Tag::Modal => {
            let over = reading.tokens[at + 1..].iter().take(2).any(|next| {
                next.tag == Tag::Auxiliary
                    && reading.slice(next.extent).eq_ignore_ascii_case("have")
            });
            Some(if over { Direction::Past } else { Direction::Future })
        }
        Tag::Past => Some(Direction::Past),
        Tag::Participle if helper.is_none() => Some(Direction::Past),
        Tag::Auxiliary if helper.is_none() => match reading.word(at) {
            "be" | "being" | "been" | "do" | "having" => None,
            "is" | "are" | "am" | "does" => {
                let is_to = reading.tokens.get(at + 1).is_some_and(|next| next.tag == Tag::To);
                Some(if is_to { Direction::Future } else { Direction::Open })
            }
            _ => Some(Direction::Past),
        },
        Tag::Base => {
            let to = before.filter(|&before| tag(before) == Tag::To)?;
            let verb = to.checked_sub(1)?;
            let awaits = matches!(
                lexicon.time.hint(reading.tokens[verb].word),
                Hint::Ahead | Hint::BeforeTo
            );
            // `had been due to end`
            let over = (verb.saturating_sub(2)..verb).any(|at| is_word(at, "had"));
            awaits.then_some(if over { Direction::Past } else { Direction::Future })
        }
        Tag::Present => Some(Direction::Open),
        _ => None,
    }
}
