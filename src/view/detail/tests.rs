use super::*;
use crate::{
    model::{
        Actor, ActorId, ActorKind, Basis, Confidence, Draft, EvidenceDraft, Fatalities, Form, Kind,
        Office, PlaceDraft, Shard, Source, Span, StatementDraft, StatementId, Status, Timeline,
    },
    view::sample,
};

fn drawn(fields: &[Field]) -> Vec<String> {
    fields
        .iter()
        .map(|field| format!("{}: {} | {}", field.label, field.value, field.note))
        .map(|line| line.trim_end_matches([' ', '|']).to_owned())
        .collect()
}

const TEXT: &str = "In Zürich, Khoja met Lavrov. \"Russia is not clinging to Assad,\" he said.";

fn khoja(shard: &mut Shard) -> ActorId {
    let (id, of) = (shard.actor("khoja"), shard.actor("coalition"));
    let office = |title: &str, when| Office {
        title: title.into(),
        of: Some(of),
        when: Some(sample::when(when)),
    };
    shard.describe_actor(id, || Actor {
        kind: ActorKind::Person,
        offices: vec![office("head", "2015"), office("member", "2010/2014-12")],
        aliases: vec!["Khoja".into(), "Hoca".into()],
        codes: vec![("Wikidata".into(), "Q1".into())],
        ..Actor::named("khoja", "Khaled Khoja")
    });
    shard.describe_actor(of, || Actor {
        kind: ActorKind::Organization,
        ..Actor::named("coalition", "National Coalition")
    });
    id
}

fn talks() -> Timeline {
    sample::timeline(|shard| {
        let khoja = khoja(shard);
        let mut actors = sample::actors(shard, "participant:Lavrov");
        actors.insert(0, crate::model::Participation::new(khoja, crate::model::Role::Participant));
        let source = shard.source("brief");
        shard.describe_source(source, || Source {
            text: Some(TEXT.into()),
            ..Source::titled("brief", "Russia pushes again")
        });
        let quote =
            |quote, span| EvidenceDraft { source, quote, span, before: "", after: "", row: None };
        let evidence = vec![
            quote("Khoja met Lavrov", Some(Span { start: 11, end: 27 })),
            quote("not clinging", Some(Span { start: 0, end: 12 })),
            quote("nowhere", None),
            EvidenceDraft { row: Some(1700), ..quote("", None) },
        ];
        shard.push(&Draft {
            id: "e08",
            when: sample::when("2015-08-13T18:00~"),
            basis: Some(Basis::Inferred),
            title: "Khoja meets\nLavrov",
            summary: "They talk.\nFor \u{202e}long.",
            kind: Kind::Consult,
            scheme: "CAMEO",
            code: "036",
            actors: &actors,
            place: Some(PlaceDraft {
                name: "Moscow",
                country: "RUS",
                coordinates: Some((55.75, 37.62)),
                precision: "city",
                basis: Some(Basis::Inferred),
            }),
            status: Status::Planned,
            fatalities: Some(Fatalities {
                best: Some(240_000),
                approx: true,
                ..Default::default()
            }),
            evidence: &evidence,
            tags: &["push", "talks"],
            confidence: Confidence::new(0.85),
            asserted_by: "s1",
            rule: "meet",
            date_rule: "stated day",
            extra: r#"{"zone": "GTD", "arms": ["a", 1]}"#,
            ..Draft::default()
        });
        let [journalists, afp, russia] =
            ["journalists", "AFP", "Russia"].map(|name| shard.actor(name));
        shard.push_statement(&StatementDraft {
            id: "s1",
            basis: Some(Basis::Stated),
            speaker: Some(khoja),
            to: vec![journalists],
            via: Some(afp),
            form: Some(Form::Fragment),
            translated: Some(true),
            text: "not clinging",
            about: vec![russia],
            event: "e08",
            venue: "press conference",
            evidence: vec![quote("not clinging", None)],
            ..StatementDraft::default()
        });
        shard.push_statement(&StatementDraft {
            text: "The position is unchanged",
            ..Default::default()
        });
    })
}

#[test]
fn an_event_has_all_its_fields() {
    let detail = event(&talks(), 0);
    assert_eq!((detail.title.as_str(), detail.id.as_str()), ("Khoja meets\nLavrov", "e08"));
    assert_eq!(
        drawn(&detail.fields),
        [
            "when: c. Thu 13 Aug 2015 18:00 | 2015-08-13T18:00~, inferred",
            "status: planned",
            "participant: Khaled Khoja | head, National Coalition",
            "participant: Lavrov",
            "kind: consult | CAMEO 036",
            "quad: verbal cooperation | CAMEO's for the code",
            "place: Moscow, RUS | city, 55.75, 37.62, inferred",
            "fatalities: some 240,000",
            "summary: They talk.\nFor ⟨U+202E⟩long.",
            "tags: push, talks",
            "statement: Khaled Khoja: \"not clinging\" | fragment",
            "told by: Khaled Khoja: \"not clinging\"",
            "evidence: Khoja met Lavrov | Russia pushes again, characters 11-27, ok",
            "evidence: not clinging | Russia pushes again, characters 40-52, moved from characters 0-12",
            "evidence: nowhere | Russia pushes again, lost",
            "evidence:  | Russia pushes again, row 1,700",
            "confidence: 0.85",
            "rule: meet",
            "date_rule: stated day",
            "zone: GTD",
            "arms: [\"a\",1]",
            "id: e08",
            "file: sample.json | event 1 of the file",
        ]
    );
    let marks: Vec<Mark> = detail.fields.iter().map(|field| field.mark).collect();
    assert_eq!(marks[0], Mark::Basis(Basis::Inferred));
    assert_eq!(marks[1], Mark::Status(Status::Planned));
    assert_eq!((marks[2], marks[5]), (Mark::Plain, Mark::Derived));
    assert_eq!(marks[14], Mark::Anchor(model::Anchor::Lost));
    let links: Vec<Option<Link>> = detail.fields.iter().map(|field| field.link).collect();
    assert_eq!(links[2], Some(Link::Record(Record::Actor(ActorId(0)))));
    assert_eq!(links[10], Some(Link::Record(Record::Statement(StatementId(0)))));
    assert_eq!(links[13], Some(Link::Evidence(Record::Event(0), 1)));
}

#[test]
fn a_statement_has_all_its_fields() {
    let timeline = talks();
    let detail = statement(&timeline, StatementId(0));
    assert_eq!((detail.title.as_str(), detail.id.as_str()), ("\"not clinging\"", "s1"));
    assert_eq!(
        drawn(&detail.fields),
        [
            "speaker: Khaled Khoja | head, National Coalition",
            "to: journalists",
            "via: AFP",
            "when: c. Thu 13 Aug 2015 18:00 | of its event",
            "form: fragment",
            "translated: yes",
            "about: Russia",
            "venue: press conference",
            "event: Khoja meets\nLavrov | c. 13 Aug 2015 18:00",
            "evidence: not clinging | Russia pushes again, characters 40-52, ok",
            "id: s1",
            "file: sample.json",
        ]
    );
    // Words that may not be the speaker's own are not quoted.
    assert_eq!(statement(&timeline, StatementId(1)).title, "The position is unchanged");
}

#[test]
fn an_actor_has_all_its_fields() {
    let timeline = talks();
    assert_eq!(
        drawn(&actor(&timeline, ActorId(0)).fields),
        [
            "kind: person",
            "office: head, National Coalition | 2015",
            "office: member, National Coalition | 2010 to Dec 2014",
            "aliases: Khoja, Hoca",
            "code: Q1 | Wikidata",
            "id: khoja",
        ]
    );
    assert_eq!(
        drawn(&actor(&timeline, ActorId(1)).fields),
        ["kind: organization", "member: Khaled Khoja | head, member", "id: coalition"]
    );
}

#[test]
fn an_event_of_which_nothing_is_known_says_so() {
    let timeline = sample::timeline(|shard| shard.push(&Draft::default()));
    assert_eq!(
        drawn(&event(&timeline, 0).fields),
        [
            "when: undated",
            "status: occurred",
            "kind: other",
            "file: sample.json | event 1 of the file",
        ]
    );
}

/// The words for a low, best and high number; 0 stands for nothing.
#[track_caller]
fn killed(numbers: [u32; 3], approx: bool, expected: &str) {
    let [low, best, high] = numbers.map(|number| (number > 0).then_some(number));
    let timeline = sample::timeline(|shard| {
        let fatalities = Some(Fatalities { low, best, high, approx });
        shard.push(&Draft { fatalities, ..Draft::default() });
    });
    let fields = event(&timeline, 0).fields;
    let field = fields.iter().find(|field| field.label == "fatalities");
    assert_eq!(field.map(|field| field.value.as_str()).unwrap_or_default(), expected);
}

#[test]
fn numbers_of_the_killed_are_no_more_exact_than_the_data() {
    killed([0, 0, 0], true, "");
    killed([0, 9, 0], false, "9");
    killed([0, 240_000, 0], true, "some 240,000");
    killed([7, 9, 1200], false, "9 (7 to 1,200)");
    killed([7, 9, 0], false, "9 (at least 7)");
    killed([0, 9, 12], false, "9 (at most 12)");
    killed([7, 0, 12], true, "some 7 to 12");
    killed([7, 0, 0], false, "at least 7");
    killed([0, 0, 12], false, "at most 12");
}

#[test]
fn extra_that_is_no_object_is_shown_as_it_is() {
    let timeline = sample::timeline(|shard| {
        shard.push(&Draft { extra: "{\"a\": 1", ..Draft::default() });
    });
    assert!(event(&timeline, 0).fields.contains(&Field::plain("extra", "{\"a\": 1")));
}

/// Lines as text, with `|` before what a note adds.
#[track_caller]
fn wraps(value: &str, note: &str, width: usize, expected: &[&str]) {
    let fields = [Field::plain("other", "x"), Field::plain("label", value).with_note(note)];
    let lines = wrapped(&fields, width, usize::MAX);
    assert!(lines.iter().all(|line| line.first == (line.field == 0) || line.field == 1));
    let drawn: Vec<String> = lines
        .iter()
        .filter(|line| line.field == 1)
        .map(|line| {
            let first = if line.first { ">" } else { "" };
            format!("{first}{}|{}", &value[line.value.clone()], &note[line.note.clone()])
        })
        .collect();
    assert_eq!(drawn, expected);
}

#[test]
fn fields_are_wrapped_and_notes_follow_where_there_is_room() {
    wraps("", "", 10, &[">|"]);
    wraps("", "row 3", 10, &[">|row 3"]);
    wraps("one", "two", 8, &[">one|two"]);
    wraps("one", "two", 7, &[">one|", "|two"]);
    wraps("one two", "three four", 5, &[">one|", "two|", "|three", "|four"]);
    wraps("one two", "three", 10, &[">one two|", "|three"]);
    wraps("one\ntwo", "three", 10, &[">one|", "two|three"]);
}

#[test]
fn of_a_long_field_as_many_lines_are_laid_out_as_are_asked_for() {
    let fields = [Field::plain("label", "one two three").with_note("note"), Field::plain("x", "y")];
    let cut = |most| {
        let lines = wrapped(&fields, 5, most);
        lines.iter().map(|line| (line.field, line.is_cut)).collect::<Vec<_>>()
    };
    assert_eq!(cut(2), [(0, false), (0, true), (1, false)]);
    assert_eq!(cut(1), [(0, true), (1, false)]);
    // The note stands below.
    assert_eq!(cut(3), [(0, false), (0, false), (0, false), (0, false), (1, false)]);
}
