//! When the events happened: from the words of the clause, the sentence or the context, or not at
//! all.
//!
//! A date dates the events of its clause. An event without one takes the date of its paragraph's
//! story where its verb goes on with it, the day of publication where the verb reports news, and no
//! date where it only tells of the background (`had met`, `is owned by`, `will meet`).

mod clause;
mod story;
mod tense;

use std::ops::Range;

use self::{
    clause::Clause,
    story::Story,
    tense::{Tense, governed},
};
use super::{
    Reading, lexicon::Lexicon, reading::event::Event, tag::Tag, time::TimeExpression, token::Extent,
};
use crate::model::{Basis, When};

/// The last of the sentences that a title sums up.
const LEAD: usize = 3;
/// The title of a report is about what happened at most so many days before.
const RECENT: i32 = 7;

/// A date belongs to an event from at most so many tokens away.
const REACH: usize = 80;

/// So many expressions before an event, and behind it, are looked at.
const MOST: usize = 5;

/// How an event was dated.
struct Dated {
    when: When,
    basis: Basis,
    rule: &'static str,
    extent: Option<Extent>,
}

/// Gives each event its date, as far as the text tells it.
pub fn date(reading: &mut Reading<'_>, lexicon: &Lexicon) {
    let mut events = std::mem::take(&mut reading.events);
    let mut story = Story::new(reading);
    for event in &mut events {
        let sentence = reading.sentences[event.sentence].clone();
        let trigger = token_at(reading, event.trigger);
        story.move_to(reading, event.sentence);
        let (tense, verb) = governed(reading, lexicon, &sentence, trigger);
        let times = times_near(reading, &sentence, trigger);
        let clause = Clause { reading, lexicon, times, sentence, trigger, verb, tense };
        let dated = clause
            .lasting(event.status)
            .or_else(|| clause.date(&story))
            .or_else(|| story.date(&clause).filter(|_| !clause.names_no_day()));
        story.note(&clause, dated.as_ref());
        let Some(Dated { when, basis, rule, extent }) = dated else { continue };
        event.when = Some(when);
        event.basis = Some(basis);
        event.date_rule = rule;
        event.date_extent = extent;
    }
    title(reading, &mut events);
    reading.events = events;
}

/// The title tells what the first sentences tell: where one of these names a day shortly before the
/// publication, the events of the title happened on it.
fn title(reading: &Reading<'_>, events: &mut [Event]) {
    let (Some(now), Some(first)) = (reading.published, reading.sentences.first()) else { return };
    let is_title = !first.is_empty() && reading.tokens[first.end - 1].tag != Tag::Stop;
    let of_title = events.partition_point(|event| event.sentence == 0);
    let (titles, rest) = events.split_at_mut(of_title);
    let lead = rest.iter().take_while(|event| event.sentence <= LEAD).find_map(|event| {
        let when = event.when.as_ref().filter(|_| event.basis == Some(Basis::Stated))?;
        let day = when.earliest_start();
        let recent = day == when.latest_end() && day <= now && day >= now.plus_days(-RECENT);
        recent.then_some((day, event.date_extent))
    });
    let Some((day, extent)) = lead.filter(|_| is_title) else { return };
    for event in titles.iter_mut().filter(|event| event.date_rule == story::OF_REPORT) {
        event.when = Some(When::day(day));
        event.basis = Some(Basis::Inferred);
        event.date_rule = "title of what happened then";
        event.date_extent = extent;
    }
}

/// The time expressions of a sentence that are near a token. O(log times).
fn times_near<'r>(
    reading: &'r Reading<'_>,
    sentence: &Range<usize>,
    token: usize,
) -> &'r [TimeExpression] {
    let times = &reading.times;
    let before = |token: usize| times.partition_point(|time| time.run.start < token);
    let middle = before(token);
    let first = before(sentence.start.max(token.saturating_sub(REACH)));
    let end = before(sentence.end.min(token + REACH));
    &times[first.max(middle.saturating_sub(MOST))..end.min(middle + MOST)]
}

/// The token that an extent begins in. O(log tokens).
fn token_at(reading: &Reading<'_>, extent: Extent) -> usize {
    reading.tokens.partition_point(|token| token.extent.end <= extent.start)
}

/// The words of a run, for comparison with small letters.
fn is_any(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    // The length is known without looking at the text, and differs nearly always.
    let length = reading.tokens[at].extent.len() as usize;
    words.iter().any(|word| word.len() == length && reading.word(at).eq_ignore_ascii_case(word))
}

/// The tokens strictly between two places.
fn between(one: Range<usize>, other: usize) -> Range<usize> {
    if other < one.start { other + 1..one.start } else { one.end..other.max(one.end) }
}

#[cfg(test)]
mod tests;
