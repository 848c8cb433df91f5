//! Which actors take part in an event, and as what.

use super::super::{Reading, tag::Tag, token::Extent};
use crate::model::{Kind, Role};

/// The actors that the words of an event name first: who acts, and who is acted on.
pub fn find(
    reading: &Reading<'_>,
    kind: Kind,
    source: &[Extent],
    target: &[Extent],
) -> Vec<(usize, Role)> {
    let mut actors: Vec<(usize, Role)> = Vec::new();
    let (acts, acted_on) = match kind {
        Kind::Consult => (Role::Participant, Role::Participant),
        _ => (Role::Initiator, Role::Recipient),
    };
    for (extents, role) in [(source, acts), (target, acted_on)] {
        for extent in listed(reading, extents) {
            for actor in named(reading, extent) {
                if !actors.iter().any(|&(known, _)| known == actor) {
                    actors.push((actor, role));
                }
            }
        }
    }
    actors
}

/// The first of several places and those that are listed with it, not what only explains it: an
/// `and` stands before the last of a list.
fn listed(reading: &Reading<'_>, extents: &[Extent]) -> Vec<Extent> {
    let mut extents = extents.to_vec();
    extents.sort_unstable();
    let has_and = |pair: &[Extent]| {
        let first = reading.tokens.partition_point(|token| token.extent.start < pair[0].end);
        let between = reading.tokens[first..].iter();
        let mut between = between.take_while(|token| token.extent.start < pair[1].start);
        between.any(|token| token.tag == Tag::Conjunction)
    };
    let last = extents.windows(2).rposition(has_and).map_or(0, |pair| pair + 1);
    extents.truncate(last + 1);
    extents
}

/// The first actor that is named within, and those that are listed with it: what stands behind a
/// comma is one of a list only if an `and` follows.
fn named(reading: &Reading<'_>, extent: Extent) -> Vec<usize> {
    let mentions = &reading.mentions;
    let first = mentions.partition_point(|mention| mention.extent.start < extent.start);
    let (mut actors, mut end, mut listed) = (Vec::new(), 0, 1);
    for mention in mentions[first..].iter().take_while(|it| it.extent.start < extent.end) {
        // What an actor is called by, or is the head of, does not take part.
        if mention.run.end <= end {
            continue;
        }
        if !actors.is_empty() {
            let between = &reading.tokens[end..mention.run.start.max(end)];
            let links = |tag: Tag| matches!(tag, Tag::Comma | Tag::Conjunction | Tag::Determiner);
            if between.len() > 3 || !between.iter().all(|token| links(token.tag)) {
                break;
            }
            if between.iter().any(|token| token.tag == Tag::Conjunction) {
                listed = actors.len() + 1;
            }
        }
        actors.push(mention.actor);
        end = mention.run.end;
    }
    actors.truncate(listed);
    actors
}
