//! Drafts: what an officer is typing, in a file of their own beside the office. Not in the office file: what is typed every
//! second by everybody would wake everybody else.
//!
//! Each session has its own file, and holds a lock on it while it lives: two sessions of one officer do not overwrite each
//! other, and what nobody holds was left by a session whose line was cut. The system gives a lock back however a process
//! ends, and cannot take a new process for an old one, as a number in the name could.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::side_files::beside;
use super::{Store, StoreError};
use crate::domain::draft::Draft;
use crate::domain::hex;

/// The largest draft that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// So many drafts of one officer are kept at most.
const MOST: usize = 64;

/// The place of a session among the drafts of its officer; none before something was kept.
#[derive(Debug, Default)]
pub struct DraftSeat {
    held: Option<Held>,
}

/// A file, and the handle whose lock makes it ours.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    _lock: File,
}

impl Store {
    /// The file of an officer's draft: of as many sessions as they have at a time, the first is 0.
    pub fn draft_file(&self, officer: &str, nth: usize) -> PathBuf {
        let end = if nth == 0 { String::new() } else { format!("-{nth}") };
        beside(self.path(), &format!(".draft-{}{end}", hex(officer.as_bytes())))
    }

    /// Keeps what an officer is typing, in the place of what the session had kept; `None`: nothing any more.
    pub fn keep_draft(&self, officer: &str, seat: &mut DraftSeat, draft: Option<&Draft>) -> Result<(), StoreError> {
        let Some(draft) = draft else {
            let Some(held) = seat.held.take() else { return Ok(()) };
            return match fs::remove_file(&held.path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        };
        let text = serde_json::to_vec(draft).map_err(|error| StoreError::damaged(error.to_string()))?;
        if let Some(held) = &seat.held {
            let path = held.path.clone();
            seat.held = Some(put(path, &text)?);
            return Ok(());
        }
        let path = self.free_draft_file(officer)?;
        match put(path.clone(), &text) {
            Ok(held) => seat.held = Some(held),
            Err(error) => {
                // The name was taken for what could not be written. Where it cannot be given back, it stays empty.
                let _ = fs::remove_file(&path);
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Takes a name that no other session has, by an empty file.
    fn free_draft_file(&self, officer: &str) -> io::Result<PathBuf> {
        for nth in 0..MOST {
            let path = self.draft_file(officer, nth);
            match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
                Ok(_) => return Ok(path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    /// What an officer was typing when a line of theirs was cut: the draft of a session that lives no more, whose file now
    /// belongs to this one.
    pub fn adopt_draft(&self, officer: &str) -> Option<(DraftSeat, Draft)> {
        (0..MOST).find_map(|nth| adopt(self.draft_file(officer, nth)))
    }

    /// Puts a draft that fits nothing any more out of the way, under a name that is not looked at again; which one.
    pub fn set_draft_aside(&self, seat: DraftSeat) -> Option<PathBuf> {
        let held = seat.held?;
        let names = (0..).map(|nth| beside(&held.path, &format!(".unused-{nth}")));
        let free = names.into_iter().find(|path| fs::symlink_metadata(path).is_err())?;
        // Where it cannot be moved, it stays where it is, and is looked at again.
        Some(if fs::rename(&held.path, &free).is_ok() { free } else { held.path })
    }
}

/// Writes a draft whole: the new file is locked before it gets the name.
fn put(path: PathBuf, text: &[u8]) -> io::Result<Held> {
    let part = beside(&path, ".part");
    // What a session left that ended while it wrote.
    let _ = fs::remove_file(&part);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    file.try_lock()?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(&part, &path)?;
    Ok(Held { path, _lock: file })
}

/// A file of another login, one that is no draft, or one whose session lives, is none.
fn adopt(path: PathBuf) -> Option<(DraftSeat, Draft)> {
    // What is no plain file is not even opened: a pipe would hold up whoever reads it.
    let about = fs::symlink_metadata(&path).ok()?;
    if about.uid() != rustix::process::getuid().as_raw() || !about.is_file() {
        return None;
    }
    let file = OpenOptions::new().read(true).write(true).open(&path).ok()?;
    file.try_lock().ok()?;
    if !is_at(&file, &path) {
        // Its session has put a newer one in its place, and lives.
        return None;
    }
    let mut text = Vec::new();
    (&file).take(LARGEST).read_to_end(&mut text).ok()?;
    let draft = serde_json::from_slice(&text).ok()?;
    Some((DraftSeat { held: Some(Held { path, _lock: file }) }, draft))
}

fn is_at(file: &File, path: &Path) -> bool {
    let here = fs::symlink_metadata(path).map(|about| (about.dev(), about.ino()));
    let open = file.metadata().map(|about| (about.dev(), about.ino()));
    here.ok().zip(open.ok()).is_some_and(|(here, open)| here == open)
}
