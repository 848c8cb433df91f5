//! A row becomes an event, as the map says.

use rustc_hash::FxHashMap;
use toml::Spanned;

use super::{
    columns::{Columns, Source},
    file::{self, File},
    when::Dates,
};
use crate::{
    ingest::{Batch, Record, RowError, RowFormat, codes, number},
    model::{
        self, ActorId, ActorKind, Confidence, Draft, EvidenceDraft, Fatalities, Kind,
        Participation, PlaceDraft, Quad, Role, Shard, SourceKind, Status, when::typed,
    },
};

/// Where each field of an event comes from.
pub struct Mapped {
    event: Event,
    dates: Dates,
    actors: Vec<Actor>,
    place: Place,
    /// Low, best and high.
    fatalities: [Source; 3],
    source: Cited,
    dataset: model::Source,
}

struct Event {
    id: Source,
    title: Source,
    summary: Source,
    kind: Source,
    kinds: FxHashMap<String, Kind>,
    label: Source,
    code: Source,
    scheme: String,
    quad: Source,
    status: Source,
    tags: Source,
    confidence: Source,
}

struct Actor {
    name: Source,
    role: Role,
    kind: Option<ActorKind>,
    country: Source,
    is_cameo: bool,
}

struct Place {
    name: Source,
    country: Source,
    lat: Source,
    lon: Source,
    precision: Source,
}

/// A source that a row names.
struct Cited {
    title: Source,
    url: Source,
    publisher: Source,
    author: Source,
    published: Source,
}

impl Mapped {
    pub fn new(file: &File, columns: &mut Columns<'_>) -> Self {
        let kinds = columns.words("kind", &file.kinds, Kind::NAMES, Kind::from_name);
        let event = &file.event;
        Self {
            event: Event {
                id: columns.find(&event.id),
                title: columns.find(&event.title),
                summary: columns.find(&event.summary),
                kind: columns.find(&event.kind),
                kinds,
                label: columns.find(&event.label),
                code: columns.find(&event.code),
                scheme: event.scheme.clone(),
                quad: columns.find(&event.quad),
                status: columns.find(&event.status),
                tags: columns.find(&event.tags),
                confidence: columns.find(&event.confidence),
            },
            dates: Dates::new(file, columns),
            actors: file.actors.iter().map(|actor| Actor::new(actor, columns)).collect(),
            place: Place {
                name: columns.find(&file.place.name),
                country: columns.find(&file.place.country),
                lat: columns.find(&file.place.lat),
                lon: columns.find(&file.place.lon),
                precision: columns.find(&file.place.precision),
            },
            fatalities: [&file.fatalities.low, &file.fatalities.best, &file.fatalities.high]
                .map(|field| columns.find(field)),
            source: Cited {
                title: columns.find(&file.source.title),
                url: columns.find(&file.source.url),
                publisher: columns.find(&file.source.publisher),
                author: columns.find(&file.source.author),
                published: columns.find(&file.source.published),
            },
            dataset: dataset(&file.dataset, &columns.head.name),
        }
    }
}

impl RowFormat for Mapped {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let event = &self.event;
        let (when, basis) = self.dates.read(row, batch)?;
        let mut actors = Vec::new();
        for actor in &self.actors {
            for name in actor.name.entries(row) {
                let id = actor.number(name, row, &mut batch.shard);
                actors.push(Participation::new(id, actor.role));
            }
        }
        let sources = self.source.read(row, batch);
        let evidence: Vec<_> = sources
            .into_iter()
            .map(|source| EvidenceDraft {
                source,
                quote: "",
                span: None,
                before: "",
                after: "",
                row: None,
            })
            .collect();
        let (kind, label) = event.act(row);
        let tags: Vec<_> = event.tags.entries(row).collect();
        let place = self.place.read(row, batch);
        let fatalities = self.fatalities(row, batch);
        let (quad, status) = (event.quad(row, batch), event.status(row, batch));
        let confidence = event.confidence(row, batch);
        batch.push(&Draft {
            id: event.id.of(row),
            when,
            basis,
            title: event.title.of(row),
            summary: event.summary.of(row),
            kind,
            label,
            scheme: if event.code.of(row).is_empty() { "" } else { &event.scheme },
            code: event.code.of(row),
            quad,
            actors: &actors,
            place,
            status,
            fatalities,
            evidence: &evidence,
            tags: &tags,
            confidence,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.dates.note.iter().cloned().collect()
    }

    fn source(&self) -> model::Source {
        self.dataset.clone()
    }
}

impl Mapped {
    fn fatalities(&self, row: &Record<'_>, batch: &mut Batch) -> Option<Fatalities> {
        let [low, best, high] = self.fatalities.each_ref().map(|source| {
            let text = source.of(row);
            let count = number::count(&text.replace(',', ""));
            // Negative numbers are words for "not known".
            if count.is_none() && !text.is_empty() && !text.starts_with('-') {
                batch.warn(row, "the fatalities are no number", text);
            }
            count
        });
        let fatalities = Fatalities { low, best, high, approx: false };
        fatalities.number().map(|_| fatalities)
    }
}

impl Event {
    /// The kind of act, and the table's word for it.
    fn act<'a>(&'a self, row: &Record<'a>) -> (Kind, &'a str) {
        let (word, label, code) = (self.kind.of(row), self.label.of(row), self.code.of(row));
        let named = self.kinds.get(word).copied();
        let named = named
            .or_else(|| Kind::from_name(word))
            .or_else(|| Kind::from_name(&word.to_ascii_lowercase()));
        let own = if label.is_empty() { word } else { label };
        if let Some(kind) = named {
            let is_its_name = own.eq_ignore_ascii_case(kind.name());
            return (kind, if is_its_name { "" } else { own });
        }
        match codes::act(code) {
            Some(act) if self.scheme.eq_ignore_ascii_case("cameo") && word.is_empty() => {
                (act.kind, if label.is_empty() { act.label } else { label })
            }
            _ => (Kind::Other, own),
        }
    }

    fn quad(&self, row: &Record<'_>, batch: &mut Batch) -> Option<Quad> {
        let word = self.quad.of(row);
        let number = || word.parse().ok().and_then(Quad::from_number);
        let quad = Quad::from_name(word).or_else(number);
        if quad.is_none() && !word.is_empty() {
            batch.warn(row, "this is no quad class", word);
        }
        quad
    }

    fn status(&self, row: &Record<'_>, batch: &mut Batch) -> Status {
        let word = self.status.of(row);
        let status = Status::from_name(&word.to_ascii_lowercase());
        if status.is_none() && !word.is_empty() {
            batch.warn(row, "this is no status", word);
        }
        status.unwrap_or(Status::Occurred)
    }

    fn confidence(&self, row: &Record<'_>, batch: &mut Batch) -> Option<Confidence> {
        let word = self.confidence.of(row);
        let confidence = word.parse().ok().and_then(Confidence::new);
        if confidence.is_none() && !word.is_empty() {
            batch.warn(row, "the confidence is no number from 0 to 1", word);
        }
        confidence
    }
}

impl Actor {
    fn new(actor: &file::Actor, columns: &mut Columns<'_>) -> Self {
        let is_cameo = |word: &str| word.eq_ignore_ascii_case("cameo").then_some(());
        let word = |word: &Option<Spanned<String>>| word.clone();
        let role = word(&actor.role);
        let role = role.and_then(|it| columns.word("role", &it, Role::NAMES, Role::from_name));
        let kind = word(&actor.kind);
        let kind = kind.and_then(|it| {
            columns.word("kind of actor", &it, ActorKind::NAMES, ActorKind::from_name)
        });
        let scheme = word(&actor.scheme);
        let scheme = scheme.and_then(|it| columns.word("scheme", &it, &["CAMEO"], is_cameo));
        Self {
            name: columns.need(&actor.name),
            role: role.unwrap_or(Role::Participant),
            kind,
            country: columns.find(&actor.country),
            is_cameo: scheme.is_some(),
        }
    }

    /// The number of the actor with this name; the first row that names it describes it.
    fn number(&self, name: &str, row: &Record<'_>, shard: &mut Shard) -> ActorId {
        let id = shard.actor(name);
        let country = codes::iso_or_name(self.country.of(row));
        if self.is_cameo {
            shard.describe_actor(id, || codes::actor(name));
        } else if self.kind.is_some() || !country.is_empty() {
            shard.describe_actor(id, || model::Actor {
                kind: self.kind.unwrap_or(ActorKind::Other),
                country: country.to_owned(),
                ..model::Actor::named(name, name)
            });
        }
        id
    }
}

impl Place {
    fn read<'a>(&'a self, row: &Record<'a>, batch: &mut Batch) -> Option<PlaceDraft<'a>> {
        let (lat, lon) = (self.lat.of(row), self.lon.of(row));
        let coordinates = number::coordinates(lat, lon);
        if coordinates.is_none() && !(lat.is_empty() && lon.is_empty()) {
            batch.warn(row, "the coordinates are not on the globe", &format!("{lat} {lon}"));
        }
        let place = PlaceDraft {
            name: self.name.of(row),
            country: codes::iso_or_name(self.country.of(row)),
            coordinates,
            precision: self.precision.of(row),
            basis: None,
        };
        let is_there = !place.name.is_empty() || !place.country.is_empty() || coordinates.is_some();
        is_there.then_some(place)
    }
}

impl Cited {
    /// The sources that a row names, one for each title or address.
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Vec<model::SourceId> {
        let titles: Vec<_> = self.title.entries(row).collect();
        let urls: Vec<_> = self.url.entries(row).collect();
        let count = titles.len().max(urls.len());
        let at = |list: &[&str], index: usize| list.get(index).copied().unwrap_or("").to_owned();
        (0..count)
            .map(|index| {
                let (title, url) = (at(&titles, index), at(&urls, index));
                let key = if url.is_empty() { &title } else { &url };
                let id = batch.shard.source(key);
                batch.shard.describe_source(id, || {
                    let title = if title.is_empty() { url.clone() } else { title.clone() };
                    model::Source {
                        url: url.clone(),
                        publisher: self.publisher.of(row).to_owned(),
                        author: self.author.of(row).to_owned(),
                        published: typed::parse(self.published.of(row), None)
                            .ok()
                            .map(|typed| typed.when),
                        ..model::Source::titled(key, title)
                    }
                });
                id
            })
            .collect()
    }
}

/// The table as the source of its events, by its name in the map or that of its file.
fn dataset(map: &file::Dataset, name: &str) -> model::Source {
    let title = if map.title.is_empty() { name } else { &map.title };
    model::Source {
        publisher: map.publisher.clone(),
        url: map.url.clone(),
        licence: map.licence.clone(),
        note: map.note.clone(),
        kind: Some(SourceKind::Dataset),
        ..model::Source::titled(title, title)
    }
}
