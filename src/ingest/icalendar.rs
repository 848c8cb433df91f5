//! iCalendar (RFC 5545): each event of a calendar is one of the timeline.
//!
//! What becomes of an event:
//! - `DTSTART` is the day, or the moment: with the offset where it is UTC, else as clocks showed it
//!   there. `DTEND` is the first day after an event of days; `DURATION` says it otherwise. Of what
//!   lasted hours, the beginning is kept.
//! - Where it repeats, the first time is the event, and an issue says so.
//! - `SUMMARY` is the title, `DESCRIPTION` the summary, `CATEGORIES` are tags, `URL` is a source.
//!   Those who attend take part, the organizer is the host; an event that somebody attends is the
//!   kind `consult`.
//! - A tentative event is planned; a cancelled one, too, with the tag `cancelled`.
//! - Every property stands as it was under the event's further columns.

mod property;

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use self::property::{Property, lines, list, plain};
use crate::{
    base::issue::Severity,
    ingest::{Batch, Document, Guess, Head, Ingested, Sureness, date, number, time},
    model::{
        self, Actor, ActorKind, Draft, EvidenceDraft, Kind, Participation, PlaceDraft, Role,
        Source, Status, When, day::Day, when::Time,
    },
};

/// The line with which every calendar begins.
const BEGIN: &str = "BEGIN:VCALENDAR";

/// A text that begins as every calendar does.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    let start = text.get(..BEGIN.len())?;
    let is_it = start.eq_ignore_ascii_case(BEGIN);
    is_it.then(|| Guess::new(Sureness::Sure, format!("it begins with {BEGIN}")))
}

/// Reads all events of a calendar.
pub fn read(document: &Document<'_>) -> Result<Ingested, String> {
    let mut calendar = Calendar {
        file: model::File { name: document.name.to_owned(), ..model::File::default() },
        batch: Batch::new(document.number, [date::Format::Calendar(date::Order::DayFirst); 2]),
        ids: FxHashMap::default(),
    };
    let mut open: Vec<(String, u64)> = Vec::new();
    let mut event: Option<Event> = None;
    for (number, line) in lines(document.text) {
        if document.progress.is_cancelled() {
            break;
        }
        let Some(property) = Property::parse(&line) else {
            let problem = "the line is not a property";
            calendar.problem(Severity::Warning, number, problem, &line);
            continue;
        };
        match (property.name.as_str(), open.last()) {
            ("BEGIN", _) => {
                let name = property.value.to_ascii_uppercase();
                if name == "VEVENT" {
                    event = Some(Event { line: number, properties: Vec::new() });
                }
                open.push((name, number));
            }
            ("END", Some((name, _))) if property.value.eq_ignore_ascii_case(name) => {
                if name == "VEVENT"
                    && let Some(event) = event.take()
                {
                    calendar.add(&event);
                }
                open.pop();
            }
            ("END", _) => {
                calendar.problem(Severity::Warning, number, "END without its BEGIN", &line);
            }
            // Alarms inside of an event have properties of their own.
            (_, Some((name, _))) if name == "VEVENT" => {
                if let Some(event) = &mut event {
                    event.properties.push(property.clone());
                }
            }
            ("X-WR-CALNAME" | "NAME", Some((name, _))) if name == "VCALENDAR" => {
                calendar.file.title = plain(&property.value).into_owned();
            }
            ("X-WR-CALDESC", Some((name, _))) if name == "VCALENDAR" => {
                calendar.file.about = plain(&property.value).into_owned();
            }
            _ => {}
        }
    }
    if let Some((name, number)) = open.last() {
        let problem = "the calendar breaks off: what begins here has no end";
        calendar.problem(Severity::Error, *number, problem, name);
    }
    let Calendar { file, batch, .. } = calendar;
    document.progress.add(document.text.len() as u64, u64::from(batch.shard.len()));
    let issues = batch.problems.into_issues(document.name);
    Ok(Ingested { file, shards: vec![batch.shard], issues, ..Ingested::default() })
}

/// The events that were read so far.
struct Calendar {
    file: model::File,
    batch: Batch,
    /// How many events asked for an id.
    ids: FxHashMap<String, u32>,
}

/// An event with its properties, and the line where it begins.
struct Event {
    line: u64,
    properties: Vec<Property>,
}

impl Event {
    fn all(&self, name: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    fn text(&self, name: &str) -> Cow<'_, str> {
        self.all(name).next().map_or(Cow::Borrowed(""), |property| plain(&property.value))
    }

    /// Its properties as a JSON object; of several with one name, a list.
    fn as_json(&self) -> String {
        let mut members = Map::new();
        for property in &self.properties {
            let value = Value::from(&*plain(&property.value));
            match members.get_mut(&property.name) {
                None => drop(members.insert(property.name.clone(), value)),
                Some(Value::Array(list)) => list.push(value),
                Some(one) => *one = Value::Array(vec![one.take(), value]),
            }
        }
        Value::Object(members).to_string()
    }
}

impl Calendar {
    fn problem(&mut self, severity: Severity, line: u64, problem: &'static str, found: &str) {
        self.batch.problems.note(severity, line, problem.into(), found);
    }

    fn add(&mut self, event: &Event) {
        let when = self.when(event);
        let mut actors = Vec::new();
        for (property, role) in event
            .all("ORGANIZER")
            .map(|it| (it, Role::Host))
            .chain(event.all("ATTENDEE").map(|it| (it, Role::Participant)))
        {
            let address = property.value.trim();
            let start = address.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
            let key = &address[start.map_or(0, str::len)..];
            let name = property.parameter("CN").unwrap_or(key);
            let key = if key.is_empty() { name } else { key };
            if key.is_empty() {
                continue;
            }
            let kind = match property.parameter("CUTYPE").unwrap_or("") {
                "GROUP" => ActorKind::Group,
                "ROOM" | "RESOURCE" => continue,
                _ => ActorKind::Person,
            };
            let actor = self.batch.shard.actor(key);
            let describe = || Actor { kind, ..Actor::named(key, name) };
            self.batch.shard.describe_actor(actor, describe);
            actors.push(Participation::new(actor, role));
        }
        let attended = event.all("ATTENDEE").next().is_some();
        let status = event.text("STATUS").to_ascii_uppercase();
        let categories: Vec<_> =
            event.all("CATEGORIES").flat_map(|property| list(&property.value)).collect();
        let cancelled = (status == "CANCELLED").then_some("cancelled");
        let tags: Vec<&str> = categories.iter().map(String::as_str).chain(cancelled).collect();
        let url = event.text("URL");
        let evidence: Vec<_> = Some(url.trim())
            .filter(|url| !url.is_empty())
            .map(|url| {
                let source = self.batch.shard.source(url);
                let describe = || Source { url: url.to_owned(), ..Source::titled(url, url) };
                self.batch.shard.describe_source(source, describe);
                EvidenceDraft::of(source)
            })
            .into_iter()
            .collect();
        let place = event.text("LOCATION");
        let geo = event.text("GEO");
        let coordinates = geo.split_once(';').and_then(|(lat, lon)| number::coordinates(lat, lon));
        let (id, extra) = (self.id(event), event.as_json());
        let (title, summary) = (event.text("SUMMARY"), event.text("DESCRIPTION"));
        self.batch.push(&Draft {
            id: &id,
            when,
            title: title.trim(),
            summary: summary.trim(),
            kind: if attended { Kind::Consult } else { Kind::Other },
            actors: &actors,
            place: (!place.is_empty() || coordinates.is_some()).then(|| PlaceDraft {
                name: place.trim(),
                coordinates,
                ..PlaceDraft::default()
            }),
            status: match status.as_str() {
                "TENTATIVE" | "CANCELLED" => Status::Planned,
                _ => Status::Occurred,
            },
            evidence: &evidence,
            tags: &tags,
            extra: &extra,
            ..Draft::default()
        });
    }

    /// The id that the event has, with a number where others have it, too: each changed time of an
    /// event that repeats does.
    fn id(&mut self, event: &Event) -> String {
        let own = event.text("UID");
        let own = if own.is_empty() { format!("line-{}", event.line).into() } else { own };
        let asked = self.ids.entry(own.clone().into_owned()).or_insert(0);
        *asked += 1;
        if *asked == 1 { own.into_owned() } else { format!("{own}#{asked}") }
    }

    fn when(&mut self, event: &Event) -> When {
        let mut moment = |name: &str| {
            let property = event.all(name).next()?;
            let found = moment(&property.value);
            if found.is_none() {
                let problem = "the date can't be read; it is left out";
                self.problem(Severity::Warning, event.line, problem, &property.value);
            }
            found
        };
        let (start, end) = (moment("DTSTART"), moment("DTEND"));
        if let Some(rule) = event.all("RRULE").chain(event.all("RDATE")).next() {
            let problem = "it repeats: only the first time is an event";
            self.problem(Severity::Warning, event.line, problem, &rule.value);
        }
        let Some((day, time)) = start else {
            if event.all("DTSTART").next().is_none() {
                self.problem(Severity::Warning, event.line, "there is no DTSTART", "");
            }
            return When::UNDATED;
        };
        let last = match (time, end) {
            (None, Some((end, _))) => Some(end.plus_days(-1)),
            (Some(_), Some((end, _))) => Some(end),
            (_, None) => days(&event.text("DURATION"))
                .map(|days| day.plus_days(days - i32::from(time.is_none()))),
        };
        match (last.filter(|last| *last > day), time) {
            (Some(last), _) => When::lasted(day, last).unwrap_or_else(|| When::day(day)),
            (None, Some(time)) => When::at(day, time),
            (None, None) => When::day(day),
        }
    }
}

/// `20150813`, `20150813T100000`, `20150813T100000Z`.
fn moment(text: &str) -> Option<(Day, Option<Time>)> {
    let (day, clock) = match text.trim().split_once('T') {
        Some((day, clock)) => (day, Some(clock)),
        None => (text.trim(), None),
    };
    let day = (day.len() == 8).then(|| date::parse(day, date::Order::DayFirst, None))??;
    let Some(clock) = clock else { return Some((day, None)) };
    let (digits, zone) = clock.split_at_checked(6)?;
    let [hour, minute, second] = [&digits.get(..2)?, &digits.get(2..4)?, &digits.get(4..)?];
    Some((day, Some(time::parse(&format!("{hour}:{minute}:{second}{zone}"))?)))
}

/// How many whole days a duration has, if it is one of days or weeks.
fn days(text: &str) -> Option<i32> {
    let text = text.trim_start_matches('+').strip_prefix('P')?;
    let date = text.split('T').next()?;
    let number = |text: &str| text.parse::<i32>().ok().filter(|days| (1..10_000).contains(days));
    match date.strip_suffix('W') {
        Some(weeks) => Some(number(weeks)? * 7),
        None => number(date.strip_suffix('D')?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        #[track_caller]
        fn check(text: &str, expect: Option<(&str, Option<&str>)>) {
            let found =
                moment(text).map(|(day, time)| (day.to_string(), time.map(|it| it.to_string())));
            let found = found.as_ref().map(|(day, time)| (day.as_str(), time.as_deref()));
            assert_eq!(found, expect, "{text}");
        }
        check("20150813", Some(("2015-08-13", None)));
        check("20150813T100000", Some(("2015-08-13", Some("10:00:00"))));
        check("20150813T100000Z", Some(("2015-08-13", Some("10:00:00Z"))));
        for text in ["", "2015", "20150230", "20150813T", "20150813Té00000", "20150813T99"] {
            check(text, None);
        }
        assert_eq!(
            (days("P2W"), days("P3D"), days("PT2H"), days("P1DT2H")),
            (Some(14), Some(3), None, Some(1))
        );
        assert_eq!((days(""), days("P-1D"), days("P99999999999D")), (None, None, None));
    }
}
