//! The files that belong to cases, in a folder beside the office, each under the hash of what it holds.
//!
//! A file is whole under its name before an entry speaks of it: written under another name, flushed, renamed. The same
//! content is there once, however often it is attached. The record never needs the file; whether it is there and is what
//! the record says is asked by [`check`].

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::reader::Reader;
use super::side_files::beside;
use super::table::{ATTACHMENT, attachment};
use super::{Store, StoreError};
use crate::domain::attachment::LIMIT;
use crate::domain::{Attached, Attachment, CaseId, hex};

/// Bytes that are read at once.
const CHUNK: usize = 1 << 16;

/// What a kept file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    /// In bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
}

/// How a file beside the office fits its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// It is what the record says.
    Same,
    /// It is not there, or cannot be read.
    Missing,
    /// It holds something else.
    Differs,
}

impl Fits {
    /// Its word.
    pub fn code(self) -> &'static str {
        match self {
            Fits::Same => "same",
            Fits::Missing => "missing",
            Fits::Differs => "differs",
        }
    }
}

/// The folder of the files that belong to an office.
pub fn folder(office: &Path) -> PathBuf {
    beside(office, ".files")
}

/// Where the file of a hash lies.
pub fn place(office: &Path, sha256: &[u8; 32]) -> PathBuf {
    folder(office).join(hex(sha256))
}

/// Keeps what is read beside the office; `None`: it is larger than a file may be, and nothing is kept.
pub fn keep(office: &Path, from: &mut dyn Read) -> std::io::Result<Option<Content>> {
    let folder = folder(office);
    let (of_folder, of_file) = rights(office)?;
    match DirBuilder::new().mode(of_folder).create(&folder) {
        // A mask of the process never takes away what the office gives its group.
        Ok(()) => std::fs::set_permissions(&folder, Permissions::from_mode(of_folder))?,
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        Err(_) => {}
    }
    // A name that nobody else has; what a crash left of an earlier process with this number is no file of the office.
    let part = folder.join(format!(".part-{}", std::process::id()));
    let _ = std::fs::remove_file(&part);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(of_file).open(&part)?;
    file.set_permissions(Permissions::from_mode(of_file))?;
    let kept = poured(from, &mut file).and_then(|kept| match kept {
        Some(kept) => publish(office, &part, &file, &kept).map(|()| Some(kept)),
        None => Ok(None),
    });
    let _ = std::fs::remove_file(&part);
    kept
}

/// The rights of the folder and of a file in it: whoever works on the office reads and adds, and nobody else.
fn rights(office: &Path) -> std::io::Result<(u32, u32)> {
    let is_shared = std::fs::metadata(office)?.permissions().mode() & 0o060 == 0o060;
    Ok(if is_shared { (0o2770, 0o660) } else { (0o700, 0o600) })
}

/// Copies and hashes at once.
fn poured(from: &mut dyn Read, to: &mut File) -> std::io::Result<Option<Content>> {
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut bytes = vec![0; CHUNK];
    loop {
        let read = match from.read(&mut bytes) {
            Ok(0) => return Ok(Some(Content { size, sha256: hash.finalize().into() })),
            Ok(read) => &bytes[..read],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        size += read.len() as u64;
        if size > LIMIT {
            return Ok(None);
        }
        hash.update(read);
        to.write_all(read)?;
    }
}

/// Gives a whole file its name, unless the same content has it already.
fn publish(office: &Path, part: &Path, file: &File, kept: &Content) -> std::io::Result<()> {
    if check(office, kept) == Fits::Same {
        return Ok(());
    }
    file.sync_all()?;
    std::fs::rename(part, place(office, &kept.sha256))?;
    File::open(folder(office))?.sync_all()?;
    // The folder may be as new as the file.
    let parent = office.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    File::open(parent)?.sync_all()
}

/// Whether the file of a hash is there and holds what its name says.
pub fn check(office: &Path, wanted: &Content) -> Fits {
    let Ok(mut file) = File::open(place(office, &wanted.sha256)) else { return Fits::Missing };
    // Never longer than the record says: whatever else is there differs at its length.
    if file.metadata().map_or(true, |found| !found.is_file() || found.len() != wanted.size) {
        return Fits::Differs;
    }
    let mut hash = Sha256::new();
    match std::io::copy(&mut (&mut file).take(wanted.size + 1), &mut HashWriter(&mut hash)) {
        Ok(size) if size == wanted.size && <[u8; 32]>::from(hash.finalize()) == wanted.sha256 => Fits::Same,
        Ok(_) => Fits::Differs,
        Err(_) => Fits::Missing,
    }
}

struct HashWriter<'a>(&'a mut Sha256);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl From<&Attached> for Content {
    fn from(file: &Attached) -> Content {
        Content { size: file.size, sha256: file.sha256 }
    }
}

impl Store {
    /// The files on record, of one case or of all, in the order of their entries.
    pub fn attachments(&self, case: Option<CaseId>) -> Result<Vec<(CaseId, Attachment)>, StoreError> {
        let mut found = Vec::new();
        let (condition, value) = match case {
            Some(case) => ("case_id=?", case.0),
            None => ("id>=?", 0),
        };
        Reader::unchecked(&self.db).each(&ATTACHMENT, condition, &value, |row| {
            found.push((CaseId(row.get(5)?), attachment::read(row)?));
            Ok(())
        })?;
        Ok(found)
    }

    /// The files on record that are not beside the office as the record says.
    pub fn files_amiss(&self, office: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let wanted = self.attachments(None)?;
        let amiss = wanted.iter().filter(|(_, one)| check(office, &Content::from(&one.file)) != Fits::Same);
        let mut places: Vec<PathBuf> = amiss.map(|(_, one)| place(office, &one.file.sha256)).collect();
        places.sort();
        places.dedup();
        Ok(places)
    }
}
