use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;
use crate::{
    base::progress::Progress,
    ingest::Beside,
    model::{Event, Timeline},
};

const VERSION_3: &str = include_str!("../../../data/formats/timelinejs/good/version-3.json");
const VERSION_1: &str = include_str!("../../../data/formats/timelinejs/good/version-1.json");
const SHEET: &str = include_str!("../../../data/formats/timelinejs/good/sheet.csv");
const OLD_SHEET: &str = include_str!("../../../data/formats/timelinejs/good/old-sheet.csv");

fn load(text: &str) -> (Timeline, Vec<Issue>) {
    let progress = Progress::default();
    let document =
        Document { name: "story", number: 0, text, beside: Beside::Nowhere, progress: &progress };
    let ingested = read(&document).unwrap();
    let (timeline, joined) = Timeline::build(vec![ingested.file], ingested.shards);
    (timeline, [ingested.issues, joined].concat())
}

fn event<'t>(timeline: &'t Timeline, id: &str) -> Event<'t> {
    timeline.events().find(|event| event.id() == id).unwrap()
}

#[test]
fn the_title_slide_names_the_timeline() {
    #[track_caller]
    fn check(text: &str, title: &str, about: &str) {
        let (timeline, issues) = load(text);
        assert_eq!(issues, []);
        let file = &timeline.files()[0];
        assert_eq!((&*file.title, &*file.about), (title, about));
    }
    check(VERSION_3, "The quarrel of the springs", "Who drew water, and when.\nA made-up story.");
    check(VERSION_1, "The mill & the river", "As version 1 told it.");
    check(SHEET, "The quarrel of the springs", "In this made-up story, two towns share a well.");
    check(OLD_SHEET, "The mill", "As an older sheet told it.");
}

#[test]
fn a_slide_keeps_what_it_says() {
    #[track_caller]
    fn check(text: &str, id: &str, expect: [&str; 5]) {
        let (timeline, _) = load(text);
        let event = event(&timeline, id);
        let tags: Vec<_> = event.tags().collect();
        let sources: Vec<_> = event
            .evidence()
            .map(|entry| {
                let source = timeline.source(entry.source);
                let words = timeline.text(entry.quote);
                format!("{}, {}, {}, {words}", source.title, source.publisher, source.url)
            })
            .collect();
        let found = [
            event.stored_title(),
            event.summary(),
            &tags.join(" "),
            &sources.join("; "),
            event.extra(),
        ];
        for (found, expect) in found.iter().zip(expect) {
            assert!(found.starts_with(expect) && found.is_empty() == expect.is_empty(), "{found}");
        }
    }
    let treaty = "The treaty, first page, Town archive, https://example.org/treaty.jpg, ";
    check(
        VERSION_3,
        "treaty",
        [
            "The water treaty & its heirs",
            "Both towns sign.\nIt held, as the mill book says, for 37 years.",
            "Treaties",
            treaty,
            r#"{"unique_id":"treaty","start_date":{"year":"1815","month":"12","day":"10","#,
        ],
    );
    let words = "quotation, , , No one drinks twice. The miller";
    check(VERSION_3, "slide-3", ["A year", "a < b, and AT&T", "", words, "{\"start_date\""]);
    let page = "https://example.org/embed?v=1&t=2";
    check(VERSION_3, "slide-4", ["A minute", "", "", page, "{"]);
    check(VERSION_3, "era-1", ["The old wells", "", "era", "", "{"]);
    let weir = "The weir, The Post, https://example.org/weir, ";
    check(VERSION_1, "slide-1", ["The weir is opened", "For six weeks.", "Weir", weir, "{"]);
    check(VERSION_1, "era-1", ["The dry year", "", "era", "", "{"]);
    let cells = r#"{"Year":"1815","Month":"12","Day":"10","End Year":"1852","End Month":"11","#;
    let summary = "Both towns sign, as the mill book says.\nIt held for 37 years.";
    let page = "First page, Town archive, https://example.org/treaty.jpg, ";
    check(SHEET, "slide-1", ["The water treaty", summary, "Treaties", page, cells]);
    check(SHEET, "slide-2", ["The miller's word", "", "", words, "{"]);
    check(
        SHEET,
        "slide-4",
        ["A year", "", "", "", r#"{"Year":"1,950","Display Date":"around 1950""#],
    );
    check(OLD_SHEET, "slide-1", ["The weir is opened", "For \"six\" weeks.", "Weir", weir, "{"]);
}

#[test]
fn it_is_told_from_other_json_and_other_tables() {
    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let found = recognise(&Head::new("story", text)).map(|guess| guess.reason);
        assert_eq!(found.as_deref(), expect, "{text}");
    }
    check(VERSION_3, Some("its events have a start_date"));
    check(VERSION_1, Some("its dates have a startDate"));
    check(SHEET, Some("its header has 'Headline' and 'Year'"));
    check(OLD_SHEET, Some("its header has 'Headline' and 'Start Date'"));
    check("{\"format\": \"demarche-timeline\", \"events\": []}", None);
    check("Headline,Text\na,b\n", None);
    check("title,count,description\na good day,5,\"let's\"\n", None);
    check("", None);
}

#[test]
fn a_list_that_is_none_is_said() {
    let (timeline, issues) =
        load("{\"date\": \"x\", \"startDate\": 1, \"events\": {\"start_date\": 1}}");
    let messages: Vec<_> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(timeline.len(), 0);
    assert_eq!(
        messages,
        [
            "story:1:10: error: expected a list of slides",
            "story:1:41: error: expected a list of slides"
        ]
    );
}

/// The files of TimelineJS's own repository, where they are at hand.
#[test]
fn the_samples_are_read_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/timelinejs");
    for (name, events, first, last) in [
        ("tl2_examples_example_json.json", 22, "2011-12-12/2012-01-27", "2012-01-27"),
        ("tl3_women_in_computing.csv", 10, "1815-12-10/1852-11-27", "1985"),
        ("tl3_women_in_computing.json", 10, "1815-12-10/1852-11-27", "1985"),
    ] {
        let Ok(text) = fs::read_to_string(folder.join(name)) else { continue };
        let (timeline, issues) = load(&text);
        assert_eq!(issues, [], "{name}");
        let days: Vec<_> = timeline.events().map(|event| event.when().edtf()).collect();
        let ends = (days.len(), &*days[0], &*days[days.len() - 1]);
        assert_eq!(ends, (events, first, last), "{name}");
    }
}

proptest! {
    #[test]
    fn any_text_is_slides_and_issues(
        text in any::<String>(),
        at in 0..VERSION_3.len(),
        byte in any::<u8>(),
    ) {
        for whole in [VERSION_3, VERSION_1, SHEET, OLD_SHEET] {
            let at = at.min(whole.len() - 1);
            let mut bytes = whole.as_bytes().to_vec();
            bytes[at] = byte;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            let cut = &whole[..whole.floor_char_boundary(at)];
            for text in [changed.as_str(), cut, text.as_str()] {
                let progress = Progress::default();
                let document = Document {
                    name: "story", number: 0, text, beside: Beside::Nowhere, progress: &progress,
                };
                if let Ok(ingested) = read(&document) {
                    let _ = Timeline::build(vec![ingested.file], ingested.shards);
                }
            }
        }
    }
}
