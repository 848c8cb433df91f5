//! `demarche review`: what is open to review, and what came of the rest.

use std::{borrow::Cow, io::Write};

use serde::Serialize;

use crate::{
    cli::{
        Outcome,
        args::{self, Listing},
        say,
        select::{self, Asked},
    },
    export::{self, Record, record_fields},
    model::{Confidence, Event, Review},
    view::counted,
};

/// Prints the events that nobody has decided about; of `all` also the others, with what was
/// decided.
pub(super) fn run(listing: &Listing, all: bool, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let asked = Asked::of(&listing.selection);
    // What can't be read is told as it was written.
    asked.query()?;
    let states = if all { Review::NAMES.join(",") } else { Review::Open.name().to_owned() };
    let expr = match asked.expr.trim() {
        "" => format!("review:{states}"),
        expr => format!("({expr}) review:{states}"),
    };
    let (loaded, answer) = select::find(&listing.selection.files, Asked { expr: &expr, ..asked })?;
    let timeline = loaded.store.timeline();
    let count =
        |review: Review| timeline.events_where(|decision| decision.review == Some(review)).count();
    let decided = [Review::Accepted, Review::Corrected, Review::Rejected];
    let decided = decided.map(|review| format!("{} {review}", count(review)));
    let open = counted(loaded.store.open(), "event");
    say(&format!("{open} open; {}", decided.join(", ")));
    let rows = answer.rows.iter().map(|row| ReviewRow::new(timeline.event(row)));
    export::write(out, args::output(listing.output.format), rows)?;
    Ok(Outcome::of(!answer.rows.is_empty(), "nothing is open to review"))
}

/// One event with what came of its review.
#[derive(Serialize)]
pub(super) struct ReviewRow<'a> {
    id: Cow<'a, str>,
    review: &'static str,
    when: String,
    title: Cow<'a, str>,
    confidence: Option<f64>,
    was: Vec<String>,
    note: &'a str,
    words: &'a str,
}

impl<'a> ReviewRow<'a> {
    fn new(event: Event<'a>) -> Self {
        let was = event.decision().map_or(&[][..], |decision| &decision.was);
        let mut entries = event.stated_evidence().iter();
        Self {
            id: event.id(),
            review: if event.is_mine() { "mine" } else { event.review().map_or("", Review::name) },
            when: event.when().words(),
            title: event.title(),
            confidence: event.confidence().map(Confidence::value),
            was: was.iter().map(|(field, words)| format!("{field}: {words}")).collect(),
            note: event.note(),
            words: entries.next().map_or("", |entry| event.timeline().text(entry.quote)),
        }
    }
}

impl Record for ReviewRow<'_> {
    const NAME: &'static str = "review";
    record_fields! { self;
        "id": "unique in the timeline" => (&*self.id).into(),
        "review": "open, accepted, corrected or rejected; mine if you wrote it" => self.review.into(),
        "when": "when it happened, in words" => self.when.as_str().into(),
        "title": "one line" => (&*self.title).into(),
        "confidence": "how sure the extractor is, 0 to 1"
            => self.confidence.map_or_else(Cow::default, |share| share.to_string().into()),
        "was": "the corrected fields, each as it was read" => self.was.join("; ").into(),
        "note": "what you noted about it" => self.note.into(),
        "words": "the words that prove it" => self.words.into(),
    }

    const BRIEF: &'static [&'static str] = &["id", "review", "when", "title", "confidence", "note"];
}
