//! The files that SQLite keeps beside an office: whose they are, whether they belong to this file, and whether a
//! connection still works in those that others see.
//!
//! The office file itself is never opened here: closing any handle on it would give up the locks that this process holds.

use std::fs::Metadata;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, params};

use super::StoreError;
use super::recorder::Head;
use crate::ledger::Hash;
use crate::ledger::tree::Edge;

/// The write-ahead log and the memory that processes share about it.
const ENDS: [&str; 2] = ["-wal", "-shm"];
/// The rights that a file's mode gives, without its other bits.
const RIGHTS: u32 = 0o777;
/// How long a rollback journal may be there while another process turns a copied file into a working office.
const TURNING: (u32, Duration) = (50, Duration::from_millis(10));

/// The path of a file beside the office.
pub fn beside(office: &Path, end: &str) -> PathBuf {
    let mut name = office.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A name that SQLite cannot take for a URI.
pub fn plain(path: &Path) -> PathBuf {
    if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) }
}

/// What is not as it should be but stops nobody.
#[expect(missing_docs, reason = "a path, and what is wrong with its mode or group")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caution {
    /// People outside the office's group can read or write it.
    OpenToAll { path: PathBuf, mode: u32 },
    /// The others of the group cannot work in this file while it is there.
    ClosedToGroup { path: PathBuf },
    /// The folder is a group's, the office is not.
    NotOfFolder { path: PathBuf, group: u32 },
}

/// Device and number of a file.
type Identity = (u64, u64);

fn identity(path: &Path) -> Option<Identity> {
    std::fs::metadata(path).ok().map(|meta| (meta.dev(), meta.ino()))
}

/// The side files in which a connection works.
#[derive(Debug)]
pub struct Sides {
    office: PathBuf,
    known: [Identity; 2],
}

impl Sides {
    /// Of a connection that has read already. What lies under the names must be what this process has open: somebody may
    /// have been quicker.
    pub fn of(office: &Path) -> Result<Sides, StoreError> {
        let gone = || StoreError::SideFilesGone(office.to_owned());
        let mut known = [(0, 0); 2];
        for (place, end) in known.iter_mut().zip(ENDS) {
            *place = identity(&beside(office, end)).ok_or_else(gone)?;
        }
        if let Ok(handles) = std::fs::read_dir("/proc/self/fd") {
            let open: Vec<Identity> = handles.flatten().filter_map(|handle| identity(&handle.path())).collect();
            if !known.iter().all(|one| open.contains(one)) {
                return Err(gone());
            }
        }
        Ok(Sides { office: office.to_owned(), known })
    }

    /// Whether others still see the same files. Work in a log that nobody else finds would be lost, and would overwrite
    /// theirs.
    pub fn check(&self) -> Result<(), StoreError> {
        let same = self.known.iter().zip(ENDS).all(|(known, end)| identity(&beside(&self.office, end)) == Some(*known));
        if same { Ok(()) } else { Err(StoreError::SideFilesGone(self.office.clone())) }
    }
}

/// Before the engine touches anything: no journal, no log of another kind, no files of a stranger.
pub fn check(office: &Path) -> Result<(), StoreError> {
    refuse_journal(office)?;
    let Ok(own) = std::fs::metadata(office) else { return Ok(()) };
    for end in ENDS {
        let path = beside(office, end);
        let Ok(meta) = std::fs::symlink_metadata(&path) else { continue };
        if !meta.is_file() {
            return Err(StoreError::SideFileStrange { path, what: "it is not a file".to_owned() });
        }
        check_owner(&path, &own, &meta)?;
        if end == "-wal" && meta.len() >= 32 && !begins_as_a_log(&path) {
            return Err(StoreError::SideFileStrange { path, what: "it is not a write-ahead log".to_owned() });
        }
    }
    Ok(())
}

/// An office that is worked in has a write-ahead log and never a rollback journal: the engine would roll the office back
/// by it without a word.
fn refuse_journal(office: &Path) -> Result<(), StoreError> {
    let path = beside(office, "-journal");
    for _ in 0..TURNING.0 {
        if std::fs::symlink_metadata(&path).is_err() {
            return Ok(());
        }
        std::thread::sleep(TURNING.1);
    }
    Err(StoreError::SideFileStrange { path, what: "an office has no rollback journal".to_owned() })
}

/// Side files are the owner's or the group's of the office, or one's own, which are put right. Root serves everybody.
fn check_owner(path: &Path, office: &Metadata, side: &Metadata) -> Result<(), StoreError> {
    let me = rustix::process::geteuid().as_raw();
    let known = side.uid() == me || side.gid() == office.gid() || (me == 0 && side.uid() == office.uid());
    if known {
        return Ok(());
    }
    let (owner, group) = (side.uid(), side.gid());
    Err(StoreError::SideFileOfOther { path: path.to_owned(), owner, group, wanted: office.gid() })
}

fn begins_as_a_log(path: &Path) -> bool {
    use std::io::Read;
    let mut magic = [0; 4];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut magic));
    // What cannot be read is for the engine to say.
    read.is_err() || matches!(u32::from_be_bytes(magic), 0x377f_0682 | 0x377f_0683)
}

/// After the engine has made its files: they get the group and the rights of the office, where we may. SQLite copies the
/// rights, but the group is that of the folder or of whoever came first.
pub fn share(office: &Path) -> Vec<Caution> {
    let mut cautions = Vec::new();
    // The engine keeps its files beside the real file, not beside a link to it.
    let Ok(office) = &std::fs::canonicalize(office) else { return cautions };
    let Ok(own) = std::fs::metadata(office) else { return cautions };
    let mode = own.mode() & RIGHTS;
    if mode & 0o007 != 0 {
        cautions.push(Caution::OpenToAll { path: office.to_owned(), mode });
    }
    for end in ENDS {
        let path = beside(office, end);
        let Ok(side) = std::fs::symlink_metadata(&path) else { continue };
        if side.gid() != own.gid()
            && std::os::unix::fs::chown(&path, None, Some(own.gid())).is_err()
            && mode & 0o020 != 0
        {
            cautions.push(Caution::ClosedToGroup { path: path.clone() });
        }
        if side.mode() & RIGHTS != mode {
            let set = std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode));
            if set.is_err() && side.mode() & 0o007 & !mode != 0 {
                cautions.push(Caution::OpenToAll { path, mode: side.mode() & RIGHTS });
            }
        }
    }
    cautions
}

/// Everything that is wrong with the rights of an office, its files and its folder.
pub fn cautions(office: &Path) -> Vec<Caution> {
    let mut cautions = share(office);
    let Ok(path) = std::fs::canonicalize(office) else { return cautions };
    let (Ok(own), Some(Ok(folder))) = (std::fs::metadata(&path), path.parent().map(std::fs::metadata)) else {
        return cautions;
    };
    let is_shared = folder.mode() & 0o022 == 0o020;
    if is_shared && (own.gid() != folder.gid() || own.mode() & 0o060 != 0o060) {
        cautions.push(Caution::NotOfFolder { path, group: folder.gid() });
    }
    cautions
}

/// In a folder where a group works, the office is the group's, whatever the umask and the first group of whoever makes it.
pub fn give_to_group(office: &Path) {
    let folder = office.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let Ok(meta) = std::fs::metadata(folder) else { return };
    // A folder open to everybody (`/tmp`) is no group's.
    if meta.mode() & 0o022 != 0o020 {
        return;
    }
    // Where the group is not ours to give, it stays as it was made, and `doctor` says so.
    if std::os::unix::fs::chown(office, None, Some(meta.gid())).is_ok() {
        let _ = std::fs::set_permissions(office, std::fs::Permissions::from_mode(0o660));
    }
}

/// The newest moment of the record that the file alone knows, without the log beside it; `None` where there is no such log or
/// the file alone cannot be read, as in the middle of a checkpoint.
fn alone(office: &Path) -> Option<(u64, Hash)> {
    std::fs::metadata(beside(office, "-wal")).ok().filter(|meta| meta.len() > 0)?;
    let db = immutable(office).ok()?;
    let head =
        db.query_row("SELECT size, root FROM head WHERE id=1", [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)));
    head.ok().and_then(|(size, root)| Some((u64::try_from(size).ok()?, root)))
}

/// A connection that sees the file alone, takes no lock and makes no file.
pub fn immutable(office: &Path) -> rusqlite::Result<Connection> {
    let encoded = plain(office).display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{encoded}?immutable=1"), flags)
}

/// Whether file and log are of one record: what both together hold must be what the file alone holds, continued. Nothing in
/// SQLite's own formats says to which file a log belongs.
pub fn check_record(office: &Path, db: &Connection) -> Result<(), StoreError> {
    let stranger = || StoreError::SideFilesOfOther(beside(office, "-wal"));
    // A page may be read while another process writes it: only what stays is a fault.
    for last in [false, false, true] {
        let Some((size, root)) = alone(office) else { return Ok(()) };
        match continues(db, size, root) {
            Ok(true) => return Ok(()),
            Ok(false) | Err(StoreError::Damaged(_)) if last => return Err(stranger()),
            Ok(false) | Err(StoreError::Damaged(_)) => std::thread::sleep(TURNING.1),
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

fn continues(db: &Connection, size: u64, root: Hash) -> Result<bool, StoreError> {
    let head = match Head::load(db) {
        // The newest entry is not there, or says something else than the head: the two are of different states. A head whose
        // time alone was changed is for verification.
        Err(StoreError::Tampered(place)) => return Ok(place == "head"),
        head => head?,
    };
    let entries: i64 = db.query_row("SELECT coalesce(max(seq), -1) + 1 FROM entry", [], |row| row.get(0))?;
    if head.edge.size < size || u64::try_from(entries) != Ok(head.edge.size) {
        return Ok(false);
    }
    let mut hashes = Vec::new();
    let mut node = db.prepare("SELECT hash FROM node WHERE level=? AND idx=?")?;
    for (level, index) in Edge::places(size) {
        hashes.push(node.query_row(params![level, index as i64], |row| row.get(0))?);
    }
    Ok(Edge::from_stored(size, &hashes).is_some_and(|edge| edge.root() == root))
}
