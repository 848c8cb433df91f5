//! Every date, statement and event of articles, with what made it.

use std::{borrow::Cow, io::Write, ops::Range};

use serde::Serialize;

use crate::{
    base::text::{self, CharIndex},
    cli::{
        Outcome,
        args::{self, Extracted, Files},
        load, tell,
    },
    document::Article,
    export::{self, Record, record_fields},
    extract::{Extent, Reading, bind::speech, tell::lower},
    model::When,
};

/// Prints the items of all articles in the order of their texts.
pub fn run(files: &Files, output: Extracted, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (mut items, mut outcome) = (Vec::new(), Outcome::Fine);
    let issues = load::read_articles(files, &mut |name, article, reading| {
        items.extend(of_article(name, article, reading));
    })?;
    if !issues.is_empty() {
        tell(&issues);
        outcome = Outcome::Nothing;
    }
    if items.is_empty() {
        return Ok(Outcome::of(false, "nothing was found"));
    }
    export::write(out, args::output(output.format()), items)?;
    Ok(outcome)
}

/// The items of one article.
fn of_article(file: &str, article: &Article, reading: &Reading<'_>) -> Vec<Found> {
    let text = article.text.as_str();
    let index = CharIndex::new(text);
    let item = |kind, extent: Extent| {
        let Range { start, end } = index.span(text, reading.place(extent));
        let words = text::one_line(reading.slice(extent)).into_owned();
        Found { file: file.to_owned(), item: kind, start, end, words, ..Found::default() }
    };
    let actor = |number: usize| reading.actors[number].name.clone();
    let mut items: Vec<Found> = Vec::new();
    items.extend(reading.times.iter().map(|time| Found {
        value: time.value.clone(),
        when: time.when.as_ref().map(When::edtf).unwrap_or_default(),
        rule: time.rule,
        ..item("date", time.extent)
    }));
    items.extend(reading.mentions.iter().map(|mention| Found {
        value: actor(mention.actor),
        rule: mention.rule,
        ..item("actor", mention.extent)
    }));
    let stands = |number: &usize| speech::stands(reading, *number);
    for said in (0..reading.statements.len()).filter(stands).map(|it| &reading.statements[it]) {
        let whole = said.content.iter().copied().reduce(|one, two| Extent {
            start: one.start.min(two.start),
            end: one.end.max(two.end),
        });
        items.extend(whole.map(|extent| Found {
            value: said.form.name().to_owned(),
            who: said.speaker.map(actor).unwrap_or_default(),
            rule: said.rule,
            confidence: Some(said.confidence),
            ..item("statement", extent)
        }));
    }
    for event in lower::told(article, reading).into_iter().map(|number| &reading.events[number]) {
        let parts = event.actors.iter().map(|&(number, role)| format!("{role} {}", actor(number)));
        items.push(Found {
            value: event.kind.name().to_owned(),
            who: parts.collect::<Vec<_>>().join(", "),
            when: event.when.as_ref().map(When::edtf).unwrap_or_default(),
            basis: event.basis.map_or("", |basis| basis.name()),
            date_rule: event.date_rule,
            date_words: event.date_extent.map_or("", |words| reading.slice(words)).to_owned(),
            rule: event.rule,
            confidence: Some(event.confidence),
            ..item("event", event.trigger)
        });
    }
    items.sort_by_key(|item| (item.start, std::cmp::Reverse(item.end)));
    items
}

/// One item, as it is written.
#[derive(Debug, Default, Serialize)]
pub struct Found {
    file: String,
    item: &'static str,
    start: usize,
    end: usize,
    words: String,
    value: String,
    who: String,
    when: String,
    basis: &'static str,
    date_rule: &'static str,
    date_words: String,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

impl Record for Found {
    const NAME: &'static str = "items";
    record_fields! { self;
        "file": "the article" => (&self.file).into(),
        "item": "date, actor, statement or event" => self.item.into(),
        "start": "where its words begin, in code points of the text"
            => self.start.to_string().into(),
        "end": "where they end" => self.end.to_string().into(),
        "words": "its words; of an event those that tell of it" => (&self.words).into(),
        "value": "what they mean: the value in TIMEX3, the actor, the form, the kind"
            => (&self.value).into(),
        "who": "the speaker, or the actors in their roles" => (&self.who).into(),
        "when": "the date in EDTF, if there is one" => (&self.when).into(),
        "basis": "how the date of an event is known" => self.basis.into(),
        "date_rule": "the rule that dated an event" => self.date_rule.into(),
        "date_words": "the words that it took the date from" => (&self.date_words).into(),
        "rule": "the rule that made the item" => self.rule.into(),
        "confidence": "how sure it is, from 0 to 1"
            => self.confidence.map_or(Cow::Borrowed(""), |it| format!("{it:.2}").into()),
    }

    const BRIEF: &'static [&'static str] =
        &["start", "item", "value", "when", "confidence", "rule", "date_rule", "words", "who"];
}
