//! Reading and printing queries.

use proptest::prelude::*;

use crate::query::{Colon, Comparison, Expr, Field, Query, Takes, Term, Value, What};

/// Checks how a query is printed; what is printed reads as the same query.
#[track_caller]
fn prints(text: &str, expected: &str) {
    let query = Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(query.to_string(), expected);
    assert_eq!(Query::parse(expected).as_ref(), Ok(&query));
}

#[track_caller]
fn same(text: &str) {
    prints(text, text);
}

#[test]
fn queries_are_printed_as_they_are_read() {
    same("");
    prints("   ", "");
    same("khoja");
    same("actor:lavrov");
    same("actor:lavrov,khoja kind:consult");
    same("-kind:agree,consult");
    same("-(a b)");
    same("-(a OR b)");
    same("--a");
    prints("(a b)", "a b");
    prints("((a)) b", "a b");
    same("kind:consult (kind:agree)");
    same("date:2015 (date:2015-08) -(kind:agree kind:consult)");
    prints("(kind:consult)", "kind:consult");
    prints("((kind:consult)) (actor:x)", "(kind:consult) (actor:x)");
    prints("-(kind:consult) a", "-kind:consult a");
    same("(-kind:consult) a");
    prints("(-kind:consult)", "-kind:consult");
    prints("((a OR b)) c", "(a OR b) c");
    prints("(kind:consult) OR a", "kind:consult OR a");
    same("(a b) c");
    same("(a OR b) c OR d");
    prints("(a b) OR c", "a b OR c");
    same("(a OR b) OR c");
    same("date:[2015-08-01..2015-08-10]");
    same("date:{2015-08-01, 2015-08-03},2016");
    same("date!:2015-08");
    prints("By:khoja", "speaker:khoja");
    same("actor=:al-jubeir");
    prints("actor:\"saudi arabia\"", "actor:\"saudi arabia\"");
    prints("actor:\"russia\"", "actor:russia");
    prints("actor:saudi\" \"arabia", "actor:\"saudi arabia\"");
    same("dyad:russia+usa,\"saudi arabia\">\"a+b\"");
    same("around:e05,3d,e07,1w");
    same("precision:<day,<=month");
    same("fatalities:10..100,>1000 confidence:>=0.5 sources:2");
    same("approx: -undated:");
    same("/cling(s|ing)?/ said:/a\\/b/,\"/c\"");
    same(r#"said:"he said \"no\" \\ left""#);
    same("\"OR\" \"-a\" \"actor:b\" 12:30 \"a,b\"");
    prints("a,\"OR\"", "a,OR");
    prints("\"(EU)\" or", "\"(EU)\" \"or\"");
}

/// Checks the message, what it points at, and the advice.
#[track_caller]
fn refuses(text: &str, pointed: &str, message: &str, help: &str) {
    let error = Query::parse(text).expect_err(text);
    assert_eq!((error.message.as_str(), error.help.as_deref().unwrap_or("")), (message, help));
    let place: String = (0..error.at.end)
        .map(|at| if (error.at.start..error.at.end).contains(&at) { '^' } else { ' ' })
        .collect();
    assert_eq!(place, pointed, "{text}");
}

#[test]
fn errors_point_at_the_character_and_say_what_to_write() {
    refuses("actr:x", "^^^^", "unknown field 'actr'", "did you mean 'actor'?");
    refuses("é speker:x", "  ^^^^^^", "unknown field 'speker'", "did you mean 'speaker'?");
    refuses(
        "http://x",
        "^^^^",
        "unknown field 'http'",
        "quote it to search for words with a colon",
    );
    refuses("kind:", "     ^", "a value is missing after 'kind:'", "for example kind:consult");
    refuses("kind: x", "     ^", "a value is missing after 'kind:'", "for example kind:consult");
    refuses("kind:a,", "      ^", "a value is missing after the comma", "for example kind:consult");
    refuses(
        "khoja, lavrov",
        "     ^",
        "a value is missing after the comma",
        "a comma means or; quote it to search for it",
    );
    refuses("form=:a", "^^^^^^", "'form' does not go with =:", "write form: as in form:verbatim");
    refuses(
        "actor!:a",
        "^^^^^^^",
        "'actor' does not go with !:",
        "write actor: as in actor:lavrov",
    );
    refuses(
        "undated:yes",
        "        ^",
        "'undated:' takes no value",
        "write undated: or, for all others, -undated:",
    );
    refuses("said:\"a b", "     ^", "this quotation mark is not closed", "");
    refuses("date:[2015", "     ^", "this bracket is not closed", "close it with ], or quote it");
    refuses(
        "/a",
        "^",
        "this regular expression does not end",
        "end it with a slash, or quote the slash",
    );
    refuses(
        "/a/b",
        "   ^",
        "a space, a comma or the end must follow a regular expression",
        "write \\/ for a slash in it",
    );
    refuses("(a b", "^", "this parenthesis is not closed", "");
    refuses("a b)", "   ^", "this parenthesis was not opened", "quote it to search for it");
    refuses("()", " ^", "a term is missing here", "");
    refuses("a OR", "    ^", "a term is missing here", "");
    refuses("OR a", "^^", "OR needs a term on both sides", "quote it to search for the word");
    refuses(
        "a AND b",
        "  ^^^",
        "AND is not a word of the query language",
        "leave it out: a space means and; quote it to search for the word",
    );
    refuses(
        "NOT b",
        "^^^",
        "NOT is not a word of the query language",
        "write - before what to exclude; quote it to search for the word",
    );
    refuses("a - b", "  ^", "what to exclude is missing after -", "quote it to search for it");
    refuses(
        "dyad:russia",
        "     ^^^^^^",
        "a dyad needs two actors",
        "as in dyad:russia+usa, both take part, or dyad:russia>usa, the first acts on the second",
    );
    refuses(
        "around:e05",
        "       ^^^",
        "a length of time is missing after the event",
        "for example around:e05,3d",
    );
    refuses("fatalities:>", "           ^", "a value to compare with is missing", "");
    refuses(&"(".repeat(60), &format!("{}^", " ".repeat(51)), "the query is nested too deeply", "");
}

#[test]
fn marks_and_dashes_of_any_sort_are_marks_and_minus_signs() {
    for text in [
        "“not clinging”",
        "”not clinging”",
        "„not clinging“",
        "«not clinging»",
        "« not clinging »",
        "«\u{a0}not clinging\u{a0}»",
        "»not clinging«",
        "‹not clinging›",
        "‘not clinging’",
        "‚not clinging‘",
        "'not clinging'",
        "＂not clinging＂",
    ] {
        prints(text, "\"not clinging\"");
        prints(&format!("said:{text}"), "said:\"not clinging\"");
        prints(&format!("({text})"), "\"not clinging\"");
        prints(&format!("dyad:{text}>{text}"), "dyad:\"not clinging\">\"not clinging\"");
    }
    prints("actor:“saudi arabia”,‘qatar’", "actor:\"saudi arabia\",qatar");
    prints("said:“he said \"no\"”", "said:\"he said \\\"no\\\"\"");
    prints("said:\"a “b” c\"", "said:\"a “b” c\"");
    prints("‘it’s here’", "\"it’s here\"");
    refuses("“not clinging\"", "^", "this quotation mark is not closed", "");
    // Apostrophes are none.
    same("actor:sana'a");
    same("actor:côte d’ivoire");
    prints("'tis", "\"'tis\"");
    prints("rock 'n roll", "rock \"'n\" roll");
    for dash in ["\u{2010}", "\u{2011}", "–", "—", "―", "−", "﹣", "－"] {
        prints(&format!("{dash}kind:agree"), "-kind:agree");
        prints(&format!("a {dash}(b OR c)"), "a -(b OR c)");
        prints(&format!("a {dash}\"b c\""), "a -\"b c\"");
        refuses(
            &format!("a {dash} b"),
            "  ^",
            "what to exclude is missing after -",
            "quote it to search for it",
        );
    }
    same("al–jubeir");
}

#[test]
fn signs_of_other_languages_are_told_apart() {
    let no_word = |word: &str| format!("{word} is not a word of the query language");
    for (text, pointed, word, help) in [
        ("not kind:consult", "^^^", "not", "write - before what to exclude"),
        ("Not actor:lavrov", "^^^", "Not", "write - before what to exclude"),
        ("kind:agree or kind:consult", "           ^^", "or", "write OR"),
        ("khoja Or kind:consult", "      ^^", "Or", "write OR"),
        ("(a or b) kind:consult", "   ^^", "or", "write OR"),
        ("kind:agree and doha", "           ^^^", "and", "leave it out: a space means and"),
    ] {
        let help = format!("{help}; quote it to search for the word");
        refuses(text, pointed, &no_word(word), &help);
    }
    // Among words alone they are words, as in a title.
    prints("war and peace", "war \"and\" peace");
    prints("\"not\" kind:agree", "\"not\" kind:agree");
    for (text, pointed, sign, help) in [
        ("kind!=consult", "^^^^^^", "!=", "write -kind:consult"),
        ("kind != consult", "^^^^^^^", "!=", "write -kind:consult"),
        ("a kind<>consult", "  ^^^^^^", "<>", "write -kind:consult"),
        ("actor=lavrov", "^^^^^^", "=", "write actor:lavrov"),
        ("actor==lavrov", "^^^^^^^", "==", "write actor:lavrov"),
        ("-actor = lavrov", " ^^^^^^^", "=", "write actor:lavrov"),
        ("by=khoja", "^^^", "=", "write speaker:khoja"),
        ("fatalities>10", "^^^^^^^^^^^", ">", "write fatalities:>10"),
        ("fatalities >= 10", "^^^^^^^^^^^^^", ">=", "write fatalities:>=10"),
        ("confidence≥0.5", "^^^^^^^^^^^", "≥", "write confidence:>=0.5"),
        ("kind~agree", "^^^^^", "~", "write kind:agree"),
    ] {
        refuses(text, pointed, &format!("a colon stands behind a field, not {sign}"), help);
    }
    let space = "there is a space between 'actor' and its colon";
    refuses("actor :lavrov", "^^^^^^^", space, "write actor:lavrov");
    refuses("actor : lavrov", "^^^^^^^", space, "write actor:lavrov");
    refuses("knd=consult", "^^^", "unknown field 'knd'", "did you mean 'kind'?");
    for colon in ["：", "﹕", "∶", "꞉"] {
        refuses(
            &format!("actor{colon}lavrov"),
            "^^^^^^",
            &format!("'{colon}' only looks like a colon"),
            "write actor:lavrov",
        );
    }
    for hidden in ["\u{200b}", "\u{feff}", "\u{ad}", "\u{2060}", "\u{200e}"] {
        let message = "there is a hidden character in 'actor'";
        for name in [format!("{hidden}actor"), format!("act{hidden}or"), format!("actor{hidden}")] {
            refuses(&format!("{name}:lavrov"), "^^^^^^^", message, "write actor:lavrov");
        }
    }
    for like in ["аctor", "асtоr", "αctor", "ａｃｔｏｒ", "actór"] {
        let message = format!("'{like}' only looks like 'actor'");
        refuses(&format!("{like}:lavrov"), "^^^^^^", &message, "write actor:lavrov");
    }
    let sign = |sign: &str| format!("{sign} is not a sign of the query language");
    let quote = "; quote it to search for it";
    let (and, or, not) = (
        "leave it out: a space means and",
        "write OR between the terms",
        "write - before what to exclude",
    );
    refuses("a && b", "  ^^", &sign("&&"), &format!("{and}{quote}"));
    refuses("kind:agree | kind:x", "           ^", &sign("|"), &format!("{or}{quote}"));
    refuses("a || b", "  ^^", &sign("||"), &format!("{or}{quote}"));
    refuses("!kind:agree", "^", &sign("!"), &format!("{not}{quote}"));
    refuses("a ! b", "  ^", &sign("!"), &format!("{not}{quote}"));
    refuses("+lavrov", "^", &sign("+"), &format!("leave it out: all terms must hold{quote}"));
    let letters = |word: &str| format!("'{word}' would be searched for letter for letter");
    refuses(
        "khoja|doha",
        "^^^^^^^^^^",
        &letters("khoja|doha"),
        &format!("write a comma for or{quote}"),
    );
    refuses(
        "khoja&&doha",
        "^^^^^^^^^^^",
        &letters("khoja&&doha"),
        &format!("write a space for and{quote}"),
    );
    let star = "leave * out: words are found inside of words; or write /a.*b/";
    refuses("lavr*", "^^^^^", &letters("lavr*"), star);
    refuses("said:*ing", "     ^^^^", &letters("*ing"), star);
    refuses("（kind:agree）", "^", "'（' only looks like a parenthesis", "write (");
    same("AT&T R & D Москва: wow!");
    same("\"kind=x\" \"!\" \"a|b\" \"x*\" \"+3\" \"=a\"");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,6}",
        "\\PC{1,6}",
        "[-a \"\\\\/(),:+<>.=!\\[\\]{}]{1,5}",
        "[a–“”'’«»：|*&!=~ ]{1,5}",
        "(kind|аctor|or|not)[ :=!<：]{0,3}",
        Just("OR".to_owned()),
        Just("actor:x".to_owned()),
    ]
}

fn value(takes: Takes) -> BoxedStrategy<What> {
    let signs = prop::sample::select(vec![
        Comparison::Less,
        Comparison::AtMost,
        Comparison::AtLeast,
        Comparison::More,
    ]);
    match takes {
        Takes::Words => prop_oneof![
            text().prop_map(What::Text),
            "[a-z\\[]([a-z/]|\\\\[a-z.]){0,5}".prop_map(What::Regex)
        ]
        .boxed(),
        Takes::Near => {
            (text(), text()).prop_map(|(event, span)| What::Near { event, span }).boxed()
        }
        Takes::Pair => (text(), text(), any::<bool>())
            .prop_map(|(first, second, directed)| What::Pair { first, second, directed })
            .boxed(),
        Takes::Compare => prop_oneof![
            text().prop_map(What::Text),
            (signs, text()).prop_map(|(sign, than)| What::Compared(sign, than)),
            (text(), text()).prop_map(|(from, to)| What::Between(from, to)),
        ]
        .boxed(),
        Takes::Name | Takes::Choice | Takes::Date | Takes::Nothing => {
            text().prop_map(What::Text).boxed()
        }
    }
}

fn term() -> impl Strategy<Value = Term> {
    // It stands at the top of a query alone.
    let fields: Vec<Field> = Field::all().filter(|&field| field != Field::Candidates).collect();
    prop::sample::select(fields).prop_flat_map(|field| {
        let count = if field.takes() == Takes::Nothing { 0..1_usize } else { 1..4 };
        let values = prop::collection::vec(
            value(field.takes()).prop_map(|what| Value { what, at: crate::query::At::default() }),
            count,
        );
        let mut colons = vec![Colon::Plain];
        if field.may_be_exact() {
            colons.push(Colon::Exact);
        }
        if field.may_be_sure() {
            colons.push(Colon::Surely);
        }
        (values, prop::sample::select(colons)).prop_map(move |(values, colon)| Term {
            field,
            colon,
            values,
            at: crate::query::At::default(),
        })
    })
}

fn expr() -> impl Strategy<Value = Expr> {
    term().prop_map(Expr::Term).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            inner.prop_map(|inner| Expr::Not(Box::new(inner))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same_query(expr in expr(), candidates in any::<bool>()) {
        let query = Query::from(expr).with_candidates(candidates);
        let text = query.to_string();
        prop_assert_eq!(Query::parse(&text), Ok(query), "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,30}|[-a \"\\\\/(),:+<>.=!\\[\\]{}]{0,20}|(OR|kind:|-|\\(|a| |\\))*") {
        if let Ok(query) = Query::parse(&text) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
        }
    }
}

#[track_caller]
fn edits(edit: impl Fn(Query) -> Query, before: &str, after: &str) {
    let edited = edit(Query::parse(before).unwrap());
    assert_eq!(edited.to_string(), after);
    assert_eq!(Query::parse(after), Ok(edited));
}

#[test]
fn keys_change_one_chip() {
    let lavrov = || Term::new(Field::Actor, "lavrov");
    let add = |query: Query| query.with(lavrov());
    edits(add, "", "actor:lavrov");
    edits(add, "actor:khoja kind:consult", "actor:khoja,lavrov kind:consult");
    edits(add, "actor:lavrov", "actor:lavrov");
    edits(add, "actor=:khoja", "actor=:khoja actor:lavrov");
    edits(add, "-actor:lavrov", "actor:lavrov");
    edits(add, "-actor:lavrov,khoja", "-actor:khoja actor:lavrov");
    edits(add, "a OR b", "(a OR b) actor:lavrov");

    let only = |query: Query| query.only(lavrov());
    edits(only, "actor:khoja kind:consult -actor=:x", "kind:consult actor:lavrov");
    edits(only, "a OR actor:b", "(a OR actor:b) actor:lavrov");

    let exclude = |query: Query| query.toggling_exclusion(lavrov());
    edits(exclude, "", "-actor:lavrov");
    edits(exclude, "actor:lavrov", "-actor:lavrov");
    edits(exclude, "actor:lavrov,khoja", "actor:khoja -actor:lavrov");
    edits(exclude, "-actor:khoja", "-actor:khoja,lavrov");
    edits(exclude, "-actor:khoja,lavrov", "-actor:khoja");
    edits(exclude, "-actor:lavrov", "");

    edits(|query| query.without_last(), "a b", "a");
    edits(|query| query.without_last(), "(a b) c", "a b");
    edits(|query| query.without_last(), "", "");
    edits(|query| query.without_last(), "a candidates:", "candidates:");
    edits(|query| query.without(1), "a -b c", "a c");
    edits(|query| query.and(&Query::parse("b OR c").unwrap()), "a", "a (b OR c)");
    let query = Query::parse("(a OR b) -c").unwrap();
    assert_eq!([query.chip(0), query.chip(1), query.chip(2)], ["(a OR b)", "-c", ""]);
}
