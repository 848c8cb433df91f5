//! What is said behind a cue: `X said that ...`, `X told Y to ...`, `X denied ...`.

use std::ops::Range;

use super::{
    clause::{
        Adjuncts, adjuncts, base_noun_end, begins_noun, content_end, is_finite, is_fragment,
        is_time, trimmed,
    },
    cue::Takes,
    outline::Outline,
    report::Report,
    verb::{Found, is_told},
};
use crate::extract::tag::Tag;

/// What is said behind the cue.
pub fn lead(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    found: &Found<'_>,
    mut report: Report,
) -> Option<Report> {
    let takes = found.cue.takes;
    let end = sentence.end;
    let mut at = found.group.end;
    if takes.has(Takes::PERSON) && at < end && begins_noun(outline, at) && !is_time(outline, at) {
        let close = person_end(outline, at, end);
        let direct = takes.has(Takes::OBJECT);
        if close < end && !is_finite(outline, close) || direct {
            report.addressee = Some(at..close);
            at = close;
        }
    }
    let after_person = at;
    // `urged both sides to stop`, not `said to reporters`.
    let urged = after_person > found.group.end && at < end && outline.is(at, "to");
    let rest = if urged {
        Adjuncts { end: at, ..Adjuncts::default() }
    } else {
        adjuncts(outline, at, end)
    };
    report.venue = rest.venue;
    report.addressee = report.addressee.or(rest.addressee);
    let mut at = rest.end;
    if at >= end {
        return None;
    }
    // A comma or a colon before a quotation.
    let mut quoted = at;
    while quoted < end && matches!(outline.tag(quoted), Tag::Comma | Tag::Colon | Tag::Dash) {
        quoted += 1;
    }
    if quoted < end && outline.is_quotation(quoted) && takes.has(Takes::QUOTE.or(Takes::PERSON)) {
        let whole = quoted > at || !is_fragment(outline, quoted);
        if whole && (quoted > at || quoted + 1 >= end || outline.tag(quoted + 1).is_sign()) {
            report.content.push(quoted..quoted + 1);
            report.rule = "quoted after cue";
            return Some(report);
        }
    }
    // `said in a statement on Monday that`.
    if takes.has(Takes::CLAUSE)
        && let Some(that) = that_behind(outline, after_person, end)
    {
        at = that;
    }
    let tag = outline.tag(at);
    let that = outline.is_any(
        at,
        &["that", "whether", "how", "what", "why", "if", "where", "who", "when", "which"],
    );
    let (fits, rule) = if that
        && (takes.has(Takes::CLAUSE)
            || takes.has(Takes::OBJECT) && outline.is_any(at, &["what", "how", "who", "that"]))
    {
        (true, "clause after cue")
    } else if urged
        || tag == Tag::To
        || outline.is(at, "to") && at + 1 < end && outline.tag(at + 1) == Tag::Base
    {
        (takes.has(Takes::INFINITIVE) || urged, "infinitive after cue")
    } else if tag == Tag::Gerund {
        (takes.has(Takes::GERUND.or(Takes::OBJECT).or(Takes::CLAUSE)), "gerund after cue")
    } else if begins_noun(outline, at) || outline.is_quotation(at) || outline.is_any(at, &["there"])
    {
        let clause = || bare_clause(outline, at, content_end(outline, at, end));
        let finding = || {
            takes.has(Takes::FINDING)
                && report.source.clone().is_some_and(|source| is_evidence(outline, source))
        };
        let fits = takes.has(Takes::OBJECT)
            || takes.has(Takes::CLAUSE.or(Takes::PERSON)) && clause()
            || finding();
        (fits, "words after cue")
    } else {
        (false, "")
    };
    if !fits || rule != "clause after cue" && !is_told(outline, found, &report) {
        return None;
    }
    let mut close = content_end(outline, at, end);
    if report.source.as_ref().is_some_and(|source| outline.tag(source.start) == Tag::Relative) {
        // `X, who said that it was late, left`: the verb behind the comma is that of X.
        let comma = |it: &usize| outline.tag(*it) == Tag::Comma && is_finite(outline, it + 1);
        close = (at..close.saturating_sub(1)).find(comma).unwrap_or(close);
    }
    let run = trimmed(outline, at..close);
    if run.is_empty() {
        return None;
    }
    report.content.push(run);
    report.rule = rule;
    Some(report)
}

/// Whether a poll or the like is in a subject.
pub fn is_evidence(outline: &Outline<'_, '_>, mut subject: Range<usize>) -> bool {
    subject.any(|at| {
        let cues = outline.lexicon.cues.of(outline.lexicon.lemma(outline.word(at)));
        cues.iter().any(|cue| cue.takes.has(Takes::EVIDENCE))
    })
}

/// Whether a clause without a conjunction begins here: its verb comes before anything that begins
/// another clause.
fn bare_clause(outline: &Outline<'_, '_>, start: usize, end: usize) -> bool {
    let first = (start..end).find(|&at| {
        is_finite(outline, at)
            || matches!(outline.tag(at), Tag::Relative | Tag::Subordinator | Tag::Quote)
            || outline.tag(at) == Tag::To && at > start
    });
    first.is_some_and(|at| is_finite(outline, at) || outline.is_quotation(at))
}

/// The end of the one spoken to: a noun phrase with its `of`.
fn person_end(outline: &Outline<'_, '_>, at: usize, end: usize) -> usize {
    let mut close = base_noun_end(outline, at, end);
    while close + 1 < end
        && (outline.is_any(close, &["of", "at", "in", "from"]) || outline.is(close, "and"))
        && begins_noun(outline, close + 1)
    {
        let next = base_noun_end(outline, close + 1, end);
        if next < end && is_finite(outline, next) {
            break;
        }
        close = next;
    }
    close
}

/// The `that` behind a cue, if only nouns and prepositions stand between.
fn that_behind(outline: &Outline<'_, '_>, at: usize, end: usize) -> Option<usize> {
    for it in at..end.min(at + 15) {
        if outline.is(it, "that") && matches!(outline.tag(it), Tag::Relative | Tag::Subordinator) {
            return Some(it);
        }
        let tag = outline.tag(it);
        let between = tag.is_nominal()
            || matches!(tag, Tag::Preposition | Tag::Adverb | Tag::Pronoun | Tag::Comma)
            || is_time(outline, it);
        if !between || it == at && tag.is_nominal() {
            return None;
        }
    }
    None
}
