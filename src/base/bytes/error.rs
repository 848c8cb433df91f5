//! Why bytes can't be had.

use std::{fmt, io};

/// Why an input can't be read.
#[derive(Debug, thiserror::Error)]
pub enum BytesError {
    /// The file can't be opened or looked at.
    #[error("can't open {name}: {source}")]
    Open {
        /// The input.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A pipe through which nothing came.
    #[error("{name} is empty; whoever should write to it may have failed")]
    Nothing {
        /// The input.
        name: String,
    },
    /// Reading failed midway.
    #[error("can't read {name}: {source}")]
    Read {
        /// The input.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// A folder was given where only a file will do.
    #[error("{name} is a folder")]
    IsFolder {
        /// The input.
        name: String,
    },
    /// A folder has no file of a kind that is looked for.
    #[error("no file of a known kind in the folder {name}{others} (looked for {extensions})")]
    EmptyFolder {
        /// The folder.
        name: String,
        /// What is there, as `: 12 files end in .pdf`; may be empty.
        others: String,
        /// The kinds, as `.json, .json.gz`.
        extensions: String,
    },
    /// More bytes than [`Limits::member`](super::Limits::member).
    #[error("{name} is larger than {}", Size(*limit))]
    TooLarge {
        /// The input.
        name: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// A compressed file grows beyond [`Limits::ratio`](super::Limits::ratio).
    #[error("{name} is compressed more than {ratio} to 1; decompress it first if you trust it")]
    Bomb {
        /// The input.
        name: String,
        /// The limit that it exceeds.
        ratio: u64,
    },
    /// A compressed file whose first byte can't be had.
    #[error("can't decompress {name}: {source}")]
    Gzip {
        /// The input.
        name: String,
        /// What the decoder says.
        source: io::Error,
    },
    /// An archive of which nothing can be had.
    #[error("can't read the archive {name}: {reason}")]
    Archive {
        /// The input.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A workbook of which nothing can be had.
    #[error("can't read the workbook {name}: {reason}")]
    Workbook {
        /// The input.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The file is not what it was when it was first looked at.
    #[error("{name} has changed since it was opened; load it again")]
    Changed {
        /// The file.
        name: String,
    },
    /// Neither a regular file nor, where one will do, a pipe.
    #[error("{name} is {kind}, not a regular file")]
    NotAFile {
        /// The input.
        name: String,
        /// What it is, with an article.
        kind: &'static str,
    },
    /// A file that a timeline names and may not have.
    #[error("can't use the file {path:?}: {reason}")]
    NotBeside {
        /// The path as the timeline has it.
        path: String,
        /// The rule that it breaks.
        reason: &'static str,
    },
    /// The reader was asked to stop.
    #[error("stopped reading {name}")]
    Cancelled {
        /// The input.
        name: String,
    },
}

/// A number of bytes in words.
pub(super) struct Size(pub u64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes < 1 << 20 => write!(f, "{bytes} bytes"),
            bytes => write!(f, "{} MiB", bytes >> 20),
        }
    }
}
