//! Timelines in the native format: each file of `data/formats/native/good` and `broken` gives the
//! records and the issues that stand in `expected`. `UPDATE=1 cargo test` writes them anew.

use std::{
    fs,
    path::{Path, PathBuf},
};

use demarche::{
    base::{issue::Issue, progress::Progress},
    ingest::{self, Beside, Document, native},
    model::{Astray, Confidence, Event, Fatalities, Form, Statement, Timeline},
};
use proptest::prelude::*;

fn load(name: &str, text: &str, beside: Beside<'_>) -> (Timeline, Vec<Issue>) {
    let progress = Progress::default();
    let document = Document { name, number: 0, text, beside, progress: &progress };
    let ingested = native::read(&document);
    let (timeline, joined) = Timeline::build(vec![ingested.file], ingested.shards);
    let reviewed = ingest::native::review(&document, &timeline, &Astray::new(&timeline));
    assert_eq!(progress.events(), u64::from(timeline.len()));
    let mut issues = [ingested.issues, joined, reviewed].concat();
    issues.sort_by(|a, b| a.place.cmp(&b.place));
    (timeline, issues)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/native")
}

/// What is compared: the issues as `check` prints them, then a line for each record.
fn report(timeline: &Timeline, issues: &[Issue]) -> String {
    let mut lines: Vec<String> = issues.iter().map(ToString::to_string).collect();
    lines.push("---".to_owned());
    lines.extend(timeline.sources().iter().map(|source| {
        let length = source.text.as_ref().map(|text| text.chars().count());
        format!("source {} · {} · {length:?}", source.id, source.title)
    }));
    lines.extend(timeline.actors().iter().map(|actor| {
        let belongs: Vec<_> = actor.belongs_to().map(|id| &*timeline.actor(id).id).collect();
        format!("actor {} · {} · {} · {}", actor.id, actor.name, actor.kind, belongs.join(" "))
    }));
    lines.extend(timeline.events().map(|event| format!("event {}", describe_event(event))));
    lines.extend(
        timeline
            .statements()
            .iter()
            .map(|statement| format!("statement {}", describe_statement(timeline, statement))),
    );
    lines.join("\n") + "\n"
}

fn describe_event(event: Event<'_>) -> String {
    let parts = event.actors().iter();
    let parts: Vec<_> = parts
        .map(|part| format!("{}:{}", part.role(), event.timeline().actor(part.actor()).id))
        .collect();
    let anchors: Vec<_> = event.evidence().map(|entry| entry.anchor).collect();
    format!(
        "{} · {} · {} {} · {} · {} · {:?} · {:?} · {:?} · {:?} · {anchors:?}",
        event.id(),
        event.when(),
        event.kind(),
        event.label(),
        event.status(),
        parts.join(" "),
        event.place().map(|place| (&*place.name, place.coordinates)),
        event.fatalities().and_then(Fatalities::number),
        event.asserted_by().map(|(_, said)| said.id.as_str()),
        event.confidence().map(Confidence::value),
    )
}

fn describe_statement(timeline: &Timeline, statement: &Statement) -> String {
    let actor = |id| timeline.actor(id).id.as_str();
    let to: Vec<_> = statement.to.iter().map(|&id| actor(id)).collect();
    format!(
        "{} · {:?} · {:?} > {} · {:?} · {}",
        statement.id,
        statement.event.map(|row| timeline.event(row).id()),
        statement.speaker.map(actor),
        to.join(" "),
        statement.form.map(Form::name),
        statement.text,
    )
}

#[test]
fn every_file_gives_what_is_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut walked = 0;
    for class in ["good", "broken"] {
        let mut files: Vec<_> = fs::read_dir(folder().join(class))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .collect();
        files.sort();
        for path in files {
            let name = path.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let (timeline, issues) = load(name, &text, Beside::Folder(path.parent().unwrap()));
            assert_eq!(issues.is_empty(), class == "good", "{name}: {issues:#?}");
            let found = report(&timeline, &issues);
            let expected = folder().join("expected").join(name).with_extension("txt");
            if update {
                fs::write(&expected, &found).unwrap();
            }
            let wanted = fs::read_to_string(&expected).unwrap_or_default();
            assert_eq!(found, wanted, "{name} (UPDATE=1 writes what was found)");
            walked += 1;
        }
    }
    assert!(walked >= 10, "only {walked} files");
}

#[test]
fn the_built_in_timeline_has_no_issues() {
    let beside = Beside::Embedded(native::EMBEDDED_BESIDE);
    let (timeline, issues) = load(native::EMBEDDED_NAME, native::EMBEDDED, beside);
    assert_eq!(issues, []);
    assert_eq!((timeline.len(), timeline.statements().len()), (12, 6));
    assert_eq!(timeline.title(), "Moscow talks on Syria, August 2015");
    for event in timeline.events() {
        for entry in event.evidence() {
            assert_eq!(entry.span, entry.found, "{}", event.id());
            assert!(entry.found.is_some(), "{}", event.id());
        }
    }
}

/// A file of more records than one thread reads at a time.
fn many(record: impl Fn(usize) -> String) -> String {
    let records: Vec<_> = (0..15_000).map(record).collect();
    let events = records.join(",\n");
    format!("{{\"format\":\"demarche-timeline\",\"version\":1,\"events\":[\n{events}]}}")
}

#[test]
fn many_events_keep_the_order_of_the_file() {
    let text = many(|number| format!("{{\"id\":\"e{}\",\"when\":\"2015\"}}", number % 14_999));
    let (timeline, issues) = load("many.json", &text, Beside::Nowhere);
    let ids = timeline.events().map(|event| event.id().into_owned());
    let expected = (0..14_999).map(|number| format!("e{number}")).chain(["e0#2".to_owned()]);
    assert!(ids.eq(expected));
    let messages: Vec<_> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        ["many.json:15001:1: error: the id 'e0' is taken by an earlier record; this one is 'e0#2'"]
    );
}

#[test]
fn issues_are_counted_when_there_are_too_many_to_list() {
    let text = many(|number| format!("{{\"id\":\"e{number}\",\"when\":\"never\"}}"));
    let (timeline, issues) = load("many.json", &text, Beside::Nowhere);
    assert_eq!((timeline.len(), issues.len()), (15_000, 10_001));
    assert!(issues.iter().any(|issue| issue.message == "5000 more issues are not listed"));
}

proptest! {
    #[test]
    fn any_text_is_records_and_issues(text in any::<String>()) {
        load("any", &text, Beside::Nowhere);
    }

    #[test]
    fn a_file_that_breaks_off_or_is_changed_keeps_what_precedes(at in 0..native::EMBEDDED.trim_end().len(), byte in any::<u8>()) {
        let beside = Beside::Embedded(native::EMBEDDED_BESIDE);
        let (_, issues) = load("cut", &native::EMBEDDED[..native::EMBEDDED.floor_char_boundary(at)], beside);
        prop_assert!(!issues.is_empty());
        let mut bytes = native::EMBEDDED.as_bytes().to_vec();
        bytes[at] = byte;
        load("changed", &String::from_utf8_lossy(&bytes), beside);
    }
}
