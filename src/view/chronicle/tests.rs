use proptest::prelude::*;

use super::*;
use crate::{
    base::rows::RowSet,
    model::{Draft, Fatalities, Kind, PlaceDraft, Quad, Scope},
    view::{Unit, sample},
};

/// The listing of these rows with its headings above.
fn listing<'a>(timeline: &'a Timeline, rows: &'a RowSet) -> Listing<'a> {
    Listing { timeline, rows, scope: Scope::Sure, headings: Headings::Above }
}

/// The lines as text.
fn drawn(timeline: &Timeline, rows: &RowSet, top: Anchor, height: usize) -> Vec<String> {
    lines(&listing(timeline, rows), top, height)
        .into_iter()
        .map(|line| match line {
            Line::Gap { words, .. } => format!("  {words}"),
            Line::Heading(heading) => format!("{} ({})", heading.words, heading.events),
            Line::Event(event) => {
                format!("    {} {} {}", event.sign, event.title, event.when).trim_end().to_owned()
            }
            Line::End => "end".to_owned(),
        })
        .collect()
}

fn whole(timeline: &Timeline, rows: &RowSet) -> Vec<String> {
    drawn(timeline, rows, Anchor::TOP, usize::MAX)
}

const DATES: [&str; 8] = [
    "2011~/..",
    "2015-08",
    "[2015-08-01..2015-08-10]",
    "2015-08-11",
    "2015-08-11T18:00",
    "2015-08-12",
    "2015-08-25/2015-09-02",
    "",
];

#[test]
fn events_stand_under_headings_with_the_quiet_stretches_between() {
    let timeline = sample::dates(&DATES);
    let all = RowSet::all(timeline.len());
    assert_eq!(
        whole(&timeline, &all),
        [
            "2011 (1)",
            "    ~ 2011~/.. ongoing",
            "  at least 3 years later",
            "Aug 2015 (2)",
            "    - 2015-08",
            "    - [2015-08-01..2015-08-10] 1-10",
            "Tue 11 Aug 2015 (2)",
            "    * 2015-08-11",
            "    * 2015-08-11T18:00 18:00",
            "Wed 12 Aug 2015 (1)",
            "    * 2015-08-12",
            "  13 days later",
            "Tue 25 Aug 2015 (1)",
            "    = 2015-08-25/2015-09-02 to 2 Sep",
            "1 undated (1)",
            "    X",
            "end",
        ]
    );
}

#[test]
fn no_heading_and_no_stretch_says_more_than_is_known() {
    let timeline = sample::dates(&[
        "1453-05-29",
        "../1700",
        "1702-08-15",
        "[1990-01-01..1990-12-31]",
        "1990-01-05",
        "[2014-01-20..2014-02-10]",
        "[2014-03-05..]",
        "2016-03-05",
        "../2016-05-01",
    ]);
    assert_eq!(
        whole(&timeline, &RowSet::all(timeline.len())),
        [
            "29 May 1453 (1)",
            "    * 1453-05-29",
            "by 1700 (1)",
            "    = ../1700 until 1700",
            "  at least 19 months later",
            "Tue 15 Aug 1702 (1)",
            "    * 1702-08-15",
            "  at least 287 years later",
            "1990 (1)",
            "    - [1990-01-01..1990-12-31]",
            "Fri 5 Jan 1990 (1)",
            "    * 1990-01-05",
            "  at least 23 years later",
            "Jan-Feb 2014 (1)",
            "    - [2014-01-20..2014-02-10] 20 Jan-10 Feb",
            "  at least 5 days later",
            "Wed 5 Mar 2014 or later (1)",
            "    > [2014-03-05..] or later",
            "Sat 5 Mar 2016 (1)",
            "    * 2016-03-05",
            "by Sun 1 May 2016 (1)",
            "    = ../2016-05-01 until",
            "end",
        ]
    );
}

#[test]
fn an_appeal_has_no_colour_and_a_rejection_has() {
    let quad = |kind, scheme, code| {
        let timeline = sample::timeline(|shard| {
            shard.push(&Draft { kind, scheme, code, ..Draft::default() });
        });
        EventLine::new(timeline.event(0), Scope::Sure).quad
    };
    for code in ["020", "0211", "100", ""] {
        assert_eq!(quad(Kind::Request, "CAMEO", code), None, "{code}");
    }
    assert_eq!(quad(Kind::Reject, "CAMEO", "120"), Some(Quad::VerbalConflict));
    assert_eq!(quad(Kind::Statement, "CAMEO", "010"), Some(Quad::VerbalCooperation));
    assert_eq!(quad(Kind::Statement, "", ""), None);
}

#[test]
fn a_filter_changes_headings_and_stretches() {
    let timeline = sample::dates(&DATES);
    let some = RowSet::of(timeline.len(), [0, 4, 6]);
    assert_eq!(
        whole(&timeline, &some),
        [
            "2011 (1)",
            "    ~ 2011~/.. ongoing",
            "  at least 3 years later",
            "Tue 11 Aug 2015 (1)",
            "    * 2015-08-11T18:00 18:00",
            "  14 days later",
            "Tue 25 Aug 2015 (1)",
            "    = 2015-08-25/2015-09-02 to 2 Sep",
            "end",
        ]
    );
    assert_eq!(whole(&timeline, &RowSet::none(timeline.len())), ["end"]);
}

#[test]
fn the_heading_above_the_window_is_told() {
    let timeline = sample::dates(&DATES);
    let all = RowSet::all(timeline.len());
    let above =
        |anchor| heading_above(&listing(&timeline, &all), anchor).map(|heading| heading.words);
    assert_eq!(above(Anchor::event(4)).as_deref(), Some("Tue 11 Aug 2015"));
    assert_eq!(above(Anchor::event(3)), None);
    assert_eq!(above(Anchor { row: 3, part: Part::Heading }), None);
    assert_eq!(above(Anchor::end(&timeline)), None);
}

/// Who and whom of an event with these actors.
#[track_caller]
fn parties(actors: &str, expected: (&str, &str)) {
    let timeline = sample::timeline(|shard| {
        let actors = sample::actors(shard, actors);
        shard.push(&Draft { actors: &actors, ..Draft::default() });
    });
    let line = EventLine::new(timeline.event(0), Scope::Sure);
    assert_eq!((line.who.as_str(), line.whom.as_str()), expected);
}

#[test]
fn an_arrow_is_only_there_where_the_source_gives_a_direction() {
    parties("", ("", ""));
    parties("initiator:A recipient:B", ("A", "B"));
    parties("recipient:B initiator:A", ("A", "B"));
    parties("initiator:A victim:B recipient:C", ("A", "B & C"));
    parties("participant:A participant:B", ("A & B", ""));
    parties("participant:A host:B participant:C", ("A, B & C", ""));
    parties("participant:A participant:A", ("A", ""));
    parties("initiator:A subject:B", ("A", ""));
    parties("initiator:A participant:B", ("A & B", ""));
    parties("side_a:A side_b:B", ("A & B", ""));
    parties("recipient:A subject:B", ("A", ""));
    parties("subject:A subject:B", ("A & B", ""));
    parties("side_a:A side_a:B side_b:C side_b:D", ("A, B + 2", ""));
}

#[test]
fn an_event_without_a_title_shows_what_else_is_known() {
    let timeline = sample::timeline(|shard| {
        shard.push(&Draft {
            kind: Kind::Assault,
            label: "Armed clash",
            place: Some(PlaceDraft { name: "Mexico\u{7}City", ..PlaceDraft::default() }),
            fatalities: Some(Fatalities { best: Some(9), ..Fatalities::default() }),
            ..Draft::default()
        });
        shard.push(&Draft { label: "Armed clash", ..Draft::default() });
    });
    let line = EventLine::new(timeline.event(0), Scope::Sure);
    assert_eq!((&*line.kind_words, &*line.title), ("assault", "9 killed, Mexico␇City"));
    assert_eq!(EventLine::new(timeline.event(1), Scope::Sure).kind_words, "Armed clash");
}

fn land_on(date: &str, rows: &[Row], expected: (Row, &str)) {
    let timeline = sample::dates(&DATES);
    let rows = RowSet::of(timeline.len(), rows.iter().copied());
    let landing = land(&timeline, &rows, &sample::when(date)).unwrap();
    assert_eq!((landing.row, landing.words.as_str()), expected, "{date}");
}

#[test]
fn going_to_a_date_leads_to_it_or_to_the_nearest() {
    let all: Vec<Row> = (0..8).collect();
    land_on("2015-08-11", &all, (3, "Tue 11 Aug 2015"));
    land_on("2015-08", &all, (1, "Aug 2015"));
    land_on("2015-08", &[4, 6], (4, "Tue 11 Aug 2015"));
    land_on("2015", &all, (1, "Aug 2015"));
    land_on("2011", &all, (0, "2011"));
    land_on("2015-08-15", &all, (5, "nothing then: 3 days earlier, Wed 12 Aug 2015"));
    land_on("2015-08-13", &all, (5, "nothing then: 1 day earlier, Wed 12 Aug 2015"));
    land_on("2015-08-24", &all, (6, "nothing then: 1 day later, Tue 25 Aug 2015"));
    land_on("1914", &all, (0, "nothing then: 96 years later, 2011"));
    land_on("2020", &all, (6, "nothing then: 4 years earlier, Tue 25 Aug 2015"));
    land_on("2020", &[7], (7, "nothing then: undated"));
    land_on("", &all, (7, "undated"));
    land_on("", &[0], (0, "nothing undated: the last event"));
    let timeline = sample::dates(&DATES);
    assert_eq!(land(&timeline, &RowSet::none(8), &sample::when("2015")), None);
}

#[test]
fn periods_with_events_follow_each_other() {
    let timeline = sample::dates(&DATES);
    let all = RowSet::all(8);
    let next = |row, unit| next_period(&timeline, &all, row, unit);
    let previous = |row, unit| previous_period(&timeline, &all, row, unit);
    assert_eq!((next(0, Unit::Month), next(1, Unit::Month)), (Some(1), Some(7)));
    assert_eq!((next(1, Unit::Week), next(3, Unit::Week)), (Some(3), Some(6)));
    assert_eq!(next(7, Unit::Week), None);
    assert_eq!((previous(7, Unit::Month), previous(4, Unit::Month)), (Some(1), Some(0)));
    assert_eq!((previous(6, Unit::Week), previous(5, Unit::Week)), (Some(3), Some(1)));
    assert_eq!(previous(0, Unit::Year), None);
    assert_eq!(next(0, Unit::Millennium), Some(7));
}

#[test]
fn a_hidden_row_gives_way_to_the_nearest_in_time() {
    let timeline = sample::dates(&DATES);
    let near = |row, rows: &[Row]| nearest(&timeline, &RowSet::of(8, rows.iter().copied()), row);
    assert_eq!(near(5, &[4, 6]), Some(4));
    assert_eq!(near(5, &[5]), Some(5));
    assert_eq!(near(5, &[0, 6]), Some(6));
    assert_eq!(near(7, &[0, 6]), Some(6));
    assert_eq!(near(6, &[0, 7]), Some(0));
    assert_eq!(near(6, &[]), None);
}

/// Dates close enough to share headings, among them coarse and missing ones.
fn any_dates() -> impl Strategy<Value = Vec<String>> {
    let day = (1..=3_u8, 1..=28_u8).prop_map(|(month, day)| format!("2015-{month:02}-{day:02}"));
    let month = (1..=3_u8).prop_map(|month| format!("2015-{month:02}"));
    let other = prop::sample::select(vec![
        "",
        "2014",
        "201X",
        "../2015-01-05",
        "2015-01-03/..",
        "../2015",
        "[2015-01-20..2015-02-10]",
        "[2015-01-03..]",
        "[2014-01-01..2014-12-31]",
    ]);
    let date = prop_oneof![6 => day, 1 => month, 1 => other.prop_map(str::to_owned)];
    prop::collection::vec(date, 1..40)
}

proptest! {
    #[test]
    fn a_window_is_a_part_of_the_whole_listing(
        dates in any_dates(),
        hidden in any::<u64>(),
        top in 0..40_u32,
        part in 0..4_usize,
        height in 1..12_usize,
        beside in any::<bool>(),
    ) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let timeline = sample::dates(&dates);
        let rows = RowSet::filtered(timeline.len(), |row| hidden >> (row % 64) & 1 == 0);
        let headings = if beside { Headings::Beside } else { Headings::Above };
        let listing = Listing { timeline: &timeline, rows: &rows, scope: Scope::Sure, headings };
        let whole = lines(&listing, Anchor::TOP, usize::MAX);

        // Each shown row stands there once and in order; headings rise and count what they hold.
        let shown: Vec<Row> = whole.iter().filter_map(|line| match line {
            Line::Event(event) => Some(event.row),
            _ => None,
        }).collect();
        prop_assert_eq!(&shown, &rows.iter().collect::<Vec<_>>());
        let headings: Vec<&HeadingLine> = whole.iter().filter_map(|line| match line {
            Line::Heading(heading) => Some(heading),
            _ => None,
        }).collect();
        prop_assert!(headings.windows(2).all(|pair| pair[0].heading < pair[1].heading));
        let counted = if beside { 0 } else { rows.count() };
        prop_assert_eq!(headings.iter().map(|heading| heading.events).sum::<u32>(), counted);
        prop_assert_eq!(whole.last(), Some(&Line::End));

        // Anchors name the lines in order, and lead down and up again.
        let part = [Part::Gap, Part::Heading, Part::Event, Part::End][part];
        let top = Anchor { row: top.min(timeline.len()), part };
        let settled = top.settled(&listing);
        let mut at = Anchor::TOP.settled(&listing);
        let mut index = None;
        for number in 0..whole.len() {
            if at == settled {
                index = Some(number);
            }
            if let Some(next) = at.next(&listing) {
                prop_assert!(next > at);
                prop_assert_eq!(next.previous(&listing), Some(at));
                at = next;
            }
        }
        let index = index.expect("a settled anchor is a line");
        let end = (index + height).min(whole.len());
        let rows_of = |lines: &[Line<'_>]| lines.iter().map(Line::row).collect::<Vec<_>>();
        prop_assert_eq!(rows_of(&lines(&listing, top, height)), rows_of(&whole[index..end]));
    }

    #[test]
    fn the_selected_row_is_always_in_sight(
        dates in any_dates(),
        top in 0..40_u32,
        selected in 0..40_u32,
        height in 1..12_usize,
        context in 0..4_usize,
    ) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let timeline = sample::dates(&dates);
        let rows = RowSet::all(timeline.len());
        let selected = selected % timeline.len();
        let window = Window { listing: listing(&timeline, &rows), height, context };
        let top = Anchor::event(top).scrolled_to(selected, &window);
        let shown = lines(&listing(&timeline, &rows), top, height);
        let at = shown.iter().position(|line| matches!(line, Line::Event(event) if event.row == selected));
        let at = at.expect("the selected row is shown");
        let context = context.min((height - 1) / 2);
        let first = Anchor::TOP.settled(&listing(&timeline, &rows));
        prop_assert!(at >= context || top == first || shown.last() == Some(&Line::End));
        prop_assert!(at + context < height || shown.last() == Some(&Line::End));
        // No room is wasted after the end.
        prop_assert!(shown.len() == height || top == first);
        prop_assert_eq!(top.scrolled_to(selected, &window), top);
    }

    #[test]
    fn steps_lead_back(dates in any_dates(), row in 0..40_u32, lines in 0..9_u32) {
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let timeline = sample::dates(&dates);
        let rows = RowSet::all(timeline.len());
        let row = row % timeline.len();
        let below = down(&rows, row, lines);
        prop_assert_eq!(below, (row + lines).min(timeline.len() - 1));
        prop_assert_eq!(up(&rows, below, below - row), row);
        if let Some(next) = next_heading(&timeline, &rows, row) {
            prop_assert!(timeline.when(next).heading() > timeline.when(row).heading());
            let start = rows.next_from(under_heading(&timeline, row).start);
            prop_assert_eq!(previous_heading(&timeline, &rows, next), start);
        }
        for unit in Unit::ALL {
            if let Some(next) = next_period(&timeline, &rows, row, unit) {
                prop_assert!(next > row);
                let back = previous_period(&timeline, &rows, next, unit).unwrap();
                prop_assert!(back <= row);
            }
        }
    }
}

#[test]
fn a_quiet_stretch_begins_where_what_went_on_ends() {
    let gaps = |dates: &[&str]| -> Vec<String> {
        let timeline = sample::dates(dates);
        let rows = RowSet::all(timeline.len());
        let lines = lines(&listing(&timeline, &rows), Anchor::TOP, usize::MAX);
        let words = lines.into_iter().filter_map(|line| match line {
            Line::Gap { words, .. } => Some(words),
            _ => None,
        });
        words.collect()
    };
    assert_eq!(gaps(&["2015-08-01/2015-08-20", "2015-09-10"]), ["at least 21 days later"]);
    assert_eq!(gaps(&["2015-07-30/2015-09-02", "2015-09-03"]), [""; 0]);
    assert_eq!(gaps(&["2015-07-30/..", "2015-08-13"]), ["14 days later"]);
}
