//! A readable title for an event: who did what to whom, in the words of its clause, with the names
//! of the actors in the place of pronouns and descriptions, and without its date.

use std::ops::Range;

use super::{
    Reading,
    actor::{Mention, MentionForm},
    event::Event,
    statement::Statement,
    tag::Tag,
    token::{Extent, Gap},
};
use crate::model::{ActorKind, Form};

/// The most characters of a title; it ends with `…` where its clause is longer.
const LENGTH: usize = 96;

/// The title of an event.
#[must_use]
pub fn of_event(reading: &Reading<'_>, event: &Event) -> String {
    let start = predicate_start(reading, event.trigger);
    let Some(first) = reading.tokens.get(start) else { return String::new() };
    let before = |extents: &&Vec<Extent>| {
        extents.last().is_some_and(|extent| extent.end <= first.extent.start)
    };
    let subject = [&event.source, &event.target].into_iter().find(before);
    let mut title = Words::default();
    if let Some(subject) = subject {
        title.push(&enumerate(&names(reading, event, subject)), true);
    } else if let Some(subject) = phrase_before(reading, start) {
        predicate(reading, subject, &mut title);
    }
    predicate(reading, start..predicate_end(reading, event), &mut title);
    title.finish()
}

/// The title of a statement: `Maria Zakharova: "We have always said …"`.
#[must_use]
pub fn of_statement(reading: &Reading<'_>, statement: &Statement) -> String {
    let named = statement.speaker.map(|speaker| reading.actors[speaker].name.clone());
    let speaker = named.or_else(|| Some(name(reading, statement.source?))).unwrap_or_default();
    let (open, close) = match statement.form {
        Form::Verbatim | Form::Fragment => ("\"", "\""),
        Form::Paraphrase | Form::Recalled => ("", ""),
    };
    let mut words = Words::default();
    for word in super::lower::words_of(reading, statement).split_whitespace() {
        words.push(word, true);
    }
    let said = if close.is_empty() { words.finish() } else { words.closed(close) };
    format!("{speaker}{}{open}{said}", if speaker.is_empty() { "" } else { ": " })
}

/// The token with which the verb group or noun phrase of a trigger begins, with the verb groups
/// right before it: `was expected to meet`.
fn predicate_start(reading: &Reading<'_>, trigger: Extent) -> usize {
    let token = reading.tokens.partition_point(|token| token.extent.end <= trigger.start);
    let number = reading.phrases.partition_point(|phrase| phrase.run.end <= token);
    let Some(phrase) = reading.phrases.get(number).filter(|it| it.run.contains(&token)) else {
        return token;
    };
    let mut start = phrase.run.start;
    if phrase.is_noun() {
        let is_article = |&at: &usize| reading.tokens[at].tag == Tag::Determiner;
        return (start..token).find(|at| !is_article(at)).unwrap_or(token);
    }
    for earlier in reading.phrases[..number].iter().rev() {
        if earlier.is_noun() || earlier.run.end != start {
            break;
        }
        start = earlier.run.start;
    }
    start
}

/// The noun phrase that ends right before a verb group: what is done to, in the passive.
fn phrase_before(reading: &Reading<'_>, start: usize) -> Option<Range<usize>> {
    let after = reading.phrases.partition_point(|phrase| phrase.run.start < start);
    let is_verb =
        reading.phrases.get(after).is_some_and(|it| it.run.start == start && !it.is_noun());
    let phrase =
        reading.phrases[..after].last().filter(|it| it.is_noun() && it.run.end == start)?;
    let is_article = reading.tokens[phrase.run.start].tag == Tag::Determiner;
    is_verb.then(|| phrase.run.start + usize::from(is_article)..phrase.run.end)
}

/// The end of the clause of an event, but not before the last of its actors.
fn predicate_end(reading: &Reading<'_>, event: &Event) -> usize {
    let token = reading.tokens.partition_point(|token| token.extent.end <= event.trigger.start);
    let sentence = reading.sentences.get(event.sentence).map_or(token..token, Clone::clone);
    let named = event.target.iter().chain(&event.source).map(|extent| extent.end).max();
    // What is promised or denied stands in a clause of its own.
    let number = reading.phrases.partition_point(|phrase| phrase.run.end <= token);
    let verb = reading.phrases.get(number).filter(|it| !it.is_noun()).map(|it| it.run.end);
    let ends = |&at: &usize| {
        let token = reading.tokens[at];
        if verb == Some(at) && token.tag == Tag::Subordinator {
            return false;
        }
        let is_past_names = named.is_none_or(|end| token.extent.start >= end);
        match token.tag {
            Tag::Stop | Tag::Colon | Tag::Dash | Tag::Quote | Tag::Bracket => true,
            Tag::Comma | Tag::Relative | Tag::Subordinator => is_past_names,
            Tag::Conjunction => is_past_names && starts_clause(reading, at + 1),
            _ => false,
        }
    };
    (token + 1..sentence.end).find(ends).unwrap_or(sentence.end.max(token))
}

/// Whether a verb follows, perhaps after its subject.
fn starts_clause(reading: &Reading<'_>, at: usize) -> bool {
    let number = reading.phrases.partition_point(|phrase| phrase.run.start < at);
    let next = reading.phrases[number..].iter().take(2);
    next.filter(|phrase| phrase.run.start <= at + 3).any(|phrase| !phrase.is_noun())
}

/// Adds the words of a run: mentions by the names of their actors, dates left out.
fn predicate(reading: &Reading<'_>, run: Range<usize>, title: &mut Words) {
    let (mut at, mut last) = (run.start, None);
    while at < run.end && !title.is_full {
        if let Some(end) = date_end(reading, at) {
            at = end.max(at + 1);
            continue;
        }
        let spaced = reading.tokens[at].gap != Gap::None;
        let mention = mention_at(reading, at)
            .filter(|mention| mention.run.end <= run.end && is_better(reading, mention));
        if let Some(mention) = mention {
            let name = &reading.actors[mention.actor].name;
            let is_again = last == Some(mention.actor) && title.text.ends_with(',');
            last = Some(mention.actor);
            if is_again {
                // What stands in apposition says the same of the same actor.
                title.text.pop();
                let ends = |&at: &usize| reading.tokens[at].tag == Tag::Comma;
                let after = mention.run.end.max(at + 1);
                at = (after..run.end).find(ends).map_or(after, |comma| comma + 1);
                continue;
            }
            let is_genitive = reading.tokens[mention.run.end - 1].tag == Tag::Possessive;
            title.push(name, spaced);
            if is_genitive {
                title.push("'s", false);
            }
            at = mention.run.end.max(at + 1);
        } else {
            title.push(reading.word(at), spaced);
            at += 1;
        }
    }
}

/// The end of the date that begins here, perhaps with a preposition before it.
fn date_end(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let of_date = |at: usize| {
        let number = reading.times.partition_point(|time| time.run.start < at);
        let time = reading.times.get(number)?;
        (time.run.start == at && time.when.is_some()).then_some(time.run.end)
    };
    let is_preposition = reading.tokens[at].tag == Tag::Preposition;
    of_date(at).or_else(|| is_preposition.then(|| of_date(at + 1))?)
}

/// Whether the name of the actor says more than the words: not where these stand before a noun (`two
/// Sudanese firms`), describe a group (`60,000 soldiers`) or are the beginning of the name, of which the rest follows (`the head` of a committee,
/// of `Head of the Committee`).
fn is_better(reading: &Reading<'_>, mention: &Mention) -> bool {
    let end = mention.run.end;
    let number = reading.phrases.partition_point(|phrase| phrase.run.end <= mention.run.start);
    let phrase = reading.phrases.get(number);
    let goes_on = phrase.is_some_and(|it| it.run.start < end && end < it.run.end);
    if goes_on && reading.tokens[end].tag.is_nominal() {
        return false;
    }
    if mention.form != MentionForm::Description {
        return true;
    }
    let name = reading.actors[mention.actor].name.split_whitespace();
    let words = reading.slice(mention.extent).split_whitespace();
    let is_cut = name.clone().count() > words.clone().count()
        && name.clone().next().zip(words.last()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
    reading.actors[mention.actor].kind == ActorKind::Person && !is_cut
}

fn mention_at<'r>(reading: &'r Reading<'_>, token: usize) -> Option<&'r Mention> {
    let number = reading.mentions.partition_point(|mention| mention.run.start < token);
    reading.mentions.get(number).filter(|mention| mention.run.start == token)
}

/// The names of the actors of an event that are named at these places, each once; the words where
/// none is.
fn names(reading: &Reading<'_>, event: &Event, extents: &[Extent]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for &extent in extents {
        let first = reading.mentions.partition_point(|it| it.extent.start < extent.start);
        let within = reading.mentions[first..].iter();
        let within = within.take_while(|it| it.extent.end <= extent.end);
        let acts = |mention: &&Mention| event.actors.iter().any(|it| it.0 == mention.actor);
        for mention in within.filter(acts) {
            let name = &reading.actors[mention.actor].name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    if names.is_empty() {
        names.extend(extents.first().map(|&extent| name(reading, extent)));
    }
    names
}

/// The name of the actor that is named at a place; its words if there is none.
fn name(reading: &Reading<'_>, extent: Extent) -> String {
    super::lower::mention_of(reading, extent).map_or_else(
        || reading.slice(extent).split_whitespace().collect::<Vec<_>>().join(" "),
        |mention| reading.actors[mention.actor].name.clone(),
    )
}

fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A title that grows word by word, as far as there is room.
#[derive(Default)]
struct Words {
    text: String,
    characters: usize,
    is_full: bool,
}

impl Words {
    fn push(&mut self, word: &str, spaced: bool) {
        let spaced = spaced && !self.text.is_empty();
        let characters = word.chars().count() + usize::from(spaced);
        if self.is_full || self.characters + characters > LENGTH && self.characters > 0 {
            self.is_full = true;
            return;
        }
        if spaced {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.characters += characters;
    }

    /// The text with its first letter as a capital.
    fn finish(self) -> String {
        let text = self.closed("");
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The text with `close` behind it.
    fn closed(mut self, close: &str) -> String {
        let kept = self.text.trim_end_matches([',', ' ', ';']).len();
        self.text.truncate(kept);
        if self.is_full {
            self.text.push_str(" …");
        }
        self.text.push_str(close);
        self.text
    }
}
