//! Which actors take part in an event, and as what.

use std::ops::Range;

use super::{
    super::{Reading, actor::Mention, tag::Tag},
    clause::is_any,
    find::{Found, Manner},
};
use crate::model::{Form, Kind, Role};

/// Prepositions behind which stands no one who is acted on.
const ASIDE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "during",
    "after",
    "before",
    "since",
    "until",
    "as",
    "amid",
    "over",
    "despite",
    "following",
    "by",
    "through",
    "without",
    "because",
    "under",
    "within",
];

/// Prepositions behind which stands who is acted on.
const TOWARDS: &[&str] = &["to", "on", "against", "into", "for", "with", "of"];

/// The actors of an event by their number in [`Reading::actors`], those who act first.
pub fn find(reading: &Reading<'_>, found: &Found) -> Vec<(usize, Role)> {
    let mut cast = Cast { actors: Vec::new() };
    let acts = match (found.kind, found.manner) {
        (Kind::Consult, Manner::Hosts) => Role::Host,
        (_, Manner::Conflict) => Role::Subject,
        (Kind::Consult, Manner::Acts | Manner::Mutual | Manner::Hurts)
        | (Kind::Agree | Kind::Support | Kind::Cooperate, Manner::Mutual) => Role::Participant,
        _ => Role::Initiator,
    };
    let acted_on = match (found.kind, found.manner) {
        (Kind::Consult, _) | (_, Manner::Mutual) => Role::Participant,
        (Kind::Assault, Manner::Hurts) => Role::Victim,
        _ => Role::Recipient,
    };
    for run in &found.source {
        if cast.actors.is_empty() {
            cast.add(leading(reading, run), acts);
        }
    }
    if let Some(speaker) = speaker(reading, found)
        && acts == Role::Initiator
    {
        cast.add([speaker], Role::Initiator);
    }
    let before = cast.actors.len();
    for run in &found.target {
        let preposition = preposition(reading, run);
        if found.manner == Manner::Motion || preposition.is_some_and(|it| is_any(it, ASIDE)) {
            continue;
        }
        let is_first = cast.actors.len() == before;
        let with = preposition.is_some_and(|it| is_any(it, &["with", "between", "and"]));
        if is_first && (found.manner != Manner::Mutual || with)
            || found.kind == Kind::Consult && with
        {
            cast.add(leading(reading, run), acted_on);
        }
        if found.manner == Manner::Mutual {
            cast.add(behind(reading, run, &["with", "between"]), acted_on);
        }
        if cast.actors.len() == before && !is_verbal(found.kind) && found.kind != Kind::Consult {
            cast.add(behind(reading, run, TOWARDS), acted_on);
        }
        if is_verbal(found.kind) {
            cast.add(inside(reading, run).map(|mention| mention.actor), Role::Subject);
        } else if found.kind == Kind::Consult {
            // What follows a list of those who meet is said of them: `X, head of the party`.
            break;
        }
    }
    cast.actors
}

struct Cast {
    actors: Vec<(usize, Role)>,
}

impl Cast {
    fn add(&mut self, actors: impl IntoIterator<Item = usize>, role: Role) {
        for actor in actors {
            if self.actors.iter().all(|&(known, _)| known != actor) {
                self.actors.push((actor, role));
            }
        }
    }
}

/// Whether the kind is one of words, which are about others than those who are spoken to.
pub fn is_verbal(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Request | Kind::Accuse | Kind::Reject | Kind::Threaten | Kind::Agree | Kind::Support
    )
}

/// The preposition before a run.
fn preposition<'t>(reading: &Reading<'t>, run: &Range<usize>) -> Option<&'t str> {
    let before = run.start.checked_sub(1)?;
    let governs = matches!(reading.tokens[before].tag, Tag::Preposition | Tag::To);
    governs.then(|| &reading.text[reading.tokens[before].extent.range()])
}

/// The mentions within a run, without those inside another.
fn inside<'r>(reading: &'r Reading<'_>, run: &Range<usize>) -> impl Iterator<Item = &'r Mention> {
    let first = reading.mentions.partition_point(|mention| mention.run.start < run.start);
    let end = run.end;
    let mut last = run.start;
    reading.mentions[first..].iter().take_while(move |mention| mention.run.start < end).filter(
        move |mention| {
            let outer = mention.run.start >= last;
            last = last.max(mention.run.end);
            outer
        },
    )
}

/// The actor that a run is about, and those that are listed with it: no preposition stands before
/// them, and what stands behind a comma is one of a list only if an `and` follows.
fn leading(reading: &Reading<'_>, run: &Range<usize>) -> Vec<usize> {
    let tag = |at: usize| reading.tokens[at].tag;
    let (mut actors, mut end, mut listed) = (Vec::new(), run.start, 1);
    for mention in inside(reading, run) {
        let between = end..mention.run.start;
        let links = |at: usize| match tag(at) {
            Tag::Preposition | Tag::To => false,
            Tag::Noun | Tag::Name | Tag::Possessive => actors.is_empty(),
            tag => !tag.is_verb(),
        };
        if !between.clone().all(links) {
            break;
        }
        if between.clone().any(|at| tag(at) == Tag::Conjunction) {
            listed = actors.len() + 1;
        }
        actors.push(mention.actor);
        end = mention.run.end;
    }
    actors.truncate(listed);
    actors
}

/// Who is named behind the first of some prepositions in a run: `medicine to Togo`.
fn behind(reading: &Reading<'_>, run: &Range<usize>, prepositions: &[&str]) -> Vec<usize> {
    let directs = |at: &usize| {
        let token = reading.tokens[*at];
        let word = &reading.text[token.extent.range()];
        matches!(token.tag, Tag::Preposition | Tag::To) && is_any(word, prepositions)
    };
    let at = run.clone().find(directs);
    at.map_or(Vec::new(), |at| leading(reading, &(at + 1..run.end)))
}

/// Who reports an act of words of their own side: `the ministry said that Russia urges`.
fn speaker(reading: &Reading<'_>, found: &Found) -> Option<usize> {
    if !is_verbal(found.kind) {
        return None;
    }
    let trigger = reading.tokens[found.trigger.start].extent;
    let next = reading
        .statements
        .partition_point(|it| it.content.first().is_some_and(|it| it.start <= trigger.start));
    let speaker = reading.statements[..next].iter().rev().take(3).find_map(|it| {
        let said = it.form == Form::Paraphrase && it.says(trigger);
        it.speaker.filter(|_| said)
    })?;
    let acts = found.source.first().and_then(|run| leading(reading, run).first().copied())?;
    let (one, other) = (&reading.actors[speaker], &reading.actors[acts]);
    let belongs = one.member_of.contains(&acts)
        || one.offices.iter().any(|(_, of)| *of == Some(acts))
        || !one.country.is_empty() && one.country == other.country;
    (belongs && speaker != acts).then_some(speaker)
}

/// Whether an event is told within somebody's own words.
pub fn is_quoted(reading: &Reading<'_>, found: &Found) -> bool {
    let trigger = reading.tokens[found.trigger.start].extent;
    let next = reading
        .statements
        .partition_point(|it| it.content.first().is_some_and(|it| it.start <= trigger.start));
    reading.statements[..next]
        .iter()
        .rev()
        .take(3)
        .any(|it| it.form != Form::Paraphrase && it.says(trigger))
}
