//! What stands before `X said`, or around it.

use std::ops::Range;

use super::{BEHIND, Said, attribution_end, holds_clause, quotation_behind};
use crate::extract::{
    find::statement::{
        report::{CLEAR, Report, STANCE, is_saying},
        scene::Scene,
        speaker::only_opens,
    },
    lexicon::cues::{Cue, Takes},
    reading::{
        clause::{Clause, Form},
        tree::Rel,
    },
};

/// What stands before `X said`, or around it.
pub fn before(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, report: &Report) -> Option<Said> {
    let source = report.source.as_ref().filter(|source| source.end <= report.cue.start);
    let front = source.map_or(report.cue.start, |source| source.start);
    let shares = source.is_some() && clause.form == Form::Gerund;
    if front == 0 || shares || scene.begins_paragraph(front) {
        return None;
    }
    if let Some(left) = quotation_before(scene, front) {
        return quoted_before(scene, clause, cue, report, left);
    }
    let reports = cue.takes.has(Takes::CLAUSE) && !cue.takes.has(Takes::DENIAL);
    if !reports || cue.weight < STANCE || clause.form == Form::Gerund {
        return None;
    }
    let sentence = scene.sentence(clause.predicate);
    if front <= sentence.start
        || has_complement(scene, clause, report)
        || quotation_behind(scene, clause, report.cue.end, &sentence).is_some()
    {
        return None;
    }
    let end = attribution_end(scene, clause, report, &sentence);
    if scene.is(front - 1, &["as"]) && is_saying(cue) && cue.weight >= CLEAR {
        return as_said(scene, &sentence, front - 1..end);
    }
    if !scene.is_break(front - 1) {
        return None;
    }
    around(scene, clause, report, &sentence, front..end)
}

/// The quotation that ends before a token, with nothing but a break between, in its paragraph.
fn quotation_before(scene: &Scene<'_, '_>, front: usize) -> Option<usize> {
    let mut last = front - 1;
    if scene.quotation(last).is_none() && scene.is_break(last) {
        last = last.checked_sub(1)?;
    }
    let number = scene.quotation(last)?;
    let quotation = &scene.quotations[number];
    let begins = quotation.marked.start <= scene.sentence(last).start;
    let comma = matches!(scene.text(quotation.inner.end - 1), "," | "!" | "?") || last + 1 < front;
    let whole =
        scene.is_whole(number) || comma && (begins || scene.text(quotation.inner.end - 1) == ",");
    (quotation.marked.end == last + 1 && whole).then_some(number)
}

/// `“...,” X said`, and what goes on behind: `, “...”`.
fn quoted_before(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Cue,
    report: &Report,
    left: usize,
) -> Option<Said> {
    let quotation = &scene.quotations[left];
    let open = matches!(scene.text(quotation.inner.end - 1), "," | "!" | "?")
        || scene.text(quotation.marked.end) == ",";
    let open = open && scene.is_whole(left);
    // A verb that is no cue stands beside a sentence only.
    let is_cue = cue.takes != Takes::QUOTE || cue.weight > 0.6;
    if !cue.takes.has(Takes::QUOTE.or(Takes::PERSON))
        || !is_cue && !scene.is_whole(left)
        || !open && has_complement(scene, clause, report)
    {
        return None;
    }
    let sentence = scene.sentence(clause.predicate);
    let attribution = attribution_end(scene, clause, report, &sentence);
    let right = quotation_behind(scene, clause, report.cue.end, &sentence);
    if quotation.marked.end <= sentence.start {
        // `“We are ready.” Haddad told the crowd.`
        let over = (attribution..sentence.end).all(|at| scene.is_sign(at));
        // `“It is over!” the crowd roared.`
        let cries = matches!(scene.text(quotation.inner.end - 1), "!" | "?");
        let clear = if cries { STANCE } else { CLEAR };
        if right.is_some() || !over || cue.weight < clear {
            return None;
        }
    }
    let mut said = Said::new(BEHIND, Vec::new());
    if report.source.is_none() {
        said.source = scene.noun_head(report.cue.end, sentence.end);
        said.source?;
    }
    // `The plan is “a disgrace,” he said.`
    let words = scene.children(clause.predicate).find(|&it| scene.node(it).rel == Rel::Ccomp);
    let start = match words {
        _ if !scene.is_whole(left) => sentence.start,
        Some(words) => scene.span(words).start,
        None => quotation.marked.start,
    };
    let start = start.max(scene.told_start(&sentence)).min(quotation.marked.start);
    said.content.push(start..quotation.marked.end);
    if let Some(right) = right {
        let next = &scene.quotations[right].marked;
        if !matches!(scene.text(next.start - 1), ":" | ";" | ".") {
            said.content.push(next.clone());
        }
    }
    Some(said)
}

/// Whether what is said stands behind the cue, outside of marks.
fn has_complement(scene: &Scene<'_, '_>, clause: &Clause, report: &Report) -> bool {
    let at = clause.predicate;
    let behind = scene.children(at).filter(|&it| it >= report.cue.end);
    behind.into_iter().any(|it| match scene.node(it).rel {
        Rel::Ccomp => {
            let opening = scene.opening(it);
            scene.quotation(opening).is_none() && !scene.is_break(opening.saturating_sub(1))
        }
        Rel::Xcomp => scene.tag(it).is_verb(),
        _ => false,
    })
}

/// `As X noted, ...`, `..., as X noted`: the rest of the sentence.
fn as_said(
    scene: &Scene<'_, '_>,
    sentence: &Range<usize>,
    attribution: Range<usize>,
) -> Option<Said> {
    let run = if attribution.start == sentence.start {
        attribution.end..sentence.end
    } else {
        scene.told_start(sentence)..attribution.start
    };
    let run = scene.trimmed(run);
    holds_clause(scene, &run).then(|| Said::new("as X said", vec![run]))
}

/// `..., X said`, `..., said X, ...`: the sentence around.
fn around(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    report: &Report,
    sentence: &Range<usize>,
    attribution: Range<usize>,
) -> Option<Said> {
    let at = clause.predicate;
    let Range { start: front, end } = attribution;
    let closes = end >= sentence.end || scene.is_sign(end);
    if !closes {
        return None;
    }
    let start = scene.told_start(sentence);
    let left = scene.trimmed(start..front);
    if left.is_empty() {
        return None;
    }
    let breaks = end < sentence.end && scene.is_break(end);
    let mut content = Vec::new();
    let carries = |it: usize| {
        let rel = scene.node(it).rel;
        let opened = scene.children(it).any(|child| scene.node(child).rel == Rel::Mark);
        let own = || {
            scene
                .children(it)
                .any(|child| matches!(scene.node(child).rel, Rel::Nsubj | Rel::NsubjPass))
        };
        matches!(rel, Rel::Ccomp | Rel::Parataxis)
            || matches!(rel, Rel::Dep | Rel::Conj | Rel::Advcl) && !opened && own()
    };
    let above = scene.node(at).head as usize;
    let hangs =
        above != at && carries(at) && !scene.children(at).any(|it| scene.is(it, &["and", "but"]));
    let is_before =
        scene.children(at).any(|it| it < front && carries(it)) || hangs && above < front;
    let rest = scene.trimmed(end..sentence.end);
    let goes_on = breaks && !rest.is_empty() && {
        let around = hangs && above > end && scene.span(above).start < front;
        let torn = !holds_clause(scene, &left)
            && scene.children(at).any(|it| it >= end && scene.node(it).rel == Rel::Ccomp);
        let subject = scene.tag(left.end - 1).is_noun();
        around || torn && subject
    };
    let reports_other = scene.children(at).any(|it| {
        it >= report.cue.end
            && scene.node(it).rel == Rel::Obj
            && Some(it) != report.addressee
            && !scene.is_time(it)
    });
    let is_said =
        is_before && holds_clause(scene, &left) && !only_opens(scene, &left) && !reports_other;
    if !(is_said || goes_on) {
        return None;
    }
    content.push(left);
    if goes_on {
        content.push(rest);
    }
    let mut said = Said::new("said aside", content);
    if report.source.is_none() {
        let behind = scene.children(at).find(|&it| it > at && scene.tag(it).is_noun());
        said.source = Some(behind?);
    }
    Some(said)
}
