//! What happened: the words that tell of it, its kind, who acted on whom.

mod clause;
mod find;
pub mod model;
mod roles;
#[cfg(test)]
mod tests;
mod triggers;

use std::ops::Range;

use self::find::{Found, Manner};
pub use self::triggers::Triggers;
use super::{Reading, lexicon::Lexicon, token::Extent};
use crate::model::{Basis, Kind, Role, Status, When};

/// The confidence from which an event is sure enough to stand in a timeline.
pub const SURE: f64 = 0.5;

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
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Event> {
    let mut events = Vec::new();
    let mut found = Vec::new();
    let mut first = 0;
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let rest = &reading.phrases[first..];
        let count = rest.iter().take_while(|phrase| phrase.run.start < sentence.end).count();
        let phrases = &rest[..count];
        first += count;
        found.clear();
        find::find(reading, sentence, phrases, lexicon, &mut found);
        model::judge(reading, lexicon, sentence, &mut found);
        events.extend(found.iter().map(|found| event(reading, number, found)));
    }
    events
}

/// What is true of the main event of a text, for the model to learn from; none if nothing happens.
#[must_use]
pub fn main_features(reading: &Reading<'_>, lexicon: &Lexicon) -> Option<Vec<model::Feature>> {
    let sentence = reading.sentences.first()?;
    let count = reading.phrases.partition_point(|phrase| phrase.run.start < sentence.end);
    let mut found = Vec::new();
    find::find(reading, sentence, &reading.phrases[..count], lexicon, &mut found);
    let known = found.iter().position(|it| it.kind != Kind::Other);
    let mut features = Vec::new();
    let main = known.or(if found.is_empty() { None } else { Some(0) })?;
    model::features(reading, lexicon, sentence, &found, main, &mut features);
    Some(features)
}

fn event(reading: &Reading<'_>, sentence: usize, found: &Found) -> Event {
    let extents = |runs: &[Range<usize>]| -> Vec<Extent> {
        runs.iter().filter(|run| !run.is_empty()).map(|run| reading.extent(run)).collect()
    };
    let actors = roles::find(reading, found);
    let confidence = certainty(reading, found, &actors);
    let (source, target) = (extents(&found.source), extents(&found.target));
    Event {
        trigger: reading.extent(&found.trigger),
        sentence,
        kind: found.kind,
        actors,
        source,
        target,
        status: found.status,
        when: None,
        basis: None,
        date_rule: "",
        date_extent: None,
        place: found.place.as_ref().map(|run| reading.extent(run)),
        confidence,
        rule: found.rule,
    }
}

/// How sure an event is, by what the text says of who takes part.
fn certainty(reading: &Reading<'_>, found: &Found, actors: &[(usize, Role)]) -> f64 {
    let acting = actors.iter().filter(|(_, role)| *role != Role::Subject).count();
    let acts = acting > 0 || found.manner == Manner::Conflict && !actors.is_empty();
    let meets = found.kind != Kind::Consult || found.manner == Manner::Motion || acting > 1;
    // `Iran denied`, `they promised`: what, the text does not say here.
    let says_what = !roles::is_verbal(found.kind) || !found.target.is_empty();
    if roles::is_quoted(reading, found) {
        found.confidence.min(0.3)
    } else if found.rule == find::NOUN && acting > 1 {
        0.55
    } else if acts && meets && says_what {
        found.confidence
    } else {
        found.confidence.min(0.45)
    }
}
