//! Making and opening an office file: what is refused, what is set, and that it is set indeed.

use std::cell::Cell;
use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::StoreError;
use super::error::PATIENCE;
use super::side_files::{self, Sides, plain};

/// `SUFR` in ASCII; stands in the header of every office file.
const APPLICATION_ID: i64 = 0x5355_4652;
/// The format that this program writes, as the file's `user_version` says.
pub const FORMAT: i64 = 3;
/// The oldest format that can be brought up to it.
pub const OLDEST: i64 = 2;
/// The whole of it.
pub const SCRIPT: &str = include_str!("office.sql");
/// The oldest engine whose write-ahead log is known not to lose commits.
const OLDEST_ENGINE: i32 = 3_051_003;
/// The page cache while an office is filled, in KiB as SQLite counts them.
const FILLING_CACHE: i64 = -65_536;
/// The longest text or blob in an office, in bytes.
const LENGTH: i32 = 16 << 20;

/// Makes a new, empty file with the schema.
pub fn create(path: &Path) -> Result<Connection, StoreError> {
    if path.try_exists()? {
        return Err(StoreError::AlreadyExists(path.to_owned()));
    }
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("") && !folder.is_dir()) {
        return Err(StoreError::NotFound(folder.to_owned()));
    }
    check_place(path)?;
    // A log of an office that lay here once would be taken for the new one's.
    for end in ["-wal", "-shm", "-journal"] {
        let side = side_files::beside(path, end);
        if std::fs::symlink_metadata(&side).is_ok() {
            return Err(StoreError::AlreadyExists(side));
        }
    }
    // `create_new` settles a race between two who make the same office; SQLite would let both in.
    // It will hold personal data: nobody outside the file's group reads it, whatever the umask says.
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o660).open(path);
    made.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => StoreError::AlreadyExists(path.to_owned()),
        _ => StoreError::Io(error),
    })?;
    side_files::give_to_group(path);
    // What cannot be made whole is taken away again, so that a second try is not told that the file exists.
    fill(path).inspect_err(|_| remove(path))
}

fn fill(path: &Path) -> Result<Connection, StoreError> {
    let mut db = connect(path, true)?;
    configure(&db)?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    let tx = db.transaction()?;
    tx.execute_batch(SCRIPT)?;
    tx.pragma_update(None, "user_version", FORMAT)?;
    tx.commit()?;
    Ok(db)
}

/// Removes an office file that was just made, with what SQLite keeps beside it.
pub fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        // What is not there need not be removed.
        let _ = std::fs::remove_file(side_files::beside(path, end));
    }
}

/// Opens an office for work, or only to look at it.
pub fn open(path: &Path, write: bool) -> Result<Connection, StoreError> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound(path.to_owned()));
        }
        Err(error) => return Err(StoreError::Io(error)),
        Ok(meta) if !meta.is_file() => {
            return Err(StoreError::NotAnOffice { path: path.to_owned(), why: "it is not a file".into() });
        }
        Ok(meta) if meta.len() == 0 => {
            return Err(StoreError::NotAnOffice { path: path.to_owned(), why: "it is empty".into() });
        }
        Ok(_) => {}
    }
    check_place(path)?;
    // The engine keeps its files beside the real file, not beside a link to it.
    let path = &std::fs::canonicalize(path)?;
    side_files::check(path)?;
    let db = if write { connect(path, write)? } else { connect_to_look(path)? };
    let id: i64 = db
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| StoreError::not_an_office(path, error))?;
    if id != APPLICATION_ID {
        let why = format!("its application id is {id:#x}");
        return Err(StoreError::NotAnOffice { path: path.to_owned(), why });
    }
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = FORMAT;
    if version > known {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known });
    }
    if version < known && version >= OLDEST {
        return Err(StoreError::NeedsUpgrade { path: path.to_owned(), found: version, known });
    }
    if version < known {
        return Err(StoreError::Older { path: path.to_owned(), found: version, known });
    }
    check_schema(&db, path)?;
    side_files::check_record(path, &db)?;
    if write {
        configure(&db)?
    } else {
        harden(&db)?
    }
    Ok(db)
}

/// A connection that only reads. On a medium or in a folder where nothing can be written the engine cannot make the files
/// beside the office that it shares with writers; where there is no writer's file either, the office is evidence at rest
/// and is read as it lies.
fn connect_to_look(path: &Path) -> Result<Connection, StoreError> {
    let db = connect(path, false)?;
    let tried = db.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    let stuck = tried
        .is_err_and(|error| matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)));
    if !stuck || std::fs::metadata(side_files::beside(path, "-wal")).is_ok_and(|meta| meta.len() > 0) {
        return Ok(db);
    }
    Ok(side_files::immutable(path)?)
}

/// The version of the SQLite that is linked.
pub fn engine() -> String {
    in_words(rusqlite::version_number())
}

/// Refuses it if it can lose what was recorded.
pub fn check_engine() -> Result<(), StoreError> {
    check_version(rusqlite::version_number())
}

fn check_version(version: i32) -> Result<(), StoreError> {
    if version < OLDEST_ENGINE { Err(StoreError::OldEngine(in_words(version))) } else { Ok(()) }
}

/// A version as SQLite gives it, as people write it.
fn in_words(version: i32) -> String {
    format!("{}.{}.{}", version / 1_000_000, version / 1_000 % 1_000, version % 1_000)
}

fn connect(path: &Path, write: bool) -> Result<Connection, StoreError> {
    check_engine()?;
    let mode = if write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let mut db = Connection::open_with_flags(plain(path), mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Whoever closes last copies its log into the file and takes it away: only one that others see; see `close_well`.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    // SQLite's own handler sleeps ever longer, so the luckiest writer keeps winning; a constant sleep is fair.
    db.busy_handler(Some(|tried: i32| {
        if tried == 0 {
            WAITING_SINCE.set(Instant::now());
        }
        std::thread::sleep(Duration::from_millis(2));
        WAITING_SINCE.get().elapsed() < Duration::from_secs(PATIENCE)
    }))?;
    db.set_prepared_statement_cache_capacity(96);
    Ok(db)
}

thread_local! {
    /// When the statement that waits now began to wait. A connection stays on its thread, and SQLite's handler takes no
    /// state of ours.
    static WAITING_SINCE: Cell<Instant> = Cell::new(Instant::now());
}

/// Which file a path meant when it was opened.
#[derive(Debug)]
pub struct Place {
    path: PathBuf,
    device: u64,
    number: u64,
    /// The files beside it, while somebody works.
    sides: Option<Sides>,
}

impl Place {
    /// For looking.
    pub fn of(path: &Path) -> Result<Place, StoreError> {
        let meta = std::fs::metadata(path)?;
        let path = std::path::absolute(path)?;
        Ok(Place { path, device: meta.dev(), number: meta.ino(), sides: None })
    }

    /// For work, with a connection that has read already.
    pub fn at_work(path: &Path) -> Result<Place, StoreError> {
        let mut place = Place::of(path)?;
        place.keep_sides()?;
        Ok(place)
    }

    /// From here on the side files are watched.
    pub fn keep_sides(&mut self) -> Result<(), StoreError> {
        // A link to the office: the engine keeps its files where the office is.
        let office = std::fs::canonicalize(&self.path)?;
        self.sides = Some(Sides::of(&office)?);
        Ok(())
    }

    /// From here on there are none.
    pub fn forget_sides(&mut self) {
        self.sides = None;
    }

    /// Lets the connection, if it is the last one, bring its log into the file when it closes: only where others see the
    /// same log.
    pub fn close_well(&self, db: &Connection) {
        if self.sides.is_some() && self.check().is_ok() {
            // Otherwise the log stays, and whoever opens the office next brings it in.
            let _ = db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writing to a file that nobody finds any more would be lost work.
    pub fn check(&self) -> Result<(), StoreError> {
        match std::fs::metadata(&self.path) {
            Ok(meta) if (meta.dev(), meta.ino()) == (self.device, self.number) => {
                self.sides.as_ref().map_or(Ok(()), Sides::check)
            }
            _ => Err(StoreError::Moved(self.path.clone())),
        }
    }
}

fn harden(db: &Connection) -> Result<(), StoreError> {
    let defensive = db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    let trusting = db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Otherwise every statement is planned again, from its text, whenever a bound value changes.
    let stable = db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if !defensive || trusting || !stable {
        return Err(StoreError::damaged("the engine does not take its settings"));
    }
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, LENGTH)?;
    db.set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 60)?;
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    set(db, "cell_size_check", 1)?;
    set(db, "mmap_size", 0)?;
    // Two thirds of a session's memory would otherwise be pages; four megabytes hold the upper levels of every index.
    set(db, "cache_size", -4096)
}

/// Settings for a file that is made anew if the machine stops while it is filled.
pub fn relax(db: &Connection) -> Result<(), StoreError> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "MEMORY", |row| row.get(0))?;
    if mode != "memory" {
        return Err(StoreError::damaged(format!("the journal mode is {mode}, not memory")));
    }
    set(db, "synchronous", 0)?;
    set(db, "cache_size", FILLING_CACHE)
}

pub fn configure(db: &Connection) -> Result<(), StoreError> {
    harden(db)?;
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::damaged(format!("the journal mode is {mode}, not wal")));
    }
    set(db, "synchronous", 2)?;
    // What is acknowledged goes on into the file at once, not a thousand pages later: whoever removes the log by mistake
    // takes nothing away.
    set(db, "wal_autocheckpoint", 1)?;
    set(db, "foreign_keys", 1)?;
    set(db, "recursive_triggers", 1)?;
    set(db, "secure_delete", 1)?;
    // A file that was one by itself until now gets the files beside it with the first read.
    db.pragma_query_value(None, "schema_version", |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Sets a pragma and reads it back: a setting that did not take is an error, not a hope.
fn set(db: &Connection, pragma: &str, value: i64) -> Result<(), StoreError> {
    db.pragma_update(None, pragma, value)?;
    let found: Option<i64> = db.pragma_query_value(None, pragma, |row| row.get(0)).ok();
    // An engine built without memory maps answers nothing for `mmap_size`, which is what is wanted.
    match found {
        Some(found) if found == value => Ok(()),
        None if value == 0 => Ok(()),
        _ => Err(StoreError::damaged(format!("the setting {pragma} is {found:?}, not {value}"))),
    }
}

/// Every table, index and trigger is, to the letter, what this program makes; nothing is added and nothing is missing.
fn check_schema(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let altered = |what: String| StoreError::AlteredSchema { path: path.to_owned(), what };
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(SCRIPT)?;
    let expected = schema(&fresh)?;
    let found = schema(db).map_err(|error| StoreError::not_an_office(path, error))?;
    for (kind, name, sql) in &found {
        match expected.iter().find(|(_, known, _)| known == name) {
            None => return Err(altered(format!("{kind} {name} does not belong there"))),
            Some((known, _, own)) if known != kind || own != sql => {
                return Err(altered(format!("{kind} {name} is not as made")));
            }
            Some(_) => {}
        }
    }
    let missing = expected.iter().find(|(_, name, _)| !found.iter().any(|(_, known, _)| known == name));
    missing.map_or(Ok(()), |(kind, name, _)| Err(altered(format!("{kind} {name} is missing"))))
}

type SchemaRow = (String, String, String);

/// What the file declares, each declaration with the same blanks: a column that was added later stands on no line of its
/// own.
pub fn schema(db: &Connection) -> rusqlite::Result<Vec<SchemaRow>> {
    let mut rows = db.prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")?;
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, same_blanks(&row.get::<_, String>(2)?))))?.collect()
}

fn same_blanks(sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    words.join(" ").replace(" ,", ",").replace(" )", ")").replace("( ", "(")
}

/// The format of an office file, whatever it is.
pub fn format_of(path: &Path) -> Result<i64, StoreError> {
    if !path.try_exists()? {
        return Err(StoreError::NotFound(path.to_owned()));
    }
    check_place(path)?;
    let db = connect_to_look(path)?;
    let id: i64 = db
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|error| StoreError::not_an_office(path, error))?;
    if id != APPLICATION_ID {
        let why = format!("its application id is {id:#x}");
        return Err(StoreError::NotAnOffice { path: path.to_owned(), why });
    }
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version > FORMAT {
        true => Err(StoreError::Newer { path: path.to_owned(), found: version, known: FORMAT }),
        false => Ok(version),
    }
}

/// A connection for work on a file whose format may be an older one.
pub fn bare(path: &Path) -> Result<Connection, StoreError> {
    let db = connect(path, true)?;
    harden(&db)?;
    Ok(db)
}

/// Refuses network file systems, by the magic numbers of `statfs(2)`.
fn check_place(path: &Path) -> Result<(), StoreError> {
    const NETWORK: [(i64, &str); 10] = [
        (0x6969, "NFS"),
        (0xFF53_4D42, "CIFS"),
        (0xFE53_4D42, "SMB2"),
        (0x517B, "SMB"),
        (0x564C, "NCP"),
        (0x5346_414F, "AFS"),
        (0x7375_7245, "Coda"),
        (0x0102_1997, "9P"),
        (0x00C3_6400, "Ceph"),
        (0x6573_5546, "FUSE"),
    ];
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| folder.as_os_str() != OsStr::new("")).unwrap_or(Path::new("."));
    let stat = rustix::fs::statfs(folder).map_err(std::io::Error::from)?;
    let magic = stat.f_type & 0xFFFF_FFFF;
    match NETWORK.iter().find(|(known, _)| *known == magic) {
        Some((_, kind)) => Err(StoreError::NetworkFileSystem { path: path.to_owned(), kind: (*kind).to_owned() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_can_lose_what_was_recorded_is_refused() {
        for old in [3_051_002, 3_050_999, 2_999_999] {
            assert!(matches!(check_version(old), Err(StoreError::OldEngine(_))), "{old}");
        }
        let said = check_version(3_051_002).unwrap_err().to_string();
        assert!(said.contains("3.51.2") && said.contains("3.51.3"), "{said}");
        for new in [3_051_003, 3_052_000, rusqlite::version_number()] {
            assert!(check_version(new).is_ok(), "{new}");
        }
    }
}
