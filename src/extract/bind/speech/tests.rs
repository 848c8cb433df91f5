use super::*;
use crate::{
    extract::{Lexicon, read},
    model::When,
};

fn reading(text: &str) -> Reading<'_> {
    let day = When::parse("2015-08-13").unwrap().earliest_start();
    read(text, Some(day), Lexicon::built_in())
}

/// The words of the statements of a text that stand in its timeline.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let reading = reading(text);
    let standing = (0..reading.statements.len()).filter(|&number| stands(&reading, number));
    let words: Vec<String> =
        standing.map(|number| reading.statements[number].words(&reading)).collect();
    assert_eq!(words, expect, "{text}");
}

/// The days on which something is said in a text.
#[track_caller]
fn check_days(text: &str, expect: &[&str]) {
    let reading = reading(text);
    let said = reading.events.iter().filter(|event| event.rule == RULE);
    let days: Vec<String> =
        said.map(|event| event.when.as_ref().map_or(String::new(), When::edtf)).collect();
    assert_eq!(days, expect, "{text}");
}

#[test]
fn what_is_planned_does_not_date_who_says_so() {
    check_days("According to the ministry, Norway will send troops on Friday.", &["2015-08-13"]);
    check_days(
        "The minister said on Monday that he would introduce the bill on Friday.",
        &["2015-08-10"],
    );
    check_days("Norway will leave in June, according to the ministry.", &["2015-08-13"]);
    check_days("Lind said that Norway would attack Oman on Friday.", &["2015-08-13"]);
}

#[test]
fn what_is_said_is_of_the_day_of_saying() {
    check_days("In May, Iran said that it had built a bomb.", &["2015-05"]);
    check_days(
        "Lind, whose envoy is expected to leave tomorrow, said that the talks had failed.",
        &["2015-08-13"],
    );
    check_days("Iran said on Monday that it had built a bomb.", &["2015-08-10"]);
    check_days("Chad declared that Oman must return to the treaty.", &["2015-08-13"]);
    check_days(
        "Kenya last week expelled an envoy. “It is wrong,” said Omar Lind.",
        &["2015-08-13"],
    );
    check_days("The toll is eighty, although envoys believe it is higher.", &["2015-08-13"]);
    check_days(
        "Lind vowed that Chad would win, with General Bah dismissing the plan as “a farce”.",
        &["2015-08-13"],
    );
}

#[test]
fn only_what_is_said_stands() {
    check("Lind announced new measures against the rebels this week.", &[]);
    check("Oman declared a formal end to the truce with the rebels.", &[]);
    check("Lind hopes that the talks will go on.", &[]);
    check("They intend to march to the palace on Friday with the unions.", &[]);
    check("Lind rejected it in a vote, with nine against two.", &[]);
    check(
        "Lind rejected calls to work with the rebels of Oman.",
        &["rejected calls to work with the rebels of Oman"],
    );
    check("Lind called on the rebels of Oman to leave the town.", &[]);
    check("Lind accused the rebels of having shelled the town on Monday.", &[]);
    check(
        "Lind called the raid on the port an act of piracy.",
        &["called the raid on the port an act of piracy"],
    );
    check("The rebels denied having met them.", &["denied having met them"]);
    check("Lind has not commented on the plan of the bloc so far.", &[]);
    check("About 300 people marched, demanding that the army leave.", &[]);
    check("An envoy who asked not to be named left the town.", &[]);
    check("Lind announced that rain would fall.", &["rain would fall"]);
    check("Lind declined to comment on reports that the rebels had fled the town.", &[]);
    check("The ministry refused to confirm that the rebels had fled.", &[]);
    check("Lind refused to accept that it was over.", &[]);
    check("Oman criticized Erik Lind, whose team it called too large.", &[]);
}

#[test]
fn a_headline_is_told_by_its_text() {
    check(
        "Lind says Oman lost the war in the north\n\nLind said the talks had failed. Rain fell.",
        &["the talks had failed"],
    );
    check("Lind says Oman lost the war in the north.", &["Oman lost the war in the north"]);
}
