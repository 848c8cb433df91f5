use super::*;

/// EDTF | words | what its heading leaves unsaid | the heading | sign.
const TABLE: &str = "
2015-08-13                | 13 Aug 2015                     |                             | Thu 13 Aug 2015   | *
2015-08-11T18:00          | 11 Aug 2015 18:00               | 18:00                       | Tue 11 Aug 2015   | *
2015-08-11T18:00:30+05:30 | 11 Aug 2015 18:00:30 +05:30     | 18:00:30 +05:30             | Tue 11 Aug 2015   | *
2015-08-11T18:00Z~        | c. 11 Aug 2015 18:00 UTC        | c. 18:00 UTC                | Tue 11 Aug 2015   | ~
2015-08                   | Aug 2015                        |                             | Aug 2015          | -
2015                      | 2015                            |                             | 2015              | -
1914~                     | c. 1914                         |                             | 1914              | ~
2015-08-03?               | 3 Aug 2015?                     |                             | Mon 3 Aug 2015    | ?
2015-08%                  | c. Aug 2015?                    |                             | Aug 2015          | %
[2015-08-01..2015-08-10]  | between 1 and 10 Aug 2015       | 1-10                        | Aug 2015          | -
2015-08-01/2015-08-10     | 1 to 10 Aug 2015                | to 10 Aug                   | Sat 1 Aug 2015    | =
2015-07-28/2015-08-03     | 28 Jul to 3 Aug 2015            | to 3 Aug                    | Tue 28 Jul 2015   | =
2014-12-28/2015-01-03     | 28 Dec 2014 to 3 Jan 2015       | to 3 Jan 2015               | Sun 28 Dec 2014   | =
[2015-08-20..2015-09-10]  | between 20 Aug and 10 Sep 2015  | 20 Aug-10 Sep               | Aug-Sep 2015      | -
2011/..                   | since 2011                      | ongoing                     | 2011              | =
2011~/..                  | since c. 2011                   | ongoing                     | 2011              | ~
../1760                   | until 1760                      | until 1760                  | by 1760           | =
/1760                     | until 1760, start unknown       | until 1760, start unknown   | by 1760           | =
2011/                     | from 2011, end unknown          | end unknown                 | 2011              | =
2015-08-01/..             | since 1 Aug 2015                | ongoing                     | Sat 1 Aug 2015    | =
../1760-12-03             | until 3 Dec 1760                | until                       | by Wed 3 Dec 1760 | =
/1760-12-03               | until 3 Dec 1760, start unknown | until                       | by Wed 3 Dec 1760 | =
-0043-03-15               | 15 Mar 44 BCE                   |                             | 15 Mar 44 BCE     | *
-0043                     | 44 BCE                          |                             | 44 BCE            | -
0000                      | 1 BCE                           |                             | 1 BCE             | -
0079-08-24~               | c. 24 Aug 79 CE                 |                             | 24 Aug 79 CE      | ~
-0043/-0039               | 44 to 40 BCE                    | to 40 BCE                   | 44 BCE            | =
-0041/-0001-01            | 42 BCE to Jan 2 BCE             | to Jan 2 BCE                | 42 BCE            | =
-0010/0014                | 11 BCE to 14 CE                 | to 14 CE                    | 11 BCE            | =
0014/0037                 | 14 to 37 CE                     | to 37 CE                    | 14 CE             | =
0992/1015                 | 992 CE to 1015                  | to 1015                     | 992 CE            | =
2004-06/2006-08           | Jun 2004 to Aug 2006            | to Aug 2006                 | Jun 2004          | =
2004-06/2004-08           | Jun to Aug 2004                 | to Aug                      | Jun 2004          | =
2011/2014                 | 2011 to 2014                    | to 2014                     | 2011              | =
2011/2014-06              | 2011 to Jun 2014                | to Jun 2014                 | 2011              | =
1984-06-02?/2004-08-08~   | 2 Jun 1984? to c. 8 Aug 2004    | to 8 Aug 2004               | Sat 2 Jun 1984    | %
1984~/2004-06             | c. 1984 to Jun 2004             | to Jun 2004                 | 1984              | ~
[..1760-12-03]            | 3 Dec 1760 or earlier           | or earlier                  | by Wed 3 Dec 1760 | <
[1760-12..]               | Dec 1760 or later               | or later                    | Dec 1760 or later | >
[..1760]                  | 1760 or earlier                 | 1760 or earlier             | by 1760           | <
[1667,1668,1670..1672]    | 1667, 1668 or 1670 to 1672      | 1667, 1668 or 1670 to 1672  | 1667-1672         | -
{1667,1668,1670..1672}    | 1667, 1668 and 1670 to 1672     | 1667, 1668 and 1670 to 1672 | 1667              | =
{1960,1961-12}            | 1960 and Dec 1961               | 1960 and Dec 1961           | 1960              | =
[1667..1670]              | between 1667 and 1670           |                             | 1667-1670         | -
{1667..1670}              | each of 1667 to 1670            | each of 1667 to 1670        | 1667              | =
[2015-08-13]              | 13 Aug 2015                     |                             | Thu 13 Aug 2015   | *
[1667,1760-12]            | 1667 or Dec 1760                | 1667 or Dec 1760            | 1667-1760         | -
156X                      | 1560s                           |                             | 1560s             | X
150X                      | 1500-1509                       |                             | 1500-1509         | X
15XX                      | 1500-1599                       |                             | 1500-1599         | X
1XXX                      | 1000-1999                       |                             | 1000-1999         | X
-015X                     | 160-151 BCE                     |                             | 160-151 BCE       | X
-01XX                     | 200-101 BCE                     |                             | 200-101 BCE       | X
007X                      | 70s CE                          |                             | 70s CE            | X
000X                      | 1 BCE-9 CE                      |                             | 1 BCE-9 CE        | X
0XXX                      | 1 BCE-999 CE                    |                             | 1 BCE-999 CE      | X
-0XXX                     | 1000-1 BCE                      |                             | 1000-1 BCE        | X
156X~                     | c. 1560s                        |                             | 1560s             | ~
156X-12-25                | 25 Dec 156X                     | 25 Dec 156X                 | 1560s             | X
15XX-12-XX                | Dec 15XX                        | Dec 15XX                    | 1500-1599         | X
1560-XX-25                | 25 XX 1560                      | 25 XX                       | 1560              | X
1999-XX                   | 1999                            |                             | 1999              | X
1999-01-XX                | Jan 1999                        |                             | Jan 1999          | X
1999-XX-XX                | 1999                            |                             | 1999              | X
2015-08-1X                | 1X Aug 2015                     | 1X                          | Aug 2015          | X
2015-1X                   | 1X 2015                         | 1X                          | 2015              | X
XXXX-12-25                | 25 Dec XXXX                     | 25 Dec XXXX                 | undated           | X
XXXX-XX-23                | 23 XX XXXX                      | 23 XX XXXX                  | undated           | X
XXXX                      | unknown year                    | unknown year                | undated           | X
XXXX?                     | unknown year?                   | unknown year?               | undated           | ?
                          | undated                         |                             | undated           | X
2015-08-X3                | X3 Aug 2015                     | X3                          | Aug 2015          | X
2001-21                   | spring 2001                     | spring                      | Mar-May 2001      | -
2010-24                   | winter 2010/11                  | winter 2010/11              | Dec 2010-Feb 2011 | -
2001-25                   | northern spring 2001            | northern spring             | Mar-May 2001      | -
2010-30                   | southern summer 2010/11         | southern summer 2010/11     | Dec 2010-Feb 2011 | -
2001-34                   | Q2 2001                         | Q2                          | Apr-Jun 2001      | -
2001-37                   | Jan-Apr 2001                    | Jan-Apr                     | Jan-Apr 2001      | -
2001-40                   | Jan-Jun 2001                    | Jan-Jun                     | Jan-Jun 2001      | -
2001-21~                  | c. spring 2001                  | c. spring                   | Mar-May 2001      | ~
1950S2                    | 1950 (1900-1999)                | 1950 (1900-1999)            | 1900-1999         | -
1950S3~                   | c. 1950 (1950s)                 | c. 1950 (1950s)             | 1950s             | ~
Y17E7                     | 170000000                       | 170000000                   | 5881580           | -
Y-17E7                    | 170000001 BCE                   | 170000001 BCE               | 5877642 BCE       | -
Y170000002                | 170000002                       | 170000002                   | 5881580           | -
Y12000                    | 12000                           |                             | 12000             | -
Y-12000                   | 12001 BCE                       |                             | 12001 BCE         | -
Y3388E2S3                 | 338800 (338000-338999)          | 338800 (338000-338999)      | 338000-338999     | -
Y1E5000                   | Y1E5000                         | Y1E5000                     | 5881580           | -
Y-1E5000                  | Y-1E5000                        | Y-1E5000                    | 5877642 BCE       | -
Y171010000S3              | 171010000                       | 171010000                   | 5881000-5881999   | -
2004-06~-11               | c. 11 Jun 2004                  |                             | Fri 11 Jun 2004   | ~
2004-06-~01/2004-06-~20   | c. 1 Jun 2004 to c. 20 Jun 2004 | to 20 Jun                   | Tue 1 Jun 2004    | ~
2004-06-XX/2004-07-03     | Jun to 3 Jul 2004               | to 3 Jul                    | Jun 2004          | =
..2004/2006               | 2004 or earlier to 2006         | 2004 or earlier to 2006     | by 2006           | =
2004/2006..               | 2004 to 2006 or later           | end unknown                 | 2004              | =
..2004/..                 | since 2004 or earlier           | since 2004 or earlier       | undated           | X
XXXX/2006                 | unknown year to 2006            | unknown year to 2006        | by 2006           | =
2015-08/2015-08           | Aug 2015                        | to Aug                      | Aug 2015          | =
2015-08-13/2015-08-13     | 13 Aug 2015                     | to 13 Aug                   | Thu 13 Aug 2015   | =
156X/1570                 | 1560s to 1570                   | to 1570                     | 1560s             | =
2004-21/2004-23           | spring to autumn 2004           | to autumn                   | Mar-May 2004      | =
192X-33 | Q1 192X | Q1 192X | 1920s | X
20XX-21 | spring 20XX | spring 20XX | 2000-2099 | X
19XX-40 | Jan-Jun 19XX | Jan-Jun 19XX | 1900-1999 | X
199X-24 | winter 199X | winter 199X | 1990s | X
1453-05-29 | 29 May 1453 |  | 29 May 1453 | *
1582-10-14 | 14 Oct 1582 |  | 14 Oct 1582 | *
1582-10-15 | 15 Oct 1582 |  | Fri 15 Oct 1582 | *
../1700 | until 1700 | until 1700 | by 1700 | =
[1990-01-01..1990-12-31] | between 1 Jan and 31 Dec 1990 |  | 1990 | -
[1990-02-01..1990-11-30]  | between 1 Feb and 30 Nov 1990    |                             | Feb-Nov 1990      | -
[2014-12-20..2015-01-10] | between 20 Dec 2014 and 10 Jan 2015 | 20 Dec 2014-10 Jan 2015 | Dec 2014-Jan 2015 | -
[2014-02-01..2014-02-28] | between 1 and 28 Feb 2014 |  | Feb 2014 | -
[1560..1569] | between 1560 and 1569 |  | 1560s | -
{1960-01-05,1960-03-01} | 5 Jan 1960 and 1 Mar 1960 | 5 Jan 1960 and 1 Mar 1960 | Tue 5 Jan 1960 | =
../156X | until 1560s | until 1560s | by 1560s | =
";

#[test]
fn every_kind_of_date_has_words() {
    for line in TABLE.trim().lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let when = When::parse(cells[0]).unwrap();
        let sign = when.sign().to_string();
        let words = [&when.words(), &when.short_words(), &when.heading().words(), &sign];
        assert_eq!(words.map(String::as_str), cells[1..], "{}", cells[0]);
    }
}

#[track_caller]
fn check_long(text: &str, expected: &str) {
    assert_eq!(When::parse(text).unwrap().long_words(), expected);
}

#[test]
fn long_words_name_the_day_of_the_week() {
    check_long("2015-08-13", "Thu 13 Aug 2015");
    check_long("2015-08-11T18:00~", "c. Tue 11 Aug 2015 18:00");
    check_long("[2015-08-01..2015-08-10]", "between Sat 1 and Mon 10 Aug 2015");
    check_long("2015-08-13?/..", "since Thu 13 Aug 2015?");
    check_long("2015-08", "Aug 2015");
    check_long("", "undated");
}
