//! Our own format, as [`model::native`] spells it.
//!
//! The text is cut into records without looking into them, then the records are read in parallel.
//! A record that is broken is an issue; text that stops being JSON keeps what precedes the break.

mod anchors;
mod flaws;
mod lower;
pub(super) mod members;
mod places;
mod record;

use std::borrow::Cow;

use rayon::prelude::*;

pub use anchors::review;

use self::{
    flaws::Flaws,
    lower::{Ids, Known, Loaded, Lowering, field},
    members::Members,
    places::Located,
};
use crate::{
    base::{issue::did_you_mean, places::Places},
    ingest::{Document, Guess, Head, Ingested, Sureness},
    model::{
        self, Shard,
        native::{self, Text},
    },
};

/// The name of the format.
pub const NAME: &str = "native";

/// The built-in timeline, and the file beside it.
pub const EMBEDDED: &str = include_str!("../../data/moscow-talks-2015-08.json");
/// The name under which the built-in timeline is shown.
pub const EMBEDDED_NAME: &str = "moscow-talks-2015-08.json";
/// The files beside the built-in timeline.
pub const EMBEDDED_BESIDE: &[(&str, &str)] =
    &[("moscow-talks-2015-08.md", include_str!("../../data/moscow-talks-2015-08.md"))];

/// Records that one thread reads before it says how far it is, and looks whether to go on.
const CHUNK: usize = 4096;

/// A JSON object that names the format, or has a member that only a timeline has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    const MEMBERS: &[&str] = &["sources", "actors", "events", "statements"];
    let has = |words: &str| head.text.contains(words);
    let has_others = head.records.as_ref().is_some_and(|records| match records.path.as_slice() {
        [name] => !MEMBERS.contains(&name.as_str()),
        _ => true,
    });
    if !head.text.trim_ascii_start().starts_with('{') {
        None
    } else if has(native::FORMAT) {
        Some(Guess::new(Sureness::Sure, "it names the format demarche-timeline"))
    } else if has_others || head.records.is_some() && !has_ids(head) {
        None
    } else if MEMBERS.iter().chain(&["format"]).any(|name| has(&format!("\"{name}\""))) {
        Some(Guess::new(Sureness::Possible, "it is a JSON object with the members of a timeline"))
    } else {
        None
    }
}

/// Whether the first records have ids, as all of a timeline have: others have events, too.
fn has_ids(head: &Head) -> bool {
    let id = head.header().find("id");
    id.is_some_and(|id| head.values(id).skip(1).take(3).any(|value| !value.is_empty()))
}

/// The files that a timeline names as the texts of its sources.
#[must_use]
pub fn texts(text: &str) -> Vec<String> {
    let sources = members::split(text).sources.into_iter();
    let sources = sources.filter_map(|json| serde_json::from_str::<native::Source<'_>>(json).ok());
    sources.map(|source| source.file.0.into_owned()).filter(|file| !file.is_empty()).collect()
}

/// Reads a timeline. The only issues that it leaves out are those of [`review`].
#[must_use]
pub fn read(document: &Document<'_>) -> Ingested {
    let places = Places::new(document.name, document.text);
    let mut flaws = Flaws::new(&places);
    let members = members::split(document.text);
    let file = head(&members, document, &mut flaws);
    let shards = match version(&members, &mut flaws) {
        Version::Known => records(&members, document, &mut flaws),
        Version::Newer => Vec::new(),
    };
    if let Some(broken) = &members.broken {
        let message = format!("{}; what precedes this is loaded", broken.message);
        flaws.error_at(broken.byte, message);
    }
    Ingested { file, shards, issues: flaws.into_issues(), ..Ingested::default() }
}

/// What the file says about itself.
fn head(members: &Members<'_>, document: &Document<'_>, flaws: &mut Flaws<'_>) -> model::File {
    let title = string("title", members.title, flaws).unwrap_or_default();
    let about = string("about", members.about, flaws).unwrap_or_default();
    match (members.format, string("format", members.format, flaws)) {
        (Some(json), Some(format)) if format != native::FORMAT => flaws
            .warning(json, format!("the format is '{format}', not '{}'", native::FORMAT))
            .help(did_you_mean(&format, [native::FORMAT])),
        (None, _) => {
            let expected = format!("\"format\": \"{}\"", native::FORMAT);
            flaws.warning(document.text, format!("the file does not say {expected}"));
        }
        _ => {}
    }
    for name in &members.unknown {
        let word = name.trim_matches('"');
        let known = native::field_names(&[]);
        flaws
            .warning(name, format!("unknown field '{word}'"))
            .help(did_you_mean(word, known.iter().map(String::as_str)));
    }
    for name in &members.repeated {
        let word = name.trim_matches('"');
        flaws.warning(name, format!("'{word}' stands here for the second time"));
    }
    for value in &members.no_list {
        flaws.error(value, "expected a list of records");
    }
    let name = document.name.to_owned();
    let holds = model::Holds::Records;
    model::File { name, format: NAME, holds, title, about, ..model::File::default() }
}

fn string(name: &str, json: Option<&str>, flaws: &mut Flaws<'_>) -> Option<String> {
    let json = json?;
    let string = serde_json::from_str(json).ok();
    if string.is_none() {
        flaws.error(json, format!("'{name}' should be a string"));
    }
    string
}

/// Whether the records mean what is known here.
enum Version {
    Known,
    Newer,
}

fn version(members: &Members<'_>, flaws: &mut Flaws<'_>) -> Version {
    let Some(json) = members.version else {
        if let Some(format) = members.format {
            flaws
                .warning(format, format!("the file does not say \"version\": {}", native::VERSION));
        }
        return Version::Known;
    };
    match serde_json::from_str::<u32>(json) {
        Ok(native::VERSION) => Version::Known,
        Ok(version) if version > native::VERSION => {
            flaws
                .error(
                    json,
                    format!(
                        "version {version} of the format is newer than this program, which reads \
                         version {}; no record is loaded",
                        native::VERSION
                    ),
                )
                .help(Some("use a newer demarche".to_owned()));
            Version::Newer
        }
        _ => {
            flaws.warning(json, format!("the version should be {}", native::VERSION));
            Version::Known
        }
    }
}

/// Sources and actors in the first shard, events and statements in as many as there are threads.
fn records(members: &Members<'_>, document: &Document<'_>, flaws: &mut Flaws<'_>) -> Vec<Shard> {
    let mut known = Known::default();
    let sources: Vec<(native::Source<'_>, _)> = parse_all("sources", &members.sources, flaws);
    let actors: Vec<(native::Actor<'_>, _)> = parse_all("actors", &members.actors, flaws);
    for (source, json) in &sources {
        take_once(&mut known.sources, &source.id, json, flaws);
    }
    for (actor, json) in &actors {
        take_once(&mut known.actors, &actor.id, json, flaws);
    }
    let mut lowering = Lowering::new(document, flaws.places(), &known);
    // Numbers follow the lists, whatever the records refer to.
    for (source, _) in &sources {
        lowering.shard.source(&source.id);
    }
    for (actor, _) in &actors {
        lowering.shard.actor(&actor.id);
    }
    for (source, json) in &sources {
        lowering.source(source, json);
    }
    for (actor, json) in &actors {
        lowering.actor(actor, json);
    }
    let mut shards = vec![lowering.shard];
    flaws.append(lowering.flaws);

    let events = in_parallel(&members.events, document, flaws.places(), &known, Lowering::event);
    let told = |event: &Loaded<'_>| !event.asserted_by.is_empty();
    let told: Vec<_> = events
        .iter()
        .flat_map(|part| part.loaded.iter().filter(|event| told(event)))
        .map(|event| (event.asserted_by.clone(), event.json))
        .collect();
    let mut ids = Ids::default();
    shards.extend(join(events, &mut ids, flaws, Shard::rename_event));
    known.events = ids;

    let statements =
        in_parallel(&members.statements, document, flaws.places(), &known, Lowering::statement);
    let mut ids = Ids::default();
    shards.extend(join(statements, &mut ids, flaws, Shard::rename_statement));
    for (id, json) in told.iter().filter(|(id, _)| !ids.contains_key(id)) {
        let place = Located::new(json).value(&[field("asserted_by")]);
        flaws.unknown(place, "statement", id, ids.keys().map(|id| &**id));
    }
    shards
}

fn parse_all<'a, T: serde::Deserialize<'a>>(
    member: &str,
    records: &[&'a str],
    flaws: &mut Flaws<'_>,
) -> Vec<(T, &'a str)> {
    let parsed = records.iter().map(|json| Some((lower::parse(member, json, flaws)?, *json)));
    parsed.flatten().collect()
}

/// Counts a record with this id; whether it is the first one.
fn take<'a>(ids: &mut Ids<'a>, id: Cow<'a, str>) -> bool {
    let count = ids.entry(id).or_default();
    *count += 1;
    *count == 1
}

fn take_once<'a>(ids: &mut Ids<'a>, id: &Text<'a>, json: &str, flaws: &mut Flaws<'_>) {
    if !take(ids, id.0.clone()) {
        let message =
            format!("the id '{id}' is taken by an earlier record; this one is not loaded");
        flaws.error(json, message);
    }
}

/// What one thread made of its records.
struct Part<'a, 'p> {
    shard: Shard,
    flaws: Flaws<'p>,
    /// The records that were loaded.
    loaded: Vec<Loaded<'a>>,
}

fn in_parallel<'a, 'k, 'p>(
    records: &[&'a str],
    document: &Document<'k>,
    places: &'p Places<'p>,
    known: &'k Known<'k>,
    lower: impl Fn(&mut Lowering<'k, 'p>, &'a str) -> Option<Loaded<'a>> + Sync,
) -> Vec<Part<'a, 'p>> {
    let parts = rayon::current_num_threads() * 2;
    records
        .par_chunks(records.len().div_ceil(parts).max(CHUNK))
        .map(|records| {
            let mut lowering = Lowering::new(document, places, known);
            let mut loaded = Vec::with_capacity(records.len());
            for records in records.chunks(CHUNK) {
                if document.progress.is_cancelled() {
                    break;
                }
                let before = lowering.shard.len();
                for json in records {
                    loaded.extend(lower(&mut lowering, json));
                }
                let bytes: usize = records.iter().map(|json| json.len()).sum();
                let events = lowering.shard.len() - before;
                document.progress.add(bytes as u64, u64::from(events));
            }
            Part { shard: lowering.shard, flaws: lowering.flaws, loaded }
        })
        .collect()
}

/// The shards of all threads, in the file's order, with an id of its own for every record.
fn join<'a>(
    parts: Vec<Part<'a, '_>>,
    ids: &mut Ids<'a>,
    flaws: &mut Flaws<'_>,
    rename: fn(&mut Shard, u32, &str),
) -> Vec<Shard> {
    let mut shards = Vec::with_capacity(parts.len());
    for mut part in parts {
        for (rank, Loaded { id, json, .. }) in (0..).zip(part.loaded) {
            if take(ids, id.clone()) {
                continue;
            }
            let mut count = ids[&id];
            while !take(ids, Cow::Owned(format!("{id}#{count}"))) {
                count += 1;
            }
            // The next of this id tries none of these again.
            ids.insert(id.clone(), count);
            let own = format!("{id}#{count}");
            flaws.error(
                json,
                format!("the id '{id}' is taken by an earlier record; this one is '{own}'"),
            );
            rename(&mut part.shard, rank, &own);
        }
        flaws.append(part.flaws);
        shards.push(part.shard);
    }
    shards
}

/// What `serde_json` has to say in words that are not Rust's, and without the place, which it
/// counts from the record.
fn message(error: &serde_json::Error) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("`", "'"),
        ("EOF while parsing", "the file ends in the middle of"),
        (
            "control character (\\u0000-\\u001F) found while parsing a string",
            "a string has a line end or another control character in it",
        ),
        ("key must be a string", "expected the name of a field in quotation marks"),
        ("expected value", "expected a value"),
        ("a tuple of size 2", "two numbers"),
        ("tuple of 2 elements", "two numbers"),
        ("a sequence", "a list"),
        ("f64", "a number"),
        ("u32", "a whole number"),
    ];
    let text = error.to_string();
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    let text = text
        .split_once("expected struct ")
        .map_or_else(|| text.to_owned(), |(found, _)| format!("{found}expected an object"));
    WORDS.iter().fold(text, |text, (theirs, ours)| text.replace(theirs, ours))
}
