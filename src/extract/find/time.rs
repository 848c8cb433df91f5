//! Time expressions: which words tell when, how long or how often, and what they mean.
//!
//! A sentence becomes atoms (`atom`), the grammar finds the expressions among them (`grammar`)
//! and says what they mean (`meaning`), and what was found is resolved against the day of
//! publication, the tense of the verb and what was spoken of before (`resolve`); dates that are
//! told together are resolved together (`series`).

mod atom;
mod calendar;
mod digits;
mod grammar;
mod meaning;
mod resolve;
mod series;
mod tense;

use std::ops::Range;

use self::{
    atom::Atom,
    calendar::{Size, Stretch},
    grammar::Grammar,
    meaning::{Base, Found, Meaning, Piece, Point, duration_value},
    resolve::{Context, Resolved, resolve},
};
use crate::{
    extract::{
        Reading,
        lexicon::{Lexicon, Word},
        reading::{
            time::{TimeExpression, TimeKind},
            token::{Extent, Shape},
        },
    },
    model::When,
};

pub use self::tense::{Direction, Grain, Place, direction, verb_beside};
pub use crate::extract::reading::time::value::{Edge, Limit, Unit};
pub use crate::extract::{
    lexicon::time::{Cue, Hint, Term, TimeWords},
    reading::time::{Count, Doubt},
};

/// What a word that is no date tells of when something happens.
#[must_use]
pub fn hint(lexicon: &Lexicon, word: Word) -> Hint {
    lexicon.time.hint(word)
}

/// The time expressions of all sentences.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<TimeExpression> {
    let mut times = Vec::new();
    let mut atoms = Vec::new();
    let mut context = Context::default();
    let mut section_end = 0;
    for sentence in &reading.sentences {
        if sentence.start >= section_end {
            let section = reading.section_of(sentence.start);
            let wide = section.when.as_ref().filter(|when| when.as_day().is_none());
            let year = section.period.as_ref().or(wide).and_then(year_of);
            context = Context { now: section.now, year, ..Context::default() };
            section_end = section.run.end;
        }
        atom::cut(reading, lexicon, sentence.clone(), &mut atoms);
        let grammar = Grammar { reading, lexicon, atoms: &atoms };
        let mut at = 0;
        while at < atoms.len() {
            let Some(found) = grammar.expression(at) else {
                at += 1;
                continue;
            };
            let words = grammar.start(at, found.end)..found.end;
            at = found.end;
            let finder = Finder { reading, lexicon, atoms: &atoms };
            finder.add(words, found, &mut context, &mut times);
        }
    }
    times
}

/// The year that a period lies in.
fn year_of(period: &When) -> Option<i32> {
    let (first, last) = (period.earliest_start().year(), period.latest_end().year());
    Some(first).filter(|_| first == last)
}

/// What is looked at for an expression.
#[derive(Clone, Copy)]
struct Finder<'a> {
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    atoms: &'a [Atom],
}

impl Finder<'_> {
    /// Adds what was found in these atoms, resolved; the context remembers it.
    fn add(
        &self,
        words: Range<usize>,
        found: Found,
        context: &mut Context,
        times: &mut Vec<TimeExpression>,
    ) {
        let mut time = self.empty(&words, found.rule);
        match found.meaning {
            Meaning::Reference(reference) => reference.code().clone_into(&mut time.value),
            Meaning::Set(value) => (time.kind, time.value) = (TimeKind::Set, value),
            Meaning::Duration(count, unit) => {
                time.kind = TimeKind::Duration;
                time.value = duration_value(count, unit);
                time.amount = Some((count, unit));
            }
            Meaning::Point(point) => {
                let tense = || self.direction(&time.run, &point);
                let then = context.then;
                let resolved = resolve(&point, context, tense);
                time.tell(&point, resolved, context);
                // `who have held it since 4 July, searched trucks at 2:40 p.m.`
                if self.is_aside(time.run.start) || point.limit == Some(Limit::Since) {
                    context.then = then;
                }
            }
            Meaning::Series(pieces, join) => {
                times.extend(self.series(&pieces, join, found.rule, context));
                return;
            }
        }
        times.push(time);
    }

    /// Dates that are told together.
    fn series(
        &self,
        pieces: &[Piece],
        join: meaning::Join,
        rule: &'static str,
        context: &mut Context,
    ) -> Vec<TimeExpression> {
        let mut times: Vec<TimeExpression> =
            pieces.iter().map(|piece| self.empty(&piece.atoms, rule)).collect();
        let [Piece { point, .. }, ..] = pieces else { return times };
        let whole = times[0].run.start..times[times.len() - 1].run.end;
        let direction = self.direction(&whole, point);
        let then = context.then;
        let resolved = series::resolve(pieces, join, context, direction);
        for ((time, piece), resolved) in times.iter_mut().zip(pieces).zip(resolved) {
            time.tell(&piece.point, resolved, context);
            time.whole = whole.clone();
        }
        if self.is_aside(whole.start) {
            context.then = then;
        }
        times
    }

    /// Whether the text does not go on from a date: `the first visit since a truce began on 19 January`,
    /// `of crimes "committed since May 2012"`.
    fn is_aside(&self, at: usize) -> bool {
        let sentence = &self.reading.sentences[self.reading.sentence_of(at)];
        let start = sentence.start;
        let quotes = |run: Range<usize>| {
            run.filter(|&it| self.reading.tokens[it].shape == Shape::Quote).count()
        };
        let (before, behind) = (
            quotes(start.max(at.saturating_sub(QUOTE))..at),
            quotes(at..sentence.end.min(at + QUOTE)),
        );
        if before % 2 == 1 && behind > 0 {
            return true;
        }
        // Right before the date it is a limit of it: `since 19 January`.
        let mut near = start.max(at.saturating_sub(CLAUSE))..at.saturating_sub(2);
        near.any(|it| self.reading.word(it) == "since")
    }

    /// Whether a point is before or after now, for all that its sentence tells.
    fn direction(&self, run: &Range<usize>, point: &Point) -> Direction {
        let place = Place { run: run.clone(), limit: point.limit, grain: grain(&point.base) };
        direction(self.reading, self.lexicon, &place)
    }

    /// An expression of these atoms that tells nothing yet.
    fn empty(&self, words: &Range<usize>, rule: &'static str) -> TimeExpression {
        let (first, last) = (self.atoms[words.start], self.atoms[words.end - 1]);
        let run = first.token..last.token_end;
        TimeExpression {
            whole: run.clone(),
            run,
            extent: Extent { start: first.extent.start, end: last.extent.end },
            kind: TimeKind::Date,
            value: String::new(),
            when: None,
            amount: None,
            edge: None,
            limit: None,
            doubt: None,
            relative: false,
            rule,
        }
    }
}

/// So far from a date the marks of its quotation are looked for.
const QUOTE: usize = 40;

/// So many tokens before a date tell that it belongs to a clause of `since`.
const CLAUSE: usize = 12;

impl TimeExpression {
    /// Takes over what a point has become, and remembers it.
    fn tell(&mut self, point: &Point, resolved: Resolved, context: &mut Context) {
        if point.part.is_some() || point.clock.is_some() {
            self.kind = TimeKind::Time;
        }
        self.edge = point.edge;
        self.limit = point.limit;
        self.value = resolved.value;
        self.when = resolved.when;
        self.relative = resolved.relative;
        self.doubt = resolved.doubt;
        self.rule = resolved.doubt.map_or(self.rule, Doubt::rule);
        if let Some(stretch) = resolved.stretch {
            remember(context, stretch, &point.base);
        }
    }
}

/// How finely the side of now that a point is on is told by its verb.
fn grain(base: &Base) -> Option<Grain> {
    match base {
        Base::Weekday(..) => Some(Grain::Weekday),
        Base::Day { .. } | Base::Holiday(..) => Some(Grain::Day),
        Base::Month(..) => Some(Grain::Month),
        _ => None,
    }
}

fn remember(context: &mut Context, stretch: Stretch, base: &Base) {
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
