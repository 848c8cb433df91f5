//! Each `NAME.toml` of `data/formats/map/good` and `broken` is tried on the table of that name
//! beside it; what becomes of it, and the first draft of a map for the table, stand in `expected`.
//! `UPDATE=1 cargo test` writes them anew.

use std::{env, fmt::Write as _, fs, path::Path, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::{
    base::{bytes::Content, issue::Severity, progress::Progress},
    ingest::{Beside, Ingested, Slot, table},
    model::{Confidence, Event, Fatalities, Timeline},
};

fn load(map: &Map, name: &str, text: &str) -> Result<(Timeline, Vec<Issue>), Vec<Issue>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/map/joined");
    let map = map.clone().joined(&folder).map_err(|issue| vec![issue])?;
    let table = Arc::new(map.open(&Head::new(name, text))?);
    let content = Content::held(text.as_bytes().to_vec());
    let slot = Slot {
        number: 0,
        beside: Beside::Nowhere,
        progress: &Progress::default(),
        prose: &|_| Ingested::default(),
    };
    let ingested = table::read(name, &table, &content, slot).unwrap();
    let (timeline, joined) = Timeline::build(vec![ingested.file], ingested.shards);
    Ok((timeline, [ingested.issues, joined].concat()))
}

fn report(map: &str, map_text: &str, table: &str, text: &str) -> String {
    let loaded = Map::parse(map, map_text)
        .map_err(|issue| vec![issue])
        .and_then(|map| load(&map, table, text));
    let mut out = String::new();
    let (timeline, issues) = match loaded {
        Ok((timeline, issues)) => (Some(timeline), issues),
        Err(issues) => (None, issues),
    };
    for issue in issues {
        writeln!(out, "{issue}").unwrap();
    }
    let Some(timeline) = timeline else { return out };
    out += "---\n";
    for source in timeline.sources() {
        let (title, publisher, url) = (&source.title, &source.publisher, &source.url);
        writeln!(out, "source {title} | {publisher} | {url}").unwrap();
    }
    for actor in timeline.actors() {
        writeln!(out, "actor {} | {} | {}", actor.name, actor.kind, actor.country).unwrap();
    }
    for event in timeline.events() {
        writeln!(out, "{}", describe(event).trim_end()).unwrap();
    }
    out
}

fn describe(event: Event<'_>) -> String {
    let timeline = event.timeline();
    let parts = event.actors().iter();
    let parts: Vec<_> =
        parts.map(|part| format!("{}:{}", part.role(), timeline.actor(part.actor()).id)).collect();
    let (scheme, code) = event.code();
    let sources = event.evidence().map(|it| (timeline.source(it.source).title.clone(), it.row));
    let sources: Vec<_> =
        sources.map(|(title, row)| row.map_or(title, |row| format!("row {row}"))).collect();
    let place = event.place().map_or(String::new(), |place| {
        let at = place.coordinates.map(|(lat, lon)| format!(" {lat},{lon}")).unwrap_or_default();
        format!("{} {}{at}", place.name, place.country)
    });
    let fields = [
        event.when().edtf(),
        event.basis().map_or("", |basis| basis.name()).to_owned(),
        event.title().into_owned(),
        format!("{} {}", event.kind(), event.label()),
        format!("{scheme} {code} {}", event.stated_quad().map_or("", |quad| quad.name())),
        parts.join(" "),
        place,
        event.fatalities().and_then(Fatalities::number).map_or(String::new(), |it| it.to_string()),
        event.status().name().to_owned(),
        event.tags().collect::<Vec<_>>().join(" "),
        event.confidence().map(Confidence::value).map_or(String::new(), |it| it.to_string()),
        sources.join(", "),
        event.summary().replace('\n', "↵"),
    ];
    format!("event {} | {}", event.id(), fields.map(|field| field.trim().to_owned()).join(" | "))
}

#[test]
fn every_map_gives_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats/map");
    let check = |name: String, found: &str| {
        let path = folder.join("expected").join(&name);
        if env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, expected, "{name} (UPDATE=1 writes what was found)");
    };
    for quality in ["good", "broken"] {
        for table in fs::read_dir(folder.join(quality)).unwrap().map(|it| it.unwrap().path()) {
            if table.extension().is_some_and(|extension| extension == "toml") {
                continue;
            }
            let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
            let map = table.with_extension("toml");
            let text = fs::read_to_string(&table).unwrap();
            let map_text = fs::read_to_string(&map).unwrap();
            let found = report(&name(&map), &map_text, &name(&table), &text);
            assert_eq!(found.starts_with("---"), quality == "good", "{table:?}:\n{found}");
            let stem = table.file_stem().unwrap().to_str().unwrap().to_owned();
            check(format!("{stem}.txt"), &found);
            if quality == "good" {
                let head = Head::new(&name(&table), &text);
                let draft = draft(&head);
                check(format!("{stem}.draft.toml"), &draft);
                let map = Map::parse("draft.toml", &draft).unwrap();
                let (_, issues) = load(&map, "table", &text).unwrap();
                let errors = issues.iter().filter(|issue| issue.severity == Severity::Error);
                assert_eq!(errors.count(), 0, "{stem}: {issues:#?}\n{draft}");
            }
        }
    }
}

/// A draft is a map that reads the table for which it was made.
#[track_caller]
fn check_draft(text: &str) {
    let head = Head::new("table.csv", text);
    let draft = draft(&head);
    match Map::parse("draft.toml", &draft) {
        Ok(map) => {
            if let Err(issues) = map.open(&head) {
                panic!("{issues:?}\n{draft}");
            }
        }
        Err(issue) => panic!("{issue}\n{draft}"),
    }
}

#[test]
fn a_draft_reads_its_table() {
    for text in [
        "",
        "a",
        "id,id,ID\n1,2,3\n",
        "\"a\"\"b\\\",\"c\nd\"\n1,2\n",
        "date\n2015-08-13\n",
        "2015-08-13,x\n",
        "type\n\u{7f}\"\\\u{1b}\n",
    ] {
        check_draft(text);
    }
}

proptest! {
    #[test]
    fn any_table_has_a_draft(text in "((id|date|type|actor|lat|\\PC{0,5}|[\"\u{7f}\t;\\\\])[,\n]){0,40}") {
        check_draft(&text);
    }

    #[test]
    fn any_map_is_read(text in "(\\[(event|when|kinds|\\[actors\\])\\]\n|(id|start|name) = (\"[a-z]{0,3}\"|\\{ (column|value|split) = \"x\" \\}|3)\n|\\PC{0,3}\n){0,8}", table in "[a-z,;\n\"0-9-]{0,40}") {
        if let Ok(map) = Map::parse("map.toml", &text) {
            let _ = load(&map, "table.csv", &table);
        }
    }
}
