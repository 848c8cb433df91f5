use super::*;
use crate::view::sample;

/// What happened at the same time as the first of some dates: "date how", closest first.
#[track_caller]
fn check(dates: &[&str], expect: &[&str]) {
    let timeline = sample::dates(dates);
    let shown = RowSet::all(timeline.len());
    let own = timeline.find_event(dates[0]).unwrap();
    let found = Meanwhile::new(&timeline, &shown, own);
    let lines = found.lines(&timeline, &shown, 0, usize::MAX);
    let words: Vec<_> =
        lines.iter().map(|line| format!("{} {}", line.title, line.how.words())).collect();
    assert_eq!(words, expect, "{dates:?}");
    assert_eq!(found.events as usize, lines.len());
    for (number, line) in (0..).zip(&lines) {
        assert_eq!(found.row(&shown, number), Some(line.row));
    }
    assert_eq!(found.row(&shown, found.events), None);
}

#[test]
fn dates_that_overlap_are_listed_closest_first() {
    check(&["2015-08-13"], &[]);
    check(&["2015-08-13", "2015-08-12", "2015-08-14"], &[]);
    check(
        &["2015-08-13", "2011/..", "2015-08", "2015-08-10/2015-08-15", "2015-08-13T18:00", "2015"],
        &[
            "2015-08-13T18:00 the same day",
            "2015-08-10/2015-08-15 lasted",
            "2011/.. lasted",
            "2015-08 may overlap",
            "2015 may overlap",
        ],
    );
    check(
        &["2015-08-10/2015-08-15", "2015-08-12", "2015-08", "2015-08-14/2015-09-01", "2015-08-16"],
        &["2015-08-12 during it", "2015-08-14/2015-09-01 overlaps", "2015-08 may overlap"],
    );
    check(
        &["2015-08", "2015-08-13~", "2015-08-20"],
        &["2015-08-13~ may overlap", "2015-08-20 may overlap"],
    );
    check(&["2015-08-13~", "2015-08-13"], &["2015-08-13 may overlap"]);
    check(&["../2011", "2010", "/2009", "2012"], &["/2009 during it", "2010 during it"]);
    check(&["", "2015"], &[]);
}

#[test]
fn what_is_hidden_is_not_listed() {
    let timeline = sample::dates(&["2015-08-13", "2015-08-13T09:00", "2015-08-13T10:00"]);
    let shown = RowSet::of(3, [0, 2]);
    let found = Meanwhile::new(&timeline, &shown, 0);
    assert_eq!((found.events, found.row(&shown, 0), found.row(&shown, 1)), (1, Some(2), None));
}
