//! What is found in a sentence that was published on Thursday, 13 August 2015.

use super::*;
use crate::{
    extract,
    model::{When, day::Day},
};

fn found(text: &str, published: Option<Day>) -> String {
    let reading = extract::read(text, published, Lexicon::built_in());
    let times = reading
        .times
        .iter()
        .map(|time| format!("{}={}:{}", reading.slice(time.extent), time.kind.name(), time.value));
    times.collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(found(text, Day::of(2015, 8, 13)), expect, "in: {text}");
}

/// The date of the only expression in EDTF.
#[track_caller]
fn check_when(text: &str, expect: &str) {
    let reading = extract::read(text, Day::of(2015, 8, 13), Lexicon::built_in());
    let whens: Vec<String> =
        reading.times.iter().filter_map(|time| time.when.as_ref()).map(When::edtf).collect();
    assert_eq!(whens.join(" | "), expect, "in: {text}");
}

#[test]
fn days_of_the_calendar() {
    check("It began on 13 August 2015.", "13 August 2015=DATE:2015-08-13");
    check("It began on August 13, 2015.", "August 13, 2015=DATE:2015-08-13");
    check("They met on Tuesday 11 August.", "Tuesday 11 August=DATE:2015-08-11");
    check("They met on Tuesday, Aug. 11, in Doha.", "Tuesday, Aug. 11=DATE:2015-08-11");
    check("They met on 2015-08-09.", "2015-08-09=DATE:2015-08-09");
    check("They met on 9.8.2015.", "9.8.2015=DATE:2015-08-09");
    check("They met on 08/09/15.", "08/09/15=DATE:2015-08-09");
    check("They met on the 5th of May 1999.", "the 5th of May 1999=DATE:1999-05-05");
    check("They met on 3 December.", "3 December=DATE:2014-12-03");
    check("They will meet on 3 December.", "3 December=DATE:2015-12-03");
}

#[test]
fn months_years_and_longer() {
    check("It fell in February 1947.", "February 1947=DATE:1947-02");
    check("It fell in May.", "May=DATE:2015-05");
    check("It may fall in December.", "December=DATE:2015-12");
    check("The march may begin.", "");
    check("He came by the end of March.", "the end of March=DATE:2015-03");
    check("A March meeting failed.", "March=DATE:2015-03");
    check("The March on Rome began.", "");
    check("Voters May Decide.", "");
    check("He won in both 2008 and 2012.", "2008=DATE:2008 | 2012=DATE:2012");
    check("It began in February of last year.", "February of last year=DATE:2014-02");
    check("It fell in 1998 and '99.", "1998=DATE:1998 | '99=DATE:1999");
    check("Some 2,000 people and 1998 tanks came.", "");
    check("It was built in the 1990s.", "the 1990s=DATE:199");
    check("It was built in the late '80s.", "the late '80s=DATE:198");
    check("Since the nineties it stands.", "the nineties=DATE:199");
    check("In the 20th century it stood.", "the 20th century=DATE:19");
    check("It rose in the third quarter of 1990.", "the third quarter of 1990=DATE:1990-Q3");
    check("Third-quarter profit rose.", "Third-quarter=DATE:2015-Q3");
    check("It rose in the summer of 1990.", "the summer of 1990=DATE:1990-SU");
    check("It broke out last winter.", "last winter=DATE:2015-WI");
    check("By the end of 1994 it was over.", "the end of 1994=DATE:1994");
    check("It was signed in early March.", "early March=DATE:2015-03");
    check("It was signed at Christmas 2013.", "Christmas 2013=DATE:2013-12-25");
    check("It was signed on Good Friday 1998.", "Good Friday 1998=DATE:1998-04-10");
}

#[test]
fn seen_from_the_day_of_publication() {
    check("He left today.", "today=DATE:2015-08-13");
    check("He left on Thursday.", "Thursday=DATE:2015-08-13");
    check("He left on Friday.", "Friday=DATE:2015-08-07");
    check("He will leave on Friday.", "Friday=DATE:2015-08-14");
    check("He left Tuesday night.", "Tuesday night=TIME:2015-08-11TNI");
    check("He left last night.", "last night=TIME:2015-08-12TNI");
    check("He left last week.", "last week=DATE:2015-W32");
    check("He leaves next year.", "next year=DATE:2016");
    check("He left two months ago.", "two months ago=DATE:2015-06");
    check("He left earlier this month.", "earlier this month=DATE:2015-08");
    check("He leaves later in the year.", "later in the year=DATE:2015");
    check("He left last Monday.", "last Monday=DATE:2015-08-10");
    check("He left last May.", "last May=DATE:2015-05");
    check("She told USA Today and This Week so.", "");
    check("He is now here.", "now=DATE:PRESENT_REF");
    check("He recently left.", "recently=DATE:PAST_REF");
    check("In the past he left.", "the past=DATE:PAST_REF");
}

#[test]
fn seen_from_what_was_spoken_of() {
    check(
        "It began on 3 May 1999. Two days later it was over.",
        "3 May 1999=DATE:1999-05-03 | Two days later=DATE:1999-05-05",
    );
    check(
        "It began on 3 May 1999. He came the same day; she had come the day before.",
        "3 May 1999=DATE:1999-05-03 | the same day=DATE:1999-05-03 | the day before=DATE:1999-05-02",
    );
    check(
        "It began in 1990. The following year it was over.",
        "1990=DATE:1990 | The following year=DATE:1991",
    );
}

#[test]
fn what_follows_or_precedes_counts_from_what_was_spoken_of() {
    /// The value of the words behind `It began ...`.
    #[track_caller]
    fn then(begun: &str, text: &str, expect: &str) {
        let all = found(&format!("It began {begun}. {text}"), Day::of(2015, 8, 13));
        assert_eq!(all.rsplit_once(':').unwrap().1, expect, "in: {begun}: {text}");
    }
    then("in 2011", "The following March it was over.", "2012-03");
    then("in March 2011", "The following March it was over.", "2012-03");
    then("in March 2011", "The following May it was over.", "2011-05");
    then("on 5 March 2011", "The following March 3 it was over.", "2012-03-03");
    then("in October 2011", "The following spring it was over.", "2012-SP");
    then("in May 2011", "The previous March Norway had left.", "2011-03");
    then("in May 2011", "The previous autumn Norway had left.", "2010-FA");
    then("in 2011", "In March the following year it was over.", "2012-03");
    then("in May 2011", "In January of the next year it was over.", "2012-01");
    then("in May 2011", "It was over by June of the same year.", "2011-06");
    then("in May 2011", "The next year Norway left.", "2012");
    then("in May 2011", "Next year Norway will leave.", "2016");
    // Of a longer stretch nobody knows which day is meant.
    then("in May 2011", "The following day it was over.", "XXXX-XX-XX");
    then("in May 2011", "Three weeks later it was over.", "XXXX-WXX");
    then("in May 2011", "Three months later it was over.", "2011-08");
    then("in 2011", "Two months later it was over.", "XXXX-XX");
}

#[test]
fn a_month_before_the_subject_is_that_of_the_verb() {
    check("In September rebels left.", "September=DATE:2014-09");
    check("In March rebels left.", "March=DATE:2015-03");
    check("In September rebels will leave.", "September=DATE:2015-09");
    check("The September sales fell.", "September=DATE:2015-09");
}

#[test]
fn how_long_and_how_often() {
    check("The four-year war goes on.", "four-year=DURATION:P4Y");
    check(
        "It took more than two and a half years.",
        "more than two and a half years=DURATION:P2.5Y",
    );
    check("In the past two weeks it rained.", "the past two weeks=DURATION:P2W");
    check("It lasted about three hours.", "about three hours=DURATION:PT3H");
    check("It took 5 1/2 hours.", "5 1/2 hours=DURATION:PT5.5H");
    check("It took 2½ years.", "2½ years=DURATION:P2.5Y");
    check("It lasted half an hour.", "half an hour=DURATION:PT30M");
    check("It lasted several months.", "several months=DURATION:PXM");
    check("It lasted twenty-four hours.", "twenty-four hours=DURATION:PT24H");
    check("It took three-and-a-half years.", "three-and-a-half years=DURATION:P3.5Y");
    check("A week-long truce began.", "week-long=DURATION:P1W");
    check("It lasted a quarter-century.", "a quarter-century=DURATION:P25Y");
    check("It grew in the past decade.", "the past decade=DURATION:P1DE");
    check("They met days later.", "days later=DATE:FUTURE_REF");
    check("They meet every Monday.", "every Monday=SET:XXXX-WXX-1");
    check("They meet twice a week.", "twice a week=SET:P1W");
    check("They meet every two years.", "every two years=SET:P2Y");
}

#[test]
fn counted_in_a_longer_stretch() {
    check_when("They will meet on the last Friday of this month.", "2015-08-28");
    check_when("They will meet on the first Monday of next month.", "2015-09-07");
    check_when("They met on the second Sunday in July.", "2015-07-12");
    check_when("They met on the last day of June.", "2015-06-30");
    check_when("They met in the last week of last month.", "[2015-07-25..2015-07-31]");
    check_when("They met in the first two weeks of March 2014.", "[2014-03-01..2014-03-14]");
    check_when("They met in the second half of April.", "[2015-04-16..2015-04-30]");
    check_when("It rose in the first two quarters of 2014.", "[2014-01-01..2014-06-30]");
    check_when("There was no fifth Friday of February 2015.", "");
    check("They met in the week of June 3.", "the week of June 3=DATE:2015-W23");
    check("They met in the week of 20 July.", "the week of 20 July=DATE:2015-W30");
    check("They met on the weekend of May 2.", "the weekend of May 2=DATE:2015-W18-WE");
    check(
        "They will meet in the week beginning 7 September.",
        "the week beginning 7 September=DATE:2015-W37",
    );
}

#[test]
fn days_in_short_forms() {
    check_when("They signed on 19-Nov-12.", "2012-11-19");
    check_when("They signed on 4-Feb-15.", "2015-02-04");
    check_when("They signed on 3 Mar 14.", "2014-03-03");
    check_when("They signed on 03.04.14.", "2014-04-03");
    check_when("They signed last Oct. 23.", "2014-10-23");
    check_when("They signed last March 3.", "2015-03-03");
    check_when("They will sign next May 9.", "2016-05-09");
    check_when("They signed on May 3 last year.", "2014-05-03");
    check_when("It was the season of 1957-58.", "1957/1958");
    check_when("It was the season of 1998–99.", "1998/1999");
    check_when("It was the season of 1957/58.", "1957/1958");
}

#[test]
fn a_stretch_from_one_date_to_another() {
    check_when(
        "They met from the 28th to the 30th of July.",
        "2015-07-28/2015-07-30 | 2015-07-28/2015-07-30",
    );
    check_when("They met from 31 May to 2 June.", "2015-05-31/2015-06-02 | 2015-05-31/2015-06-02");
    check_when("They met on May 31-June 2.", "2015-05-31/2015-06-02 | 2015-05-31/2015-06-02");
    check_when(
        "They met from Oct. 5 through Oct. 12.",
        "2014-10-05/2014-10-12 | 2014-10-05/2014-10-12",
    );
    check_when(
        "They will meet from Oct. 5 through Oct. 12.",
        "2015-10-05/2015-10-12 | 2015-10-05/2015-10-12",
    );
    check_when("They met from 3 to 5 May.", "2015-05-03/2015-05-05 | 2015-05-03/2015-05-05");
    check_when(
        "They met between 3 and 5 May.",
        "[2015-05-03..2015-05-05] | [2015-05-03..2015-05-05]",
    );
    check_when(
        "He came in the night of 7 to 8 June.",
        "2015-06-07/2015-06-08 | 2015-06-07/2015-06-08",
    );
    check_when("They met from Friday to Monday.", "2015-08-07/2015-08-10 | 2015-08-07/2015-08-10");
    check_when(
        "They will meet from Monday until Wednesday.",
        "2015-08-17/2015-08-19 | 2015-08-17/2015-08-19",
    );
    check_when(
        "They fought between October and December.",
        "[2014-10-01..2014-12-31] | [2014-10-01..2014-12-31]",
    );
    check_when("They fought from 2008 to March 2011.", "2008/2011-03 | 2008/2011-03");
    check_when("They fought from 1914 to 1918.", "1914/1918 | 1914/1918");
    // The vote is on one of the two, not on all days between them.
    check_when("They moved the vote from Monday to Friday.", "2015-08-10 | 2015-08-14");
}

#[test]
fn several_dates_are_read_together() {
    let days = "{2015-08-10,2015-08-11,2015-08-12}";
    check_when("They met on Monday, Tuesday and Wednesday.", &[days; 3].join(" | "));
    check_when("They met on Aug. 10, 11 and 12.", &[days; 3].join(" | "));
    check_when("They met on 10, 11 and 12 August.", &[days; 3].join(" | "));
    check_when("They met on 3 and 5 May.", "{2015-05-03,2015-05-05} | {2015-05-03,2015-05-05}");
    check_when("They met on May 3 or 4.", "[2015-05-03,2015-05-04] | [2015-05-03,2015-05-04]");
    check_when(
        "They met on Monday or Tuesday.",
        "[2015-08-10,2015-08-11] | [2015-08-10,2015-08-11]",
    );
    check_when(
        "They met on Monday and on Wednesday.",
        "{2015-08-10,2015-08-12} | {2015-08-10,2015-08-12}",
    );
    check_when(
        "They met on Thursday and Wednesday.",
        "{2015-08-13,2015-08-12} | {2015-08-13,2015-08-12}",
    );
    check_when("They met in 1995 and 1998.", "{1995,1998} | {1995,1998}");
    check_when("They met in March and May 2012.", "{2012-03,2012-05} | {2012-03,2012-05}");
    check_when("They met on Monday, and Tuesday's talks failed.", "2015-08-10 | 2015-08-11");
    let both = "{2012-09-03,2012-09-04} | {2012-09-03,2012-09-04}";
    check_when("They met on September 3 and 4, 2012.", both);
    check_when("They met on Sept. 3 and 4 2012, again.", both);
    check_when(
        "They met on September 3 or 4, 2012.",
        "[2012-09-03,2012-09-04] | [2012-09-03,2012-09-04]",
    );
    let three = "{2011-03-05,2011-03-06,2011-03-07}";
    check_when("On March 5, 6 and 7, 2011, they met.", &[three; 3].join(" | "));
    check_when("On May 3, 400 people fled.", "2015-05-03");
    check_when("On May 3 and 5 people fled.", "2015-05-03");
}

#[test]
fn a_year_is_lent_to_the_others() {
    check_when(
        "They met from Aug. 5 to Aug. 12, 2011.",
        "2011-08-05/2011-08-12 | 2011-08-05/2011-08-12",
    );
    check_when(
        "They met from 28 December to 3 January.",
        "2014-12-28/2015-01-03 | 2014-12-28/2015-01-03",
    );
    check_when(
        "They met from 28 December to 3 January 2012.",
        "2011-12-28/2012-01-03 | 2011-12-28/2012-01-03",
    );
    check_when(
        "They met from 28 December 2011 to 3 January.",
        "2011-12-28/2012-01-03 | 2011-12-28/2012-01-03",
    );
    check_when(
        "They met on 3 May and 5 June 2011.",
        "{2011-05-03,2011-06-05} | {2011-05-03,2011-06-05}",
    );
}

#[test]
fn limits_are_open_stretches() {
    check_when("They will stay until Thursday.", "../2015-08-13");
    check_when("They have fought since March.", "2015-03/..");
    check_when("They have fought since October.", "2014-10/..");
    check_when("They have fought since at least 2011.", "2011/..");
    check_when("They will be out by 2022.", "../2022");
    check_when("They must leave by Dec. 15.", "../2015-12-15");
    check_when("He told them to leave by 1 September.", "../2015-09-01");
    check_when("The port is shut from Monday on.", "2015-08-17/..");
    check_when("Starting Monday, the port is shut.", "2015-08-17/..");
    check_when("The talks are starting on Monday.", "2015-08-17");
    check_when("He left before 2 June.", "../2015-06-02");
    check_when("He left after 2 June.", "2015-06-02/..");
    check_when("They have fought since last week.", "2015-08-03/..");
}

#[test]
fn a_bare_number_is_a_year_where_a_word_asks_for_it() {
    check_when("It began in 1999.", "1999");
    check_when("It was the worst since 1999.", "1999/..");
    check_when("It was shut from 1999 on.", "1999/..");
    check_when("The 1999 war was short.", "1999");
    check_when("The war of 1999 was short.", "1999");
    check_when("The war (1999) was short.", "1999");
    check("It is in paragraph 1999 of the report.", "");
    check("It is in document 1984, page 2011.", "");
    check("He slept in room 2014.", "");
    check("Patrol 1812 was hit.", "");
    check("He came with 1998 soldiers.", "");
    check("It won 2014 votes.", "");
    check("Resolution 2015 was passed.", "");
}

#[test]
fn impossible_days_say_so() {
    #[track_caller]
    fn check(text: &str, when: &str, doubt: Option<Doubt>) {
        let reading = extract::read(text, Day::of(2015, 8, 13), Lexicon::built_in());
        let [time] = reading.times.as_slice() else { panic!("one expression in: {text}") };
        let found = time.when.as_ref().map_or(String::new(), When::edtf);
        assert_eq!((found.as_str(), time.doubt), (when, doubt), "in: {text}");
        for event in &reading.events {
            let report = event.when.as_ref().is_some_and(|when| when.edtf() == "2015-08-13");
            assert!(!report, "dated by the day of the report: {text}");
        }
    }
    check("They met on 31 June.", "", Some(Doubt::NoSuchDay));
    check("They met on February 30.", "", Some(Doubt::NoSuchDay));
    check("They met on 29 February 2015.", "", Some(Doubt::NoSuchDay));
    check("They met on 31.04.2015.", "", Some(Doubt::NoSuchDay));
    check("They met on 29 February.", "2012-02-29", None);
    check("They met on Monday, 14 May.", "2015-05-14?", Some(Doubt::OtherWeekday));
    check("They met on Friday, June 3, 2014.", "2014-06-03?", Some(Doubt::OtherWeekday));
    check("They met on Tuesday 11 August.", "2015-08-11", None);
    // A year ago it was that weekday, and the verb says that it is over.
    check("They met on Saturday, 13 December.", "2014-12-13", None);
}

#[test]
fn the_tense_of_the_clause_tells_the_side() {
    check_when("The minister could not be reached on Friday.", "2015-08-07");
    check_when("Until Wednesday, they had not named anybody.", "../2015-08-12");
    check_when("They did not leave until Wednesday.", "../2015-08-12");
    check_when("The siege lasted until Wednesday.", "../2015-08-12");
    check_when("They put off the vote until Wednesday.", "../2015-08-19");
    check_when("The minister meets the king on Monday in Doha.", "2015-08-17");
    check_when("The minister says the king left on Monday.", "2015-08-10");
    check_when("The move follows Monday's talks.", "2015-08-10");
    check_when("They scheduled a summit with Kenya on Monday.", "2015-08-17");
    check_when("They called elections for 4 September.", "2015-09-04");
    check_when("They set 4 September as the last day.", "2015-09-04");
    check_when("They agreed to meet the rebels on 4 September.", "2015-09-04");
    check_when("They extended the truce to 4 September.", "2015-09-04");
    check_when("They met on 4 September.", "2014-09-04");
    check_when("They met in September.", "2014-09");
    check_when("They will meet in September.", "2015-09");
    check_when("The rules to be published in September are short.", "2015-09");
    check_when("They discussed the September vote.", "2015-09");
}

#[test]
fn quarters_of_a_report() {
    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(found(text, Day::of(2015, 10, 27)), expect, "in: {text}");
    }
    check("It expects a loss for the third quarter.", "the third quarter=DATE:2015-Q3");
    check("It will report third-quarter results.", "third-quarter=DATE:2015-Q3");
    check("It will grow in the first quarter.", "the first quarter=DATE:2016-Q1");
    check("It grew in the first quarter.", "the first quarter=DATE:2015-Q1");
    check("It grew in the latest quarter.", "the latest quarter=DATE:2015-Q3");
    check("It grew in the past two quarters.", "the past two quarters=DURATION:P2Q");
}

#[test]
fn ages_and_vague_adjectives_are_no_dates() {
    check("A 19-year-old was hurt.", "");
    check("He, aged 34, met a man 55 years old.", "");
    check("The child was 18 months old.", "");
    check("The current president met recent envoys.", "");
    check("It fell in the current year.", "the current year=DATE:2015");
}

#[test]
fn times_of_the_day() {
    check("He came at 6 p.m. on Wednesday.", "6 p.m. on Wednesday=TIME:2015-08-12T18:00");
    check("He came at 18:30 GMT.", "18:30 GMT=TIME:2015-08-13T18:30");
    check("He came at noon Monday.", "noon Monday=TIME:2015-08-10T12:00");
    check("He came at 4 in the morning.", "4 in the morning=TIME:2015-08-13T04:00");
    check("He came at nine in the evening.", "nine in the evening=TIME:2015-08-13T21:00");
    check("Of the men, 4 in the morning shift fled.", "");
    check("He came at 6 o'clock in the evening.", "6 o'clock in the evening=TIME:2015-08-13T18:00");
    check("On the morning of March 3 he came.", "the morning of March 3=TIME:2015-03-03TMO");
}

#[test]
fn without_a_date_of_publication_relative_dates_stay_open() {
    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(found(text, None), expect, "in: {text}");
    }
    check("He left on Tuesday.", "Tuesday=DATE:XXXX-WXX-2");
    check("He left on 3 March.", "3 March=DATE:XXXX-03-03");
    check("He left yesterday.", "yesterday=DATE:XXXX-XX-XX");
    check("He left last week.", "last week=DATE:XXXX-WXX");
    check(
        "He came on 3 May 1999 and left in June.",
        "3 May 1999=DATE:1999-05-03 | June=DATE:1999-06",
    );
}

#[test]
fn the_dates_of_a_timeline() {
    check_when("He came on Tuesday.", "2015-08-11");
    check_when("He came at 6 p.m. on Tuesday.", "2015-08-11T18:00");
    check_when("He came earlier this month.", "[2015-08-01..2015-08-13]");
    check_when("He came last week.", "[2015-08-03..2015-08-09]");
    check_when("He came around 1950.", "1950~");
    check_when("It was built in the 1990s.", "199X");
    check_when("They met on 5-9 May.", "2015-05-05/2015-05-09");
    check_when("The four-year war goes on.", "");
    check_when("It is so now.", "");
}

#[test]
fn the_text_does_not_go_on_from_a_day_that_ended_a_wait() {
    check(
        "On Monday they freed two men, the first since a truce began on 19 January. They left in \
         the morning.",
        "Monday=DATE:2015-08-10 | 19 January=DATE:2015-01-19 | the morning=TIME:2015-08-10TMO",
    );
}

#[test]
fn the_text_does_not_go_on_from_a_day_that_is_quoted() {
    check(
        "Chad signed it in January 2014 for crimes “committed since May 2012.” Later that month it left.",
        "January 2014=DATE:2014-01 | May 2012=DATE:2012-05 | Later that month=DATE:2014-01",
    );
    check(
        "“It began in May 2012. Later that month it ended,” he said.",
        "May 2012=DATE:2012-05 | Later that month=DATE:2012-05",
    );
}
