//! Where clauses begin and end around a cue: its subject before or behind, and what it governs.
//!
//! There is no tree: the parts of speech, the commas and the words that begin clauses tell. Every
//! look ahead or back is bounded by the sentence and by a constant.

use std::ops::Range;

use super::{cue::Takes, outline::Outline};
use crate::extract::{tag::Tag, token::Shape};

/// How far a subject reaches, in pieces.
const SUBJECT_REACH: usize = 80;

/// Whether a piece is a finite verb or an auxiliary.
pub fn is_finite(outline: &Outline<'_, '_>, at: usize) -> bool {
    match outline.tag(at) {
        Tag::Past | Tag::Present | Tag::Modal | Tag::Auxiliary => true,
        Tag::Base => at > 0 && !matches!(outline.tag(at - 1), Tag::To),
        _ => false,
    }
}

/// Whether a noun phrase can begin with a piece.
pub fn begins_noun(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.tag(at).is_nominal() || outline.tag(at) == Tag::Pronoun
}

/// Whether a piece is in a time expression.
pub fn is_time(outline: &Outline<'_, '_>, at: usize) -> bool {
    if outline.is_quotation(at) {
        return false;
    }
    let token = outline.token(at);
    let times = &outline.reading.times;
    let next = times.partition_point(|time| time.run.end <= token);
    times.get(next).is_some_and(|time| time.run.start <= token)
        || outline.is_any(
            at,
            &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        )
}

fn is_comma(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.tag(at) == Tag::Comma && !outline.is(at, ";")
}

fn is_break(outline: &Outline<'_, '_>, at: usize) -> bool {
    is_comma(outline, at) || outline.tag(at) == Tag::Dash
}

/// Whether a quotation is words in a sentence, and not a sentence of its own.
pub fn is_fragment(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.quotation(at).is_some_and(|quotation| {
        let last = outline.reading.tokens[quotation.inner.end - 1].tag;
        quotation.inner.len() < 5 && !matches!(last, Tag::Comma | Tag::Stop)
    })
}

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

fn is_possessive_pronoun(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.tag(at) == Tag::Possessive && !outline.text(at).starts_with(['\'', '’'])
}

/// The end of the base noun phrase that begins at a piece; the piece itself if none does.
pub fn base_noun_end(outline: &Outline<'_, '_>, start: usize, end: usize) -> usize {
    if start < end && outline.tag(start) == Tag::Pronoun {
        return start + 1;
    }
    let mut at = start;
    while at < end && (outline.tag(at).is_nominal() || is_fragment(outline, at) && at > start) {
        // `the journal` `the talks`: another one begins.
        let begins = outline.tag(at) == Tag::Determiner || is_possessive_pronoun(outline, at);
        if at > start && begins && !matches!(outline.tag(at - 1), Tag::Determiner | Tag::Adjective)
        {
            return at;
        }
        at += 1;
    }
    at
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

/// Whether a noun tells an occasion: `interview`.
pub fn is_venue(outline: &Outline<'_, '_>, at: usize) -> bool {
    let cues = outline.lexicon.cues.of(outline.lexicon.lemma(outline.word(at)));
    cues.iter().any(|cue| cue.rest.is_empty() && cue.takes.has(Takes::VENUE))
        || outline.tag(at) == Tag::Noun && is_venue_of_two(outline, at)
}

/// `news conference`, `town hall`.
fn is_venue_of_two(outline: &Outline<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = outline.word(at);
    let cues = outline.lexicon.cues.of(outline.word(before));
    cues.iter().any(|cue| *cue.rest == [word] && cue.takes.has(Takes::VENUE))
}

/// What stands between a cue and what it governs.
#[derive(Clone, Debug, Default)]
pub struct Adjuncts {
    /// One past the last piece.
    pub end: usize,
    /// Where or on what occasion.
    pub venue: Option<Range<usize>>,
    /// To whom: `to reporters`.
    pub addressee: Option<Range<usize>>,
}

/// Skips adverbs, times and phrases with a preposition that tell the occasion.
pub fn adjuncts(outline: &Outline<'_, '_>, start: usize, end: usize) -> Adjuncts {
    let mut found = Adjuncts { end: start, ..Adjuncts::default() };
    loop {
        let at = found.end;
        if at >= end {
            return found;
        }
        if is_time(outline, at) || outline.tag(at) == Tag::Adverb {
            found.end = at + 1;
            continue;
        }
        let preposition = matches!(outline.tag(at), Tag::Preposition | Tag::To);
        if !preposition || at + 1 >= end {
            return found;
        }
        let close = base_noun_end(outline, at + 1, end);
        if close == at + 1 {
            return found;
        }
        if outline.tag(at) == Tag::To || outline.is(at, "to") {
            found.addressee = Some(at + 1..close);
        } else if is_venue(outline, close - 1) || found.venue.is_some() {
            let first = found.venue.map_or(at, |venue| venue.start);
            found.venue = Some(first..close);
        } else if !is_time(outline, close - 1)
            && !outline.is_any(
                at,
                &[
                    "in", "on", "at", "during", "after", "before", "from", "with", "by", "via",
                    "of", "through",
                ],
            )
        {
            return found;
        }
        found.end = close;
    }
}

/// How far a second dash is looked for, in pieces.
const DASH_REACH: usize = 25;

/// Whether a quotation behind a comma goes on with the clause: it begins with a small letter.
fn goes_on(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.quotation(at).is_some_and(|quotation| {
        is_fragment(outline, at)
            || outline.reading.tokens[quotation.inner.start].shape == Shape::Small
    })
}

/// The end of what a cue governs, from its first piece on.
pub fn content_end(outline: &Outline<'_, '_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let next = at + 1;
        match outline.tag(at) {
            Tag::Stop if next == end => return at,
            Tag::Comma if outline.is(at, ";") => return at,
            Tag::Comma if next < end => {
                let reports = super::report::is_cue_verb(outline, next);
                let breaks = match outline.tag(next) {
                    Tag::Quote => {
                        outline.is_quotation(next)
                            && !goes_on(outline, next)
                            && !outline.is(start, "that")
                    }
                    Tag::Gerund => reports,
                    Tag::Conjunction if next + 1 < end => {
                        cue_behind(outline, next + 1, end)
                            || cue_behind(outline, base_noun_end(outline, next + 1, end), end)
                            || outline.is(next, "but") && !outline.is(next + 1, "that")
                    }
                    Tag::Subordinator => {
                        outline.is_any(next, &["while", "although", "though", "whereas", "as"])
                    }
                    _ => outline.is(next, "according") || aside_follows(outline, next, end),
                };
                if breaks {
                    return at;
                }
            }
            Tag::Conjunction if next < end && cue_behind(outline, next, end) => return at,
            Tag::Colon if next == end || !outline.is_quotation(next) => return at,
            // What stands between two dashes is in the clause.
            Tag::Dash => {
                let close = (next..end.min(at + DASH_REACH))
                    .find(|&it| outline.tag(it) == Tag::Dash && it + 1 < end);
                let Some(close) = close else { return at };
                at = close + 1;
                continue;
            }
            _ => {}
        }
        at = next;
    }
    end
}

/// Whether `X said` follows, and nothing that X said: the clause before is what X said.
fn aside_follows(outline: &Outline<'_, '_>, start: usize, end: usize) -> bool {
    let close = base_noun_end(outline, start, end);
    if close == start || !cue_behind(outline, close, end) {
        return false;
    }
    let verb = (close..end).find(|&at| super::report::can_quote(outline, at)).unwrap_or(close);
    let rest = adjuncts(outline, verb + 1, end).end;
    let addressee = base_noun_end(outline, rest, end);
    let over = |at: usize| at >= end || matches!(outline.tag(at), Tag::Stop | Tag::Comma);
    over(rest) || over(addressee)
}

/// Whether a finite verb that reports follows, with nothing but adverbs and auxiliaries before it:
/// the next thing that the same speaker does.
fn cue_behind(outline: &Outline<'_, '_>, start: usize, end: usize) -> bool {
    (start..end.min(start + 4))
        .find(|&at| !matches!(outline.tag(at), Tag::Adverb | Tag::Auxiliary))
        .is_some_and(|at| {
            matches!(outline.tag(at), Tag::Past | Tag::Present | Tag::Participle)
                && super::report::can_quote(outline, at)
        })
}
