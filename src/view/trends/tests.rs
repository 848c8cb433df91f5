use super::*;
use crate::{
    model::{Draft, Fatalities, Kind},
    query::Plan,
    view::sample::{self, when},
};

/// A store of events: date, actors as [`sample::actors`] has them, and who was killed as
/// "low best high", any of them `-`.
fn store(events: &[(&str, &str, &str)]) -> Store {
    Store::new(sample::timeline(|shard| {
        for (number, &(date, parts, killed)) in events.iter().enumerate() {
            let actors = sample::actors(shard, parts);
            let mut numbers = killed.split_whitespace().map(|word| word.parse().ok());
            let mut next = || numbers.next().flatten();
            let killed = Fatalities { low: next(), best: next(), high: next(), approx: false };
            shard.push(&Draft {
                id: &format!("e{number}"),
                when: when(date),
                actors: &actors,
                kind: Kind::ALL[number % 3],
                fatalities: killed.number().map(|_| killed),
                ..Draft::default()
            });
        }
    }))
}

fn ask(zoom: Zoom, columns: Columns) -> Ask {
    Ask { zoom, fits: 20, near: false, most: 1000, around: None, columns, top: 3 }
}

fn counted(store: &Store, query: &str, ask: &Ask) -> Trends {
    let found = Plan::new(&Query::parse(query).unwrap(), store).unwrap().run();
    count(ask, store, &found, &Progress::default()).unwrap()
}

/// The periods of a series: surely+maybe(going on), and killed at best if anybody was.
fn words(trends: &Trends, series: &Series) -> String {
    let frame = trends.frame.unwrap();
    let periods = (0..).zip(&series.periods).map(|(bar, figure)| {
        let killed = match figure.surely.best {
            0 => String::new(),
            best => format!("/{best}"),
        };
        let Figure { surely, maybe, going_on, .. } = figure;
        let period = frame.unit.edtf(frame.first_day(bar));
        format!("{period} {}+{maybe}({going_on}){killed}", surely.events)
    });
    periods.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check(dates: &[&str], zoom: Zoom, expect: &str) {
    let events: Vec<_> = dates.iter().map(|&date| (date, "", "")).collect();
    let trends = counted(&store(&events), "", &ask(zoom, Columns::One));
    assert_eq!(words(&trends, &trends.all), expect, "{dates:?}");
}

#[test]
fn an_event_counts_where_it_began() {
    let years = Zoom::To(Unit::Year);
    check(&["2014-01-05", "2014", "2016-07"], years, "2014 2+0(0), 2015 0+0(0), 2016 1+0(0)");
    check(&["2014/2016", "2015-02"], years, "2014 1+0(0), 2015 1+0(1)");
    check(
        &["2014", "2014/2020", "2014/..", "2016"],
        years,
        "2014 3+0(0), 2015 0+0(2), 2016 1+0(2)",
    );
    check(&["[2014..2015]", "2016~"], years, "2014 0+1(0), 2015 0+1(0), 2016 0+1(0)");
    check(&["../2015", "2014"], years, "2014 1+0(1), 2015 0+1(0)");
    check(&["[2013,2016]", "2014"], years, "2013 0+1(0), 2014 1+0(0), 2015 0+0(0), 2016 0+1(0)");
}

#[test]
fn the_fitted_unit_is_the_shortest_that_fits() {
    let unit = |dates: &[&str], fits| {
        let events: Vec<_> = dates.iter().map(|&date| (date, "", "")).collect();
        let ask = Ask { fits, ..ask(Zoom::Fit, Columns::One) };
        let frame = counted(&store(&events), "", &ask).frame;
        frame.map(|frame| (frame.unit, frame.bars))
    };
    assert_eq!(unit(&["2006-12-01", "2023"], 18), Some((Unit::Year, 18)));
    assert_eq!(unit(&["2006-12-01", "2023"], 17), Some((Unit::Decade, 3)));
    assert_eq!(unit(&["2015-08-11", "2015-08-13", ""], 18), Some((Unit::Day, 3)));
    assert_eq!(unit(&["2015-08-11", "-2015"], 1), Some((Unit::Millennium, 6)));
    assert_eq!(unit(&["", "XXXX"], 18), None);
}

#[test]
fn a_few_events_far_away_are_a_line() {
    let mut events = vec![("2015-08-13", "", ""); 15];
    events.extend([("2015-08-11", "", ""); 5]);
    events.push(("2011", "", ""));
    let ask = Ask { near: true, ..ask(Zoom::Fit, Columns::One) };
    let trends = counted(&store(&events), "", &ask);
    assert_eq!(
        words(&trends, &trends.all),
        "2015-08-11 5+0(0), 2015-08-12 0+0(0), 2015-08-13 15+0(0)"
    );
    assert_eq!(trends.all.earlier.events, 1);
    let line = trends.lines().first().map(|line| trends.words(line));
    assert_eq!(line.as_deref(), Some("earlier"));
}

#[test]
fn what_is_left_out_is_counted_as_earlier_later_or_undated() {
    let events = [
        ("2010-03", "", "1 2 3"),
        ("2014", "", "- 5 -"),
        ("[2014..2016]", "", "- - -"),
        ("2020", "", "7 - -"),
        ("", "", "- - 9"),
    ];
    let store = store(&events);
    let around = sample::when("2014-06").listing_day();
    let ask = Ask { most: 2, around, ..ask(Zoom::To(Unit::Year), Columns::One) };
    let Trends { all, frame, .. } = counted(&store, "", &ask);
    assert_eq!(frame.map(|frame| (frame.first, frame.bars)), Some((2013, 2)));
    let of = |sums: Sums| [sums.events.into(), sums.low, sums.best, sums.high, sums.unknown.into()];
    assert_eq!(of(all.earlier), [1, 1, 2, 3, 0]);
    assert_eq!(of(all.later), [1, 7, 7, 7, 0]);
    assert_eq!(of(all.undated), [1, 0, 9, 9, 0]);
    assert_eq!(of(all.total), [5, 13, 23, 24, 1]);
    assert_eq!(
        (of(all.periods[1].surely), all.periods[1].maybe, all.maybe),
        ([1, 5, 5, 5, 0], 1, 1)
    );
}

#[test]
fn the_shares_of_an_event_add_up() {
    let store = store(&[("2014-01", "", ""), ("[2014-12-31..2015-01-03]", "", "4 8 16")]);
    let all = counted(&store, "", &ask(Zoom::To(Unit::Year), Columns::One)).all;
    let shares: Vec<[f64; 4]> = all
        .periods
        .iter()
        .map(|it| [it.share.events, it.share.low, it.share.best, it.share.high])
        .collect();
    assert_eq!(shares, [[0.25, 1.0, 2.0, 4.0], [0.75, 3.0, 6.0, 12.0]]);
}

#[test]
fn series_are_the_most_frequent_values() {
    let both = "initiator:Gulf recipient:Zetas";
    let store = store(&[
        ("2014", both, "- 3 -"),
        ("2014", "initiator:Gulf", ""),
        ("2015", both, ""),
        ("2015", "initiator:Zetas", "- 4 -"),
        ("2016", "initiator:Gulf", ""),
        ("2016", "initiator:Lima recipient:Ruso", ""),
    ]);
    let years = Zoom::To(Unit::Year);
    let split = |columns| counted(&store, "date:2014/2015", &ask(years, columns));
    let names = |trends: &Trends| -> Vec<String> {
        let series = trends.columns.iter();
        series.map(|series| format!("{} {}", series.name, words(trends, series))).collect()
    };
    let actors = split(Columns::Split(Split::Actor));
    assert_eq!(
        (names(&actors), actors.values),
        (
            vec![
                "Gulf 2014 2+0(0)/3, 2015 1+0(0)".to_owned(),
                "Zetas 2014 1+0(0)/3, 2015 2+0(0)/4".to_owned()
            ],
            2
        )
    );
    let queries = ["actor:gulf", "actor:zetas -actor:gulf"].map(|text| Query::parse(text).unwrap());
    assert_eq!(
        names(&split(Columns::Compare(queries.to_vec()))),
        [
            "actor:gulf 2014 2+0(0)/3, 2015 1+0(0)",
            "actor:zetas -actor:gulf 2014 0+0(0), 2015 1+0(0)/4",
            "both 2014 0+0(0), 2015 0+0(0)",
        ]
    );
    assert_eq!(
        names(&split(Columns::Split(Split::Kind))),
        [
            "agree 2014 1+0(0)/3, 2015 1+0(0)/4",
            "consult 2014 1+0(0), 2015 0+0(0)",
            "support 2014 0+0(0), 2015 1+0(0)"
        ]
    );
}
