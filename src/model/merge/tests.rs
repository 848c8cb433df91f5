use std::borrow::Cow;

use crate::model::{
    Actor, ActorId, ActorKind, Anchor, Draft, EvidenceDraft, File, Holds, Kind, Office,
    Participation, PlaceDraft, Role, Shard, Source, Span, StatementDraft, Timeline, When,
};

fn when(text: &str) -> When {
    When::parse(text).unwrap()
}

fn file(name: &str) -> File {
    File { name: name.into(), holds: Holds::Records, ..File::default() }
}

fn build(files: &[&str], shards: Vec<Shard>) -> Timeline {
    Timeline::build(files.iter().map(|name| file(name)).collect(), shards).0
}

fn shard(number: u16, events: &[(&str, &str)]) -> Shard {
    let mut shard = Shard::new(number);
    for (id, date) in events {
        shard.push(&Draft { id, when: when(date), title: id, ..Draft::default() });
    }
    shard
}

fn ids(timeline: &Timeline) -> Vec<Cow<'_, str>> {
    timeline.events().map(super::super::event::Event::id).collect()
}

#[test]
fn events_stand_in_time_order_whatever_the_shards() {
    let events = [
        ("late", "2015-08-13"),
        ("undated", ""),
        ("month", "2015-08"),
        ("early", "2015-08-11"),
        ("same day, later in the file", "2015-08-11"),
        ("year", "2015"),
    ];
    let expected = ["year", "month", "early", "same day, later in the file", "late", "undated"];
    for split in 0..=events.len() {
        let (first, second) = events.split_at(split);
        let timeline = build(&["a.json"], vec![shard(0, first), shard(0, second)]);
        assert_eq!(ids(&timeline), expected, "split at {split}");
        let ranks: Vec<_> =
            timeline.events().map(super::super::event::Event::rank_in_file).collect();
        assert_eq!(ranks, [5, 2, 3, 4, 0, 1]);
        assert_eq!(timeline.dated(), 0..5);
        let (_, rows) = timeline.moments().find(|(date, _)| **date == when("2015-08-11")).unwrap();
        assert_eq!(rows, 2..4);
        let august = [when("2015-08-01"), when("2015-09-01")].map(|day| day.listing_day().unwrap());
        assert_eq!(timeline.listed_between(august[0], august[1]), 1..5);
    }
}

#[test]
fn records_of_two_shards_of_one_file_are_joined_by_key() {
    let part = |describe: bool| {
        let mut shard = Shard::new(0);
        let russia = shard.actor("RUS");
        let other = shard.actor(if describe { "SYR" } else { "USA" });
        if describe {
            shard.describe_actor(russia, || Actor::named("RUS", "Russia"));
        }
        let place = PlaceDraft { name: "Doha", ..PlaceDraft::default() };
        shard.push(&Draft {
            actors: &[
                Participation::new(other, Role::Recipient),
                Participation::new(russia, Role::Initiator),
            ],
            place: Some(place),
            ..Draft::default()
        });
        shard
    };
    let timeline = build(&["rows.csv"], vec![part(false), part(true)]);
    let names: Vec<_> = timeline.actors().iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Russia", "USA", "SYR"]);
    assert_eq!(timeline.places().len(), 1);
    for event in timeline.events() {
        let initiators: Vec<_> = event.actors_as(Role::Initiator).collect();
        assert_eq!(initiators, [ActorId(0)]);
    }
}

/// Two files with one actor each; how many are left.
#[track_caller]
fn check_joined(first: (&str, &str, &str), second: (&str, &str, &str), expect: usize) {
    let shard = |number, (id, name, code): (&str, &str, &str)| {
        let mut shard = Shard::new(number);
        let actor = shard.actor(id);
        let codes = vec![("wikidata".into(), code.to_owned())];
        let codes = if code.is_empty() { Vec::new() } else { codes };
        shard.describe_actor(actor, || Actor { codes, ..Actor::named(id, name) });
        shard
    };
    let timeline = build(&["a.json", "b.json"], vec![shard(0, first), shard(1, second)]);
    assert_eq!(timeline.actors().len(), expect);
}

#[test]
fn actors_of_two_files_are_joined_only_by_code_or_by_id_and_name() {
    check_joined(("a", "Lavrov", "Q58217"), ("b", "Sergei Lavrov", "Q58217"), 1);
    check_joined(("lavrov", "Lavrov", ""), ("lavrov", "Lavrov", ""), 1);
    check_joined(("a1", "Lavrov", ""), ("a1", "Khoja", ""), 2);
    check_joined(("a", "Lavrov", ""), ("b", "Lavrov", ""), 2);
    check_joined(("a", "Lavrov", "Q1"), ("b", "Lavrov", "Q2"), 2);
}

#[test]
fn actors_kept_apart_in_spite_of_their_id_are_reported() {
    let shards = [("a1", "Lavrov"), ("a1", "Khoja")].iter().zip(0..).map(|((id, name), number)| {
        let mut shard = Shard::new(number);
        let actor = shard.actor(id);
        shard.describe_actor(actor, || Actor::named(*id, *name));
        shard
    });
    let (_, issues) = Timeline::build(vec![file("a.json"), file("b.json")], shards.collect());
    let texts: Vec<_> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 1);
    assert!(texts[0].starts_with("b.json: warning: actor 'a1' is 'Khoja' here"), "{texts:?}");
}

#[test]
fn ids_of_two_files_are_kept_apart() {
    let mut first = shard(0, &[("e1", "2015")]);
    first.push_statement(&StatementDraft { id: "s1", event: "e1", ..StatementDraft::default() });
    let mut second = shard(1, &[("e1", "2014")]);
    let when = when("2016");
    second.push(&Draft { id: "e2", when, asserted_by: "s1", ..Draft::default() });
    second.push_statement(&StatementDraft { id: "s1", event: "e1", ..StatementDraft::default() });
    let timeline = build(&["x/talks.json", "x/war.json"], vec![first, second]);
    assert_eq!(ids(&timeline), ["war/e1", "e1", "e2"]);
    let said: Vec<_> =
        timeline.statements().iter().map(|said| (said.id.as_str(), said.event)).collect();
    assert_eq!(said, [("war/s1", Some(0)), ("s1", Some(1))]);
    let told_by = timeline.events().map(|it| it.asserted_by().map(|(_, said)| said.id.as_str()));
    assert_eq!(told_by.collect::<Vec<_>>(), [None, None, Some("war/s1")]);
    assert_eq!(timeline.find_event("war/e1"), Some(0));
}

#[test]
fn statements_stand_in_the_order_of_their_own_or_their_events_date() {
    let mut shard = shard(0, &[("late", "2016"), ("early", "2014")]);
    for (id, date, event) in
        [("a", "", "late"), ("b", "", "early"), ("c", "2015", "late"), ("d", "", "")]
    {
        let when = (!date.is_empty()).then(|| when(date));
        shard.push_statement(&StatementDraft { id, when, event, ..StatementDraft::default() });
    }
    let timeline = build(&["a.json"], vec![shard]);
    let said: Vec<_> = timeline.statements().iter().map(|said| said.id.as_str()).collect();
    assert_eq!(said, ["b", "c", "a", "d"]);
    let late = timeline.event(1);
    let of_late: Vec<_> = late.statements().map(|(_, said)| said.id.as_str()).collect();
    assert_eq!(of_late, ["c", "a"]);
    assert_eq!(timeline.said(&timeline.statements()[2]), Some(late.when()));
}

/// An evidence entry against the text "Lavrov met Khoja. Khoja met Lavrov. Ясно."
#[track_caller]
fn check_anchor(
    quote: &str,
    span: Option<(u32, u32)>,
    around: (&str, &str),
    expect: (Anchor, Option<(u32, u32)>),
) {
    let mut shard = Shard::new(0);
    let source = shard.source("brief");
    let text = "Lavrov met Khoja. Khoja met Lavrov. Ясно.";
    shard.describe_source(source, || Source {
        text: Some(text.into()),
        ..Source::titled("brief", "Brief")
    });
    let span = span.map(|(start, end)| Span { start, end });
    let (before, after) = around;
    let entry = EvidenceDraft { source, quote, span, before, after, row: None };
    shard.push(&Draft { evidence: &[entry], ..Draft::default() });
    let timeline = build(&["a.json"], vec![shard]);
    let evidence = timeline.event(0).stated_evidence()[0];
    let found = evidence.found.map(|span| (span.start, span.end));
    assert_eq!((evidence.anchor.unwrap(), found), expect);
    assert_eq!(evidence.span, span, "what the file says stays");
}

#[test]
fn anchors_admit_failure() {
    let none = ("", "");
    check_anchor("Lavrov met", Some((0, 10)), none, (Anchor::Ok, Some((0, 10))));
    check_anchor("Ясно", Some((36, 40)), none, (Anchor::Ok, Some((36, 40))));
    check_anchor("Ясно", None, none, (Anchor::Ok, Some((36, 40))));
    check_anchor("Ясно", Some((3, 7)), none, (Anchor::Moved, Some((36, 40))));
    check_anchor("Khoja", Some((0, 5)), none, (Anchor::Many, None));
    check_anchor("Khoja", None, none, (Anchor::Many, None));
    check_anchor("Khoja", None, ("met", ""), (Anchor::Ok, Some((11, 16))));
    check_anchor("Khoja", Some((1, 6)), ("", "met Lavrov"), (Anchor::Moved, Some((18, 23))));
    check_anchor("Khoja", Some((18, 23)), none, (Anchor::Ok, Some((18, 23))));
    check_anchor("Lavrow", Some((0, 6)), none, (Anchor::Lost, None));
    check_anchor("Ясно", Some((40, 99)), none, (Anchor::Moved, Some((36, 40))));
}

#[test]
fn a_title_is_composed_where_the_source_has_none() {
    let mut shard = Shard::new(0);
    let [a, b] = ["Sinaloa Cartel", "Tijuana Cartel"].map(|name| shard.actor(name));
    let title = |roles: [Role; 2], shard: &mut Shard| {
        let actors = vec![Participation::new(a, roles[0]), Participation::new(b, roles[1])];
        let place = Some(PlaceDraft { name: "Mexico City", ..PlaceDraft::default() });
        shard.push(&Draft { label: "armed clash", actors: &actors, place, ..Draft::default() });
    };
    title([Role::SideA, Role::SideB], &mut shard);
    title([Role::Initiator, Role::Recipient], &mut shard);
    let timeline = build(&["rows.csv"], vec![shard]);
    let titles: Vec<_> = timeline.events().map(|event| event.title().into_owned()).collect();
    assert_eq!(
        titles,
        [
            "Sinaloa Cartel and Tijuana Cartel: armed clash, Mexico City",
            "Sinaloa Cartel > Tijuana Cartel: armed clash, Mexico City",
        ]
    );
}

/// An article that tells of a meeting of a minister, by this name, and Assad, on a day.
fn report(number: u16, minister: &str, day: &str) -> Shard {
    let mut shard = Shard::new(number);
    let source = shard.source("article");
    let [lavrov, russia, assad] = [minister, "Russia", "Bashar al-Assad"].map(|name| {
        let actor = shard.actor(name);
        (actor, name)
    });
    for (id, name) in [lavrov, russia, assad] {
        let offices =
            vec![Office { title: "Foreign Minister".into(), of: Some(russia.0), when: None }];
        shard.describe_actor(id, || match name {
            "Russia" => Actor::named(name, name),
            "Bashar al-Assad" => Actor { kind: ActorKind::Person, ..Actor::named(name, name) },
            _ => Actor { kind: ActorKind::Person, offices, ..Actor::named(name, name) },
        });
    }
    let quote =
        EvidenceDraft { source, quote: "met", span: None, before: "", after: "", row: None };
    shard.push(&Draft {
        id: "e01",
        when: when(day),
        kind: Kind::Consult,
        actors: &[lavrov.0, assad.0].map(|actor| Participation::new(actor, Role::Participant)),
        evidence: &[quote],
        ..Draft::default()
    });
    shard.push_statement(&StatementDraft { id: "s01", event: "e01", ..StatementDraft::default() });
    shard
}

/// Two reports; expects how many events and actors they are together, and how many issues.
#[track_caller]
fn check_reports(names: [&str; 2], days: [&str; 2], apart: bool, expect: [usize; 3]) -> Timeline {
    let files = ["a.txt", "b.txt"].map(|name| File {
        name: name.into(),
        holds: Holds::Prose,
        apart,
        ..File::default()
    });
    let shards = vec![report(0, names[0], days[0]), report(1, names[1], days[1])];
    let (timeline, issues) = Timeline::build(files.into(), shards);
    let found = [timeline.len() as usize, timeline.actors().len(), issues.len()];
    assert_eq!(found, expect, "{names:?} {days:?} {issues:?}");
    timeline
}

#[test]
fn two_reports_of_one_event_are_two_pieces_of_evidence() {
    let (day, full) = ("2015-08-13", "Sergei Lavrov");
    let timeline = check_reports([full, full], [day, day], false, [1, 3, 0]);
    assert_eq!(timeline.event(0).evidence().count(), 2);
    assert_eq!(timeline.event(0).statements().len(), 2);
    let timeline = check_reports([full, "Lavrov"], [day, day], false, [1, 3, 1]);
    assert_eq!(timeline.actor(ActorId(0)).aliases, ["Lavrov"]);
    check_reports([full, "Sergei Shoigu"], [day, day], false, [2, 4, 0]);
    let timeline = check_reports([full, full], [day, "2015-08-14"], false, [2, 3, 0]);
    assert_eq!(ids(&timeline), ["e01", "b/e01"]);
    check_reports([full, full], ["2015-08", "2015-08"], false, [2, 3, 0]);
    check_reports([full, "Lavrov"], [day, day], true, [2, 6, 0]);
}

#[test]
fn what_two_files_say_of_an_actor_in_the_same_words_is_said_once() {
    let part = |number, aliases: [&str; 3]| {
        let mut shard = Shard::new(number);
        // Numbers differ from file to file.
        if number > 0 {
            shard.actor("other");
        }
        let (lavrov, russia) = (shard.actor("lavrov"), shard.actor("russia"));
        let office = |title: &str| Office { title: title.into(), of: Some(russia), when: None };
        shard.describe_actor(lavrov, || Actor {
            aliases: aliases.map(str::to_owned).to_vec(),
            offices: vec![office("foreign minister"), office(aliases[0])],
            codes: vec![("wikidata".into(), "Q1".into()), (aliases[1].into(), "2".into())],
            member_of: vec![russia],
            ..Actor::named("lavrov", "Sergei Lavrov")
        });
        shard.describe_actor(russia, || Actor::named("russia", "Russia"));
        shard
    };
    let shards = vec![part(0, ["a", "b", "a"]), part(1, ["b", "Sergei Lavrov", "c"])];
    let timeline = build(&["a.json", "b.json"], shards);
    let lavrov = &timeline.actors()[0];
    assert_eq!(lavrov.aliases, ["a", "b", "c"]);
    let offices: Vec<_> = lavrov.offices.iter().map(|office| office.title.as_str()).collect();
    assert_eq!(offices, ["foreign minister", "a", "b"]);
    let schemes: Vec<_> = lavrov.codes.iter().map(|(scheme, _)| scheme.as_str()).collect();
    assert_eq!(schemes, ["wikidata", "b", "Sergei Lavrov"]);
    assert_eq!(lavrov.member_of.len(), 1);
}
