//! What is said before a cue or around it: `..., said X`, `..., X said, ...`, `As X said, ...`.

use std::ops::Range;

use super::{
    clause::{adjuncts, base_noun_end, content_end, is_clause, is_finite, trimmed},
    cue::Takes,
    outline::Outline,
    report::Report,
    subject::{subject_before, subject_behind},
    verb::{Found, STANCE},
};
use crate::extract::tag::Tag;

/// `..., said X`: what is said stands before.
pub fn inverted(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    report: &Report,
) -> Option<Report> {
    let before = report.cue.start.checked_sub(1).filter(|&it| it >= sentence.start)?;
    let quoted = outline.is_quotation(before);
    let after_quote = quoted || before > sentence.start && outline.is_quotation(before - 1);
    if !(quoted || matches!(outline.tag(before), Tag::Comma | Tag::Dash)) {
        return None;
    }
    // `Lavrov, the minister, said`: the comma closes an apposition.
    let said =
        (report.cue.end..sentence.end).any(|at| is_finite(outline, at) || outline.is_quotation(at));
    let before_clause = is_clause(outline, &(sentence.start..before));
    if !after_quote
        && (said || !before_clause)
        && subject_before(outline, sentence.start, report.cue.start).is_some()
    {
        return None;
    }
    let source = subject_behind(outline, report.cue.end, sentence.end)?;
    // `..., said he would`: a clause follows, and no speaker.
    if source.end < sentence.end && is_finite(outline, source.end) {
        return None;
    }
    let content = sentence.start..before + usize::from(quoted);
    let rest = adjuncts(outline, source.end, sentence.end);
    let ends = rest.end >= sentence.end
        || matches!(outline.tag(rest.end), Tag::Stop | Tag::Comma | Tag::Dash);
    if !after_quote && !ends {
        return None;
    }
    let mut contents = vec![content_before(outline, content)?];
    contents.extend(content_behind(outline, rest.end, sentence.end));
    Some(Report {
        source: Some(source),
        content: contents,
        venue: rest.venue,
        addressee: rest.addressee,
        rule: "said after what is said",
        ..report.clone()
    })
}

/// `..., X said`: what is said stands before, and may go on.
pub fn aside(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    found: &Found<'_>,
    report: &Report,
) -> Option<Report> {
    let source = report.source.clone()?;
    let before = source.start.checked_sub(1).filter(|&it| it >= sentence.start)?;
    let quoted = outline.is_quotation(before);
    let comma = outline.tag(before) == Tag::Comma;
    if !(quoted || comma || outline.tag(before) == Tag::Dash) || source.end > report.cue.start {
        return None;
    }
    let after_quote = quoted || before > sentence.start && outline.is_quotation(before - 1);
    let content = content_before(outline, sentence.start..before + usize::from(quoted))?;
    let mut rest = adjuncts(outline, report.cue.end, sentence.end);
    let takes = found.cue.takes;
    if rest.end == report.cue.end && (after_quote || takes.has(Takes::PERSON)) {
        // `..., X told reporters.`
        let close = base_noun_end(outline, rest.end, sentence.end);
        if close > rest.end {
            let addressee = rest.end..close;
            rest = adjuncts(outline, close, sentence.end);
            rest.addressee = Some(addressee);
        }
    }
    let ends = rest.end >= sentence.end
        || matches!(outline.tag(rest.end), Tag::Stop | Tag::Comma | Tag::Dash);
    let clear = takes.has(Takes::CLAUSE) && found.cue.weight >= STANCE;
    if !(after_quote || ends && clear) {
        return None;
    }
    let mut contents = vec![content];
    contents.extend(content_behind(outline, rest.end, sentence.end));
    let says = |run: &Range<usize>| {
        is_clause(outline, run) || run.clone().any(|at| outline.is_quotation(at))
    };
    if !contents.iter().any(says) {
        return None;
    }
    Some(Report {
        content: contents,
        venue: rest.venue,
        addressee: rest.addressee,
        rule: "said aside",
        ..report.clone()
    })
}

/// `As X noted, ...`: what is said follows the comma, or stands before.
pub fn as_said(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    report: &Report,
) -> Option<Report> {
    let source = report.source.clone()?;
    let before = source.start.checked_sub(1).filter(|&it| it >= sentence.start)?;
    if !outline.is(before, "as") || source.end > report.cue.start {
        return None;
    }
    let rest = adjuncts(outline, report.cue.end, sentence.end);
    let comma = rest.end + 1 < sentence.end && outline.tag(rest.end) == Tag::Comma;
    let run = if before == sentence.start && comma {
        trimmed(outline, rest.end..content_end(outline, rest.end + 1, sentence.end))
    } else if rest.end + 1 >= sentence.end {
        trimmed(outline, sentence.start..before)
    } else {
        return None;
    };
    is_clause(outline, &run).then(|| Report {
        content: std::iter::once(run).collect(),
        venue: rest.venue,
        addressee: rest.addressee,
        rule: "as X said",
        ..report.clone()
    })
}

/// What goes on behind `, X said, `.
fn content_behind(outline: &Outline<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    if start >= end {
        return None;
    }
    let comma = matches!(outline.tag(start), Tag::Comma | Tag::Dash | Tag::Colon);
    let quoted = outline.is_quotation(start);
    if !quoted && (!comma || start + 1 == end) {
        return None;
    }
    let first = start + usize::from(!quoted);
    let breaks = match outline.tag(first) {
        Tag::Gerund => true,
        Tag::Preposition | Tag::Subordinator => {
            comma
                && !outline.is_quotation(first)
                && outline
                    .is_any(first, &["as", "while", "referring", "according", "after", "before"])
        }
        _ => false,
    };
    if breaks {
        return None;
    }
    let close =
        if outline.is_quotation(first) { first + 1 } else { content_end(outline, first, end) };
    let run = trimmed(outline, first..close);
    (!run.is_empty()).then_some(run)
}

/// What is said before the cue, without a dateline and signs at its edges.
fn content_before(outline: &Outline<'_, '_>, run: Range<usize>) -> Option<Range<usize>> {
    let mut run = trimmed(outline, run);
    if !run.is_empty() {
        let tokens = outline.token(run.start)..outline.token_end(run.end - 1);
        let told = outline.reading.behind_dateline(&tokens);
        while run.start < run.end && outline.token(run.start) < told {
            run.start += 1;
        }
    }
    (!run.is_empty()).then_some(run)
}
