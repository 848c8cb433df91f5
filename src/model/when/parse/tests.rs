use super::*;

/// The cases that python-edtf 5 reads, with their first and last day here (`..` if there is none);
/// then where and why it has other days for them, or another text.
const CASES: &str = "
2001-02-03                    | 2001-02-03     | 2001-02-03
2008-12                       | 2008-12-01     | 2008-12-31
2008                          | 2008-01-01     | 2008-12-31
-0999                         | -0999-01-01    | -0999-12-31
0000                          | 0000-01-01     | 0000-12-31
2001-02-03T09:30:01           | 2001-02-03     | 2001-02-03
2004-01-01T10:10:10Z          | 2004-01-01     | 2004-01-01
2004-01-01T10:10:10+05:00     | 2004-01-01     | 2004-01-01
1985-04-12T23:20:30           | 1985-04-12     | 1985-04-12
1964/2008                     | 1964-01-01     | 2008-12-31
2004-06/2006-08               | 2004-06-01     | 2006-08-31
2004-02-01/2005-02-08         | 2004-02-01     | 2005-02-08
2004-02-01/2005-02            | 2004-02-01     | 2005-02-28
2004-02-01/2005               | 2004-02-01     | 2005-12-31
2005/2006-02                  | 2005-01-01     | 2006-02-28
-2005/-1999-02                | -2005-01-01    | -1999-02-28
1984?                         | 1984-01-01     | 1984-12-31     | padding
2004-06-11?                   | 2004-06-11     | 2004-06-11     | padding
2004-06?                      | 2004-06-01     | 2004-06-30     | padding
1984~                         | 1984-01-01     | 1984-12-31     | padding
1984%                         | 1984-01-01     | 1984-12-31     | padding
199X                          | 1990-01-01     | 1999-12-31
19XX                          | 1900-01-01     | 1999-12-31
1999-XX                       | 1999-01-01     | 1999-12-31
1999-01-XX                    | 1999-01-01     | 1999-01-31
1999-XX-XX                    | 1999-01-01     | 1999-12-31
-01XX                         | -0199-01-01    | -0100-12-31
-0275~                        | -0275-01-01    | -0275-12-31    | padding
-0001~                        | -0001-01-01    | -0001-12-31    | padding
0000~                         | 0000-01-01     | 0000-12-31     | padding
16XX~                         | 1600-01-01     | 1699-12-31     | padding
16XX%                         | 1600-01-01     | 1699-12-31     | padding
1XXX                          | 1000-01-01     | 1999-12-31
1XXX~                         | 1000-01-01     | 1999-12-31     | padding
156X~                         | 1560-01-01     | 1569-12-31     | padding
-01XX~                        | -0199-01-01    | -0100-12-31    | padding
/2006                         | ..             | 2006-12-31     | unknown end
2004-06-01/                   | 2004-06-01     | ..             | unknown end
../2006                       | ..             | 2006-12-31     | infinity
2004-01-01/..                 | 2004-01-01     | ..             | infinity
1984~/2004-06                 | 1984-01-01     | 2004-06-30     | padding
1984/2004-06~                 | 1984-01-01     | 2004-06-30     | padding
1984?/2004%                   | 1984-01-01     | 2004-12-31     | padding
1984~/2004~                   | 1984-01-01     | 2004-12-31     | padding
1984-06?/2004-08?             | 1984-06-01     | 2004-08-31     | padding
1984-06-02?/2004-08-08~       | 1984-06-02     | 2004-08-08     | padding
1984-06-02?/                  | 1984-06-02     | ..             | padding, unknown end
Y170000002                    | +5881580-07-10 | +5881580-07-10 | beyond days
Y-170000002                   | -5877641-06-24 | -5877641-06-24 | beyond days
2001-21                       | 2001-03-01     | 2001-05-31
2003-22                       | 2003-06-01     | 2003-08-31
2000-23                       | 2000-09-01     | 2000-11-30
2010-24                       | 2010-12-01     | 2011-02-28     | winter
2004-06-11%                   | 2004-06-11     | 2004-06-11     | padding
2004?-06-11                   | 2004-06-11     | 2004-06-11     | padding
2004-06~-11                   | 2004-06-11     | 2004-06-11     | padding
2004-06-~11                   | 2004-06-11     | 2004-06-11     | padding
2004-%06                      | 2004-06-01     | 2004-06-30     | padding
2004-?06-?11                  | 2004-06-11     | 2004-06-11     | padding
2004?-06-~11                  | 2004-06-11     | 2004-06-11     | padding
?2004-%06                     | 2004-06-01     | 2004-06-30     | padding, canonical text
2004?-%06                     | 2004-06-01     | 2004-06-30     | padding
2004?-~06-~04                 | 2004-06-04     | 2004-06-04     | padding
2011-~06-~04                  | 2011-06-04     | 2011-06-04     | padding
156X-12-25                    | 1560-12-25     | 1569-12-25
15XX-12-25                    | 1500-12-25     | 1599-12-25
1560-XX-25                    | 1560-01-25     | 1560-12-25
15XX-12-XX                    | 1500-12-01     | 1599-12-31
XXXX-XX-23                    | ..             | ..             | no year
[1667, 1668, 1670..1672]      | 1667-01-01     | 1672-12-31     | canonical text
[..1760-12-03]                | ..             | 1760-12-03     | infinity
[1760-12..]                   | 1760-12-01     | ..             | infinity
[1760-01, 1760-02, 1760-12..] | 1760-01-01     | ..             | canonical text, infinity
[1667, 1760-12]               | 1667-01-01     | 1760-12-31     | canonical text
{1667,1668, 1670..1672}       | 1667-01-01     | 1672-12-31     | canonical text
{1960, 1961-12}               | 1960-01-01     | 1961-12-31     | canonical text
196X                          | 1960-01-01     | 1969-12-31
2004-06-~01/2004-06-~20       | 2004-06-01     | 2004-06-20     | padding
2004-06-XX/2004-07-03         | 2004-06-01     | 2004-07-03
Y17E7                         | +5881580-07-10 | +5881580-07-10 | beyond days
Y-17E7                        | -5877641-06-24 | -5877641-06-24 | beyond days
1950S2                        | 1900-01-01     | 1999-12-31     | significant digits
1953S2                        | 1900-01-01     | 1999-12-31     | significant digits
1953S3                        | 1950-01-01     | 1959-12-31     | significant digits
Y17101E4S3                    | +5881580-07-10 | +5881580-07-10 | significant digits, beyond days
Y3388E2S3                     | +338000-01-01  | +338999-12-31  | significant digits
Y171010000S3                  | +5881580-07-10 | +5881580-07-10 | significant digits, beyond days
2001-29                       | 2001-09-01     | 2001-11-30
2001-34                       | 2001-04-01     | 2001-06-30
";

/// What the names in the last column of the cases stand for.
const DIFFERENCES: &[(&str, &str)] = &[
    (
        "padding",
        "it also gives days widened by a year or a month for each mark; a mark here says \
        how sure the date is, and the days stay those that are written",
    ),
    (
        "infinity",
        "its open ends are infinite structs beside the days; here they are a day before \
        or after every other",
    ),
    ("unknown end", "it takes ten years for an end that is not known; nothing is invented here"),
    ("winter", "its winter ends with December; here it is three months as the other seasons are"),
    (
        "no year",
        "its XXXX are the years 0 to 9999; a date that may lie in any of them is undated, \
        and its text is kept",
    ),
    (
        "significant digits",
        "it keeps to the estimated year and gives the range apart; ISO 8601-2, \
        4.4.3, has the digits that are not significant unknown",
    ),
    (
        "beyond days",
        "its years are unbounded; days here are 32 bits, so these are held at the last \
        that there is, and their text is kept",
    ),
    (
        "canonical text",
        "it prints spaces and repeated marks as they were; here they are printed \
        the one way that ISO 8601-2 prefers",
    ),
];

#[test]
fn edtf_has_these_days() {
    for case in CASES.trim().lines() {
        let mut cells = case.split('|').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default();
        let (text, first, last, differences) = (cell(), cell(), cell(), cell());
        let when = When::parse(text).unwrap();
        assert_eq!(when.earliest_start().to_string(), first, "{text}");
        assert_eq!(when.latest_end().to_string(), last, "{text}");
        assert_eq!(when.edtf() != text, differences.contains("canonical text"), "{text}");
        for difference in differences.split(", ").filter(|difference| !difference.is_empty()) {
            assert!(DIFFERENCES.iter().any(|(name, _)| *name == difference), "{difference}");
        }
    }
}

#[track_caller]
fn check_error(text: &str, at: usize, message: &str) {
    let error = When::parse(text).expect_err(text);
    assert_eq!((error.at, error.message.as_str()), (at, message));
}

#[test]
fn what_python_edtf_refuses_is_refused() {
    let digits = "months and days have two digits: 2015-08-03";
    let year = "a date begins with a year of four digits: 2015-08-13";
    check_error("not a edtf string", 0, year);
    check_error("Y17E7-12-26", 5, "a year with Y stands alone, without month and day");
    check_error("2016-13-08", 5, "months are 01 to 12 (21 to 41 are seasons, quarters and halves)");
    check_error("2016-02-39", 8, "february 2016 has 29 days");
    check_error("-0000-01-01", 0, "the year before 0001 is 0000, without a sign");
    check_error("2004-(06)?-11", 5, digits);
    check_error("2004-06-(11)~", 8, digits);
    check_error("2004-(06)%", 5, digits);
    check_error("2004-(06-11)?", 5, digits);
    check_error("2004?-06-(11)~", 9, digits);
    check_error("(2004-(06)~)?", 0, year);
    check_error("(2004)?-06-04~", 0, year);
    check_error("(2011)-06-04~", 0, year);
    check_error("2011-(06-04)~", 5, digits);
    check_error("2004-06-(01)~/2004-06-(20)~", 8, digits);
}

#[test]
fn an_error_says_what_to_write() {
    check_error("2015-02-30", 8, "february 2015 has 28 days");
    check_error("-0043-02-30", 9, "february -0043 has 28 days");
    check_error("2015-08-13/2015-11-31", 19, "november 2015 has 30 days");
    check_error("[2015-06-31,2015-08]", 9, "june 2015 has 30 days");
    check_error("2015-08-00", 8, "august 2015 has 31 days");
    check_error("2015-8-3", 6, "months and days have two digits: 2015-08-03");
    check_error(
        "13/08/2015",
        5,
        "an interval has one /, and its dates begin with the year: 2015-08-13/2015-08-20",
    );
    check_error(
        "2015-08-13 18:00",
        10,
        "dates have no spaces; a time stands after a T: 2015-08-13T18:00",
    );
    check_error("2015-08-13T", 11, "hours are 00 to 23");
    check_error("2015-08-13T25:00", 11, "hours are 00 to 23");
    check_error("2015-08-13T18", 13, "a time is hh:mm or hh:mm:ss");
    check_error("2015-08-13T18:60", 14, "minutes are 00 to 59");
    check_error("2015-08-13T18:00:61", 17, "seconds are 00 to 60");
    check_error(
        "2015-08-13T18:00+15:00",
        16,
        "after the time stands nothing, Z, or an offset as +05:30",
    );
    check_error("2015-02-30T18:00", 8, "february 2015 has 28 days");
    check_error("2015-08T18:00", 0, "a time stands after a whole day, as in 2015-08-13T18:00");
    check_error("2015-08-13T18:00/2015-08-14", 10, "a time stands only with a single day");
    check_error("2015/2014", 5, "the end lies before the start");
    check_error("[2015-08-10..2015-08-01]", 13, "the end lies before the start");
    check_error("Y14E21/Y420221", 7, "the end lies before the start");
    check_error("Y14E21/2015", 7, "the end lies before the start");
    check_error("2015/Y-3E30", 5, "the end lies before the start");
    check_error("[Y14E21..2015]", 9, "the end lies before the start");
    check_error("{0001..Y-1E40}", 7, "the end lies before the start");
    check_error(
        "2015/unknown",
        5,
        "an unknown end is left empty (2011/), an open one is two points (2011/..)",
    );
    check_error("156u", 3, "an unknown digit is a capital X: 156X");
    check_error("2015-08-1x", 9, "an unknown digit is a capital X: 156X");
    check_error("--06X", 1, "a date begins with a year of four digits: 2015-08-13");
    check_error("-01XX-12", 1, "a year before 0000 with unknown digits stands alone: -01XX");
    check_error("[2015..", 6, "a set ends with ] or }");
    check_error("août 2015", 0, "a date begins with a year of four digits: 2015-08-13");
    check_error("2015-08-13é", 10, "dates have ASCII characters only");
}

#[track_caller]
fn check_same(text: &str, canonical: &str) {
    assert_eq!(When::parse(text).unwrap().edtf(), canonical);
}

#[test]
fn beyond_edtf() {
    check_same("2015-08-13T18:00", "2015-08-13T18:00");
    check_same("2015-08-13T18:00:00", "2015-08-13T18:00:00");
    check_same("2015-08-13T18:00Z", "2015-08-13T18:00Z");
    check_same("2015-08-13T18:00-03", "2015-08-13T18:00-03");
    check_same("2015-08-13T18:00+05:30~", "2015-08-13T18:00+05:30~");
    check_same("-0043-03-15T12:00", "-0043-03-15T12:00");
    check_same("-01XX?", "-01XX?");
    check_same(" 2015-08-13 ", "2015-08-13");
    for undated in ["", " ", "/", "../..", "../", "/..", "XXXX-XX-XX"] {
        assert_eq!(When::parse(undated), Ok(When::UNDATED));
    }
    for undated in ["XXXX", "XXXX-XX", "XXXX-12-25", "XXXX?", "..2004/..", "[..2004,2006..]"] {
        assert!(When::parse(undated).unwrap().is_undated(), "{undated}");
        check_same(undated, undated);
    }
}
