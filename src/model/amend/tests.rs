use super::*;
use crate::model::{Decided, StatementDraft};

/// Three events of January 2015, one of which has a statement, by four actors.
fn talks() -> Timeline {
    let mut shard = Shard::new(0);
    let [khoja, lavrov, head, reporters] =
        ["khoja", "lavrov", "head", "reporters"].map(|id| shard.actor(id));
    let source = shard.source("afp");
    shard.describe_source(source, || crate::model::Source {
        text: Some("They met. He left. They met again.".into()),
        ..crate::model::Source::titled("afp", "AFP")
    });
    let on = |day: &str| When::parse(day).unwrap();
    let part = Participation::new;
    let met = EvidenceDraft { quote: "They met.", ..EvidenceDraft::of(source) };
    let events = [
        ("e1", "2015-01-01", vec![part(khoja, Role::Initiator), part(lavrov, Role::Recipient)]),
        ("e2", "2015-01-02", vec![part(head, Role::Initiator)]),
        ("e3", "2015-01-03", vec![part(lavrov, Role::Participant)]),
    ];
    for (id, when, actors) in &events {
        let (when, kind) = (on(when), Kind::Consult);
        shard.push(&Draft {
            id,
            when,
            kind,
            title: id,
            actors,
            evidence: &[met],
            rule: "verb",
            ..Draft::default()
        });
    }
    shard.push_statement(&StatementDraft {
        id: "s1",
        speaker: Some(head),
        to: vec![reporters],
        text: "We have agreed.",
        event: "e2",
        ..StatementDraft::default()
    });
    Timeline::build(vec![File::default()], vec![shard]).0
}

/// A line an event: id, date, kind, title, who in which role, what was said.
fn lines(timeline: &Timeline) -> Vec<String> {
    let name = |id: ActorId| timeline.actor(id).name.as_str();
    let line = |event: Event<'_>| {
        let parts = event.actors().iter().map(|it| format!("{} {}", it.role(), name(it.actor())));
        let said = event
            .statements()
            .map(|(_, said)| format!("{}: {}", said.speaker.map_or("nobody", name), said.text));
        let when = event.when().edtf();
        let words: Vec<String> = parts.chain(said).collect();
        format!("{} {when} {} {} [{}]", event.id(), event.kind(), event.title(), words.join(", "))
    };
    timeline.events().map(line).collect()
}

#[track_caller]
fn check(amendments: &Amendments, expect: &[&str]) -> (Timeline, Moved) {
    let read = talks();
    let before = lines(&read);
    let (timeline, moved) = read.amended(amendments);
    assert_eq!(lines(&timeline), expect);
    assert_eq!(lines(&read), before, "what was read stays");
    let rows = (0..read.len()).zip(&moved.rows);
    for (old, &new) in rows {
        assert_eq!(read.event(old).id(), timeline.event(new).id(), "a row is where it is said");
    }
    for (number, id) in moved.read_statements.iter().enumerate() {
        assert_eq!(read.statements()[number].id, timeline.statement(*id).id);
    }
    assert!(timeline.whens().iter().enumerate().all(|(it, _)| !timeline.rows_of(it).is_empty()));
    (timeline, moved)
}

const E1: &str = "e1 2015-01-01 consult e1 [initiator khoja, recipient lavrov]";
const E2: &str = "e2 2015-01-02 consult e2 [initiator head, head: We have agreed.]";
const E3: &str = "e3 2015-01-03 consult e3 [participant lavrov]";

fn change(row: Row, change: EventChange) -> Amendments {
    Amendments { events: vec![(Of::Read(row), change)], ..Amendments::default() }
}

#[test]
fn nothing_is_nothing() {
    assert!(Amendments::default().is_empty());
    check(&Amendments::default(), &[E1, E2, E3]);
}

#[test]
fn a_corrected_field_is_another_and_the_rest_stays() {
    let kind = EventChange { kind: Some(Kind::Assault), ..EventChange::default() };
    let (timeline, moved) = check(
        &change(0, kind),
        &["e1 2015-01-01 assault e1 [initiator khoja, recipient lavrov]", E2, E3],
    );
    assert_eq!(moved.events, [0]);
    let event = timeline.event(0);
    assert_eq!((event.rule(), event.rank_in_file()), ("verb", 0), "it is the same record");
    assert_eq!(event.evidence().next().unwrap().anchor, Some(crate::model::Anchor::Ok));
    let actors = vec![(ActorId(1), Role::Initiator), (ActorId(4), Role::Recipient)];
    let amendments = Amendments {
        actors: vec![Actor::named("un", "United Nations")],
        ..change(2, EventChange { actors: Some(actors), ..EventChange::default() })
    };
    let e3 = "e3 2015-01-03 consult e3 [initiator lavrov, recipient United Nations]";
    check(&amendments, &[E1, E2, e3]);
}

#[test]
fn an_event_of_another_day_stands_under_it_with_what_was_said() {
    let when = EventChange { when: When::parse("2015-01-05").ok(), ..EventChange::default() };
    let (_, moved) = check(
        &change(1, when),
        &[E1, E3, "e2 2015-01-05 consult e2 [initiator head, head: We have agreed.]"],
    );
    assert_eq!((moved.rows, moved.events), (vec![0, 2, 1], vec![2]));
    let undated = EventChange { when: Some(When::UNDATED), ..EventChange::default() };
    let (timeline, _) = check(
        &change(0, undated),
        &[E2, E3, "e1 XXXX-XX-XX consult e1 [initiator khoja, recipient lavrov]"],
    );
    assert_eq!(timeline.dated(), 0..2);
}

#[test]
fn own_records_stand_in_their_place() {
    let own = EventChange {
        when: When::parse("2015-01-02").ok(),
        title: Some("Own".into()),
        ..EventChange::default()
    };
    let said = StatementChange {
        speaker: Some(Some(ActorId(0))),
        text: Some("No.".into()),
        ..StatementChange::default()
    };
    let amendments = Amendments {
        events: vec![(Of::Own("mine-1".into()), own)],
        statements: vec![(Of::Own("said-1".into()), said, Some(In::Changed(0)))],
        ..Amendments::default()
    };
    let mine = "mine-1 2015-01-02 other Own [khoja: No.]";
    let (timeline, moved) = check(&amendments, &[E1, E2, mine, E3]);
    assert_eq!((moved.events, timeline.files().len()), (vec![2], 2));
}

#[test]
fn a_corrected_statement_is_said_by_another() {
    let speaker = StatementChange { speaker: Some(Some(ActorId(1))), ..StatementChange::default() };
    let amendments = Amendments {
        statements: vec![(Of::Read(StatementId(0)), speaker, None)],
        ..Amendments::default()
    };
    let e2 = "e2 2015-01-02 consult e2 [initiator head, lavrov: We have agreed.]";
    check(&amendments, &[E1, e2, E3]);
}

#[test]
fn bound_actors_are_one() {
    let bound = |pairs: &[(u32, u32)]| Amendments {
        bound: pairs.iter().map(|&(one, other)| (ActorId(one), ActorId(other))).collect(),
        ..Amendments::default()
    };
    let e2 = "e2 2015-01-02 consult e2 [initiator khoja, khoja: We have agreed.]";
    let (timeline, _) = check(&bound(&[(2, 0)]), &[E1, e2, E3]);
    assert_eq!(timeline.actors().len(), 3);
    assert_eq!(timeline.actor(ActorId(0)).aliases, ["head"]);
    // Through another, and in a circle.
    check(&bound(&[(2, 3), (3, 0)]), &[E1, e2, E3]);
    let (timeline, _) = talks().amended(&bound(&[(0, 2), (2, 0)]));
    assert!(timeline.actors().len() >= 3, "a circle of bonds ends");
}

#[test]
fn decisions_are_made_about_records_as_they_are_now() {
    let decided = Decided::default();
    let timeline = talks().with_decided(decided);
    let amended = timeline.amended(&change(0, EventChange::default())).0;
    assert!(amended.decided().is_empty());
}
