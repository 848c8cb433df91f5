//! The quiet stretches between headings, in words.

use crate::{
    model::{day::Day, when::Heading},
    view::shown,
};

/// "12 days later", "at least 3 months later": the time from the last day of a heading to the
/// first day of the next. `None` if that is the next day or before, or where one of the two has no
/// such day. `lasted` is the last day of what began under the first heading and went on beyond it.
///
/// Between two days the number is exact, rounded down to whole months or years. Otherwise it is
/// the least that the headings leave room for.
pub(super) fn words(before: Heading, lasted: Option<Day>, after: Heading) -> Option<String> {
    if matches!(after, Heading::By(..)) {
        // It may have happened at any time before.
        return None;
    }
    let (last, first) = (before.last_day()?, after.first_day()?);
    let beyond = lasted.filter(|&day| day > last);
    let length = length(beyond.unwrap_or(last), first)?;
    Some(match (before, after) {
        (Heading::Day(_), Heading::Day(_)) if beyond.is_none() => format!("{length} later"),
        _ => format!("at least {length} later"),
    })
}

/// The distance of two days in days up to two months, in months up to two years, else in years.
/// None unless the second day is at least two days after the first.
pub(super) fn length(first: Day, last: Day) -> Option<String> {
    let days =
        u32::try_from(i64::from(last.0) - i64::from(first.0)).ok().filter(|&days| days > 1)?;
    let months = whole_months(first, last);
    Some(match (days, months) {
        (..60, _) | (_, ..2) => shown::counted(days, "day"),
        (_, ..24) => shown::counted(months, "month"),
        _ => shown::counted(months / 12, "year"),
    })
}

fn whole_months(first: Day, last: Day) -> u32 {
    let (from, to) = (first.date(), last.date());
    let months = (i64::from(to.0) - i64::from(from.0)) * 12 + i64::from(to.1) - i64::from(from.1);
    let begun = i64::from(to.2 < from.2);
    u32::try_from(months - begun).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::When;

    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let heading = |date: &str| When::parse(date).unwrap().heading();
        assert_eq!(words(heading(before), None, heading(after)).unwrap_or_default(), expected);
    }

    #[test]
    fn quiet_stretches_are_written_out() {
        check("2015-08-13", "2015-08-14", "");
        check("2015-08-13", "2015-08-15", "2 days later");
        check("2015-08-13", "2015-08-25", "12 days later");
        check("2015-06-30", "2015-08-28", "59 days later");
        check("2015-06-30", "2015-08-30", "2 months later");
        check("2015-06-30", "2015-09-29", "2 months later");
        check("2015-01-31", "2016-01-30", "11 months later");
        check("2015-01-31", "2017-01-30", "23 months later");
        check("2015-01-31", "2017-01-31", "2 years later");
        check("-3000-01-01", "2227-01-01", "5,227 years later");
    }

    #[test]
    fn what_is_not_known_to_the_day_is_not_counted_to_the_day() {
        check("2015-07", "2015-08-01", "");
        check("2015-07", "2015-08-13", "at least 13 days later");
        check("2015-08", "2015-08-13", "");
        check("2015-08-13", "2015-09", "at least 19 days later");
        check("2011", "2015-08", "at least 3 years later");
        check("201X", "2030", "at least 10 years later");
        check("18XX", "2015-08-13", "at least 115 years later");
        check("2015-08-13", "", "");
        check("../1700", "1702-08-15", "at least 19 months later");
        check("../2015-08-13", "2015-08-25", "at least 12 days later");
        check("1698-01-01", "../1700", "");
        check("[1990-01-01..1990-12-31]", "1991-03-01", "at least 2 months later");
        check("1989-03-01", "[1990-01-01..1990-12-31]", "at least 10 months later");
        check("[2014-01-20..2014-02-10]", "2014-04-11", "at least 42 days later");
        check("[2015-08-02..]", "2015-12-01", "");
        check("2015-08-01", "[2015-09-02..]", "at least 32 days later");
    }
}
