//! Time expressions: which words tell when, how long or how often, and what they mean.
//!
//! A sentence becomes atoms (`atom`), the grammar finds the expressions among them (`grammar`)
//! and says what they mean (`meaning`), and what was found is resolved against the day of
//! publication, the tense of the verb and what was spoken of before (`resolve`).

mod atom;
mod calendar;
mod grammar;
mod meaning;
mod resolve;
mod tense;
mod value;
mod words;

use std::ops::Range;

use self::{
    atom::Atom,
    calendar::{Size, Stretch},
    grammar::Grammar,
    meaning::{Base, Found, Meaning, duration_value},
    resolve::{Context, resolve},
};
use super::{Reading, lexicon::Lexicon, token::Extent};
use crate::model::When;

pub use self::{
    meaning::Count,
    tense::{Direction, direction},
    words::{Edge, Hint, TimeWords, Unit},
};
use super::lexicon::Word;

/// What a word that is no date tells of when something happens.
#[must_use]
pub fn hint(lexicon: &Lexicon, word: Word) -> Hint {
    lexicon.time.hint(word)
}

/// Words that tell when, how long or how often.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its tokens; the extent may begin or end inside the first or the last one (`four-year`).
    pub run: Range<usize>,
    /// Its bytes.
    pub extent: Extent,
    /// What sort of expression, as TIMEX3 has them.
    pub kind: TimeKind,
    /// Its value as TIMEX3 writes it: `2015-08-13`, `2015-W33`, `P3D`, `PRESENT_REF`.
    pub value: String,
    /// The date that it tells; none for durations, sets and what stays unresolved.
    pub when: Option<When>,
    /// Of a duration, how many of which unit.
    pub amount: Option<(Count, Unit)>,
    /// The part of the stretch that is meant: `early`, `later`.
    pub edge: Option<Edge>,
    /// Whether the date follows from the publication date or another expression.
    pub relative: bool,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The sorts of time expressions (TIMEX3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or more: a point in the calendar.
    Date,
    /// A part of a day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The time expressions of all sentences.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<TimeExpression> {
    let mut times = Vec::new();
    let mut atoms = Vec::new();
    let mut context = Context { now: reading.published, ..Context::default() };
    for sentence in &reading.sentences {
        atom::cut(reading, lexicon, sentence.clone(), &mut atoms);
        let grammar = Grammar { reading, atoms: &atoms };
        let mut at = 0;
        while at < atoms.len() {
            let Some(found) = grammar.expression(at) else {
                at += 1;
                continue;
            };
            let words = &atoms[grammar.start(at, found.end)..found.end];
            at = found.end;
            times.push(expression(reading, lexicon, words, found, &mut context));
        }
    }
    times
}

/// What was found in these atoms, resolved; the context remembers it.
fn expression(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    atoms: &[Atom],
    found: Found,
    context: &mut Context,
) -> TimeExpression {
    let (first, last) = (atoms[0], atoms[atoms.len() - 1]);
    let run = first.token..last.token_end;
    let mut time = TimeExpression {
        extent: Extent { start: first.extent.start, end: last.extent.end },
        kind: TimeKind::Date,
        value: String::new(),
        when: None,
        amount: None,
        edge: None,
        relative: false,
        rule: found.rule,
        run,
    };
    match found.meaning {
        Meaning::Reference(reference) => reference.code().clone_into(&mut time.value),
        Meaning::Set(value) => (time.kind, time.value) = (TimeKind::Set, value),
        Meaning::Duration(count, unit) => {
            time.kind = TimeKind::Duration;
            time.value = duration_value(count, unit);
            time.amount = Some((count, unit));
        }
        Meaning::Point(point) => {
            let run = time.run.clone();
            let tense = || direction(reading, lexicon, run.start, run.end);
            let resolved = resolve(&point, context, tense);
            if point.part.is_some() || point.clock.is_some() {
                time.kind = TimeKind::Time;
            }
            time.edge = point.edge;
            time.value = resolved.value;
            time.when = resolved.when;
            time.relative = resolved.relative;
            if let Some(stretch) = resolved.stretch {
                remember(context, stretch, point.base);
            }
        }
    }
    time
}

fn remember(context: &mut Context, stretch: Stretch, base: Base) {
    if stretch.size == Size::Unit(Unit::Quarter) && !matches!(base, Base::SameQuarter(_)) {
        let shifted = matches!(base, Base::FromNow(..) | Base::FromThen(..));
        if !shifted {
            context.quarter = Some(stretch);
        }
    }
    context.then = Some(stretch);
}

#[cfg(test)]
mod tests;
