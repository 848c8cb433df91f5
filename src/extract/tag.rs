//! Each token gets the part of speech that it has where it stands.
//!
//! A word of one class has its tag from the lexicon; of several, the words around decide, from left
//! to right; an unknown word is judged by its capitals and its ending.

use super::{
    Reading,
    lexicon::{Class, Lexicon},
    token::{Gap, Shape, Token},
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

/// Gives every token its tag.
pub fn choose(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut tokens = std::mem::take(&mut reading.tokens);
    for sentence in &reading.sentences {
        for at in sentence.clone() {
            let next = tokens.get(at + 1).filter(|_| at + 1 < sentence.end).copied();
            let before = (at > sentence.start).then(|| tokens[at - 1]);
            tokens[at].tag = tag(reading.text, &Place { token: tokens[at], before, next }, lexicon);
        }
    }
    reading.tokens = tokens;
}

/// A token and its neighbours in the sentence; the one before has its tag.
struct Place {
    token: Token,
    before: Option<Token>,
    next: Option<Token>,
}

fn tag(text: &str, place: &Place, lexicon: &Lexicon) -> Tag {
    let &Place { token, before, next } = place;
    let word = &text[token.extent.range()];
    match token.shape {
        Shape::Number => return Tag::Number,
        Shape::Quote if word == "'" || word == "’" => {
            let genitive = token.gap == Gap::None
                && before.is_some_and(|before| text[before.extent.range()].ends_with(['s', 'S']));
            return if genitive { Tag::Possessive } else { Tag::Quote };
        }
        Shape::Quote => return Tag::Quote,
        Shape::Sign => return sign(word),
        Shape::Joined => return joined(word, before),
        Shape::Small | Shape::Capital | Shape::Capitals => {}
    }
    let class = lexicon.class(token.word);
    let closed = closed(class, before, next, lexicon);
    let begins = before.is_none_or(|it| matches!(it.tag, Tag::Quote | Tag::Colon | Tag::Bracket));
    match token.shape {
        Shape::Capitals if word.len() > 1 => return Tag::Name,
        Shape::Capital if !begins => return Tag::Name,
        Shape::Capital
            if closed.is_none() && !class.has(Class::VERB.or(Class::ADJECTIVE).or(Class::NOUN)) =>
        {
            return if word.ends_with("ly") { Tag::Adverb } else { Tag::Name };
        }
        _ => {}
    }
    closed.unwrap_or_else(|| open(word, class, before, next, lexicon))
}

fn sign(word: &str) -> Tag {
    match word {
        "," | ";" => Tag::Comma,
        "." | "!" | "?" | "..." | "…" => Tag::Stop,
        ":" => Tag::Colon,
        "-" | "--" | "–" | "—" => Tag::Dash,
        "(" | ")" | "[" | "]" | "{" | "}" => Tag::Bracket,
        _ => Tag::Other,
    }
}

/// `'s` after a pronoun or `that` is a verb, else a genitive.
fn joined(word: &str, before: Option<Token>) -> Tag {
    match word.trim_start_matches(['\'', '’']) {
        "ll" | "LL" | "d" => Tag::Modal,
        "s" | "S" if !before.is_some_and(|it| matches!(it.tag, Tag::Pronoun | Tag::Relative)) => {
            Tag::Possessive
        }
        _ => Tag::Auxiliary,
    }
}

/// The tag of a word of a closed class.
fn closed(
    class: Class,
    before: Option<Token>,
    next: Option<Token>,
    lexicon: &Lexicon,
) -> Option<Tag> {
    let next_class = next.map_or(Class::default(), |next| lexicon.class(next.word));
    let after_noun =
        before.is_some_and(|it| matches!(it.tag, Tag::Noun | Tag::Name | Tag::Pronoun));
    if class.has(Class::TO) {
        return Some(if next_class.has(Class::BASE) { Tag::To } else { Tag::Preposition });
    }
    if class.has(Class::RELATIVE) && class.has(Class::SUBORDINATOR) {
        // `that`: after a noun, a relative; before a noun without a subject, a determiner.
        return Some(if after_noun { Tag::Relative } else { Tag::Subordinator });
    }
    if class.has(Class::POSSESSIVE) && class.has(Class::PRONOUN) {
        // `her`: before a noun a possessive.
        let noun = next.is_some_and(|next| matches!(next.shape, Shape::Capital | Shape::Capitals))
            || next_class.has(Class::NOUN.or(Class::ADJECTIVE));
        return Some(if noun { Tag::Possessive } else { Tag::Pronoun });
    }
    let one = [
        (Class::NEGATION, Tag::Negation),
        (Class::AUXILIARY, Tag::Auxiliary),
        (Class::MODAL, Tag::Modal),
        (Class::RELATIVE, Tag::Relative),
        (Class::POSSESSIVE, Tag::Possessive),
        (Class::DETERMINER, Tag::Determiner),
        (Class::PRONOUN, Tag::Pronoun),
        (Class::NUMBER, Tag::Number),
        (Class::CONJUNCTION, Tag::Conjunction),
        (Class::PREPOSITION, Tag::Preposition),
        (Class::SUBORDINATOR, Tag::Subordinator),
    ];
    one.iter().find(|(wanted, _)| class.has(*wanted)).map(|&(_, tag)| tag)
}

/// The tag of a word of an open class.
fn open(
    word: &str,
    class: Class,
    before: Option<Token>,
    next: Option<Token>,
    lexicon: &Lexicon,
) -> Tag {
    let last = before.map_or(Tag::Stop, |it| it.tag);
    let next_class = next.map_or(Class::default(), |next| lexicon.class(next.word));
    if matches!(last, Tag::To | Tag::Modal) && class.has(Class::BASE) {
        return Tag::Base;
    }
    let in_noun_phrase = matches!(
        last,
        Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number | Tag::Preposition
    );
    let before_noun =
        next_class.has(Class::NOUN) || next.is_some_and(|it| it.shape == Shape::Capital);
    let unknown = class.is_none();
    let gerund = class.has(Class::GERUND) || unknown && word.ends_with("ing") && word.len() > 5;
    let past = class.has(Class::PAST.or(Class::PARTICIPLE))
        || unknown && word.ends_with("ed") && word.len() > 4;
    if past && !(in_noun_phrase && class.has(Class::NOUN)) {
        return match last {
            Tag::Auxiliary => Tag::Participle,
            _ if in_noun_phrase && before_noun => Tag::Adjective,
            _ if class.has(Class::PAST) || unknown => Tag::Past,
            _ => Tag::Participle,
        };
    }
    if gerund {
        return if in_noun_phrase && class.has(Class::NOUN) { Tag::Noun } else { Tag::Gerund };
    }
    if class.has(Class::ADVERB) || unknown && word.ends_with("ly") {
        return Tag::Adverb;
    }
    let noun = class.has(Class::NOUN) || unknown;
    if class.has(Class::PRESENT)
        && !(in_noun_phrase && noun)
        && matches!(
            last,
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Relative | Tag::Adverb | Tag::Comma
        )
    {
        return Tag::Present;
    }
    if class.has(Class::BASE) && !noun && !in_noun_phrase {
        return Tag::Base;
    }
    if class.has(Class::BASE) && matches!(last, Tag::Pronoun | Tag::Negation) {
        return Tag::Base;
    }
    if class.has(Class::ADJECTIVE) || unknown && has_adjective_ending(word) {
        return if noun && !unknown && !before_noun { Tag::Noun } else { Tag::Adjective };
    }
    if class.has(Class::PRESENT) && !noun { Tag::Present } else { Tag::Noun }
}

fn has_adjective_ending(word: &str) -> bool {
    ["ous", "ful", "ive", "able", "ible", "ical", "less", "-led", "-backed", "-based"]
        .iter()
        .any(|ending| word.ends_with(ending) && word.len() > ending.len() + 2)
}
