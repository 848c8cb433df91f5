use super::*;
use crate::{
    index::Store,
    model::{
        Actor, ActorKind, Draft, File, Kind, Participation, Role, Shard, StatementDraft, Status,
        Timeline, When,
    },
};

/// Events written as `id date kind status actors`, and actors as `id kind name|alias`.
fn store(actors: &[&str], events: &[&str]) -> Store {
    let mut shard = Shard::new(0);
    for line in actors {
        let (id, rest) = line.split_once(' ').unwrap();
        let (kind, names) = rest.split_once(' ').unwrap();
        let (name, aliases) = names.split_once('|').unwrap_or((names, ""));
        let number = shard.actor(id);
        let aliases = aliases.split('|').filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let kind = ActorKind::from_name(kind).unwrap();
        shard.describe_actor(number, || Actor { kind, aliases, ..Actor::named(id, name) });
    }
    for line in events {
        let [id, date, kind, status, who] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let parts: Vec<Participation> = who
            .split('+')
            .filter(|actor| *actor != "-")
            .map(|actor| Participation::new(shard.actor(actor), Role::Participant))
            .collect();
        shard.push(&Draft {
            id,
            title: id,
            when: When::parse(date).unwrap(),
            kind: Kind::from_name(kind).unwrap(),
            status: Status::from_name(status).unwrap(),
            actors: &parts,
            ..Draft::default()
        });
    }
    Store::new(Timeline::build(vec![File::default()], vec![shard]).0)
}

fn gaps(store: &Store, query: &str) -> Vec<Gap> {
    let query = Query::parse(query).unwrap();
    let found = Plan::new(&query, store).unwrap().run();
    count(&Ask { query }, store, &found, &Progress::default()).unwrap().gaps
}

/// The gaps about something that have events: "what: ids".
#[track_caller]
fn check(store: &Store, group: &str, expected: &[&str]) {
    let told = |gap: &Gap| {
        let ids: Vec<_> =
            gap.examples.iter().map(|&row| store.timeline().event(row).id().into_owned()).collect();
        assert_eq!(ids.len(), gap.events as usize, "so few are all shown");
        format!("{}: {}", gap.what, ids.join(" "))
    };
    let gaps = gaps(store, "");
    let own = gaps.iter().filter(|gap| gap.group == group && gap.events > 0);
    assert_eq!(own.map(told).collect::<Vec<_>>(), expected);
}

#[test]
fn dates_that_are_not_known_are_gaps() {
    let store = store(
        &["a state A"],
        &[
            "day 2015-08-13 consult occurred a",
            "about 2015-08-12~ consult occurred a",
            "month 2015-08 consult occurred -",
            "never XXXX consult disputed a",
        ],
    );
    check(
        &store,
        DATES,
        &["no date: never", "about, or uncertain: about", "not known to the day: month never"],
    );
    check(&store, WHO, &["nobody takes part: month"]);
    check(&store, READING, &[]);
}

#[test]
fn actors_may_be_one() {
    #[track_caller]
    fn check(actors: &[&str], expected: &[&str]) {
        let pairs = same::pairs(&store(actors, &[]));
        let told: Vec<String> =
            pairs.iter().map(|(one, other)| format!("{} {}", one.0, other.0)).collect();
        assert_eq!(told, expected, "{actors:?}");
    }
    check(&["a person Lavrov", "b person Sergei Lavrov"], &["0 1"]);
    check(&["a person Sergei Lavrov", "b person Lavrov"], &["1 0"]);
    check(&["a person S Lavrov", "b person Sergei Viktorovich Lavrov"], &[]);
    check(&["a person Sergei Lavrov", "b person Sergei Viktorovich Lavrov"], &["0 1"]);
    check(&["a person George Bush", "b person Laura Bush"], &[]);
    check(&["a person Khoja", "b group Khaled Khoja"], &[]);
    check(&["a organization UN", "b organization United Nations"], &["0 1"]);
    check(&["a organization UN", "b organization United Nations|UN"], &["0 1"]);
    check(
        &["a armed_group FARC", "b armed_group Fuerzas Armadas Revolucionarias de Colombia"],
        &["0 1"],
    );
    check(&["a organization UN", "b state Ukraine"], &[]);
    check(&["a state Iran", "b state Iraq"], &[]);
}

#[test]
fn plans_without_an_outcome_are_gaps() {
    #[track_caller]
    fn check(events: &[&str], expected: &[&str]) {
        let store = store(&["a state A", "b state B", "c state C"], events);
        super::tests::check(&store, PLANS, expected);
    }
    let later = "later 2015-09-01 assault occurred c";
    let plan = "plan 2015-08-20 consult planned a+b";
    let missing = &["planned, and no outcome is told: plan"][..];
    check(&[plan, later], missing);
    check(&[plan], &[]);
    check(&[plan, later, "met 2015-08-20 consult occurred a+b"], &[]);
    check(&[plan, later, "met 2015-08-22 consult occurred b+c+a"], &[]);
    check(&[plan, later, "met 2015-08-22 consult occurred b+c"], missing);
    check(&[plan, later, "fought 2015-08-22 assault occurred a+b"], missing);
    check(&[plan, later, "before 2015-08-01 consult occurred a+b"], missing);
    check(&["plan 2015-09-20 consult planned a+b", later], &[]);
    check(&["plan [2015-08-20..] consult planned a+b", later], &[]);
    check(&["plan XXXX consult planned a+b", later], &[]);
}

#[test]
fn long_quiet_is_a_gap() {
    #[track_caller]
    fn check(dates: &[&str], expected: &[&str]) {
        let events: Vec<String> = dates
            .iter()
            .enumerate()
            .map(|(number, date)| format!("e{number} {date} consult occurred a"))
            .collect();
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        let store = store(&["a state A"], &events);
        let quiet = quiet::longest(store.timeline(), &RowSet::all(store.timeline().len()));
        assert_eq!(quiet.iter().map(quiet::Lull::words).collect::<Vec<_>>(), expected, "{dates:?}");
    }
    check(
        &["2015-08-01", "2015-08-03", "2015-08-13", "2015-08-14"],
        &[
            "quiet for 10 days, 3 Aug 2015 to 13 Aug 2015",
            "quiet for 2 days, 1 Aug 2015 to 3 Aug 2015",
        ],
    );
    check(
        &["2015-08", "2015-10-01", "2015-12-01~"],
        &[
            "quiet for at least 61 days, 1 Oct 2015 to 1 Dec 2015",
            "quiet for at least 31 days, 31 Aug 2015 to 1 Oct 2015",
        ],
    );
    check(&["2015", "2015-03-01", "2015-06-01"], &[]);
    check(&["2015-08-01", "2015-08-20"], &[]);
    check(
        &["2011/..", "2015-08-01", "2015-08-20", "../2015-09-01", "2016"],
        &[
            "quiet for at least 1,309 days, 31 Dec 2011 to 1 Aug 2015",
            "quiet for at least 134 days, 20 Aug 2015 to 1 Jan 2016",
            "quiet for 19 days, 1 Aug 2015 to 20 Aug 2015",
        ],
    );
}

#[test]
fn unknown_speakers_are_gaps() {
    let mut shard = Shard::new(0);
    let speaker = shard.actor("a");
    for id in ["known", "unknown"] {
        shard.push(&Draft {
            id,
            title: id,
            when: When::parse("2015-08-13").unwrap(),
            ..Draft::default()
        });
        let speaker = (id == "known").then_some(speaker);
        shard.push_statement(&StatementDraft {
            id: &format!("s-{id}"),
            event: id,
            speaker,
            ..StatementDraft::default()
        });
    }
    let store = Store::new(Timeline::build(vec![File::default()], vec![shard]).0);
    check(&store, WHO, &["nobody takes part: known unknown", "a speaker is unknown: unknown"]);
}
