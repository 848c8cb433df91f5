//! A file written whole or not at all.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, BufWriter, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown},
    path::{Path, PathBuf},
    process,
    time::Duration,
};

/// How the name of a file that is being written ends.
const PART: &str = ".part";

/// Nobody takes so long to write a file of the program's own.
const STALE: Duration = Duration::from_secs(60);

/// Puts what `write` writes in the place of a file, at once, on disk when this returns. The
/// file keeps its permissions, and its owner where that is allowed.
///
/// Whatever fails, and whenever the process ends, there is the old file or the new one.
pub fn replace<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
) -> io::Result<T> {
    if path.file_name().is_none() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it names no file"));
    }
    let folder = folder_of(path);
    let part = part_of(path, &process::id().to_string());
    let written = write_part(&part, path, write).and_then(|value| {
        fs::rename(&part, path)?;
        Ok(value)
    });
    match &written {
        // What the failure left is no use, and the failure is what is told.
        Err(_) => drop(fs::remove_file(&part)),
        // The new file is in its place; where a folder can't be synced, the system does it later.
        Ok(_) => drop(File::open(folder).and_then(|folder| folder.sync_all())),
    }
    written
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Removes what processes that were killed while they wrote this file have left beside it.
pub fn sweep(path: &Path) {
    let start = part_of(path, "");
    let start = start.file_name().unwrap_or_default().to_string_lossy();
    let start = start.trim_end_matches(PART);
    for entry in fs::read_dir(folder_of(path)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let age = entry.metadata().and_then(|about| about.modified()).map(|time| time.elapsed());
        let is_stale = matches!(age, Ok(Ok(age)) if age > STALE);
        if name.starts_with(start) && name.ends_with(PART) && is_stale {
            // Whoever can't remove it has at least the notebook.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The name under which a file is written: hidden, and beside it.
fn part_of(path: &Path, process: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{process}{PART}"))
}

fn write_part<T>(
    part: &Path,
    old: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<T>,
) -> io::Result<T> {
    // It is made anew, so that nobody's link is followed.
    if let Err(error) = fs::remove_file(part)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let old = fs::metadata(old).ok();
    let mode = if old.is_some() { 0o600 } else { 0o644 };
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(part)?;
    if let Some(old) = old {
        let new = file.metadata()?;
        if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
            // Only root may give a file away.
            let _ = fchown(&file, Some(old.uid()), Some(old.gid()));
        }
        file.set_permissions(Permissions::from_mode(old.mode() & 0o7777))?;
    }
    let mut out = BufWriter::new(file);
    let value = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(value)
}
