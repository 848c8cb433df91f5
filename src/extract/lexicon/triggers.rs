//! The table of words that tell of events, and where they stand in a run of tokens.
//!
//! A pattern is a base form and what follows it: `impose @sanction on`. A word with `@` is a set
//! of words; a preposition or particle stands right behind what precedes it, but for adverbs, and
//! anywhere behind it when written with two dots (`find ..guilty`). Other words stand before the first
//! preposition, which opens something else, unless they are written with two dots as well. Nouns may have other words
//! before them, but no other clause.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Class, Classes, Row, Vocabulary, Word};
use crate::model::Kind;

/// How many tokens a word of a pattern may stand behind the one before.
const GAP: usize = 13;

/// What tells of events; read from the table `triggers`.
#[derive(Clone, Debug, Default)]
pub struct Triggers {
    /// The sets that each word is in, as bits; by number of word.
    sets: Vec<u128>,
    names: Vec<Box<str>>,
    members: Vec<Vec<Box<str>>>,
    verbs: FxHashMap<Word, Vec<Pattern>>,
    nouns: FxHashMap<Word, Vec<Pattern>>,
    /// The verbs behind which a clause may follow without a conjunction.
    reporting: FxHashSet<Word>,
    /// How nouns of acts and events end.
    endings: Vec<Box<str>>,
}

/// One pattern behind its first word.
#[derive(Clone, Debug)]
pub struct Pattern {
    rest: Box<[Element]>,
    /// What the pattern tells.
    pub sense: Sense,
}

/// A place in a pattern.
#[derive(Clone, Copy, Debug)]
struct Element {
    what: What,
    /// Only adverbs may stand before it.
    near: bool,
    /// It may stand behind a preposition: `find ..guilty`.
    far: bool,
}

#[derive(Clone, Copy, Debug)]
enum What {
    Word(Word),
    Set(u32),
    /// A name, whatever it is: `@name`.
    Name,
}

/// What a trigger tells: an event of a kind, or something about the verb or noun that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// An event.
    Kind(Kind),
    /// Promises or offers what follows: `agree to`, `pledge`.
    Intend,
    /// Will not do what follows: `refuse to`.
    Refuse,
    /// Wants another to do what follows: `urge`.
    Ask,
    /// Does what follows: `begin to`, `hold`, `launch`.
    Do,
    /// What follows is still to come: `expected to`, `due to`.
    Expect,
    /// Makes an end of what follows: `suspend`, `lift`, `call off`.
    Stop,
    /// Threatens with what follows.
    Threaten,
    /// Tells of nothing.
    Nothing,
}

impl Sense {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "intend" => Self::Intend,
            "refuse" => Self::Refuse,
            "ask" => Self::Ask,
            "do" => Self::Do,
            "expect" => Self::Expect,
            "stop" => Self::Stop,
            "menace" => Self::Threaten,
            "nothing" => Self::Nothing,
            _ => Self::Kind(Kind::from_name(name)?),
        })
    }
}

/// The parts of speech that a pattern's first word can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective behind a form of be: `ready to`.
    Adjective,
}

/// A token as patterns see it.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says something else of a token")]
pub struct Seen {
    /// Its base form.
    pub base: Word,
    /// Whether it is an adverb, or tells when.
    pub light: bool,
    /// Whether it is part of a name.
    pub name: bool,
    /// Whether it is a preposition, but for `of`: what follows is no object.
    pub governs: bool,
    /// Whether it may be a particle of a verb further in front: `drove them back`.
    pub parted: bool,
}

impl Triggers {
    /// A row: `sense` (a kind, `set`, or what `Sense` has), `form` (`verb`, `noun`, or the name
    /// of a set) and `words` (patterns between `|`). A set stands before the rows that use it.
    pub fn add(
        &mut self,
        row: &Row<'_>,
        words: &mut Vocabulary,
        classes: &mut Classes,
    ) -> Result<(), String> {
        let form = row.required("form")?;
        let sense = row.required("sense")?;
        if sense == "set" {
            return self.add_set(form, row, words, classes);
        }
        if sense == "say" {
            self.reporting.extend(row.list("words").map(|word| words.add(word)));
            return Ok(());
        }
        if sense == "ending" {
            self.endings.extend(row.list("words").map(Box::from));
            return Ok(());
        }
        let sense = Sense::named(sense).ok_or_else(|| format!("there is no sense '{sense}'"))?;
        let form = match form {
            "verb" => Form::Verb,
            "noun" => Form::Noun,
            "adjective" => Form::Adjective,
            _ => return Err(format!("'{form}' should be 'verb', 'noun' or 'adjective'")),
        };
        for pattern in row.list("words") {
            self.add_pattern(pattern, form, sense, words, classes)?;
        }
        Ok(())
    }

    fn add_set(
        &mut self,
        name: &str,
        row: &Row<'_>,
        words: &mut Vocabulary,
        classes: &mut Classes,
    ) -> Result<(), String> {
        let number = match self.names.iter().position(|it| **it == *name) {
            Some(number) => number,
            None if self.names.len() < u128::BITS as usize => {
                self.names.push(name.into());
                self.members.push(Vec::new());
                self.names.len() - 1
            }
            None => return Err("there are more than 128 sets".to_owned()),
        };
        for member in row.list("words") {
            let word = classes.add_regular_noun(member, words);
            self.members[number].push(member.into());
            if self.sets.len() <= word.index() {
                self.sets.resize(word.index() + 1, 0);
            }
            self.sets[word.index()] |= 1 << number;
        }
        Ok(())
    }

    fn add_pattern(
        &mut self,
        pattern: &str,
        form: Form,
        sense: Sense,
        words: &mut Vocabulary,
        classes: &mut Classes,
    ) -> Result<(), String> {
        let mut parts = pattern.split_whitespace();
        let first = parts.next().ok_or("a pattern is empty")?;
        let mut rest = Vec::new();
        for part in parts {
            let (part, far) = part.strip_prefix("..").map_or((part, false), |part| (part, true));
            if part == "@name" {
                rest.push(Element { what: What::Name, near: false, far });
                continue;
            }
            if let Some(set) = part.strip_prefix('@') {
                rest.push(Element { what: What::Set(self.set(set)?), near: false, far });
                continue;
            }
            let word = classes.add_regular_noun(part, words);
            let particle = Class::PREPOSITION.or(Class::ADVERB).or(Class::TO);
            let near = !far && classes.get(word).has(particle);
            rest.push(Element { what: What::Word(word), near, far });
        }
        let heads = match first.strip_prefix('@') {
            Some(set) => self.members[self.set(set)? as usize].clone(),
            None => vec![first.into()],
        };
        for head in heads {
            let patterns = match form {
                Form::Verb => {
                    classes.add_regular(&head, words);
                    self.verbs.entry(words.add(&head)).or_default()
                }
                Form::Adjective => self.verbs.entry(words.add(&head)).or_default(),
                Form::Noun => {
                    let head = classes.add_regular_noun(&head, words);
                    self.nouns.entry(head).or_default()
                }
            };
            patterns.push(Pattern { rest: rest.clone().into(), sense });
            // The longest pattern is tried first; of two, the one that was added last.
            let mut at = patterns.len() - 1;
            while at > 0 && patterns[at - 1].rest.len() <= patterns[at].rest.len() {
                patterns.swap(at - 1, at);
                at -= 1;
            }
        }
        Ok(())
    }

    fn set(&self, name: &str) -> Result<u32, String> {
        let number = self.names.iter().position(|it| **it == *name);
        number
            .map(|it| it as u32)
            .ok_or_else(|| format!("there is no set '{name}' before this row"))
    }

    /// Whether a word is in the set of this name.
    #[must_use]
    pub fn is_in(&self, set: &str, word: Word) -> bool {
        let sets = self.sets.get(word.index()).copied().unwrap_or_default();
        sets != 0 && self.set(set).is_ok_and(|set| sets & (1 << set) != 0)
    }

    /// The names of the sets that a word is in, in their order.
    pub fn sets_of(&self, word: Word) -> impl Iterator<Item = &str> {
        let mut sets = self.sets.get(word.index()).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let number = sets.trailing_zeros() as usize;
            sets &= sets.wrapping_sub(1);
            self.names.get(number).map(|name| &**name)
        })
    }

    /// Whether a noun ends as nouns of acts and events do: `delivery`, `departure`, `success`.
    #[must_use]
    pub fn ends_like_an_act(&self, word: &str) -> bool {
        self.endings.iter().any(|end| word.ends_with(&**end) && word.len() > end.len())
    }

    /// Whether a verb reports what is said.
    #[must_use]
    pub fn reports(&self, verb: Word) -> bool {
        self.reporting.contains(&verb)
    }

    /// The patterns that begin with a word.
    #[must_use]
    pub fn beginning(&self, form: Form, head: Word) -> Option<&[Pattern]> {
        let patterns = match form {
            Form::Verb | Form::Adjective => self.verbs.get(&head),
            Form::Noun => self.nouns.get(&head),
        };
        patterns.map(Vec::as_slice)
    }

    /// Whether one of these patterns goes on with a particle or adverb right behind its first word.
    #[must_use]
    pub fn goes_on_with(patterns: &[Pattern], particle: Word) -> bool {
        patterns.iter().any(|pattern| {
            let first = pattern.rest.first();
            first.is_some_and(|it| {
                it.near && matches!(it.what, What::Word(word) if word == particle)
            })
        })
    }

    /// The longest of these patterns that goes on in `seen`, and of several the one that ends first:
    /// what it tells, where its words end, and how many words of it are behind the first.
    #[must_use]
    pub fn find(&self, patterns: &[Pattern], seen: &[Seen]) -> Option<(Sense, usize, usize)> {
        let mut best: Option<(usize, usize, Sense)> = None;
        for pattern in patterns {
            let length = pattern.rest.len();
            if best.is_some_and(|(longest, ..)| length < longest) {
                break;
            }
            if let Some(end) = self.matches(pattern, seen)
                && best.is_none_or(|(_, first, _)| end < first)
            {
                best = Some((length, end, pattern.sense));
            }
        }
        best.map(|(length, end, sense)| (sense, end, length))
    }

    /// One past the last word of a pattern in what is seen; 0 if it is the first word alone.
    fn matches(&self, pattern: &Pattern, seen: &[Seen]) -> Option<usize> {
        let mut end = 0;
        for element in &pattern.rest {
            let rest = seen.get(end..)?;
            let rest = &rest[..rest.len().min(GAP)];
            let at = rest.iter().position(|it| self.is(element.what, *it))?;
            let passed = &rest[..at];
            if element.near && !passed.iter().all(|it| it.light)
                || !element.far && passed.iter().any(|it| it.governs)
            {
                return None;
            }
            end += at + 1;
        }
        Some(end)
    }

    fn is(&self, what: What, seen: Seen) -> bool {
        match what {
            What::Word(wanted) => seen.base == wanted,
            What::Set(set) => {
                self.sets.get(seen.base.index()).is_some_and(|sets| sets & (1 << set) != 0)
            }
            What::Name => seen.name,
        }
    }
}
