//! Requests in the Voter Records Interchange format (NIST SP 1500-102, version 1), JSON and XML.

pub(crate) mod application;
pub(crate) mod record;
pub(crate) mod request;

use crate::domain::Schema;
pub(crate) use request::VriRequest;

/// Why a file is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// It is a voter record, and one that cannot be read.
    #[error(transparent)]
    Record(#[from] record::RecordError),
    /// It is a request, and one that cannot be read.
    #[error(transparent)]
    Request(#[from] request::VriError),
}

/// Reads one document of one request; `host` is the state whose poll it is for, where that is known.
pub fn read(bytes: &[u8], schema: &Schema, host: Option<&str>) -> Result<VriRequest, ReadError> {
    Ok(request::read(&record::read(bytes)?, schema, host)?)
}

#[cfg(test)]
mod tests;
