//! Which actors take part in an event, and as what.

use super::super::{Reading, token::Extent};
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

/// The first actor that is named within, and those that are listed with it.
fn named(reading: &Reading<'_>, extent: Extent) -> impl Iterator<Item = usize> {
    let mentions = &reading.mentions;
    let first = mentions.partition_point(|mention| mention.extent.start < extent.start);
    let mut end = None;
    mentions[first..]
        .iter()
        .take_while(move |mention| mention.extent.start < extent.end)
        .take_while(move |mention| {
            let listed = end.is_none_or(|end: usize| {
                let between = end..mention.run.start.max(end);
                between.len() <= 3
                    && between.clone().all(|at| {
                        use super::super::tag::Tag;
                        matches!(
                            reading.tokens[at].tag,
                            Tag::Comma | Tag::Conjunction | Tag::Determiner
                        )
                    })
            });
            end = Some(mention.run.end);
            listed
        })
        .map(|mention| mention.actor)
}
