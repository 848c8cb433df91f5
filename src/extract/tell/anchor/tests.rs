use super::*;
use crate::extract::{Lexicon, read};

/// The ids of the events of a text with one of these words, in its order.
fn ids(text: &str, words: &[&str]) -> Vec<String> {
    let reading = read(text, None, Lexicon::built_in());
    let mut ids = Ids::of(&reading, "report");
    let events = reading.events.iter().filter(|it| words.contains(&reading.slice(it.trigger)));
    events.map(|event| ids.event(event.trigger, event.sentence)).collect()
}

/// Checks that the events of these words have the same ids in both texts, and that there are some.
#[track_caller]
fn stay(before: &str, after: &str, words: &[&str]) {
    let ids = [before, after].map(|text| ids(text, words));
    assert_eq!(ids[0], ids[1], "{before}\n{after}");
    assert!(ids[0].len() >= words.len(), "{before}: {ids:?}");
}

/// Checks that no two ids of a text are alike.
#[track_caller]
fn differ(text: &str, words: &[&str]) {
    let found = ids(text, words);
    let mut unlike = found.clone();
    unlike.sort();
    unlike.dedup();
    assert_eq!(found.len(), unlike.len(), "{text}: {found:?}");
    assert!(found.len() > 1, "{text}: {found:?}");
}

#[test]
fn an_id_begins_with_the_word_of_the_text() {
    let found = ids("Rebels shelled the town.", &["shelled"]);
    let [id] = &found[..] else { panic!("{found:?}") };
    let digits = id.strip_prefix("shelled-").expect(id);
    assert_eq!(digits.len(), 6, "{id}");
    assert!(digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
}

#[test]
fn an_id_stays_when_something_changes_elsewhere() {
    let text = "Rebels shelled the town for a third day on Monday. Norway condemned the raid and \
                asked both sides to return to the talks in Oslo.";
    let words = ["shelled", "condemned"];
    stay(text, &format!("The king visited Oman on Monday. {text}"), &words);
    stay(text, &format!("{text} The king visited Oman on Monday."), &words);
    stay(text, &format!("The army attacked the port.\n\n{text}"), &words);
    let wrapped = "Rebels shelled the town for a third day on Monday.  Norway condemned the raid and\n\
                   asked both sides to return to the talks in Oslo.";
    stay(text, wrapped, &words);
}

#[test]
fn an_id_changes_with_its_sentence_and_its_source() {
    let text = "Rebels shelled the town.";
    assert_ne!(ids(text, &["shelled"]), ids("Rebels shelled the port.", &["shelled"]));
    let reading = read(text, None, Lexicon::built_in());
    let event = reading.events.iter().find(|it| reading.slice(it.trigger) == "shelled").unwrap();
    let id = |source| Ids::of(&reading, source).event(event.trigger, event.sentence);
    assert_ne!(id("report"), id("another"));
}

#[test]
fn several_events_of_a_sentence_have_ids_of_their_own() {
    differ("Rebels shelled the town and Kenya shelled the port.", &["shelled"]);
    differ("Rebels shelled the town and burned a bridge.", &["shelled", "burned"]);
    // The same sentence twice.
    differ("Rebels shelled the town.\n\nRebels shelled the town.", &["shelled"]);
    // The same word twice: what is to come, and that it was announced.
    differ("Norway will expel two diplomats.", &["expel", "will"]);
}

#[test]
fn statements_are_anchored_to_their_words() {
    let id = |text: &str| {
        let reading = read(text, None, Lexicon::built_in());
        let mut ids = Ids::of(&reading, "report");
        let said = reading.statements.iter().map(|it| ids.statement(&it.content));
        said.collect::<Vec<_>>()
    };
    let one = id("“We will talk,” Marta Lind said.");
    assert_eq!(one, id("Rebels shelled the town.\n\n“We will talk,” Marta Lind said."));
    assert_eq!(one, id("“We\nwill talk,” Marta Lind said."));
    assert_ne!(one, id("“We will go,” Marta Lind said."));
    assert!(one.iter().all(|id| id.starts_with("said-")) && one.len() == 1, "{one:?}");
}
