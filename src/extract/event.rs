//! What happened: the words that tell of it, its kind, who acted on whom.

use super::{Reading, lexicon::Lexicon, token::Extent};
use crate::model::{Basis, Kind, Role, Status, When};

/// What tells of events; read from the tables of the lexicon.
#[derive(Clone, Debug, Default)]
pub struct Triggers {}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The verb or noun that tells of it.
    pub trigger: Extent,
    /// The number of its sentence in [`Reading::sentences`].
    pub sentence: usize,
    /// Its kind.
    pub kind: Kind,
    /// The words that name who acts.
    pub source: Vec<Extent>,
    /// The words that name who is acted on.
    pub target: Vec<Extent>,
    /// Who takes part, by number in [`Reading::actors`].
    pub actors: Vec<(usize, Role)>,
    /// Whether it happened.
    pub status: Status,
    /// When; set by [`super::dating`].
    pub when: Option<When>,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// The rule that dated it.
    pub date_rule: &'static str,
    /// The words of the date, if the text has them.
    pub date_extent: Option<Extent>,
    /// Where, in the words of the text.
    pub place: Option<Extent>,
    /// How sure the rules are, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The events of the article, in the order of the text, without dates.
#[must_use]
pub fn find(_reading: &Reading<'_>, _lexicon: &Lexicon) -> Vec<Event> {
    Vec::new()
}
