//! The content of a file, read from any place.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use super::{BytesError, Limits};

/// The bytes of one file: of a plain one where they are, of any other in memory. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Content {
    /// A regular file that is not compressed.
    OnDisk(OnDisk),
    /// Bytes that were decompressed, came from a pipe, or are inside the program.
    Held(Arc<Cow<'static, [u8]>>),
}

/// A file, and what it was like when it was first looked at.
#[derive(Clone, Debug)]
pub struct OnDisk {
    path: PathBuf,
    len: u64,
    modified: Option<SystemTime>,
}

impl OnDisk {
    /// The file as it is now.
    pub(super) fn new(path: &Path) -> io::Result<Self> {
        let about = path.metadata()?;
        Ok(Self { path: path.to_owned(), len: about.len(), modified: about.modified().ok() })
    }

    fn open(&self) -> Result<File, BytesError> {
        let name = || self.path.display().to_string();
        let open = || {
            let file = File::open(&self.path)?;
            Ok((file.metadata()?, file))
        };
        let (about, file) = open().map_err(|source| BytesError::Open { name: name(), source })?;
        if about.len() != self.len || about.modified().ok() != self.modified {
            return Err(BytesError::Changed { name: name() });
        }
        Ok(file)
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
                Box::new(file.take(on_disk.len.saturating_sub(offset)))
            }
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
            Self::OnDisk(file) if file.len > limit => {
                Err(BytesError::TooLarge { name: file.path.display().to_string(), limit })
            }
            Self::OnDisk(file) => self.head(file.len),
            Self::Held(bytes) => Ok(bytes.to_vec()),
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
        let name = match self {
            Self::OnDisk(file) => file.path.display().to_string(),
            Self::Held(_) => String::new(),
        };
        BytesError::Read { name, source }
    }
}

#[cfg(test)]
mod tests {
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
        let on_disk = Content::OnDisk(OnDisk::new(&path).unwrap());
        for content in [on_disk, Content::held(&b"0123456789"[..])] {
            assert_eq!((rest(&content, 0), content.len()), (b"0123456789".to_vec(), 10));
            assert_eq!(rest(&content, 7), b"789");
            assert_eq!(rest(&content, 70), b"");
            assert_eq!(content.head(3).unwrap(), b"012");
        }
    }

    #[test]
    fn a_file_that_changes_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "0123456789").unwrap();
        let content = Content::OnDisk(OnDisk::new(&path).unwrap());
        std::fs::write(&path, "012345678").unwrap();
        let error = content.reader(0).err().unwrap();
        assert!(matches!(error, BytesError::Changed { .. }), "{error}");
    }
}
