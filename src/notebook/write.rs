//! A file written whole or not at all.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown},
    path::{Path, PathBuf},
    process,
    time::Duration,
};

use super::place::folder_of;

/// How the name of a file that is being written ends.
const PART: &str = ".part";

/// Nobody takes so long to write a notebook.
const STALE: Duration = Duration::from_secs(60);

/// Puts a text in the place of a file, at once, on disk when this returns; missing folders are
/// made. The file keeps its permissions, and its owner where that is allowed.
///
/// Whatever fails, and whenever the process ends, there is the old file or the new one.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = folder_of(path);
    fs::create_dir_all(folder)?;
    let part = part_of(path, &process::id().to_string());
    let written = write_part(&part, path, text).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What the failure left is no use, and the failure is what is told.
        let _ = fs::remove_file(&part);
        return written;
    }
    // The new file is in its place; where a folder can't be synced, the system does it later.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Removes what processes that were killed while they wrote this file have left beside it.
pub(super) fn sweep(path: &Path) {
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

fn write_part(part: &Path, old: &Path, text: &str) -> io::Result<()> {
    // It is made anew, so that nobody's link is followed.
    if let Err(error) = fs::remove_file(part)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let old = fs::metadata(old).ok();
    let mode = if old.is_some() { 0o600 } else { 0o644 };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(part)?;
    if let Some(old) = old {
        let new = file.metadata()?;
        if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
            // Only root may give a file away.
            let _ = fchown(&file, Some(old.uid()), Some(old.gid()));
        }
        file.set_permissions(Permissions::from_mode(old.mode() & 0o7777))?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
