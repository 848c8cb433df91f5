//! Zip archives that are one document: what word processors write, and books.

use std::{borrow::Cow, io::Cursor};

use zip::ZipArchive;

use super::{BytesError, Limits, archive};

/// What sort of document a zip archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// A document of a word processor (ECMA-376): `.docx`.
    Word,
    /// A text of OpenDocument 1.3: `.odt`.
    OpenText,
    /// A book (EPUB 2 and 3): `.epub`.
    Book,
}

impl Package {
    /// What the archive in these bytes is; `None` for other archives, and for what is no archive.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if !archive::is_archive(bytes) {
            return None;
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        if names(&archive).any(|name| is_body(&name)) {
            return Some(Self::Word);
        }
        match archive::mimetype(&mut archive)?.as_str() {
            "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.text-template" => Some(Self::OpenText),
            "application/epub+zip" => Some(Self::Book),
            _ => None,
        }
    }
}

/// Whether a part of this name is the body of a Word document: `word/document.xml`, or with a
/// number in it, as Word in a browser writes.
fn is_body(name: &str) -> bool {
    name.strip_prefix("word/document")
        .and_then(|rest| rest.strip_suffix(".xml"))
        .is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The names of the files in an archive, in its order.
fn names<'a>(archive: &'a ZipArchive<Cursor<&[u8]>>) -> impl Iterator<Item = String> + use<'a> {
    let name = |index| archive.name_for_index(index)?.ok().map(Cow::into_owned);
    (0..archive.len()).filter_map(name)
}

/// The parts of a document that is a zip archive, read within limits.
pub struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The name of the document, for errors.
    name: String,
    size: u64,
    limits: Limits,
    /// How many bytes may still be read.
    left: u64,
}

impl<'b> Parts<'b> {
    /// Of the document in these bytes. All that is read of it together keeps to the limits of one
    /// member.
    pub fn open(bytes: &'b [u8], name: &str, limits: &Limits) -> Result<Self, BytesError> {
        let broken = |reason: String| BytesError::Archive { name: name.to_owned(), reason };
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(archive::why(&error)))?;
        if archive.len() > limits.members {
            return Err(broken(format!("it has more than {} files", limits.members)));
        }
        let (size, left) = (bytes.len() as u64, limits.member);
        Ok(Self { archive, name: name.to_owned(), size, limits: *limits, left })
    }

    /// The names of the parts, in the order of the archive.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        names(&self.archive).collect()
    }

    /// The name of the body of a Word document.
    #[must_use]
    pub fn body(&self) -> Option<String> {
        names(&self.archive).find(|name| is_body(name))
    }

    /// The content of a part; `None` if there is no part of this name. A part that breaks off is
    /// an error.
    pub fn read(&mut self, part: &str) -> Result<Option<Vec<u8>>, BytesError> {
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let name = format!("{}/{part}", self.name);
        let broken = |reason: String| BytesError::Archive { name: name.clone(), reason };
        if let Some(reason) = archive::closed(&mut self.archive, index) {
            return Err(broken(reason));
        }
        let file = self.archive.by_index(index).map_err(|error| broken(archive::why(&error)))?;
        let (bytes, error) = archive::extract(file, &name, self.left, self.size, &self.limits)?;
        self.left -= bytes.len() as u64;
        match error {
            None => Ok(Some(bytes)),
            Some(error) => Err(broken(error.to_string())),
        }
    }
}
