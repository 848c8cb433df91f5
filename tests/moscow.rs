//! The built-in timeline holds every fact of the report it was made from, each anchored in the brief.
//!
//! These tests read the file as plain JSON, so that they say what is in it whatever reads it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

const TIMELINE: &str = include_str!("../data/moscow-talks-2015-08.json");
const BRIEF: &str = include_str!("../data/moscow-talks-2015-08.md");

/// The twelve events of the report, as the file must hold them:
/// id, date, its basis, kind, status, place (name, country, precision, basis), then role:actor.
const EVENTS: &str = "
e01 | 2011~/..                 | inferred | assault   | ongoing  | Syria SYR country stated | subject:syria
e02 | [2015-08-01..2015-08-10] | inferred | consult   | occurred | Doha QAT city stated     | participant:russia participant:saudi-arabia participant:united-states
e03 | 2015-08~                 | inferred | request   | ongoing  |                          | initiator:russia subject:syrian-government subject:syrian-government-allies subject:us-led-coalition subject:islamic-state
e04 | 2015-08-11               | stated   | consult   | occurred | Moscow RUS city stated   | initiator:al-jubeir
e05 | 2015-08-11               | inferred | consult   | occurred | Moscow RUS city inferred | participant:al-jubeir participant:lavrov
e06 | 2015-08-11               | inferred | reject    | occurred |                          | initiator:al-jubeir subject:al-assad subject:islamic-state
e07 | 2015-08-12               | stated   | consult   | occurred | Moscow RUS city stated   | participant:russian-envoy participant:saleh-muslim
e08 | 2015-08-13               | stated   | consult   | occurred | Moscow RUS city inferred | participant:khoja participant:lavrov
e09 | 2015-08-13               | inferred | statement | occurred | Moscow RUS city inferred | initiator:khoja recipient:journalists subject:russia subject:al-assad
e10 | 2015-08-13               | inferred | statement | occurred |                          | initiator:zakharova subject:russia subject:al-assad
e11 | 2015-08-13               | inferred | request   | occurred |                          | initiator:russian-foreign-ministry initiator:russia recipient:national-coalition subject:other-opposition-parties subject:syrian-government
e12 | 2015-08-13               | stated   | consult   | planned  |                          | participant:lavrov participant:cairo-committee-head
";

/// Words that must be in the evidence of an event.
const PROOFS: &str = "
e01 | four-year civil war | some 240,000 lives
e02 | Earlier in August, before al-Jubeir's visit | Russia, Saudi Arabia and the United States | three-way meeting in Doha
e03 | Moscow is promoting a broader grouping against IS than the US-led coalition | the Syrian government and its allies
e04 | On Tuesday 11 August | Saudi Foreign Minister Adel al-Jubeir flew to Moscow | part of a wider diplomatic flurry
e05 | Al-Jubeir met Lavrov during the visit | On Tuesday 11 August | flew to Moscow
e06 | After that meeting | al-Jubeir rejected calls to work with Assad against Islamic State
e07 | On Wednesday 12 August | Russia's top Middle East envoy met Saleh Muslim | in Moscow
e08 | Khaled Khoja | met Russian Foreign Minister Sergei Lavrov on Thursday 13 August 2015 | part of a fresh Russian push for a way out of the war
e09 | At a press conference after the talks | Russia does not cling to Syrian President Bashar al-Assad in person
e10 | In response, a spokeswoman of Russia's foreign ministry said | Moscow's position is unchanged | spokeswoman Maria Zakharova
e11 | The foreign ministry said in a statement | Russia urges the National Coalition to talk to other parties | a cohesive platform for negotiations with the authorities
e12 | As part of the push | was expected to meet the head of the Cairo Conference Committee | on Thursday 13 August
";

/// The actors of the report, as the file must hold them:
/// id, name, kind, office (title > of whom), membership, country, an alias or words of the note.
const ACTORS: &str = "
khoja                    | Khaled Khoja                           | person       | head > national-coalition              |                   |     | Khoja
national-coalition       | National Coalition                     | organization |                                        | syrian-opposition | SYR | Syria's main opposition group, in exile
lavrov                   | Sergei Lavrov                          | person       | Foreign Minister > russia              |                   | RUS | Moscow's top diplomat
zakharova                | Maria Zakharova                        | person       | spokeswoman > russian-foreign-ministry |                   | RUS | Zakharova
russian-foreign-ministry | Russia's foreign ministry              | government   |                                        | russia            | RUS | Russian foreign ministry
russia                   | Russia                                 | state        |                                        |                   | RUS | Moscow
russia                   | Russia                                 | state        |                                        |                   | RUS | One of Assad's few remaining backers
al-assad                 | Bashar al-Assad                        | person       | President > syria                      |                   | SYR | Assad
syrian-government        | Syrian government                      | government   |                                        | syria             | SYR | the authorities
syrian-government-allies | Allies of the Syrian government        | group        |                                        |                   |     | Not named
syria                    | Syria                                  | state        |                                        |                   | SYR | Syrian state
saudi-arabia             | Saudi Arabia                           | state        |                                        |                   | SAU | A key backer of the Syrian opposition
al-jubeir                | Adel al-Jubeir                         | person       | Foreign Minister > saudi-arabia        |                   | SAU | al-Jubeir
united-states            | United States                          | state        |                                        | us-led-coalition  | USA | US
us-led-coalition         | US-led coalition against Islamic State | coalition    |                                        |                   |     | US-led coalition
islamic-state            | Islamic State                          | armed_group  |                                        |                   |     | IS
cairo-committee          | Cairo Conference Committee             | organization |                                        | syrian-opposition | SYR | A newer grouping of Syrian opposition figures
cairo-committee-head     | Head of the Cairo Conference Committee | person       | head > cairo-committee                 |                   |     | Not named
russian-envoy            | Russia's top Middle East envoy         | person       | top Middle East envoy > russia         |                   | RUS | Not named
saleh-muslim             | Saleh Muslim                           | person       | head > pyd                             |                   |     |
pyd                      | Democratic Union Party                 | organization |                                        |                   | SYR | PYD
pyd                      | Democratic Union Party                 | organization |                                        |                   | SYR | A Syrian Kurdish party
other-opposition-parties | Other parties of the Syrian opposition | group        |                                        | syrian-opposition | SYR | fragmented
journalists              | Journalists                            | group        |                                        |                   |     | press conference
afp                      | AFP                                    | media        |                                        |                   |     | Agence France-Presse
";

/// One statement of the report, as the file must hold it; a list has its ids separated by spaces.
struct Statement {
    id: &'static str,
    when: &'static str,
    basis: &'static str,
    speaker: &'static str,
    to: &'static str,
    form: &'static str,
    text: &'static str,
    about: &'static str,
    event: &'static str,
    venue: &'static str,
    /// Words that the statement's evidence must hold.
    proof: &'static str,
}

const STATEMENTS: [Statement; 6] = [
    Statement {
        id: "s1",
        when: "2015-08-13",
        basis: "inferred",
        speaker: "khoja",
        to: "journalists",
        form: "verbatim",
        text: "We have found that the Russian authorities are not clinging to Bashar al-Assad \
               personally, but rather they're clinging to the Syrian state, its territorial \
               integrity, and the preservation of its institutions",
        about: "russia al-assad syria",
        event: "e09",
        venue: "press conference",
        proof: "Khoja told journalists",
    },
    Statement {
        id: "s2",
        when: "2015-08-13",
        basis: "stated",
        speaker: "national-coalition",
        to: "",
        form: "fragment",
        text: "not clinging",
        about: "russia al-assad",
        event: "e09",
        venue: "",
        proof: "The Coalition insisted on Thursday 13 August",
    },
    Statement {
        id: "s3",
        when: "2015-08-13",
        basis: "inferred",
        speaker: "zakharova",
        to: "afp",
        form: "verbatim",
        text: "We have always said that we do not support Assad in a personal capacity but that \
               we support the legitimately elected president of Syria",
        about: "al-assad",
        event: "e10",
        venue: "",
        proof: "Zakharova told AFP",
    },
    Statement {
        id: "s4",
        when: "2015-08-13",
        basis: "inferred",
        speaker: "zakharova",
        to: "",
        form: "paraphrase",
        text: "Moscow's position is unchanged",
        about: "russia",
        event: "e10",
        venue: "",
        proof: "a spokeswoman of Russia's foreign ministry said that Moscow's position is unchanged",
    },
    Statement {
        id: "s5",
        when: "2015-08-13",
        basis: "inferred",
        speaker: "russian-foreign-ministry",
        to: "",
        form: "paraphrase",
        text: "Russia urges the National Coalition to talk to other parties of the fragmented \
               Syrian opposition about a cohesive platform for negotiations with the authorities",
        about: "national-coalition other-opposition-parties syrian-government",
        event: "e11",
        venue: "ministry statement",
        proof: "The foreign ministry said in a statement that Russia urges",
    },
    Statement {
        id: "s6",
        when: "2015-08-11",
        basis: "inferred",
        speaker: "al-jubeir",
        to: "",
        form: "paraphrase",
        text: "rejects calls to work with Assad against Islamic State",
        about: "al-assad islamic-state",
        event: "e06",
        venue: "",
        proof: "al-Jubeir rejected calls to work with Assad against Islamic State",
    },
];

/// The cells of a table written as text, a row a line.
fn rows(table: &str) -> Vec<Vec<&str>> {
    table.trim().lines().map(|row| row.split('|').map(str::trim).collect()).collect()
}

fn timeline() -> Value {
    serde_json::from_str(TIMELINE).expect("the built-in timeline is JSON")
}

/// The list under `field`; a field that is left out is an empty list.
fn list<'a>(record: &'a Value, field: &str) -> &'a [Value] {
    match &record[field] {
        Value::Null => &[],
        Value::Array(items) => items,
        other => panic!("{field} is not a list: {other}"),
    }
}

/// The string under `field`; a field that is left out is an empty string.
fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    match &record[field] {
        Value::Null => "",
        Value::String(text) => text,
        other => panic!("{field} is not a string: {other}"),
    }
}

fn strings<'a>(record: &'a Value, field: &str) -> Vec<&'a str> {
    list(record, field).iter().map(|item| item.as_str().expect("a list of strings")).collect()
}

fn ids<'a>(timeline: &'a Value, records: &str) -> Vec<&'a str> {
    list(timeline, records).iter().map(|record| text(record, "id")).collect()
}

#[track_caller]
fn find<'a>(timeline: &'a Value, records: &str, id: &str) -> &'a Value {
    list(timeline, records)
        .iter()
        .find(|record| text(record, "id") == id)
        .unwrap_or_else(|| panic!("{records} has no {id}"))
}

/// All words by which a record is proved, one anchor a line.
fn evidence(record: &Value) -> String {
    let quotes = list(record, "evidence").iter().map(|entry| text(entry, "quote"));
    quotes.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_twelve_events_are_told_as_the_report_tells_them() {
    let timeline = timeline();
    let events = rows(EVENTS);
    assert_eq!(ids(&timeline, "events"), events.iter().map(|row| row[0]).collect::<Vec<_>>());
    for row in events {
        let event = find(&timeline, "events", row[0]);
        let of = |field| text(event, field);
        let place =
            ["name", "country", "precision", "basis"].map(|field| text(&event["place"], field));
        let actors = list(event, "actors").iter();
        let actors = actors.map(|part| format!("{}:{}", text(part, "role"), text(part, "actor")));
        let found = [
            of("id"),
            of("when"),
            of("basis"),
            of("kind"),
            of("status"),
            place.join(" ").trim(),
            &actors.collect::<Vec<_>>().join(" "),
        ]
        .map(str::to_owned);
        assert_eq!(found, *row);
        for field in ["title", "summary"] {
            assert!(!of(field).is_empty(), "{} has no {field}", row[0]);
        }
        for field in ["quad", "code", "confidence", "rule"] {
            assert!(event[field].is_null(), "{}: the report has no {field}", row[0]);
        }
    }
}

#[test]
fn every_event_is_proved_by_the_words_that_tell_it() {
    let timeline = timeline();
    let proofs = rows(PROOFS);
    assert_eq!(ids(&timeline, "events"), proofs.iter().map(|row| row[0]).collect::<Vec<_>>());
    for row in proofs {
        let evidence = evidence(find(&timeline, "events", row[0]));
        for words in &row[1..] {
            assert!(evidence.contains(words), "{}: no evidence for {words:?}", row[0]);
        }
    }
}

#[test]
fn only_the_war_counts_its_dead_and_only_about() {
    for event in list(&timeline(), "events") {
        let fatalities = &event["fatalities"];
        if text(event, "id") == "e01" {
            assert_eq!(*fatalities, serde_json::json!({ "best": 240_000, "approx": true }));
        } else {
            assert!(fatalities.is_null(), "{}", text(event, "id"));
        }
    }
}

#[track_caller]
fn check_statement(timeline: &Value, expect: &Statement) {
    let statement = find(timeline, "statements", expect.id);
    let of = |field| text(statement, field);
    let found = [
        of("when"),
        of("basis"),
        of("speaker"),
        of("form"),
        of("text"),
        of("event"),
        of("venue"),
        of("via"),
    ];
    let wanted = [
        expect.when,
        expect.basis,
        expect.speaker,
        expect.form,
        expect.text,
        expect.event,
        expect.venue,
        "afp",
    ];
    assert_eq!(found, wanted, "{}", expect.id);
    assert_eq!(strings(statement, "to").join(" "), expect.to, "{}", expect.id);
    assert_eq!(strings(statement, "about").join(" "), expect.about, "{}", expect.id);

    let evidence = evidence(statement);
    assert!(evidence.contains(expect.proof), "{}: {evidence}", expect.id);
    if matches!(expect.form, "verbatim" | "fragment") {
        assert!(evidence.contains(&format!("\"{}", expect.text)), "{}: {evidence}", expect.id);
    }
}

#[test]
fn the_six_statements_keep_speaker_addressee_reporter_and_form() {
    let timeline = timeline();
    assert_eq!(ids(&timeline, "statements"), STATEMENTS.map(|statement| statement.id));
    for expect in &STATEMENTS {
        check_statement(&timeline, expect);
    }
}

#[test]
fn every_actor_has_its_office_and_membership() {
    let timeline = timeline();
    for row in rows(ACTORS) {
        let actor = find(&timeline, "actors", row[0]);
        let offices = list(actor, "offices").iter();
        let offices = offices.map(|held| format!("{} > {}", text(held, "title"), text(held, "of")));
        let found = [
            text(actor, "id"),
            text(actor, "name"),
            text(actor, "kind"),
            &offices.collect::<Vec<_>>().join(", "),
            &strings(actor, "member_of").join(" "),
            text(actor, "country"),
        ]
        .map(str::to_owned);
        assert_eq!(found, row[..6]);
        let known_as = strings(actor, "aliases").join("\n") + "\n" + text(actor, "note");
        assert!(known_as.contains(row[6]), "{}: {known_as}", row[0]);
    }
}

#[test]
fn the_brief_carries_what_stands_behind_the_events() {
    let facts = [
        "exiled National Coalition, Syria's main opposition group",
        "Russia is one of Assad's few remaining backers",
        "Saudi Arabia is a key backer of the Syrian opposition",
        "head of the Syrian Kurdish Democratic Union Party (PYD)",
        "a newer grouping of Syrian opposition figures",
        "the fragmented Syrian opposition",
        "Lavrov, Moscow's top diplomat",
        "Syrian President Bashar al-Assad",
        "AFP report",
        "weekdays only",
    ];
    for fact in facts {
        assert!(BRIEF.contains(fact), "{fact}");
    }
    let words = BRIEF.split_whitespace().count();
    assert!((250..=400).contains(&words), "{words} words");
}

#[test]
fn the_brief_names_each_day_with_its_weekday() {
    for day in [11, 12, 13] {
        let day = NaiveDate::from_ymd_opt(2015, 8, day).expect("a day of August");
        let named = day.format("%A %-d August").to_string();
        assert!(BRIEF.contains(&named), "{named}");
    }
}

#[test]
fn only_statements_are_quoted_in_the_brief() {
    let quoted: Vec<&str> = BRIEF.split('"').skip(1).step_by(2).collect();
    let quoted: BTreeSet<&str> = quoted.iter().map(|words| words.trim_end_matches(',')).collect();
    let said = STATEMENTS.iter().filter(|said| matches!(said.form, "verbatim" | "fragment"));
    assert_eq!(quoted, said.map(|said| said.text).collect());
}

#[test]
fn every_anchor_resolves_to_its_words() {
    let timeline = timeline();
    let brief: Vec<char> = BRIEF.chars().collect();
    for record in list(&timeline, "events").iter().chain(list(&timeline, "statements")) {
        let id = text(record, "id");
        assert!(!list(record, "evidence").is_empty(), "{id} has no evidence");
        for entry in list(record, "evidence") {
            assert_eq!(text(entry, "source"), "brief", "{id}");
            let span: [usize; 2] =
                serde_json::from_value(entry["span"].clone()).expect("a span is two offsets");
            let words: String = brief[span[0]..span[1]].iter().collect();
            let quote = text(entry, "quote");
            assert_eq!(words, quote, "{id}");
            assert!(!quote.is_empty(), "{id}");
            assert_eq!(BRIEF.matches(quote).count(), 1, "{id}: the words are there twice");
        }
    }
}

#[test]
fn the_brief_is_derived_from_the_report() {
    let timeline = timeline();
    assert_eq!(text(&timeline, "format"), "demarche-timeline");
    assert_eq!(timeline["version"], 1);

    let report = find(&timeline, "sources", "afp-report");
    let known = ["publisher", "published", "kind"].map(|field| text(report, field));
    assert_eq!(known, ["AFP", "2015-08-13", "report"]);
    assert!(report["text"].is_null() && report["file"].is_null(), "the report is not ours to ship");

    let brief = find(&timeline, "sources", "brief");
    assert_eq!(text(brief, "kind"), "brief");
    assert_eq!(text(brief, "file"), "moscow-talks-2015-08.md");
    assert_eq!(strings(brief, "derived_from"), ["afp-report"]);
    assert!(BRIEF.starts_with(&format!("# {}\n", text(brief, "title"))));
}

#[test]
fn ids_are_unique_and_every_reference_resolves() {
    let timeline = timeline();
    let mut seen = BTreeSet::new();
    for records in ["sources", "actors", "events", "statements"] {
        for id in ids(&timeline, records) {
            assert!(!id.is_empty() && seen.insert(id), "{records}: {id:?}");
        }
    }
    let mut named: Vec<(&str, &str)> = Vec::new();
    for source in list(&timeline, "sources") {
        named.extend(strings(source, "derived_from").iter().map(|&id| ("sources", id)));
    }
    for actor in list(&timeline, "actors") {
        named.extend(strings(actor, "member_of").iter().map(|&id| ("actors", id)));
        named.extend(list(actor, "offices").iter().map(|held| ("actors", text(held, "of"))));
    }
    for event in list(&timeline, "events") {
        named.extend(list(event, "actors").iter().map(|part| ("actors", text(part, "actor"))));
    }
    for statement in list(&timeline, "statements") {
        named.push(("events", text(statement, "event")));
        named.extend(["speaker", "via"].map(|field| ("actors", text(statement, field))));
        for field in ["to", "about"] {
            named.extend(strings(statement, field).iter().map(|&id| ("actors", id)));
        }
    }
    for (records, id) in named {
        find(&timeline, records, id);
    }
}
