use std::fmt::Write as _;

use super::*;
use crate::extract::read;

/// The clauses of a text, a line each: what its verb says, its predicate, and who and what it is
/// about. `^` stands before a subject that belongs to another clause.
fn clauses(text: &str) -> Vec<String> {
    let reading = read(text, None, Lexicon::built_in());
    let line = |clause: &Clause| {
        let mut line = String::new();
        match clause.tense {
            Tense::Past => line.push_str("past "),
            Tense::Present => line.push_str("present "),
            Tense::None => {}
        }
        let signs = [
            (clause.modality == Modality::Will, "will "),
            (clause.modality == Modality::Would, "would "),
            (clause.modality == Modality::Must, "must "),
            (clause.modality == Modality::May, "may "),
            (clause.form == Form::Infinitive, "to "),
            (clause.form == Form::Gerund, "-ing "),
            (clause.form == Form::Participle, "-ed "),
            (clause.perfect, "perfect "),
            (clause.progressive, "progressive "),
            (clause.passive, "passive "),
            (clause.negated, "not "),
        ];
        line.extend(signs.iter().filter(|sign| sign.0).map(|sign| sign.1));
        line.push_str(reading.word(clause.predicate));
        let shared = if clause.is_shared { "^" } else { "" };
        let arguments = [
            ("subject", shared, clause.subject),
            ("object", "", clause.object),
            ("agent", "", clause.agent),
        ];
        for (name, sign, token) in arguments {
            if let Some(token) = token {
                write!(line, " {name}:{sign}{}", reading.word(token)).unwrap();
            }
        }
        line
    };
    reading.clauses.iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(clauses(text), expect, "{text}");
}

/// How each clause hangs from the one above it.
#[track_caller]
fn links(text: &str, expect: &[(&str, Link)]) {
    let reading = read(text, None, Lexicon::built_in());
    let found = reading.clauses.iter().map(|clause| (reading.word(clause.predicate), clause.link));
    assert_eq!(found.collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn tenses() {
    check("Rebels attacked the town.", &["past attacked subject:Rebels object:town"]);
    check("The army attacks the town.", &["present attacks subject:army object:town"]);
    check(
        "The army has attacked the town.",
        &["present perfect attacked subject:army object:town"],
    );
    check("The army had attacked the town.", &["past perfect attacked subject:army object:town"]);
    check(
        "The army is attacking the town.",
        &["present progressive attacking subject:army object:town"],
    );
    check(
        "The army was attacking the town.",
        &["past progressive attacking subject:army object:town"],
    );
}

#[test]
fn modals_say_how_real_it_is() {
    check("The army will attack the town.", &["will attack subject:army object:town"]);
    check("The army would attack the town.", &["would attack subject:army object:town"]);
    check("The army must leave the town.", &["must leave subject:army object:town"]);
    check("The army may attack the town.", &["may attack subject:army object:town"]);
    check("The army could attack the town.", &["may attack subject:army object:town"]);
    check("The ministers are to meet in Oslo.", &["present will meet subject:ministers"]);
}

#[test]
fn passives_have_an_agent() {
    check("The town was attacked.", &["past passive attacked subject:town"]);
    check("The town was attacked by rebels.", &["past passive attacked subject:town agent:rebels"]);
    check(
        "The town has been attacked by rebels.",
        &["present perfect passive attacked subject:town agent:rebels"],
    );
    check("The treaty will be signed on Monday.", &["will passive signed subject:treaty"]);
}

#[test]
fn what_is_denied() {
    check("The army did not attack the town.", &["past not attack subject:army object:town"]);
    check("The army didn't attack the town.", &["past not attack subject:army object:town"]);
    check("The army never attacked the town.", &["past not attacked subject:army object:town"]);
    check("The army won't attack the town.", &["will not attack subject:army object:town"]);
    check("No deal was reached.", &["past passive not reached subject:deal"]);
    check("The ministers reached no deal.", &["past not reached subject:ministers object:deal"]);
    check("Nobody attacked the town.", &["past not attacked subject:Nobody object:town"]);
}

#[test]
fn subjects_are_shared() {
    check(
        "The two sides agreed to hold talks.",
        &["past agreed subject:sides", "to hold subject:^sides object:talks"],
    );
    check(
        "Kenya asked Uganda to release the fishermen.",
        &["past asked subject:Kenya", "to release subject:^Uganda object:fishermen"],
    );
    check(
        "The rebels shelled the town and killed ten people.",
        &["past shelled subject:rebels object:town", "past killed subject:^rebels object:people"],
    );
    check(
        "The protesters were arrested and deported.",
        &["past passive arrested subject:protesters", "past passive deported subject:^protesters"],
    );
    check(
        "The army withdrew without attacking the rebels.",
        &["past withdrew subject:army", "-ing attacking subject:^army object:rebels"],
    );
    check(
        "Turkey accused Greece of bombing the port.",
        &["past accused subject:Turkey object:Greece", "-ing bombing subject:^Greece object:port"],
    );
}

#[test]
fn a_relative_clause_is_about_its_noun() {
    check(
        "The rebels, who shelled the town, have withdrawn.",
        &["past shelled subject:^rebels object:town", "present perfect withdrawn subject:rebels"],
    );
    check(
        "The envoy praised the treaty which the ministers signed.",
        &[
            "past praised subject:envoy object:treaty",
            "past signed subject:ministers object:treaty",
        ],
    );
    check(
        "The envoy praised the treaty signed by both ministers.",
        &[
            "past praised subject:envoy object:treaty",
            "-ed passive signed subject:^treaty agent:ministers",
        ],
    );
    check(
        "The army took the town the rebels had left.",
        &["past took subject:army object:town", "past perfect left subject:rebels object:town"],
    );
}

#[test]
fn clauses_hang_from_each_other() {
    links(
        "The envoy said that the army had attacked.",
        &[("said", Link::Root), ("attacked", Link::Complement)],
    );
    links(
        "The army withdrew after rebels shelled the town.",
        &[("withdrew", Link::Root), ("shelled", Link::Adverbial)],
    );
    links("The two sides agreed to hold talks.", &[("agreed", Link::Root), ("hold", Link::Open)]);
    links(
        "The army shelled the town and killed ten people.",
        &[("shelled", Link::Root), ("killed", Link::Conjunct)],
    );
    links(
        "The treaty signed in May was broken.",
        &[("signed", Link::Adnominal), ("broken", Link::Root)],
    );
    links("Talks failed, the envoy said.", &[("failed", Link::Complement), ("said", Link::Root)]);
}

#[test]
fn a_participle_in_a_noun_phrase_is_no_clause() {
    check(
        "The riot police arrested the wounded soldiers.",
        &["past arrested subject:police object:soldiers"],
    );
    check("", &[]);
    check("\u{202e}\" ' -- ( 5 ; THE", &[]);
}

#[test]
fn participles_with_objects_are_verbs() {
    check(
        "Border guards detained nine smugglers near Herat.",
        &["past detained subject:guards object:smugglers"],
    );
    check(
        "The raid came hours after gunmen seized the radio station.",
        &["past came subject:raid", "past seized subject:gunmen object:station"],
    );
    check("Miners marched through La Paz on Friday.", &["past marched subject:Miners"]);
    check(
        "Farmers clashed with guards in Jos, and four people were injured.",
        &["past clashed subject:Farmers", "past passive injured subject:people"],
    );
    check("Guards beat two prisoners.", &["past beat subject:Guards object:prisoners"]);
}

#[test]
fn subjects_have_all_their_words() {
    check("Oman's navy rescued the crew.", &["past rescued subject:navy object:crew"]);
    check(
        "Qatar and its neighbours closed the border.",
        &["past closed subject:Qatar object:border"],
    );
    check("Talks between Oman and Yemen collapsed on Sunday.", &["past collapsed subject:Talks"]);
    check(
        "President Anna Lind and rebel leader Omar Dahl met in Oslo.",
        &["past met subject:Anna"],
    );
    check(
        "Days after shells were fired at the port, the crew left.",
        &["past passive fired subject:shells", "past left subject:crew"],
    );
}

#[test]
fn what_is_said_goes_on_behind_and() {
    check(
        "A spokesman said troops entered the town and freed ten hostages.",
        &[
            "past said subject:spokesman",
            "past entered subject:troops object:town",
            "past freed subject:^troops object:hostages",
        ],
    );
    check(
        "Raiders burned two barges, killing six sailors, the coast guard said.",
        &[
            "past burned subject:Raiders object:barges",
            "-ing killing subject:^Raiders object:sailors",
            "past said subject:guard",
        ],
    );
    check(
        "Nine sailors were killed and dozens wounded on Monday.",
        &["past passive killed subject:sailors", "past passive wounded subject:dozens"],
    );
}
