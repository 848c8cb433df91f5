//! Noun phrases and verb groups: the tokens of a sentence that belong together.
//!
//! A noun phrase is a base one: it ends with its head and has no other phrase behind it, but its
//! genitives are in it (`Russia's foreign ministry`, `the head` `of` `the committee`). A verb group
//! is what stands around one full verb (`has not been formally accepted`), or an auxiliary alone.

use std::ops::Range;

use super::{
    Reading,
    lexicon::{Class, Lexicon},
    tag::Tag,
    token::Shape,
};

/// A phrase of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its tokens.
    pub run: Range<usize>,
    /// The token that it is about: the last noun, or the full verb.
    pub head: usize,
    /// What sort of phrase.
    pub kind: PhraseKind,
}

/// The sorts of phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhraseKind {
    /// A noun phrase.
    Noun,
    /// A verb group.
    Verb(Group),
}

/// What the words around a verb say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the verb")]
pub struct Group {
    /// Its subject is acted on: `was arrested`.
    pub passive: bool,
    /// `not`, `never`.
    pub negated: bool,
    /// It is yet to come, or only possible: `will`, `could`, `is to`.
    pub modal: bool,
    /// It has no subject of its own: `to meet`, `meeting`.
    pub infinite: bool,
    /// It is over: `met`, `has met`, `was met`.
    pub past: bool,
}

impl Phrase {
    /// Whether it is a noun phrase.
    #[must_use]
    pub fn is_noun(&self) -> bool {
        self.kind == PhraseKind::Noun
    }

    /// What is said of the verb, if it is a verb group.
    #[must_use]
    pub fn group(&self) -> Option<Group> {
        match self.kind {
            PhraseKind::Verb(group) => Some(group),
            PhraseKind::Noun => None,
        }
    }
}

/// The phrases of all sentences.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases = Vec::with_capacity(reading.tokens.len() / 3);
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let rest = at..sentence.end;
            let found = noun(reading, lexicon, rest.clone()).or_else(|| verb(reading, rest));
            at = found.as_ref().map_or(at + 1, |phrase| phrase.run.end);
            phrases.extend(found);
        }
    }
    phrases
}

/// How many tokens a noun phrase has at most, so that a text of names alone is read in linear time.
const LONGEST: usize = 48;

fn noun(reading: &Reading<'_>, lexicon: &Lexicon, rest: Range<usize>) -> Option<Phrase> {
    let tag = |at: usize| reading.tokens[at].tag;
    let start = rest.start;
    if tag(start) == Tag::Pronoun {
        return Some(Phrase { head: start, run: start..start + 1, kind: PhraseKind::Noun });
    }
    let mut end = start;
    while end < rest.end.min(start + LONGEST) {
        let goes_on = if end == start {
            tag(end).is_nominal()
        } else if tag(end).is_nominal() {
            !begins_another(reading, lexicon, start, end)
        } else {
            modifies(reading, end, rest.end)
        };
        if !goes_on {
            break;
        }
        end += joined_words(reading, lexicon, end..rest.end);
    }
    let end = end.min(rest.end);
    let mut words = (start..end).rev();
    // What follows the head (a genitive of nothing, an adjective) is not in it.
    let is_head = |at: usize| matches!(tag(at), Tag::Noun | Tag::Name | Tag::Number);
    let head = words.find(|&at| is_head(at)).or_else(|| {
        // `the wounded`
        let adjective = (start..end).rev().find(|&at| tag(at) == Tag::Adjective);
        adjective.filter(|_| tag(start) == Tag::Determiner)
    })?;
    Some(Phrase { run: start..head + 1, head, kind: PhraseKind::Noun })
}

/// How many tokens are one with the first: more than one where the lexicon has a name or an office
/// with a preposition in it, as `secretary of state`.
fn joined_words(reading: &Reading<'_>, lexicon: &Lexicon, rest: Range<usize>) -> usize {
    let words = reading.tokens[rest.clone()].iter().map(|token| token.word);
    lexicon.names.span(words).filter(|&count| count <= rest.len()).unwrap_or(1)
}

/// Whether a nominal token, though it directly follows one, begins a phrase of its own: an article
/// or `his` after a noun, a day or month after a name and a name after it (`told AFP Monday`).
fn begins_another(reading: &Reading<'_>, lexicon: &Lexicon, start: usize, at: usize) -> bool {
    let [before, token] = [reading.tokens[at - 1], reading.tokens[at]];
    let calendar = |word| lexicon.class(word).has(Class::CALENDAR);
    match token.tag {
        Tag::Determiner => before.tag != Tag::Determiner,
        Tag::Possessive if matches!(token.shape, Shape::Small | Shape::Capital) => {
            before.tag != Tag::Determiner
        }
        Tag::Name | Tag::Noun if calendar(token.word) => {
            matches!(before.tag, Tag::Name | Tag::Noun) && !calendar(before.word)
        }
        // `On March 4 Russian troops`: the day is no part of who acts.
        Tag::Name if before.tag == Tag::Number => {
            start + 2 == at && calendar(reading.tokens[start].word)
        }
        Tag::Name => start + 1 == at && calendar(before.word),
        _ => false,
    }
}

/// Whether a token that is no part of a noun phrase by itself is one here: the adverb of `the newly
/// elected leader`, the conjunction of `political and military leaders`.
fn modifies(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let tag = |at: usize| reading.tokens[at].tag;
    let next = if at + 1 < end { tag(at + 1) } else { Tag::Stop };
    match (tag(at - 1), tag(at)) {
        (Tag::Determiner | Tag::Possessive, Tag::Adverb) => next == Tag::Adjective,
        (Tag::Adjective, Tag::Conjunction) => {
            next == Tag::Adjective
                && at + 2 < end
                && matches!(tag(at + 2), Tag::Noun | Tag::Adjective)
        }
        _ => false,
    }
}

fn verb(reading: &Reading<'_>, rest: Range<usize>) -> Option<Phrase> {
    let tag = |at: usize| reading.tokens[at].tag;
    let mut group = Group::default();
    let (mut head, mut end) = (None, rest.start);
    let mut perfect = false;
    for at in rest.clone() {
        match tag(at) {
            Tag::Modal => group.modal = true,
            Tag::To if at == rest.start => group.infinite = true,
            Tag::To if head.is_some_and(|head| tag(head) == Tag::Auxiliary) => group.modal = true,
            Tag::Negation => group.negated = true,
            Tag::Adverb if at > rest.start => continue,
            Tag::Auxiliary => {
                let word = reading.word(at);
                group.past |=
                    ["was", "were", "had", "did", "wasn't", "weren't", "hadn't", "didn't"]
                        .contains(&word);
                group.negated |= word.ends_with("n't") || word.ends_with("n’t");
                perfect |= ["has", "have", "had", "having", "'ve", "’ve"].contains(&word);
                head = Some(at);
            }
            verb if verb.is_verb() => {
                let be = head.is_some_and(|head| is_be(reading.word(head)));
                let participle = matches!(verb, Tag::Participle | Tag::Past);
                // A participle without an auxiliary has no subject of its own: `the deal signed`.
                let bare = head.is_none() && verb == Tag::Participle;
                group.passive = be && participle || bare;
                group.past |= verb == Tag::Past || perfect || bare;
                group.infinite |= head.is_none() && verb == Tag::Gerund || bare;
                (head, end) = (Some(at), at + 1);
                break;
            }
            _ => break,
        }
        end = at + 1;
    }
    Some(Phrase { run: rest.start..end, head: head?, kind: PhraseKind::Verb(group) })
}

fn is_be(word: &str) -> bool {
    [
        "is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re", "'m",
        "’m", "isn't", "aren't", "wasn't", "weren't",
    ]
    .contains(&word)
}

/// How many complements and appositions a phrase has at most.
const REACH: usize = 6;

/// The tokens of a noun phrase with all that belongs to it: complements (`the head of the
/// committee`, `a spokesman for the army`), an acronym in brackets, appositions (`Khoja, head of the
/// exiled coalition, Syria's main opposition group`). Others that it is joined to by `and` are not
/// in it: see [`conjuncts`]. O(1).
#[must_use]
pub fn full(reading: &Reading<'_>, lexicon: &Lexicon, index: usize) -> Range<usize> {
    let mut end = with_complements(reading, lexicon, index);
    for _ in 0..REACH {
        let Some(more) = apposition(reading, lexicon, end) else { break };
        end = more;
    }
    reading.phrases[index].run.start..end
}

/// The end of a noun phrase with its complements. O(1).
#[must_use]
pub fn with_complements(reading: &Reading<'_>, lexicon: &Lexicon, index: usize) -> usize {
    let sentence_end = sentence_end(reading, reading.phrases[index].head);
    let mut end = reading.phrases[index].run.end;
    let mut next = index + 1;
    for _ in 0..REACH {
        if let Some(closed) = bracket_end(reading, end, sentence_end) {
            end = closed;
        }
        let Some(phrase) = reading.phrases.get(next) else { break };
        let joined = end + 1 == phrase.run.start && end + 1 < sentence_end && phrase.is_noun();
        if !joined || !takes(reading, lexicon, end, phrase) {
            break;
        }
        (end, next) = (phrase.run.end, next + 1);
    }
    end
}

/// Whether the preposition at a token joins the phrase behind it to the one before.
fn takes(reading: &Reading<'_>, lexicon: &Lexicon, at: usize, phrase: &Phrase) -> bool {
    const JOINING: [&str; 6] = ["of", "for", "in", "at", "from", "to"];
    let token = reading.tokens[at];
    let calendar = lexicon.class(reading.tokens[phrase.head].word).has(Class::CALENDAR);
    let pronoun = reading.tokens[phrase.head].tag == Tag::Pronoun;
    token.tag == Tag::Preposition
        && JOINING.contains(&reading.word(at))
        && (reading.word(at) == "of" || !calendar && !pronoun)
}

/// The end of a short bracket that begins at a token.
fn bracket_end(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    if at >= end || reading.word(at) != "(" {
        return None;
    }
    let inside = at + 1..end.min(at + LONGEST);
    inside.clone().find(|&at| reading.word(at) == ")").map(|close| close + 1)
}

/// The end of the apposition behind a comma at a token: a description that a comma, a verb or the
/// end of the sentence closes, and no `and` continues.
fn apposition(reading: &Reading<'_>, lexicon: &Lexicon, comma: usize) -> Option<usize> {
    let token = reading.tokens.get(comma)?;
    if token.tag != Tag::Comma || reading.word(comma) != "," {
        return None;
    }
    let index = reading.phrases.partition_point(|phrase| phrase.run.start <= comma);
    let phrase = reading.phrases.get(index)?;
    if phrase.run.start != comma + 1 || !phrase.is_noun() || !describes(reading, lexicon, phrase) {
        return None;
    }
    let end = with_complements(reading, lexicon, index);
    let closed = match reading.tokens.get(end).map(|token| token.tag) {
        Some(Tag::Comma) => {
            let after = reading.tokens.get(end + 1).map(|token| token.tag);
            after != Some(Tag::Conjunction)
        }
        Some(tag) => {
            tag.is_sign()
                || tag.is_verb()
                || matches!(tag, Tag::Auxiliary | Tag::Modal | Tag::Relative)
        }
        None => true,
    };
    closed.then_some(end)
}

/// Whether a noun phrase can describe the one before it: an age, or what has a common noun as its
/// head.
fn describes(reading: &Reading<'_>, lexicon: &Lexicon, phrase: &Phrase) -> bool {
    let head = reading.tokens[phrase.head];
    let calendar = lexicon.class(head.word).has(Class::CALENDAR);
    let genitive = || phrase.run.clone().any(|at| reading.tokens[at].tag == Tag::Possessive);
    match head.tag {
        Tag::Number => phrase.run.len() == 1,
        Tag::Noun => !calendar,
        Tag::Name => {
            !calendar && (genitive() || reading.tokens[phrase.run.start].tag == Tag::Determiner)
        }
        _ => false,
    }
}

fn sentence_end(reading: &Reading<'_>, token: usize) -> usize {
    let sentence = reading.sentence_of(token);
    reading.sentences.get(sentence).map_or(reading.tokens.len(), |run| run.end)
}

/// The noun phrases that are joined to one by `and`, `or` and commas, itself among them, in their
/// order: `Russia, Saudi Arabia and the United States`. O(their number).
#[must_use]
pub fn conjuncts(reading: &Reading<'_>, lexicon: &Lexicon, index: usize) -> Vec<usize> {
    const MOST: usize = 12;
    let mut list = vec![index];
    // To the left as far as a comma or conjunction directly joins.
    while let Some(&first) = list.first().filter(|_| list.len() < MOST) {
        let start = reading.phrases[first].run.start;
        let Some(joint) = start.checked_sub(1).filter(|&at| joins(reading, at)) else { break };
        let before = first.checked_sub(1).map(|at| &reading.phrases[at]);
        let end = if joint > 0 && joins(reading, joint - 1) { joint - 1 } else { joint };
        match before {
            Some(before) if before.is_noun() && before.run.end == end => list.insert(0, first - 1),
            _ => break,
        }
    }
    while let Some(&last) = list.last().filter(|_| list.len() < MOST) {
        let Some(next) = next_conjunct(reading, lexicon, last) else { break };
        list.push(next);
    }
    // A comma alone joins only where a conjunction ends the list.
    let conjunction = |pair: &[usize]| {
        let between = reading.phrases[pair[0]].run.end..reading.phrases[pair[1]].run.start;
        between.clone().any(|at| reading.tokens[at].tag == Tag::Conjunction)
    };
    let closing = list.windows(2).rposition(conjunction);
    let own = list.iter().position(|&it| it == index).unwrap_or_default();
    match closing {
        Some(pair) if own <= pair + 1 => {
            list.truncate(pair + 2);
            list
        }
        _ => vec![index],
    }
}

fn joins(reading: &Reading<'_>, at: usize) -> bool {
    match reading.tokens.get(at).map(|token| token.tag) {
        Some(Tag::Comma) => reading.word(at) == ",",
        Some(Tag::Conjunction) => ["and", "or", "&", "nor"].contains(&reading.word(at)),
        _ => false,
    }
}

/// The phrase that is joined behind a phrase or behind its complements, whichever it resembles.
fn next_conjunct(reading: &Reading<'_>, lexicon: &Lexicon, index: usize) -> Option<usize> {
    let phrase = &reading.phrases[index];
    let end = with_complements(reading, lexicon, index);
    let joint = (end..).take(2).take_while(|&at| joins(reading, at)).last()?;
    let next = reading.phrases.partition_point(|phrase| phrase.run.start <= joint);
    let found = reading.phrases.get(next)?;
    let tag = |phrase: &Phrase| reading.tokens[phrase.head].tag;
    let same = end == phrase.run.end || tag(found) == tag(phrase);
    (found.is_noun()
        && found.run.start == joint + 1
        && joint < sentence_end(reading, phrase.head)
        && same
        && !lexicon.class(reading.tokens[found.head].word).has(Class::CALENDAR))
    .then_some(next)
}

#[cfg(test)]
mod tests;
