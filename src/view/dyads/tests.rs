use super::*;
use crate::{
    model::{Actor, Draft, Fatalities, Shard},
    view::sample,
};

/// A store of events: a date, who takes part, and how many were killed. `rebels` belong to
/// `opposition`, as `chief` does by them.
fn store(events: &[(&str, &str, u32)]) -> Store {
    Store::new(sample::timeline(|shard| {
        belongs(shard, "rebels", "opposition");
        belongs(shard, "chief", "rebels");
        for (number, &(date, parts, killed)) in events.iter().enumerate() {
            let parts = sample::actors(shard, parts);
            let best = (killed > 0).then_some(killed);
            shard.push(&Draft {
                id: &format!("e{number}"),
                when: sample::when(date),
                actors: &parts,
                fatalities: best.map(|_| Fatalities { best, ..Fatalities::default() }),
                ..Draft::default()
            });
        }
    }))
}

fn belongs(shard: &mut Shard, member: &str, group: &str) {
    let (member_id, group) = (shard.actor(member), shard.actor(group));
    shard.describe_actor(member_id, || Actor {
        member_of: vec![group],
        ..Actor::named(member, member)
    });
}

const WAR: &[(&str, &str, u32)] = &[
    ("2015-01-01", "initiator:army recipient:rebels", 3),
    ("2015-01-02", "initiator:rebels recipient:army participant:un", 0),
    ("2015-01-03", "side_a:army side_b:chief", 4),
    ("2015-01-04", "participant:rebels participant:chief", 0),
    ("2015-01-05", "initiator:army initiator:rebels recipient:army", 1),
    ("2015-01-06", "participant:un", 0),
    ("", "initiator:army victim:un", 2),
];

/// What the list says, a pair a line: both, events, alone, killed and the last event.
fn listed(events: &[(&str, &str, u32)], which: Which, order: Order) -> Vec<String> {
    let store = store(events);
    let ask = Ask { which, list: Some(order) };
    let dyads = count(&ask, &store, &Answer::all(&store), &Progress::default()).unwrap();
    let name = |actor: ActorId| store.timeline().actor(actor).name.clone();
    let lines = (0..dyads.listed_len()).map(|line| {
        let dyad = dyads.listed(line).unwrap();
        let Sum { events, killed } = dyad.sum;
        let last = dyad.last.map_or(String::new(), |row| store.timeline().when(row).edtf());
        let (first, second) = (name(dyad.first), name(dyad.second));
        format!("{first} {second} {events} {} {killed} {last}", dyad.alone).trim_end().to_owned()
    });
    lines.collect()
}

const BOTH: Which = Which { directed: false, only_two: false };

#[test]
fn members_count_for_whom_they_belong_to() {
    assert_eq!(
        listed(WAR, BOTH, Order::Events),
        [
            "army opposition 4 3 8 2015-01-05",
            "army rebels 4 3 8 2015-01-05",
            "army un 2 1 2 2015-01-02",
            "army chief 1 1 4 2015-01-03",
            // Two of the rebels with each other, and each with the group of both.
            "opposition chief 1 1 0 2015-01-04",
            "opposition rebels 1 1 0 2015-01-04",
            "opposition un 1 0 0 2015-01-02",
            "rebels chief 1 1 0 2015-01-04",
            "rebels un 1 0 0 2015-01-02",
        ]
    );
}

#[test]
fn directed_the_first_acts_on_the_second() {
    let directed = Which { directed: true, only_two: false };
    assert_eq!(
        listed(WAR, directed, Order::Events),
        [
            "opposition army 2 1 1 2015-01-05",
            "rebels army 2 1 1 2015-01-05",
            "army opposition 1 1 3 2015-01-01",
            "army rebels 1 1 3 2015-01-01",
            "army un 1 1 2",
        ]
    );
}

#[test]
fn only_two_leaves_out_what_has_a_third() {
    let only = Which { directed: false, only_two: true };
    let lines = listed(WAR, only, Order::Events);
    assert_eq!(lines[0], "army opposition 3 3 8 2015-01-05");
    assert!(lines.contains(&"army un 1 1 2".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("rebels un")), "{lines:?}");
}

#[test]
fn the_list_has_orders() {
    let events = &[
        ("2015-01-01", "participant:a participant:b", 9),
        ("2015-01-03", "participant:a participant:c participant:d", 1),
        ("2015-01-04", "participant:a participant:c", 1),
        ("2015-01-05", "participant:d participant:b", 0),
    ];
    let first = |order: Order| listed(events, BOTH, order).swap_remove(0);
    assert_eq!(first(Order::Events), "a c 2 1 2 2015-01-04");
    assert_eq!(first(Order::Killed), "a b 1 1 9 2015-01-01");
    assert_eq!(first(Order::Alone), "a b 1 1 9 2015-01-01");
    assert_eq!(first(Order::Last), "b d 1 1 0 2015-01-05");
    assert_eq!(Order::Last.next(), Order::Events);
}

#[test]
fn a_count_that_is_stopped_has_no_figures() {
    let store = store(WAR);
    let progress = Progress::default();
    progress.cancel();
    assert_eq!(count(&Ask::default(), &store, &Answer::all(&store), &progress), None);
}
