//! The content of a file, read from any place.

use std::{
    borrow::Cow,
    fs::{File, Metadata},
    io::{self, Read, Seek, SeekFrom},
    os::unix::fs::{FileExt as _, MetadataExt as _},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{BytesError, Limits};

/// The bytes of one file: of a plain one where they are, of any other in memory or in a temporary
/// file. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Content {
    /// A regular file that is not compressed.
    OnDisk(OnDisk),
    /// Many bytes that came from a pipe.
    Unnamed(Unnamed),
    /// Bytes that were decompressed, came from a pipe, or are inside the program.
    Held(Arc<Cow<'static, [u8]>>),
}

/// A file, and what it was like when it was first looked at.
#[derive(Clone, Debug)]
pub struct OnDisk {
    path: PathBuf,
    len: u64,
    mark: Mark,
}

/// What tells a file from the one that stands in its place later.
type Mark = (u64, u64, u64, Option<SystemTime>);

impl OnDisk {
    /// The regular file with this metadata.
    pub(super) fn new(path: &Path, about: &Metadata) -> Self {
        Self { path: path.to_owned(), len: about.len(), mark: mark(about) }
    }

    fn open(&self) -> Result<File, BytesError> {
        let name = || self.path.display().to_string();
        let failed = |source| BytesError::Open { name: name(), source };
        // Once before, because opening a pipe waits for whoever writes to it.
        let before = mark(&self.path.metadata().map_err(failed)?);
        if before == self.mark {
            let file = File::open(&self.path).map_err(failed)?;
            if mark(&file.metadata().map_err(failed)?) == self.mark {
                return Ok(file);
            }
        }
        Err(BytesError::Changed { name: name() })
    }
}

fn mark(about: &Metadata) -> Mark {
    (about.dev(), about.ino(), about.len(), about.modified().ok())
}

/// A temporary file that has no name any longer, or its beginning.
#[derive(Clone, Debug)]
pub struct Unnamed {
    pub(super) file: Arc<File>,
    pub(super) len: u64,
}

impl Unnamed {
    /// Writes what comes next. What of it is written before an error does not count.
    pub(super) fn push(&mut self, more: &[u8]) -> io::Result<()> {
        self.file.write_all_at(more, self.len)?;
        self.len += more.len() as u64;
        Ok(())
    }

    /// The bytes from an offset to the end.
    pub(super) fn reader(&self, offset: u64) -> impl Read + Send + use<'_> {
        let left = self.len.saturating_sub(offset);
        Whole { source: At { file: &self.file, offset }, left }
    }

    /// The same file, which ends at an offset in it.
    pub(super) fn up_to(&self, len: u64) -> Self {
        Self { len: len.min(self.len), ..self.clone() }
    }

    /// Where the last line end before an offset stands, if there is one.
    pub(super) fn last_line_end(&self, offset: u64) -> io::Result<Option<u64>> {
        let mut block = [0; 4 << 10];
        let mut end = offset.min(self.len);
        while end > 0 {
            let start = end.saturating_sub(block.len() as u64);
            let bytes = &mut block[..(end - start) as usize];
            self.file.read_exact_at(bytes, start)?;
            if let Some(at) = memchr::memrchr(b'\n', bytes) {
                return Ok(Some(start + at as u64));
            }
            end = start;
        }
        Ok(None)
    }
}

/// A file that is read from a place on, whoever else reads it.
struct At<'a> {
    file: &'a File,
    offset: u64,
}

impl Read for At<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read_at(buffer, self.offset)?;
        self.offset += count as u64;
        Ok(count)
    }
}

/// The rest of a file that must not end before its length.
struct Whole<R> {
    source: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.by_ref().take(self.left).read(buffer)?;
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::Error::other("it has become shorter while it was read; load it again"));
        }
        self.left -= count as u64;
        Ok(count)
    }
}

impl Content {
    /// Bytes in memory.
    #[must_use]
    pub fn held(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self::Held(Arc::new(bytes.into()))
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        match self {
            Self::OnDisk(file) => file.len,
            Self::Unnamed(file) => file.len,
            Self::Held(bytes) => bytes.len() as u64,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes from an offset to the end. Fails if the file is not what it was.
    pub fn reader(&self, offset: u64) -> Result<Box<dyn Read + Send + '_>, BytesError> {
        Ok(match self {
            Self::OnDisk(on_disk) => {
                let mut file = on_disk.open()?;
                file.seek(SeekFrom::Start(offset)).map_err(|source| self.failed(source))?;
                Box::new(Whole { source: file, left: on_disk.len.saturating_sub(offset) })
            }
            Self::Unnamed(file) => Box::new(file.reader(offset)),
            Self::Held(bytes) => {
                let start = usize::try_from(offset).unwrap_or(usize::MAX).min(bytes.len());
                Box::new(&bytes[start..])
            }
        })
    }

    /// All bytes, up to the largest that one member may be ([`Limits::member`]).
    pub fn read_all(&self) -> Result<Vec<u8>, BytesError> {
        let limit = Limits::default().member;
        match self {
            Self::Held(bytes) => Ok(bytes.to_vec()),
            _ if self.len() > limit => Err(BytesError::TooLarge { name: self.name(), limit }),
            _ => self.head(self.len()),
        }
    }

    /// The bytes at the beginning, so many at most.
    pub fn head(&self, most: u64) -> Result<Vec<u8>, BytesError> {
        let mut head = Vec::with_capacity(most.min(self.len()) as usize + 1);
        let reader = self.reader(0)?;
        reader.take(most).read_to_end(&mut head).map_err(|source| self.failed(source))?;
        Ok(head)
    }

    /// The error that a reader of the content met.
    #[must_use]
    pub fn failed(&self, source: io::Error) -> BytesError {
        BytesError::Read { name: self.name(), source }
    }

    /// What it is called, where reading it can fail.
    fn name(&self) -> String {
        match self {
            Self::OnDisk(file) => file.path.display().to_string(),
            Self::Unnamed(_) => "what came through a pipe".to_owned(),
            Self::Held(_) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn rest(content: &Content, offset: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        content.reader(offset).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn bytes_are_read_from_any_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "0123456789").unwrap();
        let on_disk = Content::OnDisk(OnDisk::new(&path, &path.metadata().unwrap()));
        let longer = folder.path().join("b");
        fs::write(&longer, "0123456789 and more").unwrap();
        let file = Arc::new(File::open(&longer).unwrap());
        fs::remove_file(&longer).unwrap();
        let unnamed = Content::Unnamed(Unnamed { file, len: 19 }.up_to(10));
        for content in [on_disk, unnamed, Content::held(&b"0123456789"[..])] {
            assert_eq!((rest(&content, 0), content.len()), (b"0123456789".to_vec(), 10));
            assert_eq!(rest(&content, 7), b"789");
            assert_eq!(rest(&content, 70), b"");
            assert_eq!(content.head(3).unwrap(), b"012");
        }
    }

    #[test]
    fn a_file_that_becomes_shorter_is_not_taken_for_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "0123456789").unwrap();
        let content = Content::OnDisk(OnDisk::new(&path, &path.metadata().unwrap()));
        let mut reader = content.reader(0).unwrap();
        let mut start = [0; 4];
        reader.read_exact(&mut start).unwrap();
        fs::write(&path, "012345").unwrap();
        let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(error.to_string().starts_with("it has become shorter"), "{error}");
    }

    #[test]
    fn a_file_that_changes_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let other = folder.path().join("b");
        let fails = |change: &dyn Fn()| {
            fs::write(&path, "0123456789").unwrap();
            let content = Content::OnDisk(OnDisk::new(&path, &path.metadata().unwrap()));
            change();
            content.reader(0).err().unwrap().to_string()
        };
        let changed = format!("{} has changed since it was opened; load it again", path.display());
        assert_eq!(fails(&|| fs::write(&path, "012345678").unwrap()), changed);
        let replaced = fails(&|| {
            // Of the same size and day.
            fs::copy(&path, &other).unwrap();
            let when = path.metadata().unwrap().modified().unwrap();
            File::options().write(true).open(&other).unwrap().set_modified(when).unwrap();
            fs::rename(&other, &path).unwrap();
        });
        assert_eq!(replaced, changed);
        let a_pipe = fails(&|| {
            fs::remove_file(&path).unwrap();
            let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
            assert!(made.success());
        });
        assert_eq!(a_pipe, changed, "and nobody waits for the pipe");
        fs::remove_file(&path).unwrap();
        assert!(fails(&|| fs::remove_file(&path).unwrap()).starts_with("can't open "));
    }
}
