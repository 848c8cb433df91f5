use super::*;
use crate::{
    index::Store,
    model::{Draft, Fatalities, Kind},
    view::sample,
};

/// The quiet stretches between dates: the sure one, and that between known days.
#[track_caller]
fn quiet(dates: &[&str], surely: &str, known: &str) {
    let whens: Vec<_> = dates.iter().map(|date| sample::when(date)).collect();
    let found = Quiets::between(whens.iter());
    let words = |quiet: Option<Quiet>| {
        quiet.map_or(String::new(), |quiet| format!("{} {}", quiet.days(), quiet.words()))
    };
    assert_eq!((words(found.surely).as_str(), words(found.known).as_str()), (surely, known));
}

#[test]
fn the_longest_quiet_is_sure_or_between_known_days() {
    quiet(&["2018-02-06", "2018-11-09"], "276 6 Feb to 9 Nov 2018", "276 6 Feb to 9 Nov 2018");
    quiet(
        &["2018-02-06", "2018-06", "2018-11-09"],
        "132 30 Jun to 9 Nov 2018",
        "276 6 Feb to 9 Nov 2018",
    );
    quiet(&["2018-02-06", "2018", "2018-11-09"], "", "276 6 Feb to 9 Nov 2018");
    quiet(&["2015-08-01", "2015-08-02"], "", "");
    quiet(&["2015-08-01", "2015-08-03"], "2 1 to 3 Aug 2015", "2 1 to 3 Aug 2015");
    quiet(
        &["2015-08-01/2015-08-10", "2015-08-05", "2015-08-14"],
        "4 10 to 14 Aug 2015",
        "4 10 to 14 Aug 2015",
    );
    // Of equal ones the first.
    quiet(&["2015-08-01", "2015-08-04", "2015-08-07"], "3 1 to 4 Aug 2015", "3 1 to 4 Aug 2015");
    quiet(&["2015-08-01~", "2015-08-09"], "8 1 to 9 Aug 2015", "");
    quiet(&["2011/..", "2015-08-01", "2015-09-01"], "", "31 1 Aug to 1 Sep 2015");
    quiet(&["../2015-08-01", "2015-09-01"], "31 1 Aug to 1 Sep 2015", "");
    quiet(
        &["-0044-03-15", "0014-08-19"],
        "21341 15 Mar 45 BCE to 19 Aug 14 CE",
        "21341 15 Mar 45 BCE to 19 Aug 14 CE",
    );
    quiet(&["2015"], "", "");
    quiet(&[], "", "");
}

/// The thread of `a` and `b` in events: a date, a third actor, and how many were killed.
fn thread(events: &[(&str, &str, Fatalities)], periods: u32) -> (Thread, Store) {
    let store = Store::new(sample::timeline(|shard| {
        for (number, &(date, third, killed)) in events.iter().enumerate() {
            let parts = sample::actors(shard, &format!("side_a:a side_b:b {third}"));
            shard.push(&Draft {
                id: &format!("e{number}"),
                when: sample::when(date),
                kind: if third.is_empty() { Kind::Assault } else { Kind::Consult },
                label: if number == 0 { "armed clash" } else { "" },
                actors: &parts,
                fatalities: killed.number().map(|_| killed),
                ..Draft::default()
            });
        }
    }));
    let ask = Ask { pair: [ActorId(0), ActorId(1)], which: Which::default(), periods };
    let thread = count(&ask, &store, &Answer::all(&store), &Progress::default()).unwrap();
    (thread, store)
}

fn killed(low: Option<u32>, best: Option<u32>, high: Option<u32>) -> Fatalities {
    Fatalities { low, best, high, approx: false }
}

#[test]
fn a_pair_has_its_facts() {
    let none = Fatalities::default();
    let (thread, store) = thread(
        &[
            ("2015-01-10", "", killed(Some(1), Some(2), Some(4))),
            ("2015-03-01", "third_party:un", killed(None, Some(5), None)),
            ("2015-02", "", killed(Some(7), None, Some(9))),
            ("", "", none),
        ],
        12,
    );
    let Facts { events, alone, killed, undated, first, last, .. } = thread.facts;
    assert_eq!((events, alone, undated, first, last), (4, 3, 1, Some(0), Some(2)));
    assert_eq!(killed, Some(Killed { low: 13, best: 14, high: 18 }));
    let kinds = [("assault", 2), ("armed clash", 1), ("consult", 1)];
    assert_eq!(thread.kinds, kinds.map(|(kind, count)| (kind.to_owned(), count)));
    assert_eq!(
        [0, 1, 3, 9].map(|moment| thread.from(moment, store.timeline())),
        [0, 1, 3, 3].map(Some)
    );
    assert!(thread.has(3) && !thread.has(4));
}

/// The unit and the periods: what surely falls there, and what may.
#[track_caller]
fn periods_are(dates: &[&str], most: u32, unit: Unit, expect: &[(u32, u32)]) {
    let events: Vec<_> = dates.iter().map(|&date| (date, "", Fatalities::default())).collect();
    let (thread, _) = thread(&events, most);
    let counts: Vec<_> = thread.periods.iter().map(|it| (it.surely, it.maybe)).collect();
    assert_eq!((thread.unit, counts.as_slice()), (unit, expect), "{dates:?}");
}

#[test]
fn periods_count_what_their_filter_finds() {
    periods_are(&["2015-01-01", "2015-01-03"], 5, Unit::Day, &[(1, 1), (0, 0), (1, 1)]);
    periods_are(&["2015-01-01", "2015-03-03"], 5, Unit::Month, &[(1, 1), (0, 0), (1, 1)]);
    periods_are(
        &["2015-01-20/2015-02-02", "2015", "2015-03-03"],
        5,
        Unit::Month,
        &[(1, 2), (1, 2), (1, 2)],
    );
    periods_are(&["2011/..", "2013~", "2014"], 9, Unit::Year, &[(1, 1), (1, 1), (1, 2), (2, 2)]);
    periods_are(&["1066-10-14", "2015"], 3, Unit::Millennium, &[(1, 1), (1, 1)]);
    periods_are(&["2015-01-01"], 0, Unit::Day, &[(1, 1)]);
    periods_are(&["", ""], 4, Unit::Day, &[]);
}
