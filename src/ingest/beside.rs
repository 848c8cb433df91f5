//! The texts of sources in files beside a timeline.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rustc_hash::FxHashMap;

use crate::base::{
    bytes::{self, BytesError, Input, Limits},
    issue::Issue,
    progress::Progress,
};

/// Where the files are that a timeline names as the texts of its sources.
#[derive(Clone, Copy)]
pub enum Beside<'a> {
    /// In a folder.
    Folder(&'a Path),
    /// Inside the program, by name.
    Embedded(&'a [(&'a str, &'a str)]),
    /// Nowhere: the timeline came from a pipe.
    Nowhere,
}

/// The texts of one timeline, each read once, however many sources have it.
pub struct Texts<'a> {
    beside: Beside<'a>,
    /// What came of each file; none where it could not be read.
    read: FxHashMap<PathBuf, Option<Arc<str>>>,
    /// How many bytes may still be read.
    left: usize,
}

impl<'a> Texts<'a> {
    /// The most bytes that all texts of a timeline may have.
    pub const MOST: usize = 256 << 20;

    /// Texts of which none is read yet.
    #[must_use]
    pub fn new(beside: Beside<'a>) -> Self {
        Self { beside, read: FxHashMap::default(), left: Self::MOST }
    }

    /// The text in a file that the timeline names, and what is wrong with it; that is said once.
    pub fn read(&mut self, path: &str) -> Result<(Arc<str>, Vec<Issue>), BytesError> {
        let refused = |reason| BytesError::NotBeside { path: path.to_owned(), reason };
        let folder = match self.beside {
            Beside::Folder(folder) => folder,
            Beside::Embedded(files) => {
                let file = files.iter().find(|(name, _)| *name == path);
                let (_, text) = file.ok_or(refused("it is not inside the program"))?;
                return Ok(((*text).into(), Vec::new()));
            }
            Beside::Nowhere => {
                return Err(refused("what comes through a pipe has no files beside it"));
            }
        };
        let file = bytes::beside(folder, path)?;
        if let Some(read) = self.read.get(&file) {
            let text = read.clone().ok_or(refused("it can't be read, as for another source"))?;
            return Ok((text, Vec::new()));
        }
        self.read.insert(file.clone(), None);
        let limits = Limits { member: self.left as u64, ..Limits::default() };
        let read = bytes::read_all(&Input::Path(file.clone()), &limits, &Progress::default());
        let members = read.map_err(|error| match error {
            BytesError::TooLarge { .. } => {
                refused("the texts of a timeline may have 256 MiB together, and it has more")
            }
            error => error,
        })?;
        let member = members.into_iter().next().ok_or(refused("it is empty"))?;
        let (text, issues) = bytes::decode(member.bytes.into_owned(), path);
        self.left = self.left.saturating_sub(text.len());
        let text: Arc<str> = text.into();
        self.read.insert(file, Some(Arc::clone(&text)));
        Ok((text, [member.issues, issues].concat()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_text_is_read_once_and_all_together_have_a_limit() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "caf\u{e9}").unwrap();
        fs::write(folder.path().join("b.txt"), b"caf\xE9").unwrap();
        let mut texts = Texts::new(Beside::Folder(folder.path()));
        let (first, _) = texts.read("a.txt").unwrap();
        for name in ["a.txt", "./a.txt", "././a.txt"] {
            assert!(Arc::ptr_eq(&first, &texts.read(name).unwrap().0), "{name}");
        }
        assert_eq!(Texts::MOST - texts.left, 5);
        let said = |texts: &mut Texts<'_>| texts.read("b.txt").unwrap().1.len();
        assert_eq!([said(&mut texts), said(&mut texts)], [1, 0], "an issue is said once");
        texts.left = 4;
        fs::write(folder.path().join("c.txt"), "cafes").unwrap();
        let error = texts.read("c.txt").unwrap_err().to_string();
        let reason = "the texts of a timeline may have 256 MiB together, and it has more";
        assert_eq!(error, format!("can't use the file \"c.txt\": {reason}"));
        let error = texts.read("c.txt").unwrap_err().to_string();
        assert!(error.ends_with("it can't be read, as for another source"), "{error}");
        assert!(texts.read("a.txt").is_ok());
    }
}
