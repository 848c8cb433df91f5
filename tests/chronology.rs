//! A text that is a chronology becomes a timeline: an event for each entry.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use demarche::{
    base::{bytes::Input, progress::Progress, rows::RowSet},
    export,
    model::{Event, Form, Kind, Role, Scope, Status, Timeline, When},
    world,
};
use proptest::prelude::*;
use serde_json::json;

fn load(text: &str) -> world::Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.md");
    std::fs::write(&path, text).unwrap();
    world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap()
}

/// An event: date, kind and title, then who takes part, and what else there is.
fn parts(timeline: &Timeline, event: Event<'_>) -> Vec<String> {
    let name = |id| timeline.actor(id).name.as_str();
    let mut parts = vec![format!("{} {} {}", event.when().edtf(), event.kind(), event.title())];
    let actors = event.actors().iter();
    parts.extend(actors.map(|part| format!("{} {}", part.role(), name(part.actor()))));
    parts.extend(event.place().map(|place| format!("at {}", place.name)));
    parts.extend(event.tags().map(|tag| format!("#{tag}")));
    if !event.summary().is_empty() {
        parts.push(format!("... {}", event.summary()));
    }
    for (_, said) in event.statements() {
        let speaker = said.speaker.map_or("nobody", name);
        let to: Vec<&str> = said.to.iter().map(|&id| name(id)).collect();
        let form = said.form.map_or("", Form::name);
        parts.push(format!("{speaker} > {}: {} ({form})", to.join(", "), said.text));
    }
    parts
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let loaded = load(text);
    let timeline = loaded.store.timeline();
    let told: Vec<String> =
        timeline.events().map(|event| parts(timeline, event).join(" | ")).collect();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn an_entry_is_an_event() {
    check(
        "# The harbour war\n\n\
         - **3 March 2014** Norway attacks Denmark. Denmark condemns the attack.\n\
         - 9 March 2014: First round of talks in Bern.[12]\n\
         - 12 March 2014: Sweden says it will join the pact.\n",
        &[
            "2014-03-03 assault Norway attacks Denmark | initiator Norway | recipient Denmark | ... \
             Denmark condemns the attack.",
            "2014-03-09 other First round of talks in Bern",
            "2014-03-12 statement Sweden says it will join the pact | initiator Sweden | Sweden > : \
             it will join the pact (paraphrase)",
        ],
    );
    // Another event has a date of its own.
    check(
        "# The harbour war\n\n\
         - 3 March 2014: Norway attacked Denmark, which had expelled its envoy on 1 March.\n\
         - 9 March 2014: Norway met Denmark.\n",
        &[
            "2014-03-01 sanction Denmark … had expelled its envoy on 1 March | initiator Denmark | \
             recipient Norway's envoy",
            "2014-03-03 assault Norway attacked Denmark, which had expelled its envoy on 1 March | \
             initiator Norway | recipient Denmark",
            "2014-03-09 consult Norway met Denmark | participant Norway | participant Denmark",
        ],
    );
}

#[test]
fn what_came_later_is_not_planned() {
    let loaded = load(
        "# The harbour war\n\n\
         - 3 March 2014: Norway attacked Denmark; Denmark expelled its envoy on 9 March.\n\
         - 12 March 2014: Sweden praised Norway.\n",
    );
    let timeline = loaded.store.timeline();
    let told = timeline.events().map(|event| (event.when().edtf(), event.kind(), event.status()));
    let occurred = Status::Occurred;
    let expect = [
        ("2014-03-03", Kind::Assault),
        ("2014-03-09", Kind::Sanction),
        ("2014-03-12", Kind::Support),
    ];
    let expect = expect.map(|(day, kind)| (day.to_owned(), kind, occurred));
    assert_eq!(told.collect::<Vec<_>>(), expect);
}

#[test]
fn what_is_written_wins_over_what_is_read() {
    check(
        "# Talks\n\n\
         2015-08-13 Khoja meets Lavrov @Moscow #talks [AFP]\n    \
             who: Khaled Khoja; whom: Sergei Lavrov; kind: consult; status: occurred\n    \
             > \"We have found that we agree.\" -- Khaled Khoja, to journalists\n    \
             What else there is to say is the summary.\n\
         2015-08-14 Lavrov leaves [12]\n\
         ## Sources\n\
         [AFP] Russia pushes again, AFP, 2015-08-13, https://example.org/1\n",
        &[
            "2015-08-13 consult Khoja meets Lavrov | initiator Khaled Khoja | recipient Sergei \
             Lavrov | at Moscow | #talks | ... What else there is to say is the summary. | Khaled \
             Khoja > journalists: We have found that we agree. (verbatim)",
            "2015-08-14 other Lavrov leaves",
        ],
    );
}

#[test]
fn listed_sources_prove_entries() {
    let loaded = load(
        "# Talks\n\n2015-08-13 They meet. [AFP]\n2015-08-14 They leave.\n\n## Sources\n\n\
         [AFP] Russia pushes again, AFP, 2015-08-13, https://example.org/1\n",
    );
    let timeline = loaded.store.timeline();
    let event = timeline.events().next().unwrap();
    let sources: Vec<_> = event.evidence().map(|it| timeline.source(it.source)).collect();
    let told: Vec<_> = sources.iter().map(|it| (&*it.title, &*it.publisher, &*it.url)).collect();
    assert_eq!(told, [("Talks", "", ""), ("Russia pushes again", "AFP", "https://example.org/1")]);
    assert!(loaded.issues.is_empty(), "{:?}", loaded.issues);
}

#[test]
fn what_is_doubtful_is_said() {
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let said = load(text).issues;
        let said: Vec<&str> = said.iter().map(|issue| issue.message.as_ref()).collect();
        let dates = said.into_iter().filter(|words| words.contains("date"));
        let dates = dates.filter(|words| !words.contains("day of publication"));
        assert_eq!(dates.collect::<Vec<_>>(), expect, "{text}");
    }
    check(
        "# Talks\n\n03.04.2014: They meet.\n05.06.2014: They leave.\n",
        &["dates like '03.04.2014' are read with the day first: nothing says which it is"],
    );
    check("# Talks\n\n03.04.2014: They meet.\n25.06.2014: They leave.\n", &[]);
    check(
        "# Talks\n\n13/4/2014: They meet.\n4/14/2014: They leave.\n",
        &[
            "of the dates '13/4/2014' has the day first and '4/14/2014' the month: the others are read as most are",
        ],
    );
    check(
        "# Talks 2014\n\n31 April: They meet.\n2 May: They leave.\n",
        &["the date '31 April' can't be read: its entry is undated"],
    );
}

#[test]
fn a_slip_is_said_with_its_place() {
    #[track_caller]
    fn check(entry: &str, expect: &[&str]) {
        let text = format!(
            "# Talks\n\n2015-08-13 They meet [AFP]\n{entry}\n2015-08-14 They leave\n\n\
             ## Sources\n\n[AFP] Russia pushes again, AFP, 2015-08-13\n"
        );
        let said = load(&text).issues.into_iter().map(|issue| issue.to_string());
        let said: Vec<String> =
            said.map(|it| it.split_once(".md:").unwrap().1.to_owned()).collect();
        assert_eq!(said, expect, "{text}");
    }
    check("    kind: consult; status: planned; host: Norway", &[]);
    check(
        "    status: occured",
        &["4:13: warning: unknown status 'occured' (did you mean 'occurred'?)"],
    );
    check(
        "    kind: consult; status: X",
        &[
            "4:28: warning: unknown status 'X' (one of: occurred, ongoing, planned, disputed, denied, \
           unverified)",
        ],
    );
    check(
        "    kind: consult; recipeint: Sergei Lavrov",
        &[
            "4:20: warning: unknown key 'recipeint': what stands behind it is left out (did you mean \
           'recipient'?)",
        ],
    );
    check(
        "    statuss: planned",
        &[
            "4:5: warning: unknown key 'statuss': the line is read as prose (did you mean 'status'?)",
        ],
    );
    check(
        "    kind: consultt",
        &["4:11: warning: unknown kind 'consultt' is kept as a label of the event (did you mean \
           'consult'?)"],
    );
    check("    kind: ambush", &[]);
    check("    Note: it was late.", &[]);
    check("    They said: we agree; others: not.", &[]);
    check(
        "    > \"We agreed.\" -- Ann Roe, to press (verbatm)",
        &["4:42: warning: unknown form 'verbatm' (did you mean 'verbatim'?)"],
    );
    check("    > \"We agreed.\" -- Ann Roe, to press (Bern)", &[]);
    check(
        "2015-08-13 They eat [AP]",
        &["4:21: warning: the source 'AP' is not listed below Sources (did you mean 'AFP'?)"],
    );
    check(
        "    source: Reuters",
        &["4:13: warning: the source 'Reuters' is not listed below Sources"],
    );
    check(
        "2015-13-40 They eat",
        &["4:1: warning: the date '2015-13-40' can't be read: its entry is undated"],
    );
    check("XXXX They eat", &[]);
}

#[test]
fn what_is_known_of_a_line_with_a_slip_is_taken() {
    check(
        "# Talks\n\n2015-08-13 They meet\n    kind: consult; whoo: Ann; whom: Bo; status: x\n\
         2015-08-14 They leave\n    kind: other\n",
        &["2015-08-13 consult They meet | recipient Bo", "2015-08-14 other They leave"],
    );
    check(
        "# Talks\n\n2015-08-13 They meet\n    kind: consult\n2015-13-40 They eat\n    kind: other\n\
         XXXX They leave\n    kind: other\n",
        &[
            "2015-08-13 consult They meet",
            "XXXX-XX-XX other 2015-13-40 They eat",
            "XXXX other They leave",
        ],
    );
}

#[test]
fn the_first_entry_says_no_day_of_publication() {
    let loaded = load("Talks\n\nMay 12, 2021: Norway joins.\nJune 12, 2021: Sweden joins.\n");
    assert_eq!(loaded.store.timeline().sources()[0].published, None);
}

/// A timeline as a chronology.
fn exported(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    let rows = RowSet::all(timeline.len());
    let statements = RowSet::all(timeline.statements().len() as u32);
    let note = export::Note {
        query: "kind:consult".to_owned(),
        meaning: "events of kind consult --> 3 May 2014: no entry".to_owned(),
        counts: "2 of 3 events shown".to_owned(),
        made: When::parse("2026-11-29T19:24Z").unwrap(),
    };
    let excerpt = export::Excerpt {
        timeline,
        rows: &rows,
        statements: &statements,
        scope: Scope::All,
        note: &note,
        with_notes: true,
    };
    export::chronology::write(&mut out, &excerpt).unwrap();
    String::from_utf8(out).unwrap()
}

/// What an event is, whatever the order of those who take part.
fn sorted(timeline: &Timeline, event: Event<'_>) -> Vec<String> {
    let mut parts = parts(timeline, event);
    parts[1..].sort();
    parts
}

/// The timeline comes back from its chronology: dates, kinds, titles, roles, places, tags,
/// summaries and quotations.
#[track_caller]
fn comes_back(timeline: &Timeline) {
    let written = exported(timeline);
    let again = load(&written);
    let all = |timeline: &Timeline| -> Vec<Vec<String>> {
        timeline.events().map(|event| sorted(timeline, event)).collect()
    };
    let (found, expect) = (all(again.store.timeline()), all(timeline));
    for (found, expect) in found.iter().zip(&expect) {
        assert_eq!(found, expect, "{written}");
    }
    assert_eq!(found.len(), expect.len(), "{written}");
}

#[test]
fn the_built_in_timeline_comes_back_from_its_chronology() {
    let loaded = world::load_blocking(&[world::built_in()], &Progress::default()).unwrap();
    comes_back(loaded.store.timeline());
}

/// Words with signs that mean something to the form.
fn words() -> impl Strategy<Value = String> {
    let sign = proptest::sample::select(vec![
        "#", "@", "[", "]", "*", "_", ".", ":", ";", ",", "\"", "'", ">", "-", " -- ", " to ", "(",
        ")", "\\", "|", "<!--", "12", "May 12", "kind: x", "\n", "é", "“", "”", " –",
    ]);
    let part = prop_oneof![3 => "[A-Za-z]{1,8} ", 1 => sign.prop_map(str::to_owned)];
    let parts = proptest::collection::vec(part, 1..8).prop_map(|parts| parts.concat());
    parts.prop_map(|text| {
        format!("{} {text}", "Words").split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

fn event() -> impl Strategy<Value = serde_json::Value> {
    let dates = vec![
        "2015-08-13",
        "2015-08",
        "2015",
        "2015-08-01/2015-08-10",
        "[2015-08-01..2015-08-10]",
        "2011/..",
        "../2011",
        "2015-08~",
        "2015?",
        "2015-08-13T18:00",
        "-0044-03-15",
        "156X",
        "2015-21",
        "XXXX",
    ];
    let role = proptest::sample::select(Role::NAMES);
    let people = proptest::collection::vec((0..NAMES.len(), role), 0..4);
    let kind = proptest::sample::select(Kind::NAMES);
    let form = proptest::sample::select(Form::NAMES);
    let quote =
        (words(), proptest::option::of(0..NAMES.len()), proptest::option::of(0..NAMES.len()), form);
    let place = proptest::option::of(prop_oneof![Just("Geneva".to_owned()), words()]);
    (
        proptest::sample::select(dates),
        words(),
        proptest::option::of(words()),
        kind,
        people,
        place,
        proptest::collection::vec(prop_oneof![Just("talks".to_owned()), words()], 0..2),
        proptest::collection::vec(quote, 0..3),
    )
        .prop_map(|(when, title, summary, kind, people, place, tags, quotes)| {
            let mut seen = Vec::new();
            let people = people.into_iter().filter(|part| {
                !seen.contains(part) && {
                    seen.push(*part);
                    true
                }
            });
            let actors =
                people.map(|(actor, role)| json!({"actor": actor.to_string(), "role": role}));
            let actors: Vec<_> = actors.collect();
            let mut event =
                json!({"when": when, "title": title, "kind": kind, "actors": actors, "tags": tags});
            if let Some(summary) = summary {
                event["summary"] = summary.into();
            }
            if let Some(place) = place {
                event["place"] = json!({"name": place});
            }
            event["quotes"] = quotes
                .into_iter()
                .map(|(text, speaker, to, form)| {
                    let mut said = json!({"text": text, "form": form});
                    if let Some(speaker) = speaker {
                        said["speaker"] = speaker.to_string().into();
                    }
                    said["to"] = to.iter().map(ToString::to_string).collect();
                    said
                })
                .collect();
            event
        })
}

const NAMES: &[&str] = &[
    "Norway",
    "Ann Roe",
    "Roe, Ann",
    "A; B",
    "The \"Wolf\"",
    "Bo (recalled)",
    "C\\D",
    "É. Lund",
    "kind: x",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_timeline_comes_back_from_its_chronology(
        mut events in proptest::collection::vec(event(), 3..6)
    ) {
        let mut statements = Vec::new();
        for (number, event) in events.iter_mut().enumerate() {
            event["id"] = format!("e{number}").into();
            let quotes = event.as_object_mut().unwrap().remove("quotes").unwrap();
            for said in quotes.as_array().unwrap() {
                let mut said = said.clone();
                said["id"] = format!("s{}", statements.len()).into();
                said["event"] = event["id"].clone();
                statements.push(said);
            }
        }
        let actors = NAMES.iter().enumerate();
        let actors = actors.map(|(id, name)| json!({"id": id.to_string(), "name": name}));
        let file = json!({
            "format": "demarche-timeline", "version": 1, "title": "All", "events": events,
            "actors": actors.collect::<Vec<_>>(), "statements": statements,
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.json");
        std::fs::write(&path, file.to_string()).unwrap();
        let loaded = world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap();
        comes_back(loaded.store.timeline());
    }
}
