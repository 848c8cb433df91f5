//! Who is found to speak, whatever stands between the name and the verb, and where what is said ends.

use super::{check, check_speakers};

#[test]
fn a_speaker_stands_before_an_aside() {
    check(
        "The trade ministry, which had kept silent, said on Friday the port was open.",
        &["paraphrase: The trade ministry, which had kept silent | the port was open"],
    );
    check(
        "Nine men were taken to Oslo, where a nurse, who feared for her post, said that one had died.",
        &["paraphrase: a nurse, who feared for her post | that one had died"],
    );
    check(
        "An aide, who asked not to be identified, said Norway would pay.",
        &["paraphrase: An aide, who asked not to be identified | Norway would pay"],
    );
    check(
        "Addressing the council on Friday, the envoy, Kari Dahl, said the truce was failing.",
        &["paraphrase: the envoy, Kari Dahl | the truce was failing"],
    );
}

#[test]
fn a_speaker_may_do_something_before() {
    check(
        "Lind, asked by reporters whether he would go to Oslo, smiled and said he was tired.",
        &["paraphrase: Lind | he was tired"],
    );
}

#[test]
fn a_speaker_stands_behind_a_conjunction() {
    check(
        "Lind criticized the plan, and one senator, Erik Bakke of Oslo, demanded that it be dropped.",
        &[
            "paraphrase: Lind | the plan",
            "paraphrase: one senator, Erik Bakke of Oslo | that it be dropped",
        ],
    );
    check(
        "Norway welcomed the truce, and the Red Cross said two of its lorries carrying flour crossed.",
        &[
            "paraphrase: Norway | the truce",
            "paraphrase: the Red Cross | two of its lorries carrying flour crossed",
        ],
    );
}

#[test]
fn a_count_or_a_place_opens_what_is_said() {
    check(
        "At least 20 people were hurt, doctors said.",
        &["paraphrase: doctors | At least 20 people were hurt"],
    );
    check(
        "At least 20 people were hurt, doctors told the BBC.",
        &["paraphrase: doctors | At least 20 people were hurt"],
    );
    check(
        "The guns later shelled the hills above the town, villagers said by telephone.",
        &["paraphrase: villagers | The guns later shelled the hills above the town"],
    );
}

#[test]
fn a_verb_before_its_speaker_is_set_in_a_clause() {
    check(
        "The port, said an army spokesman, Col. Omar Bah, \"will be held to the end.\"",
        &["fragment: an army spokesman, Col. Omar Bah | The port | will be held to the end."],
    );
    check("Said Lind: “We will go.”", &["verbatim: Lind | We will go."]);
}

#[test]
fn whoever_comes_to_say_something_says_it() {
    check(
        "The vice-president went on television to say that the envoy would leave.",
        &["paraphrase: The vice-president | that the envoy would leave"],
    );
    check(
        "Lind appeared on the radio to announce that the port was open.",
        &["paraphrase: Lind | that the port was open"],
    );
    check(
        "Lind refused to say that the port was open.",
        &["paraphrase: Lind | to say that the port was open"],
    );
    check("Lind was about to say that the port was open.", &[]);
}

#[test]
fn who_is_only_described_says_nothing() {
    check("Police arrested two men said to have filmed the port.", &[]);
    check("An aide who asked not to be named left.", &[]);
    check(
        "The OAU appealed for a truce, an appeal that Morocco rejected.",
        &["paraphrase: The OAU | a truce"],
    );
}

#[test]
fn what_is_said_ends_at_a_semicolon() {
    check(
        "According to the army, rebels fired first; Oslo maintains that a soldier had shot a boy.",
        &[
            "paraphrase: the army | rebels fired first",
            "paraphrase: Oslo | that a soldier had shot a boy",
        ],
    );
    check(
        "Police said on Monday they had held two men; the rebels blamed the army.",
        &["paraphrase: Police | they had held two men", "paraphrase: the rebels | the army"],
    );
}

#[test]
fn whoever_spoke_goes_on_behind_what_others_claim() {
    check_speakers(
        "Erik Lind rejected claims that the army was late, saying the vote would begin in June.",
        &["Erik Lind", "Erik Lind"],
    );
    check_speakers(
        "Erik Lind called on the rebels to leave, underlining that raids may be crimes.",
        &["Erik Lind", "Erik Lind"],
    );
    check_speakers(
        "Erik Lind blamed the rebels, who he said “speak of peace and prepare for war”.",
        &["Erik Lind", "Erik Lind"],
    );
}

#[test]
fn words_in_marks_belong_to_what_is_asked_for() {
    check(
        "Norway urged the rebels to leave, “whatever the price”.",
        &["fragment: Norway | to leave, “whatever the price”"],
    );
    check(
        "Lind urged “great restraint,” while Oman offered to mediate.",
        &["verbatim: Lind | great restraint,"],
    );
}

#[test]
fn a_heading_in_marks_is_not_said() {
    check(
        "The envoy left, the ministry said.\n\n‘Not a coup’\n\nRain fell in the town.",
        &["paraphrase: the ministry | The envoy left"],
    );
}

#[test]
fn a_dateline_may_name_its_agency_in_brackets() {
    check(
        "Jolo (Philippines) (AFP) - Two sailors were freed on Thursday, the army said.",
        &["paraphrase: the army | Two sailors were freed on Thursday"],
    );
}

#[test]
fn a_name_with_its_office_is_a_person() {
    check_speakers(
        "“It was late,” Hélène Dalsgaard, the head of the mission, told Reuters.",
        &["Hélène Dalsgaard"],
    );
    check_speakers(
        "The bloc's envoy, Danish diplomat Karsten Holm, left. He said that the talks had failed.",
        &["Karsten Holm"],
    );
}

#[test]
fn who_is_quoted_in_a_release_speaks_himself() {
    check_speakers(
        "Erik Lind met the guest. “It was late,” he told the guest, according to a press release.",
        &["Erik Lind"],
    );
}
