//! The receipt of a reading: every sentence is accounted for, and so are dates and names.
//!
//! It counts what [`lower()`](super::lower::lower()) makes records of, so that it says nothing else than
//! the timeline does.

use std::ops::Range;

use super::{entry, lower};
use crate::{
    base::text::{self, CharIndex},
    document::{Article, PublishedBy},
    extract::{
        Reading,
        bind::speech,
        reading::{
            actor::MentionForm,
            event::{Doubt, Event, SURE},
            time::TimeKind,
            token::Extent,
            tree::Penn,
        },
    },
    model::{Account, Kind, LeftOut, Leftover, Receipt, Span, Unused, When},
};

/// Accounts for the sentences of an article. O(tokens + mentions + log).
#[must_use]
pub fn receipt(article: &Article, reading: &Reading<'_>) -> Receipt {
    let index = CharIndex::new(&article.text);
    let span = |extent: Extent| {
        let Range { start, end } = index.span(&article.text, reading.place(extent));
        Span { start: start as u32, end: end as u32 }
    };
    let told = lower::told(article, reading);
    let mut sentences: Vec<Account> = reading
        .sentences
        .iter()
        .map(|run| Account {
            span: span(reading.extent(run)),
            events: 0,
            statements: 0,
            candidates: 0,
            left_out: None,
        })
        .collect();
    for event in told.iter().map(|&number| &reading.events[number]) {
        let Some(account) = sentences.get_mut(event.sentence) else { continue };
        match event.rule {
            // The statement itself is counted.
            speech::RULE => {}
            _ if event.confidence < SURE => account.candidates += 1,
            _ => account.events += 1,
        }
    }
    let entries = entry::all(article, reading);
    for sentence in entries.iter().filter_map(|entry| entry.sentence) {
        sentences[sentence].events += 1;
    }
    let stands = |&number: &usize| speech::stands(reading, number);
    let statements = || (0..reading.statements.len()).filter(stands);
    for statement in statements().map(|number| &reading.statements[number]) {
        let words = statement.content.iter().copied().chain(statement.cue);
        let mut told: Vec<usize> = words.flat_map(|words| reading.sentences_of(words)).collect();
        told.sort_unstable();
        told.dedup();
        for number in told {
            match &mut sentences[number] {
                account if statement.confidence < SURE => account.candidates += 1,
                account => account.statements += 1,
            }
        }
    }
    let mut events: Vec<Vec<&Event>> = vec![Vec::new(); sentences.len()];
    for event in &reading.events {
        if let Some(own) = events.get_mut(event.sentence) {
            own.push(event);
        }
    }
    for (number, (account, own)) in sentences.iter_mut().zip(&events).enumerate() {
        if account.events + account.statements + account.candidates == 0 {
            account.left_out = Some(reason(article, reading, number, own));
        }
    }
    let mut unused = unused_dates(article, reading, &told, span);
    unused.extend(unused_names(reading, &told, &entries, span));
    unused.sort_by_key(|unused| unused.span);
    Receipt { sentences, unused }
}

/// Why a sentence with these events is not told.
fn reason(article: &Article, reading: &Reading<'_>, sentence: usize, events: &[&Event]) -> LeftOut {
    let run = reading.sentences[sentence].clone();
    if lower::is_headline(article, reading, sentence) {
        return LeftOut::Headline;
    }
    if reading.section_of(reading.sentences[sentence].start).when.is_some() {
        // It stands in the summary of its entry.
        return LeftOut::Again;
    }
    let is_verb = |tag: Penn| tag.is_verb() || tag == Penn::Md;
    if !reading.nodes[run].iter().any(|node| is_verb(node.tag)) {
        return LeftOut::Boilerplate;
    }
    let acts = events
        .iter()
        .filter(|it| (it.kind != Kind::Other || it.signs.doubt.is_none()) && !it.signs.is_guessed);
    // What is likeliest to be told, and most in its way.
    let Some(act) = acts.max_by(|one, other| one.confidence.total_cmp(&other.confidence)) else {
        return LeftOut::NoAction;
    };
    match act.signs.doubt {
        Some(Doubt::NoKind) => LeftOut::NoAction,
        Some(Doubt::Hypothetical | Doubt::Thought) => LeftOut::Hypothetical,
        Some(Doubt::Denied) => LeftOut::Denied,
        Some(Doubt::Asked) => LeftOut::Asked,
        Some(Doubt::NoDoer) => LeftOut::NoDoer,
        Some(Doubt::Again | Doubt::Quoted) => LeftOut::Again,
        None if act.actors.is_empty() => LeftOut::NoDoer,
        None => LeftOut::Unsure,
    }
}

/// The dates that neither date an event nor stand in what is said, nor are the dateline.
fn unused_dates(
    article: &Article,
    reading: &Reading<'_>,
    told: &[usize],
    span: impl Fn(Extent) -> Span,
) -> Vec<Unused> {
    let stands = |&number: &usize| speech::stands(reading, number);
    let said = (0..reading.statements.len()).filter(stands);
    let said = said.flat_map(|number| reading.statements[number].content.iter().copied());
    let date = told.iter().filter_map(|&number| reading.events[number].date_extent);
    let used = joined(date.chain(said).collect());
    let is_used = |words: Extent| {
        let after = used.partition_point(|it| it.start < words.end);
        used[..after].last().is_some_and(|last| last.end > words.start)
    };
    let dateline = article.published.as_ref();
    let dateline = dateline.filter(|_| article.published_by == Some(PublishedBy::Dateline));
    let unused = reading.times.iter().filter(|time| {
        matches!(time.kind, TimeKind::Date | TimeKind::Time)
            && !is_used(time.extent)
            && !(dateline.is_some() && time.when.as_ref() == dateline)
    });
    let unused = unused.map(|time| Unused {
        what: Leftover::Date,
        span: span(time.extent),
        words: words(reading, time.extent),
        meaning: time.when.as_ref().map(When::edtf).unwrap_or_default(),
    });
    unused.collect()
}

/// The actors that no record names, where each is named first.
fn unused_names(
    reading: &Reading<'_>,
    told: &[usize],
    entries: &[entry::Entry<'_>],
    span: impl Fn(Extent) -> Span,
) -> Vec<Unused> {
    let mut is_known = lower::named(reading, told, entries);
    let mut unused = Vec::new();
    for mention in &reading.mentions {
        let is_name = mention.form == MentionForm::Name;
        if is_name && !std::mem::replace(&mut is_known[mention.actor], true) {
            unused.push(Unused {
                what: Leftover::Name,
                span: span(mention.extent),
                words: words(reading, mention.extent),
                meaning: reading.actors[mention.actor].name.clone(),
            });
        }
    }
    unused
}

fn words(reading: &Reading<'_>, extent: Extent) -> String {
    text::one_line(reading.slice(extent)).into_owned()
}

/// Extents in order, joined where they overlap.
fn joined(mut extents: Vec<Extent>) -> Vec<Extent> {
    extents.sort_unstable();
    let mut joined: Vec<Extent> = Vec::new();
    for extent in extents {
        match joined.last_mut() {
            Some(last) if extent.start <= last.end => last.end = last.end.max(extent.end),
            _ => joined.push(extent),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document,
        extract::{Lexicon, read},
    };

    /// What became of the sentences of a text, a word or two each, and what nothing uses.
    #[track_caller]
    fn check(text: &str, sentences: &[&str], unused: &[&str]) {
        let article = document::open("2031-03-14-report.txt", text.to_owned());
        let day = article.published.as_ref().map(When::earliest_start);
        let reading = read(&article.text, day, Lexicon::built_in());
        let receipt = receipt(&article, &reading);
        let told = |it: &Account| match (it.left_out, it.events, it.statements) {
            (Some(reason), ..) => reason.name(),
            (None, 0, 0) => "candidate",
            (None, _, 0) => "event",
            (None, 0, _) => "statement",
            _ => "event, statement",
        };
        let found: Vec<&str> = receipt.sentences.iter().map(told).collect();
        assert_eq!(found, sentences, "{text}");
        let found: Vec<String> = receipt
            .unused
            .iter()
            .map(|unused| format!("{} {} = {}", unused.what, unused.words, unused.meaning))
            .collect();
        assert_eq!(found, unused, "{text}");
        let whole = receipt.sentences.iter().all(|it| it.span.start < it.span.end);
        let ordered = receipt.sentences.is_sorted_by_key(|it| (it.span.start, it.span.end));
        assert!(whole && ordered);
    }

    #[test]
    fn every_sentence_is_accounted_for() {
        check("The rebels shelled the army on Monday.", &["event"], &[]);
        check("\"We are tired of it,\" President Vladimir Putin said.", &["statement"], &[]);
        check(
            "Talks by the lake\n\nThe rebels shelled the army on Monday. It was a cold day.\n",
            &["headline", "event", "no action of interest"],
            &[],
        );
        check("If the rebels shelled the army, the talks would end.", &["hypothetical"], &[]);
        check(
            "Iran met Iraq on Monday. Last year the rivers of Syria were full.",
            &["event", "no action of interest"],
            &["date Last year = 2030", "name Syria = Syria"],
        );
        check("The rebels did not shell the army.", &["denied"], &[]);
        check("", &[], &[]);
        check("\u{202e}…", &["headline"], &[]);
    }
}
