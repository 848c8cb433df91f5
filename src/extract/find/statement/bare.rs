//! All reports of the text in their order. Quotations without a cue of their own go on with the one
//! before, or get the speaker of what stands around.

use std::ops::Range;

use super::{
    content::{AFTER_CUE, BEHIND},
    noun::{SOURCE, TRANSCRIPT, according, named, noun, signed},
    report::{ANY_VERB, CLEAR, PASSIVE, Report, WHAT, is_saying, of_clause},
    scene::Scene,
    speaker::nothing_but,
};
use crate::extract::{
    lexicon::cues::Takes,
    reading::{
        clause::{Clause, Form, Link},
        token::{Gap, Shape},
        tree::{Penn, Rel},
    },
};

/// The reports of all sentences, with those of quotations that have no cue, in the order of the
/// text.
pub fn all(scene: &Scene<'_, '_>) -> Vec<Report> {
    let mut all = All {
        scene,
        reports: Vec::new(),
        taken: vec![false; scene.quotations.len()],
        quoted: None,
        subject: None,
        speaks: false,
        transcript: None,
    };
    let mut next = 0;
    let mut found: Vec<(Range<usize>, Vec<Report>)> = Vec::new();
    for sentence in &scene.reading.sentences {
        let clauses = &scene.reading.clauses;
        let first = next;
        while clauses.get(next).is_some_and(|it| it.predicate < sentence.end) {
            next += 1;
        }
        found.push((first..next, outermost(scene, with_cues(scene, sentence, first..next))));
    }
    // `“Why now?” Haddad asked.`: the next sentence may report a quotation.
    for run in found.iter().flat_map(|(_, reports)| reports).flat_map(|it| &it.content) {
        all.taken[scene.quotations_in(run)].fill(true);
    }
    for (sentence, (clauses, reports)) in scene.reading.sentences.iter().zip(found) {
        all.sentence(sentence, clauses, reports);
    }
    let mut reports = all.reports;
    reports.retain(|report| !report.content.is_empty() && !report.is_void);
    reports.sort_by_key(|report| report.content.first().map_or(0, |run| run.start));
    reports
}

/// In so many reports before a quotation of the same sentence its speaker is looked for.
const REPORTS: usize = 16;

/// So many tokens, with their marks, are more than a name for something.
const SENTENCE: usize = 8;

/// The rule of words in marks that no cue took.
pub const WORDS_IN_MARKS: &str = "quoted words";

/// How sure it is that somebody said what may be a name in marks.
pub const NAME: f64 = 0.3;

/// So many tokens in marks are more than a name, if the first one has no capital.
const WORDS: usize = 3;

/// The reports of a sentence that have a cue.
fn with_cues(scene: &Scene<'_, '_>, sentence: &Range<usize>, clauses: Range<usize>) -> Vec<Report> {
    let mut found: Vec<Report> = named(scene, sentence).into_iter().collect();
    found.extend(clauses.filter_map(|clause| of_clause(scene, clause)));
    // `She says the talks are near their end, stating: “...”`: whoever spoke goes on.
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let earlier: Vec<Range<usize>> =
            before.iter().rev().skip(1).take(2).flat_map(|it| it.content.clone()).collect();
        let (Some(last), Some(report)) = (before.last_mut(), rest.first_mut()) else { continue };
        let clause = report.clause.map(|it| &scene.reading.clauses[it]);
        let joined =
            |it: &Clause| it.form == Form::Gerund || it.link == Link::Conjunct && it.is_shared;
        let goes_on = clause.is_some_and(joined) && report.is_asserted;
        // `recommended that they follow, as it did before, stating: “...”`
        let comma = report.cue.start > 0 && scene.text(report.cue.start - 1) == ",";
        let gerund = clause.is_some_and(|it| it.form == Form::Gerund);
        let theirs = |it: usize| earlier.iter().any(|run| run.contains(&it));
        let said = |it: usize| {
            last.content.iter().any(|run| run.contains(&it))
                || gerund && comma && theirs(it)
                || gerund && comma && it > last.cue.end && it < report.cue.start
        };
        // `rejected claims that the army had fled, saying`
        let is_theirs = last.is_asserted || gerund && comma;
        // `criticized the plan, and one lawmaker, Lind, demanded that`: no part of the plan.
        let named = report.source.as_ref().filter(|source| {
            !gerund && source.start > last.cue.end && source.end + 1 >= report.cue.start
        });
        if let Some(named) = named.filter(|_| clause.is_some_and(joined)) {
            for run in last.content.iter_mut().filter(|run| run.contains(&named.start)) {
                *run = without_joint(scene, run.start..named.start);
            }
        } else if goes_on && is_theirs && report.speaker.is_none_or(said) {
            (report.source, report.speaker) = (last.source.clone(), last.speaker);
        }
    }
    found.retain(|report| report.source.is_some() || !report.is_asserted || report.rule == PASSIVE);
    for at in sentence.clone().filter(|&at| scene.quotation(at).is_none()) {
        found.extend(noun(scene, at));
        found.extend(according(scene, at));
    }
    found
}

/// A run without the comma and the conjunction that it ends with.
fn without_joint(scene: &Scene<'_, '_>, run: Range<usize>) -> Range<usize> {
    let joint = |at: &usize| scene.is_sign(*at) || scene.tag(*at) == Penn::Cc;
    let end = run.clone().rev().find(|at| !joint(at)).map_or(run.end, |last| last + 1);
    run.start..end
}

/// Who speaks or acts: the words, and the token that heads who is meant.
type Speaker = (Range<usize>, usize);

struct All<'s, 'a, 't> {
    scene: &'s Scene<'a, 't>,
    reports: Vec<Report>,
    /// Which quotations are in a report.
    taken: Vec<bool>,
    /// The last report with a whole quotation.
    quoted: Option<usize>,
    /// Who speaks or acts in the last sentence.
    subject: Option<Speaker>,
    /// Whether the last sentence reports, or ends with a colon.
    speaks: bool,
    /// The report whose speaker a transcript has for this paragraph.
    transcript: Option<usize>,
}

impl All<'_, '_, '_> {
    fn sentence(&mut self, sentence: &Range<usize>, clauses: Range<usize>, found: Vec<Report>) {
        let scene = self.scene;
        let begins = scene.begins_paragraph(sentence.start);
        if begins {
            self.transcript = None;
        }
        if let Some(report) = self.transcript {
            self.reports[report].content.push(sentence.clone());
            self.taken[scene.quotations_in(sentence)].fill(true);
            return;
        }
        let first = self.reports.len();
        for report in found {
            self.add(report);
        }
        let ended = scene.quotations_in(sentence);
        let ended = ended.filter(|&it| scene.quotations[it].marked.end <= sentence.end);
        let mut speaks = self.speaks;
        for number in ended {
            if !std::mem::replace(&mut self.taken[number], true) {
                let start = scene.sentence(scene.quotations[number].marked.start).start;
                let bare = scene.is_bare(&(start..sentence.end));
                self.quotation(number, bare, first);
            }
            speaks = false;
        }
        if scene.is_bare(sentence) {
            self.speaks = speaks;
            return;
        }
        let said = self.reports[first..].iter().rev().find_map(speaker_of);
        self.speaks = said.is_some() || scene.text(sentence.end - 1) == ":";
        let subject = said.or_else(|| self.main_subject(sentence, clauses));
        self.subject = subject.or(self.subject.take());
    }

    /// Adds a report with a cue: its quotations are taken, and what paragraphs before began of them
    /// is its content, too.
    fn add(&mut self, mut report: Report) {
        let scene = self.scene;
        for run in report.content.clone() {
            for number in scene.quotations_in(&run) {
                if let Some(open) = self.quoted
                    && number > 0
                    && scene.quotations[number - 1].continued
                    && self.reports[open].cue.is_empty()
                {
                    let before = std::mem::take(&mut self.reports[open].content);
                    report.content.splice(0..0, before);
                }
                if scene.is_whole(number) && !report.is_void {
                    self.quoted = Some(self.reports.len());
                }
            }
        }
        // `said a fisherman known as “Captain”`
        for number in report.source.iter().flat_map(|source| scene.quotations_in(source)) {
            self.taken[number] |= !scene.is_whole(number);
        }
        if report.rule == TRANSCRIPT {
            self.transcript = Some(self.reports.len());
        }
        self.reports.push(report);
    }

    /// Adds a quotation without a cue.
    fn quotation(&mut self, number: usize, bare: bool, first: usize) {
        let scene = self.scene;
        let marked = scene.quotations[number].marked.clone();
        if let Some(last) = self.quoted
            && number > 0
            && scene.quotations[number - 1].continued
        {
            self.reports[last].content.push(marked);
            return;
        }
        let mut report = Report {
            content: vec![marked.clone()],
            clause: scene.reading.clause_of(marked.start + 1),
            is_asserted: true,
            ..Report::default()
        };
        let whole = scene.is_whole(number);
        if is_heading(scene, number) || !whole && self.takes_in(&marked, first) {
            return;
        }
        let before = marked.start.checked_sub(1);
        if before.is_some_and(|it| scene.cue(it, Takes::NAMING).is_some()) {
            return;
        }
        let (speaker, confidence, rule) = if let Some(signed) = signed(scene, number) {
            (Some(signed), 0.9, "signed")
        } else if let Some(named) = named_behind(scene, number) {
            (Some(named), 0.8, BEHIND)
        } else if bare {
            let last = self.quoted.map(|last| &self.reports[last]);
            let last = last.filter(|last| near(scene, last, marked.start));
            let goes_on = last.and_then(|last| {
                let end = last.content.last()?.end.max(last.cue.end);
                (scene.is_one_paragraph(end.min(marked.start), marked.start)).then_some(last)
            });
            match (goes_on, last.filter(|_| !self.speaks)) {
                (Some(last), _) => (speaker_of(last), 0.9, "quotation goes on"),
                (None, Some(last)) => (speaker_of(last), 0.7, "quotation of the next paragraph"),
                (None, None) => (self.subject.clone(), 0.6, "quotation after its speaker"),
            }
        } else {
            let own = self.reports[first..].iter().rev().take(REPORTS);
            let own = own.filter(|it| it.rule != WHAT);
            let own = own
                .clone()
                .filter(|it| it.is_asserted)
                .find_map(speaker_of)
                .or_else(|| own.clone().find_map(speaker_of));
            let near = own.or_else(|| self.subject_near(marked.start));
            // `Look: “...”` names nobody, and who was named before need not have said it.
            let is_here = near.is_some();
            let near = near.or_else(|| self.subject.clone());
            let before = marked.start.checked_sub(1).map_or("", |it| scene.text(it));
            if before == ";" && whole && self.reports.len() > first {
                (near, 0.8, "quotation goes on")
            } else if before == ":" {
                (near, if is_here { 0.8 } else { 0.4 }, "quotation behind a colon")
            } else if before == "that" && marked.len() > SENTENCE {
                (near, 0.6, "quotation behind that")
            } else if whole {
                (near, 0.4, "quotation without cue")
            } else {
                // Words, and no name in marks, of whoever is named in the clause around.
                let inner = &scene.quotations[number].inner;
                let first = scene.reading.tokens[inner.start].shape;
                let is_words = is_here && inner.len() >= WORDS && first == Shape::Small;
                (near, if is_words { 0.6 } else { NAME }, WORDS_IN_MARKS)
            }
        };
        (report.source, report.speaker) = speaker.unzip();
        report.confidence = confidence;
        report.rule = rule;
        if bare || whole {
            self.quoted = Some(self.reports.len());
        }
        self.reports.push(report);
    }

    /// Lets the last report of the sentence have words in marks behind what it asks for or accuses
    /// somebody of: `urged them to leave, “whatever it takes”`. Whether it has them now.
    fn takes_in(&mut self, marked: &Range<usize>, first: usize) -> bool {
        /// So many tokens stand between, and fewer in marks are only a name.
        const REACH: usize = 16;
        const LEAST: usize = 4;
        let scene = self.scene;
        let clauses = &scene.reading.clauses;
        let tells = |at: usize| {
            let clause = scene.reading.clause_of(at).map(|it| &clauses[it]);
            scene.is_finite(at) && clause.is_none_or(|it| it.noun.is_none())
        };
        let Some(last) = self.reports[first..].iter_mut().next_back() else { return false };
        let behind = last.cue.end <= marked.start && last.is_deed && !last.is_void;
        let Some(content) = last.content.last_mut().filter(|_| behind) else { return false };
        let between = content.end..marked.start;
        let near = content.end <= marked.start && between.len() <= REACH;
        // `of plotting to “destroy” the army`
        let infinitive = scene.tag(marked.start - 1) == Penn::To;
        if !near
            || marked.len() < LEAST && !infinitive
            || between.clone().any(|at| tells(at) || ends(scene, at))
        {
            return false;
        }
        content.end = marked.end;
        if infinitive {
            // What is destroyed is told behind the marks.
            let end = scene.sentence(marked.start).end;
            let rest = marked.end..end.min(marked.end + REACH);
            let stops = |at: &usize| scene.is_sign(*at) || scene.is_finite(*at);
            content.end = rest.clone().find(stops).unwrap_or(rest.end);
        }
        true
    }

    /// The subject of the first finite clause of a sentence.
    fn main_subject(&self, sentence: &Range<usize>, clauses: Range<usize>) -> Option<Speaker> {
        let scene = self.scene;
        let clauses = &scene.reading.clauses[clauses];
        let main = clauses.iter().find(|it| it.form == Form::Finite && it.subject.is_some());
        let named = main.and_then(|main| {
            let head = main.subject.filter(|&it| can_speak(scene, it))?;
            Some((scene.phrase(head, main.predicate), head))
        });
        // `Ambassador Ingrid Dahl:`
        named.or_else(|| {
            let last = sentence.end - 1;
            let root = sentence.clone().find(|&it| scene.node(it).rel == Rel::Root)?;
            let alone = scene.text(last) == ":" && scene.tag(root).is_noun();
            alone.then(|| (scene.phrase(root, last), root))
        })
    }

    /// The subject of the clause around a token, or of one above it.
    fn subject_near(&self, at: usize) -> Option<Speaker> {
        /// So many clauses up somebody is looked for.
        const STEPS: usize = 4;
        let scene = self.scene;
        let above = |number: &usize| scene.reading.clauses[*number].governor;
        let number = scene.reading.clause_of(at);
        let subjects = std::iter::successors(number, above).take(STEPS).filter_map(|number| {
            let clause = &scene.reading.clauses[number];
            let head = clause.subject.filter(|&it| it < at && can_speak(scene, it))?;
            Some((scene.phrase(head, clause.predicate), head))
        });
        subjects.last()
    }
}

/// Who is named behind a quotation with a word that reports, where the parser has no verb:
/// `“...,” Conway notes.`
fn named_behind(scene: &Scene<'_, '_>, number: usize) -> Option<Speaker> {
    /// So many tokens can end a sentence behind the word that reports.
    const END: usize = 4;
    /// So many tokens name somebody before the word that reports.
    const REACH: usize = 14;
    let start = scene.quotations[number].marked.end;
    let end = scene.reading.tokens.len().min(start + REACH);
    let says = |at: &usize| {
        scene.cue(*at, Takes::default()).is_some_and(|cue| is_saying(cue) && cue.weight >= CLEAR)
    };
    let at = (start..end)
        .take_while(|&at| !scene.begins_paragraph(at) && scene.quotation(at).is_none())
        .find(says)
        .filter(|&at| scene.tag(at).is_verb() || scene.tag(at) == Penn::Nns)?;
    // `“...” X said.`, and not the next sentence, which reports something else.
    let sentence = scene.sentence(at);
    let ends = sentence.end <= at + END;
    if !scene.is_whole(number) || start <= sentence.start && !ends {
        return None;
    }
    if at == start {
        let head = scene.noun_head(at + 1, scene.sentence(at).end)?;
        return Some((scene.phrase(head, at), head));
    }
    nothing_but(scene, start..at)
}

/// Whether a clause ends with a sign, or a conjunction begins another one.
fn ends(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.text(at), ";" | ":" | "(" | ")") || scene.tag(at) == Penn::Cc
}

/// Whether a quotation is a heading: a line of its own, and no sentence.
fn is_heading(scene: &Scene<'_, '_>, number: usize) -> bool {
    let quotation = &scene.quotations[number];
    let Range { start, end } = quotation.marked;
    let last = quotation.inner.end - 1;
    let alone = scene.begins_paragraph(start)
        && end < scene.reading.tokens.len()
        && scene.reading.tokens[end].gap == Gap::Paragraph;
    alone && quotation.inner.len() <= SENTENCE && !scene.is_sign(last)
}

fn speaker_of(report: &Report) -> Option<Speaker> {
    Some((report.source.clone()?, report.speaker?))
}

/// Whether a word names someone, and does not merely stand in its place.
fn can_speak(scene: &Scene<'_, '_>, head: usize) -> bool {
    let tag = scene.tag(head);
    (tag.is_noun() || tag == Penn::Prp && !scene.is(head, &["it", "i", "we", "you"]))
        && scene.quotation(head).is_none()
        && !scene.is_noun_of(head, Takes::LABEL)
}

/// Whether a report is in this paragraph or the one before.
fn near(scene: &Scene<'_, '_>, report: &Report, at: usize) -> bool {
    /// How far a quotation reaches for the speaker of the one before, in tokens.
    const NEAR: usize = 1000;
    let Some(end) = report.content.last().map(|last| last.end.max(report.cue.end)) else {
        return false;
    };
    let paragraphs = (end..=at).filter(|&it| scene.begins_paragraph(it));
    at < end + NEAR && paragraphs.take(2).count() < 2
}

/// The reports whose cue is not in what another one says, and those with quotations of their own.
fn outermost(scene: &Scene<'_, '_>, mut reports: Vec<Report>) -> Vec<Report> {
    // `told them that it would, the palace said`: what stands around is said by the last one.
    let is_around = |report: &Report| report.rule == "said aside";
    let around = Cover::of(reports.iter().filter(|it| is_around(it)));
    reports.retain(|it| is_around(it) || it.cue.is_empty() || !around.holds(it.cue.start));
    // What nobody in particular says holds nobody's words.
    let speaks = |report: &&Report| report.rule != PASSIVE || report.source.is_some();
    let said = Cover::of(reports.iter().filter(speaks));
    // Within what another one says only what is quoted as a sentence counts, and not beside a verb
    // that reports nothing: `said that the men had left, “abandoning their arms”`.
    let quotes = |report: &Report| {
        let mut quoted = report.content.iter().flat_map(|run| scene.quotations_in(run));
        let is_cue = report.cue.end.checked_sub(1).is_none_or(|it| {
            report.rule != AFTER_CUE || report.confidence > ANY_VERB || !scene.tag(it).is_verb()
        });
        report.is_asserted && is_cue && quoted.any(|it| scene.is_whole(it))
    };
    // `“...,” he told them, according to the ministry`: he speaks.
    let told = Cover::of(reports.iter().filter(|it| it.rule == SOURCE));
    let spoken: Vec<usize> = reports
        .iter()
        .filter(|it| it.rule == BEHIND && quotes(it) && told.holds(it.cue.start))
        .map(|it| it.cue.start)
        .collect();
    reports.retain(|it| {
        let holds = |at: &usize| it.content.iter().any(|run| run.contains(at));
        it.rule != SOURCE || !spoken.iter().any(holds)
    });
    reports.retain(|report| !said.holds(report.cue.start) || quotes(report));
    reports.sort_by_key(|report| report.cue.start);
    reports
}

/// What reports say, in runs by their beginning, each with the furthest end of those up to it.
struct Cover(Vec<Range<usize>>);

impl Cover {
    fn of<'r>(reports: impl Iterator<Item = &'r Report>) -> Self {
        let mut runs: Vec<Range<usize>> = reports.flat_map(|it| it.content.clone()).collect();
        runs.sort_by_key(|run| run.start);
        let mut furthest = 0;
        for run in &mut runs {
            furthest = run.end.max(furthest);
            run.end = furthest;
        }
        Self(runs)
    }

    /// Whether a token stands in what is said. O(log runs).
    fn holds(&self, at: usize) -> bool {
        let before = self.0.partition_point(|run| run.start <= at);
        before.checked_sub(1).is_some_and(|last| at < self.0[last].end)
    }
}
