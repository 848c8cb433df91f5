//! The entries of a chronology: each is one event, dated as stated and called by its own first
//! sentence. What was read in it adds its kind, who takes part and the place, and further events
//! only where their own words date them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{
    base::text,
    document::{self, Article, Written},
    extract::{
        Reading,
        reading::{
            actor::{MentionForm, without_form},
            event::{Event, SURE},
            section::Section,
            token::{Extent, Gap},
        },
    },
    model::{ActorKind, Basis, Kind, Role},
};

/// The rule that makes an event of an entry.
pub const RULE: &str = "entry of a chronology";

/// Somebody in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// An actor that was read, by number.
    Read(usize),
    /// One that is only written in a field, by name.
    Written(String),
}

/// An entry as it is told.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What is written of it.
    pub written: &'a Written,
    /// Where its date stands, in bytes of the text.
    pub date: Range<usize>,
    /// The number of its section.
    pub section: usize,
    /// The words that it is called by.
    pub title: Extent,
    /// What else it says, in stretches.
    pub rest: Vec<Extent>,
    /// The number of its first sentence, if it was read.
    pub sentence: Option<usize>,
    /// The number of the event that tells the same, if one was found.
    pub act: Option<usize>,
    /// Who takes part: as it is written, else as it was read; who is named, where nothing tells
    /// what was done.
    pub actors: Vec<(Who, Role)>,
    /// Of each quotation that is written, who said it and to whom.
    pub said: Vec<(Option<Who>, Vec<Who>)>,
}

impl Entry<'_> {
    /// All its words, with what stands between them.
    #[must_use]
    pub fn words(&self) -> Extent {
        let end = self.rest.last().map_or(self.title.end, |rest| rest.end);
        Extent { start: self.title.start, end }
    }

    /// All that it names.
    pub fn people(&self) -> impl Iterator<Item = &Who> {
        let said = self.said.iter().flat_map(|(speaker, to)| speaker.iter().chain(to));
        self.actors.iter().map(|(who, _)| who).chain(said)
    }
}

/// The entries that have words.
#[must_use]
pub fn all<'a>(article: &'a Article, reading: &Reading<'_>) -> Vec<Entry<'a>> {
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for (number, actor) in reading.actors.iter().enumerate().rev() {
        for name in actor.aliases.iter().chain([&actor.name]) {
            known.insert(text::fold(name).into_owned(), number);
        }
    }
    let read = |name: &str| known.get(&*text::fold(name)).copied();
    let is_state = |number: &usize| reading.actors[*number].kind == ActorKind::State;
    let who = |name: &String| {
        let state = || read(without_form(name)).filter(is_state);
        read(name).or_else(state).map_or_else(|| Who::Written(name.clone()), Who::Read)
    };
    let sections = article.sections.iter().zip(&reading.sections).enumerate();
    let entries = sections.filter_map(|(number, (section, read))| {
        let document::Entry { date, written, .. } = section.entry.as_ref()?;
        let sentence = (!read.run.is_empty()).then(|| reading.sentence_of(read.run.start));
        let (title, rest) = match sentence {
            Some(sentence) => (reading.extent(&reading.sentences[sentence]), {
                paragraphs(reading, reading.sentences[sentence].end..read.run.end)
            }),
            None => as_written(reading.text, &section.words)?,
        };
        let act = sentence.and_then(|sentence| act(reading, sentence));
        let read_actors = || match (act, sentence) {
            (Some(act), _) => reading.events[act].actors.clone(),
            (None, Some(sentence)) => named(reading, &reading.sentences[sentence]),
            (None, None) => Vec::new(),
        };
        let actors = if written.actors.is_empty() {
            read_actors().into_iter().map(|(actor, role)| (Who::Read(actor), role)).collect()
        } else {
            written.actors.iter().map(|(name, role)| (who(name), *role)).collect()
        };
        let said = written.quotes.iter().map(|quote| {
            let speaker = Some(&quote.speaker).filter(|name| !name.is_empty()).map(&who);
            (speaker, quote.to.iter().map(&who).collect())
        });
        let said = said.collect();
        let date = date.clone();
        Some(Entry { written, date, section: number, title, rest, sentence, act, actors, said })
    });
    entries.collect()
}

/// The stretches of a run: fields and quotations may stand between them.
fn paragraphs(reading: &Reading<'_>, run: Range<usize>) -> Vec<Extent> {
    let mut starts: Vec<usize> = (run.start + 1..run.end)
        .filter(|&at| reading.tokens[at].gap == Gap::Paragraph)
        .chain([run.end])
        .collect();
    starts.insert(0, run.start);
    starts.dedup();
    starts.windows(2).map(|pair| reading.extent(&(pair[0]..pair[1]))).collect()
}

/// The first line of an entry that is taken as it is written, and the rest.
fn as_written(text: &str, words: &[Range<usize>]) -> Option<(Extent, Vec<Extent>)> {
    let extent = |words: Range<usize>| {
        let trimmed = text[words.clone()].trim();
        let start = words.start + (words.len() - text[words.clone()].trim_start().len());
        Extent { start: start as u32, end: (start + trimmed.len()) as u32 }
    };
    let (first, others) = words.split_first()?;
    let line = text[first.clone()].find('\n').map_or(first.end, |length| first.start + length);
    let rest = std::iter::once(line..first.end).chain(others.iter().cloned()).map(extent);
    Some((extent(first.start..line), rest.filter(|rest| rest.start < rest.end).collect()))
}

/// The event that a sentence tells: that of its first predicate, else the surest. What its own words
/// date otherwise than the entry is another event.
fn act(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let first = reading.events.partition_point(|event| event.sentence < sentence);
    let events = reading.events[first..].iter().take_while(|event| event.sentence == sentence);
    let is_then = |event: &Event| {
        let (own, entry) = (event.when.as_ref(), reading.section_of(event.head).when.as_ref());
        own.zip(entry).is_none_or(|(own, entry)| {
            own.earliest_start() <= entry.latest_end() && entry.earliest_start() <= own.latest_end()
        })
    };
    let is_act = |event: &Event| {
        event.kind != Kind::Other
            && event.signs.doubt.is_none()
            && event.confidence >= SURE
            && is_then(event)
    };
    let sure = (first..).zip(events).filter(|(_, event)| is_act(event));
    let rank = |event: &Event| {
        let clause = event.clause.map(|clause| &reading.clauses[clause]);
        let is_main = clause.is_some_and(|it| it.predicate == event.head && it.governor.is_none());
        // Of acts of one rank the first.
        (is_main, event.confidence)
    };
    let better =
        |one: (bool, f64), other: (bool, f64)| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1));
    sure.reduce(|best, next| match better(rank(next.1), rank(best.1)) {
        std::cmp::Ordering::Greater => next,
        _ => best,
    })
    .map(|(number, _)| number)
}

/// The actors that a sentence names.
fn named(reading: &Reading<'_>, run: &Range<usize>) -> Vec<(usize, Role)> {
    let extent = reading.extent(run);
    let first = reading.mentions.partition_point(|mention| mention.extent.start < extent.start);
    let mentions = reading.mentions[first..].iter();
    let mut actors: Vec<(usize, Role)> = Vec::new();
    for mention in mentions.take_while(|mention| mention.extent.end <= extent.end) {
        let is_new = actors.iter().all(|&(actor, _)| actor != mention.actor);
        if is_new && mention.form == MentionForm::Name {
            actors.push((mention.actor, Role::Subject));
        }
    }
    actors
}

/// Whether an event within an entry is another one: its own words date it.
#[must_use]
pub fn is_apart(section: &Section, event: &Event) -> bool {
    event.date_extent.is_some()
        && event.basis == Some(Basis::Stated)
        && event.when.is_some()
        && event.when != section.when
}

/// The words of an extent in one line, without marks of notes: `[12]`, `[edit]`.
#[must_use]
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let (before, note) = rest.split_at(open);
        line.push_str(before);
        let close = note.find(']').filter(|&close| is_note(&note[1..close]));
        let behind = close.map_or(1, |close| close + 1);
        if close.is_none() {
            line.push('[');
        }
        rest = &note[behind..];
    }
    line.push_str(rest);
    let bare = document::unescaped(&line.replace("**", "").replace("__", ""));
    text::one_line(&bare).into_owned()
}

fn is_note(words: &str) -> bool {
    let is_number = !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    is_number || matches!(words, "edit" | "citation needed" | "note" | "a" | "b" | "c" | "d")
}
