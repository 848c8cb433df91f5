//! What happened, as the text tells it.

use super::token::Extent;
use crate::model::{Basis, Kind, Role, Status, When};

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The verb or noun that tells of it.
    pub trigger: Extent,
    /// Its token.
    pub head: usize,
    /// The number of its sentence in [`Reading::sentences`](crate::extract::Reading::sentences).
    pub sentence: usize,
    /// The number of the clause that tells of it; a noun's is the clause around it.
    pub clause: Option<usize>,
    /// Its kind.
    pub kind: Kind,
    /// Its kind by the code book (PLOVER 0.8 with the CAMEO codes that belong to its types), where
    /// readers would call it another: `signed a treaty` is `support` there.
    pub coded: Option<Kind>,
    /// The words that name who acts.
    pub source: Vec<Extent>,
    /// The words that name who is acted on.
    pub target: Vec<Extent>,
    /// Who takes part, by number in [`Reading::actors`](crate::extract::Reading::actors).
    pub actors: Vec<(usize, Role)>,
    /// Whether it happened.
    pub status: Status,
    /// The number of the statement that tells of it, in
    /// [`Reading::statements`](crate::extract::Reading::statements); set by `bind::speech`.
    pub asserted_by: Option<usize>,
    /// When; set by `bind::dating`.
    pub when: Option<When>,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// The rule that dated it.
    pub date_rule: &'static str,
    /// The words of the date, if the text has them.
    pub date_extent: Option<Extent>,
    /// Where, in the words of the text.
    pub place: Option<Extent>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
    /// What its confidence is made of.
    pub signs: Signs,
}

/// What speaks for an event and against it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is another sign")]
pub struct Signs {
    /// Why it is no event of the timeline, if it is none.
    pub doubt: Option<Doubt>,
    /// How sure the parser was of the least sure arc between the predicate and those who take part.
    pub margin: u8,
    /// How who acts is named.
    pub doer: Naming,
    /// How who is acted on is named.
    pub recipient: Naming,
    /// A noun tells of it.
    pub is_noun: bool,
    /// Its subject belongs to another clause.
    pub is_shared: bool,
    /// The kind is that of the words around, and no rule's.
    pub is_guessed: bool,
    /// Its own words say when.
    pub has_time: bool,
    /// A passive leaves out who did it: nobody is missing.
    pub is_left_open: bool,
    /// A weapon or an act of force does it: `a bomb killed two`.
    pub is_by_weapon: bool,
    /// It is told in what somebody says.
    pub is_said: bool,
    /// By how much the words around speak for an event of its kind, in log odds of which
    /// [`UNIT`](crate::extract::find::event::kinds::UNIT) are one.
    pub lead: i32,
    /// How much is spoken around of sport, business, science, the arts and the weather, from 0 to 3.
    pub elsewhere: u8,
    /// How many events its sentence tells: the more, the easier one takes another's place or day.
    pub in_sentence: u8,
}

/// How one who takes part is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// Nobody is named.
    #[default]
    Nobody,
    /// Somebody is, but none who is known as an actor.
    Words,
    /// By a pronoun.
    Pronoun,
    /// By a description.
    Description,
    /// By a name.
    Name,
}

/// Why what a predicate tells is no event of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is denied, or did not happen.
    Denied,
    /// It is asked for.
    Asked,
    /// It is a condition, or only possible.
    Hypothetical,
    /// It is offered, feared, considered or meant.
    Thought,
    /// It is told inside of a quotation.
    Quoted,
    /// It is told of nobody in particular.
    NoDoer,
    /// What it tells is of no kind of interest.
    NoKind,
    /// It only points back to an event that was told before.
    Again,
}

/// The confidence from which a record is sure enough to stand in a timeline.
pub const SURE: f64 = 0.5;
