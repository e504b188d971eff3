//! Drafts: what an officer is typing, in a file of their own beside the office. Not in the office file: what is typed every
//! second by everybody would wake everybody else.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::PathBuf;

use super::side_files::beside;
use super::{Store, StoreError};
use crate::domain::draft::Draft;
use crate::domain::hex;

/// The largest draft that is read, in bytes.
const LARGEST: u64 = 1 << 20;

impl Store {
    /// The file of an officer's draft.
    pub fn draft_file(&self, officer: &str) -> PathBuf {
        beside(self.path(), &format!(".draft-{}", hex(officer.as_bytes())))
    }

    /// Keeps what an officer is typing, in the place of what was kept; `None`: nothing any more.
    pub fn keep_draft(&self, officer: &str, draft: Option<&Draft>) -> Result<(), StoreError> {
        let path = self.draft_file(officer);
        let Some(draft) = draft else {
            return match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        };
        let text = serde_json::to_vec(draft).map_err(|error| StoreError::damaged(error.to_string()))?;
        let part = beside(&path, ".part");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
        file.write_all(&text)?;
        file.sync_all()?;
        Ok(fs::rename(&part, &path)?)
    }

    /// What an officer was typing when their line was cut. A file of another login, or one that is no draft, is none.
    pub fn draft(&self, officer: &str) -> Option<Draft> {
        let path = self.draft_file(officer);
        // What is no plain file is not even opened: a pipe would hold up whoever reads it.
        let about = fs::symlink_metadata(&path).ok()?;
        if about.uid() != rustix::process::getuid().as_raw() || !about.is_file() {
            return None;
        }
        let file = fs::File::open(&path).ok()?;
        let mut text = Vec::new();
        file.take(LARGEST).read_to_end(&mut text).ok()?;
        serde_json::from_slice(&text).ok()
    }
}
