use super::*;

#[track_caller]
fn check(
    column: (Literal, bool),
    values: &[&str],
    known: &[&str],
    expect: impl Into<Option<&'static str>>,
    exact: bool,
) {
    let (literal, is_text) = column;
    let column = Column { name: "c".to_owned(), literal, is_text };
    let (mut values, mut known) = (values.to_vec(), known.to_vec());
    order(&mut values);
    order(&mut known);
    let condition = column.among(&values, &known);
    assert_eq!((condition.text(), condition.is_exact()), (expect.into(), exact));
}

const NUMBER: (Literal, bool) = (Literal::Number, false);
const TEXT: (Literal, bool) = (Literal::Quoted, true);
const DATE: (Literal, bool) = (Literal::Quoted, false);

#[test]
fn values_are_asked_for_as_they_are() {
    check(TEXT, &["RUS"], &["RUS", "UKR"], "c = 'RUS'", true);
    check(TEXT, &["010", "RUSGOV"], &["010", "RUSGOV", "x"], "c IN ('010', 'RUSGOV')", true);
    check(NUMBER, &["4"], &["1", "4"], "c = 4", true);
    check(NUMBER, &["9", "10"], &["9", "10", "11"], "c IN (9, 10)", true);
}

#[test]
fn neighbours_are_a_run() {
    let days = ["20131230", "20131231", "20140101", "20140103", "20140105", "20150101"];
    check(NUMBER, &days[1..5], &days, "c BETWEEN 20131231 AND 20140105", true);
    let some = ["20131230", "20140103", "20140105", "20150101"];
    let expect = "(c BETWEEN 20140103 AND 20150101 OR c = 20131230)";
    check(NUMBER, &some, &days, expect, true);
    let dates = ["2014-01-01", "2014-01-02", "2014-01-09", ""];
    check(DATE, &dates[..3], &dates, "c BETWEEN '2014-01-01' AND '2014-01-09'", true);
    // Numbers by their size, not by their digits.
    check(NUMBER, &["9", "10", "11"], &["9", "10", "11", "100"], "c BETWEEN 9 AND 11", true);
    // What a database takes for the order of other texts is its own matter.
    check(TEXT, &["a", "b", "c"], &["a", "b", "c", "d"], "c IN ('a', 'b', 'c')", true);
}

#[test]
fn nothing_is_null_or_blank() {
    check(TEXT, &[""], &["", "a"], "(c IS NULL OR c = '')", true);
    check(NUMBER, &["", "1"], &["", "1"], "(c IS NULL OR c = 1)", true);
    check(DATE, &[""], &["", "2014-01-01"], "c IS NULL", true);
}

#[test]
fn what_would_need_an_escape_is_asked_for_more_widely() {
    check(TEXT, &["O'BRIEN"], &["O'BRIEN"], "c LIKE 'O%BRIEN'", false);
    check(TEXT, &["São Tomé"], &[], "c LIKE 'S%o Tom%'", false);
    check(TEXT, &["a\\'; DROP TABLE x"], &[], "c LIKE 'a% DROP TABLE x'", false);
    check(TEXT, &["a_b", "ab"], &[], "(c = 'ab' OR c LIKE 'a%b')", false);
    check(TEXT, &["\u{0}--\n"], &[], "c LIKE '%--%'", false);
    // What is no text is like no pattern.
    check(NUMBER, &["1 OR 1=1"], &[], None, false);
    check(DATE, &["2014-01-01 00:00:00+00"], &[], None, false);
}

#[test]
fn and_or_and_not_keep_what_is_exact() {
    #[track_caller]
    fn check(condition: &Condition, text: Option<&str>, exact: bool) {
        assert_eq!((condition.text(), condition.is_exact()), (text, exact));
    }
    let a = || Condition::sql("a".to_owned());
    let b = || Condition::sql("b".to_owned());
    check(&Condition::all([a(), b()]), Some("(a AND b)"), true);
    check(&Condition::all([a(), Condition::ALL]), Some("a"), true);
    check(&Condition::all([a(), Condition::OPEN]), Some("a"), false);
    check(&Condition::all([Condition::OPEN, Condition::NONE]), Some("1 = 0"), true);
    check(&Condition::all([]), None, true);
    check(&Condition::any([a(), b()]), Some("(a OR b)"), true);
    check(&Condition::any([a(), Condition::NONE]), Some("a"), true);
    check(&Condition::any([a(), Condition::OPEN]), None, false);
    check(&Condition::any([Condition::OPEN, Condition::ALL]), None, true);
    check(&Condition::any([]), Some("1 = 0"), true);
    check(&a().negated(), Some("(CASE WHEN a THEN 0 ELSE 1 END) = 1"), true);
    check(&a().superset().negated(), None, false);
    check(&Condition::ALL.negated(), Some("1 = 0"), true);
    check(&Condition::NONE.negated(), None, true);
}

#[test]
fn a_statement_has_its_parts() {
    let select = Select { columns: &["*"], table: "t", ..Select::default() };
    assert_eq!(select.text(), "SELECT * FROM t");
    let select = Select {
        columns: &["a", "b"],
        counts: true,
        table: "t",
        conditions: &["a > 1", "b = 2"],
        limit: Some(5),
    };
    let expect = "SELECT a, b, COUNT(*) AS events FROM t WHERE (a > 1) AND (b = 2) GROUP BY a, b \
                  LIMIT 5";
    assert_eq!(select.text(), expect);
    let select = Select { counts: true, table: "t", ..Select::default() };
    assert_eq!(select.text(), "SELECT COUNT(*) AS events FROM t");
}

#[test]
fn whole_numbers_are_written_in_one_way() {
    for (value, expect) in [
        ("0", true),
        ("-5", true),
        ("20140101", true),
        ("007", false),
        ("1.0", false),
        ("", false),
        ("-0", false),
        ("-", false),
    ] {
        assert_eq!(is_whole(value), expect, "{value}");
    }
}
