//! Years that are hardly meant: in the far future, or far from those of all other events of a table.

use crate::{
    base::issue::{Issue, Place},
    model::{
        Shard, When,
        when::{Mark, Precision, Shape},
    },
};

/// No table knows what happens after this year.
const LAST: i32 = 2200;
/// A lone date is at least so many years from all others, and twice as far as these are apart.
const FAR: i32 = 100;
/// Of fewer events none is lone.
const FEW: u32 = 10;

/// What is to be said of the dates in the shards of a file, each with how many rows precede it.
pub fn issues(shards: &[(u32, &Shard)], file: &str) -> Vec<Issue> {
    let mut years: Vec<i32> =
        shards.iter().flat_map(|(_, it)| it.dates()).filter_map(year).collect();
    years.sort_unstable();
    years.dedup();
    let known = years.partition_point(|year| *year <= LAST);
    let mut issues = Vec::new();
    if let [first, ..] = years[known..] {
        let rows = rows(shards, |year| year >= first);
        issues.push(issue(file, &rows, format!("the year is after {LAST}")));
    }
    let events: u32 = shards.iter().map(|(_, shard)| shard.len()).sum();
    // Nobody writes a year before 1 by mistake.
    let first = years.partition_point(|year| *year < 1).min(known);
    let years = &years[first..known];
    let [first, .., last] = *years else { return issues };
    if events < FEW {
        return issues;
    }
    let lone = |year: i32, next: i32, other_end: i32, side: &str| {
        let (gap, span) = ((year - next).abs(), (next - other_end).abs());
        let rows = rows(shards, |it| it == year);
        let is_lone = gap >= FAR && gap > 2 * span && rows.len() == 1;
        is_lone.then(|| issue(file, &rows, format!("the date is {gap} years {side} all others")))
    };
    issues.extend(lone(first, years[1], last, "before"));
    issues.extend(lone(last, years[years.len() - 2], first, "after"));
    issues
}

/// The year of a plain date: a range or a mark was written with care.
fn year(when: &When) -> Option<i32> {
    let is_plain = when.shape() == Shape::Date && when.mark() == Mark::Sure;
    let is_known = when.earliest_start().is_known() && when.precision() >= Precision::Year;
    (is_plain && is_known).then(|| when.earliest_start().year())
}

/// The rows of the events that begin in such a year.
fn rows(shards: &[(u32, &Shard)], holds: impl Fn(i32) -> bool) -> Vec<u64> {
    let dated = |(before, shard): &(u32, &Shard)| {
        let ranks = shard.dated(|when| year(when).is_some_and(&holds));
        let before = *before;
        ranks.into_iter().map(move |rank| u64::from(before) + u64::from(rank) + 1)
    };
    shards.iter().flat_map(dated).collect()
}

fn issue(file: &str, rows: &[u64], message: String) -> Issue {
    let place = Place { file: file.to_owned(), line: rows.first().copied(), column: None };
    let more = rows.len().saturating_sub(1);
    let message =
        if more > 0 { format!("{message}, in {more} further rows, too") } else { message };
    Issue::warning(place, message)
}
