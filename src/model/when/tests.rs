//! The laws of dates, over generated EDTF.

use proptest::prelude::*;

use super::*;

#[test]
fn a_when_is_small() {
    assert!(size_of::<When>() <= 48, "{}", size_of::<When>());
}

/// A date of EDTF, of any kind but sets.
fn unit() -> BoxedStrategy<String> {
    let year = prop_oneof![
        4 => (2010..2020).prop_map(|year| format!("{year}")),
        1 => (0..9999).prop_map(|year| format!("{year:04}")),
        1 => (1..9999).prop_map(|year| format!("-{year:04}")),
    ];
    let day = prop_oneof![
        4 => (1..=12, 1..=28).prop_map(|(month, day)| format!("-{month:02}-{day:02}")),
        2 => (1..=12).prop_map(|month| format!("-{month:02}")),
        1 => (21..=41).prop_map(|season| format!("-{season}")),
        1 => Just("-XX".to_owned()),
        1 => Just("-02-1X".to_owned()),
        1 => Just("-XX-25".to_owned()),
        2 => Just(String::new()),
    ];
    prop_oneof![
        8 => (year, day).prop_map(|(year, day)| year + &day),
        1 => "(20|15|00)[0-9]X",
        1 => "(20|15|00)XX|1XXX|156X-12-25|XXXX-12-25|-01XX|-015X|-0XXX",
        1 => "Y-?1700000[0-9]{0,3}|Y17E[78]|19[0-9]0S[123]",
    ]
    .boxed()
}

fn marked_unit() -> BoxedStrategy<String> {
    (unit(), "[~?%]?").prop_map(|(unit, mark)| unit + &mark).boxed()
}

/// A text that reads as a date, or now and then does not.
fn edtf() -> BoxedStrategy<String> {
    prop_oneof![
        6 => marked_unit(),
        2 => (unit(), "T[01][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|\\+05|-03:30)?[~?%]?")
            .prop_map(|(unit, time)| unit + &time),
        4 => (marked_unit(), marked_unit()).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => marked_unit().prop_map(|unit| format!("{unit}/..")),
        1 => marked_unit().prop_map(|unit| format!("{unit}/")),
        1 => marked_unit().prop_map(|unit| format!("../{unit}")),
        1 => marked_unit().prop_map(|unit| format!("/{unit}")),
        2 => (unit(), unit()).prop_map(|(first, last)| format!("[{first}..{last}]")),
        1 => (marked_unit(), unit()).prop_map(|(one, two)| format!("[{one},{two}..]")),
        1 => (marked_unit(), unit()).prop_map(|(one, two)| format!("{{..{one}, {two}}}")),
    ]
    .boxed()
}

fn when() -> impl Strategy<Value = When> {
    edtf().prop_filter_map("not EDTF", |text| When::parse(&text).ok())
}

fn period() -> impl Strategy<Value = Period> {
    let open = (prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    (14_500..18_500i32, 0..800i32, open).prop_map(|(first, length, (no_first, no_last))| Period {
        first: if no_first { Day::PAST } else { Day(first) },
        last: if no_last { Day::FUTURE } else { Day(first + length) },
    })
}

proptest! {
    #[test]
    fn printing_and_reading_gives_the_same(when in when()) {
        let text = when.edtf();
        prop_assert_eq!(&When::parse(&text).unwrap(), &when);
        prop_assert_eq!(When::parse(&text).unwrap().edtf(), text);
    }

    #[test]
    fn bounds_are_in_order(when in when()) {
        prop_assert!(when.s_min <= when.s_max && when.e_min <= when.e_max);
        prop_assert!(when.s_min <= when.e_min && when.s_max <= when.e_max);
    }

    #[test]
    fn what_must_touch_may_touch(when in when(), period in period()) {
        prop_assert!(!when.must_touch(period) || when.may_touch(period));
    }

    #[test]
    fn a_dated_event_lies_before_in_or_after_a_period(when in when(), period in period()) {
        let may = |period: Option<Period>| period.is_some_and(|period| when.may_touch(period));
        prop_assert_eq!(
            may(period.before()) || when.may_touch(period) || may(period.after()),
            !when.is_undated()
        );
        prop_assert!(when.is_undated() || when.may_touch(Period::ALWAYS));
    }

    #[test]
    fn every_date_touches_its_own_period(when in when()) {
        let own = Period::of(&when);
        prop_assert_eq!(own.is_none(), when.is_undated());
        prop_assert!(own.is_none_or(|own| when.may_touch(own)));
    }

    #[test]
    fn rows_under_one_heading_are_neighbours(mut whens in prop::collection::vec(when(), 2..40)) {
        whens.sort_by_key(When::key);
        let mut headings: Vec<_> = whens.iter().map(When::heading).collect();
        prop_assert!(headings.is_sorted());
        headings.dedup();
        let runs = headings.len();
        headings.sort_by_key(|heading| format!("{heading:?}"));
        headings.dedup();
        prop_assert_eq!(headings.len(), runs, "a heading comes twice");
    }

    #[test]
    fn the_listing_day_never_falls(mut whens in prop::collection::vec(when(), 2..40)) {
        whens.sort_by_key(When::key);
        let days = whens.iter().map(|when| when.listing_day().unwrap_or(Day::FUTURE));
        prop_assert!(days.is_sorted());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,20}|[-0-9X/.~?%YTSE\\[\\]{},:]{0,16}") {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(When::parse(&when.edtf()).unwrap(), when);
        }
    }
}
