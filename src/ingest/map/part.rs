//! The actors, the place and the sources of a row.

use super::{
    columns::{Columns, Source},
    file,
};
use crate::{
    ingest::{
        Batch, Record,
        codes::{self, System},
        date::{Order, Plan},
        number,
    },
    model::{self, ActorId, ActorKind, PlaceDraft, Role, Shard},
};

/// Who took part in one role.
pub struct Actor {
    pub name: Source,
    pub role: Role,
    kind: Option<ActorKind>,
    pub country: Source,
    /// Who numbers the states, if the countries are numbers.
    system: Option<System>,
    is_cameo: bool,
}

/// Where it happened.
pub struct Place {
    pub name: Source,
    pub country: Source,
    system: Option<System>,
    lat: Source,
    lon: Source,
    precision: Source,
}

/// A source that a row names.
pub struct Cited {
    title: Source,
    url: Source,
    publisher: Source,
    author: Source,
    published: Source,
    /// How the dates of publication are to be read.
    pub plan: Plan,
}

impl Actor {
    pub fn new(actor: &file::Actor, columns: &mut Columns<'_>) -> Self {
        let is_cameo = |word: &str| word.eq_ignore_ascii_case("cameo").then_some(());
        let role = actor.role.as_ref();
        let role = role.and_then(|it| columns.word("role", it, Role::NAMES, Role::from_name));
        let (kinds, kind) = (ActorKind::NAMES, actor.kind.as_ref());
        let kind =
            kind.and_then(|it| columns.word("kind of actor", it, kinds, ActorKind::from_name));
        let scheme = actor.scheme.as_ref();
        let scheme = scheme.and_then(|it| columns.word("scheme", it, &["CAMEO"], is_cameo));
        Self {
            name: columns.need(&actor.name),
            role: role.unwrap_or(Role::Participant),
            kind,
            country: columns.find(&actor.country),
            system: system(&actor.country),
            is_cameo: scheme.is_some(),
        }
    }

    /// The number of the actor with this name in a row. Where the rows give several countries to
    /// one name (the police), these are as many actors. Of a joined table it is the row with this
    /// number that says the country.
    pub fn number(
        &self,
        (joined, name): (usize, &str),
        row: &Record<'_>,
        shard: &mut Shard,
    ) -> ActorId {
        let country = country(self.country.nth(row, joined), self.system);
        if self.is_cameo {
            let id = shard.actor(name);
            shard.describe_actor(id, || codes::actor(name));
            return id;
        }
        let by_row = self.country.differs() && !country.is_empty();
        let key = if by_row { format!("{name} ({country})") } else { name.to_owned() };
        let id = shard.actor(&key);
        if self.kind.is_some() || !country.is_empty() {
            shard.describe_actor(id, || model::Actor {
                kind: self.kind.unwrap_or(ActorKind::Other),
                country: country.to_owned(),
                ..model::Actor::named(&key, name)
            });
        }
        id
    }
}

impl Place {
    pub fn new(place: &file::Place, columns: &mut Columns<'_>) -> Self {
        Self {
            name: columns.find(&place.name),
            country: columns.find(&place.country),
            system: system(&place.country),
            lat: columns.find(&place.lat),
            lon: columns.find(&place.lon),
            precision: columns.find(&place.precision),
        }
    }

    /// What else is read of it.
    pub fn beside(&self) -> [&Source; 3] {
        [&self.lat, &self.lon, &self.precision]
    }

    /// The place of a row.
    pub fn read<'a>(&'a self, row: &Record<'a>, batch: &mut Batch) -> Option<PlaceDraft<'a>> {
        let (lat, lon) = (self.lat.of(row), self.lon.of(row));
        let coordinates = number::coordinates(lat, lon);
        if coordinates.is_none() && !(lat.is_empty() && lon.is_empty()) {
            batch.warn(row, "the coordinates are not on the globe", &format!("{lat} {lon}"));
        }
        let place = PlaceDraft {
            name: self.name.of(row),
            country: country(self.country.of(row), self.system),
            coordinates,
            precision: self.precision.of(row),
            basis: None,
        };
        let is_there = !place.name.is_empty() || !place.country.is_empty() || coordinates.is_some();
        is_there.then_some(place)
    }
}

/// Who numbers the states in a column, told by its name: `ccode`, `gwno_loc`.
fn system(country: &file::Field) -> Option<System> {
    let column = country.as_ref()?.get_ref().column()?.to_ascii_lowercase();
    if column.contains("gw") {
        Some(System::GleditschWard)
    } else {
        ["ccode", "cow"].iter().any(|name| column.contains(name)).then_some(System::Cow)
    }
}

/// The country that stands in a field as ISO 3166 code, or what stands there.
fn country(value: &str, system: Option<System>) -> &str {
    system.map_or_else(
        || codes::iso_or_name(value),
        |system| codes::iso_or_number(value, system, value),
    )
}

impl Cited {
    pub fn new(source: &file::Source, columns: &mut Columns<'_>) -> Self {
        let published = columns.find(&source.published);
        let plan = Plan::guessed(columns.values(&published), Order::DayFirst);
        Self {
            title: columns.find(&source.title),
            url: columns.find(&source.url),
            publisher: columns.find(&source.publisher),
            author: columns.find(&source.author),
            published,
            plan,
        }
    }

    /// What is read of them.
    pub fn sources(&self) -> [&Source; 5] {
        [&self.title, &self.url, &self.publisher, &self.author, &self.published]
    }

    /// The sources that a row names, one for each title or address.
    pub fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Vec<model::SourceId> {
        let mut titles: Vec<_> = self.title.entries(row).collect();
        let urls: Vec<_> = self.url.entries(row).collect();
        if titles.is_empty() && urls.is_empty() {
            titles.extend(self.publisher.entries(row));
        }
        let count = titles.len().max(urls.len());
        let published = batch.reported(row, self.published.of(row));
        let at = |list: &[&str], index: usize| list.get(index).copied().unwrap_or("").to_owned();
        (0..count)
            .map(|index| {
                let (title, mut url) = (at(&titles, index), at(&urls, index));
                if url.is_empty() && title.contains("://") {
                    url.clone_from(&title);
                }
                let key = if url.is_empty() { &title } else { &url };
                let id = batch.shard.source(key);
                batch.shard.describe_source(id, || {
                    let title = if title.is_empty() { url.clone() } else { title.clone() };
                    model::Source {
                        url: url.clone(),
                        publisher: self.publisher.of(row).to_owned(),
                        author: self.author.of(row).to_owned(),
                        published: published.clone(),
                        ..model::Source::titled(key, title)
                    }
                });
                id
            })
            .collect()
    }
}
