//! Timelines as chronologies: text that a person reads, goes on writing, and opens again. The form
//! is that of `docs/chronology.md`; what it can't hold is counted ([`LeftOut`]).

use std::io::{self, Write};

use super::{Bibliography, Excerpt, LeftOut};
use crate::{
    base::text::{escape_markdown, neutralise, one_line},
    model::{Event, Form, Kind, Role, Statement, Status, Timeline},
};

/// Writes events in the order of time, with their statements and sources; gives what was left out.
/// How they were chosen stands in a comment below the title.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    let timeline = excerpt.timeline;
    writeln!(out, "# {}\n", line(&excerpt.title()))?;
    let note = one_line(&excerpt.note.line()).replace("--", "- -");
    writeln!(out, "<!-- {} -->\n", neutralise(&note))?;
    let mut sources = Bibliography::default();
    let mut left_out = entries(out, excerpt, Some(&mut sources))?;
    left_out.add("statements without an event", excerpt.said_apart().count() as u32);
    if !sources.is_empty() {
        writeln!(out, "\n## {SOURCES}\n")?;
    }
    for (number, id) in sources.iter() {
        let source = timeline.source(id);
        write!(out, "- [{number}] {}", line(&source.title))?;
        let published = source.published.as_ref().map(ToString::to_string).unwrap_or_default();
        for part in [&source.publisher, &published, &source.url] {
            if !part.is_empty() {
                write!(out, ", {}", neutralise(part))?;
            }
        }
        writeln!(out)?;
    }
    Ok(left_out)
}

/// The heading of the list of sources.
const SOURCES: &str = "Sources";

/// A chronology with further entries: above the list of its sources, else at its end. Their own
/// sources are not listed.
pub fn appended(text: &str, excerpt: &Excerpt<'_>) -> io::Result<String> {
    let mut written = Vec::new();
    entries(&mut written, excerpt, None)?;
    let written = String::from_utf8_lossy(&written).into_owned();
    let is_sources = |line: &str| {
        let heading = line.trim_start_matches('#').trim();
        line.starts_with('#') && heading.eq_ignore_ascii_case(SOURCES)
    };
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let sources = lines.filter(|(_, line)| is_sources(line)).map(|(at, _)| at).last();
    let (before, after) = text.split_at(sources.unwrap_or(text.len()));
    // As the file ends its lines, so do the new ones.
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let written = written.replace('\n', end);
    let gap = if after.is_empty() { "" } else { end };
    Ok(format!("{}{end}{written}{gap}{after}", before.trim_end()))
}

/// Writes events with what was said in them; with the numbers of their sources where these are
/// listed.
fn entries(
    out: &mut impl Write,
    excerpt: &Excerpt<'_>,
    mut sources: Option<&mut Bibliography>,
) -> io::Result<LeftOut> {
    let timeline = excerpt.timeline;
    let mut left_out = LeftOut::default();
    for event in excerpt.events() {
        entry(out, timeline, event, sources.as_deref_mut())?;
        for (_, said) in excerpt.said_in(event) {
            quotation(out, timeline, said)?;
        }
        if !event.summary().is_empty() {
            writeln!(out, "    {}", prose(event.summary()))?;
        }
        let said = event.statements().map(|(id, _)| timeline.decision(id));
        for noted in std::iter::once(event.decision()).chain(said) {
            if let Some(words) = excerpt.noted(noted) {
                let words = one_line(&words).replace("--", "- -");
                writeln!(out, "    <!-- {} -->", neutralise(&words))?;
            }
        }
        count(event, &mut left_out);
    }
    Ok(left_out)
}

/// Counts what an event has that an entry can't hold.
fn count(event: Event<'_>, left_out: &mut LeftOut) {
    let is_exact = event.place().is_some_and(|place| {
        place.coordinates.is_some() || !place.country.is_empty() || !place.precision.is_empty()
    });
    left_out.add_if(!event.code().1.is_empty(), "codes");
    left_out.add_if(event.fatalities().is_some(), "numbers of killed");
    left_out.add_if(is_exact, "countries and coordinates of places");
    left_out.add_if(!event.extra().is_empty() || event.file().rows.is_some(), "further columns");
}

/// The first line of an entry, and that of its fields.
fn entry(
    out: &mut impl Write,
    timeline: &Timeline,
    event: Event<'_>,
    sources: Option<&mut Bibliography>,
) -> io::Result<()> {
    let when = event.when();
    let date = if when.is_undated() { "XXXX".to_owned() } else { when.edtf() };
    write!(out, "- {date}: {}", line(&event.title()))?;
    let place = event.place().map(|place| &*place.name);
    let (marked, fielded) = match place {
        Some(name) if is_plain_place(name) => (Some(name), None),
        other => (None, other),
    };
    if let Some(name) = marked {
        write!(out, " @{name}")?;
    }
    let (plain, other): (Vec<&str>, Vec<&str>) = event.tags().partition(|tag| is_plain_tag(tag));
    for tag in plain {
        write!(out, " #{tag}")?;
    }
    let numbers = sources.map(|sources| sources.numbers(event.evidence()));
    for number in numbers.unwrap_or_default() {
        write!(out, " [{number}]")?;
    }
    write!(out, "\n    kind: ")?;
    match (event.kind(), event.label()) {
        (Kind::Other, label) if !label.is_empty() => write!(out, "{}", name(label))?,
        (kind, _) => write!(out, "{kind}")?,
    }
    if event.status() != Status::Occurred {
        write!(out, "; status: {}", event.status())?;
    }
    for &role in Role::ALL {
        let mut actors = event.actors_as(role).peekable();
        if actors.peek().is_some() {
            let names = actors.map(|id| name(&timeline.actor(id).name));
            write!(out, "; {}: {}", key(role), names.collect::<Vec<_>>().join(", "))?;
        }
    }
    if let Some(place) = fielded {
        write!(out, "; place: {}", name(place))?;
    }
    if !other.is_empty() {
        let tags = other.into_iter().map(name).collect::<Vec<_>>();
        write!(out, "; tags: {}", tags.join(", "))?;
    }
    writeln!(out)
}

/// How the field of a role is called.
fn key(role: Role) -> &'static str {
    match role {
        Role::Initiator => "who",
        Role::Recipient => "whom",
        role => role.name(),
    }
}

fn quotation(out: &mut impl Write, timeline: &Timeline, said: &Statement) -> io::Result<()> {
    let words = line(&said.text);
    let form = said.form.unwrap_or(Form::Verbatim);
    // What is quoted in part has marks of its own, around the speaker's words.
    let is_marked = form == Form::Fragment && said.text.contains(['"', '“', '«', '„']);
    match form {
        _ if is_marked && !words.starts_with(['"', '“', '«', '„']) => {
            write!(out, "    > {words}")
        }
        Form::Paraphrase if words.starts_with(['"', '“', '«', '„']) => {
            write!(out, "    > \\{words}")
        }
        Form::Paraphrase => write!(out, "    > {words}"),
        _ => write!(out, "    > \"{words}\""),
    }?;
    write!(out, " --")?;
    if let Some(speaker) = said.speaker {
        write!(out, " {}", name(&timeline.actor(speaker).name))?;
    }
    if !said.to.is_empty() {
        let to = said.to.iter().map(|&id| name(&timeline.actor(id).name));
        write!(out, ", to {}", to.collect::<Vec<_>>().join(", "))?;
    }
    match form {
        Form::Verbatim | Form::Paraphrase => writeln!(out),
        form => writeln!(out, " ({form})"),
    }
}

/// Text in one line, with what would be read as marks escaped.
fn line(text: &str) -> String {
    let words = one_line(text);
    let escaped = escape_markdown(&neutralise(&words)).replace('@', "\\@");
    if escaped.starts_with(|first: char| "–—•.,:)".contains(first)) {
        return format!("\\{escaped}");
    }
    escaped
}

/// The line of a summary, which is no line of fields.
fn prose(text: &str) -> String {
    let words = line(text);
    match words.split_once(':') {
        Some((key, rest)) if !key.contains(' ') => format!("{key}\\:{rest}"),
        _ => words,
    }
}

/// A name in a list: in marks where it has a sign of the list within.
fn name(name: &str) -> String {
    let name = neutralise(&one_line(name)).into_owned();
    if name.contains([',', ';', '"', '\\', '(']) {
        return format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
    }
    name
}

/// Whether `@` and the name can be told from the words before it.
fn is_plain_place(name: &str) -> bool {
    let mut words = name.split(' ');
    words.all(|word| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|it| it.is_alphanumeric() || it == '-')
    })
}

fn is_plain_tag(tag: &str) -> bool {
    tag.contains(char::is_alphabetic)
        && tag.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter))
}
