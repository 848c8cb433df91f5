//! What is handed on: files in other forms, what they say of themselves, and that our own readers
//! give the same dates again.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "handing/digest.rs"]
mod digest;

use std::{fs, path::Path};

use demarche::{
    base::{bytes::Input, progress::Progress},
    export::{Excerpt, Extras, FileFormat, LeftOut, Note, citation},
    model::{ActorId, SourceId, Timeline, When},
    query::{self, Plan, Query},
    tui::{
        app::{App, Start},
        script::{self, Script},
    },
    world::{self, Loaded, Request},
};
use serde_json::{Value, json};

/// 29 Nov 2026 19:24 UTC.
const NOW: i64 = 1_795_980_240;

fn read(name: &str, text: &str) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap()
}

fn built_in() -> Loaded {
    world::load_blocking(&[world::built_in()], &Progress::default()).unwrap()
}

/// What a query finds, in a form, and what that has no form for.
fn written(loaded: &Loaded, expr: &str, format: FileFormat) -> (String, LeftOut) {
    let query = Query::parse(expr).unwrap();
    let answer = Plan::new(&query, &loaded.store).unwrap().run();
    let note = Note::new(expr, query::meaning(&query, &loaded.store), &answer, NOW);
    let excerpt = Excerpt::new(loaded.store.timeline(), &answer, &note);
    let mut out = Vec::new();
    let left_out = format.write(&mut out, &excerpt, Extras::default()).unwrap();
    (String::from_utf8(out).unwrap(), left_out)
}

fn edtf(timeline: &Timeline) -> Vec<String> {
    timeline.events().map(|event| event.when().edtf()).collect()
}

/// Events on these dates.
fn on_dates(dates: &[&str]) -> Loaded {
    let events = dates.iter().enumerate();
    let events = events.map(|(number, date)| json!({"id": format!("e{number}"), "when": date}));
    let file = json!({
        "format": "demarche-timeline", "version": 1, "title": "Dates",
        "events": events.collect::<Vec<_>>(),
    });
    read("dates.json", &file.to_string())
}

#[test]
fn every_file_says_how_its_events_were_chosen() {
    let loaded = built_in();
    for format in [
        FileFormat::Native,
        FileFormat::Chronology,
        FileFormat::Html,
        FileFormat::Timelinejs,
        FileFormat::Ics,
        FileFormat::Quotations,
    ] {
        let (text, _) = written(&loaded, "date!:2015-08-13", format);
        // Folded lines and escapes of the forms aside.
        let text = text.replace("\r\n ", "").replace('\\', "");
        for expect in
            ["5 of 12 events shown", "7 hidden", "surely fall", "date!:2015-08-13", "29 Nov 2026"]
        {
            assert!(text.contains(expect), "{expect} in {format:?}: {text}");
        }
    }
}

#[test]
fn files_hold_what_is_shown() {
    let loaded = built_in();
    for &format in FileFormat::all() {
        let (text, _) = written(&loaded, "speaker:khoja", format);
        if format != FileFormat::Csv {
            assert!(text.contains("not clinging"), "{format:?}: {text}");
        }
        // The texts of its sources stand in a native file.
        let events = text.split("\"events\"").last().unwrap();
        assert!(!events.contains("Saleh Muslim"), "{format:?}: {text}");
        if !matches!(format, FileFormat::Native | FileFormat::Csv) {
            assert!(!text.contains("in a personal capacity"), "{format:?}: {text}");
        }
    }
}

#[test]
fn a_page_for_an_editor() {
    let (page, left_out) =
        written(&built_in(), "date:2015-08-11 kind:reject,consult", FileFormat::Html);
    assert!(left_out.is_empty(), "{left_out}");
    let body = &page[page.find("<body>").unwrap()..page.find("<script>").unwrap()];
    insta::assert_snapshot!(body);
}

#[test]
fn undated_events_stand_apart_on_a_page() {
    let loaded = on_dates(&["2015-08-13", "XXXX", "2015-08"]);
    let (page, _) = written(&loaded, "", FileFormat::Html);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} in {page}"));
    assert!(at("<h2>Thu 13 Aug 2015</h2>") < at("<h2>Undated</h2>"));
    assert_eq!(page.matches("<article ").count(), 3);
}

/// A timeline whose every text tries to be something else.
fn hostile() -> Loaded {
    let evil = "</title></style><script>alert(1)</script><img src=x onerror='alert(2)'>\" \
                onclick=\"alert(3)\" \u{202e}dne\u{1b}[31m =HYPERLINK(1)";
    let file = json!({
        "format": "demarche-timeline", "version": 1, "title": evil, "about": evil,
        "sources": [
            {"id": "s", "title": evil, "publisher": evil, "author": evil, "kind": "report",
             "language": "\"><script>", "url": "javascript:alert(4)"},
            {"id": "t", "title": "T", "url": "https://example.org/\"onmouseover=alert(5)"},
        ],
        "actors": [{"id": "a", "name": evil}, {"id": "b", "name": "B\r\nEND:VCALENDAR"}],
        "events": [{
            "id": "\"><script>alert(6)</script>", "title": evil, "summary": evil, "label": evil,
            "kind": "other", "when": "2015-08-13", "tags": [evil, "era"],
            "actors": [{"actor": "a", "role": "initiator"}, {"actor": "b", "role": "recipient"}],
            "place": {"name": evil, "country": evil},
            "evidence": [{"source": "s", "quote": evil}, {"source": "t"}],
        }, {"id": "e2", "title": evil, "when": "2015-08-14"}],
        "statements": [{
            "id": "q", "event": "e2", "speaker": "a", "to": ["b"], "text": evil, "venue": evil,
            "form": "verbatim", "evidence": [{"source": "s"}, {"source": "t"}],
        }],
    });
    read("hostile.json", &file.to_string())
}

#[test]
fn nothing_from_a_file_becomes_markup_or_commands() {
    let loaded = hostile();
    for &format in FileFormat::all() {
        let (text, _) = written(&loaded, "", format);
        assert!(!text.contains(['\u{202e}', '\u{1b}']), "{format:?}: {text}");
    }
    let (page, _) = written(&loaded, "", FileFormat::Html);
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert_eq!(page.matches("</style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("=\"javascript:"), "{page}");
    // No attribute is opened: whatever looks like one stands in text, with its marks escaped.
    for name in ["onclick", "onmouseover", "onerror"] {
        assert!(!page.contains(&format!("{name}=\"")), "{page}");
        assert!(!page.contains(&format!("{name}='")), "{page}");
    }
    let (slides, _) = written(&loaded, "", FileFormat::Timelinejs);
    assert!(!slides.contains("<script") && !slides.contains("<img"), "{slides}");
    let (calendar, _) = written(&loaded, "", FileFormat::Ics);
    assert_eq!(calendar.matches("\r\nEND:VCALENDAR").count(), 1, "{calendar}");
    let (sheet, _) = written(&loaded, "", FileFormat::Csv);
    let mut rows = csv::Reader::from_reader(sheet.as_bytes());
    assert_eq!(rows.records().map(Result::unwrap).count(), 2);
}

#[test]
fn the_policy_of_a_page_knows_its_style_and_script() {
    let (page, _) = written(&built_in(), "", FileFormat::Html);
    for tag in ["style", "script"] {
        let start = page.find(&format!("<{tag}>")).unwrap() + tag.len() + 2;
        let end = page.find(&format!("</{tag}>")).unwrap();
        let digest = digest::base64(&digest::sha256(&page.as_bytes()[start..end]));
        let expect = format!("{tag}-src 'sha256-{digest}'");
        assert!(page.contains(&expect), "put {digest} into src/export/html.rs for the {tag}");
    }
}

#[test]
fn a_calendar_comes_back_on_the_same_days() {
    #[track_caller]
    fn check(edtf: &str, expect: &str) {
        let (calendar, left_out) = written(&on_dates(&[edtf]), "", FileFormat::Ics);
        let again = read("dates.ics", &calendar);
        let days = again.store.timeline().event(0).when().edtf();
        assert_eq!(days, expect, "{edtf}: {calendar}");
        assert_eq!(left_out.is_empty(), edtf == expect || edtf.contains('T'), "{edtf}: {left_out}");
        assert!(calendar.contains(&format!("X-DEMARCHE-EDTF:{edtf}\r\n")), "{calendar}");
        assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
    }
    check("2015-08-13", "2015-08-13");
    check("2015-02-28", "2015-02-28");
    check("2015-12-31", "2015-12-31");
    check("2015-08-13T18:00", "2015-08-13T18:00:00");
    check("2015-08-13T18:00:30Z", "2015-08-13T18:00:30Z");
    check("2015-08-13T23:30+05:30", "2015-08-13T23:30:00");
    check("2015-08-01/2015-08-10", "2015-08-01/2015-08-10");
    check("[2015-08-01..2015-08-10]", "2015-08-01/2015-08-10");
    check("2015-08", "2015-08-01/2015-08-31");
    check("2016-02", "2016-02-01/2016-02-29");
    check("2015", "2015-01-01/2015-12-31");
    check("2015-08-13~", "2015-08-13");
    check("2011/..", "2011-01-01/2011-12-31");
}

#[test]
fn a_calendar_leaves_out_what_has_no_days() {
    let loaded = on_dates(&["2015-08-13", "XXXX", "-0043-03-15"]);
    let (calendar, left_out) = written(&loaded, "", FileFormat::Ics);
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    let expect = "events outside of the years 1 to 9999 (1); undated events (1)";
    assert_eq!(left_out.to_string(), expect);
    // The same event has the same id tomorrow, and the clock that is passed in stamps it.
    assert!(calendar.contains("UID:e0@dates\r\nDTSTAMP:20261129T192400Z\r\n"), "{calendar}");
}

#[test]
fn slides_come_back_with_the_dates_that_they_can_hold() {
    let held = [
        "2015-08-13",
        "2015-08",
        "2015",
        "2015-08-13T18:00",
        "2015-08-13T18:00:30",
        "2015-08-01/2015-08-10",
        "1943-07/1946",
        "-0043-03-15",
        "0000",
    ];
    let loaded = on_dates(&held);
    let (slides, left_out) = written(&loaded, "", FileFormat::Timelinejs);
    assert!(left_out.is_empty(), "{left_out}");
    let again = read("slides.json", &slides);
    assert_eq!(edtf(again.store.timeline()), edtf(loaded.store.timeline()), "{slides}");

    let loose = ["[2015-08-01..2015-08-10]", "156X", "2015-08~", "2011/..", "../2011", "2015-21"];
    let loaded = on_dates(&[&loose[..], &["XXXX"]].concat());
    let (slides, left_out) = written(&loaded, "", FileFormat::Timelinejs);
    assert_eq!(
        left_out.to_string(),
        "uncertain dates, but in words (6); events without a date that it can draw (1)"
    );
    let value: Value = serde_json::from_str(&slides).unwrap();
    for edtf in loose {
        let words = When::parse(edtf).unwrap().words();
        let mut slides = value["events"].as_array().unwrap().iter();
        assert!(slides.any(|slide| slide["display_date"] == *words), "{words} in {value}");
    }
}

#[test]
fn slides_are_what_timelinejs_accepts() {
    let schema = json!({
        "type": "object", "required": ["events"], "additionalProperties": false,
        "properties": {
            "title": {"$ref": "#/$defs/slide"},
            "events": {"type": "array", "items": {
                "allOf": [{"$ref": "#/$defs/slide"}], "required": ["start_date", "unique_id"],
            }},
            "eras": {"type": "array", "items": {
                "type": "object", "required": ["start_date", "end_date"],
                "additionalProperties": false,
                "properties": {
                    "start_date": {"$ref": "#/$defs/date"}, "end_date": {"$ref": "#/$defs/date"},
                    "text": {"$ref": "#/$defs/text"},
                },
            }},
        },
        "$defs": {
            "text": {
                "type": "object", "additionalProperties": false,
                "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
            },
            "date": {
                "type": "object", "required": ["year"], "additionalProperties": false,
                "dependentRequired": {"day": ["month"], "hour": ["day"], "minute": ["hour"]},
                "properties": {
                    "year": {"type": "integer"},
                    "month": {"type": "integer", "minimum": 1, "maximum": 12},
                    "day": {"type": "integer", "minimum": 1, "maximum": 31},
                    "hour": {"type": "integer"}, "minute": {"type": "integer"},
                    "second": {"type": "integer"}, "display_date": {"type": "string"},
                },
            },
            "slide": {
                "type": "object", "additionalProperties": false,
                "properties": {
                    "start_date": {"$ref": "#/$defs/date"}, "end_date": {"$ref": "#/$defs/date"},
                    "text": {"$ref": "#/$defs/text"}, "group": {"type": "string"},
                    "display_date": {"type": "string"}, "unique_id": {"type": "string"},
                    "autolink": {"type": "boolean"},
                },
            },
        },
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    for loaded in [built_in(), hostile()] {
        let (slides, _) = written(&loaded, "", FileFormat::Timelinejs);
        let value: Value = serde_json::from_str(&slides).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|it| it.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{slides}");
    }
    let (slides, _) = written(&hostile(), "", FileFormat::Timelinejs);
    let value: Value = serde_json::from_str(&slides).unwrap();
    let counts = ["events", "eras"].map(|list| value[list].as_array().unwrap().len());
    assert_eq!(counts, [1, 1], "{slides}");
}

#[test]
fn a_bibliography_has_the_words_of_each_source() {
    let (text, left_out) = written(&built_in(), "", FileFormat::Csl);
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    let [brief] = &items[..] else { panic!("one source is cited: {text}") };
    assert_eq!((&brief["id"], &brief["type"]), (&json!("brief"), &json!("report")));
    assert_eq!(brief["note"].as_str().unwrap().matches("reported by AFP").count(), 6);
    assert!(left_out.is_empty(), "{left_out}");

    let (text, _) = written(&hostile(), "", FileFormat::Csl);
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&items[0]["type"], &items[1]["type"]),
        (&json!("article-newspaper"), &json!("webpage"))
    );
    assert_eq!(items[1]["URL"], "https://example.org/\"onmouseover=alert(5)");
}

#[test]
fn a_spreadsheet_has_the_columns_of_the_data_set() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/ucdp-ged/good/current.csv");
    let loaded = world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap();
    let (text, _) = written(&loaded, "", FileFormat::Csv);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|it| it == name).unwrap();
    let named = ["title", "row.id", "side_a"].map(column);
    let mut count = 0;
    for row in rows.records().map(Result::unwrap) {
        assert!(named.iter().all(|&column| !row[column].is_empty()), "{row:?}");
        count += 1;
    }
    assert_eq!(count, loaded.store.timeline().len());
}

#[test]
fn a_part_says_so_in_what_it_is_about() {
    let (text, _) = written(&built_in(), "kind:reject", FileFormat::Native);
    let again = read("part.json", &text);
    let about = &again.store.timeline().files()[0].about;
    assert!(about.contains("An excerpt: 1 of 12 events shown"), "{about}");
}

/// Runs keys in an explorer of a file; gives what the last screen shows.
fn play(file: &Path, keys: &str) -> String {
    let files = vec![file.as_os_str().to_owned()];
    let mut app = App::new(Start { files, ..Start::default() });
    let (script, issues) = Script::parse("keys", &format!("size 100x30\n{keys}\nsnapshot\n"));
    assert!(issues.is_empty(), "{issues:?}");
    let request =
        Request::new(vec![Input::Path(file.to_owned())], demarche::ingest::Choice::Recognised);
    let mut out = Vec::new();
    script::run(&mut app, &request, &script, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn keys_in_file_out() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("talks.json");
    fs::write(&file, demarche::ingest::native::EMBEDDED).unwrap();
    let here = |name: &str| folder.path().join(name);

    let screen = play(&file, "f\ntype kind:reject\nenter\nE h enter");
    assert!(screen.contains("wrote") && screen.contains("1 of 12 events shown"), "{screen}");
    let page = fs::read_to_string(here("talks.html")).unwrap();
    assert_eq!(page.matches("<article ").count(), 1);
    assert!(page.contains("kind:reject"), "{page}");

    // A file that is there is asked about, and stays unless one says yes.
    let screen = play(&file, "E h enter");
    assert!(screen.contains("is there already"), "{screen}");
    assert_eq!(fs::read_to_string(here("talks.html")).unwrap(), page);
    let screen = play(&file, "E h enter enter ctrl-u\ntype other.html\nesc");
    assert!(!screen.contains("wrote"), "{screen}");
    let screen = play(&file, "E h enter y");
    assert!(screen.contains("12 of 12 events shown"), "{screen}");
    let replaced = fs::read_to_string(here("talks.html")).unwrap();
    assert_eq!(replaced.matches("<article ").count(), 12);

    // The file that was opened is neither proposed nor written.
    play(&file, "E n enter");
    assert!(here("talks-shown.json").exists());
    let keys = format!("E n ctrl-u\ntype {}\nenter", file.display());
    let screen = play(&file, &keys);
    assert!(screen.contains("never written"), "{screen}");
    assert_eq!(fs::read_to_string(&file).unwrap(), demarche::ingest::native::EMBEDDED);

    // Quotations are offered where statements are listed: those that are listed there.
    assert!(play(&file, "E q").contains("q chooses nothing here"));
    play(&file, "3 g g s E q enter");
    let quotations = fs::read_to_string(here("talks.quotations.txt")).unwrap();
    assert!(quotations.contains(" statement"), "{quotations}");
    assert!(quotations.matches("reported by").count() < 6, "{quotations}");

    // What can't be written is said, and leaves nothing behind.
    let screen = play(&file, "E h ctrl-u\ntype /no/such/folder/x.html\nenter");
    assert!(screen.contains("was not written"), "{screen}");
    let mut left: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["talks-shown.json", "talks.html", "talks.json", "talks.quotations.txt"]);
}

#[test]
fn a_statement_is_copied_with_its_citation() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("talks.json");
    let json = json!({
        "format": "demarche-timeline", "version": 1,
        "sources": [{"id": "s", "title": "Talks", "publisher": "AFP", "published": "2015-08-14",
                     "url": "https://example.org/talks"}],
        "actors": [{"id": "n", "name": "National Coalition"},
                   {"id": "k", "name": "Khaled Khoja", "offices": [{"title": "head", "of": "n"}]},
                   {"id": "j", "name": "journalists"}],
        "events": [{"id": "e", "title": "A press conference", "when": "2015-08-13"}],
        "statements": [{"id": "q", "event": "e", "speaker": "k", "to": ["j"], "form": "verbatim",
                        "text": "not clinging", "evidence": [{"source": "s"}]}],
    });
    fs::write(&file, json.to_string()).unwrap();
    let shown = play(&file, "3 y c\ncopied");
    let expect = "\"not clinging\" — Khaled Khoja, head, National Coalition, to journalists, 13 Aug \
                  2015 (Talks, AFP, 14 Aug 2015, https://example.org/talks)\n";
    assert!(shown.starts_with(expect), "{shown}");
}

#[test]
fn a_citation_says_no_more_than_the_data() {
    const BRIEF: &str = "Russia pushes again to end Syria's war, the demarche developers, from AFP \
                         report on the Moscow talks, AFP, 13 Aug 2015";
    #[track_caller]
    fn check(found: &str, expect: &str) {
        assert_eq!(found, expect.replace("BRIEF", BRIEF));
    }
    let loaded = built_in();
    let timeline = loaded.store.timeline();
    let event = |id| citation::event(timeline.event(timeline.find_event(id).unwrap()));
    check(
        &event("e07"),
        "Russia's top Middle East envoy meets Saleh Muslim (12 Aug 2015, Moscow; BRIEF)",
    );
    check(
        &event("e05"),
        "Al-Jubeir meets Lavrov (11 Aug 2015 by inference, Moscow by inference; BRIEF)",
    );
    let statement = |words| {
        let mut all = timeline.statements().iter();
        citation::statement(timeline, all.find(|said| said.text.contains(words)).unwrap())
    };
    check(
        &statement("We have always said"),
        "\"We have always said that we do not support Assad in a personal capacity but that we \
         support the legitimately elected president of Syria\" — Maria Zakharova, spokeswoman, \
         Russia's foreign ministry, to AFP, 13 Aug 2015 by inference, reported by AFP (BRIEF)",
    );
    check(
        &statement("unchanged"),
        "Moscow's position is unchanged — Maria Zakharova, spokeswoman, Russia's foreign \
         ministry, 13 Aug 2015 by inference, paraphrase, reported by AFP (BRIEF)",
    );
    check(&citation::actor(timeline, ActorId(0)), "Khaled Khoja (head, National Coalition)");
    check(&citation::source(timeline, SourceId(1)), "BRIEF");
}
