//! What queries find in the built-in timeline, and what is said of those that find nothing.

#[path = "query/laws.rs"]
#[expect(clippy::unwrap_used, reason = "what is not there fails the test")]
mod laws;
#[path = "query/naive.rs"]
#[expect(clippy::unwrap_used, reason = "what is not there fails the test")]
mod naive;

use std::sync::{Arc, LazyLock};

use demarche::{
    base::{bytes::Input, progress::Progress, rows::RowSet},
    index::Store,
    model::{ActorId, Draft, File, Kind, Shard, Timeline, When, day::Day},
    query::{Answer, Partial, Plan, Query, Watch, advice, complete, meaning, tally},
    world,
};

static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| {
    world::load_blocking(&[world::built_in()], &Progress::default()).expect("it loads").store
});

fn answer(query: &str) -> Answer {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    Plan::new(&query, &STORE).unwrap_or_else(|error| panic!("{query}: {error}")).run()
}

/// The numbers in the ids of events.
fn numbers(answer: &Answer) -> Vec<u8> {
    let ids = answer.rows.iter().map(|row| STORE.timeline().event(row).id());
    ids.map(|id| id[1..].parse().expect("e and a number")).collect()
}

/// The ids of the statements.
fn said(answer: &Answer) -> String {
    let statements = STORE.timeline().statements();
    let ids = answer.statements.iter().map(|id| statements[id as usize].id.as_str());
    ids.collect::<Vec<_>>().join(" ")
}

/// Checks the events, in the order of the timeline.
#[track_caller]
fn finds(query: &str, events: &[u8]) {
    assert_eq!(numbers(&answer(query)), events, "{query}");
}

/// Checks the events and the statements.
#[track_caller]
fn says(query: &str, events: &[u8], statements: &str) {
    let answer = answer(query);
    assert_eq!(
        (numbers(&answer).as_slice(), said(&answer).as_str()),
        (events, statements),
        "{query}"
    );
}

/// Checks the events and how many match surely.
#[track_caller]
fn surely(query: &str, events: &[u8], sure: u32) {
    let answer = answer(query);
    assert_eq!((numbers(&answer).as_slice(), answer.surely), (events, sure), "{query}");
}

const ALL: &[u8] = &[1, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12];

#[test]
fn actors_take_part_themselves_or_by_their_members() {
    finds("actor:lavrov", &[5, 8, 12]);
    finds("actor:\"SERGEI lav\"", &[5, 8, 12]);
    finds("actor:Q58217", &[5, 8, 12]);
    finds("actor:russia", &[3, 2, 5, 7, 8, 9, 10, 11, 12]);
    finds("actor:rus", &[3, 2, 5, 7, 8, 9, 10, 11, 12]);
    finds("actor=:russia", &[3, 2, 9, 10, 11]);
    finds("actor=:moscow", &[3, 2, 9, 10, 11]);
    finds("actor:us", &[2]);
    finds("actor:opposition", &[8, 9, 11, 12]);
    finds("-actor:russia", &[1, 4, 6]);
    finds("actor:khoja,zakharova", &[8, 9, 10]);
    finds("actor:khoja actor:zakharova", &[8, 9, 10]);
    finds("actor:khoja actor=:zakharova actor:saleh", &[7, 8, 9, 10]);
    finds("actor:russia -actor:lavrov", &[3, 2, 7, 9, 10, 11]);
    finds("actor:russia -actor=:russia", &[5, 7, 8, 12]);
}

/// What is loaded of a text as of a file of this name.
fn store_of(name: &'static str, text: &'static str) -> Arc<Store> {
    let input = Input::Embedded { name, bytes: text.as_bytes() };
    world::load_blocking(&[input], &Progress::default()).expect("it loads").store
}

const ICEWS: &str = "\
Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t\
Target Name\tTarget Sectors\tTarget Country
1\t2018-01-01\tUnited States\t\tUnited States\tx\t040\tNorth Korea\t\tNorth Korea
2\t2018-01-02\tMichael Pompeo\tForeign\tUnited States\tx\t020\tKim Jong-un\tHead\tNorth Korea
3\t2018-01-03\tNorth Korea\t\tNorth Korea\tx\t130\tUnited States\t\tUnited States
4\t2018-01-04\tCitizen (United States)\tx\tUnited States\tx\t010\tEU\t\t
5\t2018-01-05\tPompeo Group\t\t\tx\t010\tPompei\t\tItaly
";
const GDELT: &str = include_str!("../data/formats/gdelt/good/widths.CSV");
const ACLED: &str = include_str!("../data/formats/acled/good/c-2023.csv");
const POLECAT: &str = include_str!("../data/formats/polecat/good/2022.txt");
const GED: &str = include_str!("../data/formats/ucdp-ged/good/current.csv");

#[test]
fn a_name_means_the_closest_and_a_code_all_of_the_country() {
    for (name, text, query, expected) in [
        ("icews", ICEWS, "actor:USA", 4),
        ("icews", ICEWS, "actor:usa", 4),
        ("icews", ICEWS, "actor:\"united states\"", 2),
        ("icews", ICEWS, "dyad:USA>PRK", 2),
        ("icews", ICEWS, "dyad:PRK>USA", 1),
        ("icews", ICEWS, "dyad:\"united states\">\"north korea\"", 1),
        ("icews", ICEWS, "dyad:\"United States\"+PRK", 2),
        ("icews", ICEWS, "actor:pompeo", 2),
        ("icews", ICEWS, "actor:\"pompeo group\"", 1),
        ("icews", ICEWS, "actor:pompe", 2),
        ("icews", ICEWS, "actor:eu", 1),
        ("icews", ICEWS, "-actor:ITA", 4),
        ("gdelt", GDELT, "actor:USA", 1),
        ("gdelt", GDELT, "actor:RUS", 2),
        ("gdelt", GDELT, "dyad:RUS>ukr", 1),
        ("gdelt", GDELT, "actor:rusgov", 2),
        ("acled", ACLED, "actor:USA", 1),
        ("acled", ACLED, "dyad:KEN+ken", 2),
        ("acled", ACLED, "actor:KEN", 3),
        ("polecat", POLECAT, "actor:FIN", 1),
        ("ged", GED, "actor:civilians", 1),
    ] {
        let store = store_of(name, text);
        let parsed = Query::parse(query).unwrap();
        let plan = Plan::new(&parsed, &store).unwrap_or_else(|error| panic!("{query}: {error}"));
        assert_eq!(plan.run().rows.count(), expected, "{query} in {name}");
    }
    let store = store_of("icews", ICEWS);
    let means = |query: &str| meaning(&query.parse().unwrap(), &store);
    assert_eq!(
        means("actor:\"united states\""),
        "events in which United States (exact match; USA means all its actors) takes part",
    );
    assert_eq!(
        means("dyad:USA>PRK"),
        "events in which any actor of United States (country code: United States, Michael Pompeo \
         and Citizen (United States)) acts on any actor of North Korea (country code: North Korea \
         and Kim Jong-un)",
    );
}

/// An appeal is verbal cooperation by its code, a statement too; a demand is verbal conflict.
#[test]
fn a_code_has_the_same_quad_class_in_every_format() {
    const NATIVE: &str = r#"{"format":"demarche-timeline","version":1,"events":[
        {"id":"a","kind":"request","code":{"scheme":"CAMEO","value":"020"}},
        {"id":"b","kind":"request","code":{"scheme":"CAMEO","value":"100"}},
        {"id":"c","kind":"request"},
        {"id":"d","kind":"request","code":{"scheme":"CAMEO","value":"020"},"quad":"material-conflict"}]}"#;
    for (name, text, quad, expected) in [
        ("icews", ICEWS, "verbal-cooperation", 4),
        ("icews", ICEWS, "verbal-conflict", 1),
        ("icews", ICEWS, "conflict", 1),
        ("native", NATIVE, "verbal-cooperation", 1),
        ("native", NATIVE, "verbal-conflict", 2),
        ("native", NATIVE, "material-conflict", 1),
    ] {
        let store = store_of(name, text);
        let parsed = Query::parse(&format!("quad:{quad}")).unwrap();
        let plan = Plan::new(&parsed, &store).unwrap();
        assert_eq!(plan.run().rows.count(), expected, "{quad} in {name}");
        let by_record = store.timeline().events().filter(|event| {
            event
                .quad()
                .is_some_and(|own| own.name() == quad || quad == "conflict" && own.number() > 2)
        });
        assert_eq!(by_record.count() as u32, expected, "{quad} in {name}, event by event");
    }
}

#[test]
fn an_actor_and_a_role_are_one_participation() {
    finds("actor:russia role:initiator", &[3, 10, 11]);
    finds("role:initiator actor=:russia", &[3, 11]);
    finds("actor:russia -role:subject", &[3, 2, 5, 7, 8, 10, 11, 12]);
    finds("(actor:khoja OR actor:assad) role:subject", &[6, 9, 10]);
    finds("-(actor:russia role:initiator)", &[1, 2, 4, 5, 6, 7, 8, 9, 12]);
    finds("role:recipient,initiator", &[3, 4, 6, 9, 10, 11]);
    finds("role:host", &[]);
    finds("dyad:russia+saudi", &[2, 5]);
    finds("dyad:\"saudi arabia\"+russia", &[2, 5]);
    finds("dyad:lavrov+russia", &[]);
    finds("dyad:lavrov+lavrov", &[]);
    finds("dyad:russia>coalition", &[11]);
    finds("dyad:coalition>russia", &[]);
    finds("dyad:khoja+lavrov,lavrov+\"al jub\"", &[5, 8]);
    finds("dyad=:khoja+lavrov", &[8]);
    finds("dyad=:russia+khoja", &[9]);
    finds("dyad:russia+khoja", &[8, 9]);
    finds("dyad:russia+khoja actors:2", &[8]);
    finds("dyad:russia+khoja (dyad:russia+assad has:actor)", &[9]);
    finds("actors:0", &[]);
    finds("actors:>2", &[3, 2, 6, 9, 10, 11]);
    finds("-actors:>=2", &[1, 4]);
    finds("actors:1..2 kind:reject", &[]);
}

#[test]
fn statement_terms_are_about_one_statement() {
    says("speaker:khoja", &[9], "s1");
    says("by:russia", &[10, 11], "s3 s4 s5");
    says("speaker=:russia", &[], "");
    says("to:afp", &[10], "s3");
    says("about:assad form:verbatim", &[9, 10], "s1 s3");
    says("speaker:khoja form:fragment", &[], "");
    says("(speaker:khoja about:syria) (form:fragment about:russia)", &[9], "s1 s2");
    says("(speaker:khoja OR speaker:zakharova) form:verbatim", &[9, 10], "s1 s3");
    says("speaker:khoja,zakharova form:verbatim", &[9, 10], "s1 s3");
    says("form:verbatim -speaker:khoja", &[10], "s3");
    says("via:afp -form:verbatim", &[6, 9, 10, 11], "s6 s2 s4 s5");
    says("-speaker:khoja", &[1, 3, 2, 4, 5, 6, 7, 8, 10, 11, 12], "s6 s3 s4 s5");
    says("-(speaker:khoja form:fragment)", ALL, "s6 s1 s2 s3 s4 s5");
    says("said:\"not clinging\"", &[9], "s1 s2");
    says("said:/^not cling/", &[9], "s2");
    says("has:statement", &[6, 9, 10, 11], "s6 s1 s2 s3 s4 s5");
    says("kind:reject OR speaker:khoja", &[6, 9], "s6 s1");
    says("speaker:khoja kind:reject", &[], "");
}

#[test]
fn words_are_found_wherever_they_stand() {
    finds("khoja", &[8, 9]);
    finds("Khoja", &[8, 9]);
    finds("KHOJA", &[]);
    finds("doha", &[2]);
    finds("flurry", &[4]);
    finds("\"not clinging\"", &[9]);
    finds("national coalition", &[8, 9, 11]);
    finds("/cling(s|ing)/", &[9]);
    finds("khoja,doha", &[2, 8, 9]);
    finds("khoja -conference", &[8]);
    finds("khoja OR doha", &[2, 8, 9]);
    finds("diplomat", &[4, 5, 8, 12]);
}

#[test]
fn dates_may_or_must_touch() {
    surely("", ALL, 12);
    surely("date:2015-08-11", &[1, 3, 4, 5, 6], 3);
    surely("date!:2015-08-11", &[4, 5, 6], 3);
    surely("-date:2015-08-11", &[2, 7, 8, 9, 10, 11, 12], 7);
    surely("-date!:2015-08-11", &[1, 3, 2, 7, 8, 9, 10, 11, 12], 7);
    surely("date:2015-08-05", &[1, 3, 2], 0);
    surely("date:2015-08", ALL, 10);
    surely("date:\"aug 2015\"", ALL, 10);
    surely("date!:2015-08", &[2, 4, 5, 6, 7, 8, 9, 10, 11, 12], 10);
    surely("date:2015-08-12,2015-08-11", &[1, 3, 4, 5, 6, 7], 4);
    surely("date:2015-08-12/..", &[1, 3, 7, 8, 9, 10, 11, 12], 6);
    surely("before:2015-08", &[1], 0);
    surely("after:2015-08-12", &[1, 3, 8, 9, 10, 11, 12], 5);
    surely("after:2015-08-11 before:2015-08-13", &[1, 3, 7], 1);
    surely("date:e05", &[1, 3, 4, 5, 6], 3);
    surely("before:e07", &[1, 3, 2, 4, 5, 6], 4);
    surely("around:e05,1d", &[1, 3, 2, 4, 5, 6, 7], 4);
    surely("kind:consult date:2015-08-05", &[2], 0);
    surely("kind:reject OR date:2015-08-05", &[1, 3, 2, 6], 1);
    surely("-(date:2015-08-11 kind:consult)", &[1, 3, 2, 6, 7, 8, 9, 10, 11, 12], 10);
    surely("-(date:2015-08-11 kind:request)", &[1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12], 11);
    surely("-(date:2015-08-11 OR kind:consult)", &[9, 10, 11], 3);
    surely("precision:<day", &[1, 3, 2], 3);
    surely("precision:days..day", &[2, 4, 5, 6, 7, 8, 9, 10, 11, 12], 10);
    surely("approx:", &[1, 3], 2);
    surely("undated:", &[], 0);
    surely("-undated:", ALL, 12);
}

/// A source is the same in all terms: what the file names, of an event or of what was said in it,
/// or a row of a data set. The row is evidence, too, but its data set is no source.
#[test]
fn a_row_is_evidence_and_its_data_set_no_source() {
    let native = r#"{"format":"demarche-timeline","version":1,
        "sources":[{"id":"s","text":"words"}],
        "events":[{"id":"e1"},{"id":"e2"},{"id":"e3","evidence":[{"source":"s"}]}],
        "statements":[{"id":"t1","text":"words","event":"e2","evidence":[{"source":"s"}]}]}"#;
    let table = include_bytes!("../data/formats/gdelt/good/widths.CSV");
    for (bytes, evidence, sources) in [(native.as_bytes(), 2, 2), (table, 4, 3)] {
        let input = Input::Embedded { name: "some file", bytes };
        let store = world::load_blocking(&[input], &Progress::default()).expect("it loads").store;
        for (query, expected) in [
            ("has:evidence", evidence),
            ("-source:none", sources),
            ("sources:>=1", sources),
            ("sources:>=2", 0),
        ] {
            let query = Query::parse(query).expect("a query");
            let found = Plan::new(&query, &store).expect("no names").run().rows.count();
            assert_eq!(found, expected, "{query}");
        }
    }
}

/// What a data set says of where it has a row from is searched like any source.
#[test]
fn data_sets_name_sources() {
    let check = |format: &str, file: &str, query: &str, expected: u32| {
        let path = format!("data/formats/{format}/good/{file}");
        let input = Input::Path(path.into());
        let store = world::load_blocking(&[input], &Progress::default()).expect("it loads").store;
        let parsed = Query::parse(query).expect("a query");
        let found = Plan::new(&parsed, &store).expect("no names").run().rows.count();
        assert_eq!(found, expected, "{query} in {file}");
    };
    check("gdelt", "widths.CSV", "source:example", 3);
    // A word of the address, which is read back from the file.
    check("gdelt", "widths.CSV", "a.example", 3);
    check("acled", "d-2025.csv", "source:\"evening wire\"", 1);
    check("acled", "d-2025.csv", "sources:>=2", 1);
    check("acled", "d-2025.csv", "sources:1", 3);
    check("ucdp-ged", "current.csv", "sources:2", 1);
    check("ucdp-ged", "current.csv", "source:none", 1);
    // Where no office is named, the articles tell it.
    check("ucdp-ged", "older-41.csv", "source:evening sources:2", 1);
    check("icews", "events.2013.tab", "source:daily", 6);
    check("polecat", "2022.txt", "source:daily", 4);
    check("gtd", "2018.csv", "source:\"fjord post\"", 1);
    check("phoenix", "daily.txt", "source:example_org", 2);
    // A file is a source of its rows where it is asked for by name.
    check("gtd", "2018.csv", "source:gtd", 4);
}

#[test]
fn candidates_are_held_back_unless_asked_for() {
    let input = Input::Path("tests/screens/candidates.json".into());
    let store = world::load_blocking(&[input], &Progress::default()).expect("it loads").store;
    let check = |query: &str, events: &str, statements: &str, held_back: u32| {
        let parsed = Query::parse(query).expect("a query");
        let answer = Plan::new(&parsed, &store).expect("its names are there").run();
        let timeline = store.timeline();
        let ids = answer.rows.iter().map(|row| timeline.event(row).id());
        let said = answer.statements.iter().map(|id| &*timeline.statements()[id as usize].id);
        let found = (ids.collect::<Vec<_>>().join(" "), said.collect::<Vec<_>>().join(" "));
        assert_eq!(found, (events.to_owned(), statements.to_owned()), "{query}");
        assert_eq!(answer.held_back(), held_back, "{query}");
    };
    // What a person wrote is no candidate, and what is sure is said even where its event is not.
    check("", "e1 e3 e4", "s1", 3);
    check("candidates:", "e1 e2 e3 e4 e5", "s1 s2", 0);
    check("confidence:<0.5", "e2 e3 e5", "s1", 0);
    check("confidence:>=0.4", "e1 e2 e4", "s1 s2", 0);
    check("confidence:>=0.5", "e1 e4", "", 1);
    check("kind:consult", "e1 e4", "", 1);
    check("actor:rebels", "", "s1", 1);
    check("undated:", "", "", 1);
    check("date:2031-03-12..2031-03-14", "e3 e4", "s1", 2);
    check("speaker:serikova", "", "s1", 1);
    check("speaker:karimov", "", "", 1);
    check("has:statement", "", "s1", 2);
    check("bridge", "", "s1", 2);
    check("-kind:consult", "e3", "s1", 2);
    check("-kind:consult candidates:", "e2 e3 e5", "s1", 0);
    let counts = |query: &str| {
        let plan = Plan::new(&Query::parse(query).expect("a query"), &store).expect("a plan");
        let answer = plan.run();
        let events =
            tally::actors(&store, &answer.rows, &Progress::default()).expect("not stopped");
        (events, tally::speakers(&store, &answer.statements))
    };
    assert_eq!(counts(""), (vec![1, 1, 0], vec![1, 0, 0]));
    assert_eq!(counts("candidates:"), (vec![1, 1, 1], vec![1, 1, 0]));
    let offered = complete("kind:", 5, &store, &Progress::default()).items;
    let events = |name: &str| offered.iter().find(|item| item.label == name)?.events;
    assert_eq!((events("consult"), events("assault")), (Some(2), Some(0)));
}

#[test]
fn records_have_kinds_places_and_evidence() {
    finds("kind:consult,reject", &[2, 4, 5, 6, 7, 8, 12]);
    finds("-kind:consult,reject", &[1, 3, 9, 10, 11]);
    finds("-kind:consult -kind:reject", &[1, 3, 9, 10, 11]);
    finds("kind:agree", &[]);
    finds("kind:meet", &[2, 4, 5, 7, 8, 12]);
    finds("kind:meetings,reject", &[2, 4, 5, 6, 7, 8, 12]);
    finds("-kind:talks", &[1, 3, 6, 9, 10, 11]);
    finds("kind:war", &[1]);
    finds("quad:conflict", &[1, 3, 6, 11]);
    finds("quad:verbal-conflict", &[3, 6, 11]);
    finds("quad:3", &[3, 6, 11]);
    finds("status:planned,ongoing", &[1, 3, 12]);
    finds("basis:stated", &[4, 7, 8, 12]);
    finds("place:moscow,doha", &[2, 4, 5, 7, 8, 9]);
    finds("country:rus", &[4, 5, 7, 8, 9]);
    finds("tag:push", &[8, 12]);
    finds("tag=:context", &[1]);
    finds("has:place -has:statement", &[1, 2, 4, 5, 7, 8]);
    finds("has:tag", &[1, 4, 8, 12]);
    finds("fatalities:>10", &[1]);
    finds("fatalities:240000", &[1]);
    finds("fatalities:1..10", &[]);
    finds("id:e05", &[5]);
    finds("id:e05,e01 -kind:consult", &[1]);
    finds("speaker:none", &[]);
    finds("-speaker:none", ALL);
    finds("source:brief", ALL);
    finds("source:AFP", ALL);
    finds("source:none", &[]);
    finds("sources:>=2", &[]);
    finds("sources:1", ALL);
    finds("anchor:ok", ALL);
    finds("anchor:lost,moved", &[]);
}

/// In a large timeline most texts are read in the order of memory: the rows are the same, and those
/// that were told first are among them.
#[test]
fn words_are_found_in_many_events() {
    const EVENTS: u32 = 40_000;
    let mut shard = Shard::new(0);
    for number in 0..EVENTS {
        let day = some_day(number);
        let title = if number % 1000 == 7 { "Talks in Doha" } else { "Nothing new" };
        shard.push(&Draft { title, when: day, ..Draft::default() });
    }
    let store = Store::new(Timeline::build(vec![File::default()], vec![shard]).0);
    let query = Query::parse("doha").expect("a query");
    let plan = Plan::new(&query, &store).expect("no names");
    let mut told = Vec::new();
    let watch = &mut Watch {
        progress: &Progress::default(),
        on_partial: &mut |partial| told.push(partial.rows.clone()),
    };
    let found = plan.run_watched(watch).expect("nobody stops it").rows;
    let is_doha = |&row: &u32| store.timeline().event(row).title() == "Talks in Doha";
    assert_eq!(found.iter().collect::<Vec<_>>(), (0..EVENTS).filter(is_doha).collect::<Vec<_>>());
    assert_eq!(found.count(), EVENTS / 1000);
    for (earlier, later) in told.iter().zip(told.iter().skip(1).chain([&found])) {
        assert_eq!(earlier.count_common(later), earlier.count(), "what was told stays");
    }
    assert!(told.iter().any(|rows| !rows.is_empty() && rows.count() < found.count()));
}

/// A day of its own order, so that rows are not in the order of the file.
fn some_day(number: u32) -> When {
    When::day(Day((number.wrapping_mul(7919) % 9973) as i32))
}

/// Checks the message, what it points at, and the advice.
#[track_caller]
fn refuses(query: &str, pointed: &str, message: &str, help: &str) {
    let parsed = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    let error = Plan::new(&parsed, &STORE).expect_err(query);
    assert_eq!((error.message.as_str(), error.help.as_deref().unwrap_or("")), (message, help));
    let place = " ".repeat(error.at.start) + &"^".repeat(error.at.end - error.at.start);
    assert_eq!(place, pointed, "{query}");
}

#[test]
fn what_nobody_knows_is_an_error_with_a_suggestion() {
    refuses(
        "actor:lavrof",
        "      ^^^^^^",
        "no actor is called 'lavrof'",
        "did you mean 'lavrov'?",
    );
    refuses(
        "kind:consult -actor:x1,khoja",
        "                    ^^",
        "no actor is called 'x1'",
        "",
    );
    refuses("actor=:lav", "       ^^^", "no actor is just 'lav'", "");
    refuses(
        "dyad:russia+kohja",
        "     ^^^^^^^^^^^^",
        "no actor is called 'kohja'",
        "did you mean 'khoja'?",
    );
    refuses("kind:meat", "     ^^^^", "unknown kind 'meat'", "did you mean 'meet', consult?");
    refuses("kind:atack", "     ^^^^^", "unknown kind 'atack'", "did you mean 'attack', assault?");
    refuses("kind:consul", "     ^^^^^^", "unknown kind 'consul'", "did you mean 'consult'?");
    refuses(
        "status:x",
        "       ^",
        "unknown status 'x'",
        "one of occurred, ongoing, planned, disputed, denied, unverified",
    );
    refuses(
        "role:recipent",
        "     ^^^^^^^^",
        "unknown role 'recipent'",
        "did you mean 'recipient'?",
    );
    refuses(
        "quad:5",
        "     ^",
        "unknown quad '5'",
        "one of verbal-cooperation, material-cooperation, verbal-conflict, material-conflict",
    );
    refuses(
        "place:moskow",
        "      ^^^^^^",
        "no place is called 'moskow'",
        "did you mean 'moscow'?",
    );
    refuses("id:e99", "   ^^^", "no event has the id 'e99'", "did you mean 'e09'?");
    refuses("country:RSU", "        ^^^", "no place is in 'RSU'", "did you mean 'RUS'?");
    refuses("tag:contxt", "    ^^^^^^", "no event is tagged 'contxt'", "did you mean 'context'?");
    refuses("code:04", "     ^^", "no event has a code like '04'", "");
    refuses("source:reuters", "       ^^^^^^^", "no source is called 'reuters'", "");
    refuses("date:2015-02-30", "     ^^^^^^^^^^", "february 2015 has 28 days", "");
    refuses(
        "date:someday",
        "     ^^^^^^^",
        "not a date: write 13 aug 2015, aug 2015, 2015-08-13, 13.8.2015, +3d, next month or EDTF",
        "",
    );
    refuses(
        "date:XXXX",
        "     ^^^^",
        "'XXXX' names no period",
        "write undated: for events without a date",
    );
    refuses("around:e99,3d", "       ^^^^^^", "no event has the id 'e99'", "");
    refuses(
        "around:e05,3",
        "       ^^^^^",
        "'3' is no length of time",
        "write 3d, 2w, 1m or 1y for days, weeks, months or years",
    );
    refuses("precision:<dya", "          ^^^^", "'dya' is no precision", "did you mean 'day'?");
    refuses(
        "fatalities:>many",
        "           ^^^^^",
        "'many' is no number",
        "for example fatalities:>10",
    );
    refuses("/a(b/", "  ^", "can't read the regular expression: unclosed group", "");
    refuses("said:\"\"", "     ^^", "there is nothing to search for", "");
}

#[test]
fn what_finds_nothing_for_how_it_was_typed_says_so() {
    for (query, expected) in [
        ("KHOJA", "capitals count as they are typed: khoja finds 2 events"),
        (
            "kind:consult MOSCOW",
            "capitals count as they are typed: kind:consult moscow finds 6 events",
        ),
        ("said:NOT", "capitals count as they are typed: said:not finds 2 events"),
        ("\"kind:reject\"", "words in quotation marks are searched for: kind:reject finds 1 event"),
        (
            "'actor:lavrov'",
            "words in quotation marks are searched for: actor:lavrov finds 3 events",
        ),
        ("khoja or doha", "and, or, not are searched for as words: khoja OR doha finds 3 events"),
        ("khoja!", "signs count in words: khoja finds 2 events"),
        ("...flurry...", "signs count in words: flurry finds 1 event"),
        ("zebra", ""),
        ("ZEBRA", ""),
    ] {
        let parsed = Query::parse(query).unwrap();
        assert!(answer(query).rows.is_empty(), "{query}");
        let found = advice(&parsed, &STORE, &Progress::default());
        assert_eq!(found.unwrap_or_default(), expected, "{query}");
    }
}

/// Checks what a query is said to mean.
#[track_caller]
fn means(query: &str, expected: &str) {
    assert_eq!(meaning(&query.parse().expect(query), &STORE), expected);
}

#[test]
fn queries_are_said_in_words() {
    means("", "all events");
    means(
        "date!:2015-08 actor:russia -kind:consult",
        "events that surely fall in Aug 2015, in which Russia (exact match, with Sergei Lavrov, Maria Zakharova and 2 others) takes part, not of kind consult",
    );
    means(
        "actor:lavrov role:participant",
        "events in which Sergei Lavrov (exact match) takes part as participant",
    );
    means(
        "-actor:lavrov,khoja",
        "events without Sergei Lavrov (exact match) or Khaled Khoja (exact match)",
    );
    means("actor:us", "events in which United States (exact match) takes part");
    means("actor=:russia", "events in which Russia (only this record) takes part");
    means(
        "dyad:russia+saudi",
        "events in which both Russia (exact match, with Sergei Lavrov, Maria Zakharova and 2 others) and Saudi Arabia (whole word, with Adel al-Jubeir) take part",
    );
    means(
        "dyad:lavrov>khoja",
        "events in which Sergei Lavrov (exact match) acts on Khaled Khoja (exact match)",
    );
    means("actor:zakh", "events in which Maria Zakharova (beginning of a word) takes part");
    means("to:\"sergei lav\"", "events with a statement to Sergei Lavrov (beginning of a word)");
    means("actor:\"islamic state\"", "events in which Islamic State (exact match) takes part");
    means(
        "via:rus",
        "events with a statement reported by any actor of Russia (country code: Russia, Sergei Lavrov and 3 others)",
    );
    means("khoja", "events with the words “khoja”");
    means("KHOJA", "events with the words “KHOJA” in these capitals");
    means("said:No", "events with a statement with the words “No” in these capitals");
    means("-/a+/,b", "events without the words /a+/ or “b”");
    means("speaker:khoja", "events with a statement by Khaled Khoja (exact match)");
    means("-speaker:khoja", "events without a statement by Khaled Khoja (exact match)");
    means(
        "by:grey -form:verbatim to:afp",
        "events with a statement by grey not in verbatim form to AFP (exact match)",
    );
    means(
        "about:assad form:verbatim said:support kind:consult",
        "events of kind consult, with a statement about Bashar al-Assad (exact match) in verbatim form with the words “support”",
    );
    means("has:place,statement", "events with a place or a statement");
    means("-has:place", "events without a place");
    means("date:2015-08-11", "events that may fall on 11 Aug 2015");
    means("-date:2015-08-11", "events that do not fall on 11 Aug 2015");
    means("date!:2015-08,2015-09", "events that surely fall in Aug 2015 or in Sep 2015");
    means("-date!:2015", "events that do not surely fall in 2015");
    means("before:2015-08", "events that may fall before Aug 2015");
    means("after:\"aug 2015\"", "events that may fall after Aug 2015");
    means("around:e05,3d", "events that may fall within 3 days of “Al-Jubeir meets Lavrov”");
    means("date:e05", "events that may fall at the time of “Al-Jubeir meets Lavrov”");
    means("date:2011/..", "events that may fall since 2011");
    means("date:2015-08-01/2015-08-10", "events that may fall from 1 to 10 Aug 2015");
    means("precision:<day", "events dated less closely than to the day");
    means("precision:month", "events dated to the month");
    means("approx:", "events with an approximate or uncertain date");
    means("-undated:", "events with a date");
    means("status:planned", "events of status planned");
    means("place:mos", "events at mos…");
    means("country=:RUS", "events in the country RUS");
    means("tag:push", "events tagged push…");
    means("code:04", "events with a code that begins with 04");
    means("fatalities:>10", "events with more than 10 killed");
    means("fatalities:1..10", "events with 1 to 10 killed");
    means("basis:inferred", "events with a date that is inferred");
    means("confidence:>=0.5", "events with a confidence of at least 0.5");
    means("source:none", "events without a source");
    means("speaker:none", "events with a statement by somebody unknown");
    means("id:e05,e09", "events with the id e05 or e09");
    means("-source:none", "events with a source");
    means("source:afp", "events with evidence in afp…");
    means("sources:>=2", "events with evidence in at least 2 sources");
    means("anchor:lost", "events with evidence whose words are lost");
    means("kind:agree OR khoja", "events either of kind agree or with the words “khoja”");
    means(
        "(kind:agree OR khoja) actor:lavrov",
        "events either of kind agree or with the words “khoja”, in which Sergei Lavrov (exact match) takes part",
    );
    means("-(kind:agree khoja)", "events either not of kind agree or without the words “khoja”");
    means("-(kind:agree OR khoja)", "events not of kind agree and without the words “khoja”");
    means("kind:agree kind:consult", "events of kind agree or consult");
    means("kind:meet,agree", "events of kind consult (meet) or agree");
    means("role:host", "events with somebody as host");
    means("quad:conflict", "events of quad class conflict");
    means(
        "date:2015 OR date!:2016",
        "events either that may fall in 2015 or that surely fall in 2016",
    );
}

/// Checks what is offered at the end of a text: values with events, as many as are expected.
#[track_caller]
fn offers(text: &str, expected: &[&str]) {
    let offered = complete(text, text.len(), &STORE, &Progress::default());
    let items = offered.items.iter().take(expected.len()).map(|item| match item.events {
        Some(events) => format!("{} {events}", item.insert),
        None => item.insert.clone(),
    });
    assert_eq!(items.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn values_are_offered_with_their_events() {
    offers("ac", &["actor:"]);
    offers("b", &["speaker:", "before:", "basis:"]);
    offers("-pl", &["place:"]);
    offers("lav", &["actor:\"Sergei Lavrov\" 3"]);
    offers("actor:", &["Russia 9", "Syria 6", "\"Saudi Arabia\" 4"]);
    offers("actor:ru", &["Russia 9", "\"Russia's foreign ministry\" 2"]);
    offers("actor=:ru", &["Russia 5", "\"Russia's foreign ministry\" 1"]);
    offers("actor:khoja,\"sa", &["\"Saudi Arabia\" 4", "\"Saleh Muslim\" 1"]);
    offers("status:planned actor:", &["\"Sergei Lavrov\" 1"]);
    offers("actor:russia kind:con", &["consult 5", "concede 0"]);
    offers("actor:nobody -kind:con", &["consult 6", "concede 0"]);
    offers("kind:mee", &["consult 6"]);
    offers("kind:warn", &["threaten 0"]);
    offers("quad:conf", &["verbal-conflict 3", "material-conflict 1"]);
    offers("dyad:russia+", &["Syria 4", "\"National Coalition\" 3"]);
    offers("dyad:sau", &["\"Saudi Arabia\" 4"]);
    offers("speaker:", &["\"Russia's foreign ministry\" 2", "\"Maria Zakharova\" 1"]);
    offers("date:", &["2011 1", "2015 12"]);
    offers("actor:khoja date:", &["2015 2"]);
    offers("date:2015-08", &["2015-08-11 5", "2015-08-12 3", "2015-08-13 7"]);
    offers("precision:<m", &["millennium 0", "month 1"]);
    offers("place:", &["Moscow 5", "Doha 1", "Syria 1"]);
    offers("has:s", &["summary 12", "statement 4"]);
    offers("tag:", &["russian-push 2", "context 1"]);
    offers("source:", &["afp-report 12", "brief 12", "none 0"]);
    offers("said:", &[]);
    offers("fatalities:>", &[]);
}

#[test]
fn actors_kinds_and_speakers_are_counted() {
    let timeline = STORE.timeline();
    let number = |id: &str| timeline.actors().iter().position(|actor| actor.id == id).unwrap();
    let numbers = |counts: &[u32]| ["lavrov", "russia", "zakharova"].map(|id| counts[number(id)]);
    let count = |rows: &RowSet| tally::actors(&STORE, rows, &Progress::default()).unwrap();
    let (all, day) = (answer(""), answer("date!:2015-08-13"));
    assert_eq!(numbers(&count(&all.rows)), [3, 5, 1]);
    assert_eq!(numbers(&count(&day.rows)), [2, 3, 1]);
    let each: Vec<u32> = (0..timeline.actors().len() as u32)
        .map(|id| STORE.rows_of(ActorId(id)).iter().filter(|row| day.rows.contains(**row)).count())
        .map(|count| count as u32)
        .collect();
    assert_eq!(count(&day.rows), each);
    let beside = |query: &str| {
        let parsed = Query::parse(query).unwrap();
        tally::Tally::of(&parsed, &answer(query), &STORE, &Progress::default()).unwrap()
    };
    assert_eq!(numbers(&beside("").events), [3, 9, 1]);
    assert_eq!(numbers(&beside("date!:2015-08-13").events), [2, 5, 1]);
    assert_eq!(numbers(&beside("date!:2015-08-13 actor:zakharova").events), [2, 5, 1]);
    assert_eq!(numbers(&beside("role:initiator").events), [0, 3, 1]);
    assert_eq!(numbers(&beside("-role:participant").events), [0, 4, 1]);
    assert_eq!(numbers(&beside("").statements), [0, 3, 2]);
    assert_eq!(tally::speakers(&STORE, &all.statements)[number("zakharova")], 2);
    let kinds = tally::values(STORE.kinds(), &day.rows);
    assert!(
        kinds.contains(&(Kind::Consult, 2)) && kinds.contains(&(Kind::Assault, 0)),
        "{kinds:?}"
    );

    let stopped = Progress::default();
    stopped.cancel();
    assert_eq!(tally::actors(&STORE, &day.rows, &stopped), None);
}

#[test]
fn first_rows_are_told_and_work_can_be_stopped() {
    let query = Query::parse("date:2015-08-13 moscow").unwrap();
    let plan = Plan::new(&query, &STORE).unwrap();
    let (progress, mut told) = (Progress::default(), Vec::new());
    let on_partial = &mut |partial: Partial<'_>| told.push(partial.rows.clone());
    let answer = plan.run_watched(&mut Watch { progress: &progress, on_partial });
    assert_eq!(answer, Some(plan.run()));
    assert_eq!(told, [plan.run().rows]);

    progress.cancel();
    let on_partial = &mut |_: Partial<'_>| panic!("nothing is found any more");
    assert_eq!(plan.run_watched(&mut Watch { progress: &progress, on_partial }), None);
}
