//! A reading becomes the records of a timeline: events and statements with the sentences that
//! prove them, the actors that they name, and the article as their source.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    anchor::Ids,
    entry::{self, Entry, Who},
    receipt, title,
};
use crate::{
    base::text::{self, CharIndex},
    document::Article,
    extract::{
        Reading,
        bind::{dating::OF_ENTRY, speech},
        reading::{actor::Mention, event::Event, statement::Statement, token::Extent},
    },
    model::{
        Actor, ActorId, ActorKind, Basis, Confidence, Draft, EvidenceDraft, Form, Kind, Office,
        Participation, PlaceDraft, Role, Shard, Source, SourceId, SourceKind, Span, StatementDraft,
        Status, When, when::typed,
    },
};

/// Which article it is.
#[derive(Clone, Copy, Debug)]
pub struct Slot<'a> {
    /// The number of its file among those of the timeline.
    pub file: u16,
    /// The id that it has as a source.
    pub source: &'a str,
}

/// The records of an article; their ids are made of their words ([`Ids`]).
#[must_use]
pub fn lower(article: &Article, reading: &Reading<'_>, slot: Slot<'_>) -> Shard {
    let mut shard = Shard::new(slot.file);
    let source = shard.source(slot.source);
    shard.describe_source(source, || source_of(article, reading, slot.source));
    let events = told(article, reading);
    let entries = entry::all(article, reading);
    let cast = cast(reading, &events, &entries, &mut shard);
    let references = references(article, slot, &mut shard);
    let mut lowering = Lowering {
        reading,
        index: CharIndex::new(&article.text),
        text: &article.text,
        source,
        references,
        cast,
        shard,
    };
    let mut ids = vec![String::new(); reading.events.len()];
    let mut first_said = vec![None; reading.events.len()];
    for (number, event) in reading.said_in.iter().enumerate() {
        if let Some(event) = *event {
            first_said[event] = first_said[event].or(Some(&reading.statements[number]));
        }
    }
    let mut anchors = Ids::of(reading, slot.source);
    let mut said = vec![String::new(); reading.statements.len()];
    for number in (0..reading.statements.len()).filter(|&it| speech::stands(reading, it)) {
        said[number] = anchors.statement(&reading.statements[number].content);
    }
    for entry in &entries {
        let id = anchors.entry(entry.title);
        lowering.entry(entry, &id);
        for (number, quote) in entry.written.quotes.iter().enumerate() {
            let place = quote.place.start as u32..quote.place.end as u32;
            let words = [Extent { start: place.start, end: place.end }];
            lowering.quote_of(entry, number, &anchors.statement(&words), &id);
        }
        // What is said in an entry belongs to its event.
        let run = &reading.sections[entry.section].run;
        let first = reading.events.partition_point(|event| event.head < run.start);
        let within = reading.events[first..].iter().take_while(|event| event.head < run.end);
        ids[first..first + within.count()].fill(id);
    }
    for &number in &events {
        let event = &reading.events[number];
        ids[number] = anchors.event(event.trigger, event.sentence);
        let asserted_by = event.asserted_by.map_or("", |statement| &said[statement]);
        lowering.event(event, &ids[number], first_said[number], asserted_by);
    }
    for (number, id) in said.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
        let event = reading.said_in.get(number).copied().flatten();
        let event_id = event.map_or("", |event| &ids[event]);
        lowering.statement(number, id, event_id);
    }
    lowering.shard
}

/// The events that the article itself tells, candidates among them: not those of its headline, which
/// the text tells again, nor what did not happen or happens in the words of others.
#[must_use]
pub fn told(article: &Article, reading: &Reading<'_>) -> Vec<usize> {
    let is_told = |event: &Event| {
        let section = reading.section_of(event.head);
        event.signs.doubt.is_none()
            && !is_headline(article, reading, event.sentence)
            && (section.when.is_none() || entry::is_apart(section, event))
    };
    let events = reading.events.iter().enumerate().filter(|(_, event)| is_told(event));
    events.map(|(number, _)| number).collect()
}

/// Whether a sentence is the headline.
pub(super) fn is_headline(article: &Article, reading: &Reading<'_>, sentence: usize) -> bool {
    let words = reading.slice(reading.extent(&reading.sentences[sentence]));
    let words = words.trim_start_matches(['#', ' ']).trim_end();
    !article.title.is_empty() && words == article.title
}

fn source_of(article: &Article, reading: &Reading<'_>, id: &str) -> Source {
    let title = if article.title.is_empty() { id } else { &article.title };
    Source {
        publisher: article.publisher.clone(),
        author: article.author.clone(),
        published: article.published.clone(),
        url: article.url.clone(),
        language: article.language.to_owned(),
        kind: Some(SourceKind::Report),
        text: Some((*article.text).into()),
        receipt: Some(receipt::receipt(article, reading)),
        ..Source::titled(id, title)
    }
}

/// For each actor whether records name it, or one that belongs to it.
pub(super) fn named(reading: &Reading<'_>, events: &[usize], entries: &[Entry<'_>]) -> Vec<bool> {
    let mut is_named = vec![false; reading.actors.len()];
    let mut open: Vec<usize> = Vec::new();
    for entry in entries {
        open.extend(entry.people().filter_map(|who| match who {
            Who::Read(actor) => Some(*actor),
            Who::Written(_) => None,
        }));
    }
    for &number in events {
        open.extend(reading.events[number].actors.iter().map(|&(actor, _)| actor));
    }
    let stands = |&(number, _): &(usize, _)| speech::stands(reading, number);
    for (_, statement) in reading.statements.iter().enumerate().filter(stands) {
        open.extend(statement.speaker);
        open.extend(statement.to);
        open.extend(&statement.about);
    }
    while let Some(actor) = open.pop() {
        if !std::mem::replace(&mut is_named[actor], true) {
            let draft = &reading.actors[actor];
            open.extend(draft.member_of.iter().copied());
            open.extend(draft.offices.iter().filter_map(|(_, of)| *of));
        }
    }
    is_named
}

/// The actors of the records, by their numbers in the shard.
#[derive(Debug, Default)]
struct Cast {
    /// Of each actor that was read, if a record names it.
    read: Vec<Option<ActorId>>,
    /// Of those that are only written in fields, by name, folded.
    written: FxHashMap<String, ActorId>,
}

impl Cast {
    fn of(&self, who: &Who) -> Option<ActorId> {
        match who {
            Who::Read(actor) => self.read[*actor],
            Who::Written(name) => self.written.get(&*text::fold(name)).copied(),
        }
    }
}

/// Describes the sources that a chronology lists; their numbers in the shard, by key.
fn references(article: &Article, slot: Slot<'_>, shard: &mut Shard) -> FxHashMap<String, SourceId> {
    let mut known = FxHashMap::default();
    for reference in &article.references {
        let id = format!("{}-{}", slot.source, slug(&reference.key));
        let number = shard.source(&id);
        known.insert(reference.key.clone(), number);
        let published = typed::parse(&reference.published, None).ok();
        let title = if reference.title.is_empty() { &reference.key } else { &reference.title };
        shard.describe_source(number, || Source {
            publisher: reference.publisher.clone(),
            published: published.map(|typed| typed.when),
            url: reference.url.clone(),
            ..Source::titled(&id, title)
        });
    }
    known
}

/// Describes the actors that records name, and those that these belong to. Ids are made of names:
/// `sergei-lavrov`.
fn cast(reading: &Reading<'_>, events: &[usize], entries: &[Entry<'_>], shard: &mut Shard) -> Cast {
    let mut taken: FxHashMap<String, u32> = FxHashMap::default();
    let mut key = |name: &str| {
        let slug = slug(name);
        let count = taken.entry(slug.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 { format!("{slug}-{count}") } else { slug }
    };
    let keys = reading
        .actors
        .iter()
        .zip(named(reading, events, entries))
        .map(|(it, named)| named.then(|| key(&it.name)));
    let keys: Vec<Option<String>> = keys.collect();
    let numbers: Vec<_> = keys.iter().map(|key| Some(shard.actor(key.as_deref()?))).collect();
    for ((id, key), draft) in numbers.iter().zip(keys).zip(&reading.actors) {
        let (Some(id), Some(key)) = (id, key) else { continue };
        let offices = draft.offices.iter().map(|(title, of)| Office {
            title: title.clone(),
            of: of.and_then(|of| numbers[of]),
            when: None,
        });
        shard.describe_actor(*id, || Actor {
            kind: draft.kind,
            aliases: draft.aliases.clone(),
            offices: offices.collect(),
            member_of: draft.member_of.iter().filter_map(|&of| numbers[of]).collect(),
            country: draft.country.clone(),
            ..Actor::named(key, draft.name.as_str())
        });
    }
    let mut written: FxHashMap<String, ActorId> = FxHashMap::default();
    for who in entries.iter().flat_map(Entry::people) {
        let Who::Written(name) = who else { continue };
        written.entry(text::fold(name).into_owned()).or_insert_with(|| {
            let id = key(name);
            let number = shard.actor(&id);
            shard.describe_actor(number, || Actor::named(id, name.as_str()));
            number
        });
    }
    Cast { read: numbers, written }
}

/// A name as an id: its words in lower case with hyphens between them; `actor` if it has none.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = text::fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    let slug = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "actor".to_owned() } else { slug }
}

struct Lowering<'r, 't> {
    reading: &'r Reading<'t>,
    /// The text in the file.
    text: &'r str,
    index: CharIndex,
    source: SourceId,
    /// The sources that a chronology lists, by key.
    references: FxHashMap<String, SourceId>,
    cast: Cast,
    shard: Shard,
}

impl<'r> Lowering<'r, '_> {
    fn entry(&mut self, entry: &Entry<'_>, id: &str) {
        let (reading, written) = (self.reading, entry.written);
        let section = &reading.sections[entry.section];
        let act = entry.act.map(|act| &reading.events[act]);
        let title = entry::line(reading.slice(entry.title));
        let rest = entry.rest.iter().map(|rest| entry::line(reading.slice(*rest)));
        let actors = entry.actors.iter();
        let actors =
            actors.filter_map(|(who, role)| Some(Participation::new(self.cast.of(who)?, *role)));
        let place = if written.place.is_empty() {
            act.and_then(|act| act.place).map(|place| self.place(place))
        } else {
            let basis = Some(Basis::Stated);
            Some(PlaceDraft { name: &written.place, basis, ..PlaceDraft::default() })
        };
        let mut evidence = vec![self.quote(entry.words())];
        let listed = written.sources.iter().filter_map(|key| self.references.get(key));
        evidence.extend(listed.map(|&source| EvidenceDraft::of(source)));
        let tags: Vec<&str> = written.tags.iter().map(String::as_str).collect();
        let when = section.when.clone().unwrap_or(When::UNDATED);
        let read_kind = || act.map_or(Kind::Other, |act| act.kind);
        let read_status = || act.map_or(Status::Occurred, |act| act.status);
        self.shard.push(&Draft {
            id,
            basis: (!when.is_undated()).then_some(Basis::Stated),
            when,
            title: if written.is_complete() { &title } else { title.trim_end_matches('.') },
            summary: &rest.collect::<Vec<_>>().join(" "),
            kind: written.kind.unwrap_or_else(read_kind),
            label: &written.label,
            actors: &actors.collect::<Vec<_>>(),
            place,
            status: written.status.unwrap_or_else(read_status),
            evidence: &evidence,
            tags: &tags,
            rule: entry::RULE,
            date_rule: &format!("{OF_ENTRY} ({})", &reading.text[entry.date.clone()]),
            ..Draft::default()
        });
    }

    /// The statement of a quotation that is written in an entry.
    fn quote_of(&mut self, entry: &Entry<'_>, number: usize, id: &str, event_id: &str) {
        let quote = &entry.written.quotes[number];
        let (speaker, to) = &entry.said[number];
        let when = self.reading.sections[entry.section].when.clone();
        let when = when.filter(|when| !when.is_undated());
        let place = Extent { start: quote.place.start as u32, end: quote.place.end as u32 };
        let draft = StatementDraft {
            id,
            basis: when.as_ref().map(|_| Basis::Stated),
            when,
            speaker: speaker.as_ref().and_then(|who| self.cast.of(who)),
            to: to.iter().filter_map(|who| self.cast.of(who)).collect(),
            form: Some(quote.form),
            text: &quote.text,
            event: event_id,
            evidence: vec![self.quote(place)],
            rule: entry::RULE,
            ..StatementDraft::default()
        };
        self.shard.push_statement(&draft);
    }

    fn participations(&self, actors: &[(usize, Role)]) -> Vec<Participation> {
        let known = actors.iter();
        known
            .filter_map(|&(actor, role)| Some(Participation::new(self.cast.read[actor]?, role)))
            .collect()
    }

    fn event(&mut self, event: &Event, id: &str, said: Option<&Statement>, asserted_by: &str) {
        let reading = self.reading;
        let only_said = said.filter(|said| only_says(event, said));
        let (kind, title) = match only_said {
            Some(statement) => (Kind::Statement, title::of_statement(reading, statement)),
            None => (event.kind, title::of_event(reading, event)),
        };
        let actors = self.participations(&event.actors);
        let mut sentences = vec![event.trigger];
        sentences.extend(event.date_extent);
        let evidence = self.evidence(&sentences);
        let date_rule = date_rule(reading, event);
        let place = event.place.map(|place| self.place(place));
        self.shard.push(&Draft {
            id,
            when: event.when.clone().unwrap_or(When::UNDATED),
            basis: event.basis.filter(|_| event.when.is_some()),
            title: &title,
            kind,
            actors: &actors,
            place,
            status: event.status,
            evidence: &evidence,
            confidence: Confidence::new(event.confidence),
            asserted_by,
            rule: event.rule,
            date_rule: &date_rule,
            ..Draft::default()
        });
    }

    fn statement(&mut self, number: usize, id: &str, event_id: &str) {
        let reading = self.reading;
        let statement = &reading.statements[number];
        let event = reading.said_in.get(number).copied().flatten().map(|it| &reading.events[it]);
        let actor = |actor: usize| self.cast.read[actor];
        let text = statement.words(reading);
        let to = statement.to;
        let reporter = to.filter(|&to| reading.actors[to].kind == ActorKind::Media);
        let words: Vec<Extent> = statement
            .content
            .iter()
            .copied()
            .chain(statement.source)
            .chain(statement.cue)
            .collect();
        let draft = StatementDraft {
            id,
            when: event.and_then(|event| event.when.clone()),
            basis: event.and_then(|event| event.when.as_ref().and(event.basis)),
            speaker: statement.speaker.and_then(actor),
            to: to.and_then(actor).into_iter().collect(),
            via: reporter.and_then(actor),
            form: Some(statement.form),
            text: &text,
            about: statement.about.iter().filter_map(|&it| actor(it)).collect(),
            event: event_id,
            venue: statement.venue.map_or("", |venue| reading.slice(venue)),
            evidence: self.evidence(&words),
            confidence: Confidence::new(statement.confidence),
            rule: statement.rule,
            date_rule: &event.map(|event| date_rule(reading, event)).unwrap_or_default(),
            ..StatementDraft::default()
        };
        self.shard.push_statement(&draft);
    }

    /// The sentences in which words stand, joined where they touch.
    fn evidence(&self, words: &[Extent]) -> Vec<EvidenceDraft<'r>> {
        /// Of a sentence that does not end, so many tokens around the words are enough.
        const NEAR: usize = 300;
        let reading = self.reading;
        let token_at = |byte| reading.tokens.partition_point(|it| it.extent.end <= byte);
        let last = reading.sentences.len().saturating_sub(1);
        let sentence = |token| reading.sentences.get(reading.sentence_of(token).min(last));
        let run = |extent: &Extent| {
            let (first, end) = (token_at(extent.start), token_at(extent.end.saturating_sub(1)));
            let start = sentence(first)?.start.max(first.saturating_sub(NEAR));
            Some(start..sentence(end)?.end.min(end + NEAR))
        };
        let mut runs: Vec<Range<usize>> = words.iter().filter_map(run).collect();
        let Some(main) = runs.first().map(|run| run.start) else { return Vec::new() };
        runs.sort_unstable_by_key(|run| (run.start, run.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for run in runs {
            match joined.last_mut() {
                Some(before) if run.start < before.end => before.end = before.end.max(run.end),
                _ => joined.push(run),
            }
        }
        // What proves the record itself stands first.
        joined.sort_by_key(|run| !run.contains(&main));
        joined.iter().map(|run| self.quote(reading.extent(run))).collect()
    }

    fn quote(&self, extent: Extent) -> EvidenceDraft<'r> {
        let place = self.reading.place(extent);
        let points = self.index.span(self.text, place.clone());
        EvidenceDraft {
            quote: &self.text[place],
            span: Some(Span { start: points.start as u32, end: points.end as u32 }),
            ..EvidenceDraft::of(self.source)
        }
    }

    fn place(&self, place: Extent) -> PlaceDraft<'r> {
        let reading = self.reading;
        let state = mention_of(reading, place).map(|mention| &reading.actors[mention.actor]);
        let state = state.filter(|actor| actor.kind == ActorKind::State);
        let name = reading.slice(place);
        let precision = match state {
            Some(state) if state.name == name => "country",
            Some(_) => "city",
            None => "",
        };
        PlaceDraft {
            name,
            country: state.map_or("", |state| &state.country),
            coordinates: None,
            precision,
            basis: Some(Basis::Stated),
        }
    }
}

/// Whether an event is nothing but what was said: quoted words that are asked of nobody.
fn only_says(event: &Event, said: &Statement) -> bool {
    let asks_nobody = event.actors.iter().all(|&(_, role)| role != Role::Recipient);
    let is_cue = said.cue.is_some_and(|cue| cue.covers(event.trigger));
    let is_quoted = matches!(said.form, Form::Verbatim | Form::Fragment);
    event.kind == Kind::Statement
        || event.kind == Kind::Request && asks_nobody && is_cue && is_quoted
}

/// The rule that dated an event, and the words of the date.
fn date_rule(reading: &Reading<'_>, event: &Event) -> String {
    match event.date_extent.filter(|_| !event.date_rule.is_empty()) {
        None => event.date_rule.to_owned(),
        Some(words) => {
            let words = text::one_line(reading.slice(words)).into_owned();
            format!("{} ({words})", event.date_rule)
        }
    }
}

/// The longest mention within a place, else the first one that touches it.
pub(super) fn mention_of<'r>(reading: &'r Reading<'_>, extent: Extent) -> Option<&'r Mention> {
    /// No mention is longer, in mentions that overlap it.
    const LOOK_BACK: usize = 8;
    let after = reading.mentions.partition_point(|mention| mention.extent.start < extent.end);
    let near = &reading.mentions[after.saturating_sub(LOOK_BACK)..after];
    let within = near.iter().filter(|mention| extent.covers(mention.extent));
    let longest =
        within.max_by_key(|mention| (mention.extent.len(), std::cmp::Reverse(mention.extent)));
    longest.or_else(|| near.iter().find(|mention| mention.extent.overlaps(extent)))
}
