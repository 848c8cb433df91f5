//! A text that is a chronology becomes a timeline: an event for each entry.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fmt::Write as _;

use demarche::{
    base::{bytes::Input, progress::Progress},
    model::{Event, Timeline},
    world,
};

fn load(text: &str) -> world::Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.md");
    std::fs::write(&path, text).unwrap();
    world::load_blocking(&[Input::Path(path)], &Progress::default()).unwrap()
}

/// An event in a line: date, kind, title, then who takes part, and what else there is.
fn line(timeline: &Timeline, event: Event<'_>) -> String {
    let mut line = format!("{} {} {}", event.when().edtf(), event.kind(), event.title());
    for part in event.actors() {
        write!(line, " | {} {}", part.role(), timeline.actor(part.actor()).name).unwrap();
    }
    if let Some(place) = event.place() {
        write!(line, " | at {}", place.name).unwrap();
    }
    for tag in event.tags() {
        write!(line, " | #{tag}").unwrap();
    }
    if !event.summary().is_empty() {
        write!(line, " | ... {}", event.summary()).unwrap();
    }
    for (_, said) in event.statements() {
        let name = |id| timeline.actor(id).name.as_str();
        let speaker = said.speaker.map_or("nobody", name);
        let to: Vec<&str> = said.to.iter().map(|&id| name(id)).collect();
        write!(line, " | {speaker} > {}: {}", to.join(", "), said.text).unwrap();
    }
    line
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let loaded = load(text);
    let timeline = loaded.store.timeline();
    let told: Vec<String> = timeline.events().map(|event| line(timeline, event)).collect();
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
             it will join the pact",
        ],
    );
    // Another event has a date of its own.
    check(
        "# The harbour war\n\n\
         - 3 March 2014: Norway attacked Denmark, which had expelled its envoy on 1 March.\n\
         - 9 March 2014: Norway met Denmark.\n",
        &[
            "2014-03-01 sanction Denmark … had expelled its envoy on 1 March | initiator Denmark | \
             recipient Envoy",
            "2014-03-03 assault Norway attacked Denmark, which had expelled its envoy on 1 March | \
             initiator Norway | recipient Denmark",
            "2014-03-09 consult Norway met Denmark | participant Norway | participant Denmark",
        ],
    );
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
             Khoja > journalists: We have found that we agree.",
            "2015-08-14 other Lavrov leaves | subject Lavrov",
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
fn the_first_entry_says_no_day_of_publication() {
    let loaded = load("Talks\n\nMay 12, 2021: Norway joins.\nJune 12, 2021: Sweden joins.\n");
    assert_eq!(loaded.store.timeline().sources()[0].published, None);
}
