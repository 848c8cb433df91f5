//! The way of the data, step by step.

use std::{
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    base::{
        bytes::{self, BytesError, Content, Input, Limits, Opened},
        issue::{self, Issue, Place},
        progress::Progress,
    },
    document::{Envelope, Packed},
    index::Store,
    ingest::{
        self, Beside, Document, IngestError, Ingested, ReadProse, Reader, Ready, Slot, native,
    },
    model::{File, Holds, Repeats, Timeline},
    world::{Loaded, Request, WorldError, article, pipes::Pipes, sheets, unpack},
};

/// A file on its way in.
pub struct Arrival<'a> {
    /// What the user named.
    input: &'a Input,
    /// Whether that is several files: a folder, an archive.
    one_of_several: bool,
    opened: Opened,
}

impl Arrival<'_> {
    /// The name of the workbook, if it is a sheet of one.
    pub fn book(&self) -> Option<&str> {
        let name = self.opened.is_sheet.then_some(&self.opened.name)?;
        name.rsplit_once('/').map(|(book, _)| book)
    }

    /// The name of the sheet.
    pub fn sheet(&self) -> &str {
        self.opened.name.rsplit_once('/').map_or("", |(_, sheet)| sheet)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.opened.content.is_empty()
    }
}

/// A file whose format is known.
pub struct Known<'a> {
    input: &'a Input,
    one_of_several: bool,
    pub ready: Ready,
    /// What the file says of it that it was taken out of.
    pub envelope: Envelope,
}

/// A folder, and what is in it but files that are read.
pub type Rest<'a> = (&'a Path, Vec<PathBuf>);

/// Reads, ingests, merges and reviews. While the first pipe is still coming, `say_head` is told the
/// beginning that is there.
pub fn load(
    request: &Request,
    pipes: &Pipes,
    progress: &Progress,
    say_head: &dyn Fn(Loaded),
) -> Result<Loaded, WorldError> {
    let mut issues = Vec::new();
    let open_pipe = |input: &Input| {
        // The beginning of another file, which is shown already, does not give way to this one's.
        let is_first = request.inputs.first() == Some(input);
        pipes.open(input, progress, &mut |come| {
            let head = is_first.then(|| head_of_pipe(request, input, come, progress));
            head.flatten().into_iter().for_each(say_head);
        })
    };
    let (arrivals, rests) = open(&request.inputs, &open_pipe, progress, &mut issues)?;
    let files = recognise(arrivals, request, &mut issues)?;
    if files.len() > usize::from(u16::MAX) {
        return Err(WorldError::TooMany { count: files.len() });
    }
    stop_if_cancelled(progress)?;
    progress.expect(files.iter().map(|file| file.ready.len()).sum());

    let lexicon = OnceLock::new();
    let published = article::published(&files, request);
    let prose = |document: &Document<'_>| {
        let (lexicon, _) = lexicon.get_or_init(|| article::lexicon(&request.lexicon));
        let envelope = &files[usize::from(document.number)].envelope;
        article::read(document, envelope, &published, lexicon, request.apart)
    };
    let numbered = || (0..files.len() as u16).zip(&files);
    let slot = |number, file| slot(number, file, &prose, progress);
    let ingested = numbered().collect::<Vec<_>>().into_par_iter();
    let ingested = ingested.map(|(number, file)| file.ready.read(slot(number, file)));
    let ingested: Vec<_> = ingested.collect();
    stop_if_cancelled(progress)?;

    let any = ingested.iter().any(Result::is_ok);
    let (mut read, mut shards, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (file, ingested) in files.iter().zip(ingested) {
        let mut file = match ingested {
            Ok(ingested) => ingested,
            Err(error) if file.one_of_several && any => nothing_of(&file.ready, &error),
            Err(error) => return Err(error.into()),
        };
        read.push(file.file);
        shards.append(&mut file.shards);
        found.push(file.issues);
    }
    issues.extend(lexicon.get().into_iter().flat_map(|(_, wrong)| wrong.clone()));
    let (timeline, joined) = Timeline::build(read, shards);
    stop_if_cancelled(progress)?;
    for repeats in timeline.repeated_ids() {
        found[usize::from(repeats.file)].push(repeated(&timeline, repeats));
    }
    for ((number, file), mut of_file) in numbered().zip(found) {
        of_file.extend(file.ready.review(slot(number, file), &timeline));
        of_file.sort_by(|a, b| a.place.cmp(&b.place));
        issues.append(&mut of_file);
    }
    issues.extend(joined);
    issues.extend(circles(&timeline));
    issues.extend(rests.into_iter().filter_map(|rest| unread(rest, &timeline)));
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

/// What is said of memberships and derivations that lead back to where they begin.
fn circles(timeline: &Timeline) -> Vec<Issue> {
    let issue = |ids: Vec<&str>, what: &str| {
        /// So many are named.
        const NAMED: usize = 5;
        let (first, others) = (ids[0], &ids[1..]);
        let named: Vec<_> =
            others.iter().take(NAMED).map(|id| format!("'{}'", issue::brief_value(id))).collect();
        let more = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let through = if named.is_empty() { "" } else { ", through " };
        let through = format!("{through}{}{more}", named.join(", "));
        // Several files can make one circle.
        let only = if let [file] = timeline.files() { &*file.name } else { "" };
        let place = Place { file: only.to_owned(), ..Place::default() };
        Issue::warning(place, format!("'{first}' is {what} itself{through}"))
    };
    let actors = timeline.membership_cycles().into_iter();
    let actors = actors.map(|circle| {
        let ids = circle.iter().map(|&actor| timeline.actor(actor).id.as_str()).collect();
        issue(ids, "a member of")
    });
    let sources = timeline.derivation_cycles().into_iter();
    let sources = sources.map(|circle| {
        let ids = circle.iter().map(|&source| timeline.source(source).id.as_str()).collect();
        issue(ids, "derived from")
    });
    actors.chain(sources).collect()
}

/// As much of a table is read in a moment, in bytes.
const HEAD: u64 = 256 << 10;

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
    let file = bytes::expand(path, ingest::EXTENSIONS).ok()?.files.into_iter().next()?;
    let opened = bytes::peek(&file).ok()?;
    head_of(request, input, &opened.name, opened.content, HEAD)
}

/// What has come through a pipe, if it is a table: all of it while nothing more comes, else the
/// beginning.
fn head_of_pipe(
    request: &Request,
    input: &Input,
    come: &[u8],
    progress: &Progress,
) -> Option<Loaded> {
    let most = if progress.is_waiting() { come.len() } else { come.len().min(HEAD as usize) };
    // The last row may be cut off.
    let come = &come[..=memchr::memrchr(b'\n', &come[..most])?];
    let content = Content::held(come.to_vec());
    head_of(request, input, &input.to_string(), content, most as u64)
}

/// The rows that begin within so many bytes, if they are those of a table.
fn head_of(
    request: &Request,
    input: &Input,
    name: &str,
    content: Content,
    most: u64,
) -> Option<Loaded> {
    let ready = ingest::open(name, content, &request.choice).ok()?.with_dates(request.dates);
    let file = Known { input, one_of_several: false, ready, envelope: Envelope::default() };
    let (progress, prose) = (Progress::default(), |_: &Document<'_>| Ingested::default());
    let (ingested, rows) = file.ready.read_head(slot(0, &file, &prose, &progress), most)?;
    let (timeline, _) = Timeline::build(vec![ingested.file], ingested.shards);
    Some(Loaded { store: Arc::new(Store::new(timeline)), issues: Vec::new(), head: Some(rows) })
}

fn slot<'a>(
    number: u16,
    file: &Known<'a>,
    prose: &'a ReadProse<'a>,
    progress: &'a Progress,
) -> Slot<'a> {
    let beside = match file.input {
        input if input.is_pipe() => Beside::Nowhere,
        Input::Path(path) if path.is_dir() => Beside::Folder(path),
        Input::Path(path) => Beside::Folder(path.parent().unwrap_or(Path::new(""))),
        Input::Stdin | Input::Pasted(_) => Beside::Nowhere,
        Input::Embedded { .. } => Beside::Embedded(native::EMBEDDED_BESIDE),
    };
    Slot { number, beside, progress, prose }
}

/// A file that is left out, among others that are not.
fn nothing_of(file: &Ready, error: &IngestError) -> Ingested {
    let holds = match file.format.reader {
        Reader::Prose | Reader::Container(_) => Holds::Prose,
        _ => Holds::Rows,
    };
    let about =
        File { name: file.name.clone(), format: file.format.name, holds, ..File::default() };
    Ingested { file: about, shards: Vec::new(), issues: vec![left_out(&file.name, error)] }
}

fn left_out(name: &str, error: &dyn fmt::Display) -> Issue {
    let place = Place { file: name.to_owned(), ..Place::default() };
    Issue::warning(place, format!("left out: {error}"))
}

/// What in a folder is neither read nor the text of a source.
fn unread((folder, rest): Rest<'_>, timeline: &Timeline) -> Option<Issue> {
    /// So many are named.
    const NAMED: usize = 5;
    // A folder that has a text in it is one, too.
    let mut texts: FxHashSet<PathBuf> = FxHashSet::default();
    for source in timeline.sources() {
        let text = folder.join(&source.file);
        for path in text.ancestors() {
            if !texts.insert(path.to_owned()) {
                break;
            }
        }
    }
    let names = rest.iter().filter(|path| !texts.contains(*path)).filter_map(|it| it.file_name());
    let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "left out: {}{more} (looked for files in the folder itself that end in .{})",
        names[..names.len().min(NAMED)].join(", "),
        ingest::EXTENSIONS.join(", .")
    );
    let place = Place { file: folder.display().to_string(), ..Place::default() };
    (!names.is_empty()).then(|| Issue::warning(place, message))
}

/// The files that the inputs are or have in them, and what else is in folders. Of the files in a
/// folder those that can't be opened are left out, unless all are.
pub fn open<'a>(
    inputs: &'a [Input],
    pipe: &dyn Fn(&Input) -> Result<Vec<Opened>, BytesError>,
    progress: &Progress,
    issues: &mut Vec<Issue>,
) -> Result<(Vec<Arrival<'a>>, Vec<Rest<'a>>), WorldError> {
    let (mut arrivals, mut rests) = (Vec::with_capacity(inputs.len()), Vec::new());
    for input in inputs {
        let opened = match input {
            input if input.is_pipe() => pipe(input)?,
            Input::Path(path) => {
                let bytes::Expanded { files, others } = bytes::expand(path, ingest::EXTENSIONS)?;
                let (files, texts) = without_texts(files);
                rests.push((path.as_path(), [others, texts].concat()));
                let open = |file: PathBuf| {
                    let file = Input::Path(file);
                    let opened = bytes::open(&file, &Limits::default(), progress);
                    (file.to_string(), opened)
                };
                let opened: Vec<_> = files.into_par_iter().map(open).collect();
                let any = opened.iter().any(|(_, opened)| opened.is_ok());
                let mut files = Vec::new();
                for (name, opened) in opened {
                    match opened {
                        Ok(mut opened) => files.append(&mut opened),
                        Err(error) if any => issues.push(left_out(&name, &error)),
                        Err(error) => return Err(error.into()),
                    }
                }
                files
            }
            Input::Stdin | Input::Pasted(_) | Input::Embedded { .. } => {
                bytes::open(input, &Limits::default(), progress)?
            }
        };
        let one_of_several = opened.len() > 1;
        arrivals.extend(opened.into_iter().map(|opened| Arrival { input, one_of_several, opened }));
    }
    Ok((arrivals, rests))
}

/// Files, and apart from them the texts that are no articles of their own: those that have a
/// timeline of the same name beside them, whose source they are, and what tells of the folder.
fn without_texts(files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let lower = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let is_timeline = |file: &&PathBuf| lower(file.extension()) == "json";
    let timelines: FxHashSet<PathBuf> =
        files.iter().filter(is_timeline).map(|file| file.with_extension("")).collect();
    files.into_iter().partition(|file| {
        let is_text = ingest::article::ENDINGS.contains(&&*lower(file.extension()));
        let tells_of_folder = ["readme", "licence", "license", "changelog"];
        let is_own = !tells_of_folder.contains(&&*lower(file.file_stem()))
            && !timelines.contains(&file.with_extension(""));
        !is_text || is_own
    })
}

/// The files in known formats, and the documents in those that hold some. Of several that come together those in no known format are left
/// out with an issue, unless all are; of a workbook one sheet is read.
pub fn recognise<'a>(
    arrivals: Vec<Arrival<'a>>,
    request: &Request,
    issues: &mut Vec<Issue>,
) -> Result<Vec<Known<'a>>, WorldError> {
    let guessed = arrivals.par_iter().map(|it| &it.opened);
    let guessed = guessed.map(|it| ingest::open(&it.name, it.content.clone(), &request.choice));
    let guessed = guessed.collect();
    let (arrivals, guessed) = sheets::choose(arrivals, guessed, request.sheet.as_deref(), issues)?;
    let any = guessed.iter().any(Result::is_ok);
    let mut files = Vec::new();
    for (Arrival { input, one_of_several, opened }, guess) in arrivals.into_iter().zip(guessed) {
        issues.extend(opened.issues);
        let unpacked = guess.and_then(|ready| match unpack::unpack(&ready) {
            Some(documents) => documents,
            None => Ok(vec![(ready.with_dates(request.dates), Packed::default())]),
        });
        match unpacked {
            Ok(documents) => {
                let one_of_several = one_of_several || documents.len() > 1;
                files.extend(documents.into_iter().map(|(ready, Packed { envelope, .. })| Known {
                    input,
                    one_of_several,
                    ready,
                    envelope,
                }));
            }
            Err(error) if one_of_several && any => {
                issues.push(left_out(&opened.name, &error));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let mut ready: Vec<_> = files.iter_mut().map(|file| &mut file.ready).collect();
    let mut given = ingest::join(&mut ready).map_err(IngestError::Bytes)?.into_iter();
    files.retain(|_| !given.next().unwrap_or(false));
    Ok(files)
}

fn stop_if_cancelled(progress: &Progress) -> Result<(), WorldError> {
    if progress.is_cancelled() { Err(WorldError::Cancelled) } else { Ok(()) }
}
