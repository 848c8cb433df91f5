//! Reporting clauses: a cue, who speaks, and what is said behind it, before it or around it.

use std::ops::Range;

use super::{
    content::{Said, before, behind, quotation_behind},
    scene::Scene,
};
use crate::{
    extract::{
        lexicon::{
            Class,
            cues::{Cue, Takes},
        },
        reading::{
            clause::{Clause, Form, Link, Modality},
            tree::{Penn, Rel},
        },
    },
    model::ActorKind,
};

/// One report, in runs of tokens.
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
const ANY_VERB: f64 = 0.6;

/// The rule of what is said of somebody in the passive, by nobody in particular.
pub const PASSIVE: &str = "passive cue";

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
    let report = Report {
        cue: group.clone(),
        clause: Some(number),
        confidence: cue.weight,
        is_asserted: is_asserted(cue),
        ..Report::default()
    };
    if clause.passive && !is_active(scene, clause, &group) {
        return passive(scene, clause, cue, report);
    }
    if clause.form == Form::Infinitive && clause.link != Link::Conjunct {
        return None;
    }
    if cue.takes.has(Takes::SEEMING) {
        return passive(scene, clause, cue, report);
    }
    told(scene, clause, cue, report)
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
    !helped && cue.start == clause.predicate && (clause.object.is_some() || quotes())
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
        && let Some((inserted, source, head)) = inserted(scene, clause, &report.cue)
    {
        report.source = Some(source);
        report.speaker = Some(head);
        report.content = inserted;
        report.rule = "said aside";
        report.is_void = is_negated(scene, &report.cue, report.speaker);
        return Some(report);
    }
    let said = match before(scene, clause, cue, &report) {
        Some(said) => Some(said),
        None => behind(scene, clause, cue, &report),
    };
    let Said { content, source, rule, is_clause } = said?;
    if report.source.is_none()
        && let Some(head) = source
    {
        report.source = Some(scene.phrase(head, clause.predicate));
        report.speaker = Some(head);
    }
    report.content = content;
    report.rule = rule;
    report.venue = report.venue.take().or_else(|| occasion(scene, &report));
    let is_negated = is_negated(scene, &report.cue, report.speaker);
    report.is_void = is_negated && says;
    report.is_denied = is_negated || cue.takes.has(Takes::DENIAL);
    report.is_asserted &= !is_negated;
    if report.source.is_none() && says && clause.form == Form::Gerund {
        // Whoever spoke before goes on.
        return Some(report);
    }
    let source = report.source.clone()?;
    let quoted = !scene.quotations_in(report.content.first()?).is_empty();
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
        is_clause || quoted || !possible && !by_the_way
    };
    is_told.then_some(report)
}

/// Whether a cue is a verb of saying and little else.
pub fn is_saying(cue: &Cue) -> bool {
    cue.takes.has(Takes::QUOTE) && cue.takes.has(Takes::CLAUSE) && !cue.takes.has(Takes::DENIAL)
}

/// Whether who is reported with a cue says that it is so.
fn is_asserted(cue: &Cue) -> bool {
    is_saying(cue) && cue.weight >= STANCE
}

/// The verb with the auxiliaries and adverbs right before it.
fn group(scene: &Scene<'_, '_>, at: usize) -> Range<usize> {
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

/// Whether a token heads the mention of a person.
fn is_person(scene: &Scene<'_, '_>, head: usize) -> bool {
    let mention = scene.reading.mention_headed(head);
    let actor = mention.and_then(|mention| scene.reading.actors.get(mention.actor));
    actor.is_some_and(|actor| actor.kind == ActorKind::Person)
}

/// So many clauses upwards a speaker is looked for.
const LEVELS: usize = 4;

/// Who speaks: the words before or behind the cue, and the token that heads who is meant; perhaps
/// who speaks in the clause above, and so on for so many levels.
fn speaker(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
    levels: usize,
) -> Option<(Range<usize>, usize)> {
    let at = clause.predicate;
    let told = scene.told_start(&scene.sentence(at));
    let is_subject = |it: &usize| {
        matches!(scene.node(*it).rel, Rel::Nsubj | Rel::NsubjPass)
            && *it >= told
            && !scene.is_time(*it)
    };
    let outside = |it: &usize| scene.quotation(*it).is_none_or(|it| !scene.is_whole(it));
    let mut own = scene.children(at).rev().filter(is_subject).filter(outside);
    let mut before = own.clone().filter(|&it| it < at);
    let nearest = before.next().map(|mut head| {
        // Of two that touch, the parser has torn the second from the first.
        // So is a description behind a name whose comma has no second one.
        while let Some(first) = before.next() {
            let start = scene.opening(head);
            let touch = scene.span(first).end >= start && !scene.is_sign(start - 1);
            let described =
                is_person(scene, first) && !scene.is_name(head) && scene.text(start - 1) == ",";
            if !touch && !described {
                break;
            }
            head = first;
            if described {
                break;
            }
        }
        head
    });
    // Behind its verb only where nothing else can be the subject: `“...,” said X`.
    let before_cue = cue.start.checked_sub(1);
    let is_joined =
        clause.is_shared || scene.children(at).any(|it| it < at && scene.node(it).rel == Rel::Cc);
    let inverted = before_cue.is_some_and(|it| scene.is_sign(it)) && !is_joined;
    let first = scene.noun_head(cue.end, scene.sentence(at).end);
    let behind = own.find(|&it| it > at && scene.opening(it) == cue.end).or(first);
    if let Some(head) = nearest.or_else(|| {
        behind.filter(|_| {
            inverted && scene.quotation(cue.start - 1).is_some()
                || inverted && clause.subject.is_some()
        })
    }) {
        let mut source = scene.phrase(head, at);
        source.start = source.start.max(told.min(head));
        let source = if source.end < at && nearest.is_some_and(|it| it != head) {
            source.start..scene.trimmed(source.start..cue.start).end
        } else {
            source
        };
        let meant = clause.noun.filter(|_| {
            matches!(scene.tag(head), Penn::Wp | Penn::Wdt) || scene.is(head, &["that"])
        });
        return Some((source, meant.unwrap_or(head)));
    }
    if clause.passive
        && let Some(noun) = clause.noun
    {
        // `X, a historian, recalled`
        let is_other = scene.node(noun).rel == Rel::Appos;
        let head = if is_other { scene.node(noun).head as usize } else { noun };
        return Some((scene.phrase(head, at), head));
    }
    if clause.form == Form::Gerund
        && clause.link == Link::Adnominal
        && let Some(governor) = clause.governor.map(|it| &scene.reading.clauses[it])
        && governor.subject.is_some_and(|it| Some(it) != clause.noun && outside(&it))
        && governor.predicate < at
        && levels > 1
        && misplaced(scene, clause, cue).is_none()
    {
        // `sent supporters a message saying`
        return speaker(
            scene,
            governor,
            &group(scene, governor.predicate),
            levels.saturating_sub(1),
        );
    }
    if let Some(head) = misplaced(scene, clause, cue) {
        return Some((scene.phrase(head, at), head));
    }
    let shared = clause.subject.filter(|_| clause.is_shared)?;
    let names = scene.tag(shared).is_noun() || scene.tag(shared) == Penn::Prp;
    if !names || !outside(&shared) || shared >= cue.start && clause.link != Link::Adverbial {
        return None;
    }
    if clause.link == Link::Relative
        && let Some(pronoun) = cue.start.checked_sub(1)
        && matches!(scene.tag(pronoun), Penn::Wp | Penn::Wdt)
    {
        return Some((pronoun..cue.start, shared));
    }
    let mut of = at;
    // `the minister accused them, adding that`: the subject of the clause above.
    if let Some(governor) = clause.governor.map(|it| &scene.reading.clauses[it])
        && governor.subject == Some(shared)
    {
        of = governor.predicate;
        if !governor.is_shared && governor.predicate < at {
            return speaker(scene, governor, &group(scene, of), levels.saturating_sub(1));
        }
    }
    let mut source = scene.phrase(shared, of);
    if source.contains(&at) {
        source = scene.phrase(shared, at);
    }
    Some((source, shared))
}

/// Who is named between a quotation and a cue: `“...,” X said`. Whatever the parser makes of such a
/// sentence, nothing else stands there.
fn between(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let number = scene.last_quotation(cue.start)?;
    let quotation = &scene.quotations[number];
    let open = scene.is_whole(number) || scene.text(quotation.inner.end - 1) == ",";
    if !open || clause.form != Form::Finite {
        return None;
    }
    nothing_but(scene, quotation.marked.end..cue.start)
}

/// What stands around `, X said,` in one clause, and who X is: `The claim, Lind said, was false.` Also
/// what stands before it at the end of a sentence, where the parser finds no clause in it.
fn inserted(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Vec<Range<usize>>, Range<usize>, usize)> {
    /// So many tokens name a speaker between two commas, and as many tell of what.
    const NAME: usize = 14;
    const LEFT: usize = 40;
    let sentence = scene.sentence(cue.start);
    let start = scene.told_start(&sentence);
    let comma = (start.max(cue.start.saturating_sub(NAME))..cue.start)
        .rev()
        .find(|&it| scene.text(it) == ",")?;
    let left = scene.trimmed(start..comma);
    let mut end = cue.end;
    while end < sentence.end && (scene.is_time(end) || scene.tag(end) == Penn::Rb) {
        end += 1;
    }
    if left.is_empty() || left.len() > LEFT || clause.form != Form::Finite && !clause.passive {
        return None;
    }
    let quoted = !scene.quotations_in(&(start..cue.start)).is_empty();
    let told = left.clone().any(|it| scene.is_finite(it));
    let (source, head) = nothing_but(scene, comma + 1..cue.start).filter(|_| !quoted)?;
    let last = end >= sentence.end || scene.tag(end) == Penn::Stop;
    if last {
        // `When asked, Lind said.`
        let opens = matches!(scene.tag(left.start), Penn::In | Penn::Wrb | Penn::Vbg | Penn::Vbn);
        let alone = !left.clone().any(|it| scene.text(it) == ",");
        return (left.len() > 1 && !(opens && alone)).then(|| (vec![left], source, head));
    }
    let goes_on = !told
        && scene.text(end) == ","
        && end + 1 < sentence.end
        && scene.is_finite(end + 1)
        && scene.tag(left.end - 1).is_noun();
    let right = scene.trimmed(end..sentence.end);
    goes_on.then(|| (vec![left, right], source, head))
}

/// Who is named from the beginning of the sentence to the cue, if nothing else stands there.
fn from_start(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let sentence = scene.sentence(cue.start);
    let told = scene.told_start(&sentence);
    let is_adverb =
        |at: &usize| scene.is_sign(*at) || matches!(scene.tag(*at), Penn::Rb | Penn::Cc | Penn::Uh);
    let start = (told..cue.start).find(|at| !is_adverb(at)).unwrap_or(told);
    let fits = clause.form == Form::Finite && start < cue.start;
    fits.then(|| nothing_but(scene, start..cue.start)).flatten()
}

/// Whether a sentence ends with a token: not with the dot of `(D-Wis.)`.
fn is_stop(scene: &Scene<'_, '_>, at: usize) -> bool {
    let next = scene.reading.tokens.get(at + 1).map_or("", |_| scene.text(at + 1));
    scene.tag(at) == Penn::Stop && !matches!(next, ")" | "]" | ",")
}

/// The noun phrase that a run is, and its head.
pub fn nothing_but(scene: &Scene<'_, '_>, run: Range<usize>) -> Option<(Range<usize>, usize)> {
    /// So many tokens name a speaker.
    const LONGEST: usize = 60;
    if run.len() > LONGEST {
        return None;
    }
    let gap = scene.trimmed(run.clone());
    if gap.is_empty() {
        return None;
    }
    let first = scene.tag(gap.start);
    let opens = first.is_noun()
        || scene.looks_a_name(gap.start)
        || matches!(first, Penn::Dt | Penn::Prp | Penn::PrpS | Penn::Jj | Penn::Cd | Penn::Pdt)
        || matches!(first, Penn::Jjs | Penn::Vbn);
    let ends = |at: usize| is_stop(scene, at) || at > run.start && scene.begins_paragraph(at);
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < gap.start);
    let mut within = clauses[next..].iter().take_while(|it| it.predicate < gap.end);
    let tells = |it: &Clause| it.noun.is_none() && scene.tag(it.predicate).is_verb();
    let is_finite = |at: usize| matches!(scene.tag(at), Penn::Md | Penn::Vbz | Penn::Vbp);
    let apart = |at: usize| {
        let clause = scene.reading.clause_of(at).map(|it| &clauses[it]);
        is_finite(at) && clause.is_none_or(|it| it.noun.is_none())
    };
    let begins = scene.begins_paragraph(run.start)
        && run.start > 0
        && scene.quotation(run.start - 1).is_some();
    if !opens || begins || run.clone().any(ends) || within.any(tells) || gap.clone().any(apart) {
        return None;
    }
    let mut end = gap.end;
    while end > gap.start + 1 && (scene.is_time(end - 1) || scene.tag(end - 1) == Penn::Rb) {
        end -= 1;
    }
    let source = scene.trimmed(gap.start..end);
    let head = scene.base_head(&source)?;
    Some((source, head))
}

/// So many signs stand between a conjunct and what is before it.
const SIBLINGS: usize = 8;

/// The subject that the parser hung elsewhere: `with spokesman Karim Saleh saying`, and the name
/// between two verbs that no conjunction joins.
fn misplaced(scene: &Scene<'_, '_>, clause: &Clause, cue: &Range<usize>) -> Option<usize> {
    let last = (cue.start.saturating_sub(2)..cue.start).rev().find(|&it| !scene.is_sign(it))?;
    let head = scene.name_head(last);
    match clause.link {
        Link::Adnominal if clause.form == Form::Gerund => {
            let name = matches!(scene.tag(head), Penn::Nnp | Penn::Nnps);
            let other = name && Some(head) != clause.noun && !scene.is_time(head);
            (last + 1 == cue.start && other).then_some(head)
        }
        Link::Conjunct if clause.form == Form::Finite => {
            let at = clause.predicate;
            if scene.children(at).any(|it| scene.node(it).rel == Rel::Cc) {
                return None;
            }
            let governor = scene.node(at).head as usize;
            let siblings = scene.reading.branches.children_before(governor, at);
            let before = siblings.rev().take(SIBLINGS).find(|&it| !scene.is_sign(it))?;
            let bare = scene.children(before).all(|it| scene.node(it).rel != Rel::Case);
            let named = scene.tag(before).is_noun() && bare && before > governor;
            (named && scene.span(before).contains(&last)).then_some(before)
        }
        Link::Relative | Link::Open => None,
        _ if clause.form == Form::Finite && clause.subject.is_none() => {
            let named = matches!(scene.tag(head), Penn::Nnp | Penn::Nnps | Penn::Prp)
                && !scene.is_time(head);
            (named && last + 1 == cue.start).then_some(head)
        }
        _ => None,
    }
}

/// Whom it is said to and where: what hangs from the cue beside what is said.
fn adjuncts(scene: &Scene<'_, '_>, clause: &Clause, cue: &Cue, report: &mut Report) {
    let at = clause.predicate;
    let case = |head: usize| scene.children(head).find(|&it| scene.node(it).rel == Rel::Case);
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
                report.venue = case(child).map(|case| case..scene.phrase(child, at).end);
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
        let venue = scene.children(addressee).find(|&it| scene.is_noun_of(it, Takes::VENUE));
        let venue = venue.and_then(|it| Some(case(it)?..scene.phrase(it, at).end));
        report.venue = venue;
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
