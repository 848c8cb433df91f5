//! Where clauses end around a cue, and what stands between a cue and what it governs.
//!
//! There is no tree: the parts of speech, the commas and the words that begin clauses tell. Every
//! look ahead or back is bounded by the sentence and by a constant.

use std::ops::Range;

use super::{
    cue::Takes,
    outline::Outline,
    report::{can_quote, is_cue_verb},
};
use crate::extract::{tag::Tag, token::Shape};

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

pub fn is_comma(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.tag(at) == Tag::Comma && !outline.is(at, ";")
}

pub fn is_break(outline: &Outline<'_, '_>, at: usize) -> bool {
    is_comma(outline, at) || outline.tag(at) == Tag::Dash
}

/// Whether a quotation is words in a sentence, and not a sentence of its own.
pub fn is_fragment(outline: &Outline<'_, '_>, at: usize) -> bool {
    outline.quotation(at).is_some_and(|quotation| {
        let last = outline.reading.tokens[quotation.inner.end - 1].tag;
        quotation.inner.len() < 5 && !matches!(last, Tag::Comma | Tag::Stop)
    })
}

pub fn is_possessive_pronoun(outline: &Outline<'_, '_>, at: usize) -> bool {
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
        let owns = at + 1 < end && outline.tag(at + 1) == Tag::Possessive;
        // `said earlier that`: these are tagged as the adjectives that they are elsewhere.
        let adverb = outline.tag(at) == Tag::Adverb || outline.is_any(at, &["earlier", "later"]);
        if is_time(outline, at) && !owns || adverb {
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
                let reports = is_cue_verb(outline, next);
                let breaks = match outline.tag(next) {
                    Tag::Quote => {
                        outline.is_quotation(next)
                            && !goes_on(outline, next)
                            && !outline.is(start, "that")
                    }
                    Tag::Gerund => reports || outline.is(next, "according"),
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
    let verb = (close..end).find(|&at| can_quote(outline, at)).unwrap_or(close);
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
                && can_quote(outline, at)
        })
}

pub fn is_clause(outline: &Outline<'_, '_>, run: &Range<usize>) -> bool {
    run.clone().any(|at| is_finite(outline, at))
}

pub fn trimmed(outline: &Outline<'_, '_>, mut run: Range<usize>) -> Range<usize> {
    let sign = |at: usize| !outline.is_quotation(at) && outline.tag(at).is_sign();
    while run.start < run.end && sign(run.start) {
        run.start += 1;
    }
    while run.start < run.end && sign(run.end - 1) && !closes(outline, &run) {
        run.end -= 1;
    }
    run
}

/// Whether a run ends with the second bracket of two.
fn closes(outline: &Outline<'_, '_>, run: &Range<usize>) -> bool {
    let reach = run.start.max(run.end.saturating_sub(12))..run.end;
    outline.tag(run.end - 1) == Tag::Bracket && reach.clone().any(|at| outline.is(at, "("))
}
