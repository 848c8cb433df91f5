//! Dates that are told together, each resolved with the help of the others.
//!
//! The year of one is that of all; they follow one another in the order of the text; the date of
//! each is that of the whole (`from Monday to Wednesday` lasts three days).

use super::{
    calendar::{Stretch, shifted},
    meaning::{Base, InYear, Join, Piece, Point},
    resolve::{Context, Resolved, stretch, told},
    tense::Direction,
};
use crate::{extract::reading::time::value::Unit, model::When};

/// What each of the dates is. The direction is that of all.
pub fn resolve(
    pieces: &[Piece],
    join: Join,
    context: &Context,
    direction: Direction,
) -> Vec<Resolved> {
    let points = with_years(pieces);
    let mut context = *context;
    let mut stretches = Vec::with_capacity(points.len());
    for point in &points {
        let found = stretch(point, &context, || direction);
        context.then = found.or(context.then);
        stretches.push(found);
    }
    if join == Join::Through || in_rising_order(pieces) {
        put_in_order(pieces, &mut stretches, direction);
    }
    let mut resolved: Vec<Resolved> = points
        .iter()
        .zip(stretches)
        .map(|(point, stretch)| told(point, stretch, &context))
        .collect();
    if let Some(whole) = whole(&resolved, join) {
        for one in &mut resolved {
            one.when = Some(whole.clone());
        }
    }
    resolved
}

/// The points with the year that one of them tells: the next one that tells it, else the last.
fn with_years(pieces: &[Piece]) -> Vec<Point> {
    let mut points: Vec<Point> = pieces.iter().map(|piece| piece.point.clone()).collect();
    let lend = |year: &mut Option<InYear>, point: &mut Point| match year_of(&mut point.base) {
        Some(own @ InYear::Open) => *own = year.unwrap_or(*own),
        Some(own @ (InYear::Told(_) | InYear::Which(_))) => *year = Some(*own),
        _ => {}
    };
    let mut year = None;
    for point in points.iter_mut().rev() {
        lend(&mut year, point);
    }
    year = None;
    for point in &mut points {
        lend(&mut year, point);
    }
    points
}

/// The year of a base, if it has one that may be open.
fn year_of(base: &mut Base) -> Option<&mut InYear> {
    match base {
        Base::Day { year, .. }
        | Base::Month(_, year)
        | Base::Season(_, year)
        | Base::Quarter(_, year)
        | Base::Half(_, year)
        | Base::Holiday(_, year) => Some(year),
        Base::Nth(_, whole) | Base::Around(_, whole) => year_of(whole),
        _ => None,
    }
}

/// How far away the one before or after it is, of what comes again and whose year the text does
/// not tell.
fn returns_after(piece: &Piece) -> Option<Unit> {
    match &piece.point.base {
        Base::Weekday(_, None) => Some(Unit::Week),
        Base::Day { year: InYear::Open, .. }
        | Base::Month(_, InYear::Open)
        | Base::Season(_, InYear::Open)
        | Base::Quarter(_, InYear::Open)
        | Base::Holiday(_, InYear::Open) => Some(Unit::Year),
        _ => None,
    }
}

/// Whether dates are listed as they follow one another in a week or a year; `Friday and Thursday`
/// are told the other way round.
fn in_rising_order(pieces: &[Piece]) -> bool {
    let place = |piece: &Piece| match piece.point.base {
        Base::Weekday(number, _) => (0, number),
        Base::Day { month, day, .. } => (month, day),
        Base::Month(month, _) => (month, 0),
        _ => (0, 0),
    };
    pieces.windows(2).all(|two| place(&two[0]) < place(&two[1]))
}

/// Moves dates so that none is before the one that is told before it: what is over away from now,
/// what is yet to come too.
fn put_in_order(pieces: &[Piece], stretches: &mut [Option<Stretch>], direction: Direction) {
    let moved = |stretch: &mut Option<Stretch>, unit: Unit, count: i32| {
        if let Some(stretch) = stretch {
            stretch.first = shifted(stretch.first, unit, count);
        }
    };
    let wrong = |one: Option<Stretch>, two: Option<Stretch>| {
        one.zip(two).is_some_and(|(one, two)| one.first > two.first)
    };
    let ahead = direction == Direction::Future;
    for step in 1..stretches.len() {
        let number = if ahead { step } else { stretches.len() - step };
        if !wrong(stretches[number - 1], stretches[number]) {
            continue;
        }
        let (before, after) = (returns_after(&pieces[number - 1]), returns_after(&pieces[number]));
        match (before, after) {
            (_, Some(unit)) if ahead || before.is_none() => {
                moved(&mut stretches[number], unit, 1);
            }
            (Some(unit), _) => moved(&mut stretches[number - 1], unit, -1),
            (None, _) => {}
        }
    }
}

/// The date of all together. `None` if one of them has no date.
fn whole(resolved: &[Resolved], join: Join) -> Option<When> {
    let whens = resolved.iter().map(|one| one.when.as_ref()).collect::<Option<Vec<_>>>()?;
    let (first, last) = (*whens.first()?, *whens.last()?);
    let listed = |open: char, close: char| {
        let days: Vec<String> = whens.iter().map(|when| when.edtf()).collect();
        When::parse(&format!("{open}{}{close}", days.join(","))).ok()
    };
    match join {
        Join::Through => When::parse(&format!("{}/{}", first.edtf(), last.edtf()))
            .ok()
            .or_else(|| When::lasted(first.earliest_start(), last.latest_end())),
        Join::Within => When::one_of(first.earliest_start(), last.latest_end()),
        Join::Each => listed('{', '}'),
        Join::Either => {
            listed('[', ']').or_else(|| When::one_of(first.earliest_start(), last.latest_end()))
        }
    }
}
