use std::fmt::Write as _;

use crate::{
    extract::{
        Extent, Lexicon, read,
        reading::event::{Event, SURE},
    },
    model::Kind,
};

/// The events of a text that stand in a timeline: kind, trigger, who with their roles, status if it
/// is not `occurred`, place.
fn events(text: &str) -> Vec<String> {
    let reading = read(text, None, Lexicon::built_in());
    let sure = |event: &&Event| {
        event.confidence >= SURE && !matches!(event.kind, Kind::Other | Kind::Statement)
    };
    let line = |event: &Event| {
        let mut line = format!("{} {}", event.kind, reading.slice(event.trigger));
        for &(actor, role) in &event.actors {
            write!(line, " {}:{role}", reading.actors[actor].name).unwrap();
        }
        if event.status != crate::model::Status::Occurred {
            write!(line, " ({})", event.status).unwrap();
        }
        if let Some(place) = event.place {
            write!(line, " @{}", reading.slice(place)).unwrap();
        }
        line
    };
    reading.events.iter().filter(sure).map(line).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(events(text), expect, "{text}");
}

/// The kinds of all triggers, sure or not.
#[track_caller]
fn kinds(text: &str, expect: &[Kind]) {
    let reading = read(text, None, Lexicon::built_in());
    let told = reading.events.iter().map(|event| event.kind);
    let told: Vec<Kind> =
        told.filter(|kind| !matches!(kind, Kind::Other | Kind::Statement)).collect();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn verbs_tell_who_acts_on_whom() {
    check("Norway condemned Russia.", &["accuse condemned Norway:initiator Russia:recipient"]);
    check(
        "Russia was condemned by Norway.",
        &["accuse condemned Norway:initiator Russia:recipient"],
    );
    check(
        "France expelled two Libyan diplomats.",
        &["sanction expelled France:initiator Libyan diplomats:recipient"],
    );
    check(
        "Chad launched an attack on Libya.",
        &["assault launched Chad:initiator Libya:recipient"],
    );
    check(
        "Peru and Chile signed a treaty in Lima.",
        &["support signed Peru:participant Chile:participant @Lima"],
    );
    check("Ghana sent food and medicine to Togo.", &["aid sent Ghana:initiator Togo:recipient"]);
    check(
        "Iran rejected a proposal to meet envoys of Israel.",
        &["reject rejected Iran:initiator Envoys of Israel:recipient Israel:subject"],
    );
}

#[test]
fn what_a_verb_governs_changes_its_kind() {
    check(
        "Kenya agreed to send aid to Somalia.",
        &["agree agreed Kenya:initiator Somalia:recipient"],
    );
    check("Turkey vowed to bomb Syria.", &["threaten vowed Turkey:initiator Syria:recipient"]);
    check(
        "Cuba refused to release the prisoners.",
        &["reject refused Cuba:initiator Prisoners:recipient"],
    );
    check(
        "Sweden urged Finland to help Estonia.",
        &["request urged Sweden:initiator Finland:recipient Estonia:subject"],
    );
    check(
        "Israel lifted the blockade of Lebanon.",
        &["retreat lifted Israel:initiator Lebanon:recipient"],
    );
    check(
        "Japan suspended aid to Myanmar.",
        &["sanction suspended Japan:initiator Myanmar:recipient"],
    );
    check(
        "Poland began to withdraw its troops from Iraq.",
        &["retreat withdraw Poland:initiator Iraq:recipient"],
    );
}

#[test]
fn what_did_not_happen_is_no_event() {
    check("India did not attack Pakistan.", &[]);
    check("If India attacked Pakistan, China would respond.", &[]);
    check("Egypt may visit Sudan.", &[]);
    check(
        "Egypt will not release the prisoners.",
        &["reject release Egypt:initiator Prisoners:recipient"],
    );
    check(
        "The king of Jordan was expected to visit Oman.",
        &["consult visit King of Jordan:initiator (planned)"],
    );
    check(
        "Serbia is to receive Angela Merkel.",
        &["consult receive Serbia:host Angela Merkel:participant (planned)"],
    );
}

#[test]
fn an_inserted_clause_keeps_its_subject() {
    check(
        "Egypt attacked Libya, a day after rebels shelled the town.",
        &["assault attacked Egypt:initiator Libya:recipient", "assault shelled Rebels:initiator"],
    );
    check(
        "France, which attacked Libya in October 2014, condemned Iran.",
        &[
            "assault attacked France:initiator Libya:recipient",
            "accuse condemned France:initiator Iran:recipient",
        ],
    );
}

#[test]
fn words_alone_give_a_doubtful_kind() {
    kinds("Niger deployed troops and Mali arrested a journalist.", &[Kind::Mobilize, Kind::Coerce]);
    kinds("The talks between Iran and Iraq ended.", &[Kind::Consult]);
    kinds("", &[]);
    kinds("\u{202e}\" ' -- ( 5 ; THE", &[]);
}

#[test]
fn every_verb_is_an_event_to_be_dated() {
    let reading = read("The firm bought a mill and painted it.", None, Lexicon::built_in());
    let words: Vec<&str> =
        reading.events.iter().map(|event: &Event| reading.slice(event.trigger)).collect();
    assert_eq!(words, ["bought", "painted"]);
    assert!(reading.events.iter().all(|event| event.trigger != Extent::default()));
}
