//! Files that hold documents, as they are opened: each document is a source of its own.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;

use demarche::{
    base::{bytes::Input, progress::Progress},
    ingest::Choice,
    model::When,
    world::{Loaded, Request},
};

const MET: &str = "Norway attacked Denmark on Monday.";

/// A letter of this day.
fn letter(day: &str) -> String {
    format!("From: Ana Sol <ana@example.org>\nSubject: Talks of {day}\nDate: {day}\n\n{MET}\n")
}

/// A feed with an entry for each of these titles and days.
fn feed(entries: &[(&str, &str)]) -> String {
    let entries: Vec<_> = entries
        .iter()
        .map(|(title, day)| {
            format!(
                "<item><title>{title}</title><link>https://example.org/{title}</link>\
                 <pubDate>{day}</pubDate><description>{MET}</description></item>"
            )
        })
        .collect();
    format!("<rss><channel><title>The Example</title>{}</channel></rss>", entries.concat())
}

/// Loads a folder with these files, with a day of publication that somebody gives.
fn load(files: &[(&str, &str)], published: &str) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let input = match files {
        [(name, _)] => folder.path().join(name),
        _ => folder.path().to_owned(),
    };
    let request = Request::new(vec![Input::Path(input)], Choice::Recognised);
    let published = When::parse(published).ok().filter(|_| !published.is_empty());
    Request { published, ..request }.load_blocking(&Progress::default()).unwrap()
}

/// Expects each source with its day.
#[track_caller]
fn check(files: &[(&str, &str)], published: &str, expect: &[&str]) {
    let loaded = load(files, published);
    let timeline = loaded.store.timeline();
    let sources = timeline.sources().iter().map(|source| {
        let day = source.published.as_ref().map(When::edtf).unwrap_or_default();
        format!("{} | {} | {day}", source.id, source.title)
    });
    assert_eq!(sources.collect::<Vec<_>>(), expect, "{:?}", loaded.issues);
}

#[test]
fn each_document_is_a_source() {
    check(&[("a.eml", &letter("3 May 2021"))], "", &["a | Talks of 3 May 2021 | 2021-05-03"]);
    let entries = [("Talks", "3 May 2021"), ("War/peace 1.2", ""), ("Talks", "3 May 2021")];
    let entries = feed(&entries);
    let expect = [
        "2021-05-03-talks | Talks | 2021-05-03",
        "war-peace-1-2 | War/peace 1.2 | ",
        "2021-05-03-talks-2 | Talks | 2021-05-03",
    ];
    check(&[("a.xml", &entries)], "", &expect);
    let line = "From ana@example.org Mon May  3 18:00:00 2021\n";
    let mailbox = format!("{line}{}\n{line}{}", letter("3 May 2021"), letter("4 May 2021"));
    let expect = [
        "2021-05-03-talks-of-3-may-2021 | Talks of 3 May 2021 | 2021-05-03",
        "2021-05-04-talks-of-4-may-2021 | Talks of 4 May 2021 | 2021-05-04",
    ];
    check(&[("a.mbox", &mailbox)], "", &expect);
}

#[test]
fn events_of_several_entries_are_joined() {
    let loaded = load(&[("a.xml", &feed(&[("One", "4 May 2021"), ("Two", "5 May 2021")]))], "");
    let timeline = loaded.store.timeline();
    let events: Vec<_> = timeline.events().collect();
    let evidence = events.iter().map(|event| event.evidence().count()).collect::<Vec<_>>();
    assert_eq!((events.len(), &*evidence), (1, &[2][..]));
    assert_eq!(events[0].when().edtf(), "2021-05-03");
}

#[test]
fn a_day_that_is_given_holds_for_one_document_and_fills_gaps_of_several() {
    let (dated, silent) = (letter("3 May 2021"), MET.to_owned());
    check(&[("a.eml", &dated)], "2022-02-02", &["a | Talks of 3 May 2021 | 2022-02-02"]);
    check(&[("a.txt", &silent)], "2022-02-02", &["a | a | 2022-02-02"]);
    let expect = ["a | Talks of 3 May 2021 | 2021-05-03", "b | b | 2022-02-02"];
    check(&[("a.eml", &dated), ("b.txt", &silent)], "2022-02-02", &expect);
    let entries = feed(&[("One", "4 May 2021"), ("Two", "")]);
    let expect = ["2021-05-04-one | One | 2021-05-04", "two | Two | 2022-02-02"];
    check(&[("a.xml", &entries)], "2022-02-02", &expect);
    // A table beside it is no document.
    let table = "date,title\n2021-05-03,Talks\n2021-05-04,War\n";
    let loaded = load(&[("a.eml", &dated), ("b.csv", table)], "2022-02-02");
    let published = loaded.store.timeline().sources().iter().find_map(|it| it.published.clone());
    assert_eq!(published.map(|when| when.edtf()).as_deref(), Some("2022-02-02"));
}

#[test]
fn a_file_that_holds_no_document_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xml");
    fs::write(&path, "<rss><channel/></rss>").unwrap();
    let request = Request::new(vec![Input::Path(path.clone())], Choice::Recognised);
    let error = request.load_blocking(&Progress::default()).unwrap_err().to_string();
    let said = "can't be read as RSS or Atom feed (XML): it has no entries";
    assert_eq!(error, format!("{} {said}", path.display()));
    let files = [("a.xml", "<rss><channel/></rss>"), ("b.xml", "<rss/>")];
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let request = Request::new(vec![Input::Path(folder.path().to_owned())], Choice::Recognised);
    assert!(request.load_blocking(&Progress::default()).is_err());
    let files = [("a.xml", "<rss><channel/></rss>"), ("b.eml", &*letter("3 May 2021"))];
    let loaded = load(&files, "");
    let issues: Vec<_> = loaded.issues.iter().map(ToString::to_string).collect();
    assert!(
        issues.iter().any(|issue| issue.contains("left out: ") && issue.contains(said)),
        "{issues:?}"
    );
}

#[test]
fn folders_in_a_folder_are_read() {
    let talks = r#"{"format": "demarche-timeline", "version": 1,
        "sources": [{"id": "s", "file": "texts/brief.txt"}], "events": [{"id": "e"}]}"#;
    let letter = letter("3 May 2021");
    let files = [
        ("10/a.eml", &*letter),
        ("2/a.eml", &letter),
        ("2/talks.json", talks),
        ("2/texts/brief.txt", MET),
        ("a.eml", &letter),
        (".git/b.eml", &letter),
    ];
    let expect = [
        "2-a | Talks of 3 May 2021 | 2021-05-03",
        "s |  | ",
        "10-a | Talks of 3 May 2021 | 2021-05-03",
        "a | Talks of 3 May 2021 | 2021-05-03",
    ];
    check(&files, "", &expect);
    let loaded = load(&files, "");
    let timeline = loaded.store.timeline();
    assert_eq!(timeline.sources()[1].text.as_deref(), Some(MET));
    assert_eq!((&*loaded.issues, loaded.left_out), (&[][..], 0));
}
