//! Copies of an office: one moment of it, whole, verified, and never over another file.

use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::PATIENCE;
use super::verify::Progress;
use super::{Store, StoreError, open, side_files};
use crate::ledger::{Fault, Report};

/// Copies an office, also while officers work, to a new file that only its owner can read. The copy is verified; one that
/// does not verify is taken away again.
pub fn backup(office: &Path, to: &Path) -> Result<Result<Report, Fault>, StoreError> {
    copy(office, to)
}

/// Makes an office from a backup, where there is none. What is made is verified, as the backup was by whoever calls.
pub fn restore(backup: &Path, office: &Path) -> Result<Result<Report, Fault>, StoreError> {
    let copied = copy(backup, office)?;
    if copied.is_ok() {
        side_files::give_to_group(office);
    }
    Ok(copied)
}

fn copy(from: &Path, to: &Path) -> Result<Result<Report, Fault>, StoreError> {
    for end in ["", "-wal", "-shm", "-journal", ".files"] {
        let there = side_files::beside(to, end);
        if std::fs::symlink_metadata(&there).is_ok() {
            return Err(StoreError::AlreadyExists(there));
        }
    }
    let source = open::open(from, false)?;
    // A name of its own until it is whole and verified: whoever sees the wanted name has a good copy.
    let part = side_files::beside(to, &format!(".part-{}", std::process::id()));
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    let copied = fill(&source, &part).and_then(|()| Store::verify_file(&part, &Progress::default()));
    let copied = match copied {
        // A link, unlike a renaming, overwrites nothing.
        Ok(Ok(report)) => publish(&part, to).map(|()| Ok(report)),
        other => other,
    };
    open::remove(&part);
    let _ = std::fs::remove_file(side_files::beside(&part, "-journal"));
    copied
}

fn fill(source: &Connection, part: &Path) -> Result<(), StoreError> {
    let mut target = Connection::open(part)?;
    let backup = Backup::new(source, &mut target)?;
    // One step is one moment of the office; nobody who writes waits for it.
    match backup.step(-1)? {
        StepResult::Done => drop(backup),
        _ => return Err(StoreError::Busy(PATIENCE)),
    }
    // A copy at rest is one file: whoever works in it later makes its log.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
    target.close().map_err(|(_, error)| error)?;
    Ok(std::fs::File::open(part)?.sync_all()?)
}

fn publish(part: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::hard_link(part, to).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::AlreadyExists(to.to_owned()),
        _ => StoreError::Io(error),
    })?;
    let folder = to.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    Ok(std::fs::File::open(folder)?.sync_all()?)
}
