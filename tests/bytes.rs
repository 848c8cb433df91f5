//! Any bytes, where text from outside comes in, end in no panic; and each row of a table is an
//! event or an error. The targets in `fuzz/` run the same for as long as one likes.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "bytes/entries.rs"]
mod entries;

use std::{fs, path::Path, sync::LazyLock};

use demarche::ingest::FORMATS;
use proptest::prelude::*;

/// The files of all fixtures, each after the number of its format.
static FIXTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    let mut fixtures = Vec::new();
    for (number, format) in (0_u8..).zip(FORMATS) {
        for quality in ["good", "broken"] {
            let Ok(files) = fs::read_dir(folder.join(format.name).join(quality)) else { continue };
            let files = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
            fixtures.extend(files.map(|path| [vec![number], fs::read(path).unwrap()].concat()));
        }
    }
    fixtures
});

/// The column maps of all fixtures, each with a zero and its table behind it.
static MAPPED: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/map");
    let files = ["good", "broken"].map(|quality| fs::read_dir(folder.join(quality)).unwrap());
    let tables = files.into_iter().flatten().map(|file| file.unwrap().path());
    let tables = tables.filter(|path| path.extension().is_some_and(|it| it != "toml"));
    let read = |path: &Path| fs::read(path).unwrap();
    tables.map(|table| [read(&table.with_extension("toml")), read(&table)].join(&0)).collect()
});

/// Bytes that mean something to a reader.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"\"",
        b"\"\"",
        b"\n",
        b"\r\r\n",
        b"\t",
        b",",
        b";",
        b"|",
        b"\0",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xE9",
        b"NULL",
        b"-9",
        b"0000-00-00",
        b"{",
        b"}",
        b"[",
        b"]",
        b"1e999",
    ];
    prop_oneof![
        proptest::sample::select(pieces.to_vec()).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 0..6),
    ]
}

/// A change: at a place, so many bytes become a piece.
fn change() -> impl Strategy<Value = (usize, usize, Vec<u8>)> {
    (any::<usize>(), 0..9_usize, piece())
}

fn changed(fixture: &[u8], changes: Vec<(usize, usize, Vec<u8>)>) -> Vec<u8> {
    let mut bytes = fixture.to_vec();
    for (place, length, piece) in changes {
        let start = 1 + place % bytes.len();
        let start = start.min(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, piece);
    }
    bytes
}

/// What means something to the stages that read an article, and what is odd.
fn prose() -> impl Strategy<Value = String> {
    let words: Vec<&str> = "\
        Lavrov|Mr.|Khaled Khoja|Russia|the Kremlin|the United Nations|U.S.|AFP|foreign minister|head of the|\
        said|told|met|accused|will meet|was arrested|denied|threatened to attack|called for|according to|\
        she|they|their|who|which|that|to|of|in|on|and|not|has|the|a|spokeswoman|talks|attack|ceasefire|\
        Thursday|on Tuesday|13 August 2015|2015-08-13|last week|two days later|in 2011|four-year|5 p.m.|\
        \"|“|”|‘|’|'|``|''|'s|(|)|[|]|,|.|. |?|!|:|;|—|-|...|\n|\n\n|\t| |  |# |* |> |\u{feff}|\u{202e}|\u{0}|\
        MOSCOW (AFP) -|JOHN: |قال|اليوم|Путин сказал|東京|é|İ|ß|ﬁ|🙂|a\u{301}|<p>|</div>|<!doctype html>|&quot;"
        .split('|')
        .collect();
    let word = proptest::sample::select(words).prop_map(str::to_owned);
    let piece = prop_oneof![9 => word, 1 => any::<String>()];
    let spaced =
        (piece, any::<bool>()).prop_map(|(word, space)| if space { word + " " } else { word });
    prop::collection::vec(spaced, 0..60).prop_map(|words| words.concat())
}

#[test]
fn every_fixture_has_an_event_or_an_error_a_row() {
    FIXTURES.iter().for_each(|fixture| entries::data_set(fixture));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_fixtures_are_read(
        fixture in 0..FIXTURES.len(),
        changes in prop::collection::vec(change(), 1..12),
        cut in prop::option::of(any::<usize>()),
    ) {
        let mut bytes = changed(&FIXTURES[fixture], changes);
        if let Some(cut) = cut {
            bytes.truncate(1 + cut % bytes.len());
        }
        entries::data_set(&bytes);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for number in 0..FORMATS.len() as u8 {
            entries::data_set(&[&[number], &*bytes].concat());
        }
        entries::native(&bytes);
        entries::query(&bytes);
        entries::date(&bytes);
        entries::article(&bytes);
    }

    #[test]
    fn any_prose_is_read(text in prose()) {
        entries::article(text.as_bytes());
    }

    #[test]
    fn any_table_is_read_by_any_map(
        fixture in 0..MAPPED.len(),
        changes in prop::collection::vec(change(), 0..12),
    ) {
        entries::map(&changed(&MAPPED[fixture], changes));
    }

    #[test]
    fn any_words_are_a_query_or_an_error(text in r#"([a-z]{1,6}(!?:)?|[<>=+,:()\[\]{}/"~?%.!-]|[0-9]{1,4}| |OR|é){0,24}"#) {
        entries::query(text.as_bytes());
    }

    #[test]
    fn any_figures_are_a_date_or_an_error(text in r"([0-9X]{1,4}|[-/.~?%\[\]{},TYE+: ]|aug|mon|[a-z]){0,16}") {
        entries::date(text.as_bytes());
    }
}
