//! Why the office file cannot be used, or an act is refused. Each says what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::domain::ActError;

#[expect(missing_docs, reason = "the message of each says what it is")]
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The office refuses the act; nothing has changed.
    #[error(transparent)]
    Refused(#[from] ActError),
    #[error("{}: there is no such file", .0.display())]
    NotFound(PathBuf),
    #[error("{}: the file exists already; nothing was overwritten", .0.display())]
    AlreadyExists(PathBuf),
    #[error("{}: this is not an office file of Suffrage ({why})", path.display())]
    NotAnOffice { path: PathBuf, why: String },
    #[error("{}: the file was written by a newer Suffrage (format {found}; this program knows {known}); use that version", path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{}: the file has format {found}, from before the first release; this program knows {known}. Make a new office and import again, or use the program that wrote it", path.display())]
    Older { path: PathBuf, found: i64, known: i64 },
    #[error("{}: the file has format {found}; this program works with {known}. Bring it up: suffrage upgrade {}", path.display(), path.display())]
    NeedsUpgrade { path: PathBuf, found: i64, known: i64 },
    #[error("{}: somebody has the office open; ask everybody to leave, then repeat", .0.display())]
    InUse(PathBuf),
    #[error("{}: the schema was altered: {what}; restore the file from a backup", path.display())]
    AlteredSchema { path: PathBuf, what: String },
    #[error("{}: the file lies on a network file system ({kind}), where locks and shared memory cannot be trusted; move it to a local disk", path.display())]
    NetworkFileSystem { path: PathBuf, kind: String },
    #[error("{}: the file was moved, replaced or deleted while it was open; nothing was written. Close the program and open it again", .0.display())]
    Moved(PathBuf),
    /// A session without the files beside the office in which it began.
    #[error("{}: the files beside the office (-wal, -shm) were removed or replaced while it was open; nothing was written. Leave them alone, close every program that has the office open, then open it again", .0.display())]
    SideFilesGone(PathBuf),
    /// A log that does not continue the record in the file.
    #[error("{}: this file belongs to another office, or to another state of this one; nothing was changed. Move it away and open again, or put it back beside the file it belongs to", .0.display())]
    SideFilesOfOther(PathBuf),
    #[error("{}: this does not belong beside an office ({what}); nothing was changed. Find out who put it there, move it away, then verify the ledger", path.display())]
    SideFileStrange { path: PathBuf, what: String },
    #[error("{}: the file belongs to user {owner} and group {group}, not to the office's group {wanted}; nothing was changed. If it is a colleague's: chgrp {wanted} on it, and chmod g+s on its folder", path.display())]
    SideFileOfOther { path: PathBuf, owner: u32, group: u32, wanted: u32 },
    #[error("the office file is read-only for this user; check its permissions and those of its folder")]
    ReadOnly,
    #[error("the disk is full; nothing was written. Free some space, then repeat the act")]
    DiskFull,
    #[error(
        "the disk refused to write ({0}); nothing was acknowledged. Close the program and check the disk before going on"
    )]
    Disk(String),
    #[error("another program has kept the office file busy for {0} seconds; nothing was written, try again")]
    Busy(u64),
    #[error("the office file is damaged: {0}; restore it from a backup")]
    Damaged(String),
    #[error("{0} is not what the ledger says of it; nothing was written. Verify the ledger")]
    Tampered(String),
    #[error("SQLite {0} is too old to be trusted with this file; 3.51.3 or newer is needed")]
    OldEngine(String),
    #[error("the pack {0:?} of a case is not known to this program")]
    UnknownPack(String),
    #[error(
        "the pack {pack} went on record in notation {found}, which this program does not speak (it knows {known}); use a newer one"
    )]
    NewerNotation { pack: String, found: u32, known: u32 },
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("the database refused: {0}")]
    Sql(rusqlite::Error),
}

/// How long a writer waits for others, in seconds.
pub const PATIENCE: u64 = 20;

impl StoreError {
    /// Damage, and what shows it.
    pub fn damaged(what: impl Into<String>) -> StoreError {
        StoreError::Damaged(what.into())
    }

    /// The same error with the file's name, for what is found while opening.
    pub fn not_an_office(path: &Path, error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotAnOffice { path: path.to_owned(), why: error.to_string() },
            _ => StoreError::from(error),
        }
    }
}

fn is_of_the_contents(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
            | Error::QueryReturnedNoRows
    )
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(PATIENCE),
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => StoreError::ReadOnly,
            Some(ErrorCode::SystemIoFailure) => StoreError::Disk(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
            // No value that this program writes comes near the limit.
            Some(ErrorCode::TooBig) => StoreError::Damaged(format!("a value is too large ({error})")),
            // A value of another type or form than the program writes: the schema is right, the contents are not.
            _ if is_of_the_contents(&error) => StoreError::Damaged(error.to_string()),
            _ => StoreError::Sql(error),
        }
    }
}
