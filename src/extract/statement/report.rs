//! Reporting clauses: a cue, who speaks, and what the cue governs.

use std::ops::Range;

use super::{
    clause::{
        adjuncts, base_noun_end, begins_noun, content_end, is_finite, is_fragment, is_time,
        subject_before, subject_behind,
    },
    cue::{Cue, Takes},
    outline::Outline,
};
use crate::extract::{tag::Tag, token::Shape};

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

/// A cue where it stands.
struct Found<'a> {
    cue: &'a Cue,
    /// The verb group with auxiliaries and the words after the verb that belong to the cue.
    group: Range<usize>,
}

/// What the auxiliaries make of a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    Finite,
    Passive,
    Gerund,
    Infinitive,
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
                    Some(found) => verb(outline, &sentence, &found, voice, own.clone()),
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

/// How long a name before a colon can be, in pieces.
const NAME_REACH: usize = 12;

/// `Lavrov: Talks will go on`: a name and a colon at the beginning of a paragraph. In capitals it is
/// a transcript.
fn named(outline: &Outline<'_, '_>, sentence: &Range<usize>) -> Option<Report> {
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

/// The weight from which a cue may stand before its speaker without a quotation.
const CLEAR: f64 = 0.9;

/// Whether a subject is not that of a subordinate clause.
fn is_main(outline: &Outline<'_, '_>, sentence: &Range<usize>, subject: &Range<usize>) -> bool {
    outline.tag(subject.start) != Tag::Relative
        && (subject.start == sentence.start
            || !matches!(outline.tag(subject.start - 1), Tag::Relative | Tag::Subordinator))
}

/// The report of a verb that the table does not have, beside a quotation: `“...,” X snarled`.
fn any_verb(
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

fn verb_cue<'a>(
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
fn verb(
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

/// Cues below this weight tell what someone wants or thinks, and that only where it is told as a
/// fact and of someone.
const STANCE: f64 = 0.8;

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
fn is_told(outline: &Outline<'_, '_>, found: &Found<'_>, report: &Report) -> bool {
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

/// `..., said X`: what is said stands before.
fn inverted(outline: &Outline<'_, '_>, sentence: &Range<usize>, report: &Report) -> Option<Report> {
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
fn aside(
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
    if !after_quote && !(ends && clear) {
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
fn as_said(outline: &Outline<'_, '_>, sentence: &Range<usize>, report: &Report) -> Option<Report> {
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

fn is_clause(outline: &Outline<'_, '_>, run: &Range<usize>) -> bool {
    run.clone().any(|at| is_finite(outline, at))
}

/// What is said before the cue, without signs at its edges.
fn content_before(outline: &Outline<'_, '_>, run: Range<usize>) -> Option<Range<usize>> {
    let run = trimmed(outline, run);
    (!run.is_empty()).then_some(run)
}

fn trimmed(outline: &Outline<'_, '_>, mut run: Range<usize>) -> Range<usize> {
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

/// What is said behind the cue.
fn lead(
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
    let rest = adjuncts(outline, at, end);
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
    } else if tag == Tag::To
        || outline.is(at, "to") && at + 1 < end && outline.tag(at + 1) == Tag::Base
    {
        (
            takes.has(Takes::INFINITIVE)
                || takes.has(Takes::PERSON) && after_person > found.group.end,
            "infinitive after cue",
        )
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
fn is_evidence(outline: &Outline<'_, '_>, mut subject: Range<usize>) -> bool {
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

/// `was accused of`, `is expected to`: what is said has the subject in it.
fn passive(
    outline: &Outline<'_, '_>,
    sentence: &Range<usize>,
    found: &Found<'_>,
    subject: Option<Range<usize>>,
) -> Option<Report> {
    if !found.cue.takes.has(Takes::PASSIVE) {
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

/// `his claim that`, `opposition to`.
fn noun(outline: &Outline<'_, '_>, sentence: &Range<usize>, at: usize) -> Option<Report> {
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
    // `said in a statement that` is the report of the verb.
    let venue = source.is_none()
        && at > sentence.start + 1
        && outline.is_any(at - 1, &["a", "an"])
        && outline.is(at - 2, "in");
    if source.is_none() || venue {
        return None;
    }
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
fn according(outline: &Outline<'_, '_>, sentence: &Range<usize>, at: usize) -> Option<Report> {
    let cues = outline.lexicon.cues.of(outline.word(at));
    let fits = |cue: &&Cue| {
        cue.takes.has(Takes::SOURCE)
            && at + cue.rest.len() < sentence.end
            && cue.rest.iter().zip(at + 1..).all(|(&word, it)| outline.word(it) == word)
    };
    let cue = cues.iter().find(fits)?;
    let start = at + 1 + cue.rest.len();
    let source = subject_behind(outline, start, sentence.end)?;
    let before = trimmed(outline, sentence.start..at);
    let mut content = Vec::new();
    if !before.is_empty() {
        content.push(before);
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
