//! What was said, as the text tells it.

use super::token::Extent;
use crate::model::Form;

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What was said, in the order of the text: several extents where the reporting clause, or a paragraph's end, stands
    /// between. Marks of quotation at the edges are not in it.
    pub content: Vec<Extent>,
    /// The words that name the speaker here: a name, a description or a pronoun.
    pub source: Option<Extent>,
    /// The speaker's number in [`Reading::actors`](super::Reading::actors).
    pub speaker: Option<usize>,
    /// The words that report: `said in a statement`, `according to`.
    pub cue: Option<Extent>,
    /// The words that name whom it was said to.
    pub addressee: Option<Extent>,
    /// Whom it was said to, by number in [`Reading::actors`](super::Reading::actors).
    pub to: Option<usize>,
    /// Whom it names, apart from its speaker, by number in [`Reading::actors`](super::Reading::actors).
    pub about: Vec<usize>,
    /// Where or on what occasion: `at a press conference`; empty if the text does not say.
    pub venue: Option<Extent>,
    /// The number of the sentence that reports it.
    pub sentence: usize,
    /// The number of the clause that reports it; that of its own words if nothing does.
    pub clause: Option<usize>,
    /// Whole quoted sentences, quoted words, or the sense of it.
    pub form: Form,
    /// The quoted words of the content, without their marks.
    pub quoted: Vec<Extent>,
    /// Whether its speaker says that it is so: not what is denied, feared or asked for. What is not
    /// can't be told without its cue.
    pub is_asserted: bool,
    /// Whether its words tell something without those that report them: they are a clause, and no name
    /// of a thing.
    pub is_clause: bool,
    /// Whether to say so is to do it, and no more is said: `asked for talks`, `accused them of it`.
    pub is_deed: bool,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Statement {
    /// Whether a place of the text lies in what was said. O(log extents).
    #[must_use]
    pub fn says(&self, place: Extent) -> bool {
        let next = self.content.partition_point(|it| it.start <= place.start);
        next.checked_sub(1).is_some_and(|last| self.content[last].covers(place))
    }
}
