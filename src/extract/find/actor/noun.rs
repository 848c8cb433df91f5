//! The noun phrase around the token that heads it in the tree.

use std::ops::Range;

use crate::{
    extract::{
        Reading,
        lexicon::{
            Lexicon,
            names::{Facts, Sort},
        },
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
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
        let before = reading.branches.children(head).rev().skip_while(|&child| child > head);
        for child in before.take(LONGEST) {
            let span = reading.branches.span(child);
            if head - span.start > LONGEST {
                break;
            }
            match modifier(reading, child) {
                Modifier::Inside => start = span.start,
                Modifier::Sign => {}
                Modifier::Outside => break,
            }
        }
        // A second subject right before it is a compound that the parser tore apart.
        if let Some(before) = start.checked_sub(1).and_then(|at| twin_before(reading, head, at)) {
            start = start.min(reading.branches.span(before).start);
        }
        start = whole_name(reading, lexicon, start);
        let is_owner =
            |&at: &usize| matches!(reading.nodes[at].tag, Penn::Pos | Penn::PrpS | Penn::WpS);
        let genitive = (start..head).rev().find(is_owner);
        let genitive = genitive.filter(|&at| !in_name(reading, lexicon, start, at));
        // What stands before a comma and a genitive or an article is a phrase of its own.
        let comma = (start..genitive.unwrap_or(head)).rev().find(|&at| {
            let opens = matches!(reading.nodes[at + 1].tag, Penn::Dt | Penn::PrpS);
            reading.word(at) == "," && (genitive.is_some() || opens)
        });
        start = comma.map_or(start, |comma| comma + 1);
        // `Abbas and Prime Minister Olmert` are two.
        let joint = (start..head).rev().find(|&at| joins_two(reading, lexicon, at));
        start = joint.map_or(start, |joint| joint + 1);
        // `the rally` `a Hamas activist`: an article behind a noun opens a phrase.
        let article = (start + 1..head)
            .rev()
            .find(|&at| reading.nodes[at].tag == Penn::Dt && reading.nodes[at - 1].tag.is_noun());
        start = article.unwrap_or(start);
        let outside = |at: usize| {
            let tag = reading.nodes[at].tag;
            matches!(tag, Penn::In | Penn::To | Penn::Cc) || tag.is_punctuation()
        };
        while start < head && outside(start) {
            start += 1;
        }
        let owner = genitive.map(|at| match reading.nodes[at].tag {
            Penn::Pos => (reading.nodes[at].head as usize).clamp(start.min(at), at),
            _ => at,
        });
        let own = genitive.map_or(start, |at| at + 1).min(head)..end;
        Self { head, run: start..end, own, owner: owner.filter(|&at| at < head) }
    }
}

/// Whether a genitive is inside of a known name: `People's Protection Units`.
fn in_name(reading: &Reading<'_>, lexicon: &Lexicon, start: usize, at: usize) -> bool {
    const REACH: usize = 3;
    (start.max(at.saturating_sub(REACH))..at).any(|start| {
        let words = reading.tokens[start..].iter().take(12).map(|token| token.word);
        lexicon.names.name(words).is_some_and(|(count, _)| start + count > at + 1)
    })
}

/// Where a phrase begins if it does not begin inside of a known name or office, or right behind the
/// nationality of one: `Downing` `Street`, `Saudi` `Foreign Minister`.
fn whole_name(reading: &Reading<'_>, lexicon: &Lexicon, start: usize) -> usize {
    const LONGEST: usize = 4;
    let names = &lexicon.names;
    let words = |from: usize| reading.tokens[from..].iter().take(12).map(|token| token.word);
    let sentence = reading.sentences.get(reading.sentence_of(start)).map_or(0, |run| run.start);
    let capital = |at: usize| matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals);
    let covers = |from: usize| {
        let name = names.name(words(from)).filter(|_| capital(from)).map(|found| found.0);
        let title = names.title(words(from)).map(|found| found.0);
        name.max(title).is_some_and(|count| from + count > start)
    };
    let first = (sentence.max(start.saturating_sub(LONGEST))..start).find(|&from| covers(from));
    let start = first.unwrap_or(start);
    let titled = names.title(words(start)).is_some();
    let state = (sentence.max(start.saturating_sub(LONGEST))..start).find(|&at| {
        let known = names.name(words(at)).filter(|_| capital(at));
        known.is_some_and(|(count, known)| {
            at + count == start && matches!(known.sort, Sort::Demonym | Sort::Name)
        })
    });
    let people = names.head(words(start)).is_some_and(|(_, head)| head.described.is_some());
    let follows = titled || people && reading.nodes[start].tag.is_noun();
    state.filter(|_| follows).unwrap_or(start)
}

/// The noun that heads the words up to a token, if the parser tore it from the noun right behind it:
/// both are subjects of one verb, which has no two, or the other is in apposition to it without a
/// comma.
fn twin_before(reading: &Reading<'_>, head: usize, last: usize) -> Option<usize> {
    let node = reading.nodes[head];
    let same = |at: usize| reading.nodes[at].head == node.head && reading.nodes[at].rel == node.rel;
    let common = |at: usize| matches!(reading.nodes[at].tag, Penn::Nn | Penn::Nns);
    let two_subjects = matches!(node.rel, Rel::Nsubj | Rel::NsubjPass) && same(last);
    let apposed =
        node.rel == Rel::Appos && node.head as usize == last && common(last) && common(head);
    let twin = reading.nodes[last].tag.is_noun()
        && reading.nodes[last + 1].tag.is_noun()
        && (two_subjects || apposed)
        && head - reading.branches.span(last).start <= LONGEST;
    twin.then_some(last)
}

/// Whether a noun is the first half of a compound that the parser tore apart: see [`Noun::of`].
pub fn is_torn(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    const REACH: usize = 5;
    // `Foreign` of `Foreign Minister`, where the office goes on and does not hang from it.
    let goes_on = (at.saturating_sub(2)..=at).any(|from| {
        let words = reading.tokens[from..].iter().take(6).map(|token| token.word);
        let end = lexicon.names.title(words).map_or(0, |found| from + found.0);
        let next = end > at + 1 && reading.nodes[at + 1].tag.is_noun();
        next && reading.nodes[end - 1].head as usize != at
    });
    if goes_on || is_state_before(reading, lexicon, at) {
        return true;
    }
    let end = (at + 1 + REACH).min(reading.nodes.len());
    (at + 1..end).any(|next| {
        let noun = reading.nodes[next].tag.is_noun();
        noun && reading.branches.span(next).start == at + 1
            && twin_before(reading, next, at).is_some()
    })
}

/// Whether a conjunction stands between two names, and not inside of one or of an office.
pub fn joins_two(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    const REACH: usize = 3;
    let Some(before) = at.checked_sub(1) else { return false };
    let name = |at: usize| matches!(reading.nodes[at].tag, Penn::Nnp | Penn::Nnps);
    let after = reading.nodes.get(at + 1).is_some_and(|node| node.tag.is_noun())
        || reading.nodes.get(at + 2).is_some_and(|node| node.tag.is_noun());
    let words = |from: usize| reading.tokens[from..].iter().take(12).map(|token| token.word);
    let in_name = || {
        (at.saturating_sub(REACH)..at)
            .any(|from| lexicon.names.name(words(from)).is_some_and(|(count, _)| from + count > at))
    };
    reading.nodes[at].tag == Penn::Cc
        && name(before)
        && after
        && !lexicon.names.facts(reading.tokens[before].word).has(Facts::PORTFOLIO)
        && lexicon.names.head(words(before)).is_none()
        && !in_name()
}

/// Whether a token is the last word of a state's name right before people or an office: `two` `United
/// States` `soldiers`.
fn is_state_before(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    const LONGEST: usize = 4;
    let names = &lexicon.names;
    let words = |from: usize| reading.tokens[from..].iter().take(12).map(|token| token.word);
    let Some(next) = reading.nodes.get(at + 1).filter(|next| next.tag.is_noun()) else {
        return false;
    };
    let same_sentence = reading.sentence_end(at) > at + 1;
    let people = names.title(words(at + 1)).is_some()
        || next.tag != Penn::Nn
            && names.head(words(at + 1)).is_some_and(|(_, head)| head.described.is_some());
    let capital = matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals);
    let known = |from: usize| {
        names.name(words(from)).is_some_and(|(count, known)| {
            from + count == at + 1
                && known.sort == Sort::Name
                && names.bearer(known).kind == ActorKind::State
        })
    };
    same_sentence && people && capital && (at.saturating_sub(LONGEST)..=at).any(known)
}

/// What a token before a noun that it hangs from is to it.
enum Modifier {
    /// A word of the phrase, or its genitive.
    Inside,
    /// A sign, which is inside if another word before it is.
    Sign,
    /// No part of it.
    Outside,
}

fn modifier(reading: &Reading<'_>, child: usize) -> Modifier {
    let node = reading.nodes[child];
    match node.rel {
        Rel::Det | Rel::Amod | Rel::Nummod | Rel::Compound | Rel::Flat | Rel::Goeswith => {
            Modifier::Inside
        }
        Rel::Nmod if is_genitive(reading, child) || !has_preposition(reading, child) => {
            Modifier::Inside
        }
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

/// The end of a name that goes on behind small words: `Ursula` `von der Leyen`.
fn with_particles(reading: &Reading<'_>, lexicon: &Lexicon, rest: Range<usize>) -> usize {
    const MOST: usize = 3;
    let particle = |at: usize| {
        at < rest.end
            && lexicon.names.facts(reading.tokens[at].word).has(Facts::PARTICLE)
            && !reading.nodes[at].tag.is_verb()
            && reading.nodes[at].tag != Penn::Cc
    };
    let name = |at: usize| {
        at < rest.end
            && matches!(reading.tokens[at].shape, Shape::Capital)
            && matches!(reading.nodes[at].tag, Penn::Nnp | Penn::Nnps)
    };
    let last = rest.start - 1;
    let small = (rest.start..rest.end).take(MOST).take_while(|&at| particle(at)).count();
    let next = rest.start + small;
    let joins = particle(last) || small > 0 && name(last);
    if joins && name(next) { next + 1 } else { rest.start }
}

/// The end of the name that a noun phrase ends with: `Bank of England` of `Bank`.
fn end(reading: &Reading<'_>, lexicon: &Lexicon, head: usize) -> usize {
    let mut end = head + 1;
    let behind = reading.branches.children(head).skip_while(|&child| child < head);
    for child in behind.take(LONGEST) {
        let node = reading.nodes[child];
        let joins = matches!(node.rel, Rel::Flat | Rel::Compound | Rel::Goeswith);
        // `Alabama` `Governor Bob Riley`: an office may stand before the next word of the name.
        if !joins || reading.branches.span(child).start != end || node.tag == Penn::Rp {
            break;
        }
        // `Charles B. Rangel` `of New York`
        let span = reading.branches.span(child);
        let of = span.clone().find(|&at| {
            let small = lexicon.names.facts(reading.tokens[at].word).has(Facts::PARTICLE);
            reading.nodes[at].tag == Penn::In && !small
        });
        end = of.unwrap_or(span.end).min(head + LONGEST);
        if of.is_some() {
            break;
        }
    }
    let sentence = reading.sentence_end(head);
    end = with_particles(reading, lexicon, end.min(sentence)..sentence);
    // What hangs from the last word of a name behind a comma is no part of it.
    let sign = (head + 1..end).find(|&at| matches!(reading.word(at), "," | ";" | ":" | "("));
    end = sign.unwrap_or(end);
    let names = &lexicon.names;
    let starts = head.saturating_sub(3)..end;
    for start in starts {
        let words = reading.tokens[start..sentence].iter().map(|token| token.word);
        let known = names.name(words.clone()).map(|found| found.0);
        let title = names.title(words).map(|found| found.0).filter(|_| start <= head);
        let count = known.max(title).unwrap_or_default();
        let small = reading.tokens[start].shape == Shape::Small;
        if count > 2 && start + count > end && !(small && known.is_some() && title.is_none()) {
            end = start + count;
        }
    }
    end
}
