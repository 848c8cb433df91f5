//! What a word has to do with time, as the table `time` says.

pub mod term;

use self::term::term;
use super::{Phrases, Row, Vocabulary, Word};

pub use self::term::{Doubt, Term};
pub use crate::extract::reading::time::value::{
    Edge, Holiday, Limit, Part, Plural, Reference, Season, Unit, Which,
};

/// What the words of time mean; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct TimeWords {
    terms: Vec<Term>,
    begins: Vec<bool>,
    hints: Vec<Hint>,
    cues: Vec<u32>,
    phrases: Phrases<Term>,
}

/// What a word that is no date tells of when something happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hint {
    /// Nothing.
    #[default]
    No,
    /// What follows is yet to come: `due`.
    Ahead,
    /// Before an infinitive: `plans` to.
    BeforeTo,
    /// It tells of a time that is not told: `already`, `originally`.
    Undated,
    /// A verb of a state that holds: `owns`.
    State,
}

/// What a word says about the words of time beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// A number behind it is a year: `in`, `since`.
    Year,
    /// A number behind it is a year where no noun follows: `of 1999`.
    YearAlone,
    /// What a number before it counts: `people`.
    Counted,
    /// Before `a year` it tells how long: `for`.
    Lasts,
    /// Before a part of the day: `during`.
    InPart,
    /// Before `the week`: `for`.
    InUnit,
    /// Behind a word like `March` it shows a verb or a name: `on`.
    Walks,
    /// About that time: `around`.
    Circa,
    /// More or less: it says how long, never when: `over two years`.
    Loose,
    /// `other`, in `every other day`.
    Other,
    /// What follows is over: `after the vote on Tuesday`.
    Opens,
    /// What could not be done is over.
    Could,
    /// A verb of what goes on until a time: `lasted`.
    Goes,
    /// A verb of what moves from one time to another: `postponed`.
    Moves,
    /// A verb of what is fixed for later: `scheduled`.
    Schedules,
    /// No noun of time follows it: `as`, `too`.
    Degree,
    /// The whole of a unit: `entire`.
    Whole,
    /// A day behind it is yet to come: a summit `for` Monday.
    For,
    /// A form of be, do or have without a tense: `being`.
    Untensed,
    /// A form of be or do in the present: `is`.
    Present,
    /// `have`, which puts what a modal says into the past.
    Have,
    /// What follows is only compared with: `than`.
    Compares,
    /// What happens in what follows has its date: `during`.
    During,
    /// What it rests on was there before: `under a deal`.
    Under,
    /// What follows happens at the same time: `when`.
    Together,
    /// `had`, which puts what was planned into the past.
    Had,
    /// It came of what was told before: `later`, `in reprisal`.
    Sequel,
    /// A verb that asks somebody to what is yet to come: `invited`.
    Invites,
    /// A noun of what lasts longer than the acts in it: `war`.
    Endures,
    /// Not as long as it says: `less`, `barely`.
    Short,
    /// It only says when something was: `the raid came a day after`.
    Comes,
}

/// The names of the cues in the table, in the order of [`Cue`].
const CUES: [(&str, Cue); 31] = [
    ("year", Cue::Year),
    ("year alone", Cue::YearAlone),
    ("counted", Cue::Counted),
    ("lasts", Cue::Lasts),
    ("in part", Cue::InPart),
    ("in unit", Cue::InUnit),
    ("walks", Cue::Walks),
    ("circa", Cue::Circa),
    ("loose", Cue::Loose),
    ("other", Cue::Other),
    ("opens", Cue::Opens),
    ("could", Cue::Could),
    ("goes", Cue::Goes),
    ("moves", Cue::Moves),
    ("schedules", Cue::Schedules),
    ("degree", Cue::Degree),
    ("whole", Cue::Whole),
    ("for", Cue::For),
    ("untensed", Cue::Untensed),
    ("present", Cue::Present),
    ("have", Cue::Have),
    ("compares", Cue::Compares),
    ("during", Cue::During),
    ("under", Cue::Under),
    ("together", Cue::Together),
    ("had", Cue::Had),
    ("sequel", Cue::Sequel),
    ("invites", Cue::Invites),
    ("endures", Cue::Endures),
    ("short", Cue::Short),
    ("comes", Cue::Comes),
];

impl TimeWords {
    /// Whether a word says this about the words of time beside it.
    #[must_use]
    pub fn cue(&self, word: Word, cue: Cue) -> bool {
        self.cues.get(word.index()).is_some_and(|cues| cues & cue.bit() != 0)
    }

    /// What a word has to do with time.
    #[must_use]
    pub fn term(&self, word: Word) -> Term {
        self.terms.get(word.index()).copied().unwrap_or_default()
    }

    /// Whether an entry of several words begins with this word.
    #[must_use]
    pub fn begins_phrase(&self, word: Word) -> bool {
        self.begins.get(word.index()).copied().unwrap_or_default()
    }

    /// The longest entry of several words at the beginning of these.
    pub fn phrase(&self, words: impl IntoIterator<Item = Word>) -> Option<(usize, Term)> {
        self.phrases.longest(words).map(|(length, &term)| (length, term))
    }

    /// What the word, if it is no date, tells of when something happens.
    #[must_use]
    pub fn hint(&self, word: Word) -> Hint {
        self.hints.get(word.index()).copied().unwrap_or_default()
    }

    /// A row of `time`: `words` (several between `|`), `kind`, `value`.
    pub fn add_row(&mut self, row: &Row<'_>, vocabulary: &mut Vocabulary) -> Result<(), String> {
        let (kind, value) = (row.required("kind")?, row.get("value"));
        row.required("words")?;
        if kind == "cue" {
            let named = CUES.iter().find(|(name, _)| *name == value);
            let (_, cue) = named.ok_or_else(|| format!("there is no cue '{value}'"))?;
            for word in row.list("words") {
                *at(&mut self.cues, vocabulary.add(word)) |= cue.bit();
            }
            return Ok(());
        }
        let hint = match kind {
            "ahead" => Hint::Ahead,
            "before to" => Hint::BeforeTo,
            "undated" => Hint::Undated,
            "state" => Hint::State,
            _ => Hint::No,
        };
        if hint != Hint::No {
            for word in row.list("words") {
                *at(&mut self.hints, vocabulary.add(word)) = hint;
            }
            return Ok(());
        }
        let term = term(kind, value).ok_or_else(|| format!("'{kind}' has no value '{value}'"))?;
        for entry in row.list("words") {
            let words = vocabulary.add_phrase(entry);
            match words.as_slice() {
                [] => {}
                [word] => *at(&mut self.terms, *word) = term,
                [first, ..] => {
                    *at(&mut self.begins, *first) = true;
                    *self.phrases.entry(&words) = Some(term);
                }
            }
        }
        Ok(())
    }
}

impl Cue {
    /// Its place in a set of cues.
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

fn at<T: Clone + Default>(column: &mut Vec<T>, word: Word) -> &mut T {
    if column.len() <= word.index() {
        column.resize(word.index() + 1, T::default());
    }
    &mut column[word.index()]
}
