//! What stands behind a cue.

use std::ops::Range;

use super::{AFTER_CUE, Said, attribution_end, holds_clause, quotation_behind, tells};
use crate::extract::{
    find::statement::{
        report::{CLEAR, Report, STANCE, is_saying},
        scene::Scene,
        speaker::nothing_but,
    },
    lexicon::{
        Class,
        cues::{Cue, Takes},
    },
    reading::{
        clause::{Clause, Form, Link},
        tree::{Penn, Rel},
    },
};

/// So many words are seldom only the name of something.
const LONG: usize = 5;

/// So many clauses of what is said are looked at.
const CLAUSES: usize = 40;

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
        return known.then(|| Said::new(AFTER_CUE, vec![marked]));
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
    if kind == Kind::Clause && run.start == report.cue.end {
        run.start = behind_time(scene, run.start);
    }
    let mut last = first;
    for child in scene.children(at).filter(|&it| it > first) {
        let span = scene.span(child);
        let belongs = matches!(
            scene.node(child).rel,
            Rel::Obl | Rel::Advmod | Rel::Advcl | Rel::Xcomp | Rel::Ccomp | Rel::Nmod | Rel::Obj
        );
        let venue = report.venue.as_ref().is_some_and(|it| it.contains(&span.start));
        // `accused them of arming and sending the rebels`
        let goes_on = scene.node(last).rel == Rel::Obl
            && scene.node(child).rel == Rel::Conj
            && scene.tag(child) == Penn::Vbg
            && scene.tag(span.start) == Penn::Cc
            && span.start == run.end;
        if kind == Kind::Clause || span.start > run.end || !(belongs || goes_on) || venue {
            break;
        }
        run.end = run.end.max(span.end);
        last = child;
    }
    run = closed(scene, run, kind, &sentence);
    // The verb may be torn from its words in marks.
    let verb = (run.start.saturating_sub(2).max(start)..=run.start).find(|&it| scene.is_finite(it));
    let verb = verb.filter(|&it| (it..run.start).skip(1).all(|it| scene.is_sign(it)));
    if let Some(verb) = verb.filter(|_| kind == Kind::Clause) {
        run.start = lost_subject(scene, report, start, verb).unwrap_or(run.start);
    }
    let run = scene.trimmed(run.start..run.end.min(sentence.end));
    if run.is_empty() {
        return None;
    }
    let quoted = !scene.quotations_in(&run).is_empty();
    // `concluded an agreement that restricts them`: an object after all.
    let that = scene.is(run.start, &["that"]) || cue.weight >= CLEAR;
    let clause = tells(scene, &run) || that && holds_clause(scene, &run);
    // `said two of its ships carrying grain sailed`: its verb is taken for a participle.
    let participle = || {
        let only = !takes.has(Takes::OBJECT) && cue.weight >= CLEAR && run.len() >= LONG;
        only && run.clone().skip(1).any(|it| scene.tag(it) == Penn::Vbn)
    };
    if is_lost(scene, first, cue, report) && !quoted && !clause && !participle() {
        return None;
    }
    // `said that the port, according to aides, was shut`: that is said by the aides.
    let is_theirs = scene.is((run.end + 1).min(sentence.end - 1), &["according"]);
    if kind == Kind::Clause && is_theirs && !quoted && !holds_clause(scene, &run) {
        return None;
    }
    let run = scene.with_marks(run);
    if kind == Kind::Clause
        && let Some(marked) = nothing_but_quoted(scene, &run)
    {
        return Some(Said::new(AFTER_CUE, vec![marked]));
    }
    let rule = match kind {
        Kind::Clause if scene.is(run.start, &["that", "whether"]) => "clause after cue",
        Kind::Infinitive => "infinitive after cue",
        Kind::Gerund => "gerund after cue",
        Kind::Clause | Kind::Words => "words after cue",
    };
    let denies = takes.has(Takes::DENIAL.or(Takes::CALLING));
    let is_deed = kind != Kind::Clause && !denies && !names_words(scene, &run);
    let is_clause = kind == Kind::Clause || kind == Kind::Gerund && denies;
    Some(Said { is_clause, is_deed, ..Said::new(rule, vec![run]) })
}

/// What is said with the words in marks that it has, up to where somebody speaks or does something else.
fn closed(
    scene: &Scene<'_, '_>,
    mut run: Range<usize>,
    kind: Kind,
    sentence: &Range<usize>,
) -> Range<usize> {
    // `an accord that Chad dismissed as “a farce”`
    if kind == Kind::Words
        && scene.is(run.start, &["as"])
        && let Some(number) = scene.next_quotation(run.start)
        && let marked = &scene.quotations[number].marked
        && marked.start == run.start + 1
    {
        run = marked.clone();
    }
    // `branding its failure “absurd”`
    let quotation = scene.next_quotation(run.end).filter(|_| kind == Kind::Words);
    let marked = quotation.map(|it| scene.quotations[it].marked.clone());
    run.end = marked.filter(|it| it.start == run.end).map_or(run.end, |it| it.end);
    // `mocked the complaint, saying “...”`
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < run.start);
    let mut within = clauses[next..].iter().take(CLAUSES).take_while(|it| it.predicate < run.end);
    let goes_on = within.find_map(|it| speaks_on(scene, it, run.start, sentence));
    run.end = goes_on.unwrap_or(run.end);
    if kind == Kind::Infinitive {
        run.end = next_act(scene, &run).unwrap_or(run.end);
    }
    run.end = another_speaks(scene, &run).unwrap_or(run.end);
    // `urged “restraint,” while Oman left`
    if let Some(number) = scene.quotation(run.start).filter(|_| kind == Kind::Words)
        && let end = scene.quotations[number].marked.end
        && end < run.end
        && scene.lexicon.class(scene.word(end)).has(Class::SUBORDINATOR)
        && scene.node(end).rel == Rel::Mark
    {
        run.end = end;
    }
    run
}

/// `said on Monday it had left`: where what is said begins, if a date right behind the cue tells when it
/// was said.
fn behind_time(scene: &Scene<'_, '_>, start: usize) -> usize {
    let time = scene.reading.time_from(start).filter(|time| {
        let case = time.run.start == start + 1 && scene.tag(start) == Penn::In;
        time.run.start == start || case
    });
    let end = time.map(|time| time.run.end).filter(|&end| {
        let opens =
            [Penn::Cd, Penn::Prp, Penn::PrpS, Penn::Dt, Penn::Nnp, Penn::Nn, Penn::Nns, Penn::Ex];
        scene.reading.nodes.get(end).is_some_and(|node| opens.contains(&node.tag))
    });
    end.unwrap_or(start)
}

/// `voiced concern that it failed, while Lind said that`: the comma from which on somebody else speaks.
fn another_speaks(scene: &Scene<'_, '_>, run: &Range<usize>) -> Option<usize> {
    /// So many tokens name somebody.
    const REACH: usize = 20;
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < run.start);
    let mut within = clauses[next..].iter().take(CLAUSES).take_while(|it| it.predicate < run.end);
    within.find_map(|it| {
        let at = it.predicate;
        let near = at.saturating_sub(REACH).max(run.start + 2)..at;
        let mark = near.rev().find(|&mark| scene.contrasts(mark) && scene.text(mark - 1) == ",")?;
        let says = scene.cue(at, Takes::default()).is_some_and(is_saying);
        let has_own = it.subject.is_some_and(|subject| subject > mark && subject < at)
            || nothing_but(scene, mark + 1..at).is_some();
        let apart = scene.text(mark - 1) == "," && scene.quotation(mark).is_none();
        (says && has_own && apart && it.form == Form::Finite).then_some(mark - 1)
    })
}

/// `told reporters the accord was “a step”`: the subject that the parser hung from whom it was told.
fn lost_subject(
    scene: &Scene<'_, '_>,
    report: &Report,
    start: usize,
    verb: usize,
) -> Option<usize> {
    let noun = verb.checked_sub(1).filter(|&it| it >= start && scene.tag(it).is_noun())?;
    let first = scene.opening(scene.name_head(noun));
    let other = report.addressee.is_none_or(|it| it < first);
    (first >= start && other && scene.quotation(noun).is_none()).then_some(first)
}

/// `urged both to show restraint and objected to the plan`: where the next act begins that the
/// parser joined to what is asked for.
fn next_act(scene: &Scene<'_, '_>, run: &Range<usize>) -> Option<usize> {
    /// So many tokens behind the infinitive are looked at.
    const NEAR: usize = 24;
    let joined = |at: &usize| {
        let node = scene.node(*at);
        let is_past = match scene.tag(node.head as usize) {
            Penn::Vb => matches!(node.tag, Penn::Vbd | Penn::Vbz | Penn::Vbn),
            Penn::Nn | Penn::Nns => matches!(node.tag, Penn::Vbd | Penn::Vbz),
            _ => false,
        };
        node.rel == Rel::Conj && is_past
    };
    let verb = run.clone().take(NEAR).find(joined)?;
    (run.start..verb).rev().find(|&at| scene.tag(at) == Penn::Cc)
}

/// The quotation that a run is, apart from `that` before it: `said that “We will talk.”`
fn nothing_but_quoted(scene: &Scene<'_, '_>, run: &Range<usize>) -> Option<Range<usize>> {
    let opens = |at: &usize| {
        scene.is(*at, &["that", "whether"]) || scene.is_sign(*at) && scene.quotation(*at).is_none()
    };
    let first = run.clone().find(|at| !opens(at))?;
    let quotation = &scene.quotations[scene.quotation(first)?];
    let whole = quotation.marked == (first..run.end) && holds_clause(scene, &quotation.inner);
    whole.then(|| quotation.marked.clone())
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
    let first = first.unwrap_or_else(|| {
        let day = behind_time(scene, report.cue.end.min(sentence.end - 1));
        if day > report.cue.end {
            return day;
        }
        let end = attribution_end(scene, clause, report, sentence);
        behind_time(scene, end.min(sentence.end - 1))
    });
    let tag = scene.tag(first.min(sentence.end - 1));
    let opens = that.is_some() || opens_phrase(tag) || matches!(tag, Penn::OpenQuote | Penn::Pdt);
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
    /// So many tokens are looked at.
    const TOKENS: usize = 400;
    /// So near the beginning of its sentence a cue may open it.
    const NEAR: usize = 60;
    let at = clause.predicate;
    let mut end = sentence.end.min(start + TOKENS);
    if matches!(clause.link, Link::Relative | Link::Adnominal) {
        end = end.min(scene.span(at).end.max(start + 1));
    }
    let stops = |it: &usize| {
        scene.text(*it) == ";"
            || scene.is(*it, &["according"]) && scene.is_break(it.saturating_sub(1))
    };
    if let Some(stop) = (start + 1..end).find(stops) {
        end = whole_clauses(scene, start, stop);
    }
    // Its own clause opens the sentence.
    let told = scene.told_start(sentence);
    let inside = at - told < NEAR && (told..at).all(|it| scene.text(it) != ",");
    let first = scene.reading.tokens[told];
    let opened = inside && scene.lexicon.class(first.word).has(Class::SUBORDINATOR);
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < start);
    let within = clauses[next..].iter().take(CLAUSES).take_while(|it| it.predicate < end);
    for other in within {
        let predicate = other.predicate;
        if let Some(comma) = speaks_on(scene, other, start, sentence) {
            return comma.min(end);
        }
        if scene.quotation(predicate).is_some_and(|it| scene.is_whole(it)) {
            continue;
        }
        let opening = scene.span(predicate).start;
        let named = scene
            .children(predicate)
            .any(|it| it < predicate && matches!(scene.node(it).rel, Rel::Nsubj | Rel::NsubjPass));
        let says = scene.cue(predicate, Takes::default()).is_some_and(is_saying);
        // `said that it welcomed the plan but regretted that`: what is felt is still said.
        let clear = scene.cue(predicate, Takes::default()).is_some_and(|it| it.weight >= CLEAR);
        let own = scene.node(predicate).head as usize == at;
        let comma = opening > start && scene.is_break(scene.opening(predicate).max(1) - 1);
        let mark = other.mark.filter(|&it| {
            scene.is(it, &["while", "although", "though", "whereas", "as", "after", "when"])
        });
        // `Though a soldier reports that they left, Bakar is there.`
        if opened
            && other.form == Form::Finite
            && let Some(subject) = scene.children(predicate).find(|&it| {
                it > start
                    && it < predicate
                    && matches!(scene.node(it).rel, Rel::Nsubj | Rel::NsubjPass)
            })
            && let first = scene.opening(subject)
            && first > start
            && scene.text(first - 1) == ","
        {
            return first.min(end);
        }
        // `, an accusation the army denies`: what somebody else says of the saying.
        let about = scene.node(predicate).head as usize;
        let aside =
            scene.node(about).rel == Rel::Parataxis && scene.node(about).head as usize == at;
        if other.link == Link::Relative && aside {
            let first = scene.span(about).start;
            return first.min(scene.opening(about)).max(start + 1).min(end);
        }
        let joint = |it: usize| it > start && (scene.is_sign(it) || scene.tag(it) == Penn::Cc);
        let quoted = |it: usize| scene.quotation(it).is_some();
        // The same past as that of the cue.
        let past = |it: usize| scene.tag(it) == Penn::Vbd;
        let same = past(at) && past(predicate) && quoted(scene.node(predicate).head as usize);
        let marked =
            (own || same) && !quoted(predicate) && (opening.max(2) - 2..opening).any(quoted);
        let ends = match other.link {
            Link::Conjunct if named => {
                let but = (opening..predicate).take(3).any(|it| scene.is(it, &["but"]));
                (own || says || but) && (comma || joint(opening))
            }
            // `said that it “failed” and left`: what the speaker does next.
            Link::Conjunct => {
                let apart = own && past(at) && past(predicate) && scene.text(opening - 1) == ",";
                (marked || says && (own || clear) || apart)
                    && other.form == Form::Finite
                    && joint(opening)
            }
            Link::Adverbial if other.form == Form::Gerund => says && comma,
            Link::Adverbial => (own || says && named) && mark.is_some() && comma,
            _ => false,
        };
        if ends && opening > start {
            return opening.min(end);
        }
    }
    end
}

/// Where the last whole clause before `, according to X,` ends: of `and that Oman, according to X, is
/// ready` nothing is said by the one before.
fn whole_clauses(scene: &Scene<'_, '_>, start: usize, stop: usize) -> usize {
    let Some(noun) = stop.checked_sub(2).filter(|&it| it > start && scene.tag(it).is_noun()) else {
        return stop;
    };
    let opening = scene.opening(scene.name_head(noun));
    let mark = opening.saturating_sub(1);
    if mark <= start || !scene.is(mark, &["that", "which", "who"]) {
        return stop;
    }
    if scene.tag(mark - 1) == Penn::Cc { mark - 1 } else { mark }
}

/// The comma from which on somebody is quoted: `, stating, “...”`, `, with an analyst saying “...”`.
fn speaks_on(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    start: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    /// So many tokens stand between the comma and the verb.
    const REACH: usize = 12;
    let at = clause.predicate;
    let near = start.max(at.saturating_sub(REACH)) + 1..at;
    let cue = scene
        .cue(at, Takes::default())
        .filter(|_| clause.form == Form::Gerund && scene.quotation(at).is_none())?;
    // `, with the minister branding it “absurd”`
    let led = || {
        let mut with = near.clone().rev().take_while(|&it| !scene.is_break(it));
        let with = with.find(|&it| scene.is(it, &["with"]));
        with.is_some_and(|with| {
            scene.text(with - 1) == "," && nothing_but(scene, with + 1..at).is_some()
        })
    };
    // `, underlining that the port is open`
    let that = cue.takes.has(Takes::CLAUSE)
        && !cue.takes.has(Takes::DENIAL)
        && cue.weight >= CLEAR
        && at + 1 < sentence.end
        && scene.is(at + 1, &["that"])
        && scene.text(at.max(1) - 1) == ",";
    let quoted = that
        || is_saying(cue)
            && (scene.text(at.max(1) - 1) == ","
                || quotation_behind(scene, clause, at + 1, sentence).is_some())
        || led();
    quoted.then(|| near.rev().find(|&it| scene.text(it) == ","))?
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
    // What stands behind a semicolon is no complement.
    let stop = scene.before_semicolon(start..scene.sentence(at).end).end;
    for child in scene.children(at).filter(|&it| it >= start) {
        let rel = scene.node(child).rel;
        let span = scene.span(child);
        let opening = span.start.max(start);
        if opening > stop {
            return None;
        }
        let as_quoted = || {
            let case = scene.children(child).any(|it| it < child && scene.is(it, &["as"]));
            let quoted = scene.quotations_in(&span);
            case && quoted.into_iter().any(|it| scene.quotations[it].marked.start >= opening)
        };
        let found = match rel {
            // `urged “restraint”`
            Rel::Obj if takes.has(Takes::QUOTE) && scene.quotation(child).is_some() => {
                Some(Kind::Words)
            }
            // `an accord that Chad dismissed as “a farce”`
            Rel::Obl | Rel::Advcl | Rel::Nmod if takes.has(Takes::OBJECT) && as_quoted() => {
                Some(Kind::Words)
            }
            Rel::Ccomp if clausal || takes.has(Takes::OBJECT) => Some(Kind::Clause),
            Rel::Parataxis | Rel::Csubj | Rel::Dep
                if clausal && is_saying(cue) && holds_clause(scene, &(opening..span.end)) =>
            {
                Some(Kind::Clause)
            }
            Rel::Advcl if clausal && scene.is(opening, &["that", "whether"]) => Some(Kind::Clause),
            _ if is_lost(scene, child, cue, report) => Some(Kind::Clause),
            Rel::Xcomp => xcomp(scene, child, takes, report),
            // `denied having used them`
            Rel::Csubj if scene.tag(child) == Penn::Vbg && takes.has(Takes::GERUND) => {
                Some(Kind::Gerund)
            }
            Rel::Obj | Rel::Iobj if Some(child) == report.addressee && clausal => {
                let only = scene.children(at).all(|it| {
                    let rel = scene.node(it).rel;
                    it <= child
                        || !matches!(rel, Rel::Ccomp | Rel::Xcomp | Rel::Parataxis | Rel::Obj)
                });
                (only && takes.has(Takes::OBJECT)).then_some(Kind::Words)
            }
            Rel::Obj if takes.has(Takes::OBJECT) || finding() => Some(Kind::Words),
            Rel::Obl | Rel::Advcl | Rel::Nmod
                if !cue.rest.is_empty() && span.start < start + 2 && start <= child =>
            {
                takes.has(Takes::OBJECT.or(Takes::GERUND)).then_some(Kind::Words)
            }
            Rel::Conj => return None,
            _ => None,
        };
        // `reported that mortar rounds landed`: a clause, whatever the parser takes `that` for.
        let that = clausal && scene.is(opening, &["that"]) && scene.span(at).end > opening + 2;
        let found = match found {
            Some(Kind::Words) if that && opens_phrase(scene.tag(opening + 1)) => Some(Kind::Clause),
            found => found,
        };
        if let Some(kind) = found {
            return Some((child, kind));
        }
    }
    None
}

/// Whether a run begins with a name for words and has them behind it: `claims that the port is shut`,
/// `calls to leave`.
fn names_words(scene: &Scene<'_, '_>, run: &Range<usize>) -> bool {
    /// So many tokens stand before the noun.
    const REACH: usize = 6;
    let reach = run.end.saturating_sub(1).min(run.start + REACH);
    let clause = Takes::CLAUSE.or(Takes::INFINITIVE);
    (run.start..reach).any(|at| {
        let opens = scene.is(at + 1, &["that", "to"]) && scene.tag(at).is_noun();
        opens && scene.cue(at, Takes::NOUN).is_some_and(|cue| cue.takes.has(clause))
    })
}

/// Whether a noun phrase can begin with a tag.
fn opens_phrase(tag: Penn) -> bool {
    tag.is_noun()
        || matches!(tag, Penn::Dt | Penn::Prp | Penn::PrpS | Penn::Jj | Penn::Cd | Penn::Ex)
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
