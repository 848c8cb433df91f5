//! Whether a name that nobody knows beforehand is a person's, from all places where it stands.
//!
//! `Sochi` is a place because something is *in Sochi*; `Putin` is a person because *Putin said* so
//! somewhere, because another sentence has the whole name, or an office before it.

use rustc_hash::FxHashMap;

use super::noun;
use crate::{
    base::text,
    extract::{
        Reading,
        lexicon::{
            Class, Lexicon,
            names::{Facts, Sort},
            triggers::Form,
        },
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::Kind,
};

/// No known name has more words.
const LONGEST: usize = 12;

/// What the text shows of its unknown names.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// By a word of a name, folded.
    words: FxHashMap<String, Shown>,
    /// How often each country is named, by its people and its capital, too.
    countries: FxHashMap<String, u32>,
}

/// What was seen of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// How much says that it is a person.
    pub person: u32,
    /// How much says that it is a place.
    pub place: u32,
    /// How often it acts as people and bodies do.
    pub acts: u32,
}

impl Shown {
    /// Whether it is a person rather than anything else.
    pub fn is_person(self) -> bool {
        self.person > self.place
    }

    /// Whether it is a place.
    pub fn is_place(self) -> bool {
        self.place > self.person + self.acts
    }
}

impl Evidence {
    /// Of a whole text. O(tokens).
    pub fn of(reading: &Reading<'_>, lexicon: &Lexicon) -> Self {
        let mut evidence = Self::default();
        for at in 0..reading.tokens.len() {
            if is_name(reading, at) {
                evidence.add(reading, lexicon, at);
            }
            evidence.count(reading, lexicon, at);
        }
        evidence
    }

    /// Counts the country that a token begins to name.
    fn count(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: usize) {
        if !matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals) {
            return;
        }
        let words = reading.tokens[at..].iter().take(LONGEST).map(|token| token.word);
        let Some((_, known)) = lexicon.names.name(words) else { return };
        let bearer = lexicon.names.bearer(known);
        if known.sort != Sort::Shared && !bearer.country.is_empty() {
            *self.countries.entry(bearer.country.to_string()).or_default() += 1;
        }
    }

    /// Whether a text tells of a country at least half as much as of any other.
    pub fn tells_of(&self, country: &str) -> bool {
        let own = self.countries.get(country).copied().unwrap_or_default();
        let most = self.countries.values().copied().max().unwrap_or_default();
        own > 0 && 2 * own >= most
    }

    /// What was seen of a word.
    pub fn shown(&self, word: &str) -> Shown {
        self.words.get(&*text::fold(word)).copied().unwrap_or_default()
    }

    fn add(&mut self, reading: &Reading<'_>, lexicon: &Lexicon, at: usize) {
        let node = reading.nodes[at];
        let head = node.head as usize;
        let mut shown = Shown::default();
        match node.rel {
            // The whole name of a person tells of its last word, and of its first.
            Rel::Flat if is_name(reading, head) => {
                if has_title(reading, lexicon, head) || is_given(reading, lexicon, head) {
                    shown.person = 4;
                } else {
                    shown.person = 1;
                }
            }
            Rel::Compound | Rel::Amod | Rel::Goeswith | Rel::Flat => return,
            _ => shown = seen(reading, lexicon, at),
        }
        let key = text::fold(reading.word(at)).into_owned();
        let known = self.words.entry(key).or_default();
        known.person = known.person.saturating_add(shown.person);
        known.place = known.place.saturating_add(shown.place);
        known.acts = known.acts.saturating_add(shown.acts);
    }
}

/// Whether a token is a word of a name.
pub fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.nodes[at].tag, Penn::Nnp | Penn::Nnps)
        && matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals)
}

/// Whether something is asked of whom a token names: `called on the MLC`, `appealed to Goma`.
pub fn is_asked(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let verb = reading.tokens[reading.nodes[at].head as usize].word;
    let directs = |case: usize| lexicon.cases.directs(Kind::Request, reading.tokens[case].word);
    noun::preposition(reading, at).is_some_and(directs)
        && lexicon.triggers.is_in("calling", lexicon.lemma(verb))
}

/// Whether a token names whom what is given, asked or withheld goes to: `aid to Khartoum`, `protested to
/// Kinshasa`, `sanctions on Tehran`.
pub fn is_concerned(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let Some(case) = noun::preposition(reading, at) else { return false };
    // The tree may hang it from the verb before.
    let governors = [Some(reading.nodes[at].head as usize), case.checked_sub(1)];
    let is_in = |set| {
        let mut words = governors.into_iter().flatten().map(|it| reading.tokens[it].word);
        words.any(|word| lexicon.triggers.is_in(set, lexicon.lemma(word)))
    };
    let case = reading.tokens[case].word;
    case == lexicon.word("to") && is_in("addressed")
        || case == lexicon.word("on") && is_in("sanction")
        // `recalled its ambassador from Caracas`
        || case == lexicon.word("from") && is_in("diplomat") && is_in("moved")
}

fn is_given(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    lexicon.names.facts(reading.tokens[at].word).has(Facts::GIVEN.or(Facts::FAMILY))
}

/// Whether an office or `Mr` stands before a name.
fn has_title(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let before = reading.branches.children(at).take_while(|&child| child < at);
    before.take(8).any(|child| {
        reading.nodes[child].rel == Rel::Nmod
            && lexicon.names.title(std::iter::once(reading.tokens[child].word)).is_some()
    })
}

/// What one place says of a name that heads a noun phrase.
fn seen(reading: &Reading<'_>, lexicon: &Lexicon, at: usize) -> Shown {
    let mut shown = Shown::default();
    // Who is joined to another does the same.
    let mut node = reading.nodes[at];
    if node.rel == Rel::Conj && is_name(reading, node.head as usize) {
        node = reading.nodes[node.head as usize];
    }
    let head = node.head as usize;
    let facts = |token: usize| {
        let word = reading.tokens[token].word;
        lexicon.names.facts(lexicon.lemma(word)).or(lexicon.names.facts(word))
    };
    if has_title(reading, lexicon, at) {
        shown.person += 4;
    }
    if let Some(case) = noun::preposition(reading, at) {
        let case = facts(case);
        if case.has(Facts::AT) {
            shown.place += 2;
        } else if case.has(Facts::RELATED)
            || is_asked(reading, lexicon, at)
            || is_concerned(reading, lexicon, at)
        {
            shown.acts += 1;
        }
        return shown;
    }
    let verb = reading.nodes[head].tag.is_verb();
    match node.rel {
        Rel::Nsubj if verb => {
            let word = reading.tokens[head].word;
            if lexicon.is_saying(word) || facts(head).has(Facts::HUMAN) {
                shown.person += 2;
                shown.acts += 2;
            } else if lexicon.triggers.beginning(Form::Verb, lexicon.lemma(word)).is_some() {
                shown.acts += 1;
            }
        }
        Rel::Obj | Rel::Iobj | Rel::NsubjPass if verb => {
            if facts(head).has(Facts::ADDRESSED) && !facts(head).has(Facts::REACHED) {
                shown.person += 1;
                shown.acts += 1;
            } else if facts(head).has(Facts::REACHED) {
                shown.place += 1;
            }
        }
        // `the minister of Oman, Kari Dahl,`
        Rel::Appos => {
            let office = lexicon.names.title(std::iter::once(reading.tokens[head].word));
            shown.person += 3 * u32::from(office.is_some());
        }
        // `Putin's visit`: what people have, and what places have.
        Rel::Nmod if noun::is_genitive(reading, at) => {
            let owned = lexicon.names.title(std::iter::once(reading.tokens[head].word));
            shown.person += u32::from(owned.is_some());
        }
        _ => {}
    }
    let behind = reading.branches.children(at).skip_while(|&child| child <= at).take(8);
    for child in behind {
        let word = reading.tokens[child].word;
        match reading.nodes[child].rel {
            Rel::AclRelcl => {
                let who = reading.branches.span(child).take(3).any(|it| {
                    reading.nodes[it].tag == Penn::Wp && reading.word(it).starts_with(['w', 'W'])
                });
                shown.person += 2 * u32::from(who);
            }
            Rel::Appos if lexicon.names.title(std::iter::once(word)).is_some() => {
                shown.person += 3;
            }
            Rel::Appos if lexicon.class(word).has(Class::NUMBER) => shown.person += 2,
            _ => {}
        }
    }
    shown
}
