//! A row becomes an event, as the map says.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    columns::{Columns, Source},
    file::{self, File},
    join::Joined,
    part::{Actor, Cited, Place},
    when::Dates,
};
use crate::{
    ingest::{Aspect, Batch, Group, Groups, Header, Record, RowError, RowFormat, codes, number},
    model::{self, Confidence, Draft, Fatalities, Kind, Participation, Quad, SourceKind, Status},
};

/// Where each field of an event comes from.
pub struct Mapped {
    event: Event,
    pub dates: Dates,
    actors: Vec<Actor>,
    place: Place,
    /// Low, best and high.
    fatalities: [Source; 3],
    pub source: Cited,
    /// The joined tables, each with the column of its key.
    joins: Vec<(Arc<Joined>, usize)>,
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
            place: Place::new(&file.place, columns),
            fatalities: [&file.fatalities.low, &file.fatalities.best, &file.fatalities.high]
                .map(|field| columns.find(field)),
            source: Cited::new(&file.source, columns),
            joins: columns.joins(),
            dataset: dataset(&file.dataset, &columns.head.name),
        }
    }
}

impl RowFormat for Mapped {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let event = &self.event;
        let (when, basis) = self.dates.read(row, batch);
        for (table, key) in &self.joins {
            let key = row.value(*key);
            if !key.is_empty() && table.rows(key).is_empty() {
                batch.warn(row, "no row of the joined table has this key", key);
            }
        }
        let mut actors = Vec::new();
        for actor in &self.actors {
            for name in actor.name.numbered(row) {
                let id = actor.number(name, row, &mut batch.shard);
                actors.push(Participation::new(id, actor.role));
            }
        }
        let sources = self.source.read(row, batch);
        let cited = batch.shard.cite(&sources);
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
            cited,
            tags: &tags,
            confidence,
            ..Draft::default()
        });
        Ok(())
    }

    fn groups(&self) -> Option<Groups> {
        let event = &self.event;
        let columns =
            |sources: &[&Source]| sources.iter().filter_map(|it| it.read_from()).collect();
        let [low, best, high] = &self.fatalities;
        let act = [&event.kind, &event.label, &event.code, &event.quad, &event.status];
        let told = [
            (Aspect::When, columns(&self.dates.sources())),
            (Aspect::What, columns(&act)),
            (Aspect::Country, columns(&[&self.place.country])),
            (Aspect::Place, columns(&[&self.place.name])),
            (Aspect::Fatalities, columns(&[low, best, high])),
            (Aspect::Tags, columns(&[&event.tags])),
        ];
        let others = [&event.title, &event.summary, &event.confidence];
        let others = others.into_iter().chain(self.place.beside()).chain(self.source.sources());
        let id = event.id.column().unwrap_or(Header::NOWHERE);
        let mut groups = Groups::new(id, told, others.filter_map(Source::read_from));
        groups.told.extend(self.actors.iter().map(|actor| Group {
            aspect: Aspect::Who,
            columns: columns(&[&actor.name, &actor.country]),
        }));
        Some(groups)
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
