//! When the events happened: from the words of the clause, the sentence or the context, or not at
//! all.

use super::{Reading, lexicon::Lexicon};

/// Gives each event its date, as far as the text tells it.
pub fn date(_reading: &mut Reading<'_>, _lexicon: &Lexicon) {}
