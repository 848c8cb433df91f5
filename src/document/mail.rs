//! Letters and mailboxes: each letter is a document. Its header says who wrote it, when and about
//! what; what it quotes of other letters is not told as its own.
//!
//! A letter that is passed on, or comes as an attachment, is a document of its own. Other
//! attachments are named and never opened.

mod mailbox;
mod quoted;

use mail_parser::{Addr, DateTime, Message, MessageParser, MimeHeaders, PartType};

use self::quoted::Letter;
pub(super) use self::quoted::is_introduction;
use super::{Envelope, Form, Packed, PublishedBy, head, html, mime};
use crate::{
    base::{html::plain, text},
    model::{When, day::Day},
};

/// So deep letters are looked for within letters.
const DEEPEST: usize = 8;

/// So many attachments are named.
const NAMED: usize = 20;

/// So many letters are read of a mailbox.
const MOST: usize = 10_000;

/// The letters in these bytes, in their order.
pub fn open(bytes: &[u8]) -> Result<Vec<Packed>, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let mut found = Vec::new();
    let mut left_out = 0;
    let is_mailbox = mailbox::is_mailbox(bytes);
    if is_mailbox {
        for letter in mailbox::letters(bytes) {
            if found.len() >= MOST {
                left_out += 1;
            } else if let Some(message) = MessageParser::default().parse(&*letter) {
                read(&message, 0, &mut found);
            }
        }
    } else if let Some(message) = MessageParser::default().parse(bytes) {
        read(&message, 0, &mut found);
    }
    let Some(first) = found.first_mut() else {
        return Err("it has no letter with a text".to_owned());
    };
    if !is_mailbox {
        first.name.clear();
    }
    if left_out > 0 {
        let note = format!("left out: {left_out} letters behind the first {MOST}");
        first.envelope.notes.push(note);
    }
    Ok(found)
}

/// Adds a letter, and the letters in it.
fn read(message: &Message<'_>, depth: usize, found: &mut Vec<Packed>) {
    let date = message.date().and_then(day);
    let date = date.or_else(|| head::date_in_metadata(message.header_raw("Date")?));
    let envelope = Envelope {
        form: Form::Text,
        title: text::one_line(message.subject().unwrap_or_default()).into_owned(),
        author: author(message),
        published_by: date.as_ref().map(|_| PublishedBy::Metadata),
        published: date,
        url: archived(message).unwrap_or_default(),
        ..Envelope::default()
    };
    let mut files = Vec::new();
    let mut enclosed = Vec::new();
    for part in message.attachments() {
        match &part.body {
            PartType::Message(letter) => enclosed.push(letter),
            _ => files.push(part.attachment_name().unwrap_or("a file without a name")),
        }
    }
    let first = found.len();
    push(&body(message), envelope, depth, found);
    if let Some(letter) = found.get_mut(first).filter(|_| !files.is_empty()) {
        let names: Vec<_> = files.iter().take(NAMED).map(|name| text::one_line(name)).collect();
        let more = match files.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let note = format!("attached, and not opened: {}{more}", names.join(", "));
        letter.envelope.notes.push(note);
    }
    for letter in enclosed.into_iter().filter(|_| depth < DEEPEST && first < MOST) {
        read(letter, depth + 1, found);
    }
}

/// Adds a letter of which this is the text, and those that it passes on. One that says nothing but
/// that it passes on others is left out.
fn push(body: &str, envelope: Envelope, depth: usize, found: &mut Vec<Packed>) {
    let Letter { own, quoted, forwarded } = quoted::part(body, &envelope.title);
    let mut envelope = envelope;
    if let Some(quoted) = quoted {
        envelope.notes.push(quoted);
    }
    let forwarded = forwarded.filter(|_| depth < DEEPEST);
    if !own.trim().is_empty() || forwarded.is_none() {
        found.push(Packed { name: name(&envelope), text: own, envelope });
    }
    if let Some(inner) = forwarded {
        let published = head::date_in_metadata(&inner.date);
        let envelope = Envelope {
            form: Form::Text,
            title: inner.subject,
            author: inner.author,
            published_by: published.as_ref().map(|_| PublishedBy::Metadata),
            published,
            ..Envelope::default()
        };
        push(&inner.text, envelope, depth + 1, found);
    }
}

/// The text of a letter: the plain one, or that of its markup where there is none that says as
/// much.
fn body(message: &Message<'_>) -> String {
    let markup = || {
        let parts = message.html_bodies().filter_map(|part| match &part.body {
            PartType::Html(markup) => Some(html::content(&mime::text(message, part, markup))),
            _ => None,
        });
        parts.collect::<Vec<_>>().join("\n\n")
    };
    let plain_text = message.text_bodies().map(|part| match &part.body {
        PartType::Text(text) => mime::text(message, part, text).replace("\r\n", "\n"),
        PartType::Html(markup) => html::content(&mime::text(message, part, markup)),
        _ => String::new(),
    });
    let text = plain_text.collect::<Vec<_>>().join("\n\n");
    // Some programs send `your program does not show HTML` as the plain text.
    let shown: usize = message
        .html_bodies()
        .filter_map(|part| match &part.body {
            PartType::Html(markup) => Some(plain(markup).len()),
            _ => None,
        })
        .sum();
    if text.trim().len() * 4 < shown { markup() } else { text }
}

fn author(message: &Message<'_>) -> String {
    let name = |it: &Addr<'_>| it.name.as_deref().or(it.address.as_deref()).map(str::to_owned);
    let names = message.from().into_iter().flat_map(|from| from.iter().filter_map(name));
    let names: Vec<String> = names.map(|name| text::one_line(&name).into_owned()).collect();
    names.join(", ")
}

/// Where a list keeps the letter.
fn archived(message: &Message<'_>) -> Option<String> {
    let address = message.header_raw("Archived-At")?.trim().trim_matches(['<', '>']);
    address.starts_with("http").then(|| address.to_owned())
}

/// The day where the letter was written.
fn day(date: &DateTime) -> Option<When> {
    Day::of(i64::from(date.year), date.month, date.day).map(When::day)
}

/// What a letter is called among others: `2021-05-12 Talks`.
fn name(envelope: &Envelope) -> String {
    let day = envelope.published.as_ref().map(When::edtf).unwrap_or_default();
    format!("{day} {}", envelope.title).trim().to_owned()
}

#[cfg(test)]
mod tests;
