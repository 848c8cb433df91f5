use proptest::prelude::*;

use super::*;
use crate::view::sample;

const NOTHING: Marked = Marked { in_sight: 0..0, selected: None };

fn fitted(timeline: &Timeline, columns: u32) -> Overview {
    let frame = Frame::new(timeline, Zoom::Fit, columns, None).unwrap();
    let all = &RowSet::all(timeline.len());
    overview(timeline, Events { shown: all, all }, &frame, columns, &NOTHING)
}

/// Unit, numbers of the bars, and labels of a fitted overview.
#[track_caller]
fn check(dates: &[&str], columns: u32, unit: Unit, bars: &[u32], labels: (&str, &str)) {
    let timeline = sample::dates(dates);
    let overview = fitted(&timeline, columns);
    let counts: Vec<u32> = overview.bars.iter().map(|bar| bar.surely.shown).collect();
    assert_eq!((overview.unit, counts.as_slice()), (unit, bars));
    assert_eq!((overview.first.as_str(), overview.last.as_str()), labels);
}

#[test]
fn the_unit_is_the_shortest_in_which_all_fits() {
    let days = ["2015-08-11", "2015-08-11", "2015-08-13", ""];
    check(&days, 20, Unit::Day, &[2, 0, 1], ("11 Aug 2015", "13 Aug 2015"));
    check(&days, 2, Unit::Week, &[3], ("10 Aug 2015", "10 Aug 2015"));
    check(&["2015-08", "2015-10-30"], 5, Unit::Month, &[1, 0, 1], ("Aug 2015", "Oct 2015"));
    check(&["2015-08", "2015-10-30"], 2, Unit::Quarter, &[1, 1], ("Q3 2015", "Q4 2015"));
    check(&["1914", "1918"], 5, Unit::Year, &[1, 0, 0, 0, 1], ("1914", "1918"));
    check(
        &["-2999", "2227"],
        10,
        Unit::Millennium,
        &[1, 0, 0, 0, 0, 1],
        ("3000-2001 BCE", "2000-2999"),
    );
}

#[test]
fn a_few_events_far_away_do_not_flatten_the_others() {
    let mut dates = vec!["2015-08-01"; 5];
    dates.extend(["2015-08-13"; 6]);
    dates.push("2011");
    let timeline = sample::dates(&dates);
    let overview = fitted(&timeline, 76);
    assert_eq!((overview.unit, overview.bars.len(), overview.cells), (Unit::Day, 13, 5));
    assert_eq!(overview.before, Count { shown: 1, all: 1 });
    // Spread evenly, none is far away.
    let dates: Vec<String> = (1914..1934).map(|year| year.to_string()).collect();
    let timeline = sample::dates(&dates.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(fitted(&timeline, 76).bars.len(), 20);
}

#[test]
fn a_closer_look_is_around_the_selected_day() {
    let timeline = sample::dates(&["2011-01-01", "2015-08-13", "2020-12-31"]);
    let frame = |unit, date: &str| {
        let day = sample::when(date).listing_day();
        Frame::new(&timeline, Zoom::To(unit), 11, day).unwrap()
    };
    let ends = |frame: Frame| (frame.first_day(0).to_string(), frame.first_day(10).to_string());
    let text = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(ends(frame(Unit::Day, "2015-08-13")), text("2015-08-08", "2015-08-18"));
    assert_eq!(ends(frame(Unit::Day, "2011-01-02")), text("2011-01-01", "2011-01-11"));
    assert_eq!(ends(frame(Unit::Month, "2020-12-01")), text("2020-02-01", "2020-12-01"));
    assert_eq!(frame(Unit::Decade, "2015-08-13").bars, 2);
    assert_eq!(Frame::new(&sample::dates(&[""]), Zoom::Fit, 11, None), None);
    assert_eq!(Frame::new(&sample::dates(&[]), Zoom::Fit, 11, None), None);
}

#[test]
fn lines_in_sight_and_the_selected_event_are_marked() {
    let timeline = sample::dates(&["2015-08-11", "2015-08-12", "2015-08-14", "2015-08-16", ""]);
    let all = RowSet::all(timeline.len());
    let frame = Frame::new(&timeline, Zoom::Fit, 40, None).unwrap();
    let marked = |in_sight, selected| {
        let overview = overview(
            &timeline,
            Events { shown: &all, all: &all },
            &frame,
            40,
            &Marked { in_sight, selected },
        );
        (overview.window, overview.selected)
    };
    assert_eq!(marked(0..2, Some(1)), (Some(0..2), Some(1)));
    assert_eq!(marked(1..5, Some(4)), (Some(1..6), None));
    assert_eq!(marked(4..5, Some(2)), (None, Some(3)));
    assert_eq!(marked(0..0, None), (None, None));
}

#[track_caller]
fn labels(dates: [&str; 2], columns: u32, expected: &[(u32, &str)]) {
    let overview = fitted(&sample::dates(&dates), columns);
    let ticks: Vec<_> = overview.ticks.iter().map(|tick| (tick.bar, tick.words.as_str())).collect();
    assert_eq!(ticks, expected, "{dates:?}");
}

#[test]
fn the_axis_has_as_many_labels_as_have_room() {
    labels(["2015-08-01", "2015-08-13"], 76, &[(2, "3 Aug"), (9, "10 Aug")]);
    labels(["2015-08-11", "2015-08-13"], 76, &[(0, "11 Aug"), (1, "12 Aug"), (2, "13 Aug")]);
    labels(["2014-11", "2016-02-01"], 80, &[(10, "2015"), (62, "2016")]);
    labels(["2014-11", "2016-02-01"], 40, &[(2, "2015"), (14, "2016")]);
    labels(["1914", "1918"], 76, &[(0, "1914"), (12, "1915"), (24, "1916"), (36, "1917")]);
    labels(["1912", "1958"], 60, &[(8, "1920"), (18, "1930"), (28, "1940"), (38, "1950")]);
    labels(
        ["-2999", "2227"],
        60,
        &[(0, "3000 BCE"), (10, "2000 BCE"), (20, "1000 BCE"), (30, "1 BCE"), (40, "1000")],
    );
}

#[test]
fn heights_are_linear_or_logarithmic() {
    let heights = |scale| {
        [0.0, 1.0, 10.0, 100.0, 5_000.0, 10_000.0].map(|count| height(count, 10_000.0, 24, scale))
    };
    assert_eq!(heights(Scale::Linear), [0, 1, 1, 1, 12, 24]);
    assert_eq!(heights(Scale::Logarithmic), [0, 2, 6, 12, 22, 24]);
    assert_eq!(height(0.1, 4e9, 8, Scale::Linear), 1);
    assert_eq!(height(3.0, 3.0, 8, Scale::Linear), 8);
    assert_eq!(height(3.0, 3.0, 0, Scale::Linear), 0);
    assert_eq!(height(0.0, 0.0, 8, Scale::Logarithmic), 0);
}

/// What surely falls into each bar, what may, and the share of that in tenths.
#[track_caller]
fn spread(dates: &[&str], unit: Unit, expect: &[(u32, u32, i64)]) {
    let timeline = sample::dates(dates);
    let frame = Frame::new(&timeline, Zoom::To(unit), 40, None).unwrap();
    let all = &RowSet::all(timeline.len());
    let overview = overview(&timeline, Events { shown: all, all }, &frame, 40, &NOTHING);
    let tenths = |share: f64| (share * 10.0).round() as i64;
    let bars = overview.bars.iter();
    let bars: Vec<_> =
        bars.map(|bar| (bar.surely.all, bar.maybe.all, tenths(bar.share.all))).collect();
    assert_eq!(bars, expect, "{dates:?}");
}

#[test]
fn an_uncertain_date_is_spread_over_its_span() {
    spread(&["2014-01-05", "2014-02-03"], Unit::Month, &[(1, 0, 0), (1, 0, 0)]);
    spread(&["2014-01", "2014-02"], Unit::Month, &[(1, 0, 0), (1, 0, 0)]);
    spread(&["2014-01-15", "[2014-01-27..2014-02-05]"], Unit::Month, &[(1, 1, 5)]);
    spread(
        &["2014-01-01", "[2014-01-27..2014-02-05]", "2014-03-01"],
        Unit::Month,
        &[(1, 1, 5), (0, 1, 5), (1, 0, 0)],
    );
    spread(&["2014-01-15~", "2014-02-15?"], Unit::Month, &[(0, 1, 10), (0, 1, 10)]);
    spread(&["2014-01-01", "2014", "2015-01-01"], Unit::Year, &[(2, 0, 0), (1, 0, 0)]);
    spread(
        &["2014-01-01", "../2015", "2016-01-01"],
        Unit::Year,
        &[(1, 0, 0), (0, 1, 10), (1, 0, 0)],
    );
    spread(&["2014-06-01/2015-06-01", "2015-08-01"], Unit::Year, &[(1, 0, 0), (1, 0, 0)]);
}

proptest! {
    #[test]
    fn every_event_is_counted_once(
        days in prop::collection::vec(-800_000..100_000_i32, 0..60),
        undated in 0..3_usize,
        hidden in any::<u64>(),
        columns in 1..90_u32,
        unit in 0..9_usize,
        around in 0..60_u32,
    ) {
        let mut dates: Vec<String> = days.iter().map(|&day| Day(day).to_string()).collect();
        dates.extend(vec![String::new(); undated]);
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let timeline = sample::dates(&dates);
        let rows = RowSet::filtered(timeline.len(), |row| hidden >> (row % 64) & 1 == 0);
        let zoom = Unit::ALL.get(unit).map_or(Zoom::Fit, |&unit| Zoom::To(unit));
        let around = (around < timeline.len()).then(|| timeline.when(around).listing_day()).flatten();
        let Some(frame) = Frame::new(&timeline, zoom, columns, around) else {
            prop_assert!(days.is_empty());
            return Ok(());
        };
        let all = Marked { in_sight: 0..timeline.len(), selected: None };
        let events = Events { shown: &rows, all: &RowSet::all(timeline.len()) };
        let overview = overview(&timeline, events, &frame, columns, &all);
        prop_assert!(overview.bars.len() as u32 * overview.cells <= columns);
        let bars = overview.bars.iter().map(|bar| bar.surely);
        let counts = bars.chain([overview.before, overview.after, overview.undated]);
        let sum = counts.fold((0, 0), |sum, count| (sum.0 + count.shown, sum.1 + count.all));
        prop_assert_eq!(sum, (rows.count(), timeline.len()));
        if let (Zoom::To(_), Some(day)) = (zoom, around) {
            prop_assert!(frame.bar(day).is_some());
        }
        prop_assert!(overview.ticks.windows(2).all(|pair| pair[0].bar < pair[1].bar));
    }
}
