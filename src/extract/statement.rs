//! What was said, by whom, to whom and on what occasion.

use super::{Reading, lexicon::Lexicon, token::Extent};
use crate::model::Form;

/// What reports speech; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct Cues {}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What was said: several extents where the reporting clause, or a paragraph's end, stands
    /// between. Marks of quotation at the edges are not in it.
    pub content: Vec<Extent>,
    /// The words that name the speaker here: a name, a description or a pronoun.
    pub source: Option<Extent>,
    /// The speaker's number in [`Reading::actors`].
    pub speaker: Option<usize>,
    /// The words that report: `said in a statement`, `according to`.
    pub cue: Option<Extent>,
    /// The words that name whom it was said to.
    pub addressee: Option<Extent>,
    /// Where or on what occasion: `at a press conference`; empty if the text does not say.
    pub venue: Option<Extent>,
    /// Whole quoted sentences, quoted words, or the sense of it.
    pub form: Form,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The statements of the article, in the order of the text.
#[must_use]
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<Statement> {
    Vec::new()
}
