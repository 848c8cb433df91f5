//! A notebook over an article: what was decided holds when the text is read again, and what finds
//! no record is told.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{fs, sync::Arc};

use demarche::{
    base::{bytes::Input, progress::Progress},
    export::{Excerpt, Note, chronology, native},
    ingest::Choice,
    model::{Review, Scope},
    notebook::{
        Astray, Bond, Entry, EventFields, Name, Notebook, Part, Proof, StatementFields, Verdict,
    },
    query::{Plan, Query},
    world::{Loaded, Notes, Request},
};

use proptest::prelude::*;

const TALKS: &str = "MOSCOW, 13 August 2015 (AFP) - Khaled Khoja, the head of the National \
    Coalition, met Russian Foreign Minister Sergei Lavrov on Thursday.\n\n\
    \"We are not clinging to anybody,\" Lavrov told reporters.\n\n\
    Rebels shelled Damascus on Monday. Iran condemned the attack on Tuesday.\n";

/// An id of the built-in timeline, of another record, or of none.
fn any_id() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1_u32..16).prop_map(|number| format!("e{number:02}")),
        2 => prop::sample::select(vec!["s1", "s2", "s3", "khoja", "lavrov", "assad", "russia"])
            .prop_map(str::to_owned),
        1 => "[a-z \u{202e}\"]{0,6}",
    ]
}

fn any_words() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "2015-08-13",
            "since 2011",
            "13 aug",
            "XXXX",
            "",
            "consult",
            "planned",
            "initiator",
            "victim",
            "verbatim",
            "9999-99-99",
            "[2015..2016]",
            "Khaled Khoja",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

fn any_event() -> impl Strategy<Value = Entry<EventFields>> {
    let parts = prop::collection::vec((any_id(), any_words()), 0..4);
    let set = (
        prop::option::of(any_words()),
        prop::option::of(any_words()),
        prop::option::of(any_words()),
        prop::option::of(parts),
        prop::option::of(any_words()),
        prop::option::of((any_id(), any_words(), any::<(u32, u32)>())),
    );
    let flags = (any::<bool>(), any::<bool>(), 0_usize..5);
    (any_id(), any_words(), flags, prop::option::of(set)).prop_map(|(id, words, flags, set)| {
        let (mine, marked, review) = flags;
        let set = set.map(|(when, kind, title, parts, status, proof)| EventFields {
            when,
            kind,
            title,
            status,
            actors: parts
                .map(|parts| parts.into_iter().map(|(actor, role)| Part { actor, role }).collect()),
            evidence: proof
                .map(|(source, quote, span)| vec![Proof { source, quote, span: Some(span) }]),
            ..EventFields::default()
        });
        let review = Review::ALL.get(review).copied().map(Verdict);
        let name = Name { id, words, ..Name::default() };
        Entry { name, mine, marked, review, set, ..Entry::default() }
    })
}

fn any_statement() -> impl Strategy<Value = Entry<StatementFields>> {
    let set = (any_id(), prop::collection::vec(any_id(), 0..3), any_words(), any_id());
    (any_id(), any::<bool>(), prop::option::of(set)).prop_map(|(id, mine, set)| {
        let set = set.map(|(speaker, to, form, event)| StatementFields {
            speaker: Some(speaker),
            to: Some(to),
            form: Some(form),
            event: Some(event),
            ..StatementFields::default()
        });
        Entry { name: Name { id, ..Name::default() }, mine, set, ..Entry::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a notebook: nothing that was read vanishes, every row is where it is
    /// said, and what is written is read again.
    #[test]
    fn any_notebook_can_be_laid_over(
        events in prop::collection::vec(any_event(), 0..6),
        statements in prop::collection::vec(any_statement(), 0..4),
        bound in prop::collection::vec((any_id(), any_id()), 0..4),
    ) {
        let read = Request::new(Vec::new(), Choice::Recognised);
        let read = read.load_blocking(&Progress::default()).unwrap().store;
        let bound = bound.into_iter().map(|(actor, is)| Bond { actor, is, name: String::new() });
        let notebook =
            Notebook { events, statements, bound: bound.collect(), ..Notebook::default() };
        let text = toml::to_string(&notebook).unwrap();
        prop_assert_eq!(&toml::from_str::<Notebook>(&text).unwrap(), &notebook);
        let notes = Notes { notebook: Arc::new(notebook), file: "n.toml".into() };
        let (store, over) = notes.lay(Arc::clone(&read));
        let (timeline, before) = (store.timeline(), read.timeline());
        let mine = timeline.events_where(|decision| decision.mine).count();
        prop_assert_eq!(timeline.len(), before.len() + mine);
        for event in timeline.events() {
            if let Some(row) = over.laid.read_row(event.row()) {
                prop_assert_eq!(before.event(row).id(), event.id());
            }
            let in_time = event.row().checked_sub(1).is_none_or(|before| {
                timeline.when(before).key() <= event.when().key()
            });
            prop_assert!(in_time, "in the order of time");
            for (_, said) in event.statements() {
                prop_assert_eq!(said.event, Some(event.row()));
            }
        }
        for (query, scope) in [("", Scope::Sure), ("review:rejected", Scope::Every)] {
            let query = Query::parse(query).unwrap();
            let rows = Plan::new(&query, &store).unwrap().run().rows;
            let asked = |row: u32| {
                let event = timeline.event(row);
                event.is_meant(scope) && (scope == Scope::Sure || event.is_rejected())
            };
            let told: Vec<u32> = (0..timeline.len()).filter(|&row| asked(row)).collect();
            let found: Vec<u32> = rows.iter().collect();
            prop_assert!(told.iter().all(|row| found.contains(row)), "{told:?} {found:?}");
        }
    }
}

/// Reads a text with a notebook.
fn load(text: &str, notebook: Notebook) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.txt");
    fs::write(&path, text).unwrap();
    let request = Request::new(vec![Input::Path(path)], Choice::Recognised);
    let notes = Notes { notebook: Arc::new(notebook), file: "talks.notebook.toml".into() };
    Request { notes, ..request }.load_blocking(&Progress::default()).unwrap()
}

/// The row of the event of which the title has these words.
fn row(loaded: &Loaded, words: &str) -> u32 {
    let mut events = loaded.store.timeline().events();
    events.find(|event| event.title().contains(words)).unwrap().row()
}

fn titles(loaded: &Loaded, query: &str) -> Vec<String> {
    let query = Query::parse(query).unwrap();
    let rows = Plan::new(&query, &loaded.store).unwrap().run().rows;
    let timeline = loaded.store.timeline();
    rows.iter().map(|row| timeline.event(row).title().into_owned()).collect()
}

/// A notebook with a decision about each of three events, as one makes it.
fn decided() -> Notebook {
    let loaded = load(TALKS, Notebook::default());
    let (laid, read) = (&loaded.over.laid, loaded.over.read.timeline());
    let mut notebook = Notebook::default();
    notebook.event(laid, read, row(&loaded, "Khoja")).decide(Some(Review::Accepted));
    notebook.event(laid, read, row(&loaded, "shelled")).decide(Some(Review::Rejected));
    notebook.correct_event(laid, read, row(&loaded, "Iran"), |set| {
        set.kind = Some("reject".into());
        set.when = Some("14 aug 2015".into());
    });
    notebook.event(laid, read, row(&loaded, "Iran")).note = "Ask the desk.".into();
    notebook
}

#[track_caller]
fn check(text: &str, query: &str, expect: &[&str]) {
    let loaded = load(text, decided());
    let found = titles(&loaded, query);
    assert_eq!(found.len(), expect.len(), "{query}: {found:?}");
    for (title, words) in found.iter().zip(expect) {
        assert!(title.contains(words), "{query}: {title}");
    }
}

#[test]
fn decisions_hold_when_the_text_is_read_again() {
    let longer = TALKS.replace("\n\n\"We", "\n\nTurkey rejected the plan on Wednesday.\n\n\"We");
    let shorter =
        TALKS.replace("\"We are not clinging to anybody,\" Lavrov told reporters.\n\n", "");
    let typo = TALKS.replace("told reporters", "told reportes");
    for text in [TALKS, &longer, &shorter, &typo] {
        check(text, "review:accepted", &["Khoja"]);
        check(text, "review:rejected", &["shelled"]);
        check(text, "review:corrected", &["Iran"]);
        check(text, "kind:reject note:desk date:2015-08-14", &["Iran"]);
        check(text, "-review:rejected shelled", &[]);
        check(text, "shelled", &[]);
    }
}

#[test]
fn what_finds_no_record_is_told_and_kept() {
    let other = TALKS.replace("Rebels shelled Damascus on Monday.", "It was quiet on Monday.");
    let loaded = load(&other, decided());
    let lost = &loaded.over.laid.lost;
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0].why, Astray::Lost);
    assert!(lost[0].name.words.contains("shelled"));
    let told: Vec<String> = loaded.issues.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|issue| issue.contains("has no record")), "{told:?}");
    assert_eq!(titles(&loaded, "review:accepted").len(), 1, "the others hold");
}

#[test]
fn words_that_moved_to_another_event_are_found_by_what_they_say() {
    // Another id, as from an improved extractor; the words stand.
    let mut notebook = decided();
    for entry in &mut notebook.events {
        entry.name.id = format!("other-{}", entry.name.id);
    }
    let loaded = load(TALKS, notebook);
    assert!(loaded.over.laid.lost.is_empty(), "{:?}", loaded.over.laid.lost);
    assert_eq!(titles(&loaded, "review:accepted").len(), 1);
}

#[test]
fn what_was_read_stays_beside_what_was_corrected() {
    let loaded = load(TALKS, decided());
    let timeline = loaded.store.timeline();
    let event = timeline.event(row(&loaded, "Iran"));
    let was = &event.decision().unwrap().was;
    assert_eq!(was.iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["when", "kind"]);
    assert_eq!(was[0].1, "11 Aug 2015");
    assert_eq!(event.when().edtf(), "2015-08-14");
    assert!(event.is_meant(Scope::Sure) && !event.is_candidate());
}

#[test]
fn own_events_and_bonds_are_in_every_list() {
    let loaded = load(TALKS, Notebook::default());
    let mut notebook = Notebook::default();
    let set = EventFields {
        title: Some("A call".into()),
        when: Some("2015-08-12".into()),
        actors: Some(vec![Part { actor: "Sergei Lavrov".into(), role: "initiator".into() }]),
        ..Default::default()
    };
    notebook.add_event(set);
    let id = |name: &str| {
        let mut actors = loaded.store.timeline().actors().iter();
        actors.find(|actor| actor.name == name).unwrap().id.clone()
    };
    let (actor, is) = (id("Rebels"), id("National Coalition"));
    notebook.bound.push(Bond { actor, is, name: "Rebels".into() });
    let loaded = load(TALKS, notebook);
    assert_eq!(titles(&loaded, "mine: actor:lavrov"), ["A call"]);
    assert_eq!(titles(&loaded, "actor=:\"National Coalition\"").len(), 2);
    assert!(loaded.store.timeline().actors().iter().all(|actor| actor.name != "Rebels"));
}

#[test]
fn the_day_of_publication_moves_what_waits_for_it() {
    let text = TALKS.replace("MOSCOW, 13 August 2015 (AFP) - ", "");
    let loaded = load(&text, Notebook::default());
    assert!(titles(&loaded, "date:2015").is_empty());
    let mut notebook = Notebook::default();
    notebook.published.insert("talks".into(), "13 aug 2015".into());
    let loaded = load(&text, notebook);
    assert_eq!(titles(&loaded, "date:2015-08-10").len(), 1);
}

#[test]
fn notes_are_told_in_comments_that_a_reader_skips() {
    let loaded = load(TALKS, decided());
    let query = Query::parse("review:accepted,corrected").unwrap();
    let answer = Plan::new(&query, &loaded.store).unwrap().run();
    let note = Note::new("", String::new(), &answer, 0);
    let excerpt = Excerpt::new(loaded.store.timeline(), &answer, &note);
    let written = |with_notes| {
        let mut out = Vec::new();
        chronology::write(&mut out, &excerpt.with_notes(with_notes)).unwrap();
        String::from_utf8(out).unwrap()
    };
    assert!(!written(false).contains("desk"));
    assert!(written(true).contains("    <!-- Ask the desk. -->"));
    let again = load(&written(true), Notebook::default());
    assert_eq!(titles(&again, ""), titles(&load(&written(false), Notebook::default()), ""));
    assert_eq!(titles(&again, "desk"), Vec::<String>::new());
}

#[test]
fn what_was_decided_is_exported_as_decided() {
    let mut notebook = decided();
    notebook.events[0].review = Some(Verdict(Review::Accepted));
    let loaded = load(TALKS, notebook);
    let mut out = Vec::new();
    native::write(&mut out, loaded.store.timeline(), Scope::Sure).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let events = json["events"].as_array().unwrap();
    let has_confidence = |words: &str| {
        let title = |event: &&serde_json::Value| event["title"].as_str().unwrap().contains(words);
        events.iter().find(title).map(|event| event.get("confidence").is_some())
    };
    assert_eq!(has_confidence("Khoja"), Some(false), "a person vouches for it");
    assert_eq!(has_confidence("Lavrov: "), Some(true), "nobody has looked at it");
    assert_eq!(has_confidence("shelled"), None, "it was rejected");
}
