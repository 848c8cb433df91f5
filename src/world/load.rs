//! The way of the data, step by step.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;

use crate::{
    base::{
        bytes::{self, Input, Limits, Opened},
        issue::{Issue, Place},
        progress::Progress,
    },
    index::Store,
    ingest::{self, Beside, Choice, Ready, Slot, native},
    model::{Repeats, Timeline},
    world::{Loaded, Request, WorldError},
};

/// What standard input said: it can be read once, and is wanted again on a reload.
pub type Held = OnceLock<Vec<Opened>>;

/// A file on its way in.
struct Arrival<'a> {
    /// What the user named.
    input: &'a Input,
    /// Whether that is several files: a folder, an archive.
    one_of_several: bool,
    opened: Opened,
}

/// A file whose format is known.
struct Known<'a> {
    input: &'a Input,
    ready: Ready,
}

/// Reads, ingests, merges and reviews.
pub fn load(request: &Request, held: &Held, progress: &Progress) -> Result<Loaded, WorldError> {
    let arrivals = open(&request.inputs, held, progress)?;
    let (files, mut issues) = recognise(arrivals, &request.choice)?;
    if files.len() > usize::from(u16::MAX) {
        return Err(WorldError::TooMany { count: files.len() });
    }
    stop_if_cancelled(progress)?;
    progress.expect(files.iter().map(|file| file.ready.len()).sum());

    let numbered = || (0..files.len() as u16).zip(&files);
    let ingested = numbered().collect::<Vec<_>>().into_par_iter();
    let ingested = ingested.map(|(number, file)| file.ready.read(slot(number, file, progress)));
    let ingested: Vec<_> = ingested.collect::<Result<_, _>>()?;
    stop_if_cancelled(progress)?;

    let (mut read, mut shards, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for mut file in ingested {
        read.push(file.file);
        shards.append(&mut file.shards);
        found.push(file.issues);
    }
    let (timeline, joined) = Timeline::build(read, shards);
    stop_if_cancelled(progress)?;
    for repeats in timeline.repeated_ids() {
        found[usize::from(repeats.file)].push(repeated(&timeline, repeats));
    }
    for ((number, file), mut of_file) in numbered().zip(found) {
        of_file.extend(file.ready.review(slot(number, file, progress), &timeline));
        of_file.sort_by(|a, b| a.place.cmp(&b.place));
        issues.append(&mut of_file);
    }
    issues.extend(joined);
    Ok(Loaded { store: Arc::new(Store::new(timeline)), issues, head: None })
}

/// What is said of ids that do not tell the events of a data set apart.
fn repeated(timeline: &Timeline, Repeats { events, first, .. }: Repeats) -> Issue {
    let first = timeline.event(first);
    let line = Some(u64::from(first.rank_in_file()) + 1);
    let place = Place { file: first.file().name.clone(), line, column: None };
    let message = format!(
        "{events} events share their ids with others; the first of them is '{}'",
        first.id()
    );
    Issue::warning(place, message)
}

/// The beginning of the first file, if it is a table and the whole takes longer than a moment.
/// What is wrong is left to [`load`].
pub fn head(request: &Request) -> Option<Loaded> {
    /// Less is loaded within a frame or two, in bytes.
    const MOMENT: u64 = 4 << 20;
    let inputs = &request.inputs;
    let sizes: Option<u64> = inputs.iter().map(Input::size).sum();
    if sizes.is_some_and(|size| size < MOMENT) {
        return None;
    }
    let Some(input @ Input::Path(path)) = inputs.first() else { return None };
    let file = bytes::expand(path, ingest::EXTENSIONS).ok()?.into_iter().next()?;
    let opened = bytes::peek(&file).ok()?;
    let ready = ingest::open(&opened.name, opened.content, &request.choice).ok()?;
    let file = Known { input, ready };
    let (ingested, rows) = file.ready.read_head(slot(0, &file, &Progress::default()))?;
    let (timeline, _) = Timeline::build(vec![ingested.file], ingested.shards);
    Some(Loaded { store: Arc::new(Store::new(timeline)), issues: Vec::new(), head: Some(rows) })
}

fn slot<'a>(number: u16, file: &Known<'a>, progress: &'a Progress) -> Slot<'a> {
    let beside = match file.input {
        Input::Path(path) => Beside::Folder(path.parent().unwrap_or(Path::new(""))),
        Input::Stdin => Beside::Nowhere,
        Input::Embedded { .. } => Beside::Embedded(native::EMBEDDED_BESIDE),
    };
    Slot { number, beside, progress }
}

/// The files that the inputs are or have in them.
fn open<'a>(
    inputs: &'a [Input],
    held: &Held,
    progress: &Progress,
) -> Result<Vec<Arrival<'a>>, WorldError> {
    let mut arrivals = Vec::with_capacity(inputs.len());
    for input in inputs {
        let opened = match input {
            Input::Stdin => {
                let opened = match held.get() {
                    Some(opened) => opened.clone(),
                    None => bytes::open(input, &Limits::default(), progress)?,
                };
                held.get_or_init(|| opened).clone()
            }
            Input::Path(path) => {
                let files = bytes::expand(path, ingest::EXTENSIONS)?.into_par_iter();
                let opened =
                    files.map(|file| bytes::open(&Input::Path(file), &Limits::default(), progress));
                let opened: Vec<_> = opened.collect::<Result<_, _>>()?;
                opened.concat()
            }
            Input::Embedded { .. } => bytes::open(input, &Limits::default(), progress)?,
        };
        let one_of_several = opened.len() > 1;
        arrivals.extend(opened.into_iter().map(|opened| Arrival { input, one_of_several, opened }));
    }
    Ok(arrivals)
}

/// The files in known formats. Of several that come together those in no known format are left
/// out with an issue, unless all are.
fn recognise<'a>(
    arrivals: Vec<Arrival<'a>>,
    choice: &Choice,
) -> Result<(Vec<Known<'a>>, Vec<Issue>), WorldError> {
    let guessed = arrivals.par_iter().map(|it| &it.opened);
    let guessed = guessed.map(|it| ingest::open(&it.name, it.content.clone(), choice));
    let guessed: Vec<_> = guessed.collect();
    let any = guessed.iter().any(Result::is_ok);
    let (mut files, mut issues) = (Vec::new(), Vec::new());
    for (Arrival { input, one_of_several, opened }, guess) in arrivals.into_iter().zip(guessed) {
        issues.extend(opened.issues);
        match guess {
            Ok(ready) => files.push(Known { input, ready }),
            Err(error) if one_of_several && any => {
                let place = Place { file: opened.name, ..Place::default() };
                issues.push(Issue::warning(place, format!("left out: {error}")));
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok((files, issues))
}

fn stop_if_cancelled(progress: &Progress) -> Result<(), WorldError> {
    if progress.is_cancelled() { Err(WorldError::Cancelled) } else { Ok(()) }
}
