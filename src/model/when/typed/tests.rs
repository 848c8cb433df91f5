use proptest::prelude::*;

use super::*;

fn anchor() -> Option<Day> {
    Day::of(2015, 8, 13)
}

#[track_caller]
fn check(text: &str, edtf: &str) {
    let typed = parse(text, anchor()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((typed.when.edtf().as_str(), typed.note), (edtf, None));
}

#[track_caller]
fn check_note(text: &str, edtf: &str, note: &str) {
    let typed = parse(text, anchor()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((typed.when.edtf().as_str(), typed.note.as_deref()), (edtf, Some(note)));
}

#[track_caller]
fn check_error(text: &str, anchor: Option<Day>, message: &str) {
    assert_eq!(parse(text, anchor).expect_err(text).message, message);
}

#[test]
fn edtf_is_read_as_it_is() {
    check("2015-08-13", "2015-08-13");
    check("2015", "2015");
    check("156x", "156X");
    check("2015-08-13t18:00", "2015-08-13T18:00");
    check("[2015-08-01..2015-08-10]", "[2015-08-01..2015-08-10]");
    check("2011~/..", "2011~/..");
    check("2015-08-05..", "2015-08-05/..");
    check("2015-08..", "2015-08/..");
    check("aug 2015 ..", "2015-08/..");
    check("..2015-08-05", "../2015-08-05");
    check("..2015", "../2015");
    check("2015-08-05..2015-08-10", "2015-08-05/2015-08-10");
    check_error("..", None, "a date begins with a year of four digits: 2015-08-13");
}

#[test]
fn days_months_and_years() {
    check("13 aug 2015", "2015-08-13");
    check("August 13, 2015", "2015-08-13");
    check("the 13th of August, 2015", "2015-08-13");
    check("13-aug-2015", "2015-08-13");
    check("thu 13 aug 2015", "2015-08-13");
    check("aug 2015", "2015-08");
    check("sept. 2015", "2015-09");
    check("44 bce", "-0043");
    check("15 mar 44 BC", "-0043-03-15");
    check("24 aug 79 AD", "0079-08-24");
    check("992 ce", "0992");
    check("1560s", "156X");
    check("spring 2001", "2001-21");
    check("Q2 2001", "2001-34");
    check("c. 1914", "1914~");
    check("ca. 13 aug 2015", "2015-08-13~");
    check("~aug 2015", "2015-08~");
    check("c. spring 2001", "2001-21~");
    check("3 Aug 2015?", "2015-08-03?");
    check("c. Aug 2015?", "2015-08%");
    check("Tue 11 Aug 2015 18:00", "2015-08-11T18:00");
    check("11 aug 2015 18:00 utc", "2015-08-11T18:00Z");
    check("11 aug 2015 18:00 +05:30", "2015-08-11T18:00+05:30");
    check_note("mon 13 aug 2015", "2015-08-13", "that is a Thu, not a Mon");
}

#[test]
fn dates_as_chroniclers_write_them() {
    for (text, edtf) in [
        ("early 1999", "1999"),
        ("late January 1999", "1999-01"),
        ("the end of March 2015", "2015-03"),
        ("end of 1999", "1999"),
        ("mid-1990s", "199X"),
        ("the late 1650s", "165X"),
        ("19th century", "18XX"),
        ("the 17th Century", "16XX"),
        ("early 21st century", "20XX"),
        ("1st century", "00XX"),
        ("4th century BCE", "-03XX"),
        ("c. 2nd century", "01XX~"),
        ("c.1700", "1700~"),
        ("around 1700", "1700~"),
        ("ca.1700?", "1700%"),
        ("after 1914", "[1914..]"),
        ("before March 1914", "[..1914-03]"),
        ("by 1700", "[..1700]"),
        ("1618-1648", "1618/1648"),
        ("1618–1648", "1618/1648"),
        ("1914-18", "1914/1918"),
        ("1640s-1650s", "164X/165X"),
        ("January 19-20, 1970", "1970-01-19/1970-01-20"),
        ("19–20 January 1970", "1970-01-19/1970-01-20"),
        ("May 27 - June 5, 1970", "1970-05-27/1970-06-05"),
        ("27 May-5 June 1970", "1970-05-27/1970-06-05"),
        ("1 or 3 May 1999", "[1999-05-01,1999-05-03]"),
        ("between 1640 and 1645", "[1640..1645]"),
    ] {
        check(text, edtf);
    }
    for text in ["century", "0th century", "3 may 4th century", "19-20", "1999-20-30", "early"] {
        assert!(parse(text, None).is_err(), "{text}");
    }
}

#[test]
fn what_is_left_out_is_taken_from_the_nearest() {
    check("13 aug", "2015-08-13");
    check("3 jan", "2016-01-03");
    check("29 feb", "2016-02-29");
    check("aug", "2015-08");
    check("march", "2015-03");
    check("feb", "2015-02");
    check("jan", "2016-01");
    check("spring", "2015-21");
    check("the 1st", "2015-08-01");
    check("31", "2015-07-31");
    check("18:00", "2015-08-13T18:00");
}

#[test]
fn relative_to_the_selected_event() {
    check("+3d", "2015-08-16");
    check("-2w", "2015-07-30");
    check("+1m", "2015-09-13");
    check("+1y", "2016-08-13");
    check("-3 days", "2015-08-10");
    check("tue", "2015-08-11");
    check("thursday", "2015-08-13");
    check("sat", "2015-08-15");
    check("next tue", "2015-08-18");
    check("last tue", "2015-08-11");
    check("next thu", "2015-08-20");
    check("last thu", "2015-08-06");
    check("next week", "2015-08-20");
    check("last month", "2015-07");
    check("this month", "2015-08");
    check("next year", "2016");
    let note = "counted from 13 Aug 2015; the clock is not read";
    check_note("yesterday", "2015-08-12", note);
    check_note("today", "2015-08-13", note);
    check_note("tomorrow", "2015-08-14", note);
}

#[test]
fn numbers_have_the_day_first() {
    check("13.8.2015", "2015-08-13");
    check("13/8/2015", "2015-08-13");
    check("13-8-2015", "2015-08-13");
    check("2015.8.13", "2015-08-13");
    check("2015-8-3", "2015-08-03");
    check("13.8.", "2015-08-13");
    check("8/2015", "2015-08");
    check("2015/8", "2015-08");
    check("8.8.2015", "2015-08-08");
    check_note("8/13/2015", "2015-08-13", "read as month, day");
    check_note("8/9/2015", "2015-09-08", "read as day, month");
}

#[test]
fn ranges() {
    check("since 2011", "2011/..");
    check("since c. 2011", "2011~/..");
    check("until 1760", "../1760");
    check("1 to 10 aug 2015", "2015-08-01/2015-08-10");
    check("28 dec to 3 jan", "2015-12-28/2016-01-03");
    check("1 jan to 31 dec", "2016-01-01/2016-12-31");
    check("28 to 3", "2015-08-28/2015-09-03");
    check("from 1 aug to 10 aug", "2015-08-01/2015-08-10");
    check("2015-08..2015-09", "2015-08/2015-09");
    check("between 1 and 10 aug", "[2015-08-01..2015-08-10]");
    check("44 to 40 bce", "-0043/-0039");
    check("14 to 37 ce", "0014/0037");
    check("dec 1760 or later", "[1760-12..]");
    check("2 jun 1984? to c. 8 aug 2004", "1984-06-02?/2004-08-08~");
}

#[test]
fn errors_say_what_is_understood() {
    for text in
        ["", "foo", "13 augu", "aug aug", "next foo", "since", "since foo", "12 2015", "1/2/3/4"]
    {
        check_error(text, anchor(), FORMS);
    }
    check_error("30 feb 2015", anchor(), "february 2015 has 28 days");
    check_error("30 feb", anchor(), "february 2015 has 28 days");
    check_error("2015-02-30", anchor(), "february 2015 has 28 days");
    check_error("99.99.2015", anchor(), "months are 1 to 12");
    check_error("3.8.15", anchor(), "write the year with four digits");
    check_error("13 aug 15", anchor(), "write a year with four digits, or as 79 CE");
    check_error("10 to 1 aug 2015", anchor(), "the end lies before the start");
    check_error("aug 2015 18:00", anchor(), "a time stands only with a whole day");
    check_error("25:00", anchor(), "hours are 00 to 23");
    check_error(
        "between 2 jun 2015? and 8 aug 2015",
        anchor(),
        "set range endpoints cannot be qualified",
    );
    for text in ["+3d", "tue", "yesterday", "13 aug", "aug", "13", "18:00", "next month"] {
        check_error(text, None, NO_ANCHOR);
    }
}

/// Dates of which the words say everything.
fn told_in_full() -> impl Strategy<Value = When> {
    let unit = || "(20[012][0-9]|1[0-9]{3}|0[0-9]{2}[1-9]|-0[0-9]{2}[1-9])(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?";
    let marked = move || (unit(), "[~?%]?").prop_map(|(unit, mark)| unit + &mark).boxed();
    prop_oneof![
        marked(),
        marked().prop_map(|start| format!("{start}/..")),
        marked().prop_map(|end| format!("../{end}")),
        marked().prop_map(|first| format!("[{first}..]")),
        marked().prop_map(|last| format!("[..{last}]")),
        (marked(), marked())
            .prop_filter("two dates", |(start, end)| start != end)
            .prop_map(|(start, end)| format!("{start}/{end}")),
        (unit(), unit())
            .prop_filter("two dates", |(first, last)| first != last)
            .prop_map(|(first, last)| format!("[{first}..{last}]")),
    ]
    .prop_filter_map("in order", |text| When::parse(&text).ok())
}

proptest! {
    #[test]
    fn the_words_of_the_screen_are_understood(when in told_in_full()) {
        for words in [when.words(), when.long_words()] {
            let typed = parse(&words, None).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(typed.note, None);
            prop_assert_eq!(typed.when.edtf(), when.edtf());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}|([0-9]{1,4}|aug|tue| |\\.|-|/|to|:|bce|next|\\?|\\+|d|since|c\\.){0,9}") {
        let _ = parse(&text, anchor());
        let _ = parse(&text, None);
    }
}
