//! Files become a timeline, with a progress bar where that takes long, and a word on standard error
//! about what is wrong with them.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, IsTerminal as _},
    os::{
        fd::{AsFd as _, AsRawFd as _},
        unix::fs::FileTypeExt as _,
    },
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use anyhow::{Context as _, anyhow, bail};
use clap::CommandFactory as _;
use filedescriptor::{POLLIN, poll, pollfd};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    base::{
        bytes::{self, Input},
        issue::{self, Issue, Severity},
        progress::Progress,
        shell,
    },
    cli::{
        args::{Args, Files},
        history, notes, paste, say, tell,
    },
    config::{self, places::Opened},
    document::Article,
    extract::Reading,
    ingest::{Choice, Map, date},
    model::{When, when::typed},
    world::{self, Loaded, Request, Table},
};

/// What takes less shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar moves.
const PACE: Duration = Duration::from_millis(100);
/// How long nothing comes through a pipe before that is said.
const SILENCE: Duration = Duration::from_secs(1);

/// What the files hold; one line says on standard error that something is wrong with them, and
/// another one each time that not all has come through a pipe.
pub(super) fn load(files: &Files) -> anyhow::Result<Loaded> {
    let loaded = load_quietly(files)?;
    tell_of(&loaded, files);
    Ok(loaded)
}

/// Tells what [`load`] tells.
pub(super) fn tell_of(loaded: &Loaded, files: &Files) {
    tell(&loaded.incomplete);
    if loaded.incomplete.len() == loaded.issues.len() {
        return;
    }
    if let Some(summary) = summary(&loaded.issues, files) {
        say(&summary);
    }
}

/// As [`load`], for those who tell what is wrong themselves.
pub(super) fn load_quietly(files: &Files) -> anyhow::Result<Loaded> {
    look_for(&files.files)?;
    let request = request(files)?;
    if files.files.is_empty() && has_come() {
        say(
            "standard input is not read, but the built-in timeline: '-' in the place of a file reads it",
        );
    }
    Ok(watched(&request.inputs, |progress| request.load_blocking(progress))?)
}

/// Whether somebody has written something to standard input that nobody asked to be read.
pub(super) fn has_come() -> bool {
    /// So long a pipe is waited for: who writes to it may have started a moment later.
    const PATIENCE: Duration = Duration::from_millis(50);
    let stdin = io::stdin();
    let Ok(file) = stdin.as_fd().try_clone_to_owned().map(File::from) else { return false };
    let Ok(about) = file.metadata() else { return false };
    if !about.file_type().is_fifo() {
        return about.is_file() && about.len() > 0;
    }
    let mut pipe = [pollfd { fd: stdin.as_raw_fd(), events: POLLIN, revents: 0 }];
    poll(&mut pipe, Some(PATIENCE)).is_ok()
        && rustix::io::ioctl_fionread(&file).is_ok_and(|it| it > 0)
}

/// What comes of the work on these inputs; while it takes long, standard error says how far it is.
pub(super) fn watched<T>(inputs: &[Input], work: impl FnOnce(&Progress) -> T) -> T {
    with_bar(ProgressBar::new(100), inputs, work)
}

/// As [`watched`], without a bar.
pub(super) fn without_bar<T>(inputs: &[Input], work: impl FnOnce(&Progress) -> T) -> T {
    with_bar(ProgressBar::hidden(), inputs, work)
}

/// Reads the articles among the files as [`world::read_articles`] does, without a bar in what
/// `show` may write.
pub(super) fn read_articles(
    files: &Files,
    show: &mut dyn FnMut(&str, &Article, &Reading<'_>),
) -> anyhow::Result<Vec<Issue>> {
    let request = request(files)?;
    let read = |progress: &_| world::read_articles(&request, progress, show);
    Ok(without_bar(&request.inputs, read)?)
}

fn with_bar<T>(bar: ProgressBar, inputs: &[Input], work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    let pipe = inputs.iter().find(|input| input.is_pipe());
    thread::scope(|scope| {
        let (done, ended) = mpsc::channel::<()>();
        let watched = progress.clone();
        scope.spawn(move || show(&bar, &watched, pipe, &ended));
        let result = work(&progress);
        drop(done);
        result
    })
}

/// Fails if a file is not there; it may have been meant as a command.
pub(super) fn look_for(files: &[PathBuf]) -> anyhow::Result<()> {
    let mut named = files
        .iter()
        .filter(|file| Input::from_arg(file) != Input::Stdin && history::name(file).is_none());
    let missing = named.find_map(|file| Some((file, file.metadata().err()?)));
    let Some((file, error)) = missing else { return Ok(()) };
    let command = Args::command();
    let commands = command.get_subcommands().map(clap::Command::get_name);
    let name = file.to_str().filter(|_| file.extension().is_none()).unwrap_or_default();
    let meant = issue::nearest(name, commands);
    let help = meant.map(|meant| format!(" (did you mean the command '{meant}'?)"));
    bail!("can't open {}: {error}{}", file.display(), help.unwrap_or_default())
}

/// What the arguments name, with what was decided about it.
pub(super) fn request(files: &Files) -> anyhow::Result<Request> {
    let request = request_without_notes(files)?;
    Ok(Request { notes: notes::read(files, &request.inputs), ..request })
}

/// What the arguments name.
pub(super) fn request_without_notes(files: &Files) -> anyhow::Result<Request> {
    let choice = match (&files.from, &files.map) {
        (Some(name), _) => Choice::named(name).map_err(|message| anyhow!(message))?,
        (None, Some(path)) => Choice::Mapped(Arc::new(map(path)?)),
        (None, None) => Choice::default(),
    };
    let inputs = files.files.iter().map(|file| input(file)).collect::<anyhow::Result<_>>()?;
    request_of(files, inputs, choice)
}

/// These inputs, read as the arguments say.
pub(super) fn request_of(
    files: &Files,
    inputs: Vec<Input>,
    choice: Choice,
) -> anyhow::Result<Request> {
    let dates = files.dates.as_deref().and_then(date::Format::from_name);
    let published = files.reading.published.as_deref().map(published).transpose()?;
    let request = Request::new(inputs, choice);
    let (sheet, apart) = (files.sheet.clone(), files.reading.no_join);
    Ok(Request { dates, sheet, published, lexicon: tables(files)?, apart, ..request })
}

/// The input that an argument names; `-` is standard input, or what is pasted if that is a terminal.
pub(super) fn input(arg: &Path) -> anyhow::Result<Input> {
    match Input::from_arg(arg) {
        Input::Stdin if io::stdin().is_terminal() => Ok(Input::Pasted(paste::read()?.into())),
        input => Ok(input),
    }
}

/// A day of publication, as it is written on the command line.
fn published(text: &str) -> anyhow::Result<When> {
    let typed = typed::parse(text, None).map_err(|error| anyhow!("--published {error}"))?;
    Ok(typed.when)
}

/// The words that a user adds: tables of the configuration, then those of the command line.
pub(super) fn tables(files: &Files) -> anyhow::Result<Vec<Table>> {
    let (found, issues) = config::lexicon();
    tell(&issues);
    let mut tables: Vec<Table> = found
        .into_iter()
        .map(|config::File { name, path, text }| Table { name, path, text })
        .collect();
    for path in &files.reading.lexicon {
        let shown = path.display().to_string();
        let text = bytes::read_setting(path, config::LONGEST_TABLE)
            .with_context(|| format!("can't read {shown}"))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        tables.push(Table { name, path: shown, text });
    }
    Ok(tables)
}

/// The column map in a file.
pub(super) fn map(path: &Path) -> anyhow::Result<Map> {
    let name = path.display().to_string();
    let text =
        bytes::read_setting(path, config::LONGEST).with_context(|| format!("can't read {name}"))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let map = Map::parse(&name, &text).and_then(|map| map.joined(folder));
    map.map_err(|issue| anyhow!(issue.to_string()))
}

/// The arguments that name the same again, each a word.
pub(super) fn words(files: &Files) -> Vec<OsString> {
    let option = |name: &str, value: &OsStr| {
        let mut word = OsString::from(name);
        word.push(value);
        word
    };
    let from = files.from.iter().map(|name| option("--from=", name.as_ref()));
    let map = files.map.iter().map(|path| option("--map=", path.as_ref()));
    let sheet = files.sheet.iter().map(|name| option("--sheet=", name.as_ref()));
    let dates = files.dates.iter().map(|name| option("--dates=", name.as_ref()));
    let reading = &files.reading;
    let published = reading.published.iter().map(|day| option("--published=", day.as_ref()));
    let lexicon = reading.lexicon.iter().map(|path| option("--lexicon=", path.as_ref()));
    let apart = reading.no_join.then(|| OsString::from("--no-join"));
    let options = from.chain(map).chain(sheet).chain(dates);
    let notebook = files.notebook.iter().map(|path| option("--notebook=", path.as_ref()));
    let without = files.no_notebook.then(|| OsString::from("--no-notebook"));
    let options = options.chain(published).chain(lexicon).chain(apart);
    let options = options.chain(notebook).chain(without);
    options.chain(files.files.iter().map(|file| named(file))).collect()
}

/// The files with their absolute paths, and the options by which they are read, to open them again
/// from anywhere; `None` for what comes but once, and for names that are no text.
pub(super) fn opened(files: &Files) -> Option<Opened> {
    let whole = |path: &Path| {
        if history::name(path).is_some() {
            return path.to_str().map(str::to_owned);
        }
        let path = path.canonicalize().or_else(|_| std::path::absolute(path)).ok()?;
        path.into_os_string().into_string().ok()
    };
    let comes_again = |file: &PathBuf| !Input::from_arg(file).is_pipe();
    if !files.files.iter().all(comes_again) {
        return None;
    }
    let options = words(files);
    let options = &options[..options.len() - files.files.len()];
    let option = |word: &OsString| {
        let word = word.to_str()?;
        let path = ["--map=", "--lexicon="].iter().find_map(|name| word.split_once(*name));
        match path {
            Some(("", path)) => {
                let name = &word[..word.len() - path.len()];
                Some(format!("{name}{}", whole(Path::new(path))?))
            }
            _ => Some(word.to_owned()),
        }
    };
    Some(Opened {
        options: options.iter().map(option).collect::<Option<_>>()?,
        files: files.files.iter().map(|file| whole(file)).collect::<Option<_>>()?,
    })
}

/// A file's name as an argument that is no option.
fn named(file: &Path) -> OsString {
    let is_option = file.as_os_str().as_encoded_bytes().starts_with(b"-");
    let file = if is_option && Input::from_arg(file) != Input::Stdin {
        Path::new(".").join(file)
    } else {
        file.to_owned()
    };
    file.into_os_string()
}

/// Moves the bar, on standard error if that is a terminal, until the other end hangs up; and says
/// there in any case that nobody writes to a pipe.
fn show(bar: &ProgressBar, progress: &Progress, pipe: Option<&Input>, ended: &Receiver<()>) {
    let wait = |time| matches!(ended.recv_timeout(time), Err(RecvTimeoutError::Timeout));
    if !wait(PATIENCE) {
        return;
    }
    let style = |template| {
        ProgressStyle::with_template(template).expect("the templates below are well-formed")
    };
    bar.set_style(style("{spinner} {msg}"));
    let mut silence = Duration::ZERO;
    loop {
        if let Some(pipe) = pipe.filter(|_| progress.is_waiting() && progress.done() == 0) {
            silence += PACE;
            if silence == SILENCE {
                let word = format!("nothing has come through {pipe} yet; Ctrl-C stops waiting");
                bar.suspend(|| say(&word));
            }
        }
        if let Some(percent) = progress.percent() {
            bar.set_style(style("{bar:30} {percent} % {msg}"));
            bar.set_position(u64::from(percent));
        }
        bar.set_message(format!("{} events", progress.events()));
        bar.tick();
        if !wait(PACE) {
            return bar.finish_and_clear();
        }
    }
}

/// `2 errors and 1 warning in talks.json; to see them: demarche check talks.json`
fn summary(issues: &[Issue], files: &Files) -> Option<String> {
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let count = |count: usize, name: &str| {
        let ending = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {name}{ending}"))
    };
    let counts = [count(errors, "error"), count(issues.len() - errors, "warning")];
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    let words: Vec<String> = words(files).iter().map(|word| shell::quoted(word)).collect();
    let words = words.join(" ");
    (!counts.is_empty()).then(|| format!("{counts}; to see them: demarche check {words}"))
}
