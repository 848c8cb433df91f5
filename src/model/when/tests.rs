//! What dates are made of, how they are filtered and sorted, and their laws over generated EDTF.

use proptest::prelude::*;

use super::*;

#[test]
fn a_when_is_small() {
    assert!(size_of::<When>() <= 48, "{}", size_of::<When>());
}

fn date(text: &str) -> When {
    When::parse(text).unwrap()
}

fn days(text: &str) -> Period {
    Period::of(&date(text)).unwrap()
}

#[track_caller]
fn check_made(when: &When, text: &str) {
    assert_eq!(when.edtf(), text);
    assert_eq!(&date(text), when);
}

#[test]
fn dates_made_without_text_are_those_read_from_it() {
    let day = |year, month, day| Day::of(year, month, day).unwrap();
    let (first, last) = (day(2015, 8, 1), day(2015, 8, 10));
    let evening = Time::of(18, 0).unwrap();
    check_made(&When::day(first), "2015-08-01");
    check_made(&When::month_of(last), "2015-08");
    check_made(&When::year_of(last), "2015");
    check_made(&When::year_of(day(-43, 3, 15)), "-0043");
    check_made(&When::at(first, evening), "2015-08-01T18:00");
    check_made(&When::at(first, evening).approximate(), "2015-08-01T18:00~");
    check_made(&When::one_of(first, last).unwrap(), "[2015-08-01..2015-08-10]");
    check_made(&When::one_of(first, last).unwrap().uncertain(), "[2015-08-01..2015-08-10]");
    check_made(&When::lasted(first, last).unwrap(), "2015-08-01/2015-08-10");
    check_made(&When::lasted(first, last).unwrap().uncertain(), "2015-08-01?/2015-08-10?");
    check_made(&When::lasted(first, first).unwrap(), "2015-08-01");
    check_made(&When::day(first).approximate().uncertain(), "2015-08-01%");
    check_made(&date("2011/..").approximate(), "2011~/..");
    check_made(&date("2001-21").approximate(), "2001-21~");
    check_made(&date("2001-21/2002-22").uncertain(), "2001-21?/2002-22?");
    check_made(&When::UNDATED.approximate(), "XXXX-XX-XX");
    check_made(&When::day(day(12_000, 3, 1)), "Y12000");
    check_made(&When::month_of(day(-12_000, 3, 1)), "Y-12000");
    check_made(&When::at(day(12_000, 3, 1), evening), "Y12000");
    check_made(&When::lasted(day(9_999, 1, 1), day(12_000, 1, 1)).unwrap(), "9999-01-01/Y12000");
    check_made(&When::day(day(9_999, 12, 31)), "9999-12-31");
    check_made(&When::day(day(-9_999, 1, 1)), "-9999-01-01");
    assert_eq!(When::lasted(last, first), None);
    assert_eq!(When::one_of(last, first), None);
}

#[test]
fn only_rare_dates_keep_their_text() {
    for text in ["2015-08-13", "2015-08-13T18:00Z~", "2015-08?", "2015", "156X", "-01XX", "Y12000"]
    {
        assert_eq!(date(text).text, None, "{text}");
    }
    for text in
        ["[2015-08..2015-09]", "[..1760]", "2011~/..", "../2011", "/2011", "2011/", "2011/2015-08?"]
    {
        assert_eq!(date(text).text, None, "{text}");
    }
    for text in ["2015-21", "2015-08-1X", "2015-XX", "2015?-08", "{1960,1961}", "Y17E7", "1950S2"] {
        assert!(date(text).text.is_some(), "{text}");
    }
}

#[track_caller]
fn check_precision(text: &str, precision: Precision) {
    assert_eq!(date(text).precision(), precision);
}

#[test]
fn precision_is_that_of_the_whole() {
    check_precision("2015-08-13T18:00", Precision::Time);
    check_precision("2015-08-13", Precision::Day);
    check_precision("2015-08-1X", Precision::Days);
    check_precision("[2015-08-01..2015-08-10]", Precision::Days);
    check_precision("2015-08-XX", Precision::Month);
    check_precision("[2015-07-20..2015-09-10]", Precision::Season);
    check_precision("2015-21", Precision::Season);
    check_precision("2015-XX-25", Precision::Year);
    check_precision("[2011..2014]", Precision::Decade);
    check_precision("156X", Precision::Decade);
    check_precision("156X-12-25", Precision::Decade);
    check_precision("1950S2", Precision::Century);
    check_precision("15XX", Precision::Century);
    check_precision("1XXX", Precision::Millennium);
    check_precision("[..1760-12-03]", Precision::Unknown);
    check_precision("XXXX-12-25", Precision::Unknown);
    check_precision("", Precision::Unknown);
    check_precision("2015-08-01/2015-08-10", Precision::Day);
    check_precision("2015-08-01/2015-09", Precision::Month);
    check_precision("2011/..", Precision::Year);
    check_precision("/2015-08-10", Precision::Day);
    assert!(Precision::Month < Precision::Day && Precision::Day < Precision::Time);
    assert!(Precision::ALL.is_sorted());
    for precision in Precision::ALL {
        assert_eq!(Precision::named(precision.name()), Some(precision));
    }
}

/// Date | period | `must` touch it, `may`, or does `not`.
const TOUCHES: &str = "
2015-08-13            | 2015-08-13            | must
2015-08-13            | 2015-08-14            | not
2015-08-13            | 2015-08               | must
2015-08               | 2015-08               | must
2015-08               | 2015-08-13            | may
2015-08               | 2015                  | must
2015-08               | 2015-08-31/2015-09    | may
2015                  | 2015-08               | may
2015-08-13~           | 2015-08               | may
2015-08-13?           | 2015-08-13            | may
2015-08%              | 2015                  | may
2015-08-13~           | 2015-08-14            | not
[2015-08-01..2015-08-10] | 2015-08            | must
[2015-08-01..2015-08-10] | 2015-08-05         | may
[2015-08-01..2015-08-10] | 2015-08-10         | may
[2015-08-01..2015-08-10] | 2015-08-11         | not
2015-08-01/2015-08-10 | 2015-08-05            | must
2015-08-01/2015-08-10 | 2015-08-10            | must
2015-08-01/2015-08-10 | 2015-08-11            | not
2015-08-01/2015-08    | 2015-08-01            | must
2015-08-01/2015-08    | 2015-08-20            | may
2015-08/2015          | 2015-08               | must
2015/2015-08          | 2015-01/2015-08       | must
2011/..               | 2015-08               | must
2011/..               | 2011-05               | may
2011/..               | 2010                  | not
2011/                 | 2011                  | must
2011/                 | 2015-08               | may
../2015-08-10         | 1900                  | must
../2015-08-10         | 2015-08-10            | must
../2015-08-10         | 2015-08-11            | not
/2015-08-10           | 1900                  | may
/2015-08-10           | 2015-08-10            | must
2011~/..              | 2015-08               | may
[..1760-12-03]        | 1700                  | may
[..1760-12-03]        | ../1760               | must
[1760-12..]           | 1761                  | may
{1960,1980}           | 1960/1980             | must
{1960,1980}           | 1980                  | may
156X-12-25            | 1560/1569             | must
156X-12-25            | 1560-12-24            | not
2015-08-13            | 2011/..               | must
2010                  | 2011/..               | not
-0043-03-15           | -0043                 | must
-0043-03-15           | -01XX                 | not
-0143                 | -01XX                 | must
XXXX-12-25            | 2015                  | not
                      | 2015                  | not
";

#[test]
fn a_date_must_or_may_touch_a_period() {
    for line in TOUCHES.trim_matches('\n').lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let (when, period) = (date(cells[0]), days(cells[1]));
        let touches = match (when.must_touch(period), when.may_touch(period)) {
            (true, _) => "must",
            (false, true) => "may",
            (false, false) => "not",
        };
        assert_eq!(touches, cells[2], "{line}");
    }
}

#[test]
fn before_and_after_exclude_the_period() {
    let august = days("2015-08");
    let before = |text| date(text).may_touch(august.before().unwrap());
    let after = |text| date(text).may_touch(august.after().unwrap());
    assert!(before("2015-07-31") && !before("2015-08-01") && !before("2015-08") && before("2015"));
    assert!(after("2015-09-01") && !after("2015-08-31") && !after("2015-08") && after("2015"));
    assert!(before("2015-07-20/2015-09-10") && after("2015-07-20/2015-09-10"));
    assert!(before("2011/..") && after("2011/..") && before("../2015") && !before(""));
    assert_eq!(days("../2015").before(), None);
    assert_eq!(days("2015/..").after(), None);
}

#[track_caller]
fn check_grown(text: &str, span: &str, grown: &str) {
    assert_eq!(days(text).grown(Span::parse(span).unwrap()), days(grown));
}

#[test]
fn periods_grow_by_spans() {
    check_grown("2015-08-13", "3d", "2015-08-10/2015-08-16");
    check_grown("2015-08-13", "2 weeks", "2015-07-30/2015-08-27");
    check_grown("2015-03-31", "1m", "2015-02-28/2015-04-30");
    check_grown("2016-02-29", "1y", "2015-02-28/2017-02-28");
    check_grown("2011/..", "1y", "2010/..");
    check_grown("2015-08-13", "0d", "2015-08-13");
    for text in ["", "d", "3", "3x", "-3d", "d3", "99999999999d", "3 d d", "é"] {
        assert_eq!(Span::parse(text), None, "{text}");
    }
    let huge = days("2015").grown(Span::parse("4294967295y").unwrap());
    assert_eq!((huge.first, huge.last), (Day::FIRST, Day::LAST));
    assert_eq!(Span::parse("1m").unwrap().to_string(), "1 month");
    assert_eq!(Span::parse("3d").unwrap().to_string(), "3 days");
}

/// In the order of the listing: the heading, and what stands under it.
const LISTING: &str = "
1000-1999           | 1XXX
1500-1599           | 15XX
1560s               | 156X
1560s               | 156X-12-25
1561                | 1561
2015                | 2015
2015                | 2015-XX-25
Jan 2015            | 2015-01
Thu 1 Jan 2015      | 2015-01-01
Aug-Sep 2015        | [2015-08-05..2015-09-20]
Aug 2015            | 2015-08
Aug 2015            | [2015-08-01..2015-08-10]
Aug 2015            | [2015-08-05..2015-08-10]
by Sat 1 Aug 2015   | ../2015-08-01
Sat 1 Aug 2015      | 2015-08-01/2015-09
Sat 1 Aug 2015      | 2015-08-01
Sat 1 Aug 2015      | 2015-08-01T09:00
Sat 1 Aug 2015      | 2015-08-01T09:00:00
Sat 1 Aug 2015      | 2015-08-01T09:00:30
Sat 1 Aug 2015      | 2015-08-01T18:00Z
by Sun 2 Aug 2015   | [..2015-08-02]
Sun 2 Aug 2015      | 2015-08-02~
by Aug 2015         | ../2015-08
Sep-Nov 2015        | 2015-23
by 2015             | ../2015
2016                | 2016
undated             | XXXX-12-25
";

#[test]
fn the_listing_is_in_order() {
    let rows = || LISTING.trim().lines().map(|line| line.split_once('|').unwrap());
    let mut whens: Vec<_> = rows().map(|(_, text)| date(text.trim())).collect();
    whens.reverse();
    whens.sort_by_key(When::key);
    let listing: Vec<_> = whens.iter().map(|when| (when.heading().words(), when.edtf())).collect();
    let expected: Vec<_> =
        rows().map(|(head, text)| (head.trim().to_owned(), text.trim().to_owned())).collect();
    assert_eq!(listing, expected);
    assert_eq!(date("2015-08-01T18:00Z").key(), date("2015-08-01T18:00+05").key());
}

#[test]
fn days_that_a_date_leaves_out_are_not_touched() {
    for (text, period, expect) in [
        ("192X-12", "1925-08", false),
        ("192X-12", "1925-12", true),
        ("192X-12", "1925-11/1925-12-01", true),
        ("192X-12", "1926", true),
        ("192X-12", "1930", false),
        ("192X-33", "1925-04", false),
        ("192X-33", "1925-02", true),
        ("20XX-24", "2016-02", true),
        ("20XX-24", "2016-05", false),
        ("156X-12-25", "1563-12-24", false),
        ("156X-12-25", "1563-12-25", true),
        ("2015-XX-05", "2015-03-04", false),
        ("2015-XX-05", "2015-03-05", true),
        ("2015-08-X1", "2015-08-12/2015-08-20", false),
        ("2015-08-X1", "2015-08-20/2015-08-21", true),
        ("2015-08-1X", "2015-08-15", true),
        ("2015-XX", "2015-06", true),
        ("201X", "2015-06-01", true),
        ("-15XX", "-1550", true),
        ("[1920-12,1925-12]", "1922", false),
        ("[1920-12,1925-12]", "1925", true),
        ("[..1910,1925-12]", "1800", true),
        ("{1960,1961-12}", "1961-05", false),
        ("{1960,1961-12}", "1961-12-24", true),
        ("[1920..1925]", "1922", true),
        ("192X-12/1935", "1925-08", true),
    ] {
        let period = Period::of(&date(period)).unwrap();
        assert_eq!(date(text).may_touch(period), expect, "{text} in {period:?}");
    }
    let each = |text: &str| Period::each_of(&date(text)).len();
    assert_eq!([each("192X-12"), each("1920"), each("2015-XX-31"), each("XXXX")], [10, 1, 7, 0]);
}

/// A date of EDTF, of any kind but sets.
fn unit() -> BoxedStrategy<String> {
    let year = prop_oneof![
        4 => (2010..2020).prop_map(|year| format!("{year}")),
        1 => (0..9999).prop_map(|year| format!("{year:04}")),
        1 => (1..9999).prop_map(|year| format!("-{year:04}")),
    ];
    let day = prop_oneof![
        4 => (1..=12, 1..=28).prop_map(|(month, day)| format!("-{month:02}-{day:02}")),
        2 => (1..=12).prop_map(|month| format!("-{month:02}")),
        1 => (21..=41).prop_map(|season| format!("-{season}")),
        1 => Just("-XX".to_owned()),
        1 => Just("-02-1X".to_owned()),
        1 => Just("-XX-25".to_owned()),
        2 => Just(String::new()),
    ];
    prop_oneof![
        8 => (year, day).prop_map(|(year, day)| year + &day),
        1 => "(20|15|00)[0-9]X",
        1 => "(20|15|00)XX|1XXX|156X-12-25|XXXX-12-25|-01XX|-015X|-0XXX",
        1 => "Y-?1700000[0-9]{0,3}|Y17E[78]|19[0-9]0S[123]",
    ]
    .boxed()
}

fn marked_unit() -> BoxedStrategy<String> {
    (unit(), "[~?%]?").prop_map(|(unit, mark)| unit + &mark).boxed()
}

/// A text that reads as a date, or now and then does not.
fn edtf() -> BoxedStrategy<String> {
    prop_oneof![
        6 => marked_unit(),
        2 => (unit(), "T[01][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|\\+05|-03:30)?[~?%]?")
            .prop_map(|(unit, time)| unit + &time),
        4 => (marked_unit(), marked_unit()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => marked_unit().prop_map(|unit| format!("{unit}/..")),
        1 => marked_unit().prop_map(|unit| format!("{unit}/")),
        1 => marked_unit().prop_map(|unit| format!("../{unit}")),
        1 => marked_unit().prop_map(|unit| format!("/{unit}")),
        2 => (unit(), unit()).prop_map(|(first, last)| format!("[{first}..{last}]")),
        1 => (marked_unit(), unit()).prop_map(|(one, two)| format!("[{one},{two}..]")),
        1 => (marked_unit(), unit()).prop_map(|(one, two)| format!("{{..{one}, {two}}}")),
    ]
    .boxed()
}

fn when() -> impl Strategy<Value = When> {
    edtf().prop_filter_map("not EDTF", |text| When::parse(&text).ok())
}

fn period() -> impl Strategy<Value = Period> {
    let open = (prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    (14_500..18_500i32, 0..800i32, open).prop_map(|(first, length, (no_first, no_last))| Period {
        first: if no_first { Day::PAST } else { Day(first) },
        last: if no_last { Day::FUTURE } else { Day(first + length) },
    })
}

proptest! {
    #[test]
    fn printing_and_reading_gives_the_same(when in when()) {
        let text = when.edtf();
        prop_assert_eq!(&When::parse(&text).unwrap(), &when);
        prop_assert_eq!(When::parse(&text).unwrap().edtf(), text);
    }

    #[test]
    fn bounds_are_in_order(when in when()) {
        prop_assert!(when.s_min <= when.s_max && when.e_min <= when.e_max);
        prop_assert!(when.s_min <= when.e_min && when.s_max <= when.e_max);
    }

    #[test]
    fn what_must_touch_may_touch(when in when(), period in period()) {
        prop_assert!(!when.must_touch(period) || when.may_touch(period));
    }

    #[test]
    fn a_dated_event_lies_before_in_or_after_a_period(when in when(), period in period()) {
        let may = |period: Option<Period>| period.is_some_and(|period| when.may_touch(period));
        prop_assert_eq!(
            may(period.before()) || when.may_touch(period) || may(period.after()),
            !when.is_undated()
        );
        prop_assert!(when.is_undated() || when.may_touch(Period::ALWAYS));
    }

    #[test]
    fn every_date_touches_its_own_period(when in when()) {
        let own = Period::of(&when);
        prop_assert_eq!(own.is_none(), when.is_undated());
        prop_assert!(own.is_none_or(|own| when.may_touch(own)));
    }

    #[test]
    fn rows_under_one_heading_are_neighbours(mut whens in prop::collection::vec(when(), 2..40)) {
        whens.sort_by_key(When::key);
        let mut headings: Vec<_> = whens.iter().map(When::heading).collect();
        prop_assert!(headings.is_sorted());
        headings.dedup();
        let runs = headings.len();
        headings.sort_by_key(|heading| format!("{heading:?}"));
        headings.dedup();
        prop_assert_eq!(headings.len(), runs, "a heading comes twice");
    }

    #[test]
    fn the_listing_day_never_falls(mut whens in prop::collection::vec(when(), 2..40)) {
        whens.sort_by_key(When::key);
        let days = whens.iter().map(|when| when.listing_day().unwrap_or(Day::FUTURE));
        prop_assert!(days.is_sorted());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}|[-0-9X/.~?%YTSE\\[\\]{},:]{0,16}") {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(&when.edtf()).unwrap(), when);
        }
    }
}
