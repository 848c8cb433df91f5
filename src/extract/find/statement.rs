//! What was said, by whom, to whom and on what occasion.
//!
//! Marks of quotation are paired first (`quotation`); then each clause with a cue of speech is a
//! report, of what its complement says, what is quoted beside it, or the sentence around it
//! (`report`, `content`); so are nouns and prepositions (`noun`). Quotations that no cue took go on
//! with the one before or get the speaker of what stands around (`bare`).

mod bare;
mod content;
mod noun;
mod quotation;
mod report;
mod scene;
mod speaker;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use self::{report::Report, scene::Scene};
use crate::{
    extract::{
        Reading,
        lexicon::Lexicon,
        reading::{
            actor::{Mention, MentionForm, mention_at},
            section::Section,
            statement::Statement,
            token::Extent,
            tree::{Penn, Rel},
        },
    },
    model::{ActorKind, Form},
};

/// The rule of what is said in a turn of a transcript.
pub const TURN: &str = "turn of a transcript";

/// The rule of what is quoted in a text that is not English.
const QUOTED: &str = "quotation in another language";

/// The statements of the article, in the order of the text. In a text that is not English nobody is
/// known to have said anything: what is quoted has no speaker.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Statement> {
    let scene = Scene::new(reading, lexicon, quotation::find(reading));
    let mut found: Vec<Statement> = if reading.is_english {
        let reports = bare::all(&scene);
        // Broken sentences may leave a cue nothing that is said.
        let says = reports.iter().filter(|it| !it.content.iter().any(Range::is_empty));
        says.map(|report| statement(&scene, report)).collect()
    } else {
        quotations(&scene)
    };
    turns(reading, &mut found);
    found
}

/// Puts the turns of a transcript in the place of what else was found in their words: one turn is one
/// statement, however long.
fn turns(reading: &Reading<'_>, found: &mut Vec<Statement>) {
    let turns = reading.sections.iter().filter(|it| it.turn.is_some() && !it.run.is_empty());
    let turns: Vec<Statement> = turns.map(|section| turn(reading, section)).collect();
    if turns.is_empty() {
        return;
    }
    let is_said = |statement: &Statement| {
        let first = reading.sentences[statement.sentence].start;
        reading.section_of(first).turn.is_some()
    };
    found.retain(|statement| !is_said(statement));
    found.extend(turns);
    found.sort_by_key(|statement| statement.content.first().copied());
}

fn turn(reading: &Reading<'_>, section: &Section) -> Statement {
    let turn = section.turn.as_ref();
    Statement {
        source: turn.map(|turn| turn.label),
        clause: reading.clause_of(section.run.start),
        rule: TURN,
        ..verbatim(reading, &section.run, turn.and_then(|turn| turn.speaker))
    }
}

/// Words that somebody said, as they were said.
fn verbatim(reading: &Reading<'_>, run: &Range<usize>, speaker: Option<usize>) -> Statement {
    let content = vec![reading.extent(run)];
    Statement {
        about: about(reading, &content, speaker),
        content,
        source: None,
        speaker,
        cue: None,
        addressee: None,
        to: None,
        venue: None,
        sentence: reading.sentence_of(run.start),
        clause: None,
        form: Form::Verbatim,
        quoted: Vec::new(),
        is_asserted: true,
        is_clause: true,
        is_deed: false,
        confidence: 0.9,
        rule: "",
    }
}

/// What is quoted in a text that is not English, a statement of nobody each.
fn quotations(scene: &Scene<'_, '_>) -> Vec<Statement> {
    /// Fewer words are only a name.
    const LEAST: usize = 2;
    let reading = scene.reading;
    let said = scene.quotations.iter().filter(|it| it.inner.len() >= LEAST);
    let statements = said.map(|quotation| Statement {
        clause: reading.clause_of(quotation.inner.start),
        rule: QUOTED,
        ..verbatim(reading, &quotation.inner, None)
    });
    statements.collect()
}

fn statement(scene: &Scene<'_, '_>, report: &Report) -> Statement {
    let reading = scene.reading;
    let extent = |run: &Range<usize>| reading.extent(run);
    let quoted = quoted(scene, report);
    let is_whole = |run: &Range<usize>| {
        scene.quotation(run.start).is_some_and(|it| scene.quotations[it].marked == *run)
    };
    let whole = report.rule == noun::TRANSCRIPT || report.content.iter().all(is_whole);
    let content: Vec<Extent> = report
        .content
        .iter()
        .map(|run| match scene.quotation(run.start) {
            Some(it) if is_whole(run) => extent(&scene.quotations[it].inner),
            _ => extent(run),
        })
        .collect();
    let speaker = report.speaker.and_then(|head| actor(scene, head, report.source.as_ref()));
    let first = report.content.first().map_or(0, |run| run.start);
    let at = if report.cue.is_empty() { first } else { report.cue.start };
    Statement {
        about: about(reading, &content, speaker),
        content,
        source: report.source.as_ref().map(extent),
        speaker,
        cue: (!report.cue.is_empty()).then(|| extent(&report.cue)),
        addressee: report.addressee.map(|it| {
            let run = scene.phrase(it, report.cue.start);
            let said = report.content.iter().find(|content| content.start > it);
            extent(&(run.start..said.map_or(run.end, |said| run.end.min(said.start))))
        }),
        to: report.addressee.and_then(|it| actor(scene, it, None)),
        venue: report.venue.as_ref().map(extent),
        sentence: reading.sentence_of(at),
        clause: report.clause,
        form: match (whole && !report.is_denied, quoted.is_empty() || report.is_denied) {
            (true, _) => Form::Verbatim,
            (false, false) => Form::Fragment,
            (false, true) => Form::Paraphrase,
        },
        quoted: quoted.into_iter().map(|it| extent(&scene.quotations[it].inner)).collect(),
        is_asserted: report.is_asserted,
        is_clause: report.is_clause
            || !report.is_deed && report.content.iter().any(|run| content::tells(scene, run)),
        is_deed: report.is_deed,
        // Words in marks of nobody in particular are most often a name for something.
        confidence: match speaker {
            None if report.rule == bare::WORDS_IN_MARKS => report.confidence.min(bare::NAME),
            _ => report.confidence,
        },
        rule: report.rule,
    }
}

/// The quotations in what a report says.
fn quoted(scene: &Scene<'_, '_>, report: &Report) -> Vec<usize> {
    report.content.iter().flat_map(|run| scene.quotations_in(run)).collect()
}

/// The actor that a token names, or one that is named beside it: in apposition, as a further word of
/// its name, or as whose it is.
fn actor(scene: &Scene<'_, '_>, head: usize, source: Option<&Range<usize>>) -> Option<usize> {
    let reading = scene.reading;
    let within = |it: &usize| source.is_none_or(|source| source.contains(it));
    let named = |token: usize| reading.mention_headed(token);
    let beside = |rels: &[Rel]| {
        let mut children = scene.children(head).filter(within);
        children.find_map(|it| rels.contains(&scene.node(it).rel).then(|| named(it)).flatten())
    };
    let is_name = |mention: &&Mention| mention.form == MentionForm::Name;
    // `the president, Hamid Karzai`, `Hamid Karzai, the president`
    let above = scene.node(head);
    let is_pronoun = above.tag == Penn::Prp;
    let other =
        (above.rel == Rel::Appos && !is_pronoun).then(|| named(above.head as usize)).flatten();
    let name = named(head).filter(is_name);
    let name = name.or_else(|| other.filter(is_name));
    let name = name.or_else(|| beside(&[Rel::Appos, Rel::Flat]).filter(is_name));
    // Where the parser has another head than the name that the words begin with.
    let first = source.and_then(|source| scene.base_head(source));
    let first = first.and_then(|it| mention_at(reading, it)).filter(is_name);
    let first = first.filter(|mention| source.is_some_and(|it| it.contains(&mention.head)));
    let found = name.or(first).or_else(|| named(head));
    // `US Under Secretary of State Diana Reed`: the name behind an office.
    if let Some(found) = found
        && let Some(source) = source
        && let Some(person) = behind_office(scene, source, found)
    {
        return Some(person);
    }
    // `his office` is not he.
    let owns = |mention: &&Mention| scene.tag(mention.head) != Penn::PrpS;
    let found = found.or_else(|| beside(&[Rel::Compound, Rel::Nmod]).filter(owns));
    let found = found.or_else(|| of_that_surname(scene, head)).map(|mention| mention.actor);
    // `he` is no state.
    let is_person = scene.is(head, &["he", "she"]);
    found.filter(|&it| {
        let kind = reading.actors[it].kind;
        !is_person || matches!(kind, ActorKind::Person | ActorKind::Other)
    })
}

/// The last mention of a person whose surname a token is, though it was not read as one: `Donnelly
/// said`, tagged as an adverb.
fn of_that_surname<'s>(scene: &'s Scene<'_, '_>, head: usize) -> Option<&'s Mention> {
    /// So many mentions before are looked at.
    const REACH: usize = 200;
    let reading = scene.reading;
    let next = reading.mentions.partition_point(|mention| mention.run.start < head);
    let before = reading.mentions[next.saturating_sub(REACH)..next].iter().rev();
    let named = |mention: &&Mention| {
        mention.form == MentionForm::Name
            && reading.actors[mention.actor].kind == ActorKind::Person
            && scene.word(mention.run.end - 1) == scene.word(head)
            && scene.text(mention.run.end - 1) == scene.text(head)
    };
    before.filter(|_| scene.looks_a_name(head)).find(named)
}

/// The person whose name ends a noun phrase of names, behind the name of a state or body.
fn behind_office(scene: &Scene<'_, '_>, source: &Range<usize>, found: &Mention) -> Option<usize> {
    let reading = scene.reading;
    let kind = |mention: &Mention| reading.actors[mention.actor].kind;
    let end = source.clone().find(|&it| scene.text(it) == ",").unwrap_or(source.end);
    let named = |it: usize| scene.is_name(it) || scene.is(it, &["of", "for", "under"]);
    let last = mention_at(reading, end.checked_sub(1)?)?;
    let behind = last.run.end == end && last.run.start >= source.start && last.head != found.head;
    let office = kind(found) != ActorKind::Person && kind(last) == ActorKind::Person;
    (behind && office && (source.start..end).all(named)).then_some(last.actor)
}

/// Whom the words of a statement name, apart from its speaker, in their order.
fn about(reading: &Reading<'_>, content: &[Extent], speaker: Option<usize>) -> Vec<usize> {
    let mut about = Vec::new();
    for content in content {
        let first = reading.mentions.partition_point(|it| it.extent.start < content.start);
        let within = reading.mentions[first..].iter();
        for mention in within.take_while(|mention| mention.extent.end <= content.end) {
            if Some(mention.actor) != speaker && !about.contains(&mention.actor) {
                about.push(mention.actor);
            }
        }
    }
    about
}
