//! `demarche actors`: who takes part, and in how much.

use std::{cmp::Reverse, io::Write};

use crate::{
    base::rows::RowSet,
    cli::{
        Outcome,
        args::{self, Listing},
        select,
    },
    export::{self, ActorRow, Counts},
    model::{ActorId, Timeline},
    query::Answer,
};

/// Prints the actors, the most active first. With a query, only those who have a part in what
/// matches.
pub(super) fn run(listing: &Listing, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(&listing.selection)?;
    let timeline = loaded.store.timeline();
    let mut counts: Vec<(ActorId, Counts)> =
        (0..).map(ActorId).zip(count(timeline, &answer)).collect();
    if listing.selection.query.is_some() {
        let involved = involved(timeline, &answer);
        counts.retain(|(id, _)| involved.contains(id.0));
    }
    counts.sort_by_key(|&(id, counts)| {
        (Reverse((counts.events, counts.statements)), timeline.actor(id).name.as_str())
    });
    let rows = counts.iter().map(|&(id, counts)| ActorRow::new(timeline, id, counts));
    export::write(out, args::output(listing.output.format), rows)?;
    Ok(Outcome::of(!counts.is_empty(), "no actor has a part in what matches"))
}

/// Those who take part in what was found: in an event, as a speaker, as whom it was said to or
/// about, or as who reported it.
pub(super) fn involved(timeline: &Timeline, answer: &Answer) -> RowSet {
    let parts = answer.rows.iter().flat_map(|row| timeline.event(row).actors());
    let statements = answer.statements.iter().flat_map(|number| {
        let said = &timeline.statements()[number as usize];
        said.speaker.iter().chain(&said.via).chain(&said.to).chain(&said.about).copied()
    });
    let actors = parts.map(|part| part.actor()).chain(statements);
    RowSet::of(timeline.actors().len() as u32, actors.map(|actor| actor.0))
}

/// In how many of the events found each actor takes part, and how many of the statements it made.
fn count(timeline: &Timeline, answer: &Answer) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); timeline.actors().len()];
    for row in answer.rows.iter() {
        let parts = timeline.event(row).actors();
        for (index, part) in parts.iter().enumerate() {
            // Two roles in one event are one event.
            if parts[..index].iter().all(|before| before.actor() != part.actor()) {
                counts[part.actor().index()].events += 1;
            }
        }
    }
    for number in answer.statements.iter() {
        if let Some(speaker) = timeline.statements()[number as usize].speaker {
            counts[speaker.index()].statements += 1;
        }
    }
    counts
}
