//! Events that several articles tell: the same kind, day and actors in two reports is one event
//! with two pieces of evidence.

use rustc_hash::FxHashMap;

use crate::{
    base::rows::Row,
    model::{
        actor::{ActorId, Role},
        column::Lists,
        kind::Kind,
        known::Status,
        source::Evidence,
        timeline::{File, Timeline},
    },
};

/// The rows of events that are told by an earlier row, each with that row.
pub(super) type Retold = FxHashMap<Row, Row>;

/// Moves the evidence of retold events to the first report of each. O(events of articles).
pub(super) fn join(timeline: &mut Timeline) -> Retold {
    let retold = find(timeline);
    if retold.is_empty() {
        return retold;
    }
    let events = &mut timeline.events;
    let mut told: FxHashMap<Row, Vec<Evidence>> = FxHashMap::default();
    let mut rows: Vec<(Row, Row)> = retold.iter().map(|(&row, &first)| (row, first)).collect();
    rows.sort_unstable();
    for (row, first) in rows {
        told.entry(first).or_default().extend(events.evidence.get(row));
    }
    let mut evidence = Lists::default();
    for row in 0..events.len {
        let more = told.remove(&row).unwrap_or_default();
        evidence.push(events.evidence.get(row).iter().copied().chain(more));
    }
    events.evidence = evidence;
    retold
}

fn find(timeline: &Timeline) -> Retold {
    let joins = |file: &File| file.is_article() && !file.apart;
    if timeline.files.iter().filter(|file| joins(file)).count() < 2 {
        return Retold::default();
    }
    let events = &timeline.events;
    let mut first: FxHashMap<(Kind, Status, u32, Vec<ActorId>), Row> = FxHashMap::default();
    let mut retold = Retold::default();
    for row in 0..events.len {
        let file = events.file.get(row);
        let when = &timeline.whens[events.when.get(row) as usize];
        let is_day = when.earliest_start() == when.latest_end();
        // Two statements of one day are seldom the same.
        let kind = Some(events.kind.get(row)).filter(|&kind| kind != Kind::Statement);
        let (true, true, Some(kind)) = (joins(&timeline.files[usize::from(file)]), is_day, kind)
        else {
            continue;
        };
        let acting = events.actors.get(row).iter().filter(|part| part.role() != Role::Subject);
        let mut actors: Vec<ActorId> = acting.map(|part| part.actor()).collect();
        actors.sort_unstable();
        actors.dedup();
        if actors.len() < 2 {
            continue;
        }
        let key = (kind, events.status.get(row), events.when.get(row), actors);
        let earlier = *first.entry(key).or_insert(row);
        if events.file.get(earlier) != file {
            retold.insert(row, earlier);
        }
    }
    retold
}
