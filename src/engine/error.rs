//! Why a database can't be asked.

use crate::{
    base::{bytes::ClientError, issue},
    ingest::IngestError,
    query::QueryError,
};

/// Why a database can't be asked, or its answer not be read.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The client failed.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The table is in no format that we know.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// Something in the query can't be asked.
    #[error(transparent)]
    Query(QueryError),
    /// The format does not say which of its columns tell what.
    #[error("{name} is read as {format}, which can't be asked of a database; give a map")]
    Format {
        /// The connection.
        name: String,
        /// The format.
        format: &'static str,
    },
    /// The client printed something else than rows.
    #[error("the client's answer can't be read: {0}")]
    Answer(String),
}

impl EngineError {
    /// An answer that has something else than what was asked for.
    pub(super) fn answer(what: &str, row: &csv::StringRecord) -> Self {
        let row = row.iter().collect::<Vec<_>>().join(",");
        Self::Answer(format!("it has {what}: '{}'", issue::brief_value(&row)))
    }
}
