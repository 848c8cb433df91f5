//! Reports without a verb: `his claim that`, `according to X`, `X: ...`.

use std::ops::Range;

use super::{
    clause::{adjuncts, begins_noun, content_end, is_clause, is_finite, is_time, trimmed},
    cue::{Cue, Takes},
    lead::is_evidence,
    outline::Outline,
    report::Report,
    subject::subject_behind,
};
use crate::extract::{tag::Tag, token::Shape};

/// How long a name before a colon can be, in pieces.
const NAME_REACH: usize = 12;

/// `Lavrov: Talks will go on`: a name and a colon at the beginning of a paragraph. In capitals it is
/// a transcript.
pub fn named(outline: &Outline<'_, '_>, sentence: &Range<usize>) -> Option<Report> {
    if !outline.paragraph_begins(sentence.start) || !begins_noun(outline, sentence.start) {
        return None;
    }
    let reach = sentence.end.min(sentence.start + NAME_REACH);
    let colon = (sentence.start + 1..reach).find(|&at| outline.tag(at) == Tag::Colon)?;
    let source = sentence.start..colon;
    let last = colon - 1;
    let named = outline.tag(last) == Tag::Name && outline.tag(sentence.start) != Tag::Determiner
        || is_evidence(outline, last..colon);
    let other = |at: usize| {
        let cues = outline.lexicon.cues.of(outline.lexicon.lemma(outline.word(at)));
        is_finite(outline, at)
            || outline.is_quotation(at)
            || is_time(outline, at)
            || outline.tag(at) == Tag::Preposition && !outline.is(at, "of")
            || cues.iter().any(|cue| cue.takes.has(Takes::LABEL))
    };
    let run = trimmed(outline, colon..sentence.end);
    let quoted = run.clone().any(|at| outline.is_quotation(at));
    let capitals = |at: usize| {
        let shape = outline.reading.tokens[outline.token(at)].shape;
        shape == Shape::Capitals || !outline.tag(at).is_nominal()
    };
    let transcript = source.clone().all(capitals) && run.len() > 2;
    let says = transcript || quoted || run.clone().any(|at| is_finite(outline, at));
    if !says || !named || source.clone().any(other) {
        return None;
    }
    let run = if transcript { colon + 1..sentence.end } else { run };
    Some(Report {
        source: Some(source),
        cue: colon..colon + 1,
        content: std::iter::once(run).collect(),
        confidence: 0.7,
        rule: if transcript { TRANSCRIPT } else { "name and colon" },
        ..Report::default()
    })
}

/// The rule of what stands behind a name in capitals and a colon, word for word.
pub const TRANSCRIPT: &str = "transcript";

/// `his claim that`, `opposition to`.
pub fn noun(outline: &Outline<'_, '_>, sentence: &Range<usize>, at: usize) -> Option<Report> {
    let group = outline.lexicon.cues.of(outline.lexicon.lemma(outline.word(at)));
    let fits = |cue: &&Cue| {
        cue.takes.has(Takes::NOUN)
            && at + cue.rest.len() < sentence.end
            && cue.rest.iter().zip(at + 1..).all(|(&word, it)| outline.word(it) == word)
    };
    let cue = group.iter().find(fits)?;
    let mut start = at + 1 + cue.rest.len();
    // `the claim by X that`.
    let mut source = None;
    if outline.is(start.min(sentence.end - 1), "by") {
        source = subject_behind(outline, start + 1, sentence.end);
        start = source.as_ref().map_or(start, |source| source.end);
    }
    if start >= sentence.end {
        return None;
    }
    let clause = outline.is_any(start, &["that", "whether"]);
    let to = outline.tag(start) == Tag::To;
    let fits = cue.takes.has(Takes::CLAUSE) && clause
        || cue.takes.has(Takes::INFINITIVE) && to
        || cue.takes.has(Takes::OBJECT)
            && (begins_noun(outline, start) || outline.tag(start) == Tag::Gerund);
    if !fits {
        return None;
    }
    let close = if clause || to {
        content_end(outline, start, sentence.end)
    } else {
        // A noun phrase, and not the verb that it is the subject of.
        subject_behind(outline, start, sentence.end)
            .map_or_else(|| content_end(outline, start, sentence.end), |run| run.end)
    };
    let run = trimmed(outline, start..close);
    if run.is_empty() {
        return None;
    }
    let source = source.or_else(|| possessor(outline, sentence, at));
    source.as_ref()?;
    Some(Report {
        source,
        cue: at..at + 1 + cue.rest.len(),
        content: vec![run],
        confidence: cue.weight,
        rule: "noun cue",
        ..Report::default()
    })
}

/// Whose it is: `his`, `Mr. Lavrov's`.
fn possessor(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Range<usize>> {
    let floor = sentence.start.max(at.saturating_sub(8));
    let mut start = at;
    while start > floor && outline.tag(start - 1).is_nominal() {
        start -= 1;
        if outline.tag(start) == Tag::Possessive {
            break;
        }
    }
    if start == at || outline.tag(start) != Tag::Possessive {
        return None;
    }
    if !outline.text(start).starts_with(['\'', '’']) {
        return Some(start..start + 1);
    }
    let end = start;
    while start > floor && outline.tag(start - 1).is_nominal() {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// `according to X`.
pub fn according(outline: &Outline<'_, '_>, sentence: &Range<usize>, at: usize) -> Option<Report> {
    let cues = outline.lexicon.cues.of(outline.word(at));
    let fits = |cue: &&Cue| {
        cue.takes.has(Takes::SOURCE)
            && at + cue.rest.len() < sentence.end
            && cue.rest.iter().zip(at + 1..).all(|(&word, it)| outline.word(it) == word)
    };
    let cue = cues.iter().find(fits)?;
    let start = at + 1 + cue.rest.len();
    let mut source = subject_behind(outline, start, sentence.end)?;
    let before = trimmed(outline, sentence.start..at);
    let says = is_clause(outline, &before) || before.clone().any(|at| outline.is_quotation(at));
    let mut content = Vec::new();
    if says || before.len() > 3 {
        content.push(before);
    } else if source.end >= sentence.end || outline.tag(source.end) != Tag::Comma {
        // `According to a poll, the minister leads`: what looks like an apposition is said.
        let comma = source.clone().find(|&at| outline.tag(at) == Tag::Comma);
        source.end = comma.unwrap_or(source.end);
    }
    let next = adjuncts(outline, source.end, sentence.end).end;
    if next < sentence.end && outline.tag(next) == Tag::Comma && content.is_empty() {
        let run = trimmed(outline, next..content_end(outline, next + 1, sentence.end));
        if !run.is_empty() {
            content.push(run);
        }
    }
    if content.is_empty() {
        return None;
    }
    Some(Report {
        source: Some(source),
        cue: at..start,
        content,
        confidence: cue.weight,
        rule: "according to",
        ..Report::default()
    })
}
