//! What is said: the complement of a cue, the quotation beside it, or the sentence around it.

use std::ops::Range;

use super::{
    report::{CLEAR, Report, STANCE, is_saying},
    scene::Scene,
};
use crate::extract::{
    lexicon::cues::{Cue, Takes},
    reading::{
        clause::{Clause, Form, Link},
        tree::{Penn, Rel},
    },
};

/// What a cue reports.
pub struct Said {
    /// Its runs of tokens.
    pub content: Vec<Range<usize>>,
    /// Who says it, if that shows only now.
    pub source: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
    /// Whether it has a verb of its own.
    pub is_clause: bool,
}

impl Said {
    fn new(rule: &'static str, content: Vec<Range<usize>>) -> Self {
        Self { content, source: None, rule, is_clause: true }
    }
}

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
    if !cue.takes.has(Takes::CLAUSE) || cue.weight < STANCE || clause.form == Form::Gerund {
        return None;
    }
    let sentence = scene.sentence(clause.predicate);
    if front <= sentence.start
        || has_complement(scene, clause, report)
        || quotation_behind(scene, clause, report.cue.end, &sentence).is_some()
    {
        return None;
    }
    if scene.is(front - 1, &["as"]) && is_saying(cue) && cue.weight >= CLEAR {
        return as_said(scene, clause, report, &sentence, front - 1);
    }
    if !scene.is_break(front - 1) {
        return None;
    }
    around(scene, clause, report, &sentence, front)
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
        if right.is_some() || !over || cue.weight < CLEAR {
            return None;
        }
    }
    let mut said = Said::new("said after what is said", Vec::new());
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

/// One past the words of `X told reporters on Monday`, up to the first break.
fn attribution_end(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    report: &Report,
    sentence: &Range<usize>,
) -> usize {
    /// A verb this far behind its beginning says that a phrase holds a clause.
    const CLAUSE: usize = 12;
    let mut end = report.source.as_ref().map_or(0, |source| source.end).max(report.cue.end);
    for child in scene.children(clause.predicate) {
        let span = scene.span(child);
        let is_adjunct = matches!(
            scene.node(child).rel,
            Rel::Obl | Rel::Iobj | Rel::Obj | Rel::Advmod | Rel::Nmod | Rel::Nsubj
        );
        let tells = span.clone().take(CLAUSE).any(|it| scene.is_finite(it));
        if is_adjunct && !tells && span.start == end {
            end = scene.phrase(child, clause.predicate).end.max(end);
        }
    }
    end.min(sentence.end)
}

/// The quotation that stands right behind a cue: nothing but adjuncts between.
pub fn quotation_behind(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    start: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let mut number = scene.next_quotation(start)?;
    // A name in marks among the words between.
    if !scene.is_whole(number) && scene.quotations.get(number + 1).is_some() {
        let next = &scene.quotations[number + 1].marked;
        let introduced = !scene.is_break(scene.quotations[number].marked.start - 1);
        number += usize::from(introduced && next.start < sentence.end);
    }
    let marked = &scene.quotations[number].marked;
    let whole = scene.is_whole(number) || scene.is_break(marked.start - 1);
    if marked.start >= sentence.end || !whole {
        return None;
    }
    let children = scene.children(clause.predicate).filter(|&it| it >= start);
    let mut between = children.take_while(|&it| scene.opening(it) < marked.start);
    let is_adjunct = |it: usize| {
        matches!(
            scene.node(it).rel,
            Rel::Obl
                | Rel::Iobj
                | Rel::Obj
                | Rel::Advmod
                | Rel::Nmod
                | Rel::Nsubj
                | Rel::Punct
                | Rel::Compound
                | Rel::Discourse
        )
    };
    let covers = |it: usize| it < marked.start && is_adjunct(it);
    if !between.all(covers) {
        return None;
    }
    // No other clause may stand between, but one that describes whom it is said to.
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < start);
    let near = clauses[next..].iter().take_while(|it| it.predicate < marked.start).take(NEAR);
    let describes =
        |it: &Clause| it.noun.is_some() && scene.cue(it.predicate, Takes::default()).is_none();
    near.into_iter().all(describes).then_some(number)
}

/// So many clauses between a cue and a quotation are looked at.
const NEAR: usize = 4;

/// `As X noted, ...`, `..., as X noted`.
fn as_said(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    report: &Report,
    sentence: &Range<usize>,
    opening: usize,
) -> Option<Said> {
    let end = attribution_end(scene, clause, report, sentence);
    let run = if opening == sentence.start {
        end..sentence.end
    } else {
        scene.told_start(sentence)..opening
    };
    let run = scene.trimmed(run);
    holds_clause(scene, &run).then(|| Said::new("as X said", vec![run]))
}

/// Whether a finite clause stands in a run.
pub fn holds_clause(scene: &Scene<'_, '_>, run: &Range<usize>) -> bool {
    /// So many clauses and tokens are looked at.
    const REACH: usize = 40;
    let clauses = &scene.reading.clauses;
    let first = clauses.partition_point(|it| it.predicate < run.start);
    let near = clauses[first..].iter().take(REACH);
    let mut within = near.take_while(|it| it.predicate < run.end);
    within.any(|it| it.form == Form::Finite)
        || run.clone().take(REACH).any(|it| scene.is_finite(it))
}

/// `..., X said`, `..., said X, ...`: the sentence around.
fn around(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    report: &Report,
    sentence: &Range<usize>,
    front: usize,
) -> Option<Said> {
    let at = clause.predicate;
    let end = attribution_end(scene, clause, report, sentence);
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
    if !(is_before && holds_clause(scene, &left) || goes_on) {
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

/// What stands behind a cue.
pub fn behind(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, report: &Report) -> Option<Said> {
    let takes = cue.takes;
    let at = clause.predicate;
    let sentence = scene.sentence(at);
    let source_end = report.source.as_ref().map_or(0, |source| source.end);
    let start = report.cue.end.max(source_end.min(sentence.end));
    if takes.has(Takes::QUOTE.or(Takes::PERSON))
        && let Some(number) = quotation_behind(scene, clause, report.cue.end, &sentence)
    {
        let marked = scene.quotations[number].marked.clone();
        let known = cue.weight > 0.6 || scene.is_break(marked.start - 1);
        return known.then(|| Said::new("quoted after cue", vec![marked]));
    }
    if takes == Takes::QUOTE {
        return None;
    }
    let Some((first, kind)) = complement(scene, clause, cue, report, start) else {
        let clear = takes.has(Takes::CLAUSE) && cue.weight >= STANCE && report.source.is_some();
        let run = torn(scene, clause, report, &sentence).filter(|_| clear)?;
        return Some(Said::new("clause after cue", vec![run]));
    };
    let mut run = scene.span(first);
    run.start = run.start.max(start);
    // `told Anadolu news agency that rebels ...`, `said earlier that`: where the parser hangs too much
    // or too little from the clause.
    let that = that_behind(scene, report.cue.end, &sentence);
    if let Some(that) = that.filter(|&it| kind == Kind::Clause && it < first) {
        run.start = that;
    }
    if kind == Kind::Clause {
        run.end = close(scene, clause, run.start, &sentence);
    }
    for child in scene.children(at).filter(|&it| it > first) {
        let span = scene.span(child);
        let belongs = matches!(
            scene.node(child).rel,
            Rel::Obl | Rel::Advmod | Rel::Advcl | Rel::Xcomp | Rel::Ccomp | Rel::Nmod | Rel::Obj
        );
        let venue = report.venue.as_ref().is_some_and(|it| it.contains(&span.start));
        if kind == Kind::Clause || span.start > run.end || !belongs || venue {
            break;
        }
        run.end = run.end.max(span.end);
    }
    let run = scene.trimmed(run.start..run.end.min(sentence.end));
    if run.is_empty() {
        return None;
    }
    let quoted = !scene.quotations_in(&run).is_empty();
    if is_lost(scene, first, cue, report) && !quoted && !holds_clause(scene, &run) {
        return None;
    }
    let run = scene.with_marks(run);
    let rule = match kind {
        Kind::Clause if scene.is(run.start, &["that", "whether"]) => "clause after cue",
        Kind::Infinitive => "infinitive after cue",
        Kind::Gerund => "gerund after cue",
        Kind::Clause | Kind::Words => "words after cue",
    };
    Some(Said { is_clause: kind == Kind::Clause, ..Said::new(rule, vec![run]) })
}

/// A clause behind a cue that the parser hung from something else: `said in the early hours that`.
fn torn(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    report: &Report,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let that = that_behind(scene, report.cue.end, sentence);
    let there = (report.cue.end < sentence.end && scene.tag(report.cue.end) == Penn::Ex)
        .then_some(report.cue.end);
    let first = that.or(there);
    let first = first.unwrap_or_else(|| attribution_end(scene, clause, report, sentence));
    let tag = scene.tag(first.min(sentence.end - 1));
    let opens = that.is_some()
        || tag.is_noun()
        || matches!(tag, Penn::Dt | Penn::Prp | Penn::PrpS | Penn::Jj | Penn::Cd | Penn::Ex)
        || matches!(tag, Penn::OpenQuote | Penn::Pdt);
    if first >= sentence.end || !opens || scene.is_time(first) && that.is_none() {
        return None;
    }
    let run = scene.trimmed(first..close(scene, clause, first, sentence));
    (!run.is_empty() && holds_clause(scene, &run)).then(|| scene.with_marks(run))
}

/// The `that` behind a cue, if only a noun phrase or two stand between.
fn that_behind(scene: &Scene<'_, '_>, start: usize, sentence: &Range<usize>) -> Option<usize> {
    /// So many tokens can stand between.
    const REACH: usize = 15;
    let between = |at: &usize| {
        let tag = scene.tag(*at);
        tag.is_noun()
            || scene.is_time(*at)
            || matches!(tag, Penn::In | Penn::Dt | Penn::Jj | Penn::Jjr | Penn::Rb | Penn::Rbr)
            || matches!(tag, Penn::PrpS | Penn::To | Penn::Pos | Penn::Comma | Penn::Prp | Penn::Cd)
    };
    let mut near = start..sentence.end.min(start + REACH);
    let stop = near.find(|at| scene.is(*at, &["that"]) || !between(at));
    stop.filter(|&it| scene.is(it, &["that"]))
}

/// Where what is said behind a cue ends: before the next thing that its speaker does, and before
/// what is told beside it.
fn close(scene: &Scene<'_, '_>, clause: &Clause, start: usize, sentence: &Range<usize>) -> usize {
    /// So many clauses and so many tokens are looked at.
    const CLAUSES: usize = 40;
    const TOKENS: usize = 400;
    let at = clause.predicate;
    let mut end = sentence.end.min(start + TOKENS);
    if matches!(clause.link, Link::Relative | Link::Adnominal) {
        end = end.min(scene.span(at).end.max(start + 1));
    }
    let stops = |it: &usize| {
        scene.text(*it) == ";"
            || scene.is(*it, &["according"]) && scene.is_break(it.saturating_sub(1))
    };
    end = (start + 1..end).find(stops).unwrap_or(end);
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < start);
    let within = clauses[next..].iter().take(CLAUSES).take_while(|it| it.predicate < end);
    for other in within {
        let predicate = other.predicate;
        if scene.quotation(predicate).is_some_and(|it| scene.is_whole(it)) {
            continue;
        }
        let opening = scene.span(predicate).start;
        let named = scene
            .children(predicate)
            .any(|it| it < predicate && matches!(scene.node(it).rel, Rel::Nsubj | Rel::NsubjPass));
        let says = scene.cue(predicate, Takes::default()).is_some_and(is_saying);
        let own = scene.node(predicate).head as usize == at;
        let comma = opening > start && scene.is_break(scene.opening(predicate).max(1) - 1);
        let mark = other.mark.filter(|&it| {
            scene.is(it, &["while", "although", "though", "whereas", "as", "after", "when"])
        });
        let joint = |it: usize| it > start && (scene.is_sign(it) || scene.tag(it) == Penn::Cc);
        let ends = match other.link {
            Link::Conjunct if named => {
                let but = (opening..predicate).take(3).any(|it| scene.is(it, &["but"]));
                (own || says || but) && (comma || joint(opening))
            }
            Link::Conjunct => says && other.form == Form::Finite && joint(opening),
            Link::Adverbial if other.form == Form::Gerund => says && comma,
            Link::Adverbial => own && mark.is_some() && comma,
            _ => false,
        };
        if ends && opening > start {
            return opening.min(end);
        }
    }
    end
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Clause,
    Infinitive,
    Gerund,
    Words,
}

/// The token that heads what a cue takes, and what it is.
fn complement(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Cue,
    report: &Report,
    start: usize,
) -> Option<(usize, Kind)> {
    let takes = cue.takes;
    let clausal = takes.has(Takes::CLAUSE.or(Takes::PERSON));
    let at = clause.predicate;
    let finding = || {
        let evidence = |it: usize| scene.is_noun_of(it, Takes::EVIDENCE);
        takes.has(Takes::FINDING) && report.speaker.is_some_and(evidence)
    };
    for child in scene.children(at).filter(|&it| it >= start) {
        let rel = scene.node(child).rel;
        let span = scene.span(child);
        let opening = span.start.max(start);
        let found = match rel {
            Rel::Ccomp if clausal || takes.has(Takes::OBJECT) => Some(Kind::Clause),
            Rel::Parataxis | Rel::Csubj | Rel::Dep
                if clausal && is_saying(cue) && holds_clause(scene, &(opening..span.end)) =>
            {
                Some(Kind::Clause)
            }
            Rel::Advcl if clausal && scene.is(opening, &["that", "whether"]) => Some(Kind::Clause),
            _ if is_lost(scene, child, cue, report) => Some(Kind::Clause),
            Rel::Xcomp => xcomp(scene, child, takes, report),
            Rel::Obj | Rel::Iobj if Some(child) == report.addressee && clausal => {
                let only = scene.children(at).all(|it| {
                    let rel = scene.node(it).rel;
                    it <= child
                        || !matches!(rel, Rel::Ccomp | Rel::Xcomp | Rel::Parataxis | Rel::Obj)
                });
                (only && takes.has(Takes::OBJECT)).then_some(Kind::Words)
            }
            Rel::Obj if takes.has(Takes::OBJECT) || finding() => Some(Kind::Words),
            Rel::Obj if takes.has(Takes::QUOTE) && scene.quotation(child).is_some() => {
                Some(Kind::Words)
            }
            Rel::Obl | Rel::Advcl | Rel::Nmod
                if !cue.rest.is_empty() && span.start < start + 2 && start <= child =>
            {
                takes.has(Takes::OBJECT.or(Takes::GERUND)).then_some(Kind::Words)
            }
            Rel::Conj => return None,
            _ => None,
        };
        if let Some(kind) = found {
            return Some((child, kind));
        }
    }
    None
}

/// Whether a noun behind a cue is the subject of a clause that the parser lost: the cue has its own
/// subject, or takes no object.
fn is_lost(scene: &Scene<'_, '_>, child: usize, cue: &Cue, report: &Report) -> bool {
    let takes = cue.takes;
    let named = report.source.as_ref().is_some_and(|it| it.end <= report.cue.start);
    let rel = scene.node(child).rel;
    let no_object = !takes.has(Takes::OBJECT.or(Takes::PERSON).or(Takes::FINDING))
        || report.addressee.is_some_and(|it| it < child) && holds_clause(scene, &scene.span(child));
    takes.has(Takes::CLAUSE)
        && named
        && (matches!(rel, Rel::Expl | Rel::Nsubj) || rel == Rel::Obj && no_object)
}

fn xcomp(scene: &Scene<'_, '_>, child: usize, takes: Takes, report: &Report) -> Option<Kind> {
    let to = scene.children(child).any(|it| scene.tag(it) == Penn::To && it < child);
    if to {
        let urged = takes.has(Takes::PERSON) && report.addressee.is_some();
        return (takes.has(Takes::INFINITIVE) || urged).then_some(Kind::Infinitive);
    }
    let gerund = scene.tag(child) == Penn::Vbg;
    let fits = takes.has(Takes::GERUND.or(Takes::OBJECT).or(Takes::CLAUSE));
    (gerund && fits)
        .then_some(Kind::Gerund)
        .or_else(|| takes.has(Takes::OBJECT).then_some(Kind::Words))
}
