//! What is found in a sentence that was published on Thursday, 13 August 2015.

use super::*;
use crate::{extract, model::day::Day};

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
fn how_long_and_how_often() {
    check("The four-year war goes on.", "four-year=DURATION:P4Y");
    check(
        "It took more than two and a half years.",
        "more than two and a half years=DURATION:P2.5Y",
    );
    check("In the past two weeks it rained.", "the past two weeks=DURATION:P2W");
    check("It lasted about three hours.", "about three hours=DURATION:PT3H");
    check("It lasted half an hour.", "half an hour=DURATION:PT30M");
    check("It lasted several months.", "several months=DURATION:PXM");
    check("It lasted twenty-four hours.", "twenty-four hours=DURATION:PT24H");
    check("It took three-and-a-half years.", "three-and-a-half years=DURATION:P3.5Y");
    check("A week-long truce began.", "week-long=DURATION:P1W");
    check("It lasted a quarter-century.", "a quarter-century=DURATION:P25Y");
    check("It grew in the past decade.", "the past decade=DURATION:P1DE");
    check("They met days later.", "days later=DATE:FUTURE_REF");
    check("A 19-year-old was hurt.", "19-year-old=DURATION:P19Y");
    check("They meet every Monday.", "every Monday=SET:XXXX-WXX-1");
    check("They meet twice a week.", "twice a week=SET:P1W");
    check("They meet every two years.", "every two years=SET:P2Y");
}

#[test]
fn times_of_the_day() {
    check("He came at 6 p.m. on Wednesday.", "6 p.m. on Wednesday=TIME:2015-08-12T18:00");
    check("He came at 18:30 GMT.", "18:30 GMT=TIME:2015-08-13T18:30");
    check("He came at noon Monday.", "noon Monday=TIME:2015-08-10T12:00");
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
