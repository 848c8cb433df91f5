//! The parts of one record on their way into a draft, each checked.

use std::sync::Arc;

use super::{
    flaws::Added,
    lower::{Ids, Lowering, Path, field},
    places::{Located, Step},
};
use crate::{
    base::issue::did_you_mean,
    model::{
        ActorId, Basis, Confidence, EvidenceDraft, Fatalities, Kind, Participation, PlaceDraft,
        Role, SourceId, Span, When,
        native::{self, Text},
    },
};

/// One record on its way, with its text for the places of issues.
pub struct Record<'l, 'k, 'p, 'a> {
    pub lowering: &'l mut Lowering<'k, 'p>,
    pub json: Located<'a>,
}

impl Record<'_, '_, '_, '_> {
    pub fn error(&mut self, path: &Path<'_>, message: String) -> Added<'_> {
        self.lowering.flaws.error(self.json.value(path), message)
    }

    pub fn warning(&mut self, path: &Path<'_>, message: String) -> Added<'_> {
        self.lowering.flaws.warning(self.json.value(path), message)
    }

    pub fn when(&mut self, text: &str, path: &Path<'_>) -> Option<When> {
        if text.is_empty() {
            return None;
        }
        When::parse(text)
            .map_err(|error| {
                self.error(path, format!("'{text}' is no date: {}", error.message));
            })
            .ok()
    }

    pub fn word<T>(
        &mut self,
        word: &str,
        names: &[&'static str],
        from_name: fn(&str) -> Option<T>,
        path: &Path<'_>,
    ) -> Option<T> {
        let entry = from_name(word);
        if entry.is_none() && !word.is_empty() {
            let Some(Step::Field(field)) = path.last() else { return None };
            let help = did_you_mean(word, names.iter().copied())
                .unwrap_or_else(|| format!("it is one of {}", names.join(", ")));
            self.error(path, format!("unknown {field} '{word}'")).help(Some(help));
        }
        entry
    }

    pub fn basis(&mut self, word: &str, path: &Path<'_>) -> Option<Basis> {
        self.word(word, Basis::NAMES, Basis::from_name, path)
    }

    /// The kind and the label; an unknown kind is kept as the label, if there is none.
    pub fn kind<'a>(&mut self, event: &'a native::Event<'_>) -> (Kind, &'a str) {
        let (word, label) = (&*event.kind, &*event.label);
        if word.is_empty() || Kind::from_name(word).is_some() || !label.is_empty() {
            let kind = self.word(word, Kind::NAMES, Kind::from_name, &[field("kind")]);
            return (kind.unwrap_or(Kind::Other), label);
        }
        self.warning(&[field("kind")], format!("unknown kind '{word}' is kept as the label"))
            .help(did_you_mean(word, Kind::NAMES.iter().copied()));
        (Kind::Other, word)
    }

    pub fn confidence(&mut self, value: Option<f64>) -> Option<Confidence> {
        let value = value?;
        let confidence = Confidence::new(value);
        if confidence.is_none() {
            self.error(
                &[field("confidence")],
                format!("confidence {value} is not between 0 and 1"),
            );
        }
        confidence
    }

    /// The actor with an id; one that is not described is kept under its id.
    pub fn actor(&mut self, id: &str, path: &Path<'_>) -> Option<ActorId> {
        if id.is_empty() {
            return None;
        }
        if !self.lowering.known.actors.contains_key(id) {
            self.unknown("actor", id, &self.lowering.known.actors, path);
        }
        Some(self.lowering.shard.actor(id))
    }

    /// The source with an id; one that is not described is kept under its id.
    pub fn source(&mut self, id: &str, path: &Path<'_>) -> Option<SourceId> {
        if id.is_empty() {
            return None;
        }
        if !self.lowering.known.sources.contains_key(id) {
            self.unknown("source", id, &self.lowering.known.sources, path);
        }
        Some(self.lowering.shard.source(id))
    }

    pub fn unknown(&mut self, what: &str, id: &str, known: &Ids<'_>, path: &Path<'_>) {
        let known = known.keys().map(|id| &**id);
        self.lowering.flaws.unknown(self.json.value(path), what, id, known);
    }

    pub fn list<T>(
        &mut self,
        ids: &[Text<'_>],
        name: &'static str,
        find: fn(&mut Self, &str, &Path<'_>) -> Option<T>,
    ) -> Vec<T> {
        let found = (0..)
            .zip(ids)
            .filter_map(|(number, id)| find(self, id, &[field(name), Step::Item(number)]));
        found.collect()
    }

    pub fn participations(&mut self, parts: &[native::Participation<'_>]) -> Vec<Participation> {
        let mut found = Vec::with_capacity(parts.len());
        for (number, part) in (0..).zip(parts) {
            let path = |name| [field("actors"), Step::Item(number), field(name)];
            let role = self.word(&part.role, Role::NAMES, Role::from_name, &path("role"));
            match self.actor(&part.actor, &path("actor")) {
                Some(actor) => {
                    found.push(Participation::new(actor, role.unwrap_or(Role::Participant)));
                }
                None => drop(self.error(&path("actor"), "no actor is named here".to_owned())),
            }
        }
        found
    }

    pub fn place<'a>(&mut self, place: &'a native::Place<'_>) -> PlaceDraft<'a> {
        let mut degrees = |value: Option<f64>, name, most: f64| {
            let out = value.filter(|value| !(-most..=most).contains(value));
            if let Some(value) = out {
                let path = [field("place"), field(name)];
                self.error(&path, format!("{name} {value} is not between -{most} and {most}"));
            }
            value.filter(|_| out.is_none())
        };
        let coordinates = (degrees(place.lat, "lat", 90.0), degrees(place.lon, "lon", 180.0));
        if place.lat.is_some() != place.lon.is_some() {
            self.error(&[field("place")], "'lat' and 'lon' belong together".to_owned());
        }
        PlaceDraft {
            name: &place.name,
            country: &place.country,
            coordinates: coordinates.0.zip(coordinates.1),
            precision: &place.precision,
            basis: self.basis(&place.basis, &[field("place"), field("basis")]),
        }
    }

    pub fn fatalities(&mut self, number: native::Fatalities) -> Fatalities {
        let given = [("low", number.low), ("best", number.best), ("high", number.high)];
        let given: Vec<_> =
            given.into_iter().filter_map(|(name, number)| Some((name, number?))).collect();
        for pair in given.windows(2) {
            if let [(lower, low), (upper, high)] = pair
                && low > high
            {
                self.warning(
                    &[field("fatalities")],
                    format!("{lower} {low} is more than {upper} {high}"),
                );
            }
        }
        let native::Fatalities { low, best, high, approx } = number;
        Fatalities { low, best, high, approx }
    }

    pub fn evidence<'a>(&mut self, entries: &'a [native::Evidence<'_>]) -> Vec<EvidenceDraft<'a>> {
        let mut found = Vec::with_capacity(entries.len());
        for (number, entry) in (0..).zip(entries) {
            let path = [field("evidence"), Step::Item(number), field("source")];
            let Some(source) = self.source(&entry.source, &path) else {
                self.error(&path, "no source is named here".to_owned());
                continue;
            };
            if entry.quote.is_empty() && entry.row.is_none() {
                self.warning(
                    &path[..2],
                    "the evidence has neither words ('quote') nor a 'row'".to_owned(),
                );
            }
            if let Some((start, end)) = entry.span
                && start >= end
            {
                let path = [field("evidence"), Step::Item(number), field("span")];
                self.error(&path, format!("the span [{start}, {end}] holds nothing"));
            }
            found.push(EvidenceDraft {
                source,
                quote: &entry.quote,
                span: entry.span.map(|(start, end)| Span { start, end }),
                before: &entry.before,
                after: &entry.after,
                row: entry.row,
            });
        }
        found
    }

    pub fn check_statement(&mut self, statement: &native::Statement<'_>) {
        if statement.speaker.is_empty() {
            self.warning(&[], "the statement has no speaker".to_owned());
        }
        if statement.text.is_empty() {
            self.warning(&[], "the statement has no text".to_owned());
        }
        let event = &*statement.event;
        if !event.is_empty() && !self.lowering.known.events.contains_key(event) {
            self.unknown("event", event, &self.lowering.known.events, &[field("event")]);
        }
    }

    /// The text of a source: its own, or that of the file that it names.
    pub fn source_text(&mut self, source: &native::Source<'_>) -> Option<Arc<str>> {
        if source.file.is_empty() {
            return (!source.text.is_empty()).then(|| (*source.text).into());
        }
        if !source.text.is_empty() {
            self.warning(
                &[field("file")],
                "the text stands here and in a file; the file is not read".to_owned(),
            );
            return Some((*source.text).into());
        }
        match self.lowering.texts.read(&source.file) {
            Ok((text, issues)) => {
                for issue in issues {
                    self.lowering.flaws.add_issue(issue);
                }
                Some(text)
            }
            Err(error) => {
                self.error(&[field("file")], error.to_string());
                None
            }
        }
    }
}
