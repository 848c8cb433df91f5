//! A dateline is no part of what a sentence tells: `HAVANA (AP) —`, `(AFP)`. The parser would take its
//! names for subjects, so it never sees them; they hang from the root.

use std::ops::Range;

use super::{Tree, word::Word};
use crate::{
    extract::{
        Reading,
        lexicon::{Lexicon, names::Sort, time::Term},
        reading::{
            token::Shape,
            tree::{Penn, Rel},
        },
    },
    model::day::Day,
};

/// The most tokens of a dateline.
const LONGEST: usize = 20;

/// The most words of a place in one.
const PLACE: usize = 3;

/// One past the last token of the dateline that a sentence begins with; its start if there is none.
#[must_use]
pub fn end(reading: &Reading<'_>, lexicon: &Lexicon, sentence: &Range<usize>) -> usize {
    let tokens = &reading.tokens;
    let Range { start, end } = *sentence;
    let reach = end.min(start + LONGEST);
    let word = |at: usize| reading.word(at);
    // `(BBC)The council met.`
    let is_agency = start + 3 < end
        && word(start) == "("
        && tokens[start + 1].shape == Shape::Capitals
        && word(start + 2) == ")";
    if is_agency {
        return start + 3;
    }
    let is_dash = |at: usize| matches!(word(at), "-" | "--" | "–" | "—" | "_");
    // `KATHMANDU, FEB. 19.` stands alone.
    let is_stop = |at: usize| at + 1 == end && word(at) == ".";
    let ends = |&at: &usize| is_dash(at) || word(at) == ":" || is_stop(at);
    let Some(dash) = (start + 1..reach).find(ends) else { return start };
    // `ZENICA, Bosnia and Herzegovina, Feb. 1 --`
    let joins = |at: usize| start < at && matches!(word(at), "and" | "of" | "the");
    let is_name = |at: usize| !matches!(tokens[at].shape, Shape::Small | Shape::Quote) || joins(at);
    let shouted = tokens[start].shape == Shape::Capitals && tokens[start].extent.len() > 2;
    let agency = (start..dash).any(|at| word(at) == "(");
    // `Port Sudan, 7 June 2023 —`, `Goma (DR Congo), 7 June:`: a place, a comma and a date.
    let dated = || {
        let comma = (start + 1..dash).find(|&at| word(at) == ",");
        comma.is_some_and(|comma| {
            let bracket = (start..comma).find(|&at| word(at) == "(");
            let of = bracket.map_or(comma..comma, |at| at + 1..comma.max(at + 2) - 1);
            let is_place = |run: Range<usize>| {
                run.len() <= PLACE
                    && run
                        .clone()
                        .all(|at| matches!(tokens[at].shape, Shape::Capital | Shape::Capitals))
            };
            let days = (comma..dash).filter(|&at| tokens[at].shape == Shape::Number).count();
            is_place(start..bracket.unwrap_or(comma))
                && is_place(of)
                && days > 0
                && days + 1 < dash - comma
        })
    };
    // `5 October 2016 – `
    let only_day = || {
        let is = |shape: Shape| (start..dash).filter(move |&at| tokens[at].shape == shape);
        let year = is(Shape::Number).any(|at| word(at).len() == 4);
        year && is(Shape::Capital).count() == 1 && is(Shape::Number).count() == 2
    };
    // `IMPHAL/NEW DELHI: With`
    let places = || {
        let is_part = |at: usize| tokens[at].shape == Shape::Capitals || word(at) == "/";
        let is_known = |at: usize| {
            let known = lexicon.names.name(tokens[at..dash].iter().map(|token| token.word));
            known.is_some_and(|it| matches!(it.1.sort, Sort::Capital | Sort::Place))
        };
        dash - start <= 2 * PLACE && (start..dash).all(is_part) && (start..dash).any(is_known)
    };
    // `IMPHAL: Police arrested two men.`, at the beginning of the text.
    let opens = || {
        let is_part = |at: usize| {
            tokens[at].shape == Shape::Capitals && tokens[at].extent.len() > 2 && {
                let known = lexicon.names.name(tokens[at..dash].iter().map(|token| token.word));
                known.is_none_or(|it| matches!(it.1.sort, Sort::Capital | Sort::Place))
            }
        };
        let first = tokens.get(dash + 1).is_some_and(|it| it.shape == Shape::Capital);
        // `LIND: We will talk.`
        let speaks = |at: usize| {
            ["i", "we", "you", "our", "my"].iter().any(|it| word(at).eq_ignore_ascii_case(it))
        };
        start == 0
            && !(dash + 1..end.min(dash + LONGEST)).any(speaks)
            && dash <= PLACE
            && first
            && (start..dash).all(is_part)
    };
    let is_led = if is_dash(dash) {
        shouted || agency || dated() || only_day()
    } else {
        dated() || word(dash) == ":" && (places() || opens())
    };
    if !is_led || !(start..dash).all(is_name) {
        return start;
    }
    // Something is left to be read.
    if dash + 1 < end {
        dash + 1
    } else if is_stop(dash) {
        dash
    } else {
        start
    }
}

/// The day of a dateline, `ZAGREB, Aug. 30 --`, if it is one of the last days before `now`: that of
/// the writing, from which `today` is told.
#[must_use]
pub fn day(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    sentence: &Range<usize>,
    now: Day,
) -> Option<Day> {
    /// So many days may lie between writing and print.
    const LATEST: i32 = 3;
    let run = sentence.start..end(reading, lexicon, sentence);
    let month = run.clone().find_map(|at| match lexicon.time.term(reading.tokens[at].word) {
        Term::Month(month, _) => Some(month),
        _ => None,
    })?;
    let mut days = run.filter_map(|at| reading.word(at).parse::<u8>().ok());
    let day = days.find(|day| (1..=31).contains(day))?;
    let years = [now.year(), now.year() - 1];
    let mut written = years.into_iter().filter_map(|year| Day::of(i64::from(year), month, day));
    written.find(|day| (0..=LATEST).contains(&(now.0 - day.0)))
}

/// Puts the words of a dateline before a tree; all hang from its root.
pub fn put_before(reading: &Reading<'_>, run: Range<usize>, tree: &mut Tree) {
    let count = run.len();
    let root = tree.heads.iter().zip(0..).find(|&(&head, word)| head == word);
    let root = root.map_or(0, |(_, word)| word) + count as u32;
    for head in &mut tree.heads {
        *head += count as u32;
    }
    let (mut words, mut tags, mut rels) = (Vec::new(), Vec::new(), Vec::new());
    for at in run {
        let token = &reading.tokens[at];
        let (tag, rel) = match token.shape {
            Shape::Number => (Penn::Cd, Rel::Dep),
            Shape::Sign => (Penn::Colon, Rel::Punct),
            _ => (Penn::Nnp, Rel::Dep),
        };
        words.push(Word { token: at as u32, extent: token.extent });
        tags.push(tag);
        rels.push(rel);
    }
    tree.words.splice(0..0, words);
    tree.tags.splice(0..0, tags);
    tree.rels.splice(0..0, rels);
    tree.heads.splice(0..0, vec![root; count]);
    tree.margins.splice(0..0, vec![u8::MAX; count]);
}
