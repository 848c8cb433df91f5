//! What is said: the complement of a cue, the quotation beside it, or the sentence around it.

mod before;
mod behind;

use std::ops::Range;

pub use self::{before::before, behind::behind};
use super::{report::Report, scene::Scene};
use crate::extract::{
    lexicon::cues::Takes,
    reading::{
        clause::{Clause, Form, Link},
        tree::Rel,
    },
};

/// The rule of a quotation behind a cue.
pub const AFTER_CUE: &str = "quoted after cue";

/// The rule of a quotation before a cue.
pub const BEHIND: &str = "said after what is said";

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
    /// Whether to say so is to do it, and no more is said: `asked for talks`, `accused them of it`.
    pub is_deed: bool,
}

impl Said {
    fn new(rule: &'static str, content: Vec<Range<usize>>) -> Self {
        Self { content, source: None, rule, is_clause: true, is_deed: false }
    }
}

/// Whether a finite clause stands in a run, and does not only describe something: `it would go on`,
/// but not `the talks that went on`. O(log clauses + their number in the run).
pub fn tells(scene: &Scene<'_, '_>, run: &Range<usize>) -> bool {
    let clauses = &scene.reading.clauses;
    let first = clauses.partition_point(|clause| clause.predicate < run.start);
    let mut within = clauses[first..].iter().take_while(|it| it.predicate < run.end);
    within.any(|it| it.form == Form::Finite && it.link != Link::Relative)
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

/// One past the words of `X told reporters on Monday`, up to the first break.
pub fn attribution_end(
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
            Rel::Obl | Rel::OblAgent | Rel::Iobj | Rel::Obj | Rel::Advmod | Rel::Nmod | Rel::Nsubj
        );
        let tells = span.clone().take(CLAUSE).any(|it| scene.is_finite(it));
        if is_adjunct && !tells && span.start == end {
            end = scene.phrase(child, clause.predicate).end.max(end);
        }
    }
    end.min(sentence.end)
}

/// So many clauses between a cue and a quotation are looked at.
const NEAR: usize = 4;

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
    // `told them the plan was “a farce”`: the verb has its words in marks.
    let ends_in_verb = marked.start > start && scene.is_finite(marked.start - 1);
    if marked.start >= sentence.end || !whole || ends_in_verb {
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
