use std::fmt::Write as _;

use super::*;
use crate::ingest::split::{Dialect, Quotes};

/// Rows of three fields, of which the first is a number.
fn fit(row: &Record<'_>) -> Fit {
    match row.len() {
        3 if row.raw(0).parse::<u32>().is_ok() => Fit::Row,
        3 => Fit::Width,
        _ => Fit::No,
    }
}

/// The fields of each row between `|`, with what was mended in it.
fn cut(text: &str, quotes: Quotes) -> Vec<String> {
    let mut splitter = Splitter::new(Dialect { delimiter: b',', quotes });
    let (mut at, mut rows) = (0, Vec::new());
    while let Cut::Row { end, .. } = splitter.cut_mended(&text.as_bytes()[at..], true, &fit) {
        at += end;
        let mended = splitter.mended().map_or(String::new(), |mended| format!("{mended:?}: "));
        let row = splitter.record(1).0;
        rows.push(mended + &row.fields().collect::<Vec<_>>().join("|"));
    }
    rows
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(cut(text, Quotes::Enclose), expect, "{text}");
}

#[test]
fn what_is_right_stays() {
    check("1,\"a\nb\",c\n2,d,e\n", &["1|a\nb|c", "2|d|e"]);
    check("1,\"a\n\nb, c\n\",c\n2,d,e\n", &["1|a\n\nb, c\n|c", "2|d|e"]);
    check("1,\"say \"\"no\"\"\",c\n", &["1|say \"no\"|c"]);
    // Lines within a field that have as many fields as a row, but not those of a row.
    check(
        "1,\"x, y, z\nu, v, w\nr, s, t\",c\n2,d,e\n",
        &["1|x, y, z\nu, v, w\nr, s, t|c", "2|d|e"],
    );
    check("a,b,\"c\nd\ne\nf\ng\"\n2,d,e\n3,d,e\n", &["a|b|c\nd\ne\nf\ng", "2|d|e", "3|d|e"]);
    check("1,5\" shell,c\n", &["1|5\" shell|c"]);
    check("1,\"Dr.\" Who,c\n2,d,e\n", &["1|Dr. Who|c", "2|d|e"]);
}

#[test]
fn a_mark_that_is_missing_costs_no_other_row() {
    // At the end of the line.
    check(
        "\"1\",\"a\",\"b\n\"2\",\"c\",\"d\"\n\"3\",\"e\",\"f\"\n",
        &["Ended: 1|a|b", "2|c|d", "3|e|f"],
    );
    check("1,a,\"b\n2,c,d\n3,e,f\n", &["Ended: 1|a|b", "2|c|d", "3|e|f"]);
    check("1,a,b\n2,c,\"d\n", &["1|a|b", "Ended: 2|c|d"]);
    // Within it.
    check("1,\"a,b\n2,c,d\n3,e,f\n", &["Plain: 1|\"a|b", "2|c|d", "3|e|f"]);
    check("1,\"a, x,b\n2,c,d\n3,e,f\n", &["Lost: 1|a, x,b", "2|c|d", "3|e|f"]);
    check("1,\"a,b\n2,\"the \\\"c, d\\\" e\",f\n", &["Plain: 1|\"a|b", "2|the \"c, d\" e|f"]);
    check("1,\"a,b\n2,\"c\",d\n3,e,f\n", &["Plain: 1|\"a|b", "2|c|d", "3|e|f"]);
    check("1,\"a,b\n2,\"c\nx\",d\n3,e,f\n", &["Plain: 1|\"a|b", "2|c\nx|d", "3|e|f"]);
    let (mut many, mut expect) = ("1,\"a,b\n".to_owned(), vec!["Plain: 1|\"a|b".to_owned()]);
    for number in 2..20_000 {
        writeln!(many, "{number},c,d").unwrap();
        expect.push(format!("{number}|c|d"));
    }
    assert_eq!(cut(&many, Quotes::Enclose), expect);
}

#[test]
fn two_marks_do_not_join_rows() {
    check(
        "1,\"a,5\n2,c,d\n3,e,f\n4,\"g\",h\n5,i\",9\n6,k,l\n",
        &["Plain: 1|\"a|5", "2|c|d", "3|e|f", "4|g|h", "5|i\"|9", "6|k|l"],
    );
    check("1,\"a,5\n2,c\",9\n3,e,f\n", &["Plain: 1|\"a|5", "2|c\"|9", "3|e|f"]);
    check("1,\"a,5\n2,x,d\n3,c\",9\n", &["Plain: 1|\"a|5", "2|x|d", "3|c\"|9"]);
}

#[test]
fn a_mark_too_many_costs_no_other_row() {
    check(
        "\"1\",\"a\",\"b\"\"\n\"2\",\"c\",\"d\"\n\"3\",\"e\",\"f\"\n",
        &["Kept: 1|a|b", "2|c|d", "3|e|f"],
    );
    check("1,\"near \"the\" bridge\",b\n2,c,d\n", &["Kept: 1|near \"the\" bridge|b", "2|c|d"]);
    check("1,\"near \\\"the\\\" bridge\",b\n2,c,d\n", &["1|near \"the\" bridge|b", "2|c|d"]);
    check("1,\"he said \\\"no, never\\\"\",b\n2,c,d\n", &["1|he said \"no, never\"|b", "2|c|d"]);
    check("1,\"a\",\"ends so \\\"\"\n2,c,d\n", &["1|a|ends so \"", "2|c|d"]);
    check(
        "\"1\",\"near \"the\", bridge\",\"b\"\n\"2\",\"c\",\"d\"\n",
        &["Kept: 1|near \"the\", bridge|b", "2|c|d"],
    );
    check("1,\"a \"b\", c\" d\n2,e,f\n", &["Kept: 1|a \"b| c\" d", "2|e|f"]);
}

#[test]
fn spaces_around_quotes() {
    let cut = |text| cut(text, Quotes::EncloseSpaced);
    assert_eq!(cut("\"1\", \"a, b\" , \"c\"\n 2, d, e\n"), ["1|a, b|c", " 2| d| e"]);
    assert_eq!(cut("1, \"a \"x\" b\", c\n"), ["Kept: 1|a \"x\" b| c"]);
    assert_eq!(cut(" \"1\", \"\",\n"), ["1||"]);
}

#[test]
fn a_part_is_cut_as_the_whole() {
    let mut text = String::new();
    for number in 0..2000 {
        let field = match number % 7 {
            0 => "\"a\nb\"",
            1 if number % 5 == 0 => "\"a",
            2 if number % 11 == 0 => "\"a \"b\"",
            _ => "\"a, very long and very quiet line\"",
        };
        writeln!(text, "{number},{field},c").unwrap();
    }
    let bytes = text.as_bytes();
    let mut splitter = Splitter::new(Dialect { delimiter: b',', quotes: Quotes::Enclose });
    let (mut at, mut rows) = (0, 0);
    while let Cut::Row { start, end } = splitter.cut_mended(&bytes[at..], true, &fit) {
        for length in [end + 1, end + 70, end + 70_000] {
            let part = &bytes[at..bytes.len().min(at + length)];
            let is_all = at + length >= bytes.len();
            let cut = splitter.cut_mended(part, is_all, &fit);
            assert!(cut == Cut::Open && !is_all || cut == Cut::Row { start, end }, "{rows}");
        }
        at += end;
        rows += 1;
    }
    assert_eq!(rows, 2000);
}
