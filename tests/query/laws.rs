//! What holds for any query and any timeline.

use demarche::{
    base::{progress::Progress, rows::RowSet},
    index::Store,
    model::{
        Actor, ActorId, ActorKind, Confidence, Draft, Fatalities, File, Form, Kind, Office,
        Participation, PlaceDraft, Role, Scope, Shard, StatementDraft, StatementId, Status,
        Timeline, When,
    },
    query::{Answer, Expr, Field, Plan, Query, Term, tally::Tally},
    view::{
        dyads::{self, Order, Which},
        gaps, thread,
    },
};
use proptest::prelude::*;

use super::naive::{self, Asked, Doubt};

/// A timeline described by small numbers: its events and statements.
#[derive(Clone, Debug)]
struct Sketch {
    events: Vec<EventSketch>,
    statements: Vec<[usize; 8]>,
}

#[derive(Clone, Debug)]
struct EventSketch {
    parts: Vec<(u32, usize)>,
    numbers: [usize; 9],
}

const DATES: &[&str] = &[
    "2015-08-11",
    "2015-08-12",
    "2015-08",
    "2015-08~",
    "2015-08-13?",
    "2015",
    "[2015-08-01..2015-08-12]",
    "2015-08-10/2015-08-12",
    "2011~/..",
    "../2015-08-11",
    "XXXX",
    "2015-08-11T18:00",
];
const PLACES: &[&str] = &["", "Moscow", "Doha", "New Moscow"];
const TITLES: &[&str] = &["", "Talks in Moscow", "Lavrov meets", "No title"];
/// Rules and confidences: the second and third make candidates.
const SURE: &[(&str, Option<f64>)] =
    &[("", None), ("verb", Some(0.3)), ("noun", Some(0.45)), ("verb", Some(0.9)), ("", Some(0.2))];
const SAID: &[&str] = &["not clinging", "we support", "Support"];

fn sketch() -> impl Strategy<Value = Sketch> {
    let numbers = prop::array::uniform9(0_usize..60);
    let event = (prop::collection::vec((0_u32..6, 0_usize..5), 0..4), numbers)
        .prop_map(|(parts, numbers)| EventSketch { parts, numbers });
    (
        prop::collection::vec(event, 0..24),
        prop::collection::vec(prop::array::uniform8(0_usize..60), 0..12),
    )
        .prop_map(|(events, statements)| Sketch { events, statements })
}

/// Of the list the entry with this number, wrapped around.
fn pick<T: Copy>(list: &[T], number: usize) -> T {
    list[number % list.len()]
}

fn store(sketch: &Sketch) -> Store {
    let mut shard = Shard::new(0);
    // Members of members, an office, two that belong to each other, and names that several have.
    let mut actor = |id: &str, name: &str, alias: &str, of: &[&str], office: &str| {
        let number = shard.actor(id);
        let member_of = of.iter().map(|id| shard.actor(id)).collect();
        let of = (!office.is_empty()).then(|| shard.actor(office));
        let offices = of.map(|of| Office { title: "head".into(), of: Some(of), when: None });
        let country = match id {
            "russia" | "lavrov" => "RUS",
            "khoja" => "SYR",
            _ => "",
        };
        shard.describe_actor(number, || Actor {
            kind: if id == "russia" { ActorKind::State } else { ActorKind::Other },
            country: country.to_owned(),
            aliases: alias.split('|').map(str::to_owned).collect(),
            member_of,
            offices: offices.into_iter().collect(),
            ..Actor::named(id, name)
        });
    };
    actor("lavrov", "Sergei Lavrov", "Moscow's diplomat", &[], "ministry");
    actor("ministry", "Foreign Ministry", "MFA", &["russia"], "");
    actor("russia", "Russia", "Moscow", &[], "");
    actor("khoja", "Khaled Khoja", "Khoja|ministry|Foreign Ministry|MFA", &[], "coalition");
    actor("coalition", "National Coalition", "the Coalition", &["opposition"], "");
    actor("opposition", "Syrian Opposition", "Moscow|RUS", &["coalition"], "");

    // So that every name asked for is there.
    let named =
        |place| EventSketch { parts: vec![(0, 0)], numbers: [0, place, 2, 1, 1, 1, 1, 1, 0] };
    let all = [named(2), named(3)].into_iter().chain(sketch.events.iter().cloned());
    for (number, event) in all.enumerate() {
        let [when, place, title, kind, status, tag, code, killed, sure] = event.numbers;
        let (rule, confidence) = pick(SURE, sure);
        let id = format!("e{number}");
        let place = pick(PLACES, place);
        shard.push(&Draft {
            id: &id,
            when: When::parse(pick(DATES, when)).unwrap(),
            title: pick(TITLES, title),
            kind: pick(&[Kind::Consult, Kind::Reject, Kind::Other], kind),
            status: pick(&[Status::Occurred, Status::Planned], status),
            tags: if tag % 2 == 1 { &["russian-push"] } else { &[] },
            code: pick(&["", "042", "04", "190"], code),
            actors: &event
                .parts
                .iter()
                .map(|&(actor, role)| Participation::new(ActorId(actor), Role::ALL[role]))
                .collect::<Vec<_>>(),
            place: (!place.is_empty()).then(|| PlaceDraft {
                name: place,
                country: "RUS",
                ..PlaceDraft::default()
            }),
            fatalities: (killed % 3 > 0)
                .then(|| Fatalities { best: Some(killed as u32), ..Fatalities::default() }),
            rule,
            confidence: confidence.and_then(Confidence::new),
            ..Draft::default()
        });
    }
    for (number, &[event, speaker, to, about, via, form, text, sure]) in
        sketch.statements.iter().enumerate()
    {
        let (rule, confidence) = pick(SURE, sure);
        let somebody = |number: usize| (number % 7 < 6).then_some(ActorId((number % 7) as u32));
        shard.push_statement(&StatementDraft {
            id: &format!("s{number}"),
            event: &format!("e{}", event % (sketch.events.len() + 3)),
            speaker: somebody(speaker),
            to: somebody(to).into_iter().collect(),
            about: somebody(about).into_iter().chain(somebody(about / 7)).collect(),
            via: somebody(via),
            form: [None, Some(Form::Verbatim), Some(Form::Fragment)][form % 3],
            text: pick(SAID, text),
            rule,
            confidence: confidence.and_then(Confidence::new),
            ..StatementDraft::default()
        });
    }
    let file = File { name: "sketch".into(), format: "native", ..File::default() };
    Store::new(Timeline::build(vec![file], vec![shard]).0)
}

const TERMS: &[&str] = &[
    "actor:lavrov",
    "actor:russia",
    "actor:coalition,lavrov",
    "actor=:russia",
    "actor:mos",
    "actor:moscow",
    "actor:RUS",
    "actor:syr",
    "actor:mfa",
    "actor:foreign",
    "dyad:RUS>syr",
    "by:rus",
    "role:initiator",
    "role:recipient,initiator",
    "dyad:russia+coalition",
    "dyad:russia>khoja",
    "dyad=:russia+lavrov",
    "dyad=:lavrov>russia,russia+opposition",
    "actors:2",
    "actors:>=2",
    "actors:0..1",
    "speaker:russia",
    "speaker=:khoja",
    "speaker:none",
    "speaker:none,russia",
    "id:e1",
    "id:e0,e1",
    "to:khoja",
    "about:russia",
    "via:lavrov",
    "form:verbatim",
    "form:fragment,verbatim",
    "said:support",
    "said:Support",
    "has:statement",
    "has:place",
    "date:2015-08-11",
    "date!:2015-08-11",
    "date!:2015-08",
    "date:2015-08-12,2015-08-13",
    "before:2015-08-12",
    "after:2015-08-12",
    "around:e0,1d",
    "precision:<day",
    "precision:month",
    "approx:",
    "undated:",
    "kind:consult",
    "kind:reject,other",
    "kind=:reject",
    "quad:verbal-conflict",
    "status:planned",
    "place:moscow",
    "place:doha,new",
    "country:rus",
    "tag:push",
    "code:04",
    "fatalities:>10",
    "fatalities:1..20",
    "confidence:>=0.8",
    "confidence:<0.4",
    "source:none",
    "moscow",
    "Moscow",
    "support,talks",
    "/talk.*mos/",
];

/// The text of a random query, in parentheses where it has several parts.
fn query() -> impl Strategy<Value = String> {
    prop::sample::select(TERMS).prop_map(str::to_owned).prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(|all| format!("({})", all.join(" "))),
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(|any| format!("({})", any.join(" OR "))),
            1 => inner.prop_map(|inner| format!("-{inner}")),
        ]
    })
}

fn find(store: &Store, text: &str) -> Answer {
    let query = Query::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    Plan::new(&query, store).unwrap_or_else(|error| panic!("{text}: {error}")).run()
}

fn expr(text: &str) -> Expr {
    Expr::And(Query::parse(text).unwrap().chips().to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn indexes_find_what_a_look_at_each_event_finds(sketch in sketch(), text in query()) {
        let store = store(&sketch);
        let (answer, expr) = (find(&store, &text), expr(&text));
        let timeline = store.timeline();
        let scope = Query::parse(&text).unwrap().scope();
        let rows_where = |wanted: Option<bool>, doubt: Doubt| {
            let asked = |row| Asked { event: timeline.event(row), scope, doubt };
            let is_asked = |row| timeline.event(row).is_meant(scope);
            let holds = |row| is_asked(row) && naive::holds(&expr, asked(row)) == wanted;
            RowSet::filtered(timeline.len(), holds)
        };
        prop_assert_eq!(&answer.rows, &rows_where(Some(true), Doubt::Decided), "{}", text);
        prop_assert_eq!(&answer.undated, &rows_where(None, Doubt::Decided), "{}", text);
        prop_assert_eq!(answer.surely, rows_where(Some(true), Doubt::Unknown).count(), "{}", text);
        for id in answer.statements.iter() {
            let statement = &timeline.statements()[id as usize];
            let of_candidate = |row| timeline.event(row).is_candidate();
            let is_shown = |row| answer.rows.contains(row) || of_candidate(row);
            prop_assert!(timeline.is_meant(StatementId(id), scope) && statement.event.is_none_or(is_shown));
        }
    }

    #[test]
    fn the_number_beside_an_actor_is_what_its_filter_finds(sketch in sketch(), text in query()) {
        let store = store(&sketch);
        let query = Query::parse(&text).unwrap();
        let progress = Progress::default();
        let tally = Tally::of(&query, &find(&store, &text), &store, &progress).unwrap();
        for actor in (0..store.timeline().actors().len() as u32).map(ActorId) {
            let only = query.only(Term::for_actor(actor, &store));
            let found = find(&store, &only.to_string());
            prop_assert_eq!(tally.events[actor.index()], found.rows.count(), "{}", only);
        }
    }

    #[test]
    fn the_number_of_a_pair_is_what_its_filter_finds(
        sketch in sketch(),
        text in query(),
        directed: bool,
        only_two: bool,
    ) {
        let store = store(&sketch);
        let query = Query::parse(&text).unwrap();
        let answer = find(&store, &text);
        let which = Which { directed, only_two };
        let ask = dyads::Ask { which, list: Some(Order::Last) };
        let progress = Progress::default();
        let counted = dyads::count(&ask, &store, &answer, &progress).unwrap();
        let actors = || (0..store.timeline().actors().len() as u32).map(ActorId);
        let mut pairs = 0;
        for (one, other) in actors().flat_map(|one| actors().map(move |other| (one, other))) {
            let pair = counted.get(one, other);
            if one == other {
                prop_assert_eq!(pair, None);
                continue;
            }
            let narrowed = query.narrowed(&thread::terms([one, other], which, &store));
            let found = find(&store, &narrowed.to_string());
            prop_assert_eq!(pair.map_or(0, |it| it.sum.events), found.rows.count(), "{}", narrowed);
            let ask = thread::Ask { pair: [one, other], which, periods: 9 };
            let thread = thread::count(&ask, &store, &answer, &progress).unwrap();
            prop_assert_eq!(&thread.rows, &found.rows.iter().collect::<Vec<_>>());
            let Some(pair) = pair else { continue };
            let facts = thread.facts;
            prop_assert_eq!((pair.alone, pair.last), (facts.alone, facts.last));
            prop_assert_eq!(pair.sum.killed, facts.killed.map_or(0, |it| it.best));
            pairs += usize::from(directed || one < other);
            let line = counted.line_of(one, other).unwrap();
            let listed = counted.listed(line).unwrap();
            prop_assert!([[one, other], [other, one]].contains(&[listed.first, listed.second]));
        }
        prop_assert_eq!((counted.len(), counted.listed_len()), (pairs, pairs));
        for actor in actors() {
            let mut terms = Query::from(Expr::from(Term::for_actor(actor, &store)));
            if only_two {
                terms = terms.with(Term::new(Field::Actors, "2"));
            }
            let found = find(&store, &terms.with_candidates(true).to_string()).rows;
            let expected = found.count_common(&answer.rows);
            prop_assert_eq!(counted.sums[actor.index()].events, expected);
        }
    }

    #[test]
    fn candidates_are_held_back_and_nothing_else(sketch in sketch(), text in query()) {
        let store = store(&sketch);
        let (without, with) = (find(&store, &text), find(&store, &format!("{text} candidates:")));
        prop_assert_eq!((with.held_back(), with.all.count()), (0, store.timeline().len()));
        let mut more = with.rows.clone();
        more.subtract(&without.rows);
        if without.scope == Scope::All {
            prop_assert_eq!(without.rows, with.rows);
        } else {
            prop_assert!(without.rows.count_common(store.candidates()) == 0);
            prop_assert!(more.count_common(store.candidates()) <= without.held_back());
        }
    }

    #[test]
    fn what_is_excluded_is_the_rest(sketch in sketch(), text in query()) {
        let store = store(&sketch);
        let (with, without) = (find(&store, &text), find(&store, &format!("-({text})")));
        prop_assert_eq!(&with.undated, &without.undated);
        let mut all = with.rows.clone();
        all.unite(&without.rows);
        all.unite(&with.undated);
        prop_assert_eq!(&all, &with.all);
        prop_assert_eq!(
            with.rows.count() + without.rows.count() + with.undated.count(),
            all.count()
        );
        prop_assert_eq!(find(&store, &format!("-(-({text}))")).rows, with.rows);
    }

    #[test]
    fn alternatives_unite_and_order_is_nothing(
        sketch in sketch(),
        one in query(),
        other in query(),
    ) {
        let store = store(&sketch);
        let (first, second) = (find(&store, &one), find(&store, &other));
        prop_assume!(first.scope == second.scope);
        let mut both = first.rows;
        both.unite(&second.rows);
        prop_assert_eq!(find(&store, &format!("{one} OR {other}")).rows, both);
        prop_assert_eq!(
            find(&store, &format!("{one} {other}")),
            find(&store, &format!("{other} {one}"))
        );
    }

    #[test]
    fn a_query_is_narrowed_by_terms(
        sketch in sketch(),
        one in query(),
        terms in prop::collection::vec((prop::sample::select(TERMS), any::<bool>()), 1..3),
    ) {
        let term = |(term, excluded): &(&str, bool)| format!("{}{term}", if *excluded { "-" } else { "" });
        let other = terms.iter().map(term).collect::<Vec<_>>().join(" ");
        let store = store(&sketch);
        let query = |text: &str| Query::parse(text).unwrap();
        let narrowed = query(&one).narrowed(query(&other).chips());
        prop_assert_eq!(&query(&narrowed.to_string()), &narrowed);
        let (first, second) = (find(&store, &one), find(&store, &other));
        prop_assume!(first.scope == second.scope);
        let mut both = first.rows;
        both.intersect(&second.rows);
        prop_assert_eq!(find(&store, &narrowed.to_string()).rows, both, "{}", narrowed);
    }

    #[test]
    fn the_number_of_a_gap_is_what_its_query_finds(sketch in sketch(), text in query()) {
        let store = store(&sketch);
        let query = Query::parse(&text).unwrap();
        let ask = gaps::Ask { query: query.clone() };
        let found = find(&store, &text);
        for gap in gaps::count(&ask, &store, &found, &Progress::default()).unwrap().gaps {
            let narrowed = query.narrowed(gap.query.chips()).to_string();
            prop_assert_eq!(gap.events, find(&store, &narrowed).rows.count(), "{}", narrowed);
        }
    }

    #[test]
    fn terms_of_different_fields_narrow(
        sketch in sketch(),
        one in prop::sample::select(&["kind:consult", "date:2015-08-11", "moscow", "speaker:russia"][..]),
        other in prop::sample::select(&["-status:planned", "before:2015-08-12", "actor:lavrov", "-date:2015"][..]),
    ) {
        let store = store(&sketch);
        let mut both = find(&store, one).rows;
        both.intersect(&find(&store, other).rows);
        prop_assert_eq!(find(&store, &format!("{one} {other}")).rows, both);
    }
}
