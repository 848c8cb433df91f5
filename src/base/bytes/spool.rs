//! Bytes that come one after the other and are read later: few are held in memory, many lie in a
//! temporary file.
//!
//! The file loses its name as soon as it is there, so that nobody else opens it, and it is gone
//! when nothing here reads it any longer, however the program ends. Where it can't be written the
//! bytes are held, as many as [`Limits::member`] allows.

use std::{
    collections::hash_map::RandomState,
    env,
    fs::{self, File},
    hash::{BuildHasher as _, Hasher as _},
    io::{self, Read},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Content, Limits, content::Unnamed};

/// What has come.
#[derive(Debug)]
pub struct Spool {
    /// The folder for the temporary file.
    folder: PathBuf,
    bytes: Bytes,
    /// Why they are held in memory however many they are; none where they are not.
    refused: Option<io::Error>,
}

#[derive(Debug)]
enum Bytes {
    Held(Vec<u8>),
    InFile(Unnamed),
}

impl Spool {
    /// Nothing yet; what is too much for memory will go to the system's folder for temporary files.
    #[must_use]
    pub fn new() -> Self {
        Self::in_folder(env::temp_dir())
    }

    pub(super) fn in_folder(folder: PathBuf) -> Self {
        Self { folder, bytes: Bytes::Held(Vec::new()), refused: None }
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.bytes {
            Bytes::Held(held) => held.len() as u64,
            Bytes::InFile(file) => file.len,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds what comes next. After an error, which says that there is no room for it, all of them
    /// are gone.
    pub(super) fn push(&mut self, more: &[u8], limits: &Limits) -> io::Result<()> {
        if let Bytes::InFile(file) = &mut self.bytes {
            let Err(error) = file.push(more) else { return Ok(()) };
            let fits = file.len + more.len() as u64 <= limits.member;
            let held = if fits { read_back(file)? } else { Vec::new() };
            (self.bytes, self.refused) = (Bytes::Held(held), Some(error));
            if !fits {
                return Err(self.no_room(limits));
            }
        }
        let Bytes::Held(held) = &mut self.bytes else { return Ok(()) };
        held.extend_from_slice(more);
        if held.len() as u64 > limits.held && self.refused.is_none() {
            let written = unnamed(&self.folder).and_then(|file| {
                let mut file = Unnamed { file: Arc::new(file), len: 0 };
                file.push(held).map(|()| file)
            });
            match written {
                Ok(file) => {
                    self.bytes = Bytes::InFile(file);
                    return Ok(());
                }
                Err(error) => self.refused = Some(error),
            }
        }
        if held.len() as u64 > limits.member {
            self.bytes = Bytes::Held(Vec::new());
            return Err(self.no_room(limits));
        }
        Ok(())
    }

    fn no_room(&self, limits: &Limits) -> io::Error {
        let (most, folder) = (super::error::Size(limits.member), self.folder.display());
        let why = self.refused.as_ref().map(ToString::to_string).unwrap_or_default();
        io::Error::other(format!(
            "it is larger than {most}, and the rest can't go to a temporary file in {folder}: {why}"
        ))
    }

    /// All bytes, from the first on.
    #[must_use]
    pub fn reader(&self) -> Box<dyn Read + Send + '_> {
        match &self.bytes {
            Bytes::Held(held) => Box::new(&**held),
            Bytes::InFile(file) => Box::new(file.reader(0)),
        }
    }

    /// The first bytes, so many at most.
    pub fn head(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader().take(most).read_to_end(&mut head)?;
        Ok(head)
    }

    /// The whole lines among the first bytes, so many at most; `None` if there is none.
    pub fn lines(&self, most: u64) -> io::Result<Option<Content>> {
        let most = most.min(self.len());
        match &self.bytes {
            Bytes::Held(held) => {
                let end = memchr::memrchr(b'\n', &held[..most as usize]);
                Ok(end.map(|end| Content::held(held[..=end].to_vec())))
            }
            Bytes::InFile(file) => {
                let end = file.last_line_end(most)?;
                Ok(end.map(|end| Content::Unnamed(file.up_to(end + 1))))
            }
        }
    }

    /// All that came.
    #[must_use]
    pub fn into_content(self) -> Content {
        match self.bytes {
            Bytes::Held(held) => Content::held(held),
            Bytes::InFile(file) => Content::Unnamed(file),
        }
    }
}

impl Default for Spool {
    fn default() -> Self {
        Self::new()
    }
}

/// The bytes that did go to the file.
fn read_back(file: &Unnamed) -> io::Result<Vec<u8>> {
    let mut held = Vec::with_capacity(file.len as usize);
    file.reader(0).read_to_end(&mut held)?;
    Ok(held)
}

/// A new file in a folder, which no other program can open.
fn unnamed(folder: &Path) -> io::Result<File> {
    // Every state is another one: where to get a number that nobody can guess.
    let number = RandomState::new().build_hasher().finish();
    let path = folder.join(format!("demarche-{number:016x}"));
    let mut how = File::options();
    let file = how.read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits { member: 12, held: 4, ratio: 200, free: 2 << 20, members: 10 };

    /// What is told of each part that comes, and whether all is in a file in the end.
    #[track_caller]
    fn check(mut spool: Spool, parts: &[&str], expected: Result<&str, &str>, in_file: bool) {
        let mut pushed = parts.iter().map(|part| spool.push(part.as_bytes(), &SMALL));
        let pushed = pushed.find(Result::is_err).unwrap_or(Ok(()));
        let is_in_file = matches!(spool.bytes, Bytes::InFile(_));
        assert_eq!(is_in_file, in_file, "{parts:?}");
        let content = spool.into_content();
        let found = pushed.map(|()| String::from_utf8(content.read_all().unwrap()).unwrap());
        let found = found.map_err(|error| error.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{parts:?}");
    }

    #[test]
    fn few_bytes_are_held_and_many_lie_in_a_file_without_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let spool = || Spool::in_folder(folder.path().to_owned());
        check(spool(), &[], Ok(""), false);
        check(spool(), &["ab", "cd"], Ok("abcd"), false);
        check(spool(), &["ab", "cde"], Ok("abcde"), true);
        let many = ["0123456789", "abc", "", "0123456789"];
        check(spool(), &many, Ok("0123456789abc0123456789"), true);
        let mut spool = spool();
        spool.push(b"0123456789", &SMALL).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        assert_eq!((spool.len(), spool.head(3).unwrap()), (10, b"012".to_vec()));
    }

    #[test]
    fn without_a_file_as_much_is_held_as_may_be() {
        let nowhere = Path::new("/nowhere");
        let spool = || Spool::in_folder(nowhere.to_owned());
        check(spool(), &["0123456789", "ab"], Ok("0123456789ab"), false);
        let no_room = "it is larger than 12 bytes, and the rest can't go to a temporary file in \
                       /nowhere: No such file or directory (os error 2)";
        check(spool(), &["0123456789", "ab", "c"], Err(no_room), false);
    }

    #[test]
    fn a_file_that_takes_no_more_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "0123456789").unwrap();
        // As on a disk that is full, a file that is only read takes nothing.
        let spool = || {
            let file = Arc::new(File::open(&path).unwrap());
            let bytes = Bytes::InFile(Unnamed { file, len: 10 });
            Spool { bytes, ..Spool::in_folder("/tmp".into()) }
        };
        check(spool(), &["ab"], Ok("0123456789ab"), false);
        let no_room = "it is larger than 12 bytes, and the rest can't go to a temporary file in \
                       /tmp: Bad file descriptor (os error 9)";
        check(spool(), &["abc"], Err(no_room), false);
        check(spool(), &["a", "bc"], Err(no_room), false);
    }

    #[test]
    fn whole_lines_are_found_from_behind() {
        let folder = tempfile::tempdir().unwrap();
        let long = "x".repeat(10_000);
        let text = format!("a\nbc\n{long}");
        for limits in [Limits::default(), SMALL] {
            let mut spool = Spool::in_folder(folder.path().to_owned());
            spool.push(text.as_bytes(), &limits).unwrap();
            for (most, expected) in
                [(0, None), (1, None), (2, Some("a\n")), (4, Some("a\n")), (9999, Some("a\nbc\n"))]
            {
                let lines = spool.lines(most).unwrap().map(|it| it.read_all().unwrap());
                assert_eq!(lines.as_deref(), expected.map(str::as_bytes), "{most} {limits:?}");
            }
        }
    }
}
