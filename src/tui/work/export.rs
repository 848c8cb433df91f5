//! What is shown, written into a file: whole or not at all.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
    process,
};

use crate::{
    base::clock,
    export::{Excerpt, Extras, FileFormat, LeftOut, Note},
    index::Store,
    query::{self, Answer, Query},
};

/// What is to be written, and where.
#[derive(Debug)]
pub struct Export {
    /// The filters.
    pub query: Query,
    /// What they keep.
    pub answer: Answer,
    /// In which form.
    pub format: FileFormat,
    /// Into which file.
    pub path: PathBuf,
    /// Whether that may be there already.
    pub replaces: bool,
    /// What was opened: it is never written.
    pub opened: Vec<PathBuf>,
}

/// What became of it.
#[derive(Debug)]
pub enum Exported {
    /// It was written; what is in it.
    Written(String),
    /// Nothing was written, since the file is there and nobody has said that it may be replaced.
    Exists(FileFormat, PathBuf),
    /// Nothing was written, for this reason.
    Failed(String),
}

impl Export {
    /// Writes the file. A file that is replaced stays as it was until the new one is complete.
    pub(super) fn run(&self, store: &Store) -> Exported {
        let path = expanded(&self.path);
        let shown = path.display();
        // Where a link leads is what is meant.
        let target = path.canonicalize().unwrap_or_else(|_| path.clone());
        let is_opened = |opened: &PathBuf| opened.canonicalize().is_ok_and(|it| it == target);
        if self.opened.iter().any(is_opened) {
            return Exported::Failed(format!(
                "{shown} is what was opened, and is never written; E and another name"
            ));
        }
        if !self.replaces && target.symlink_metadata().is_ok() {
            return Exported::Exists(self.format, self.path.clone());
        }
        let meaning = query::meaning(&self.query, store);
        let note = Note::new(&self.query.to_string(), meaning, &self.answer, clock::now());
        let excerpt = Excerpt::new(store.timeline(), &self.answer, &note);
        match write_whole(&target, |out| self.format.write(out, &excerpt, Extras::default())) {
            Ok(left_out) if left_out.is_empty() => {
                Exported::Written(format!("wrote {shown}: {}", note.counts))
            }
            Ok(left_out) => Exported::Written(format!(
                "wrote {shown}: {}; {} has no form for these: {left_out}",
                note.counts,
                self.format.noun()
            )),
            Err(error) => Exported::Failed(format!("{shown} was not written: {error}")),
        }
    }
}

/// Writes a file beside its place, then puts it there.
fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<LeftOut>,
) -> io::Result<LeftOut> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it names no file"));
    };
    let mut part = std::ffi::OsString::from(".");
    part.push(name);
    part.push(format!(".{}.part", process::id()));
    let part = path.with_file_name(part);
    let written = OpenOptions::new().write(true).create_new(true).open(&part).and_then(|file| {
        let mut out = BufWriter::new(file);
        let left_out = write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        fs::rename(&part, path)?;
        Ok(left_out)
    });
    if written.is_err() {
        // What is half-written helps nobody; the first error is the one to tell.
        drop(fs::remove_file(&part));
    }
    written
}

/// The path with `~/` as a shell reads it.
fn expanded(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
