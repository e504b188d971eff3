//! Verification: every act is performed again.
//!
//! The log is read from its first entry (`walk`): every hash is computed again, every recorded row is compared with what
//! its entry says of it (`rows`), the hashes of the tree with those stored (`nodes`), and each entry is performed as an act
//! by the rules of the office, on the office and the case as the entries before it left them (`acts`). What is computed
//! from the record comes last (`derived`). Keys grow in the order of the log, so a missing, added or changed row shows at
//! its place, and one pass with one cursor over each table is enough.
//!
//! Beside it, on a connection and a thread of its own, runs what needs the rows in another order: every determination is
//! made again with the pack that is on record (`answers`), after the engine's own check of the file (pages, indexes against
//! their tables).
//!
//! Nothing is written, so it works on evidence at rest; whatever others write meanwhile, each of the two reads one moment.

mod acts;
mod answers;
mod derived;
mod made;
mod nodes;
mod rows;
mod sound;
mod walk;

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::{Store, StoreError, open};
use crate::ledger::{Fault, FaultClass, Report};
use walk::Walk;

/// Either a fault of the record, or a failure to read it.
enum Stop {
    Fault(Fault),
    Store(StoreError),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        Stop::from(StoreError::from(error))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Stop {
        match error {
            StoreError::Damaged(what) => fault(FaultClass::Damaged, "file", what),
            other => Stop::Store(other),
        }
    }
}

impl Stop {
    fn settle<T>(result: Result<T, Stop>) -> Result<Result<T, Fault>, StoreError> {
        match result {
            Ok(value) => Ok(Ok(value)),
            Err(Stop::Fault(fault)) => Ok(Err(fault)),
            Err(Stop::Store(error)) => Err(error),
        }
    }
}

fn fault(class: FaultClass, place: impl Into<String>, what: impl Into<String>) -> Stop {
    Stop::Fault(Fault { class, place: place.into(), what: what.into() })
}

/// How far a verification is: entries read, of how many. Shared with whoever shows it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Entries read, and how many there are; both 0 before it has begun.
    pub fn now(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    fn begin(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    fn reach(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
    }
}

impl Store {
    /// Whether everything holds, the file and the record; if not, the first thing that does not. Whatever others write
    /// meanwhile, the record is read at one moment.
    pub fn verify(&self) -> Result<Result<Report, Fault>, StoreError> {
        verify(self.place.path(), &self.db, &Progress::default())
    }

    /// The same, telling how far it is.
    pub fn verify_telling(&self, progress: &Progress) -> Result<Result<Report, Fault>, StoreError> {
        verify(self.place.path(), &self.db, progress)
    }

    /// The same for a file that nobody has open here.
    pub fn verify_file(path: &Path, progress: &Progress) -> Result<Result<Report, Fault>, StoreError> {
        verify(path, &open::open(path, false)?, progress)
    }

    /// The record alone, on one thread: entries, tree, every recorded row, acts, what is computed from them.
    pub fn verify_record(&self) -> Result<Result<Report, Fault>, StoreError> {
        record(&self.db, &Progress::default())
    }

    /// The determinations alone.
    pub fn verify_answers(&self) -> Result<Result<u64, Fault>, StoreError> {
        let answers = answers(&self.db)?;
        Ok(answers.map(|answers| answers.repeated))
    }

    /// The file alone: its pages, and its indexes against their tables.
    pub fn check_file(&self) -> Result<Result<(), Fault>, StoreError> {
        check_file(&self.db)
    }
}

fn verify(path: &Path, db: &Connection, progress: &Progress) -> Result<Result<Report, Fault>, StoreError> {
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| {
            let db = open::open(path, false)?;
            let file = check_file(&db)?;
            Ok::<_, StoreError>((file, answers(&db)?))
        });
        let record = record(db, progress);
        let (file, answers) = beside.join().map_err(|_| StoreError::damaged("the check of the file broke off"))??;
        if let Err(fault) = file {
            return Ok(Err(fault));
        }
        // An edited row changes answers, too; what the log says of the row is said first.
        let record = match record? {
            Ok(record) => record,
            Err(fault) => return Ok(Err(fault)),
        };
        Ok(answers.map(|answers| Report { answers: answers.repeated, unspoken: answers.unspoken, ..record }))
    })
}

fn record(db: &Connection, progress: &Progress) -> Result<Result<Report, Fault>, StoreError> {
    let tx = db.unchecked_transaction()?;
    Stop::settle(Walk::new(&tx).run(progress))
}

fn answers(db: &Connection) -> Result<Result<answers::Answers, Fault>, StoreError> {
    let tx = db.unchecked_transaction()?;
    Stop::settle(answers::repeat(&tx))
}

fn check_file(db: &Connection) -> Result<Result<(), Fault>, StoreError> {
    let check = || -> Result<(), Stop> {
        let problem: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if problem == "ok" { Ok(()) } else { Err(fault(FaultClass::Damaged, "file", problem)) }
    };
    Stop::settle(check())
}
