//! What is wrong with a query, and where.

use std::{fmt, ops::Range};

use crate::base::issue::brief;

/// A place in the text of a query: characters (code points), half-open.
///
/// Two places are always equal: terms that say the same are the same wherever they were written.
#[derive(Clone, Copy, Debug, Default)]
pub struct At {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

impl From<Range<usize>> for At {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A query that can't be understood, or not with this timeline.
#[derive(Clone, Debug, thiserror::Error)]
#[cfg_attr(test, derive(PartialEq, Eq))]
pub struct QueryError {
    /// Where.
    pub at: At,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl QueryError {
    /// What is wrong with the characters there.
    pub fn new(at: impl Into<At>, message: impl Into<String>) -> Self {
        Self { at: at.into(), message: brief(message.into()), help: None }
    }

    /// The same with a way out.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(brief(help.into())), ..self }
    }
}

impl fmt::Display for QueryError {
    /// `unknown field 'actr' (did you mean 'actor'?)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}
