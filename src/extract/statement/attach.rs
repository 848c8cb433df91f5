//! Quotations without a cue of their own get the speaker of what stands around.

use std::ops::Range;

use super::{
    clause::{is_finite, is_fragment},
    outline::Outline,
    report::Report,
    subject::subject_before,
};
use crate::extract::tag::Tag;

/// The reports of all sentences, with those of quotations that have no cue, in the order of the
/// text.
pub fn all(outline: &Outline<'_, '_>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    let mut taken = vec![false; outline.quotations.len()];
    // The last report with a quotation, and who speaks or acts in the last sentence.
    let mut last_quoted: Option<usize> = None;
    let mut last_subject: Option<Range<usize>> = None;
    let mut last_speaks = false;
    // The report whose speaker a transcript has for this paragraph.
    let mut transcript: Option<usize> = None;
    for sentence in &outline.sentences {
        if outline.paragraph_begins(sentence.start) {
            transcript = None;
        }
        if let Some(report) = transcript {
            reports[report].content.push(sentence.clone());
            for number in sentence.clone().filter_map(|at| outline.number(at)) {
                taken[number] = true;
            }
            continue;
        }
        let found = outermost(outline, super::report::in_sentence(outline, sentence.clone()));
        let first = reports.len();
        for mut report in found {
            for number in quotations(outline, &report) {
                taken[number] = true;
                // The paragraphs before it are of the same quotation.
                if let Some(before) = number.checked_sub(1)
                    && outline.quotations[before].continued
                    && let Some(open) = last_quoted
                    && reports[open].cue.is_empty()
                {
                    let before = std::mem::take(&mut reports[open].content);
                    report.content.splice(0..0, before);
                }
                last_quoted = Some(reports.len());
            }
            if report.rule == super::noun::TRANSCRIPT {
                transcript = Some(reports.len());
            }
            reports.push(report);
        }
        let begins = outline.paragraph_begins(sentence.start);
        let bare = is_bare(outline, sentence);
        for at in sentence.clone() {
            let Some(number) = outline.number(at).filter(|&number| !taken[number]) else {
                continue;
            };
            taken[number] = true;
            let continued = number > 0 && outline.quotations[number - 1].continued;
            if let Some(last) = last_quoted
                && (bare && !begins || continued)
            {
                reports[last].content.push(at..at + 1);
                continue;
            }
            let mut report = Report::default();
            report.content.push(at..at + 1);
            if bare {
                let source = last_quoted
                    .filter(|&last| !last_speaks && near(outline, &reports[last], at))
                    .and_then(|last| reports[last].source.clone());
                let quoted_before = source.is_some();
                report.source = source.or_else(|| last_subject.clone());
                report.confidence = if quoted_before { 0.8 } else { 0.6 };
                report.rule =
                    if quoted_before { "quotation goes on" } else { "quotation after its speaker" };
                last_quoted = Some(reports.len());
            } else {
                let own = reports[first..].iter().rev().find_map(|report| report.source.clone());
                report.source = own
                    .or_else(|| subject_near(outline, sentence, at))
                    .or_else(|| last_subject.clone());
                let whole = !is_fragment(outline, at);
                report.confidence = if whole { 0.5 } else { 0.3 };
                report.rule = if whole { "quotation without cue" } else { "quoted words" };
                if whole {
                    last_quoted = Some(reports.len());
                }
            }
            reports.push(report);
        }
        if bare {
            last_speaks = false;
        } else {
            let said = reports[first..].iter().rev().find_map(|report| report.source.clone());
            let colon = outline.tag(sentence.end - 1) == Tag::Colon;
            last_speaks = said.is_some() || colon;
            let subject = said.or_else(|| main_subject(outline, sentence));
            last_subject = subject.or(last_subject);
        }
    }
    reports.retain(|report| !report.content.is_empty());
    reports.sort_by_key(|report| report.content.first().map_or(0, |run| run.start));
    reports
}

/// The reports whose cue is not in what another one says, and those with quotations.
fn outermost(outline: &Outline<'_, '_>, reports: Vec<Report>) -> Vec<Report> {
    let runs = reports.iter().flat_map(|report| report.content.iter());
    let mut runs: Vec<Range<usize>> = runs.cloned().collect();
    runs.sort_by_key(|run| run.start);
    // The furthest end of the runs up to each one.
    let mut furthest = 0;
    for run in &mut runs {
        furthest = run.end.max(furthest);
        run.end = furthest;
    }
    let inside = |report: &Report| {
        let cue = report.cue.start;
        let before = runs.partition_point(|run| run.start <= cue);
        before.checked_sub(1).is_some_and(|last| cue < runs[last].end)
    };
    reports
        .into_iter()
        .filter(|report| !inside(report) || !quotations(outline, report).is_empty())
        .collect()
}

/// The quotations in what a report says.
fn quotations(outline: &Outline<'_, '_>, report: &Report) -> Vec<usize> {
    report.content.iter().cloned().flatten().filter_map(|at| outline.number(at)).collect()
}

/// Whether a sentence is nothing but quotations.
fn is_bare(outline: &Outline<'_, '_>, sentence: &Range<usize>) -> bool {
    sentence.clone().all(|at| outline.is_quotation(at) || outline.tag(at).is_sign())
}

/// How far a quotation reaches for the speaker of the one before, in pieces.
const NEAR: usize = 1000;

/// Whether a report is in this paragraph or the one before.
fn near(outline: &Outline<'_, '_>, report: &Report, at: usize) -> bool {
    let Some(last) = report.content.last().filter(|last| at < last.end + NEAR) else {
        return false;
    };
    let begins = (last.end..=at).filter(|&it| it < outline.len() && outline.paragraph_begins(it));
    begins.take(3).count() < 3
}

/// The subject of the first finite verb of a sentence.
fn main_subject(outline: &Outline<'_, '_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let verb = sentence.clone().find(|&at| is_finite(outline, at))?;
    subject_before(outline, sentence.start, verb).filter(|subject| can_speak(outline, subject))
}

/// The subject of the last finite verb before a piece.
fn subject_near(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Range<usize>> {
    let mut verbs = (sentence.start..at).rev().filter(|&it| is_finite(outline, it)).take(4);
    verbs.find_map(|verb| {
        let subject = subject_before(outline, sentence.start, verb)?;
        can_speak(outline, &subject).then_some(subject)
    })
}

/// Whether a subject names someone, and does not merely stand in its place.
fn can_speak(outline: &Outline<'_, '_>, subject: &Range<usize>) -> bool {
    outline.tag(subject.start) != Tag::Relative
        && !(subject.len() == 1
            && outline.is_any(
                subject.start,
                &["there", "it", "this", "that", "these", "those", "which", "what"],
            ))
}
