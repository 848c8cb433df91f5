//! Reporting clauses: a cue, who speaks, and what is said behind it, before it or around it.

use std::ops::Range;

use super::{
    content::{Said, attribution_end, before, behind, quotation_behind},
    scene::Scene,
    speaker::{LEVELS, between, from_start, inserted, speaker},
};
use crate::extract::lexicon::cues::{Cue, Takes};
use crate::extract::{
    lexicon::{Class, governors::Effect},
    reading::{
        clause::{Clause, Form, Link, Modality},
        tree::{Penn, Rel},
    },
};

/// One report, in runs of tokens.
#[expect(clippy::struct_excessive_bools, reason = "each tells something else of what is said")]
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Who speaks, in words.
    pub source: Option<Range<usize>>,
    /// The token that names who speaks: the head of the source, or what a relative pronoun in it
    /// stands for.
    pub speaker: Option<usize>,
    /// What reports.
    pub cue: Range<usize>,
    /// The number of the clause that reports.
    pub clause: Option<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// The token that heads whom it is said to.
    pub addressee: Option<usize>,
    /// On what occasion.
    pub venue: Option<Range<usize>>,
    /// Whether the speaker says that it is so: not what is denied, feared or asked for.
    pub is_asserted: bool,
    /// The speaker says that it is not so.
    pub is_denied: bool,
    /// Nobody says it: what is quoted in it is nobody's statement.
    pub is_void: bool,
    /// Whether what is said is a clause to the cue, and no name of something.
    pub is_clause: bool,
    /// Whether to say so is to do it, and no more is said: `asked for talks`, `accused them of it`.
    pub is_deed: bool,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

/// The weight from which a cue may stand beside what it reports without marks of quotation.
pub const CLEAR: f64 = 0.9;

/// Cues below this weight tell what someone wants or thinks, and that only where it is told as a
/// fact and of someone.
pub const STANCE: f64 = 0.8;

/// What a verb outside of the table weighs beside a quotation: `“...,” X snarled`.
pub const ANY_VERB: f64 = 0.6;

/// How much of its weight a cue has for an object that is done by saying so.
const DONE: f64 = 0.6;

/// The rule of what is said of somebody in the passive, by nobody in particular.
pub const PASSIVE: &str = "passive cue";

/// The rule of `what Lind called “a step”`.
pub const WHAT: &str = "what X calls it";

/// The report of a clause.
pub fn of_clause(scene: &Scene<'_, '_>, number: usize) -> Option<Report> {
    let clause = &scene.reading.clauses[number];
    let at = clause.predicate;
    // A cue that the parser takes for a noun is still one beside a quotation.
    let is_verb = scene.tag(at).is_verb() || clause.form == Form::Finite && scene.tag(at).is_noun();
    if scene.quotation(at).is_some() || !is_verb {
        return None;
    }
    let group = group(scene, at);
    let Some(cue) = scene.cue(at, Takes::default()) else {
        if !scene.tag(at).is_verb() {
            return None;
        }
        let any = Cue { rest: Box::default(), takes: Takes::QUOTE, weight: ANY_VERB };
        return beside_quotation(scene, number, &any, group);
    };
    let group = group.start..at + 1 + cue.rest.len();
    // `called off the talks` is another verb.
    if scene.reading.nodes.get(group.end).is_some_and(|next| next.tag == Penn::Rp) {
        return None;
    }
    let report = Report {
        cue: group.clone(),
        clause: Some(number),
        confidence: cue.weight,
        is_asserted: is_asserted(cue),
        ..Report::default()
    };
    let described = describes(scene, clause, cue, group.end);
    if described && clause.form == Form::Participle {
        return None;
    }
    if clause.passive && !is_active(scene, clause, &group) {
        return passive(scene, clause, cue, report);
    }
    if clause.form == Form::Infinitive
        && clause.link != Link::Conjunct
        && !comes_to_say(scene, clause, cue, group.end)
    {
        return None;
    }
    if described {
        return None;
    }
    if cue.takes.has(Takes::SEEMING) {
        return passive(scene, clause, cue, report);
    }
    told(scene, clause, cue, report)
}

/// `went on television to say that`: whoever does something in order to speak speaks.
fn comes_to_say(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, end: usize) -> bool {
    let Some(governor) = clause.governor.map(|it| &scene.reading.clauses[it]) else {
        return false;
    };
    let deed = governor.predicate;
    let base = scene.lemma(deed);
    let governs = scene.lexicon.governors.predicate(base);
    // `appeared to say` is not `appeared on television to say`.
    let apart = clause.mark.is_some_and(|mark| mark > deed + 1);
    let free = match governs {
        None | Some(Effect::Done) => true,
        Some(Effect::Alleged) => apart,
        _ => false,
    };
    let is_told = governor.form == Form::Finite
        && governor.modality == Modality::None
        && !governor.negated
        && !governor.passive
        && scene.tag(deed) == Penn::Vbd;
    let says = is_saying(cue) && cue.weight >= CLEAR && !cue.takes.has(Takes::PERSON);
    let that = end < scene.sentence(deed).end && scene.is(end, &["that"]);
    let quotes = quotation_behind(scene, clause, end, &scene.sentence(deed)).is_some();
    is_told
        && says
        && free
        && matches!(clause.link, Link::Open | Link::Adverbial)
        && (that || quotes)
}

/// Whether a verb only describes somebody, whatever the parser takes it for: `Lind, asked by
/// reporters whether`, `two men said to have`.
fn describes(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, end: usize) -> bool {
    let at = clause.predicate;
    let past = matches!(scene.tag(at), Penn::Vbd | Penn::Vbn);
    let next = |it: usize| it < scene.sentence(at).end;
    let comma = at > 0 && scene.text(at - 1) == ",";
    let asked = cue.takes.has(Takes::PERSON) && comma && next(end) && scene.is(end, &["by"]);
    let direct = Takes::INFINITIVE.or(Takes::PERSON);
    let hearsay = is_saying(cue)
        && !cue.takes.has(direct)
        && next(end + 1)
        && scene.tag(end) == Penn::To
        && scene.tag(end + 1) == Penn::Vb;
    past && (asked || hearsay)
}

/// A past that the parser takes for a participle: it has an object, or a quotation behind it, as in
/// `X, a historian, recalled: “...”`.
fn is_active(scene: &Scene<'_, '_>, clause: &Clause, cue: &Range<usize>) -> bool {
    let helps = |it: usize| {
        scene.node(it).rel == Rel::AuxPass
            && scene.lexicon.class(scene.word(it)).has(Class::AUXILIARY)
    };
    let helped = clause.agent.is_some() || scene.children(clause.predicate).any(helps);
    let sentence = scene.sentence(clause.predicate);
    let quotes = || {
        let says = scene.cue(clause.predicate, Takes::default()).is_some_and(|cue| {
            is_saying(cue) && cue.weight >= CLEAR && !cue.takes.has(Takes::PERSON)
        });
        let complement = |it: usize| it > cue.end && scene.node(it).rel == Rel::Ccomp;
        says && scene.children(clause.predicate).any(complement)
            || quotation_behind(scene, clause, cue.end, &sentence).is_some()
    };
    // `urged calm but blamed “the raids”`
    let marked = || {
        let next = scene.next_quotation(cue.end).map(|it| scene.quotations[it].marked.start);
        let takes = scene.cue(clause.predicate, Takes::default()).map(|it| it.takes);
        next == Some(cue.end)
            && clause.link == Link::Conjunct
            && takes.is_some_and(|it| it.has(Takes::OBJECT))
    };
    !helped && cue.start == clause.predicate && (clause.object.is_some() || quotes() || marked())
}

/// Whether the words of a cue, or who it is said of, deny it.
fn is_negated(scene: &Scene<'_, '_>, cue: &Range<usize>, speaker: Option<usize>) -> bool {
    let denies = |at: usize| {
        let text = scene.text(at);
        scene.is(at, &["not", "never", "neither", "nobody", "none", "cannot"])
            || text.ends_with("n't")
            || text.ends_with("n’t")
    };
    let no = |head: usize| {
        denies(head) || scene.children(head).any(|it| it < head && scene.is(it, &["no", "neither"]))
    };
    cue.clone().any(denies) || speaker.is_some_and(no)
}

/// The report of a verb whose subject speaks.
fn told(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, mut report: Report) -> Option<Report> {
    let says = is_saying(cue);
    let quotes = cue.takes.has(Takes::QUOTE.or(Takes::PERSON));
    let between = quotes.then(|| between(scene, clause, &report.cue)).flatten();
    let named = between.or_else(|| speaker(scene, clause, &report.cue, LEVELS));
    let named = named.or_else(|| from_start(scene, clause, &report.cue));
    (report.source, report.speaker) = named.unzip();
    adjuncts(scene, clause, cue, &mut report);
    if says
        && cue.weight >= CLEAR
        && let Some((inserted, source, head)) = aside(scene, clause, cue, &report)
    {
        report.source = Some(source);
        report.speaker = Some(head);
        report.content = inserted;
        report.is_clause = true;
        report.rule = "said aside";
        report.is_void = is_negated(scene, &report.cue, report.speaker);
        return Some(report);
    }
    let said = match before(scene, clause, cue, &report) {
        Some(said) => Some(said),
        None => behind(scene, clause, cue, &report),
    };
    let Said { content, source, rule, is_clause, is_deed } = said?;
    if report.source.is_none()
        && let Some(head) = source
    {
        report.source = Some(scene.phrase(head, clause.predicate));
        report.speaker = Some(head);
    }
    if asks_for_himself(scene, cue, &report, &content) {
        return None;
    }
    // `called a meeting`, `called elections`: what is held is nothing that is said.
    let is_held = |word| scene.lexicon.triggers.is_in("held", word);
    let held = |it: usize| is_held(scene.word(it)) || is_held(scene.lemma(it));
    let calls = cue.rest.is_empty() && scene.lemma(clause.predicate) == scene.lexicon.word("call");
    let named = |it: usize| it >= report.cue.end && scene.tag(it).is_noun() && held(it);
    let quotes = || content.iter().any(|run| !scene.quotations_in(run).is_empty());
    if calls && scene.children(clause.predicate).any(named) && !quotes() {
        return None;
    }
    report.content = content;
    report.is_clause = is_clause;
    report.is_deed = is_deed;
    report.rule = rule;
    report.venue = report.venue.take().or_else(|| occasion(scene, &report));
    let is_negated = is_negated(scene, &report.cue, report.speaker);
    report.is_void = is_negated && says;
    report.is_denied = is_negated || cue.takes.has(Takes::DENIAL);
    // `dismissed reports that`: of reports, whatever the parser takes them for.
    let first = report.content.first().map_or(report.cue.end, |run| run.start);
    let is_noun = first + 1 < scene.reading.tokens.len()
        && scene.is(first + 1, &["that"])
        && scene.lexicon.class(scene.word(first)).has(Class::PLURAL);
    report.is_asserted &= !is_negated && !is_noun;
    if report.source.is_none() && says && clause.form == Form::Gerund {
        // Whoever spoke before goes on.
        return Some(report);
    }
    let source = report.source.clone()?;
    let in_marks = !scene.quotations_in(report.content.first()?).is_empty();
    // `what Lind says the plan would do`, but not `what Lind called “a step”`
    let first = source.start.checked_sub(1);
    if first.is_some_and(|it| scene.is(it, &["what"]))
        && report.content.len() == 1
        && !(in_marks || cue.takes.has(Takes::CALLING))
    {
        return None;
    }
    if first.is_some_and(|it| scene.is(it, &["what"])) {
        report.rule = WHAT;
    }
    // `two thousand people, demanding that`: a crowd demands, and says nothing in so many words.
    let counted = |head: usize| (source.start..head).any(|it| scene.tag(it) == Penn::Cd);
    let asks = scene.lexicon.governors.predicate(scene.lemma(clause.predicate));
    report.is_deed |= asks == Some(Effect::Asked) && report.speaker.is_some_and(counted);
    if !is_clause && !in_marks && (is_done(cue) || is_silent(scene, cue, &report)) {
        report.confidence *= DONE;
    }
    if report.is_void || says && cue.weight >= CLEAR {
        return Some(report);
    }
    // What someone thinks or wants must be told as a fact and of someone.
    let possible = !matches!(clause.modality, Modality::None);
    let by_the_way = clause.link == Link::Relative;
    let pronoun = source.len() == 1
        && (scene.is(source.start, &["i", "we", "you", "one", "it", "this", "that", "there"])
            || matches!(scene.tag(source.start), Penn::Wdt | Penn::Wp));
    let is_told = if cue.weight < STANCE {
        !possible && !pronoun && !by_the_way
    } else {
        is_clause || in_marks || !possible && !by_the_way
    };
    is_told.then_some(report)
}

/// What stands around `, X said,` or before it, and who X is.
fn aside(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Cue,
    report: &Report,
) -> Option<(Vec<Range<usize>>, Range<usize>, usize)> {
    // `told the paper on Monday`, but not `announced measures`
    let told_what = |it: usize| {
        it >= report.cue.end
            && scene.node(it).rel == Rel::Obj
            && Some(it) != report.addressee
            && !scene.is_time(it)
    };
    let other = cue.takes.has(Takes::INFINITIVE) || scene.children(clause.predicate).any(told_what);
    let end = if other {
        report.cue.end
    } else {
        attribution_end(scene, clause, report, &scene.sentence(clause.predicate))
    };
    inserted(scene, clause, &report.cue, end)
}

/// `who asked not to be named`: nothing is said.
fn asks_for_himself(
    scene: &Scene<'_, '_>,
    cue: &Cue,
    report: &Report,
    content: &[Range<usize>],
) -> bool {
    let mut opening = content.first().cloned().unwrap_or_default();
    opening.start += usize::from(opening.len() > 3 && scene.is(opening.start, &["not"]));
    cue.takes.has(Takes::PERSON)
        && report.addressee.is_none()
        && opening.len() > 2
        && scene.tag(opening.start) == Penn::To
        && scene.is(opening.start + 1, &["be", "remain"])
}

/// `declined to comment on reports`: nothing is said.
fn is_silent(scene: &Scene<'_, '_>, cue: &Cue, report: &Report) -> bool {
    let Some(run) = report.content.first().filter(|_| cue.takes.has(Takes::REFUSAL)) else {
        return false;
    };
    let verb = run.clone().find(|&at| scene.tag(at).is_verb());
    let says = |at: usize| {
        let cue = scene.cue(at, Takes::default());
        cue.is_some_and(|cue| cue.takes.has(Takes::QUOTE) || !cue.rest.is_empty())
    };
    scene.tag(run.start) == Penn::To && verb.is_some_and(says)
}

/// Whether a cue is a verb of saying and little else.
pub fn is_saying(cue: &Cue) -> bool {
    cue.takes.has(Takes::QUOTE) && cue.takes.has(Takes::CLAUSE) && !cue.takes.has(Takes::DENIAL)
}

/// Whether the object of a verb of saying is done or told of by it, and not said: `announced
/// measures`, `described the raid`; but `rejected calls`, `demanded a truce`.
fn is_done(cue: &Cue) -> bool {
    let other = Takes::GERUND.or(Takes::PASSIVE).or(Takes::INFINITIVE);
    is_saying(cue) && cue.takes.has(Takes::OBJECT) && !cue.takes.has(other)
}

/// Whether who is reported with a cue says that it is so.
fn is_asserted(cue: &Cue) -> bool {
    is_saying(cue) && cue.weight >= STANCE
}

/// The verb with the auxiliaries and adverbs right before it.
pub fn group(scene: &Scene<'_, '_>, at: usize) -> Range<usize> {
    let mut start = at;
    for child in scene.children(at).rev().filter(|&child| child < at) {
        let is_part = matches!(
            scene.node(child).rel,
            Rel::Aux | Rel::AuxPass | Rel::Cop | Rel::Advmod | Rel::Mark
        ) && !scene.tag(child).is_noun()
            && !scene.looks_a_name(child);
        if !is_part || child + 1 != start || scene.tag(child) == Penn::In {
            break;
        }
        start = child;
    }
    while start < at && matches!(scene.tag(start), Penn::Rb | Penn::Rbr | Penn::Rbs) {
        start += 1;
    }
    start..at + 1
}

/// Whom it is said to and where: what hangs from the cue beside what is said.
fn adjuncts(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, report: &mut Report) {
    let at = clause.predicate;
    let case = |head: usize| scene.children(head).find(|&it| scene.node(it).rel == Rel::Case);
    // `at a press conference that talks would begin`: that is said, and not of the conference.
    let venue = |head: usize| {
        let run = case(head)?..scene.phrase(head, at).end;
        let that = (head + 1..run.end).find(|&it| scene.is(it, &["that"]));
        Some(run.start..that.unwrap_or(run.end))
    };
    for child in scene.children(at) {
        if scene.quotation(child).is_some_and(|it| scene.is_whole(it)) {
            continue;
        }
        let rel = scene.node(child).rel;
        match rel {
            Rel::Iobj => report.addressee = Some(child),
            Rel::Obj if cue.takes.has(Takes::PERSON) && child > at => {
                report.addressee = report.addressee.or(Some(child));
            }
            Rel::Obl | Rel::Nmod if scene.is_noun_of(child, Takes::VENUE) => {
                report.venue = venue(child);
            }
            Rel::Obl
                if child > at
                    && is_saying(cue)
                    && case(child).is_some_and(|it| scene.is(it, &["to"])) =>
            {
                let spoken_to = scene.tag(child).is_noun() || scene.tag(child) == Penn::Prp;
                report.addressee = report.addressee.or(Some(child).filter(|_| spoken_to));
            }
            _ => {}
        }
    }
    // `told reporters in a statement`: where the parser hangs the one from the other.
    if let Some(addressee) = report.addressee.filter(|_| report.venue.is_none()) {
        let told = scene.children(addressee).find(|&it| scene.is_noun_of(it, Takes::VENUE));
        report.venue = told.and_then(venue);
    }
}

/// The occasion between a cue and what it reports: `said at a press conference that`.
fn occasion(scene: &Scene<'_, '_>, report: &Report) -> Option<Range<usize>> {
    /// So many tokens tell of an occasion.
    const REACH: usize = 12;
    let start = report.cue.end;
    let end = report.content.first()?.start.min(start + REACH);
    let noun = (start..end.max(start)).find(|&it| scene.is_noun_of(it, Takes::VENUE))?;
    let opening = (start..noun).rev().find(|&it| scene.tag(it) == Penn::In)?;
    Some(opening..noun + 1)
}

/// `was accused of`, `is expected to`: what is said has the subject in it.
fn passive(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Cue,
    mut report: Report,
) -> Option<Report> {
    let at = clause.predicate;
    let subject = clause.subject.filter(|&it| scene.quotation(it).is_none());
    let person = cue.takes.has(Takes::PERSON);
    if !cue.takes.has(Takes::PASSIVE.or(Takes::SEEMING)) && !person {
        return None;
    }
    if let Some(agent) = clause.agent {
        report.source = Some(scene.phrase(agent, at));
        report.speaker = Some(agent);
    }
    let complement = scene
        .children(at)
        .find(|&it| it > at && matches!(scene.node(it).rel, Rel::Ccomp | Rel::Xcomp | Rel::Csubj));
    let start = report.cue.end;
    let run = match complement {
        // `appeared on television to say`
        Some(it) if cue.takes.has(Takes::SEEMING) && scene.opening(it) > start => return None,
        Some(it) => scene.span(it),
        None if cue.takes.has(Takes::PASSIVE) => {
            let end = scene.children(at).filter(|&it| {
                it > at && Some(it) != clause.agent && scene.node(it).rel != Rel::Conj
            });
            start..end.map(|it| scene.span(it).end).max()?
        }
        None => return None,
    };
    let run = scene.trimmed(run.start.max(start)..run.end);
    if run.is_empty() {
        return None;
    }
    let subject = subject.filter(|&it| scene.node(it).rel != Rel::Expl);
    if let Some(subject) = subject.filter(|_| !person)
        && !scene.is(subject, &["it"])
    {
        let subject = scene.phrase(subject, at);
        if subject.end <= report.cue.start {
            report.content.push(subject);
        }
    }
    report.content.push(run);
    report.is_void = clause.negated;
    report.confidence = cue.weight * 0.8;
    report.rule = PASSIVE;
    Some(report)
}

/// The report of a verb that the table does not have, beside a quotation: `“...,” X snarled`.
fn beside_quotation(
    scene: &Scene<'_, '_>,
    number: usize,
    cue: &Cue,
    group: Range<usize>,
) -> Option<Report> {
    let clause = &scene.reading.clauses[number];
    let describes = matches!(clause.link, Link::Relative | Link::Adnominal);
    if clause.passive || describes || clause.form == Form::Infinitive {
        return None;
    }
    let mut report = Report {
        cue: group,
        clause: Some(number),
        confidence: cue.weight,
        is_asserted: true,
        ..Report::default()
    };
    let named = between(scene, clause, &report.cue);
    let named = named.or_else(|| speaker(scene, clause, &report.cue, LEVELS));
    (report.source, report.speaker) = named.unzip();
    let said = before(scene, clause, cue, &report);
    let said = said.or_else(|| behind(scene, clause, cue, &report))?;
    report.source = report.source.or(said.source.map(|it| scene.phrase(it, clause.predicate)));
    report.speaker = report.speaker.or(said.source);
    report.source.as_ref()?;
    report.content = said.content;
    report.rule = said.rule;
    Some(report)
}
