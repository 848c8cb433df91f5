//! The way of the data, step by step.

use std::{
    cell::LazyCell,
    ffi::OsStr,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    base::{
        bytes::{self, BytesError, Content, Input, Limits, Opened, Pipe, Spool},
        issue::{self, Issue, Place},
        progress::Progress,
    },
    document::{Envelope, Packed},
    extract::tell::lower::slug,
    index::Store,
    ingest::{
        self, Beside, CutOff, Document, IngestError, Ingested, ReadProse, Reader, Ready, Slot,
        native,
    },
    model::{Astray, File, Holds, Repeats, Timeline},
    world::{
        Loaded, Notes, Request, WorldError, article,
        folder::{self, Rest},
        pipes::Pipes,
        sheets, unpack,
    },
};

/// A file on its way in.
pub struct Arrival<'a> {
    /// What the user named.
    input: &'a Input,
    /// Whether that is several files: a folder, an archive.
    one_of_several: bool,
    /// Where it was found in a folder.
    found_at: Option<PathBuf>,
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
    found_at: Option<PathBuf>,
    /// Whether it is one of several documents in a file.
    is_packed: bool,
    pub ready: Ready,
    /// What the file says of it that it was taken out of.
    pub envelope: Envelope,
}

impl Known<'_> {
    /// The folder that it stands in, if it is a file on disk.
    fn home(&self) -> Option<&Path> {
        match (&self.found_at, self.input) {
            (Some(path), _) => path.parent(),
            (None, input) if input.is_pipe() => None,
            (None, Input::Path(path)) => Some(path.parent().unwrap_or(Path::new(""))),
            (None, _) => None,
        }
    }

    /// The id of the article as a source: its name, behind the names of the folders in which it
    /// was found below the one that was named.
    pub fn source(&self) -> String {
        let name = Path::new(&self.ready.name);
        // The title of a document in a container has no ending.
        let stem = if self.is_packed { name.file_name() } else { name.file_stem() };
        let stem = stem.map_or("article".into(), OsStr::to_string_lossy);
        let inside = match (self.input, &self.found_at) {
            (Input::Path(folder), Some(path)) => {
                path.strip_prefix(folder).ok().and_then(Path::parent)
            }
            _ => None,
        };
        slug(&format!("{} {stem}", inside.unwrap_or(Path::new("")).display()))
    }
}

/// Reads, ingests, merges and reviews. While the first pipe is still coming, `say_head` is told the
/// beginning that is there, if somebody wants to know.
pub fn load(
    request: &Request,
    pipes: &Pipes,
    progress: &Progress,
    say_head: Option<&dyn Fn(Loaded)>,
) -> Result<Loaded, WorldError> {
    let mut found_wrong = Wrong::default();
    let open_pipe = |input: &Input| {
        // The beginning of another file, which is shown already, does not give way to this one's.
        let say_head = say_head.filter(|_| request.inputs.first() == Some(input));
        pipes.open(input, progress, &mut |come| {
            if let Some(say_head) = say_head
                && let Some(head) = head_of_pipe(request, input, come, progress)
            {
                say_head(head);
            }
        })
    };
    let (arrivals, rests) = open(&request.inputs, &open_pipe, progress, &mut found_wrong)?;
    let files = recognise(arrivals, request, &mut found_wrong)?;
    let Wrong { mut issues, mut incomplete, mut left_out } = found_wrong;
    if files.len() > usize::from(u16::MAX) {
        return Err(WorldError::TooMany { count: files.len() });
    }
    stop_if_cancelled(progress)?;
    progress.expect(files.iter().map(|file| file.ready.len()).sum());

    let lexicon = OnceLock::new();
    let published = article::published(&files, request);
    let prose = |document: &Document<'_>| {
        let (lexicon, _) = lexicon.get_or_init(|| article::lexicon(&request.lexicon));
        let known = &files[usize::from(document.number)];
        let by_hand = request.notes.published(&known.source()).map(article::Told::Of);
        let published = by_hand.as_ref().unwrap_or(&published);
        article::read(document, known, published, lexicon, request.apart)
    };
    let numbered = || (0..files.len() as u16).zip(&files);
    let slot = |number, file| slot(number, file, &prose, progress);
    let ingested = numbered().collect::<Vec<_>>().into_par_iter();
    let ingested = ingested.map(|(number, file)| file.ready.read(slot(number, file)));
    let ingested: Vec<_> = ingested.collect();
    stop_if_cancelled(progress)?;

    let any = ingested.iter().any(Result::is_ok);
    let (mut read, mut shards, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (known, ingested) in files.iter().zip(ingested) {
        let mut file = match ingested {
            Ok(ingested) => ingested,
            Err(error) if known.one_of_several && any => {
                left_out += 1;
                nothing_of(&known.ready, &error)
            }
            Err(error) => return Err(error.into()),
        };
        read.push(file.file);
        shards.append(&mut file.shards);
        let cut_off = file.cut_off.map(|it| cut_off(known, it));
        incomplete.extend(cut_off.clone().filter(|_| known.input.is_pipe()));
        file.issues.extend(cut_off);
        let lacking = lacking(known, file.rows);
        incomplete.extend(lacking.clone());
        file.issues.extend(lacking);
        found.push(file.issues);
    }
    issues.extend(lexicon.get().into_iter().flat_map(|(_, wrong)| wrong.clone()));
    let (timeline, joined) = Timeline::build(read, shards);
    stop_if_cancelled(progress)?;
    for repeats in timeline.repeated_ids() {
        found[usize::from(repeats.file)].push(repeated(&timeline, repeats));
    }
    let astray = LazyCell::new(|| Astray::new(&timeline));
    for ((number, file), mut of_file) in numbered().zip(found) {
        of_file.extend(file.ready.review(slot(number, file), &timeline, || &*astray));
        of_file.sort_by(|a, b| a.place.cmp(&b.place));
        issues.append(&mut of_file);
    }
    issues.extend(joined);
    issues.extend(circles(&timeline));
    let texts = texts(&files, &timeline);
    for rest in &rests {
        let (of_folder, count) = folder::left_out(rest, &texts);
        issues.extend(of_folder);
        left_out += count;
    }
    let mut loaded = Loaded::new(store(timeline, request), &request.notes);
    issues.append(&mut loaded.issues);
    Ok(Loaded { issues, incomplete, left_out, ..loaded })
}

/// The timeline with its indexes.
fn store(timeline: Timeline, request: &Request) -> Arc<Store> {
    let store = Store::new(timeline);
    // One of which nobody has asked who takes part does not know whom a name means.
    let is_without = |store: &Store| store.timeline().actors().is_empty();
    let history = request.history.as_ref().filter(|it| !is_without(it) || is_without(&store));
    Arc::new(match history {
        Some(history) => store.part_of(Arc::clone(history)),
        None => store,
    })
}

/// The texts of sources, and the folders in which they are: wherever one of the files may have them
/// beside it.
fn texts(files: &[Known<'_>], timeline: &Timeline) -> FxHashSet<PathBuf> {
    let homes: FxHashSet<&Path> = files.iter().filter_map(Known::home).collect();
    let mut texts: FxHashSet<PathBuf> = FxHashSet::default();
    for source in timeline.sources().iter().filter(|source| !source.file.is_empty()) {
        texts.extend(homes.iter().map(|home| home.join(&source.file).components().collect()));
    }
    texts
}

/// What is said of an answer that has fewer rows than were counted before.
fn lacking(file: &Known<'_>, rows: u64) -> Option<Issue> {
    let Input::Client(client) = file.input else { return None };
    let counted = client.rows.filter(|counted| rows < *counted)?;
    let place = Place { file: file.ready.name.clone(), ..Place::default() };
    Some(Issue::error(place, format!("{rows} of {counted} rows have come; this is not the whole")))
}

/// What is said of a table that breaks off.
fn cut_off(file: &Known<'_>, cut_off: CutOff) -> Issue {
    let (row, of_file, of_pipe) = match cut_off {
        CutOff::Within(row) => (row, "within the row", format!("in the middle of row {row}")),
        CutOff::Behind(row) => {
            (row, "after the record", format!("after row {row}, where its list should go on"))
        }
    };
    let place = Place { file: file.ready.name.clone(), line: Some(row), column: None };
    if !file.input.is_pipe() {
        return Issue::error(place, format!("the file breaks off {of_file}"));
    }
    // It is about all of the data, and stands before what is about single rows.
    let message = format!(
        "the data may be incomplete: the input ends {of_pipe}; whoever wrote it may have stopped \
         early"
    );
    Issue::error(Place { line: None, ..place }, message)
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

/// What has come through a pipe, if it is a table: as much as there is within sight while nothing
/// more comes, else the beginning.
fn head_of_pipe(
    request: &Request,
    input: &Input,
    come: &Spool,
    progress: &Progress,
) -> Option<Loaded> {
    let most = if progress.is_waiting() { Pipe::SIGHT } else { HEAD };
    // The last row may be cut off.
    let content = come.lines(most).ok()??;
    let all = content.len();
    head_of(request, input, &input.to_string(), content, all)
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
    let (found_at, is_packed, envelope) = (None, false, Envelope::default());
    let file = Known { input, one_of_several: false, found_at, is_packed, ready, envelope };
    let (progress, prose) = (Progress::default(), |_: &Document<'_>| Ingested::default());
    let (ingested, rows) = file.ready.read_head(slot(0, &file, &prose, &progress), most)?;
    let (timeline, _) = Timeline::build(vec![ingested.file], ingested.shards);
    let read = store(timeline, request);
    Some(Loaded { head: Some(rows), ..Loaded::new(read, &Notes::default()) })
}

fn slot<'a>(
    number: u16,
    file: &'a Known<'a>,
    prose: &'a ReadProse<'a>,
    progress: &'a Progress,
) -> Slot<'a> {
    let beside = match file.input {
        Input::Path(_) => file.home().map_or(Beside::Nowhere, Beside::Folder),
        Input::Stdin | Input::Pasted(_) | Input::Client(_) => Beside::Nowhere,
        Input::Embedded { .. } => Beside::Embedded(native::EMBEDDED_BESIDE),
    };
    Slot { number, beside, progress, prose }
}

/// What is wrong with the files before they are read.
#[derive(Debug, Default)]
pub struct Wrong {
    pub issues: Vec<Issue>,
    /// As in [`Loaded::incomplete`].
    incomplete: Vec<Issue>,
    /// How many files are left out.
    left_out: usize,
}

impl Wrong {
    fn leave_out(&mut self, name: &str, error: &dyn fmt::Display) {
        self.issues.push(left_out(name, error));
        self.left_out += 1;
    }
}

/// A file that is left out, among others that are not.
fn nothing_of(file: &Ready, error: &IngestError) -> Ingested {
    let holds = match file.format.reader {
        Reader::Prose | Reader::Container(_) => Holds::Prose,
        _ => Holds::Rows,
    };
    let about =
        File { name: file.name.clone(), format: file.format.name, holds, ..File::default() };
    let issues = vec![left_out(&file.name, error)];
    Ingested { file: about, shards: Vec::new(), issues, ..Ingested::default() }
}

fn left_out(name: &str, error: &dyn fmt::Display) -> Issue {
    let place = Place { file: name.to_owned(), ..Place::default() };
    Issue::warning(place, format!("left out: {error}"))
}

/// The files that the inputs are or have in them, and what else is in folders. Of the files in a
/// folder those that can't be opened are left out, unless all are.
pub fn open<'a>(
    inputs: &'a [Input],
    pipe: &dyn Fn(&Input) -> Result<Vec<Opened>, BytesError>,
    progress: &Progress,
    wrong: &mut Wrong,
) -> Result<(Vec<Arrival<'a>>, Vec<Rest<'a>>), WorldError> {
    let (mut arrivals, mut rests) = (Vec::with_capacity(inputs.len()), Vec::new());
    let alone = |opened: Vec<Opened>| opened.into_iter().map(|it| (it, None)).collect();
    for input in inputs {
        let opened = match input {
            input if input.is_pipe() => alone(pipe(input)?),
            Input::Path(path) => {
                let bytes::Expanded { files, others } = bytes::expand(path, ingest::EXTENSIONS)?;
                let is_folder = files.first() != Some(path);
                let (files, texts) = folder::without_texts(files);
                rests.push(Rest { folder: path, others: [others, texts].concat() });
                let open = |path: PathBuf| {
                    let file = Input::Path(path.clone());
                    let opened = bytes::open(&file, &Limits::default(), progress);
                    (path, opened)
                };
                let opened: Vec<_> = files.into_par_iter().map(open).collect();
                let any = opened.iter().any(|(_, opened)| opened.is_ok());
                let mut files: Vec<(Opened, Option<PathBuf>)> = Vec::new();
                for (path, opened) in opened {
                    match opened {
                        Ok(opened) => {
                            let found_at = is_folder.then_some(path);
                            files.extend(opened.into_iter().map(|it| (it, found_at.clone())));
                        }
                        Err(error) if any => {
                            wrong.leave_out(&path.display().to_string(), &error);
                        }
                        Err(error) => return Err(error.into()),
                    }
                }
                files
            }
            Input::Stdin | Input::Client(_) | Input::Pasted(_) | Input::Embedded { .. } => {
                alone(bytes::open(input, &Limits::default(), progress)?)
            }
        };
        let one_of_several = opened.len() > 1;
        arrivals.extend(opened.into_iter().map(|(opened, found_at)| Arrival {
            input,
            one_of_several,
            found_at,
            opened,
        }));
    }
    Ok((arrivals, rests))
}

/// The files in known formats, and the documents in those that hold some. Of several that come together those in no known format are left
/// out with an issue, unless all are; of a workbook one sheet is read.
pub fn recognise<'a>(
    arrivals: Vec<Arrival<'a>>,
    request: &Request,
    wrong: &mut Wrong,
) -> Result<Vec<Known<'a>>, WorldError> {
    let guessed = arrivals.par_iter().map(|it| &it.opened);
    let guessed = guessed.map(|it| ingest::open(&it.name, it.content.clone(), &request.choice));
    let guessed = guessed.collect();
    let (arrivals, guessed) =
        sheets::choose(arrivals, guessed, request.sheet.as_deref(), &mut wrong.issues)?;
    let any = guessed.iter().any(Result::is_ok);
    let mut files = Vec::new();
    let mut first_error = None;
    let texts: FxHashSet<PathBuf> = arrivals
        .iter()
        .zip(&guessed)
        .filter_map(|(it, guess)| {
            Some(folder::texts_of(guess.as_ref().ok()?, it.found_at.as_ref()?))
        })
        .flatten()
        .collect();
    for (Arrival { input, one_of_several, found_at, opened }, guess) in
        arrivals.into_iter().zip(guessed)
    {
        // The text of a source, which its timeline reads itself.
        if found_at.as_ref().is_some_and(|path| texts.contains(path)) {
            continue;
        }
        if input.is_pipe() {
            wrong.incomplete.extend(opened.issues.iter().cloned());
        }
        wrong.issues.extend(opened.issues);
        let unpacked = guess.and_then(|ready| match unpack::unpack(&ready) {
            Some(documents) => documents,
            None => Ok(vec![(ready.with_dates(request.dates), Packed::default())]),
        });
        match unpacked {
            Ok(documents) => {
                let one_of_several = one_of_several || documents.len() > 1;
                files.extend(documents.into_iter().map(|(ready, packed)| Known {
                    input,
                    one_of_several,
                    found_at: found_at.clone(),
                    is_packed: !packed.name.is_empty(),
                    ready,
                    envelope: packed.envelope,
                }));
            }
            Err(error) if one_of_several && any => {
                wrong.leave_out(&opened.name, &error);
                first_error.get_or_insert(error);
            }
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(error) = first_error.filter(|_| files.is_empty()) {
        return Err(error.into());
    }
    let mut ready: Vec<_> = files.iter_mut().map(|file| &mut file.ready).collect();
    let mut given = ingest::join(&mut ready).map_err(IngestError::Bytes)?.into_iter();
    files.retain(|_| !given.next().unwrap_or(false));
    Ok(files)
}

fn stop_if_cancelled(progress: &Progress) -> Result<(), WorldError> {
    if progress.is_cancelled() { Err(WorldError::Cancelled) } else { Ok(()) }
}
