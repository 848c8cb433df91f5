use crate::{
    base::{bytes::Content, issue::Severity, progress::Progress},
    ingest::{self, Beside, Choice, Ingested, Slot, date::Format},
    model::Timeline,
};

/// What becomes of a text: its events by their rows, and its issues.
struct Read {
    timeline: Timeline,
    issues: Vec<(Severity, String)>,
}

fn read(text: &str, dates: Option<Format>) -> Read {
    let content = Content::held(text.as_bytes().to_vec());
    let ready = ingest::open("t", content, &Choice::Recognised).unwrap().with_dates(dates);
    let progress = Progress::default();
    progress.expect(ready.len());
    let slot = Slot {
        number: 0,
        beside: Beside::Nowhere,
        progress: &progress,
        prose: &|_| panic!("it was taken for an article"),
    };
    let Ingested { file, shards, issues, .. } = ready.read(slot).unwrap();
    let timeline = Timeline::build(vec![file], shards).0;
    if progress.done() > 0 {
        assert_eq!(progress.done(), text.len() as u64);
        assert_eq!(progress.events(), u64::from(timeline.len()));
    }
    let issues = issues.into_iter().map(|issue| (issue.severity, issue.to_string())).collect();
    Read { timeline, issues }
}

impl Read {
    /// The date of the event in a row, counted from the header as 1.
    fn day(&self, row: u32) -> String {
        let event = self.timeline.events().find(|event| event.rank_in_file() + 1 == row);
        event.map_or("no event".to_owned(), |event| event.when().to_string())
    }

    fn errors(&self) -> Vec<&str> {
        let errors = self.issues.iter().filter(|(severity, _)| *severity == Severity::Error);
        errors.map(|(_, message)| message.as_str()).collect()
    }
}

/// A table of each format with dates as text, for which `date` gives the date of each row.
fn tables(rows: u32, date: impl Fn(u32) -> String) -> [(&'static str, String); 6] {
    type Row = fn(u32, &str) -> String;
    let table = |name, header: &str, row: Row| {
        let rows = (2..rows + 2).map(|number| row(number, &date(number)));
        (name, format!("{header}\n{}", rows.collect::<String>()))
    };
    [
        table(
            "ucdp-ged",
            "id,type_of_violence,side_a,side_b,event_clarity,date_prec,date_start,date_end",
            |number, date| format!("{number},1,Army,Front,1,1,{date},{date}\n"),
        ),
        table(
            "acled",
            "event_id_cnty,event_date,time_precision,event_type,actor1,actor2",
            |number, date| format!("A{number},{date},1,Battles,Army,Front\n"),
        ),
        table(
            "icews",
            "Event ID\tEvent Date\tSource Name\tTarget Name\tCAMEO Code",
            |number, date| format!("{number}\t{date}\tNorway\tIran\t010\n"),
        ),
        table(
            "polecat",
            "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tRecipient Name",
            |number, date| format!("{number}\t{date}\tCONSULT\tvisit\tA\tB\n"),
        ),
        table("table", "date,until,title", |number, date| {
            format!("{date},{date},Talks {number}\n")
        }),
        table("timelinejs", "Start Date,Headline,Text", |number, date| {
            format!("{date},Talks {number},They talk\n")
        }),
    ]
}

#[test]
fn the_order_of_day_and_month_is_proven_by_any_row() {
    // Row 1000 is the first in which a number above 12 stands.
    let day = |row: u32| if row < 1000 { 1 + row % 12 } else { 1 + row % 28 };
    let month = |row: u32| 1 + row % 7;
    let orders: [fn(u32, u32) -> String; 2] =
        [|day, month| format!("{day}/{month}/2015"), |day, month| format!("{month}/{day}/2015")];
    for order in orders {
        for (name, text) in tables(3000, |row| order(day(row), month(row))) {
            let read = read(&text, None);
            assert_eq!(read.timeline.files()[0].format, name);
            assert_eq!(read.timeline.len(), 3000, "{name}");
            assert_eq!(read.issues, [], "{name}");
            for row in [2, 3, 250, 999, 1007, 3001] {
                let expect = format!("2015-{:02}-{:02}", month(row), day(row));
                if name != "timelinejs" {
                    assert_eq!(read.day(row), expect, "{name} {row}");
                }
            }
        }
    }
}

#[test]
fn contradictory_proof_names_both_rows() {
    let date = |row: u32| match row {
        700 => "12/24/2015",
        5 | 900 => "24/12/2015",
        _ => "2/3/2015",
    };
    for (name, text) in tables(1000, |row| date(row).to_owned()) {
        let read = read(&text, None);
        assert_eq!(read.timeline.len(), 1000, "{name}");
        let is_told = |error: &&str| {
            error.starts_with("t:700: error: '12/24/2015' has the month first")
                && error.contains("'24/12/2015' in row 5 has the day")
        };
        assert_eq!(read.errors().into_iter().filter(is_told).count(), 1, "{name}");
        if name != "timelinejs" {
            assert_eq!([read.day(5), read.day(6)], ["2015-12-24", "2015-03-02"], "{name}");
            assert_eq!(read.day(700), "XXXX-XX-XX", "{name}");
        }
    }
}

#[test]
fn what_nothing_tells_is_said_once_with_the_other_choice() {
    for (name, text) in tables(1000, |_| "2/3/2015".to_owned()) {
        let [(Severity::Warning, said)] = &read(&text, None).issues[..] else {
            panic!("{name}: not said once")
        };
        let (used, other) = match name {
            "icews" | "polecat" | "timelinejs" => ("month", "day"),
            _ => ("day", "month"),
        };
        assert!(said.contains(&format!("are read with the {used} first")), "{said}");
        assert!(said.contains(&format!("`--dates {other}-first`")), "{said}");
    }
    let (_, text) = &tables(10, |_| "2/3/2015".to_owned())[4];
    let read = read(text, Format::from_name("month-first"));
    assert_eq!((read.day(2), read.issues), ("2015-02-03".to_owned(), vec![]));
}

#[test]
fn dates_of_reports_have_an_order_of_their_own() {
    let rows = (2..1002).map(|row| {
        let day = if row > 900 { 25 } else { 5 };
        format!("{day}/3/2015,Talks {row},Post {row},6/{day}/2015\n")
    });
    let text = format!("date,title,source,published\n{}", rows.collect::<String>());
    let read = read(&text, None);
    assert_eq!((read.day(2).as_str(), read.issues), ("2015-03-05", vec![]));
    let source = read.timeline.sources().iter().find(|it| it.title == "Post 2").unwrap();
    assert_eq!(source.published.as_ref().unwrap().to_string(), "2015-06-05");
}

#[test]
fn a_date_that_is_not_one_costs_no_row() {
    for words in ["n.d.", "unknown", "?", "NaT", "2015-02-30", "some day", "45383", "31 June 2015"]
    {
        for (name, text) in
            tables(20, |row| if row == 7 { words.to_owned() } else { "2015-08-13".to_owned() })
        {
            let read = read(&text, None);
            assert_eq!(read.timeline.len(), 20, "{name} {words}");
            if name != "timelinejs" {
                assert_eq!(read.day(7), "XXXX-XX-XX", "{name} {words}");
            }
            let is_named = |(_, issue): &(_, String)| {
                issue.starts_with("t:7: ") && issue.contains(&format!("'{words}'"))
            };
            // A story may be told in years of the cosmos.
            let is_year = name == "timelinejs" && words == "45383";
            assert!(is_year || read.issues.iter().any(is_named), "{name}: {:?}", read.issues);
        }
    }
    for (name, text) in tables(20, |row| format!("{}", 45_381 + row)) {
        if name == "timelinejs" {
            continue;
        }
        assert_eq!(read(&text, Some(Format::ExcelDays)).day(2), "2024-04-01", "{name}");
        if name != "table" {
            let read = read(&text, None);
            assert!(read.errors()[0].contains("`--dates excel-days`"), "{name}");
        }
    }
}

#[test]
fn a_quotation_mark_costs_its_own_row_at_most() {
    let head = "event_id_cnty,event_date,time_precision,event_type,actor1,actor2,notes,fatalities";
    let row = |number: u32, notes: &str| {
        format!("A{number},2023-03-{:02},1,Battles,Army,Front,{notes},{number}\n", 1 + number % 28)
    };
    for (notes, lost, said) in [
        ("\"Clash near the bridge", 0, "it is kept"),
        ("\"Clash, near the bridge", 1, "is not closed in its line"),
        ("\"Clash near \"the\" bridge\"", 0, "within quoted text"),
        ("\"Clash near the bridge\"\"", 0, "within quoted text"),
        ("Clash near the bridge\"", 0, ""),
        ("\"Clash near \\\"the, old\\\" bridge\"", 0, ""),
    ] {
        let rows = (2..2002).map(|number| match number {
            40 | 900 => row(number, notes),
            number if number % 5 == 0 => row(number, "\"Two lines,\nof which none is a row\""),
            number => row(number, "Quiet"),
        });
        let text = format!("{head}\n{}", rows.collect::<String>());
        let Read { timeline, issues } = read(&text, None);
        assert_eq!(timeline.len(), 2000 - 2 * lost, "{notes}: {issues:?}");
        for event in timeline.events() {
            let id = format!("A{}", event.rank_in_file() + 1);
            assert_eq!(event.id(), id, "{notes}");
            let killed = event.fatalities().and_then(|it| it.best);
            assert_eq!(killed, Some(event.rank_in_file() + 1), "{notes}");
        }
        let named: Vec<_> = issues.iter().filter(|(_, issue)| issue.contains(said)).collect();
        if said.is_empty() {
            assert_eq!(issues, [], "{notes}");
        } else {
            assert_eq!(named.len(), 2, "{notes}: {issues:?}");
            assert!(named[0].1.starts_with("t:40: ") && named[1].1.starts_with("t:900: "));
        }
    }
}

#[test]
fn odd_years_are_told() {
    let table = |odd: &str| {
        let rows = (2..32).map(|row| match row {
            9 => format!("{odd},Odd\n"),
            row => format!("19{:02}-05-03,Talks\n", 70 + row % 20),
        });
        format!("date,title\n{}", rows.collect::<String>())
    };
    let said = |odd: &str| {
        let issues = read(&table(odd), None).issues;
        issues.into_iter().map(|(_, issue)| issue).collect::<Vec<_>>()
    };
    assert_eq!(said("2909-05-03"), ["t:9: warning: the year is after 2200"]);
    assert_eq!(said("0979-05-03"), ["t:9: warning: the date is 991 years before all others"]);
    assert_eq!(said("2179-05-03"), ["t:9: warning: the date is 190 years after all others"]);
    assert_eq!(said("1914-05-03"), [""; 0]);
    assert_eq!(said("-0979-05-03"), [""; 0]);
}

/// The formats that data sets are recognised as, and how many events are read.
#[track_caller]
fn check(text: &str, format: &str, events: u32, notes: &[&str]) -> Read {
    let read = read(text, None);
    assert_eq!((read.timeline.files()[0].format, read.timeline.len()), (format, events), "{text}");
    let issues = read.issues.iter().map(|(_, issue)| issue.split_once(" warning: ").unwrap().1);
    let issues: Vec<_> = issues.collect();
    assert_eq!(issues, notes, "{text}");
    read
}

#[test]
fn a_table_may_have_titles_above_its_header() {
    for (format, text) in tables(5, |row| format!("2015-08-1{row}")) {
        let delimiter = if text.contains('\t') { "\t" } else { "," };
        for above in [
            "Events of the mill war\n".to_owned(),
            "Events, Valdia\nDownloaded 2023-04-01\n\n\n".to_owned(),
            format!("# made by hand\n\"{delimiter}\"\n"),
            format!(
                "Title{}\n",
                delimiter.repeat(text.lines().next().unwrap().matches(delimiter).count())
            ),
        ] {
            if matches!(format, "table" | "timelinejs") && above.contains(", Valdia") {
                continue;
            }
            let read = check(&(above.clone() + &text), format, 5, &[]);
            let rows = above.lines().filter(|line| !line.is_empty()).count() as u32;
            if format != "timelinejs" {
                assert_eq!(read.day(rows + 2), "2015-08-12", "{format} {above}");
            }
        }
    }
}

#[test]
fn data_sets_are_recognised_by_most_of_their_columns() {
    let head = "id,type_of_violence,side_a,side_b,event_clarity,date_prec,date_start,date_end,\
                conflict_name,dyad_name,where_prec,deaths_a,best\n";
    let row = "1,1,Army,Front,1,1,2015-08-13,2015-08-13,War,Army-Front,1,2,3\n";
    check(&format!("{head}{row}"), "ucdp-ged", 1, &[]);
    let without = |name: &str| {
        let column = head.trim().split(',').position(|it| it == name).unwrap();
        let drop = |line: &str| {
            let fields = line.trim().split(',').enumerate().filter(|(index, _)| *index != column);
            fields.map(|(_, field)| field).collect::<Vec<_>>().join(",")
        };
        format!("{}\n{}\n", drop(head), drop(row))
    };
    check(
        &without("side_b"),
        "ucdp-ged",
        1,
        &["there is no column 'side_b': the events have no side B"],
    );
    check(
        &without("date_end"),
        "ucdp-ged",
        1,
        &["there is no column 'date_end': the last day is not known"],
    );
    let cut = head.replace("type_of_violence", "type_of_vi").replace("event_clarity", "event_clar");
    let read = check(&format!("{cut}{row}"), "ucdp-ged", 1, &[]);
    assert_eq!(read.timeline.events().next().unwrap().label(), "armed clash");

    let head = "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\t\
                Intensity\tTarget Name\tTarget Country\tStory ID\n";
    let row = "1\t2017-03-01\tNorway\tNorway\tHost a visit\t043\t1\tIran\tIran\t9\n";
    check(&format!("{head}{row}"), "icews", 1, &[]);
    check(&format!("{head}{row}").replace("CAMEO Code", "CAMEO"), "icews", 1, &[]);
    let quoted = |line: &str| format!("\"{}\"\n", line.trim().replace('\t', "\"\t\""));
    let read = check(&format!("{}{}", quoted(head), quoted(row)), "icews", 1, &[]);
    assert_eq!(read.timeline.events().next().unwrap().id(), "1@2017-03-01");
    let text = format!("{head}{row}").replace("CAMEO Code\t", "").replace("043\t", "");
    let note = "there is no column 'CAMEO Code': what was done is told by 'Event Text'";
    let read = check(&text, "icews", 1, &[note]);
    let event = read.timeline.events().next().unwrap();
    assert_eq!((event.code(), event.label()), (("CAMEO", "043"), "host a visit"));

    let text = "country,year,event_date,source,admin1,location,event_type,sub_event_type,fatalities,\
                time_precision\nKenya,2021,17 November 2021,Post,Lamu,Hindi,Battles,Armed clash,9,1\n";
    let note = "there is no column 'actor1': a trimmed export, whose events have no first actor";
    check(text, "acled", 1, &[note]);
}

#[test]
fn a_wide_and_sparse_table_is_no_article() {
    let names: Vec<_> = (0..135).map(|number| format!("some column {number}")).collect();
    let row = |word: &str| format!("{word}{}\n", ",".repeat(134));
    let text = format!(
        "{}\n{}{}",
        names.join(","),
        row("Talks about the bridge"),
        row("Nothing is known")
    );
    let content = Content::held(text.into_bytes());
    assert!(ingest::open("t", content, &Choice::Recognised).is_err());
}

#[test]
fn the_usual_table_is_read_as_people_keep_it() {
    let text = "Event,Date,Actors,Description,URL\n\
                Siege of Hove,late 1650s,Duke of Marr; Hove,Long,https://a.example\n\
                War,1618-1648,Marr,Thirty years,\n\
                Ides,44 BCE,Brutus,Caesar dies,\n\
                Map drawn,c. 1700,,,\n\
                Mill built,between 1640 and 1645,,,\n\
                Old church,17th century,,,\n";
    let read = check(text, "table", 6, &[]);
    let days: Vec<_> = (2..8).map(|row| read.day(row)).collect();
    assert_eq!(days, ["165X", "1618/1648", "-0043", "1700~", "[1640..1645]", "16XX"]);
    let siege = read.timeline.events().find(|it| it.title() == "Siege of Hove").unwrap();
    let names = siege.actors().iter().map(|it| read.timeline.actor(it.actor()).name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Duke of Marr", "Hove"]);
    assert_eq!(siege.summary(), "Long");
    // Any order, and no title but a description.
    let read = check(
        "note;when;description\nx;3 May 1999;They met\ny;n.d.;They left\nz;May 1999;They slept\n",
        "table",
        3,
        &["there is no date: 'n.d.'"],
    );
    assert_eq!(read.timeline.events().next().unwrap().title(), "They slept");
}
