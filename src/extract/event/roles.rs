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
        for &extent in extents {
            for actor in named(reading, extent) {
                if !actors.iter().any(|&(known, _)| known == actor) {
                    actors.push((actor, role));
                }
            }
        }
    }
    actors
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
