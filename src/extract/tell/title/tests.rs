use super::*;
use crate::{
    extract::{Lexicon, read},
    model::Kind,
};

/// The titles of the events of a text: of those that are none, too, but not of the others that tell
/// only that something happened.
fn titles(text: &str) -> Vec<String> {
    let reading = read(text, None, Lexicon::built_in());
    let told = |event: &&Event| {
        event.signs.doubt.is_none()
            && !event.signs.is_guessed
            && !matches!(event.kind, Kind::Other | Kind::Statement)
    };
    reading.events.iter().filter(told).map(|event| of_event(&reading, event)).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(titles(text), expect, "{text}");
}

/// The titles of the statements of a text.
#[track_caller]
fn said(text: &str, expect: &[&str]) {
    let reading = read(text, None, Lexicon::built_in());
    let titles = reading.statements.iter().map(|statement| of_statement(&reading, statement));
    assert_eq!(titles.collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn what_opens_in_a_title_closes() {
    check(
        "Resolution 99 (2013) was adopted by the Security Council.",
        &["Resolution 99 (2013) was adopted by the Security Council"],
    );
    check(
        "The Security Council adopted resolution 99 (2013).",
        &["The Security Council adopted resolution 99 (2013)"],
    );
    check(
        "The Security Council adopted resolution 99 (2013) on 20 November.",
        &["The Security Council adopted resolution 99 (2013) on 20 November"],
    );
}

#[test]
fn a_title_is_a_clause_of_the_text() {
    check(
        "Egyptian police arrested forty protesters in Cairo.",
        &["Egyptian police arrested forty protesters in Cairo"],
    );
    check(
        "China met the Union of Asian Lawyers (UAL) on Monday.",
        &["China met the Union of Asian Lawyers (UAL) on Monday"],
    );
    check(
        "The ministers of Peru and Chile signed a treaty in Lima.",
        &["The ministers of Peru and Chile signed a treaty in Lima"],
    );
    check(
        "The town was shelled by rebels on Monday.",
        &["The town was shelled by rebels on Monday"],
    );
    check(
        "The delegations are to meet again on Friday.",
        &["The delegations are to meet again on Friday"],
    );
}

#[test]
fn a_title_has_no_attribution() {
    check(
        "A spokeswoman for the Danish navy said that pirates had boarded a tanker.",
        &["Pirates had boarded a tanker"],
    );
    check("Rebels shelled the town, officials said.", &["Rebels shelled the town"]);
    check("According to the ministry, rebels shelled the town.", &["Rebels shelled the town"]);
}

#[test]
fn what_is_left_out_is_marked() {
    check("Libya, which borders Chad, condemned France.", &["Libya … condemned France"]);
    check("Two sides agreed to hold talks, the envoy said.", &["Two sides agreed to hold talks"]);
    check(
        "The army shelled the town and arrested ten men.",
        &["The army shelled the town", "The army … arrested ten men"],
    );
}

#[test]
fn a_title_leaves_out_clauses_in_which_it_does_not_end() {
    check(
        "Egypt attacked Libya, after rebels shelled the town.",
        &["Egypt attacked Libya", "Rebels shelled the town"],
    );
    check("The army shelled the town, killing ten people.", &["The army shelled the town"]);
}

#[test]
fn a_name_stands_in_the_place_of_a_pronoun() {
    check(
        "Kari Dahl visited Tehran. She met President Rostami.",
        &["Kari Dahl visited Tehran", "[Kari Dahl] met President Rostami"],
    );
    check(
        "Foreign Minister Kari Dahl visited Tehran. The minister met President Rostami.",
        &["Foreign Minister Kari Dahl visited Tehran", "[Kari Dahl] met President Rostami"],
    );
}

#[test]
fn an_event_of_a_noun_is_called_by_its_noun_phrase() {
    check(
        "Poland left a meeting with Belarus in Minsk.",
        &["Poland left a meeting with Belarus in Minsk", "Meeting with Belarus in Minsk"],
    );
    // But a verb that only says when it was makes a clause of it.
    check("The talks began in Vienna on Monday.", &["The talks began in Vienna on Monday"]);
    check("A peace conference was held in Nairobi.", &["A peace conference was held in Nairobi"]);
}

#[test]
fn a_long_title_is_cut_between_words() {
    let text = "Egyptian police arrested forty protesters, thirty students, twenty teachers, ten \
                workers, nine lawyers, eight doctors, seven writers and six farmers in Cairo.";
    for title in titles(text) {
        let length = title.chars().count();
        assert!((80..=LENGTH + 2).contains(&length), "{length}: {title}");
        let words = title.strip_suffix(" …").expect(&title);
        assert!(text.contains(words), "{words}");
    }
    assert!(!titles(text).is_empty());
}

#[test]
fn a_statement_is_called_by_its_words() {
    said("“We will talk,” Marta Lind said.", &["Marta Lind: \"We will talk\""]);
    said("“We will talk,” the minister said.", &["Minister: \"We will talk\""]);
    said(
        "Marta Lind said that the army had left the town.",
        &["Marta Lind: The army had left the town"],
    );
}
