//! To speak is an event, too: statements are bound to the event in whose words they are reported,
//! and those that no event tells of become events of kind `statement`.

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::{
    extract::{
        Reading,
        find::{event::WILL_NOT, statement::TURN},
        reading::{
            event::{Doubt, Event, SURE, Signs},
            statement::Statement,
            time::TimeKind,
            token::{Extent, Gap, Shape},
            tree::Penn,
        },
    },
    model::{ActorKind, Form, Kind, Role, Status},
};

/// The rule of events that are nothing but speech.
pub const RULE: &str = "something is said";

/// Whether a statement stands in a timeline: its speaker is named, or its words are quoted; and it
/// is no paraphrase within another statement.
#[must_use]
pub fn stands(reading: &Reading<'_>, number: usize) -> bool {
    /// Statements within each other are so near in the list.
    const NEAR: usize = 4;
    /// What somebody wants, plans or thinks is less sure to be said.
    const CLEAR: f64 = 0.8;
    let statement = &reading.statements[number];
    if statement.form != Form::Paraphrase {
        let is_turn = statement.rule == TURN;
        return is_turn || statement.speaker.is_some() || is_quoted(reading, statement);
    }
    let near = number.saturating_sub(NEAR)..reading.statements.len().min(number + NEAR);
    let others = near.filter(|&other| other != number).map(|other| &reading.statements[other]);
    let covers = |other: &Statement| {
        let mut content = statement.content.iter();
        content.all(|it| other.content.iter().any(|its| its.covers(*it) && its != it))
    };
    statement.speaker.is_some()
        && statement.confidence >= CLEAR
        && !is_headline(reading, statement)
        && tells_something(reading, statement)
        && !others.into_iter().any(covers)
}

/// Whether a statement stands in the headline, which says again what the text tells.
fn is_headline(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some([first, second]) = reading.sentences.get(..2) else { return false };
    statement.sentence == 0
        && reading.tokens[second.start].gap == Gap::Paragraph
        && !reading.nodes[first.end - 1].tag.is_punctuation()
}

/// Whether a paraphrase is a clause (`it would go on`), or at least more than the name of a thing:
/// `rejected calls to work with them`, but not `condemned the attack`.
fn tells_something(reading: &Reading<'_>, statement: &Statement) -> bool {
    /// So many words name more than one thing.
    const WORDS: usize = 5;
    let run = first_tokens(reading, statement);
    // What is done by saying it is an event, and what is not done is none.
    let negated = statement.clause.is_some_and(|it| reading.clauses[it].negated);
    let first = reading.nodes.get(run.start).map(|node| node.tag);
    let is_act = statement.is_clause || first == Some(Penn::Vbg) || first == Some(Penn::Vb);
    if is_torn(reading, &run)
        || negated && !statement.is_asserted
        || statement.is_deed && (is_act || is_told(reading, statement))
    {
        return false;
    }
    // `to meet them`, `it in a vote`
    let is_bare =
        reading.nodes.get(run.start).is_some_and(|node| matches!(node.tag, Penn::To | Penn::Prp));
    statement.is_clause || !is_bare && run.len() >= WORDS
}

/// Whether words are a clause without its subject, or nothing that tells: `predicts will grow`, `whose
/// team left`, `by the agency`.
fn is_torn(reading: &Reading<'_>, run: &Range<usize>) -> bool {
    let Some([first, rest @ ..]) = reading.nodes.get(run.clone()) else { return true };
    let adjective = rest.first().is_some_and(|next| next.tag.is_noun());
    match first.tag {
        Penn::Md | Penn::Vbz | Penn::WpS => true,
        Penn::Wdt => !reading.word(run.start).eq_ignore_ascii_case("that"),
        Penn::Vbd => !adjective,
        Penn::Rb => rest.first().is_some_and(|next| next.tag == Penn::To),
        Penn::In => !rest.iter().any(|node| node.tag.is_verb()),
        _ => false,
    }
}

/// Whether an event tells what the words before a statement do: `called on them to leave`.
fn is_told(reading: &Reading<'_>, statement: &Statement) -> bool {
    let Some(cue) = statement.cue else { return false };
    let first = reading.events.partition_point(|event| {
        (event.sentence, event.trigger.end) <= (statement.sentence, cue.start)
    });
    let mut near = reading.events[first..].iter().take_while(|it| it.trigger.start < cue.end);
    near.any(|event| {
        let stands = event.signs.doubt.is_none() && event.confidence >= SURE;
        !matches!(event.kind, Kind::Other | Kind::Statement) && stands
    })
}

/// The tokens of the first piece of what was said.
fn first_tokens(reading: &Reading<'_>, statement: &Statement) -> Range<usize> {
    let content = statement.content.first().copied().unwrap_or_default();
    let at = |byte| reading.tokens.partition_point(|token| token.extent.start < byte);
    at(content.start)..at(content.end)
}

/// Whether a mark of quotation stands before the words.
fn is_quoted(reading: &Reading<'_>, statement: &Statement) -> bool {
    let first = first_tokens(reading, statement).start;
    first.checked_sub(1).is_some_and(|before| reading.tokens[before].shape == Shape::Quote)
}

/// Binds each statement to its event; statements of one speaker that follow each other share one.
pub fn bind(reading: &mut Reading<'_>) {
    let mut bound: Vec<Option<usize>> = Vec::with_capacity(reading.statements.len());
    let told = reading.events.len();
    let mut spoken: Vec<Event> = Vec::new();
    for (number, statement) in reading.statements.iter().enumerate() {
        let event = told_by(reading, statement).or_else(|| {
            let last = number.checked_sub(1).filter(|&last| bound[last] >= Some(told));
            if let Some(last) = last
                && goes_on(reading, &reading.statements[last], statement)
            {
                let event = spoken.last_mut()?;
                event.confidence = event.confidence.max(statement.confidence);
                add_actors(reading, statement, &mut event.actors);
                return bound[last];
            }
            spoken.push(new(reading, statement).filter(|_| stands(reading, number))?);
            Some(told + spoken.len() - 1)
        });
        bound.push(event);
    }
    assert_by(reading);
    reading.events.append(&mut spoken);
    let mut order: Vec<usize> = (0..reading.events.len()).collect();
    order.sort_by_key(|&number| (reading.events[number].trigger, number));
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    reading.events = order.into_iter().map(|old| reading.events[old].clone()).collect();
    reading.said_in = bound.into_iter().map(|event| Some(place[event?])).collect();
}

/// Notes which statement tells an event; what stands between marks of quotation is told by its
/// speaker alone, and is no event of the article.
fn assert_by(reading: &mut Reading<'_>) {
    let mut events = std::mem::take(&mut reading.events);
    // From the outermost statement to the innermost.
    for (number, statement) in reading.statements.iter().enumerate() {
        for &content in &statement.content {
            let first = events.partition_point(|event| event.trigger.start < content.start);
            let said = events[first..].iter_mut();
            for event in said.take_while(|event| event.trigger.end <= content.end) {
                let is_cue = statement.cue.is_some_and(|cue| cue.overlaps(event.trigger));
                if !is_cue && statement.is_asserted {
                    event.asserted_by = Some(number);
                    event.signs.is_said = true;
                    if event.status == Status::Occurred
                        && event.rule != WILL_NOT
                        && is_party(reading, statement, event)
                    {
                        event.status = Status::Unverified;
                    }
                }
            }
        }
        let verbatim = statement.form == Form::Verbatim;
        let marked = if verbatim { &statement.content } else { &statement.quoted };
        for &content in marked {
            let first = events.partition_point(|event| event.trigger.start < content.start);
            let said = events[first..].iter_mut();
            for event in said.take_while(|event| event.trigger.end <= content.end) {
                event.signs.doubt = event.signs.doubt.or(Some(Doubt::Quoted));
                event.confidence = event.confidence.min(QUOTED);
            }
        }
    }
    reading.events = events;
}

/// What happens in the words of others is this likely an event of the article.
const QUOTED: f64 = 0.2;

/// Whether who says so is a party to what is told, so that nobody else vouches for it.
fn is_party(reading: &Reading<'_>, statement: &Statement, event: &Event) -> bool {
    statement.speaker.is_some_and(|speaker| {
        event.actors.iter().any(|&(actor, _)| actor == speaker || belongs(reading, speaker, actor))
    })
}

/// The event that the words before or behind the statement tell (`urged`, `rejected calls`), or
/// for a paraphrase its own words (`said that Russia urges`), if the speaker acts in it.
fn told_by(reading: &Reading<'_>, statement: &Statement) -> Option<usize> {
    /// So many bytes before the statement, and so many events from there on, are looked at: more
    /// than a sentence has that ends.
    const REACH: u32 = 2000;
    const EVENTS: usize = 100;
    let speaker = statement.speaker?;
    let anchor = anchor(statement)?;
    let sentence = sentence_of(reading, anchor);
    let near = (sentence, anchor.start.saturating_sub(REACH));
    let first = reading.events.partition_point(|it| (it.sentence, it.trigger.start) < near);
    let is_sure = |event: &Event| event.confidence >= SURE && event.kind != Kind::Other;
    let in_sentence = reading.events[first..].iter().take(EVENTS);
    let in_sentence = in_sentence.take_while(|it| it.sentence == sentence);
    let is_it = |event: &Event| {
        let within = statement.content.iter().any(|it| it.overlaps(event.trigger));
        let acts = event.actors.iter().any(|&(actor, role)| {
            role == Role::Initiator
                && (actor == speaker || within && belongs(reading, speaker, actor))
        });
        let is_verbal = matches!(
            event.kind,
            Kind::Request
                | Kind::Reject
                | Kind::Accuse
                | Kind::Threaten
                | Kind::Agree
                | Kind::Support
                | Kind::Concede
                | Kind::Statement
        );
        let is_cue = statement.cue.is_some_and(|cue| cue.overlaps(event.trigger));
        // A plan is told on the day of the report, and not on its own, and what is over later.
        let is_over = event.clause.is_some_and(|clause| reading.clauses[clause].perfect);
        let is_told = statement.form == Form::Paraphrase
            && event.status != Status::Planned
            && (!is_over || is_news(statement));
        let is_planned = event.status == Status::Planned;
        // What has no place in the timeline can't tell that something is said.
        let stands = event.signs.doubt.is_none();
        acts && is_cue && is_sure(event)
            || stands && acts && is_verbal && (if within { is_told } else { !is_planned })
            || is_news(statement) && is_told && within && is_sure(event)
    };
    in_sentence.enumerate().find(|(_, event)| is_it(event)).map(|(number, _)| first + number)
}

/// Whether who speaks is only named as the source of the news, and says nothing besides.
fn is_news(statement: &Statement) -> bool {
    statement.rule == "according to" && statement.form == Form::Paraphrase
}

/// Whether an actor belongs to another, or holds an office of it.
fn belongs(reading: &Reading<'_>, actor: usize, other: usize) -> bool {
    let (one, two) = (&reading.actors[actor], &reading.actors[other]);
    one.member_of.contains(&other)
        || one.offices.iter().any(|(_, of)| *of == Some(other))
        || !one.country.is_empty() && one.country == two.country
}

/// Whether a statement is a part of what was said in the one before: the same speaker, in the next
/// sentence or paragraph, and no date of its own.
fn goes_on(reading: &Reading<'_>, last: &Statement, next: &Statement) -> bool {
    let same = last.speaker.is_some() && last.speaker == next.speaker;
    let (Some(end), Some(start)) = (anchor(last), anchor(next)) else { return false };
    let (before, sentence) = (sentence_of(reading, end), sentence_of(reading, start));
    let run = &reading.sentences[sentence];
    let said = |extent: Extent| next.content.iter().any(|content| content.covers(extent));
    let first = reading.times.partition_point(|time| time.run.start < run.start);
    let mut times = reading.times[first..].iter().take_while(|time| time.run.start < run.end);
    let has_date =
        times.any(|it| matches!(it.kind, TimeKind::Date | TimeKind::Time) && !said(it.extent));
    let is_near = sentence <= before + 2 && paragraphs(reading, before, sentence) <= 1;
    same && is_near && (sentence == before || !has_date)
}

/// How many paragraphs begin between two sentences.
fn paragraphs(reading: &Reading<'_>, from: usize, to: usize) -> usize {
    let runs = reading.sentences.get(from + 1..=to).unwrap_or_default();
    runs.iter().filter(|run| reading.tokens[run.start].gap == Gap::Paragraph).count()
}

/// The event of a statement; none without a speaker.
fn new(reading: &Reading<'_>, statement: &Statement) -> Option<Event> {
    let at = anchor(statement)?;
    let mut actors = vec![(statement.speaker?, Role::Initiator)];
    add_actors(reading, statement, &mut actors);
    Some(Event {
        trigger: at,
        head: token_of(reading, at),
        sentence: sentence_of(reading, at),
        clause: reading.clause_of(token_of(reading, at)).filter(|_| !is_news(statement)),
        asserted_by: None,
        signs: Signs::default(),
        kind: Kind::Statement,
        coded: None,
        source: statement.source.into_iter().collect(),
        target: statement.addressee.into_iter().collect(),
        actors,
        status: Status::Occurred,
        when: None,
        basis: None,
        date_rule: "",
        date_extent: None,
        place: None,
        confidence: statement.confidence,
        rule: RULE,
    })
}

/// Adds whom it was said to and whom it is about.
fn add_actors(reading: &Reading<'_>, statement: &Statement, actors: &mut Vec<(usize, Role)>) {
    // Who reports it does not take part.
    let to = statement.to.filter(|&to| reading.actors[to].kind != ActorKind::Media);
    let to = to.map(|to| (to, Role::Recipient));
    for part in to.into_iter().chain(statement.about.iter().map(|&actor| (actor, Role::Subject))) {
        if actors.iter().all(|&(actor, _)| actor != part.0) {
            actors.push(part);
        }
    }
}

/// What stands for the statement: its reporting words, else who speaks, else its first words.
fn anchor(statement: &Statement) -> Option<Extent> {
    statement.cue.or(statement.source).or_else(|| statement.content.first().copied())
}

fn token_of(reading: &Reading<'_>, extent: Extent) -> usize {
    let token = reading.tokens.partition_point(|token| token.extent.end <= extent.start);
    token.min(reading.tokens.len().saturating_sub(1))
}

fn sentence_of(reading: &Reading<'_>, extent: Extent) -> usize {
    let token = reading.tokens.partition_point(|token| token.extent.end <= extent.start);
    reading.sentence_of(token).min(reading.sentences.len().saturating_sub(1))
}
