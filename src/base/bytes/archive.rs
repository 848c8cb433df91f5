//! The files in a zip archive.

use std::{
    borrow::Cow,
    io::{self, Read, Seek, SeekFrom},
};

use rustc_hash::FxHashMap;
use zip::{SUPPORTED_COMPRESSION_METHODS, ZipArchive, read::ZipFile, result::ZipError};

use super::{Binary, BytesError, Limits, Member, Package};
use crate::base::{
    issue::{Issue, Place},
    progress::Progress,
};

/// Whether bytes begin as a zip archive does, an empty one too.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Why an archive can't be read, or a file in it.
pub(super) fn why(error: &ZipError) -> String {
    match error {
        // The crate names the parts of the archive, which nobody knows by their names.
        ZipError::InvalidArchive(_) => {
            "it is cut off or damaged: the list of its files, which stands at its end, can't be read"
                .to_owned()
        }
        ZipError::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}

/// The files in an archive that are text, in its order, each named `archive.zip/file`. What can't
/// be read of it is issues of the first file.
///
/// All files together may be as large as one may be otherwise, also in proportion to the archive,
/// of which several files can share the same bytes.
pub fn unzip(
    mut source: impl Read + Seek,
    name: &str,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Member>, BytesError> {
    let broken = |reason: String| BytesError::Archive { name: name.to_owned(), reason };
    let size = source.seek(SeekFrom::End(0)).map_err(|error| broken(error.to_string()))?;
    let mut archive = ZipArchive::new(source).map_err(|error| broken(why(&error)))?;
    if let Some(document) = document(&mut archive) {
        return Err(broken(document));
    }
    if archive.len() > limits.members {
        return Err(broken(format!("it has more than {} files", limits.members)));
    }
    let (mut members, mut issues): (Vec<Member>, Vec<Issue>) = (Vec::new(), Vec::new());
    let mut left = limits.member;
    for index in 0..archive.len() {
        if progress.is_cancelled() {
            return Err(BytesError::Cancelled { name: name.to_owned() });
        }
        let inside = archive.name_for_index(index).and_then(Result::ok);
        let inside = inside.unwrap_or_default().into_owned();
        if inside.ends_with('/') || is_hidden(&inside) {
            continue;
        }
        let name = format!("{name}/{inside}");
        let place = Place { file: name.clone(), ..Place::default() };
        if let Some(reason) = closed(&mut archive, index) {
            issues
                .push(Issue::error(place, format!("left out: {reason}; unpack the archive first")));
            continue;
        }
        let file = match archive.by_index(index) {
            Ok(file) => file,
            Err(error) => {
                issues.push(Issue::error(place, format!("can't decompress it: {}", why(&error))));
                continue;
            }
        };
        let (bytes, broken) = extract(file, &name, left, size, limits)?;
        left -= bytes.len() as u64;
        let is_package = || Package::of(&bytes).is_some();
        if let Some(kind) = Binary::of(&bytes).filter(|_| !is_package()) {
            issues.push(Issue::warning(place, format!("left out: it is {kind}")));
            continue;
        }
        let broken = broken.map(|error| {
            let message = format!("the compressed data breaks off after {} bytes", bytes.len());
            Issue::error(place, format!("{message}: {error}"))
        });
        let issues = broken.into_iter().collect();
        members.push(Member { issues, ..Member::new(name, Cow::Owned(bytes)) });
    }
    if archive.has_duplicate_names() {
        let start = archive.central_directory_start();
        let repeated = repeated(archive.into_inner(), start);
        let repeated = repeated.map_err(|error| broken(error.to_string()))?;
        issues.extend(repeated.into_iter().map(|(inside, count)| {
            let place = Place { file: format!("{name}/{inside}"), ..Place::default() };
            let message =
                format!("the archive has {count} files of this name; only the last is read");
            Issue::error(place, message).with_help("unpack the archive first")
        }));
    }
    let Some(first) = members.first_mut() else {
        let first = issues.first().map_or_else(|| "it is empty".into(), ToString::to_string);
        return Err(broken(format!("no file of it can be read: {first}")));
    };
    first.issues.append(&mut issues);
    Ok(members)
}

/// The beginning of the first file in an archive that is text.
pub fn peek(source: impl Read + Seek, name: &str, most: u64) -> Result<Vec<u8>, BytesError> {
    let broken = |reason: String| BytesError::Archive { name: name.to_owned(), reason };
    let mut archive = ZipArchive::new(source).map_err(|error| broken(why(&error)))?;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| broken(why(&error)))?;
        let mut head = Vec::new();
        let name = file.name().map(Cow::into_owned);
        if file.is_file() && name.is_ok_and(|name| !is_hidden(&name)) {
            let read = file.by_ref().take(most).read_to_end(&mut head);
            read.map_err(|error| broken(error.to_string()))?;
            if Binary::of(&head).is_none() {
                return Ok(head);
            }
        }
    }
    Err(broken("it has no text in it".into()))
}

/// What an archive is that a program of an office has made, and how one gets on with it.
fn document<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<String> {
    if archive.index_for_name("[Content_Types].xml").is_some() {
        return Some("it is an office document; save it as CSV or as text".to_owned());
    }
    let is_office = mimetype(archive)?.starts_with("application/vnd.oasis.opendocument");
    is_office.then(|| "it is an OpenDocument file; save it as CSV or as text".to_owned())
}

/// What an archive says it is: the whole content of its file `mimetype`.
pub(super) fn mimetype<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<String> {
    let mut mimetype = String::new();
    let file = archive.by_name("mimetype").ok()?;
    file.take(100).read_to_string(&mut mimetype).ok()?;
    Some(mimetype.trim().to_owned())
}

/// Why the content of a file can't be had, if it can't.
pub(super) fn closed<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize) -> Option<String> {
    let file = archive.by_index_raw(index).ok()?;
    let method = file.compression();
    if file.encrypted() {
        Some("it is encrypted".to_owned())
    } else if !SUPPORTED_COMPRESSION_METHODS.contains(&method) {
        Some(format!("it is packed in a way ({method}) that is not read here"))
    } else {
        None
    }
}

/// The names that several files of an archive have, and how many: told by its directory, of which
/// the archive as it is opened keeps but one of each.
fn repeated(mut source: impl Read + Seek, start: u64) -> io::Result<Vec<(String, usize)>> {
    /// What precedes the name of an entry, in bytes.
    const FIXED: usize = 46;
    source.seek(SeekFrom::Start(start))?;
    let mut directory = Vec::new();
    source.read_to_end(&mut directory)?;
    let (mut names, mut counts) = (Vec::new(), FxHashMap::default());
    let mut rest = &directory[..];
    while rest.len() >= FIXED && rest.starts_with(b"PK\x01\x02") {
        let length = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
        let end = FIXED + length(28);
        let Some(name) = rest.get(FIXED..end) else { break };
        let count = counts.entry(name).or_insert(0_usize);
        *count += 1;
        if *count == 2 {
            names.push(name);
        }
        rest = rest.get(end + length(30) + length(32)..).unwrap_or_default();
    }
    let count = |name: &[u8]| (String::from_utf8_lossy(name).into_owned(), counts[name]);
    Ok(names.into_iter().map(count).collect())
}

/// One file's bytes, as far as they can be had, and why they break off.
pub(super) fn extract<R: Read>(
    mut file: ZipFile<'_, R>,
    name: &str,
    left: u64,
    archive: u64,
    limits: &Limits,
) -> Result<(Vec<u8>, Option<std::io::Error>), BytesError> {
    let mut bytes = Vec::new();
    loop {
        let broken = match file.by_ref().take(1 << 20).read_to_end(&mut bytes) {
            Ok(0) => return Ok((bytes, None)),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let large = bytes.len() as u64;
        if large > left {
            return Err(BytesError::TooLarge { name: name.to_owned(), limit: limits.member });
        }
        let all = limits.member - left + large;
        if all > limits.free && all / limits.ratio > archive {
            return Err(BytesError::Bomb { name: name.to_owned(), ratio: limits.ratio });
        }
        if broken.is_some() {
            return Ok((bytes, broken));
        }
    }
}

/// Whether it is a file that systems leave in archives for themselves.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
