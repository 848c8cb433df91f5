//! When the events of an article of Thursday, 13 August 2015, happened.

use super::*;
use crate::{
    extract,
    model::{Kind, day::Day},
};

/// `trigger=date` of each act that a verb tells outright, whoever it names.
#[track_caller]
fn check(text: &str, expect: &str) {
    let reading = extract::read(text, Day::of(2015, 8, 13), Lexicon::built_in());
    let acts = reading.events.iter().filter(|event| event.kind != Kind::Statement);
    let sure = acts.filter(|event| event.confidence >= 0.45);
    let dates = sure.map(|event| {
        let when = event.when.as_ref().map_or(String::new(), When::edtf);
        format!("{}={when}", reading.slice(event.trigger))
    });
    assert_eq!(dates.collect::<Vec<_>>().join(" | "), expect, "in: {text}");
}

/// The date of the verb `said`.
#[track_caller]
fn said(text: &str, expect: &str) {
    let reading = extract::read(text, Day::of(2015, 8, 13), Lexicon::built_in());
    let told = reading.events.iter().find(|event| reading.slice(event.trigger) == "said");
    let when = told.and_then(|event| event.when.as_ref()).map_or(String::new(), When::edtf);
    assert_eq!(when, expect, "in: {text}");
}

#[test]
fn the_clause_or_the_sentence_tells_the_date() {
    check("The ministers met in Vienna on Tuesday.", "met=2015-08-11");
    check("On 3 May 2014 the rebels attacked the town.", "attacked=2014-05-03");
    check("The rebels attacked the town in May 2014.", "attacked=2014-05");
    check("France will visit Iran on 20 August.", "visit=2015-08-20");
}

#[test]
fn the_context_tells_the_date() {
    check(
        "On Tuesday the minister visited Tehran. He met the president.",
        "visited=2015-08-11 | met=2015-08-11",
    );
    check("The rebels attacked the town.", "attacked=2015-08-13");
    check(
        "Iran's two-year talks have cost much. France is promoting a deal.",
        "promoting=2015-08~",
    );
    check(
        "On Tuesday the minister visited Tehran. Earlier in August, before the visit, France \
         attacked Libya.",
        "visited=2015-08-11 | attacked=[2015-08-01..2015-08-10]",
    );
}

#[test]
fn a_date_in_an_inserted_clause_is_not_that_of_the_sentence() {
    check(
        "France, which attacked Libya in October 2014, condemned Iran.",
        "attacked=2014-10 | condemned=2015-08-13",
    );
    check("France urged restraint before the vote in June.", "urged=2015-08-13");
    said("Turkey will visit Iran next month, France said.", "2015-08-13");
    said("On Tuesday, France said that it would wait.", "2015-08-11");
}

#[test]
fn what_is_only_background_has_no_date() {
    check("The rebels had attacked the town.", "attacked=");
    check("The ministers will meet.", "meet=");
    check("France already supports the plan.", "supports=");
    check("The army, which backs the rebels, is strong.", "backs=");
}
