//! A file that belongs to a case, by what it holds: the record knows its hash, the file itself lies beside the office.

use super::time::Stamp;

/// The largest file that is taken, in bytes.
pub const LIMIT: u64 = 100 << 20;

/// What the record says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attached {
    /// As it was called where it came from.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The SHA-256 of what it holds.
    pub sha256: [u8; 32],
    /// What was said of it; may be empty.
    pub note: String,
}

/// A file on record with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file, by its content.
    pub file: Attached,
    /// The officer who put it on record.
    pub by: String,
    /// When that was.
    pub at: Stamp,
    /// The entry that attached it.
    pub seq: u64,
}
