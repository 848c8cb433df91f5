//! Each token gets the part of speech that it has where it stands.
//!
//! The lexicon, the letters and the neighbours of a word say which ones it can have and how likely
//! (`candidate`); which sequences are usual is a table (`order`); the cheapest sequence of a
//! sentence wins.

mod candidate;
mod order;
#[cfg(test)]
mod tests;

use self::candidate::{Candidates, MOST};
use super::{
    Reading,
    lexicon::{Class, Lexicon},
    token::{Shape, Token},
};

/// A part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A common noun.
    Noun,
    /// A part of a name: a word with a capital that the beginning of a sentence does not explain.
    Name,
    /// An adjective, or a participle before a noun.
    Adjective,
    /// An article or another determiner.
    Determiner,
    /// A personal pronoun, or one that stands for a noun phrase.
    Pronoun,
    /// `his`, `their`, and the joined `'s` and `'` of the genitive.
    Possessive,
    /// A number, in digits or in words.
    Number,
    /// The base form of a verb, after `to` or a modal, or in the plural of the present.
    Base,
    /// The present: `meets`.
    Present,
    /// The past: `met`.
    Past,
    /// The gerund, as a verb or a noun: `meeting`.
    Gerund,
    /// The participle: `met` after `has` or `was`.
    Participle,
    /// A form of be, have or do; joined forms too.
    Auxiliary,
    /// `will`, `could`; joined forms too.
    Modal,
    /// `not`, `never`, `n't`.
    Negation,
    /// The infinitive's `to`.
    To,
    /// An adverb.
    Adverb,
    /// A preposition, also `to` before a noun phrase.
    Preposition,
    /// `and`, `or`, `but`.
    Conjunction,
    /// Begins a clause: `that`, `because`, `while`.
    Subordinator,
    /// Begins a relative clause: `who`, `which`, `that`.
    Relative,
    /// Opens or closes a quotation.
    Quote,
    /// `,` and `;`.
    Comma,
    /// `.`, `!`, `?` and `...`.
    Stop,
    /// `:`.
    Colon,
    /// A dash.
    Dash,
    /// A bracket.
    Bracket,
    /// Anything else.
    #[default]
    Other,
}

impl Tag {
    /// Whether it is a form of a full verb.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::Base | Self::Present | Self::Past | Self::Gerund | Self::Participle)
    }

    /// Whether it can stand inside a noun phrase before its head.
    #[must_use]
    pub fn is_nominal(self) -> bool {
        matches!(
            self,
            Self::Noun
                | Self::Name
                | Self::Adjective
                | Self::Determiner
                | Self::Possessive
                | Self::Number
        )
    }

    /// Whether it is a sign and no word.
    #[must_use]
    pub fn is_sign(self) -> bool {
        matches!(
            self,
            Self::Quote
                | Self::Comma
                | Self::Stop
                | Self::Colon
                | Self::Dash
                | Self::Bracket
                | Self::Other
        )
    }
}

/// Gives every token its tag: among the tags that each token can have, the sequence of the least
/// cost, sentence by sentence. O(tokens).
pub fn choose(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut tokens = std::mem::take(&mut reading.tokens);
    let mut steps: Vec<Step> = Vec::new();
    for sentence in &reading.sentences {
        let tokens = &mut tokens[sentence.clone()];
        steps.clear();
        let style = Style::of(tokens, lexicon);
        for at in 0..tokens.len() {
            let place = Place { text: reading.text, tokens, at, style, lexicon };
            let saying = lexicon.is_saying(tokens[at].word);
            steps.push(Step::after(steps.last(), candidate::tags(&place), saying));
        }
        let mut end = steps.last().map_or((0, NO_VERB), Step::cheapest);
        for (token, step) in tokens.iter_mut().zip(&steps).rev() {
            token.tag = step.tags[end.0].0;
            end = step.ways[end.0][end.1].from;
        }
        participles(reading.text, tokens, lexicon);
    }
    reading.tokens = tokens;
}

/// The ways to tag a sentence up to a token that end with each of its tags in each state of its
/// clause.
struct Step {
    tags: Candidates,
    ways: [[Way; CLAUSES]; MOST],
}

/// The cheapest way to a tag in a state.
#[derive(Clone, Copy)]
struct Way {
    /// Its cost, counted from the cheapest of all.
    cost: u16,
    /// The tag and the state of the token before.
    from: (usize, usize),
}

const NO_WAY: Way = Way { cost: u16::MAX, from: (0, 0) };

/// How many states a clause has: no verb so far in the sentence, a finite verb, none since a clause
/// that has one, none since a word that begins a clause.
const CLAUSES: usize = 4;
const NO_VERB: usize = 0;
const VERB: usize = 1;
const FURTHER: usize = 2;
const OPEN: usize = 3;

/// The costs of a second finite verb in one clause, and of a sentence without one.
const SECOND_VERB: u16 = 2;
const WITHOUT_VERB: u16 = 3;

impl Step {
    /// The step after another; `saying` if a clause can follow its verb without a conjunction.
    fn after(before: Option<&Self>, tags: Candidates, saying: bool) -> Self {
        let mut ways = [[NO_WAY; CLAUSES]; MOST];
        let start = [(Tag::Stop, 0)];
        let lasts = before.map_or(&start[..], |before| &before.tags);
        for (at, &(tag, own)) in tags.iter().enumerate() {
            for (last, &(last_tag, _)) in lasts.iter().enumerate() {
                let cost = own + order::cost(last_tag, tag);
                for clause in 0..CLAUSES {
                    let so_far = match before {
                        Some(before) => before.ways[last][clause].cost,
                        None if clause == NO_VERB => 0,
                        None => u16::MAX,
                    };
                    if so_far == u16::MAX {
                        continue;
                    }
                    let (next, more) = clause_after(clause, last_tag, tag);
                    let next = if saying && next == VERB { FURTHER } else { next };
                    let cost = so_far.saturating_add(cost + more).min(u16::MAX - 1);
                    let way = Way { cost, from: (last, clause) };
                    if way.cost < ways[at][next].cost {
                        ways[at][next] = way;
                    }
                }
            }
        }
        let ends = ways[..tags.len()].iter_mut().flatten();
        let least = ends.map(|way| way.cost).min().unwrap_or_default();
        for way in ways[..tags.len()].iter_mut().flatten().filter(|way| way.cost < u16::MAX) {
            way.cost -= least;
        }
        Self { tags, ways }
    }

    /// The tag and the state that the cheapest way of the sentence ends with.
    fn cheapest(&self) -> (usize, usize) {
        let ends = (0..self.tags.len()).flat_map(|at| (0..CLAUSES).map(move |it| (at, it)));
        let cost = |&(at, clause): &(usize, usize)| {
            let more = if matches!(clause, NO_VERB | OPEN) { WITHOUT_VERB } else { 0 };
            self.ways[at][clause].cost.saturating_add(more)
        };
        ends.min_by_key(cost).unwrap_or_default()
    }
}

/// The state of the clause after another tag, and what that costs.
fn clause_after(clause: usize, last: Tag, tag: Tag) -> (usize, u16) {
    let finite = match tag {
        Tag::Past | Tag::Present | Tag::Modal => true,
        Tag::Auxiliary => {
            !matches!(last, Tag::Modal | Tag::Auxiliary | Tag::To | Tag::Negation | Tag::Adverb)
        }
        Tag::Base => matches!(last, Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Relative),
        _ => false,
    };
    let opens = tag.is_sign()
        || matches!(tag, Tag::Conjunction | Tag::Subordinator | Tag::Relative | Tag::Pronoun);
    match (clause, finite) {
        (VERB, true) => (VERB, SECOND_VERB),
        (_, true) => (VERB, 0),
        (OPEN, false) if matches!(tag, Tag::Comma | Tag::Stop) => (FURTHER, WITHOUT_VERB),
        (_, false) if matches!(tag, Tag::Subordinator | Tag::Relative) => (OPEN, 0),
        (VERB, false) if opens => (FURTHER, 0),
        _ => (clause, 0),
    }
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Capitals mark names.
    Plain,
    /// As a headline: capitals say nothing.
    Title,
}

impl Style {
    /// A title if all of its longer nouns, verbs and the like have a capital.
    fn of(tokens: &[Token], lexicon: &Lexicon) -> Self {
        let (mut small, mut capital) = (0, 0);
        for token in tokens.iter().skip(1) {
            let class = lexicon.class(token.word);
            let common = Class::VERB.or(Class::ADJECTIVE).or(Class::NOUN).or(Class::ADVERB);
            match token.shape {
                Shape::Small if class.is_none() || class.has(common) => {
                    small += usize::from(token.extent.len() > 3);
                }
                Shape::Capital | Shape::Capitals if class.has(common) => capital += 1,
                _ => {}
            }
        }
        if capital > 2 && small == 0 { Self::Title } else { Self::Plain }
    }
}

/// A token of a sentence, among the others.
struct Place<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
    style: Style,
    lexicon: &'a Lexicon,
}

/// What looks like the past after a noun is a participle where the true verb of the clause follows:
/// `the talks held in Doha ended`.
fn participles(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    const REACH: usize = 16;
    for at in 1..tokens.len() {
        let [before, token] = [tokens[at - 1], tokens[at]];
        let after_noun = matches!(before.tag, Tag::Noun | Tag::Name);
        if token.tag != Tag::Past
            || !after_noun
            || !lexicon.class(token.word).has(Class::PARTICIPLE)
            || &text[token.extent.range()] == "said"
            || tokens.get(at + 1).is_none_or(|next| next.tag != Tag::Preposition)
        {
            continue;
        }
        let rest = &tokens[at + 2..tokens.len().min(at + REACH)];
        let verb = rest.iter().enumerate().find(|(_, next)| {
            !next.tag.is_nominal() && !matches!(next.tag, Tag::Preposition | Tag::Adverb)
        });
        let finite = |tag| matches!(tag, Tag::Past | Tag::Present | Tag::Auxiliary | Tag::Modal);
        if verb.is_some_and(|(_, verb)| finite(verb.tag)) {
            tokens[at].tag = Tag::Participle;
        }
    }
}
