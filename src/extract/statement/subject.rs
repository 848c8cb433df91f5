//! Who speaks: the subject before a verb or behind an inverted one, with apposition and office.

use std::ops::Range;

use super::{
    clause::{
        base_noun_end, begins_noun, is_break, is_finite, is_fragment, is_possessive_pronoun,
        is_time, is_venue,
    },
    outline::Outline,
};
use crate::extract::tag::Tag;

/// How far a subject reaches, in pieces.
const SUBJECT_REACH: usize = 80;

/// The subject of the verb group that begins at `end`, in the sentence that begins at `start`.
pub fn subject_before(outline: &Outline<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let floor = start.max(end.saturating_sub(SUBJECT_REACH));
    let mut end = end;
    // `Lavrov on Monday also said`.
    let mut timed = false;
    while end > floor {
        let last = end - 1;
        let time = is_time(outline, last);
        let reflexive = outline.is_any(last, &["himself", "herself", "itself", "themselves"]);
        if time || reflexive || outline.tag(last) == Tag::Adverb {
            timed |= time;
            end = last;
        } else if timed && outline.tag(last) == Tag::Preposition {
            end = last;
        } else {
            break;
        }
    }
    if end == floor {
        return None;
    }
    if outline.tag(end - 1) == Tag::Relative {
        return Some(end - 1..end);
    }
    let closed = is_break(outline, end - 1);
    let begin = clause_begin(outline, floor, end)?;
    let mut region = begin..end - usize::from(closed);
    while region.start < region.end
        && matches!(
            outline.tag(region.start),
            Tag::Conjunction | Tag::Comma | Tag::Dash | Tag::Adverb | Tag::Other | Tag::Stop
        )
    {
        region.start += 1;
    }
    let breaks: Vec<usize> =
        outside_brackets(outline, region.clone()).filter(|&at| is_break(outline, at)).collect();
    let tail = breaks.last().map_or(region.start, |at| at + 1);
    if !closed {
        let list = breaks.iter().any(|_| {
            (tail..region.end).any(|at| outline.tag(at) == Tag::Conjunction)
                && begins_noun(outline, region.start)
                && !is_time(outline, region.start)
        });
        if !list {
            region.start = tail;
        }
    }
    let mut bounds = vec![region.start];
    bounds.extend(breaks.iter().map(|at| at + 1).filter(|&at| at > region.start));
    bounds.push(region.end + 1);
    let segments: Vec<Range<usize>> =
        bounds.windows(2).map(|pair| pair[0]..pair[1] - 1).filter(|it| !it.is_empty()).collect();
    let fits = |segment: &Range<usize>| {
        begins_noun(outline, segment.start) && !segment.clone().all(|at| is_time(outline, at))
            || is_fragment(outline, segment.start)
    };
    let first = segments.iter().position(fits);
    let Some(first) = first else {
        // `In Moscow the minister said`: the last noun phrase.
        let one = base_noun_before(outline, region.start, region.end)?;
        return holds_noun(outline, &one).then_some(one);
    };
    let belongs = |segment: &Range<usize>| {
        fits(segment)
            || outline.tag(segment.start) == Tag::Relative
            || outline.is_any(segment.start, &["who", "whose", "which", "of", "from", "and"])
    };
    let rest = segments[first + 1..].iter().take_while(|segment| belongs(segment)).last();
    let run = segments[first].start..rest.unwrap_or(&segments[first]).end;
    holds_noun(outline, &run).then_some(run)
}

fn holds_noun(outline: &Outline<'_, '_>, run: &Range<usize>) -> bool {
    run.clone().any(|at| {
        matches!(
            outline.tag(at),
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number | Tag::Determiner | Tag::Adjective
        ) && !outline.is_any(at, &["a", "an", "the", "its", "there"])
    })
}

/// The pieces of a run that stand in no bracket.
fn outside_brackets(outline: &Outline<'_, '_>, run: Range<usize>) -> impl Iterator<Item = usize> {
    let mut inside = false;
    run.filter(move |&at| {
        if outline.tag(at) == Tag::Bracket {
            inside = outline.is_any(at, &["(", "["]);
        }
        !inside
    })
}

/// Where the clause whose verb group begins at `end` begins.
fn clause_begin(outline: &Outline<'_, '_>, floor: usize, end: usize) -> Option<usize> {
    let mut at = end;
    // The leftmost comma or conjunction so far.
    let mut joint = None;
    while at > floor {
        at -= 1;
        match outline.tag(at) {
            Tag::Stop | Tag::Colon | Tag::Subordinator => return Some(at + 1),
            Tag::Comma if outline.is(at, ";") => return Some(at + 1),
            Tag::Quote if outline.is_quotation(at) && !is_fragment(outline, at) => {
                return Some(at + 1);
            }
            Tag::Bracket if outline.is(at, ")") => {
                let open =
                    (floor.max(at.saturating_sub(20))..at).rev().find(|&it| outline.is(it, "("));
                at = open.unwrap_or(at);
            }
            Tag::Relative => {}
            Tag::Comma | Tag::Dash | Tag::Conjunction if at + 1 < end => joint = Some(at),
            _ if is_finite(outline, at) => {
                if let Some(relative) = relative_of(outline, floor, at) {
                    at = relative;
                } else if !is_reduced(outline, at, end) {
                    return joint.map(|joint| joint + 1);
                }
            }
            _ => {}
        }
    }
    Some(floor)
}

/// The relative pronoun of the clause that a verb is in, if it is a relative one.
fn relative_of(outline: &Outline<'_, '_>, floor: usize, verb: usize) -> Option<usize> {
    let lowest = floor.max(verb.saturating_sub(8));
    for at in (lowest..verb).rev() {
        let relative = outline.tag(at) == Tag::Relative || outline.is(at, "whose");
        if relative {
            let before = at.checked_sub(1).filter(|&it| it >= floor)?;
            let noun = matches!(
                outline.tag(before),
                Tag::Noun
                    | Tag::Name
                    | Tag::Pronoun
                    | Tag::Number
                    | Tag::Comma
                    | Tag::Bracket
                    | Tag::Dash
                    | Tag::Preposition
            );
            return noun.then_some(at);
        }
        if matches!(outline.tag(at), Tag::Comma | Tag::Colon | Tag::Quote | Tag::Subordinator) {
            return None;
        }
    }
    None
}

/// Whether a past form is a participle behind its noun: `the plan proposed by the envoy`.
fn is_reduced(outline: &Outline<'_, '_>, at: usize, end: usize) -> bool {
    let after_noun = at > 0
        && (matches!(outline.tag(at - 1), Tag::Noun | Tag::Name | Tag::Comma)
            || outline.is(at - 1, "those"));
    // `the people polled said`, `a document filed Thursday says`.
    let alone = || at + 1 == end || is_time(outline, at + 1);
    outline.tag(at) == Tag::Past
        && after_noun
        && (alone()
            || outline.is_any(at + 1, &["by", "as", "in", "at", "of", "with", "against", "to"]))
}

/// The noun phrase without what hangs on it that ends at `end`.
fn base_noun_before(outline: &Outline<'_, '_>, floor: usize, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > floor && begins_noun(outline, start - 1) && !is_time(outline, start - 1) {
        start -= 1;
        if matches!(outline.tag(start), Tag::Determiner | Tag::Pronoun)
            || is_possessive_pronoun(outline, start)
        {
            break;
        }
    }
    (start < end).then_some(start..end)
}

/// The speaker that begins at `start`, behind a cue: `said the head of the committee, a lawyer`.
pub fn subject_behind(outline: &Outline<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let mut at = base_noun_end(outline, start, end);
    if at == start || is_time(outline, start) {
        return None;
    }
    if outline.tag(start) == Tag::Pronoun {
        return Some(start..at);
    }
    let limit = end.min(start + SUBJECT_REACH);
    while at < limit {
        let next = at + 1;
        let noun_next = next < limit && begins_noun(outline, next) && !is_time(outline, next);
        match outline.tag(at) {
            Tag::Preposition | Tag::To if noun_next && hangs(outline, start, at, limit) => {
                at = base_noun_end(outline, next, limit);
            }
            Tag::Conjunction if noun_next => {
                let close = base_noun_end(outline, next, limit);
                if close < limit && is_finite(outline, close) {
                    break;
                }
                at = close;
            }
            Tag::Bracket if outline.is(at, "(") => {
                let close = (at..limit.min(at + 20)).find(|&it| outline.is(it, ")"));
                let Some(close) = close else { break };
                at = close + 1;
            }
            Tag::Relative => at = part_end(outline, at + 1, limit),
            Tag::Comma if next < limit && is_apposition(outline, next, limit) => {
                at = part_end(outline, next, limit);
            }
            _ => break,
        }
    }
    Some(start..at)
}

/// Whether a phrase with a preposition belongs to the noun before it, and not to the cue.
fn hangs(outline: &Outline<'_, '_>, start: usize, at: usize, limit: usize) -> bool {
    if outline.is_any(at, &["of", "for", "from"]) {
        return true;
    }
    let close = base_noun_end(outline, at + 1, limit);
    if is_venue(outline, close - 1) {
        return false;
    }
    let name = (start..at).all(|it| outline.tag(it) == Tag::Name);
    outline.is_any(at, &["at", "with"]) || !name
}

fn is_apposition(outline: &Outline<'_, '_>, at: usize, limit: usize) -> bool {
    if outline.is_any(at, &["who", "whose", "which", "of"]) {
        return true;
    }
    if !outline.tag(at).is_nominal() || is_time(outline, at) {
        return false;
    }
    // Not the subject of another clause.
    let close = base_noun_end(outline, at, limit);
    close >= limit || !is_finite(outline, close)
}

/// The end of what stands between two commas.
fn part_end(outline: &Outline<'_, '_>, start: usize, limit: usize) -> usize {
    (start..limit)
        .find(|&at| {
            matches!(outline.tag(at), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash)
                || outline.is_quotation(at) && !is_fragment(outline, at)
        })
        .unwrap_or(limit)
}
