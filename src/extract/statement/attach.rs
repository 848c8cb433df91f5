//! Quotations without a cue of their own get the speaker of what stands around.

use std::ops::Range;

use super::{
    clause::{is_finite, is_fragment, subject_before},
    outline::Outline,
    report::Report,
};
use crate::extract::tag::Tag;

/// The reports of all sentences, with those of quotations that have no cue, in the order of the
/// text.
pub fn all(outline: &Outline<'_, '_>) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    let mut taken = vec![false; outline.quotations.len()];
    // The last report with a quotation, and the subject of the last sentence.
    let mut last_quoted: Option<usize> = None;
    let mut last_subject: Option<Range<usize>> = None;
    for sentence in &outline.sentences {
        let found = outermost(super::report::in_sentence(outline, sentence.clone()));
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
                    .filter(|&last| near(outline, &reports[last], at))
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
                    .or_else(|| main_subject(outline, sentence, at))
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
        if !bare {
            last_subject = reports[first..]
                .iter()
                .rev()
                .find_map(|report| report.source.clone())
                .or_else(|| main_subject(outline, sentence, sentence.end))
                .or(last_subject);
        }
    }
    reports.retain(|report| !report.content.is_empty());
    reports.sort_by_key(|report| report.content.first().map_or(0, |run| run.start));
    reports
}

/// The reports whose cue is not in what another one says.
fn outermost(reports: Vec<Report>) -> Vec<Report> {
    let inside = |report: &Report| {
        let cue = report.cue.start;
        reports.iter().any(|other| other.content.iter().any(|run| run.contains(&cue)))
    };
    let kept: Vec<bool> = reports.iter().map(|report| !inside(report)).collect();
    reports.into_iter().zip(kept).filter_map(|(report, kept)| kept.then_some(report)).collect()
}

/// The quotations in what a report says.
fn quotations(outline: &Outline<'_, '_>, report: &Report) -> Vec<usize> {
    report.content.iter().cloned().flatten().filter_map(|at| outline.number(at)).collect()
}

/// Whether a sentence is nothing but quotations.
fn is_bare(outline: &Outline<'_, '_>, sentence: &Range<usize>) -> bool {
    sentence.clone().all(|at| outline.is_quotation(at) || outline.tag(at).is_sign())
}

/// Whether a report is in this paragraph or the one before.
fn near(outline: &Outline<'_, '_>, report: &Report, at: usize) -> bool {
    let Some(last) = report.content.last() else { return false };
    let begins = (last.end..=at).filter(|&it| it < outline.len() && outline.paragraph_begins(it));
    begins.take(3).count() < 3
}

/// The subject of the first finite verb before a piece.
fn main_subject(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    end: usize,
) -> Option<Range<usize>> {
    let verb = (sentence.start..end.min(sentence.end)).find(|&at| is_finite(outline, at))?;
    let subject = subject_before(outline, sentence.start, verb)?;
    (outline.tag(subject.start) != Tag::Relative).then_some(subject)
}
