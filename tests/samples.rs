//! Real data sets: what is loaded agrees with counts made another way, straight from the rows.
//! `SAMPLES=FOLDER cargo test --test samples -- --ignored`

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
};

use demarche::{
    base::{bytes::Input, progress::Progress},
    model::Timeline,
    query::{Plan, Query},
    world,
};

/// A sample, in the folder that `SAMPLES` names or beside the project.
fn sample(path: &str) -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    env::var_os("SAMPLES").map_or_else(beside, PathBuf::from).join(path)
}

/// What can be counted in two ways.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    events: usize,
    first: String,
    last: String,
    /// The ten actors with most events, with the number of these.
    top: Vec<(usize, String)>,
}

impl Counts {
    /// The counts of events that each have a first and a last day and actors.
    fn of(events: impl Iterator<Item = (String, String, BTreeSet<String>)>) -> Self {
        let (mut firsts, mut lasts) = (Vec::new(), Vec::new());
        let mut actors: BTreeMap<String, usize> = BTreeMap::new();
        for (first, last, names) in events {
            firsts.push(first);
            lasts.push(last);
            for name in names {
                *actors.entry(name).or_default() += 1;
            }
        }
        let mut top: Vec<_> = actors.into_iter().map(|(name, count)| (count, name)).collect();
        top.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        top.truncate(10);
        let [first, last] =
            [firsts.iter().min(), lasts.iter().max()].map(|day| day.unwrap().clone());
        Self { events: firsts.len(), first, last, top }
    }

    fn of_timeline(timeline: &Timeline) -> Self {
        Self::of(timeline.events().map(|event| {
            let names = event.actors().iter().map(|part| timeline.actor(part.actor()).name.clone());
            let (first, last) = (event.when().earliest_start(), event.when().latest_end());
            (first.to_string(), last.to_string(), names.collect())
        }))
    }

    /// The counts of a table's rows by the places of the columns: of the first and the last day,
    /// and of two actors.
    fn of_rows(path: &Path, delimiter: u8, [first, last, one, other]: [usize; 4]) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.delimiter(delimiter).quoting(delimiter == b',').from_path(path);
        Self::of(reader.unwrap().into_records().map(|row| {
            let row = row.unwrap();
            let names = [one, other].map(|column| row[column].to_owned()).into_iter();
            let names = names.filter(|name| !matches!(name.as_str(), "" | "NA")).collect();
            (row[first].to_owned(), row[last].to_owned(), names)
        }))
    }
}

#[track_caller]
fn check(path: &str, format: &str, delimiter: u8, columns: [usize; 4]) {
    let path = sample(path);
    let loaded = world::load_blocking(&[Input::Path(path.clone())], &Progress::default()).unwrap();
    assert_eq!(loaded.issues, []);
    let timeline = loaded.store.timeline();
    assert_eq!(timeline.files()[0].format, format);
    assert_eq!(Counts::of_timeline(timeline), Counts::of_rows(&path, delimiter, columns));
}

#[test]
#[ignore = "needs the samples"]
fn ucdp_ged_agrees_with_its_rows() {
    check("ucdp_ged/ged_mexico_49col.csv", "ucdp-ged", b',', [38, 39, 14, 17]);
}

#[test]
#[ignore = "needs the samples"]
fn ranges_of_ucdp_ged_lasted_only_where_incidents_are_added_up() {
    let path = sample("ucdp_ged/ged_mexico_49col.csv");
    let loaded = world::load_blocking(&[Input::Path(path.clone())], &Progress::default()).unwrap();
    let whens =
        loaded.store.timeline().events().map(|event| (event.id().into_owned(), event.when()));
    let whens: BTreeMap<String, String> = whens.map(|(id, when)| (id, when.edtf())).collect();
    for row in csv::Reader::from_path(&path).unwrap().into_records() {
        let row = row.unwrap();
        let (id, clarity, first, last) = (&row[0], &row[36], &row[38], &row[39]);
        let expect = match clarity {
            _ if first == last => first.to_owned(),
            "1" => format!("[{first}..{last}]"),
            _ => format!("{first}/{last}"),
        };
        assert_eq!(whens[id], expect, "event {id}");
    }
}

#[test]
#[ignore = "needs the samples"]
fn icews_agrees_with_its_rows() {
    check("icews/events.2018.sample.tab", "icews", b'\t', [1, 1, 2, 8]);
}

#[test]
#[ignore = "needs the samples"]
fn gdelt_agrees_with_its_rows() {
    for name in ["20180101000000.export.CSV", "gdelt_1.0_mixed_57_58_columns.csv"] {
        let path = sample(&format!("gdelt/{name}"));
        let input = Input::Path(path.clone());
        let loaded = world::load_blocking(&[input], &Progress::default()).unwrap();
        let timeline = loaded.store.timeline();
        // By code, as several names may have the same.
        let of_timeline = Counts::of(timeline.events().map(|event| {
            let parts = event.actors().iter();
            let codes = parts.map(|part| timeline.actor(part.actor()).codes[0].1.clone());
            let day = event.when().edtf();
            (day.clone(), day, codes.collect())
        }));
        let text = std::fs::read_to_string(&path).unwrap();
        let of_rows = Counts::of(text.lines().map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let (year, rest) = fields[1].split_at(4);
            let day = format!("{year}-{}-{}", &rest[..2], &rest[2..]);
            let codes = [fields[5], fields[15]].into_iter().filter(|code| !code.is_empty());
            (day.clone(), day, codes.map(str::to_owned).collect())
        }));
        assert_eq!(of_timeline, of_rows);
        let read_back = timeline.events().all(|event| {
            let cells = event.file().rows.as_ref().unwrap().read(event).unwrap();
            let line = text.lines().nth(event.rank_in_file() as usize).unwrap();
            cells.iter().map(|cell| cell.value.as_str()).eq(line.split('\t'))
        });
        assert!(read_back);
    }
}

/// The starts of the events of a story, sorted, and how many actors there are.
fn starts(path: PathBuf) -> (Vec<String>, usize) {
    let loaded = world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap();
    assert_eq!(loaded.issues, []);
    let timeline = loaded.store.timeline();
    let start = |edtf: String| edtf.split('/').next().unwrap_or_default().to_owned();
    let mut starts: Vec<_> = timeline.events().map(|event| start(event.when().edtf())).collect();
    starts.sort_unstable();
    (starts, timeline.actors().len())
}

/// A year, a month and a day, of which the last ones may be empty, as a date.
fn date<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("-")
}

#[track_caller]
fn check_story(name: &str, dates: impl FnOnce(&str) -> Vec<String>) {
    let path = sample(&format!("timelinejs/{name}"));
    let mut dates = dates(&std::fs::read_to_string(&path).unwrap());
    dates.sort_unstable();
    assert_eq!(starts(path), (dates, 0));
}

#[test]
#[ignore = "needs the samples"]
fn timelinejs_agrees_with_its_slides() {
    check_story("tl3_women_in_computing.json", |text| {
        let story: serde_json::Value = serde_json::from_str(text).unwrap();
        let part = |slide: &serde_json::Value, name: &str| {
            slide["start_date"][name].as_str().unwrap_or_default().to_owned()
        };
        let slides = story["events"].as_array().unwrap().iter();
        let parts = slides.map(|slide| ["year", "month", "day"].map(|name| part(slide, name)));
        parts.map(|parts| date(parts.iter().map(String::as_str))).collect()
    });
    check_story("tl2_examples_example_json.json", |text| {
        let story: serde_json::Value = serde_json::from_str(text).unwrap();
        let slides = story["timeline"]["date"].as_array().unwrap().iter();
        slides.map(|slide| date(slide["startDate"].as_str().unwrap().split(','))).collect()
    });
    check_story("tl3_women_in_computing.csv", |text| {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap);
        let slides = rows.filter(|row| &row[15] != "title");
        slides.map(|row| date([&row[0], &row[1], &row[2]])).collect()
    });
}

/// The events whose first actor is of one country and the second of another, counted in the rows,
/// are what the codes of the countries find.
#[test]
#[ignore = "needs the samples"]
fn countries_find_all_their_actors() {
    let countries = [("USA", "United States"), ("PRK", "North Korea"), ("GBR", "United Kingdom")];
    let path = sample("icews/events.2018.sample.tab");
    let text = std::fs::read_to_string(&path).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|it| it.split('\t').collect()).collect();
    let loaded = world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap();
    let found = |query: String| {
        let query = Query::parse(&query).unwrap();
        Plan::new(&query, &loaded.store).unwrap().run().rows.count() as usize
    };
    for (code, name) in countries {
        let own = rows.iter().filter(|row| row[4] == name || row[10] == name).count();
        assert_eq!(found(format!("actor:{code}")), own, "{code}");
        for (other, whose) in countries.into_iter().filter(|(other, _)| *other != code) {
            let pair = rows.iter().filter(|row| row[4] == name && row[10] == whose).count();
            assert_eq!(found(format!("dyad:{code}>{other}")), pair, "{code}>{other}");
        }
    }

    let path = sample("gdelt/20180101000000.export.CSV");
    let text = std::fs::read_to_string(&path).unwrap();
    let loaded = world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap();
    let is_of_usa =
        |line: &&str| line.split('\t').skip(7).step_by(10).take(2).any(|it| it == "USA");
    let query = Query::parse("actor:USA").unwrap();
    let found = Plan::new(&query, &loaded.store).unwrap().run().rows.count() as usize;
    assert_eq!(found, text.lines().filter(is_of_usa).count());
}
