//! The parts of speech that a token can have, by its letters, its classes in the lexicon and the
//! words beside it, each with a cost.

use super::{Place, Style, Tag};
use crate::extract::{
    lexicon::Class,
    token::{Gap, Shape, Token},
};

/// How many tags are tried for one token at most.
pub const MOST: usize = 5;

/// Tags with their costs.
#[derive(Clone, Copy, Debug)]
pub struct Candidates {
    tags: [(Tag, u16); MOST],
    count: usize,
}

impl Candidates {
    const NONE: Self = Self { tags: [(Tag::Other, 0); MOST], count: 0 };

    fn one(tag: Tag) -> Self {
        let mut one = Self::NONE;
        one.put(tag, 0);
        one
    }

    /// What exceeds [`MOST`] is left out: put the likely ones first.
    fn put(&mut self, tag: Tag, cost: u16) {
        if self.count < MOST && !self.iter().any(|known| known.0 == tag) {
            self.tags[self.count] = (tag, cost);
            self.count += 1;
        }
    }
}

impl std::ops::Deref for Candidates {
    type Target = [(Tag, u16)];

    fn deref(&self) -> &Self::Target {
        &self.tags[..self.count]
    }
}

impl Place<'_> {
    fn token(&self) -> Token {
        self.tokens[self.at]
    }

    fn before(&self) -> Option<Token> {
        self.at.checked_sub(1).map(|at| self.tokens[at])
    }

    fn next(&self) -> Option<Token> {
        self.tokens.get(self.at + 1).copied()
    }

    fn word(&self, token: Token) -> &str {
        &self.text[token.extent.range()]
    }

    fn class(&self, token: Option<Token>) -> Class {
        token.map_or(Class::default(), |token| self.lexicon.class(token.word))
    }
}

/// The tags that a token can have: one or more.
pub fn tags(place: &Place<'_>) -> Candidates {
    let token = place.token();
    let word = place.word(token);
    match token.shape {
        Shape::Number => Candidates::one(Tag::Number),
        Shape::Quote => {
            Candidates::one(if is_genitive(place, word) { Tag::Possessive } else { Tag::Quote })
        }
        Shape::Sign => Candidates::one(sign(word)),
        Shape::Joined => Candidates::one(joined(place, word)),
        Shape::Small => small(place),
        Shape::Capital | Shape::Capitals => capital(place),
    }
}

/// Whether the apostrophe is a genitive of a plural: `rebels'`.
fn is_genitive(place: &Place<'_>, word: &str) -> bool {
    let after_s = || place.before().is_some_and(|before| place.word(before).ends_with(['s', 'S']));
    matches!(word, "'" | "’") && place.token().gap == Gap::None && after_s()
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

/// `'s` after a pronoun or `that` is a verb, else a genitive.
fn joined(place: &Place<'_>, word: &str) -> Tag {
    let after = place.class(place.before());
    let pronoun = after.has(Class::PRONOUN.or(Class::RELATIVE)) && !after.has(Class::NOUN)
        || after.has(Class::SUBORDINATOR);
    match word.trim_start_matches(['\'', '’']) {
        "ll" | "LL" | "d" => Tag::Modal,
        "s" | "S" if !pronoun => Tag::Possessive,
        _ => Tag::Auxiliary,
    }
}

fn capital(place: &Place<'_>) -> Candidates {
    let (token, before) = (place.token(), place.before());
    let word = place.word(token);
    let class = place.class(Some(token));
    let acronym = token.shape == Shape::Capitals && place.style == Style::Plain;
    if acronym || class.is_none() && token.shape == Shape::Capitals || word == "US" {
        return Candidates::one(Tag::Name);
    }
    let begins = before.is_none_or(|it| matches!(it.shape, Shape::Quote) || is_opening(place, it));
    if !begins && place.style == Style::Plain {
        // `I`, and the small words of titles, are what they are.
        let closed = token.shape == Shape::Capital && class.has(Class::PRONOUN) && word.len() == 1;
        return if closed { Candidates::one(Tag::Pronoun) } else { Candidates::one(Tag::Name) };
    }
    if class.is_none() {
        return match word {
            _ if word.ends_with("ly") && word.len() > 5 => Candidates::one(Tag::Adverb),
            _ => Candidates::one(Tag::Name),
        };
    }
    if class.has(Class::CALENDAR) && !class.has(Class::MODAL) {
        return Candidates::one(Tag::Name);
    }
    let mut found = small(place);
    let next_capital =
        place.next().is_some_and(|next| matches!(next.shape, Shape::Capital | Shape::Capitals));
    let open = class.has(Class::NOUN.or(Class::ADJECTIVE).or(Class::VERB));
    if open || class.has(Class::MODAL) {
        found.put(Tag::Name, if next_capital && place.style == Style::Plain { 1 } else { 3 });
    }
    found
}

fn is_opening(place: &Place<'_>, token: Token) -> bool {
    matches!(
        place.word(token),
        "(" | "[" | ":" | "--" | "—" | "–" | "-" | "..." | "…" | ";" | "*" | "•"
    )
}

fn small(place: &Place<'_>) -> Candidates {
    let token = place.token();
    let class = place.class(Some(token));
    let mut found = Candidates::NONE;
    closed(place, class, &mut found);
    let closed_only = found.count > 0
        && !class.has(Class::NOUN.or(Class::ADJECTIVE).or(Class::VERB).or(Class::ADVERB));
    if !closed_only && class.is_none() {
        by_ending(place.word(token), &mut found);
    } else if !closed_only {
        open(place, class, &mut found);
    }
    if found.count == 0 {
        found.put(Tag::Noun, 0);
    }
    found
}

/// The tags of the closed classes of a word.
fn closed(place: &Place<'_>, class: Class, found: &mut Candidates) {
    if class.has(Class::TO) {
        let base = place.class(place.next()).has(Class::BASE.or(Class::AUXILIARY));
        let adverb = place.class(place.next()).has(Class::ADVERB);
        if base || adverb {
            found.put(Tag::To, 0);
        }
        found.put(Tag::Preposition, u16::from(base));
    }
    if class.has(Class::RELATIVE) && class.has(Class::SUBORDINATOR) {
        that(place, found);
        return;
    }
    let verb = place.class(place.next());
    let one = [
        (Class::NEGATION, Tag::Negation, 0),
        (Class::AUXILIARY, Tag::Auxiliary, 0),
        (Class::MODAL, Tag::Modal, 0),
        (Class::RELATIVE, Tag::Relative, 0),
        (Class::POSSESSIVE, Tag::Possessive, 0),
        (Class::DETERMINER, Tag::Determiner, 0),
        (Class::PRONOUN, Tag::Pronoun, u16::from(class.has(Class::DETERMINER))),
        (Class::NUMBER, Tag::Number, 0),
        (Class::CONJUNCTION, Tag::Conjunction, 0),
        (
            Class::PREPOSITION,
            Tag::Preposition,
            u16::from(class.has(Class::SUBORDINATOR) && verb.has(Class::PRONOUN)),
        ),
        (Class::SUBORDINATOR, Tag::Subordinator, u16::from(class.has(Class::PREPOSITION))),
    ];
    for (wanted, tag, cost) in one {
        if class.has(wanted) {
            found.put(tag, cost);
        }
    }
}

/// `that`: begins a clause after a verb, an adjective or a noun of saying; a relative clause after
/// another noun; else a determiner or a pronoun.
fn that(place: &Place<'_>, found: &mut Candidates) {
    let before = place.class(place.before());
    let next = place.class(place.next());
    let noun = before.has(Class::NOUN)
        || place.before().is_some_and(|it| matches!(it.shape, Shape::Capital | Shape::Capitals));
    let verbal = next.has(Class::AUXILIARY.or(Class::MODAL).or(Class::PAST).or(Class::PRESENT));
    found.put(Tag::Subordinator, if noun && verbal { 3 } else { 0 });
    found.put(Tag::Relative, if noun && (verbal || !before.has(Class::VERB)) { 0 } else { 4 });
    found.put(Tag::Determiner, 3);
    found.put(Tag::Pronoun, if verbal { 2 } else { 4 });
}

/// The tags of the open classes of a word.
fn open(place: &Place<'_>, class: Class, found: &mut Candidates) {
    let before = place.class(place.before());
    let next = place.class(place.next());
    let noun = class.has(Class::NOUN);
    let before_noun = next.has(Class::NOUN.or(Class::ADJECTIVE));
    // `the filings show that`, `the spokesman said groups`: verbs of saying before their clause.
    let saying = place.lexicon.is_saying(place.token().word);
    let clause = saying && place.next().is_some_and(|it| place.word(it) == "that");
    let helped = before.has(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION));
    let unhelped = saying && class.has(Class::PAST) && !helped;
    if noun {
        // A gerund that is a noun as well is one before `of`, not before an article.
        let object = next.has(Class::DETERMINER) && !next.has(Class::PREPOSITION);
        let verbal = class.has(Class::GERUND) && object;
        let noun_cost = if verbal { 3 } else { 2 * u16::from(clause) };
        found.put(Tag::Noun, noun_cost);
    }
    if class.has(Class::ADJECTIVE) {
        found.put(Tag::Adjective, u16::from(noun && !before_noun));
    }
    if class.has(Class::PAST) {
        found.put(Tag::Past, 0);
    }
    if class.has(Class::PARTICIPLE) {
        let agent = place.next().is_some_and(|it| place.word(it) == "by");
        // `has suspended military aid`: the perfect, however many adjectives follow.
        let perfect = place.before().is_some_and(|it| {
            ["has", "have", "had", "having", "’ve", "'ve"].contains(&place.word(it))
        });
        let cost = u16::from(class.has(Class::PAST) && !agent && !perfect);
        let alone = unhelped && !agent && !perfect;
        found.put(Tag::Participle, cost + 2 * u16::from(alone));
        if before_noun && !perfect && !alone && !class.has(Class::ADJECTIVE) {
            found.put(Tag::Adjective, 1);
        }
    }
    if class.has(Class::GERUND) {
        found.put(Tag::Gerund, u16::from(noun));
        if before_noun && !noun && !class.has(Class::ADJECTIVE) {
            found.put(Tag::Adjective, 2);
        }
    }
    if class.has(Class::PRESENT) {
        let object = next.has(Class::DETERMINER.or(Class::POSSESSIVE).or(Class::TO));
        found.put(
            Tag::Present,
            u16::from(noun && !object && !clause) + 2 * u16::from(before.has(Class::PLURAL)),
        );
    }
    if class.has(Class::BASE) {
        let plural = before.has(Class::PLURAL.or(Class::TO).or(Class::MODAL).or(Class::NEGATION));
        let object = next.has(Class::DETERMINER.or(Class::POSSESSIVE)) || clause;
        found.put(Tag::Base, if plural || object { 0 } else { 2 } + u16::from(noun && !plural));
    }
    if class.has(Class::ADVERB) {
        found.put(Tag::Adverb, u16::from(found.count > 0));
    }
}

/// The tags of a word that the lexicon does not have.
fn by_ending(word: &str, found: &mut Candidates) {
    let ends = |endings: &[&str]| {
        endings.iter().any(|ending| word.ends_with(ending) && word.len() > ending.len() + 2)
    };
    if ends(&["ly"]) {
        found.put(Tag::Adverb, 0);
    } else if ends(&["ing"]) {
        found.put(Tag::Gerund, 0);
        found.put(Tag::Noun, 1);
        found.put(Tag::Adjective, 2);
    } else if ends(&["ed"]) {
        found.put(Tag::Past, 0);
        found.put(Tag::Participle, 0);
        found.put(Tag::Adjective, 1);
    } else if ends(&[
        "ous",
        "ful",
        "ive",
        "able",
        "ible",
        "ical",
        "less",
        "ish",
        "-led",
        "-backed",
        "-based",
        "-old",
        "-held",
        "-controlled",
        "-run",
        "-owned",
        "-wide",
        "-long",
        "-style",
        "-born",
    ]) {
        found.put(Tag::Adjective, 0);
        found.put(Tag::Noun, 2);
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
        found.put(Tag::Noun, 0);
        found.put(Tag::Present, 3);
    } else {
        found.put(Tag::Noun, 0);
        found.put(Tag::Adjective, 2);
        found.put(Tag::Base, 4);
    }
}
