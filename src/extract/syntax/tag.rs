//! Each token gets its part of speech: the one of its node, told coarser, and by what the token is
//! in the tree and in the lexicon.

#[cfg(test)]
mod tests;

use crate::extract::{
    Reading,
    lexicon::{Class, Lexicon},
    reading::{
        tag::Tag,
        token::{Shape, Token},
        tree::{Node, Penn, Rel},
    },
};

/// Gives every token its tag. O(tokens).
pub fn choose(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut tokens = std::mem::take(&mut reading.tokens);
    for sentence in &reading.sentences {
        let is_title = is_title(&tokens[sentence.clone()], lexicon);
        for at in sentence.clone() {
            let (token, node) = (tokens[at], reading.nodes[at]);
            let word = &reading.text[token.extent.range()];
            let class = lexicon.class(token.word);
            let head = reading.nodes[node.head as usize];
            let next = tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
            let named = !is_title
                && match token.shape {
                    Shape::Capitals => true,
                    // `Russian troops`, but not `New talks`.
                    Shape::Capital if matches!(node.tag, Penn::Jj) => {
                        at > sentence.start || class.is_none()
                    }
                    Shape::Capital if class.is_none() => {
                        next.is_some_and(|next| next.shape == Shape::Capital)
                    }
                    _ => false,
                };
            tokens[at].tag = match token.shape {
                Shape::Number => Tag::Number,
                Shape::Sign => sign(word),
                Shape::Quote if node.tag == Penn::Pos => Tag::Possessive,
                Shape::Quote => Tag::Quote,
                Shape::Joined => joined(word, node),
                _ if named => Tag::Name,
                Shape::Small | Shape::Capital | Shape::Capitals => written(word, class, node, head),
            };
        }
    }
    reading.tokens = tokens;
}

/// Whether a sentence is written as a headline, so that capitals say nothing: all of its longer
/// nouns, verbs and the like have one.
#[must_use]
pub fn is_title(tokens: &[Token], lexicon: &Lexicon) -> bool {
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
    capital > 2 && small == 0
}

fn sign(word: &str) -> Tag {
    match word {
        "," | ";" => Tag::Comma,
        "." | "!" | "?" | "..." | "…" => Tag::Stop,
        ":" => Tag::Colon,
        "-" | "--" | "–" | "—" => Tag::Dash,
        "(" | ")" | "[" | "]" | "{" | "}" => Tag::Bracket,
        "&" => Tag::Conjunction,
        "$" | "€" | "£" | "¥" | "%" => Tag::Number,
        _ => Tag::Other,
    }
}

/// `'s` is a genitive or a verb.
fn joined(word: &str, node: Node) -> Tag {
    match word.trim_start_matches(['\'', '’']) {
        "ll" | "LL" | "d" => Tag::Modal,
        _ if node.tag == Penn::Pos => Tag::Possessive,
        _ => Tag::Auxiliary,
    }
}

/// The tag of a word of letters.
fn written(word: &str, class: Class, node: Node, head: Node) -> Tag {
    if class.has(Class::NEGATION) {
        return Tag::Negation;
    }
    let relative = head.rel == Rel::AclRelcl || class.has(Class::RELATIVE);
    match node.tag {
        Penn::Nnp | Penn::Nnps => Tag::Name,
        Penn::Nn | Penn::Nns => Tag::Noun,
        Penn::Jj | Penn::Jjr | Penn::Jjs | Penn::Afx => Tag::Adjective,
        Penn::Cd => Tag::Number,
        Penn::PrpS | Penn::WpS | Penn::Pos => Tag::Possessive,
        Penn::Dt | Penn::Pdt if stands_alone(node.rel) => Tag::Pronoun,
        Penn::Dt | Penn::Pdt => Tag::Determiner,
        Penn::Wdt | Penn::Wp if relative => Tag::Relative,
        Penn::Wdt if node.rel == Rel::Det => Tag::Determiner,
        Penn::Wdt | Penn::Wp | Penn::Prp | Penn::Ex => Tag::Pronoun,
        Penn::Wrb => Tag::Subordinator,
        Penn::Md => Tag::Modal,
        _ if node.tag.is_verb() => verb(class, node),
        Penn::Rb | Penn::Rbr | Penn::Rbs | Penn::Rp | Penn::Uh => Tag::Adverb,
        // `both 2008 and 2012`
        Penn::Cc if class.has(Class::DETERMINER) => Tag::Determiner,
        Penn::Cc => Tag::Conjunction,
        Penn::To if node.rel != Rel::Case => Tag::To,
        Penn::To => Tag::Preposition,
        Penn::In => opener(class, node, head),
        Penn::Fw if word.starts_with(char::is_uppercase) => Tag::Name,
        Penn::Fw | Penn::Gw | Penn::Xx | Penn::Sym => Tag::Noun,
        _ => Tag::Other,
    }
}

/// Whether a determiner stands for a noun phrase.
fn stands_alone(rel: Rel) -> bool {
    rel.is_nominal() || matches!(rel, Rel::Root | Rel::Conj)
}

/// The form of a verb; a participle before a noun is an adjective.
fn verb(class: Class, node: Node) -> Tag {
    if class.has(Class::AUXILIARY) || matches!(node.rel, Rel::Aux | Rel::AuxPass | Rel::Cop) {
        return Tag::Auxiliary;
    }
    match node.tag {
        Penn::Vbg | Penn::Vbn if matches!(node.rel, Rel::Amod | Rel::Compound) => Tag::Adjective,
        Penn::Vbg if node.rel == Rel::Case => Tag::Preposition,
        Penn::Vbg => Tag::Gerund,
        Penn::Vbn => Tag::Participle,
        Penn::Vbd => Tag::Past,
        Penn::Vbz => Tag::Present,
        _ => Tag::Base,
    }
}

/// A preposition, or what opens a clause; before a gerund the two are one.
fn opener(class: Class, node: Node, head: Node) -> Tag {
    match node.rel {
        Rel::Mark if head.tag == Penn::Vbg && class.has(Class::PREPOSITION) => Tag::Preposition,
        Rel::Mark => Tag::Subordinator,
        Rel::Case => Tag::Preposition,
        _ if class.has(Class::SUBORDINATOR) && !class.has(Class::PREPOSITION) => Tag::Subordinator,
        _ => Tag::Preposition,
    }
}
