//! The rows of a data set, read back from its file when somebody looks at one.

use std::{fmt, io};

use crate::model::Event;

/// What can read the rows of a data set back, as its file has them: the columns of which the
/// timeline keeps only what lists and filters need.
pub trait Rows: fmt::Debug + Send + Sync {
    /// The row that an event of this file came from: all its columns, in their order. Takes the
    /// time of reading some tens of rows.
    fn read(&self, event: Event<'_>) -> Result<Vec<Cell>, RowsError>;

    /// The column with the web address of the report, if the rows have one.
    fn address_column(&self) -> Option<&str>;
}

/// One field of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The name of its column.
    pub column: String,
    /// What stands in it, not neutralised.
    pub value: String,
}

/// Why a row can't be read back.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// The file can't be read any more.
    #[error("can't read {name}: {source}")]
    Read {
        /// The file.
        name: String,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no longer what it was when it was loaded.
    #[error("{name} has changed since it was loaded; load it again to see the row")]
    Changed {
        /// The file.
        name: String,
    },
}
