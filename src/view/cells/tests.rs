use std::borrow::Cow;

use proptest::prelude::*;

use super::*;
use crate::{
    model::{ActorId, Draft, day::Day, when::Mark},
    view::{
        Unit,
        lanes::By,
        overview::{Extent, Frame, Zoom},
        sample,
    },
};

/// A letter for a sign, as ASCII terminals draw it.
fn letter(sign: Sign) -> char {
    match sign {
        Sign::Events(Many::One) => '*',
        Sign::Events(Many::Few(count)) => char::from(b'0' + count),
        Sign::Events(Many::Tens) => ':',
        Sign::Events(Many::Hundreds) => '+',
        Sign::Events(Many::Thousands) => 'X',
        Sign::Events(Many::More) => '#',
        Sign::Lasted => '=',
        Sign::Maybe => '%',
        Sign::About => '~',
        Sign::Doubt => '?',
        Sign::Began => '<',
        Sign::GoesOn => '>',
    }
}

fn frame(unit: Unit, first: &str, bars: u32) -> Frame {
    let day = sample::when(first).earliest_start();
    Frame { unit, first: unit.number(day), bars }
}

/// The strip of some dates: "cells before after undated".
#[track_caller]
fn check(unit: Unit, first: &str, (bars, width): (u32, u32), dates: &[&str], expect: &str) {
    let grid = Grid { frame: frame(unit, first, bars), width };
    let mut strip = Strip::new(&grid);
    for date in dates {
        strip.add(&grid, &sample::when(date), 1);
    }
    let cells: String = strip.cells.iter().map(|cell| cell.sign().map_or('.', letter)).collect();
    let Strip { before, after, undated, .. } = strip;
    assert_eq!(format!("{cells} {before} {after} {undated}"), expect, "{dates:?}");
}

#[test]
fn a_sign_says_how_sure_a_date_is() {
    let year = |dates: &[&str], expect: &str| check(Unit::Month, "2015", (12, 1), dates, expect);
    year(&["2015-02-03"], ".*.......... 0 0 0");
    year(&["2015-02"], ".*.......... 0 0 0");
    year(&["2015-02-03", "2015-02"], ".2.......... 0 0 0");
    year(&["2015-02-03~"], ".~.......... 0 0 0");
    year(&["2015-02?"], ".?.......... 0 0 0");
    year(&["2015"], "%%%%%%%%%%%% 0 0 0");
    year(&["2015~"], "~%%%%%%%%%%~ 0 0 0");
    year(&["[2015-02-20..2015-04-03]"], ".%%%........ 0 0 0");
    year(&["[2015-02-20..2015-02-23]"], ".*.......... 0 0 0");
    year(&["2015-02-20/2015-02-23"], ".*.......... 0 0 0");
    year(&["2015-02-20/2015-05-23"], ".====....... 0 0 0");
    year(&["2015-02/2015-05"], ".====....... 0 0 0");
    year(&["2015-02~/2015-05~"], ".~%%~....... 0 0 0");
    year(&["2015/2016"], "%%%%%%%%%%%> 0 0 0");
    year(&["2014/2016"], "<==========> 0 0 0");
    year(&["2015-10/.."], ".........==> 0 0 0");
    year(&["../2015-03"], "<==......... 0 0 0");
    year(&["2015-10/"], ".........*?. 0 0 0");
    year(&["/2015-03"], ".?*......... 0 0 0");
    year(&["[..2015-03-04]"], ".?%......... 0 0 0");
    year(&["[2015-03-04..]"], "..%?........ 0 0 0");
    year(&["{2015-02-03,2015-05-01}"], ".%..%....... 0 0 0");
    year(&["2014-12-31", "2016-01-01", "", "2011/2013"], "............ 2 1 1");
    year(&["2015-12/"], "...........* 0 0 0");
    year(&["2014/"], "............ 1 0 0");
}

#[test]
fn of_several_in_a_cell_the_strongest_is_seen() {
    let year = |dates: &[&str], expect: &str| check(Unit::Month, "2015", (12, 1), dates, expect);
    year(&["2015-01/2015-06", "2015-03-03"], "==*===...... 0 0 0");
    year(&["2015", "2015-03/2015-05"], "%%===%%%%%%% 0 0 0");
    year(&["2015-03", "2015-03~"], "..*......... 0 0 0");
    let many = |count: usize| vec!["2015-03-03"; count];
    for (count, sign) in [(9, '9'), (10, ':'), (99, ':'), (100, '+'), (1_000, 'X'), (10_000, '#')] {
        year(&many(count), &format!("..{sign}......... 0 0 0"));
    }
}

#[test]
fn days_stand_proportionally_in_a_unit() {
    let wide = |dates: &[&str], expect: &str| check(Unit::Month, "2015-01", (2, 4), dates, expect);
    wide(&["2015-01-01"], "*....... 0 0 0");
    wide(&["2015-01-08"], "*....... 0 0 0");
    wide(&["2015-01-09"], ".*...... 0 0 0");
    wide(&["2015-01-31"], "...*.... 0 0 0");
    wide(&["2015-02-28"], ".......* 0 0 0");
    wide(&["2015-02"], "....%%%% 0 0 0");
    wide(&["2015-01-31/2015-02-01"], "...==... 0 0 0");
    // A day that is several cells wide begins in the first.
    let days = |dates: &[&str], expect: &str| check(Unit::Day, "2015-01-01", (3, 3), dates, expect);
    days(&["2015-01-02"], "...*..... 0 0 0");
    days(&["2015-01-01/2015-01-03"], "=======.. 0 0 0");
    days(&["2015-01"], "%%%%%%%%> 0 0 0");
}

#[test]
fn the_scale_is_said_in_words() {
    let words = |unit, width| Grid { frame: frame(unit, "2015", 2), width }.words();
    assert_eq!(words(Unit::Month, 1), "a column is a month");
    assert_eq!(words(Unit::Year, 3), "a year is 3 columns");
}

#[test]
fn names_of_eras_stand_in_or_beside_them() {
    let timeline = sample::timeline(|shard| {
        for (when, title) in [
            ("1900/1908", "The long truce"),
            ("1901", "A comet"),
            ("1908/1912", "The war that had no end"),
            ("1911/1919", "Exile"),
            ("1912/1919", "Hunger"),
            ("1913/1919", "Unrest"),
            ("1914/1919", "Flood"),
            ("1925", "Later"),
        ] {
            shard.push(&Draft { id: title, when: sample::when(when), title, ..Draft::default() });
        }
    });
    let grid = Grid { frame: frame(Unit::Year, "1900", 20), width: 3 };
    let band = Band::new(&timeline, &RowSet::all(timeline.len()), &grid);
    let words = |era: &Era| format!("{}-{} {:?} {}", era.first, era.last, era.label, era.name);
    let lines: Vec<Vec<_>> =
        band.lines.iter().map(|line| line.iter().map(words).collect()).collect();
    assert_eq!(
        lines,
        [
            vec!["0-26 2..16 The long truce", "33-59 35..40 Exile"],
            vec!["3-5 7..14 A comet", "36-59 38..44 Hunger"],
            vec!["24-38 0..23 The war that had no end", "42-59 44..49 Flood"],
        ]
    );
    assert_eq!(band.more, 1);
    let timeline = sample::dates(&["1918/1919"]);
    let band = Band::new(&timeline, &RowSet::all(1), &Grid { width: 1, ..grid });
    assert_eq!(words(&band.lines[0][0]), "18-19 8..17 1918/1919");
}

#[test]
fn an_answer_is_the_same_from_lists_and_sets() {
    let dates: Vec<String> = (0..400).map(|day| Day(day * 3).to_string()).collect();
    let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
    let store = Store::new(sample::timeline(|shard| {
        let actors = [sample::actors(shard, "initiator:A"), sample::actors(shard, "initiator:B")];
        for (number, date) in dates.iter().enumerate() {
            shard.push(&Draft {
                id: date,
                when: sample::when(date),
                actors: &actors[usize::from(number % 50 == 0)],
                ..Draft::default()
            });
        }
    }));
    let shown = RowSet::filtered(400, |row| row % 3 != 1);
    let sets = Sets::new(&store, &shown, By::Actor);
    for number in [0, 1] {
        let rows = Rows::of(&store, &sets, Key::Actor(ActorId(number)));
        let of_set = Rows::Set(Cow::Owned(rows.set(&shown)));
        let tell = |rows: &Rows<'_>| {
            let mut told = Vec::new();
            each_date(&store, rows, &shown, |when, events| told.push((when.edtf(), events)));
            told
        };
        assert_eq!(tell(&rows), tell(&of_set));
        assert!(!tell(&rows).is_empty());
    }
}

proptest! {
    #[test]
    fn every_event_is_seen_and_no_cell_says_more_than_its_filter(
        starts in prop::collection::vec((-3_000..3_000_i32, 0..900_i32, 0..6_u8), 0..40),
        unit in 0..6_usize,
        columns in 1..90_u32,
    ) {
        let texts: Vec<String> = starts.iter().map(|&(start, length, shape)| {
            let (first, last) = (Day(start), Day(start + length));
            match shape {
                0 => first.to_string(),
                1 => first.to_string()[..7].to_owned(),
                2 => first.to_string()[..4].to_owned(),
                3 => format!("{first}/{last}"),
                4 => format!("[{first}..{last}]"),
                _ => format!("{first}~"),
            }
        }).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let timeline = sample::dates(&texts);
        let Some(extent) = Extent::of_all(&timeline) else { return Ok(()) };
        let zoom = Unit::ALL.get(unit).map_or(Zoom::Fit, |&unit| Zoom::To(unit));
        let grid = Grid::new(Frame::of(extent, zoom, columns, None), columns);
        prop_assert!(grid.cells() <= columns);
        for (when, rows) in timeline.moments() {
            let events = rows.len() as u32;
            let mut strip = Strip::new(&grid);
            strip.add(&grid, when, events);
            let signs = (0..).zip(&strip.cells).filter_map(|(cell, it)| Some((cell, it.sign()?)));
            let signs: Vec<(u32, Sign)> = signs.collect();
            let outside = strip.before + strip.after;
            prop_assert_eq!(outside == events, signs.is_empty(), "{}", when.edtf());
            for (cell, sign) in signs {
                let Some(days) = grid.days(cell) else { continue };
                prop_assert!(when.may_touch(days), "{} in {cell}", when.edtf());
                if sign == Sign::Lasted {
                    prop_assert!(when.must_touch(days), "{} in {cell}", when.edtf());
                }
                if sign == Sign::Maybe {
                    prop_assert!(!when.must_touch(days), "{} in {cell}", when.edtf());
                }
                if let Sign::Events(_) = sign {
                    prop_assert_eq!(when.mark(), Mark::Sure);
                    prop_assert!(days.first <= when.earliest_start() && when.latest_end() <= days.last);
                }
            }
        }
        // The cells share the days among them.
        let days = (0..grid.cells()).filter_map(|cell| grid.days(cell));
        let mut next = grid.first();
        for period in days {
            prop_assert_eq!(period.first, next);
            for day in [period.first, period.last] {
                let cell = grid.cell(day);
                prop_assert_eq!(grid.days(cell), Some(period));
            }
            next = period.last.plus_days(1);
        }
        prop_assert_eq!(next, grid.last().plus_days(1));
    }
}
