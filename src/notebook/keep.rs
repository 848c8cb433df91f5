//! The keeper of a notebook: the only one who writes its file.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Write as _},
    os::unix::{ffi::OsStrExt as _, fs::MetadataExt as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use thiserror::Error;
use toml::Table;

use super::{
    Line, Notebook,
    merge::{self, Conflict},
    place::may_write,
    read::{self, Read},
};
use crate::base::{
    bytes, hash,
    issue::{Issue, Place},
    whole::{self, folder_of},
};

/// No notebook takes more bytes.
const LARGEST: u64 = 64 << 20;

/// What stands above the entries.
const HEADER: &str = "\
# What was decided, corrected and noted in demarche, which writes this file anew at each change.
# You may edit it, even while demarche has it open; a comment is lost, a note = \"…\" is kept.

";

/// Holds a notebook's file: locked while this lives, read, watched and written.
#[derive(Debug)]
pub struct Keeper {
    /// The file, as it was named.
    name: String,
    /// The file itself, behind links.
    path: PathBuf,
    lock: Option<File>,
    read_only: Option<ReadOnly>,
    /// What is in the file, as it was last read or written.
    known: Known,
    /// For each [`Line`] what it last had in common with the file; one more with every merge.
    bases: Vec<Notebook>,
    /// The file as it was when somebody last looked.
    looked: Option<Stamp>,
}

/// Why a notebook is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another process holds it.
    Open,
    /// Its file is no notebook.
    Broken,
    /// The permissions don't allow it.
    Forbidden,
}

/// What came of keeping or looking.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "what was merged in is lost with the next change unless it is adopted"]
pub struct Kept {
    /// Whether the file was written.
    pub is_written: bool,
    /// The notebook with what came in from outside, where that differs from ours: to be adopted.
    pub merged: Option<Notebook>,
    /// The records that have something from outside, each once: `event e1`.
    pub taken: Vec<String>,
    /// What was changed here and outside in different ways.
    pub conflicts: Vec<Conflict>,
}

/// Why a notebook was not kept. Its file is as it was.
#[derive(Debug, Error)]
pub enum KeepError {
    /// It is read-only.
    #[error("{name} is not written: {why}")]
    ReadOnly {
        /// The file.
        name: String,
        /// Why.
        why: ReadOnly,
    },
    /// It was changed from outside into what is no notebook.
    #[error("{0}; until that is mended nothing is written")]
    Broken(Issue),
    /// It can't be read or written.
    #[error("{name} can't be written: {source}; --notebook FILE keeps it elsewhere")]
    Write {
        /// The file.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// It holds what TOML has no way to write.
    #[error("{name} can't be written as TOML: {why}")]
    Toml {
        /// The file.
        name: String,
        /// What can't be written.
        why: String,
    },
}

/// What is in a file.
#[derive(Debug, Default)]
struct Known {
    notebook: Notebook,
    /// All that stands there, also what no field is there for.
    table: Table,
    /// A hash of the text; `None` where there is no file.
    hash: Option<u64>,
}

/// What tells a file that was changed from one that was not, without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    inode: u64,
    size: u64,
    changed: Option<SystemTime>,
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "another demarche has it open",
            Self::Broken => "it can't be read; mend it and open it again",
            Self::Forbidden => "you may not write it; --notebook FILE keeps another",
        })
    }
}

impl Keeper {
    /// Opens the notebook of a file, which need not exist, and locks it by a file in `state`, the
    /// user's state folder; without one, or where locks don't work, it goes without.
    ///
    /// The issues are unknown fields, which are kept, or an error: then the notebook is empty, and
    /// the file is never written.
    #[must_use]
    pub fn open(path: &Path, state: Option<&Path>) -> (Self, Notebook, Vec<Issue>) {
        let name = path.display().to_string();
        let path = target(path);
        let (lock, is_taken) = match state.map(|state| lock(state, &path)) {
            Some(Ok(lock)) => (Some(lock), false),
            Some(Err(error)) => (None, error.kind() == io::ErrorKind::WouldBlock),
            None => (None, false),
        };
        let looked = Stamp::of(&path);
        let (read, hash, broken) = match read_file(&name, &path) {
            Ok(Some((read, hash))) => (read, Some(hash), false),
            Ok(None) => (Read::default(), None, false),
            Err(issue) => (Read { issues: vec![issue], ..Read::default() }, None, true),
        };
        let is_forbidden =
            || looked.is_some() && !(may_write(&path) && may_write(folder_of(&path)));
        let read_only = if broken {
            Some(ReadOnly::Broken)
        } else if is_taken {
            Some(ReadOnly::Open)
        } else {
            is_forbidden().then_some(ReadOnly::Forbidden)
        };
        if read_only.is_none() {
            whole::sweep(&path);
        }
        let Read { notebook, table, issues } = read;
        let known = Known { notebook: notebook.clone(), table, hash };
        let bases = vec![notebook.clone()];
        (Self { name, path, lock, read_only, known, bases, looked }, notebook, issues)
    }

    /// Why the notebook is not written, if it isn't.
    #[must_use]
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    /// The file, as it was named.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes a notebook, whole and at once, if it is not what the file has. What was changed in
    /// the file from outside is merged in before.
    ///
    /// A notebook from before a merge may follow, too: what was changed in it since it was last
    /// kept is changed in the merged one.
    ///
    /// O(size of the notebook and of the file), and waits until it is on disk.
    pub fn keep(&mut self, ours: &Notebook) -> Result<Kept, KeepError> {
        if let Some(why) = self.read_only {
            return Err(KeepError::ReadOnly { name: self.name.clone(), why });
        }
        let outside = self.outside()?;
        let latest = outside.as_ref().unwrap_or(&self.known);
        let (mut known, mut kept) = self.join(ours, latest)?;
        if known.notebook != latest.notebook {
            let text = toml::to_string_pretty(&known.table).map_err(|error| self.untold(&error))?;
            let text = format!("{HEADER}{text}");
            fs::create_dir_all(folder_of(&self.path))
                .and_then(|()| whole::replace(&self.path, |out| out.write_all(text.as_bytes())))
                .map_err(|source| KeepError::Write { name: self.name.clone(), source })?;
            known.hash = Some(hash::of(text.bytes()));
            kept.is_written = true;
        }
        self.begin_line(&mut kept, &known.notebook);
        let line = self.line_of(ours);
        self.bases[line] = ours.clone();
        self.known = known;
        self.looked = Stamp::of(&self.path);
        Ok(kept)
    }

    /// Whether the file was changed from outside since it was last read, written or looked at; then
    /// ours with these changes. Writes nothing. A file that was taken away is no change.
    ///
    /// Cheap where nothing has happened.
    pub fn look(&mut self, ours: &Notebook) -> Result<Option<Kept>, KeepError> {
        let stamp = Stamp::of(&self.path);
        if self.read_only == Some(ReadOnly::Broken) || stamp == self.looked {
            return Ok(None);
        }
        self.looked = stamp;
        let Some(outside) = self.outside()? else { return Ok(None) };
        let (_, mut kept) = self.join(ours, &outside)?;
        self.begin_line(&mut kept, &outside.notebook);
        if kept.merged.is_none() {
            let line = self.line_of(ours);
            self.bases[line].clone_from(&outside.notebook);
        }
        self.known = outside;
        Ok(Some(kept))
    }

    /// The number of its line; of a notebook that another keeper gave, the last one.
    fn line_of(&self, ours: &Notebook) -> usize {
        ours.line.0.min(self.bases.len() - 1)
    }

    /// Gives a merged notebook, which is to be adopted, a line of its own, with what the file has.
    fn begin_line(&mut self, kept: &mut Kept, in_file: &Notebook) {
        if let Some(merged) = &mut kept.merged {
            merged.line = Line(self.bases.len());
            self.bases.push(in_file.clone());
        }
    }

    /// What is in the file, if that is not what is known of it.
    fn outside(&self) -> Result<Option<Known>, KeepError> {
        // A file that was taken away decides nothing; it is written again with the next change.
        let found = read_file_unless(&self.name, &self.path, self.known.hash);
        let Some((read, hash)) = found.map_err(KeepError::Broken)? else { return Ok(None) };
        let Read { notebook, table, .. } = read;
        Ok(Some(Known { notebook, table, hash: Some(hash) }))
    }

    /// Ours and the latest from the file as one, by what they had in common.
    fn join(&self, ours: &Notebook, latest: &Known) -> Result<(Known, Kept), KeepError> {
        let table = |notebook| Table::try_from(notebook).map_err(|error| self.untold(&error));
        let theirs = table(&latest.notebook)?;
        let merged = merge::merge(&table(&self.bases[self.line_of(ours)])?, &table(ours)?, &theirs);
        let mut table = merged.table;
        merge::restore(&mut table, &latest.table, &theirs);
        let notebook: Notebook =
            table.clone().try_into().map_err(|error: toml::de::Error| self.untold(&error))?;
        let kept = Kept {
            is_written: false,
            merged: (notebook != *ours).then(|| notebook.clone()),
            taken: merged.taken,
            conflicts: merged.conflicts,
        };
        Ok((Known { notebook, table, hash: latest.hash }, kept))
    }

    fn untold(&self, error: &impl ToString) -> KeepError {
        KeepError::Toml { name: self.name.clone(), why: error.to_string() }
    }
}

impl Drop for Keeper {
    /// Gives the lock back at once: to close the file is not enough while a process that is just
    /// being started has it, too.
    fn drop(&mut self) {
        if let Some(lock) = &self.lock {
            drop(lock.unlock());
        }
    }
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok()?;
        let changed = about.modified().ok();
        Some(Self { inode: about.ino(), size: about.len(), changed })
    }
}

/// A file itself, behind links, by its full name; what does not exist yet has one, too.
fn target(path: &Path) -> PathBuf {
    /// The system follows no more.
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(link) => path = folder_of(&path).join(link),
            Err(_) => break,
        }
    }
    let name = path.file_name().unwrap_or_default();
    full(folder_of(&path)).join(name)
}

/// The full name of a folder, behind links as far as it exists.
fn full(folder: &Path) -> PathBuf {
    if let Ok(full) = fs::canonicalize(folder) {
        return full;
    }
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(name)) if parent != Path::new("") => full(parent).join(name),
        (Some(_), Some(name)) => full(Path::new(".")).join(name),
        _ => folder.to_owned(),
    }
}

/// Locks a file by another one in the state folder, until that is dropped. `WouldBlock` if somebody
/// else has it.
fn lock(state: &Path, path: &Path) -> io::Result<File> {
    let folder = state.join("locks");
    fs::create_dir_all(&folder)?;
    let name = format!("{:016x}.lock", hash::of(path.as_os_str().as_bytes().iter().copied()));
    let file = File::options().append(true).create(true).open(folder.join(name))?;
    file.try_lock()?;
    Ok(file)
}

fn read_file(name: &str, path: &Path) -> Result<Option<(Read, u64)>, Issue> {
    read_file_unless(name, path, None)
}

/// What is in a file, and the hash of its text; `None` if there is none, or if it has this hash.
fn read_file_unless(
    name: &str,
    path: &Path,
    known: Option<u64>,
) -> Result<Option<(Read, u64)>, Issue> {
    let text = match bytes::read_setting(path, LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let place = Place { file: name.to_owned(), ..Place::default() };
            return Err(Issue::error(place, format!("can't be read: {error}")));
        }
    };
    let hash = hash::of(text.bytes());
    if known == Some(hash) {
        return Ok(None);
    }
    Ok(Some((read::read(name, &text)?, hash)))
}
