//! What is shown, written into a file: whole or not at all.

use std::path::{Path, PathBuf};

use crate::{
    base::{clock, whole},
    export::{Excerpt, Extras, FileFormat, Note},
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
        match whole::replace(&target, |out| self.format.write(out, &excerpt, Extras::default())) {
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

/// The path with `~/` as a shell reads it.
fn expanded(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::home_dir()) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}
