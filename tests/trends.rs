//! The figures of the trends beside a count of each event by itself, and beside what their filters
//! find.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::{
    base::{bytes::Input, progress::Progress},
    index::Store,
    ingest::Choice,
    model::{
        Draft, Event, Fatalities, File, Form, Kind, Participation, PlaceDraft, Role, Shard,
        StatementDraft, Timeline, When,
        when::{Mark, Period},
    },
    query::{Answer, Expr, Field, Plan, Query, Term},
    tui::{
        app::{App, Start},
        script::{self, Script},
    },
    view::{
        Unit,
        overview::Zoom,
        trends::{self, Ask, Columns, Figure, Series, Split, Trends},
    },
    world::Request,
};
use proptest::prelude::*;

const DATES: &[&str] = &[
    "2014-08-11",
    "2014-12-31",
    "2015-08-12",
    "2015-08",
    "2015-08~",
    "2016-02-13?",
    "2015",
    "2014/2016",
    "2015-10/2016-01~",
    "[2015-08-25..2015-09-12]",
    "[2013..2016]",
    "[2013,2015-06]",
    "{2013,2015-06}",
    "201X",
    "201X-12",
    "2012~/..",
    "2014-05/",
    "../2015-08-11",
    "/2015",
    "[..2014]",
    "[2015..]",
    "XXXX",
    "",
    "2015-08-11T18:00",
];
const PLACES: &[&str] = &["", "Moscow", "moscow", "Doha", "New Moscow"];
const KINDS: &[(Kind, &str)] = &[
    (Kind::Consult, ""),
    (Kind::Assault, "armed clash"),
    (Kind::Assault, ""),
    (Kind::Other, "Consult"),
];
const QUERIES: &[&str] = &[
    "",
    "actor:russia",
    "date:2015",
    "date:2014-06/2015-08",
    "date!:2015",
    "-kind:consult",
    "form:verbatim speaker:lavrov",
    "kind:assault date:2015 actor:syria,usa",
];

fn pick<T: Copy>(list: &[T], number: usize) -> T {
    list[number % list.len()]
}

fn store(events: &[[usize; 8]]) -> Store {
    let mut shard = Shard::new(0);
    let actors: Vec<_> = ["russia", "lavrov", "syria", "usa"].map(|id| shard.actor(id)).to_vec();
    let russia = actors[0];
    for (&actor, name) in actors.iter().zip(["Russia", "Lavrov", "Syria", "USA"]) {
        let member_of = if name == "Lavrov" { vec![russia] } else { Vec::new() };
        let id = name.to_lowercase();
        shard.describe_actor(actor, || demarche::model::Actor {
            member_of,
            ..demarche::model::Actor::named(id, name)
        });
    }
    // So that every name asked for is there.
    let named = [[6, 1, 1, 1, 0, 0, 0, 0], [6, 3, 0, 3, 2, 1, 1, 1], [6, 0, 2, 2, 3, 2, 0, 0]];
    for (number, event) in named.iter().chain(events).enumerate() {
        let [when, place, kind, first, second, killed, said, by] = *event;
        let (kind, label) = pick(KINDS, kind);
        let place = pick(PLACES, place);
        let id = format!("e{number}");
        let known = |number: usize| (!number.is_multiple_of(3)).then_some(number as u32);
        let killed = Fatalities {
            low: known(killed),
            best: known(killed / 2 + 1),
            high: known(killed + 5),
            approx: false,
        };
        let parts = [
            Participation::new(pick(&actors, first), Role::Initiator),
            Participation::new(pick(&actors, second), Role::Recipient),
        ];
        shard.push(&Draft {
            id: &id,
            when: When::parse(pick(DATES, when)).unwrap(),
            kind,
            label,
            actors: &parts[..first % 3],
            place: (!place.is_empty()).then(|| PlaceDraft { name: place, ..PlaceDraft::default() }),
            fatalities: killed.number().map(|_| killed),
            ..Draft::default()
        });
        if said % 2 == 1 {
            shard.push_statement(&StatementDraft {
                id: &format!("s{number}"),
                event: &id,
                speaker: Some(pick(&actors, by)),
                form: Some(pick(&[Form::Verbatim, Form::Fragment], said / 2)),
                text: "words",
                ..StatementDraft::default()
            });
        }
    }
    Store::new(Timeline::build(vec![File::default()], vec![shard]).0)
}

/// Where an event began, judged by itself: surely in this period, maybe, or before.
fn naive(event: Event<'_>, unit: Unit, number: i64, figure: &mut Figure) {
    let when = event.when();
    let (first, next) = (unit.first_day(number), unit.first_day(number + 1));
    let period = Period { first, last: next.plus_days(-1) };
    if !when.may_touch(period) {
        return;
    }
    let inside = |day| day >= first && day < next;
    let (min, max) = (when.earliest_start(), when.latest_start());
    if min.is_known() && max.is_known() {
        if inside(min) && inside(max) && when.mark() == Mark::Sure {
            figure.surely.events += 1;
        } else if min < next && max >= first {
            figure.maybe += 1;
        } else {
            figure.going_on += 1;
        }
    } else if when.listing_day().is_some_and(inside) {
        figure.maybe += 1;
    } else {
        figure.going_on += 1;
    }
}

fn found(query: &Query, store: &Store) -> Answer {
    Plan::new(query, store).unwrap().run()
}

fn counted(columns: Columns, unit: Unit, store: &Store, found: &Answer) -> Trends {
    let zoom = Zoom::To(unit);
    let ask = Ask { zoom, fits: 20, near: false, most: 10_000, around: None, columns, top: 3 };
    trends::count(&ask, store, found, &Progress::default()).unwrap()
}

/// What holds of the sums of a series over all periods.
fn adds_up(series: &Series) -> Result<(), TestCaseError> {
    let mut all = Figure::default();
    for figure in &series.periods {
        all.surely += figure.surely;
        all.share += figure.share;
    }
    prop_assert_eq!((series.earlier.events, series.later.events), (0, 0));
    let events = all.surely.events + series.maybe + series.undated.events;
    prop_assert_eq!(series.total.events, events);
    let near = |share: f64, whole: f64| (share - whole).abs() < 1e-6;
    prop_assert!(near(all.share.events, series.maybe.into()), "{}", all.share.events);
    let surely = all.surely.best + series.undated.best;
    prop_assert!(near(all.share.best, trends::amount(series.total.best - surely)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_those_of_the_events_and_of_their_filters(
        events in prop::collection::vec(prop::array::uniform8(0..60_usize), 0..24),
        query in prop::sample::select(QUERIES),
        unit in prop::sample::select(&[Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade][..]),
        columns in 0..9_usize,
    ) {
        let store = store(&events);
        let base = Query::parse(query).unwrap();
        let answer = found(&base, &store);
        let queries = ["actor:syria", "kind:assault -actor:usa"].map(|it| Query::parse(it).unwrap());
        let columns = match Split::ALL.get(columns) {
            Some(&split) => Columns::Split(split),
            None if columns == 7 => Columns::Compare(queries.to_vec()),
            None => Columns::One,
        };
        let trends = counted(columns.clone(), unit, &store, &answer);
        let timeline = store.timeline();
        let Some(frame) = trends.frame else {
            prop_assert_eq!(trends.all.undated.events, answer.rows.count());
            return Ok(());
        };
        for (bar, figure) in (0..).zip(&trends.all.periods) {
            let mut expect = Figure::default();
            for row in answer.rows.iter() {
                naive(timeline.event(row), unit, frame.first + i64::from(bar), &mut expect);
            }
            prop_assert_eq!(
                (figure.surely.events, figure.maybe, figure.going_on),
                (expect.surely.events, expect.maybe, expect.going_on),
                "{}", unit.edtf(frame.first_day(bar))
            );
        }
        for series in std::iter::once(&trends.all).chain(&trends.columns).chain(&trends.kinds) {
            adds_up(series)?;
            let asked = base.narrowed(&series.chips);
            prop_assert_eq!(series.total.events, found(&asked, &store).rows.count(), "{}", asked);
            for (bar, figure) in (0..).zip(&series.periods).step_by(3) {
                let edtf = unit.edtf(frame.first_day(bar));
                let date = Expr::Term(Term::new(Field::Date, edtf));
                let asked = match columns {
                    Columns::Compare(_) => base.narrowed(&[date]).narrowed(&series.chips),
                    _ => base.narrowed(&[vec![date], series.chips.clone()].concat()),
                };
                prop_assert_eq!(&Query::parse(&asked.to_string()).unwrap(), &asked);
                prop_assert_eq!(figure.events(), found(&asked, &store).rows.count(), "{}", asked);
            }
        }
        if let Columns::Split(Split::Kind) = columns {
            let sum: u32 = trends.columns.iter().map(|series| series.total.events).sum();
            prop_assert!(sum <= trends.all.total.events, "each event has one word for its kind");
        }
    }
}

/// What a script shows of the timeline `tests/screens/trends.json`.
fn tour(steps: &str) -> String {
    let (script, issues) = Script::parse("tour", &format!("size 120x40\n{steps}"));
    assert!(issues.is_empty(), "{issues:?}");
    let mut out = Vec::new();
    let input = Input::Path("tests/screens/trends.json".into());
    let request = Request::new(vec![input], Choice::Recognised);
    script::run(&mut App::new(Start::default()), &request, &script, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The filters and counts after some keys in the trends by year.
#[track_caller]
fn check_filters(steps: &str, expect: &str) {
    let shown = tour(&format!("v t z y\n{steps}\nsnapshot"));
    let words: Vec<&str> = shown.lines().nth(1).unwrap().split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.starts_with(expect), "after {steps:?}: {words}");
}

/// The line of the period under the cursor after some keys in the trends by year.
#[track_caller]
fn check_line(steps: &str, expect: &str) {
    let shown = tour(&format!("v t z y\n{steps}\nsnapshot"));
    let line = shown.lines().find(|line| line.starts_with('▸')).unwrap_or("nothing");
    let words: Vec<&str> = line.split_whitespace().collect();
    assert!(words.join(" ").starts_with(expect), "after {steps:?}: {line}");
}

#[test]
fn a_period_shows_its_events() {
    check_filters("j j enter", "1 date:1899 4 shown (2 surely) · 7 hidden");
    check_filters("j j j enter", "1 date:1900 3 shown (2 surely)");
    check_filters("G enter", "no filter 12 shown");
    check_filters("G k enter", "1 undated: 1 shown");
    check_filters("j j enter u", "no filter 12 shown");
    check_filters("j j b b b l enter", "1 date:1899 2 actor:north 4 shown");
    check_filters("f\ntype date:1898/1902\nenter\nj enter", "1 date:1899 4 shown");
    check_filters(
        "f\ntype date:1898/1902 actor:south\nenter\nb b b l enter",
        "1 actor:south 2 (date:1899 actor:north) 3 shown",
    );
    check_filters("f\ntype date!:1899\nenter\nenter", "1 date!:1899 2 (date:1899) 2 shown");
}

#[test]
fn the_cursor_and_the_selected_event_follow_each_other() {
    check_line("", "▸ 1897 1");
    check_line("j", "▸ 1898 1 +1?");
    check_line("J J", "▸ 1898 1 +1?");
    check_line("t\ntype 1901\nenter", "▸ 1901 2 +1?");
    check_line("> > >", "▸ 1900 1 +1?");
    check_line("j j z D", "▸ 1890s 5 +1?");
    check_line("G", "▸ all 12 1,339");
    let shown = tour("v t z y j j v c\nsnapshot");
    let line = shown.lines().find_map(|line| line.split("│▸").nth(1)).unwrap();
    assert!(line.contains("Siege"), "{line}");
}

#[test]
fn filters_are_compared_until_nothing_is_typed() {
    let compare = |query: &str| format!("C\ntype {query}\nenter\n");
    let two = compare("actor:north") + &compare("actor:south");
    let head = |steps: &str| {
        let shown = tour(&format!("v t z y\n{steps}\nsnapshot"));
        let words: Vec<&str> = shown.lines().nth(3).unwrap().split_whitespace().collect();
        words.join(" ")
    };
    assert_eq!(head(&two), "year events actor:north actor:south both");
    assert_eq!(head(&format!("{two}u")), "year events actor:north");
    assert_eq!(head(&format!("{two}C enter")), "year events most 3 killed most 1,220");
    assert_eq!(head(&format!("{two}C enter u")), "year events actor:north actor:south both");
    assert_eq!(head(&format!("{two}b")).split(' ').nth(2), Some("assault"));
    let four = two.clone() + &compare("kind:agree") + &compare("kind:assault");
    assert_eq!(head(&four), "year events actor:north actor:south kind:agree kind:assault");
    let five = tour(&format!("v t\n{four}C\ntype kind:aid\nenter\nsnapshot"));
    assert!(five.contains("4 filters are the most"), "{five}");
    let wrong = tour("v t\nC\ntype actor:nobody\nenter\nsnapshot");
    assert!(wrong.contains("no actor is called 'nobody'"), "{wrong}");
    // Each is taken together with the filter that is on.
    let filtered = tour(&format!("f\ntype kind:assault\nenter\nv t z y\n{two}G\nsnapshot"));
    let all = filtered.lines().find(|line| line.starts_with("▸ all")).unwrap();
    assert_eq!(all.split_whitespace().collect::<Vec<_>>(), ["▸", "all", "4", "4", "2", "2"]);
}

#[test]
fn the_command_that_is_copied_prints_the_same_numbers() {
    let copied = |steps: &str| tour(&format!("v t z y\n{steps}\nY\ncopied")).trim_end().to_owned();
    assert_eq!(copied(""), "demarche --at a --view trends");
    assert_eq!(
        copied("f\ntype date:1899/1901\nenter\nC\ntype dyad:north>south\nenter"),
        "demarche trends -q date:1899/1901 --by year \
         --compare 'dyad:north>south'"
    );
    assert_eq!(copied("b b b"), "demarche trends --by year --split actor");
}
