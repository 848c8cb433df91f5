//! What is written: rows with documented fields, tables for people, and our own format, which
//! gives the same timeline when it is read again.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use demarche::{
    base::{bytes::Input, progress::Progress, rows::RowSet},
    export::{self, ActorRow, Counts, EventRow, Format, Output, Record, SourceRow, StatementRow},
    ingest::{Beside, Document, native},
    model::{ActorId, Decided, Decision, Review, Scope, SourceId, StatementId, Timeline, When},
    view::detail,
    world,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn load(texts: &[&str], beside: Beside<'_>) -> Timeline {
    let progress = Progress::default();
    let (mut files, mut shards) = (Vec::new(), Vec::new());
    for (number, text) in (0..).zip(texts) {
        let name = format!("file-{number}.json");
        let document = Document { name: &name, number, text, beside, progress: &progress };
        let ingested = native::read(&document);
        files.push(ingested.file);
        shards.extend(ingested.shards);
    }
    Timeline::build(files, shards).0
}

fn moscow() -> Timeline {
    load(&[native::EMBEDDED], Beside::Embedded(native::EMBEDDED_BESIDE))
}

fn every_field() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/native/good");
    fs::read_to_string(path.join("every-field.json")).expect("the fixture")
}

#[test]
fn every_field_that_people_see_is_a_field() {
    fn check<R: Record>() {
        for name in R::BRIEF {
            assert!(R::FIELDS.iter().any(|field| field.name == *name), "{}: {name}", R::NAME);
        }
    }
    check::<EventRow<'_>>();
    check::<StatementRow<'_>>();
    check::<ActorRow<'_>>();
    check::<SourceRow<'_>>();
}

/// A table whose lines take at most so many cells.
fn as_table(width: usize) -> Output {
    Output { format: Format::Table, width }
}

fn written<R: Record>(output: impl Into<Output>, records: impl IntoIterator<Item = R>) -> String {
    let mut out = Vec::new();
    export::write(&mut out, output, records).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn events(timeline: &Timeline) -> impl Iterator<Item = EventRow<'_>> {
    timeline.events().map(|event| EventRow::new(event, Scope::All))
}

fn statements(timeline: &Timeline) -> impl Iterator<Item = StatementRow<'_>> {
    timeline.statements_in(Scope::Every).map(|(id, _)| StatementRow::new(timeline, id))
}

fn actors(timeline: &Timeline) -> impl Iterator<Item = ActorRow<'_>> {
    let ids = (0..timeline.actors().len() as u32).map(ActorId);
    ids.map(|id| ActorRow::new(timeline, id, Counts { events: 2, statements: 1 }))
}

fn sources(timeline: &Timeline) -> impl Iterator<Item = SourceRow<'_>> {
    let ids = (0..timeline.sources().len() as u32).map(SourceId);
    ids.map(|id| SourceRow::new(timeline, id))
}

/// All outputs of all records.
fn everything(timeline: &Timeline) -> String {
    let outputs = [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Md];
    let mut all = String::new();
    for output in outputs {
        all += &written(output, events(timeline));
        all += &written(output, statements(timeline));
        all += &written(output, actors(timeline));
        all += &written(output, sources(timeline));
    }
    all + &exported(timeline)
}

fn exported(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    export::native::write(&mut out, timeline, Scope::All).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

/// Every field of the fullest record is documented, in its order, and has a cell.
#[track_caller]
fn fields_are_documented<R: Record>(record: &R, left_out: &[&str]) {
    let json = serde_json::to_string(record).expect("a row is JSON");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let names: Vec<&str> = R::FIELDS.iter().map(|field| field.name).collect();
    assert_eq!(value.as_object().expect("an object").len(), names.len() - left_out.len(), "{json}");
    let mut after = 0;
    for name in names {
        assert!(left_out.contains(&name) || !record.cell(name).is_empty(), "{name} has no cell");
        let Some(at) = json[after..].find(&format!("\"{name}\":")) else {
            assert!(left_out.contains(&name), "{name} is not in its place in {json}");
            continue;
        };
        after += at;
    }
    for name in R::BRIEF {
        assert!(R::FIELDS.iter().any(|field| field.name == *name), "{name}");
    }
}

/// The fields of the details of all events, but for what they came from.
fn details(timeline: &Timeline) -> Vec<Vec<(String, String)>> {
    let details = (0..timeline.len()).map(|row| detail::event(timeline, row).fields);
    let fields = details.map(|fields| {
        let fields = fields.into_iter().filter(|field| field.label != "file");
        let mut fields: Vec<_> =
            fields.map(|field| (field.label.into_owned(), field.value)).collect();
        fields.sort_unstable();
        fields
    });
    fields.collect()
}

#[test]
fn an_exported_data_set_keeps_all_columns() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    for format in ["gdelt", "ucdp-ged", "acled", "icews", "polecat"] {
        for fixture in fs::read_dir(formats.join(format).join("good")).expect("fixtures") {
            let path = fixture.expect("a fixture").path();
            let loaded = world::load_blocking(&[Input::Path(path.clone())], &Progress::default());
            let data_set = loaded.expect("a good file").store;
            let (data_set, again) =
                (data_set.timeline(), load(&[&exported(data_set.timeline())], Beside::Nowhere));
            assert_eq!(details(&again), details(data_set), "{}", path.display());
            let rows: RowSet = RowSet::of(data_set.len(), [data_set.len() - 1]);
            let mut part = Vec::new();
            export::native::write_rows(&mut part, data_set, &rows, Scope::All, "")
                .expect("memory takes all");
            let part = load(&[&String::from_utf8(part).expect("UTF-8")], Beside::Nowhere);
            assert_eq!(details(&part), details(data_set)[data_set.len() as usize - 1..]);
        }
    }
}

#[test]
fn a_data_set_that_is_gone_is_not_exported_in_part() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tsv");
    fs::write(&path, include_str!("../data/formats/gdelt/good/widths.CSV")).expect("written");
    let loaded = world::load_blocking(&[Input::Path(path.clone())], &Progress::default());
    let store = loaded.expect("a good file").store;
    fs::write(&path, "").expect("written");
    let error = export::native::write(&mut Vec::new(), store.timeline(), Scope::All)
        .expect_err("it is gone");
    assert!(error.to_string().contains("has changed since it was loaded"), "{error}");
}

#[test]
fn every_field_of_a_row_is_documented() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/native/good");
    let text = every_field();
    let timeline = load(&[&text, native::EMBEDDED], Beside::Folder(&folder));
    let row = timeline.find_event("e1").expect("it is there");
    let place = timeline.statements().iter().position(|said| said.id == "s1");
    let said = StatementId(place.expect("it is there") as u32);
    let decision = Decision {
        review: Some(Review::Accepted),
        mine: true,
        marked: true,
        note: "Ask.".into(),
        ..Decision::default()
    };
    let timeline = timeline.with_decided(Decided {
        events: [(row, decision.clone())].into_iter().collect(),
        statements: [(said, decision)].into_iter().collect(),
    });
    fields_are_documented(&EventRow::new(timeline.event(row), Scope::All), &["quad_derived"]);
    fields_are_documented(&StatementRow::new(&timeline, said), &[]);
    fields_are_documented(&actors(&timeline).next().expect("an actor"), &[]);
    for record in sources(&timeline) {
        let value = serde_json::to_value(&record).expect("JSON");
        assert_eq!(value.as_object().expect("an object").len(), SourceRow::FIELDS.len());
    }
}

#[test]
fn an_event_is_an_object_a_line() {
    let timeline = moscow();
    let text = written(Format::Jsonl, events(&timeline));
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 12);
    let array: Vec<Value> =
        serde_json::from_str(&written(Format::Json, events(&timeline))).expect("an array");
    assert_eq!(array, rows);
    let khoja = rows.iter().find(|row| row["id"] == "e08").expect("it is there");
    assert_eq!(khoja["when"], "2015-08-13");
    assert_eq!(khoja["place"]["name"], "Moscow");
    assert_eq!(khoja["evidence"][0]["anchor"], "ok");
    assert_eq!(khoja["source"], json!(["brief"]));
    assert_eq!(
        (&khoja["quad"], &khoja["quad_derived"]),
        (&"verbal-cooperation".into(), &true.into())
    );
    let names: Vec<_> =
        khoja["actors"].as_array().unwrap().iter().map(|part| &part["name"]).collect();
    assert_eq!(names, ["Khaled Khoja", "Sergei Lavrov"]);
}

#[test]
fn a_statement_keeps_speaker_addressee_and_reporter_apart() {
    let timeline = moscow();
    let text = written(Format::Jsonl, statements(&timeline));
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let row = rows.iter().find(|row| row["id"] == "s1").expect("it is there");
    let found =
        ["event", "speaker", "to", "via", "form", "when"].map(|field| row[field].to_string());
    assert_eq!(
        found,
        ["\"e09\"", "\"khoja\"", "[\"journalists\"]", "\"afp\"", "\"verbatim\"", "\"2015-08-13\""]
    );
}

#[test]
fn no_records_are_an_empty_list() {
    let none = || std::iter::empty::<SourceRow<'_>>();
    assert_eq!(written(Format::Json, none()), "[]\n");
    assert_eq!(written(Format::Jsonl, none()), "");
    assert_eq!(written(as_table(80), none()), "");
    assert!(written(Format::Csv, none()).starts_with("id,title,"));
}

#[test]
fn a_table_fits_its_width() {
    let timeline = moscow();
    for width in [60, 80, 120] {
        for line in written(as_table(width), events(&timeline)).lines() {
            assert!(demarche::base::text::width(line) <= width, "{line}");
        }
    }
    let table = written(as_table(90), sources(&timeline));
    insta::assert_snapshot!(table);
    let table = written(as_table(100), events(&timeline));
    insta::assert_snapshot!(table);
    insta::assert_snapshot!(written(as_table(usize::MAX), statements(&timeline)));
    insta::assert_snapshot!(written(as_table(100), actors(&timeline).take(5)));
}

#[test]
fn markdown_and_csv_hold_a_row_a_record() {
    let timeline = moscow();
    insta::assert_snapshot!(written(Format::Md, events(&timeline).take(3)));
    insta::assert_snapshot!(written(Format::Csv, events(&timeline).take(3)));
    let csv = written(Format::Csv, statements(&timeline));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.records().map(Result::unwrap).count(), 6);
}

#[test]
fn a_record_is_copied_as_json_that_can_be_read() {
    let timeline = moscow();
    let json = export::record_json(&EventRow::new(timeline.event(0), Scope::All));
    insta::assert_snapshot!(json);
    let row = serde_json::to_value(EventRow::new(timeline.event(0), Scope::All)).expect("JSON");
    assert_eq!(serde_json::from_str::<Value>(&json).expect("JSON"), row);
}

#[test]
fn what_was_exported_is_the_same_timeline() {
    let timeline = moscow();
    let text = exported(&timeline);
    let again = load(&[&text], Beside::Nowhere);
    assert_eq!(exported(&again), text);
    assert_eq!(again.title(), timeline.title());
    // The brief's text stands in the export, and its file is not named.
    assert_eq!(again.sources()[1].text, timeline.sources()[1].text);
    assert_eq!(written(Format::Json, events(&again)), written(Format::Json, events(&timeline)));
    assert_eq!(
        written(Format::Json, statements(&again)),
        written(Format::Json, statements(&timeline))
    );
    assert_eq!(again.actors(), timeline.actors());

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/native/good");
    let full = load(&[&every_field()], Beside::Folder(&folder));
    let text = exported(&full);
    insta::assert_snapshot!(text);
    assert_eq!(exported(&load(&[&text], Beside::Nowhere)), text);
}

#[test]
fn an_export_follows_the_schema() {
    let schema = demarche::model::native::schema();
    let validator = jsonschema::validator_for(schema.as_value()).expect("a schema");
    for text in [native::EMBEDDED.to_owned(), every_field(), exported(&moscow())] {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&value).map(|it| it.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn some_events_bring_what_they_need() {
    let timeline = moscow();
    let row = timeline.find_event("e06").expect("it is there");
    let rows = RowSet::of(timeline.len(), [row]);
    let mut out = Vec::new();
    export::native::write_rows(&mut out, &timeline, &rows, Scope::All, "")
        .expect("memory takes all");
    let value: Value = serde_json::from_slice(&out).expect("JSON");
    let ids = |list: &str| {
        let records = value[list].as_array().expect("a list").iter();
        records.map(|record| record["id"].as_str().expect("an id")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((ids("events").as_str(), ids("statements").as_str()), ("e06", "s6"));
    assert_eq!(ids("sources"), "afp-report brief");
    let text = String::from_utf8(out).expect("UTF-8");
    let again = load(&[&text], Beside::Nowhere);
    assert_eq!(exported(&again), text);
}

#[test]
fn an_event_brings_the_statement_that_tells_it() {
    let text = r#"{"events":[{"id":"e1","when":"2015-08-11"},{"id":"e2","asserted_by":"s1"}],
        "statements":[{"id":"s1","event":"e1","text":"They shelled Gao."}]}"#;
    let timeline = load(&[text], Beside::Nowhere);
    let row = timeline.find_event("e2").expect("it is there");
    let mut out = Vec::new();
    let rows = RowSet::of(timeline.len(), [row]);
    export::native::write_rows(&mut out, &timeline, &rows, Scope::All, "")
        .expect("memory takes all");
    let again = load(&[&String::from_utf8(out).expect("UTF-8")], Beside::Nowhere);
    let (_, told_by) = again.event(0).asserted_by().expect("it is told by a statement");
    assert_eq!((again.len(), &*told_by.id, told_by.event), (1, "s1", None));
    // Its event stayed behind, but not the day that it had from it.
    assert_eq!(told_by.when.as_ref().map(When::edtf).as_deref(), Some("2015-08-11"));
}

#[test]
fn ids_that_two_files_share_stay_apart() {
    let one = r#"{"actors":[{"id":"smith","name":"A"}],"sources":[{"id":"s","text":"one"}],
        "events":[{"id":"e1","actors":[{"actor":"smith"}],"evidence":[{"source":"s","quote":"one"}]}]}"#;
    let two = one.replace("\"A\"", "\"B\"").replace("one", "two");
    let timeline = load(&[one, &two], Beside::Nowhere);
    let again = load(&[&exported(&timeline)], Beside::Nowhere);
    let names: Vec<_> = again.actors().iter().map(|actor| (&*actor.id, &*actor.name)).collect();
    assert_eq!(names, [("smith", "A"), ("smith#2", "B")]);
    assert_eq!(written(Format::Csv, sources(&again)).lines().count(), 3);
    assert_eq!(exported(&load(&[&exported(&again)], Beside::Nowhere)), exported(&again));
}

const HOSTILE: &str =
    "\u{1b}[31mred\u{9b}2J\u{202e}ahoD\u{7}\u{200b}\u{2066}\u{e0041}=1+1|*x*\r\n\t";

fn hostile() -> String {
    let text = |lead: &str| format!("{lead}{HOSTILE}");
    json!({
        "format": "demarche-timeline", "version": 1, "title": HOSTILE, "about": HOSTILE,
        "sources": [{ "id": text("s"), "title": text("="), "text": HOSTILE, "url": HOSTILE }],
        "actors": [{ "id": text("a"), "name": text("=cmd"), "aliases": [HOSTILE], "codes": { HOSTILE: HOSTILE } }],
        "events": [{
            "id": text("e"), "title": text("@SUM"), "summary": HOSTILE, "kind": HOSTILE,
            "actors": [{ "actor": text("a") }], "place": { "name": HOSTILE }, "tags": [HOSTILE],
            "evidence": [{ "source": text("s"), "quote": HOSTILE }], "extra": { HOSTILE: HOSTILE }
        }],
        "statements": [{ "id": text("t"), "event": text("e"), "speaker": text("a"), "text": HOSTILE }]
    })
    .to_string()
}

#[test]
fn hostile_text_drives_nothing() {
    let timeline = load(&[&hostile()], Beside::Nowhere);
    let all =
        everything(&timeline) + &export::record_json(&EventRow::new(timeline.event(0), Scope::All));
    let raw = all
        .chars()
        .find(|&c| c.is_control() && c != '\n' || "\u{202e}\u{2066}\u{200b}\u{e0041}".contains(c));
    assert_eq!(raw, None);
    let csv = written(Format::Csv, events(&timeline));
    assert!(csv.contains("'@SUM") && csv.contains('␛'), "{csv}");
    let md = written(Format::Md, events(&timeline));
    assert_eq!(md.lines().count(), 3, "{md}");
    assert!(md.contains(r"\|\*x\*"), "{md}");
    let json: Value =
        serde_json::from_str(&written(Format::Json, events(&timeline))).expect("JSON");
    assert_eq!(json[0]["summary"], HOSTILE);
    assert_eq!(json[0]["extra"][HOSTILE], HOSTILE);
    assert_eq!(exported(&load(&[&exported(&timeline)], Beside::Nowhere)), exported(&timeline));
}

#[test]
fn nesting_without_end_is_no_end_of_the_program() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let text = format!(
        r#"{{"format":"demarche-timeline","version":1,
        "events":[{{"id":"e1","extra":{{"x":{deep}}}}},{{"id":"e2","unknown":{deep}}},{{"id":"e3","tags":{deep}}}],
        "other":{deep}}}"#
    );
    let timeline = load(&[&text], Beside::Nowhere);
    assert_eq!(timeline.len(), 2);
    assert!(exported(&timeline).len() > deep.len());
    assert!(written(Format::Json, events(&timeline)).len() > deep.len());
}

/// A pipe whose reader has gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_such() {
    let timeline = moscow();
    for output in [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Md] {
        let error =
            export::write(&mut Closed, output, events(&timeline)).expect_err("it is closed");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{output:?}");
    }
    let error =
        export::native::write(&mut Closed, &timeline, Scope::All).expect_err("it is closed");
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}

/// A timeline of records with wild fields: some are broken, some refer to nothing.
fn wild() -> impl Strategy<Value = Value> {
    let id = prop_oneof!["[a-c]", any::<String>()];
    let date = prop_oneof![
        Just("2015-08-13"),
        Just("2015-08"),
        Just("[2015-08-01..2015-08-10]"),
        Just("2011~/.."),
        Just("2015-13"),
        Just(""),
        Just("XXXX"),
        Just("2015-08-13T18:00~"),
        Just("-0044-03-15"),
    ];
    let word =
        prop_oneof![Just("consult"), Just("stated"), Just("other"), Just("host"), Just("zebra")];
    let record = (id.clone(), id, date, word, any::<String>(), any::<Option<f64>>()).prop_map(
        |(id, other, date, word, text, number)| {
            json!({
                "id": id, "when": date, "published": date, "basis": word, "kind": word, "title": text,
                "actors": [{ "actor": other, "role": word }],
                "place": { "name": text, "lat": number, "lon": number },
                "speaker": other, "to": [id], "text": text, "event": other, "asserted_by": other, "member_of": [other],
                "offices": [{ "title": text, "of": id, "when": date }], "derived_from": [other],
                "evidence": [{ "source": other, "quote": text, "span": [1, 3] }],
                "confidence": number, "rule": word, "date_rule": text, "codes": { word: text }, "tags": [word, text],
                "extra": { word: text }, "fatalities": { "best": 3 }, "code": { "scheme": word, "value": text },
            })
        },
    );
    let list = || prop::collection::vec(record.clone(), 0..6);
    (list(), list(), list(), list()).prop_map(|(sources, actors, events, statements)| {
        json!({ "format": "demarche-timeline", "version": 1, "sources": sources, "actors": actors,
                "events": events, "statements": statements })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_timeline_comes_back(value in wild()) {
        let timeline = load(&[&value.to_string()], Beside::Nowhere);
        let text = exported(&timeline);
        let again = load(&[&text], Beside::Nowhere);
        prop_assert_eq!(written(Format::Json, events(&again)), written(Format::Json, events(&timeline)));
        prop_assert_eq!(written(Format::Json, statements(&again)), written(Format::Json, statements(&timeline)));
        prop_assert_eq!(again.actors(), timeline.actors());
        prop_assert_eq!(again.sources(), timeline.sources());
        prop_assert_eq!(exported(&again), text);
        everything(&timeline);
    }
}
