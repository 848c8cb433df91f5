//! Rows of data sets with a header: each becomes an event or is named in an issue, whatever
//! stands in it; and the order and the case of the columns mean nothing.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{fs, path::Path};

use csv::{QuoteStyle, ReaderBuilder, StringRecord, WriterBuilder};
use demarche::{
    base::{
        bytes::Input,
        issue::{Issue, Severity},
        progress::Progress,
    },
    world,
};
use proptest::prelude::*;

/// The formats whose columns are found by name, each with a fixture that has many columns.
const FORMATS: [(&str, &str); 4] = [
    ("ucdp-ged", "current.csv"),
    ("acled", "c-2023.csv"),
    ("icews", "events.2013.tab"),
    ("polecat", "2022.txt"),
];

/// The rows of a file, the header first.
struct Rows {
    delimiter: u8,
    rows: Vec<Vec<String>>,
}

impl Rows {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let header = text.lines().next().unwrap();
        let delimiters = *b"\t;,";
        let mut found = delimiters.into_iter().filter(|&it| header.contains(char::from(it)));
        // A title above the header has none.
        let delimiter = found.next().unwrap_or(b',');
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).quoting(delimiter != b'\t').has_headers(false).flexible(true);
        let reader = builder.from_reader(text.as_bytes());
        let row = |row: StringRecord| row.iter().map(str::to_owned).collect();
        Self { delimiter, rows: reader.into_records().map(|it| row(it.unwrap())).collect() }
    }

    fn write(&self, path: &Path) {
        let quotes =
            if self.delimiter == b'\t' { QuoteStyle::Never } else { QuoteStyle::Necessary };
        let mut builder = WriterBuilder::new();
        let mut writer =
            builder.delimiter(self.delimiter).quote_style(quotes).from_path(path).unwrap();
        for row in &self.rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }
}

/// The format, the events in words, and the issues.
fn load(path: &Path) -> (&'static str, Vec<String>, Vec<Issue>) {
    let loaded =
        world::load_blocking(&[Input::Path(path.to_owned())], &Progress::default()).unwrap();
    let timeline = loaded.store.timeline();
    let events = timeline.events().map(|event| {
        let parts = event.actors().iter();
        let parts: Vec<_> =
            parts.map(|part| (part.role(), &timeline.actor(part.actor()).name)).collect();
        let tags: Vec<_> = event.tags().collect();
        let what = (event.kind(), event.code(), event.stated_quad(), event.fatalities(), tags);
        format!(
            "{} {} {} {parts:?} {what:?} {:?}",
            event.id(),
            event.when(),
            event.title(),
            event.place()
        )
    });
    (timeline.files()[0].format, events.collect(), loaded.issues)
}

fn good(format: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats").join(format).join("good")
}

#[test]
fn columns_in_any_order_and_case_give_the_same_events() {
    let folder = tempfile::tempdir().unwrap();
    for (format, _) in FORMATS {
        for fixture in fs::read_dir(good(format)).unwrap().map(|it| it.unwrap().path()) {
            let name = fixture.file_name().unwrap().to_str().unwrap();
            if !["csv", "tab", "txt"].iter().any(|ending| name.ends_with(ending)) {
                continue;
            }
            let mut table = Rows::read(&fixture);
            let width = table.rows[0].len();
            if name.contains("no-header") || table.rows.iter().any(|row| row.len() != width) {
                continue;
            }
            for name in &mut table.rows[0] {
                *name = name.to_uppercase().replace(' ', "_");
            }
            for row in &mut table.rows {
                row.reverse();
                row.rotate_left(width / 3);
            }
            let path = folder.path().join(name);
            table.write(&path);
            assert_eq!(load(&path), load(&fixture), "{format}/{name}");
        }
    }
}

/// What stands in cells, and what does not belong there.
fn cell() -> impl Strategy<Value = String> {
    let odd = [
        "",
        "NA",
        "None",
        "-9",
        "-99",
        "1.97E+11",
        "99999999999999999999",
        "0000-00-00",
        "2020-02-30",
        "9999-12-31",
        "-0043-03-15",
        "31/12/1999",
        "1",
        "2",
        "3",
        "91",
        "nan",
        "a;b;;c",
        ";",
        "\"",
        "Government of , Government of ",
        "Government of ",
        "Civilians",
        "( )",
        ")",
        "\u{202e}x\u{1b}[2J",
        "日本",
        "é",
        "VERBAL COOPERATION",
        "#date",
        "=1+1",
    ];
    prop_oneof![proptest::sample::select(odd.to_vec()).prop_map(str::to_owned), "[^\t\r\n\0]{0,12}",]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_an_event_or_an_error(
        which in 0..FORMATS.len(),
        changes in proptest::collection::vec((1..5_usize, 0..64_usize, cell()), 0..24),
    ) {
        let (format, name) = FORMATS[which];
        let mut table = Rows::read(&good(format).join(name));
        for (row, column, cell) in changes {
            let rows = table.rows.len();
            let row = &mut table.rows[row.min(rows - 1)];
            let width = row.len();
            row[column % width] = cell;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        table.write(&path);
        let (found, events, issues) = load(&path);
        let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
        prop_assert_eq!(found, format);
        prop_assert_eq!(events.len() + errors, table.rows.len() - 1, "{:?}", issues);
    }
}
