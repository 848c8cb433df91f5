//! What a format has no form for.

use std::fmt;

/// What was not written, or is written less exactly than it is known: what it is, and how many
/// records have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    counts: Vec<(&'static str, u32)>,
}

impl LeftOut {
    /// Counts some more records.
    pub fn add(&mut self, what: &'static str, count: u32) {
        match self.counts.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => *known += count,
            None if count > 0 => self.counts.push((what, count)),
            None => {}
        }
    }

    /// Counts a record if it has what can't be written.
    pub fn add_if(&mut self, has: bool, what: &'static str) {
        self.add(what, u32::from(has));
    }

    /// Whether everything was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

/// "codes (2); undated events (3)".
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for (what, count) in &self.counts {
            write!(f, "{before}{what} ({count})")?;
            before = "; ";
        }
        Ok(())
    }
}
