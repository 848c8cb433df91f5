use proptest::prelude::*;

use super::*;
use crate::{
    model::{Actor, Draft, PlaceDraft, Shard},
    query::{Plan, Query, Term},
    view::sample,
};

/// An event with who takes part, as "initiator:Russia recipient:Syria".
fn event(shard: &mut Shard, date: &str, kind: Kind, actors: &str, place: &str, tags: &[&str]) {
    let actors = sample::actors(shard, actors);
    let place = PlaceDraft { name: place, ..PlaceDraft::default() };
    let draft = Draft {
        id: date,
        when: sample::when(date),
        kind,
        actors: &actors,
        place: (!place.name.is_empty()).then_some(place),
        tags,
        ..Draft::default()
    };
    shard.push(&draft);
}

fn war() -> Store {
    Store::new(sample::timeline(|shard| {
        let russia = shard.actor("Russia");
        let lavrov = shard.actor("Lavrov");
        shard.describe_actor(lavrov, || Actor {
            member_of: vec![russia],
            ..Actor::named("Lavrov", "Lavrov")
        });
        event(shard, "2014", Kind::Other, "", "", &["era"]);
        event(shard, "2015-08-11", Kind::Consult, "initiator:Lavrov", "Moscow", &[]);
        event(shard, "2015-08-12", Kind::Consult, "initiator:Russia recipient:Syria", "Doha", &[]);
        event(shard, "2015-08-13", Kind::Assault, "initiator:Lavrov host:Russia", "Moscow", &[]);
        event(shard, "2015-08-14", Kind::Assault, "", "", &[]);
        event(shard, "", Kind::Aid, "initiator:Zorn", "Doha", &[]);
    }))
}

/// The lanes of what a query finds: "name events".
#[track_caller]
fn check(query: &str, by: By, order: Order, expect: &[&str]) {
    let store = war();
    let answer = Plan::new(&Query::parse(query).unwrap(), &store).unwrap().run();
    let lanes = count(&Ask { by, order }, &store, &answer, &Progress::default()).unwrap();
    let words = |lane: &Lane| format!("{} {}", lane.key.words(store.timeline()), lane.events);
    assert_eq!(lanes.lanes.iter().map(words).collect::<Vec<_>>(), expect, "{query} {by:?}");
}

#[test]
fn a_lane_has_the_events_that_its_filter_shows() {
    use By::{Actor, Kind, Place, Quad};
    use Order::{Count, First, Name};
    check("", Actor, Count, &["eras 1", "Russia 3", "Lavrov 2", "Syria 1", "Zorn 1", "no actor 1"]);
    check("", Actor, First, &["eras 1", "Russia 3", "Lavrov 2", "Syria 1", "Zorn 1", "no actor 1"]);
    check("", Actor, Name, &["eras 1", "Lavrov 2", "Russia 3", "Syria 1", "Zorn 1", "no actor 1"]);
    check("kind:assault", Actor, Count, &["Russia 1", "Lavrov 1", "no actor 1"]);
    check("", Kind, Count, &["eras 1", "consult 2", "assault 2", "other 1", "aid 1"]);
    check("", Place, Count, &["eras 1", "Moscow 2", "Doha 2", "no place 1"]);
    check("", Place, Name, &["eras 1", "Doha 2", "Moscow 2", "no place 1"]);
    check(
        "",
        Quad,
        First,
        &["eras 1", "verbal cooperation 2", "material conflict 2", "material cooperation 1"],
    );
    check("kind:protest", Actor, Count, &[]);
    check("undated:", Actor, Count, &["Zorn 1"]);
}

#[test]
fn a_lane_is_walked_through_shown_events_only() {
    let store = war();
    let answer = Plan::new(&Query::parse("-kind:assault").unwrap(), &store).unwrap().run();
    let shown = &answer.rows;
    let lanes = count(&Ask::default(), &store, &answer, &Progress::default()).unwrap();
    let russia = lanes.rows(&store, lanes.lanes[1].key);
    assert_eq!(russia.shown(shown), [1, 2]);
    assert_eq!((russia.next_from(shown, 0), russia.next_from(shown, 2)), (Some(1), Some(2)));
    assert_eq!((russia.next_from(shown, 3), russia.prev_before(shown, 2)), (None, Some(1)));
    assert_eq!(russia.nearest(store.timeline(), shown, 5), Some(2));
    let lane_of = |row| lanes.lane_of(store.timeline(), row);
    assert_eq!([0, 1, 2, 5].map(lane_of), [Some(0), Some(1), Some(1), Some(4)]);
}

#[test]
fn a_direction_comes_from_the_roles_alone() {
    let store = Store::new(sample::timeline(|shard| {
        for (date, actors) in [
            ("2001", "initiator:A recipient:B victim:C"),
            ("2002", "participant:A recipient:B"),
            ("2003", "side_a:A side_b:B"),
            ("2004", "initiator:A initiator:B participant:A"),
        ] {
            event(shard, date, Kind::Other, actors, "", &[]);
        }
    }));
    let numbers = |keys: &[Key]| keys.iter().map(|key| format!("{key:?}")).count();
    let found: Vec<_> = (0..4)
        .map(|row| parties(store.timeline(), row))
        .map(|parties| (numbers(&parties.all), numbers(&parties.whom)))
        .collect();
    assert_eq!(found, [(3, 2), (2, 0), (2, 0), (2, 0)]);
}

#[test]
fn the_extent_reaches_to_where_events_end() {
    #[track_caller]
    fn check(dates: &[&str], expect: (&str, &str)) {
        let store = Store::new(sample::dates(dates));
        let answer = Answer::all(&store);
        let lanes = count(&Ask::default(), &store, &answer, &Progress::default()).unwrap();
        let (first, last) = lanes.extent.unwrap().most;
        assert_eq!((first.to_string(), last.to_string()), (expect.0.into(), expect.1.into()));
    }
    check(&["1914-07-28", "1918-01-01/1918-11-11"], ("1914-07-28", "1918-11-11"));
    check(&["1914-07-28", "1918-11-11/1999-01-01"], ("1914-07-28", "1918-11-11"));
    check(&["1914-07-28", "1918-11-11/.."], ("1914-07-28", "1918-11-11"));
    check(&["1914", "1918"], ("1914-01-01", "1918-12-31"));
}

proptest! {
    #[test]
    fn numbers_are_those_of_the_queries(
        members in prop::collection::vec(prop::option::of(0..5_usize), 5),
        parts in prop::collection::vec(prop::collection::vec(0..5_usize, 0..3), 1..30),
        hidden in any::<u32>(),
    ) {
        let names = ["A", "B", "C", "D", "E"];
        let store = Store::new(sample::timeline(|shard| {
            let actors = names.map(|name| shard.actor(name));
            for ((name, &actor), member) in names.iter().zip(&actors).zip(&members) {
                let member_of = member.map(|owner| actors[owner]).into_iter().collect();
                shard.describe_actor(actor, || Actor { member_of, ..Actor::named(*name, *name) });
            }
            for (number, parts) in parts.iter().enumerate() {
                let actors: Vec<_> =
                    parts.iter().map(|&part| format!("participant:{}", names[part])).collect();
                event(shard, &format!("20{number:02}"), Kind::Other, &actors.join(" "), "", &[]);
            }
        }));
        let mut answer = Answer::all(&store);
        answer.rows.retain_in(0..store.timeline().len(), |row| hidden >> (row % 32) & 1 == 0);
        let lanes = count(&Ask::default(), &store, &answer, &Progress::default()).unwrap();
        let mut seen = RowSet::none(store.timeline().len());
        for number in 0..5 {
            let actor = ActorId(number);
            let term = Term::for_actor(actor, &store);
            let mut found = Plan::new(&Query::default().with(term), &store).unwrap().run().rows;
            found.intersect(&answer.rows);
            let lane = lanes.lanes.iter().find(|lane| lane.key == Key::Actor(actor));
            prop_assert_eq!(lane.map_or(0, |lane| lane.events), found.count());
            if let Some(lane) = lane {
                prop_assert_eq!(Some(lane.first), found.next_from(0));
                let rows = lanes.rows(&store, lane.key);
                prop_assert_eq!(rows.shown(&answer.rows), found.iter().collect::<Vec<_>>());
                prop_assert_eq!(&rows.set(&answer.rows), &found);
                for row in 0..found.universe() {
                    prop_assert_eq!(rows.contains(row), rows.set(&RowSet::all(found.universe())).contains(row));
                    prop_assert_eq!(rows.next_from(&answer.rows, row), found.next_from(row));
                    prop_assert_eq!(rows.prev_before(&answer.rows, row), found.prev_before(row));
                }
            }
            seen.unite(&found);
        }
        seen.unite(&lanes.sets.rest);
        prop_assert_eq!(&seen, &answer.rows, "every shown event stands somewhere");
        prop_assert!(lanes.lanes.windows(2).all(|pair| pair[0].events >= pair[1].events
            || pair[1].key == Key::Rest(By::Actor)));
    }
}
