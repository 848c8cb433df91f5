//! Reporting clauses: a cue, who speaks, and what the cue governs.

use std::ops::Range;

use super::{
    clause::{base_noun_end, is_time, is_venue},
    cue::Takes,
    noun::{according, named, noun},
    outline::Outline,
    subject::subject_before,
    verb::{any_verb, verb, verb_cue},
};
use crate::extract::tag::Tag;

/// One reporting clause, in runs of pieces.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Who speaks.
    pub source: Option<Range<usize>>,
    /// What reports.
    pub cue: Range<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// To whom.
    pub addressee: Option<Range<usize>>,
    /// On what occasion.
    pub venue: Option<Range<usize>>,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

/// What the auxiliaries make of a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It has a subject: `said`, `has said`.
    Finite,
    /// Its subject is spoken of: `was accused`.
    Passive,
    /// `saying`.
    Gerund,
    /// `to say`.
    Infinitive,
    /// `asked`, without an auxiliary.
    Participle,
}

/// Whether a verb is a cue of any kind.
pub fn is_cue_verb(outline: &Outline<'_, '_>, at: usize) -> bool {
    let lemma = outline.lexicon.lemma(outline.word(at));
    outline.tag(at).is_verb()
        && outline.lexicon.cues.of(lemma).iter().any(|cue| !cue.takes.has(Takes::SORTS))
}

/// Whether a verb is a cue that takes quotations.
pub fn can_quote(outline: &Outline<'_, '_>, at: usize) -> bool {
    let lemma = outline.lexicon.lemma(outline.word(at));
    outline.lexicon.cues.of(lemma).iter().any(|cue| cue.takes.has(Takes::QUOTE))
}

/// The reports of a sentence.
pub fn in_sentence(outline: &Outline<'_, '_>, sentence: Range<usize>) -> Vec<Report> {
    let mut reports: Vec<Report> = named(outline, &sentence).into_iter().collect();
    // The subject of the last finite verb of a main clause, for `and added` and `, saying`.
    let mut subject: Option<Range<usize>> = None;
    for at in sentence.clone() {
        if outline.is_quotation(at) {
            continue;
        }
        let found = match outline.tag(at) {
            tag if tag.is_verb() => {
                let group = group(outline, &sentence, at);
                let voice = voice(outline, &group, at);
                let last = reports.iter().rev().find_map(|report| report.source.as_ref());
                let last = last.filter(|_| can_quote(outline, at)).or(subject.as_ref()).cloned();
                let own = subject_of(outline, &sentence, &group, voice, last.as_ref());
                let report = match verb_cue(outline, at, &group, &sentence) {
                    Some(found) => verb(outline, &sentence, &found, voice, own.clone())
                        .map(|report| with_venue(outline, &sentence, report)),
                    None => any_verb(outline, &sentence, &group, voice, own.clone()),
                };
                if matches!(voice, Voice::Finite | Voice::Passive) {
                    let inverted = report.as_ref().and_then(|report| report.source.clone());
                    let own = inverted
                        .or(own)
                        .filter(|own| subject.is_none() || is_main(outline, &sentence, own));
                    subject = own.or(subject);
                }
                report
            }
            Tag::Auxiliary | Tag::Modal => {
                let next = at + 1 < sentence.end && outline.tag(at + 1).is_verb();
                if !next && !matches!(outline.text(at), "'s" | "’s") {
                    let own = subject_before(outline, sentence.start, at)
                        .filter(|own| subject.is_none() || is_main(outline, &sentence, own));
                    subject = own.or(subject);
                }
                None
            }
            Tag::Noun => noun(outline, &sentence, at),
            _ => None,
        };
        let found = found.or_else(|| according(outline, &sentence, at));
        reports.extend(found);
    }
    reports
}

/// A report whose sentence begins with the occasion: `At a press conference, X said`.
fn with_venue(outline: &Outline<'_, '_>, sentence: &Range<usize>, mut report: Report) -> Report {
    let begins = outline.tag(sentence.start) == Tag::Preposition;
    let subject = report.source.as_ref().map_or(report.cue.start, |source| source.start);
    if begins && report.venue.is_none() && subject > sentence.start {
        let close = base_noun_end(outline, sentence.start + 1, subject);
        let venue = close > sentence.start + 1 && is_venue(outline, close - 1);
        report.venue = venue.then_some(sentence.start..close);
    }
    report
}

/// Whether a subject is not that of a subordinate clause.
fn is_main(outline: &Outline<'_, '_>, sentence: &Range<usize>, subject: &Range<usize>) -> bool {
    outline.tag(subject.start) != Tag::Relative
        && (subject.start == sentence.start
            || !matches!(outline.tag(subject.start - 1), Tag::Relative | Tag::Subordinator))
}

/// The verb with the auxiliaries, negations and adverbs before it.
fn group(outline: &Outline<'_, '_>, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let mut start = at;
    while start > sentence.start
        && matches!(
            outline.tag(start - 1),
            Tag::Auxiliary | Tag::Modal | Tag::Negation | Tag::Adverb | Tag::To
        )
    {
        start -= 1;
    }
    while start < at && outline.tag(start) == Tag::Adverb {
        start += 1;
    }
    start..at + 1
}

fn voice(outline: &Outline<'_, '_>, group: &Range<usize>, at: usize) -> Voice {
    let before = group.start..at;
    let auxiliary = before.clone().rev().find(|&it| outline.tag(it) == Tag::Auxiliary);
    let be = auxiliary.is_some_and(|it| {
        outline.is_any(
            it,
            &[
                "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't",
                "wasn't", "weren't", "'re", "’re", "'m", "’m",
            ],
        )
    });
    let modal = before.clone().any(|it| outline.tag(it) == Tag::Modal);
    match outline.tag(at) {
        Tag::Gerund if be => Voice::Finite,
        Tag::Gerund => Voice::Gerund,
        Tag::Participle | Tag::Past if be => Voice::Passive,
        Tag::Participle if auxiliary.is_none() => Voice::Participle,
        Tag::Base if auxiliary.is_none() && !modal && group.start < at => {
            if before.clone().any(|it| outline.tag(it) == Tag::To) {
                Voice::Infinitive
            } else {
                Voice::Finite
            }
        }
        _ => Voice::Finite,
    }
}

fn subject_of(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    group: &Range<usize>,
    voice: Voice,
    last: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let before = group.start.checked_sub(1).filter(|&it| it >= sentence.start);
    let before = before.map(|mut it| {
        while it > sentence.start && outline.tag(it) == Tag::Adverb {
            it -= 1;
        }
        it
    });
    match voice {
        Voice::Finite | Voice::Passive => {
            let joined = before.is_some_and(|it| {
                outline.tag(it) == Tag::Conjunction
                    || outline.tag(it) == Tag::Comma
                        && it > sentence.start
                        && last.is_some()
                        && subject_before(outline, sentence.start, group.start).is_none()
            });
            if joined {
                return last.cloned();
            }
            subject_before(outline, sentence.start, group.start)
        }
        Voice::Gerund => {
            let noun = before.filter(|&it| {
                matches!(outline.tag(it), Tag::Noun | Tag::Name) && !is_time(outline, it)
            });
            match noun {
                Some(_) if last.is_none() => subject_before(outline, sentence.start, group.start),
                _ => last.cloned(),
            }
        }
        Voice::Infinitive => last.cloned(),
        Voice::Participle => None,
    }
}
