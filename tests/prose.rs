//! Words are found in the prose of data sets, which stays in the files.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{fmt::Write, fs, path::Path};

use demarche::{
    base::{bytes::Input, progress::Progress, text::Pattern},
    index::Store,
    model::Event,
    query::{Answer, Partial, Plan, Query, Watch},
    world,
};

fn load(path: &Path) -> world::Loaded {
    world::load_blocking(&[Input::Path(path.to_owned())], &Progress::default()).unwrap()
}

fn find(store: &Store, query: &str) -> Answer {
    Plan::new(&Query::parse(query).unwrap(), store).unwrap().run()
}

fn ids(store: &Store, query: &str) -> Vec<String> {
    let rows = find(store, query).rows;
    rows.iter().map(|row| store.timeline().event(row).id().into_owned()).collect()
}

/// What stands in a column of the row of an event.
fn cell(event: Event<'_>, column: &str) -> String {
    let cells = event.file().rows.as_ref().unwrap().read(event).unwrap();
    let same = |name: &str| name.replace(' ', "_").eq_ignore_ascii_case(column);
    cells.into_iter().find(|cell| same(&cell.column)).map_or(String::new(), |cell| cell.value)
}

/// Every word of a column is found, in the events that have it there and perhaps in others.
#[track_caller]
fn check(fixture: &str, column: &str) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats").join(fixture);
    let store = load(&data).store;
    let cells: Vec<_> = store.timeline().events().map(|event| cell(event, column)).collect();
    let words = cells.iter().flat_map(|cell| cell.split(|c: char| !c.is_alphanumeric()));
    let words: Vec<_> = words.filter(|word| word.len() > 3).collect();
    assert!(!words.is_empty(), "no words in {column}");
    for word in words {
        let found = find(&store, &format!("\"{word}\"")).rows;
        let pattern = Pattern::new(word);
        for (row, cell) in (0..).zip(&cells) {
            assert!(found.contains(row) || !pattern.is_match(cell), "'{word}' of row {row}");
        }
    }
    assert!(find(&store, "qxzqxz").rows.is_empty());
}

#[test]
fn each_format_searches_its_prose() {
    check("acled/good/c-2023.csv", "notes");
    check("acled/good/a-2015.csv", "notes");
    check("acled/good/b-semicolons.csv", "source");
    check("ucdp-ged/good/current.csv", "source_headline");
    check("ucdp-ged/good/older-41.csv", "source_article");
    check("icews/good/events.2013.tab", "publisher");
    check("polecat/good/2022.txt", "story_people");
    check("polecat/good/excess-header.txt", "story_people");
}

/// A table of many rows, of which few have a rare word in their notes.
fn many(folder: &Path) -> std::path::PathBuf {
    let mut text = String::from(
        "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,\
         assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,country,location,latitude,\
         longitude,geo_precision,source,notes,fatalities\n",
    );
    for row in 1..=20_000 {
        // The later in the file, the earlier the day.
        let day = 28 - row * 27 / 20_000;
        let notes = match row {
            7 | 9_000 | 19_999 => "A Zeppelin,\nlanded",
            8 => "zeppelin mail",
            _ => "nothing",
        };
        writeln!(
            text,
            "X{row},2020-02-{day:02},2020,1,Riots,Mob violence,A{},,5,,,0,50,Peru,Lima,1,2,1,\
             Daily,\"{notes}\",0",
            row % 2
        )
        .unwrap();
    }
    let path = folder.join("many.csv");
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn prose_is_searched_like_other_words() {
    let folder = tempfile::tempdir().unwrap();
    let store = load(&many(folder.path())).store;
    let check =
        |query: &str, expected: &[&str]| assert_eq!(ids(&store, query), expected, "{query}");
    check("zeppelin", &["X19999", "X9000", "X7", "X8"]);
    check("Zeppelin", &["X19999", "X9000", "X7"]);
    check("\"zeppelin, landed\"", &["X19999", "X9000", "X7"]);
    check("/zep+elin m/", &["X8"]);
    check("zeppelin actor:a1", &["X19999", "X7"]);
    check("zeppelin date:2020-02-28", &["X7", "X8"]);
    check("zeppelin -landed", &["X8"]);
    check("(/mail$/ OR actor:a0) zeppelin", &["X9000", "X8"]);
    assert_eq!(find(&store, "-nothing").rows.count(), 4);
    assert_eq!(find(&store, "lima").rows.count(), 20_000);
}

#[test]
fn first_hits_are_told_before_all_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = load(&many(folder.path())).store;
    let (query, progress, mut told) =
        (Query::parse("zeppelin").unwrap(), Progress::default(), Vec::new());
    let plan = Plan::new(&query, &store).unwrap();
    let on_partial = &mut |partial: Partial<'_>| told.push(partial.rows.clone());
    let answer = plan.run_watched(&mut Watch { progress: &progress, on_partial }).unwrap();
    assert_eq!(told.last(), Some(&answer.rows));
    for rows in told {
        let mut both = rows.clone();
        both.intersect(&answer.rows);
        assert_eq!(both, rows, "what is told stays");
    }
    let on_partial = &mut |partial: Partial<'_>| {
        if !partial.rows.is_empty() {
            progress.cancel();
        }
    };
    assert_eq!(plan.run_watched(&mut Watch { progress: &progress, on_partial }), None);
}

#[test]
fn prose_that_can_not_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = many(folder.path());
    let store = load(&path).store;
    assert_eq!(find(&store, "zeppelin").unread, None);
    fs::write(&path, "gone").unwrap();
    let answer = find(&store, "zeppelin");
    assert!(answer.rows.is_empty());
    assert!(answer.unread.unwrap().contains("has changed since it was loaded"));
    assert_eq!(find(&store, "actor:a1").unread, None, "nobody asked for words");
}
