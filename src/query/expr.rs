//! What a query says, before anyone asks which records it means.

use crate::query::{error::At, field::Field};

/// A query or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All of these hold. Terms of the same field are alternatives: `kind:agree kind:consult`
    /// is `kind:agree,consult`. One in parentheses, a conjunction of its own, is none:
    /// `date:2015 (date:2015-08)` are the events of both.
    And(Vec<Self>),
    /// One of these holds.
    Or(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
    /// A field has one of some values.
    Term(Term),
}

/// A field and its values, of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field; [`Field::Text`] for bare words.
    pub field: Field,
    /// What stands for the colon.
    pub colon: Colon,
    /// The values; none only if the field takes nothing.
    pub values: Vec<Value>,
    /// Where it stands.
    pub at: At,
}

/// How the values of a term are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colon {
    /// `:`
    Plain,
    /// `=:`, exactly this record or name.
    Exact,
    /// `!:`, surely.
    Surely,
}

/// One value of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it says.
    pub what: What,
    /// Where it stands.
    pub at: At,
}

/// What a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A name, a word, a date.
    Text(String),
    /// A regular expression, without its slashes.
    Regex(String),
    /// `<day`, `>=0.5`.
    Compared(Comparison, String),
    /// `10..100`, both included.
    Between(String, String),
    /// `a+b`, both, or `a>b`, the first on the second.
    Pair {
        /// One actor, or the one that acts.
        first: String,
        /// The other, or the one acted on.
        second: String,
        /// Whether the direction counts.
        directed: bool,
    },
    /// `e05,3d`
    Near {
        /// The id of an event.
        event: String,
        /// A length of time.
        span: String,
    },
}

/// The sign of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Comparison {
    /// As it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }

    /// Whether `value` compares so with `bound`.
    pub fn holds<T: PartialOrd>(self, value: &T, bound: &T) -> bool {
        match self {
            Self::Less => value < bound,
            Self::AtMost => value <= bound,
            Self::AtLeast => value >= bound,
            Self::More => value > bound,
        }
    }
}

impl Expr {
    /// All terms in it, from left to right.
    pub fn terms(&self) -> Box<dyn Iterator<Item = &Term> + '_> {
        match self {
            Self::And(parts) | Self::Or(parts) => Box::new(parts.iter().flat_map(Self::terms)),
            Self::Not(part) => part.terms(),
            Self::Term(term) => Box::new(std::iter::once(term)),
        }
    }
}

impl Term {
    /// A field with one value of text.
    #[must_use]
    pub fn new(field: Field, value: impl Into<String>) -> Self {
        Self { field, colon: Colon::Plain, values: vec![Value::text(value)], at: At::default() }
    }

    /// A field that is exactly this record.
    #[must_use]
    pub fn exactly(field: Field, value: impl Into<String>) -> Self {
        Self { colon: Colon::Exact, ..Self::new(field, value) }
    }
}

impl Value {
    /// A regular expression, from no place.
    #[must_use]
    pub fn regex(pattern: impl Into<String>) -> Self {
        Self { what: What::Regex(pattern.into()), at: At::default() }
    }

    /// A value of text, from no place.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { what: What::Text(text.into()), at: At::default() }
    }
}

impl From<Term> for Expr {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}
