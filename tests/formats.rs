//! Data sets: each file of `data/formats/NAME/good` and `broken` gives the records and the issues
//! that stand in `expected`. `UPDATE=1 cargo test --test formats` writes them anew.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use demarche::{
    base::{bytes::Input, progress::Progress},
    ingest,
    model::{Event, Timeline},
    world::{self, WorldError},
};

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats")
}

/// What is compared: the issues as `check` prints them, then a line for each record.
fn report(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy();
    let folder = path.with_file_name("");
    let plain = |text: &str| text.replace(&*folder.to_string_lossy(), "");
    let loaded = match world::load_blocking(&[Input::Path(path.to_owned())], &Progress::default()) {
        Ok(loaded) => loaded,
        Err(error @ WorldError::Panicked) => panic!("{name}: {error}"),
        Err(error) => return plain(&format!("failed: {error}\n")),
    };
    let timeline = loaded.store.timeline();
    let mut text = String::new();
    for issue in &loaded.issues {
        writeln!(text, "{}", plain(&issue.to_string())).unwrap();
    }
    writeln!(text, "--- {}", timeline.files()[0].format).unwrap();
    for actor in timeline.actors() {
        let belongs: Vec<_> = actor.belongs_to().map(|id| &*timeline.actor(id).id).collect();
        let (id, name, kind, country) = (&actor.id, &actor.name, actor.kind, &actor.country);
        writeln!(text, "actor {id} | {name} | {kind} | {country} | {}", belongs.join(" ")).unwrap();
    }
    for event in timeline.events() {
        writeln!(text, "{}", describe(timeline, event)).unwrap();
    }
    text
}

fn describe(timeline: &Timeline, event: Event<'_>) -> String {
    let parts = event.actors().iter();
    let parts: Vec<_> =
        parts.map(|part| format!("{}:{}", part.role(), timeline.actor(part.actor()).id)).collect();
    let (scheme, code) = event.code();
    let quad = event.stated_quad().map_or("", |quad| quad.name());
    let place = event.place().map_or(String::new(), |place| {
        let at = place.coordinates.map(|(lat, lon)| format!(" {lat},{lon}")).unwrap_or_default();
        format!("{} ({}, {}{at})", place.name, place.country, place.precision)
    });
    let killed = event.fatalities().map_or(String::new(), |fatalities| {
        format!("{:?} {:?} {:?}", fatalities.low, fatalities.best, fatalities.high)
    });
    let sources: Vec<_> = event.sources().map(|id| &*timeline.source(id).id).collect();
    format!(
        "event {} | {} | {} | {} | {scheme} {code} {quad} | {} | {place} | {killed} | {}",
        event.id(),
        event.when(),
        event.title(),
        event.kind(),
        parts.join(" "),
        sources.join("; "),
    )
}

#[test]
fn every_fixture_gives_what_is_expected() {
    let update = env::var_os("UPDATE").is_some();
    let mut folders: Vec<_> =
        fs::read_dir(formats()).unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    for folder in
        folders.iter().filter(|folder| !["native", "map"].iter().any(|own| folder.ends_with(own)))
    {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(ingest::FORMATS.iter().any(|format| format.name == name), "no format {name}");
        for quality in ["good", "broken"] {
            let Ok(files) = fs::read_dir(folder.join(quality)) else { continue };
            for file in files.map(|file| file.unwrap().path()) {
                let report = report(&file);
                let stem = file.file_name().unwrap().to_str().unwrap();
                let expected = folder.join(format!("expected/{stem}.txt"));
                if update {
                    fs::create_dir_all(folder.join("expected")).unwrap();
                    fs::write(&expected, &report).unwrap();
                }
                let expected = fs::read_to_string(&expected).unwrap_or_default();
                assert_eq!(report, expected, "{name}/{quality}/{stem}");
                let flawless = report.starts_with("---");
                assert_eq!(flawless, quality == "good", "{name}/{quality}/{stem}:\n{report}");
            }
        }
    }
}

/// A table without its delimiters: as a list of JSON, as lines, and in an answer.
fn as_json(rows: &[Vec<String>]) -> [String; 3] {
    let records: Vec<String> = rows[1..]
        .iter()
        .map(|row| {
            let fields = rows[0].iter().zip(row);
            let members: Vec<_> =
                fields.map(|(name, field)| format!("{}: {}", json(name), json(field))).collect();
            format!("{{{}}}", members.join(", "))
        })
        .collect();
    [
        format!("[\n  {}\n]\n", records.join(",\n  ")),
        records.join("\n"),
        format!("{{\"count\": {}, \"data\": [{}]}}", records.len(), records.join(",")),
    ]
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[test]
fn the_json_of_a_table_gives_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for format in ingest::FORMATS {
        let ingest::Reader::Rows(open) = format.reader else { continue };
        for file in fs::read_dir(formats().join(format.name).join("good")).unwrap() {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            if bytes.starts_with(b"PK") {
                continue;
            }
            let head = ingest::Head::of_bytes("x", bytes);
            let is_whole = head.rows.iter().all(|row| row.len() == head.rows[0].len());
            let mut names = head.rows[0].clone();
            names.sort();
            names.dedup();
            if !is_whole || names.len() < head.rows[0].len() || open(&head).unwrap().above != 1 {
                continue;
            }
            // An event without an id has the number of its row, and JSON has no header.
            let without_ids = |report: &str| -> Vec<String> {
                let parts = report.lines().map(|line| {
                    let behind = |sign: &str| line.split_once(sign).map(|(_, rest)| rest);
                    let (event, issue) = (line.starts_with("event "), line.contains(": warning: "));
                    let rest = if event {
                        behind(" ").and_then(|rest| rest.split_once(' ')).map(|it| it.1)
                    } else if issue {
                        behind(": ")
                    } else {
                        None
                    };
                    rest.unwrap_or(line).to_owned()
                });
                parts.collect()
            };
            let expected = without_ids(&report(&path));
            for (number, text) in as_json(&head.rows).iter().enumerate() {
                let json = folder.path().join(format!("{number}.json"));
                fs::write(&json, text).unwrap();
                assert_eq!(without_ids(&report(&json)), expected, "{}: {text}", path.display());
            }
            count += 1;
        }
    }
    assert!(count >= 15, "{count}");
}
