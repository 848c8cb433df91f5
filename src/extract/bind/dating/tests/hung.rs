//! Dates that stand where the tree hangs them from something else than what they date.

use super::check;

#[test]
fn what_opens_a_sentence_tells_when() {
    for (text, expect) in [
        ("In the worst attack, on 2 July, gunmen killed twelve people.", "killed=2015-07-02"),
        ("At the last session, in May, the two sides refused to talk.", "refused=2015-05"),
        (
            "On August 4, one day before the deal was to be signed, the judges ordered Oman to stay away.",
            "signed=2015-08-05 | ordered=2015-08-04",
        ),
        (
            "On Monday, hours before the vote was to begin, rebels shelled the town.",
            "shelled=2015-08-10",
        ),
        (
            "At a meeting in Oslo in June, the ministers signed a treaty.",
            "meeting=2015-06 | signed=2015-06",
        ),
    ] {
        check(text, expect);
    }
}

#[test]
fn two_verbs_have_a_date_each() {
    for (text, expect) in [
        (
            "The rebels attacked Goma on Monday and on Tuesday seized Bukavu.",
            "attacked=2015-08-10 | seized=2015-08-11",
        ),
        (
            "Zambia protested on 5 July and on 9 July sent two battalions to the area.",
            "protested=2015-07-05 | sent=2015-07-09",
        ),
        (
            "Eritrea, which in October banned helicopters and in December expelled the staff, had no comment.",
            "banned=2014-10 | expelled=2014-12",
        ),
        ("Rebels attacked Goma on Monday and on Tuesday.", "attacked={2015-08-10,2015-08-11}"),
    ] {
        check(text, expect);
    }
}

#[test]
fn a_text_tells_when_it_was_said() {
    for (text, expect) in [
        ("A commission blamed the army for many of the deaths in a 1999 report.", "blamed=1999"),
        (
            "In letters sent on Sunday to the council, the ministry blamed Oman and demanded an inquiry.",
            "blamed=2015-08-09 | demanded=2015-08-09",
        ),
    ] {
        check(text, expect);
    }
}

#[test]
fn what_befalls_an_occasion_befalls_it_then() {
    check(
        "In March, the king named three judges in a session boycotted by the opposition.",
        "named=2015-03 | boycotted=2015-03",
    );
    // A town may have been seized at any time before.
    check(
        "In March, police arrested two men in a town seized by the rebels.",
        "arrested=2015-03 | seized=../2015-08-13",
    );
}

#[test]
fn what_a_distance_counts_from_may_stand_behind_it() {
    for (text, expect) in [
        (
            "Two weeks after the army seized power, the junta has closed the border.",
            "seized=2015-07-30 | closed=2015-08-13",
        ),
        (
            "They entered the town on 3 March in pursuit of gunmen who two days before had attacked Oman.",
            "attacked=2015-03-01",
        ),
    ] {
        check(text, expect);
    }
}

#[test]
fn what_lasts_since_a_day_is_no_day_of_what_follows() {
    check(
        "Fighters, who have surrounded the camp since 4 July, searched the trucks at 2:40 p.m.",
        "surrounded=2015-07-04/.. | searched=2015-08-13T14:40",
    );
    check(
        "Oslo and Oman have discussed an inquiry into the abductions of nationals in the 1970s.",
        "discussed=2015-08-13 | abductions=197X",
    );
}

#[test]
fn what_is_joined_shares_the_day_behind_the_last() {
    for (text, expect) in [
        (
            "The general sent troops to the town, imposed a curfew and closed the port on Tuesday.",
            "sent=2015-08-11 | imposed=2015-08-11 | closed=2015-08-11",
        ),
        (
            "Police questioned the editor on Tuesday, then released him.",
            "questioned=2015-08-11 | released=2015-08-11",
        ),
        (
            "Ten presidents, meeting in Accra on Saturday, condemned Oman.",
            "meeting=2015-08-08 | condemned=2015-08-08",
        ),
        (
            "A court jailed the editor, a verdict that the union denounced.",
            "jailed=2015-08-13 | denounced=2015-08-13",
        ),
        (
            "The council welcomes the signing on 10 August of an accord.",
            "welcomes=2015-08-10 | signing=2015-08-10",
        ),
    ] {
        check(text, expect);
    }
}
