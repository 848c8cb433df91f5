//! What the extractor knows about words: the tables of `data/lexicon`, and those of a user.
//!
//! Each table is tab-separated text with a header line; `#` begins a comment line; a cell holds
//! several entries between `|`. A user's table of the same name is read after the built-in one and
//! adds to it. Every stage has a table type of its own, built over one shared vocabulary:
//! a word is looked up by its letters once, when the text is cut, and is a number from then on.

pub mod cases;
mod certainty;
pub mod cues;
pub mod governors;
pub mod names;
mod phrases;
mod rows;
pub mod rules;
pub mod time;
pub mod triggers;
mod words;

use std::sync::LazyLock;

use self::{cues::Cues, governors::Governors, names::Names, time::TimeWords};
use crate::base::intern::{Interner, Symbol};

pub use self::{
    cases::Cases,
    certainty::Certainty,
    phrases::Phrases,
    rows::{Row, TableError},
    triggers::Triggers,
    words::{Class, Classes, with_s},
};
pub use super::reading::token::Word;

/// The distinct words of all tables, in lower case.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Interner,
}

impl Vocabulary {
    /// The number of a word, added if it is new. It is folded as the words of a text are.
    pub fn add(&mut self, word: &str) -> Word {
        let mut buffer = String::new();
        Word(self.words.intern(fold(word, &mut buffer)).0)
    }

    /// The numbers of the words of a phrase, cut as a text is: `Russia's envoy` is three.
    pub fn add_phrase(&mut self, phrase: &str) -> Vec<Word> {
        let mut words = Vec::new();
        for word in phrase.split_whitespace() {
            let joined =
                ["'s", "'"].into_iter().find_map(|end| Some((word.strip_suffix(end)?, end)));
            match joined {
                Some((owner, end)) if !owner.is_empty() => {
                    words.extend([self.add(owner), self.add(end)]);
                }
                _ => words.push(self.add(word)),
            }
        }
        words
    }

    /// The number of a word in lower case; [`Word::UNKNOWN`] if there is none.
    #[must_use]
    pub fn get(&self, word: &str) -> Word {
        self.words.lookup(word).map_or(Word::UNKNOWN, |symbol| Word(symbol.0))
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Everything that the stages know.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    vocabulary: Vocabulary,
    classes: Classes,
    /// Countries, organisations, offices and the like.
    pub names: Names,
    /// What reports speech.
    pub cues: Cues,
    /// What tells of an event.
    pub triggers: Triggers,
    /// How much each sign speaks for an event.
    pub certainty: Certainty,
    /// What prepositions say of who takes part.
    pub cases: Cases,
    /// What governs clauses.
    pub governors: Governors,
    /// What tells of time.
    pub time: TimeWords,
}

/// A table by its name, `countries` for `data/lexicon/countries.tsv`, and its text.
pub type TableText<'a> = (&'a str, &'a str);

macro_rules! built_in {
    ($($folder:literal: $($name:literal),*;)*) => {
        /// The built-in tables: those written by hand, and those that were learned.
        pub const BUILT_IN: &[TableText<'static>] = &[$($((
            $name,
            include_str!(concat!("../../data/", $folder, "/", $name, ".tsv")),
        )),*),*];
    };
}

built_in! {
    "lexicon": "words", "verbs", "nouns", "abbreviations", "countries", "organisations", "groups", "places", "offices", "heads", "given", "naming", "triggers", "cues", "time", "cases", "governors";
    "model": "confidence";
}

impl Lexicon {
    /// The lexicon of these tables; rows that can't be read are left out and told.
    #[must_use]
    pub fn new(tables: &[TableText<'_>]) -> (Self, Vec<TableError>) {
        let mut lexicon = Self::default();
        let mut errors = Vec::new();
        for (number, &(name, text)) in tables.iter().enumerate() {
            let error =
                |line, message| TableError { number, table: name.to_owned(), line, message };
            if let Some((line, columns)) = rows::header(text)
                && let Some(known) = columns_of(name)
                && !columns.split('\t').any(|column| known.contains(&column))
            {
                let known = known.join(", ");
                let message =
                    format!("the first line has to name the columns ({known}); no row is read");
                errors.push(error(line, message));
                continue;
            }
            for row in rows::rows(text) {
                let Err(message) = lexicon.add(name, &row) else { continue };
                errors.push(error(row.line(), message));
            }
        }
        (lexicon, errors)
    }

    /// The built-in lexicon.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(BUILT_IN).0);
        &LEXICON
    }

    fn add(&mut self, table: &str, row: &Row<'_>) -> Result<(), String> {
        let words = &mut self.vocabulary;
        match table {
            "words" => self.classes.add_words(row, words),
            "verbs" => self.classes.add_verb(row, words),
            "nouns" => self.classes.add_noun(row, words),
            "abbreviations" => self.classes.add_abbreviation(row, words),
            "triggers" => self.triggers.add(row, words, &mut self.classes),
            "confidence" => self.certainty.add(row),
            "cases" => self.cases.add(row, words),
            "governors" => self.governors.add(row, words),
            "cues" => self.cues.add(row, &mut self.classes, words),
            "countries" => self.names.add_country(row, words),
            "time" => self.time.add_row(row, words),
            "organisations" | "groups" => self.names.add_actor(row, words),
            "places" => self.names.add_places(row, words),
            "offices" => self.names.add_title(row, words),
            "heads" => self.names.add_head(row, words),
            "naming" => self.names.add_naming(row, &mut self.classes, words),
            "given" => self.names.add_given(row, words),
            _ => Err(format!("there is no table '{table}'")),
        }
    }

    /// The words of all tables with their numbers, in the order of the tables.
    pub fn words(&self) -> impl Iterator<Item = (&str, Word)> {
        self.vocabulary.words.iter().skip(1).map(|(symbol, text)| (text, Word(symbol.0)))
    }

    /// The number of a word in lower case.
    #[must_use]
    pub fn word(&self, folded: &str) -> Word {
        match self.vocabulary.get(folded) {
            Word::UNKNOWN => {
                without_dots(folded).map_or(Word::UNKNOWN, |it| self.vocabulary.get(&it))
            }
            known => known,
        }
    }

    /// The letters of a word, in lower case; none of an unknown one.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.vocabulary.words.get(Symbol(word.0))
    }

    /// What classes of words a word can belong to; none for an unknown word.
    #[must_use]
    pub fn class(&self, word: Word) -> Class {
        self.classes.get(word)
    }

    /// Whether the word is a form of a verb that a clause can follow without a conjunction.
    #[must_use]
    pub fn is_saying(&self, word: Word) -> bool {
        self.class(word).has(Class::VERB) && self.class(self.lemma(word)).has(Class::SAYING)
    }

    /// The base form of a verb form, the singular of a plural; the word itself for others.
    #[must_use]
    pub fn lemma(&self, word: Word) -> Word {
        self.classes.lemma(word)
    }
}

/// The columns that the built-in table of this name has.
fn columns_of(table: &str) -> Option<Vec<&'static str>> {
    let (_, text) = BUILT_IN.iter().find(|(name, _)| *name == table)?;
    Some(rows::header(text)?.1.split('\t').collect())
}

/// The word in lower case, without its last dot and with straight apostrophes.
pub fn fold<'a>(word: &'a str, buffer: &'a mut String) -> &'a str {
    let bare = word.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(word);
    if bare.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'.')) {
        return bare;
    }
    buffer.clear();
    for letter in bare.chars() {
        match letter {
            '’' | '‘' | '´' | '`' => buffer.push('\''),
            _ if letter.is_ascii() => buffer.push(letter.to_ascii_lowercase()),
            _ => buffer.extend(letter.to_lowercase()),
        }
    }
    buffer
}

/// `f.b.i` as `fbi`. Two letters may be another word then: `u.s`.
fn without_dots(word: &str) -> Option<String> {
    const FEWEST: usize = 3;
    let letters = word.split('.').filter(|part| !part.is_empty());
    let dotted = word.contains('.') && letters.clone().all(|part| part.chars().count() == 1);
    (dotted && letters.clone().count() >= FEWEST).then(|| letters.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_no_part_of_a_longer_acronym() {
        assert_eq!(without_dots("f.b.i").as_deref(), Some("fbi"));
        assert_eq!(without_dots("u.s"), None);
        assert_eq!(without_dots("e.g.that.is"), None);
    }

    #[test]
    fn the_built_in_tables_are_sound() {
        let (_, errors) = Lexicon::new(BUILT_IN);
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }

    #[test]
    fn a_table_says_what_its_columns_are() {
        #[track_caller]
        fn check(name: &str, text: &str, expect: &[&str]) {
            let (_, errors) = Lexicon::new(&[(name, text)]);
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert_eq!(errors, expect, "{text}");
        }
        check("given", "", &[]);
        check("given", "# nothing\n\n", &[]);
        check("given", "class\tnames\nany\tRobin\n", &[]);
        check("given", "names\tother\tclass\nRobin\tx\tany\n", &[]);
        let missing = "the first line has to name the columns";
        for (name, text) in
            [("groups", "# own\nNew Front\tarmed_group"), ("words", "x"), ("cues", "a\tb")]
        {
            let (_, errors) = Lexicon::new(&[(name, text)]);
            let [error] = &errors[..] else { panic!("{errors:?}") };
            assert!(error.message.starts_with(missing), "{error}");
            assert_eq!(error.line as usize, text.lines().count(), "{error}");
        }
    }
}
