use std::{borrow::Cow, fs, io::Write as _, path::Path, sync::mpsc::Receiver};

use proptest::prelude::*;

use super::*;
use crate::{
    ingest,
    model::{Anchor, Event},
};

fn file(folder: &Path, name: &str, text: &str) -> Input {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file");
    Input::Path(path)
}

fn ids(loaded: &Loaded) -> Vec<Cow<'_, str>> {
    loaded.store.timeline().events().map(Event::id).collect()
}

fn timeline_of(id: &str) -> String {
    format!(r#"{{"format":"demarche-timeline","version":1,"events":[{{"id":"{id}"}}]}}"#)
}

#[test]
fn without_inputs_the_built_in_timeline_is_loaded() {
    let loaded = load_blocking(&[], &Progress::default()).expect("it is inside the program");
    assert_eq!((loaded.store.timeline().len(), loaded.issues.len()), (12, 0));
}

#[test]
fn several_files_and_folders_are_one_world() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = file(folder.path(), "one.json", &timeline_of("e1"));
    file(folder.path(), "two.json", &timeline_of("e1"));
    let both = load_blocking(&[Input::Path(folder.path().into())], &Progress::default());
    assert_eq!(ids(&both.expect("two files")), ["e1", "two/e1"]);
    let progress = Progress::default();
    let twice = load_blocking(&[one.clone(), one, built_in()], &progress).expect("three inputs");
    assert_eq!(twice.store.timeline().len(), 14);
    assert_eq!(progress.events(), 14);
}

#[test]
fn a_compressed_file_has_its_files_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("brief.md"), "A met B.").expect("a file");
    let text = r#"{"format":"demarche-timeline","version":1,
        "sources":[{"id":"s","file":"brief.md"}],
        "events":[{"id":"e1","evidence":[{"source":"s","quote":"met"}]}]}"#;
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).expect("memory takes all");
    let bytes = gz.finish().expect("memory takes all");
    let load = |bytes: &[u8]| {
        let path = folder.path().join("talks.json.gz");
        fs::write(&path, bytes).expect("a file");
        load_blocking(&[Input::Path(path)], &Progress::default()).expect("a timeline")
    };
    let loaded = load(&bytes);
    assert_eq!(loaded.issues, []);
    assert_eq!(loaded.store.timeline().sources()[0].text.as_deref(), Some("A met B."));
    let issues = load(&bytes[..bytes.len() - 12]).issues;
    assert!(issues[0].message.starts_with("the compressed data breaks off"), "{issues:?}");
}

#[test]
fn issues_stand_in_the_order_of_the_files_and_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"{"format":"demarche-timeline","version":1,
        "sources":[{"id":"s","text":"words"}],
        "events":[{"id":"e1","evidence":[{"source":"s","quote":"lost"}]},
        {"id":"e2","when":"never"}]}"#;
    let inputs = [file(folder.path(), "b.json", text), file(folder.path(), "a.json", text)];
    let loaded = load_blocking(&inputs, &Progress::default()).expect("two files");
    let places = loaded.issues.iter().map(|issue| {
        let name = Path::new(&issue.place.file).file_name().expect("a name").to_owned();
        (name.into_string().expect("plain letters"), issue.place.line)
    });
    let expected = [("b.json", 3), ("b.json", 4), ("a.json", 3), ("a.json", 4)]
        .map(|(n, l)| (n.into(), Some(l)));
    assert_eq!(places.collect::<Vec<_>>(), expected);
}

#[track_caller]
fn fails(name: &str, content: &[u8], expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, content).expect("a file");
    let error = load_blocking(&[Input::Path(path)], &Progress::default()).expect_err("no timeline");
    let error = error.to_string().replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(error, expected);
}

#[test]
fn what_is_no_timeline_is_named() {
    fails("a", b"", "a is empty; save or download it again");
    fails("a", b" \n", "a is empty; save or download it again");
    let pdf =
        "a.json is a PDF document, not a timeline; to read it: pdftotext a.json - | demarche -";
    fails("a.json", b"%PDF-1.7", pdf);
    let page = "a.csv is a page of HTML, not a table: 'Log in & go on'; download it again in a \
                browser where you are logged in (`--from article` reads the page)";
    let html = "<!doctype html>\n<html><title>Log in &amp; go on</title><p>Who are you?</p>";
    fails("a.csv", html.as_bytes(), page);
    let tried: Vec<_> = ingest::FORMATS.iter().map(|format| format.name).collect();
    let unknown = format!(
        "a.txt is in no format that is known here (tried: {}); `demarche map FILE` drafts a \
         column map for any other table, `demarche schema` prints the shape of a timeline",
        tried.join(", ")
    );
    fails("a.txt", b"On Thursday", &unknown);
    let folder = tempfile::tempdir().expect("a folder");
    for (path, expected) in [
        (folder.path().join("missing.json"), "can't open "),
        (folder.path().to_owned(), "no file of a known kind in the folder "),
    ] {
        let error = load_blocking(&[Input::Path(path)], &Progress::default()).expect_err("nothing");
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}

#[test]
fn a_cancelled_load_stops() {
    let progress = Progress::default();
    progress.cancel();
    let folder = tempfile::tempdir().expect("a folder");
    let input = file(folder.path(), "one.json", &timeline_of("e1"));
    let error = load_blocking(&[input], &progress).expect_err("cancelled");
    assert!(matches!(error, WorldError::Cancelled), "{error}");
    let error = load_blocking(&[], &progress).expect_err("cancelled");
    assert!(matches!(error, WorldError::Cancelled), "{error}");
}

fn outcome(messages: &Receiver<Message>) -> (Generation, News) {
    loop {
        let message = messages.recv().expect("a last message");
        if !matches!(message.news, News::Progress { .. }) {
            return (message.generation, message.news);
        }
    }
}

#[test]
fn a_world_is_loaded_in_the_background_and_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = file(folder.path(), "one.json", &timeline_of("e1"));
    let mut world = World::open(Request::new(vec![input], Choice::Recognised));
    let load = |world: &mut World| {
        let (sender, messages) = mpsc::channel();
        let generation = world.load(move |message| drop(sender.send(message)));
        (generation, messages)
    };
    let (first, messages) = load(&mut world);
    let (generation, News::Loaded(loaded)) = outcome(&messages) else { panic!("not loaded") };
    assert_eq!((generation, ids(&loaded)), (first, vec!["e1".into()]));
    assert!(world.is_current(first));

    fs::remove_file(folder.path().join("one.json")).expect("it is there");
    let (second, messages) = load(&mut world);
    assert!(matches!(outcome(&messages), (generation, News::Failed(_)) if generation == second));
    assert!(!world.is_current(first) && world.is_current(second));
}

/// A table that takes longer than a moment.
fn large_table() -> String {
    let rows = include_str!("../../data/formats/gdelt/good/widths.CSV");
    rows.repeat((5 << 20) / rows.len())
}

#[test]
fn the_beginning_of_a_large_table_comes_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = large_table();
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    gz.write_all(text.as_bytes()).expect("memory takes all");
    let compressed = gz.finish().expect("memory takes all");
    for (name, bytes) in [("a.tsv", text.as_bytes()), ("a.tsv.gz", &compressed)] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        let mut world = World::open(Request::new(vec![Input::Path(path)], Choice::Recognised));
        let (sender, messages) = mpsc::channel();
        world.load(move |message| drop(sender.send(message)));
        let News::Head(head) = outcome(&messages).1 else { panic!("no head of {name}") };
        let rows = head.head.expect("it is no whole");
        assert!((500..5000).contains(&rows), "{rows}");
        assert_eq!(head.store.timeline().len(), rows);
        let News::Loaded(whole) = outcome(&messages).1 else { panic!("no whole of {name}") };
        let all = text.lines().count();
        assert_eq!((whole.store.timeline().len() as usize, whole.head), (all, None));

        let (sender, messages) = mpsc::channel();
        world.load(move |message| drop(sender.send(message)));
        let reloaded = outcome(&messages).1;
        assert!(matches!(reloaded, News::Loaded(_)), "the whole is on the screen already");
    }
}

#[test]
fn archives_and_folders_are_one_world() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = include_str!("../../data/formats/gdelt/good/widths.CSV");
    let mut zip =
        zip::ZipWriter::new(fs::File::create(folder.path().join("a.zip")).expect("a file"));
    for (name, text) in [("1.CSV", rows), ("readme.txt", "Some words."), ("2.CSV", rows)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
        zip.write_all(text.as_bytes()).expect("the disk takes it");
    }
    zip.finish().expect("the disk takes it");
    file(folder.path(), "b.tsv", rows);
    let inputs = [Input::Path(folder.path().into())];
    let loaded = load_blocking(&inputs, &Progress::default()).expect("three tables");
    assert_eq!(loaded.store.timeline().len(), 12);
    assert_eq!(loaded.store.timeline().files().len(), 3);
    let issues: Vec<_> = loaded.issues.iter().map(ToString::to_string).collect();
    assert_eq!(issues.len(), 1, "{issues:?}");
    assert!(issues[0].contains("a.zip/readme.txt: warning: left out: "), "{issues:?}");
}

#[test]
fn a_folder_leaves_out_what_is_foreign() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    let text = r#"{"format":"demarche-timeline","version":1,
        "sources":[{"id":"s","file":"texts/brief.md"}],"events":[{"id":"e1"}]}"#;
    file(path, "a.json", text);
    for (name, text) in [
        ("b.json", "{\"name\":\"package\",\"version\":1}"),
        ("c.csv", ""),
        ("d.zip", "PK\u{3}\u{4} but no archive"),
        ("e.json", include_str!("../../data/formats/timelinejs/broken/script.js")),
        ("readme.txt", "Some words."),
        ("notes.doc", "Some words."),
        ("old.pdf", "%PDF-1.7"),
        (".hidden", "Some words."),
        ("n.notebook.toml", "marked = true"),
    ] {
        file(path, name, text);
    }
    for name in ["texts", "older"] {
        fs::create_dir(path.join(name)).expect("a folder");
    }
    file(path, "texts/brief.md", "A met B.");
    file(path, "older/f.json", &timeline_of("e2"));
    file(path, "older/map.doc", "");
    let inputs = [Input::Path(path.into())];
    let loaded = load_blocking(&inputs, &Progress::default()).expect("a timeline");
    assert_eq!(ids(&loaded), ["e1", "e2"]);
    assert_eq!(loaded.left_out, 8);
    assert_eq!(loaded.store.timeline().sources()[0].text.as_deref(), Some("A met B."));
    let mut issues: Vec<_> = loaded.issues.iter().map(ToString::to_string).collect();
    issues.sort_unstable();
    let expected = [
        "/b.json: warning: left out: ",
        "/c.csv: warning: left out: ",
        "/d.zip: warning: left out: can't read the archive",
        "/e.json: warning: left out: ",
        ": warning: left out: notes.doc, older/map.doc: no file of a known kind ends in .doc",
        ": warning: left out: old.pdf: a PDF document; to read it: pdftotext ",
        ": warning: left out: readme.txt: it tells of what is beside it",
    ];
    assert_eq!(issues.len(), expected.len(), "{issues:#?}");
    for (issue, expected) in issues.iter().zip(expected) {
        assert!(issue.contains(expected), "{issue}");
    }

    fs::remove_file(path.join("a.json")).expect("it is there");
    fs::remove_dir_all(path.join("older")).expect("it is there");
    fs::remove_dir_all(path.join("texts")).expect("it is there");
    load_blocking(&inputs, &Progress::default()).expect_err("all are foreign");
}

#[test]
fn a_large_table_stops_when_it_is_cancelled() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = file(folder.path(), "a.tsv", &large_table());
    let mut world = World::open(Request::new(vec![input], Choice::Recognised));
    let (sender, messages) = mpsc::channel();
    world.load(move |message| drop(sender.send(message)));
    let News::Head(_) = outcome(&messages).1 else { panic!("no head") };
    world.cancel();
    assert!(matches!(outcome(&messages).1, News::Failed(WorldError::Cancelled) | News::Loaded(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_world_or_an_error(bytes in any::<Vec<u8>>(), head in prop::bool::ANY) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("any");
        let head = if head { br#"{"format":"demarche-timeline","version":1,"events":["#.as_slice() } else { b"" };
        fs::write(&path, [head, &bytes].concat()).expect("a file");
        match load_blocking(&[Input::Path(path)], &Progress::default()) {
            Ok(loaded) => prop_assert!(!loaded.issues.is_empty()),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_read_in_an_article_stands_in_it(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "Russia", "the envoy", "met", "Lavrov", "said", "that", "\u{201C}", "\u{201D}", "\"", ".",
                ",", "on Friday", "who", "rejected", "calls", "to", "the attack", "and", "Ürümqi", "\n",
                "\n\n", "the president of Chile", "(", ")", "he", "will", "not", "urged", "killed",
                "in August 2015", "-", ":", "# Talks", "according to", "\u{202E}", "国",
            ]),
            0..80,
        )
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let input = file(folder.path(), "2015-08-14-a.txt", &words.join(" "));
        let named = Choice::named(ingest::article::NAME).expect("a format");
        let request = Request::new(vec![input], named);
        if let Ok(loaded) = request.load_blocking(&Progress::default()) {
            let timeline = loaded.store.timeline();
            let said = timeline.statements().iter().flat_map(|said| said.evidence.clone());
            for entry in timeline.events().flat_map(Event::evidence).chain(said) {
                prop_assert_eq!(entry.anchor, Some(Anchor::Ok));
            }
            let mut ids = ids(&loaded);
            let count = ids.len();
            ids.dedup();
            prop_assert_eq!(ids.len(), count);
        }
    }
}
