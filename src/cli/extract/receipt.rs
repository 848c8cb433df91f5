//! What became of each sentence of articles, and which dates and names no record uses.

use std::{borrow::Cow, io::Write};

use serde::Serialize;

use crate::{
    base::text,
    base::{issue::Issue, text::CharIndex},
    cli::{
        Outcome,
        args::{self, Extracted, Files},
        load, say, tell,
    },
    document::Article,
    export::{self, Record, number, record_fields},
    extract::{Reading, tell::receipt},
    model::{LeftOut, Receipt, Span},
};

/// Prints the receipts of all articles, each in the order of its text; in sum on standard error.
pub fn run(files: &Files, output: Extracted, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (mut rows, mut sums) = (Vec::new(), Vec::new());
    let issues: Vec<Issue> = load::read_articles(files, &mut |name, article, reading| {
        let receipt = receipt::receipt(article, reading);
        sums.push(format!("{name}: {}", receipt.summary()));
        rows.extend(of_article(name, article, reading, &receipt));
    })?;
    tell(&issues);
    if rows.is_empty() {
        return Ok(Outcome::of(false, "there is no sentence"));
    }
    export::write(out, args::output(output.format()), rows)?;
    for sum in &sums {
        say(sum);
    }
    Ok(if issues.is_empty() { Outcome::Fine } else { Outcome::Nothing })
}

fn of_article(
    file: &str,
    article: &Article,
    reading: &Reading<'_>,
    receipt: &Receipt,
) -> Vec<Accounted> {
    let index = CharIndex::new(&article.text);
    let words = |span: Span| {
        let bytes = index.bytes(reading.text, span.start as usize..span.end as usize);
        let words = bytes.map_or("", |bytes| &reading.text[bytes]);
        text::one_line(words).into_owned()
    };
    let row = |item, span: Span| Accounted {
        file: file.to_owned(),
        item,
        start: span.start,
        end: span.end,
        words: words(span),
        ..Accounted::default()
    };
    let mut rows: Vec<Accounted> = Vec::new();
    rows.extend(receipt.sentences.iter().map(|sentence| Accounted {
        events: Some(sentence.events),
        statements: Some(sentence.statements),
        candidates: Some(sentence.candidates),
        left_out: sentence.left_out.map_or("", LeftOut::name),
        ..row("sentence", sentence.span)
    }));
    rows.extend(receipt.unused.iter().map(|unused| Accounted {
        meaning: unused.meaning.clone(),
        ..row(unused.what.name(), unused.span)
    }));
    rows.sort_by_key(|row| (row.start, std::cmp::Reverse(row.end)));
    rows
}

/// A sentence and what became of it, or a date or name that no record uses, as it is written.
#[derive(Debug, Default, Serialize)]
pub struct Accounted {
    file: String,
    item: &'static str,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statements: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    left_out: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    meaning: String,
    words: String,
}

impl Record for Accounted {
    const NAME: &'static str = "receipt";
    record_fields! { self;
        "file": "the article" => (&self.file).into(),
        "item": "sentence; date or name, if no record uses it" => self.item.into(),
        "start": "where its words begin, in code points of the text"
            => self.start.to_string().into(),
        "end": "where they end" => self.end.to_string().into(),
        "events": "how many events a sentence tells, beside statements" => number(self.events),
        "statements": "how many statements it tells, or has a part of" => number(self.statements),
        "candidates": "how many records of it are held back" => number(self.candidates),
        "left_out": "why it tells nothing, if that is so" => self.left_out.into(),
        "meaning": "what a date or name means: EDTF, the actor" => (&self.meaning).into(),
        "words": "its words" => (&self.words).into(),
    }

    const BRIEF: &'static [&'static str] =
        &["start", "item", "events", "statements", "candidates", "left_out", "words"];

    fn brief(&self, field: &str) -> Cow<'_, str> {
        match field {
            // A table of zeros is hard to read.
            "events" | "statements" | "candidates" if self.cell(field) == "0" => "".into(),
            _ => self.cell(field),
        }
    }
}
