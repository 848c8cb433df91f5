use super::*;

fn read(text: &str, order: Order, year: Option<i32>) -> String {
    match Dates::new(Format::Calendar(order)).read(1, text, year) {
        Told::When(when) => when.to_string(),
        Told::Untimed(when) => format!("{when} without time"),
        Told::Nothing => "nothing".to_owned(),
        Told::Number => "number".to_owned(),
        Told::Unread => "unread".to_owned(),
    }
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(read(text, Order::DayFirst, None), expect, "{text}");
}

#[test]
fn dates_are_read_as_tables_have_them() {
    for (text, expect) in [
        ("2018-06-01", "2018-06-01"),
        ("20180601", "2018-06-01"),
        ("02/01/1997", "1997-01-02"),
        ("2018-06-01 14:30", "2018-06-01T14:30"),
        ("2018-06-01T00:00:00", "2018-06-01"),
        ("10/11/2022 5:07:28 AM", "2022-11-10T05:07:28"),
        ("2018-06", "2018-06"),
        ("1999", "1999"),
        ("1999.0", "1999"),
        ("Aug 2015", "2015-08"),
        ("c. 1914", "1914~"),
        ("1914?", "1914?"),
        ("'February 1999", "1999-02"),
        ("\"1999-02-03\"", "1999-02-03"),
        ("2015-08-13/2015-08-20", "2015-08-13/2015-08-20"),
        ("c. 2/1/1997", "1997-01-02~"),
        ("between 2/1/1997 and 4/1/1997", "[1997-01-02..1997-01-04]"),
    ] {
        check(text, expect);
    }
    let month_first = |text| read(text, Order::MonthFirst, None);
    assert_eq!(month_first("between 2/1/1997 and 4/1/1997"), "[1997-02-01..1997-04-01]");
    assert_eq!(month_first("c. 24/12/1997"), "unread");
    assert_eq!(read("13-Aug-15", Order::DayFirst, Some(1915)), "1915-08-13");
}

#[test]
fn parts_that_are_not_known_are_zeros() {
    for (text, expect) in [
        ("2004-00-00", "2004"),
        ("2004-05-00", "2004-05"),
        ("2004-05-00T00:00:00", "2004-05"),
        ("20040500", "2004-05"),
        ("20040000", "2004"),
        ("2004-99-99", "2004"),
        ("00/05/2004", "2004-05"),
        ("0/0/2004", "2004"),
        ("00-May-2004", "2004-05"),
        ("0000-00-00", "nothing"),
        ("00000000", "nothing"),
        ("2004-13-00", "unread"),
        ("2004-00-05", "unread"),
    ] {
        check(text, expect);
    }
    assert_eq!(read("05/00/2004", Order::MonthFirst, None), "2004-05");
}

#[test]
fn words_for_no_date_are_no_date() {
    for text in [
        "", "?", "??", "-", "--", "—", "n.d.", "N.D.", "n/d", "[n.d.]", "unknown", "Unknown",
        "NaT", "undated", "no date", "s.d.", "TBD", "0", "-9", "-99",
    ] {
        check(text, "nothing");
    }
}

#[test]
fn what_is_not_a_date_is_unread() {
    for text in [
        "13",
        "867",
        "soon",
        "2018-02-30",
        "24/13/1997",
        "2.02E+13",
        "2022/24/02",
        "1/2/3/4",
        "next week",
    ] {
        check(text, "unread");
    }
    for text in ["45383", "45383.5", "379480", "150813"] {
        check(text, "number");
    }
}

#[test]
fn a_time_that_cannot_be_read_is_told() {
    check("2022-11-10T05:07:28Z", "2022-11-10T05:07:28Z");
    check("2022-11-10 05:07:28 UTC", "2022-11-10T05:07:28Z");
    check("2022-11-10T05:07:28.119860+00:00", "2022-11-10T05:07:28+00:00");
    check("2022-11-10T05-07-28+00:00", "2022-11-10T05:07:28+00:00");
    check("2022-11-10 in the morning", "2022-11-10 without time");
    check("2022-11-10T25:00", "2022-11-10 without time");
}

#[test]
fn days_of_spreadsheets() {
    let mut dates = Dates::new(Format::ExcelDays);
    let mut check = |text: &str, expect: &str| {
        let Told::When(when) = dates.read(1, text, None) else { panic!("{text} is not read") };
        assert_eq!(when.to_string(), expect, "{text}");
    };
    check("45383", "2024-04-01");
    check("45383.5", "2024-04-01T12:00");
    check("45383.25001", "2024-04-01T06:00:01");
    check("45383.0", "2024-04-01");
    check("1", "1900-01-01");
    check("59", "1900-02-28");
    check("61", "1900-03-01");
    check("2024-04-01", "2024-04-01");
    check("1 April 2024", "2024-04-01");
}
