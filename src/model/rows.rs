//! The rows of a data set, read back from its file when somebody looks at one or for words in them.

use std::{fmt, io, ops::ControlFlow};

use crate::model::Event;

/// What can read the rows of a data set back, as its file has them: the columns of which the
/// timeline keeps only what lists and filters need.
pub trait Rows: fmt::Debug + Send + Sync {
    /// The row that an event of this file came from: all its columns, in their order. Takes the
    /// time of reading some tens of rows.
    fn read(&self, event: Event<'_>) -> Result<Vec<Cell>, RowsError> {
        self.reader().read(event)
    }

    /// What reads many rows.
    fn reader(&self) -> Box<dyn RowReader + '_>;

    /// The names of the columns.
    fn columns(&self) -> Vec<String>;

    /// The column with the web address of the report, if the rows have one.
    fn address_column(&self) -> Option<&str>;

    /// Whether some columns hold prose, in which a search for words looks, too.
    fn has_prose(&self) -> bool;

    /// Looks through the prose of rows, from the beginning of the file to its end and on all
    /// cores. Takes the time of reading the part of the file that has the rows.
    fn search(&self, search: Search<'_>) -> Result<(), RowsError>;
}

/// Reads rows of one file, fastest in the file's order.
pub trait RowReader {
    /// The row that an event of this file came from: all its columns, in their order.
    fn read(&mut self, event: Event<'_>) -> Result<Vec<Cell>, RowsError>;
}

/// A search through the prose of rows.
pub struct Search<'a> {
    /// The rows, as [`Event::rank_in_file`] counts them, ascending.
    pub ranks: &'a [u32],
    /// Whether a field has what is searched for.
    pub holds: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether a text has it if a part of it has: of words that is so, of a regular expression,
    /// which may ask where the text begins, it is not.
    pub is_in_parts: bool,
    /// Is told of the rows that have it, ascending, some at a time; says whether to go on.
    pub on_found: &'a mut dyn FnMut(&[u32]) -> ControlFlow<()>,
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
