//! The noun phrase around the token that heads it in the tree.

use std::ops::Range;

use crate::extract::{
    Reading,
    lexicon::Lexicon,
    reading::tree::{Penn, Rel},
};

/// A noun phrase up to the end of its name: without what follows its head by a preposition, behind
/// a comma or as a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The token that heads it.
    pub head: usize,
    /// From its first word to the last of the name: `the kingdom's Foreign Minister Adel al-Jubeir`.
    pub run: Range<usize>,
    /// The same behind the genitive: `Foreign Minister Adel al-Jubeir`.
    pub own: Range<usize>,
    /// The token that heads the genitive, `kingdom`, or the possessive pronoun.
    pub owner: Option<usize>,
}

/// How many tokens a noun phrase has at most on one side of its head, so that a text of names alone
/// is read in linear time.
const LONGEST: usize = 40;

impl Noun {
    /// The noun phrase of a token. O(1): what is longer than any real phrase is cut.
    pub fn of(reading: &Reading<'_>, lexicon: &Lexicon, head: usize) -> Self {
        let end = end(reading, lexicon, head);
        let mut start = head;
        let mut owner = None;
        let mut own = None;
        let before = reading.branches.children(head).rev().skip_while(|&child| child > head);
        for child in before.take(LONGEST) {
            let span = reading.branches.span(child);
            if head - span.start > LONGEST {
                break;
            }
            match modifier(reading, child) {
                Modifier::Inside => start = span.start,
                Modifier::Owner => {
                    // Only the nearest genitive owns the phrase itself.
                    if owner.is_none() {
                        (owner, own) = (Some(child), Some(start.max(span.end)));
                    }
                    start = span.start;
                }
                Modifier::Sign => {}
                Modifier::Outside => break,
            }
        }
        // A second subject right before it is a compound that the parser tore apart.
        if let Some(before) = start.checked_sub(1).and_then(|at| twin_before(reading, head, at)) {
            let owners = reading.branches.children(before).filter(|&it| is_genitive(reading, it));
            start = start.min(reading.branches.span(before).start);
            if own.is_none()
                && let Some(before) = owners.take_while(|&it| it < before).last()
            {
                (owner, own) = (Some(before), Some(reading.branches.span(before).end));
            }
        }
        let preposition = |at: usize| matches!(reading.nodes[at].tag, Penn::In | Penn::To);
        while start < head && preposition(start) {
            start += 1;
        }
        let own = own.unwrap_or(start).max(start).min(head)..end;
        Self { head, run: start..end, own, owner }
    }
}

/// The noun that heads the words up to a token, if it is a subject of the same verb as the noun right
/// behind it: a verb has no two.
fn twin_before(reading: &Reading<'_>, head: usize, last: usize) -> Option<usize> {
    let node = reading.nodes[head];
    let same = |at: usize| reading.nodes[at].head == node.head && reading.nodes[at].rel == node.rel;
    let twin = matches!(reading.nodes[last].tag, Penn::Nnp | Penn::Nnps)
        && reading.nodes[last + 1].tag.is_noun()
        && matches!(node.rel, Rel::Nsubj | Rel::NsubjPass)
        && same(last)
        && head - reading.branches.span(last).start <= LONGEST;
    twin.then_some(last)
}

/// Whether a noun is the first half of a compound that the parser tore apart: see [`Noun::of`].
pub fn is_torn(reading: &Reading<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    if !matches!(reading.nodes[at].rel, Rel::Nsubj | Rel::NsubjPass) {
        return false;
    }
    let end = (at + 1 + REACH).min(reading.nodes.len());
    (at + 1..end).any(|next| {
        let noun = reading.nodes[next].tag.is_noun();
        noun && reading.branches.span(next).start == at + 1
            && twin_before(reading, next, at).is_some()
    })
}

/// What a token before a noun that it hangs from is to it.
enum Modifier {
    /// A word of the phrase.
    Inside,
    /// The genitive.
    Owner,
    /// A sign, which is inside if another word before it is.
    Sign,
    /// No part of it.
    Outside,
}

fn modifier(reading: &Reading<'_>, child: usize) -> Modifier {
    let node = reading.nodes[child];
    match node.rel {
        Rel::Det if node.tag == Penn::PrpS => Modifier::Owner,
        Rel::Det | Rel::Amod | Rel::Nummod | Rel::Compound | Rel::Flat | Rel::Goeswith => {
            Modifier::Inside
        }
        Rel::Nmod if is_genitive(reading, child) => Modifier::Owner,
        Rel::Nmod if !has_preposition(reading, child) => Modifier::Inside,
        // `nearly 1,500 soldiers`, `the newly elected leader`
        Rel::Advmod => Modifier::Inside,
        Rel::Punct if matches!(reading.word(child), "," | ";" | ":" | "(" | ")" | "--" | "—") => {
            Modifier::Outside
        }
        Rel::Punct => Modifier::Sign,
        _ => Modifier::Outside,
    }
}

/// Whether a noun is a genitive or a possessive pronoun: `Kenya's`, `his`.
pub fn is_genitive(reading: &Reading<'_>, token: usize) -> bool {
    if reading.nodes[token].tag == Penn::PrpS {
        return true;
    }
    let last = reading.branches.span(token).end - 1;
    // The sign hangs from the head of the genitive, or from one of its last words.
    last > token && reading.nodes[last].tag == Penn::Pos
}

/// Whether a noun follows a preposition: `of the committee`.
pub fn has_preposition(reading: &Reading<'_>, token: usize) -> bool {
    preposition(reading, token).is_some()
}

/// The preposition before a noun, by its token.
pub fn preposition(reading: &Reading<'_>, token: usize) -> Option<usize> {
    let before = reading.branches.children(token).take_while(|&child| child < token);
    before.take(LONGEST).find(|&child| reading.nodes[child].rel == Rel::Case)
}

/// The end of the name that a noun phrase ends with: `Bank of England` of `Bank`.
fn end(reading: &Reading<'_>, lexicon: &Lexicon, head: usize) -> usize {
    let mut end = head + 1;
    let behind = reading.branches.children(head).skip_while(|&child| child < head);
    for child in behind.take(LONGEST) {
        let node = reading.nodes[child];
        let joins = matches!(node.rel, Rel::Flat | Rel::Compound | Rel::Goeswith);
        if !joins || child != end || node.tag == Penn::Rp {
            break;
        }
        end = reading.branches.span(child).end.min(head + LONGEST);
    }
    let sentence = reading.sentence_end(head);
    end = end.min(sentence);
    let names = &lexicon.names;
    for start in head.saturating_sub(3)..end {
        let words = reading.tokens[start..sentence].iter().map(|token| token.word);
        let known = names.name(words.clone()).map(|found| found.0);
        let title = names.title(words).map(|found| found.0).filter(|_| start <= head);
        let count = known.max(title).unwrap_or_default();
        let small = reading.tokens[start].shape == crate::extract::token::Shape::Small;
        if count > 2 && start + count > end && !(small && known.is_some() && title.is_none()) {
            end = start + count;
        }
    }
    end
}
