//! The receipt of a reading: what became of each sentence of an article, and which of its dates and
//! names no record uses.

use crate::model::{candidate::Scope, source::Span, vocabulary::vocabulary};

vocabulary! {
    /// Why a sentence tells nothing.
    LeftOut {
        /// It has no act of a kind that a timeline tells.
        NoAction = "no action of interest",
        /// What it tells has not happened: it may, it would if, it is feared, meant or offered.
        Hypothetical = "hypothetical",
        /// What it tells is denied, or did not happen.
        Denied = "denied",
        /// What it tells is asked for.
        Asked = "asked for",
        /// Somebody acts, but who could not be told.
        NoDoer = "no doer found",
        /// Another sentence tells it.
        Again = "told elsewhere",
        /// Nothing that it may tell is sure enough.
        Unsure = "not sure enough",
        /// It is the title, which the text tells again.
        Headline = "headline",
        /// No sentence of the report: a heading, who wrote it, what the site says of itself.
        Boilerplate = "boilerplate",
    }
}

vocabulary! {
    /// What no record uses.
    Leftover {
        /// A date.
        Date = "date",
        /// A name.
        Name = "name",
    }
}

/// What became of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Its sentences, in the order of the text.
    pub sentences: Vec<Account>,
    /// Dates and names that no record uses, in the order of the text; a name once.
    pub unused: Vec<Unused>,
}

/// What became of one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Where it stands in the text.
    pub span: Span,
    /// How many events it tells that are no mere speech.
    pub events: u32,
    /// How many statements it tells, or has a part of.
    pub statements: u32,
    /// How many records were made of it that are held back as candidates.
    pub candidates: u32,
    /// Why it tells nothing. `None` if it has a record, even one that is held back.
    pub left_out: Option<LeftOut>,
}

/// A date or a name that no record uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// Which of both.
    pub what: Leftover,
    /// Where it stands in the text.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// What they mean: the date in EDTF, the actor; empty where that is not known.
    pub meaning: String,
}

impl Account {
    /// Whether a record that is meant was made of it.
    #[must_use]
    pub fn is_told(&self, scope: Scope) -> bool {
        self.events + self.statements > 0 || scope >= Scope::All && self.candidates > 0
    }
}

impl Receipt {
    /// How many sentences are told by a record that is no candidate.
    #[must_use]
    pub fn told(&self) -> usize {
        self.sentences.iter().filter(|sentence| sentence.is_told(Scope::Sure)).count()
    }

    /// "41 of 44 sentences told".
    #[must_use]
    pub fn summary(&self) -> String {
        let all = self.sentences.len();
        let noun = if all == 1 { "sentence" } else { "sentences" };
        format!("{} of {all} {noun} told", self.told())
    }
}
