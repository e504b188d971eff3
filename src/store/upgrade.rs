//! From an older format to this one.
//!
//! Each step is a numbered script (`up/003.sql` leads to format 3); all of them together come to the same as the full
//! script. A copy is brought up and verified, whole, before it takes the office's place, and the office as it was stays
//! beside it.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::open::{self, FORMAT, OLDEST};
use super::{Progress, Store, StoreError, search};
use crate::ledger::{Fault, Report};

/// The scripts that lead on from [`OLDEST`].
const UPS: [&str; 1] = [include_str!("up/003.sql")];

/// What became of an office.
#[derive(Debug)]
pub enum Upgraded {
    /// It has this format already.
    Already,
    /// It was brought up; the office as it was lies here.
    From {
        /// The format that it had.
        format: i64,
        /// Where it lies as it was.
        kept: PathBuf,
        /// What its verification came to.
        report: Report,
    },
    /// What came of it does not verify; the office is as it was.
    NotSound(Fault),
}

impl Store {
    /// Brings an office up to this program's format. Nobody else may have it open.
    pub fn upgrade(path: &Path) -> Result<Upgraded, StoreError> {
        let found = open::format_of(path)?;
        if found == FORMAT {
            return Ok(Upgraded::Already);
        }
        if found < OLDEST {
            return Err(StoreError::Older { path: path.to_owned(), found, known: FORMAT });
        }
        let (kept, part) = (beside(path, &format!("format-{found}")), beside(path, "part"));
        for there in [&kept, &part] {
            if there.try_exists()? {
                return Err(StoreError::AlreadyExists(there.clone()));
            }
        }
        // Everything is in the one file, and stays so, for as long as this connection is open.
        let alone = take_alone(path)?;
        let ended = bring_up(path, &part, found);
        let report = match ended {
            Ok(Ok(report)) => report,
            Ok(Err(fault)) => {
                open::remove(&part);
                give_back(&alone)?;
                return Ok(Upgraded::NotSound(fault));
            }
            Err(error) => {
                open::remove(&part);
                give_back(&alone)?;
                return Err(error);
            }
        };
        // The old file first gets its second name; then the new one takes its place in one step.
        std::fs::hard_link(path, &kept)?;
        std::fs::rename(&part, path)?;
        drop(alone);
        if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
            File::open(folder)?.sync_all()?;
        }
        Ok(Upgraded::From { format: found, kept, report })
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    PathBuf::from(name)
}

/// A connection that keeps everybody else out. To leave the write-ahead log a connection must be the only one.
fn take_alone(path: &Path) -> Result<Connection, StoreError> {
    let db = open::bare(path)?;
    let mode = db.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0));
    match mode {
        Ok(mode) if mode == "delete" => {}
        Ok(_) => return Err(StoreError::InUse(path.to_owned())),
        Err(error) => {
            return Err(match StoreError::from(error) {
                StoreError::Busy(_) => StoreError::InUse(path.to_owned()),
                other => other,
            });
        }
    }
    db.execute_batch("BEGIN EXCLUSIVE")?;
    Ok(db)
}

/// Lets others in again, in the mode in which offices are.
fn give_back(alone: &Connection) -> Result<(), StoreError> {
    alone.execute_batch("ROLLBACK")?;
    Ok(alone.pragma_update(None, "journal_mode", "WAL")?)
}

/// Copies the office, runs the scripts on the copy, and verifies it.
fn bring_up(path: &Path, part: &Path, found: i64) -> Result<Result<Report, Fault>, StoreError> {
    std::fs::copy(path, part)?;
    let mut db = open::bare(part)?;
    let tx = db.transaction()?;
    for (script, format) in UPS.iter().zip(OLDEST + 1..).filter(|(_, format)| *format > found) {
        tx.execute_batch(script)?;
        tx.pragma_update(None, "user_version", format)?;
    }
    // What is computed from the record is computed anew: a later program may look for people under other texts.
    search::rebuild(&tx)?;
    tx.commit()?;
    open::configure(&db)?;
    drop(db);
    let verdict = Store::verify_file(part, &Progress::default())?;
    // What takes the office's place is on the disk, in one file.
    let db = open::bare(part)?;
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(db);
    File::open(part)?.sync_all()?;
    Ok(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema of a database as the engine understands it.
    fn shape(db: &Connection) -> Vec<String> {
        let list = |sql: &str| -> Vec<String> {
            let mut statement = db.prepare(sql).unwrap();
            let columns = statement.column_count();
            let row = |row: &rusqlite::Row| {
                let cells: Vec<String> =
                    (0..columns).map(|at| format!("{:?}", row.get::<_, rusqlite::types::Value>(at).unwrap())).collect();
                Ok(cells.join(" "))
            };
            statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        let names = list("SELECT type, name, tbl_name FROM sqlite_schema ORDER BY name");
        let columns = list(
            "SELECT t.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema t \
             JOIN pragma_table_info(t.name) c WHERE t.type='table' ORDER BY t.name, c.cid",
        );
        let rest = list("SELECT name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY name");
        [names, columns, rest].concat()
    }

    #[test]
    fn an_office_that_was_brought_up_is_one_that_was_made_anew() {
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(open::SCRIPT).unwrap();
        assert_eq!(OLDEST + UPS.len() as i64, FORMAT, "each format has its script");
        let old = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/formats/2.db");
        let copy = std::env::temp_dir().join(format!("suffrage-shape-{}.db", std::process::id()));
        std::fs::copy(old, &copy).unwrap();
        let db = Connection::open(&copy).unwrap();
        assert_ne!(shape(&db), shape(&fresh));
        UPS.iter().for_each(|script| db.execute_batch(script).unwrap());
        assert_eq!(shape(&db), shape(&fresh));
        assert_eq!(open::schema(&db).unwrap(), open::schema(&fresh).unwrap(), "also for the check at each start");
        std::fs::remove_file(&copy).unwrap();
    }
}
