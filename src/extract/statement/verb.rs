//! Verbs that report.

use std::ops::Range;

use super::{
    aside::{as_said, aside, inverted},
    clause::{base_noun_end, content_end, is_finite, is_fragment, trimmed},
    cue::{Cue, Takes},
    lead::lead,
    outline::Outline,
    report::{Report, Voice},
    subject::subject_behind,
};
use crate::extract::tag::Tag;

/// A cue where it stands.
pub struct Found<'a> {
    /// What the table says of it.
    pub cue: &'a Cue,
    /// The verb group with auxiliaries and the words after the verb that belong to the cue.
    pub group: Range<usize>,
}

/// The report of a verb that the table does not have, beside a quotation: `“...,” X snarled`.
pub fn any_verb(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    group: &Range<usize>,
    voice: Voice,
    subject: Option<Range<usize>>,
) -> Option<Report> {
    if !matches!(voice, Voice::Finite | Voice::Gerund) {
        return None;
    }
    let cue = group.clone();
    let report = Report { source: subject, cue, confidence: 0.6, ..Report::default() };
    let begins = outline.is_quotation(sentence.start) && voice == Voice::Finite;
    if begins {
        let before = group.start - 1;
        let source = report.source.as_ref().map_or(before, |source| source.start);
        let quoted = source > sentence.start
            && (sentence.start + 1..source).all(|at| outline.tag(at) == Tag::Comma);
        let open = outline.quotation(sentence.start).is_some_and(|quotation| {
            matches!(outline.reading.word(quotation.inner.end - 1), "," | "!" | "?")
        }) || outline.tag(sentence.start + 1) == Tag::Comma;
        let cue = Cue { rest: Box::default(), takes: Takes::QUOTE, weight: 0.6 };
        let found = Found { cue: &cue, group: group.clone() };
        if quoted && open {
            return inverted(outline, sentence, &report)
                .or_else(|| aside(outline, sentence, &found, &report));
        }
    }
    report.source.as_ref()?;
    let start = group.end;
    let mut quoted = start;
    while quoted < sentence.end && matches!(outline.tag(quoted), Tag::Comma | Tag::Colon) {
        quoted += 1;
    }
    let direct = quoted > start
        && quoted < sentence.end
        && outline.is_quotation(quoted)
        && !is_fragment(outline, quoted);
    let run = if direct {
        quoted..quoted + 1
    } else if start < sentence.end && outline.is(start, "that") && voice == Voice::Finite {
        trimmed(outline, start..content_end(outline, start, sentence.end))
    } else {
        return None;
    };
    if !run.clone().any(|at| outline.is_quotation(at)) {
        return None;
    }
    let mut report = report;
    report.content.push(run);
    report.rule = "quotation behind a verb";
    Some(report)
}

pub fn verb_cue<'a>(
    outline: &'a Outline<'_, '_>,
    at: usize,
    group: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Found<'a>> {
    let lemma = outline.lexicon.lemma(outline.word(at));
    let fits = |cue: &&Cue| {
        at + cue.rest.len() < sentence.end
            && cue.rest.iter().zip(at + 1..).all(|(&word, it)| outline.word(it) == word)
            && !cue.takes.has(Takes::SORTS)
    };
    let cue = outline.lexicon.cues.of(lemma).iter().find(fits)?;
    Some(Found { cue, group: group.start..at + 1 + cue.rest.len() })
}

/// The report of a verb.
pub fn verb(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    found: &Found<'_>,
    voice: Voice,
    subject: Option<Range<usize>>,
) -> Option<Report> {
    let takes = found.cue.takes;
    let report = Report {
        source: subject.clone(),
        cue: found.group.clone(),
        confidence: found.cue.weight,
        ..Report::default()
    };
    match voice {
        Voice::Passive => return passive(outline, sentence, found, subject),
        Voice::Participle => return asked(outline, sentence, found),
        Voice::Infinitive => return None,
        Voice::Finite | Voice::Gerund => {}
    }
    let next = found.group.end;
    if takes.has(Takes::SEEMING) && voice == Voice::Finite && next < sentence.end {
        let seems = matches!(outline.tag(next), Tag::To | Tag::Adjective)
            || outline.is_any(next, &["like", "as", "that"]);
        return passive(outline, sentence, found, subject).filter(|_| seems);
    }
    if subject.is_none() && takes.has(Takes::PERSON) {
        return asked(outline, sentence, found);
    }
    if found.cue.weight < STANCE && !is_stance(outline, found, subject.as_ref()?) {
        return None;
    }
    if takes.has(Takes::QUOTE) && voice == Voice::Finite {
        let clear =
            takes.has(Takes::CLAUSE) && !takes.has(Takes::PERSON) && found.cue.weight >= CLEAR;
        let aside = inverted(outline, sentence, &report)
            .filter(|aside| clear || aside.content[0].clone().any(|at| outline.is_quotation(at)))
            .or_else(|| aside(outline, sentence, found, &report))
            .or_else(|| as_said(outline, sentence, &report));
        if aside.is_some() {
            return aside;
        }
    }
    let mut report = report;
    if report.source.is_none() && takes.has(Takes::QUOTE) && found.cue.weight >= CLEAR {
        report.source = leading_noun(outline, sentence, found.group.start);
    }
    report.source.as_ref()?;
    lead(outline, sentence, found, report)
}

/// The noun phrase that a sentence without commas begins with: `People we met said`.
fn leading_noun(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Range<usize>> {
    let source = subject_behind(outline, sentence.start, verb)?;
    let finite = (source.end..verb).filter(|&at| is_finite(outline, at)).count();
    let comma = (source.end..verb).any(|at| outline.tag(at).is_sign());
    (finite <= 2 && !comma).then_some(source)
}

/// The weight from which a cue may stand before its speaker without a quotation.
pub const CLEAR: f64 = 0.9;

/// Cues below this weight tell what someone wants or thinks, and that only where it is told as a
/// fact and of someone.
pub const STANCE: f64 = 0.8;

fn is_stance(outline: &Outline<'_, '_>, found: &Found<'_>, subject: &Range<usize>) -> bool {
    let modal = found.group.clone().any(|at| outline.tag(at) == Tag::Modal);
    let pronoun = subject.len() == 1
        && (outline.tag(subject.start) == Tag::Relative
            || outline.is_any(
                subject.start,
                &["i", "we", "you", "one", "it", "this", "that", "which", "these", "what"],
            ));
    !modal && !pronoun
}

/// Whether someone does it: not what could be, and not who does it only by the way.
pub fn is_told(outline: &Outline<'_, '_>, found: &Found<'_>, report: &Report) -> bool {
    let possible = found.group.clone().any(|at| {
        outline.is_any(at, &["would", "could", "might", "may", "can", "can't", "couldn't", "will"])
    });
    let by_the_way = report
        .source
        .as_ref()
        .is_some_and(|source| source.len() == 1 && outline.tag(source.start) == Tag::Relative);
    let says = found.cue.takes.has(Takes::QUOTE) && found.cue.weight >= CLEAR;
    says || !possible && !by_the_way
}

/// `asked about the talks`, `was told that`: what is said to someone whom the sentence is about.
fn asked(outline: &Outline<'_, '_>, sentence: &Range<usize>, found: &Found<'_>) -> Option<Report> {
    let mut start = found.group.end;
    let begins = found.group.start == sentence.start
        || outline.is_any(found.group.start - 1, &["when", "if", "and", ","])
        || found.group.len() > 1;
    if !found.cue.takes.has(Takes::PERSON) || !begins || start >= sentence.end {
        return None;
    }
    if outline.is(start, "by") {
        start = base_noun_end(outline, start + 1, sentence.end);
    }
    let fits = start < sentence.end
        && (outline.tag(start) == Tag::To
            || outline.is_any(
                start,
                &["about", "whether", "if", "how", "what", "why", "that", "who", "which", "where"],
            ));
    if !fits {
        return None;
    }
    let close = content_end(outline, start, sentence.end);
    let comma = (start..close).find(|&at| outline.tag(at) == Tag::Comma);
    let run = trimmed(outline, start..comma.unwrap_or(close));
    (!run.is_empty()).then(|| Report {
        cue: found.group.clone(),
        content: std::iter::once(run).collect(),
        confidence: 0.7,
        rule: "asked",
        ..Report::default()
    })
}

/// `was accused of`, `is expected to`: what is said has the subject in it.
fn passive(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    found: &Found<'_>,
    subject: Option<Range<usize>>,
) -> Option<Report> {
    if !found.cue.takes.has(Takes::PASSIVE.or(Takes::SEEMING)) {
        return asked(outline, sentence, found);
    }
    let end = sentence.end;
    let start = found.group.end;
    let close = content_end(outline, start, end);
    let by = (start..close).find(|&at| outline.is(at, "by"));
    let source = by.and_then(|by| subject_behind(outline, by + 1, end));
    let rest = trimmed(outline, start..by.unwrap_or(close));
    let mut content: Vec<Range<usize>> = subject.into_iter().collect();
    if !rest.is_empty() {
        content.push(rest);
    }
    if content.is_empty() {
        return None;
    }
    Some(Report {
        source,
        cue: found.group.clone(),
        content,
        confidence: found.cue.weight * 0.8,
        rule: "passive cue",
        ..Report::default()
    })
}
