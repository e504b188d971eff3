//! The office file: the only place that names rusqlite.
//!
//! Reads are windows and single cases; every write is a command: a unique id, guards, changes and one ledger leaf in
//! one `BEGIN IMMEDIATE` transaction. Repeating a command after an unknown outcome does nothing twice.
//!
//! A transaction never waits for a person: everything is read again inside it, and the version that the person saw is a
//! guard. The order of entries comes from the `head` row.

mod acts;
pub mod attached;
mod backup;
mod case;
mod conditions;
mod counts;
mod deadlines;
mod drafts;
mod entries;
mod error;
mod freeze;
mod intake;
mod law;
mod lease;
mod likely;
mod listed;
mod look;
mod office;
mod open;
mod person;
mod polls;
mod queue;
mod reader;
mod recorder;
mod search;
mod side_files;
mod staff;
mod table;
mod upgrade;
mod values;
mod verify;
mod views;

use std::path::Path;
use std::rc::Rc;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use backup::{backup, restore};
pub use drafts::DraftSeat;
pub use error::StoreError;
pub use intake::Bringing;
pub use law::AsDecided;
pub use lease::From;
pub use office::{NewOffice, zone_of};
use open::Place;
pub use open::{check_engine, engine, remove as discard};
pub use search::Hidden;
pub use side_files::{Caution, cautions};
pub use upgrade::Upgraded;
pub use verify::Progress;
pub use views::Kept;

use crate::law::Library;
use crate::ledger::tree::Edge;

/// Random bytes for salts, handed in by the binary.
pub type Entropy = Box<dyn FnMut(&mut [u8])>;

/// An open office file.
pub struct Store {
    db: Connection,
    place: Place,
    library: Rc<Library>,
    entropy: Entropy,
    /// The edge of the log as this process wrote it last; somebody else may have written since.
    edge: Option<Edge>,
    /// The office and its people, as they were held against the log.
    known: Option<staff::Checked>,
    /// The file is being filled and nobody has it yet; see [`Store::fill`].
    filling: bool,
}

impl Store {
    /// Opens an existing office for work.
    pub fn open(path: &Path, library: Rc<Library>, entropy: Entropy) -> Result<Store, StoreError> {
        let db = open::open(path, true)?;
        let place = Place::at_work(path)?;
        side_files::share(place.path());
        Ok(Store { db, place, library, entropy, edge: None, known: None, filling: false })
    }

    /// Opens an existing office only to look at it; no act can be performed.
    pub fn open_to_read(path: &Path, library: Rc<Library>) -> Result<Store, StoreError> {
        let entropy = Box::new(|_: &mut [u8]| {});
        let db = open::open(path, false)?;
        Ok(Store { db, place: Place::of(path)?, library, entropy, edge: None, known: None, filling: false })
    }

    /// What is wrong with the rights of the office and of the files beside it; those that are ours are put right.
    pub fn cautions(&self) -> Vec<Caution> {
        side_files::share(self.place.path())
    }

    /// Changes whenever any connection, also of another process, has committed something.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        self.place.path()
    }

    /// The packs and the schema that it works with.
    pub fn library(&self) -> &Rc<Library> {
        &self.library
    }

    /// From here to [`settle`](Store::settle) the file is one that nobody else has opened and that is made anew if the
    /// machine stops: nothing is flushed, and the terms of the search wait.
    pub fn fill(&mut self) -> Result<(), StoreError> {
        self.filling = true;
        self.place.forget_sides();
        open::relax(&self.db)
    }

    /// Makes the file alone the office, and what was filled safe on the disk.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        if !self.filling {
            let busy: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            return if busy == 0 { Ok(()) } else { Err(StoreError::Busy(error::PATIENCE)) };
        }
        // The last write flushes the whole file. Opening it beside the engine to do so would, on closing, give up the
        // engine's locks.
        self.db.pragma_update(None, "synchronous", 2)?;
        let tx = write(&mut self.db, &self.place)?;
        intake::put_terms(&tx)?;
        tx.commit()?;
        // Back in the mode of a working office; nothing has been written to its log yet.
        open::configure(&self.db)?;
        self.place.keep_sides()?;
        self.filling = false;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.place.close_well(&self.db);
    }
}

/// A write: what is done through it happens as a whole or not at all.
struct Write<'a> {
    tx: Transaction<'a>,
    place: &'a Place,
}

/// Begins a write: `BEGIN IMMEDIATE`, so that no reader turns writer half way and fails. The file and those beside it must
/// still be where they were opened.
fn write<'a>(db: &'a mut Connection, place: &'a Place) -> Result<Write<'a>, StoreError> {
    place.check()?;
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    place.check()?;
    Ok(Write { tx, place })
}

impl Write<'_> {
    /// Ends the write. It counts only if it went into files that others see, before and after.
    fn commit(self) -> Result<(), StoreError> {
        self.place.check()?;
        self.tx.commit()?;
        self.place.check()
    }
}

impl std::ops::Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.tx
    }
}
