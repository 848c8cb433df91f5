//! One event of a page: what happened, who took part, what was said, and what proves it.

use std::io::{self, Write};

use super::{
    markup::{block, line},
    quad,
};
use crate::{
    base::once::each_once,
    export::{Bibliography, Excerpt, citation, excerpt},
    model::{
        Anchor, Basis, Event, Evidence, Fatalities, Form, Place, Review, Statement, Status,
        Timeline,
    },
};

/// Writes an event with the statements made in it that are shown.
pub fn event(
    out: &mut impl Write,
    excerpt: &Excerpt<'_>,
    sources: &mut Bibliography,
    event: Event<'_>,
) -> io::Result<()> {
    let timeline = excerpt.timeline;
    let look = quad::LOOKS[quad::of(event)];
    let actors = each_once(event.actors().iter().map(|part| part.actor().0));
    let actors: Vec<String> = actors.iter().map(ToString::to_string).collect();
    writeln!(
        out,
        "<article id=\"e{}\" data-actors=\"{}\">\n<h3 dir=\"auto\"><span class=\"{}\" \
         title=\"{}\">{}</span> {}</h3>",
        event.row(),
        actors.join(" "),
        look.class,
        look.words,
        look.sign,
        line(&event.title())
    )?;
    if let Some(when) = when(event) {
        writeln!(out, "<p class=\"when\">{}</p>", line(&when))?;
    }
    writeln!(out, "<p class=\"facts\">{}</p>", facts(event).join(" · "))?;
    if !event.summary().is_empty() {
        writeln!(out, "<p dir=\"auto\">{}</p>", block(event.summary()))?;
    }
    let said = event.statements().map(|(id, _)| timeline.decision(id));
    for noted in std::iter::once(event.decision()).chain(said) {
        if let Some(words) = excerpt.noted(noted) {
            writeln!(out, "<p class=\"note\" dir=\"auto\">Note: {}</p>", block(&words))?;
        }
    }
    if let Some((_, told_by)) = event.asserted_by() {
        let words = citation::attributed(timeline, told_by);
        writeln!(out, "<p class=\"note\">As told in: {}</p>", block(&words))?;
    }
    for (_, said) in excerpt.said_in(event) {
        statement(out, timeline, sources, said)?;
    }
    evidence(out, timeline, sources, event.evidence())?;
    writeln!(out, "</article>")
}

/// Writes the words of a statement in full, with who said them and where they stand.
pub fn statement(
    out: &mut impl Write,
    timeline: &Timeline,
    sources: &mut Bibliography,
    said: &Statement,
) -> io::Result<()> {
    // Those that are not word for word say so in the attribution.
    let form = match said.form {
        Some(Form::Verbatim) => "verbatim",
        Some(Form::Fragment) => "quoted in part",
        Some(Form::Paraphrase | Form::Recalled) | None => "",
    };
    let who = citation::attribution(timeline, said);
    let parts = [who.as_str(), form].into_iter().filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let numbers = sources.numbers(said.evidence.iter().copied());
    let numbers: String = numbers.into_iter().map(reference).collect();
    writeln!(
        out,
        "<blockquote>\n<p dir=\"auto\">{}</p>\n<footer>{}{numbers}</footer>\n</blockquote>",
        block(&said.quoted()),
        line(&parts.join(", "))
    )
}

/// The date, where the heading above does not say it all.
fn when(event: Event<'_>) -> Option<String> {
    let when = event.when();
    let is_inferred = matches!(event.basis(), Some(Basis::Inferred | Basis::Published));
    let says_more = !when.short_words().is_empty() || is_inferred || when.time().is_some();
    (says_more && !when.is_undated()).then(|| Basis::with(event.basis(), when.long_words()))
}

/// Kind, who and whom, place, status, number of killed, tags, and how sure.
fn facts(event: Event<'_>) -> Vec<String> {
    let (scheme, code) = event.code();
    let code = [scheme, code].join(" ");
    let code = if code.trim().is_empty() { String::new() } else { format!(" ({})", code.trim()) };
    let mut facts = vec![line(&format!("{}{code}", event.kind_word()))];
    let parties = excerpt::parties(event);
    facts.extend((!parties.is_empty()).then(|| format!("<b>{}</b>", line(&parties))));
    facts.extend(event.place().map(|it| line(&place(it))));
    if event.status() != Status::Occurred {
        facts.push(format!("<span class=\"status\">{}</span>", event.status()));
    }
    let killed = event.fatalities().and_then(Fatalities::words);
    facts.extend(killed.map(|killed| line(&format!("{killed} killed"))));
    facts.extend(event.tags().map(|tag| line(&format!("#{tag}"))));
    facts.extend(how_known(event));
    facts
}

/// Who says so: an extractor, or a person who looked at it.
fn how_known(event: Event<'_>) -> Option<String> {
    if event.is_mine() {
        return Some("added by hand".to_owned());
    }
    match event.review() {
        Some(Review::Accepted) => Some("read by rule, checked by hand".to_owned()),
        Some(Review::Corrected) => Some("read by rule, corrected by hand".to_owned()),
        _ => {
            let confidence = event.confidence();
            confidence.map(|it| format!("read by rule, confidence {:.2}", it.value()))
        }
    }
}

fn place(place: &Place) -> String {
    let coordinates = place.coordinates.map(|(lat, lon)| format!("{lat}, {lon}"));
    let parts = [&place.name, &place.country, coordinates.as_deref().unwrap_or_default()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Basis::with(place.basis, parts.join(", "))
}

/// The words that prove a record, each with the number of its source.
fn evidence(
    out: &mut impl Write,
    timeline: &Timeline,
    sources: &mut Bibliography,
    entries: impl Iterator<Item = Evidence>,
) -> io::Result<()> {
    let mut before = "<ul class=\"evidence\">\n";
    for entry in entries {
        let quote = timeline.text(entry.quote);
        let language = &timeline.source(entry.source).language;
        let language = match language.as_str() {
            "" => String::new(),
            code => format!(" lang=\"{}\"", line(code)),
        };
        let mut parts = Vec::new();
        if !quote.is_empty() {
            parts.push(format!("<q dir=\"auto\"{language}>{}</q>", block(quote)));
        }
        parts.extend(entry.row.map(|row| format!("row {row}")));
        parts.extend(entry.anchor.and_then(|anchor| match anchor {
            Anchor::Lost => Some("(these words are not in the source)".to_owned()),
            Anchor::Many => Some("(at several places)".to_owned()),
            _ => None,
        }));
        let number = reference(sources.number(entry.source));
        writeln!(out, "{before}<li>{}{number}</li>", parts.join(" "))?;
        before = "";
    }
    if before.is_empty() { writeln!(out, "</ul>") } else { Ok(()) }
}

/// The number of a source, which leads to it.
fn reference(number: usize) -> String {
    format!(" <a href=\"#s{number}\">[{number}]</a>")
}
