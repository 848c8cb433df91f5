//! When the events of an article of Thursday, 13 August 2015, happened.

mod distance;
mod hung;

use super::*;
use crate::{
    document, extract,
    model::{Kind, day::Day},
};

/// `trigger=date` of each act that a verb tells outright, whoever it names.
#[track_caller]
fn check(text: &str, expect: &str) {
    let reading = extract::read(text, Day::of(2015, 8, 13), Lexicon::built_in());
    let is_act = |event: &&Event| {
        !matches!(event.kind, Kind::Statement | Kind::Other) && event.signs.doubt.is_none()
    };
    let dates = reading.events.iter().filter(is_act).map(|event| {
        let when = event.when.as_ref().map_or(String::new(), When::edtf);
        format!("{}={when}", reading.slice(event.trigger))
    });
    assert_eq!(dates.collect::<Vec<_>>().join(" | "), expect, "in: {text}");
}

/// The same of a text without a day, below a heading.
#[track_caller]
fn check_below(heading: &str, text: &str, expect: &str) {
    let article = document::open("a.md", format!("# Notes\n\n## {heading}\n\n{text}\n"));
    let reading = extract::read_article(&article, Lexicon::built_in());
    let dates = reading.events.iter().filter(|event| event.kind != Kind::Other).map(|event| {
        let when = event.when.as_ref().map_or(String::new(), When::edtf);
        format!("{}={when}", reading.slice(event.trigger))
    });
    assert_eq!(dates.collect::<Vec<_>>().join(" | "), expect, "in: {text}");
}

#[test]
fn a_heading_tells_the_year() {
    check_below("2014", "In December the rebels attacked the town.", "attacked=2014-12");
    check_below("2014", "On 5 January France condemned the rebels.", "condemned=2014-01-05");
    check_below("2014", "The rebels attacked the town.", "attacked=2014");
    check_below("May 2014", "The rebels attacked the town.", "attacked=2014-05");
    check_below("May 2014", "On 9 April the rebels attacked the town.", "attacked=2014-04-09");
    check_below("2012–2014", "The rebels attacked the town.", "attacked=[2012-01-01..2014-12-31]");
    check_below("2014", "In 2011 the rebels attacked the town.", "attacked=2011");
    // What was spoken of last is nearer.
    check_below(
        "2014",
        "It snowed in 2011. In May the rebels attacked the town.",
        "snowed=2011 | attacked=2011-05",
    );
    check_below(
        "2014",
        "In May the rebels attacked the town. They attacked the port.\n\nFrance condemned the rebels.",
        "attacked=2014-05 | attacked=2014-05 | condemned=2014",
    );
    // No day to count from is known.
    check_below("2014", "The rebels attacked the town on Monday.", "attacked=2014");
    check_below("2014", "The rebels will attack the town.", "will= | attack=");
    check_below("In 2014 and after", "The rebels attacked the town.", "attacked=");
    check_below("3 May 2014", "The rebels attacked the town on Monday.", "attacked=2014-04-28");
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
fn the_day_of_writing_stands_in_datelines_of_all_sorts() {
    for dateline in [
        "KATHMANDU, AUG. 12.",
        "KATHMANDU, Aug. 12 --",
        "Kathmandu, Wednesday, Aug. 12.",
        "New Delhi, Aug 12:",
    ] {
        let text = format!("{dateline} The police today arrested 300 refugees.");
        check(&text, "arrested=2015-08-12");
    }
}

#[test]
fn what_goes_on_beside_the_lead_tells_the_day_of_the_news() {
    check(
        "With the strike entering its tenth day on Tuesday, ministers walked out of the hall. Police \
         arrested two men.",
        "walked=2015-08-11 | arrested=2015-08-11",
    );
}

#[test]
fn the_words_around_tell_the_date() {
    check("The ministers met in Vienna on Tuesday.", "met=2015-08-11");
    check("On 3 May 2014 the rebels attacked the town.", "attacked=2014-05-03");
    check("The rebels attacked the town in May 2014.", "attacked=2014-05");
    check("The rebels attacked the town from Sunday to Tuesday.", "attacked=2015-08-09/2015-08-11");
    check("France will visit Iran on 20 August.", "visit=2015-08-20");
    check("GENEVA, Aug 13, 2015 (AFP) - The ministers met in Vienna on Tuesday.", "met=2015-08-11");
    check(
        "Taba, Aug 13, 2015: Soldiers on Wednesday night left the town after talks with rebels.",
        "left=2015-08-12 | talks=2015-08-12",
    );
    check("Resolution 99 (2013) was adopted on Monday.", "adopted=2015-08-10");
    check("The council adopted resolution 99 (2013).", "adopted=2015-08-13");
    check("GENEVA, Aug 13, 2015 (AFP) — The ministers met in Vienna.", "met=2015-08-13");
    check("Iran and Iraq agreed to meet on 22 August.", "agreed=2015-08-13 | meet=2015-08-22");
    check(
        "The rebels began shelling the town on Monday.",
        "began=2015-08-10 | shelling=2015-08-10",
    );
    check("The president was killed in a 2001 coup.", "killed=2001 | coup=2001");
    check("When they met in May 2014, Iran rejected the plan.", "met=2014-05 | rejected=2014-05");
}

#[test]
fn the_context_tells_the_date() {
    check(
        "On Tuesday the minister visited Tehran. He met the president.",
        "visited=2015-08-11 | met=2015-08-11",
    );
    check("The rebels attacked the town.", "attacked=2015-08-13");
    check("France is promoting a deal.", "promoting=2015-08~");
    said("Iran is at war. France said so.", "2015-08-13");
    check(
        "On Tuesday the minister visited Tehran. Earlier in August, before the visit, France \
         attacked Libya.",
        "visited=2015-08-11 | attacked=[2015-08-01..2015-08-10]",
    );
    check(
        "On Tuesday the minister flew to Tehran. He met the king during the visit. Earlier in \
         August, before the minister's visit, France attacked Libya.",
        "flew=2015-08-11 | met=2015-08-11 | attacked=[2015-08-01..2015-08-10]",
    );
}

#[test]
fn the_day_of_the_news_goes_on_over_paragraphs_and_an_earlier_one_does_not() {
    check(
        "The rebels attacked Idlib on Monday.\n\nFrance attacked Libya.\n\nIran bombed Basra.",
        "attacked=2015-08-10 | attacked=2015-08-10 | bombed=2015-08-10",
    );
    check(
        "The rebels attacked Idlib on Monday.\n\nFrance attacked Libya on 3 May 2011. Italy \
         attacked Libya.\n\nIran bombed Basra.",
        "attacked=2015-08-10 | attacked=2011-05-03 | attacked=2011-05-03 | bombed=2015-08-10",
    );
    // What a later paragraph tells of the day before is not the news.
    check(
        "Rebels bombed Basra.\n\nOman condemned Iran.\n\nQatar praised France.\n\nFrance \
         visited Libya on Wednesday. It praised Libya.\n\nItaly condemned Iran.",
        "bombed=2015-08-13 | condemned=2015-08-13 | praised=2015-08-13 | visited=2015-08-12 | \
         praised=2015-08-12 | condemned=2015-08-13",
    );
}

#[test]
fn joined_verbs_share_the_date_of_the_last() {
    check(
        "Nine sailors were killed and dozens wounded on Monday.",
        "killed=2015-08-10 | wounded=2015-08-10",
    );
    check(
        "Police arrested two men and freed a hostage on Monday.",
        "arrested=2015-08-10 | freed=2015-08-10",
    );
    check(
        "On Tuesday Iran condemned Oman and recalled its ambassador a day later.",
        "condemned=2015-08-11 | recalled=2015-08-12",
    );
    check("The two sides concluded a pact on 3 March.", "concluded=2015-03-03");
    check("Guards beat two prisoners on Monday.", "beat=2015-08-10");
}

#[test]
fn what_other_words_are_dated_by_dates_no_other_event() {
    check(
        "France, which attacked Libya in October 2014, condemned Iran.",
        "attacked=2014-10 | condemned=2015-08-13",
    );
    check("France urged restraint before the vote in June.", "urged=2015-08-13");
    check("Norway praised Oman ahead of the vote on 20 August.", "praised=2015-08-13");
    check("France and Iran signed the May 9 accord.", "signed=2015-08-13");
    check("Iran attacked Iraq for the first time since 2003.", "attacked=2015-08-13");
    said("Turkey will visit Iran next month, France said.", "2015-08-13");
    said("On Tuesday, France said that it would wait.", "2015-08-11");
    said("“The truce ends on 20 August,” France said.", "2015-08-13");
}

#[test]
fn what_is_to_come_is_after_the_report_and_what_had_happened_before_it() {
    check("France will attack Libya.", "attack=[2015-08-13..]");
    check("The rebels had attacked the town.", "attacked=../2015-08-13");
    check(
        "On Tuesday the minister visited Tehran. The rebels had attacked the town.",
        "visited=2015-08-11 | attacked=../2015-08-11",
    );
    check("The army attacked the town on 31 June.", "attacked=");
}

#[test]
fn what_is_only_background_has_no_date() {
    check("The army, which backs the rebels, is strong.", "");
}

#[test]
fn a_long_chain_of_joined_verbs_needs_no_deep_stack() {
    let text = format!("Oman {}left.", "struck and ".repeat(3_000));
    let read = move || extract::read(&text, Day::of(2015, 8, 13), Lexicon::built_in()).events.len();
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(read).unwrap();
    assert!(thread.join().unwrap() > 1_000);
}

#[test]
fn what_ends_or_follows_an_act_is_near_it() {
    check(
        "On Monday protesters attacked the embassy before police arrested them.",
        "attacked=2015-08-10 | arrested=2015-08-10",
    );
    check(
        "Norway left the talks in May after Kenya rejected the plan.",
        "left=2015-05 | talks=2015-05 | rejected=2015-05",
    );
    check("In a video released on Monday, the rebels urged Kenya to leave.", "urged=2015-08-10");
}

#[test]
fn a_past_without_a_base_form_is_past() {
    check("Pakistan's army shot down a drone on Saturday.", "shot=2015-08-08");
    check("Police shot dead two students on Monday.", "shot=2015-08-10");
}

#[test]
fn a_time_between_subject_and_verb_is_that_of_the_verb() {
    for (when, date) in
        [("last month", "2015-07"), ("on Monday", "2015-08-10"), ("two days ago", "2015-08-11")]
    {
        check(&format!("The ministry {when} accused Kenya of theft."), &format!("accused={date}"));
        check(&format!("A group of lawyers {when} sued Kenya."), &format!("sued={date}"));
    }
    check("A board of jurists last week condemned Kenya.", "condemned=[2015-08-03..2015-08-09]");
    check("The accord of last May angered Kenya and Norway condemned it.", "condemned=2015-08-13");
}

#[test]
fn a_month_before_the_subject_needs_no_comma() {
    check("In May the army captured the town.", "captured=2015-05");
    check("In March rebels seized the port.", "seized=2015-03");
    check("In July police arrested ten men.", "arrested=2015-07");
    check("In December President Lind expelled two envoys.", "expelled=2014-12");
    check("In 2009 rebels shelled the town.", "shelled=2009");
    check("In March talks in Oslo, Iran rejected the plan.", "rejected=2015-03");
}

#[test]
fn what_happened_when_a_date_was() {
    check(
        "Clashes erupted on 26 July, when Kenya attacked a base.",
        "Clashes=2015-07-26 | attacked=2015-07-26",
    );
    check(
        "The war began on 5 January, when Iran shelled a town and captured a port.",
        "war=2015-01-05 | shelled=2015-01-05 | captured=2015-01-05",
    );
    check("They held out until May 2014, when Norway attacked.", "attacked=2014-05");
    check(
        "The siege began in June when rebels seized the bridge.",
        "siege=2015-06 | seized=2015-06",
    );
}

#[test]
fn a_date_within_the_subject_is_not_before_the_verb() {
    check(
        "Norway attacked Chad in March 2014. The summit, in Oslo in May, condemned Kenya.",
        "attacked=2014-03 | summit=2015-05 | condemned=2015-05",
    );
    check(
        "Norway attacked Chad in March 2014. A raid in May 2015 killed two monks.",
        "attacked=2014-03 | raid=2015-05 | killed=[2015-05-01..2015-08-13]",
    );
    check(
        "Norway attacked Chad in March 2014. Lind, commander of Kivu in 2009, was arrested.",
        "attacked=2014-03 | arrested=[2014-03-01..2015-08-13]",
    );
}

#[test]
fn a_date_that_opens_a_sentence_dates_what_is_said() {
    said("In February, the ministry said that it had sold arms.", "2015-02");
    said("In May, Kenya said that the raid was wrong.", "2015-05");
    said("In the first quarter, losses grew, Kenya said.", "2015-08-13");
}

#[test]
fn what_somebody_else_does_is_not_of_the_month_told_before() {
    check(
        "Rebels seized Gao in March 2012. They shelled a port. France condemned the rebels.",
        "seized=2012-03 | shelled=2012-03 | condemned=[2012-03-01..2015-08-13]",
    );
    check(
        "In May Oman expelled an envoy. Kenya condemned Oman. Oman arrested two men.",
        "expelled=2015-05 | condemned=[2015-05-01..2015-08-13] | arrested=2015-05",
    );
    said(
        "Kenya last month expelled an envoy. Lind said that it was wrong.",
        "[2015-07-01..2015-08-13]",
    );
    // Of a day all is told that follows, but no hour.
    check(
        "The talks began at 16:00 on Sunday. Norway condemned Oman.",
        "talks=2015-08-09T16:00 | condemned=2015-08-09",
    );
}

#[test]
fn the_news_is_of_the_first_sentence_below_all_headings() {
    check(
        "Sports and more\n\nFrom our staff\n\nWorld news\n\nRebels attacked Idlib on Monday.\n\nIran \
         bombed Basra.",
        "attacked=2015-08-10 | bombed=2015-08-10",
    );
}

#[test]
fn what_is_news_is_told_again_with_its_day() {
    check(
        "Norway and Oman have signed a pact.\n\nThe accord was signed on Tuesday.",
        "signed=2015-08-11 | signed=2015-08-11",
    );
    check(
        "Norway has expelled two envoys. The envoys were expelled on Tuesday.",
        "expelled=2015-08-11 | expelled=2015-08-11",
    );
    check(
        "Rebels have attacked a convoy. The port was attacked on Tuesday.",
        "attacked=2015-08-13 | attacked=2015-08-11",
    );
    check(
        "Norway has signed a pact. The accord was signed on 3 May 2011.",
        "signed=2015-08-13 | signed=2011-05-03",
    );
}

#[test]
fn this_week_ends_or_begins_with_the_report() {
    check("Norway attacked Oman this week.", "attacked=[2015-08-10..2015-08-13]");
    check("Norway will attack Oman this week.", "attack=[2015-08-13..2015-08-16]");
    check("Norway attacked Oman last week.", "attacked=[2015-08-03..2015-08-09]");
    check("Norway attacked Oman this month.", "attacked=2015-08");
}

#[test]
fn what_was_to_come_is_of_the_nearest_date() {
    check("The generals were to have met in October.", "met=2015-10");
    check("The generals were to meet in June.", "meet=2015-06");
    check("The generals will meet in June.", "meet=2016-06");
    check("Under the pact signed in 1974 by Norway and Oman, they were to leave.", "signed=1974");
}

#[test]
fn what_follows_from_a_paper_is_not_before_it() {
    check(
        "Norway freed two prisoners under a deal signed on 23 March 2009.",
        "freed=[2009-03-23..2015-08-13] | signed=2009-03-23",
    );
    check("Norway pledged in a 2013 accord to leave.", "pledged=2013");
    check("Norway promised to free them in a 2013 accord.", "promised=2013 | free=[2015-08-13..]");
    check(
        "Norway condemned the murder of two men in a 2013 raid.",
        "condemned=2015-08-13 | murder=2013 | raid=2013",
    );
}

#[test]
fn what_goes_on_for_long_is_of_no_single_day() {
    check(
        "Hundreds of people were killed between May 2014 and June 2015.",
        "killed=2014-05/2015-06",
    );
    check("Police arrested ten men between 2011 and 2013.", "arrested=2011/2013");
    check("A monk was killed between May and June.", "killed=[2015-05-01..2015-06-30]");
    check("The army shut the border for two weeks.", "shut=../2015-08-13");
    check("On Monday the army shut the border for two days.", "shut=2015-08-10");
}

#[test]
fn what_is_expected_on_a_day_is_done_on_it() {
    check(
        "The envoy is expected in Vienna on Tuesday to sign a pact.",
        "expected=2015-08-18 | sign=2015-08-18",
    );
    check(
        "The envoy is due in Vienna on Monday to meet the rebels.",
        "due=2015-08-17 | meet=2015-08-17",
    );
    check(
        "The king announced the move last Saturday, a day after parliament banned the union.",
        "announced=2015-08-08 | banned=2015-08-07",
    );
}

#[test]
fn a_dateline_tells_the_day_of_the_writing() {
    // Behind titles and bylines, and of a state whose name has small words.
    check(
        "Convoy Reaches Town\n\nDriver Dies on the Way\n\nBy HELEN STRADLING\n\nSpecial to \
         The Herald\n\nZENICA, Bosnia and Herzegovina, Aug. 12 -- Gunmen killed a driver today.",
        "killed=2015-08-12",
    );
    check("ZAGREB, Croatia, Aug. 12 -- Rebels shelled the town today.", "shelled=2015-08-12");
    check("12 August 2015 – Rebels today shelled the town.", "shelled=2015-08-12");
    check("OSLO, Aug. 11 (AFP) - Rebels shelled the town Monday.", "shelled=2015-08-10");
    // What is further off is no day of this writing.
    check("OSLO, May 3 (AFP) - Rebels shelled the town today.", "shelled=2015-08-13");
}

#[test]
fn a_year_in_a_name_dates_nothing() {
    check("Oman praised the 1951 Mutual Defence Treaty.", "praised=2015-08-13");
    check("Oman signed the treaty in 1951.", "signed=1951");
}

#[test]
fn a_date_before_the_verb_is_that_of_what_describes_the_subject() {
    check(
        "Ten sailors seized by pirates in March were freed on Tuesday.",
        "seized=2015-03 | freed=2015-08-11",
    );
    check(
        "Ten sailors who were seized by pirates on 3 March were freed on Tuesday.",
        "seized=2015-03-03 | freed=2015-08-11",
    );
    check(
        "The colonel who shot the king on Sunday fled on Tuesday.",
        "shot=2015-08-09 | fled=2015-08-11",
    );
    check(
        "A monk arrested two weeks ago was released on Tuesday.",
        "arrested=[2015-07-27..2015-08-02] | released=2015-08-11",
    );
    // What somebody does is no part of the words that describe.
    check(
        "A board representing the victims last week sued Kenya.",
        "sued=[2015-08-03..2015-08-09]",
    );
    check("Prosecutors in May charged two men with theft.", "charged=2015-05");
}

#[test]
fn a_day_right_behind_a_verb_is_its_own() {
    said("Kenya said on Tuesday it had closed its border.", "2015-08-11");
    said("The minister said Tuesday he would resign.", "2015-08-11");
    said("The minister said on Tuesday police had arrested ten men.", "2015-08-11");
    said("The court said in May it would hear the case.", "2015-05");
    check("Police said on Monday that they had arrested ten men.", "arrested=../2015-08-10");
    check("Last Friday rebels stormed the palace.", "stormed=2015-08-07");
    check(
        "Rebels freed two sailors on Tuesday, a month after they were seized.",
        "freed=2015-08-11 | seized=2015-07",
    );
    check(
        "On Monday India expelled two envoys; a day later, Pakistan expelled three.",
        "expelled=2015-08-10 | expelled=2015-08-11",
    );
}

#[test]
fn what_is_joined_goes_on_with_the_day_of_its_sentence() {
    check(
        "Rebels attacked the town on Monday and, hours later, the army shelled the port.",
        "attacked=2015-08-10 | shelled=2015-08-10",
    );
    check(
        "On Monday rebels exchanged fire with troops; three guards died, and a nurse is believed to \
         have been wounded.",
        "exchanged=2015-08-10 | died=2015-08-10 | wounded=../2015-08-10",
    );
    check(
        "In 2011 Oman invaded Chad and signed a pact with Mali two years later. Troops shelled the \
         port on Monday.",
        "invaded=2011 | signed=2013 | shelled=2015-08-10",
    );
}

#[test]
fn what_is_said_has_days_of_its_own() {
    // What somebody reports is the story of acts, not of what is said.
    let text = "Rebels attacked a convoy near Basra on Monday, police said. Three guards were \
                wounded.";
    check(text, "attacked=2015-08-10 | wounded=2015-08-10");
    said(text, "2015-08-13");
    // What others say of what is long over they may say later.
    check(
        "Oman met a Chadian envoy in Paris on 3 May. Chad's ministry denied that a deal had been \
         reached.",
        "met=2015-05-03 | denied=[2015-05-03..2015-08-13]",
    );
    check("A letter sent on Monday accused Oman of theft.", "accused=2015-08-10");
    check(
        "The general condemned Kenya in an interview with a newspaper last week.",
        "condemned=[2015-08-03..2015-08-09]",
    );
    said("Zidan, a clerk when Oman seized the port in 1980, said so.", "2015-08-13");
}

#[test]
fn what_follows_from_what_was_told_is_not_before_it() {
    check(
        "On Sunday gunmen killed a monk in Basra. A priest said that troops had burned two villages \
         in reprisal.",
        "killed=2015-08-09 | burned=[2015-08-09..2015-08-13]",
    );
    check(
        "On Sunday gunmen killed a monk in Basra. Troops burned two villages in reprisal.",
        "killed=2015-08-09 | burned=2015-08-09",
    );
    check(
        "Rebels attacked a college in April. Kenyan jets bombed two camps two days later.",
        "attacked=2015-04 | bombed=[2015-04-01..2015-08-13]",
    );
}

#[test]
fn an_act_that_was_told_has_its_day() {
    check("Gunmen killed two monks. The attack took place on Tuesday.", "killed=2015-08-11");
    check(
        "On Monday ministers met in Oslo. At the meeting they signed a pact.",
        "met=2015-08-10 | signed=2015-08-10",
    );
    check(
        "Rebels attacked a convoy on Monday, police said. Ten men were killed in the ambush.",
        "attacked=2015-08-10 | killed=2015-08-10",
    );
}

#[test]
fn what_somebody_is_invited_to_is_no_date_of_the_invitation() {
    check("Norway has invited both sides to talks in Oslo on 3 September.", "invited=2015-08-13");
    check("Three hostages were set free on Monday.", "set=2015-08-10");
    check(
        "Kenya expelled an envoy, less than a month after Oman invaded Chad.",
        "expelled=2015-08-13 | invaded=[2015-07-01..2015-08-13]",
    );
}

#[test]
fn an_hour_is_on_its_day() {
    check("The deal was signed shortly after 2 a.m. on Tuesday.", "signed=2015-08-11T02:00~");
    check("Rebels attacked the town before dawn on Monday.", "attacked=2015-08-10");
    check(
        "On Saturday rebels attacked the town. Later in the day the army shelled a village.",
        "attacked=2015-08-08 | shelled=2015-08-08",
    );
}
