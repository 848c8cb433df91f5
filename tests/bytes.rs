//! Any bytes, where text from outside comes in, end in no panic; and each row of a table is an
//! event or an error. The targets in `fuzz/` run the same for as long as one likes.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "bytes/entries.rs"]
mod entries;

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
    sync::LazyLock,
};

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

/// A file that holds documents as its parts, each with its name: one part, or those of an archive.
type Parts = Vec<(&'static str, Vec<u8>)>;

/// Containers, each with the number by which [`entries::container`] knows it.
static CONTAINERS: LazyLock<Vec<(u8, Parts)>> = LazyLock::new(|| {
    let part = |name, text: &str| (name, text.as_bytes().to_vec());
    let letter = "From: =?utf-8?q?Zo=C3=AB?= <z@example.org>\r\nTo: b@example.org\r\nSubject: Talks\r\n\
        Date: Wed, 12 May 2021 18:00:00 +0200\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        They met =E2=80=93 on Monday.\r\n\r\nOn Tue, 11 May 2021 at 9:00, Bo <b@x.org> wrote:\r\n> No.\r\n\r\n\
        ---------- Forwarded message ---------\r\nFrom: A <a@x.org>\r\nDate: 3 May 2021\r\nSubject: B\r\n\r\nC.\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VGhleSBtZXQuPC9wPg==\r\n\
        --b\r\nContent-Type: message/rfc822\r\n\r\nFrom: D\r\nSubject: E\r\nDate: x\r\n\r\nF.\r\n--b--\r\n";
    let line = "From a@x.org Wed May 12 18:00:00 2021\r\n";
    let mailbox = format!("{line}{letter}\r\n{line}{letter}");
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2021/05/12/a\r\n\
        Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: text/html\r\nContent-ID: <a>\r\n\r\n<html><title>A</title><p>They met.\r\n--b--\r\n";
    let rss = "<?xml version=\"1.0\"?><rss xmlns:dc=\"d\"><channel><title>A</title><item><title>B &amp; C</title>\
        <link>https://example.org</link><pubDate>Wed, 12 May 2021 18:00:00 GMT</pubDate><dc:creator>D</dc:creator>\
        <description><![CDATA[<p>They met.</p>]]></description></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title><link href=\"https://x.org\"/>\
        <updated>2021-05-12T10:00:00Z</updated><author><name>B</name></author><content type=\"xhtml\"><div><p>C.</p>\
        </div></content></entry></feed>";
    let word = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:ilvl w:val=\"1\"/></w:numPr>\
        </w:pPr><w:r><w:t>They met.</w:t><w:tab/></w:r><w:del><w:r><w:t>No.</w:t></w:r></w:del></w:p><w:tbl><w:tr><w:tc>\
        <w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>3 May</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        </w:body></w:document>";
    let styles = "<w:styles><w:style w:styleId=\"A\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let text = "<office:text><text:h text:outline-level=\"1\">1998</text:h><text:list><text:list-item><text:p>A\
        <text:s text:c=\"3\"/></text:p></text:list-item></text:list><table:table><table:table-row>\
        <table:table-cell><text:p>3 May</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
        </table:table></office:text>";
    let opf = "<package><metadata><dc:title>A</dc:title><dc:date>1998</dc:date></metadata><manifest>\
        <item id=\"a\" href=\"a%20b.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>";
    let chapter = "<html><body><h1>One</h1><p>They met.<br/>And left.</p><ul><li>A</li></ul><table><tr><td>3 May</td>\
        <td colspan=\"2\">B</td></tr></table></body></html>";
    let root = "<container><rootfile full-path=\"o/a.opf\"/></container>";
    let core = "<core><dc:title>A</dc:title><dc:creator>B</dc:creator></core>";
    vec![
        (0, vec![part("", letter)]),
        (0, vec![part("", &mailbox)]),
        (1, vec![part("", page)]),
        (2, vec![part("", rss)]),
        (2, vec![part("", atom)]),
        (
            3,
            vec![
                part("word/document.xml", word),
                part("word/styles.xml", styles),
                part("docProps/core.xml", core),
            ],
        ),
        (
            4,
            vec![
                part("mimetype", "application/vnd.oasis.opendocument.text"),
                part("content.xml", text),
                part("meta.xml", core),
            ],
        ),
        (
            5,
            vec![
                part("mimetype", "application/epub+zip"),
                part("META-INF/container.xml", root),
                part("o/a.opf", opf),
                part("o/a b.xhtml", chapter),
            ],
        ),
    ]
});

/// The bytes of a container, behind its number.
fn packed(number: u8, parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    if let [("", bytes)] = parts {
        return [&[number], &**bytes].concat();
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    [&[number], &*writer.finish().unwrap().into_inner()].concat()
}

/// The names and contents of parts by turns, as [`entries::archive`] takes them.
fn joined(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    parts.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]).collect::<Vec<_>>().join(&255)
}

const CHRONOLOGY: &str = "# The harbour war\n\n## 2014\n\n- **3 March** Norway attacks Denmark @Oslo \
    #talks [AFP]\n  who: Norway; whom: Denmark; kind: assault\n  > \"We met.\" -- Ann Roe, to the press\n\
    - c. May: Talks.\n- 2014-06-01/2014-06-09 A truce.\n\n| Date | What |\n|---|---|\n| 3 July | They met. |\n";

const NOTEBOOK: &str = r#"format = "demarche-notebook"
version = 1
[published]
brief = "2015-08-13"
[views.a]
query = "kind:consult"
[[actor]]
id = "actor-1"
name = "Ann Roe"
[[bound]]
actor = "khoja"
as = "lavrov"
[[event]]
id = "e08"
review = "corrected"
note = "Ask."
was = { title = "Talks" }
colour = 1.5
[event.set]
when = "13 aug 2015"
kind = "consult"
actors = [{ actor = "actor-1", role = "initiator" }, { actor = "Bo" }]
fatalities = { low = 1, best = 2, high = 3 }
evidence = [{ source = "afp", quote = "talks", span = [1, 3] }]
[[event]]
id = "mine-1"
mine = true
set = { when = "2015-08", title = "A call" }
[[statement]]
id = "s1"
review = "accepted"
[statement.set]
speaker = "lavrov"
to = ["khoja"]
event = "mine-1"
"#;

/// What means something in a letter or in markup.
fn mark() -> impl Strategy<Value = Vec<u8>> {
    let marks = "<|>|</|/>|<!--|<![CDATA[|]]>|&|&amp;|&#0;|&x;|<p>|<w:p>|</w:p>|<w:tbl>|<w:tr>|<w:tc>|<table>|<tr>|<td>|<item>|\
        <entry>|<author>|\"|=|\r\n|\n\n|--b|--b--|From |From: |Date: |> |>|wrote:|On |Content-Type: |charset=|base64|\
        message/rfc822|=?utf-8?B?|=E2|-----Original Message-----|../|%|#|9999999999|-1|é";
    let marks: Vec<&str> = marks.split('|').collect();
    proptest::sample::select(marks).prop_map(|mark| mark.as_bytes().to_vec())
}

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

/// A change in a file that holds documents: in which part, where, how much, and what stands there.
fn change_of_part() -> impl Strategy<Value = (usize, usize, usize, Vec<u8>)> {
    let stands = prop_oneof![4 => mark(), 1 => piece()];
    (any::<usize>(), any::<usize>(), 0..40_usize, stands)
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
fn every_container_has_documents() {
    for (number, parts) in CONTAINERS.iter() {
        entries::container(&packed(*number, parts));
    }
}

#[test]
fn what_is_opened_is_there_again_after_an_export() {
    for (_, parts) in CONTAINERS.iter() {
        match &parts[..] {
            [("", bytes)] => entries::file(bytes),
            parts => entries::archive(&joined(parts)),
        }
    }
    FIXTURES.iter().for_each(|fixture| entries::file(&fixture[1..]));
}

/// Found by the targets.
#[test]
fn what_once_failed_is_read() {
    let acled = FORMATS.iter().position(|format| format.name == "acled").unwrap() as u8;
    let lines: Vec<&str> = include_str!("../data/formats/acled/good/hxl.csv").lines().collect();
    let [header, tags, row] = [lines[0], lines[1], lines[2]].map(|line| format!("{line}\n"));
    let table = [&header, &*row.repeat(12), &tags, &row].concat();
    entries::data_set(&[&[acled], table.as_bytes()].concat());

    let address = "https://example.org/a*¯–ss13";
    entries::page(format!("<link rel=canonical href='{address}'><p>They met.").as_bytes());

    entries::chronology(b"# A\n\n- 2015-08-13T10:00:00Z: \\=1 \\[y\\] [1]\n    kind: other\n");
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
        entries::page(&bytes);
        entries::file(&bytes);
        entries::notebook(&bytes);
        for number in 0..6 {
            entries::container(&[&[number], &*bytes].concat());
        }
    }

    #[test]
    fn changed_containers_are_read(
        container in 0..CONTAINERS.len(),
        changes in prop::collection::vec(change_of_part(), 1..12),
        other in prop::option::of(0..6_u8),
        cut in prop::option::of(any::<usize>()),
    ) {
        let (number, mut parts) = CONTAINERS[container].clone();
        let count = parts.len();
        for (part, place, length, piece) in changes {
            let bytes = &mut parts[part % count].1;
            let start = place % (bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece);
        }
        let mut bytes = packed(other.unwrap_or(number), &parts);
        if let Some(cut) = cut.filter(|_| number < 3) {
            bytes.truncate(1 + cut % bytes.len());
        }
        entries::container(&bytes);
    }

    #[test]
    fn changed_notebooks_are_laid_over(changes in prop::collection::vec(change(), 0..4)) {
        entries::notebook(&changed(NOTEBOOK.as_bytes(), changes));
    }

    #[test]
    fn changed_chronologies_come_back(changes in prop::collection::vec(change(), 0..8)) {
        entries::chronology(&changed(CHRONOLOGY.as_bytes(), changes));
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
