//! Noun phrases and verb groups: the tokens of a sentence that belong together.
//!
//! A noun phrase is a base one: it ends with its head and has no other phrase behind it, but its
//! genitives are in it (`Russia's foreign ministry`, `the head` `of` `the committee`). A verb group
//! is what stands around one full verb (`has not been formally accepted`), or an auxiliary alone.

use std::ops::Range;

use super::{Reading, lexicon::Lexicon, tag::Tag};

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
    /// It is over: `met`, `has met`.
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
pub fn find(reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases = Vec::with_capacity(reading.tokens.len() / 3);
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let found = noun(reading, at..sentence.end).or_else(|| verb(reading, at..sentence.end));
            at = found.as_ref().map_or(at + 1, |phrase| phrase.run.end);
            phrases.extend(found);
        }
    }
    phrases
}

fn noun(reading: &Reading<'_>, rest: Range<usize>) -> Option<Phrase> {
    let tag = |at: usize| reading.tokens[at].tag;
    if tag(rest.start) == Tag::Pronoun {
        let run = rest.start..rest.start + 1;
        return Some(Phrase { head: rest.start, run, kind: PhraseKind::Noun });
    }
    let mut end = rest.start;
    while end < rest.end && tag(end).is_nominal() {
        end += 1;
    }
    let nouns = rest.start..end;
    let head = nouns.rev().find(|&at| matches!(tag(at), Tag::Noun | Tag::Name | Tag::Number))?;
    // What follows the head (a genitive of nothing, an adjective) is not in it.
    let run = rest.start..head + 1;
    Some(Phrase { run, head, kind: PhraseKind::Noun })
}

fn verb(reading: &Reading<'_>, rest: Range<usize>) -> Option<Phrase> {
    let tag = |at: usize| reading.tokens[at].tag;
    let mut group = Group::default();
    let (mut head, mut end) = (None, rest.start);
    for at in rest.clone() {
        match tag(at) {
            Tag::Modal => group.modal = true,
            Tag::To if at == rest.start || head.is_some_and(|head| tag(head) == Tag::Auxiliary) => {
                group.infinite = true;
            }
            Tag::Negation => group.negated = true,
            Tag::Adverb if at > rest.start => continue,
            Tag::Auxiliary => {
                group.past |= ["was", "were", "had", "did"].contains(&reading.word(at));
                head = Some(at);
            }
            verb if verb.is_verb() => {
                let after_auxiliary = head.is_some();
                let be = head.is_some_and(|head| is_be(reading.word(head)));
                group.passive = be && matches!(verb, Tag::Participle | Tag::Past);
                group.past |= matches!(verb, Tag::Past | Tag::Participle);
                group.infinite |= !after_auxiliary && verb == Tag::Gerund;
                (head, end) = (Some(at), at + 1);
                break;
            }
            _ => break,
        }
        end = at + 1;
    }
    let head = head?;
    Some(Phrase { run: rest.start..end, head, kind: PhraseKind::Verb(group) })
}

fn is_be(word: &str) -> bool {
    ["is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re", "am", "'m", "’m"]
        .contains(&word)
}
