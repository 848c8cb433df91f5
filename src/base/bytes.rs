//! Bytes from a path, standard input, a compressed file or an archive, read within limits, and the
//! text in them.
//!
//! **Invariants.** No file is written but a temporary one without a name ([`Spool`]), no more is
//! held than [`Limits`] allow, and what a file is is told by its content, not by its name. Errors
//! name the input as the user named it.

mod archive;
mod binary;
mod client;
mod content;
mod decode;
mod document;
mod error;
mod folder;
mod package;
mod pipe;
mod setting;
mod spool;
mod workbook;

use std::{
    borrow::Cow,
    fmt,
    fs::{File, Metadata},
    io::{self, BufRead, BufReader, Cursor, Read},
    os::unix::fs::FileTypeExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use flate2::bufread::MultiGzDecoder;

use super::{
    issue::{Issue, Place},
    progress::Progress,
};

pub use binary::Binary;
pub use client::{Client, ClientError, Process, Running, end_clients};
pub use content::{Content, OnDisk, Unnamed};
pub use decode::{decode, is_utf16, windows_1252};
pub use document::decode_document;
pub use error::BytesError;
pub use folder::{DEEPEST, Expanded, MOST, Other, Why, beside, expand};
pub use package::{Package, Parts};
pub use pipe::Pipe;
pub use setting::read_setting;
pub use spool::Spool;

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// A file, or a pipe with a name.
    Path(PathBuf),
    /// Standard input, to its end; it can be read once.
    Stdin,
    /// What somebody pasted or typed at the terminal.
    Pasted(Arc<str>),
    /// What a program answers that is started for it.
    Client(Arc<Client>),
    /// A file inside the program.
    Embedded {
        /// The name it has for people.
        name: &'static str,
        /// Its content.
        bytes: &'static [u8],
    },
}

/// One file's content: an input of its own, or one of several in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name of the input, and of the file in it if it is an archive.
    pub name: String,
    /// The content, decompressed.
    pub bytes: Cow<'static, [u8]>,
    /// What could not be read of it.
    pub issues: Vec<Issue>,
    /// Whether it is a sheet of a workbook.
    pub is_sheet: bool,
}

/// One file's content that may still be where it was: an input of its own, or one of several in
/// an archive.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The name of the input, and of the file in it if it is an archive.
    pub name: String,
    /// The content, decompressed.
    pub content: Content,
    /// What could not be read of it.
    pub issues: Vec<Issue>,
    /// Whether it is a sheet of a workbook.
    pub is_sheet: bool,
}

/// How much may be read, so that a hostile or mistaken file ends in an error and not in swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one member held at once, decompressed. Default: 2 GiB.
    pub member: u64,
    /// The most bytes of a pipe that are held in memory, unless no temporary file can be written.
    /// Default: 8 MiB.
    pub held: u64,
    /// The most bytes that one compressed byte may become, looked at from `free` on. Default:
    /// 200; data sets of coded events come to 7 to 9.
    pub ratio: u64,
    /// Up to this many bytes any ratio is allowed. Default: 1 MiB.
    pub free: u64,
    /// The most files that an archive may have. Default: 10,000.
    pub members: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { member: 2 << 30, held: 8 << 20, ratio: 200, free: 1 << 20, members: 10_000 }
    }
}

impl Input {
    /// The input that an argument of the command line names: `-` is standard input.
    #[must_use]
    pub fn from_arg(arg: impl AsRef<Path>) -> Self {
        match arg.as_ref() {
            path if path == Path::new("-") => Self::Stdin,
            path => Self::Path(path.to_owned()),
        }
    }

    /// Whether it can be read but once, when somebody has written it: standard input, a pipe in the
    /// place of a file, or the answer of a program.
    #[must_use]
    pub fn is_pipe(&self) -> bool {
        let is_fifo = |path: &PathBuf| path.metadata().is_ok_and(|it| it.file_type().is_fifo());
        match self {
            Self::Stdin | Self::Client(_) => true,
            Self::Path(path) => is_fifo(path),
            Self::Pasted(_) | Self::Embedded { .. } => false,
        }
    }

    /// How many bytes there are to read, where that is known before reading.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Path(path) => {
                path.metadata().ok().filter(Metadata::is_file).map(|file| file.len())
            }
            Self::Stdin | Self::Client(_) => None,
            Self::Pasted(text) => Some(text.len() as u64),
            Self::Embedded { bytes, .. } => Some(bytes.len() as u64),
        }
    }
}

impl fmt::Display for Input {
    /// The name that people know the input by.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("standard input"),
            Self::Pasted(_) => f.write_str("pasted text"),
            Self::Client(client) => f.write_str(&client.name),
            Self::Embedded { name, .. } => f.write_str(name),
        }
    }
}

impl Member {
    /// A file of which nothing is wrong.
    fn new(name: String, bytes: Cow<'static, [u8]>) -> Self {
        Self { name, bytes, issues: Vec::new(), is_sheet: false }
    }
}

impl Opened {
    /// A file of which nothing is wrong.
    fn new(name: String, content: Content) -> Self {
        Self { name, content, issues: Vec::new(), is_sheet: false }
    }

    /// The same, held in memory.
    fn into_member(self, limits: &Limits) -> Result<Member, BytesError> {
        let Self { name, content, issues, is_sheet } = self;
        if content.len() > limits.member {
            return Err(BytesError::TooLarge { name, limit: limits.member });
        }
        let bytes = match content {
            Content::Held(bytes) => Arc::unwrap_or_clone(bytes),
            content => Cow::Owned(content.read_all()?),
        };
        Ok(Member { name, bytes, issues, is_sheet })
    }
}

impl From<Member> for Opened {
    fn from(Member { name, bytes, issues, is_sheet }: Member) -> Self {
        Self { name, content: Content::held(bytes), issues, is_sheet }
    }
}

/// Everything in an input, decompressed if it is gzip, and unpacked if it is a zip archive; the
/// sheets of a workbook as CSV. A zip archive that is one document ([`Package`]) stays as it is.
///
/// A compressed file that breaks off gives what precedes the break, and an issue. Raises the
/// progress by the bytes read, as they are in the file, and stops when it is cancelled.
pub fn read_all(
    input: &Input,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Member>, BytesError> {
    let name = input.to_string();
    match input {
        Input::Embedded { bytes, .. } => {
            progress.add(bytes.len() as u64, 0);
            Ok(vec![Member::new(name, Cow::Borrowed(bytes))])
        }
        Input::Pasted(text) => read_members(text.as_bytes(), input, limits, progress),
        Input::Path(path) if !input.is_pipe() => {
            let (about, file) = open_file(path)?;
            if about.len() > limits.member {
                return Err(BytesError::TooLarge { name, limit: limits.member });
            }
            read_members(file, input, limits, progress)
        }
        Input::Stdin | Input::Client(_) | Input::Path(_) => {
            let opened = open_pipe(input, limits, progress)?.into_iter();
            opened.map(|it| it.into_member(limits)).collect()
        }
    }
}

/// Everything in an input, as [`read_all`]; but a plain file is only looked at and stays where it
/// is, however large, and what comes through a pipe is held only in part.
pub fn open(
    input: &Input,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Opened>, BytesError> {
    if input.is_pipe() {
        return open_pipe(input, limits, progress);
    }
    if let Input::Path(path) = input {
        let (about, mut file) = open_file(path)?;
        let mut magic = Vec::new();
        let failed = |source| BytesError::Read { name: input.to_string(), source };
        file.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
        if !magic.starts_with(&GZIP) && !archive::is_archive(&magic) {
            let content = Content::OnDisk(OnDisk::new(path, &about));
            return Ok(vec![Opened::new(input.to_string(), content)]);
        }
    }
    Ok(read_all(input, limits, progress)?.into_iter().map(Opened::from).collect())
}

fn open_pipe(
    input: &Input,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Opened>, BytesError> {
    let mut pipe = Pipe::open(input.clone());
    pipe.wait(limits, progress, &mut |_| {})?;
    pipe.unpack(limits, progress)
}

/// The beginning of a file, decompressed: what tells what it is, and its first rows. A plain file
/// stays where it is, as in [`open`]; of an archive it is the first file.
pub fn peek(path: &Path) -> Result<Opened, BytesError> {
    /// How much is decompressed, in bytes.
    const SIGHT: u64 = 1 << 20;
    let name = path.display().to_string();
    let (about, file) = open_file(path)?;
    let failed = |source| BytesError::Read { name: name.clone(), source };
    let mut source = BufReader::with_capacity(64 << 10, file);
    let magic = source.fill_buf().map_err(failed)?;
    let (is_gzip, is_archive) = (magic.starts_with(&GZIP), archive::is_archive(magic));
    let content = if is_gzip {
        let mut head = Vec::new();
        MultiGzDecoder::new(source).take(SIGHT).read_to_end(&mut head).map_err(failed)?;
        Content::held(head)
    } else if is_archive {
        Content::held(archive::peek(source, &name, SIGHT)?)
    } else {
        Content::OnDisk(OnDisk::new(path, &about))
    };
    Ok(Opened::new(name, content))
}

/// A regular file, opened. What else there is under the name is told before: opening a pipe would
/// wait for whoever writes to it, and a device may have no end.
pub fn open_file(path: &Path) -> Result<(Metadata, File), BytesError> {
    let name = || path.display().to_string();
    let opened = |source| BytesError::Open { name: name(), source };
    let sort = path.metadata().map_err(opened)?.file_type();
    if sort.is_dir() {
        return Err(BytesError::IsFolder { name: name() });
    }
    if !sort.is_file() {
        let kind = if sort.is_fifo() {
            "a pipe"
        } else if sort.is_socket() {
            "a socket"
        } else {
            "a device"
        };
        return Err(BytesError::NotAFile { name: name(), kind });
    }
    File::open(path).and_then(|file| Ok((file.metadata()?, file))).map_err(opened)
}

fn read_members(
    source: impl Read,
    input: &Input,
    limits: &Limits,
    progress: &Progress,
) -> Result<Vec<Member>, BytesError> {
    let member = read_member(source, input, limits, progress)?;
    if archive::is_archive(&member.bytes) {
        if Package::of(&member.bytes).is_some() {
            return Ok(vec![member]);
        }
        if let Some(kind) = workbook::Kind::of(&member.bytes) {
            return workbook::sheets(&member.bytes, kind, &member.name, limits, progress);
        }
        return archive::unzip(Cursor::new(&*member.bytes), &member.name, limits, progress);
    }
    Ok(vec![member])
}

fn read_member(
    source: impl Read,
    input: &Input,
    limits: &Limits,
    progress: &Progress,
) -> Result<Member, BytesError> {
    let name = input.to_string();
    let mut source = BufReader::with_capacity(64 << 10, Watched { source, progress, count: 0 });
    let failed = |source| {
        let name = name.clone();
        if progress.is_cancelled() {
            BytesError::Cancelled { name }
        } else {
            BytesError::Read { name, source }
        }
    };
    if source.fill_buf().map_err(failed)?.starts_with(&GZIP) {
        return decompress(source, name, limits);
    }
    let mut bytes = Vec::new();
    let expected = input.size().unwrap_or(0).min(limits.member);
    bytes.reserve_exact(expected as usize + 1);
    source.take(limits.member + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limits.member {
        return Err(BytesError::TooLarge { name, limit: limits.member });
    }
    Ok(Member::new(name, Cow::Owned(bytes)))
}

fn decompress<R: Read>(
    source: BufReader<Watched<'_, R>>,
    name: String,
    limits: &Limits,
) -> Result<Member, BytesError> {
    let progress = source.get_ref().progress;
    let mut decoder = MultiGzDecoder::new(source);
    let mut bytes = Vec::new();
    let broken = loop {
        match decoder.by_ref().take(1 << 20).read_to_end(&mut bytes) {
            Ok(0) => break None,
            Ok(_) => {}
            Err(error) => break Some(error),
        }
        let (large, read) = (bytes.len() as u64, decoder.get_ref().get_ref().count);
        if large > limits.member {
            return Err(BytesError::TooLarge { name, limit: limits.member });
        }
        if large > limits.free && large / limits.ratio > read {
            return Err(BytesError::Bomb { name, ratio: limits.ratio });
        }
    };
    let issues = match broken {
        None => Vec::new(),
        Some(_) if progress.is_cancelled() => return Err(BytesError::Cancelled { name }),
        Some(source) if bytes.is_empty() => return Err(BytesError::Gzip { name, source }),
        Some(error) => {
            let place = Place { file: name.clone(), ..Place::default() };
            let message = format!("the compressed data breaks off after {} bytes", bytes.len());
            vec![Issue::error(place, format!("{message}: {error}"))]
        }
    };
    Ok(Member { issues, ..Member::new(name, Cow::Owned(bytes)) })
}

/// How a gzip member with the only method there is begins.
const GZIP: [u8; 3] = [0x1F, 0x8B, 8];

/// Bytes that raise the progress as they are read, and end in an error when it is cancelled.
struct Watched<'a, R> {
    source: R,
    progress: &'a Progress,
    count: u64,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        let most = buffer.len().min(4 << 20);
        let count = self.source.read(&mut buffer[..most])?;
        self.count += count as u64;
        self.progress.add(count as u64, 0);
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
