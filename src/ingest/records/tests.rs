use proptest::prelude::*;

use super::*;
use crate::{
    base::{bytes::Content, progress::Progress},
    ingest::{
        Head, RowFormat, Table,
        cursor::{Cursor, Cutter, Next},
        stretch,
    },
    model::Source,
};

/// The names of the columns and the rows of a text, as `a | b`; a row that can't be read is what
/// is wrong with it.
fn rows(text: &str) -> Vec<String> {
    let content = Content::held(text.as_bytes().to_vec());
    let head = Head::of_content("x", &content).unwrap();
    let Some(records) = head.records else { return Vec::new() };
    let start = Records::start(&content).unwrap().unwrap();
    let mut rows = vec![records.names().join(" | ")];
    let cutter = Cutter::Records(Reader::new(records));
    let mut cursor = Cursor::bare(content.reader(start).unwrap(), start, cutter);
    while let Ok(Next::Row(_)) = cursor.next() {
        let (record, _, read) = cursor.record(1);
        let fields: Vec<_> = record.fields().collect();
        rows.push(match read {
            Ok(()) => fields.join(" | "),
            Err(error) => format!("{}: {}", error.problem, error.found),
        });
    }
    if cursor.is_open() {
        rows.push("open".to_owned());
    }
    rows
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(rows(text), expect, "{text}");
}

#[test]
fn records_are_found_wherever_they_stand() {
    let expect = &["a | b", "1 | x", "2 | y"];
    check(r#"[{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]"#, expect);
    check("\u{FEFF} [\n  {\"a\": 1, \"b\": \"x\"},\n  {\"a\": 2, \"b\": \"y\"}\n]\n", expect);
    check("{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2, \"b\": \"y\"}\n", expect);
    check("{\"a\": 1, \"b\": \"x\"}\r\n\r\n{\"a\": 2, \"b\": \"y\"}", expect);
    check("\u{1E}{\"a\": 1, \"b\": \"x\"}\n\u{1E}{\"a\": 2, \"b\": \"y\"}\n", expect);
    check("{\n\"a\": 1, \"b\": \"x\"\n}\n{\n\"a\": 2, \"b\": \"y\"\n}", expect);
    check(r#"{"count": 2, "data": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}], "n": [{}]}"#, expect);
    check(
        r#"{"meta": {"links": [{"c": 0}]}, "x": {"y": [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]}}"#,
        expect,
    );
    check("{\"a\": 1}", &["a", "1"]);
    for none in ["", "{", "[", "[]", "[1, 2]", "{\n\"a\": 1\n}", "{\"a\": []}", "a,b\n1,2\n", "{}"]
    {
        check(none, &[]);
    }
}

#[test]
fn what_is_nested_has_the_names_on_the_way_to_it() {
    check(
        r#"[{"a": {"b": 1, "c": {"d": null}}, "e": [1, 2], "f": [{"g": "x", "h": 1}, {"g": "y"}]}]"#,
        &["a.b | a.c.d | e | f.g | f.h", "1 |  | 1; 2 | x; y | 1"],
    );
    check(r#"[{"a": "x\"\u00e9\ny"}, {"a": "\ud83d\ude00"}]"#, &["a", "x\"é\ny", "😀"]);
    check(
        r#"[{"a": 1.50, "b": 12345678901234567890123}, {"b": true}, {"a": NaN}]"#,
        &["a | b", "1.50 | 12345678901234567890123", " | true", "NaN | "],
    );
    // Names that come late, in another order, or twice.
    check(
        r#"[{"a": 1}, {"b": 2, "a": 3}, {"a": 4, "a": 5}]"#,
        &["a | b", "1 | ", "3 | 2", "4; 5 | "],
    );
    let deep = "[".repeat(100_000);
    assert_eq!(rows(&format!("[{{\"a\": {deep}")).len(), 3, "no stack is deep enough");
}

#[test]
fn features_and_bindings_are_flat() {
    check(
        r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.6, 35.9]},
             "properties": {"id": 1, "name": "x"}},
            {"type": "Feature", "geometry": null, "properties": {"id": 2}},
            {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
             "properties": {"id": 3}},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2, 3]},
             "properties": {"id": 4, "latitude": 9}}]}"#,
        &[
            "longitude | latitude | id | name",
            "36.6 | 35.9 | 1 | x",
            " |  | 2 | ",
            " |  | 3 | ",
            "1 | 9 | 4 | ",
        ],
    );
    check(
        r#"{"head": {"vars": ["a", "b"]}, "results": {"bindings": [
            {"a": {"type": "uri", "value": "http://x"},
             "b": {"xml:lang": "en", "type": "literal", "value": "y"}}]}}"#,
        &["a | b", "http://x | y"],
    );
}

#[test]
fn a_broken_record_costs_itself() {
    let not = "the record is not JSON: expected";
    check(
        r#"[{"a": 1}, {"a": "x "y" z"}, {"a" 3}, null, {"a": 5}]"#,
        &[
            "a",
            "1",
            &format!("{not} a comma or a closing bracket: y\" z\"}}"),
            &format!("{not} a colon: 3}}"),
            &format!("{not} an object: null"),
            "5",
        ],
    );
    // A string ends with its line.
    check(
        "[{\"a\": 1},\n {\"a\": \"x},\n {\"a\": 3}\n]",
        &["a", "1", &format!("{not} the end of the value: \"x}},\n {{\"a\": 3}}\n]"), "open"],
    );
    check(
        "{\"a\": 1}\n{\"a\": \"x}\n{\"a\": 3}\n",
        &["a", "1", &format!("{not} the end of the value: \"x}}"), "3"],
    );
    check("[{\"a\": 1}, {\"a\": 2}", &["a", "1", "2", "open"]);
    check("[{\"a\": 1}, {\"a\": 2}]", &["a", "1", "2"]);
}

struct Nothing;

impl RowFormat for Nothing {
    fn read(&self, _: &Record<'_>, _: &mut crate::ingest::Batch) -> Result<(), RowError> {
        Ok(())
    }

    fn source(&self) -> Source {
        Source::titled("x", "x")
    }
}

proptest! {
    #[test]
    fn any_text_ends(text in r#"([\[\]{},:" \n\\a1é]|"a":|\{"a": ?1\},?\n?){0,60}"#) {
        rows(&text);
    }

    #[test]
    fn stretches_have_the_rows_of_the_whole(
        records in prop::collection::vec(r#"\{"a": ?([0-9]{1,9}|"[a-z,{}\[\]]{0,9}"|\[\{"a": 1\},\{"a":2\}\])(, "[bcd]": 1)?\}"#, 2..40),
        between in prop::sample::select(&[",", ", ", ",\n", "\n"][..]),
        length in 1..200_u64,
    ) {
        let list = records.join(between);
        let text = if between == "\n" { list } else { format!("{{\"n\": 1, \"list\": [{list}]}}") };
        let content = Content::held(text.into_bytes());
        let head = Head::of_content("x", &content).unwrap();
        let table = Table::with_header(&head, Nothing);
        let progress = Progress::default();
        let first = stretch::first_row(&table, &content).unwrap();
        let job = stretch::Job { table: &table, content: &content, first, file: 0, dates: [crate::ingest::date::Format::Calendar(crate::ingest::date::Order::DayFirst); 2], progress: &progress };
        let rows = |length| -> u32 {
            stretch::read_all(job, length).unwrap().iter().map(|it| it.rows).sum()
        };
        prop_assert_eq!(rows(1 << 20), records.len() as u32);
        prop_assert_eq!(rows(length), records.len() as u32);
        // A name that comes late is found wherever stretches begin.
        let whole = Records::clone(head.records.as_ref().unwrap());
        let mut records = Records {
            names: Vec::new(),
            paths: Vec::new(),
            numbers: FxHashMap::default(),
            columns: FxHashMap::default(),
            ..whole.clone()
        };
        records.learn_in(&content, length).unwrap();
        prop_assert_eq!(records.names(), whole.names());
    }
}

#[test]
fn a_page_names_the_next_one() {
    let note = |text: &str| Records::of_head(text.as_bytes()).unwrap().note().unwrap_or_default();
    let page = r#"{"TotalPages": 2, "NextPageUrl": "https://x.org/2", "Result": [{"a": 1}]}"#;
    assert_eq!(note(page), "it is one page of an answer; the next one is at https://x.org/2");
    assert_eq!(note(r#"{"NextPageUrl": "", "Result": [{"a": 1}]}"#), "");
    assert_eq!(note(r#"[{"next": "https://x.org"}]"#), "");
}
