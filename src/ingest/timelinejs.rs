//! TimelineJS: a story told on slides, as JSON (version 3, or 1 and 2) or as a spreadsheet.
//!
//! A slide becomes an event: its headline the title, its text the summary, both without their
//! mark-up; its group or tag a tag; its media a source that shows it. A date of which only the year
//! or the month is known stays that. An era is an event with the tag `era`, the title slide names
//! the timeline. Every field stands as it was under the event's further columns.
//!
//! What the fields mean: TimelineJS 3, "JSON data format" and "Using spreadsheets"; the names of
//! versions 1 and 2 are those that TimelineJS 2 reads.

mod date;
mod json;
mod sheet;

use std::{borrow::Cow, sync::Arc};

use rustc_hash::FxHashMap;

use self::date::Date;
use crate::{
    base::{
        html,
        issue::{Issue, Severity},
    },
    ingest::{
        Batch, Document, Guess, Head, Ingested, Sureness,
        date::{Format, Order, Proof},
    },
    model::{self, Draft, EvidenceDraft, Source, When},
};

/// JSON that names slides and their dates as TimelineJS does, the same as a script, or a table
/// with a headline and the parts of a date.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let has = |name: &str| head.text.contains(&format!("\"{name}\""));
    let start = head.text.trim_start();
    if json::is_script(start) || start.starts_with('{') {
        let version_3 = has("events") && has("start_date");
        let version_1 = has("date") && has("startDate");
        let reason = match (version_3, version_1) {
            (true, _) => "its events have a start_date",
            (_, true) => "its dates have a startDate",
            _ => return None,
        };
        return Some(Guess::new(Sureness::Sure, reason));
    }
    let date = head.records.is_none().then(|| sheet::recognise(&head.header())).flatten()?;
    Some(Guess::new(Sureness::Likely, format!("its header has 'Headline' and '{date}'")))
}

/// Reads a timeline.
pub fn read(document: &Document<'_>) -> Result<Ingested, String> {
    let start = document.text.trim_start();
    if json::is_script(start) {
        return Err("it is a script that holds the data (JSONP), not JSON: keep what stands \
                    from the first '{' to the last '}'"
            .to_owned());
    }
    let read = |order| {
        let mut story = Story::new(document, order);
        if start.starts_with('{') {
            json::read(document, &mut story);
        } else {
            sheet::read(document, &mut story)?;
        }
        Ok::<_, String>(story)
    };
    let story = read(USUAL)?;
    let order = story.proof.order(USUAL);
    Ok(if order == USUAL { story } else { read(order)? }.finish())
}

/// The scripts of TimelineJS read the month first.
const USUAL: Order = Order::MonthFirst;

/// What sort of slide it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Event,
    Era,
    Title,
}

/// A slide as it stands in the file; what it lacks is empty.
#[derive(Debug)]
struct Slide<'a> {
    id: Cow<'a, str>,
    start: Stated<'a>,
    end: Stated<'a>,
    headline: Cow<'a, str>,
    text: Cow<'a, str>,
    group: Cow<'a, str>,
    /// An address, or the words or the HTML themselves.
    media: Cow<'a, str>,
    caption: Cow<'a, str>,
    credit: Cow<'a, str>,
    /// Every field, as a JSON object on one line.
    fields: String,
}

/// A date as it stands in the file.
#[derive(Debug)]
enum Stated<'a> {
    /// In parts; the error says which is wrong.
    Parts(Result<Option<Date>, String>),
    /// As one text, which may be empty.
    Text(Cow<'a, str>),
}

/// The slides that were read so far.
struct Story<'d> {
    document: Document<'d>,
    file: model::File,
    batch: Batch,
    /// Whether the day or the month comes first in a date like `02/03/1997`.
    order: Order,
    /// What the dates tell of their order.
    proof: Proof,
    /// How many slides asked for an id.
    ids: FxHashMap<String, u32>,
    issues: Vec<Issue>,
    slides: u32,
    eras: u32,
}

impl<'d> Story<'d> {
    fn new(document: &Document<'d>, order: Order) -> Self {
        Self {
            document: *document,
            file: model::File { name: document.name.to_owned(), ..model::File::default() },
            batch: Batch::new(document.number, [Format::Calendar(order); 2]),
            order,
            proof: Proof::default(),
            ids: FxHashMap::default(),
            issues: Vec::new(),
            slides: 0,
            eras: 0,
        }
    }

    /// Adds a slide that begins on this line or row of the file. The first title slide names the
    /// timeline; a later one is an event.
    fn add(&mut self, role: Role, slide: &Slide<'_>, line: u64) {
        if role == Role::Title && self.is_unnamed() {
            self.name(&slide.headline, &slide.text);
            return;
        }
        let id = self.id(role, slide, line);
        let title = one_line(&slide.headline);
        let summary = html::plain(&slide.text);
        let group = html::plain(&slide.group);
        let mut tags = vec![&*group];
        tags.retain(|tag| !tag.is_empty());
        tags.extend((role == Role::Era).then_some("era"));
        let words;
        let mut evidence = Vec::new();
        if let Some(source) = self.source(slide) {
            words = source.text.clone();
            let number = self.batch.shard.source(&source.id);
            self.batch.shard.describe_source(number, || source);
            evidence.push(EvidenceDraft {
                source: number,
                quote: words.as_deref().unwrap_or_default(),
                span: None,
                before: "",
                after: "",
                row: None,
            });
        }
        let draft = Draft {
            id: &id,
            when: self.when(slide, line),
            title: &title,
            summary: &summary,
            tags: &tags,
            evidence: &evidence,
            extra: &slide.fields,
            ..Draft::default()
        };
        self.batch.push(&draft);
    }

    fn is_unnamed(&self) -> bool {
        self.file.title.is_empty() && self.file.about.is_empty()
    }

    /// Says what the timeline is called and about.
    fn name(&mut self, headline: &str, text: &str) {
        self.file.title = one_line(headline);
        self.file.about = html::plain(text).into_owned();
    }

    fn when(&mut self, slide: &Slide<'_>, line: u64) -> When {
        let mut is_wrong = false;
        let mut read = |date: &Stated<'_>| {
            let date = match date {
                Stated::Parts(date) => date.clone(),
                Stated::Text(text) => {
                    self.proof.note(line, text.trim());
                    Date::parse(text, self.order)
                }
            };
            date.unwrap_or_else(|error| {
                is_wrong = true;
                self.problem(Severity::Error, line, error);
                None
            })
        };
        let (start, end) = (read(&slide.start), read(&slide.end));
        if start.is_none() && !is_wrong {
            self.problem(Severity::Warning, line, "the slide has no start date");
        }
        let (when, lost) = date::when(start, end);
        if let Some(lost) = lost {
            self.problem(Severity::Warning, line, lost);
        }
        when
    }

    /// The slide's own id, or its number; another one if an earlier slide has it.
    fn id(&mut self, role: Role, slide: &Slide<'_>, line: u64) -> String {
        let (word, count) = match role {
            Role::Era => ("era", &mut self.eras),
            Role::Event | Role::Title => ("slide", &mut self.slides),
        };
        *count += 1;
        let own = slide.id.trim();
        let id = if own.is_empty() { format!("{word}-{count}") } else { own.to_owned() };
        let mut unique = id.clone();
        loop {
            let asked = self.ids.entry(unique.clone()).or_default();
            *asked += 1;
            if *asked == 1 {
                break;
            }
            unique = format!("{id}#{asked}");
        }
        if unique != id {
            let message =
                format!("the id '{id}' is taken by an earlier slide; this one is '{unique}'");
            self.problem(Severity::Error, line, message);
        }
        unique
    }

    /// What the slide shows, as a source: the words of a quotation, or the address of a picture,
    /// a video, a page.
    fn source(&self, slide: &Slide<'_>) -> Option<Source> {
        let (caption, credit) = (one_line(&slide.caption), one_line(&slide.credit));
        let media = slide.media.trim();
        let (url, text) = match media {
            "" => (String::new(), None),
            media if media.starts_with('<') => match html::attribute(media, " src") {
                Some(url) => (url, None),
                None => (String::new(), Some(html::plain(media).into_owned())),
            },
            media if media.contains(char::is_whitespace) => {
                (String::new(), Some(html::plain(media).into_owned()))
            }
            url => (url.to_owned(), None),
        };
        let text = text.filter(|text| !text.is_empty());
        if url.is_empty() && text.is_none() && caption.is_empty() && credit.is_empty() {
            return None;
        }
        let id =
            if url.is_empty() { format!("media-{}", self.slides + self.eras) } else { url.clone() };
        let named = [&caption, &credit, &url].into_iter().find(|name| !name.is_empty());
        let title = named.map_or_else(|| "quotation".to_owned(), Clone::clone);
        let text = text.map(Arc::from);
        Some(Source { url, text, publisher: credit, ..Source::titled(id, title) })
    }

    fn problem(&mut self, severity: Severity, line: u64, problem: impl Into<Cow<'static, str>>) {
        self.batch.problems.note(severity, line, problem.into(), "");
    }

    fn finish(mut self) -> Ingested {
        let events = u64::from(self.batch.shard.len());
        self.document.progress.add(self.document.text.len() as u64, events);
        self.issues.extend(self.batch.problems.into_issues(self.document.name));
        self.issues.extend(self.proof.order_issue(self.order, self.document.name));
        self.issues.sort_by(|a, b| a.place.cmp(&b.place));
        Ingested {
            file: self.file,
            shards: vec![self.batch.shard],
            issues: self.issues,
            ..Ingested::default()
        }
    }
}

fn one_line(html: &str) -> String {
    html::plain(html).replace('\n', " ")
}

#[cfg(test)]
mod tests;
