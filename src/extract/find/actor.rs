//! Who is named: mentions of actors, and which mentions are of the same one.
//!
//! Every noun, name or pronoun that heads a phrase in the tree is looked at once ([`find`]); what
//! an article has named so far is the cast, by which names, offices and descriptions are found
//! again.

mod cast;
mod evidence;
mod find;
mod noun;
mod piece;
#[cfg(test)]
mod tests;
mod turn;

use crate::extract::{Reading, lexicon::Lexicon};

/// The rule of people and things that are named by what is done to them.
pub const ACTED_ON: &str = "what is acted on";

/// Finds the mentions in the order of the text, the outer before the inner, the actors that they
/// name, and which token heads which mention. O(tokens).
pub fn find(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    (reading.mentions, reading.actors, reading.headed) = find::Finder::new(reading, lexicon).run();
    turn::find(reading, lexicon);
}
