//! A file through the whole program: loaded, asked, exported, and drawn in every view; within time
//! and memory, and without a panic.

use std::{
    fs,
    io::{self, Write as _},
    panic,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use demarche::{
    base::{bytes::Input, progress::Progress},
    export::native,
    ingest::{Choice, Map},
    model::Scope,
    query::{Plan, Query},
    tui::{
        app::{App, Start},
        script::{self, Script},
    },
    world::Request,
};

use crate::samples::Sample;

/// How long one file may take. A build without optimisation is 20 times as slow.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 40 } else { 2 });
/// How much memory the process may have taken at most, in bytes.
const MEMORY: u64 = 1 << 30;

/// Every view, pane and overlay once.
const TOUR: &str = "size 100x30\nsnapshot\nenter\nsnapshot\nesc\n2\nsnapshot\n3\nsnapshot\n1\nv l\n\
    snapshot\nv t\nsnapshot\nv d\nsnapshot\nv g\nsnapshot\nv c\nf\ntype date:2015\nsnapshot\nenter\n\
    G\nsnapshot\nU\nD\n/\ntype the\nenter\nsnapshot\nsize 60x15\nsnapshot";
const QUERIES: &[&str] = &[
    "",
    "date:2015 -kind:consult",
    "date!:2015-08",
    "said:the speaker:a",
    "\"the\" OR fatalities:>0",
    "/a.*b/ undated:",
    "source:none anchor:lost",
    "precision:<day sources:>=2",
];

/// What was tried.
#[derive(Debug, Default)]
pub struct Tried {
    pub files: usize,
    /// How many of them could be loaded, whole or in part.
    pub loaded: usize,
    /// The longest time that one took, and which.
    pub slowest: (Duration, String),
    /// The most memory that the process took, in bytes; 0 where that is not known.
    pub memory: u64,
}

/// Takes the files through the program, on all cores; panics with the names of those that did it
/// harm, and leaves them in a folder.
pub fn try_all(count: usize, file: impl Fn(usize) -> (String, Sample) + Sync) -> Tried {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let (next, tried) = (AtomicUsize::new(0), Mutex::new(Tried::default()));
    let at_work: Vec<Mutex<Option<(Instant, String, Sample)>>> =
        (0..threads).map(|_| Mutex::new(None)).collect();
    let harm = Mutex::new(Vec::new());
    let folder = tempfile::tempdir().unwrap();
    let work = |thread: usize| {
        let folder = folder.path().join(thread.to_string());
        fs::create_dir(&folder).unwrap();
        loop {
            let number = next.fetch_add(1, Relaxed);
            if number >= count {
                return;
            }
            let (name, sample) = file(number);
            let start = Instant::now();
            *at_work[thread].lock().unwrap() = Some((start, name.clone(), sample.clone()));
            let done = panic::catch_unwind(|| run(&folder, &sample));
            let mut spent = start.elapsed();
            if spent > PATIENCE && done.is_ok() {
                // The machine may have been busy with something else.
                let again = Instant::now();
                run(&folder, &sample);
                spent = spent.min(again.elapsed());
            }
            *at_work[thread].lock().unwrap() = None;
            let memory = peak();
            let mut tried = tried.lock().unwrap();
            tried.files += 1;
            tried.loaded += usize::from(matches!(done, Ok(true)));
            tried.memory = tried.memory.max(memory);
            let said = match done {
                Err(_) => Some("panics"),
                Ok(_) if spent > PATIENCE => Some("takes too long"),
                Ok(_) if memory > MEMORY => Some("takes too much memory, or one before it"),
                Ok(_) => None,
            };
            harm.lock().unwrap().extend(said.map(|said| left(said, &name, &sample)));
            if spent > tried.slowest.0 {
                tried.slowest = (spent, name);
            }
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|it| scope.spawn(move || work(it))).collect();
        while threads.iter().any(|thread| !thread.is_finished()) {
            thread::park_timeout(Duration::from_millis(200));
            for at_work in &at_work {
                if let Some((start, name, sample)) = &*at_work.lock().unwrap()
                    && start.elapsed() > 10 * PATIENCE
                {
                    // It can't be stopped, only told.
                    let said = left("does not end", name, sample);
                    drop(writeln!(io::stderr(), "{said}"));
                    std::process::exit(101);
                }
            }
        }
    });
    let harm = harm.into_inner().unwrap();
    let tried = tried.into_inner().unwrap();
    assert!(harm.is_empty(), "{} of {} files:\n{}", harm.len(), tried.files, harm.join("\n"));
    tried
}

/// Whether there was something to load.
fn run(folder: &Path, sample: &Sample) -> bool {
    let path = folder.join(&sample.name);
    fs::write(&path, &sample.bytes).unwrap();
    let map = sample.map.as_deref().and_then(|map| std::str::from_utf8(map).ok());
    let map = map.and_then(|map| Map::parse("map.toml", map).ok());
    let choice = map.map_or(Choice::Recognised, |map| Choice::Mapped(Arc::new(map)));
    let request = Request::new(vec![Input::Path(path.clone())], choice);
    let loaded = request.load_blocking(&Progress::default());
    if let Ok(loaded) = &loaded {
        for query in QUERIES {
            if let Ok(plan) = Plan::new(&Query::parse(query).unwrap(), &loaded.store) {
                drop(plan.run());
            }
        }
        let mut out = Vec::new();
        native::write(&mut out, loaded.store.timeline(), Scope::All).unwrap();
        assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok(), "exports are JSON");
    }
    let (script, issues) = Script::parse("", TOUR);
    assert!(issues.is_empty(), "{issues:?}");
    let mut screens = Vec::new();
    script::run(&mut App::new(Start::default()), &request, &script, &mut screens).unwrap();
    let raw = |byte: &u8| byte.is_ascii_control() && *byte != b'\n';
    assert!(!screens.iter().any(raw), "no control character reaches the screen");
    fs::remove_file(path).unwrap();
    loaded.is_ok()
}

/// A line about a file that did harm, which is kept for whoever looks into it.
fn left(said: &str, name: &str, sample: &Sample) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("faults");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!(
        "{}-{}",
        name.replace(|c: char| !c.is_alphanumeric(), "-"),
        sample.name
    ));
    fs::write(&path, &sample.bytes).unwrap();
    if let Some(map) = &sample.map {
        fs::write(path.with_extension("toml"), map).unwrap();
    }
    format!("{name} {said}: {}", path.display())
}

/// The most memory that the process has taken, in bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let size = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    size.map_or(0, |kilobytes| kilobytes << 10)
}
